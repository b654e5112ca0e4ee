//! Some of the shown rows, or of the problems, as text for the clipboard: paths, or cells that a spreadsheet takes apart again. The
//! session calls it on a thread of its own. It writes no file. Paths are what is there, wherever they are pasted; cells are for a
//! spreadsheet, which would run a name that is a formula, so they are guarded as in a CSV for people.

use super::cells::Cell;
use super::chosen::in_order;
use super::guard;
use crate::model::{Column, Problem, RowSet};
use crate::store::{ProblemList, Sheet};
use crate::text;
use crate::view::{RowReader, View};
use crate::words::{self, table};
use std::borrow::Cow;

/// What of a row is copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Copied {
    /// Its whole path; bytes that are not valid UTF-8 are written out, as everywhere.
    Paths,
    /// Its name, as the paths have it.
    Names,
    /// What is in these columns, with tabs between, in plain values: bytes, and times on the machine's clock. A `'` stands before what
    /// a spreadsheet would take for a formula.
    Cells(Vec<Column>),
}

/// The text: a line for each of `rows` that is shown, in the shown order, with no line end behind the last.
pub fn to_text(store: &Sheet, view: &View, rows: &RowSet, what: &Copied) -> String {
    let mut out = String::new();
    let mut reader = RowReader::new(store);
    for (i, number) in in_order(store, view, rows).into_iter().enumerate() {
        if i > 0 {
            out.push('\n');
        }
        let row = store.row(number);
        reader.at(number);
        reader.enter(row.folder);
        match what {
            Copied::Paths => out += &text_of(reader.value(&row, Column::Path).into()),
            Copied::Names => out += &text_of(reader.value(&row, Column::Name).into()),
            Copied::Cells(columns) => {
                for (i, &column) in columns.iter().enumerate() {
                    if i > 0 {
                        out.push('\t');
                    }
                    push_cell(&mut out, reader.value(&row, column).into());
                }
            }
        }
    }
    out
}

/// The problems and notes with these numbers, from 0 on in the order in which they came, or all of them: a line for each, problems before
/// notes as the list shows them, with tabs between what was tried, where and why, guarded as cells are; titles above them if they are
/// `titled`. The number behind the last one is for what was counted only. `place` finds the path of one.
pub fn problems_to_text(
    problems: &ProblemList,
    numbers: Option<&RowSet>,
    titled: bool,
    place: impl Fn(&Problem) -> Vec<u8>,
) -> String {
    let kept = problems.len();
    let line = |number: usize| match problems.get(number) {
        Some(problem) => Some([
            problem.operation.in_list(),
            text::decoded(&place(problem)).into_owned().into(),
            text::printable(&words::cause(&problem.cause)).into_owned().into(),
        ]),
        None => {
            let more = || format!("{} more", text::number(problems.left_out()));
            (number == kept && problems.left_out() > 0)
                .then(|| [more().into(), "".into(), "counted only".into()])
        }
    };
    let mut out = String::new();
    let mut push = |line: [Cow<'_, str>; 3]| {
        if !out.is_empty() {
            out.push('\n');
        }
        for (i, cell) in line.into_iter().enumerate() {
            if i > 0 {
                out.push('\t');
            }
            push_cell(&mut out, Cell::Text(cell));
        }
    };
    if titled {
        push(table::PROBLEM_SHORT_TITLES.map(Cow::Borrowed));
    }
    // What was counted only stands last.
    let group = |number: usize| problems.get(number).map(|problem| problem.operation.is_note());
    for wanted in [Some(false), Some(true), None] {
        let of_group = |number: &usize| group(*number) == wanted;
        match numbers {
            None => (0..=kept).filter(of_group).filter_map(line).for_each(&mut push),
            Some(numbers) => {
                let numbers = numbers.iter().map(|number| number as usize);
                numbers.filter(of_group).filter_map(line).for_each(&mut push);
            }
        }
    }
    out
}

fn text_of(cell: Cell<'_>) -> Cow<'_, str> {
    match cell {
        Cell::Empty => "".into(),
        Cell::Text(text) => text,
        Cell::Number(number) => number.to_string().into(),
        Cell::Time(time) => text::local(time).into(),
    }
}

/// Spreadsheets take a cell apart at tabs and line ends unless it is quoted, and read a quote as the beginning of that.
fn push_cell(out: &mut String, cell: Cell<'_>) {
    let is_guarded = matches!(&cell, Cell::Text(text) if guard::is_formula(text.as_bytes()));
    let text = text_of(cell);
    let text = guard::inside(&text, b'\t');
    let is_quoted = text.contains(['\t', '\n', '\r', '"']);
    if is_quoted {
        out.push('"');
    }
    if is_guarded {
        out.push(guard::GUARD.into());
    }
    if is_quoted {
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(&text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::chosen::FEW;
    use crate::model::{BlockBuilder, FolderId, FolderRecord, Kind, Meta, RootId, Row};
    use proptest::prelude::*;

    fn store(names: &[&[u8]]) -> Sheet {
        let mut store = Sheet::default();
        store.folders.insert(FolderRecord { id: FolderId(0), parent: None, root: RootId(0), name: b"/r" });
        let mut builder = BlockBuilder::default();
        for (i, name) in names.iter().enumerate() {
            let meta = Meta { size: Some(1_234_567 * i as u64), ..Meta::unknown(Kind::File) };
            builder.push(Row { folder: FolderId(0), name, meta, target: None });
        }
        store.rows.push(builder.take());
        store
    }

    fn all(store: &Sheet, what: &Copied) -> String {
        let rows = store.rows.len();
        to_text(store, &View::everything(rows), &RowSet::all(rows), what)
    }

    #[cfg(unix)]
    #[test]
    fn paths_stand_one_a_line() {
        assert_eq!(all(&store(&[b"a", b"b\xFF"]), &Copied::Paths), "/r/a\n/r/b\\xFF");
        assert_eq!(all(&store(&[]), &Copied::Paths), "");
    }

    #[test]
    fn cells_are_raw_values() {
        let mut store = store(&[b"x"]);
        let mut builder = BlockBuilder::default();
        let meta = Meta {
            size: Some(70_000),
            allocated: Some(69_632),
            modified: Some(0),
            ..Meta::unknown(Kind::File)
        };
        builder.push(Row { folder: FolderId(0), name: b"Report.PDF", meta, target: None });
        store.rows.push(builder.take());
        let rows = RowSet::from_iter([1]);
        let what = Copied::Cells(Column::TABLE[..9].to_vec());
        let text = to_text(&store, &View::everything(2), &rows, &what);
        let local = text::local(0);
        assert_eq!(text, format!("Report.PDF\t/r\tpdf\tfile\t70000\t69632\t{local}\t\tdocument"));
        let what = Copied::Cells(vec![Column::Size, Column::Name]);
        assert_eq!(to_text(&store, &View::everything(2), &rows, &what), "70000\tReport.PDF");
    }

    #[test]
    fn more_than_a_few_rows_are_copied_alike() {
        let names: Vec<String> = (0..3000).map(|n| n.to_string()).collect();
        let names: Vec<&[u8]> = names.iter().map(|name| name.as_bytes()).collect();
        let what = Copied::Cells(vec![Column::Name]);
        let store = store(&names);
        for count in [FEW as u32, FEW as u32 + 1, 2500] {
            let rows: RowSet = (0..count).map(|n| n + 7).collect();
            let text = to_text(&store, &View::everything(3000), &rows, &what);
            assert!(text.lines().eq((7..count + 7).map(|n| n.to_string()).collect::<Vec<_>>()), "{count}");
        }
    }

    #[test]
    fn a_formula_is_guarded_in_a_cell_and_not_in_a_path() {
        let names: [&[u8]; 5] = [b"=1+1", b"-rf", b"x\t=1", b"x;=1", "\u{A0}＝1".as_bytes()];
        let what = Copied::Cells(vec![Column::Name]);
        assert_eq!(all(&store(&names), &what), "'=1+1\n'-rf\n\"x\t'=1\"\nx;'=1\n'\u{A0}＝1");
        let paths = all(&store(&names), &Copied::Paths).replace('\\', "/");
        assert_eq!(paths, "/r/=1+1\n/r/-rf\n/r/x\t=1\n/r/x;=1\n/r/\u{A0}＝1");
    }

    #[test]
    fn problems_are_lines_of_three_cells() {
        use crate::model::{Cause, Location, Operation, SystemError};
        let problem = |operation, cause: &str, code| Problem {
            root: None,
            operation,
            at: Location::whole(b"=1+1"),
            cause: Cause::System(SystemError { text: cause.into(), code }),
        };
        let mut problems = ProblemList::default();
        problems.push(problem(Operation::OpenFolder, "permission denied", Some(13)));
        problems.push(problem(Operation::Loop, "a\tb\n\"c\"", None));
        while problems.left_out() < 1_200 {
            problems.push(problem(Operation::Automount, "-x", None));
        }
        let last = problems.len() as u32;
        let text = |numbers: Option<RowSet>| {
            let titled = numbers.is_none();
            problems_to_text(&problems, numbers.as_ref(), titled, |problem| problem.at.name.to_vec())
        };
        let read = |text: &str| {
            let mut reader =
                csv::ReaderBuilder::new().delimiter(b'\t').has_headers(false).from_reader(text.as_bytes());
            let records = reader.records().map(|record| record.unwrap().iter().collect::<Vec<_>>().join("|"));
            records.collect::<Vec<_>>()
        };
        let all = read(&text(None));
        assert_eq!(all[0], "What was tried|Where|Why");
        assert_eq!(all[1], "open folder|'=1+1|permission denied (error 13)");
        // A cause is seen as it is drawn.
        assert!(all[2].starts_with("loop|'=1+1|a") && !all[2].contains(['\t', '\n']), "{:?}", all[2]);
        assert_eq!(all[3], "note: automount point, not entered|'=1+1|'-x");
        assert_eq!(all[last as usize + 1], "1,200 more||counted only");
        assert_eq!(all.len(), last as usize + 2);
        for numbers in [vec![0], vec![1, last], vec![0, 1, 2, last]] {
            let chosen: Vec<&String> = numbers.iter().map(|&number| &all[number as usize + 1]).collect();
            assert!(read(&text(Some(numbers.iter().copied().collect()))).iter().eq(chosen), "{numbers:?}");
        }
        assert_eq!(text(Some([last + 1].into_iter().collect())), "", "none has this number");
    }

    #[test]
    fn problems_stand_before_notes_as_in_the_list() {
        use crate::model::{Cause, Location, Operation, SystemError};
        let mut problems = ProblemList::default();
        for (name, operation) in
            [(b"a", Operation::Overlap), (b"b", Operation::LookAt), (b"c", Operation::Automount)]
        {
            let cause = Cause::System(SystemError { text: "x".into(), code: None });
            problems.push(Problem { root: None, operation, at: Location::whole(name), cause });
        }
        let places = |numbers: Option<RowSet>, titled| {
            let place = |problem: &Problem| problem.at.name.to_vec();
            let text = problems_to_text(&problems, numbers.as_ref(), titled, place);
            text.lines().map(|line| line.split('\t').nth(1).unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(places(None, false), ["b", "a", "c"]);
        assert_eq!(places(Some(RowSet::from_iter([0, 1])), true), ["Where", "b", "a"]);
    }

    proptest! {
        #[test]
        fn a_reader_of_tab_separated_text_finds_the_names(names in prop::collection::vec("[a\t\n\r\" =,é]{1,6}", 1..8)) {
            let bytes: Vec<&[u8]> = names.iter().map(|name| name.as_bytes()).collect();
            let text = all(&store(&bytes), &Copied::Cells(vec![Column::Name, Column::Size]));
            let mut reader =
                csv::ReaderBuilder::new().delimiter(b'\t').has_headers(false).from_reader(text.as_bytes());
            let cells = reader.records().map(|record| record.unwrap()[0].to_owned());
            let read: Vec<String> = cells.map(|cell| cell.replace('\'', "")).collect();
            prop_assert_eq!(read, names);
        }
    }
}
