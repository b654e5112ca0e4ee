//! The rules once more, written from their sources with regular expressions and plain loops, and nothing of the program's.

use foldersheet::model::{Destination, Kind};
use regex::bytes::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

pub struct Named<'a> {
    pub name: &'a [u8],
    pub kind: Kind,
    pub size: Option<u64>,
    pub is_top: bool,
    /// UTF-16 units before the name.
    pub before: usize,
    /// Bytes before it.
    pub bytes_before: usize,
    pub is_local: bool,
    pub prefix: usize,
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap()
}

static WINDOWS_SIGNS: LazyLock<Regex> = LazyLock::new(|| regex(r#"[<>:"/\\|?*\x00-\x1F]"#));
static WINDOWS_NAMES: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^(?i-u:CON|PRN|AUX|NUL|(?:COM|LPT)(?:[1-9]|\xC2[\xB9\xB2\xB3]))(?-u:$|\.)"));
static ASCII_NAMES: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^(?i-u)(?:CON|PRN|AUX|NUL|(?:COM|LPT)[1-9])(?:$|\.)"));
static ONEDRIVE_NAMES: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i-u)^(?:\.lock|desktop\.ini|CON|PRN|AUX|NUL|(?:COM|LPT)[0-9])$|_vti_"));

fn units(name: &[u8]) -> usize {
    String::from_utf8_lossy(name).encode_utf16().count()
}

/// What is wrong with a name by itself, as `destination.fault`.
pub fn expected(named: &Named<'_>, destination: Destination) -> BTreeSet<String> {
    use Destination::{Archive, ExFat, Fat32, MacOs, OneDrive, Windows};
    let Named { name, kind, size, is_top, before, bytes_before, is_local, prefix } = *named;
    let mut found = BTreeSet::new();
    let mut add = |fault: &str, is_wrong: bool| {
        if is_wrong {
            found.insert(format!("{}.{fault}", destination.as_str()));
        }
    };
    let is_folder = kind == Kind::Folder;
    let is_windows = matches!(destination, Windows | OneDrive);
    let text = std::str::from_utf8(name).ok();
    let has = |sign: char| String::from_utf8_lossy(name).contains(sign);
    add("unicode", text.is_none());
    let signs = match destination {
        MacOs => has(':') || has('/'),
        Archive => WINDOWS_SIGNS.is_match(name) || has('\u{7F}'),
        _ => WINDOWS_SIGNS.is_match(name),
    };
    add("character", signs);
    let beyond = name.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    add("ascii", destination == Archive && beyond);
    let reserved = match destination {
        Windows => WINDOWS_NAMES.is_match(name),
        OneDrive => {
            let is_forms = is_folder && is_top && name.eq_ignore_ascii_case(b"forms");
            WINDOWS_NAMES.is_match(name) || ONEDRIVE_NAMES.is_match(name) || is_forms
        }
        Archive => ASCII_NAMES.is_match(name),
        ExFat | Fat32 | MacOs => false,
    };
    add("reserved", reserved);
    let blank = name.first() == Some(&b' ');
    let begin = match destination {
        OneDrive => blank || name.starts_with(b"~$") || is_folder && name.starts_with(b"~"),
        Archive => blank || name.starts_with(b"-"),
        Fat32 => blank,
        Windows | ExFat | MacOs => false,
    };
    add("begin", begin);
    let ends = matches!(name.last(), Some(b' ' | b'.'));
    add("end", ends && (is_windows || matches!(destination, Fat32 | Archive)));
    add("name-length", if destination == Archive { name.len() > 255 } else { units(name) > 255 });
    let length = before + units(name);
    let path = match destination {
        Windows => length > 259 || is_folder && length > 247,
        Fat32 => length > 259,
        OneDrive if is_local => length > 520 || length - prefix > 400,
        OneDrive => length > 400,
        MacOs => bytes_before + name.len() > 1023,
        ExFat | Archive => false,
    };
    add("path-length", path);
    let large = |most: u64| kind == Kind::File && size.is_some_and(|size| size > most);
    add("size", destination == Fat32 && large((4 << 30) - 1));
    add("size", destination == OneDrive && large(250 << 30));
    let copied = matches!(kind, Kind::File | Kind::Folder) || kind == Kind::Symlink && destination == MacOs;
    add("kind", !copied);
    found
}

/// What is wrong with each of some names only because of the others. Their letters are such that one is composed here by a table.
pub fn among(names: &[Vec<u8>], destination: Destination) -> Vec<BTreeSet<String>> {
    let knows_form = matches!(destination, Destination::OneDrive | Destination::MacOs | Destination::Archive);
    let composed = |name: &[u8]| -> Vec<u8> {
        let Ok(text) = std::str::from_utf8(name) else { return name.to_vec() };
        let pairs = [
            ("e\u{301}", "\u{E9}"),
            ("E\u{301}", "\u{C9}"),
            ("u\u{308}", "\u{FC}"),
            ("U\u{308}", "\u{DC}"),
            ("\u{212A}", "K"),
        ];
        pairs.iter().fold(text.to_owned(), |text, (two, one)| text.replace(two, one)).into()
    };
    // The engine's own simple case folding.
    let is_case = |one: &[u8], other: &[u8]| {
        let escaped: String = match std::str::from_utf8(one) {
            Ok(text) => format!("(?i)^(?:{})$", regex::escape(text)),
            Err(_) => return one.eq_ignore_ascii_case(other),
        };
        regex(&escaped).is_match(other)
    };
    let of = |one: &Vec<u8>| {
        let mut found = BTreeSet::new();
        for other in names.iter().filter(|other| *other != one) {
            let (a, b) = (composed(one), composed(other));
            if knows_form && a == b {
                found.insert(format!("{}.form", destination.as_str()));
            } else if knows_form && is_case(&a, &b) || !knows_form && is_case(one, other) {
                found.insert(format!("{}.case", destination.as_str()));
            }
        }
        found
    };
    names.iter().map(of).collect()
}
