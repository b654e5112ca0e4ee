//! Rows by file ID (inode number), from which the names of one file are found where the source reports no link counts.

use super::Block;
use crate::model::facts;
use crate::model::links::LinkColumn;
use crate::model::{Column, HardLinks, Kind};

impl Block {
    /// Whether some rows may have a number and no count of names.
    pub fn may_have_uncounted(&self) -> bool {
        !self.are_gone && self.facts.as_ref().is_some_and(|facts| facts.may_have_uncounted())
    }

    /// Calls `each` with the index, the device and the number of each row that has a number, isn't a folder, and has no link count.
    #[inline]
    pub fn each_uncounted(&self, mut each: impl FnMut(usize, u64, u64)) {
        let Some(facts) = self.facts.as_ref().filter(|_| self.may_have_uncounted()) else { return };
        let has_folders = self.may_have_folders();
        facts.each_uncounted(self.len(), |index, device, inode| {
            if !has_folders || self.kind(index) != Kind::Folder {
                each(index, device, inode);
            }
        });
    }

    /// The device and the number of the row at `index`, if it has both.
    #[inline]
    pub fn number(&self, index: usize) -> Option<(u64, u64)> {
        let facts = self.facts.as_ref()?;
        let inode = facts.number(Column::Inode, index).filter(facts::is_real)?;
        facts.number(Column::Device, index).map(|device| (device, inode))
    }

    /// The device and the number of the row at `index`, if it has both, isn't a folder, and has no link count.
    #[inline]
    pub fn uncounted(&self, index: usize) -> Option<(u64, u64)> {
        let is_counted = self.facts.as_ref()?.number(Column::Links, index).is_some();
        self.number(index).filter(|_| !is_counted && self.kind(index) != Kind::Folder)
    }

    /// The same rows with these hard links, which are in the order of their rows' places, in the place of those that they had.
    #[must_use]
    pub fn with_links(&self, links: &[(u16, HardLinks)]) -> Block {
        let is_new = |place: usize| links.binary_search_by_key(&place, |(new, _)| usize::from(*new)).is_ok();
        let kept = self.all_links().filter(|(place, _)| !is_new(*place));
        let mut all: Vec<(u16, HardLinks)> = kept.map(|(place, links)| (place as u16, links)).collect();
        all.extend_from_slice(links);
        all.sort_unstable_by_key(|(place, _)| *place);
        Block { links: LinkColumn::pack(&all), ..self.clone() }
    }
}
