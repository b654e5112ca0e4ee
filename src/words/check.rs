//! What is said of a check of names.

use crate::model::{Destination, NameFault};
use crate::text;

/// The name of a place that files are moved to.
pub fn destination(destination: Destination) -> &'static str {
    match destination {
        Destination::Windows => "Windows",
        Destination::OneDrive => "OneDrive and SharePoint",
        Destination::ExFat => "exFAT drive",
        Destination::Fat32 => "FAT32 drive",
        Destination::MacOs => "macOS",
        Destination::Archive => "Archive",
    }
}

/// What a place is, or what is checked for it, to stand beside its name.
pub fn about_destination(destination: Destination) -> &'static str {
    match destination {
        Destination::Windows => "A disk, or a share on a server",
        Destination::OneDrive => "Libraries in Microsoft 365, also when synced",
        Destination::ExFat => "Large memory sticks and cards",
        Destination::Fat32 => "Small memory sticks, and old devices",
        Destination::MacOs => "A disk of a Mac",
        Destination::Archive => "Plain ASCII that any system can read",
    }
}

/// What is wrong with a name.
pub fn name_fault(fault: NameFault) -> &'static str {
    match fault {
        NameFault::Character => "Character that isn't allowed",
        NameFault::Ascii => "Character outside ASCII",
        NameFault::Reserved => "Reserved name",
        NameFault::Begin => "Wrong at the beginning",
        NameFault::End => "Space or period at the end",
        NameFault::NameLength => "Name too long",
        NameFault::PathLength => "Path too long",
        NameFault::Size => "File too large",
        NameFault::Case => "Same name but for case",
        NameFault::Form => "Same name but for its Unicode form",
        NameFault::Unicode => "Not valid Unicode",
        NameFault::Kind => "Can't be copied as what it is",
    }
}

/// Such as "12 files and 1 folder".
pub fn files_and_folders(files: u64, folders: u64) -> String {
    let (of_files, of_folders) = (text::counted(files, "file"), text::counted(folders, "folder"));
    match (files, folders) {
        (_, 0) => of_files,
        (0, _) => of_folders,
        _ => format!("{of_files} and {of_folders}"),
    }
}

/// How much is won by a shorter name of a folder: "12 characters shorter cures 340 paths".
pub fn shorter(characters: u32, paths: u64) -> String {
    let (characters, paths) = (text::counted(characters.into(), "character"), text::counted(paths, "path"));
    format!("{characters} shorter cures {paths}")
}
