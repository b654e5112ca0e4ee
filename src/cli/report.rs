//! What the windowless form reports on standard error: problems, a line for each folder, and on a terminal how far it is.

use super::progress::ProgressLine;
use crate::export::Written;
use crate::model::{Incomplete, Problem, RootPhase, name};
use crate::session::{Phase, Status};
use crate::store::Root;
use crate::text;
use crate::words;
use std::io::{self, Write};
use std::path::Path;

pub(super) struct Report {
    progress: ProgressLine,
    problems: usize,
    /// Folders whose line is written.
    told: Vec<bool>,
    /// Whether it is said which file was opened.
    told_origin: bool,
}

impl Default for Report {
    fn default() -> Report {
        Report { progress: ProgressLine::new(), problems: 0, told: Vec::new(), told_origin: false }
    }
}

impl Report {
    /// Tells what is new.
    pub(super) fn show(&mut self, status: &Status<'_>) {
        if let Some(origin) = status.origin.filter(|_| !self.told_origin) {
            self.told_origin = true;
            self.line(&format!("opened {}", words::origin(origin)));
            words::origin_notes(origin).iter().for_each(|words| self.note(words));
        }
        for problem in (self.problems..status.problems.len()).filter_map(|at| status.problems.get(at)) {
            self.line(&problem_line(problem, &status.problem_place(problem)));
        }
        self.problems = status.problems.len();
        self.told.resize(status.roots.len(), false);
        for (at, root) in status.roots.iter().enumerate() {
            let ended = !matches!(root.phase, RootPhase::Queued | RootPhase::Reading);
            if ended && !std::mem::replace(&mut self.told[at], true) {
                self.line(&root_line(root, status.is_from_file(root.id)));
            }
        }
        if self.progress.is_wanted() && matches!(status.phase, Phase::Reading | Phase::Stopping) {
            let word = if status.phase == Phase::Stopping { "Stopping… " } else { "" };
            let files = format!("{word}{}", text::counted(status.totals.files, "file"));
            let size = words::sum(status.totals.bytes, status.totals.bytes_known());
            let line = self.progress.show(&[files, size, text::duration(status.elapsed)]);
            self.write(&line);
        }
    }

    /// Before rows go to a terminal.
    pub(super) fn on_terminal(&mut self) {
        self.line(
            "note: on a terminal, characters that drive it or can't be seen are written as \\u…; \
             a file or a pipe gets names as they are",
        );
    }

    /// The last lines. `most` is how many rows those who read the file can open.
    pub(super) fn written(&mut self, written: &Written, most: Option<u64>, incomplete: Option<Incomplete>) {
        if let Some(reason) = incomplete {
            self.line(&format!("the sheet is incomplete: {}", words::incomplete(reason)));
        }
        if let Some(most) = most.filter(|most| written.rows > *most) {
            let words = text::number(most);
            self.line(&format!(
                "note: a spreadsheet opens {words} rows at most; --split {most} writes several files"
            ));
        }
        let shown = |path: &Path| text::shown(name::path_bytes(path)).into_owned();
        let rows = text::counted(written.rows, "row");
        match &written.files[..] {
            [] => {}
            [one] => self.line(&format!("wrote {rows} to {}", shown(one))),
            [first, .., last] => {
                let files = text::counted(written.files.len() as u64, "file");
                self.line(&format!("wrote {rows} to {files}, {} to {}", shown(first), shown(last)));
            }
        }
        if let Some(zone) = &written.zone {
            self.line(&format!("times are local, in {zone}"));
        }
        if let Some(problems) = &written.problems {
            self.line(&format!("wrote the problems to {}", words::target(problems)));
        }
        written.notes.iter().for_each(|note| self.note(&words::export_note(note)));
    }

    /// The last lines of a map of so many files.
    pub(super) fn drawn(&mut self, written: &Written, files: u64, incomplete: Option<Incomplete>) {
        if let Some(reason) = incomplete {
            self.line(&format!("the map is incomplete: {}", words::incomplete(reason)));
        }
        for file in &written.files {
            let (files, file) = (text::counted(files, "file"), text::shown(name::path_bytes(file)));
            self.line(&format!("drew {files} to {file}"));
        }
        written.notes.iter().for_each(|note| self.note(&words::export_note(note)));
    }

    /// The last lines of a chart of so many files.
    pub(super) fn counted(&mut self, written: &Written, files: u64) {
        for file in &written.files {
            let (files, file) = (text::counted(files, "file"), text::shown(name::path_bytes(file)));
            self.line(&format!("wrote a chart of {files} to {file}"));
        }
        written.notes.iter().for_each(|note| self.note(&words::export_note(note)));
    }

    /// The last lines of an explanation.
    pub(super) fn explained(&mut self, written: &Written) {
        for file in &written.files {
            self.line(&format!("wrote the explanation to {}", text::shown(name::path_bytes(file))));
        }
        written.notes.iter().for_each(|note| self.note(&words::export_note(note)));
    }

    /// Says what a chart, or whatever else is made in place of a sheet, lacks.
    pub(super) fn is_incomplete(&mut self, what: &str, incomplete: Option<Incomplete>) {
        if let Some(reason) = incomplete {
            self.line(&format!("the {what} is incomplete: {}", words::incomplete(reason)));
        }
    }

    /// The summary of a check of names.
    pub(super) fn checked(&mut self, lines: &[String], incomplete: Option<Incomplete>) {
        lines.iter().for_each(|line| self.line(line));
        if !lines.is_empty() {
            self.check_is_incomplete(incomplete);
        }
    }

    /// Whether all names were checked.
    pub(super) fn check_is_incomplete(&mut self, incomplete: Option<Incomplete>) {
        if let Some(reason) = incomplete {
            self.line(&format!("not every name was checked: {}", words::incomplete(reason)));
        }
    }

    /// The last line, if there is no sheet.
    pub(super) fn failed(&mut self, message: &str) {
        for line in format!("foldersheet: {message}").lines() {
            self.line(line);
        }
    }

    /// After a target that couldn't be written: the next one.
    pub(super) fn goes_to(&mut self, fallback: &Path) {
        self.line(&format!("foldersheet: the sheet goes to {} instead", words::target(fallback)));
    }

    /// After a target that couldn't be written, where there is somebody at the terminal.
    pub(super) fn ask(&mut self) {
        self.line("What was read is still there. Name another file for it, or press Enter to give it up:");
    }

    /// After a target that couldn't be written, without a user at the terminal.
    pub(super) fn lost(&mut self) {
        self.line(
            "foldersheet: nothing was written. With --fallback FILE the sheet goes to another place then",
        );
    }

    /// A line of what was found.
    pub(super) fn say(&mut self, words: &str) {
        self.line(words);
    }

    /// A line on the way.
    pub(super) fn note(&mut self, words: &str) {
        self.line(&format!("note: {words}"));
    }

    /// Whatever its words quote, a name, an argument or a library, a terminal obeys none of it.
    fn line(&mut self, line: &str) {
        let clear = self.progress.clear();
        self.write(&format!("{clear}{}\n", text::printable(line)));
    }

    fn write(&self, text: &str) {
        // Even if it can't be written, the sheet is still worth writing.
        let _ = io::stderr().write_all(text.as_bytes());
    }
}

fn problem_line(problem: &Problem, place: &[u8]) -> String {
    let word = if problem.operation.is_note() { "note" } else { "problem" };
    let (operation, why) = (problem.operation.as_str(), words::cause(&problem.cause));
    match text::shown(place) {
        // About the scan as a whole.
        path if path.is_empty() => format!("{word}: {operation}: {why}"),
        path => format!("{word}: {operation}: {path}: {why}"),
    }
}

/// Such as "worker-1, worker-2: 48,210 files, 3 problems in /usr, 0.21 s".
fn root_line(root: &Root, is_from_file: bool) -> String {
    let workers: Vec<String> = root.workers.iter().map(ToString::to_string).collect();
    let workers = if is_from_file {
        "from the file".to_owned()
    } else if workers.is_empty() {
        "no worker".to_owned()
    } else {
        workers.join(", ")
    };
    let files = text::counted(root.counts.files, "file");
    let problems = text::counted(root.counts.problems, "problem");
    let path = text::shown(name::path_bytes(&root.path));
    let elapsed = text::duration(root.elapsed);
    let state = match &root.phase {
        RootPhase::Stopped => ", stopped: incomplete".to_owned(),
        RootPhase::Incomplete(reason) => format!(", incomplete: {}", words::shortfall(*reason)),
        RootPhase::ListedIn(_) => ", listed with another picked folder".to_owned(),
        RootPhase::Failed => ", could not be opened".to_owned(),
        RootPhase::Queued | RootPhase::Reading | RootPhase::Done => String::new(),
    };
    let left_out = match root.counts.left_out.all() {
        0 => String::new(),
        some => format!(", {} left out as asked", text::number(some)),
    };
    let vanished = match root.counts.vanished {
        0 => String::new(),
        some => format!(", {} vanished while reading", text::number(some)),
    };
    format!("{workers}: {files}, {problems} in {path}, {elapsed}{left_out}{vanished}{state}")
}

/// Says why there is no window, and which form needs none.
pub(super) fn no_window(reason: &str) {
    let mut report = Report::default();
    report.failed(reason);
    report.line(&format!("Without a window: {}", super::HELP));
}
