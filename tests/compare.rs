//! Comparing two sheets: what is found is what was done to the files between them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test")]

#[path = "compare/random.rs"]
mod random;
#[path = "compare/sheets.rs"]
mod sheets;
#[path = "compare/states.rs"]
mod states;
