//! The folders that were read last, for the empty window and the menu: each with the time of its last reading and how many files it had.
//! The app lets them hear of each frame, and the settings keep them.

use super::typed::{self, Here};
use super::uri;
use crate::model::RootPhase;
use crate::session::{Phase, Status};
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

/// How many are kept.
const MOST: usize = 10;

/// A folder that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Recent {
    /// Its absolute path.
    pub path: PathBuf,
    /// When its reading ended, in seconds since 1970-01-01T00:00:00Z.
    pub when: i64,
    /// How many files were found in it.
    pub files: u64,
}

/// Those that were read last, the newest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Recents {
    all: Vec<Recent>,
    /// The end of the last reading that was heard of.
    heard: Option<SystemTime>,
}

impl Recents {
    /// Each of them, the newest first.
    pub(super) fn all(&self) -> &[Recent] {
        &self.all
    }

    /// Remembers the picked folders when their reading has ended, whether at its end or by a stop. A folder that could not be opened is not
    /// worth remembering.
    pub(super) fn hear(&mut self, status: &Status<'_>) {
        let reads = matches!(status.phase, Phase::Reading | Phase::Stopping);
        // By its end, as a small folder is read between two frames. An older end is that of a sheet that came back.
        let end = status.as_of.filter(|end| !reads && self.heard.is_none_or(|heard| *end > heard));
        let Some(end) = end else { return };
        self.heard = Some(end);
        let since = end.duration_since(UNIX_EPOCH).unwrap_or_default();
        let when = i64::try_from(since.as_secs()).unwrap_or_default();
        // The first one picked is the first one here.
        for root in status.roots.iter().filter(|root| !status.is_from_file(root.id)).rev() {
            if matches!(root.phase, RootPhase::Done | RootPhase::Stopped | RootPhase::Incomplete(_)) {
                self.add(Recent { path: root.path.to_path_buf(), when, files: root.counts.files });
            }
        }
    }

    /// Forgets a folder.
    pub(super) fn forget(&mut self, path: &std::path::Path) {
        self.all.retain(|recent| recent.path != path);
    }

    fn add(&mut self, recent: Recent) {
        self.forget(&recent.path);
        self.all.insert(0, recent);
        self.all.truncate(MOST);
    }

    /// For [`Recents::restore`]: a line each, with the time, the count and the path as an address.
    pub(super) fn to_words(&self) -> String {
        let line = |recent: &Recent| format!("{} {} {}", recent.when, recent.files, uri::of(&recent.path));
        self.all.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// Takes up what [`Recents::to_words`] wrote, without the lines that aren't understood. Returns whether all were.
    pub(super) fn restore(&mut self, words: &str) -> bool {
        let read: Vec<_> = words.lines().map(recent).collect();
        let all = read.iter().all(Option::is_some);
        self.all = read.into_iter().flatten().take(MOST).collect();
        all
    }
}

fn recent(line: &str) -> Option<Recent> {
    let mut words = line.splitn(3, ' ');
    let (when, files) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    let path = typed::located(words.next()?, &Here::default()).ok()?;
    Some(Recent { path, when, files })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str, when: i64) -> Recent {
        Recent { path: std::env::temp_dir().join(path), when, files: 7 }
    }

    #[test]
    fn the_newest_come_first_and_each_once() {
        let mut recents = Recents::default();
        for when in 0..20 {
            recents.add(of(&format!("{when}"), when));
        }
        recents.add(of("15", 20));
        let whens: Vec<_> = recents.all().iter().map(|recent| recent.when).collect();
        assert_eq!(whens, [20, 19, 18, 17, 16, 14, 13, 12, 11, 10]);
        recents.forget(&of("15", 0).path);
        assert_eq!(recents.all()[0].when, 19);
    }

    #[test]
    fn what_is_kept_comes_back_and_what_is_damaged_takes_no_other_with_it() {
        let mut kept = Recents::default();
        kept.add(of("100% ü\n", -5));
        kept.add(of("b", 1));
        let mut next = Recents::default();
        assert!(next.restore(&kept.to_words()));
        assert_eq!(next.all(), kept.all());
        assert!(!next.restore(&format!("x y z\n{}\n7", kept.to_words())));
        assert_eq!(next.all(), kept.all());
    }
}
