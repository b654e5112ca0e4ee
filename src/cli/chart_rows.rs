//! What stands in a chart, row by row. Pure.

use super::chart::ChartName;
use crate::model::FolderId;
use crate::text;
use crate::view::charts::{Bar, Charts, FolderBar, LargestFolders, SizeBin, Times};

/// A row of a chart: its own cells, and what they stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ChartRow {
    /// As many as the chart has names of columns.
    pub cells: Vec<String>,
    pub bar: Bar,
}

/// The names of the columns that are a chart's own.
pub(super) const fn columns(what: ChartName) -> &'static [&'static str] {
    match what {
        ChartName::Types => &["category", "extension"],
        ChartName::Years => &["time", "year", "month"],
        ChartName::Sizes => &["from", "below"],
        ChartName::Folders => &["within", "folder"],
    }
}

/// Its rows: each file is in one row, but that of years has each by both times, and that of folders by folder and by all above it.
pub(super) fn rows(what: ChartName, charts: &Charts, path: &dyn Fn(FolderId) -> Vec<u8>) -> Vec<ChartRow> {
    match what {
        ChartName::Types => types(charts),
        ChartName::Years => {
            let mut rows = years("modified", &charts.modified);
            rows.extend(years("created", &charts.created));
            rows
        }
        ChartName::Sizes => sizes(charts),
        ChartName::Folders => largest(&charts.folders, path),
    }
}

fn types(charts: &Charts) -> Vec<ChartRow> {
    let mut rows = Vec::new();
    for of in &charts.categories {
        let row = |extension: String, bar| ChartRow {
            cells: vec![of.category.as_str().to_owned(), extension],
            bar,
        };
        rows.extend(of.extensions.iter().map(|one| row(text::decoded(&one.extension).into_owned(), one.bar)));
        if of.others.0 > 0 {
            // No extension has a space behind a bracket.
            rows.push(row(format!("({} more)", of.others.0), of.others.1));
        }
    }
    rows
}

fn years(time: &str, times: &Times) -> Vec<ChartRow> {
    let row = |year: String, month: String, bar| ChartRow { cells: vec![time.to_owned(), year, month], bar };
    let mut rows = Vec::new();
    rows.extend(times.before.map(|of| row(format!("before {}", of.year), String::new(), of.bar)));
    for year in &times.years {
        for (bar, month) in year.months.iter().zip(1..).filter(|(bar, _)| bar.all.files > 0) {
            rows.push(row(year.year.to_string(), format!("{month:02}"), *bar));
        }
    }
    rows.extend(times.behind.map(|of| row(format!("from {}", of.year), String::new(), of.bar)));
    if times.undated.all.files > 0 {
        rows.push(row("unknown".to_owned(), String::new(), times.undated));
    }
    rows
}

fn sizes(charts: &Charts) -> Vec<ChartRow> {
    let bounds = |bin| match bin {
        SizeBin::Zero => ["0".to_owned(), "1".to_owned()],
        SizeBin::Power(bits) => [(1u128 << bits).to_string(), (1u128 << (bits + 1)).to_string()],
        SizeBin::Unknown => ["unknown".to_owned(), String::new()],
    };
    charts.sizes.bars.iter().map(|of| ChartRow { cells: bounds(of.bin).into(), bar: of.bar }).collect()
}

fn largest(largest: &LargestFolders, path: &dyn Fn(FolderId) -> Vec<u8>) -> Vec<ChartRow> {
    let row = |within: &str, of: &FolderBar, bar: Bar| {
        let path = text::decoded(&path(of.folder)).into_owned();
        ChartRow { cells: vec![within.to_owned(), path], bar }
    };
    let direct = largest.direct.iter().map(|of| row("direct", of, of.direct));
    direct.chain(largest.whole.iter().map(|of| row("whole", of, of.whole))).collect()
}
