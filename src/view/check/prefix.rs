//! What stands before each name in the destination: the prefix, and the folders below the picked one.

use crate::model::FolderId;
use crate::store::Folders;
use crate::text;
use std::borrow::Cow;

/// How long a path is, or a part of one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Length {
    /// In UTF-16 units.
    pub units: u32,
    /// In bytes.
    pub bytes: u32,
}

impl Length {
    /// With so many more of both; none grows beyond the largest number.
    pub(super) fn and(self, units: u32, bytes: usize) -> Length {
        let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
        Length { units: self.units.saturating_add(units), bytes: self.bytes.saturating_add(bytes) }
    }
}

/// What stands in place of a picked folder's path, measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Prefix {
    /// With the separator behind it; 0 if it isn't known.
    pub length: Length,
    /// Whether it is a folder of a computer with Windows, and not one of a server.
    pub is_local: bool,
}

impl Prefix {
    /// Of a text as users type or paste it: a path of any system, or the address of a library, which is decoded.
    pub(super) fn of(typed: &str) -> Prefix {
        let typed = typed.trim();
        let path = match typed.split_once("://") {
            Some(("http" | "https", rest)) => {
                Cow::Owned(decoded(rest.split_once('/').map_or("", |(_, path)| path)))
            }
            _ => Cow::Borrowed(typed),
        };
        let bare = path.trim_end_matches(['/', '\\']);
        let is_empty = path.is_empty();
        let length = match is_empty {
            true => Length::default(),
            false => Length::default().and(text::utf16_units(bare.as_bytes()) as u32 + 1, bare.len() + 1),
        };
        let is_drive = matches!(bare.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
        Prefix { length, is_local: is_drive }
    }
}

/// An address with `%20` and the like decoded, but for those that aren't valid UTF-8 together, and without what follows the path.
fn decoded(path: &str) -> String {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        let code = (byte == b'%').then(|| behind.get(..2)).flatten();
        let code = code.and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(decoded) => {
                bytes.push(decoded);
                rest = &behind[2..];
            }
            None => {
                bytes.push(byte);
                rest = behind;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

/// How long what stands before the names in each folder is, by the folder's number.
pub(super) fn before(folders: &Folders, prefix: Prefix) -> Vec<Length> {
    let mut before: Vec<Length> = Vec::with_capacity(folders.len() as usize);
    for chunk in folders.chunks() {
        // Chunks but the last are whole, or end where no more folders are known.
        for place in 0..Folders::CHUNK.min(folders.len() as usize - before.len()) {
            let length = if place < chunk.len() {
                let folder = chunk.folder(place);
                match folder.parent {
                    // A parent is numbered before its sub-folders.
                    Some(FolderId(parent)) => {
                        let above = before.get(parent as usize).copied().unwrap_or(prefix.length);
                        above.and(text::utf16_units(folder.name) as u32 + 1, folder.name.len() + 1)
                    }
                    None => prefix.length,
                }
            } else {
                prefix.length
            };
            before.push(length);
        }
    }
    before
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FolderRecord, RootId};

    #[test]
    fn a_prefix_is_counted_with_one_separator_and_an_address_decoded() {
        for (typed, units, is_local) in [
            ("", 0, false),
            ("  ", 0, false),
            ("sites/x/Shared Documents", 25, false),
            ("sites/x/Shared Documents/", 25, false),
            ("https://contoso.sharepoint.com/sites/x/Shared%20Documents", 25, false),
            ("https://contoso.sharepoint.com/sites/x/Shared%20Documents/?a=b#c", 25, false),
            ("https://contoso.sharepoint.com", 0, false),
            ("https://x/100%", 5, false),
            (r"D:\", 3, true),
            (r"D:", 3, true),
            (r"C:\Users\ana\Contoso\", 21, true),
            (r"\\server\share", 15, false),
            ("/", 1, false),
            ("写真", 3, false),
        ] {
            let found = Prefix::of(typed);
            assert_eq!((found.length.units, found.is_local), (units, is_local), "{typed}");
        }
    }

    #[test]
    fn what_stands_before_a_name_grows_with_its_folders() {
        let mut folders = Folders::default();
        let record = |id, parent: Option<u32>, name| FolderRecord {
            id: FolderId(id),
            parent: parent.map(FolderId),
            root: RootId(0),
            name,
        };
        folders.insert(record(0, None, b"/srv/data"));
        folders.insert(record(3, Some(0), "é".as_bytes()));
        folders.insert(record(2000, Some(3), b"abc"));
        let length = Length { units: 10, bytes: 20 };
        let found = before(&folders, Prefix { length, is_local: false });
        assert_eq!(found.len(), 2001);
        let units = |at: usize| found[at].units;
        assert_eq!((units(0), units(3), units(2000)), (10, 12, 16));
        let bytes = |at: usize| found[at].bytes;
        assert_eq!((bytes(0), bytes(3), bytes(2000)), (20, 23, 27));
        assert_eq!(before(&folders, Prefix::default())[2000].units, 6);
    }
}
