//! Which characters of a text a reader can see as what they are, by Unicode's tables.
//!
//! - What has no glyph is unseen: controls, formats, blanks other than U+0020, private and unassigned code points, and what is
//!   ignored where it isn't supported (Default_Ignorable_Code_Point).
//! - Joiners and variation selectors have none either, but Persian, Indic scripts, Mongolian, ideographs and emoji need them. They are
//!   seen by what they do, so they count as seen only beside a character that they change.
//! - A combining mark is seen on a letter that it may stand on. On a separator, a blank or nothing it would change those.

use icu_properties::props::{
    BinaryProperty, CanonicalCombiningClass, DefaultIgnorableCodePoint, Emoji, EmojiModifier,
    ExtendedPictographic, GeneralCategory, GeneralCategoryGroup, JoiningType, Script, UnifiedIdeograph,
};
use icu_properties::script::ScriptWithExtensions;
use icu_properties::{CodePointMapData, CodePointSetData};

const NON_JOINER: char = '\u{200C}';
const JOINER: char = '\u{200D}';
const MONGOLIAN_VOWEL_SEPARATOR: char = '\u{180E}';
const EMOJI_SELECTOR: char = '\u{FE0F}';
const KEYCAP: char = '\u{20E3}';

/// Symbols, letters and a mark by their category, but their own glyph in Unicode's charts is blank. No property says so.
const BLANK: [char; 6] = [
    '\u{2800}',  // Braille pattern blank
    '\u{FFFC}',  // object replacement character: whatever it stands for isn't in a name
    '\u{13441}', // Egyptian hieroglyph full blank
    '\u{13442}', // Egyptian hieroglyph half blank
    '\u{16FE4}', // Khitan small script filler
    '\u{1D159}', // musical symbol null notehead
];

/// Nonspacing marks that one letter may carry in a row: UTS #39, section 5.4.
const MOST_MARKS: u8 = 4;

/// The positions in bytes of the characters of a text that can't be seen as what they are, and these characters.
pub fn unseen(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut reader = Reader::default();
    text.char_indices().filter(move |&(at, c)| !reader.sees(c, &text[at + c.len_utf8()..]))
}

/// A text without the characters that can't be seen as what they are.
pub fn seen(text: &str) -> String {
    let mut reader = Reader::default();
    let sees = |&(at, c): &(usize, char)| reader.sees(c, &text[at + c.len_utf8()..]);
    text.char_indices().filter(sees).map(|(_, c)| c).collect()
}

/// Whether a character alone has no glyph. The blank U+0020 is one of them here.
pub fn is_unseen(c: char) -> bool {
    use GeneralCategory::{
        Control, Format, LineSeparator, ParagraphSeparator, PrivateUse, SpaceSeparator, Surrogate, Unassigned,
    };
    matches!(
        category(c),
        Control
            | Format
            | SpaceSeparator
            | LineSeparator
            | ParagraphSeparator
            | PrivateUse
            | Unassigned
            | Surrogate
    ) || is::<DefaultIgnorableCodePoint>(c)
        || BLANK.contains(&c)
}

/// Reads a text from its beginning, and remembers what the next character may lean on.
#[derive(Default)]
pub(super) struct Reader {
    /// The character before, if it was seen.
    before: Option<char>,
    /// The letter or sign that marks, joiners and selectors belong to.
    base: Option<char>,
    /// Nonspacing marks in a row.
    marks: u8,
}

impl Reader {
    /// Whether `c`, which `rest` follows, is seen as what it is.
    pub(super) fn sees(&mut self, c: char, rest: &str) -> bool {
        if c.is_ascii() {
            let seen = matches!(c, ' '..='~');
            let stands = seen && c != ' ' && !std::path::is_separator(c);
            *self = Reader { before: seen.then_some(c), base: stands.then_some(c), marks: 0 };
            return seen;
        }
        let seen = match c {
            NON_JOINER | JOINER | MONGOLIAN_VOWEL_SEPARATOR => self.is_joined(c, rest),
            '\u{180B}'..='\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => {
                self.is_selected(c, rest)
            }
            _ if is_unseen(c) => false,
            _ if is_in(c, GeneralCategoryGroup::Mark) => self.is_marked(c),
            _ => {
                *self = Reader { base: Some(c), ..Reader::default() };
                true
            }
        };
        if seen {
            self.before = Some(c);
        } else {
            self.forget();
        }
        seen
    }

    /// What follows leans on nothing that was before.
    pub(super) fn forget(&mut self) {
        *self = Reader::default();
    }

    /// Whether a joiner changes what is beside it: by RFC 5892, appendix A, and UAX #31, section 2.3, between cursive letters and
    /// after a virama; by UTS #51, section 2.6, between emoji.
    fn is_joined(&self, joiner: char, rest: &str) -> bool {
        let (Some(before), Some(base)) = (self.before, self.base) else { return false };
        if is_joiner(before) {
            return false;
        }
        let next = rest.chars().next();
        if joiner == MONGOLIAN_VOWEL_SEPARATOR {
            return is_mongolian(before) && next.is_some_and(is_mongolian);
        }
        if joiner == JOINER && (is_pictograph(base) || is::<EmojiModifier>(base)) {
            return (before == base || before == EMOJI_SELECTOR) && next.is_some_and(is_pictograph);
        }
        if is_virama(before) {
            return joiner == JOINER || next.is_some_and(is_letter);
        }
        // Bengali and others ask for a form of the letter before the virama.
        if is_letter(before) && next.is_some_and(|next| is_virama(next) && is_of_one_script(next, before)) {
            return true;
        }
        let joins_next = matches!(joining(base), JoiningType::DualJoining | JoiningType::LeftJoining);
        let joined = rest.chars().find(|&c| joining(c) != JoiningType::Transparent || is_unseen(c));
        let joins_last = joined.is_some_and(|next| {
            matches!(joining(next), JoiningType::DualJoining | JoiningType::RightJoining)
        });
        // One parts what would join; the other joins what would stand alone.
        if joiner == NON_JOINER { joins_next && joins_last } else { joins_next != joins_last }
    }

    /// Whether a variation selector chooses a form of the character before.
    fn is_selected(&self, selector: char, rest: &str) -> bool {
        let Some(before) = self.before else { return false };
        match selector {
            '\u{180B}'..='\u{180D}' | '\u{180F}' => is_mongolian(before),
            EMOJI_SELECTOR if matches!(before, '0'..='9' | '#' | '*') => rest.starts_with(KEYCAP),
            '\u{FE0E}' | EMOJI_SELECTOR => is_pictograph(before),
            _ => is::<UnifiedIdeograph>(before),
        }
    }

    /// Whether a combining mark has something to stand on, and adds to it. A mark twice may be drawn over itself: UTS #39, section 5.4.
    fn is_marked(&mut self, mark: char) -> bool {
        let is_spacing = category(mark) == GeneralCategory::SpacingMark;
        self.marks = if is_spacing { 0 } else { self.marks + 1 };
        let fits = self.base.is_some_and(|base| is_of_one_script(mark, base));
        fits && (is_spacing || (self.marks <= MOST_MARKS && self.before != Some(mark)))
    }
}

fn is<P: BinaryProperty>(c: char) -> bool {
    CodePointSetData::new::<P>().contains(c)
}

fn category(c: char) -> GeneralCategory {
    CodePointMapData::<GeneralCategory>::new().get(c)
}

fn is_in(c: char, group: GeneralCategoryGroup) -> bool {
    group.contains(category(c))
}

fn is_letter(c: char) -> bool {
    is_in(c, GeneralCategoryGroup::Letter)
}

fn is_joiner(c: char) -> bool {
    matches!(c, NON_JOINER | JOINER | MONGOLIAN_VOWEL_SEPARATOR)
}

fn joining(c: char) -> JoiningType {
    CodePointMapData::<JoiningType>::new().get(c)
}

fn is_virama(c: char) -> bool {
    CodePointMapData::<CanonicalCombiningClass>::new().get(c) == CanonicalCombiningClass::Virama
}

fn is_mongolian(c: char) -> bool {
    is_letter(c) && ScriptWithExtensions::new().has_script(c, Script::Mongolian)
}

/// Digits, `#` and `*` are emoji too, but stand for themselves except in a keycap.
fn is_pictograph(c: char) -> bool {
    is::<Emoji>(c) && is::<ExtendedPictographic>(c)
}

/// Whether a mark is of the script of what it stands on; many marks are of any.
fn is_of_one_script(mark: char, base: char) -> bool {
    let scripts = ScriptWithExtensions::new();
    let own = scripts.get_script_val(mark);
    own == Script::Inherited || own == Script::Common || scripts.has_script(base, own)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_seen(text: &str) -> bool {
        unseen(text).next().is_none()
    }

    #[test]
    fn names_of_every_script_stay() {
        for name in [
            "naïve 1.txt",
            "cafe\u{301}",
            "日本語ファイル",
            "か\u{3099}",
            "한국어",
            "\u{1112}\u{1161}\u{11AB}",
            "עִבְרִית",
            "العَرَبِيَّة",
            "می\u{200C}خواهم",
            "ه\u{200D} ١٤٤٥",
            "हिन्दी",
            "क\u{94D}\u{200D}ष",
            "ක\u{DCA}\u{200D}ර",
            "র\u{200D}\u{9CD}য",
            "தமிழ்",
            "ภาษาไทยที่",
            "བོད་སྐད་",
            "မြန်မာ",
            "ខ្មែរ",
            "ᠮᠣᠩ\u{180B}ᠭᠣᠯ\u{180E}ᠠ",
            "葛\u{E0100}飾",
            "Tiếng Việt",
            "Ελληνικά",
            "Кири\u{306}ллица",
            "№ 1 – “x” €½",
        ] {
            assert_eq!(unseen(name).collect::<Vec<_>>(), [], "{name}");
        }
    }

    #[test]
    fn emoji_stay_whole() {
        for name in ["😀", "❤\u{FE0F}", "☎\u{FE0E}", "1\u{FE0F}\u{20E3}", "👍🏽", "🇩🇪"] {
            assert!(is_seen(name), "{name}");
        }
        for name in ["👩\u{200D}👧", "👩🏽\u{200D}🚒", "🏳\u{FE0F}\u{200D}🌈", "👁\u{FE0F}\u{200D}🗨\u{FE0F}"]
        {
            assert!(is_seen(name), "{name}");
        }
    }

    #[test]
    fn what_has_no_glyph_is_unseen_wherever_it_stands() {
        let alone = "\0\u{7F}\u{85}\u{A0}\u{AD}\u{34F}\u{61C}\u{70F}\u{115F}\u{1160}\u{1680}\u{17B4}\u{2000}\u{200B}\u{200E}\u{2028}\
            \u{202E}\u{202F}\u{2060}\u{2065}\u{2800}\u{3000}\u{3164}\u{E000}\u{F8FF}\u{FDD0}\u{FEFF}\u{FFA0}\u{FFF0}\u{FFFC}\u{FFFE}\
            \u{13430}\u{13441}\u{16FE4}\u{1BCA0}\u{1D159}\u{1D173}\u{E0001}\u{E0041}\u{E01F0}\u{E0FFF}\u{F0000}\u{10FFFF}";
        for c in alone.chars() {
            for text in
                [format!("a{c}b"), format!("{c}"), format!("ب{c}ب"), format!("字{c}👩{c}क\u{94D}{c}ष")]
            {
                assert!(!is_seen(&text), "{text:?}");
            }
        }
    }

    /// Every code point between two letters, against another crate's copy of the tables.
    #[test]
    fn no_character_without_a_glyph_is_seen() {
        let unseen = regex::Regex::new(r"^[\p{Cc}\p{Cf}\p{Co}\p{Zs}\p{Zl}\p{Zp}--\x20]$").unwrap();
        // Noncharacters, and what Unicode keeps for characters that are ignored: DerivedCoreProperties.txt.
        let is_kept = |c: u32| {
            c & 0xFFFE == 0xFFFE || matches!(c, 0xFDD0..=0xFDEF | 0xFFF0..=0xFFF8 | 0xE0000..=0xE0FFF)
        };
        for c in '\0'..=char::MAX {
            if unseen.is_match(c.encode_utf8(&mut [0; 4])) || is_kept(c.into()) {
                assert!(!is_seen(&format!("a{c}b")) && is_unseen(c), "{c:?}");
            }
        }
    }

    #[test]
    fn joiners_and_selectors_are_seen_only_where_they_change_something() {
        for text in [
            "a\u{200D}b",
            "a\u{200C}b",
            "\u{200D}",
            "ب\u{200C}",
            "ب\u{200C}\u{200C}ب",
            "د\u{200C}ب",
            "ب\u{200D}ب",
            "👩\u{200D}x",
            "👩\u{200D}",
            "x\u{200D}👩",
            "क\u{94D}\u{200C}",
            "a\u{FE0F}",
            "❤\u{FE0F}\u{FE0F}",
            "1\u{FE0F}",
            "字\u{FE0F}",
            "❤\u{FE00}",
            "a\u{E0100}",
            "字\u{E0100}\u{E0100}",
            "a\u{180B}",
            "ᠮ\u{180E}",
            "字\u{200B}\u{E0100}",
        ] {
            assert!(!is_seen(text), "{text:?}");
        }
    }

    #[test]
    fn a_mark_needs_a_letter_that_it_may_stand_on() {
        for text in [
            "\u{301}",
            "/\u{338}",
            "a \u{301}",
            "a\u{200B}\u{301}",
            "a\u{1039}",
            "字\u{2D7F}",
            "e\u{301}\u{301}",
        ] {
            assert!(!is_seen(text), "{text:?}");
        }
        let stack = "a\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}";
        assert_eq!(unseen(stack).map(|(at, _)| at).collect::<Vec<_>>(), [9, 11]);
        assert_eq!(seen(stack), "a\u{300}\u{301}\u{302}\u{303}");
    }
}
