//! Texts without their case and form, for searching and ordering names: two that `letters` calls the same become the
//! same bytes. Bytes that are not valid UTF-8 stay.

use super::{letters, natural};
use std::cmp::Ordering;

/// Appends `bytes` without their case.
pub fn fold(bytes: &[u8], out: &mut Vec<u8>) {
    if bytes.is_ascii() {
        let start = out.len();
        out.extend_from_slice(bytes);
        out[start..].make_ascii_lowercase();
        return;
    }
    for chunk in bytes.utf8_chunks() {
        letters::fold(chunk.valid(), out);
        out.extend_from_slice(chunk.invalid());
    }
}

/// `bytes` without their case.
pub fn folded(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    fold(bytes, &mut out);
    out
}

/// What part of a text decides its place in an order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Collation {
    /// The bytes of the folded text.
    #[default]
    Folded,
    /// The same, but numbers by their value: `file2` before `file10`.
    Natural,
}

impl Collation {
    /// The `N` bytes from `from` on of what is compared of `text`, zeros behind its end. `room` is used where letters have to be looked
    /// at one by one.
    pub fn part<const N: usize>(self, text: &[u8], from: usize, room: &mut Vec<u8>) -> [u8; N] {
        let is_ascii = text.is_ascii();
        if is_ascii && self == Collation::Folded {
            let mut part = part(text, from);
            part.make_ascii_lowercase();
            return part;
        }
        if !is_ascii {
            room.clear();
            fold(text, room);
        }
        let text = if is_ascii { text } else { room.as_slice() };
        match self {
            Collation::Folded => part(text, from),
            Collation::Natural => natural::key_part(text, from),
        }
    }

    /// All that is compared of `text`, in bytes that are in the order of texts: what [`Collation::part`] has parts of.
    pub fn key(self, text: &[u8]) -> Vec<u8> {
        let folded = folded(text);
        match self {
            Collation::Folded => folded,
            Collation::Natural => natural::key(&folded),
        }
    }

    /// Which of two texts comes first: equal only for texts that are the same when folded.
    pub fn compare(self, a: &[u8], b: &[u8]) -> Ordering {
        if a.is_ascii() && b.is_ascii() {
            return self.compare_folded(a, b);
        }
        self.compare_folded(&folded(a), &folded(b))
    }

    /// The same for texts that are folded but for ASCII letters.
    fn compare_folded(self, a: &[u8], b: &[u8]) -> Ordering {
        let folded = || a.iter().map(u8::to_ascii_lowercase).cmp(b.iter().map(u8::to_ascii_lowercase));
        match self {
            Collation::Folded => folded(),
            // Then those with fewer leading zeros behind the others, by their bytes.
            Collation::Natural => natural::compare(a, b).then_with(folded),
        }
    }
}

fn part<const N: usize>(text: &[u8], from: usize) -> [u8; N] {
    let rest = text.get(from..).unwrap_or_default();
    match rest.first_chunk() {
        Some(whole) => *whole,
        None => {
            let mut part = [0; N];
            part[..rest.len()].copy_from_slice(rest);
            part
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_of_any_script_lose_their_case() {
        assert_eq!(folded(b"ReadMe.TXT"), b"readme.txt");
        assert_eq!(folded("ÄÖÜ Ωmega Жук".as_bytes()), "äöü ωmega жук".as_bytes());
        assert_eq!(folded(b"A\xFFB"), b"a\xFFb");
    }

    /// What Python's `unicodedata.normalize("NFC", unicodedata.normalize("NFD", x).casefold())` gives of each, but for the i's, where `ı` and
    /// the dot are left out by hand.
    #[test]
    fn folding_is_unicodes() {
        for (text, expected) in [
            // Composed, decomposed, in another order of marks, and by a character of its own.
            ("\u{C9}", "\u{E9}"),
            ("E\u{301}", "\u{E9}"),
            ("\u{1EC6}", "\u{1EC7}"),
            ("E\u{323}\u{302}", "\u{1EC7}"),
            ("E\u{302}\u{323}", "\u{1EC7}"),
            ("\u{CA}\u{323}", "\u{1EC7}"),
            ("\u{1100}\u{1161}\u{11A8}", "\u{AC01}"),
            ("\u{AC00}\u{11A8}", "\u{AC01}"),
            ("\u{30D5}\u{309A}\u{30A1}", "\u{30D7}\u{30A1}"),
            ("\u{304B}\u{3099}", "\u{304C}"),
            ("\u{212B}\u{2126}\u{212A}", "\u{E5}\u{3C9}k"),
            ("\u{958}", "\u{915}\u{93C}"),
            ("\u{F90A}", "\u{91D1}"),
            // Composed letters without a composed lower-case form, and marks that compose with nothing.
            ("X\u{30C}", "x\u{30C}"),
            ("\u{1F0}J\u{30C}", "\u{1F0}\u{1F0}"),
            ("A\u{345}", "a\u{3B9}"),
            // Folded to several.
            ("Stra\u{DF}e STRA\u{1E9E}E", "strasse strasse"),
            ("\u{149}", "\u{2BC}n"),
            ("\u{FB01}\u{FB02}\u{FB00}\u{FB03}\u{FB06}", "fiflffffist"),
            ("\u{1FB3}\u{1FBC}\u{1F88}", "\u{3B1}\u{3B9}\u{3B1}\u{3B9}\u{1F00}\u{3B9}"),
            ("\u{390}\u{1FD3}", "\u{390}\u{390}"),
            ("\u{587}", "\u{565}\u{582}"),
            // To another one than the small one.
            ("\u{3A3}\u{3C3}\u{3C2}", "\u{3C3}\u{3C3}\u{3C3}"),
            ("\u{17F}", "s"),
            ("\u{AB70}\u{13A0}", "\u{13A0}\u{13A0}"),
            ("\u{13F8}", "\u{13F0}"),
            ("\u{10400}\u{1E921}", "\u{10428}\u{1E943}"),
            ("\u{B5}", "\u{3BC}"),
            // By compatibility alone they differ.
            ("\u{FF21}\u{2460}\u{B2}", "\u{FF41}\u{2460}\u{B2}"),
            // The four letters i, and those with marks.
            ("I\u{130}i\u{131}i\u{307}", "iiiii"),
            ("\u{130}STANBUL KAYIT", "istanbul kayit"),
            ("\u{12E}\u{307}\u{301}", "\u{12F}\u{301}"),
            ("i\u{301}\u{307}", "\u{ED}\u{307}"),
            ("\u{307}i\u{307}\u{307}x\u{307}", "\u{307}i\u{1E8B}"),
        ] {
            let found = String::from_utf8(folded(text.as_bytes())).unwrap();
            assert_eq!(found, expected, "{text:?}: {found:?}");
        }
    }

    #[test]
    fn parts_are_of_the_folded_text() {
        let room = &mut Vec::new();
        for text in ["", "A", "ReadMe.TXT", "ÄÖ and more of it", "A\u{308}O\u{308} in parts"] {
            let whole = folded(text.as_bytes());
            for from in [0, 4, 8, 40] {
                let expected: Vec<u8> =
                    (from..from + 4).map(|at| whole.get(at).copied().unwrap_or(0)).collect();
                let part = Collation::Folded.part::<4>(text.as_bytes(), from, room);
                assert_eq!(part.to_vec(), expected, "{text} {from}");
            }
        }
    }

    #[test]
    fn texts_are_compared_without_case_and_form() {
        for natural in [Collation::Folded, Collation::Natural] {
            for (a, b) in [("a", "B"), ("Zz", "äA"), ("ÄB", "äc"), ("x", "xY"), ("A\u{308}B", "äc")] {
                assert!(natural.compare(a.as_bytes(), b.as_bytes()).is_lt(), "{a} {b}");
            }
            assert!(natural.compare("ÄB".as_bytes(), "a\u{308}b".as_bytes()).is_eq());
        }
        let compare = |natural: Collation, a: &str, b: &str| natural.compare(a.as_bytes(), b.as_bytes());
        assert!(compare(Collation::Folded, "é10", "É2").is_lt());
        assert!(compare(Collation::Natural, "é10", "É2").is_gt());
        assert!(compare(Collation::Natural, "file02", "FILE2").is_lt());
    }

    proptest! {
        #[test]
        fn parts_are_in_the_order_of_the_texts(
            a in "([0-9a-cA-C]|[éÉ.\u{301}]){0,40}", b in "([0-9a-cA-C]|[éÉ.\u{301}]){0,40}"
        ) {
            for natural in [Collation::Folded, Collation::Natural] {
                let parts = |text: &str| -> Vec<[u8; 8]> {
                    (0..10).map(|at| natural.part::<8>(text.as_bytes(), at * 8, &mut Vec::new())).collect()
                };
                let order = parts(&a).cmp(&parts(&b));
                let expected = natural.compare(a.as_bytes(), b.as_bytes());
                prop_assert!(order == expected || order.is_eq() && natural == Collation::Natural, "{:?} {:?}", order, expected);
                prop_assert_eq!(expected.reverse(), natural.compare(b.as_bytes(), a.as_bytes()));
            }
        }
    }
}
