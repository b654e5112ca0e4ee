//! One run from the folders to the written sheet: read, put in order, write, and Ctrl+C in each of these.

use super::excludes::without_effect;
use super::interrupts::Interrupts;
use super::report::Report;
use super::{Args, Exit, reading, show};
use crate::model::name;
use crate::session::{
    Command, ExportError, ExportStatus, Phase, Plan, Progress, RootPhase, Session, What, Written,
    standard_output,
};
use crate::text;
use crossbeam_channel::{Receiver, bounded};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How often the line about the progress changes.
const REFRESH: Duration = Duration::from_millis(100);

/// How long a cancelled export may take to end. A disk that is bringing a file to its end may not listen for minutes.
const PATIENCE: Duration = Duration::from_secs(2);

/// When a user who pressed Ctrl+C is told what the program is still at.
const HINT: Duration = Duration::from_secs(1);

/// Time that one tick may take.
const BUDGET: Duration = Duration::from_millis(50);

/// Reads the folders and writes the sheet to `target`, `-` being standard output.
pub fn run(args: &Args, target: &Path) -> Exit {
    let plan = match args.plan() {
        Ok(plan) => plan,
        Err(mistake) => {
            Report::default().failed(&mistake);
            return Exit::Usage;
        }
    };
    if target == Path::new("-")
        && let Err(why) = standard_output()
    {
        Report::default().failed(&no_output(&why));
        return Exit::Failed;
    }
    let (ring, bell) = bounded(1);
    let ring_again = ring.clone();
    let interrupts = Interrupts::listen(move || {
        let _ = ring_again.try_send(());
    });
    let wake = Arc::new(move || {
        // A full bell rings already.
        let _ = ring.try_send(());
    });
    let mut run = Run {
        session: reading(args, wake, None),
        bell,
        interrupts,
        report: Report::default(),
        picked: args.paths.clone(),
        heard: 0,
    };
    run.read();
    // Nobody looks on, so nothing is put in order before all is there.
    show(&mut run.session, args);
    match run.arrange().and_then(|()| run.is_worth_writing(target)) {
        Ok(()) => run.write(target, plan),
        Err(exit) => exit,
    }
}

struct Run {
    session: Session,
    bell: Receiver<()>,
    interrupts: Interrupts,
    report: Report,
    /// As the user named them.
    picked: Vec<PathBuf>,
    /// How many times Ctrl+C was pressed and obeyed.
    heard: u32,
}

impl Run {
    /// Whether Ctrl+C was pressed since it was obeyed last.
    fn is_interrupted(&self) -> bool {
        self.interrupts.count() > self.heard
    }

    /// Waits until all is read. Ctrl+C ends that, and what was found is kept.
    fn read(&mut self) {
        loop {
            let wait = self.session.tick(BUDGET).unwrap_or(REFRESH).min(REFRESH);
            if self.is_interrupted() && self.heard == 0 {
                self.heard = 1;
                self.session.apply(Command::Stop);
                continue;
            }
            let status = self.session.status();
            self.report.show(&status);
            if !matches!(status.phase, Phase::Reading | Phase::Stopping) {
                return;
            }
            let _ = self.bell.recv_timeout(wait);
        }
    }

    /// Waits until the filter and the order are worked out.
    ///
    /// # Errors
    /// How the program ends if they can't be, or Ctrl+C was pressed: any other sheet is not what was asked for, so none is written.
    fn arrange(&mut self) -> Result<(), Exit> {
        let mut hint = (self.heard > 0).then(Instant::now);
        loop {
            let wait = self.session.tick(BUDGET).unwrap_or(REFRESH).min(REFRESH);
            if self.is_interrupted() {
                self.report.failed(
                    "stopped while the filter and the order were being worked out: nothing was written",
                );
                return Err(Exit::Stopped);
            }
            if let Some(mistake) = self.session.mistake() {
                let what = text::shown(mistake.what.as_bytes()).into_owned();
                self.report.failed(&format!("--filter: {what}: nothing was written"));
                return Err(Exit::Usage);
            }
            let status = self.session.status();
            if status.view_failed {
                self.report.failed(
                    "a fault of the program ended the filter or the order: nothing was written. Please report it",
                );
                return Err(Exit::Failed);
            }
            if !status.view_busy {
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

    /// Whether there is anything to put in the place of an older sheet.
    ///
    /// # Errors
    /// How the program ends if no picked folder could be opened at all: a drive that isn't there must not cost its last sheet.
    fn is_worth_writing(&mut self, target: &Path) -> Result<(), Exit> {
        let status = self.session.status();
        if status.roots.iter().any(|root| root.phase != RootPhase::Failed) {
            return Ok(());
        }
        let folders = if status.roots.len() == 1 { "the folder" } else { "any of the folders" };
        let kept = match target == Path::new("-") {
            true => String::new(),
            false => format!(" and {} is as it was", text::shown(name::path_bytes(target))),
        };
        self.report.failed(&format!("could not open {folders}: nothing was written{kept}"));
        Err(Exit::Failed)
    }

    fn write(&mut self, target: &Path, plan: Plan) -> Exit {
        let most = plan.format.most_rows().filter(|_| plan.split.is_none());
        let written =
            if target == Path::new("-") { self.write_to_stdout(plan) } else { self.write_to(target, plan) };
        for line in without_effect(&self.session.unmatched_patterns(), &self.picked) {
            self.report.note(&line);
        }
        let status = self.session.status();
        let stopped = status.phase == Phase::Stopped;
        match written {
            Ok(written) => self.report.written(&written, most, status.incomplete.as_deref()),
            Err(message) => {
                self.report.failed(&message);
                return if self.interrupts.count() > 0 { Exit::Stopped } else { Exit::Failed };
            }
        }
        let broken = |phase: &RootPhase| matches!(phase, RootPhase::Failed | RootPhase::Incomplete(_));
        if stopped {
            Exit::Stopped
        } else if status.problems.problems() > 0 || status.roots.iter().any(|root| broken(&root.phase)) {
            Exit::Problems
        } else {
            Exit::Complete
        }
    }

    fn write_to_stdout(&mut self, plan: Plan) -> Result<Written, String> {
        let plan = Plan { for_terminal: io::stdout().is_terminal(), ..plan };
        if plan.for_terminal {
            self.report.on_terminal();
        }
        let problems = plan.problems.clone();
        let progress = Progress::default();
        self.interrupts.cancels(progress.clone());
        let mut out = standard_output().map_err(|why| no_output(&why))?;
        let rows = match self.session.write_shown(plan, &mut out, &progress) {
            // Whoever reads has seen enough, as `head` does.
            Err(ExportError::Io { source, .. }) if source.kind() == io::ErrorKind::BrokenPipe => {
                progress.written()
            }
            Err(ExportError::Cancelled) => return Err(cut_off(&progress, self.session.status().shown)),
            written => written.map_err(|error| error.to_string())?,
        };
        Ok(Written { files: Vec::new(), rows, problems })
    }

    fn write_to(&mut self, target: &Path, plan: Plan) -> Result<Written, String> {
        self.session.apply(Command::Export { target: target.to_owned(), what: What::Shown, plan });
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
                ExportStatus::Failed { message, .. } => return Err(message.clone()),
                ExportStatus::Cancelled { .. } | ExportStatus::Exists { .. } | ExportStatus::None => {
                    return Err(ExportError::Cancelled.to_string());
                }
                ExportStatus::Writing { .. } if cancelled.is_some_and(|at| at.elapsed() > PATIENCE) => {
                    return Err(not_answering(target));
                }
                ExportStatus::Writing { .. } => {}
            }
            let _ = self.bell.recv_timeout(REFRESH);
        }
    }
}

/// Why no rows can go to standard output.
fn no_output(why: &io::Error) -> String {
    format!(
        "could not write to standard output: {why}. Redirect it to a file or a program, or name a file for the sheet."
    )
}

/// What there is of a sheet on standard output that was cancelled.
fn cut_off(progress: &Progress, rows: u64) -> String {
    let (written, rows) = (text::number(progress.written()), text::number(rows));
    format!("stopped: standard output has {written} of {rows} rows")
}

/// Why the program ends while an export is still at it.
fn not_answering(target: &Path) -> String {
    let shown = text::shown(name::path_bytes(target));
    format!(
        "stopped while the disk did not answer: {shown} is as it was or complete, and never a part of the sheet"
    )
}
