//! A chart as text: a table for people, CSV, JSON. Pure.

use super::chart::{ChartForm, ChartName};
use super::chart_rows::{ChartRow, columns};
use crate::text;
use crate::view::charts::Tally;
use serde_json::{Map, Value};

/// The names of sums, and of the same of all files where a filter is set.
const SUMS: [&str; 3] = ["files", "size", "allocated"];
const ALL: [&str; 3] = ["all_files", "all_size", "all_allocated"];

/// The whole of a chart. `is_part` adds what there is of all files beside those that match the filter.
pub(super) fn written(what: ChartName, form: ChartForm, rows: &[ChartRow], is_part: bool) -> String {
    match form {
        ChartForm::Text => table(what, rows, is_part),
        ChartForm::Csv => csv(what, rows, is_part),
        ChartForm::Json => json(what, rows, is_part),
    }
}

fn sums(of: &Tally) -> [u128; 3] {
    [of.files.into(), of.bytes, of.allocated]
}

fn csv(what: ChartName, rows: &[ChartRow], with_all: bool) -> String {
    let all = ALL.iter().filter(|_| with_all);
    let head: Vec<&str> = columns(what).iter().chain(&SUMS).chain(all).copied().collect();
    let mut out = head.join(",") + "\r\n";
    for row in rows {
        let mut cells: Vec<String> = row.cells.iter().map(|cell| quoted(cell)).collect();
        cells.extend(sums(&row.bar.shown).map(|sum| sum.to_string()));
        if with_all {
            cells.extend(sums(&row.bar.all).map(|sum| sum.to_string()));
        }
        out += &(cells.join(",") + "\r\n");
    }
    out
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

fn json(what: ChartName, rows: &[ChartRow], with_all: bool) -> String {
    let number = |sum: u128| u64::try_from(sum).map_or_else(|_| Value::from(sum.to_string()), Value::from);
    let object = |row: &ChartRow| {
        let own = columns(what).iter().zip(&row.cells).map(|(name, cell)| (name, Value::from(cell.as_str())));
        let shown = SUMS.iter().zip(sums(&row.bar.shown).map(number));
        let all = ALL.iter().zip(sums(&row.bar.all).map(number)).filter(|_| with_all);
        let cells = own.chain(shown).chain(all);
        Value::Object(cells.map(|(name, value)| ((*name).to_owned(), value)).collect::<Map<_, _>>())
            .to_string()
    };
    let objects: Vec<String> = rows.iter().map(object).collect();
    format!("[\n{}\n]\n", objects.join(",\n"))
}

fn table(what: ChartName, rows: &[ChartRow], with_all: bool) -> String {
    let own = columns(what).len();
    let head = columns(what)
        .iter()
        .chain(&["files", "size"])
        .chain(["of files", "of size"].iter().filter(|_| with_all));
    let mut lines: Vec<Vec<String>> = vec![head.map(|name| (*name).to_owned()).collect()];
    for row in rows {
        let mut cells: Vec<String> =
            row.cells.iter().map(|cell| text::printable(cell).into_owned()).collect();
        for tally in [Some(row.bar.shown), with_all.then_some(row.bar.all)].into_iter().flatten() {
            cells.extend([text::number(tally.files), text::size(tally.bytes)]);
        }
        lines.push(cells);
    }
    let wide = |at: usize| lines.iter().map(|line| line[at].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..lines[0].len()).map(wide).collect();
    // Paths are last of the chart's own cells: sums stand before them, where they line up.
    let aligned = |line: &Vec<String>| {
        let pad = |at: usize| " ".repeat(widths[at] - line[at].chars().count());
        let sums = (own..line.len()).map(|at| pad(at) + &line[at]);
        let names = (0..own).map(|at| line[at].clone() + &pad(at));
        sums.chain(names).collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
    };
    lines.iter().map(aligned).collect()
}
