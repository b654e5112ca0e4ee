//! Numbers that name things, each a type of its own so that one is never taken for another.

use std::fmt;

/// A folder, numbered from 0 in the order in which workers opened them. Stays true for the life of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FolderId(pub u32);

/// A picked folder, numbered from 0 in the order of picking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RootId(pub u32);

/// One life of the pool, from its start to its stop. A batch of another scan than the present one is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ScanId(pub u32);

/// A worker thread, numbered from 0; shown as its thread's name, `worker-1` for number 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WorkerId(pub u16);

impl fmt::Display for WorkerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "worker-{}", self.0 + 1)
    }
}
