//! The thread that reads the file, and the queue between it and the session.

use super::file::ReadFile;
use crate::import::How;
use crate::model::{Cancel, SourceError, SourceEvent, SourceSink, Wake};
use crossbeam_channel::{Receiver, Sender, bounded};
use std::any::Any;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::thread;

/// Messages that the queue holds before the reader waits: about 250,000 rows.
const QUEUE: usize = 64;

/// What comes from the thread.
pub(in crate::session) enum FromReader {
    Event(SourceEvent),
    /// Nothing comes after it.
    Ended(Result<(), SourceError>),
    /// As above, with what the panic said.
    Panicked(Box<str>),
}

/// The session's end.
pub(in crate::session) struct Reader {
    cancel: Cancel,
    events: Receiver<FromReader>,
}

impl Reader {
    /// Starts the thread; `wake` is called after each message.
    ///
    /// # Errors
    /// If the system gives none.
    pub(in crate::session) fn start(read: ReadFile, file: &Path, how: How, wake: Wake) -> io::Result<Reader> {
        let (give, events) = bounded(QUEUE);
        let cancel = Cancel::default();
        let mut queue = Queue { give, wake, cancel: cancel.clone() };
        let file = file.to_owned();
        let work = move || {
            let ended = catch_unwind(AssertUnwindSafe(|| read(&file, &how, &mut queue)));
            queue.put(match ended {
                Ok(end) => FromReader::Ended(end),
                Err(panic) => FromReader::Panicked(words_of(&*panic)),
            });
        };
        thread::Builder::new().name("open".to_owned()).spawn(work)?;
        Ok(Reader { cancel, events })
    }

    pub(in crate::session) fn cancel(&self) {
        self.cancel.set();
    }

    pub(in crate::session) fn next(&self) -> Option<FromReader> {
        self.events.try_recv().ok()
    }
}

/// The thread's end.
struct Queue {
    give: Sender<FromReader>,
    wake: Wake,
    cancel: Cancel,
}

impl Queue {
    /// Whether anybody still takes it.
    fn put(&self, message: FromReader) -> bool {
        let is_taken = self.give.send(message).is_ok();
        (self.wake)();
        is_taken
    }
}

impl SourceSink for Queue {
    fn send(&mut self, event: SourceEvent) -> Result<(), SourceError> {
        if self.cancel.is_set() || !self.put(FromReader::Event(event)) {
            return Err(SourceError::Cancelled);
        }
        Ok(())
    }

    fn cancel(&self) -> &Cancel {
        &self.cancel
    }
}

fn words_of(panic: &(dyn Any + Send)) -> Box<str> {
    let text = panic.downcast_ref::<&str>().copied();
    let owned = panic.downcast_ref::<String>().map(String::as_str);
    text.or(owned).unwrap_or_default().into()
}
