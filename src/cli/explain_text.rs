//! The explanation of the sums as text for people. Pure.

use crate::model::Number;
use crate::text::{self, Units};
use crate::view::explain::{Facts, Ledger, Line};
use crate::words::explain as words;

/// Every number with what it is made of, and what is in none of them.
pub(super) fn written(facts: &Facts) -> String {
    let ledgers: Vec<Ledger> = Number::ALL.iter().filter_map(|number| facts.ledger(*number)).collect();
    let lines = || ledgers.iter().flat_map(|ledger| ledger.lines.iter());
    let labels = lines().map(|line| words::line(line.kind).len()).max().unwrap_or(0);
    let sums = ledgers.iter().map(|ledger| plain(ledger.sum()).len());
    let figures = lines().map(|line| text::signed(line.bytes).len()).chain(sums).max().unwrap_or(0);
    let mut out = String::new();
    for ledger in &ledgers {
        let (name, sum) = (words::number(ledger.number), ledger.sum());
        out += &format!("{name:0$}  {1:>figures$}  {2}\n", labels + 2, plain(sum), in_both_units(sum));
        // There is nothing to explain about what is all lengths.
        for (place, line) in ledger.lines.iter().enumerate().filter(|_| ledger.lines.len() > 1) {
            let label = words::line(line.kind);
            let figure = if place == 0 { plain(line.bytes) } else { text::signed(line.bytes) };
            out += &format!("  {label:labels$}  {figure:>figures$}{}\n", concerns(line));
        }
        out.push('\n');
    }
    for note in notes(facts) {
        out += &(note + "\n");
    }
    out
}

fn plain(bytes: i128) -> String {
    let sign = if bytes < 0 { "-" } else { "" };
    format!("{sign}{}", text::number(bytes.unsigned_abs()))
}

/// The most common reason of all for two numbers to differ.
fn in_both_units(bytes: i128) -> String {
    let bytes = bytes.unsigned_abs();
    format!("{} = {}", Units::Decimal.size(bytes), Units::Binary.size(bytes))
}

fn concerns(line: &Line) -> String {
    line.rows.map(|rows| format!("  {}", words::concerned(line.kind, rows))).unwrap_or_default()
}

/// What is in none of the numbers, and what the file systems report.
fn notes(facts: &Facts) -> Vec<String> {
    let mut notes = words::not_counted(facts.left_out, facts.unread_folders, facts.without_length);
    let elsewhere = facts.names_elsewhere;
    notes.extend(words::names_elsewhere(elsewhere.rows, elsewhere.bytes));
    notes.extend(facts.volumes.iter().map(words::volume));
    notes
}
