//! Where the sheet goes, and how it is written there.

use super::args::Args;
use super::names::Preset;
use crate::export::{Format, Plan, Separator, separator};
use crate::model::{Column, name};
use crate::{text, words};
use std::path::{Path, PathBuf};

/// A place for the sheet, and how it is written there.
#[derive(Debug, Clone)]
pub struct Destination {
    /// A file, or `-` for standard output.
    pub target: PathBuf,
    /// The rest.
    pub plan: Plan,
}

impl Destination {
    /// Whether it is standard output.
    pub fn is_output(&self) -> bool {
        self.target == Path::new("-")
    }
}

impl Args {
    /// Where the sheet goes: to the first of these that can be written. None where no sheet is wanted.
    ///
    /// # Errors
    /// If what was asked for doesn't go together, in words.
    pub fn destinations(&self) -> Result<Vec<Destination>, String> {
        let targets = self.target().into_iter().chain(self.fallback.as_deref());
        targets.map(|target| self.destination(target)).collect()
    }

    /// The same sheet at another target.
    ///
    /// # Errors
    /// As [`Args::destinations`].
    pub fn destination(&self, target: &Path) -> Result<Destination, String> {
        Ok(Destination { target: target.to_owned(), plan: self.plan(target)? })
    }

    fn plan(&self, target: &Path) -> Result<Plan, String> {
        let to_output = target == Path::new("-");
        let format = self.format_of(target)?;
        if format.separator().is_none() && (self.preset.is_some() || self.separator.is_some()) {
            return Err("--preset and --separator are for CSV alone".to_owned());
        }
        if format == Format::SavedSheet && self.compare.compare.is_some() {
            return Err(words::COMPARISON_NOT_SAVED.to_owned());
        }
        format.fits(target).map_err(|why| words::misfit(&why))?;
        if to_output && self.problems.as_deref() == Some(Path::new("-")) {
            return Err("the sheet and the problems can't both go to standard output: name a file".to_owned());
        }
        if to_output && self.split.is_some() {
            return Err("standard output can't be split: name a file".to_owned());
        }
        let columns = self.columns.as_ref().map_or_else(|| self.usual_columns(), |columns| columns.0.clone());
        if let Some(list) = &self.problems {
            Format::of_list(list, format, Some(target).filter(|_| !to_output))
                .map_err(|why| words::misfit(&why))?;
        }
        Ok(Plan { columns, split: self.split, problems: self.problems.clone(), ..Plan::new(format) })
    }

    fn usual_columns(&self) -> Vec<Column> {
        let checked = Column::CHECKED.into_iter().filter(|_| self.check.check.is_some());
        let compared = Column::COMPARED.into_iter().filter(|_| self.compare.compare.is_some());
        Column::USUAL.into_iter().chain(checked).chain(compared).collect()
    }

    fn format_of(&self, target: &Path) -> Result<Format, String> {
        let csv = Format::Programs(Separator::COMMA);
        let format = match self.format.as_deref().and_then(Format::named) {
            Some(format) => format,
            None if self.csv.is_some() || target == Path::new("-") => csv,
            None => Format::by_extension(target).ok_or_else(|| {
                let shown = text::shown(name::path_bytes(target)).into_owned();
                format!(
                    "{shown} ends in none of {}, nor in .gz or .zst behind one of them: --format tells what it is to be",
                    words::extensions(&Format::extensions(), "and")
                )
            })?,
        };
        Ok(match (format, self.preset) {
            (Format::Programs(own), Some(Preset::Spreadsheet)) => {
                let regional = if own == Separator::COMMA { separator() } else { own };
                Format::Spreadsheet(self.separator.unwrap_or(regional))
            }
            (Format::Programs(own), Some(Preset::Programs) | None) => {
                Format::Programs(self.separator.unwrap_or(own))
            }
            (other, _) => other,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    fn plan(args: &[&str]) -> Result<Plan, String> {
        Args::try_parse_from(["foldersheet", "x"].iter().chain(args))
            .map_err(|error| error.to_string())?
            .destinations()
            .map(|mut destinations| destinations.remove(0).plan)
    }

    #[test]
    fn the_format_is_that_of_the_ending_or_of_the_options() {
        let comma = Separator::COMMA;
        for (args, format) in [
            (&["--csv", "a.xlsx"][..], Format::Programs(comma)),
            (&["--out", "a.csv"], Format::Programs(comma)),
            (&["--out", "-"], Format::Programs(comma)),
            (&["--out", "a.tsv"], Format::Programs(Separator::TAB)),
            (&["--out", "a.XLSX"], Format::Xlsx),
            (&["--out", "a.ndjson"], Format::JsonLines),
            (&["--out", "a.tsv.gz"], Format::Programs(Separator::TAB)),
            (&["--out", "-", "--format", "xlsx"], Format::Xlsx),
            (&["--out", "-", "--format", "jsonl"], Format::JsonLines),
            (&["--out", "a.txt", "--format", "csv", "--separator", "tab"], Format::Programs(Separator::TAB)),
            (
                &["--csv", "a", "--preset", "spreadsheet", "--separator", ";"],
                Format::Spreadsheet(Separator::SEMICOLON),
            ),
            (&["--out", "a.tsv", "--preset", "spreadsheet"], Format::Spreadsheet(Separator::TAB)),
        ] {
            assert_eq!(plan(args).map(|plan| plan.format), Ok(format), "{args:?}");
        }
    }

    #[test]
    fn what_does_not_go_together_is_refused() {
        for (args, why) in [
            (&["--out", "a.txt"][..], "a.txt ends in none of"),
            (&["--out", "a.xlsx.gz"], "a workbook is already compressed"),
            (&["--csv", "a.csv.xz"], "can't be compressed as .xz"),
            (&["--out", "-", "--split", "9"], "standard output can't be split"),
            (&["--out", "a.xlsx", "--preset", "programs"], "--preset and --separator"),
            (&["--out", "a.csv", "--csv", "b.csv"], "cannot be used with"),
            (&["--problems", "p.csv"], "required"),
            (&["--csv", "-", "--problems", "-"], "can't both go to standard output"),
            (&["--csv", "a", "--fallback", "-", "--problems", "-"], "can't both go to standard output"),
            (&["--csv", "-", "--problems", "p.ods"], "p.ods: end its name in .csv"),
            (&["--out", "a.xlsx", "--problems", "p.txt"], "p.txt: end its name in .csv"),
            (&["--csv", "-", "--columns", "path,nope"], "no column is called `nope`; there are path, "),
            (&["--csv", "-", "--columns", "path,path"], "`path` is there twice"),
            (&["--csv", "-", "--columns", ""], "no column is called ``"),
            (&["--csv", "-", "--split", "0"], "0 is not in 1.."),
            (&["--csv", "-", "--separator", "\""], "a separator is `comma`"),
        ] {
            let said = plan(args).unwrap_err();
            assert!(said.contains(why), "{args:?}: {said}");
        }
    }
}
