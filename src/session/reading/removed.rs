//! Picked folders that were taken out of the sheet, as far as they are being read: their reading ends, and what still comes of them is
//! dropped.

use super::DiskReading;
use crate::model::{Batch, Outcome, RootId, RootPhase, name};
use crate::scan::{Claim, Inside, Roots};
use crate::store::{ClaimedFile, PathToFind, Sheet};
use std::collections::HashMap;

impl DiskReading {
    /// These are not in the sheet any more: their reading ends, and what still comes of them is dropped. Those in `replaced`
    /// are read anew as another one each. Returns what they had claimed.
    pub(in crate::session) fn removed(
        &mut self,
        roots: &[RootId],
        replaced: &[(RootId, RootId)],
    ) -> Vec<(RootId, Claim)> {
        for &root in roots {
            if let Some(scan) = &mut self.scan {
                scan.drop_root(root);
            }
            self.since.remove(&root);
            self.removed.insert(root, None);
        }
        self.removed.extend(replaced.iter().map(|&(old, new)| (old, Some(new))));
        self.waiting.retain(|waiting| !roots.contains(&waiting.root));
        self.given_up.retain(|worker| !worker.root.is_some_and(|root| roots.contains(&root)));
        roots.iter().map(|&root| (root, self.roots.remove(root))).collect()
    }

    /// What is read next is read with the options that hold now, where nothing is being read that was begun with others.
    pub(in crate::session) fn take_options(&mut self, sheet: &Sheet) {
        let is_idle = !self.is_stopping()
            && !self
                .requested
                .iter()
                .any(|root| sheet.roots.with_id(*root).is_some_and(|root| root.phase.is_open()));
        if let Some(mut scan) = self.scan.take_if(|_| is_idle) {
            scan.stop();
            self.retired.push(scan);
            self.requested.clear();
        }
    }

    /// The picked folders as the scans know them.
    pub(in crate::session) fn roots(&self) -> &Roots {
        &self.roots
    }

    /// These come back into the sheet, as far as they were read.
    pub(in crate::session) fn claim_again(&mut self, claims: Vec<(RootId, Claim)>) {
        for (root, claim) in claims {
            self.roots.put_back(root, claim);
        }
    }

    /// The picked files among these, by the other picked folders that may have left them to them.
    pub(in crate::session) fn left_to(&self, sheet: &Sheet, roots: &[RootId]) -> Vec<ClaimedFile> {
        let mut left = Vec::new();
        for &root in roots {
            for (outer, Inside { names, is_folder }) in self.roots.around(root) {
                // A walk says itself which folders it left out.
                if !is_folder && !roots.contains(&outer) && sheet.roots.with_id(outer).is_some() {
                    left.push(ClaimedFile { root, at: PathToFind { top: outer, path: names, is_folder } });
                }
            }
        }
        left
    }

    /// What of a batch is of picked folders that are still in the sheet.
    pub(super) fn wanted_of(&self, sheet: &Sheet, batch: Batch) -> Batch {
        let is_gone = |root: RootId| self.removed.contains_key(&root);
        let has_gone = batch.counts.iter().any(|(root, _)| is_gone(*root))
            || batch.folders.iter().any(|record| is_gone(record.root));
        let batch = if has_gone { sheet.batch_without(batch, is_gone) } else { batch };
        Sheet::batch_with_left(batch, |root| self.now(sheet, root))
    }

    /// What another picked folder had left to one that was removed is there again where one of these is that.
    pub(in crate::session) fn fill_gaps(&self, sheet: &mut Sheet, roots: &[RootId]) {
        if roots.is_empty() || !sheet.lacks_removed() {
            return;
        }
        let mut places = HashMap::new();
        for root in roots.iter().filter_map(|root| sheet.roots.with_id(*root)) {
            if matches!(root.phase, RootPhase::Queued | RootPhase::Failed | RootPhase::ListedIn(_)) {
                continue;
            }
            places.insert(name::path_bytes(&root.path).to_vec(), root.id);
            // By the path at which the other one has it.
            for (outer, Inside { names, .. }) in self.roots.around(root.id) {
                let Some(outer) = sheet.roots.with_id(outer) else { continue };
                let mut path = name::path_bytes(&outer.path).to_vec();
                names.iter().for_each(|part| name::push_part(&mut path, part));
                places.insert(path, root.id);
            }
        }
        sheet.is_listed_at(&places);
    }

    /// How a picked folder ended. If it was found in one that was removed before this was heard of, it is looked for in what is left.
    pub(super) fn outcome_now(&self, sheet: &Sheet, outcome: Outcome) -> Outcome {
        match outcome {
            Outcome::ListedIn(other) => {
                self.now(sheet, other).map_or(Outcome::Inside(other), Outcome::ListedIn)
            }
            outcome => outcome,
        }
    }

    /// The picked folder that has the place of this one, itself where it was not removed or is back; `None` if there is none.
    fn now(&self, sheet: &Sheet, mut root: RootId) -> Option<RootId> {
        while sheet.roots.with_id(root).is_none() {
            root = (*self.removed.get(&root)?)?;
        }
        Some(root)
    }
}
