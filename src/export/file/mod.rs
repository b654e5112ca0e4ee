//! Files that appear whole or not at all. Only the export writes files, and only here.
//!
//! - [`atomic`]: one such file, from its creation on; the discipline and its reasons.
//! - [`commit`]: several of them take their names together, or none does.
//! - [`temporary`]: the file until it has its name. `rights`: who may read it; `attributes`: what else belongs to a file.
//! - [`place`]: the folders of one export, each held by one handle. [`target`]: what a path stands for.
//! - [`stream`]: what isn't a regular file and is written to directly; `handed`: what this program inherited open.
//! - [`look`]: what has a name, and what is in the way of replacing it.
//! - `unix`, `by_path`: the system's calls, by a folder's handle where a system can do that.
//! - [`left_over`]: what a killed program may leave. `names`: how such files are called.

mod atomic;
mod attributes;
#[cfg(any(not(unix), test))]
#[cfg_attr(unix, allow(dead_code, reason = "here only tests use it, and a part"))]
mod by_path;
mod commit;
#[cfg(unix)]
mod handed;
mod left_over;
#[cfg_attr(not(unix), allow(dead_code, reason = "there a name never stands for a device or pipe"))]
mod look;
mod names;
mod place;
mod rights;
mod stream;
mod target;
mod temporary;
#[cfg(unix)]
mod unix;

pub(super) use atomic::{AtomicFile, Removal, commit_all};
pub(super) use left_over::Search;
pub(super) use place::{Folders, Place};
pub(super) use stream::Stream;
pub(super) use target::Target;

#[cfg(not(unix))]
use by_path::FolderHandle;
#[cfg(unix)]
use unix::FolderHandle;
