//! The arguments of a chart.

use super::summary::SummaryOrder;
use super::values::plain;
use clap::ValueEnum;
use clap::builder::EnumValueParser as OneOf;
use std::path::Path;

/// What is counted in place of a sheet.
#[derive(Debug, clap::Args)]
pub struct ChartArgs {
    /// Count the files by WHAT in place of a sheet, with no window: a table on standard output, or CSV or JSON with --csv or --out
    #[arg(
        long = "chart", value_name = "WHAT", requires = "source", value_parser = plain(OneOf::<ChartName>::new()),
        conflicts_with_all = ["map", "fallback", "format", "preset", "separator", "columns", "split", "problems", "sort", "reverse", "natural", "renderer"]
    )]
    pub chart: Option<ChartName>,
}

/// What files are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ChartName {
    /// What they are for, and their extensions
    Types,
    /// The year and month of their last change, and of their birth
    Years,
    /// Their sizes, by powers of two
    Sizes,
    /// The folders that hold most, by themselves and with everything below
    Folders,
}

/// A chart, and where it goes.
#[derive(Debug, Clone)]
pub(super) struct ChartOrder {
    pub what: ChartName,
    pub to: SummaryOrder,
}

impl ChartArgs {
    /// The chart that was asked for, with the values of `--csv` and `--out`.
    ///
    /// # Errors
    /// If the file's name asks for something that a chart can't be, in words.
    pub(super) fn order(&self, csv: Option<&Path>, out: Option<&Path>) -> Result<Option<ChartOrder>, String> {
        let order = |what| {
            let to = SummaryOrder::of("--chart", "a chart", csv, out)?;
            Ok(ChartOrder { what, to })
        };
        self.chart.map(order).transpose()
    }
}
