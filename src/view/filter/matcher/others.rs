//! Paths of another system than this one: a list from Windows on Unix, or the reverse. A filter may be written with either separator.

use super::BlockRows;
use super::bits::Bits;
use crate::model::name;
use crate::text;
use memchr::memmem;

/// A path with this system's separator in place of its own.
pub(super) fn native(path: &[u8], separator: u8) -> Vec<u8> {
    path.iter().map(|&byte| if byte == separator { name::SEPARATOR } else { byte }).collect()
}

/// Paths of another system that hold a word with a separator in it. They are looked through one by one.
pub(super) struct InOtherPath {
    /// The word, with this system's separator only.
    word: Vec<u8>,
}

impl InOtherPath {
    /// Of a folded word.
    pub(super) fn new(word: &[u8]) -> InOtherPath {
        let is_between = |byte: u8| matches!(byte, b'/' | b'\\');
        InOtherPath {
            word: word.iter().map(|&byte| if is_between(byte) { name::SEPARATOR } else { byte }).collect(),
        }
    }

    /// Which of `rows` hold it.
    pub(super) fn rows(&self, rows: &BlockRows<'_>, asked: &Bits) -> Bits {
        if !rows.folders.has_others() {
            return Bits::NONE;
        }
        let finder = memmem::Finder::new(&self.word);
        asked.filter(|index| {
            let folder = rows.block.folder(index);
            let separator = rows.folders.separator(folder);
            if separator == name::SEPARATOR || rows.cancel.is_set() {
                return false;
            }
            let path = rows.folders.path_in(folder, rows.block.name(index));
            finder.find(&text::folded(&native(&path, separator))).is_some()
        })
    }
}
