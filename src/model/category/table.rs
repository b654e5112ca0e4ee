//! Categories by extension, made to be asked ten million times: an extension of up to eight bytes is one number.

use super::Category;
use super::parse::{CategoryMistake, Entries, parse};
use crate::model::{Kind, name};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

/// The program's own list.
const BUILT_IN: &str = include_str!("../../../assets/categories.txt");

static STANDARD: LazyLock<Arc<Categories>> = LazyLock::new(|| {
    // A test reads the list to its end without a mistake.
    Arc::new(Categories::from_entries(parse(BUILT_IN).unwrap_or_default()))
});

/// Slots a known extension: a search ends after one or two.
const SLOTS: usize = 4;

/// Which category a file belongs to, by its extension in any case of ASCII letters.
#[derive(Debug)]
pub struct Categories {
    /// By the hash of an extension as [`short_extension`] has it, the extension and its category; 0 where there is none.
    slots: Box<[(u64, Category)]>,
    /// Bits of a hash that are not used.
    shift: u32,
    /// Longer ones, in lower case.
    long: HashMap<Box<[u8]>, Category>,
}

impl Default for Categories {
    fn default() -> Categories {
        Categories::from_entries(Entries::new())
    }
}

impl Categories {
    /// The program's own list.
    pub fn standard() -> Arc<Categories> {
        STANDARD.clone()
    }

    /// The program's own list, with what a user's file says added to it or put in its place.
    ///
    /// # Errors
    /// The first line of `text` that can't be understood.
    pub fn with_own(text: &str) -> Result<Categories, CategoryMistake> {
        let own = parse(text)?;
        let mut all = parse(BUILT_IN).unwrap_or_default();
        all.extend(own);
        Ok(Categories::from_entries(all))
    }

    fn from_entries(entries: Entries) -> Categories {
        let count = (entries.len() * SLOTS).next_power_of_two().max(2);
        let shift = u64::BITS - count.trailing_zeros();
        let mut table =
            Categories { slots: vec![(0, Category::Other); count].into(), shift, long: HashMap::new() };
        for (extension, category) in entries {
            match short_extension(extension.as_bytes()) {
                Some(key) => {
                    let at = table.slot(key);
                    table.slots[at] = (key, category);
                }
                None => drop(table.long.insert(extension.into_bytes().into(), category)),
            }
        }
        table
    }

    /// The category of files with this extension, which is without its dot.
    #[inline]
    pub fn of_extension(&self, extension: &[u8]) -> Category {
        match short_extension(extension) {
            Some(key) => self.of_short(key),
            None => self.of_long(extension),
        }
    }

    /// The same of an extension as [`short_extension`] has it.
    #[inline]
    pub fn of_short(&self, key: u64) -> Category {
        self.slots[self.slot(key)].1
    }

    /// The category of an entry; `None` for a folder. A link is classed by its own name.
    #[inline]
    pub fn of(&self, kind: Kind, file: &[u8]) -> Option<Category> {
        (kind != Kind::Folder).then(|| self.of_extension(name::extension(file)))
    }

    /// Every extension that is known, each with its category, in no order.
    pub fn extensions(&self) -> impl Iterator<Item = (Vec<u8>, Category)> {
        let bytes = |key: u64| key.to_le_bytes().into_iter().take_while(|byte| *byte != 0).collect();
        let short = self.slots.iter().filter(|(key, _)| *key != 0);
        let long = self.long.iter().map(|(extension, category)| (extension.to_vec(), *category));
        short.map(move |(key, category)| (bytes(*key), *category)).chain(long)
    }

    /// Where a key is, or would be put. At least three of four slots are empty, so there is an end.
    #[inline]
    fn slot(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> self.shift) as usize;
        while self.slots[at].0 != key && self.slots[at].0 != 0 {
            at = (at + 1) & mask;
        }
        at
    }

    fn of_long(&self, extension: &[u8]) -> Category {
        let mut lower = [0; super::parse::LONGEST];
        let Some(lower) = lower.get_mut(..extension.len()) else { return Category::Other };
        lower.copy_from_slice(extension);
        lower.make_ascii_lowercase();
        self.long.get(&*lower).copied().unwrap_or(Category::Other)
    }
}

/// An extension of up to eight bytes as one number, its ASCII letters in lower case: the first byte is the lowest, and 0 stands for no
/// extension. `None` for a longer one.
#[inline]
pub fn short_extension(extension: &[u8]) -> Option<u64> {
    let mut bytes = [0; 8];
    bytes.get_mut(..extension.len())?.copy_from_slice(extension);
    Some(lowered(u64::from_le_bytes(bytes)))
}

/// The same of the name that lies at `name` in `names`: of most names a few bytes are looked at, and these at once.
#[inline]
pub fn short_extension_at(names: &[u8], name: Range<usize>) -> Option<u64> {
    let slowly = || short_extension(name::extension(&names[name.clone()]));
    let Some(from) = name.end.checked_sub(8) else { return slowly() };
    let last: [u8; 8] = names[from..name.end].try_into().unwrap_or_default();
    let last = u64::from_le_bytes(last);
    // The bytes among them after the name's first, since a leading dot starts no extension.
    let skipped = (name.start + 1).saturating_sub(from) as u32;
    let own = u64::MAX.checked_shl(8 * skipped).unwrap_or(0);
    let dots = equal(last, b'.') & own;
    if dots == 0 {
        return if skipped > 0 { Some(0) } else { slowly() };
    }
    let dot = 7 - dots.leading_zeros() / 8;
    Some(lowered(last >> (8 * dot) >> 8))
}

const ALL: u64 = 0x0101_0101_0101_0101;

/// The high bit of each of eight bytes that is this one. Exact, which the shorter way with a subtraction is not behind the first.
#[inline]
const fn equal(bytes: u64, byte: u8) -> u64 {
    const LOW: u64 = ALL * 0x7F;
    let differing = bytes ^ (ALL * byte as u64);
    !(((differing & LOW) + LOW) | differing | LOW)
}

/// Eight bytes at once with their ASCII letters in lower case.
#[inline]
const fn lowered(bytes: u64) -> u64 {
    let low = bytes & (ALL * 0x7F);
    let from_a = low + ALL * (0x80 - b'A' as u64);
    let behind_z = low + ALL * (0x7F - b'Z' as u64);
    let is_upper = !bytes & (from_a ^ behind_z) & (ALL * 0x80);
    bytes | is_upper >> 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_extension_of_a_name_among_others_is_that_of_the_name(
            before in "[.a-z]{0,10}",
            name in "[.a-zA-Z\u{e9}]{1,12}",
            after in "[.a-z]{0,3}",
        ) {
            let names = format!("{before}\0{name}\0{after}");
            let start = before.len() + 1;
            let expected = short_extension(name::extension(name.as_bytes()));
            prop_assert_eq!(short_extension_at(names.as_bytes(), start..start + name.len()), expected);
            prop_assert_eq!(short_extension_at(name.as_bytes(), 0..name.len()), expected);
        }

        #[test]
        fn letters_are_lowered_as_one_by_one(bytes in prop::array::uniform8(any::<u8>())) {
            let each = bytes.map(|byte| byte.to_ascii_lowercase());
            prop_assert_eq!(lowered(u64::from_le_bytes(bytes)), u64::from_le_bytes(each));
        }
    }

    #[test]
    fn an_extension_is_known_in_any_case() {
        let known = Categories::standard();
        for (file, category) in [
            ("IMG_1.JPG", Category::Image),
            ("a.tar.GZ", Category::Archive),
            ("report.pdf", Category::Document),
            ("main.rs", Category::Code),
            ("rows.parquet", Category::Data),
            ("x.Sublime-Project", Category::Code),
            ("film.mkv", Category::Video),
            ("song.FLAC", Category::Audio),
            ("setup.exe", Category::Other),
            ("x.", Category::Other),
            ("README", Category::Other),
            (".png", Category::Other),
            ("x.jp", Category::Other),
            ("x.jpgjpgjpgjpgjpgjpgjpg", Category::Other),
        ] {
            assert_eq!(known.of(Kind::File, file.as_bytes()), Some(category), "{file}");
        }
        assert_eq!(known.of(Kind::Folder, b"photos.jpg"), None);
        assert_eq!(known.of(Kind::Symlink, b"a.jpg"), Some(Category::Image));
    }

    #[test]
    fn a_user_s_file_wins_and_leaves_the_rest() {
        let own = Categories::with_own("[data]\nJPG .seg-y2longer # mine\n\n[other]\nrs\n").unwrap();
        for (extension, category) in [
            ("jpg", Category::Data),
            ("SEG-Y2LONGER", Category::Data),
            ("rs", Category::Other),
            ("png", Category::Image),
        ] {
            assert_eq!(own.of_extension(extension.as_bytes()), category, "{extension}");
        }
        assert_eq!(own.extensions().count(), Categories::standard().extensions().count() + 1);
    }
}
