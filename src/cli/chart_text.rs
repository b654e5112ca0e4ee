//! A chart as text: a table for people, CSV, JSON. Pure.

use super::chart::ChartName;
use super::chart_rows::{ChartRow, PERCENTILE, columns};
use super::summary::{SummaryForm, quoted};
use crate::model::{Known, Unknown};
use crate::view::charts::{Bar, Tally};
use crate::{text, words};
use serde_json::{Map, Value};

/// The names of sums, and of the same of all files where a filter is set. The last two say how many of the files are missing in the two
/// sums before them, as the system didn't report their sizes.
const SUMS: [&str; 5] = ["files", "size", "allocated", "size_unknown", "allocated_unknown"];
const ALL: [&str; 5] =
    ["all_files", "all_size", "all_allocated", "all_size_unknown", "all_allocated_unknown"];

/// The whole of a chart. `is_part` adds what there is of all files beside those that match the filter.
pub(super) fn written(what: ChartName, form: SummaryForm, rows: &[ChartRow], is_part: bool) -> String {
    match form {
        SummaryForm::Text => table(what, rows, is_part),
        SummaryForm::Csv => csv(what, rows, is_part),
        SummaryForm::Json => json(what, rows, is_part),
    }
}

/// The sums of a row, by the names of their columns; `None` where it has none, or where no part of one is known.
fn sums(bar: Option<&Bar>, with_all: bool) -> Vec<(&'static str, Option<u128>)> {
    let sum = |bytes, known| (known != Known::Nothing).then_some(bytes);
    let of = |tally: &Tally| {
        let Unknown { bytes, allocated } = tally.unknown;
        let [files, without, without_allocated] = [tally.files, bytes, allocated].map(u128::from);
        [
            Some(files),
            sum(tally.bytes, tally.bytes_known()),
            sum(tally.allocated, tally.allocated_known()),
            Some(without),
            Some(without_allocated),
        ]
    };
    let named =
        |names: [&'static str; 5], tally: Option<&Tally>| names.into_iter().zip(tally.map_or([None; 5], of));
    let shown = named(SUMS, bar.map(|bar| &bar.shown));
    let all = named(ALL, bar.map(|bar| &bar.all));
    shown.chain(all.filter(|_| with_all)).collect()
}

fn csv(what: ChartName, rows: &[ChartRow], with_all: bool) -> String {
    let all = ALL.iter().filter(|_| with_all);
    let head: Vec<&str> = columns(what).iter().chain(&SUMS).chain(all).copied().collect();
    let mut out = head.join(",") + "\r\n";
    for row in rows {
        let own = row.cells.iter().map(|cell| quoted(cell.as_deref().unwrap_or_default()));
        let sums = sums(row.bar.as_ref(), with_all);
        let sums = sums.into_iter().map(|(_, sum)| sum.map_or(String::new(), |sum| sum.to_string()));
        out += &(own.chain(sums).collect::<Vec<_>>().join(",") + "\r\n");
    }
    out
}

fn json(what: ChartName, rows: &[ChartRow], with_all: bool) -> String {
    let number = |sum: u128| u64::try_from(sum).map_or_else(|_| Value::from(sum.to_string()), Value::from);
    let object = |row: &ChartRow| {
        let own = columns(what).iter().zip(&row.cells);
        let own = own.map(|(name, cell)| (*name, cell.as_deref().map_or(Value::Null, Value::from)));
        let sums = sums(row.bar.as_ref(), with_all).into_iter();
        let sums = sums.map(|(name, sum)| (name, sum.map_or(Value::Null, number)));
        let object: Map<_, _> = own.chain(sums).map(|(name, value)| (name.to_owned(), value)).collect();
        Value::Object(object).to_string()
    };
    let objects: Vec<String> = rows.iter().map(object).collect();
    format!("[\n{}\n]\n", objects.join(",\n"))
}

/// For people: sums first, where they line up; then what they are of; and below it the percentiles.
fn table(what: ChartName, rows: &[ChartRow], with_all: bool) -> String {
    // What a row is of is seen, and bytes in hexadecimal are for programs.
    let own: Vec<usize> = (0..columns(what).len())
        .filter(|at| !columns(what)[*at].ends_with("_hex") && columns(what)[*at] != "row")
        .collect();
    let sums = ["files", "size"].iter().chain(["of files", "of size"].iter().filter(|_| with_all));
    let sums: Vec<String> = sums.map(|name| (*name).to_owned()).collect();
    let (numbers, names) = (sums.len(), own.iter().map(|at| columns(what)[*at].to_owned()));
    let mut lines: Vec<Vec<String>> = vec![sums.into_iter().chain(names).collect()];
    for row in rows {
        let Some(bar) = row.bar else { continue };
        let tallies = [Some(bar.shown), with_all.then_some(bar.all)].into_iter().flatten();
        let sums = tallies
            .flat_map(|tally| [text::number(tally.files), words::sum_cell(tally.bytes, tally.bytes_known())]);
        let names = own.iter().map(|at| match row.cells[*at].as_deref() {
            None => "all".to_owned(),
            Some("") => "(none)".to_owned(),
            Some(name) => text::printable(name).into_owned(),
        });
        lines.push(sums.chain(names).collect());
    }
    let wide = |at: usize| lines.iter().map(|line| line[at].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..lines[0].len()).map(wide).collect();
    let aligned = |line: &Vec<String>| {
        let pad = |at: usize| " ".repeat(widths[at] - line[at].chars().count());
        let sums = (0..numbers).map(|at| pad(at) + &line[at]);
        let names = (numbers..line.len()).map(|at| line[at].clone() + &pad(at));
        sums.chain(names).collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
    };
    lines.iter().map(aligned).chain(rows.iter().filter_map(percentile)).collect()
}

/// What a percentile says.
fn percentile(row: &ChartRow) -> Option<String> {
    let percent = row.cells.first()?.as_deref()?.strip_prefix(PERCENTILE)?;
    let size: u128 = row.cells.get(1)?.as_deref()?.parse().ok()?;
    Some(format!("{percent} % of the files have at most {}\n", text::size(size)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_no_zero() {
        let of = |files, allocated| {
            let unknown = Unknown { bytes: 0, allocated };
            let shown = Tally { files, bytes: 7, allocated: 0, unknown };
            ChartRow {
                cells: vec![Some("direct".to_owned()), Some("/r".to_owned()), None],
                bar: Some(Bar { shown, all: shown }),
            }
        };
        let rows = [of(2, 2), of(2, 1)];
        let csv = csv(ChartName::Folders, &rows, false);
        assert!(csv.ends_with("\r\ndirect,/r,,2,7,,0,2\r\ndirect,/r,,2,7,0,0,1\r\n"), "{csv}");
        let json: Value = serde_json::from_str(&json(ChartName::Folders, &rows, false)).unwrap_or_default();
        assert!(json[0]["allocated"].is_null() && json[1]["allocated"] == 0, "{json}");
        assert_eq!((&json[0]["allocated_unknown"], &json[1]["allocated_unknown"]), (&2.into(), &1.into()));
    }
}
