//! Checks names before files are moved: what a destination refuses, how long each path is there, and safe names.
//!
//! A [`NameCheck`] is made of a snapshot of the sheet. What is wrong with a name by itself is not kept: it is found again as soon as a value
//! is asked for. Kept is what takes the whole folder to know (names that are the same but for their case or form, and numbers of suggested
//! names), how long each folder's path is, and the counts.
//!
//! - `rules`: the rules of `assets/rules.txt`. `examiner`: those of some destinations, ready to be asked.
//! - `prefix`: what stands before each name in the destination.
//! - `siblings`: names of one folder beside each other. `safe`: names that the destinations take. `shorten`: folders to shorten first.

mod examiner;
mod make;
mod prefix;
pub mod rules;
mod safe;
mod shorten;
mod siblings;

pub use shorten::FolderToShorten;

use crate::model::{CheckWish, Checked, Destination, Faults, FolderId, Kind, NameFault, NameToCheck};
use crate::text;
use examiner::{Examiner, Named};
use prefix::Length;
use safe::Safe;
use siblings::Special;
use std::collections::HashMap;

/// How often a fault was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FaultCount {
    /// Where it is one.
    pub destination: Destination,
    /// Which.
    pub fault: NameFault,
    /// Entries other than folders that have it.
    pub files: u64,
    /// Folders that have it.
    pub folders: u64,
}

/// What was found in a sheet.
#[derive(Debug)]
pub struct NameCheck {
    wish: CheckWish,
    examiner: Examiner,
    /// How long what stands before the names of each folder is.
    before: Vec<Length>,
    /// Folders that were picked: what is in them lies in the destination itself.
    tops: Vec<FolderId>,
    /// By folder, in the order of names.
    special: HashMap<u32, Vec<Special>>,
    /// What was found, the most frequent first.
    pub counts: Vec<FaultCount>,
    /// Entries other than folders that have a fault.
    pub files: u64,
    /// Folders that have one.
    pub folders: u64,
    /// Of those, folders that are not rows of the sheet.
    pub unlisted: u64,
    /// The longest path in the destination, in UTF-16 units.
    pub longest: u32,
    /// Folders to shorten, those first that cure most paths for each character. None is in another.
    pub shorten: Vec<FolderToShorten>,
    /// Rows that were looked at: those numbered below this.
    pub covers: u32,
}

impl NameCheck {
    /// What was asked for.
    pub fn wish(&self) -> &CheckWish {
        &self.wish
    }

    /// Whether nothing is wrong.
    pub fn is_clean(&self) -> bool {
        self.files == 0 && self.folders == 0
    }

    fn named<'a>(&self, of: NameToCheck<'a>) -> Option<Named<'a>> {
        let before = *self.before.get(of.folder.0 as usize)?;
        Some(Named { name: of.name, kind: of.kind, size: of.size, before, is_top: self.is_top(of.folder) })
    }

    fn is_top(&self, folder: FolderId) -> bool {
        self.tops.binary_search(&folder).is_ok()
    }

    fn special(&self, of: NameToCheck<'_>) -> Option<&Special> {
        let special = self.special.get(&of.folder.0)?;
        let at = special.binary_search_by(|special| (*special.name).cmp(of.name)).ok()?;
        Some(&special[at])
    }
}

impl Checked for NameCheck {
    fn faults(&self, of: NameToCheck<'_>) -> Faults {
        let Some(named) = self.named(of) else { return Faults::NONE };
        let special = self.special(of).map_or(Faults::NONE, |special| special.faults);
        self.examiner.examine(&named).0.or(special)
    }

    fn length(&self, folder: FolderId, name: &[u8]) -> Option<u32> {
        let before = self.before.get(folder.0 as usize)?;
        Some(before.units.saturating_add(text::utf16_units(name) as u32))
    }

    fn suggestion(&self, of: NameToCheck<'_>) -> Option<String> {
        if !self.faults(of).meets(Faults::of_names()) {
            return None;
        }
        let is_folder = of.kind == Kind::Folder;
        let safe = Safe { examiner: &self.examiner, is_folder, is_top: self.is_top(of.folder) };
        let number = self.special(of).map_or(0, |special| special.number);
        let name = safe.numbered(&safe.name(of.name), number);
        (name.as_bytes() != of.name).then_some(name)
    }
}
