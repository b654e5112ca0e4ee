//! The tree's lines for the list: which folder each is of, and what keys and clicks on it mean.

use super::columns::{self, HEIGHT, TreeColumns};
use super::line::{Drawn, LineRequest};
use super::lines::Lines;
use crate::model::{FolderId, name};
use crate::session::{Command, Session};
use crate::text;
use crate::ui::action::{Action, Actions};
use crate::ui::list::List;
use crate::ui::list::delegate::{Appearance, Click, Delegate, DrawnRow, Head, KeyAct};
use crate::ui::list::eye::Since;
use crate::ui::list::keys::How;
use crate::ui::list::mark::Mark;
use crate::ui::list::numbered::Numbered;
use crate::view::Tree;
use eframe::egui::accesskit::Node;
use eframe::egui::{Role, Ui};

impl Numbered for Lines {
    fn len(&self) -> u64 {
        self.count() as u64
    }

    fn number(&self, position: u64) -> Option<u32> {
        Some(self.get(usize::try_from(position).ok()?)?.folder.0)
    }

    fn position(&self, number: u32) -> Option<u64> {
        self.find(FolderId(number)).map(|at| at as u64)
    }
}

/// The lines for one frame, and what was done in it.
pub(crate) struct FolderRows<'a> {
    pub session: &'a Session,
    pub tree: Option<&'a Tree>,
    pub lines: &'a mut Lines,
    pub since: Since,
    pub columns: TreeColumns,
    /// Shown if there is no folder.
    pub nothing: &'a str,
    pub actions: &'a mut Actions,
    /// What was asked of the line at this position, by its menu or by a screen reader.
    pub asked: Option<(usize, LineRequest)>,
}

impl Delegate for FolderRows<'_> {
    type Rows = Lines;
    const LOOK: Appearance = Appearance {
        id: "tree of folders",
        roles: (Role::Tree, Role::TreeItem),
        name: "Tree of folders",
        bars: ("Scroll folders", ""),
        head: HEIGHT,
        row: 24.0,
        has_lines: false,
        selects: false,
        finds: false,
    };

    fn rows(&self) -> &Lines {
        self.lines
    }

    fn since(&mut self) -> Since {
        self.since
    }

    fn columns(&self) -> usize {
        self.columns.count()
    }

    fn nothing(&self) -> &str {
        self.nothing
    }

    fn header_ui(&mut self, ui: &mut Ui, head: &Head) {
        if self.tree.is_some() {
            let asked = columns::header_ui(ui, head.id, head.area, &self.columns, self.session.tree_order());
            self.actions.extend(asked.map(|order| Action::Ask(Command::SetTreeOrder(order))));
        }
    }

    fn row_ui(&mut self, ui: &mut Ui, row: &DrawnRow<'_>) -> bool {
        let Some(drawn) = self.drawn(row.mark) else { return false };
        let asked = drawn.line_ui(ui, row.rect, row.response);
        self.ask(row.mark, asked)
    }

    fn spoken(&self, mark: Mark) -> String {
        self.drawn(mark).map(|drawn| drawn.spoken()).unwrap_or_default()
    }

    fn describe(&self, mark: Mark, node: &mut Node) {
        if let Some(drawn) = self.drawn(mark) {
            drawn.describe(node);
        }
    }

    fn is_selected(&self, _list: &List, number: u32) -> bool {
        self.session.within() == Some(FolderId(number))
    }

    fn menu_ui(&mut self, ui: &mut Ui, _list: &List, mark: Mark, by_key: bool) -> bool {
        let is_picked = self.session.within() == Some(FolderId(mark.number));
        let Some(drawn) = self.drawn(mark) else { return false };
        let asked = drawn.menu_ui(ui, is_picked, by_key);
        self.ask(mark, asked)
    }

    fn act(&mut self, list: &mut List, act: KeyAct) {
        let Some(cursor) = list.cursor_now(self.lines) else { return };
        let Ok(at) = usize::try_from(cursor.position) else { return };
        let is_expanded = self.lines.is_expanded(FolderId(cursor.number));
        let to = match act {
            KeyAct::Right if is_expanded => self.has_children(cursor).then_some(at + 1),
            KeyAct::Left if !is_expanded => self.lines.parent(at),
            KeyAct::Right | KeyAct::Left => {
                self.do_asked(at, LineRequest::Toggle);
                None
            }
            KeyAct::Copy => {
                self.do_asked(at, LineRequest::Copy);
                None
            }
            KeyAct::Enter | KeyAct::CommandEnter | KeyAct::Space => {
                self.do_asked(at, LineRequest::Pick);
                None
            }
        };
        if let Some(to) = to {
            list.go_to(self.lines, to as u64, How::Move);
            list.reveal(self.lines, to as u64);
        }
    }

    fn clicked(&mut self, _list: &mut List, click: &Click) {
        let Some(drawn) = self.drawn(click.mark) else { return };
        let is_on_triangle = click.pointer.is_some_and(|pointer| drawn.triangle().contains(pointer.x));
        let asked = if (is_on_triangle || click.is_double) && drawn.has_children() {
            Some(LineRequest::Toggle)
        } else {
            // The second click of two must not take back what the first one did.
            (!click.is_double).then_some(LineRequest::Pick)
        };
        self.ask(click.mark, asked);
    }
}

impl FolderRows<'_> {
    fn drawn(&self, mark: Mark) -> Option<Drawn<'_>> {
        let line = self.lines.get(usize::try_from(mark.position).ok()?)?;
        let expanded = self.lines.is_expanded(line.folder);
        Some(Drawn { session: self.session, tree: self.tree?, columns: &self.columns, line, expanded })
    }

    fn has_children(&self, mark: Mark) -> bool {
        self.drawn(mark).is_some_and(|drawn| drawn.has_children())
    }

    /// Remembers what is to be done with a line once all are drawn; whether anything is.
    fn ask(&mut self, mark: Mark, asked: Option<LineRequest>) -> bool {
        let at = usize::try_from(mark.position).ok();
        self.asked = at.zip(asked).or(self.asked);
        asked.is_some()
    }

    /// Does what was asked of the line at a position.
    pub(crate) fn do_asked(&mut self, at: usize, asked: LineRequest) {
        let Some(line) = self.lines.get(at) else { return };
        let mark = Mark { position: at as u64, number: line.folder.0 };
        let Some(path) = self.drawn(mark).map(|drawn| drawn.path()) else { return };
        let unread = self.tree.and_then(|tree| tree.unread(line.folder));
        match asked {
            // Nothing of it is in the table.
            LineRequest::Pick if unread.is_some() => {}
            LineRequest::Pick => {
                let within = (self.session.within() != Some(line.folder)).then_some(line.folder);
                self.actions.push(Action::Ask(Command::Narrow(within)));
            }
            LineRequest::Toggle if self.lines.is_expanded(line.folder) => self.lines.collapse(at),
            LineRequest::Toggle => {
                if let Some(tree) = self.tree {
                    self.lines.expand(tree, at);
                }
            }
            LineRequest::Show => {
                let parent = match unread {
                    Some(unread) => unread.parent,
                    None => self.session.folder_parent(line.folder),
                };
                let is_found = parent.is_some_and(|parent| self.session.folder_parent(parent).is_some());
                let item = name::to_os(&path).into_owned().into();
                self.actions.push(Action::ShowInFolder { item, is_found });
            }
            LineRequest::Copy => self.actions.push(Action::Copy(text::decoded(&path).into_owned())),
            LineRequest::ReadAgain => {
                let root = match unread {
                    Some(unread) => unread.root,
                    None => Some(self.session.folder_root(line.folder)),
                };
                self.actions.extend(root.map(|root| Action::Ask(Command::ReadOnly(vec![root]))));
            }
        }
    }
}
