//! Folders that were opened, for systems that show one under several paths with no mount between them.
//!
//! A server of a network drive may follow links by itself and show each as the folder that it points at. Then a folder can be in
//! itself, and folders that point at each other are found on as many paths as there are orders of them. So the first path by which a folder
//! is opened lists it, and every other one is reported.

use super::budget::Budget;
use super::sys::Identity;
use crate::model::RootId;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, PoisonError};

/// Parts with a lock of their own, so that workers seldom wait for each other.
const PARTS: usize = 16;

/// Bytes that a folder takes in the table, about.
const EACH: i64 = 48;

/// The folders of a scan, each within its picked one, with when it came to be.
#[derive(Debug)]
pub(super) struct Seen {
    parts: [Mutex<HashMap<(RootId, Identity), u64>>; PARTS],
    hasher: RandomState,
    budget: Arc<Budget>,
}

impl Seen {
    pub(super) fn new(budget: Arc<Budget>) -> Seen {
        Seen { parts: Default::default(), hasher: RandomState::new(), budget }
    }

    /// Whether this folder was not opened before in this picked one. Another one with the same number and another `since` is another one:
    /// some servers pass on the numbers of several file systems as they are.
    pub(super) fn is_new(&self, root: RootId, identity: Identity, since: u64) -> bool {
        let key = (root, identity);
        let part = &self.parts[self.hasher.hash_one(key) as usize % PARTS];
        match part.lock().unwrap_or_else(PoisonError::into_inner).entry(key) {
            Entry::Occupied(known) => *known.get() != since,
            Entry::Vacant(free) => {
                free.insert(since);
                self.budget.add(EACH);
                true
            }
        }
    }
}

impl Drop for Seen {
    fn drop(&mut self) {
        for part in &mut self.parts {
            let folders = part.get_mut().unwrap_or_else(PoisonError::into_inner).len();
            self.budget.add(-EACH * folders as i64);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::stop::stop_event;
    use super::*;

    #[test]
    fn a_folder_is_new_once_in_each_picked_one() {
        let budget = Arc::new(Budget::new(u64::MAX / 2, stop_event().1));
        let seen = Seen::new(budget.clone());
        let [one, other] = [1, 2].map(|inode| Identity { device: 7, inode });
        assert!(seen.is_new(RootId(0), one, 5) && seen.is_new(RootId(0), other, 5));
        assert!(!seen.is_new(RootId(0), one, 5));
        assert!(seen.is_new(RootId(1), one, 5), "another picked folder is a whole of its own");
        assert!(seen.is_new(RootId(0), one, 6), "the number of another file system");
        assert_eq!(budget.pending(), 3 * EACH as u64);
        drop(seen);
        assert_eq!(budget.pending(), 0);
    }
}
