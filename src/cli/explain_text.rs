//! The explanation of the sums as text for people. Pure.

use crate::model::Number;
use crate::text;
use crate::view::explain::{Facts, Ledger, Line};
use crate::words::explain as words;

/// Every number with what it is made of, and what is in none of them.
pub(super) fn written(facts: &Facts) -> String {
    let ledgers: Vec<Ledger> = Number::ALL.iter().filter_map(|number| facts.ledger(*number)).collect();
    let lines = || ledgers.iter().flat_map(|ledger| ledger.lines.iter());
    let labels = lines().map(|line| words::line(line.kind).len()).max().unwrap_or(0);
    let sums = ledgers.iter().map(|ledger| text::balance(ledger.sum()).len());
    let figures = lines().map(|line| text::signed(line.bytes).len()).chain(sums).max().unwrap_or(0);
    let mut out = String::new();
    for ledger in &ledgers {
        let (name, sum) = (words::number(ledger.number), ledger.sum());
        out += &format!(
            "{name:0$}  {1:>figures$}  {2}\n",
            labels + 2,
            text::balance(sum),
            text::in_both_units(sum.unsigned_abs())
        );
        // There is nothing to explain about what is all lengths.
        for (place, line) in ledger.lines.iter().enumerate().filter(|_| ledger.lines.len() > 1) {
            let label = words::line(line.kind);
            let figure = if place == 0 { text::balance(line.bytes) } else { text::signed(line.bytes) };
            out += &format!("  {label:labels$}  {figure:>figures$}{}\n", concerns(line));
        }
        out.push('\n');
    }
    let elsewhere = facts.names_elsewhere;
    for note in words::notes(
        facts.left_out,
        facts.unread_folders,
        facts.without_length,
        (elsewhere.rows, elsewhere.bytes),
        &facts.volumes,
    ) {
        out += &(note + "\n");
    }
    out
}

fn concerns(line: &Line) -> String {
    line.rows.map(|rows| format!("  {}", words::concerned(line.kind, rows))).unwrap_or_default()
}
