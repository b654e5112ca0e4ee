//! Picked folders that were taken out of the sheet, as far as they are being read: their reading ends, and what still comes of them is
//! dropped.

use super::DiskReading;
use crate::model::{Batch, RootId};
use crate::scan::{Claim, Inside};
use crate::store::{ClaimedFile, PathToFind, Sheet};

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

    /// These are in the sheet again, as far as they were read.
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

    /// The picked folder that has the place of this one, itself where it was not removed or is back; `None` if there is none.
    fn now(&self, sheet: &Sheet, mut root: RootId) -> Option<RootId> {
        while sheet.roots.with_id(root).is_none() {
            root = (*self.removed.get(&root)?)?;
        }
        Some(root)
    }
}
