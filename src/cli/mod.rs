//! The windowless form: the same session with no window. Folders in, a sheet out, the rest on standard error.
//!
//! `main` calls [`run()`] when `--csv`, `--out`, `--map`, `--chart`, `--explain`, `--check` or `--compare` is given. Nothing here decides anything about reading, showing or writing.
//!
//! - `args`, `columns`, `names`, `values`: the command line, and what is said of a mistake in it.
//! - `destination`: where the sheet goes, and how; `usable`: the look at the targets; `run`: one run; `writing`: the sheet to the first place that takes it, and `ask` for another.
//! - `categories`: what files are classed by.
//! - `map`: the arguments of a map; `drawing`: the map in place of the sheet.
//! - `chart`: the arguments of a chart; `chart_rows`, `chart_text`: its contents; `counting`: the chart in place of the sheet.
//! - `summary`: how a chart or an explanation is written, and where it goes; `delivering`: it to that place.
//! - `explain`: the arguments of an explanation; `explain_rows`, `explain_text`: its contents; `explaining`: it in place of the sheet.
//! - `check`: the arguments of a check of names; `checking`: waits for it, and its summary.
//! - `read_as`: what a list is said to be.
//! - `recipe`: the command for machines where nothing may be installed.
//! - `compare`: the arguments of a comparison; `comparing`: reads what is compared with, waits, and its table.
//! - `output`: texts on standard output.
//! - `program`: which of the two programs this is, and its last words.
//! - `signals`, `interrupts`: Ctrl+C and its like, in each phase.
//! - `report`, `progress`, `excludes`, `panics`: what is written to standard error.

mod args;
mod ask;
mod categories;
mod chart;
mod chart_rows;
mod chart_text;
mod check;
mod checking;
mod columns;
mod compare;
mod comparing;
mod counting;
mod delivering;
mod destination;
mod drawing;
mod excludes;
mod explain;
mod explain_rows;
mod explain_text;
mod explaining;
mod help;
mod interrupts;
mod map;
mod names;
mod output;
mod pairs;
mod panics;
mod program;
mod progress;
mod quoted;
mod read_as;
mod recipe;
mod report;
mod run;
mod signals;
mod summary;
mod usable;
mod values;
mod writing;

pub use args::Args;
pub use chart::{ChartArgs, ChartName};
pub use check::{CheckArgs, Destinations};
pub use compare::{CompareArgs, Ignored};
pub use destination::Destination;
pub use explain::ExplainArgs;
pub use help::HELP;
pub use map::{By, ColourName, MapArgs};
pub use names::{Preset, RendererName, UnitsName};
pub use program::Program;
pub use recipe::{RecipeArgs, RecipeName};
pub use run::run;

use crate::export::{close_output, quiet_panics};
use crate::model::{Categories, Message, ScanOptions, Wake};
use crate::scan::{allow_fetching, raise_handle_limit};
use crate::session::{Command, Config, Session};
use crate::text::Units;
use std::path::PathBuf;
use std::sync::Arc;

/// What both programs do first. Returns the arguments; ends the program where they make no sense.
pub fn start(program: &Program) -> Args {
    panics::tell_panics();
    signals::report_size_limit();
    let args = Args::read(program);
    if let Some(units) = args.units {
        Units::from(units).set();
    }
    raise_handle_limit();
    allow_fetching(false);
    quiet_panics();
    args
}

/// How the program ends, as its exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Everything was read and written.
    Complete = 0,
    /// Something failed; there is no sheet.
    Failed = 1,
    /// The arguments make no sense.
    Usage = 2,
    /// The sheet is written, and problems were reported.
    Problems = 3,
    /// Everything was read and written, and something was found: names that the destination refuses, or differences.
    Found = 4,
    /// It was stopped; what was found is written, unless that was stopped too.
    Stopped = 130,
}

/// A window's session as the arguments ask for it, and `remembered` where they don't. Other threads call `wake` when there is something new, and `at_once` when it is
/// what a user waits for. Neither may wait.
pub fn session(
    args: &Args,
    wake: Wake,
    at_once: Wake,
    remembered: &dyn Fn(ScanOptions) -> ScanOptions,
) -> Session {
    let (categories, mistake) = categories::of(args);
    let mut session = reading(args, &args.paths, remembered(args.options()), categories, wake, Some(at_once));
    if let Some(mistake) = mistake {
        session.apply(Command::Tell(Message::CategoriesNotUsed(mistake)));
    }
    show(&mut session, args);
    session
}

/// One that has begun to read.
fn reading(
    args: &Args,
    paths: &[PathBuf],
    options: ScanOptions,
    categories: Arc<Categories>,
    wake: Wake,
    at_once: Option<Wake>,
) -> Session {
    let mut session = Session::new(Config { options, categories, wake, at_once });
    let read_as = args.read_as.clone().unwrap_or_default();
    if let Some(file) = &args.open {
        session.apply(Command::OpenAs(file.clone(), read_as.clone()));
    }
    match paths {
        [] => {}
        [file] if args.open.is_none() && args.read_as.is_some() => {
            session.apply(Command::OpenAs(file.clone(), read_as));
        }
        [path] if args.open.is_none() => session.apply(Command::OpenOrAdd(path.clone())),
        paths => session.apply(Command::AddFolders(paths.to_vec())),
    }
    session
}

fn show(session: &mut Session, args: &Args) {
    if let Some(filter) = args.rows_filter() {
        session.apply(Command::UseFilter(filter));
    }
    session.apply(Command::SetOrder(args.order()));
}

/// Ends the program at once: a worker that a dead drive holds must not keep it.
pub fn end(exit: Exit) -> ! {
    close_output();
    std::process::exit(exit as i32)
}
