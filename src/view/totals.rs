//! Sums over rows: what is shown, what is selected.

use super::pool;
use crate::model::{Block, Cancel, Kind, Known, RowSet, Unknown};
use crate::store::Sheet;
use std::collections::HashSet;
use std::ops::AddAssign;
use std::sync::Arc;

/// Threads at most: more than a few only wait for the memory.
const THREADS: usize = 4;

/// How many, and how large together. Byte sums are 128 bits wide: two files of 2^63 bytes are legal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Rows, folders among them.
    pub rows: u64,
    /// Rows that are not folders; files, where each counts once.
    pub files: u64,
    /// Sum of the files' apparent sizes, in bytes.
    pub bytes: u128,
    /// Sum of the files' allocated sizes, in bytes, as far as the system reports them.
    pub allocated: u128,
    /// How many of the files are missing in these sums.
    pub unknown: Unknown,
    /// The largest apparent size of a file, in bytes.
    pub largest: u64,
}

impl AddAssign for Totals {
    fn add_assign(&mut self, other: Totals) {
        self.rows += other.rows;
        self.files += other.files;
        self.bytes += other.bytes;
        self.allocated += other.allocated;
        self.unknown += other.unknown;
        self.largest = self.largest.max(other.largest);
    }
}

impl Totals {
    /// How much of [`Totals::bytes`] is known.
    pub const fn bytes_known(&self) -> Known {
        Known::of(self.files, self.unknown.bytes)
    }

    /// How much of [`Totals::allocated`] is known.
    pub const fn allocated_known(&self) -> Known {
        Known::of(self.files, self.unknown.allocated)
    }
}

/// How a file counts of which several names are among the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CountLinks {
    /// Once for each name.
    #[default]
    EachName,
    /// Once.
    Once,
}

/// The sums over the rows below `covers` that are in `rows`, or over all of them; `None` if cancelled.
pub fn sum(
    sheet: &Sheet,
    covers: u32,
    rows: Option<&Arc<RowSet>>,
    count: CountLinks,
    cancel: &Cancel,
) -> Option<Totals> {
    let blocks = sheet.rows.blocks().take_while(|(start, _)| *start < covers);
    let blocks: Arc<[(u32, Arc<Block>)]> = blocks.map(|(start, block)| (start, block.clone())).collect();
    let of_block = {
        let (blocks, rows, cancel) = (blocks.clone(), rows.cloned(), cancel.clone());
        move |totals: &mut Totals, number: usize| {
            let (start, block) = &blocks[number];
            let end = covers.min(start + block.len() as u32);
            if cancel.is_set() {
                return;
            }
            *totals += match &rows {
                None => of_rows(block, 0..(end - start) as usize),
                Some(rows) => of_rows(block, rows.iter_in(*start..end).map(|row| (row - start) as usize)),
            };
        }
    };
    let mut totals = Totals::default();
    pool::fold(blocks.len(), THREADS, of_block).into_iter().for_each(|part| totals += part);
    if cancel.is_set() {
        return None;
    }
    if count == CountLinks::Once {
        let mut seen = HashSet::new();
        for (start, block) in blocks.iter() {
            if cancel.is_set() {
                return None;
            }
            let linked = block.all_links().map(|(index, links)| (start + index as u32, index, links));
            let counted =
                linked.filter(|(row, ..)| *row < covers && rows.is_none_or(|rows| rows.contains(*row)));
            for (_, index, links) in counted {
                if !seen.insert(links.file()) {
                    totals.files -= 1;
                    let (size, allocated) = (block.size(index), block.allocated(index));
                    totals.bytes -= u128::from(size.unwrap_or(0));
                    totals.allocated -= u128::from(allocated.unwrap_or(0));
                    totals.unknown -= Unknown::of(size, allocated);
                }
            }
        }
    }
    Some(totals)
}

fn of_rows(block: &Block, rows: impl Iterator<Item = usize>) -> Totals {
    let mut totals = Totals::default();
    // A block's 4,096 sizes may sum to more than 64 bits.
    for index in rows {
        totals.rows += 1;
        if block.kind(index) != Kind::Folder {
            totals.files += 1;
            let (size, allocated) = (block.size(index), block.allocated(index));
            totals.bytes += u128::from(size.unwrap_or(0));
            totals.largest = totals.largest.max(size.unwrap_or(0));
            totals.allocated += u128::from(allocated.unwrap_or(0));
            if !block.are_gone() {
                totals.unknown += Unknown::of(size, allocated);
            }
        }
    }
    totals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BlockBuilder, FolderId, HardLinks, Meta, Row};
    use crate::store::Sheet;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    type Plain = (bool, Option<u64>, Option<u64>, Option<u64>);

    fn sheet(rows: &[Plain]) -> Sheet {
        let mut sheet = Sheet::default();
        let mut builder = BlockBuilder::default();
        for &(is_folder, size, allocated, inode) in rows {
            let kind = if is_folder { Kind::Folder } else { Kind::File };
            let links = inode.filter(|_| !is_folder).map(|inode| HardLinks::counted(2, 1, inode));
            let meta = Meta { size, allocated, links, ..Meta::unknown(kind) };
            builder.push(Row { folder: FolderId(0), name: b"n", meta, target: None });
            if builder.len() == 9 {
                sheet.rows.push(builder.take());
            }
        }
        sheet.rows.push(builder.take());
        sheet
    }

    proptest! {
        #[test]
        fn they_are_the_plain_sums(
            // Names of a file agree on its size.
            rows in prop::collection::vec((any::<bool>(), prop::option::of(any::<u64>()), prop::option::of(0u64..9999), prop::option::of(0u64..4)), 0..40),
            chosen in prop::option::of(prop::collection::btree_set(0u32..40, 0..40)),
            covers in 0u32..40,
        ) {
            let rows: Vec<Plain> = rows.into_iter().map(|(is_folder, size, allocated, inode)| match inode {
                // Of one of them nothing is known.
                Some(0) => (is_folder, None, None, Some(0)),
                Some(inode) => (is_folder, Some(inode * 10), Some(inode * 512), Some(inode)),
                None => (is_folder, size, allocated, None),
            }).collect();
            let covers = covers.min(rows.len() as u32);
            let is_in = |row: &u32| chosen.as_ref().is_none_or(|chosen| chosen.contains(row));
            let wanted: Vec<Plain> = (0..covers).filter(is_in).map(|row| rows[row as usize]).collect();
            let files = || wanted.iter().filter(|row| !row.0);
            let bytes = |size: Option<u64>| u128::from(size.unwrap_or(0));
            let plain = Totals {
                rows: wanted.len() as u64,
                files: files().count() as u64,
                bytes: files().map(|row| bytes(row.1)).sum(),
                allocated: files().map(|row| bytes(row.2)).sum(),
                unknown: Unknown {
                    bytes: files().filter(|row| row.1.is_none()).count() as u64,
                    allocated: files().filter(|row| row.2.is_none()).count() as u64,
                },
                largest: files().filter_map(|row| row.1).max().unwrap_or(0),
            };
            let alone = files().filter(|row| row.3.is_none());
            let linked: BTreeMap<u64, &Plain> = files().filter_map(|row| Some((row.3?, row))).collect();
            let once: Vec<&Plain> = alone.chain(linked.into_values()).collect();
            let once = Totals {
                rows: plain.rows,
                files: once.len() as u64,
                bytes: once.iter().map(|row| bytes(row.1)).sum(),
                allocated: once.iter().map(|row| bytes(row.2)).sum(),
                unknown: Unknown {
                    bytes: once.iter().filter(|row| row.1.is_none()).count() as u64,
                    allocated: once.iter().filter(|row| row.2.is_none()).count() as u64,
                },
                largest: plain.largest,
            };
            let set = chosen.map(|chosen| Arc::new(chosen.into_iter().collect::<RowSet>()));
            let sum = |count| super::sum(&sheet(&rows), covers, set.as_ref(), count, &Cancel::default());
            prop_assert_eq!(sum(CountLinks::EachName), Some(plain));
            prop_assert_eq!(sum(CountLinks::Once), Some(once));
        }
    }

    #[test]
    fn a_cancelled_sum_is_none() {
        let cancel = Cancel::default();
        cancel.set();
        let sheet = sheet(&[(false, Some(1), None, None)]);
        assert_eq!(sum(&sheet, 1, None, CountLinks::EachName, &cancel), None);
    }
}
