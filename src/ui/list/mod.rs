//! A list of rows: draws only what is in sight, however many rows there are. The table, the tree of folders and the list of problems
//! each give it their rows by a [`Delegate`] and keep what is theirs alone.
//!
//! It keeps scroll, cursor and selection, and knows rows by their stable number ([`numbered`]), so that neither sorting nor rows that
//! stream in move what the user looks at or has selected. [`scroll`] is the arithmetic, [`places`] says where things are, [`rows`] and
//! [`bars`] are what is seen, [`keys`] what is pressed, [`drag`] and [`wheel`] what the pointer does, [`acts`] what comes of it.
//! [`spoken`] is what a screen reader knows. [`selection`] is which rows are selected, [`typed`] finds the row whose name is typed, [`mark`] finds a row again that moved, and
//! [`eye`] keeps it in its place.

mod acts;
pub(crate) mod bars;
pub(crate) mod delegate;
mod drag;
pub(crate) mod eye;
pub(crate) mod fonts;
pub(crate) mod keys;
pub(crate) mod mark;
pub(crate) mod numbered;
pub(crate) mod places;
mod rows;
pub(crate) mod scroll;
pub(crate) mod selection;
mod spoken;
pub(crate) mod titles;
pub(crate) mod typed;
mod wheel;

#[cfg(test)]
mod tests;

use super::theme::Palette;
use crate::model::Renumbered;
use crate::ui::elide;
use bars::{Axis, Bar};
use delegate::{Delegate, Head, KeyAct};
use drag::Drag;
use eframe::egui::{
    Context, EventFilter, Id, PointerButton, Popup, Rect, Role, Sense, TextStyle, Ui, UiBuilder, WidgetInfo,
};
use eye::{Eye, Since};
use keys::Press;
use mark::Mark;
use numbered::Numbered;
use places::Places;
use scroll::Extent;
use selection::Selection;
use std::ops::Range;
use typed::TypeAhead;

/// A list's own state.
#[derive(Default)]
pub(crate) struct List {
    /// The first row in sight, with the fraction of it that is above.
    top: f64,
    /// Rows in sight, with the fraction of the last one.
    page: f64,
    /// Points scrolled to the right.
    left: f32,
    eye: Eye,
    selection: Selection,
    /// The row that the keyboard is on.
    cursor: Option<Mark>,
    drag: Option<Drag>,
    /// Where the handles of the two scroll bars were grabbed.
    grab: (f64, f64),
    typed: TypeAhead,
    wants_focus: bool,
    /// Whether the keyboard asks for the menu of its row in this frame.
    menu_asked: bool,
    /// What gets the keyboard back when the open menu is closed.
    returns_to: Option<Id>,
}

impl List {
    /// Forgets which rows were which: they get other numbers.
    pub(crate) fn forget(&mut self) {
        self.top = 0.0;
        self.eye.forget();
        self.selection.forget();
        self.typed.stop();
        (self.cursor, self.drag) = (None, None);
    }

    /// Rows went, and the others have other numbers: what is selected of them stays so.
    pub(crate) fn renumber(&mut self, by: &Renumbered) {
        self.eye.forget();
        self.selection.renumber(by);
        self.typed.stop();
        (self.cursor, self.drag) = (None, None);
    }

    /// Puts the keyboard into the list.
    pub(crate) fn focus(&mut self) {
        self.wants_focus = true;
    }

    /// Gives the keyboard to this widget when the open menu is closed.
    pub(crate) fn return_to(&mut self, widget: Id) {
        self.returns_to = Some(widget);
    }

    /// Whether the keyboard is in the list that looks so.
    pub(crate) fn has_focus(ctx: &Context, look: &delegate::Appearance) -> bool {
        ctx.memory(|memory| memory.has_focus(Id::unique(look.id)))
    }

    /// Whether keys that are pressed now are meant for the list that looks so, and not for an open menu.
    pub(crate) fn has_keyboard(ctx: &Context, look: &delegate::Appearance) -> bool {
        List::has_focus(ctx, look) && !Popup::is_any_open(ctx)
    }

    /// Whether a name that was typed is still looked for.
    #[cfg(test)]
    pub(crate) fn is_searching(&self) -> bool {
        self.typed.is_searching()
    }

    /// Which rows are selected.
    pub(crate) fn selection(&self) -> &Selection {
        &self.selection
    }

    /// Which rows are selected, to change it.
    pub(crate) fn selection_mut(&mut self) -> &mut Selection {
        &mut self.selection
    }

    /// The positions of the rows in sight, the cut ones too.
    pub(crate) fn in_sight(&self, rows: &impl Numbered) -> Range<u64> {
        self.extent(rows).visible(self.top)
    }

    fn extent(&self, rows: &impl Numbered) -> Extent {
        Extent::new(rows.len(), self.page)
    }

    /// The row that the keyboard is on.
    pub(crate) fn cursor(&self) -> Option<u32> {
        self.cursor.map(|cursor| cursor.number)
    }

    /// Puts a row into what is selected, or takes it out, and the keyboard on it.
    pub(crate) fn toggle(&mut self, mark: Mark) {
        self.selection.toggle(mark);
        self.cursor = Some(mark);
    }

    /// Follows its rows in a frame in which it is not drawn.
    pub(crate) fn keep_up(&mut self, rows: &impl Numbered, since: Since) {
        if since != Since::Same {
            self.selection.keep_shown(rows);
        }
        let extent = self.extent(rows);
        self.top = self.eye.follow(rows, extent, self.top, since);
        let held = self.cursor.filter(|cursor| self.selection.contains(cursor.number));
        self.eye.remember(rows, extent, self.top, held);
    }

    /// Draws it in all the room that is left.
    pub(crate) fn list_ui<D: Delegate>(&mut self, ui: &mut Ui, rows: &mut D) {
        let area = ui.available_rect_before_wrap();
        ui.allocate_rect(area, Sense::hover());
        let places = Places::new(area, &D::LOOK, rows.width());
        self.page = places.page();
        let since = rows.since();
        if since != Since::Same {
            self.selection.keep_shown(rows.rows());
            if !D::LOOK.selects {
                // A selected row may be shown again. Here the keyboard is on a row in sight or on none.
                self.cursor = self.cursor_now(rows.rows());
            }
        }
        self.top = self.eye.follow(rows.rows(), self.extent(rows.rows()), self.top, since);

        ui.painter().rect_filled(area, 0.0, Palette::of(ui).panel);
        ui.painter().rect_filled(places.body, 0.0, Palette::of(ui).sheet);
        // Everything that scrolls comes before what is scrolled, so that header and rows are never drawn at different places.
        let is_wide = rows.width().is_some();
        if !is_wide {
            self.head_ui(ui, rows, &places);
        }
        self.wheel(ui, area, self.extent(rows.rows()), places.row);
        self.body_ui(ui, rows, &places, since != Since::Same);
        self.bars_ui(ui, rows, &places);
        if is_wide {
            self.head_ui(ui, rows, &places);
        }
        let focused = ui.memory(|memory| memory.has_focus(places.id));
        if let Some(done) = self.rows_ui(ui, rows, &places, focused) {
            self.focus();
            ui.request_repaint();
            self.click(rows, done);
        }
        self.menu_asked = false;
        if focused {
            // Not around everything: the row that the keyboard is on has a frame of its own, and may be out of sight.
            ui.painter().hline(places.body.x_range(), places.body.top() - 1.0, (2.0, Palette::of(ui).accent));
        }
        if rows.rows().is_empty() {
            nothing_ui(ui, places.body, rows.nothing());
        }
        let held = self.cursor.filter(|cursor| !D::LOOK.selects || self.selection.contains(cursor.number));
        self.eye.remember(rows.rows(), self.extent(rows.rows()), self.top, held);
    }

    fn head_ui<D: Delegate>(&self, ui: &mut Ui, rows: &mut D, places: &Places) {
        // Titles belong to the list, for a screen reader too.
        let mut ui = ui.new_child(UiBuilder::new().max_rect(places.head).accessibility_parent(places.id));
        ui.shrink_clip_rect(places.head);
        rows.header_ui(&mut ui, &Head { id: places.id, area: places.head, left: self.left });
    }

    /// What takes the keyboard and the drags: everything that is below the rows.
    fn body_ui<D: Delegate>(&mut self, ui: &mut Ui, rows: &mut D, places: &Places, have_moved: bool) {
        let look = &D::LOOK;
        let sense = if look.selects { Sense::click_and_drag() } else { Sense::click() };
        let body = ui.interact(places.body, places.id, sense);
        body.widget_info(|| WidgetInfo::labeled(look.roles.0, true, look.name));
        let had_focus = body.has_focus();
        let menu_is_open = Popup::is_any_open(ui);
        if let Some(back) = self.returns_to.take_if(|_| !menu_is_open) {
            ui.memory_mut(|memory| memory.request_focus(back));
        }
        if std::mem::take(&mut self.wants_focus) || body.clicked() || body.drag_started() {
            body.request_focus();
        }
        if body.clicked_by(PointerButton::Primary) && !ui.input(|input| input.modifiers.any()) {
            self.selection.clear();
        }
        let was_dragged = self.drag(ui, &body, rows.rows(), places, have_moved);
        if body.has_focus() {
            self.keys(ui, rows, places.id, had_focus, was_dragged, menu_is_open);
        } else {
            self.typed.stop();
        }
        ui.accesskit_node_builder(places.id, |node| {
            if look.selects {
                node.set_multiselectable();
            }
            if look.roles.0 == Role::Table {
                node.set_row_count(usize::try_from(rows.rows().len()).unwrap_or(usize::MAX));
                node.set_column_count(rows.columns());
            }
            if let Some(cursor) = self.cursor {
                node.set_active_descendant(rows::id(places.id, cursor.number).accesskit_id());
            }
        });
    }

    fn keys<D: Delegate>(
        &mut self,
        ui: &Ui,
        rows: &mut D,
        id: Id,
        had_focus: bool,
        was_dragged: bool,
        menu_is_open: bool,
    ) {
        // Else the arrows would move the focus to the next widget, and Esc take it away.
        let escape = D::LOOK.selects && !self.selection.is_empty();
        let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, escape, tab: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let mut letters = String::new();
        if !menu_is_open {
            let is_wide = rows.width().is_some();
            for press in ui.input_mut(|input| keys::pressed(input, &D::LOOK, escape, is_wide)) {
                match press {
                    // The Enter or Esc that ended the filter is not meant for rows, nor the Esc that ended a drag.
                    Press::Act(KeyAct::Enter | KeyAct::CommandEnter) | Press::Escape if !had_focus => {}
                    Press::Escape if was_dragged => {}
                    Press::Typed(more) => letters += &more,
                    press => self.obey(rows, id, press),
                }
            }
        }
        self.search(ui, rows, &letters);
        // A key may have taken rows away.
        self.top = self.extent(rows.rows()).clamp(self.top);
    }

    fn bars_ui<D: Delegate>(&mut self, ui: &Ui, rows: &D, places: &Places) {
        let (name, name_across) = D::LOOK.bars;
        let down = Bar { id: places.id.with("down"), track: places.down, axis: Axis::Down, name };
        self.top = bars::bar_ui(ui, &down, self.extent(rows.rows()), self.top, &mut self.grab.0);
        // The same arithmetic in points: as many as the columns are wide, of which the body shows its width.
        let width = rows.width().unwrap_or_default();
        let wide = Extent::new(width.ceil() as u64, f64::from(places.body.width()));
        let left = wide.clamp(f64::from(self.left));
        self.left = if places.across.height() > 0.0 {
            let id = places.id.with("across");
            let across = Bar { id, track: places.across, axis: Axis::Across, name: name_across };
            bars::bar_ui(ui, &across, wide, left, &mut self.grab.1) as f32
        } else {
            0.0
        };
    }
}

fn nothing_ui(ui: &Ui, body: Rect, words: &str) {
    let font = TextStyle::Body.resolve(ui.style());
    let colour = Palette::of(ui).weak;
    let (galley, _) = elide::sentence(ui, words, &font, colour, body.width());
    ui.painter().galley(body.center() - galley.size() / 2.0, galley, colour);
}
