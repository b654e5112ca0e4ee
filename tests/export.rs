//! The sheet in a file, by subject: what was shown, cell by cell in every format, whole or not at all. Each format is read back by a
//! reader that isn't ours.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

#[path = "common/mod.rs"]
mod common;

#[path = "export/checked.rs"]
mod checked;
#[path = "export/choices.rs"]
mod choices;
#[cfg(target_os = "linux")]
#[path = "export/clocks.rs"]
mod clocks;
#[path = "export/earlier.rs"]
mod earlier;
#[path = "export/full.rs"]
#[cfg(target_os = "linux")]
mod full;
#[path = "export/golden.rs"]
mod golden;
#[cfg(target_os = "linux")]
#[path = "export/interop.rs"]
mod interop;
#[cfg(target_os = "linux")]
#[path = "export/kept.rs"]
mod kept;
#[cfg(target_os = "linux")]
#[path = "export/killed.rs"]
mod killed;
#[cfg(target_os = "linux")]
#[path = "export/late.rs"]
mod late;
#[path = "export/left_over.rs"]
mod left_over;
#[cfg(target_os = "linux")]
#[path = "export/names.rs"]
mod names;
#[cfg(target_os = "linux")]
#[path = "export/packed.rs"]
mod packed;
#[path = "export/parts.rs"]
mod parts;
#[path = "export/problems.rs"]
mod problems;
#[path = "export/random.rs"]
mod random;
#[path = "export/readers.rs"]
mod readers;
#[cfg(unix)]
#[path = "export/regions.rs"]
mod regions;
#[cfg(target_os = "linux")]
#[path = "export/rights.rs"]
mod rights;
#[path = "export/safety.rs"]
mod safety;
#[cfg(target_os = "linux")]
#[path = "export/separators.rs"]
mod separators;
#[cfg(target_os = "linux")]
#[path = "export/streams.rs"]
mod streams;
#[path = "export/table.rs"]
mod table;
#[cfg(target_os = "linux")]
#[path = "export/terminal.rs"]
mod terminal;
#[path = "export/together.rs"]
mod together;
#[path = "export/truth.rs"]
mod truth;
#[path = "export/workbook.rs"]
mod workbook;
#[cfg(target_os = "linux")]
#[path = "export/zones.rs"]
mod zones;
