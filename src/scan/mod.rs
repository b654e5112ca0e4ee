//! Reading folders: picked folders in, batches of rows out, on a pool of named worker threads.
//!
//! # The story of a scan
//!
//! [`Scan::start`] makes the two queues, the stop event and the workers. [`Scan::add`] puts a picked folder on
//! the **input queue**. An idle worker blocks on that queue and on the stop event at once, so waiting costs no
//! CPU and a stop needs no polling. It takes the folder, opens it, announces it, and walks it depth first:
//! list a folder, look at each entry, remember the sub-folders on a stack of its own, go on with the last of them.
//!
//! Whenever the input queue runs empty, a worker with work left gives the older half of its remembered sub-folders to the
//! queue (`task`); the oldest are the nearest to the top and so the largest. A folder with many names is given away in
//! pieces while it is being read. So one big folder, deep or flat, uses every worker.
//!
//! Finds gather in the worker's outbox and go on the **result queue** when a block is full, when 40 ms have passed,
//! before work is given away and before the worker waits; when a drive holds the worker, its owner takes them out
//! ([`Scan::late`]). The result queue is bounded: when nobody drains it, the workers wait. Every task counts on its
//! picked folder's number of open tasks; who brings it to nothing, after its last finds were sent, sends
//! [`Event::Finished`](crate::model::Event::Finished). So that message is exact and always the last.
//!
//! Folders are reached through handles, parent to child, never by a path (`node`). A path can be longer than the
//! system takes, and a link that is slipped into a parent leads nowhere.
//!
//! # Stop
//!
//! [`Scan::stop`] sets the event. Workers look at it before each entry and whenever they wait; a worker's unsent
//! finds are what its thread returns, so nothing found is lost even when the result queue is full. [`Scan::join_ended`]
//! joins the ended ones and never waits; a worker held by a drive that does not answer can be given up by dropping
//! the scan. A stop event belongs to one scan: a new scan has a new one, and batches carry the scan's number.
//!
//! This room knows neither the store nor the view. Only [`sys`] touches the disk.

mod choice;
mod node;
mod outbox;
mod pool;
mod roots;
mod stop;
pub mod sys;
mod task;
mod walk;
mod worker;

pub use choice::check_patterns;
pub use outbox::Wake;
pub use pool::{Config, Joined, Reading, Scan, default_workers};
pub use roots::Roots;
