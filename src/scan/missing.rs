//! The names of a folder that were not found when they were looked at.

use super::budget::Budget;
use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

/// Bytes that a missing name takes: its hash, and the room beside it.
const BYTES: i64 = 16;

/// Names of one folder, by their hashes: there may be as many as it has. Counted in the budget while they are here.
#[derive(Debug)]
pub(super) struct Missing {
    /// With keys of its own, so that no one can prepare names that hash alike.
    state: RandomState,
    names: HashSet<u64>,
    budget: Arc<Budget>,
}

impl Missing {
    pub(super) fn new(budget: &Arc<Budget>) -> Missing {
        Missing { state: RandomState::new(), names: HashSet::new(), budget: budget.clone() }
    }

    pub(super) fn insert(&mut self, name: &[u8]) {
        if self.names.insert(self.state.hash_one(name)) {
            self.budget.add(BYTES);
        }
    }

    pub(super) fn remove(&mut self, name: &[u8]) -> bool {
        let is_missing = self.names.remove(&self.state.hash_one(name));
        if is_missing {
            self.budget.add(-BYTES);
        }
        is_missing
    }

    /// An empty set for the names of the same folder.
    pub(super) fn none_yet(&self) -> Missing {
        Missing::new(&self.budget)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    pub(super) fn len(&self) -> u64 {
        self.names.len() as u64
    }
}

impl Drop for Missing {
    fn drop(&mut self) {
        self.budget.add(-BYTES * self.names.len() as i64);
    }
}
