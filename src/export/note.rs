//! What a user is to know about an export that succeeded.

use crate::text;
use std::fmt;
use std::path::{Path, PathBuf};

/// One thing that is not as one might think, though everything was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Something about the file that was replaced is gone, because the system doesn't let this user keep it.
    NotKept {
        /// The target.
        path: PathBuf,
        /// Such as "the owner".
        what: Vec<String>,
    },
    /// The same, because another user may have put that file there in order to choose it.
    NotTaken {
        /// The target.
        path: PathBuf,
        /// Such as "the mode".
        what: Vec<String>,
    },
    /// Files have other names now: numbered ones of an earlier export that went on in them, or others that had a part's name.
    SetAside {
        /// Where they are; at least one.
        files: Vec<PathBuf>,
    },
    /// Files of an earlier export stand beside this one still.
    Beside {
        /// Which; at least one.
        files: Vec<PathBuf>,
    },
    /// The reader of a pipe closed it before the last row, as `head` does.
    Left {
        /// The pipe.
        path: PathBuf,
    },
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Note::NotKept { path, what } => {
                let of = "of the file it replaces could not be kept";
                write!(f, "{}: {} {of}", shown(path), listed(what))
            }
            Note::NotTaken { path, what } => {
                let (of, were) = ("of the file it replaces", if what.len() == 1 { "was" } else { "were" });
                let why = "another user may have chosen that";
                write!(f, "{}: {} {of} {were} not taken over, because {why}", shown(path), listed(what))
            }
            Note::SetAside { files } if files.len() == 1 => {
                write!(f, "set aside: {}, which was there before", range(files, ""))
            }
            Note::SetAside { files } => write!(f, "set aside: {}", range(files, "that were there before")),
            Note::Beside { files } => {
                write!(f, "left in place: {}", range(files, "of an earlier export, not of this one"))
            }
            Note::Left { path } => write!(f, "{} was closed by its reader before the last row", shown(path)),
        }
    }
}

fn shown(path: &Path) -> String {
    text::shown(path.as_os_str().as_encoded_bytes()).into_owned()
}

/// As a sentence lists things.
fn listed(what: &[String]) -> String {
    match what {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

fn range(files: &[PathBuf], whose: &str) -> String {
    match files {
        [] => String::new(),
        [one] if whose.is_empty() => shown(one),
        [one] => format!("{}, {whose}", shown(one)),
        [first, .., last] => {
            format!("{} to {}, {} files {whose}", shown(first), shown(last), text::number(files.len() as u64))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_a_sentence() {
        let path = || PathBuf::from("s.csv");
        let what = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
        let files =
            |numbers: std::ops::RangeInclusive<u32>| numbers.map(|n| format!("s-{n}.csv").into()).collect();
        for (note, words) in [
            (
                Note::NotKept { path: path(), what: what(&["the owner", "the group", "the access list"]) },
                "s.csv: the owner, the group and the access list of the file it replaces could not be kept",
            ),
            (
                Note::NotTaken { path: path(), what: what(&["the mode"]) },
                "s.csv: the mode of the file it replaces was not taken over, because another user may have chosen that",
            ),
            (
                Note::SetAside { files: files(4..=6) },
                "set aside: s-4.csv to s-6.csv, 3 files that were there before",
            ),
            (Note::SetAside { files: files(4..=4) }, "set aside: s-4.csv, which was there before"),
            (
                Note::Beside { files: files(1..=1) },
                "left in place: s-1.csv, of an earlier export, not of this one",
            ),
        ] {
            assert_eq!(note.to_string(), words);
        }
    }
}
