//! The contents of a chart, row by row. Pure.

use super::chart::ChartName;
use crate::model::{Column, FolderId};
use crate::text;
use crate::view::charts::{Bar, Charts, FolderBar, LargestFolders, SizeBin, Sizes, Times};

/// A row of a chart: its own cells, and what they stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ChartRow {
    /// As many as the chart has names of columns; `None` where a row has no such thing, as the sum of a year has no month.
    pub cells: Vec<Option<String>>,
    /// `None` for a percentile, which is a size and no files.
    pub bar: Option<Bar>,
}

/// The names of the columns that are a chart's own. `row` says what a row is of, so that none is counted twice; the end `_hex` stands for
/// the bytes of a name that is not valid UTF-8.
pub(super) const fn columns(what: ChartName) -> &'static [&'static str] {
    match what {
        ChartName::Types => &["row", "category", "extension", "extension_hex"],
        ChartName::Years => &["row", "time", "year", "month"],
        ChartName::Sizes => &["row", "from", "below"],
        ChartName::Folders => &["within", "folder", "folder_hex"],
    }
}

/// Its rows. Each file is in one row of the smallest kind (extension, month, bin), but in that of years by each time, and in that of folders
/// in its folder and in all above it.
pub(super) fn rows(what: ChartName, charts: &Charts, path: &dyn Fn(FolderId) -> Vec<u8>) -> Vec<ChartRow> {
    match what {
        ChartName::Types => types(charts),
        ChartName::Years => {
            let of = |times: &(Column, Times)| years(times.0.as_str(), &times.1);
            charts.times.iter().flat_map(of).collect()
        }
        ChartName::Sizes => sizes(&charts.sizes),
        ChartName::Folders => largest(&charts.folders, path),
    }
}

/// A name as text, and in hexadecimal where that loses something.
fn named(bytes: &[u8]) -> [Option<String>; 2] {
    let hex = std::str::from_utf8(bytes).is_err().then(|| text::hex(bytes));
    [Some(text::decoded(bytes).into_owned()), hex]
}

fn row(bar: Bar, cells: impl IntoIterator<Item = Option<String>>) -> ChartRow {
    ChartRow { cells: cells.into_iter().collect(), bar: Some(bar) }
}

fn some(words: &str) -> Option<String> {
    Some(words.to_owned())
}

fn types(charts: &Charts) -> Vec<ChartRow> {
    let mut rows = Vec::new();
    for of in &charts.categories {
        let category = of.category.as_str();
        rows.push(row(of.bar, [some("category"), some(category), None, None]));
        rows.extend(of.extensions.iter().map(|one| {
            let [extension, hex] = named(&one.extension);
            row(one.bar, [some("extension"), some(category), extension, hex])
        }));
        if of.others.0 > 0 {
            // No extension has a space behind a bracket.
            let more = format!("({} more)", of.others.0);
            rows.push(row(of.others.1, [some("extension"), some(category), Some(more), None]));
        }
    }
    rows
}

fn years(time: &str, times: &Times) -> Vec<ChartRow> {
    let of_year = |year: &str, bar| row(bar, [some("year"), some(time), some(year), None]);
    let mut rows = Vec::new();
    rows.extend(times.before.map(|of| of_year(&format!("before {}", of.year), of.bar)));
    for year in times.years.iter().filter(|year| year.bar.all.files > 0) {
        let number = year.year.to_string();
        rows.push(of_year(&number, year.bar));
        for (bar, month) in year.months.iter().zip(1..).filter(|(bar, _)| bar.all.files > 0) {
            let month = Some(format!("{month:02}"));
            rows.push(row(*bar, [some("month"), some(time), some(&number), month]));
        }
    }
    rows.extend(times.behind.map(|of| of_year(&format!("from {}", of.year), of.bar)));
    if times.undated.all.files > 0 {
        rows.push(of_year("unknown", times.undated));
    }
    rows
}

/// The percentiles that are told, in the order in which [`sizes`] has them, with the beginning of their rows' names.
pub(super) const PERCENTILE: &str = "percentile_";

fn sizes(sizes: &Sizes) -> Vec<ChartRow> {
    let bounds = |bin| match bin {
        SizeBin::Zero => [some("0"), some("1")],
        SizeBin::Power(bits) => [Some((1u128 << bits).to_string()), Some((1u128 << (bits + 1)).to_string())],
        SizeBin::Unknown => [some("unknown"), None],
    };
    let bins = sizes.bars.iter().map(|of| {
        let [from, below] = bounds(of.bin);
        row(of.bar, [some("bin"), from, below])
    });
    let percentiles = sizes.percentiles.iter().flat_map(|of| {
        [(25, of.lower_quartile), (50, of.median), (75, of.upper_quartile), (95, of.p95), (99, of.p99)]
    });
    let percentiles = percentiles.map(|(percent, size)| ChartRow {
        cells: vec![Some(format!("{PERCENTILE}{percent}")), Some(size.to_string()), None],
        bar: None,
    });
    bins.chain(percentiles).collect()
}

fn largest(largest: &LargestFolders, path: &dyn Fn(FolderId) -> Vec<u8>) -> Vec<ChartRow> {
    let of = |within: &'static str, folders: &[FolderBar]| -> Vec<ChartRow> {
        let one = |of: &FolderBar| {
            let [folder, hex] = named(&path(of.folder));
            row(of.bar, [some(within), folder, hex])
        };
        folders.iter().map(one).collect()
    };
    let mut rows = of("direct", &largest.direct);
    rows.extend(of("whole", &largest.whole));
    rows
}
