//! A comparison: reads what it is compared with, waits for it, and writes its table.

use super::Exit;
use super::output::to_output;
use super::pairs::pairs;
use super::report::Report;
use super::run::{BUDGET, REFRESH, Run};
use crate::model::{Change, CompareWish, Failure, FolderId, Kind, NotOpened, RootPhase, SourceError, name};
use crate::session::{Command, CompareOrder};
use crate::store::Sheet;
use crate::text;
use crate::view::compare::Comparison;
use crate::words;
use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;

/// What was there, and what of it could not be read.
pub(super) struct OldSheet {
    sheet: Sheet,
    problems: u64,
}

impl Run<'_> {
    /// Reads what the other folders are compared with, which this run's session has begun.
    ///
    /// # Errors
    /// How the program ends if it could not be read, or Ctrl+C was pressed.
    pub(super) fn read_old(&mut self, old: &Path) -> Result<OldSheet, Exit> {
        self.read()?;
        if self.heard > 0 {
            return Err(self.stopped());
        }
        let status = self.session.status();
        if status.roots.iter().all(|root| root.phase == RootPhase::Failed) {
            let shown = text::shown(name::path_bytes(old));
            self.report.failed(&format!("could not read {shown}: nothing was compared"));
            return Err(Exit::Failed);
        }
        let problems = status.problems.problems();
        self.is_comparable()?;
        let sheet = self.session.sheet().clone();
        self.report = Report::default();
        Ok(OldSheet { sheet, problems })
    }

    /// A file that is neither a sheet nor a list is one row when it is read: everything else would be new beside it, or gone.
    fn is_comparable(&mut self) -> Result<(), Exit> {
        let sheet = self.session.sheet();
        let is_one = sheet.origin.is_none() && sheet.rows.len() == 1 && sheet.roots.len() == 1;
        let is_it = |path: &Path| is_one && sheet.path(&sheet.row(0)) == name::path_bytes(path);
        let Some(root) = sheet.roots.iter().next().filter(|root| is_it(&root.path)) else { return Ok(()) };
        let why = words::not_opened(&root.path, &NotOpened::Refused(SourceError::NotRecognised));
        self.report.failed(&format!("{why} Nothing was compared."));
        Err(Exit::Failed)
    }

    /// Compares that with what was read since.
    ///
    /// # Errors
    /// How the program ends if it could not be done, or Ctrl+C was pressed.
    pub(super) fn compare(&mut self, old: OldSheet) -> Result<(), Exit> {
        if self.heard > 0 {
            return Err(self.stopped());
        }
        let status = self.session.status();
        if status.roots.iter().all(|root| root.phase == RootPhase::Failed) {
            self.report.failed("could not read what is to be compared: nothing was compared");
            return Err(Exit::Failed);
        }
        self.lacks = old.problems + status.problems.problems();
        self.is_comparable()?;
        // Folders are read with the same options; what a file leaves out was its own choice.
        let are_read = old.sheet.origin.is_none() && self.session.sheet().origin.is_none();
        let roots = match pairs(&self.args.compare.pair, &old.sheet, self.session.sheet()) {
            Ok(roots) => roots,
            Err(why) => {
                self.report.failed(&format!("{why}. Nothing was compared."));
                return Err(Exit::Usage);
            }
        };
        let wish = CompareWish { roots, ..self.args.compare.wish(are_read) };
        let order = CompareOrder { other: old.sheet, is_older: true, wish };
        self.session.apply(Command::Compare(Some(order.into())));
        loop {
            let wait = self.session.tick(BUDGET).unwrap_or(REFRESH).min(REFRESH);
            if self.is_interrupted() {
                return Err(self.stopped());
            }
            self.session.catch_up();
            if let Some(failure) = self.session.comparison_failure() {
                let why = match failure {
                    Failure::Panicked => {
                        "a fault of the program ended the comparison: nothing was written. Please report it"
                            .to_owned()
                    }
                    Failure::NoThread(error) => {
                        format!("no thread could be started for the comparison: {error}. Nothing was written")
                    }
                };
                self.report.failed(&why);
                return Err(Exit::Failed);
            }
            if !self.session.is_comparing() {
                self.note_of_comparison();
                return Ok(());
            }
            let _ = self.bell.recv_timeout(wait);
        }
    }

    /// What explains differences, and what was not compared at all.
    fn note_of_comparison(&mut self) {
        let Some(comparison) = self.session.comparison().filter(|_| !self.args.compare.quiet) else { return };
        let mut notes = Vec::new();
        if let Some(words) = words::hour_apart(&comparison.totals) {
            notes.push(format!("{words} --ignore hour takes them for the same"));
        }
        if let Some((old, new)) = self.session.compared_sheets() {
            let old = comparison.unpaired(old, false).map(|root| name::path_bytes(&root.path));
            let new = comparison.unpaired(new, true).map(|root| name::path_bytes(&root.path));
            notes.extend(words::unpaired(old, new));
        }
        notes.iter().for_each(|note| self.report.note(note));
    }

    fn stopped(&mut self) -> Exit {
        self.report.failed("stopped before both were read and compared: nothing was written");
        Exit::Stopped
    }

    /// The table, where no sheet is wanted, with the sums above it. Returns how the program ends.
    pub(super) fn write_comparison(&mut self) -> Exit {
        let Some(comparison) = self.session.comparison().cloned() else { return Exit::Failed };
        if self.args.compare.quiet {
            return self.exit();
        }
        let mut table = format!("{}\n", words::comparison(&comparison.totals));
        for note in words::comparison_notes(&comparison.totals) {
            let _ = writeln!(table, "note: {note}");
        }
        self.lines(&comparison, &mut table);
        let written = to_output(&table);
        match written {
            Ok(()) => self.exit(),
            Err(why) => {
                self.report.failed(&why);
                Exit::Failed
            }
        }
    }

    /// What is said of a comparison whose sheet was written.
    pub(super) fn sums_of_comparison(&self) -> Vec<String> {
        let Some(comparison) = self.session.comparison().filter(|_| !self.args.compare.quiet) else {
            return Vec::new();
        };
        let notes =
            words::comparison_notes(&comparison.totals).into_iter().map(|note| format!("note: {note}"));
        std::iter::once(words::comparison(&comparison.totals)).chain(notes).collect()
    }

    /// A line for each folder that came, went or moved as a whole, and for each row that is shown and lies in none of them.
    fn lines(&self, comparison: &Comparison, out: &mut String) {
        let (status, shown) = (self.session.status(), self.session.shown());
        let sheet = self.session.sheet();
        let wanted = self.args.compare.changes();
        let mut whole = WholeFolders { sheet, changes: HashMap::new() };
        // Rows that are asked for by more than their change are looked for one by one.
        if self.args.filter.is_none() {
            for one in comparison.whole.iter().filter(|one| wanted.contains(one.change)) {
                whole.changes.insert(one.folder, one.change);
                let size = u64::try_from(one.sum.bytes).unwrap_or(u64::MAX);
                let difference = match one.change {
                    Change::Added => words::difference(size.into(), 0),
                    Change::Removed => words::difference(0, size.into()),
                    _ => String::new(),
                };
                let mut path = below(sheet, one.folder);
                path.push(name::SEPARATOR);
                let files = text::counted(one.sum.files, "file");
                let was = one.was.filter(|_| one.change == Change::MovedLikely);
                let was = was.map(|was| below(comparison.old(), was));
                line(out, &format!("folder {}", one.change.as_str()), &difference, &path, was.as_deref());
                // The line's end is put behind the count.
                out.pop();
                let _ = writeln!(out, " ({files})");
            }
        }
        let Some(compared) = sheet.compared.as_deref() else { return };
        let positions = 0..status.shown;
        for number in positions.filter_map(|position| shown.number(position)) {
            let row = sheet.row(number);
            let change = compared.change(number);
            let is_folder = row.meta.kind == Kind::Folder;
            // A folder that came or went has its own line, or is in one that has.
            let is_said = is_folder && !change.is_in_both() && change != Change::Unknown;
            if is_said && self.args.filter.is_none() || whole.hold(row.folder, change) {
                continue;
            }
            let mut path = below(sheet, row.folder);
            name::push_part(&mut path, row.name);
            let before = compared.before(number).and_then(|before| before.size).filter(|_| !is_folder);
            let after = row.meta.size.filter(|_| !is_folder);
            let difference = match change {
                Change::Added => after.map(|after| words::difference(after.into(), 0)),
                Change::Removed => before.map(|before| words::difference(0, before.into())),
                Change::Unknown => None,
                _ => before
                    .zip(after)
                    .filter(|(before, after)| before != after)
                    .map(|(before, after)| words::difference(after.into(), before.into())),
            };
            let was = compared.was_at(number).map(|was: Vec<u8>| without_top(comparison.old(), &was));
            line(out, change.as_str(), &difference.unwrap_or_default(), &path, was.as_deref());
        }
    }
}

fn line(out: &mut String, change: &str, difference: &str, path: &[u8], was: Option<&[u8]>) {
    let path = text::shown(path);
    let _ = write!(out, "{change:18} {difference:>12}  {path}");
    if let Some(was) = was {
        let _ = write!(out, " (was {})", text::shown(was));
    }
    out.push('\n');
}

/// A folder's path below the picked one; of that itself its whole path.
fn below(sheet: &Sheet, folder: FolderId) -> Vec<u8> {
    let path = sheet.folders.path(folder);
    without_top(sheet, &path)
}

/// A path below the picked folder that it is in, where only one was picked.
fn without_top(sheet: &Sheet, path: &[u8]) -> Vec<u8> {
    let top = match &sheet.roots[..] {
        [one] => name::path_bytes(&one.path),
        _ => return path.to_vec(),
    };
    let below = path.strip_prefix(top).map(|below| below.strip_prefix(&[name::SEPARATOR]).unwrap_or(below));
    below.unwrap_or(path).to_vec()
}

/// Folders that have a line of their own.
struct WholeFolders<'a> {
    sheet: &'a Sheet,
    changes: HashMap<FolderId, Change>,
}

impl WholeFolders<'_> {
    /// Whether a row is said by the line of a folder that it is in.
    fn hold(&self, folder: FolderId, change: Change) -> bool {
        let mut above = std::iter::successors(Some(folder), |id| self.sheet.folders.get(*id).parent);
        above.find_map(|id| self.changes.get(&id)).is_some_and(|whole| *whole == change)
    }
}
