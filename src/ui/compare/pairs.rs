//! The dialog that pairs sources by hand: each one of the old sheet with one of the new sheet, or with none.

use super::again;
use super::sentence::paths_ui;
use crate::model::{RootId, RootPhase, name};
use crate::session::Session;
use crate::store::Sheet;
use crate::text;
use crate::ui::action::Actions;
use crate::ui::controls::Push;
use crate::ui::icons;
use crate::ui::names::{self, Reading};
use crate::ui::page::page_ui;
use crate::ui::theme::Palette;
use eframe::egui::{Align, ComboBox, Layout, ScrollArea, TextStyle, Ui};

/// How wide it is, in points, where there is room.
const WIDTH: f32 = 560.0;

/// A source, with its path in words.
struct Source {
    id: RootId,
    path: String,
}

/// See the module.
pub(super) struct PairsDialog {
    old: Vec<Source>,
    new: Vec<Source>,
    /// Of each old one, in their order, the new one.
    chosen: Vec<Option<RootId>>,
}

impl PairsDialog {
    /// As the comparison that stands has paired them.
    pub(super) fn of(session: &Session) -> Option<PairsDialog> {
        let (old, new) = session.compared_sheets()?;
        let pairs = &session.comparison()?.roots;
        let (old, new) = (sources(old), sources(new));
        let partner = |one: &Source| pairs.iter().find(|pair| pair.0 == one.id).map(|pair| pair.1);
        let chosen = old.iter().map(partner).collect();
        Some(PairsDialog { old, new, chosen })
    }

    /// Draws it. Returns whether it was closed.
    pub(super) fn dialog_ui(&mut self, ui: &Ui, session: &Session, actions: &mut Actions) -> bool {
        let height = (ui.ctx().content_rect().height() - 150.0).max(60.0);
        page_ui(ui, "Pair sources", WIDTH, |ui| {
            let p = Palette::of(ui);
            let font = TextStyle::Body.resolve(ui.style());
            let what = "Which source of the newer sheet is compared with which of the older one.";
            names::label_ui(ui, what, Reading::Prose, font.clone(), p.weak);
            ui.add_space(4.0);
            let area = ScrollArea::vertical().auto_shrink([false, true]).max_height(height);
            area.show(ui, |ui| (0..self.old.len()).for_each(|at| self.line_ui(ui, at)));
            let alone = self.new.iter().filter(|one| !self.chosen.contains(&Some(one.id)));
            let alone: Vec<&str> = alone.map(|one| one.path.as_str()).collect();
            if !alone.is_empty() {
                let words = format!("Not compared: {}", alone.join(", "));
                names::label_ui(ui, &words, Reading::Prose, font, p.warn);
            }
            ui.add_space(8.0);
            self.buttons_ui(ui, session, actions)
        })
    }

    fn line_ui(&mut self, ui: &mut Ui, at: usize) {
        let p = Palette::of(ui);
        ui.horizontal(|ui| {
            let half = (ui.available_width() - 40.0) / 2.0;
            let label = ui.scope(|ui| {
                ui.set_min_width(half);
                ui.set_max_width(half);
                paths_ui(ui, &self.old[at].path, TextStyle::Body.resolve(ui.style()), p.text, 0.0)
            });
            icons::ARROW_RIGHT.ui(ui, icons::SIZE, p.weak);
            let words = |chosen: Option<RootId>| {
                let one = self.new.iter().find(|one| Some(one.id) == chosen);
                one.map_or("Nothing", |one| one.path.as_str())
            };
            let mut picked = self.chosen[at];
            let field = ComboBox::from_id_salt(("pair", at)).width(half).truncate();
            let field = field.selected_text(words(picked)).show_ui(ui, |ui| {
                for choice in std::iter::once(None).chain(self.new.iter().map(|one| Some(one.id))) {
                    ui.selectable_value(&mut picked, choice, words(choice));
                }
            });
            field.response.labelled_by(label.inner.id);
            if picked != self.chosen[at] {
                // Each belongs to one only.
                self.chosen.iter_mut().filter(|one| **one == picked).for_each(|one| *one = None);
                self.chosen[at] = picked;
            }
        });
    }

    fn buttons_ui(&self, ui: &mut Ui, session: &Session, actions: &mut Actions) -> bool {
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            let pairs: Vec<(RootId, RootId)> =
                self.old.iter().zip(&self.chosen).filter_map(|(one, new)| Some((one.id, (*new)?))).collect();
            let compares = ui.add_enabled(!pairs.is_empty(), Push::new("Compare").main(true)).clicked();
            if compares {
                actions.extend(again(session, |order| order.wish.roots = Some(pairs)));
            }
            compares | ui.add(Push::new("Cancel")).clicked()
        })
        .inner
    }
}

fn sources(sheet: &Sheet) -> Vec<Source> {
    let open = sheet.roots.iter().filter(|root| !matches!(root.phase, RootPhase::ListedIn(_)));
    open.map(|root| Source { id: root.id, path: text::shown(name::path_bytes(&root.path)).into_owned() })
        .collect()
}
