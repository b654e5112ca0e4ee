//! Standard output: where rows go to, and what becomes of it when the program ends.
//!
//! Rust's own [`std::io::stdout`] counts lost rows as written: it reports no error where standard output is closed or
//! open for reading only. So rows go to the descriptor itself.

#[cfg(unix)]
mod at_start;

#[cfg(unix)]
pub(super) use at_start::was_closed;

use crate::model::export::Fault;
#[cfg(unix)]
use std::fs::File;
use std::io::{self, Write};

/// Standard output, without a buffer where it isn't a console.
///
/// # Errors
/// If it was closed when the program started, or can't be written to: the error may hold a [`Fault`].
#[cfg(unix)]
pub fn standard_output() -> io::Result<impl Write + Send> {
    use rustix::fs::{OFlags, fcntl_getfl};
    use rustix::stdio::stdout;
    if was_closed() {
        return Err(Fault::Closed.into());
    }
    if fcntl_getfl(stdout())? & OFlags::RWMODE == OFlags::RDONLY {
        return Err(Fault::ReadOnly.into());
    }
    Ok(File::from(stdout().try_clone_to_owned()?))
}

/// As above. A console takes text, which Rust's own standard output makes of it.
#[cfg(windows)]
pub fn standard_output() -> io::Result<impl Write + Send> {
    use std::os::windows::io::AsRawHandle;
    if io::stdout().as_raw_handle().is_null() {
        return Err(Fault::Closed.into());
    }
    Ok(io::stdout())
}

/// Lets those who read standard output and error see their end. The windowless form calls it last. The end of the process may not do that:
/// while a drive keeps a question, the system keeps the thread that asked, and with it every open file.
pub fn close_output() {
    #[cfg(unix)]
    if let Ok(null) = File::options().write(true).open("/dev/null") {
        // Where it fails they wait until the drive answers.
        let _ = rustix::stdio::dup2_stdout(&null).and(rustix::stdio::dup2_stderr(&null));
    }
}
