//! Lines below the chips: what would explain many differences, and what was not compared at all.

use super::again;
use crate::model::{CompareWish, name};
use crate::session::Session;
use crate::ui::action::Actions;
use crate::ui::controls::Push;
use crate::ui::icons;
use crate::ui::names::{self, Reading};
use crate::ui::theme::Palette;
use crate::view::compare::Comparison;
use crate::words;
use eframe::egui::{TextStyle, Ui};

/// What else is worth a line: what would explain many differences, and what was not compared at all.
pub(super) fn notes_ui(ui: &mut Ui, session: &Session, comparison: &Comparison, actions: &mut Actions) {
    let p = Palette::of(ui);
    let note = |ui: &mut Ui, words: &str, offer: Option<Push<'_>>| -> bool {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            icons::INFO.ui(ui, icons::SIZE, p.weak);
            names::label_ui(ui, words, Reading::Prose, TextStyle::Body.resolve(ui.style()), p.mid);
            offer.is_some_and(|offer| ui.add(offer.height(24.0)).clicked())
        })
        .inner
    };
    if let Some(words) = words::hour_apart(&comparison.totals)
        && note(ui, &words, Some(Push::new("Take them for the same")))
    {
        actions.extend(again(session, |order| order.wish.ignores_hour = true));
    }
    if comparison.wish().ignores_hour
        && note(ui, "Times that differ by exactly one hour count as the same.", Some(Push::new("Show them")))
    {
        actions.extend(again(session, |order| {
            order.wish = CompareWish { ignores_hour: false, ..order.wish.clone() };
        }));
    }
    if let Some((old, new)) = session.compared_sheets() {
        let old = comparison.unpaired(old, false).map(|root| name::path_bytes(&root.path));
        let new = comparison.unpaired(new, true).map(|root| name::path_bytes(&root.path));
        for words in words::unpaired(old, new) {
            note(ui, &words, None);
        }
    }
    for words in words::comparison_notes(&comparison.totals) {
        note(ui, &words, None);
    }
}
