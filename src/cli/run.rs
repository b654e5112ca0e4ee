//! One run from the folders to the written sheet: read, put in order, write, and Ctrl+C in each of these.

use super::interrupts::Interrupts;
use super::map::check_map;
use super::output::to_output;
use super::report::Report;
use super::summary::check_summary;
use super::usable::usable;
use super::{Args, Exit, categories, reading, show};
use crate::export::would_replace;
use crate::model::{Column, Failure, Message, RootPhase, Wake, name};
use crate::session::{Command, Phase, Session};
use crate::text::{self, Zone};
use crate::words;
use crossbeam_channel::{Receiver, bounded};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How often the line about the progress changes.
pub(super) const REFRESH: Duration = Duration::from_millis(100);

/// How long after Ctrl+C the program says what it is still waiting for.
const HINT: Duration = Duration::from_secs(1);

/// How long the program waits for the names of owners and groups, from a directory service that may not answer.
const NAMES: Duration = Duration::from_secs(20);

/// Time that one tick may take.
pub(super) const BUDGET: Duration = Duration::from_millis(50);

/// Reads the folders and writes the sheet to the first target that takes it, `-` being standard output.
pub fn run(args: &Args) -> Exit {
    if let Some(recipe) = args.recipe.recipe {
        return print(recipe.command());
    }
    let asked = args.destinations().and_then(|sheets| Ok((sheets, args.chart()?, args.explanation()?)));
    let (destinations, chart, explanation) = match asked {
        Ok(asked) => asked,
        Err(mistake) => {
            Report::default().failed(&mistake);
            return Exit::Usage;
        }
    };
    if let Some(Err(why)) = args.map.map.as_deref().map(check_map) {
        Report::default().failed(&why);
        return Exit::Failed;
    }
    let summary = chart.as_ref().map(|chart| &chart.to).or(explanation.as_ref());
    let summary_file = summary.and_then(|summary| summary.file.as_deref());
    if let Some(Err(why)) = summary_file.map(check_summary) {
        Report::default().failed(&why);
        return Exit::Failed;
    }
    let (categories, mistake) = categories::of(args);
    if let Some(mistake) = mistake.as_ref().filter(|_| args.categories.is_some()) {
        let words = format!("--categories: {}. Nothing was read.", words::category_file_mistake(mistake));
        Report::default().failed(&words);
        return Exit::Usage;
    }
    let Some(destinations) = usable(destinations, &mut Report::default()) else { return Exit::Failed };
    let (ring, bell) = bounded(1);
    let ring_again = ring.clone();
    let interrupts = Interrupts::listen(move || {
        let _ = ring_again.try_send(());
    });
    let wake: Wake = Arc::new(move || {
        // A full bell rings already.
        let _ = ring.try_send(());
    });
    let old = args.compare.compare.as_ref();
    let start = |paths: &[PathBuf]| {
        let mut session = reading(args, paths, args.options(), categories.clone(), wake.clone(), None);
        session.apply(Command::NameAccounts(args.asks_for_accounts()));
        session
    };
    let session = start(old.map_or(&args.paths, std::slice::from_ref));
    let report = Report::default();
    let mut run = Run { args, session, bell, wake: wake.clone(), interrupts, report, heard: 0, lacks: 0 };
    if let Some(mistake) = mistake {
        run.report.note(&words::categories_not_used(&mistake));
    }
    let empty: Vec<Column> =
        args.asked_columns().into_iter().filter(|one| one.is_empty_on_windows()).collect();
    if cfg!(windows) && !empty.is_empty() {
        run.report.note(&words::empty_on_windows(&empty));
    }
    // Both the times in a sheet for people and those in a filter are local.
    let is_local = destinations.iter().any(|destination| destination.plan.format.zone().is_some());
    if (is_local || args.filter.is_some() || chart.is_some())
        && let Some(doubt) = Zone::local().doubt()
    {
        run.report.note(&doubt);
    }
    let old = match old.map(|old| run.read_old(old)) {
        Some(Err(exit)) => return exit,
        Some(Ok(old)) => {
            run.session = start(&args.paths);
            Some(old)
        }
        None => None,
    };
    if let Err(exit) = run.read() {
        return exit;
    }
    if let Some(Err(exit)) = old.map(|old| run.compare(old)) {
        return exit;
    }
    // Nobody looks on, so nothing is put in order before all is there.
    show(&mut run.session, args);
    let first = destinations.first().filter(|first| !first.is_output());
    let target = args.map.map.as_deref().or(summary_file).or(first.map(|first| first.target.as_path()));
    let is_split = first.is_some_and(|first| first.plan.split.is_some());
    if let Some(wish) = args.check.wish()
        && let Err(exit) = run.check_names(wish)
    {
        return exit;
    }
    if let Err(exit) = run.arrange().and_then(|()| run.is_worth_writing(target, is_split)) {
        return exit;
    }
    match (explanation, &args.map.map, &chart) {
        (Some(order), ..) => run.write_explanation(&order),
        (None, Some(map), _) => run.draw_map(map),
        (None, None, Some(chart)) => run.write_chart(chart),
        (None, None, None) if destinations.is_empty() && args.compare.compare.is_some() => {
            run.write_comparison()
        }
        (None, None, None) if destinations.is_empty() => run.write_summary(),
        (None, None, None) => run.write(destinations),
    }
}

/// Prints a command in place of reading anything.
fn print(command: &str) -> Exit {
    match to_output(&format!("{command}\n")) {
        Ok(()) => Exit::Complete,
        Err(why) => {
            Report::default().failed(&why);
            Exit::Failed
        }
    }
}

pub(super) struct Run<'a> {
    pub args: &'a Args,
    pub session: Session,
    pub bell: Receiver<()>,
    /// Rings it.
    pub wake: Wake,
    pub interrupts: Interrupts,
    pub report: Report,
    /// How many times Ctrl+C was pressed and obeyed.
    pub heard: u32,
    /// Problems of what is compared, on both sides.
    pub lacks: u64,
}

impl Run<'_> {
    /// Whether Ctrl+C was pressed since it was obeyed last.
    pub(super) fn is_interrupted(&self) -> bool {
        self.interrupts.count() > self.heard
    }

    /// Whether this run was stopped; a sheet that was opened may have been long before.
    pub(super) fn was_stopped(&self) -> bool {
        self.heard > 0 && self.session.status().phase == Phase::Stopped
    }

    /// Waits until all is read. Ctrl+C ends that, and what was found is kept.
    ///
    /// # Errors
    /// How the program ends if a file was to be opened and wasn't.
    pub(super) fn read(&mut self) -> Result<(), Exit> {
        loop {
            let wait = self.session.tick(BUDGET).unwrap_or(REFRESH).min(REFRESH);
            if self.is_interrupted() && self.heard == 0 {
                self.heard = 1;
                self.session.apply(Command::Stop);
                continue;
            }
            let status = self.session.status();
            self.report.show(&status);
            let is_read = !matches!(status.phase, Phase::Reading | Phase::Stopping);
            if is_read && !status.links_busy {
                return self.is_opened();
            }
            if is_read {
                self.session.catch_up();
            }
            let _ = self.bell.recv_timeout(wait);
        }
    }

    fn is_opened(&mut self) -> Result<(), Exit> {
        let words = match self.session.status().message {
            Some(message @ Message::NotOpened { .. }) => words::message(message),
            // Stopped before it was known.
            _ if self.heard > 0 && self.session.status().roots.is_empty() => {
                self.report.failed("stopped before anything was found: nothing was written");
                return Err(Exit::Stopped);
            }
            _ => return Ok(()),
        };
        self.report.failed(&words);
        Err(Exit::Failed)
    }

    /// Waits until the filter and the order are worked out.
    ///
    /// # Errors
    /// How the program ends if they can't be, or Ctrl+C was pressed: any other sheet is not what was asked for, so none is written.
    fn arrange(&mut self) -> Result<(), Exit> {
        let mut hint = (self.heard > 0).then(Instant::now);
        let since = Instant::now();
        loop {
            let wait = self.session.tick(BUDGET).unwrap_or(REFRESH).min(REFRESH);
            if self.is_interrupted() {
                self.report.failed(
                    "stopped while the filter and the order were being worked out: nothing was written",
                );
                return Err(Exit::Stopped);
            }
            self.session.catch_up();
            let status = self.session.status();
            if let Some(failure) = status.view_failure {
                let why = match failure {
                    Failure::Panicked => {
                        "a fault of the program ended the filter or the order: nothing was written. Please report it"
                            .to_owned()
                    }
                    Failure::NoThread(error) => format!(
                        "no thread could be started for the filter and the order: {error}. Nothing was written"
                    ),
                };
                self.report.failed(&why);
                return Err(Exit::Failed);
            }
            let waits_for_names = status.names_busy;
            if !status.view_busy && (!waits_for_names || since.elapsed() > NAMES) {
                if waits_for_names {
                    self.report.note(
                        "not all names of owners and groups came in time: the numbers of the others are written",
                    );
                }
                return Ok(());
            }
            if hint.take_if(|since| since.elapsed() > HINT).is_some() {
                self.report.note(
                    "the reading was stopped; the filter and the order are being worked out. Ctrl+C again ends without a sheet",
                );
            }
            let _ = self.bell.recv_timeout(wait);
        }
    }

    /// Whether there is anything to put in the place of an older sheet: a drive that isn't there, or doesn't answer, must not cost its last
    /// one.
    ///
    /// # Errors
    /// How the program ends if nothing was found and not everything was read.
    fn is_worth_writing(&mut self, target: Option<&Path>, is_split: bool) -> Result<(), Exit> {
        let status = self.session.status();
        let is_read = |phase: &RootPhase| matches!(phase, RootPhase::Done | RootPhase::ListedIn(_));
        let is_whole =
            status.problems.problems() == 0 && status.roots.iter().all(|root| is_read(&root.phase));
        let is_stopped = self.was_stopped();
        let has_failed = status.roots.iter().all(|root| root.phase == RootPhase::Failed);
        // Where nothing was before, nothing is lost, and the list of problems may be all that was asked for.
        let replaces = target.is_some_and(|target| is_split || would_replace(target));
        if status.found > 0 || is_whole || !(replaces || has_failed) {
            return Ok(());
        }
        let why = match (is_stopped, has_failed, status.roots.len()) {
            (true, ..) => "stopped before anything was found",
            (_, true, 1) => "could not read the folder",
            (_, true, _) => "could not read any of the folders",
            _ => "found nothing, and could not read everything",
        };
        let kept = match target {
            Some(target) => format!(", and {} is as it was", text::shown(name::path_bytes(target))),
            None => String::new(),
        };
        self.report.failed(&format!("{why}: nothing was written{kept}"));
        Err(if is_stopped { Exit::Stopped } else { Exit::Failed })
    }
}
