//! The check of names as a user goes through it: the dialog for what is checked and what was found, and the line above the table while a
//! check stands. The app calls it.
//!
//! - `dialog`: the places as boxes to tick, the prefix and the limit. `found`: the counts by rule, and folders to shorten first.
//! - `line`: what stands above the table.

mod dialog;
mod found;
mod line;
mod said;

pub(super) use line::line_ui;

use super::action::Actions;
use crate::model::{CheckWish, Destination};
use crate::session::{Session, Status};
use crate::text;
use crate::words;
use eframe::egui::Ui;

/// The dialog's own state.
#[derive(Default)]
pub(super) struct CheckDialog {
    is_open: bool,
    /// The places that are ticked.
    destinations: Vec<Destination>,
    prefix: String,
    /// The limit as it is typed.
    limit: String,
}

impl CheckDialog {
    /// Opens it, with what is checked now, or was checked last.
    pub(super) fn open(&mut self, session: &Session) {
        self.is_open = true;
        if let Some(wish) = session.check_wish() {
            self.destinations.clone_from(&wish.destinations);
            self.prefix.clone_from(&wish.prefix);
            self.limit = wish.limit.map(|limit| limit.to_string()).unwrap_or_default();
        }
    }

    /// Draws it over the window, if it is open. Returns whether it was closed.
    pub(super) fn modal_ui(
        &mut self,
        ui: &Ui,
        session: &Session,
        status: &Status<'_>,
        actions: &mut Actions,
    ) -> bool {
        let closes = self.is_open && self.dialog_ui(ui, session, status, actions);
        self.is_open &= !closes;
        closes
    }

    /// What is to be checked; `None` if no place is ticked, or the limit is none.
    fn wish(&self) -> Option<CheckWish> {
        let limit = self.limit().ok()?;
        let prefix = self.prefix.trim().to_owned();
        let destinations = self.destinations.clone();
        (!destinations.is_empty()).then_some(CheckWish { destinations, prefix, limit })
    }

    /// The limit that is typed, if one is; an error if it is none.
    fn limit(&self) -> Result<Option<u32>, ()> {
        let digits: String = self.limit.chars().filter(|c| !matches!(c, ',' | ' ')).collect();
        match digits.as_str() {
            "" => Ok(None),
            digits => digits.parse().ok().filter(|limit| *limit > 0).map(Some).ok_or(()),
        }
    }
}

/// What a check has found in one line: "12 files and 1 folder have problems". `None` before it is made.
pub(super) fn outcome(session: &Session) -> Option<String> {
    let check = session.name_check()?;
    Some(match check.files + check.folders {
        0 => "No name has a problem".to_owned(),
        1 => format!("{} has a problem", words::files_and_folders(check.files, check.folders)),
        _ => format!("{} have problems", words::files_and_folders(check.files, check.folders)),
    })
}

/// The same for a screen reader, once all is checked.
pub(super) fn news(session: &Session) -> Option<String> {
    session.is_name_check_whole().then(|| outcome(session)).flatten()
}

/// The places of a wish in words: "Windows, macOS".
fn places(wish: &CheckWish) -> String {
    let names: Vec<&str> = wish.destinations.iter().map(|one| words::destination(*one)).collect();
    names.join(", ")
}

/// What stands in for a prefix on screen.
fn shown_prefix(wish: &CheckWish) -> Option<String> {
    let prefix = wish.prefix.trim();
    (!prefix.is_empty()).then(|| text::shown(prefix.as_bytes()).into_owned())
}
