//! The explanation of the sums as text: for people, CSV, JSON. Pure.

use super::explain_rows::{COLUMNS, ExplainRow, rows};
use super::summary::{SummaryForm, quoted};
use crate::text;
use crate::view::explain::{Facts, Ledger, Line};
use crate::words::explain as words;
use serde_json::{Map, Value};

/// Every number with what it is made of, and what is in none of them.
pub(super) fn written(facts: &Facts, form: SummaryForm) -> String {
    match form {
        SummaryForm::Text => for_people(facts),
        SummaryForm::Csv => csv(&rows(facts)),
        SummaryForm::Json => json(&rows(facts)),
    }
}

fn for_people(facts: &Facts) -> String {
    let ledgers = facts.ledgers();
    let lines = || ledgers.iter().flat_map(|ledger| ledger.lines.iter());
    let labels = lines().map(|line| words::line(line.kind).len()).max().unwrap_or(0);
    let sum = |ledger: &Ledger| words::bounded(ledger.bound, &text::balance(ledger.sum()));
    let sums = ledgers.iter().map(|ledger| sum(ledger).len());
    let figure = |line: &Line, is_first| words::line_figure(line.bytes, line.unknown, is_first);
    let figures = lines().map(|line| figure(line, false).len()).chain(sums).max().unwrap_or(0);
    let mut out = String::new();
    for ledger in &ledgers {
        let name = words::number(ledger.number);
        out += &format!(
            "{name:0$}  {1:>figures$}  {2}\n",
            labels + 2,
            sum(ledger),
            text::in_both_units(ledger.sum().unsigned_abs())
        );
        // There is nothing to explain about what is all lengths.
        for (place, line) in ledger.lines.iter().enumerate().filter(|_| ledger.lines.len() > 1) {
            let label = words::line(line.kind);
            out += &format!("  {label:labels$}  {:>figures$}{}\n", figure(line, place == 0), concerns(line));
        }
        out.push('\n');
    }
    for note in facts.notes() {
        out += &(words::note(&note) + "\n");
    }
    out
}

fn concerns(line: &Line) -> String {
    line.rows.map(|rows| format!("  {}", words::concerned(line.kind, rows, line.unknown))).unwrap_or_default()
}

fn csv(rows: &[ExplainRow]) -> String {
    let mut out = COLUMNS.join(",") + "\r\n";
    for row in rows {
        let cells = row.cells();
        let cells = cells.iter().map(|cell| match cell {
            Value::Null => String::new(),
            Value::String(text) => quoted(text),
            other => other.to_string(),
        });
        out += &(cells.collect::<Vec<_>>().join(",") + "\r\n");
    }
    out
}

fn json(rows: &[ExplainRow]) -> String {
    let object = |row: &ExplainRow| {
        let cells = COLUMNS.iter().map(|name| (*name).to_owned()).zip(row.cells());
        Value::Object(cells.collect::<Map<_, _>>()).to_string()
    };
    let objects: Vec<String> = rows.iter().map(object).collect();
    format!("[\n{}\n]\n", objects.join(",\n"))
}
