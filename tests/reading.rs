//! What is read, by subject: everything that is there, under every name, and a line for what could not be read.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

#[path = "common/mod.rs"]
mod common;

#[path = "reading/choices.rs"]
mod choices;
#[path = "reading/faults.rs"]
mod faults;
#[cfg(unix)]
#[path = "reading/firmlinks.rs"]
mod firmlinks;
#[cfg(unix)] // the scripted disk steers workers by its paths, which are those of Unix
#[path = "reading/held.rs"]
mod held;
#[path = "reading/links.rs"]
mod links;
#[path = "reading/listing.rs"]
mod listing;
#[path = "reading/names.rs"]
mod names;
#[cfg(target_os = "linux")]
#[path = "reading/permissions.rs"]
mod permissions;
#[path = "reading/picked.rs"]
mod picked;
