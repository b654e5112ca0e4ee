//! A name that the destinations take, in place of one that they don't. Nothing is renamed by it.

use super::examiner::Examiner;
use crate::model::{Faults, name};
use crate::text;

/// What takes the place of a character that can't stay.
const INSTEAD: char = '_';
/// Rounds after which a name is given up that is wrong in another way each time.
const ROUNDS: usize = 8;

/// Makes names that some destinations take.
pub(super) struct Safe<'a> {
    pub examiner: &'a Examiner,
    pub is_folder: bool,
    pub is_top: bool,
}

impl Safe<'_> {
    /// A name like this one that is not wrong by itself. It may be one that is there already.
    pub(super) fn name(&self, bytes: &[u8]) -> String {
        let mut name = self.characters(bytes);
        for _ in 0..ROUNDS {
            let next = self.shortened(&self.parts(&name), "");
            let is_done = !self.is_wrong(&next);
            name = next;
            if is_done {
                return name;
            }
            name = reserved_no_more(&name);
        }
        INSTEAD.to_string()
    }

    /// The same name with a number, where that is 1 or more: `name (2).txt`.
    pub(super) fn numbered(&self, name: &str, number: u32) -> String {
        if number == 0 { name.to_owned() } else { self.shortened(name, &format!(" ({number})")) }
    }

    fn is_wrong(&self, name: &str) -> bool {
        self.examiner.of_name(name.as_bytes(), self.is_folder, self.is_top).0.meets(Faults::of_names())
    }

    /// Only characters that may stand in a name.
    fn characters(&self, bytes: &[u8]) -> String {
        let mut text = String::with_capacity(bytes.len());
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            if !chunk.invalid().is_empty() {
                text.push(INSTEAD);
            }
        }
        if self.examiner.wants_ascii() {
            text = text::to_ascii(&text, INSTEAD);
        }
        text.chars().map(|c| if self.examiner.of_char(c).is_empty() { c } else { INSTEAD }).collect()
    }

    /// Without what a name may not begin or end with, or hold.
    fn parts(&self, name: &str) -> String {
        let mut name = name.to_owned();
        for part in self.examiner.wrong_parts().filter_map(|part| std::str::from_utf8(part).ok()) {
            while let Some(at) = name.to_ascii_lowercase().find(part) {
                // In the middle: what is left must not make it anew.
                let bare: String = part.chars().filter(|c| c.is_alphanumeric()).collect();
                name.replace_range(at..at + part.len(), &bare);
            }
        }
        let is_wrong_begin = |name: &str| {
            self.examiner
                .wrong_beginnings(self.is_folder)
                .find(|begin| name.as_bytes().starts_with(begin))
                .map(<[u8]>::len)
        };
        while let Some(len) = is_wrong_begin(&name) {
            name.drain(..len);
        }
        self.without_end(&mut name);
        if name.is_empty() { INSTEAD.to_string() } else { name }
    }

    fn without_end(&self, name: &mut String) {
        let wrong_end = |name: &str| {
            self.examiner.wrong_ends().find(|end| name.as_bytes().ends_with(end)).map(<[u8]>::len)
        };
        while let Some(len) = wrong_end(name) {
            name.truncate(name.len() - len);
        }
    }

    /// As much of a name as may stand, `behind` its stem: the extension stays as long as there is room.
    fn shortened(&self, name: &str, behind: &str) -> String {
        let extension = name::extension(name.as_bytes()).len();
        let dot = if extension == 0 { name.len() } else { name.len() - extension - 1 };
        let (stem, extension) = name.split_at(dot);
        let (units, bytes) = self.examiner.longest_name();
        let fits = |text: &str| text.len() <= bytes && text::utf16_units(text.as_bytes()) <= units;
        let whole = |stem: &str, extension: &str| format!("{stem}{behind}{extension}");
        if fits(&whole(stem, extension)) {
            return whole(stem, extension);
        }
        // An extension that leaves no room is none.
        let (stem, extension) = if fits(&whole("_", extension)) { (stem, extension) } else { (name, "") };
        let mut kept = stem.to_owned();
        while !kept.is_empty() && !fits(&whole(&kept, extension)) {
            kept.pop();
        }
        let mut short = whole(&kept, extension);
        self.without_end(&mut short);
        short
    }
}

/// A name that is kept for something else as another one: `CON.txt` as `CON_.txt`, `.lock` as `_.lock`.
fn reserved_no_more(name: &str) -> String {
    let dot = name.find('.').unwrap_or(name.len());
    let (stem, rest) = name.split_at(dot);
    format!("{stem}{INSTEAD}{rest}")
}
