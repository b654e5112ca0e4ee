//! Hard links of the rows of a block: a column for the few rows that have any.

use super::stored::take;
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

    /// Appends it: how many there are (4 bytes), the places of their rows (2 each), and three columns of numbers, each with its length before
    /// it (4): names, device, inode.
    pub(super) fn store(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&(self.places.len() as u32).to_le_bytes());
        self.places.iter().for_each(|place| out.extend_from_slice(&place.to_le_bytes()));
        for column in [&self.counts, &self.devices, &self.inodes] {
            let len_at = out.len();
            out.extend_from_slice(&[0; 4]);
            column.store(self.places.len(), out);
            let len = (out.len() - len_at - 4) as u32;
            out[len_at..len_at + 4].copy_from_slice(&len.to_le_bytes());
        }
    }

    /// The links of a block with so many rows. `None` unless these bytes are exactly such a column.
    pub(super) fn restore(rows: usize, mut bytes: &[u8]) -> Option<Box<LinkColumn>> {
        let len = u32::from_le_bytes(take(&mut bytes)?) as usize;
        let places = bytes.split_off(..len.checked_mul(2)?)?;
        let places: Box<[u16]> =
            places.as_chunks().0.iter().map(|place| u16::from_le_bytes(*place)).collect();
        let are_in_order = places.is_sorted_by(|one, next| one < next);
        if !are_in_order || places.last().is_none_or(|&last| usize::from(last) >= rows) {
            return None;
        }
        let mut column = || {
            let column = u32::from_le_bytes(take(&mut bytes)?) as usize;
            Packed::restore(len, bytes.split_off(..column)?)
        };
        let (counts, devices, inodes) = (column()?, column()?, column()?);
        let are_sound = counts.bounds().0 >= 2 && counts.most(len) <= u32::MAX.into() && bytes.is_empty();
        are_sound.then(|| Box::new(LinkColumn { places, counts, devices, inodes }))
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
