//! The sums that a list has for its folders, against those of its rows.

use crate::model::FolderId;

/// Sums by folder.
#[derive(Debug, Default)]
pub(super) struct Sums {
    /// Of the files right in it, in bytes.
    rows: Vec<u64>,
    /// What the list says of all that is in it.
    listed: Vec<(FolderId, u64)>,
}

impl Sums {
    /// A file in a folder.
    #[inline]
    pub(super) fn add(&mut self, folder: FolderId, bytes: u64) {
        let at = folder.0 as usize;
        if at >= self.rows.len() {
            self.rows.resize(at + 1, 0);
        }
        self.rows[at] = self.rows[at].saturating_add(bytes);
    }

    /// What the list says of a folder.
    pub(super) fn listed(&mut self, folder: FolderId, bytes: u64) {
        self.listed.push((folder, bytes));
    }

    /// The folders whose listed sum is not that of their rows, each with both: those where the difference is, not those above them that
    /// only have it from there.
    pub(super) fn others(
        self,
        folders: usize,
        parent: impl Fn(FolderId) -> Option<FolderId>,
    ) -> Vec<(FolderId, u64, u128)> {
        if self.listed.is_empty() {
            return Vec::new();
        }
        let mut rows: Vec<u128> = self.rows.iter().map(|&bytes| bytes.into()).collect();
        rows.resize(folders, 0);
        let mut listed = vec![None; folders];
        self.listed.iter().for_each(|&(folder, bytes)| listed[folder.0 as usize] = Some(bytes));
        // By how much the folders in one are off, as far as the list has their sums. A folder's number is above that of the one it is in.
        let mut below = vec![0_i128; folders];
        let mut others = Vec::new();
        for at in (0..folders).rev() {
            let folder = FolderId(at as u32);
            let off = match listed[at] {
                Some(bytes) => i128::from(bytes) - rows[at] as i128,
                None => below[at],
            };
            if let Some(bytes) = listed[at].filter(|_| off != below[at]) {
                others.push((folder, bytes, rows[at]));
            }
            if let Some(parent) = parent(folder) {
                let parent = parent.0 as usize;
                rows[parent] += rows[at];
                below[parent] += off;
            }
        }
        others.reverse();
        others
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_difference_is_named_where_it_is() {
        // 0 holds 1 and 2; 2 holds 3.
        let parent = |folder: FolderId| [None, Some(0), Some(0), Some(2)][folder.0 as usize].map(FolderId);
        let sums = |listed: [u64; 4]| {
            let mut sums = Sums::default();
            [(1, 10), (3, 5), (3, 2), (0, 1)].iter().for_each(|&(at, bytes)| sums.add(FolderId(at), bytes));
            (0..4).zip(listed).for_each(|(at, bytes)| sums.listed(FolderId(at), bytes));
            sums.others(4, parent)
        };
        assert_eq!(sums([18, 10, 7, 7]), []);
        assert_eq!(sums([28, 10, 17, 17]), [(FolderId(3), 17, 7)], "a file of 10 bytes is missing in it");
        assert_eq!(sums([28, 20, 7, 7]), [(FolderId(1), 20, 10)]);
        assert_eq!(sums([20, 10, 7, 7]), [(FolderId(0), 20, 18)]);
    }
}
