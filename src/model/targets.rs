//! What the links among the rows of a block point at: a column for those rows alone.

use super::Packed;
use super::stored::take;

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
    pub(super) fn take(&mut self) -> Option<Box<TargetColumn>> {
        let packed = (!self.places.is_empty()).then(|| {
            Box::new(TargetColumn {
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

    /// Appends it: how many there are (4 bytes), the places of their rows (2 each), a column of numbers with its length before it (4), which
    /// are where each text ends, and the texts.
    pub(super) fn store(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&(self.places.len() as u32).to_le_bytes());
        self.places.iter().for_each(|place| out.extend_from_slice(&place.to_le_bytes()));
        let len_at = out.len();
        out.extend_from_slice(&[0; 4]);
        self.ends.store(self.places.len(), out);
        let len = (out.len() - len_at - 4) as u32;
        out[len_at..len_at + 4].copy_from_slice(&len.to_le_bytes());
        out.extend_from_slice(&self.bytes);
    }

    /// The targets of a block with so many rows. `None` unless these bytes are exactly such a column.
    pub(super) fn restore(rows: usize, mut bytes: &[u8]) -> Option<Box<TargetColumn>> {
        let len = u32::from_le_bytes(take(&mut bytes)?) as usize;
        let places = bytes.split_off(..len.checked_mul(2)?)?;
        let places: Box<[u16]> =
            places.as_chunks().0.iter().map(|place| u16::from_le_bytes(*place)).collect();
        let ends_len = u32::from_le_bytes(take(&mut bytes)?) as usize;
        let ends = Packed::restore(len, bytes.split_off(..ends_len)?)?;
        let are_sound = places.is_sorted_by(|one, next| one < next)
            && places.last().is_some_and(|&last| usize::from(last) < rows)
            && (0..len).map(|at| ends.get(at)).is_sorted()
            && ends.get(len - 1) == bytes.len() as u64;
        are_sound.then(|| Box::new(TargetColumn { places, ends, bytes: bytes.into() }))
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
