//! The arguments of an explanation.

/// What is explained in place of a sheet.
#[derive(Debug, clap::Args)]
pub struct ExplainArgs {
    /// Explain with no window why du, df and Windows Explorer report other sizes for the same folders
    #[arg(
        long = "explain", requires = "source",
        conflicts_with_all = ["target", "map", "chart", "filter", "sort", "renderer", "folders"]
    )]
    pub explain: bool,
}
