//! What is said of numbers that differ.

use crate::model::{LeftOut, LineKind, Number, Volume};
use crate::text;

/// The name of a number.
pub fn number(number: Number) -> &'static str {
    match number {
        Number::Length => "Length of all files",
        Number::Explorer => "Size in Windows Explorer",
        Number::OnDisk => "On disk, each name",
        Number::DuEachName => "du -l",
        Number::Du => "du",
        Number::DuApparent => "du --apparent-size (9.2 or later)",
        Number::DuApparentBefore => "du --apparent-size (before 9.2)",
        Number::DfUsed => "Used, by df",
    }
}

/// What it counts.
pub fn meaning(number: Number) -> &'static str {
    match number {
        Number::Length => {
            "How far a reader could read in each file. A file with several names counts once for each."
        }
        Number::Explorer => "As the properties of a folder say it: the length of each name, without links.",
        Number::OnDisk => "The space that the files take. A file with several names counts once for each.",
        Number::DuEachName => "The space that files and folders take, once for each name.",
        Number::Du => "The space that files and folders take. A file with several names counts once.",
        Number::DuApparent => "The length of each file. A file with several names counts once.",
        Number::DuApparentBefore => {
            "The length of each file and of each folder. A file with several names counts once."
        }
        Number::DfUsed => "All that is taken on the whole file system, in these folders or not.",
    }
}

/// Why a number is larger or smaller than the lengths together.
pub fn line(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Lengths => "Length of all files",
        LineKind::Symlinks => "Links, which are not followed",
        LineKind::RoundedUp => "Rounded up to whole blocks",
        LineKind::SmallerOnDisk => "Holes, compression, links, cloud files",
        LineKind::NotReported => "Files whose space the system doesn't report",
        LineKind::Folders => "The folders themselves",
        LineKind::Repeats => "Further names of files counted once",
        LineKind::Rest => "Not in these folders, or not explained",
    }
}

/// How many rows, or folders, a line is about.
pub fn concerned(kind: LineKind, rows: u64) -> String {
    match kind {
        LineKind::Folders => text::counted(rows, "folder"),
        LineKind::Symlinks => text::counted(rows, "link"),
        LineKind::Repeats => text::counted(rows, "name"),
        LineKind::Lengths
        | LineKind::RoundedUp
        | LineKind::SmallerOnDisk
        | LineKind::NotReported
        | LineKind::Rest => text::counted(rows, "file"),
    }
}

/// What is in none of the numbers, files with so many names elsewhere and so many bytes, and what the file systems report: a sentence each.
pub fn notes(
    left_out: LeftOut,
    unread_folders: u64,
    without_length: u64,
    elsewhere: (u64, u128),
    volumes: &[Volume],
) -> Vec<String> {
    let mut notes = not_counted(left_out, unread_folders, without_length);
    notes.extend(names_elsewhere(elsewhere.0, elsewhere.1));
    notes.extend(volumes.iter().map(volume));
    notes
}

/// What is in none of the numbers, as its size is not known.
fn not_counted(left_out: LeftOut, unread_folders: u64, without_length: u64) -> Vec<String> {
    let LeftOut { hidden, excluded, other_file_systems } = left_out;
    let parts = [
        (hidden, "hidden entry", "hidden entries", "left out, as asked"),
        (excluded, "entry that matches a pattern", "entries that match a pattern", "left out, as asked"),
        (
            other_file_systems,
            "folder on another file system",
            "folders on other file systems",
            "left out, as asked",
        ),
        (
            unread_folders,
            "folder that could not be read",
            "folders that could not be read",
            "what is inside is not known, so each number is a lower bound",
        ),
        (
            without_length,
            "file whose length the system doesn't report",
            "files whose length the system doesn't report",
            "each number is a lower bound",
        ),
    ];
    let some = parts.into_iter().filter(|(count, ..)| *count > 0);
    some.map(|(count, one, more, what)| {
        format!("Not counted: {} {}: {what}.", text::number(count), if count == 1 { one } else { more })
    })
    .collect()
}

/// Files that have further names outside; `None` if there are none.
fn names_elsewhere(files: u64, allocated: u128) -> Option<String> {
    let files = match files {
        0 => return None,
        1 => "1 file has".to_owned(),
        files => format!("{} files have", text::number(files)),
    };
    let size = text::size(allocated);
    Some(format!(
        "{files} further names outside these folders: deleting them here would not free their {size}."
    ))
}

/// What a file system reports of itself.
fn volume(volume: &Volume) -> String {
    let [size, used, available, reserved] =
        [volume.size, volume.used, volume.available, volume.reserved()].map(text::size);
    format!(
        "The file system: {size} in all, {used} used, {available} available, {reserved} reserved for the system."
    )
}
