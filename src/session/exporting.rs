//! The export, on a thread of its own.

use super::Session;
use super::command::RowScope;
use super::job_thread::{Job, JobEnd, JobThread};
use super::status::ExportStatus;
use crate::export::{self, Plan, Progress, Written};
use crate::model::export::ExportError;
use crate::model::{Cancel, Message, Wake};
use crate::view::{Maker, Spec, Ties, View};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// How often the progress on screen moves.
const PROGRESS: Duration = Duration::from_millis(100);

/// What of a job is written.
#[derive(Debug, Clone)]
pub(super) enum Writes {
    /// The sheet, with all that the plan has besides.
    Sheet,
    /// The same, of the rows that were asked to be shown and were not yet: the job finds them first.
    AskedFor(Spec, Ties),
    /// The list of problems alone.
    Problems,
}

struct WriteFiles {
    writes: Writes,
    job: Arc<export::ExportJob>,
    target: PathBuf,
    progress: Progress,
}

impl Job for WriteFiles {
    type Kept = ();
    type Made = Result<Written, ExportError>;

    /// It is cancelled by its progress: what is written has to be removed, and that may take a while.
    fn run(self, (): &mut (), _: &Cancel) -> Option<Result<Written, ExportError>> {
        Some(match &self.writes {
            Writes::Sheet => export::to_file(&self.job, &self.target, &self.progress),
            Writes::AskedFor(spec, ties) => {
                let (before, cancel) = (Some(&*self.job.view), self.progress.cancelling());
                match Maker::default().make(&self.job.sheet, spec, *ties, before, cancel) {
                    Some(view) => {
                        let job = export::ExportJob { view: Arc::new(view), ..(*self.job).clone() };
                        export::to_file(&job, &self.target, &self.progress)
                    }
                    None => Err(ExportError::Cancelled),
                }
            }
            Writes::Problems => export::problems_to_file(&self.job, &self.progress),
        })
    }
}

struct RunningExport {
    writes: Writes,
    job: Arc<export::ExportJob>,
    progress: Progress,
}

/// At most one export at a time, and how the last one ended.
pub(super) struct Exporting {
    thread: JobThread<WriteFiles>,
    status: ExportStatus,
    running: Option<RunningExport>,
    /// One that waits for the user to allow replacing files.
    waiting: Option<(Arc<export::ExportJob>, Writes)>,
}

impl Session {
    /// Writes what is shown to `out`, such as standard output, and the list of problems to the plan's file for it; waits for both. That
    /// the reader of `out` stops early is not an error.
    ///
    /// # Errors
    /// If writing fails; [`ExportError::Cancelled`] if `progress` says so.
    pub fn write_shown(
        &self,
        plan: Plan,
        out: &mut (dyn io::Write + Send),
        progress: &Progress,
    ) -> Result<Written, ExportError> {
        export::to_writer(&self.export_job(RowScope::Shown, plan), out, progress)
    }

    fn export_job(&self, scope: RowScope, plan: Plan) -> export::ExportJob {
        let everything = || Arc::new(View::everything(self.sheet.rows.len()));
        let (view, only) = match scope {
            RowScope::Shown => (self.viewing.view().clone(), None),
            RowScope::Selected(rows) => (self.viewing.view().clone(), Some(rows)),
            RowScope::Everything => (everything(), None),
        };
        export::ExportJob { sheet: self.sheet.clone(), view, only, plan }
    }

    pub(super) fn export(&mut self, target: PathBuf, scope: RowScope, plan: Plan) {
        if self.comparison().is_some() && plan.format == export::Format::SavedSheet {
            self.message = Some(Message::ComparisonNotSaved);
            return;
        }
        let writes = if matches!(scope, RowScope::Shown) && self.is_shown_late() {
            Writes::AskedFor(self.viewing.spec().clone(), self.ties())
        } else {
            Writes::Sheet
        };
        let job = self.export_job(scope, plan);
        self.start_export(job, target, writes);
    }

    /// Whether what is shown is by another filter or order than was asked for, or lacks the last rows of a sheet that is read to its end. While
    /// rows still come in it always lacks some, and the file is called incomplete for that.
    fn is_shown_late(&self) -> bool {
        let is_other = self.viewing.view().spec != *self.viewing.spec();
        let is_behind = self.is_settled() && self.viewing.is_behind(&self.sheet, self.ties());
        (is_other || is_behind) && self.viewing.failure().is_none()
    }

    pub(super) fn save_problems(&mut self, target: PathBuf, replace: bool) {
        let format = export::Format::Spreadsheet(export::separator());
        let problems = Some(target.clone());
        let plan = Plan { problems, replace_others: replace, ..Plan::new(format) };
        let job = self.export_job(RowScope::Shown, plan);
        self.start_export(job, target, Writes::Problems);
    }

    fn start_export(&mut self, job: export::ExportJob, target: PathBuf, writes: Writes) {
        if !self.exporting.start(job, target, writes) {
            self.message = Some(Message::ExportIsBusy);
        }
    }
}

impl Exporting {
    /// `wake` is called when one has ended.
    pub(super) fn new(wake: Wake) -> Exporting {
        let thread = JobThread::new("export", wake);
        Exporting { thread, status: ExportStatus::None, running: None, waiting: None }
    }

    pub(super) fn status(&self) -> &ExportStatus {
        &self.status
    }

    /// Begins; false if another is running.
    pub(super) fn start(&mut self, job: export::ExportJob, target: PathBuf, writes: Writes) -> bool {
        if self.running.is_some() {
            return false;
        }
        self.waiting = None;
        let job = Arc::new(job);
        let progress = Progress::default();
        let rows = match (&writes, &job.only) {
            (Writes::Problems, _) => job.sheet.problems.len() as u64,
            (_, Some(only)) => only.len(),
            (Writes::AskedFor(..), None) => job.sheet.rows.len().into(),
            (Writes::Sheet, None) => job.view.len(),
        };
        let write = WriteFiles {
            writes: writes.clone(),
            job: job.clone(),
            target: target.clone(),
            progress: progress.clone(),
        };
        match self.thread.begin(write) {
            Ok(()) => {
                self.status = ExportStatus::Writing { target, written: 0, rows, is_finishing: false };
                self.running = Some(RunningExport { writes, job, progress });
            }
            Err(error) => {
                let why = ExportError::NotStarted { reason: error.into() };
                self.status = ExportStatus::Failed { target, why };
            }
        }
        true
    }

    /// Begins the one that waits again, over what is in its way.
    pub(super) fn replace_files(&mut self) {
        let ExportStatus::Exists { target, .. } = &mut self.status else { return };
        let target = std::mem::take(target);
        if let Some((job, writes)) = self.waiting.take() {
            let mut job = Arc::unwrap_or_clone(job);
            (job.plan.replace_target, job.plan.replace_others) = (true, true);
            self.start(job, target, writes);
        }
    }

    /// Ends the one that runs, or waits.
    pub(super) fn cancel(&mut self) {
        if let Some(running) = &self.running {
            running.progress.cancel();
        } else if let ExportStatus::Exists { target, .. } = &mut self.status {
            self.status = ExportStatus::Cancelled { target: std::mem::take(target) };
            self.waiting = None;
        }
    }

    /// Takes the line about an ended export away.
    pub(super) fn forget(&mut self) {
        if self.running.is_none() {
            self.status = ExportStatus::None;
            self.waiting = None;
        }
    }

    /// Takes up how far it is. Returns the time after which it must be called again, while one runs.
    pub(super) fn tick(&mut self) -> Option<Duration> {
        let running = self.running.as_ref()?;
        let ExportStatus::Writing { target, written, is_finishing, .. } = &mut self.status else {
            return None;
        };
        *written = running.progress.written();
        *is_finishing = running.progress.is_finishing();
        let ended = match self.thread.take() {
            None => return Some(PROGRESS),
            Some(JobEnd::Made(ended, _)) => ended,
            Some(JobEnd::Panicked | JobEnd::Cancelled) => Err(ExportError::Panicked),
        };
        let target = std::mem::take(target);
        self.status = match ended {
            Ok(written) => {
                let is_of_sheet = !matches!(running.writes, Writes::Problems);
                let incomplete = running.job.sheet.incomplete().filter(|_| is_of_sheet);
                ExportStatus::Written { written, incomplete }
            }
            Err(ExportError::Cancelled) => ExportStatus::Cancelled { target },
            Err(ExportError::Exists { path }) => {
                self.waiting = Some((running.job.clone(), running.writes.clone()));
                ExportStatus::Exists { target, file: path }
            }
            Err(why) => ExportStatus::Failed { target, why },
        };
        self.running = None;
        None
    }
}
