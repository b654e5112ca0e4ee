//! The dialog that asks what is exported and how.

use super::choices::Choices;
use super::draft::{Draft, Facts};
use super::{cards, formats, parts};
use crate::export::Format;
use crate::model::{Column, ColumnSet, Incomplete};
use crate::ui::controls::Push;
use crate::ui::theme::{self, Palette};
use eframe::egui::{
    Align, Align2, Area, Color32, FontId, Frame, Id, Key, Label, Layout, Margin, Modal, Modifiers, Rect,
    RichText, ScrollArea, Ui, vec2,
};

/// Its width in points, in a window that has room for two cards side by side, and in one that hasn't.
const WIDTH: (f32, f32) = (560.0, 380.0);
/// What lies between it and the window's edges, in points.
const AROUND: f32 = 16.0;
/// What lies between its edges and what is in it, in points.
const INSIDE: i8 = 18;

/// What the line about columns that were not read takes, in points: two lines of text at most.
const UNREAD: f32 = 48.0;

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// The choices stay what they were before.
    Cancelled,
    /// These are the choices.
    Chosen,
    /// They are, and the sheet is to be read again with these columns first.
    ReadWith(ColumnSet),
}

/// The dialog while it is open.
pub(crate) struct Dialog {
    /// What is ticked so far.
    pub draft: Draft,
    /// Its greatest height so far, in points: it doesn't shrink under the pointer.
    height: f32,
    stand: Stand,
}

/// Where it stands: in the middle as it opens, and then its upper edge stays, whatever is opened in it, as long as it fits.
struct Stand {
    screen: Rect,
    place: Rect,
    /// How many frames there were in this window; its size is known after some.
    frames: u8,
}

impl Stand {
    /// How many frames it takes until all in it has its size.
    const SETTLED: u8 = 3;

    fn area(&self, area: Area, screen: Rect) -> Area {
        if self.screen != screen || self.frames < Stand::SETTLED {
            return area;
        }
        let lowest = screen.height() - AROUND - self.place.height();
        let top = (self.place.top() - screen.top()).min(lowest).max(0.0);
        area.anchor(Align2::CENTER_TOP, vec2(0.0, top))
    }

    fn drawn(&mut self, place: Rect, screen: Rect) {
        let frames = if self.screen == screen { self.frames.saturating_add(1) } else { 0 };
        *self = Stand { screen, place, frames };
    }
}

impl Dialog {
    /// With these choices to begin with.
    pub(crate) fn new(choices: Choices) -> Dialog {
        let stand = Stand { screen: Rect::NOTHING, place: Rect::NOTHING, frames: 0 };
        Dialog { draft: Draft::new(choices), height: 0.0, stand }
    }

    /// Draws it over the window.
    pub(super) fn modal_ui(&mut self, ui: &Ui, facts: &Facts) -> Option<Ended> {
        let screen = ui.ctx().content_rect();
        let around = 2.0 * (AROUND + f32::from(INSIDE));
        let is_wide = screen.width() >= WIDTH.0 + around;
        let width = (if is_wide { WIDTH.0 } else { WIDTH.1 }).min(screen.width() - around);
        let frame = Frame::popup(ui.style()).inner_margin(Margin::same(INSIDE));
        // The area is the dialog to a screen reader; a second one in it would have everything read out twice.
        let id = Id::unique("export");
        let area = Modal::default_area(id).accessible_name("Export the sheet");
        let area = self.stand.area(area, screen);
        let shown = Modal::new(id).area(area).frame(frame).show(ui.ctx(), |ui| {
            ui.set_width(width);
            // Not only what is below its upper edge now: it moves up as it grows.
            ui.set_max_height(screen.height() - around);
            let entered = self.draft.entered(ui);
            ui.label(theme::title("Export the sheet"));
            ui.add_space(8.0);
            let unread = self.draft.unread(facts);
            let foot = 52.0
                + if facts.incomplete.is_some() { 28.0 } else { 0.0 }
                + if unread.is_empty() { 0.0 } else { UNREAD };
            let height = screen.height() - around - foot - ui.min_rect().height();
            ScrollArea::vertical().auto_shrink([false, true]).max_height(height).show(ui, |ui| {
                ui.set_min_height(self.height);
                self.parts_ui(ui, facts);
                // In whole points: a part of one more than there is room for would be worth a scroll bar.
                self.height = ui.min_rect().height().ceil();
            });
            if let Some(why) = facts.incomplete {
                ui.add_space(4.0);
                incomplete_ui(ui, why, self.draft.choices.format());
            }
            let read = (!unread.is_empty()).then(|| self.unread_ui(ui, &unread, facts)).flatten();
            ui.add_space(8.0);
            self.buttons_ui(ui, facts, entered).or(read)
        });
        self.stand.drawn(shown.response.rect, screen);
        if self.stand.frames < Stand::SETTLED {
            // Or it would stand with a scroll bar that it doesn't need until the pointer moves.
            ui.ctx().request_repaint();
        }
        // A click beside it does not close it: what is ticked would be lost.
        let escaped = shown.is_top_modal
            && !shown.any_popup_open
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        shown.inner.or(escaped.then_some(Ended::Cancelled))
    }

    fn parts_ui(&mut self, ui: &mut Ui, facts: &Facts) {
        let draft = &mut self.draft;
        ui.scope(|ui| cards::formats_ui(draft, ui));
        ui.spacing_mut().item_spacing = vec2(8.0, 2.0);
        ui.spacing_mut().interact_size.y = 24.0;
        parts::split_ui(draft, ui, facts);
        ui.add_space(12.0);
        parts::rows_ui(draft, ui, facts);
        ui.add_space(10.0);
        parts::problems_ui(draft, ui, facts);
        ui.add_space(4.0);
        parts::columns_ui(draft, ui);
        parts::separator_ui(draft, ui);
        draft.is_new = false;
    }

    /// Says which columns will be empty, and offers to read them where that can be.
    fn unread_ui(&mut self, ui: &mut Ui, unread: &[Column], facts: &Facts) -> Option<Ended> {
        let again = Push::new("Read again with them").height(28.0);
        let words = formats::not_read(unread, facts.is_opened);
        ui.add_space(4.0);
        if facts.is_opened {
            ui.add(Label::new(RichText::new(words).color(Palette::of(ui).warn)).wrap());
            return None;
        }
        let clicked = ui.horizontal(|ui| {
            let room = ui.available_width() - again.width(ui) - ui.spacing().item_spacing.x;
            ui.allocate_ui_with_layout(vec2(room, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_min_width(room);
                ui.add(Label::new(RichText::new(words).color(Palette::of(ui).warn)).wrap());
            });
            let again = ui.add_enabled(facts.can_read_again, again);
            self.draft.keeps_enter(&again);
            again.clicked()
        });
        let columns = || unread.iter().filter_map(|column| column.requested_as()).collect();
        clicked.inner.then(|| Ended::ReadWith(columns()))
    }

    fn buttons_ui(&mut self, ui: &mut Ui, facts: &Facts, entered: bool) -> Option<Ended> {
        let p = Palette::of(ui);
        let mut ended = entered.then_some(Ended::Chosen);
        ui.horizontal(|ui| {
            let (cancel, choose) = (Push::new("Cancel"), Push::new("Choose file…").main(true));
            let buttons = cancel.width(ui) + choose.width(ui) + ui.spacing().item_spacing.x;
            let words = self.draft.told(facts);
            let room = vec2(
                ui.available_width() - buttons - ui.spacing().item_spacing.x,
                ui.spacing().interact_size.y,
            );
            ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_width(room.x);
                ui.add(
                    Label::new(RichText::new(words).font(theme::medium(theme::BODY)).color(p.text))
                        .truncate(),
                );
            });
            let cancel = ui.add(cancel);
            self.draft.keeps_enter(&cancel);
            if cancel.clicked() {
                ended = Some(Ended::Cancelled);
            }
            if ui.add(choose).clicked() {
                ended = Some(Ended::Chosen);
            }
        });
        ended
    }
}

/// What the file will lack. As high with each format, so that nothing moves.
fn incomplete_ui(ui: &mut Ui, why: Incomplete, format: Format) {
    let width = ui.available_width();
    let height = |format| {
        let (words, font) = (formats::incomplete(why, format), FontId::proportional(theme::BODY));
        ui.painter().layout(words, font, Color32::PLACEHOLDER, width).size().y
    };
    let most = height(Format::Xlsx).max(height(Format::JsonLines));
    ui.allocate_ui(vec2(width, most), |ui| {
        ui.set_min_height(most);
        let words = RichText::new(formats::incomplete(why, format)).color(Palette::of(ui).warn);
        ui.add(Label::new(words).wrap());
    });
}
