//! The forms that a letter can have, by Unicode's own tables: composed or decomposed, capital or small.
//!
//! Letters are the same here by Unicode's canonical caseless match (The Unicode Standard, section 3.13, D145): decomposed, folded by
//! the full default case folding (`CaseFolding.txt`, C and F), and decomposed again. What is kept is that text composed (NFC),
//! so that a letter with its marks is one character wherever Unicode has one for it. Nothing is replaced by what is only
//! compatible with it (NFKC), but for what case folding itself takes apart: `ß`, `ŉ`, `ﬁ`.
//!
//! To this the Turkic mappings (T) of the same table add that `I`, `İ`, `i` and `ı` are one letter. A Turkish keyboard has two pairs,
//! `I ı` and `İ i`, the default folding has `I i`, and a name doesn't say by which it was written: `istanbul` has to find `İSTANBUL`, and
//! `kayıt` has to find `KAYIT`. So an `i` loses its dot, also where that is a character of its own.

use icu_casemap::{CaseMapper, CaseMapperBorrowed};
use icu_normalizer::properties::{CanonicalCombiningClassMap, CanonicalCombiningClassMapBorrowed};
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use icu_properties::props::GraphemeClusterBreak as Break;
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};
use std::borrow::Cow;
use std::sync::OnceLock;

const DECOMPOSED: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfd();
const COMPATIBLE: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfkd();
const COMPOSED: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();
const CASES: CaseMapperBorrowed<'static> = CaseMapper::new();
const CLASSES: CanonicalCombiningClassMapBorrowed<'static> = CanonicalCombiningClassMap::new();
const BREAKS: CodePointMapDataBorrowed<'static, Break> = CodePointMapData::<Break>::new();

/// COMBINING DOT ABOVE.
const DOT: char = '\u{307}';
/// The combining class of marks above a letter.
const ABOVE: u8 = 230;

/// `bytes` with each letter composed with its marks (NFC); bytes that are not valid UTF-8 stay.
pub fn composed(bytes: &[u8]) -> Cow<'_, [u8]> {
    if bytes.is_ascii() {
        return bytes.into();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return match COMPOSED.normalize(text) {
            Cow::Borrowed(_) => bytes.into(),
            Cow::Owned(text) => text.into_bytes().into(),
        };
    }
    let mut out = Vec::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        out.extend_from_slice(COMPOSED.normalize(chunk.valid()).as_bytes());
        out.extend_from_slice(chunk.invalid());
    }
    out.into()
}

/// `bytes` in small letters, each one replaced by one (`Simple_Lowercase_Mapping` of `UnicodeData.txt`): to be shown. Nothing is
/// added, so `İ` becomes `i`, and [`fold()`](super::fold()) finds the letters equal. Bytes that are not valid UTF-8 stay.
pub fn lowered(bytes: &[u8]) -> Cow<'_, [u8]> {
    if bytes.is_ascii() {
        return if bytes.iter().any(u8::is_ascii_uppercase) {
            bytes.to_ascii_lowercase().into()
        } else {
            bytes.into()
        };
    }
    let mut out = Vec::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        chunk.valid().chars().for_each(|c| push(CASES.simple_lowercase(c), &mut out));
        out.extend_from_slice(chunk.invalid());
    }
    out.into()
}

/// A composed text in which each letter is replaced by one (`CaseFolding.txt`, C and S): what regular expressions compare by. Where
/// it is another one than [`fold`](super::fold()) makes, a letter folds to several or is one of the four i's.
pub fn simply_folded(text: &str) -> String {
    COMPOSED.normalize(text).chars().map(|c| CASES.simple_fold(c)).collect()
}

/// A text in which each letter is replaced by one (`CaseFolding.txt`, C and S), and nothing is composed: what disks compare by that know
/// nothing of Unicode's forms.
pub fn case_folded(text: &str) -> String {
    text.chars().map(|c| CASES.simple_fold(c)).collect()
}

/// A text in ASCII: letters lose their marks, compatible characters (NFKC) take another's place, and `instead` that of what is left.
pub fn to_ascii(text: &str, instead: char) -> String {
    let plain = COMPATIBLE.normalize(text);
    let is_mark = |c: char| CLASSES.get_u8(c) != 0;
    plain.chars().filter(|c| !is_mark(*c)).map(|c| if c.is_ascii() { c } else { instead }).collect()
}

/// Appends a text without its case.
pub(super) fn fold(text: &str, out: &mut Vec<u8>) {
    // Cut before each character that stands by itself, so that most are looked up one by one.
    let (mut start, mut way) = (0, Way::Mark);
    for (at, c) in text.char_indices() {
        match way_of(c) {
            Way::Mark => way = Way::Slow,
            next => {
                fold_segment(&text[start..at], way, out);
                (start, way) = (at, next);
            }
        }
    }
    fold_segment(&text[start..], way, out);
}

fn fold_segment(segment: &str, way: Way, out: &mut Vec<u8>) {
    match way {
        Way::Quick(folded) => push(folded, out),
        Way::Mark | Way::Slow => out.extend_from_slice(fold_slowly(segment).as_bytes()),
    }
}

fn push(c: char, out: &mut Vec<u8>) {
    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}

/// The definition: what [`fold`] does, for any text at once.
fn fold_slowly(text: &str) -> String {
    let decomposed = DECOMPOSED.normalize(text);
    let folded = CASES.fold_string(&decomposed);
    let folded = undotted(&DECOMPOSED.normalize(&folded));
    COMPOSED.normalize(&folded).into_owned()
}

/// A decomposed text in which no `i` has or lacks a dot: one above it goes, unless another mark is between them. `SpecialCasing.txt`
/// calls that place After_I, and takes the dot away there for the languages of the Turks.
fn undotted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_bare_i = false;
    for c in text.chars() {
        let c = if c == 'ı' { 'i' } else { c };
        if c == DOT && is_bare_i {
            continue;
        }
        is_bare_i = match CLASSES.get_u8(c) {
            0 => c == 'i',
            ABOVE => false,
            _ => is_bare_i,
        };
        out.push(c);
    }
    out
}

/// How a character is folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// It becomes this one wherever it stands, unless marks follow it.
    Quick(char),
    /// It becomes several.
    Slow,
    /// With what stands before it.
    Mark,
}

/// Characters that are looked up together.
const PAGE: usize = 256;
/// Pages of the planes 0 and 1, beyond which there are no letters with a case.
static PAGES: [OnceLock<Box<[Way; PAGE]>>; 512] = [const { OnceLock::new() }; 512];

#[inline]
fn way_of(c: char) -> Way {
    if c.is_ascii() {
        return Way::Quick(c.to_ascii_lowercase());
    }
    let code = c as usize;
    match PAGES.get(code / PAGE) {
        Some(page) => page.get_or_init(|| page_from(code / PAGE * PAGE))[code % PAGE],
        None => looked_up(c),
    }
}

#[cold]
fn page_from(first: usize) -> Box<[Way; PAGE]> {
    let way = |at| char::from_u32((first + at) as u32).map_or(Way::Slow, looked_up);
    Box::new(std::array::from_fn(way))
}

/// Whether nothing that stands before a character is composed with it or changes place with it: it begins a grapheme cluster (Unicode
/// Standard Annex #29), which canonical equivalence never crosses.
fn is_starter(c: char) -> bool {
    !matches!(BREAKS.get(c), Break::Extend | Break::SpacingMark | Break::ZWJ | Break::V | Break::T)
}

fn looked_up(c: char) -> Way {
    if !is_starter(c) {
        return Way::Mark;
    }
    let folded = fold_slowly(c.encode_utf8(&mut [0; 4]));
    let mut chars = folded.chars();
    match (chars.next(), chars.next()) {
        (Some(folded), None) if is_starter(folded) => Way::Quick(folded),
        _ => Way::Slow,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use icu_normalizer::properties::{CanonicalDecomposition, Decomposed};
    use proptest::prelude::*;

    fn folded(text: &str) -> String {
        let mut out = Vec::new();
        fold(text, &mut out);
        String::from_utf8(out).unwrap()
    }

    /// All but those of the planes that hold nothing but ideographs or nothing at all.
    fn every_character() -> impl Iterator<Item = char> {
        (0..0x2_0000).chain(0x2_F800..0x2_FA20).chain(0xE_0000..0xE_0200).filter_map(char::from_u32)
    }

    /// Letters, marks, jamo and what folds to several, so that they meet.
    fn texts() -> impl Strategy<Value = String> {
        let odd = "[aAeEiIıİjJsSßẞﬁǰſKÅΩéÉệ\u{301}\u{302}\u{307}\u{323}\u{327}\u{331}\u{345}\u{338}ᾳᾼάΐςΣ가각\u{1100}\u{1161}\u{11A8}か\u{3099}ꭰᎠ\u{F73}\u{344}]";
        prop::collection::vec(
            prop_oneof![4 => odd.prop_map(String::from), 1 => any::<char>().prop_map(String::from)],
            0..8,
        )
        .prop_map(|parts| parts.concat())
    }

    #[test]
    fn no_character_becomes_one_that_joins_what_stands_before_it() {
        // What the cut into segments rests on.
        for c in every_character() {
            if let Decomposed::Expansion(_, second) = CanonicalDecomposition::new().decompose(c) {
                assert!(!is_starter(second), "{c:?} is composed with {second:?}");
            }
            if is_starter(c) {
                let folded = fold_slowly(&c.to_string());
                assert_eq!(CLASSES.get_u8(c), 0, "{c:?}");
                assert!(folded.chars().next().is_some_and(is_starter), "{c:?} {folded:?}");
            }
        }
    }

    #[test]
    fn what_is_shown_is_as_long_as_the_name_and_found_by_it() {
        for c in every_character() {
            let name = c.to_string();
            let shown = lowered(name.as_bytes()).into_owned();
            let shown = String::from_utf8(shown).unwrap();
            assert_eq!(shown.chars().count(), 1, "{c:?}");
            assert_eq!(folded(&shown), folded(&name), "{c:?} {shown:?}");
        }
    }

    #[test]
    fn no_separator_and_no_end_comes_of_another_character() {
        for c in every_character().filter(|c| !c.is_ascii()) {
            assert!(!folded(&c.to_string()).contains(['/', '\\', '.', '\0']), "{c:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn the_quick_way_is_the_slow_one(text in texts()) {
            prop_assert_eq!(folded(&text), fold_slowly(&text));
        }

        #[test]
        fn folding_again_changes_nothing(text in texts()) {
            let once = folded(&text);
            prop_assert_eq!(folded(&once), once);
        }

        #[test]
        fn every_form_of_a_text_is_folded_alike(text in texts()) {
            let (decomposed, whole) = (DECOMPOSED.normalize(&text), COMPOSED.normalize(&text));
            prop_assert_eq!(folded(&decomposed), folded(&whole));
            prop_assert_eq!(folded(&text), folded(&whole));
            let lower = String::from_utf8(lowered(text.as_bytes()).into_owned()).unwrap();
            prop_assert_eq!(folded(&lower), folded(&text));
        }

        #[test]
        fn bytes_that_are_not_utf8_stay_where_they_are(bytes in prop::collection::vec(any::<u8>(), 0..12)) {
            let invalid = |bytes: &[u8]| bytes.utf8_chunks().flat_map(|chunk| chunk.invalid().to_vec()).collect::<Vec<u8>>();
            for out in [composed(&bytes), lowered(&bytes), super::super::folded(&bytes).into()] {
                prop_assert_eq!(invalid(&out), invalid(&bytes));
            }
        }
    }
}
