//! The list of problems as a table of its own, in the order of the paths, so that it is the same from run to run.

use super::about::Problems;
use super::cells::Cell;
use super::csv::{self, BYTE_ORDER_MARK, Dialect};
use super::json;
use crate::model::Problem;
use crate::text;
use std::io::{self, Write};

/// Its columns: names for programs and titles for people.
pub(super) const COLUMNS: [(&str, &str); 5] = [
    ("operation", "What was tried"),
    ("path", "Where"),
    ("path_hex", "Where (hex)"),
    ("cause", "Why"),
    ("code", "System's error number"),
];

/// The lines.
pub(super) fn lines(problems: &Problems) -> Vec<[Cell<'_>; 5]> {
    let mut sorted: Vec<&Problem> = problems.lines.iter().collect();
    sorted.sort_by(|a, b| {
        let key = |problem: &'_ Problem| (problem.operation, problem.cause.code);
        (&a.path, key(a), &a.cause.text).cmp(&(&b.path, key(b), &b.cause.text))
    });
    let mut lines: Vec<_> = sorted.into_iter().map(line).collect();
    if problems.left_out > 0 {
        let more = format!("{} more, counted only", problems.left_out);
        lines.push([
            Cell::Text("more".into()),
            Cell::Empty,
            Cell::Empty,
            Cell::Text(more.into()),
            Cell::Empty,
        ]);
    }
    lines
}

fn line(problem: &Problem) -> [Cell<'_>; 5] {
    let hex = match std::str::from_utf8(&problem.path) {
        Ok(_) => Cell::Empty,
        Err(_) => Cell::Text(text::hex(&problem.path).into()),
    };
    [
        Cell::Text(problem.operation.as_str().into()),
        Cell::Text(text::decoded(&problem.path)),
        hex,
        Cell::Text(problem.cause.text.as_str().into()),
        problem.cause.code.map_or(Cell::Empty, |code| Cell::Number(code.into())),
    ]
}

/// Writes them as CSV.
pub(super) fn write_csv(problems: &Problems, dialect: Dialect, mut out: impl Write) -> io::Result<()> {
    let mut syntax = csv::Syntax::new(dialect);
    let mut text = Vec::new();
    if dialect.for_people {
        text.extend_from_slice(BYTE_ORDER_MARK);
    }
    let titles =
        COLUMNS.map(|(name, title)| Cell::Text(if dialect.for_people { title } else { name }.into()));
    syntax.record(titles, &mut text);
    for line in lines(problems) {
        syntax.record(line, &mut text);
    }
    out.write_all(&text)
}

/// Writes them as JSON Lines.
pub(super) fn write_json(problems: &Problems, mut out: impl Write) -> io::Result<()> {
    let mut syntax = json::Syntax::new();
    let mut text = Vec::new();
    for line in lines(problems) {
        syntax.object(COLUMNS.map(|(name, _)| name).into_iter().zip(line), &mut text);
    }
    out.write_all(&text)
}
