//! The line about the progress: one line of a terminal, however narrow, which is written over and leaves nothing behind. It is cleared
//! with spaces, so that it needs no escape sequences, which not every terminal takes.

use std::io::{self, IsTerminal};
use terminal_size::{Width, terminal_size_of};

/// Columns of a terminal that doesn't say.
const COLUMNS: usize = 80;

#[derive(Debug)]
pub(super) struct ProgressLine {
    /// Whether standard error is a terminal that can go back to the start of a line.
    is_wanted: bool,
    /// Columns that are taken.
    drawn: usize,
}

impl ProgressLine {
    pub(super) fn new() -> ProgressLine {
        let is_dumb =
            cfg!(unix) && std::env::var_os("TERM").is_none_or(|term| term.is_empty() || term == "dumb");
        ProgressLine { is_wanted: io::stderr().is_terminal() && !is_dumb, drawn: 0 }
    }

    pub(super) fn is_wanted(&self) -> bool {
        self.is_wanted
    }

    /// What to write so that these parts stand there: as many as there is room for, the first ones first.
    pub(super) fn show(&mut self, parts: &[String]) -> String {
        self.show_in(columns(), parts)
    }

    fn show_in(&mut self, columns: usize, parts: &[String]) -> String {
        // A line that reaches the last column may wrap, and so may what is cleared of an earlier, wider one.
        let room = columns.saturating_sub(1);
        let line = fit(room, parts);
        let width = line.chars().count();
        let rest = self.drawn.min(room).saturating_sub(width);
        self.drawn = width;
        format!("\r{line}{}", " ".repeat(rest))
    }

    /// What to write so that the line is empty, and the next text begins there.
    pub(super) fn clear(&mut self) -> String {
        match self.drawn {
            0 => String::new(),
            _ => self.show(&[]) + "\r",
        }
    }
}

fn columns() -> usize {
    terminal_size_of(io::stderr()).map_or(COLUMNS, |(Width(columns), _)| columns.into())
}

/// As many of the parts as fit, with commas between; the beginning of the first one where not even that does.
fn fit(room: usize, parts: &[String]) -> String {
    let wholes = (1..=parts.len()).rev().map(|count| parts[..count].join(", "));
    let whole = wholes.into_iter().find(|line| line.chars().count() <= room);
    whole.unwrap_or_else(|| parts.first().into_iter().flat_map(|part| part.chars()).take(room).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts() -> [String; 3] {
        ["48,210 files", "1.2 GB", "3.4 s"].map(str::to_owned)
    }

    #[test]
    fn the_line_has_as_many_parts_as_fit() {
        for (room, line) in [
            (80, "48,210 files, 1.2 GB, 3.4 s"),
            (27, "48,210 files, 1.2 GB, 3.4 s"),
            (26, "48,210 files, 1.2 GB"),
            (19, "48,210 files"),
            (11, "48,210 file"),
            (1, "4"),
            (0, ""),
        ] {
            assert_eq!(fit(room, &parts()), line);
        }
        assert_eq!(fit(9, &[]), "");
    }

    #[test]
    fn a_shorter_line_clears_the_longer_one_before() {
        let mut line = ProgressLine { is_wanted: true, drawn: 0 };
        assert_eq!(line.clear(), "");
        assert_eq!(line.show_in(80, &parts()), "\r48,210 files, 1.2 GB, 3.4 s");
        assert_eq!(line.show_in(80, &parts()[..1]), format!("\r48,210 files{}", " ".repeat(15)));
        assert_eq!(line.show_in(80, &parts()), "\r48,210 files, 1.2 GB, 3.4 s");
        // The window was made narrower.
        assert_eq!(line.show_in(16, &parts()), "\r48,210 files   ");
        assert_eq!(line.show_in(10, &[]), format!("\r{}", " ".repeat(9)));
        assert_eq!(line.drawn, 0);
        assert_eq!(line.clear(), "");
    }
}
