//! The one owner of state: commands in, status out.
//!
//! The window and the windowless form hold a [`Session`] each. [`Session::apply`] is the only way to change anything, and
//! returns at once. [`Session::tick`] takes in what the workers and jobs have ready, within a time budget; the owner of
//! the session calls it on each frame, and again when the wake was called. Nothing here waits for a disk, a thread or a
//! dialog, but for [`Session::write_shown`], [`Session::write_map`] and [`Session::catch_up`], and nothing knows egui.

mod accounts;
mod charts;
mod checking;
mod clock;
mod command;
mod compare_request;
mod comparing;
mod copying;
mod counting;
mod derived;
mod editing;
mod explaining;
mod exporting;
mod filtering;
mod insides;
mod job_thread;
mod keeping;
mod known;
mod map;
mod opening;
mod other;
mod peeking;
mod previous;
mod reading;
mod replacing;
mod same_files;
#[cfg(test)]
pub mod sample;
mod shown;
mod status;
mod summing;
mod trees;
mod viewing;

pub use command::{Command, RowScope};
pub use compare_request::{CompareRequest, CompareSide};
pub use comparing::{CompareOrder, SharedOrder};
pub use copying::{Clip, Copied};
pub use opening::ReadFile;
pub use other::OtherStatus;
pub use peeking::{Peek, Peeked};
pub use shown::{Shown, Version};
pub use status::{ExportStatus, Phase, ReplacedBy, Status, Undoable, WorkerStatus};

use crate::import::As;
use crate::model::{Categories, FolderId, Message, Mistake, ScanOptions, Wake};
use crate::scan::sys::{Disk, System};
use crate::scan::{Scan, check_patterns};
use crate::store::Sheet;
use crate::view::{Order, Spec, Ties, TreeOrder};
use accounts::LookingUp;
use charts::Charting;
use checking::Checking;
use comparing::Comparing;
use copying::Copying;
use counting::Counting;
use editing::Editing;
use explaining::Explaining;
use exporting::Exporting;
use filtering::Filtering;
use keeping::Keeping;
use map::Mapping;
use opening::Opening;
use peeking::Peeking;
use previous::Previous;
use reading::{DiskReading, StartScan};
use same_files::Linking;
use std::sync::Arc;
use std::time::Duration;
use summing::Summing;
use trees::Trees;
use viewing::Viewing;

/// What a session starts with.
pub struct Config {
    /// Workers, and whether folders are rows.
    pub options: ScanOptions,
    /// What files are classed by.
    pub categories: Arc<Categories>,
    /// Called by other threads when [`Session::tick`] has something to do. Must not wait.
    pub wake: Wake,
    /// For a window: called instead of `wake` when something that the user waits for is ready to be shown. The session then also
    /// does beforehand what a first click may ask for.
    pub at_once: Option<Wake>,
}

/// State and jobs of the app.
pub struct Session {
    sheet: Sheet,
    /// Fills it.
    reading: DiskReading,
    /// Fills it in place of that.
    opening: Opening,
    peeking: Peeking,
    /// Sheets that there were before it.
    sheets: u64,
    looking_up: LookingUp,
    linking: Linking,
    filtering: Filtering,
    viewing: Viewing,
    trees: Trees,
    mapping: Mapping,
    charting: Charting,
    checking: Checking,
    comparing: Comparing,
    keeping: Keeping,
    summing: Summing,
    counting: Counting,
    explaining: Explaining,
    exporting: Exporting,
    copying: Copying,
    editing: Editing,
    message: Option<Message>,
    previous: Option<Previous>,
}

impl Session {
    /// An empty sheet, to be filled from this machine's disk.
    pub fn new(config: Config) -> Session {
        Session::on_disk(config, || System)
    }

    /// An empty sheet, to be filled from a disk; `disk` makes one for each scan.
    pub fn on_disk<D: Disk>(config: Config, disk: impl Fn() -> D + Send + Sync + 'static) -> Session {
        Session::with_sources(config, disk, Arc::new(opening::read_file))
    }

    /// An empty sheet, to be filled from a disk or from files; `read` reads one.
    pub fn with_sources<D: Disk>(
        config: Config,
        disk: impl Fn() -> D + Send + Sync + 'static,
        read: ReadFile,
    ) -> Session {
        let ready = config.at_once.clone().unwrap_or_else(|| config.wake.clone());
        let start_scan: StartScan = Arc::new(move |config| Scan::start(disk(), config));
        Session {
            sheet: Sheet { categories: config.categories, ..Sheet::default() },
            opening: Opening::new(read, config.wake.clone()),
            peeking: Peeking::new(ready.clone()),
            sheets: 0,
            reading: DiskReading::new(config.options, start_scan, config.wake),
            looking_up: LookingUp::new(ready.clone()),
            linking: Linking::new(ready.clone()),
            viewing: Viewing::new(ready.clone(), config.at_once.is_some()),
            trees: Trees::new(ready.clone()),
            mapping: Mapping::new(ready.clone()),
            charting: Charting::new(ready.clone()),
            checking: Checking::new(ready.clone()),
            comparing: Comparing::new(ready.clone()),
            keeping: Keeping::new(ready.clone()),
            exporting: Exporting::new(ready.clone()),
            copying: Copying::new(ready.clone()),
            editing: Editing::new(ready.clone()),
            summing: Summing::new(&ready),
            counting: Counting::new(ready.clone()),
            explaining: Explaining::new(ready.clone()),
            filtering: Filtering::new(ready),
            message: None,
            previous: None,
        }
    }

    /// Does what the user asked for, without waiting for any of it.
    pub fn apply(&mut self, command: Command) {
        let Some(command) = self.opening.now_or_later(command) else { return };
        let Some(command) = self.now_or_later(command) else { return };
        if command.changes_rows() {
            self.end_comparison();
        }
        match command {
            Command::AddFolders(paths) => {
                self.reading.add_folders(&mut self.sheet, &paths);
            }
            Command::Open(file) => self.open(file, As::Guessed, false),
            Command::OpenAs(file, read_as) => self.open(file, read_as, false),
            Command::OpenOrAdd(path) => self.open(path, As::Guessed, true),
            Command::Peek(wish) => self.peeking.look(wish),
            Command::Stop => {
                self.opening.stop();
                self.comparing.stop();
                self.reading.stop(&self.sheet);
            }
            Command::ReadAgain => {
                self.opening.retire_filling();
                self.keep_previous(ReplacedBy::ReadAgain);
                let roots = self.sheet.roots.anew();
                self.empty_sheet();
                self.sheet.roots = roots;
                self.reading.read_queued(&mut self.sheet);
            }
            Command::Clear => {
                self.opening.retire();
                self.keep_previous(ReplacedBy::Clear);
                self.empty_sheet();
                self.exporting.forget();
            }
            Command::Remove(roots) => self.take_out(roots, false),
            Command::ReadOnly(roots) => self.take_out(roots, true),
            Command::SetFilter(text) => self.filtering.set(text),
            Command::UseFilter(filter) => {
                self.filtering.understood(filter.text());
                self.show(Spec { filter, ..self.viewing.spec().clone() });
            }
            Command::SetOrder(order) => self.show(Spec { order, ..self.viewing.spec().clone() }),
            Command::OrderByValue(natural) => {
                self.trees.set_order(TreeOrder { natural, ..self.trees.order() });
                let spec = self.viewing.spec().clone();
                self.show(Spec { order: Order { natural, ..spec.order }, ..spec });
            }
            Command::Narrow(within) => self.show(Spec { within, ..self.viewing.spec().clone() }),
            Command::NameAccounts(is_wanted) => self.looking_up.want(is_wanted),
            Command::ShowTree(is_wanted) => self.trees.show(is_wanted),
            Command::SumFolderRows(is_wanted) => self.trees.insides_mut().show(is_wanted),
            Command::ShowMap(spec) => self.mapping.show(spec),
            Command::CheckNames(wish) => self.checking.want(wish),
            Command::CompareWith(request) => self.compare_with(request),
            Command::Compare(order) => self.compare(order),
            Command::KeepSheetsIn(place) => self.keeping.set_place(place),
            Command::KeepSheets(is_on) => self.keeping.set_on(is_on),
            Command::DeleteKept => self.keeping.delete(),
            Command::CancelComparing => self.cancel_comparing(),
            Command::ShowCharts(is_wanted) => self.charting.show(is_wanted),
            Command::Explain(is_wanted) => self.explaining.show(is_wanted),
            Command::ChartTimes(times) => self.charting.set_times(times),
            Command::SetTreeOrder(order) => self.trees.set_order(order),
            Command::Select(rows) => self.summing.selected(rows),
            Command::CountMatches(filters) => self.counting.count(filters),
            Command::CountLinks(count) => self.summing.set_count(count),
            Command::Copy { rows, what } => self.copy(rows, what),
            Command::CopyProblems { lines, titled } => self.copy_problems(lines, titled),
            Command::SetOptions(options) => match check_patterns(&options.exclude) {
                Ok(()) => self.reading.options = options,
                Err(mistake) => self.message = Some(Message::NotUnderstood(mistake)),
            },
            Command::Export { target, scope, plan } => self.export(target, scope, plan),
            Command::SaveProblems { target, replace } => self.save_problems(target, replace),
            Command::ReplaceFiles => self.exporting.replace_files(),
            Command::CancelExport => self.exporting.cancel(),
            Command::Tell(message) => self.message = Some(message),
            Command::DismissMessage => {
                self.message = None;
                self.exporting.forget();
            }
            Command::Undo => {
                if !self.undo_sources() {
                    self.undo();
                }
            }
            Command::ForgetPrevious => self.let_go_of_previous(),
        }
    }

    /// Takes in what the jobs have ready, for at most about `budget`. Returns the time after which it must be called
    /// again even if the wake isn't; `None` if there is nothing to wait for.
    pub fn tick(&mut self, budget: Duration) -> Option<Duration> {
        let is_free = self.tick_change();
        let (filter, filtering) = self.filtering.tick();
        if let Some(filter) = filter {
            self.show(Spec { filter, ..self.viewing.spec().clone() });
        }
        let of_sheet = if is_free { self.tick_sheet(budget) } else { None };
        self.tick_keeping();
        let (exporting, peeking) = (self.exporting.tick(), self.peeking.tick());
        self.tick_copying();
        [of_sheet, filtering, exporting, peeking].into_iter().flatten().min()
    }

    fn tick_sheet(&mut self, budget: Duration) -> Option<Duration> {
        let opening = self.tick_opening(budget);
        let reading = match self.opening.is_filling() {
            true => self.reading.tick_beside(),
            false => self.reading.tick(&mut self.sheet, budget),
        };
        if self.reading.takes_reserve() {
            self.let_go_of_previous();
        }
        self.looking_up.tick(&mut self.sheet);
        let comparing = self.tick_comparing(budget);
        // Before all that counts files.
        let linking = self.tick_linking();
        // Before what is shown, which may be filtered by it.
        let names = self.checking.tick(&mut self.sheet);
        let viewing = self.tick_view();
        let trees = self.trees.tick(&self.sheet, self.viewing.view());
        let charts = self.charting.tick(&self.sheet, self.viewing.view(), self.summing.count());
        let sums = self.summing.tick(&self.sheet, self.viewing.view());
        let map = self.mapping.tick(&self.sheet, self.viewing.view(), self.summing.count());
        let counts = self.counting.tick(&self.sheet);
        let explained = self.explaining.tick(&self.sheet);
        [opening, reading, comparing, linking, names, viewing, trees, charts, sums, map, counts, explained]
            .into_iter()
            .flatten()
            .min()
    }

    /// Makes what is shown on the caller's thread, if the system gave no other one for it, and waits for that: for a program that has nothing
    /// else to do meanwhile.
    pub fn catch_up(&mut self) {
        self.compare_here();
        self.link_here();
        self.checking.catch_up(&mut self.sheet);
        let ties = self.ties();
        self.viewing.catch_up(&self.sheet, ties);
    }

    /// How many sheets there were before this one: another number means that no row, folder or problem is what it was.
    pub fn sheets(&self) -> u64 {
        self.sheets
    }

    /// The rows that are shown, in their order.
    pub fn shown(&self) -> Shown<'_> {
        let insides = self.trees.insides().made().map(|insides| &**insides);
        Shown::new(&self.sheet, self.viewing.view(), insides)
    }

    /// The filter's text, as it was asked for last.
    pub fn filter(&self) -> &str {
        self.filtering.text()
    }

    /// What is wrong with the filter; what is shown is then by the one before. `None` where it is in use, and while it is not
    /// understood yet: [`Status::view_busy`] tells which.
    pub fn mistake(&self) -> Option<&Mistake> {
        self.filtering.mistake()
    }

    /// The patterns of what is left out that have matched nothing, if folders were read to their end.
    pub fn unmatched_patterns(&self) -> Vec<&str> {
        let numbers = self.reading.unmatched_patterns();
        numbers
            .into_iter()
            .filter_map(|number| Some(self.reading.options.exclude.get(number)?.as_str()))
            .collect()
    }

    /// The folder that the sheet is narrowed to.
    pub fn within(&self) -> Option<FolderId> {
        self.viewing.spec().within
    }

    /// The order.
    pub fn order(&self) -> Order {
        self.viewing.spec().order
    }

    fn show(&mut self, spec: Spec) {
        let ties = self.ties();
        self.viewing.show(spec, &self.sheet, ties);
    }

    /// Rows that come in stand behind their equals, so that none moves; when all are there, ties are ordered by path.
    fn ties(&self) -> Ties {
        if matches!(self.phase(), Phase::Reading | Phase::Stopping) { Ties::Found } else { Ties::Path }
    }

    fn tick_view(&mut self) -> Option<Duration> {
        let ties = self.ties();
        let had_failed = self.viewing.failure().is_some();
        let next = self.viewing.tick(&self.sheet, ties);
        if let Some(failure) = self.viewing.failure().filter(|_| !had_failed) {
            self.message = Some(Message::NotShown(failure.clone()));
        }
        next
    }
}
