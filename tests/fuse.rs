//! Drives that lie, stall and never end: real mounts, answered by the test itself. Skipped, with the reason, where none is to be had.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

#[path = "common/mod.rs"]
mod common;

#[path = "fuse/drive.rs"]
mod drive;
#[path = "fuse/endless.rs"]
mod endless;
#[path = "fuse/inodes.rs"]
mod inodes;
#[path = "fuse/mounted.rs"]
mod mounted;
#[path = "fuse/refused.rs"]
mod refused;
#[path = "fuse/silent.rs"]
mod silent;
#[path = "fuse/slow.rs"]
mod slow;
#[path = "fuse/wrong.rs"]
mod wrong;

use std::time::Duration;

/// The 2 s in which a stop ends at most, and what a busy machine adds.
const STOPPED: Duration = Duration::from_secs(6);
