//! How a list is read, as the user says it before it becomes the sheet: as a list of this or that program, or by what its columns hold. Its
//! first rows stand there as they are and as they would be read. The app calls it.
//!
//! - `draft`: what is chosen so far, and the order that comes of it. Pure.
//! - `dialog`: the page. `settings` are the choices at its top, `cells` the file's own rows with a choice above each column, and `rows` what
//!   becomes of them.
//! - `choice`: a button with a menu of which one entry is chosen. `words`: what the choices are called.

mod cells;
mod choice;
mod dialog;
mod draft;
mod rows;
mod settings;
mod words;

use super::action::{Action, Actions};
use crate::session::{Command, Session};
use draft::Draft;
use eframe::egui::Ui;
use std::path::PathBuf;

/// The dialog, if it is open.
#[derive(Default)]
pub(super) struct ReadAs {
    draft: Option<Draft>,
}

impl ReadAs {
    /// Opens it for a file. Returns what the session is to look at.
    pub(super) fn open(&mut self, file: PathBuf) -> Command {
        let draft = self.draft.insert(Draft::new(file));
        Command::Peek(Some(draft.peek()))
    }

    /// Whether it is open.
    pub(super) fn is_modal(&self) -> bool {
        self.draft.is_some()
    }

    /// Draws it over the window, if it is open. Returns whether it was closed.
    pub(super) fn modal_ui(&mut self, ui: &Ui, session: &Session, actions: &mut Actions) -> bool {
        let Some(draft) = &mut self.draft else { return false };
        let before = draft.peek();
        if let Some((Ok(preview), true)) = session.peeked() {
            draft.heed(preview);
        }
        let closes = dialog::dialog_ui(ui, draft, session, actions);
        if closes {
            self.draft = None;
            actions.push(Action::Ask(Command::Peek(None)));
        } else if draft.peek() != before {
            actions.push(Action::Ask(Command::Peek(Some(draft.peek()))));
        }
        closes
    }
}
