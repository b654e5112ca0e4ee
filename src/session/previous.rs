//! The sheet before: what a command replaced or emptied, kept so that one more command brings it back.
//!
//! It is a snapshot and shares everything with the sheet it was taken of, so taking one costs nothing; what it holds on to is freed when
//! it is let go of, which the next such command does, or the user, or a reading that needs the room.

use super::Session;
use super::reading::Bookkeeping;
use super::status::{ReplacedBy, Undoable};
use crate::model::RootPhase;
use crate::store::Sheet;
use crate::view::{Spec, View};
use std::sync::Arc;

/// A sheet, and how it was shown.
pub(super) struct Previous {
    by: ReplacedBy,
    sheet: Sheet,
    bookkeeping: Bookkeeping,
    filter: String,
    spec: Spec,
    view: Arc<View>,
}

impl Session {
    /// Keeps the sheet as it is, before a command changes it in a way that loses rows. What was kept before is let go of.
    pub(super) fn keep_previous(&mut self, by: ReplacedBy) {
        self.drop_change();
        // Of a sheet that is being read again, the one before that is worth more than the few rows that are there yet.
        let is_in_between = self.sheet.roots.any(RootPhase::is_open);
        match &mut self.previous {
            Some(previous) if is_in_between && previous.by == ReplacedBy::ReadAgain => {
                previous.by = by;
                return;
            }
            _ if self.sheet.roots.is_empty() => return,
            _ => {}
        }
        self.editing.forget_taken();
        let (sheet, bookkeeping) = self.reading.set_aside(&self.sheet);
        let previous = Previous {
            by,
            sheet,
            bookkeeping,
            filter: self.filtering.text().to_owned(),
            spec: self.viewing.spec().clone(),
            view: self.viewing.view().clone(),
        };
        self.let_go_of_previous();
        self.reading.reserve(previous.sheet.heap_bytes() as u64);
        self.previous = Some(previous);
    }

    /// Brings the sheet before back; the present one becomes the sheet before.
    pub(super) fn undo(&mut self) {
        let Some(previous) = self.previous.take() else { return };
        self.reading.reserve(0);
        self.keep_previous(ReplacedBy::Undo);
        self.sheets += 1;
        self.editing.start_over();
        self.opening.retire_filling();
        self.reading.retire();
        self.reading.put_back(previous.bookkeeping);
        self.sheet = previous.sheet;
        self.viewing.put_back(previous.spec, previous.view);
        if self.filtering.text() != previous.filter {
            self.filtering.set(previous.filter);
        }
        self.start_derived_over();
        self.message = None;
    }

    /// Frees it, on a thread: hundreds of megabytes take longer than a frame has.
    pub(super) fn let_go_of_previous(&mut self) {
        self.reading.reserve(0);
        if let Some(previous) = self.previous.take() {
            self.viewing.discard(previous.sheet);
        }
        self.editing.forget_taken();
    }

    pub(super) fn undoable(&self) -> Option<Undoable<'_>> {
        let previous = self.previous.as_ref()?;
        Some(Undoable { by: &previous.by, rows: previous.sheet.rows.len().into() })
    }
}
