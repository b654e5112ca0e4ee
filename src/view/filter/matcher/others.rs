//! Paths of another system than this one: a list from Windows on Unix, or the reverse. A filter may be written with either separator.

use super::BlockRows;
use super::bits::Bits;
use super::whole_paths::rows_by_path;
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
        let is_other = |index: usize| rows.folders.separator(rows.block.folder(index)) != name::SEPARATOR;
        rows_by_path(rows, &asked.filter(is_other), |path, separator| {
            finder.find(&text::folded(&native(path, separator))).is_some()
        })
    }
}
