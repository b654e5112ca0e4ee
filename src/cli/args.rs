//! The command line, as `clap` reads it.

use crate::model::ScanOptions;
use crate::session::check_patterns;
use crate::view::{Column, Order, SortKey};
use clap::Parser;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use std::path::PathBuf;

/// The windowless form in short, for a machine without a display.
pub const HELP: &str =
    "foldersheet --csv FILE FOLDER...     (FILE may be - for standard output; see foldersheet --help)";

const EXITS: &str = "\
Exit codes: 0 complete; 3 done, with problems; 130 stopped, what was found is written; 1 failed; 2 wrong usage.

Examples:
  foldersheet ~/Documents /mnt/nas             open the window and read both folders
  foldersheet --csv files.csv /srv/data        write every file of a folder, with no window
  foldersheet --csv - --sort size --reverse . | head";

/// Pick folders, get every file in one sheet.
#[derive(Debug, Parser)]
#[command(name = "foldersheet", version, after_help = EXITS)]
pub struct Args {
    /// Folders to read (a file is a row by itself)
    #[arg(value_name = "FOLDER")]
    pub paths: Vec<PathBuf>,

    /// Write the sheet to FILE with no window; `-` is standard output
    #[arg(long, value_name = "FILE", requires = "paths")]
    pub csv: Option<PathBuf>,

    /// Worker threads [default: as many as the machine has cores, 8 at least]
    #[arg(long, value_name = "N", value_parser = workers)]
    pub workers: Option<usize>,

    /// Folders as rows too
    #[arg(long)]
    pub folders: bool,

    /// Memory that rows may take, in MiB [default: half of what is free]
    #[arg(long, value_name = "MIB")]
    pub memory: Option<u32>,

    /// Leave hidden files and folders out
    #[arg(long)]
    pub skip_hidden: bool,

    /// Leave other file systems mounted inside a folder out
    #[arg(short = 'x', long)]
    pub one_file_system: bool,

    /// Leave out what matches PATTERN, in the syntax of .gitignore; may be given several times
    #[arg(long, value_name = "PATTERN", value_parser = pattern)]
    pub exclude: Vec<String>,

    /// Only rows whose path holds these words, in any case; quotes keep spaces
    #[arg(long, value_name = "TEXT")]
    pub filter: Option<String>,

    /// Order rows by COLUMN [default: as they are found]
    #[arg(long, value_name = "COLUMN", value_parser = columns())]
    pub sort: Option<Column>,

    /// The order the other way round
    #[arg(long, requires = "sort")]
    pub reverse: bool,

    /// Draw the window with this renderer only [default: each that starts, in turn]
    #[arg(long, value_name = "NAME", value_parser = ["glow", "wgpu"], conflicts_with = "csv")]
    pub renderer: Option<String>,
}

impl Args {
    /// How folders are read.
    pub fn options(&self) -> ScanOptions {
        ScanOptions {
            workers: self.workers.unwrap_or(0),
            folders: self.folders,
            skip_hidden: self.skip_hidden,
            one_file_system: self.one_file_system,
            memory: self.memory.map(|mib| u64::from(mib) << 20),
            exclude: self.exclude.clone(),
        }
    }

    /// The order that was asked for.
    pub fn order(&self) -> Order {
        Order { first: self.sort.map(|column| SortKey { column, descending: self.reverse }), second: None }
    }
}

/// Columns by the names they have in the sheet; a path is ordered by its folder and then its name.
fn columns() -> impl TypedValueParser<Value = Column> {
    let names = Column::ALL.map(Column::as_str).into_iter().chain(["path"]);
    let column = |name: String| Column::ALL.into_iter().find(|column| column.as_str() == name);
    PossibleValuesParser::new(names).map(move |name| column(name).unwrap_or(Column::Folder))
}

fn workers(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(number @ 1..=1024) => Ok(number),
        _ => Err("a whole number from 1 to 1024 is needed".to_owned()),
    }
}

fn pattern(text: &str) -> Result<String, String> {
    check_patterns(&[text.to_owned()]).map(|()| text.to_owned())
}
