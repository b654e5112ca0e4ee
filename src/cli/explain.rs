//! The arguments of an explanation.

use super::summary::SummaryOrder;
use std::path::Path;

/// What is explained in place of a sheet.
#[derive(Debug, clap::Args)]
pub struct ExplainArgs {
    /// Explain with no window why du, df and Windows Explorer report other sizes for the same folders: a table on standard output, or CSV or
    /// JSON with --csv or --out
    #[arg(
        long = "explain", requires = "source",
        conflicts_with_all = [
            "map", "chart", "filter", "folders", "fallback", "format", "preset", "separator", "columns", "split", "problems",
            "sort", "reverse", "natural", "renderer"
        ]
    )]
    pub explain: bool,
}

impl ExplainArgs {
    /// Where the explanation goes, if one was asked for, with the values of `--csv` and `--out`.
    ///
    /// # Errors
    /// If the file's name asks for something that an explanation can't be, in words.
    pub(super) fn order(
        &self,
        csv: Option<&Path>,
        out: Option<&Path>,
    ) -> Result<Option<SummaryOrder>, String> {
        let order = || SummaryOrder::of("--explain", "an explanation", csv, out);
        self.explain.then(order).transpose()
    }
}
