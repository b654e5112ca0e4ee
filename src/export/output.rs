//! Standard output when the program ends. The windowless form calls it last.

/// Lets those who read standard output and error see their end. The end of the process may not do that: while a drive keeps a
/// question, the system keeps the thread that asked, and with it every open file.
pub fn close_output() {
    #[cfg(unix)]
    if let Ok(null) = std::fs::File::options().write(true).open("/dev/null") {
        // Where it fails they wait until the drive answers.
        let _ = rustix::stdio::dup2_stdout(&null).and(rustix::stdio::dup2_stderr(&null));
    }
}
