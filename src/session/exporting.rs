//! The export, on a thread of its own.

use super::status::ExportStatus;
use crate::export::{self, ExportError, Job, Progress};
use crate::scan::Wake;
use crossbeam_channel::{Receiver, bounded};
use std::path::PathBuf;
use std::thread;

struct Running {
    progress: Progress,
    ended: Receiver<Result<u64, ExportError>>,
    incomplete: Option<String>,
}

/// At most one export at a time, and how the last one ended.
#[derive(Default)]
pub(super) struct Exporting {
    status: ExportStatus,
    running: Option<Running>,
}

impl Exporting {
    pub fn status(&self) -> &ExportStatus {
        &self.status
    }

    /// Begins; false if another is running.
    pub fn start(&mut self, job: Job, target: PathBuf, incomplete: Option<String>, wake: Wake) -> bool {
        if self.running.is_some() {
            return false;
        }
        let progress = Progress::default();
        let (give, ended) = bounded(1);
        let rows = job.view.len();
        let work = {
            let (target, progress) = (target.clone(), progress.clone());
            move || {
                // The receiver is gone only when the app is.
                let _ = give.send(export::to_file(&job, &target, &progress));
                wake();
            }
        };
        match thread::Builder::new().name("export".to_owned()).spawn(work) {
            Ok(_) => {
                self.status = ExportStatus::Writing { target, written: 0, rows };
                self.running = Some(Running { progress, ended, incomplete });
            }
            Err(error) => {
                let message = format!("could not start the export: {error}. Try again.");
                self.status = ExportStatus::Failed { target, message };
            }
        }
        true
    }

    pub fn cancel(&self) {
        if let Some(running) = &self.running {
            running.progress.cancel();
        }
    }

    /// Takes the line about an ended export away.
    pub fn forget(&mut self) {
        if self.running.is_none() {
            self.status = ExportStatus::None;
        }
    }

    pub fn tick(&mut self) {
        let Some(running) = &self.running else { return };
        let ExportStatus::Writing { target, written, .. } = &mut self.status else { return };
        *written = running.progress.written();
        let Ok(ended) = running.ended.try_recv() else { return };
        let target = std::mem::take(target);
        self.status = match ended {
            Ok(rows) => ExportStatus::Written { target, rows, incomplete: running.incomplete.clone() },
            Err(ExportError::Cancelled) => ExportStatus::Cancelled { target },
            Err(error) => ExportStatus::Failed { target, message: error.to_string() },
        };
        self.running = None;
    }
}
