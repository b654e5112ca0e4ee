//! The fence around the crate that writes workbooks: it panics where its own temporary file can't be written, as on a full disk. Such a
//! panic is caught here and becomes the error that the system reported.

use crate::export::error::WriteError;
use crate::model::export::Fault;
use std::any::Any;
use std::cell::Cell;
use std::io;
use std::panic::{self, AssertUnwindSafe, catch_unwind};

thread_local! {
    /// Whether a panic on this thread is caught and becomes an error.
    static IS_CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// Does this, and turns a panic in it into an error.
///
/// # Errors
/// Those of `work`; after a panic the system's error that the message of the panic quotes, or that the writer panicked.
pub(super) fn caught(work: impl FnOnce() -> Result<(), WriteError>) -> Result<(), WriteError> {
    IS_CAUGHT.set(true);
    let written = catch_unwind(AssertUnwindSafe(work));
    IS_CAUGHT.set(false);
    written.unwrap_or_else(|panic| Err(WriteError::Io(cause(panic.as_ref()))))
}

/// Keeps from standard error those panics that only pass on what the system said: the export reports that as the error it is. Any other
/// panic is printed as ever. For the program's start.
pub fn quiet_panics() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !IS_CAUGHT.get() || code(info.payload()).is_none() {
            usual(info);
        }
    }));
}

fn cause(panic: &(dyn Any + Send)) -> io::Error {
    code(panic).map_or_else(|| Fault::WorkbookPanicked.into(), io::Error::from_raw_os_error)
}

/// What the system said, as the crate has it in its words: `Os { code: 28, kind: StorageFull, … }`.
fn code(panic: &(dyn Any + Send)) -> Option<i32> {
    let (_, rest) = panic.downcast_ref::<String>()?.split_once("code: ")?;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_systems_error_comes_through_a_panic() {
        let panic: Box<dyn Any + Send> = Box::new(
            "Couldn't write to xml file: Os { code: 28, kind: StorageFull, message: \"No space\" }"
                .to_owned(),
        );
        assert_eq!(cause(panic.as_ref()).raw_os_error(), Some(28));
        assert_eq!(cause(&"other").raw_os_error(), None);
    }
}
