//! How a list ends: whole, damaged, or because it could not be read.

use super::{BATCH_ITEMS, Maker, Result};
use crate::model::{
    Batch, FolderId, ListMistake, Location, Operation, RootId, RootPhase, SourceError, SourceEvent,
};
use std::time::Duration;

impl Maker<'_> {
    /// The list was read to its end.
    pub(in crate::import) fn finish(mut self) -> Result {
        let (sums, tree) = (std::mem::take(&mut self.sums), &self.tree);
        let other = sums.others(tree.len(), |folder| tree.parent(folder));
        for (folder, listed, rows) in other {
            let at = Location { folder: Some(folder), name: Box::default() };
            self.problem(Operation::AddUp, at, ListMistake::OtherSum { listed, rows }, 0)?;
        }
        self.send()?;
        let all = (0..self.tree.len() as u32).map(FolderId);
        let read: Vec<FolderId> = all.filter(|folder| !self.unread.contains(folder)).collect();
        for ended in read.chunks(BATCH_ITEMS) {
            let batch = Batch { ended: ended.to_vec(), ..Batch::default() };
            self.sink.send(SourceEvent::Found(Box::new(batch)))?;
        }
        self.end()
    }

    /// The list ends early, after so many sound bytes. Whatever was found is sent.
    pub(in crate::import) fn finish_damaged(mut self, byte: u64) -> Result {
        self.send()?;
        Err(SourceError::Damaged { byte, rows: self.rows })
    }

    /// The list can't be read further.
    pub(in crate::import) fn finish_failed(mut self, error: SourceError) -> Result {
        if matches!(error, SourceError::Io(_)) {
            self.send()?;
        }
        Err(error)
    }

    fn end(&mut self) -> Result {
        for root in 0..self.tops.len() as u32 {
            let (root, phase, elapsed) = (RootId(root), RootPhase::Done, Duration::ZERO);
            self.sink.send(SourceEvent::RootEnded { root, phase, elapsed })?;
        }
        Ok(())
    }
}
