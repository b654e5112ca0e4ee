//! What stands in an explanation for programs, row by row. Pure.

use crate::model::{Note, Volume};
use crate::view::explain::{Facts, Ledger, Line};
use serde_json::Value;

/// The names of the columns. `row` says what a row is: a number (`sum`), one of the lines that add up to it (`line`), what is in no number
/// (`note`), or what a file system reports (`file_system`).
pub(super) const COLUMNS: [&str; 8] =
    ["row", "number", "line", "bytes", "bound", "count", "unknown", "filter"];

/// One row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ExplainRow {
    row: &'static str,
    /// Which number, by [`crate::model::Number::as_str`].
    number: Option<&'static str>,
    /// What it is, by [`crate::model::LineKind::as_str`] or a word of its own.
    line: Option<&'static str>,
    bytes: Option<i128>,
    /// Of a sum: how it is to what it would be if everything were known.
    bound: Option<&'static str>,
    /// Rows or folders that it is about.
    count: Option<u64>,
    /// How many of those are missing in its bytes.
    unknown: Option<u64>,
    /// A filter that shows them.
    filter: Option<String>,
}

impl ExplainRow {
    /// What stands in each of [`COLUMNS`]. A number that JSON can't hold exactly is a text.
    pub(super) fn cells(&self) -> [Value; 8] {
        let word = |word: Option<&str>| word.map_or(Value::Null, Value::from);
        let bytes = self.bytes.map_or(Value::Null, |bytes| {
            i64::try_from(bytes).map_or_else(|_| Value::from(bytes.to_string()), Value::from)
        });
        [
            Value::from(self.row),
            word(self.number),
            word(self.line),
            bytes,
            word(self.bound),
            self.count.map_or(Value::Null, Value::from),
            self.unknown.map_or(Value::Null, Value::from),
            word(self.filter.as_deref()),
        ]
    }
}

/// Each number with its lines, and what is said below them.
pub(super) fn rows(facts: &Facts) -> Vec<ExplainRow> {
    let mut rows = Vec::new();
    for ledger in facts.ledgers() {
        rows.push(sum(&ledger));
        rows.extend(ledger.lines.iter().map(|line| of_line(facts, &ledger, line)));
    }
    for note in facts.notes() {
        match note {
            Note::Volume(volume) => rows.extend(of_volume(&volume)),
            note => rows.push(of_note(facts, &note)),
        }
    }
    rows
}

fn sum(ledger: &Ledger) -> ExplainRow {
    ExplainRow {
        row: "sum",
        number: Some(ledger.number.as_str()),
        bytes: Some(ledger.sum()),
        bound: Some(ledger.bound.as_str()),
        ..ExplainRow::default()
    }
}

fn of_line(facts: &Facts, ledger: &Ledger, line: &Line) -> ExplainRow {
    // What is wholly unknown is not 0.
    let is_unknown = line.bytes == 0 && line.unknown > 0;
    ExplainRow {
        row: "line",
        number: Some(ledger.number.as_str()),
        line: Some(line.kind.as_str()),
        bytes: Some(line.bytes).filter(|_| !is_unknown),
        count: line.rows,
        unknown: line.rows.map(|_| line.unknown),
        filter: facts.filter_of_line(line.kind),
        ..ExplainRow::default()
    }
}

fn of_note(facts: &Facts, note: &Note) -> ExplainRow {
    let (line, count, bytes) = match *note {
        Note::Hidden(count) => ("left_out_hidden", Some(count), None),
        Note::Excluded(count) => ("left_out_excluded", Some(count), None),
        Note::OtherFileSystems(count) => ("left_out_other_file_systems", Some(count), None),
        Note::UnreadFolders(count) => ("unread_folders", Some(count), None),
        Note::WithoutLength(count) => ("files_of_unknown_length", Some(count), None),
        Note::WithoutSpace(count) => ("files_of_unknown_space", Some(count), None),
        Note::FoldersWithoutLength(count) => ("folders_of_unknown_length", Some(count), None),
        Note::FoldersWithoutSpace(count) => ("folders_of_unknown_space", Some(count), None),
        Note::UnknownNames(count) => ("files_of_unknown_names", Some(count), None),
        Note::Cloud(count, bytes) => ("cloud_files", Some(count), Some(bytes)),
        Note::NamesElsewhere(count, bytes) => ("names_elsewhere", Some(count), Some(bytes)),
        Note::Volume(_) => ("file_system", None, None),
        Note::Shares(_) => ("shares_blocks", None, None),
    };
    let bytes = bytes.and_then(|bytes| i128::try_from(bytes).ok());
    let filter = facts.filter_of_note(note);
    ExplainRow { row: "note", line: Some(line), bytes, count, filter, ..ExplainRow::default() }
}

fn of_volume(volume: &Volume) -> [ExplainRow; 4] {
    let of = |line, bytes: u64| ExplainRow {
        row: "file_system",
        line: Some(line),
        bytes: Some(bytes.into()),
        ..ExplainRow::default()
    };
    [
        of("size", volume.size),
        of("used", volume.used),
        of("available", volume.available),
        of("reserved", volume.reserved()),
    ]
}
