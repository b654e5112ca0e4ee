//! The kinds of files, by the signs and words that several lists have for them.

use crate::model::Kind;

/// The kind that the upper bits of a Unix mode stand for.
pub(super) const fn kind_of_mode(mode: u32) -> Option<Kind> {
    Some(match mode & 0o170_000 {
        0o100_000 => Kind::File,
        0o040_000 => Kind::Folder,
        0o120_000 => Kind::Symlink,
        0o010_000 => Kind::Fifo,
        0o140_000 => Kind::Socket,
        0o060_000 => Kind::Block,
        0o020_000 => Kind::Char,
        _ => return None,
    })
}

/// The kind that `find -printf %y` and DFXML have this letter for.
pub(super) fn kind_of_letter(letter: &[u8]) -> Option<Kind> {
    Some(match letter {
        b"f" => Kind::File,
        b"d" => Kind::Folder,
        b"l" => Kind::Symlink,
        b"p" => Kind::Fifo,
        b"s" => Kind::Socket,
        b"b" => Kind::Block,
        b"c" => Kind::Char,
        _ => return None,
    })
}

/// The kind of what `tree` and mtree have this word for; a file for any other, and for a folder if `folder` is the word.
pub(super) fn kind_of_word(word: &[u8], folder: &[u8]) -> Kind {
    match word {
        _ if word == folder => Kind::Folder,
        b"link" => Kind::Symlink,
        b"fifo" => Kind::Fifo,
        b"socket" => Kind::Socket,
        b"block" => Kind::Block,
        b"char" => Kind::Char,
        _ => Kind::File,
    }
}
