//! The arguments of a chart.

use super::values::plain;
use crate::export::{Format, Packing, Separator, check_file};
use crate::model::name;
use crate::{text, words};
use clap::ValueEnum;
use clap::builder::EnumValueParser as OneOf;
use std::path::{Path, PathBuf};

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

/// How a chart is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ChartForm {
    /// For people.
    Text,
    Csv,
    Json,
}

/// A chart, and where it goes.
#[derive(Debug, Clone)]
pub(super) struct ChartOrder {
    pub what: ChartName,
    pub form: ChartForm,
    /// `None` is standard output.
    pub file: Option<PathBuf>,
}

impl ChartArgs {
    /// The chart that was asked for, with the values of `--csv` and `--out`.
    ///
    /// # Errors
    /// If the file's name asks for something that a chart can't be, in words.
    pub(super) fn order(&self, csv: Option<&Path>, out: Option<&Path>) -> Result<Option<ChartOrder>, String> {
        let Some(what) = self.chart else { return Ok(None) };
        let Some(target) = csv.or(out) else {
            return Ok(Some(ChartOrder { what, form: ChartForm::Text, file: None }));
        };
        if target == Path::new("-") {
            return Ok(Some(ChartOrder { what, form: ChartForm::Csv, file: None }));
        }
        let has = |wanted: &str| target.extension().is_some_and(|own| own.eq_ignore_ascii_case(wanted));
        let shown = text::shown(name::path_bytes(target));
        let form = match csv {
            Some(_) if Packing::by_extension(target).is_some() => {
                return Err(format!("--chart: a chart is not compressed: leave the end off {shown}"));
            }
            Some(_) => {
                let format = Format::Programs(Separator::COMMA);
                format.fits(target).map_err(|why| words::misfit(&why))?;
                ChartForm::Csv
            }
            None if has("csv") => ChartForm::Csv,
            None if has("json") => ChartForm::Json,
            None => {
                return Err(format!(
                    "--chart: {shown} ends in neither .csv nor .json, which are what a chart can be written as"
                ));
            }
        };
        Ok(Some(ChartOrder { what, form, file: Some(target.to_owned()) }))
    }
}

/// Looks whether the chart could be written, before anything is read.
///
/// # Errors
/// Why not, in words.
pub(super) fn check_chart(file: &Path) -> Result<(), String> {
    check_file(file).map_err(|error| format!("{} Nothing was read.", words::export_error(&error)))
}
