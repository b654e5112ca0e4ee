//! What is said of numbers that differ.

use crate::model::{Bound, LineKind, Note, Number, Volume};
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
        LineKind::SmallerOnDisk => "Holes, compression, links",
        LineKind::Cloud => "Cloud files, not on this disk",
        LineKind::WithoutLength => "Files whose length the system doesn't report",
        LineKind::NotReported => "Files whose space the system doesn't report",
        LineKind::Folders => "The folders themselves",
        LineKind::Repeats => "Further names of files counted once",
        LineKind::OtherFileSystems => "On other file systems inside",
        LineKind::OtherFolders => "Folders on those",
        LineKind::Rest => "Not in these folders, or not explained",
    }
}

/// How many rows, or folders, a line is about: `12 files`, `13 folders, 2 of unknown size`.
pub fn concerned(kind: LineKind, rows: u64, unknown: u64) -> String {
    let what = match kind {
        LineKind::Folders | LineKind::OtherFolders => "folder",
        LineKind::Symlinks => "link",
        LineKind::Repeats => "name",
        LineKind::Lengths
        | LineKind::RoundedUp
        | LineKind::SmallerOnDisk
        | LineKind::Cloud
        | LineKind::WithoutLength
        | LineKind::NotReported
        | LineKind::OtherFileSystems
        | LineKind::Rest => "file",
    };
    let counted = text::counted(rows, what);
    match unknown {
        0 => counted,
        unknown => format!("{counted}, {} of unknown size", text::number(unknown)),
    }
}

/// What a line adds or takes away: `+4,096`, or `unknown` where no part of it is known. The first one of a number has no sign.
pub fn line_figure(bytes: i128, unknown: u64, is_first: bool) -> String {
    match (bytes, unknown) {
        (0, 1..) => "unknown".to_owned(),
        _ if is_first => text::balance(bytes),
        _ => text::signed(bytes),
    }
}

/// A figure with how it is to the true one: `1,200`, `at least 1,200`.
pub fn bounded(bound: Bound, figure: &str) -> String {
    match bound {
        Bound::Exact => figure.to_owned(),
        Bound::AtLeast => format!("at least {figure}"),
        Bound::AtMost => format!("at most {figure}"),
        Bound::About => format!("about {figure}"),
    }
}

/// What is in none of the numbers or makes them doubtful, in a sentence.
pub fn note(note: &Note) -> String {
    match *note {
        Note::Hidden(count) => not_counted(count, "hidden entry", "hidden entries", "left out, as asked"),
        Note::Excluded(count) => not_counted(
            count,
            "entry that matches a pattern",
            "entries that match a pattern",
            "left out, as asked",
        ),
        Note::OtherFileSystems(count) => not_counted(
            count,
            "folder on another file system",
            "folders on other file systems",
            "left out, as asked",
        ),
        Note::UnreadFolders(count) => not_counted(
            count,
            "folder that could not be read",
            "folders that could not be read",
            "what is inside is not known, so each number is a lower bound",
        ),
        Note::WithoutLength(count) => not_counted(
            count,
            "file whose length the system doesn't report",
            "files whose length the system doesn't report",
            "each number of lengths is a lower bound",
        ),
        Note::WithoutSpace(count) => not_counted(
            count,
            "file whose space the system doesn't report",
            "files whose space the system doesn't report",
            "each number of space on disk is a lower bound",
        ),
        Note::FoldersWithoutLength(count) => not_counted(
            count,
            "folder whose own length is not known",
            "folders whose own length is not known",
            "du --apparent-size before 9.2 counts it",
        ),
        Note::FoldersWithoutSpace(count) => not_counted(
            count,
            "folder whose own space is not known",
            "folders whose own space is not known",
            "du counts it",
        ),
        Note::UnknownNames(count) => {
            let files = match count {
                1 => "1 file is a further name of another".to_owned(),
                count => format!("{} files are further names of others", text::number(count)),
            };
            format!("Not known: whether {files}. du counts each file once, and may say less.")
        }
        Note::Cloud(count, bytes) => {
            let (files, size) = (text::counted(count, "file"), text::size(bytes));
            let (their, take) = match count {
                1 => ("its", "It takes little or no space on this disk until it is opened."),
                _ => ("their", "They take little or no space on this disk until they are opened."),
            };
            format!("In a cloud, by {their} attributes: {files} of {size}. {take}")
        }
        Note::NamesElsewhere(files, allocated) => {
            let (have, them, their) =
                if files == 1 { ("has", "it", "its") } else { ("have", "them", "their") };
            let (files, size) = (text::counted(files, "file"), text::size(allocated));
            format!(
                "{files} {have} further names outside these folders: deleting {them} here would not free {their} {size}."
            )
        }
        Note::Volume(volume) => self::volume(&volume),
        Note::Shares(kind) => format!(
            "The file system is {kind}, which can keep once what several files have in common. The system doesn't report that, so files take \
             this much on disk at most."
        ),
    }
}

/// What is in none of the numbers, as its size is not known.
fn not_counted(count: u64, one: &str, more: &str, what: &str) -> String {
    format!("Not counted: {} {}: {what}.", text::number(count), if count == 1 { one } else { more })
}

/// What a file system reports of itself.
fn volume(volume: &Volume) -> String {
    let [size, used, available, reserved] =
        [volume.size, volume.used, volume.available, volume.reserved()].map(text::size);
    format!(
        "The file system: {size} in all, {used} used, {available} available, {reserved} reserved for the system."
    )
}
