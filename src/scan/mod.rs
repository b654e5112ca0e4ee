//! Reading folders: picked folders in, batches of rows out, on a pool of named worker threads.
//!
//! # The pool
//!
//! [`Scan::start`] makes the two queues, the stop event and the workers (`pool`, `crew`, `worker`). [`Scan::add`] puts picked paths on
//! the **input queue**. An idle worker blocks on that queue and on the stop event at once, so waiting costs no
//! CPU and a stop needs no polling. All workers take from the one queue and put on the one **result queue**.
//!
//! These kinds of task stand on the input queue (`task`), so that one big folder, deep or flat, uses every worker:
//! - a picked path (`picking`), those that come together being looked at first (`group`);
//! - sub-folders that another worker remembered. Whenever the queue runs empty, a worker with some left hands over the older half:
//!   the oldest are the nearest to the top and so the largest, and the worker that takes them comes back late for more;
//! - a piece of a large folder: the names of one read of it, from 256 on;
//! - the rest of a folder whose worker a drive holds.
//!
//! # The walk
//!
//! A worker takes a task and walks depth first (`walk`, `look`): open a folder, announce it, read its names, look at each entry,
//! make a row of it, remember the sub-folders on a stack, go on with the last of them. No recursion, so
//! depth has no limit. What the user wants left out is left out here (`exclusions`, by `patterns`).
//!
//! Folders are reached through handles, parent to child, never by a path (`node`): a path can be longer than the
//! system takes, and a link that is slipped into a parent leads nowhere. Handles are few; one that is not needed is closed, and
//! opened again by `..` from below or by name from above, and then it must be the folder it was. Only
//! ancestors on another mount and the picked paths are asked for loops and overlaps (`roots`): inode numbers that clash elsewhere hide
//! nothing. A folder that has two paths with no link between them is listed at one (`twins`). Names that are not found though their folder
//! lists them are looked for once more (`look_again`).
//!
//! Finds gather in the worker's `outbox` and go on the result queue when a block is full, when 40 ms have passed,
//! before work is given away and before the worker waits; when a drive holds the worker, its owner takes them out
//! ([`Scan::late`]). The result queue is bounded: when it is not drained, the workers wait. Every task counts on its
//! picked folder's number of open tasks; the worker that brings it to 0, after sending its last finds, sends
//! [`Event::Finished`](crate::model::Event::Finished). So that message is exact and always the last.
//!
//! # Drives that don't answer
//!
//! All that a worker has still to do lies on its `backlog`, in the open. When the disk has not answered a worker for 2 s, the scan's owner
//! takes it away ([`Scan::watch`], `watch`): what is on another mount goes on the input queue at once, the rest when no worker has anything else to
//! do, as it may hold the next worker too. A spare worker starts where none is free, even where one was asked for.
//!
//! # Memory
//!
//! Remembered sub-folders and what waits on the result queue grow with the tree and are in no sheet: they are counted (`budget`), and the
//! workers leave when they are more than was set aside ([`Scan::memory`]).
//!
//! # Stop
//!
//! [`Scan::stop`] sets the event (`stop`). Workers look at it before each entry and whenever they wait; a worker's unsent
//! finds are what its thread returns, so nothing found is lost even when the result queue is full. [`Scan::join_ended`]
//! joins the ended ones and never waits; a worker held by a drive that does not answer can be given up by dropping
//! the scan. A stop event belongs to one scan: a new scan has a new one, and batches carry the scan's number.
//!
//! # What goes wrong
//!
//! A disk may refuse, lie, change or fall silent at every call, and each failure becomes one problem line and never the end: see
//! [`Operation`](crate::model::Operation) for the kinds. What vanishes meanwhile is counted. A panic ends its task only.
//!
//! This room knows neither the store nor the view. Only [`sys`] touches the disk.

mod backlog;
mod budget;
mod crew;
mod exclusions;
mod group;
mod kept;
mod look;
mod look_again;
mod member;
mod missing;
mod node;
mod outbox;
mod patterns;
mod picking;
mod place;
mod pool;
mod root_state;
mod root_trie;
mod roots;
mod seen;
mod stop;
pub mod sys;
mod task;
mod twins;
mod walk;
mod watch;
mod worker;

pub use patterns::{check_patterns, native_pattern};
pub use pool::{Config, Joined, Scan, default_workers};
pub use roots::{Claim, Inside, RealPlace, Roots};
#[cfg(unix)]
pub use sys::is_ignored;
/// What the command line and the window need of the system: nothing that reads what was picked.
pub use sys::{allow_fetching, allow_fetching_of, handed, is_open_handle, places, raise_handle_limit};
pub use watch::WorkerReading;
