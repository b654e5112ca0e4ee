//! A summary in place of a sheet, as a chart or an explanation is: how it is written, and where it goes.

use crate::export::{Format, Packing, Separator, check_file};
use crate::model::name;
use crate::{text, words};
use std::path::{Path, PathBuf};

/// How a summary is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SummaryForm {
    /// For people.
    Text,
    Csv,
    Json,
}

/// A summary's form, and where it goes.
#[derive(Debug, Clone)]
pub(super) struct SummaryOrder {
    pub form: SummaryForm,
    /// `None` is standard output.
    pub file: Option<PathBuf>,
}

impl SummaryOrder {
    /// What `--csv` and `--out` ask for beside the option for `what`.
    ///
    /// # Errors
    /// If the file's name asks for something that a summary can't be, in words.
    pub(super) fn of(
        option: &str,
        what: &str,
        csv: Option<&Path>,
        out: Option<&Path>,
    ) -> Result<SummaryOrder, String> {
        let Some(target) = csv.or(out) else {
            return Ok(SummaryOrder { form: SummaryForm::Text, file: None });
        };
        if target == Path::new("-") {
            return Ok(SummaryOrder { form: SummaryForm::Csv, file: None });
        }
        let has = |wanted: &str| target.extension().is_some_and(|own| own.eq_ignore_ascii_case(wanted));
        let shown = text::shown(name::path_bytes(target));
        let form = match csv {
            Some(_) if Packing::by_extension(target).is_some() => {
                return Err(format!("{option}: {what} is not compressed: leave the end off {shown}"));
            }
            Some(_) => {
                let format = Format::Programs(Separator::COMMA);
                format.fits(target).map_err(|why| words::misfit(&why))?;
                SummaryForm::Csv
            }
            None if has("csv") => SummaryForm::Csv,
            None if has("json") => SummaryForm::Json,
            None => {
                return Err(format!(
                    "{option}: {shown} ends in neither .csv nor .json, which are what {what} can be written as"
                ));
            }
        };
        Ok(SummaryOrder { form, file: Some(target.to_owned()) })
    }
}

/// Looks whether a summary could be written, before anything is read.
///
/// # Errors
/// Why not, in words.
pub(super) fn check_summary(file: &Path) -> Result<(), String> {
    check_file(file).map_err(|error| format!("{} Nothing was read.", words::export_error(&error)))
}

/// A text as a cell of CSV.
pub(super) fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
