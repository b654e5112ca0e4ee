//! What a person asks for.

use super::RootId;
use std::path::PathBuf;

/// One picked folder, on its way to the input queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Its number.
    pub root: RootId,
    /// Its path, absolute and otherwise as it was picked.
    pub path: PathBuf,
}

/// What is listed and how, the same for every folder of a scan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScanOptions {
    /// Worker threads; 0 = as many as the machine has cores, and 2 at least.
    pub workers: usize,
    /// Whether folders are rows too.
    pub folders: bool,
}
