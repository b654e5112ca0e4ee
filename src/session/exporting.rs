//! The export, on a thread of its own.

use super::status::ExportStatus;
use super::worker::{Ended, Work, Worker};
use crate::export::{self, Job, Progress, Written};
use crate::model::export::ExportError;
use crate::model::{Cancel, Wake};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// How often a person sees the progress move.
const PROGRESS: Duration = Duration::from_millis(100);

struct Write {
    job: Arc<Job>,
    target: PathBuf,
    progress: Progress,
}

impl Work for Write {
    type Kept = ();
    type Made = Result<Written, ExportError>;

    /// It is cancelled by its progress: what is written has to be removed, and that may take a while.
    fn run(self, (): &mut (), _: &Cancel) -> Option<Result<Written, ExportError>> {
        Some(export::to_file(&self.job, &self.target, &self.progress))
    }
}

struct Running {
    job: Arc<Job>,
    progress: Progress,
}

/// At most one export at a time, and how the last one ended.
pub(super) struct Exporting {
    worker: Worker<Write>,
    status: ExportStatus,
    running: Option<Running>,
    /// One that waits for a person's answer.
    waiting: Option<Arc<Job>>,
}

impl Exporting {
    /// `wake` is called when one has ended.
    pub(super) fn new(wake: Wake) -> Exporting {
        let worker = Worker::new("export", wake);
        Exporting { worker, status: ExportStatus::None, running: None, waiting: None }
    }

    pub(super) fn status(&self) -> &ExportStatus {
        &self.status
    }

    /// Begins; false if another is running.
    pub(super) fn start(&mut self, job: Job, target: PathBuf) -> bool {
        if self.running.is_some() {
            return false;
        }
        self.waiting = None;
        let job = Arc::new(job);
        let progress = Progress::default();
        let rows = job.only.as_ref().map_or_else(|| job.view.len(), |only| only.len());
        let write = Write { job: job.clone(), target: target.clone(), progress: progress.clone() };
        match self.worker.begin(write) {
            Ok(()) => {
                self.status = ExportStatus::Writing { target, written: 0, rows, is_finishing: false };
                self.running = Some(Running { job, progress });
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
        if let Some(job) = self.waiting.take() {
            let mut job = Arc::unwrap_or_clone(job);
            (job.plan.replace_target, job.plan.replace_others) = (true, true);
            self.start(job, target);
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

    /// Takes up how far it is. Gives the time after which it must be called again, while one runs.
    pub(super) fn tick(&mut self) -> Option<Duration> {
        let running = self.running.as_ref()?;
        let ExportStatus::Writing { target, written, is_finishing, .. } = &mut self.status else {
            return None;
        };
        *written = running.progress.written();
        *is_finishing = running.progress.is_finishing();
        let ended = match self.worker.take() {
            None => return Some(PROGRESS),
            Some(Ended::Made(ended, _)) => ended,
            Some(Ended::Panicked | Ended::Cancelled) => Err(ExportError::Panicked),
        };
        let target = std::mem::take(target);
        self.status = match ended {
            Ok(written) => ExportStatus::Written { written, incomplete: running.job.sheet.incomplete() },
            Err(ExportError::Cancelled) => ExportStatus::Cancelled { target },
            Err(ExportError::Exists { path }) => {
                self.waiting = Some(running.job.clone());
                ExportStatus::Exists { target, file: path }
            }
            Err(why) => ExportStatus::Failed { target, why },
        };
        self.running = None;
        None
    }
}
