//! What the user asks to have read.

use super::{ColumnSet, RootId};
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScanOptions {
    /// Worker threads; 0 = as many as the machine has cores, and 8 at least.
    pub workers: usize,
    /// Whether folders are rows too.
    pub folders: bool,
    /// Whether hidden entries are left out: on Unix names that begin with a dot, on Windows entries marked as hidden.
    pub skip_hidden: bool,
    /// Whether other file systems mounted inside a picked folder are left out.
    pub one_file_system: bool,
    /// Whether folders whose contents are in a cloud are listed too, which fetches at least the names in them. A picked one always is.
    pub cloud_folders: bool,
    /// Memory that rows and folders may take, in bytes; `None` is half of what was free at the start of the scan. The scan ends as
    /// incomplete when it is reached.
    pub memory: Option<u64>,
    /// Names and paths that are left out, as patterns in the syntax of `.gitignore`, relative to each picked folder.
    pub exclude: Vec<String>,
    /// Of the columns on request ([`super::Column::is_on_request`]) those that are read. Rows take more memory for each.
    pub columns: ColumnSet,
}

impl ScanOptions {
    /// Whether both list the same; the number of workers and the memory make no difference.
    pub fn lists_as(&self, other: &ScanOptions) -> bool {
        let ScanOptions {
            workers: _,
            folders,
            skip_hidden,
            one_file_system,
            cloud_folders,
            memory: _,
            exclude,
            columns,
        } = self;
        (*folders, *skip_hidden, *one_file_system, *cloud_folders)
            == (other.folders, other.skip_hidden, other.one_file_system, other.cloud_folders)
            && *exclude == other.exclude
            && *columns == other.columns
    }
}
