//! What a list says of itself.

use crate::model::TimesOfSource;
use std::time::{Duration, SystemTime};

/// What the beginning of a list says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct About {
    /// The program and its version.
    pub program: Option<String>,
    /// The machine's name.
    pub machine: Option<String>,
    /// When it was made, in seconds since 1970-01-01T00:00:00Z.
    pub as_of: Option<i64>,
    /// How its times are meant.
    pub times: TimesOfSource,
    /// Between the parts of its paths.
    pub separator: u8,
}

impl About {
    /// A list of a Unix system, whose times are exact.
    pub(super) fn unix() -> About {
        About { program: None, machine: None, as_of: None, times: TimesOfSource::Exact, separator: b'/' }
    }

    /// The moment when it was made.
    pub(super) fn moment(&self) -> Option<SystemTime> {
        let seconds = u64::try_from(self.as_of?).ok()?;
        SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
    }
}

/// A text from the list for its origin, without bytes that are not text.
pub(super) fn said(bytes: &[u8]) -> Option<String> {
    const LONGEST: usize = 200;
    let bytes = bytes.trim_ascii();
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(LONGEST)]).into_owned();
    (!text.is_empty()).then_some(text)
}

/// The beginning of a value, for a problem.
pub(super) fn quoted(value: &[u8]) -> Box<str> {
    const LONGEST: usize = 80;
    String::from_utf8_lossy(&value[..value.len().min(LONGEST)]).into()
}
