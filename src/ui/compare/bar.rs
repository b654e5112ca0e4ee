//! The bar above the table while a comparison stands: what came of it in one sentence, of what it is, and its states as chips that filter.

use super::chips::chips_ui;
use super::notes::notes_ui;
use super::pairs::PairsDialog;
use super::sentence::{paths_ui, sentence_ui};
use super::{CompareUi, again, making, moment, whole};
use crate::model::name;
use crate::session::{Command, Session};
use crate::store::Sheet;
use crate::text;
use crate::ui::action::{Action, Actions};
use crate::ui::controls::Push;
use crate::ui::names::{self, Reading};
use crate::ui::theme::{self, Palette};
use crate::ui::{elide, icons};
use crate::view::compare::Comparison;
use crate::words;
use eframe::egui::{
    Align, Frame, Key, Layout, Margin, Modifiers, Panel, Popup, ScrollArea, TextStyle, Ui, vec2,
};

/// The height of a line of the bar, in points.
const LINE: f32 = 26.0;
/// In a window lower than this, the bar has as few lines as can be, in points.
const LOW: f32 = 460.0;

impl CompareUi {
    /// Draws the bar, where something is compared. `can_look` is whether nothing lies over the window.
    pub(in crate::ui) fn bar_ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        can_look: bool,
        actions: &mut Actions,
    ) {
        let is_made = session.compared_with().is_some() || session.is_comparing();
        let comparison = session.comparison();
        if !is_made && comparison.is_none() {
            return;
        }
        let had_focus =
            std::mem::replace(&mut self.had_focus, ui.memory(|memory| memory.focused().is_some()));
        if can_look && !had_focus && is_escaped(ui) {
            let command = if is_made { Command::CancelComparing } else { Command::Compare(None) };
            actions.push(Action::Ask(command));
        }
        let is_low = ui.ctx().content_rect().height() < LOW;
        let frame = Frame::new().fill(Palette::of(ui).panel).inner_margin(Margin::symmetric(10, 3));
        Panel::top("comparison").frame(frame).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            if is_made {
                making::line_ui(ui, session, actions);
            }
            if let Some(comparison) = comparison {
                self.outcome_ui(ui, session, comparison, is_low, actions);
                if is_low {
                    // One line of them: the rows need the room more.
                    ScrollArea::horizontal().show(ui, |ui| {
                        ui.set_min_width(ui.available_width());
                        ui.horizontal(|ui| chips_ui(ui, &comparison.rows, session.filter(), actions));
                    });
                } else {
                    ui.horizontal_wrapped(|ui| chips_ui(ui, &comparison.rows, session.filter(), actions));
                }
                notes_ui(ui, session, comparison, actions);
            }
        });
    }

    /// The sentence, the two sides, and what can be done with them.
    fn outcome_ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        comparison: &Comparison,
        is_low: bool,
        actions: &mut Actions,
    ) {
        let p = Palette::of(ui);
        let sides = session
            .compared_sheets()
            .map(|(old, new)| format!("From {} to {}", side(old, session), side(new, session)));
        let sides = sides.unwrap_or_default();
        // The chips below have the counts.
        let words = words::comparison_in_short(&comparison.totals);
        let font = theme::medium(theme::BODY);
        if is_low {
            line_ui(ui, |ui| {
                let more = Push::only(icons::DOTS_THREE, "More about the comparison").height(24.0);
                let close = Push::only(icons::X, "Close comparison").height(24.0);
                let beside = more.width(ui) + close.width(ui) + 14.0;
                let sentence = sentence_ui(ui, &words, font, p.text, beside);
                sentence.on_hover_ui(|ui| elide::whole_ui(ui, &sides));
                let more = ui.add(more);
                Popup::menu(&more).show(|ui| {
                    ui.set_max_width(420.0);
                    let font = TextStyle::Body.resolve(ui.style());
                    names::label_ui(ui, &sides, Reading::Prose, font, p.weak);
                    self.acts_ui(ui, session, comparison, actions);
                });
                close_ui(ui, close, actions);
            });
            return;
        }
        line_ui(ui, |ui| {
            let close = Push::new("Close comparison").height(24.0);
            let beside = close.width(ui) + 8.0;
            sentence_ui(ui, &words, font, p.text, beside);
            close_ui(ui, close, actions);
        });
        line_ui(ui, |ui| {
            let beside: f32 = acts(comparison).iter().map(|act| act.width(ui) + 6.0).sum();
            let font = TextStyle::Body.resolve(ui.style());
            paths_ui(ui, &sides, font, p.mid, beside + 4.0);
            self.acts_ui(ui, session, comparison, actions);
        });
    }

    fn acts_ui(&mut self, ui: &mut Ui, session: &Session, comparison: &Comparison, actions: &mut Actions) {
        let [swap, pairs, whole] = acts(comparison);
        let swap =
            ui.add(swap).on_hover_text("Take the older one for the newer one, and the other way round");
        if swap.clicked() {
            actions.extend(again(session, |order| order.is_older = !order.is_older));
            ui.close();
        }
        let pairs = ui.add(pairs);
        if pairs.on_hover_text("Choose which source belongs to which, where their names differ").clicked() {
            self.pairs = PairsDialog::of(session);
            ui.close();
        }
        if !comparison.whole.is_empty() {
            let whole =
                ui.add(whole).on_hover_text("Folders that were added, removed or moved with all in them");
            Popup::menu(&whole).show(|ui| whole::list_ui(ui, session, comparison, actions));
        }
    }
}

fn acts(comparison: &Comparison) -> [Push<'static>; 3] {
    let whole = if comparison.whole.is_empty() { Push::new("") } else { Push::new("Whole folders…") };
    [Push::new("Swap"), Push::new("Pair sources…"), whole.icon(icons::FOLDER)].map(|push| push.height(24.0))
}

/// Whether Esc is pressed, and nothing else is there that it may be for.
fn is_escaped(ui: &Ui) -> bool {
    let is_free = !Popup::is_any_open(ui.ctx())
        && ui.memory(|memory| memory.focused().is_none() && memory.top_modal_layer().is_none());
    is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
}

fn line_ui(ui: &mut Ui, draw: impl FnOnce(&mut Ui)) {
    let size = vec2(ui.available_width(), LINE);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        draw(ui);
    });
}

fn close_ui(ui: &mut Ui, close: Push<'_>, actions: &mut Actions) {
    if ui.add(close).on_hover_text("Show the sheet as it was before (Esc)").clicked() {
        actions.push(Action::Ask(Command::Compare(None)));
    }
}

/// One side in words: the file or the sources, and as of when.
fn side(sheet: &Sheet, session: &Session) -> String {
    let shown = |bytes: &[u8]| text::shown(bytes).into_owned();
    let what = match sheet.origin.as_ref().filter(|origin| !session.is_kept_sheet(&origin.file)) {
        Some(origin) => shown(name::last_part(name::path_bytes(&origin.file))),
        None => match sheet.roots.iter().next() {
            Some(first) if sheet.roots.len() == 1 => shown(name::path_bytes(&first.path)),
            Some(first) => {
                let others = text::counted(sheet.roots.len() as u64 - 1, "other source");
                format!("{} and {others}", shown(name::path_bytes(&first.path)))
            }
            None => String::new(),
        },
    };
    match moment(sheet.as_of) {
        Some(moment) => format!("{what} ({moment})"),
        None => format!("{what} (date unknown)"),
    }
}
