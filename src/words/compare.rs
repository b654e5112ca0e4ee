//! What is said of a comparison of two sheets.

use crate::model::{Change, ChangeSum, CompareTotals};
use crate::text;

/// What became of an entry.
pub fn change(change: Change) -> &'static str {
    match change {
        Change::Same => "Same",
        Change::Spelled => "Same, spelled differently",
        Change::Resized => "Size changed",
        Change::Touched => "Time changed",
        Change::OtherKind => "Kind changed",
        Change::Target => "Link target changed",
        Change::Attributes => "Attributes changed",
        Change::Added => "Added",
        Change::Removed => "Removed",
        Change::MovedSure => "Moved",
        Change::MovedLikely => "Moved (likely)",
        Change::MovedPossible => "Moved (possibly)",
        Change::RenamedSure => "Renamed",
        Change::RenamedPossible => "Renamed (possibly)",
        Change::Unknown => "Can't be compared",
    }
}

/// How that is known, or what it means; `None` if the words say it.
pub fn about_change(change: Change) -> Option<&'static str> {
    Some(match change {
        Change::MovedSure | Change::RenamedSure => {
            "The same inode on the same device, created at the same time"
        }
        Change::MovedLikely => {
            "The only file with this name, size and time in both sheets, or moved with its folder"
        }
        Change::MovedPossible | Change::RenamedPossible => {
            "The only file with this size and time in both sheets, under another name"
        }
        Change::Unknown => "One of the sheets doesn’t say what is here",
        Change::Spelled => "The names differ in case or Unicode form only",
        Change::Attributes => "Permissions, owner, group or attributes differ",
        _ => return None,
    })
}

/// Bytes with a sign: `+212 GB`, `-1.1 TB`, `±0`.
pub fn difference(came: u128, went: u128) -> String {
    match (came.checked_sub(went), went.checked_sub(came)) {
        (Some(0), _) => "±0 bytes".to_owned(),
        (Some(more), _) => format!("+{}", text::size(more)),
        (None, less) => format!("-{}", text::size(less.unwrap_or(0))),
    }
}

/// A comparison in one sentence: what it comes to, what that is made of, and what can't be told.
pub fn comparison(totals: &CompareTotals) -> String {
    sentence(totals, true)
}

/// The same without how many files came, went, grew and shrank.
pub fn comparison_in_short(totals: &CompareTotals) -> String {
    sentence(totals, false)
}

fn sentence(totals: &CompareTotals, counts: bool) -> String {
    let unknown = unknown(totals);
    let mut parts = Vec::new();
    let mut of_bytes = |sum: ChangeSum, what: &str| {
        if sum.files > 0 {
            let files =
                if counts { format!(" ({})", text::counted(sum.files, "file")) } else { String::new() };
            parts.push(format!("{} {what}{files}", text::size(sum.bytes)));
        }
    };
    of_bytes(totals.added, "added");
    of_bytes(totals.removed, "removed");
    of_bytes(totals.grown, "grown");
    of_bytes(totals.shrunk, "shrunk");
    let mut of_files = |files: u64, what: &str| {
        if files > 0 {
            parts.push(format!("{} {what}", text::counted(files, "file")));
        }
    };
    of_files(totals.moved.files, "moved");
    of_files(totals.renamed.files, "renamed");
    of_files(totals.touched.files, "with another time only");
    of_files(totals.other_kind, "of another kind");
    if totals.target > 0 {
        parts.push(format!("{} with another target", text::counted(totals.target, "link")));
    }
    let mut of_files = |files: u64, what: &str| {
        if files > 0 {
            parts.push(format!("{} {what}", text::counted(files, "file")));
        }
    };
    of_files(totals.attributes, "with other attributes only");
    if parts.is_empty() {
        let folders = [
            (totals.folders_added, "added"),
            (totals.folders_removed, "removed"),
            (totals.folders_moved, "moved"),
        ];
        for (count, what) in folders.into_iter().filter(|(count, _)| *count > 0) {
            parts.push(format!("{} {what}", text::counted(count, "folder")));
        }
    }
    let (came, went) = totals.net();
    let found = match (parts.is_empty(), unknown.is_empty()) {
        (true, true) => format!("No difference: {} the same", text::counted(totals.same.files, "file")),
        (true, false) => "No difference in what can be compared".to_owned(),
        (false, _) => format!("{}: {}", difference(came, went), parts.join(", ")),
    };
    if unknown.is_empty() { found } else { format!("{found}; {unknown} can’t be compared") }
}

/// What can't be compared; empty if all can be.
fn unknown(totals: &CompareTotals) -> String {
    let (folders, files) = (totals.folders_unknown, totals.unknown.files);
    match (folders, files) {
        (0, 0) => String::new(),
        (0, files) => text::counted(files, "file"),
        (folders, 0) => text::counted(folders, "folder"),
        (folders, files) => {
            format!("{} with {}", text::counted(folders, "folder"), text::counted(files, "file"))
        }
    }
}

/// What else is worth a word, a line each.
pub fn comparison_notes(totals: &CompareTotals) -> Vec<String> {
    let mut notes = Vec::new();
    if totals.spelled > 0 {
        let names = text::counted(totals.spelled, "name");
        let (differ, count) = if totals.spelled == 1 { ("differs", "counts") } else { ("differ", "count") };
        notes.push(format!("{names} {differ} in case or Unicode form only, and {count} as the same"));
    }
    if totals.merged > 0 {
        let names = text::counted(totals.merged, "name");
        let others = if totals.merged == 1 { "another one beside it" } else { "others beside them" };
        notes.push(format!(
            "{names} would be the same as {others} on a system that doesn’t mind case and form"
        ));
    }
    notes
}

/// That times an hour apart are nearly all that differs in time, and why that may be; `None` if they aren't.
pub fn hour_apart(totals: &CompareTotals) -> Option<String> {
    let files = text::counted(totals.by_one_hour, "file");
    totals.are_an_hour_apart().then(|| {
        format!(
            "{files} differ by exactly one hour, as on FAT drives and in lists after the clocks were changed."
        )
    })
}

/// Which sources of the old sheet and of the new one have no counterpart in the other, a sentence for each side; by their paths.
pub fn unpaired<'a>(old: impl Iterator<Item = &'a [u8]>, new: impl Iterator<Item = &'a [u8]>) -> Vec<String> {
    let side = |paths: Vec<String>, what: &str| {
        let is = if paths.len() == 1 { "has" } else { "have" };
        (!paths.is_empty()).then(|| {
            format!(
                "{} {is} no counterpart in the {what} sheet, and {is} not been compared",
                paths.join(", ")
            )
        })
    };
    let shown = |path: &[u8]| text::shown(path).into_owned();
    let (old, new) = (old.map(shown).collect(), new.map(shown).collect());
    side(old, "new").into_iter().chain(side(new, "old")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sentence_says_what_it_comes_to() {
        let sum = |files, bytes| ChangeSum { files, bytes };
        let mut totals = CompareTotals { same: sum(7, 70), ..CompareTotals::default() };
        assert_eq!(comparison(&totals), "No difference: 7 files the same");
        totals.folders_unknown = 2;
        assert_eq!(comparison(&totals), "No difference in what can be compared; 2 folders can’t be compared");
        totals.added = sum(3, 5_000_000);
        totals.shrunk = sum(1, 7_000_000);
        totals.touched = sum(1, 9);
        assert_eq!(
            comparison(&totals),
            "-2.00 MB: 5.00 MB added (3 files), 7.00 MB shrunk (1 file), 1 file with another time only; 2 folders can’t be compared"
        );
        assert_eq!(
            comparison(&CompareTotals { folders_added: 1, ..CompareTotals::default() }),
            "±0 bytes: 1 folder added"
        );
    }
}
