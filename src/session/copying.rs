//! Copies for the clipboard, made on a thread of their own: a hundred thousand paths take longer than a frame has.

use super::Session;
use crate::export;
use crate::model::RowSet;
use crossbeam_channel::{Receiver, TryRecvError, bounded};
use std::sync::Arc;
use std::thread;

pub use crate::export::Copied;

/// The copy that was asked for last, until it is taken.
#[derive(Debug, Default)]
pub(super) struct Copying {
    made: Option<Receiver<String>>,
}

impl Session {
    /// The text that was asked to be copied, once it is made; whoever has the clipboard puts it there.
    pub fn take_copied(&mut self) -> Option<String> {
        let made = self.copying.made.as_ref()?.try_recv();
        if made != Err(TryRecvError::Empty) {
            self.copying.made = None;
        }
        made.ok()
    }

    pub(super) fn copy(&mut self, rows: Arc<RowSet>, what: Copied) {
        let (give, made) = bounded(1);
        let (store, view, wake) = (self.store.clone(), self.viewing.view().clone(), self.wake.clone());
        let work = move || {
            let text = export::to_text(&store, &view, &rows, &what);
            // Freed before it is told, so that neither is ever freed on the event loop.
            drop((store, view, rows));
            // Nobody takes it when another copy was asked for meanwhile.
            let _ = give.send(text);
            wake();
        };
        match thread::Builder::new().name("copy".to_owned()).spawn(work) {
            Ok(_) => self.copying.made = Some(made),
            Err(error) => self.message = Some(format!("Nothing was copied: {error}. Try again.")),
        }
    }
}
