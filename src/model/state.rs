//! How complete a sheet is, and what it lacks. `words` puts it into sentences.

use super::RootId;

/// Where one picked folder stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RootPhase {
    /// On the input queue.
    Queued,
    /// At least one worker is in it.
    Reading,
    /// Read to its end; what could not be read is among the problems.
    Done,
    /// The stop came first: a part is missing.
    Stopped,
    /// A part is missing, for this reason.
    Incomplete(Shortfall),
    /// It is inside this other picked folder and listed there.
    ListedIn(RootId),
    /// It could not be opened at all.
    Failed,
}

impl RootPhase {
    /// Whether it has still to be read, or is being read.
    pub const fn is_open(&self) -> bool {
        matches!(self, RootPhase::Queued | RootPhase::Reading)
    }
}

/// Why reading ended early, though the user didn't stop it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shortfall {
    /// A worker panicked.
    WorkerPanicked,
    /// There are no more row numbers.
    Full,
    /// What was found takes more memory than was set aside.
    Memory {
        /// What it takes, in bytes.
        needed: u64,
    },
    /// The file that the sheet comes from is damaged.
    DamagedFile {
        /// After so many rows.
        rows: u64,
    },
    /// The file that the sheet comes from could not be read to its end.
    UnreadFile,
}

/// Why a sheet is not complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Incomplete {
    /// It is still being read.
    Reading,
    /// The reading was stopped.
    Stopped,
    /// The reading of a picked folder ended early.
    Short(Shortfall),
    /// Something could not be read.
    Unread {
        /// How many folders.
        folders: u64,
        /// How many things, folders among them; at least one.
        all: u64,
    },
}
