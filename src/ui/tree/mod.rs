//! The tree of folders with what each holds: the same rows by folder. The left panel calls [`FolderTree::tree_ui`].
//!
//! It keeps what is expanded, by the folders' numbers, so that a tree which fills moves as little as possible under the eye.
//! [`lines`] is what there is to draw, [`rows`] gives it to a [`List`], [`line`](mod@line) is one line, `source_name` what that of a source is called, [`columns`] their places and the header.

mod columns;
mod line;
mod lines;
mod rows;
mod source_name;

use super::action::Actions;
use super::list::eye::Since;
use super::list::{List, places};
use crate::session::Session;
use columns::TreeColumns;
use eframe::egui::Ui;
use lines::Lines;
use rows::FolderRows;

/// The tree's own state.
#[derive(Default)]
pub(super) struct FolderTree {
    lines: Lines,
    list: List,
}

impl FolderTree {
    /// Forgets which folder is which: the sheet is emptied.
    pub(super) fn forget(&mut self) {
        self.lines.forget();
        self.list.forget();
    }

    /// Draws it in all the space that is left. `nothing` is shown if there is no folder.
    pub(crate) fn tree_ui(&mut self, ui: &mut Ui, session: &Session, nothing: &str, actions: &mut Actions) {
        let tree = session.tree();
        let since = match tree {
            Some(tree) if self.lines.follow(tree) => Since::Moved,
            Some(_) => Since::Same,
            None => {
                self.forget();
                Since::Same
            }
        };
        let across = places::across(ui.available_rect_before_wrap().x_range());
        let columns = TreeColumns::fitting(across, session.comparison().is_some());
        let tree = tree.map(|tree| &**tree);
        let lines = &mut self.lines;
        let mut rows = FolderRows { session, tree, lines, since, columns, nothing, actions, asked: None };
        self.list.list_ui(ui, &mut rows);
        if let Some((at, asked)) = rows.asked {
            rows.do_asked(at, asked);
        }
    }
}
