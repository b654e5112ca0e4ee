//! Hard links of the rows of a block: a column for the few rows that have any.

use super::{HardLinks, Packed};
use std::sync::Arc;

/// HardLinks by the place of their row.
#[derive(Debug)]
pub(super) struct LinkColumn {
    places: Box<[u16]>,
    /// 0 where it isn't known.
    counts: Packed,
    devices: Packed,
    inodes: Packed,
}

impl LinkColumn {
    /// Packs the links of rows, which are in the order of their places; nothing is kept where there are none.
    pub(super) fn pack(links: &[(u16, HardLinks)]) -> Option<Arc<LinkColumn>> {
        let values = || links.iter().map(|(_, links)| links);
        (!links.is_empty()).then(|| {
            Arc::new(LinkColumn {
                places: links.iter().map(|(place, _)| *place).collect(),
                counts: Packed::new(values().map(|links| links.count.unwrap_or(0).into())),
                devices: Packed::new(values().map(|links| links.device)),
                inodes: Packed::new(values().map(|links| links.inode)),
            })
        })
    }

    /// The links of the row at a place; `born` is asked for when that row's file came to be.
    pub(super) fn get(&self, place: usize, born: impl Fn(usize) -> Option<i64>) -> Option<HardLinks> {
        self.places.binary_search(&(place as u16)).ok().map(|at| self.at(at, born))
    }

    /// All of them, each with its row's place.
    pub(super) fn iter(
        &self,
        born: impl Fn(usize) -> Option<i64>,
    ) -> impl Iterator<Item = (usize, HardLinks)> {
        self.places.iter().enumerate().map(move |(at, &place)| (place.into(), self.at(at, &born)))
    }

    fn at(&self, at: usize, born: impl Fn(usize) -> Option<i64>) -> HardLinks {
        let (device, inode) = (self.devices.get(at), self.inodes.get(at));
        match self.counts.get(at) as u32 {
            0 => HardLinks::uncounted(device, inode, born(self.places[at].into())),
            count => HardLinks::counted(count, device, inode),
        }
    }

    /// Bytes it takes in memory.
    pub(super) fn heap_bytes(&self) -> usize {
        let columns = [&self.counts, &self.devices, &self.inodes];
        size_of::<LinkColumn>()
            + size_of_val(&*self.places)
            + columns.map(Packed::heap_bytes).iter().sum::<usize>()
    }
}
