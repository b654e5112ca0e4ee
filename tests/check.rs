//! Names before a migration: each rule at its edge, random names against rules written here from the sources, planted faults.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "tests")]

#[path = "check/oracle.rs"]
mod oracle;
#[path = "check/planted.rs"]
mod planted;
#[path = "check/random.rs"]
mod random;
#[path = "check/rules.rs"]
mod rules;
#[path = "check/safe.rs"]
mod safe;
#[path = "check/sheets.rs"]
mod sheets;
#[path = "check/shorten.rs"]
mod shorten;
#[path = "check/table.rs"]
mod table;
