//! The entry `.`: a folder's own number, in the list of its own names.
//!
//! Asking a handle for its number is a call for each folder, and the list is read anyway. But a file system, or a server, may have other numbers in
//! its lists than for what is open. So the first folders of a picked one are asked in both ways, and the list is believed once it has said the same
//! of two of them that have different numbers.

use super::{RecordKind, Records};
use crate::scan::sys::Identity;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, Ordering};

/// Not all is known yet.
const OPEN: u8 = 0;
/// Two lists said what the handles said.
const BELIEVED: u8 = 1;
/// A list said something else.
const REFUTED: u8 = 2;

/// What the folders in a picked one have in common.
#[derive(Debug)]
pub struct Dots {
    /// The number of the volume that they all are on; `None` if they may be on several, or if that isn't known.
    device: Option<u64>,
    /// The number that was right first.
    first: OnceLock<u64>,
    /// Only ever raised, so that nothing takes a refutation back. Relaxed: it guards no data.
    state: AtomicU8,
}

impl Dots {
    /// For the folders in one on this volume, which none of them leaves; with `None` every handle is asked.
    pub fn new(device: Option<u64>) -> Dots {
        Dots { device, first: OnceLock::new(), state: AtomicU8::new(OPEN) }
    }

    /// The volume that all of them are on, where that is sure.
    pub fn device(&self) -> Option<u64> {
        self.device
    }

    /// Whether a list can say anything that is believed, now or later.
    pub fn are_of_use(&self) -> bool {
        self.device.is_some() && self.state.load(Ordering::Relaxed) != REFUTED
    }

    /// Which folder it is, by what its list says of `.`; by its handle where that says nothing or isn't believed.
    pub fn identity(
        &self,
        dot: Option<u128>,
        by_handle: impl FnOnce() -> Option<Identity>,
    ) -> Option<Identity> {
        let Some(listed) = self.device.zip(dot).and_then(|(device, id)| identity(device, id)) else {
            return by_handle();
        };
        if self.state.load(Ordering::Relaxed) == BELIEVED {
            return Some(listed);
        }
        let known = by_handle();
        if known != Some(listed) {
            self.state.fetch_max(REFUTED, Ordering::Relaxed);
        } else if *self.first.get_or_init(|| listed.inode) != listed.inode {
            self.state.fetch_max(BELIEVED, Ordering::Relaxed);
        }
        known
    }
}

/// The number in the folder's own entry, which is the first one where there is any: the topmost folder of a volume has none.
pub fn own_number(kind: RecordKind, written: &[u8]) -> Option<u128> {
    let first = Records::new(kind, written).next()?.ok()?;
    first.id.filter(|_| first.is_dot())
}

/// What has this number on this volume; `None` if the number says that there is none.
pub(in crate::scan::sys) fn identity(device: u64, id: u128) -> Option<Identity> {
    let is_one = id != 0 && id != u128::MAX && id != u64::MAX.into();
    is_one.then(|| Identity { device, inode: folded(id) })
}

/// A number of ReFS in 64 bits: those of other file systems stay what they are.
fn folded(id: u128) -> u64 {
    let high = (id >> 64) as u64;
    // An odd factor, so that no two upper halves become the same.
    id as u64 ^ high.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    /// A file system whose handles have these numbers and whose lists have those; what was said of each folder, and how many handles were asked.
    fn asked(dots: &Dots, folders: &[(u64, Option<u128>)]) -> (Vec<Option<u64>>, usize) {
        let count = Cell::new(0);
        let said = folders.iter().map(|&(by_handle, dot)| {
            let by_handle = || {
                count.set(count.get() + 1);
                Some(Identity { device: 7, inode: by_handle })
            };
            let found = dots.identity(dot, by_handle)?;
            assert_eq!(found.device, 7);
            Some(found.inode)
        });
        (said.collect(), count.get())
    }

    #[test]
    fn a_list_is_believed_once_it_was_right_of_two_folders() {
        let dots = Dots::new(Some(7));
        assert!(dots.are_of_use());
        let folders = [1, 2, 3, 4].map(|number| (number, Some(number.into())));
        assert_eq!(asked(&dots, &folders), (vec![Some(1), Some(2), Some(3), Some(4)], 2));
        // The topmost folder of a volume, and one that the list has no number for.
        assert_eq!(asked(&dots, &[(5, None), (6, Some(0))]), (vec![Some(5), Some(6)], 2));
        assert_eq!(asked(&dots, &[(9, Some(9))]), (vec![Some(9)], 0));
    }

    #[test]
    fn a_list_that_was_right_of_one_folder_only_is_not_believed() {
        // The same folder on two paths, and then one that the list calls the same.
        let dots = Dots::new(Some(7));
        assert_eq!(asked(&dots, &[(1, Some(1)), (1, Some(1)), (2, Some(1))]).1, 3);
        assert!(!dots.are_of_use());
        // Nothing that comes later helps.
        let later = [(3, Some(3)), (4, Some(4)), (5, Some(9))];
        assert_eq!(asked(&dots, &later), (vec![Some(3), Some(4), Some(5)], 3));
    }

    #[test]
    fn where_folders_may_be_on_several_volumes_handles_say() {
        let dots = Dots::new(None);
        assert!(!dots.are_of_use());
        assert_eq!(asked(&dots, &[(1, Some(1)), (2, Some(2)), (3, Some(3))]).1, 3);
    }

    #[test]
    fn a_number_of_128_bits_is_told_from_its_lower_half() {
        let [small, large, larger] = [5, 1 << 64 | 5, 2 << 64 | 5].map(|id| identity(7, id).unwrap().inode);
        assert_eq!(small, 5);
        assert!(large != small && larger != small && large != larger);
        for none in [0, u128::MAX, u64::MAX.into()] {
            assert_eq!(identity(7, none), None);
        }
    }
}
