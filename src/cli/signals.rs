//! The signals that ask the windowless form to end: Ctrl+C, an end from outside, a closed terminal. Those that were ignored when the
//! program started are left ignored, as every Unix program leaves them (`nohup`, a script's background).

#[cfg(unix)]
pub(super) use unix::{listen, report_size_limit};

/// Calls `heard` at each request to end: Ctrl+C, Ctrl+Break, a closed console. Where the system refuses a handler, they end the program
/// as usual.
#[cfg(windows)]
pub(super) fn listen(heard: impl Fn() + Send + 'static) {
    let _ = ctrlc::set_handler(heard);
}

/// Windows reports a file that is too large where it is written.
#[cfg(windows)]
pub(super) fn report_size_limit() {}

#[cfg(unix)]
mod unix {
    use crate::scan::is_ignored;
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
    use signal_hook::iterator::Signals;
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;
    use std::thread;

    /// Calls `heard` at each request to end: `SIGINT`, `SIGTERM` and `SIGHUP`, unless they were ignored. Where the system refuses a handler
    /// or a thread, they end the program as usual.
    pub(crate) fn listen(heard: impl Fn() + Send + 'static) {
        let wanted = || [SIGINT, SIGTERM, SIGHUP].into_iter().filter(|&signal| !is_ignored(signal));
        let Ok(mut signals) = Signals::new(wanted()) else { return };
        let wait = move || signals.forever().for_each(|_| heard());
        if thread::Builder::new().name("signals".to_owned()).spawn(wait).is_err() {
            // The handlers stay, without effect.
            for signal in wanted() {
                let always = Arc::new(AtomicBool::new(true));
                let _ = signal_hook::flag::register_conditional_default(signal, always);
            }
        }
    }

    /// From now on a file that grows beyond the limit of the process (`ulimit -f`) is an error where it is written, with a message, and not
    /// a signal that kills the program without one.
    pub(crate) fn report_size_limit() {
        if !is_ignored(SIGXFSZ) {
            // A signal with a handler makes the write fail with EFBIG (setrlimit(2)). Nobody asks the flag.
            let _ = signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
        }
    }
}
