//! Picked paths that lie in a folder that was picked and begun before: they are read by themselves only if that one doesn't list them,
//! which its end tells.

use super::DiskReading;
use crate::model::{Location, Operation, Outcome, Reason, Request, RootId, name};
use crate::scan::{Inside, Scan};
use crate::store::{PathToFind, Sheet};
use std::path::Path;
use std::time::Duration;

/// After so long of nothing but waiting for drives, what waits for another folder's end is read without it.
const STUCK: Duration = Duration::from_secs(3);

/// A picked path that lies in `outer`, which was begun before.
#[derive(Debug)]
pub(super) struct WaitingRoot {
    pub root: RootId,
    pub outer: RootId,
    /// Time that a worker took to see that.
    pub elapsed: Duration,
}

impl DiskReading {
    /// Those whose outer folder has ended are listed in it, or are read now.
    pub(super) fn decide_waiting(&mut self, sheet: &mut Sheet) {
        if self.is_stopping() {
            return;
        }
        let is_open = |root: RootId| sheet.roots.with_id(root).is_some_and(|root| root.phase.is_open());
        let (waiting, ended): (Vec<_>, Vec<_>) =
            self.waiting.drain(..).partition(|waiting| is_open(waiting.outer));
        self.waiting = waiting;
        let wanted = ended.iter().map(|WaitingRoot { root, outer, .. }| {
            let Inside { names, is_folder } = self.roots.waited(*root, *outer)?;
            Some(PathToFind { top: *outer, path: names, is_folder })
        });
        let found = sheet.find(&wanted.collect::<Vec<_>>());
        let mut unlisted = Vec::new();
        for (WaitingRoot { root, outer, elapsed }, is_listed) in ended.into_iter().zip(found) {
            let Some(path) = sheet.roots.with_id(root).map(|root| &root.path) else { continue };
            if is_listed {
                let cause = Reason::InsidePicked.into();
                let at = Location::whole(name::path_bytes(path));
                sheet.add_problem(Some(root), Operation::Overlap, at, cause);
                sheet.roots.finished(root, elapsed, Outcome::ListedIn(outer));
            } else {
                unlisted.extend(self.not_in(sheet, root, outer));
            }
        }
        unlisted.extend(self.not_come_to(sheet));
        if let Some(scan) = self.scan.as_mut().filter(|_| !unlisted.is_empty()) {
            scan.add(unlisted);
        }
    }

    /// Those that wait for a folder that drives hold, and that it has not come to: its walk leaves them out from now on, so they need not
    /// wait until the drives answer. Not what such a drive holds itself.
    fn not_come_to(&mut self, sheet: &mut Sheet) -> Vec<Request> {
        let is_stuck = |scan: &Scan| scan.stuck_for().is_some_and(|stuck| stuck > STUCK);
        if self.waiting.is_empty() || !self.scan.as_ref().is_some_and(is_stuck) {
            return Vec::new();
        }
        let held: Vec<Vec<u8>> =
            self.workers().into_iter().filter_map(|worker| Some(worker.folder?.0)).collect();
        let wanted = self.waiting.iter().map(|WaitingRoot { root, outer, .. }| {
            let Inside { mut names, is_folder } = self.roots.waits_at(*root, *outer)?;
            let mut path = name::path_bytes(&sheet.roots.with_id(*outer)?.path).to_vec();
            names.iter().for_each(|part| name::push_part(&mut path, part));
            // A file is a row of a folder that was begun perhaps, and which of its names are rows is settled then.
            if !is_folder {
                names.pop();
            }
            let is_held =
                held.iter().any(|held| Path::new(&*name::to_os(held)).starts_with(&*name::to_os(&path)));
            (!is_held && !names.is_empty()).then_some(PathToFind {
                top: *outer,
                path: names,
                is_folder: true,
            })
        });
        let wanted: Vec<_> = wanted.collect();
        let found = sheet.find(&wanted);
        let free = wanted.iter().zip(found).map(|(wanted, found)| wanted.is_some() && !found);
        let waiting = std::mem::take(&mut self.waiting);
        let mut unlisted = Vec::new();
        for (waiting, is_free) in waiting.into_iter().zip(free) {
            if is_free {
                unlisted.extend(self.not_in(sheet, waiting.root, waiting.outer));
            } else {
                self.waiting.push(waiting);
            }
        }
        unlisted
    }

    /// What is to be read because `outer` doesn't list it.
    fn not_in(&self, sheet: &Sheet, root: RootId, outer: RootId) -> Option<Request> {
        self.roots.is_not_in(root, outer);
        Some(Request { root, path: sheet.roots.with_id(root)?.path.to_path_buf() })
    }
}
