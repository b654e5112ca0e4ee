//! The words for what the session tells, the same on every panel. Pure.

use crate::export::Written;
use crate::model::{Cause, Counts, Incomplete, RootPhase, WorkerId, name};
use crate::session::{ExportStatus, Phase, Status};
use crate::store::Root;
use crate::text;
use crate::view::{CountLinks, Totals};
use crate::words;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

pub(super) use crate::text::counted as count;
pub(super) use crate::words::{failure, message, mistake, not_handed, pattern_mistake};

/// A path as it is shown.
pub(super) fn path(path: &Path) -> String {
    text::shown(name::path_bytes(path)).into_owned()
}

/// A day with its hour where that is near, such as “yesterday 14:02”, of seconds since 1970-01-01T00:00:00Z.
pub(super) fn day(seconds: i64) -> String {
    let moment = text::local_minute(seconds);
    let Some((day, time)) = moment.split_once(' ') else { return moment };
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs().cast_signed();
    let is_on = |other: i64| text::local(other).starts_with(day);
    match (is_on(now), is_on(now - 24 * 3600)) {
        (true, _) => format!("today {time}"),
        (_, true) => format!("yesterday {time}"),
        _ => day.to_owned(),
    }
}

/// Where the sheet stands.
pub(super) fn phase(phase: Phase, incomplete: Option<Incomplete>) -> String {
    match phase {
        Phase::Empty => "No folders".into(),
        Phase::Reading => "Reading…".into(),
        Phase::Stopping => "Stopping…".into(),
        Phase::Stopped => "Stopped: the sheet is incomplete".into(),
        Phase::Done => match incomplete {
            Some(why) => format!("The sheet is incomplete: {}", words::incomplete(why)),
            None => "Done".into(),
        },
    }
}

/// Where a picked folder stands; `other` finds the path of another one.
pub(super) fn root(status: &Root, other: Option<&Root>) -> String {
    match (&status.phase, other) {
        (RootPhase::ListedIn(_), Some(other)) => format!("listed in {}", path(&other.path)),
        (phase, _) => words::root_phase(phase),
    }
}

/// What was found in a folder.
pub(super) fn counts(counts: &Counts) -> String {
    format!("{}, {}", count(counts.files, "file"), words::sum(counts.bytes, counts.bytes_known()))
}

/// What was put on the clipboard.
pub(super) fn copied(count: u64, is_of_rows: bool) -> String {
    format!("Copied {}", self::count(count, if is_of_rows { "row" } else { "problem" }))
}

/// How many rows are selected, and how large their files are together; the sum comes later where it takes a while, and folders have
/// none.
pub(super) fn selected(rows: u64, sums: Option<Totals>) -> String {
    let rows = text::number(rows);
    match sums {
        None => format!("{rows} selected…"),
        Some(Totals { files: 0, .. }) => format!("{rows} selected"),
        Some(sums) => format!("{rows} selected, {}", words::sum(sums.bytes, sums.bytes_known())),
    }
}

/// What is wrong in a folder; empty if nothing is.
pub(super) fn problems(counts: &Counts) -> Option<String> {
    (counts.problems > 0).then(|| count(counts.problems, "problem"))
}

/// What is missing from a folder's rows without being a problem; empty if nothing is.
pub(super) fn not_listed(counts: &Counts) -> Option<String> {
    let left_out =
        (counts.left_out.all() > 0).then(|| format!("{} left out", text::number(counts.left_out.all())));
    let vanished =
        (counts.vanished > 0).then(|| format!("{} vanished while reading", text::number(counts.vanished)));
    match (left_out, vanished) {
        (Some(left_out), Some(vanished)) => Some(format!("{left_out}, {vanished}")),
        (left_out, vanished) => left_out.or(vanished),
    }
}

/// How large what is shown is; nothing where the numbers at the left say it already.
pub(super) fn shown_totals(status: &Status<'_>) -> String {
    let once = match status.count_links {
        CountLinks::Once if status.links_awaited => ", hard links once when all is read",
        CountLinks::Once => ", hard links once",
        CountLinks::EachName if status.shown == status.found => return String::new(),
        CountLinks::EachName => "",
    };
    match status.shown_totals {
        None => "…".into(),
        Some(sums) => {
            let files = count(sums.files, "file");
            let size = words::sum(sums.bytes, sums.bytes_known());
            format!("{files}, {size}, {}{once}", words::on_disk(sums.allocated, sums.allocated_known()))
        }
    }
}

/// The workers that took part: `worker-1, worker-2`.
pub(super) fn workers(ids: &[WorkerId]) -> String {
    ids.iter().map(WorkerId::to_string).collect::<Vec<_>>().join(", ")
}

/// Why something went wrong, in plain words, with the system's own behind them.
pub(super) fn cause(cause: &Cause) -> String {
    text::printable(&words::plain_cause(cause)).into_owned()
}

/// Why something went wrong, in plain words alone.
pub(super) fn why(cause: &Cause) -> String {
    text::printable(&words::plain_why(cause)).into_owned()
}

/// What is said of an export: what happened, and in lines of their own what is to be known besides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    pub head: String,
    pub lines: Vec<ToldLine>,
}

/// One of these lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ToldLine {
    pub words: String,
    /// Whether something is missing.
    pub is_warning: bool,
}

impl ToldLine {
    pub(super) fn new(words: String) -> ToldLine {
        ToldLine { words, is_warning: false }
    }
}

impl Told {
    fn new(head: String) -> Told {
        Told { head, lines: Vec::new() }
    }

    /// All of it in one line.
    pub(super) fn spoken(&self) -> String {
        let all = std::iter::once(&self.head).chain(self.lines.iter().map(|line| &line.words));
        all.map(|words| words.trim_end_matches('.')).collect::<Vec<_>>().join(". ")
    }
}

/// Where an export stands; `None` if there is nothing to say.
pub(super) fn export(status: &ExportStatus) -> Option<Told> {
    match status {
        ExportStatus::None => None,
        ExportStatus::Writing { is_finishing: true, rows, .. } => {
            Some(Told::new(format!("Finishing the file of {}…", count(*rows, "row"))))
        }
        ExportStatus::Writing { written, rows, .. } => {
            Some(Told::new(format!("Writing {} of {}", text::number(*written), count(*rows, "row"))))
        }
        ExportStatus::Written { written, incomplete } => Some(of_written(written, *incomplete)),
        ExportStatus::Exists { file, .. } => Some(Told::new(format!(
            "{} is there already, perhaps with more of an earlier export. Replace all that is in the way?",
            path(file)
        ))),
        ExportStatus::Cancelled { target } => {
            let lines = vec![ToldLine::new(format!("{} is as it was", path(target)))];
            Some(Told { head: "Export cancelled".into(), lines })
        }
        ExportStatus::Failed { target, why } => {
            let why = words::export_error(why);
            let head = format!("The export to {} failed", path(target));
            Some(Told { head, lines: vec![ToldLine::new(capitalized(&why))] })
        }
    }
}

fn of_written(written: &Written, incomplete: Option<Incomplete>) -> Told {
    let rows = count(written.rows, "row");
    let size = written.bytes.map(|bytes| format!(", {}", text::size(bytes))).unwrap_or_default();
    let name = |file: &Path| file.file_name().map_or_else(|| path(file), |name| path(Path::new(name)));
    let head = match &written.files[..] {
        [first, .., last] => {
            let files = count(written.files.len() as u64, "file");
            format!("Wrote {rows} to {files}, {} to {}{size}", name(first), name(last))
        }
        [file] => format!("Wrote {rows} to {}{size}", name(file)),
        [] => format!("Wrote {rows}{size}"),
    };
    let alone = written.problems.as_ref().filter(|_| written.files.is_empty());
    let head = match alone {
        Some(list) => format!("Wrote the list of problems to {}{size}", name(list)),
        None => head,
    };
    let mut told = Told::new(head);
    let first = written.files.first().or(alone);
    let folder = first.and_then(|file| file.parent()).filter(|folder| *folder != Path::new(""));
    told.lines.extend(folder.map(|folder| ToldLine::new(format!("In {}", path(folder)))));
    if let Some(why) = incomplete {
        let words = format!("The sheet is incomplete: {}", words::incomplete(why));
        told.lines.push(ToldLine { words, is_warning: true });
    }
    if let Some(problems) = written.problems.as_ref().filter(|_| alone.is_none()) {
        told.lines.push(ToldLine::new(format!("The problems are in {}", name(problems))));
    }
    if let Some(zone) = &written.zone {
        told.lines.push(ToldLine::new(format!("Times are local, in {zone}")));
    }
    for note in &written.notes {
        told.lines.push(ToldLine::new(capitalized(&words::export_note(note))));
    }
    told
}

/// With its first letter as a sentence has it.
pub(super) fn capitalized(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::LeftOut;

    #[test]
    fn the_selection_is_counted_and_summed() {
        let sums = Totals { rows: 12_000, files: 11_998, bytes: 3_400_000_000, ..Totals::default() };
        assert_eq!(selected(12_000, Some(sums)), "12,000 selected, 3.40 GB");
        assert_eq!(selected(12_000, None), "12,000 selected…");
        assert_eq!(selected(2, Some(Totals { rows: 2, ..Totals::default() })), "2 selected");
    }

    #[test]
    fn what_is_no_row_is_counted() {
        let counts = |hidden, vanished| {
            let left_out = LeftOut { hidden, ..LeftOut::default() };
            not_listed(&Counts { left_out, vanished, ..Counts::default() })
        };
        assert_eq!(counts(0, 0), None);
        assert_eq!(counts(1200, 0).as_deref(), Some("1,200 left out"));
        assert_eq!(counts(0, 1).as_deref(), Some("1 vanished while reading"));
        assert_eq!(counts(2, 1).as_deref(), Some("2 left out, 1 vanished while reading"));
    }

    #[test]
    fn an_export_names_its_files() {
        let written = Written {
            files: vec!["/x/a-1.csv".into(), "/x/a-2.csv".into(), "/x/a-3.csv".into()],
            rows: 3_000_000,
            problems: Some("/x/a-problems.csv".into()),
            zone: Some("Europe/Berlin".into()),
            notes: Vec::new(),
            bytes: Some(250_000_000),
        };
        let told = of_written(&written, None);
        assert_eq!(told.head, "Wrote 3,000,000 rows to 3 files, a-1.csv to a-3.csv, 250 MB");
        let lines: Vec<_> = told.lines.iter().map(|line| line.words.as_str()).collect();
        assert_eq!(
            lines,
            ["In /x", "The problems are in a-problems.csv", "Times are local, in Europe/Berlin"]
        );
        let exists = ExportStatus::Exists { target: "/x/a.csv".into(), file: "/x/a-1.csv".into() };
        let said = export(&exists).unwrap().head;
        assert!(said.starts_with("/x/a-1.csv is there already") && said.ends_with('?'), "{said}");
    }

    #[test]
    fn an_export_says_what_is_missing_in_it() {
        let written = Written { files: vec!["/x/a.csv".into()], rows: 48_210, ..Written::default() };
        assert_eq!(of_written(&written, None).spoken(), "Wrote 48,210 rows to a.csv. In /x");
        let told = of_written(&written, Some(Incomplete::Stopped));
        assert_eq!(
            told.spoken(),
            "Wrote 48,210 rows to a.csv. In /x. The sheet is incomplete: the reading was stopped"
        );
        assert_eq!(told.lines.iter().filter(|line| line.is_warning).count(), 1);
    }
}
