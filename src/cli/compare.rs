//! The arguments of a comparison.

use super::values::text as text_of;
use crate::model::{Change, Changes, CompareWish};
use std::ffi::OsString;
use std::path::PathBuf;

/// With what the folders are compared.
#[derive(Debug, clap::Args)]
pub struct CompareArgs {
    /// Compare what was in OLD with what is in FOLDER, as in `--compare OLD NEW`. The sheet has the columns change, size_before, size_after,
    /// difference, modified_before, modified_after and was_at then, and the rows that differ; without a sheet a table goes to standard output
    #[arg(
        long, value_name = "OLD", requires = "paths",
        conflicts_with_all = ["map", "chart", "explain", "check", "renderer", "open"]
    )]
    pub compare: Option<PathBuf>,

    /// Only what became one of these, with commas between: added, removed, changed, moved, renamed, unknown, same, or a part of one as in
    /// changed.size [default: all but same]
    #[arg(long, value_name = "CHANGES", requires = "compare", value_parser = text_of(changes, ""))]
    pub only: Option<Changes>,

    /// Don't write the table of a comparison, nor its sums: the exit code tells whether something differs
    #[arg(long, requires = "compare")]
    pub quiet: bool,

    /// Don't compare these, with commas between: times, attributes (rights and owners too), hour (times that are exactly one hour apart),
    /// case (of letters in names), form (of Unicode in names)
    #[arg(long, value_name = "WHAT", requires = "compare", value_parser = text_of(ignored, ""))]
    pub ignore: Option<Ignored>,

    /// Compare the source OLD of the old sheet with the source NEW of the new one, by their paths or last names; may be given several times.
    /// Without it sources belong together by their last names, and then by their order
    #[arg(long, value_name = "OLD=NEW", requires = "compare")]
    pub pair: Vec<OsString>,

    /// Times that differ by up to so many seconds are the same [default: 2]
    #[arg(long, value_name = "SECONDS", requires = "compare")]
    pub tolerance: Option<u32>,
}

/// What is not compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ignored {
    times: bool,
    attributes: bool,
    hour: bool,
    case: bool,
    form: bool,
}

impl CompareArgs {
    /// What was asked for, of two folders that were read with the same options or not.
    pub(super) fn wish(&self, are_alike: bool) -> CompareWish {
        let ignored = self.ignore.unwrap_or_default();
        let usual = CompareWish::default();
        CompareWish {
            without_case: ignored.case.then_some(true),
            without_form: ignored.form.then_some(true),
            tolerance: self.tolerance.unwrap_or(usual.tolerance),
            ignores_hour: ignored.hour,
            ignores_times: ignored.times,
            ignores_attributes: ignored.attributes,
            leaves_out_alike: are_alike,
            ..usual
        }
    }

    /// The changes whose rows are wanted.
    pub(super) fn changes(&self) -> Changes {
        self.only.unwrap_or_else(|| Changes::differing().or([Change::Unknown].into_iter().collect()))
    }
}

fn changes(text: &str) -> Result<Changes, String> {
    text.split(',').map(str::trim).try_fold(Changes::NONE, |all, word| {
        let known = "added, removed, changed, moved, renamed, unknown and same";
        let named = Changes::named(word).ok_or_else(|| format!("`{word}` is none of {known}"))?;
        Ok(all.or(named))
    })
}

fn ignored(text: &str) -> Result<Ignored, String> {
    let mut ignored = Ignored::default();
    for word in text.split(',').map(str::trim) {
        let one = match word {
            "times" => &mut ignored.times,
            "attributes" => &mut ignored.attributes,
            "hour" => &mut ignored.hour,
            "case" => &mut ignored.case,
            "form" => &mut ignored.form,
            _ => return Err(format!("`{word}` is none of times, attributes, hour, case and form")),
        };
        *one = true;
    }
    Ok(ignored)
}
