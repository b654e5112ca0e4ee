//! The command line, as `clap` reads it.

use crate::model::ScanOptions;
use crate::session::check_patterns;
use crate::text;
use crate::view::{Column, Filter, Mistake, Order, SortKey};
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

// No line is longer than 68 characters: clap indents by 10 and would break it on a terminal of 80.
const FILTER: &str = "\
Only rows that match TEXT: all of its terms, in any case of letters.
  report 2024             words anywhere in the path
  \"annual report\"         a phrase, its spaces and signs as they are
  *.jpg  IMG_????.*       the whole name; with a / in it the path
  /^img_\\d+/              a regular expression for the name
  name:x  path:x  root:x  in the name, path, picked folder's path
  ext:pdf,docx            extensions; `ext:` alone stands for none
  kind:symlink,folder     or file, fifo, socket, block, char
  size:>10mb  size:0      also >=, <, <= and 1kb..1mb; 1kib is 1024
  modified:2024-05        a year, month, day, today, yesterday
  modified:2023..2024-06  from one to the other; also >, >=, <, <=
  modified:<30d           in the last 30 days; >1y is longer ago;
                          min, h, d, w, m (months), y
  created:2024            the same of the birth of a file
  -draft  -ext:tmp        a minus leaves out
  a b OR c                a and b, or c";

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

    /// Only rows that match TEXT: words, *.jpg, ext:pdf, size:>10mb, modified:<30d (`--help` lists all)
    #[arg(long, value_name = "TEXT", value_parser = filter, allow_hyphen_values = true, long_help = FILTER)]
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

/// The session understands the text again; here a mistake in it is one in the usage.
fn filter(text: &str) -> Result<String, String> {
    match Filter::parse(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(mistake) => Err(pointed_at(text, &mistake)),
    }
}

/// What is wrong, and below it the text with a line under the wrong part.
fn pointed_at(text: &str, mistake: &Mistake) -> String {
    let shown = |part: Option<&str>| text::shown(part.unwrap_or_default().as_bytes()).into_owned();
    let (before, part) = (shown(text.get(..mistake.at.start)), shown(text.get(mistake.at.clone())));
    let after = shown(text.get(mistake.at.end..));
    let carets = "^".repeat(part.chars().count().max(1));
    let indent = " ".repeat(before.chars().count());
    format!("{}\n\n  {before}{part}{after}\n  {indent}{carets}", shown(Some(&mistake.what)))
}
