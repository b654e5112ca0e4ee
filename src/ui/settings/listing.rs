//! What is listed, and how it is counted, as it is kept from one start to the next. What the command line says wins, and is not kept.

use crate::model::ScanOptions;
use crate::scan::check_patterns;
use crate::session::Status;
use crate::ui::pattern_words;
use crate::view::CountLinks;

/// The choices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Listing {
    /// Whether folders are rows too.
    pub folders: bool,
    /// Whether hidden entries are left out.
    pub skip_hidden: bool,
    /// Whether other file systems are left out.
    pub one_file_system: bool,
    /// Whether folders whose contents are in a cloud are listed.
    pub cloud_folders: bool,
    /// Patterns of what is left out.
    pub exclude: Vec<String>,
    /// Whether a file with several names counts once in the sums.
    pub counts_once: bool,
}

impl Listing {
    /// As words for the settings, but for the patterns.
    pub(super) fn to_words(&self) -> String {
        let words = |is, yes, no| if is { yes } else { no };
        format!(
            "folders={} hidden={} file-systems={} cloud-folders={} links={}",
            words(self.folders, "yes", "no"),
            words(self.skip_hidden, "no", "yes"),
            words(self.one_file_system, "one", "all"),
            words(self.cloud_folders, "yes", "no"),
            words(self.counts_once, "once", "each"),
        )
    }

    /// The patterns, as a text for the settings.
    pub(super) fn patterns(&self) -> String {
        pattern_words::joined(&self.exclude)
    }

    /// Takes these words up. Returns whether all were understood.
    pub(super) fn restore(&mut self, words: &str) -> bool {
        words.split_whitespace().fold(true, |all, word| {
            let is_understood = match word {
                "folders=yes" | "folders=no" => set(&mut self.folders, word == "folders=yes"),
                "hidden=yes" | "hidden=no" => set(&mut self.skip_hidden, word == "hidden=no"),
                "file-systems=one" | "file-systems=all" => {
                    set(&mut self.one_file_system, word == "file-systems=one")
                }
                "cloud-folders=yes" | "cloud-folders=no" => {
                    set(&mut self.cloud_folders, word == "cloud-folders=yes")
                }
                "links=once" | "links=each" => set(&mut self.counts_once, word == "links=once"),
                _ => false,
            };
            all && is_understood
        })
    }

    /// Takes these patterns up. Returns whether they make sense; otherwise none is used.
    pub(super) fn restore_patterns(&mut self, text: &str) -> bool {
        let patterns = pattern_words::words(text);
        let is_understood = check_patterns(&patterns).is_ok();
        if is_understood {
            self.exclude = patterns;
        }
        is_understood
    }

    /// What the command line says, and these choices where it says nothing.
    pub(crate) fn beside(&self, given: ScanOptions) -> ScanOptions {
        ScanOptions {
            folders: given.folders || self.folders,
            skip_hidden: given.skip_hidden || self.skip_hidden,
            one_file_system: given.one_file_system || self.one_file_system,
            cloud_folders: given.cloud_folders || self.cloud_folders,
            exclude: if given.exclude.is_empty() { self.exclude.clone() } else { given.exclude },
            ..given
        }
    }

    fn of(options: &ScanOptions, count: CountLinks) -> Listing {
        Listing {
            folders: options.folders,
            skip_hidden: options.skip_hidden,
            one_file_system: options.one_file_system,
            cloud_folders: options.cloud_folders,
            exclude: options.exclude.clone(),
            counts_once: count == CountLinks::Once,
        }
    }
}

fn set(choice: &mut bool, is: bool) -> bool {
    *choice = is;
    true
}

/// The choices that were kept, and those that the window began with: where these differ, the command line asked for it.
#[derive(Debug)]
pub(crate) struct Kept {
    kept: Listing,
    first: Listing,
}

impl Kept {
    /// With the options that the session began with.
    pub(crate) fn new(kept: Listing, first: &ScanOptions) -> Kept {
        let count = if kept.counts_once { CountLinks::Once } else { CountLinks::EachName };
        Kept { kept, first: Listing::of(first, count) }
    }

    /// What is to be kept next: what the window has by now, except what the command line asked for and the user has not changed since.
    pub(crate) fn of(&self, status: &Status<'_>) -> Listing {
        self.next(Listing::of(status.options, status.count_links))
    }

    fn next(&self, now: Listing) -> Listing {
        fn chosen<T: PartialEq + Clone>(kept: &T, first: &T, now: T) -> T {
            if now == *first { kept.clone() } else { now }
        }
        let Kept { kept, first } = self;
        Listing {
            folders: chosen(&kept.folders, &first.folders, now.folders),
            skip_hidden: chosen(&kept.skip_hidden, &first.skip_hidden, now.skip_hidden),
            one_file_system: chosen(&kept.one_file_system, &first.one_file_system, now.one_file_system),
            cloud_folders: chosen(&kept.cloud_folders, &first.cloud_folders, now.cloud_folders),
            exclude: chosen(&kept.exclude, &first.exclude, now.exclude),
            counts_once: now.counts_once,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing(skip_hidden: bool, exclude: &[&str]) -> Listing {
        let exclude = exclude.iter().map(|&pattern| pattern.to_owned()).collect();
        Listing { skip_hidden, exclude, ..Listing::default() }
    }

    #[test]
    fn the_command_line_wins_and_is_not_kept() {
        let kept = listing(false, &["*.tmp"]);
        let given = ScanOptions {
            skip_hidden: true,
            exclude: vec!["*.bak".into()],
            workers: 3,
            ..Default::default()
        };
        let used = kept.beside(given);
        assert!(used.skip_hidden && used.exclude == ["*.bak"] && used.workers == 3);
        let kept = Kept::new(kept, &used);
        assert_eq!(
            kept.next(listing(true, &["*.bak"])),
            listing(false, &["*.tmp"]),
            "the user has not changed it"
        );
        assert_eq!(kept.next(listing(false, &["x"])), listing(false, &["x"]));
    }

    #[test]
    fn where_the_command_line_says_nothing_what_was_kept_is_used_and_changes_are_kept() {
        let kept = listing(true, &["*.tmp"]);
        let used = kept.beside(ScanOptions::default());
        assert!(used.skip_hidden && used.exclude == ["*.tmp"]);
        let kept = Kept::new(kept, &used);
        assert_eq!(kept.next(listing(true, &["*.tmp"])), listing(true, &["*.tmp"]));
        assert_eq!(kept.next(listing(false, &[])), listing(false, &[]));
    }

    #[test]
    fn what_is_of_another_version_is_said_and_the_rest_taken_up() {
        let mut read = Listing::default();
        assert!(!read.restore("hidden=no colours=all"));
        assert!(!read.restore_patterns("[z-a]"));
        assert_eq!(read, listing(true, &[]));
    }
}
