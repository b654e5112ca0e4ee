//! The arguments of a check of names.

use super::values::{plain, text as text_of};
use crate::model::{CheckWish, Destination};
use clap::value_parser;

/// Where files are to be moved to.
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// Check all names, folders' too, for WHERE they are to be moved: windows, onedrive, exfat, fat32, macos or archive, with commas
    /// between. The sheet has the columns problem, destination_length and suggestion then; without a sheet a summary goes to standard output
    #[arg(
        long = "check", value_name = "WHERE", requires = "source", value_parser = text_of(destinations, ""),
        conflicts_with_all = ["map", "chart", "explain", "renderer"]
    )]
    pub check: Option<Destinations>,

    /// What stands before each path there, in place of the folder that is read: "sites/x/Shared Documents", "D:\Data", or the library's
    /// address
    #[arg(long, value_name = "TEXT", requires = "check", allow_hyphen_values = true)]
    pub prefix: Option<String>,

    /// The longest path in characters, in place of what WHERE allows
    #[arg(long, value_name = "N", requires = "check", value_parser = plain(value_parser!(u32).range(1..)))]
    pub limit: Option<u32>,
}

/// Destinations, as one argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destinations(pub Vec<Destination>);

impl CheckArgs {
    /// What was asked for, if anything was.
    pub(super) fn wish(&self) -> Option<CheckWish> {
        let destinations = self.check.as_ref()?.0.clone();
        Some(CheckWish { destinations, prefix: self.prefix.clone().unwrap_or_default(), limit: self.limit })
    }
}

fn destinations(text: &str) -> Result<Destinations, String> {
    let mut destinations = Vec::new();
    for word in text.split(',').map(str::trim) {
        let all = Destination::ALL.map(Destination::as_str).join(", ");
        let destination = Destination::named(word);
        let destination = destination.ok_or_else(|| format!("`{word}` is none of {all}"))?;
        if destinations.contains(&destination) {
            return Err(format!("`{word}` is there twice"));
        }
        destinations.push(destination);
    }
    Ok(Destinations(destinations))
}
