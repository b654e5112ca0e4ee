//! Other tools' lists: each is read back and compared with what it was made of.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

#[path = "import/cultures.rs"]
mod cultures;
#[path = "import/damage.rs"]
mod damage;
#[path = "import/gathered.rs"]
mod gathered;
#[path = "import/known.rs"]
mod known;
#[path = "import/live.rs"]
#[cfg(target_os = "linux")]
mod live;
#[path = "import/mapped.rs"]
mod mapped;
#[path = "import/windows.rs"]
mod windows;

/// The program.
#[cfg(all(target_os = "linux", feature = "window"))]
const PROGRAM: &str = env!("CARGO_BIN_EXE_foldersheet");
#[cfg(all(target_os = "linux", not(feature = "window")))]
const PROGRAM: &str = env!("CARGO_BIN_EXE_foldersheet-cli");
