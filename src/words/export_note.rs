//! What a user should know about an export that succeeded.

use super::export::target as shown;
use crate::model::export::{Note, Property};
use crate::text;
use std::path::PathBuf;

/// A note, as part of a sentence: without a capital and a full stop.
pub fn export_note(note: &Note) -> String {
    match note {
        Note::NotKept { path, what } => {
            let of = "of the file it replaces could not be kept";
            format!("{}: {} {of}", shown(path), listed(what))
        }
        Note::NotTaken { path, what } => {
            let (of, were) = ("of the file it replaces", if what.len() == 1 { "was" } else { "were" });
            let why = "another user may have chosen that";
            format!("{}: {} {of} {were} not taken over, because {why}", shown(path), listed(what))
        }
        Note::SetAside { files } if files.len() == 1 => {
            format!("set aside: {}, which was there before", range(files, ""))
        }
        Note::SetAside { files } => format!("set aside: {}", range(files, "that were there before")),
        Note::Beside { files } => {
            format!("left in place: {}", range(files, "of an earlier export, not of this one"))
        }
        Note::Left { path } => format!("{} was closed by its reader before the last row", shown(path)),
    }
}

fn property(property: &Property) -> String {
    match property {
        Property::Owner => "the owner".to_owned(),
        Property::Group => "the group".to_owned(),
        Property::Mode => "the mode".to_owned(),
        Property::AccessList => "the access list".to_owned(),
        Property::Attribute(name) => format!("the attribute {name}"),
    }
}

/// As a sentence lists things.
fn listed(what: &[Property]) -> String {
    let words: Vec<String> = what.iter().map(property).collect();
    match &words[..] {
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
        let files =
            |numbers: std::ops::RangeInclusive<u32>| numbers.map(|n| format!("s-{n}.csv").into()).collect();
        for (note, words) in [
            (
                Note::NotKept {
                    path: path(),
                    what: vec![Property::Owner, Property::Group, Property::AccessList],
                },
                "s.csv: the owner, the group and the access list of the file it replaces could not be kept",
            ),
            (
                Note::NotTaken { path: path(), what: vec![Property::Mode] },
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
            assert_eq!(export_note(&note), words);
        }
    }
}
