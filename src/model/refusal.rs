//! What the system means when it refuses something, where that is the same on every system. `words` says it.

use super::SystemError;
use std::io::{Error, ErrorKind};

/// Why the system refuses a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is nothing by that path.
    Missing,
    /// The user may not.
    Denied,
    /// It is something else than a folder.
    NotAFolder,
    /// A drive didn't answer in time.
    NoAnswer,
    /// A network drive doesn't know it any more.
    Lost,
    /// The network doesn't reach the drive.
    Unreachable,
    /// The drive allows no such name, or none so long.
    BadName,
}

impl Refusal {
    /// What an error of this system means; `None` if it is none of these.
    pub fn of(error: &Error) -> Option<Refusal> {
        let refusal = match error.kind() {
            ErrorKind::NotFound => Refusal::Missing,
            ErrorKind::PermissionDenied => Refusal::Denied,
            ErrorKind::NotADirectory => Refusal::NotAFolder,
            ErrorKind::TimedOut => Refusal::NoAnswer,
            ErrorKind::StaleNetworkFileHandle => Refusal::Lost,
            ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable
            | ErrorKind::NetworkDown
            | ErrorKind::NotConnected => Refusal::Unreachable,
            ErrorKind::InvalidFilename => Refusal::BadName,
            _ => return None,
        };
        Some(refusal)
    }
}

impl SystemError {
    /// What it means; `None` if it has no number, or one that means something else.
    pub fn refusal(&self) -> Option<Refusal> {
        Refusal::of(&Error::from_raw_os_error(self.code?))
    }
}
