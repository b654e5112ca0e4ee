//! The sheet to the first place that takes it: those that the arguments name, then those that the user names who is asked.

use super::destination::Destination;
use super::excludes::{without_effect, without_effect_on_file};
use super::run::{BUDGET, REFRESH, Run};
use super::usable::{check, no_output};
use super::{Exit, ask};
use crate::export::{Plan, Progress, Written, standard_output};
use crate::model::export::ExportError;
use crate::model::{RootPhase, name};
use crate::session::{Command, ExportStatus, Phase, RowScope};
use crate::text;
use crate::words;
use crossbeam_channel::TryRecvError;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::time::{Duration, Instant};

/// How long a cancelled export may take to end. A disk that is bringing a file to its end may not listen for minutes.
const PATIENCE: Duration = Duration::from_secs(2);

impl Run<'_> {
    /// Writes the sheet. Returns how the program ends.
    pub(super) fn write(&mut self, destinations: Vec<Destination>) -> Exit {
        let mut destinations = destinations.into_iter();
        let mut next = destinations.next();
        let mut is_first = true;
        while let Some(destination) = next {
            let most = destination.plan.format.most_rows().filter(|_| destination.plan.split.is_none());
            let written = if is_first {
                self.write_one(&destination)
            } else {
                self.write_with_or_without_problems(&destination)
            };
            match written {
                Ok(written) => return self.ended(&written, most),
                Err(WriteFailure { message, is_final, .. }) => {
                    self.report.failed(&message);
                    if is_final {
                        break;
                    }
                }
            }
            is_first = false;
            next =
                destinations.next().inspect(|next| self.report.goes_to(&next.target)).or_else(|| self.ask());
        }
        if self.interrupts.count() > 0 { Exit::Stopped } else { Exit::Failed }
    }

    /// Writes the sheet to a second place. Perhaps it was the list of problems that failed at the first one, and it has the same place still.
    fn write_with_or_without_problems(&mut self, destination: &Destination) -> Result<Written, WriteFailure> {
        let failure = match self.write_one(destination) {
            Err(failure) if !failure.is_final && !failure.has_rows && destination.plan.problems.is_some() => {
                failure
            }
            written => return written,
        };
        let mut alone = destination.clone();
        alone.plan.problems = None;
        let written = self.write_one(&alone)?;
        self.report.note(&format!("the list of problems was not written: {}", failure.message));
        Ok(written)
    }

    /// Tells what was written. Returns how the program ends.
    fn ended(&mut self, written: &Written, most: Option<u64>) -> Exit {
        for line in without_effect(&self.session.unmatched_patterns(), &self.args.paths) {
            self.report.note(&line);
        }
        let status = self.session.status();
        let is_from_file =
            status.origin.is_some() && status.roots.iter().all(|root| status.is_from_file(root.id));
        if let Some(line) = without_effect_on_file(self.args).filter(|_| is_from_file) {
            self.report.note(&line);
        }
        let summary = self.summary();
        self.sums_of_comparison().iter().for_each(|line| self.report.say(line));
        let status = self.session.status();
        self.report.written(written, most, status.incomplete);
        self.report.checked(&summary, status.incomplete);
        self.exit()
    }

    /// How the program ends once what was asked for is written.
    pub(super) fn exit(&self) -> Exit {
        let status = self.session.status();
        let broken = |phase: &RootPhase| matches!(phase, RootPhase::Failed | RootPhase::Incomplete(_));
        if self.was_stopped() {
            Exit::Stopped
        } else if status.phase == Phase::Stopped
            || status.problems.problems() > 0
            || status.roots.iter().any(|root| broken(&root.phase))
        {
            Exit::Problems
        } else if self.session.comparison().is_some_and(|one| self.lacks > 0 || one.totals.is_in_part()) {
            // What differs is not all that may: a program that goes by the code must not take it for that.
            Exit::Problems
        } else if self.session.name_check().is_some_and(|check| !check.is_clean())
            || self.session.comparison().is_some_and(|one| one.totals.differs())
        {
            Exit::Found
        } else {
            Exit::Complete
        }
    }

    /// Another place for the sheet, from the user at the terminal. `None` if there is no terminal, or the user gives up.
    fn ask(&mut self) -> Option<Destination> {
        if !ask::is_possible() {
            self.report.lost();
            return None;
        }
        loop {
            self.report.ask();
            let wake = self.wake.clone();
            let answer = ask::path(move || wake())?;
            let path = loop {
                if self.is_interrupted() {
                    self.report.failed("stopped: the sheet was not written");
                    return None;
                }
                match answer.try_recv() {
                    Ok(path) => break path?,
                    Err(TryRecvError::Empty) => drop(self.bell.recv_timeout(REFRESH)),
                    Err(TryRecvError::Disconnected) => return None,
                }
            };
            let destination = self.args.destination(&path);
            match destination.and_then(|destination| check(&destination).map(|()| destination)) {
                Ok(destination) => return Some(destination),
                Err(why) => self.report.failed(&why),
            }
        }
    }

    fn write_one(&mut self, destination: &Destination) -> Result<Written, WriteFailure> {
        let Destination { target, plan } = destination.clone();
        if destination.is_output() { self.write_to_stdout(plan) } else { self.write_to(&target, plan) }
    }

    fn write_to_stdout(&mut self, plan: Plan) -> Result<Written, WriteFailure> {
        let plan = Plan { for_terminal: io::stdout().is_terminal(), ..plan };
        if plan.for_terminal {
            self.report.on_terminal();
        }
        let progress = Progress::default();
        self.interrupts.cancels(progress.clone());
        // One that came just before had nothing to cancel, and from here on only the handler hears any.
        if self.is_interrupted() {
            return Err(WriteFailure::finally(cut_off(&progress, self.session.status().shown)));
        }
        let mut out = standard_output().map_err(|why| WriteFailure::of_the_place(no_output(why)))?;
        match self.session.write_shown(plan, &mut out, &progress) {
            Err(ExportError::Cancelled) => {
                Err(WriteFailure::finally(cut_off(&progress, self.session.status().shown)))
            }
            written => written.map_err(|error| WriteFailure {
                is_final: !error.is_of_the_place(),
                has_rows: progress.written() > 0,
                message: words::export_error(&error),
            }),
        }
    }

    fn write_to(&mut self, target: &Path, plan: Plan) -> Result<Written, WriteFailure> {
        self.session.apply(Command::Export { target: target.to_owned(), scope: RowScope::Shown, plan });
        let mut cancelled: Option<Instant> = None;
        loop {
            self.session.tick(BUDGET);
            if self.is_interrupted() {
                self.heard = self.interrupts.count();
                self.session.apply(Command::CancelExport);
                cancelled.get_or_insert_with(Instant::now);
            }
            match self.session.status().export {
                ExportStatus::Written { written, .. } => return Ok(written.clone()),
                ExportStatus::Failed { why, .. } => {
                    return Err(WriteFailure {
                        message: words::export_error(why),
                        is_final: !why.is_of_the_place(),
                        has_rows: false,
                    });
                }
                ExportStatus::Cancelled { .. } | ExportStatus::Exists { .. } | ExportStatus::None => {
                    return Err(WriteFailure::finally(words::export_error(&ExportError::Cancelled)));
                }
                ExportStatus::Writing { .. } if cancelled.is_some_and(|at| at.elapsed() > PATIENCE) => {
                    return Err(WriteFailure::finally(not_answering(target)));
                }
                ExportStatus::Writing { .. } => {}
            }
            let _ = self.bell.recv_timeout(REFRESH);
        }
    }
}

/// Why a target has no sheet.
struct WriteFailure {
    message: String,
    /// Whether another target is of no use.
    is_final: bool,
    /// Whether rows went there before it failed, which can't be taken back.
    has_rows: bool,
}

impl WriteFailure {
    fn of_the_place(message: String) -> WriteFailure {
        WriteFailure { message, is_final: false, has_rows: false }
    }

    fn finally(message: String) -> WriteFailure {
        WriteFailure { message, is_final: true, has_rows: false }
    }
}

/// What there is of a sheet on standard output that was cancelled.
fn cut_off(progress: &Progress, rows: u64) -> String {
    let (written, rows) = (text::number(progress.written()), text::counted(rows, "row"));
    format!("stopped: standard output has {written} of {rows}")
}

/// Why the program ends while an export is still at it.
fn not_answering(target: &Path) -> String {
    let shown = text::shown(name::path_bytes(target));
    format!(
        "stopped while the disk did not answer: {shown} is as it was or complete, and never a part of the sheet"
    )
}
