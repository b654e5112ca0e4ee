//! What the choices of how a list is read are called.

use super::draft::Missing;
use crate::import::{DateOrder, DecimalMark, Encoding, Holds, ListZone, SizeUnit};
use crate::words;

/// What a column may hold, in the order of the choices.
pub(super) const HOLDS: [(Holds, &str); 19] = [
    (Holds::Path, "Path"),
    (Holds::Name, "Name"),
    (Holds::Folder, "Folder"),
    (Holds::Size, "Size"),
    (Holds::Allocated, "Size on disk"),
    (Holds::Modified, "Modified"),
    (Holds::Created, "Created"),
    (Holds::Accessed, "Accessed"),
    (Holds::Changed, "Entry changed"),
    (Holds::Kind, "File or folder"),
    (Holds::Attributes, "Attributes"),
    (Holds::Mode, "Permissions"),
    (Holds::Owner, "Owner"),
    (Holds::Group, "Group"),
    (Holds::LinkTarget, "Link target"),
    (Holds::Links, "Number of links"),
    (Holds::Inode, "Inode"),
    (Holds::Device, "Device"),
    (Holds::Root, "Source"),
];

/// What a column holds, in a word.
pub(super) fn holds(holds: Option<Holds>) -> &'static str {
    let found = HOLDS.into_iter().find_map(|(known, words)| (Some(known) == holds).then_some(words));
    match holds {
        None => "Not used",
        Some(Holds::PathHex) => "Path in hexadecimal",
        Some(Holds::LinkTargetHex) => "Link target in hexadecimal",
        Some(_) => found.unwrap_or_default(),
    }
}

/// What stands between cells.
pub(super) const SEPARATORS: [(Option<u8>, &str); 5] = [
    (None, "As it looks"),
    (Some(b','), "Comma"),
    (Some(b';'), "Semicolon"),
    (Some(b'\t'), "Tab"),
    (Some(b'|'), "Vertical bar"),
];

pub(super) const DATES: [(Option<DateOrder>, &str); 4] = [
    (None, "As they look"),
    (Some(DateOrder::YearMonthDay), "Year, month, day"),
    (Some(DateOrder::DayMonthYear), "Day, month, year"),
    (Some(DateOrder::MonthDayYear), "Month, day, year"),
];

pub(super) const SIZES: [(SizeUnit, &str); 8] = [
    (SizeUnit::Bytes, "Bytes"),
    (SizeUnit::Written, "With a unit"),
    (SizeUnit::Times(1 << 10), "KiB, 1024 bytes"),
    (SizeUnit::Times(1 << 20), "MiB"),
    (SizeUnit::Times(1 << 30), "GiB"),
    (SizeUnit::Times(1000), "kB, 1000 bytes"),
    (SizeUnit::Times(1_000_000), "MB"),
    (SizeUnit::Times(1_000_000_000), "GB"),
];

pub(super) const DECIMALS: [(Option<DecimalMark>, &str); 3] = [
    (None, "As they look"),
    (Some(DecimalMark::Point), "Point: 1.5"),
    (Some(DecimalMark::Comma), "Comma: 1,5"),
];

pub(super) const ENCODINGS: [(Option<Encoding>, &str); 9] = [
    (None, "UTF-8, or as marked"),
    (Some(Encoding::Utf16Le), "UTF-16"),
    (Some(Encoding::Utf16Be), "UTF-16, big-endian"),
    (Some(Encoding::Windows1252), "Windows, Western (1252)"),
    (Some(Encoding::Windows1250), "Windows, Central (1250)"),
    (Some(Encoding::Windows1251), "Windows, Cyrillic (1251)"),
    (Some(Encoding::Dos850), "DOS, Western (850)"),
    (Some(Encoding::Dos437), "DOS, US (437)"),
    (Some(Encoding::Dos866), "DOS, Cyrillic (866)"),
];

/// The time zones that can be chosen, west to east, with this computer's in front.
pub(super) fn zones() -> Vec<(ListZone, String)> {
    const ODD: [i16; 8] = [-570, -210, 210, 270, 330, 345, 390, 570];
    let mut minutes: Vec<i16> = (-12..=14).map(|hours| hours * 60).chain(ODD).collect();
    minutes.sort_unstable();
    let all = [ListZone::Local, ListZone::UTC].into_iter();
    let others = minutes.into_iter().filter(|minutes| *minutes != 0).map(ListZone::Ahead);
    all.chain(others).map(|zone| (zone, self::zone(zone))).collect()
}

pub(super) fn zone(zone: ListZone) -> String {
    match zone {
        ListZone::Local => "This computer's".to_owned(),
        ListZone::UTC => "UTC".to_owned(),
        ListZone::Ahead(minutes) => {
            let sign = if minutes < 0 { '−' } else { '+' };
            let minutes = minutes.unsigned_abs();
            format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60)
        }
    }
}

/// Why it can't be opened yet.
pub(super) fn missing(missing: Missing) -> String {
    match missing {
        Missing::Look => "Looking at the file…".to_owned(),
        Missing::File => "The file can't be read".to_owned(),
        Missing::Rows => "No row can be read like this".to_owned(),
        Missing::Path => "Choose which column holds the path, or the name".to_owned(),
        Missing::Columns => "There is no such column in the file".to_owned(),
        Missing::Kind(kind) => format!("This isn't a list of {}", words::source_kind(kind)),
    }
}
