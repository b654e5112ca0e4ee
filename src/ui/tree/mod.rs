//! The tree of folders with what each holds: the same rows by folder. The left panel calls [`FolderTree::tree_ui`].
//!
//! It keeps scroll, cursor and what is expanded, by the folders' numbers, so that a tree which fills moves as little as
//! possible under the eye. [`lines`] is what there is to draw, [`line`](mod@line) one line, [`columns`] their places and the header,
//! [`keys`] what is pressed. Only the lines in sight are drawn.

mod columns;
mod keys;
mod line;
mod lines;

use super::action::{Action, Actions};
use super::list::bars::{self, Bar, THICKNESS, Way};
use super::list::scroll::Extent;
use super::shapes;
use super::theme::Palette;
use crate::model::{FolderId, name};
use crate::session::{Command, Session};
use crate::text;
use crate::view::Tree;
use columns::Columns;
use eframe::egui::{
    Align2, Event, EventFilter, Id, MouseWheelUnit, Rangef, Rect, Role, Sense, TextStyle, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};
use keys::Press;
use line::{Click, Drawn};
use lines::Lines;

/// Height of a line, in points.
const LINE: f32 = 24.0;
/// Lines that one notch of a wheel goes.
const NOTCH: f64 = 3.0;

/// The tree's own state.
#[derive(Default)]
pub(super) struct FolderTree {
    lines: Lines,
    /// The first line in sight, with the fraction of it that is above.
    top: f64,
    /// Lines in sight.
    page: f64,
    /// The folder that the keyboard is on, and its line.
    cursor: Option<(FolderId, usize)>,
    /// Where the scroll bar's handle was grabbed.
    grab: f64,
}

impl FolderTree {
    /// Forgets which folder is which: the sheet is emptied.
    pub(super) fn forget(&mut self) {
        self.lines.forget();
        self.cursor = None;
        self.top = 0.0;
    }

    /// Draws it in all the room that is left. `nothing` is said where there is no folder.
    pub(super) fn tree_ui(&mut self, ui: &mut Ui, session: &Session, nothing: &str, actions: &mut Actions) {
        let area = ui.available_rect_before_wrap();
        ui.allocate_rect(area, Sense::hover());
        let head = area.with_max_y((area.top() + columns::HEIGHT).min(area.bottom()));
        let body = Rect::from_min_max(
            pos2(area.left(), head.bottom()),
            pos2((area.right() - THICKNESS).max(area.left()), area.bottom()),
        );
        self.page = f64::from(body.height() / LINE);
        let columns = Columns::fitting(body.x_range());
        ui.painter().rect_filled(body, 0.0, Palette::of(ui).sheet);
        if let Some(tree) = session.tree() {
            self.follow(tree);
            let asked = columns::header_ui(ui, head, &columns, session.tree_order());
            actions.extend(asked.map(|order| Action::Ask(Command::SetTreeOrder(order))));
        } else {
            self.forget();
        }
        let id = Id::unique("tree of folders");
        let response = ui.interact(body, id, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Tree, true, "Tree of folders"));
        if response.clicked() {
            response.request_focus();
        }
        let focused = response.has_focus();
        self.wheel(ui, area);
        if let Some(tree) = session.tree() {
            if focused {
                let arrows =
                    EventFilter { vertical_arrows: true, horizontal_arrows: true, ..Default::default() };
                ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
                for press in ui.input_mut(keys::pressed) {
                    self.obey(press, tree, session, actions);
                }
            }
            if let Some((folder, _)) = self.cursor {
                let active = line::id(id, folder).accesskit_id();
                ui.accesskit_node_builder(id, |node| node.set_active_descendant(active));
            }
            if self.lines_ui(ui, id, body, &columns, (session, tree), focused, actions) {
                response.request_focus();
            }
        }
        if self.lines.len() == 0 {
            let font = TextStyle::Body.resolve(ui.style());
            ui.painter().text(body.center(), Align2::CENTER_CENTER, nothing, font, Palette::of(ui).weak);
        }
        if focused && self.cursor.is_none() {
            shapes::focus_ring(ui, body);
        }
        let track = Rect::from_x_y_ranges(Rangef::new(body.right(), area.right()), body.y_range());
        let bar = Bar { id: id.with("bar"), track, way: Way::Down, name: "Scroll folders" };
        self.top = bars::bar_ui(ui, &bar, self.extent(), self.top, &mut self.grab);
    }

    fn extent(&self) -> Extent {
        Extent::new(self.lines.len() as u64, self.page)
    }

    /// Takes up a tree and keeps the line that the keyboard is on, else the first one in sight, where it is.
    fn follow(&mut self, tree: &std::sync::Arc<Tree>) {
        let in_sight = self.extent().visible(self.top);
        let cursor = self.cursor.filter(|(_, at)| in_sight.contains(&(*at as u64)));
        let first = || {
            let at = usize::try_from(in_sight.start).ok().filter(|_| self.top > 0.0)?;
            self.lines.get(at).map(|line| (line.folder, at))
        };
        let held = cursor.or_else(first);
        if self.lines.follow(tree) {
            self.find_cursor();
            if let Some((folder, was)) = held
                && let Some(now) = self.lines.position(folder)
            {
                self.top += now as f64 - was as f64;
            }
        }
        self.top = self.extent().clamp(self.top);
    }

    /// Looks where the cursor's folder is now. In a collapsed folder it goes to that one.
    fn find_cursor(&mut self) {
        self.cursor = self.cursor.and_then(|(folder, _)| self.lines.position(folder).map(|at| (folder, at)));
    }

    fn wheel(&mut self, ui: &Ui, area: Rect) {
        if !ui.rect_contains_pointer(area) {
            return;
        }
        let page = self.page;
        let lines: f64 = ui.input(|input| {
            let turns = input.events.iter().filter_map(|event| match event {
                // With Ctrl it zooms.
                Event::MouseWheel { unit, delta, modifiers, .. } if !modifiers.command && !modifiers.ctrl => {
                    Some(match unit {
                        MouseWheelUnit::Line => f64::from(delta.y) * NOTCH,
                        MouseWheelUnit::Page => f64::from(delta.y) * page,
                        MouseWheelUnit::Point => f64::from(delta.y / LINE),
                    })
                }
                _ => None,
            });
            turns.sum()
        });
        self.top = self.extent().clamp(self.top - lines);
    }

    /// Draws the lines in sight; whether one was clicked.
    #[allow(clippy::too_many_arguments, reason = "places and state of one frame")]
    fn lines_ui(
        &mut self,
        ui: &mut Ui,
        id: Id,
        body: Rect,
        columns: &Columns,
        (session, tree): (&Session, &Tree),
        focused: bool,
        actions: &mut Actions,
    ) -> bool {
        let mut ui = ui.new_child(UiBuilder::new().max_rect(body).accessibility_parent(id));
        ui.shrink_clip_rect(body);
        // Whole pixels, so that text stays sharp.
        let pixels = f64::from(ui.pixels_per_point());
        let above = ((self.top - self.top.floor()) * f64::from(LINE) * pixels).round() / pixels;
        let mut y = body.top() - above as f32;
        let mut done = None;
        for at in self.extent().visible(self.top) {
            let Some(line) = usize::try_from(at).ok().and_then(|at| self.lines.get(at)) else { break };
            let rect = Rect::from_min_size(pos2(body.left(), y), vec2(body.width(), LINE));
            y += LINE;
            let drawn = Drawn {
                session,
                tree,
                columns,
                line,
                expanded: self.lines.is_expanded(line.folder),
                picked: session.within() == Some(line.folder),
                cursor: focused && self.cursor.is_some_and(|(folder, _)| folder == line.folder),
            };
            let click = drawn.line_ui(&mut ui, line::id(id, line.folder), rect);
            done = click.map(|click| (at as usize, click)).or(done);
        }
        let Some((at, click)) = done else { return false };
        self.go_to(at);
        self.click(at, click, tree, session, actions);
        true
    }

    fn click(&mut self, at: usize, click: Click, tree: &Tree, session: &Session, actions: &mut Actions) {
        let Some(line) = self.lines.get(at) else { return };
        let path = || session.folder_path(line.folder);
        match click {
            Click::Pick => actions.push(picked(session, line.folder)),
            Click::Toggle if self.lines.is_expanded(line.folder) => self.lines.collapse(at),
            Click::Toggle => self.lines.expand(tree, at),
            Click::Menu => {}
            Click::Show => {
                let parent = session.folder_parent(line.folder);
                let is_found = parent.is_some_and(|parent| session.folder_parent(parent).is_some());
                actions
                    .push(Action::ShowInFolder { item: name::to_os(&path()).into_owned().into(), is_found });
            }
            Click::Copy => actions.push(Action::Copy(text::decoded(&path()).into_owned())),
        }
    }

    /// Does what was pressed.
    fn obey(&mut self, press: Press, tree: &Tree, session: &Session, actions: &mut Actions) {
        let cursor = self.cursor.map(|(_, at)| at);
        let Some(last) = self.lines.len().checked_sub(1) else { return };
        let page = i64::try_from(self.extent().page_step()).unwrap_or(i64::MAX);
        let by = |n: i64| match cursor {
            Some(at) => at.saturating_add_signed(isize::try_from(n).unwrap_or(isize::MAX)).min(last),
            None => (self.top.ceil() as usize).min(last),
        };
        let to = match press {
            Press::Lines(n) => Some(by(n)),
            Press::Pages(n) => Some(by(n.saturating_mul(page))),
            Press::First => Some(0),
            Press::Last => Some(last),
            Press::Right | Press::Left | Press::Pick | Press::Copy => {
                cursor.and_then(|at| self.act(at, press, tree, session, actions))
            }
        };
        if let Some(to) = to {
            self.go_to(to);
            self.top = self.extent().reveal(self.top, to as u64);
        }
    }

    /// Does what was pressed to the line at the cursor; returns where the cursor goes.
    fn act(
        &mut self,
        at: usize,
        press: Press,
        tree: &Tree,
        session: &Session,
        actions: &mut Actions,
    ) -> Option<usize> {
        let folder = self.lines.get(at)?.folder;
        let expanded = self.lines.is_expanded(folder);
        match press {
            Press::Right if expanded => (!tree.children(folder).is_empty()).then_some(at + 1),
            Press::Right => {
                self.lines.expand(tree, at);
                None
            }
            Press::Left if expanded => {
                self.lines.collapse(at);
                None
            }
            Press::Left => self.lines.parent(at),
            Press::Copy => {
                self.click(at, Click::Copy, tree, session, actions);
                None
            }
            _ => {
                self.click(at, Click::Pick, tree, session, actions);
                None
            }
        }
    }

    fn go_to(&mut self, at: usize) {
        self.cursor = self.lines.get(at).map(|line| (line.folder, at));
    }
}

/// Narrows the table to a folder, or, if it is narrowed to it, no more.
fn picked(session: &Session, folder: FolderId) -> Action {
    let within = (session.within() != Some(folder)).then_some(folder);
    Action::Ask(Command::Narrow(within))
}
