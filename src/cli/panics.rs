//! What a panic says on standard error, as everything there is said: its words may quote a name, which a terminal must not obey.

use crate::text;
use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::Write;
use std::panic::{self, PanicHookInfo};

/// Reports panics in this way from now on.
pub(super) fn tell_panics() {
    panic::set_hook(Box::new(|info| {
        // If standard error is closed, nothing more can be done.
        let _ = std::io::stderr().write_all(words(info).as_bytes());
    }));
}

fn words(info: &PanicHookInfo<'_>) -> String {
    let thread = std::thread::current();
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let said = info.payload_as_str().unwrap_or("it panicked");
    let mut words = told(thread.name().unwrap_or("unnamed"), &place, said);
    let trace = Backtrace::capture();
    if trace.status() == BacktraceStatus::Captured {
        words += &trace.to_string();
    }
    words
}

fn told(thread: &str, place: &str, said: &str) -> String {
    let mut words = format!("thread '{thread}' panicked at {place}:\n");
    for line in said.lines() {
        words += &text::printable(line);
        words.push('\n');
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_obeys_no_panic() {
        let words = told("worker-1", "src/x.rs:1:2", "no \u{1b}]0;x\u{7}\nin \u{202E}it");
        assert_eq!(
            words,
            "thread 'worker-1' panicked at src/x.rs:1:2:\nno \\u{1B}]0;x\\u{7}\nin \\u{202E}it\n"
        );
    }
}
