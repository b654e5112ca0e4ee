//! Where a filter's words stand in a name that is shown, so that it can be seen why its row is there. Asked for the rows in sight only.

use super::{Expr, Filter, Haystack, Term};
use crate::model::name;
use crate::text;
use memchr::memmem;
use std::ops::Range;

/// Terms whose places are looked for: a name has no room for more.
const MOST: usize = 32;

/// The terms of a filter that can be pointed at in a name.
#[derive(Debug, Default)]
pub struct Marks<'a> {
    terms: Vec<&'a Term>,
}

impl Filter {
    /// What of it can be pointed at. Terms that leave out are in no name that is shown.
    pub fn marks(&self) -> Marks<'_> {
        let mut marks = Marks::default();
        marks.take(self.expr());
        marks
    }
}

impl<'a> Marks<'a> {
    fn take(&mut self, expr: &'a Expr) {
        match expr {
            Expr::All(some) | Expr::Any(some) => some.iter().for_each(|expr| self.take(expr)),
            Expr::Term(term) if self.terms.len() < MOST => self.terms.push(term),
            Expr::Term(_) | Expr::Not(_) => {}
        }
    }

    /// Whether nothing can be.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The parts of a row's name that the terms are found in, in bytes: from left to right, none in another.
    pub fn in_name(&self, name: &[u8]) -> Vec<Range<usize>> {
        self.found(name, |term, text| match term {
            Term::Word { haystack: Haystack::Name | Haystack::Path, word } => text.all(word),
            Term::Begins(word) => {
                text.folded.starts_with(word).then(|| text.part(0..word.len())).into_iter().collect()
            }
            Term::Ends(word) => text.end(word).into_iter().collect(),
            Term::Extension(some) => {
                let extension = name::extension(name);
                let is_one = !extension.is_empty() && some.contains(&text::folded(extension));
                is_one.then(|| name.len() - extension.len()..name.len()).into_iter().collect()
            }
            Term::Pattern { haystack: Haystack::Name, pattern } => {
                // What matches all of it points at nothing.
                let part = pattern.find(name).filter(|part| *part != (0..name.len()));
                part.into_iter().collect()
            }
            Term::Word { .. }
            | Term::Pattern { .. }
            | Term::Number(..)
            | Term::Space(_)
            | Term::Time(..)
            | Term::Bits(..)
            | Term::Account(..)
            | Term::Kind(_)
            | Term::Category(_)
            | Term::Faults(_)
            | Term::Changed(_)
            | Term::Grew { .. }
            | Term::Linked(_)
            | Term::Root(_) => Vec::new(),
        })
    }

    /// The same of the path of the folder that a row is in, or a part of that.
    pub fn in_folder(&self, path: &[u8]) -> Vec<Range<usize>> {
        self.found(path, |term, text| match term {
            Term::Word { haystack: Haystack::Path, word } => text.all(word),
            _ => Vec::new(),
        })
    }

    /// The same of what a link points at.
    pub fn in_target(&self, target: &[u8]) -> Vec<Range<usize>> {
        self.found(target, |term, text| match term {
            Term::Word { haystack: Haystack::Target, word } => text.all(word),
            Term::Pattern { haystack: Haystack::Target, pattern } => {
                let part = pattern.find(target).filter(|part| *part != (0..target.len()));
                part.into_iter().collect()
            }
            _ => Vec::new(),
        })
    }

    fn found(
        &self,
        text: &[u8],
        places: impl Fn(&Term, &FoldedText) -> Vec<Range<usize>>,
    ) -> Vec<Range<usize>> {
        if self.terms.is_empty() {
            return Vec::new();
        }
        let Some(text) = FoldedText::new(text) else { return Vec::new() };
        let mut found: Vec<Range<usize>> = self.terms.iter().flat_map(|term| places(term, &text)).collect();
        found.retain(|part| !part.is_empty());
        found.sort_by_key(|part| part.start);
        found.dedup_by(|next, part| {
            let is_joined = next.start <= part.end;
            part.end = if is_joined { part.end.max(next.end) } else { part.end };
            is_joined
        });
        found
    }
}

/// A text without its case, and where each piece of it comes from.
struct FoldedText {
    folded: Vec<u8>,
    /// For each letter with its marks, where it ends in the folded text and where in the text itself; empty where both are the same.
    ends: Vec<(usize, usize)>,
}

impl FoldedText {
    /// `None` where letters can't be told apart one by one.
    fn new(text: &[u8]) -> Option<FoldedText> {
        let folded = text::folded(text);
        if text.is_ascii() {
            return Some(FoldedText { folded, ends: Vec::new() });
        }
        let (mut ends, mut pieces, mut start) = (Vec::new(), Vec::new(), 0);
        for end in letter_ends(text) {
            text::fold(&text[start..end], &mut pieces);
            ends.push((pieces.len(), end));
            start = end;
        }
        (pieces == folded).then_some(FoldedText { folded, ends })
    }

    /// The part of the text that these bytes of the folded one come from; whole letters.
    fn part(&self, folded: Range<usize>) -> Range<usize> {
        if self.ends.is_empty() {
            return folded;
        }
        let place = |at: usize| self.ends.partition_point(|(end, _)| *end <= at);
        let first = place(folded.start);
        let start = first.checked_sub(1).map_or(0, |before| self.ends[before].1);
        let last = place(folded.end.max(1) - 1);
        start..self.ends.get(last).map_or(start, |(_, end)| *end)
    }

    fn all(&self, word: &[u8]) -> Vec<Range<usize>> {
        memmem::find_iter(&self.folded, word).map(|at| self.part(at..at + word.len())).collect()
    }

    fn end(&self, word: &[u8]) -> Option<Range<usize>> {
        self.folded.ends_with(word).then(|| self.part(self.folded.len() - word.len()..self.folded.len()))
    }
}

/// Where each letter ends with the marks that belong to it. A byte that is not part of a character stands for itself.
fn letter_ends(text: &[u8]) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    let mut at = 0;
    for chunk in text.utf8_chunks() {
        for (start, c) in chunk.valid().char_indices() {
            let end = at + start + c.len_utf8();
            match ends.last_mut().filter(|_| start > 0 && is_mark(c)) {
                Some(last) => *last = end,
                None => ends.push(end),
            }
        }
        at += chunk.valid().len();
        for _ in chunk.invalid() {
            at += 1;
            ends.push(at);
        }
    }
    ends
}

/// Whether it is drawn on the letter before it: the blocks of combining marks and variation selectors.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}'
        | '\u{3099}' | '\u{309A}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marked<'n>(filter: &str, name: &'n [u8]) -> Vec<&'n [u8]> {
        let filter = Filter::parse(filter).unwrap();
        filter.marks().in_name(name).into_iter().map(|part| &name[part]).collect()
    }

    #[test]
    fn what_a_link_points_at_is_marked_by_what_asks_for_it() {
        for (filter, expected) in [
            ("target:lib", vec!["Lib"]),
            ("target:so OR target:../", vec![if cfg!(windows) { r"..\" } else { "../" }, "so"]),
            ("target:/x86.64/", vec!["x86_64"]),
            ("target:*", vec![]),
            ("lib", vec![]),
            ("-target:lib", vec![]),
        ] {
            let target = if cfg!(windows) { r"..\x86_64\Libz.so" } else { "../x86_64/Libz.so" };
            let filter = Filter::parse(filter).unwrap();
            let marks = filter.marks().in_target(target.as_bytes());
            let marked: Vec<&str> = marks.into_iter().map(|part| &target[part]).collect();
            assert_eq!(marked, expected, "{}", filter.text());
        }
    }

    #[test]
    fn what_was_typed_is_found_as_it_stands_in_the_name() {
        for (filter, name, expected) in [
            ("report", "Report REPORT.pdf", vec!["Report", "REPORT"]),
            ("rep ort", "report", vec!["report"]),
            ("an", "banana", vec!["anan"]),
            ("a OR x", "abx", vec!["a", "x"]),
            ("-a b", "ab", vec!["b"]),
            ("*.jpg", "a.JPG", vec![".JPG"]),
            ("img*", "IMG_1", vec!["IMG"]),
            ("ext:jpg,pdf", "jpg.pdf", vec!["pdf"]),
            ("/[0-9]+/", "a12b3", vec!["12"]),
            ("/^.*$/", "all", vec![]),
            ("size:>1", "1", vec![]),
            ("", "a", vec![]),
            ("über", "ÜBER Größe", vec!["ÜBER"]),
            ("über", "U\u{308}BER", vec!["U\u{308}BER"]),
            ("strasse", "Hauptstraße 1", vec!["straße"]),
            ("s", "aß", vec!["ß"]),
            ("istanbul", "İSTANBUL", vec!["İSTANBUL"]),
            ("写真", "写真1", vec!["写真"]),
        ] {
            let expected: Vec<&[u8]> = expected.iter().map(|part| part.as_bytes()).collect();
            assert_eq!(marked(filter, name.as_bytes()), expected, "{filter} in {name}");
        }
        assert_eq!(marked("b", b"\xFFb\xFE"), [b"b"]);
    }

    #[test]
    fn a_word_without_a_field_is_marked_in_the_folder_too() {
        let folder = if cfg!(windows) { r"photos\2024" } else { "photos/2024" };
        let in_folder = |filter: &str| Filter::parse(filter).unwrap().marks().in_folder(folder.as_bytes());
        assert_eq!(in_folder("photo").first(), Some(&(0..5)));
        assert_eq!(in_folder("s/2").len(), 1);
        assert!(in_folder("name:photo").is_empty());
    }

    proptest! {
        #[test]
        fn a_part_is_of_whole_letters_and_holds_the_word(name in "\\PC{0,12}", word in "\\PC{1,2}") {
            let folded = text::folded(word.as_bytes());
            let term = Term::Word { haystack: Haystack::Name, word: folded.clone() };
            let filter = Filter::from(Expr::Term(term));
            for part in filter.marks().in_name(name.as_bytes()) {
                let part = name.get(part);
                prop_assert!(part.is_some(), "{name:?}");
                let found = text::folded(part.unwrap().as_bytes());
                prop_assert!(memmem::find(&found, &folded).is_some(), "{name:?} {word:?}");
            }
        }
    }
}
