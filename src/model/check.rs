//! A check of names: where files are to be moved to, and what may be wrong with a name there.

use super::{FolderId, Kind};
use std::fmt::Debug;
use std::sync::Arc;

/// Where files may be moved to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Destination {
    /// A disk or a share of Windows.
    Windows,
    /// OneDrive and SharePoint in Microsoft 365.
    OneDrive,
    /// A drive with exFAT, as large memory sticks have.
    ExFat,
    /// A drive with FAT32, as small memory sticks have.
    Fat32,
    /// A disk of a Mac.
    MacOs,
    /// An archive that is to be readable anywhere: plain ASCII, and nothing that any system refuses.
    Archive,
}

impl Destination {
    /// Every destination, in the order of its number.
    pub const ALL: [Destination; 6] = [
        Destination::Windows,
        Destination::OneDrive,
        Destination::ExFat,
        Destination::Fat32,
        Destination::MacOs,
        Destination::Archive,
    ];

    /// The word for it in sheets, filters and arguments, and in the file of rules: it never changes.
    pub const fn as_str(self) -> &'static str {
        match self {
            Destination::Windows => "windows",
            Destination::OneDrive => "onedrive",
            Destination::ExFat => "exfat",
            Destination::Fat32 => "fat32",
            Destination::MacOs => "macos",
            Destination::Archive => "archive",
        }
    }

    /// The destination that is called so, in any case of letters.
    pub fn named(word: &str) -> Option<Destination> {
        Destination::ALL.into_iter().find(|one| one.as_str().eq_ignore_ascii_case(word))
    }
}

/// What may be wrong with a name, or what it is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum NameFault {
    /// A character that may not be in it.
    Character,
    /// A character outside ASCII.
    Ascii,
    /// It is kept for something else, or holds what is.
    Reserved,
    /// It begins with what it may not begin with.
    Begin,
    /// It ends with what it may not end with.
    End,
    /// It is too long.
    NameLength,
    /// The path is too long.
    PathLength,
    /// The file is too large.
    Size,
    /// Another name in the folder is the same but for the case of letters.
    Case,
    /// Another name in the folder is the same but for the Unicode form of letters.
    Form,
    /// It is not valid Unicode.
    Unicode,
    /// What it names is of a kind that can't be copied.
    Kind,
}

impl NameFault {
    /// Every fault, in the order of its number.
    pub const ALL: [NameFault; 12] = [
        NameFault::Character,
        NameFault::Ascii,
        NameFault::Reserved,
        NameFault::Begin,
        NameFault::End,
        NameFault::NameLength,
        NameFault::PathLength,
        NameFault::Size,
        NameFault::Case,
        NameFault::Form,
        NameFault::Unicode,
        NameFault::Kind,
    ];

    /// The word for it in sheets, filters and the file of rules: it never changes.
    pub const fn as_str(self) -> &'static str {
        match self {
            NameFault::Character => "character",
            NameFault::Ascii => "ascii",
            NameFault::Reserved => "reserved",
            NameFault::Begin => "begin",
            NameFault::End => "end",
            NameFault::NameLength => "name-length",
            NameFault::PathLength => "path-length",
            NameFault::Size => "size",
            NameFault::Case => "case",
            NameFault::Form => "form",
            NameFault::Unicode => "unicode",
            NameFault::Kind => "kind",
        }
    }

    /// The fault that is called so, in any case of letters and with or without hyphens.
    pub fn named(word: &str) -> Option<NameFault> {
        let plain = |word: &str| word.replace('-', "").to_ascii_lowercase();
        let wanted = plain(word);
        NameFault::ALL.into_iter().find(|one| plain(one.as_str()) == wanted)
    }

    /// Whether another name would cure it.
    pub const fn is_of_name(self) -> bool {
        !matches!(self, NameFault::PathLength | NameFault::Size | NameFault::Kind)
    }
}

/// Faults, each with the destination where it is one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Faults(u128);

const EACH: usize = NameFault::ALL.len();

impl Faults {
    /// None.
    pub const NONE: Faults = Faults(0);

    /// One.
    pub const fn one(destination: Destination, fault: NameFault) -> Faults {
        Faults(1 << (destination as usize * EACH + fault as usize))
    }

    /// Whether there is none.
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// These, and those.
    #[inline]
    #[must_use]
    pub const fn or(self, other: Faults) -> Faults {
        Faults(self.0 | other.0)
    }

    /// Those of these that are among those.
    #[must_use]
    pub const fn and(self, other: Faults) -> Faults {
        Faults(self.0 & other.0)
    }

    /// Whether one of these is one of those.
    #[inline]
    pub const fn meets(self, other: Faults) -> bool {
        self.0 & other.0 != 0
    }

    /// Those of one destination.
    pub fn of_destination(destination: Destination) -> Faults {
        NameFault::ALL.into_iter().map(|fault| Faults::one(destination, fault)).collect()
    }

    /// One fault wherever it is one.
    pub fn of_fault(fault: NameFault) -> Faults {
        Destination::ALL.into_iter().map(|destination| Faults::one(destination, fault)).collect()
    }

    /// All there can be.
    pub fn all() -> Faults {
        Destination::ALL.into_iter().map(Faults::of_destination).collect()
    }

    /// Those that another name would cure.
    pub fn of_names() -> Faults {
        NameFault::ALL.into_iter().filter(|fault| fault.is_of_name()).map(Faults::of_fault).collect()
    }

    /// Each of them, in the order of destinations and faults.
    pub fn iter(self) -> impl Iterator<Item = (Destination, NameFault)> {
        (0..Destination::ALL.len() * EACH)
            .filter(move |number| self.0 >> number & 1 == 1)
            .map(|number| (Destination::ALL[number / EACH], NameFault::ALL[number % EACH]))
    }
}

impl FromIterator<Faults> for Faults {
    fn from_iter<I: IntoIterator<Item = Faults>>(faults: I) -> Faults {
        faults.into_iter().fold(Faults::NONE, Faults::or)
    }
}

/// How a fault is called where several destinations may be meant: `windows.case`.
pub fn fault_name(destination: Destination, fault: NameFault) -> String {
    format!("{}.{}", destination.as_str(), fault.as_str())
}

/// The faults that a word means: a destination, a fault, both with a dot between, or `any`. `None` if it means none.
pub fn faults_named(word: &str) -> Option<Faults> {
    if word.eq_ignore_ascii_case("any") {
        return Some(Faults::all());
    }
    if let Some((destination, fault)) = word.split_once('.') {
        return Some(Faults::one(Destination::named(destination)?, NameFault::named(fault)?));
    }
    Destination::named(word)
        .map(Faults::of_destination)
        .or_else(|| NameFault::named(word).map(Faults::of_fault))
}

/// A name to be asked about.
#[derive(Clone, Copy, Debug)]
pub struct NameToCheck<'a> {
    /// The folder that it is in.
    pub folder: FolderId,
    /// The name, as the system's bytes.
    pub name: &'a [u8],
    /// What it is the name of.
    pub kind: Kind,
    /// The apparent size, if it is known.
    pub size: Option<u64>,
}

/// What a check says of the rows of a sheet, for the columns that it fills. Nothing is known of folders that were found later.
pub trait Checked: Debug + Send + Sync {
    /// What is wrong with an entry.
    fn faults(&self, of: NameToCheck<'_>) -> Faults;
    /// UTF-16 units of its path in the destination.
    fn length(&self, folder: FolderId, name: &[u8]) -> Option<u32>;
    /// A name that the destinations take and that no other entry of its folder has; `None` if the name can stay, or another one would cure
    /// nothing.
    fn suggestion(&self, of: NameToCheck<'_>) -> Option<String>;
}

/// Whether these are one and the same check.
pub fn is_same_check(one: Option<&Arc<dyn Checked>>, other: Option<&Arc<dyn Checked>>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => std::ptr::addr_eq(Arc::as_ptr(one), Arc::as_ptr(other)),
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// What names are checked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckWish {
    /// Where the files are to go; at least one.
    pub destinations: Vec<Destination>,
    /// What stands there in place of each picked folder's path: `sites/x/Shared Documents`, or `D:\Data`. Empty if that isn't known, and
    /// paths are then counted from the picked folder on.
    pub prefix: String,
    /// The longest path, in place of what the destinations allow.
    pub limit: Option<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fault_of_each_destination_is_told_from_the_others() {
        let mut seen = Faults::NONE;
        for destination in Destination::ALL {
            assert_eq!(Destination::named(&destination.as_str().to_uppercase()), Some(destination));
            for fault in NameFault::ALL {
                let one = Faults::one(destination, fault);
                assert!(!seen.meets(one));
                seen = seen.or(one);
                assert_eq!(one.iter().collect::<Vec<_>>(), [(destination, fault)]);
                assert_eq!(faults_named(&fault_name(destination, fault)), Some(one));
                assert!(faults_named(fault.as_str()).unwrap().meets(one));
                assert!(faults_named(destination.as_str()).unwrap().meets(one));
                assert_eq!(Faults::of_names().meets(one), fault.is_of_name());
            }
        }
        assert_eq!((Faults::all(), faults_named("ANY")), (seen, Some(seen)));
        assert_eq!(NameFault::named("PathLength"), Some(NameFault::PathLength));
        for word in ["", "nope", "windows.", ".case", "case.windows"] {
            assert_eq!(faults_named(word), None, "{word}");
        }
    }
}
