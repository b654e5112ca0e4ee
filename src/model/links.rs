//! Hard links of the rows of a block: a column for the few rows that have any.

use super::{HardLinks, Packed};

/// HardLinks by the place of their row.
#[derive(Debug)]
pub(super) struct LinkColumn {
    places: Box<[u16]>,
    counts: Packed,
    devices: Packed,
    inodes: Packed,
}

impl LinkColumn {
    /// Packs the links of rows, which are in the order of their places; nothing is kept where there are none.
    pub(super) fn pack(links: &[(u16, HardLinks)]) -> Option<Box<LinkColumn>> {
        let values = || links.iter().map(|(_, links)| links);
        (!links.is_empty()).then(|| {
            Box::new(LinkColumn {
                places: links.iter().map(|(place, _)| *place).collect(),
                counts: Packed::new(values().map(|links| links.count.into())),
                devices: Packed::new(values().map(|links| links.device)),
                inodes: Packed::new(values().map(|links| links.inode)),
            })
        })
    }

    /// The links of the row at a place.
    pub(super) fn get(&self, place: usize) -> Option<HardLinks> {
        self.places.binary_search(&(place as u16)).ok().map(|at| self.at(at))
    }

    /// All of them, each with its row's place.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, HardLinks)> {
        self.places.iter().enumerate().map(|(at, &place)| (place.into(), self.at(at)))
    }

    fn at(&self, at: usize) -> HardLinks {
        let (device, inode) = (self.devices.get(at), self.inodes.get(at));
        HardLinks { count: self.counts.get(at) as u32, device, inode }
    }

    /// Bytes it takes in memory.
    pub(super) fn heap_bytes(&self) -> usize {
        let columns = [&self.counts, &self.devices, &self.inodes];
        size_of::<LinkColumn>()
            + size_of_val(&*self.places)
            + columns.map(Packed::heap_bytes).iter().sum::<usize>()
    }
}
