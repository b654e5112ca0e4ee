//! A question to the user at the terminal: where else the sheet may go, when it can't go where it was meant to. What was read in
//! an hour must not be lost for a full disk.

use crate::model::name;
use crossbeam_channel::{Receiver, bounded};
use std::io::{self, BufRead, IsTerminal};
use std::path::PathBuf;
use std::thread;

/// Whether there is somebody to ask.
pub(super) fn is_possible() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Waits for a line on standard input, on a thread of its own: a Ctrl+C must be heard meanwhile. `None` stands for the end of the input, and for
/// an empty line.
pub(super) fn path(wake: impl FnOnce() + Send + 'static) -> Option<Receiver<Option<PathBuf>>> {
    let (give, answer) = bounded(1);
    let ask = move || {
        let line = line(io::stdin().lock());
        let _ = give.send((!line.is_empty()).then(|| path_of(&line)));
        wake();
    };
    thread::Builder::new().name("ask".to_owned()).spawn(ask).ok()?;
    Some(answer)
}

/// The bytes before the end of a line; empty if the input ends or can't be read.
fn line(mut input: impl BufRead) -> Vec<u8> {
    let mut line = Vec::new();
    if input.read_until(b'\n', &mut line).is_err() {
        return Vec::new();
    }
    line.pop_if(|byte| *byte == b'\n');
    line.pop_if(|byte| *byte == b'\r');
    line
}

/// The path that a line means, with the home folder for `~`, as a shell has it.
fn path_of(line: &[u8]) -> PathBuf {
    let path = PathBuf::from(name::to_os(line).into_owned());
    match (path.strip_prefix("~"), std::env::home_dir()) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_where_it_ends() {
        let mut input = &b"/a b \xFF\r\nnext\n\nlast"[..];
        let lines: [Vec<u8>; 5] = std::array::from_fn(|_| line(&mut input));
        assert_eq!(lines, [&b"/a b \xFF"[..], b"next", b"", b"last", b""]);
    }
}
