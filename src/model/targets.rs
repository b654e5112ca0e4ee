//! What the links among the rows of a block point at: a column for those rows alone.

use super::Packed;
use std::sync::Arc;

/// Targets while their rows are being found.
#[derive(Debug, Default)]
pub(super) struct Targets {
    places: Vec<u16>,
    ends: Vec<u32>,
    bytes: Vec<u8>,
}

impl Targets {
    /// Adds the target of a row that is behind those before it.
    pub(super) fn push(&mut self, place: u16, target: &[u8]) {
        self.places.push(place);
        self.bytes.extend_from_slice(target);
        self.ends.push(self.bytes.len() as u32);
    }

    /// Packs them and starts again with none; nothing is kept where there are none.
    pub(super) fn take(&mut self) -> Option<Arc<TargetColumn>> {
        let packed = (!self.places.is_empty()).then(|| {
            Arc::new(TargetColumn {
                places: self.places.as_slice().into(),
                ends: Packed::new(self.ends.iter().map(|&end| end.into())),
                bytes: self.bytes.as_slice().into(),
            })
        });
        self.places.clear();
        self.ends.clear();
        self.bytes.clear();
        packed
    }
}

/// Targets by the place of their row.
#[derive(Debug)]
pub(super) struct TargetColumn {
    places: Box<[u16]>,
    /// Where each ends in `bytes`.
    ends: Packed,
    bytes: Box<[u8]>,
}

impl TargetColumn {
    /// The target of the row at a place.
    pub(super) fn get(&self, place: usize) -> Option<&[u8]> {
        self.places.binary_search(&(place as u16)).ok().map(|at| self.at(at))
    }

    /// All of them, each with its row's place.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &[u8])> {
        self.places.iter().enumerate().map(|(at, &place)| (place.into(), self.at(at)))
    }

    fn at(&self, at: usize) -> &[u8] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends.get(before) as usize);
        &self.bytes[start..self.ends.get(at) as usize]
    }

    /// Bytes it takes in memory.
    pub(super) fn heap_bytes(&self) -> usize {
        size_of::<TargetColumn>() + size_of_val(&*self.places) + self.ends.heap_bytes() + self.bytes.len()
    }
}
