//! The command line, as `clap` reads it.

use super::Program;
use super::chart::{ChartArgs, ChartOrder};
use super::check::CheckArgs;
use super::columns::{ColumnList, columns, columns_help, order, sort_help};
use super::compare::CompareArgs;
use super::explain::ExplainArgs;
use super::help::{FILTER, INSTEAD, exits_of};
use super::map::MapArgs;
use super::names::{Preset, RendererName, UnitsName};
use super::quoted;
use super::read_as::{read_as, read_as_help};
use super::recipe::RecipeArgs;
use super::summary::SummaryOrder;
use super::values::{plain, pointed_at, refused, text as text_of};
use crate::export::{Format, Separator};
use crate::import::As;
use crate::model::{Column, ScanOptions};
use crate::scan::{check_patterns, native_pattern};
use crate::store::Accounts;
use crate::view::{Filter, Order, SortKey};
use crate::words;
use clap::builder::{EnumValueParser as OneOf, PossibleValuesParser};
use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches, Parser, value_parser};
use std::path::{Path, PathBuf};

/// Pick folders, get every file in one sheet.
#[derive(Debug, Parser)]
#[command(name = "foldersheet", bin_name = "foldersheet", version)]
#[command(group(clap::ArgGroup::new("target").args(["csv", "out"])))]
#[command(group(clap::ArgGroup::new("source").args(["paths", "open"]).multiple(true)))]
pub struct Args {
    /// Folders to read (a file is a row by itself; a single one that is a saved sheet or another tool's list is opened)
    #[arg(value_name = "FOLDER")]
    pub paths: Vec<PathBuf>,

    /// Open FILE, a saved sheet or another tool's list, in place of a disk; folders are read into the same sheet after it
    #[arg(long, value_name = "FILE")]
    pub open: Option<PathBuf>,

    /// Read the file as a list of this kind.
    #[arg(long, value_name = "KIND", value_parser = text_of(read_as, ""), help = read_as_help(), requires = "source")]
    pub read_as: Option<As>,

    /// Write the sheet as CSV to FILE with no window; `-` is standard output
    #[arg(long, value_name = "FILE", requires = "source", conflicts_with = "out")]
    pub csv: Option<PathBuf>,

    /// The same, in the format of FILE's extension.
    #[arg(long, value_name = "FILE", requires = "source", help = out_help())]
    pub out: Option<PathBuf>,

    /// Write the sheet to this FILE if the other one can't be written in the end, as on a full disk; `-` is standard output
    #[arg(long, value_name = "FILE", requires = "target")]
    pub fallback: Option<PathBuf>,

    /// The format, whatever FILE ends in
    #[arg(long, value_name = "FORMAT", requires = "out", value_parser = plain(PossibleValuesParser::new(Format::NAMED.map(|(name, _)| name))))]
    pub format: Option<String>,

    /// Whom a CSV is for: a spreadsheet (byte order mark, the region's separator, local times, formulas guarded) or programs
    /// [default: programs]
    #[arg(long, value_name = "PRESET", requires = "target", value_parser = plain(OneOf::<Preset>::new()), long_help = "Whom a CSV is for [default: programs]")]
    pub preset: Option<Preset>,

    /// What stands between two cells of a CSV: comma, semicolon, tab, pipe or a sign [default: the preset's]
    #[arg(long, value_name = "SIGN", requires = "target", value_parser = text_of(separator_of, ""))]
    pub separator: Option<Separator>,

    /// The columns to write, with commas between.
    #[arg(long, value_name = "COLUMNS", requires = "target", value_parser = text_of(columns, ""), help = columns_help())]
    pub columns: Option<ColumnList>,

    /// More rows than this go into several files, FILE-1, FILE-2 and so on (a spreadsheet opens 1048575)
    #[arg(long, value_name = "ROWS", requires = "target", value_parser = plain(value_parser!(u64).range(1..)))]
    pub split: Option<u64>,

    /// Write the list of problems to FILE too.
    #[arg(long, value_name = "FILE", requires = "target", help = problems_help())]
    pub problems: Option<PathBuf>,

    /// A map in place of a sheet.
    #[command(flatten)]
    pub map: MapArgs,

    /// A chart in place of a sheet.
    #[command(flatten)]
    pub chart: ChartArgs,

    /// An explanation in place of a sheet.
    #[command(flatten)]
    pub explain: ExplainArgs,

    /// Sizes for people in kB of 1000 bytes or in KiB of 1024 [default: 1000, or the window's setting]
    #[arg(long, value_name = "STEP", value_parser = plain(OneOf::<UnitsName>::new()))]
    pub units: Option<UnitsName>,
    /// A check of names.
    #[command(flatten)]
    pub check: CheckArgs,

    /// How a list is made elsewhere.
    #[command(flatten)]
    pub recipe: RecipeArgs,

    /// A comparison with what was.
    #[command(flatten)]
    pub compare: CompareArgs,

    /// Worker threads [default: as many as the machine has cores, 8 at least]
    #[arg(long, value_name = "N", value_parser = text_of(workers, ""))]
    pub workers: Option<usize>,

    /// Folders as rows too
    #[arg(long)]
    pub folders: bool,

    /// Memory that rows may take, in MiB [default: half of what is free]
    #[arg(long, value_name = "MIB", value_parser = plain(value_parser!(u32)))]
    pub memory: Option<u32>,

    /// Leave hidden files and folders out
    #[arg(long)]
    pub skip_hidden: bool,

    /// Leave other file systems mounted inside a folder out
    #[cfg_attr(target_os = "macos", doc = "(both volumes of the startup disk count as one)")]
    #[arg(short = 'x', long)]
    pub one_file_system: bool,

    /// List folders whose contents are only in the cloud too, which downloads at least their lists of names
    #[arg(long)]
    pub cloud_folders: bool,

    /// Leave out what matches PATTERN, in the syntax of .gitignore, or the folder at this path; may be given several times
    #[cfg_attr(any(windows, target_os = "macos"), doc = "(A to Z in any case)")]
    #[arg(long, value_name = "PATTERN", value_parser = text_of(pattern, INSTEAD))]
    pub exclude: Vec<String>,

    /// Only rows that match TEXT: words, *.jpg, ext:pdf, size:>10mb, modified:<30d (`--help` lists all)
    #[arg(long, value_name = "TEXT", value_parser = text_of(filter, INSTEAD), allow_hyphen_values = true, long_help = FILTER)]
    pub filter: Option<Filter>,

    /// The order of the rows.
    #[arg(long, value_name = "COLUMN", value_parser = text_of(order, ""), allow_hyphen_values = true, help = sort_help())]
    pub sort: Option<Order>,

    /// Every column of the order the other way round
    #[arg(long, requires = "sort")]
    pub reverse: bool,

    /// Numbers in names by their value: file2 before file10 (the window does so unless it is switched off there)
    #[arg(long, requires = "sort")]
    pub natural: bool,

    /// Read your own categories from FILE: `[image]` or another one on a line, extensions below it, which win over what is built in
    /// [default: foldersheet/categories.txt in ~/.config, %APPDATA% or ~/Library/Application Support]
    #[arg(long, value_name = "FILE")]
    pub categories: Option<PathBuf>,

    /// Draw the window with this renderer only [default: each that starts, in turn]
    #[arg(long, value_name = "NAME", value_parser = plain(OneOf::<RendererName>::new()), conflicts_with_all = ["target", "map"])]
    pub renderer: Option<RendererName>,
}

impl Args {
    /// The arguments that the program was started with. Ends it where they make no sense.
    pub(super) fn read(program: &Program) -> Args {
        let parse = |args| {
            let mut matches = Args::command_of(program).try_get_matches_from::<Vec<_>, _>(args)?;
            Args::from_arg_matches_mut(&mut matches)
                .map_err(|error| error.format(&mut Args::command_of(program)))
        };
        let again = |args| parse(args).err();
        let mut args = parse(std::env::args_os().collect())
            .unwrap_or_else(|error| program.leave(&refused(error, again)));
        let paths = std::mem::take(&mut args.paths);
        let paths = if cfg!(windows) { quoted::meant(paths) } else { Ok(paths) };
        // Each pattern was checked separately.
        let patterns = || {
            check_patterns(&args.exclude)
                .map_err(|mistake| format!("--exclude: {}", words::pattern_mistake(&mistake)))
        };
        if let Err(mistake) = paths
            .map(|paths| args.paths = paths)
            .and_then(|()| args.destinations())
            .and_then(|_| args.chart())
            .and_then(|_| args.explanation())
            .and_then(|_| args.map.check_name())
            .and_then(|()| patterns())
            .and_then(|()| args.check_has_what_is_asked())
            .and_then(|()| args.comparison_has_what_is_asked())
        {
            let error = Args::command_of(program).error(ErrorKind::ValueValidation, mistake);
            program.leave(&refused(error, again));
        }
        args
    }

    /// The arguments under the program's own name: the one that it was started by may hold what a terminal obeys.
    pub fn command_of(program: &Program) -> clap::Command {
        Args::command().name(program.name).bin_name(program.name).after_help(exits_of(program.name))
    }

    /// Whether it can be done with no window.
    pub fn is_windowless(&self) -> bool {
        self.target().is_some()
            || self.map.map.is_some()
            || self.chart.chart.is_some()
            || self.explain.explain
            || self.check.check.is_some()
            || self.recipe.recipe.is_some()
            || self.compare.compare.is_some()
    }

    /// The file that the windowless form writes the sheet to, `-` being standard output; `None` if no sheet is wanted.
    pub fn target(&self) -> Option<&Path> {
        let is_summary = self.chart.chart.is_some() || self.explain.explain;
        self.csv.as_deref().or(self.out.as_deref()).filter(|_| !is_summary)
    }

    /// The chart that is wanted in place of a sheet.
    ///
    /// # Errors
    /// If what was asked for doesn't go together, in words.
    pub(super) fn chart(&self) -> Result<Option<ChartOrder>, String> {
        self.chart.order(self.csv.as_deref(), self.out.as_deref())
    }

    /// Where the explanation goes that is wanted in place of a sheet.
    ///
    /// # Errors
    /// If what was asked for doesn't go together, in words.
    pub(super) fn explanation(&self) -> Result<Option<SummaryOrder>, String> {
        self.explain.order(self.csv.as_deref(), self.out.as_deref())
    }

    /// # Errors
    /// If rows are asked for by what only a check can say.
    fn check_has_what_is_asked(&self) -> Result<(), String> {
        let asks = self.filter.as_ref().is_some_and(Filter::asks_for_check);
        let orders = self.order().keys().any(|key| key.column.is_checked());
        match (asks, orders) {
            _ if self.check.check.is_some() => Ok(()),
            (true, _) => Err("--filter asks for problems of names, which --check WHERE finds".to_owned()),
            (_, true) => Err("--sort asks for what --check WHERE says of names".to_owned()),
            _ => Ok(()),
        }
    }

    /// # Errors
    /// If rows are asked for by what only a comparison can say.
    fn comparison_has_what_is_asked(&self) -> Result<(), String> {
        let asks = self.filter.as_ref().is_some_and(Filter::asks_for_comparison);
        let orders = self.order().keys().any(|key| key.column.is_compared());
        match (asks, orders) {
            _ if self.compare.compare.is_some() => Ok(()),
            (true, _) => Err("--filter asks for changes, which --compare OLD finds".to_owned()),
            (_, true) => Err("--sort asks for what --compare OLD finds".to_owned()),
            _ => Ok(()),
        }
    }

    /// The rows that are wanted, where not all are.
    pub(super) fn rows_filter(&self) -> Option<Filter> {
        let filter = self.filter.clone();
        match self.compare.compare {
            None => filter,
            Some(_) => Some(filter.unwrap_or_default().of_changes(self.compare.changes())),
        }
    }

    /// How folders are read.
    pub fn options(&self) -> ScanOptions {
        ScanOptions {
            workers: self.workers.unwrap_or(0),
            // Names of folders are checked and folders are compared too, and each has its row.
            folders: self.folders || self.check.check.is_some() || self.compare.compare.is_some(),
            skip_hidden: self.skip_hidden,
            one_file_system: self.one_file_system,
            cloud_folders: self.cloud_folders,
            memory: self.memory.map(|mib| u64::from(mib) << 20),
            exclude: self.exclude.clone(),
            columns: self.asked_columns().into_iter().filter_map(Column::requested_as).collect(),
        }
    }

    /// Whether the names of owners or groups make a difference to what is written.
    pub(super) fn asks_for_accounts(&self) -> bool {
        self.asked_columns().iter().any(|column| Accounts::COLUMNS.contains(column))
    }

    /// The columns that make a difference: those that are written, and those of the order and the filter.
    pub(super) fn asked_columns(&self) -> Vec<Column> {
        let written = self.columns.iter().flat_map(|columns| columns.0.iter().copied());
        let order = self.order();
        let filter = self.filter.iter().flat_map(Filter::columns);
        written.chain(order.keys().map(|key| key.column)).chain(filter).collect()
    }

    /// The order that was asked for.
    pub fn order(&self) -> Order {
        let order = self.sort.unwrap_or_default();
        let turned = |key: SortKey| SortKey { descending: key.descending != self.reverse, ..key };
        Order { first: order.first.map(turned), second: order.second.map(turned), natural: self.natural }
    }
}

fn out_help() -> String {
    let extensions = words::extensions(&Format::extensions(), "or");
    format!(
        "The same, in the format of FILE's extension: {extensions}, a text compressed with .gz or .zst behind it; `-` is CSV on standard output"
    )
}

fn problems_help() -> String {
    let extensions = words::extensions(&Format::extensions_of_lists(), "or");
    format!(
        "Write the list of problems to FILE too, in the format of its extension ({extensions}) or else the sheet's; `-` is standard output"
    )
}

fn separator_of(text: &str) -> Result<Separator, String> {
    Separator::parse(text).ok_or_else(|| words::no_separator().to_owned())
}

fn workers(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(number @ 1..=1024) => Ok(number),
        _ => Err("a whole number from 1 to 1024 is needed".to_owned()),
    }
}

fn pattern(text: &str) -> Result<String, String> {
    let pattern = native_pattern(text).into_owned();
    check_patterns(std::slice::from_ref(&pattern))
        .map(|()| pattern)
        .map_err(|mistake| words::pattern_mistake(&mistake))
}

fn filter(text: &str) -> Result<Filter, String> {
    Filter::parse(text).map_err(|mistake| pointed_at(text, &mistake))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(args: &[&str]) -> Order {
        Args::parse_from(["foldersheet"].iter().chain(args)).order()
    }

    #[test]
    fn the_order_has_one_key_or_two() {
        let (up, down) = (SortKey::up, SortKey::down);
        for (args, first, second) in [
            (&[][..], None, None),
            (&["--sort", "size"], Some(up(Column::Size)), None),
            (&["--sort", "path"], Some(up(Column::Folder)), None),
            (&["--sort", "-size"], Some(down(Column::Size)), None),
            (&["--sort=-size,name"], Some(down(Column::Size)), Some(up(Column::Name))),
            (&["--sort", "size,-name"], Some(up(Column::Size)), Some(down(Column::Name))),
            (&["--sort", "size", "--reverse"], Some(down(Column::Size)), None),
            (&["--sort", "size,-name", "--reverse"], Some(down(Column::Size)), Some(up(Column::Name))),
        ] {
            assert_eq!(ordered(args), Order { first, second, natural: false }, "{args:?}");
        }
    }

    #[test]
    fn numbers_are_ordered_by_value_on_request() {
        assert!(ordered(&["--sort", "name", "--natural"]).natural);
        assert!(!ordered(&["--sort", "name"]).natural);
        assert!(Args::try_parse_from(["foldersheet", "--natural", "x"]).is_err(), "of an order");
    }
}
