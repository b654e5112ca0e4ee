//! How much a filter may ask for, so that it is understood in a moment and matched in little memory, whatever is pasted.
//!
//! Almost all that a filter costs is its regular expressions: a class such as `[\w]` takes milliseconds, because the case of each
//! of its letters is looked up, and repetitions multiply what is inside. So large classes are counted before anything is compiled,
//! and all expressions of a filter share one amount of memory. Measured on the worst texts that pass: 0.4 s, 30 MB.

use super::pieces::{Form, Piece, SEARCHED};
use crate::model::{Column, Mistake, MistakeKind, ValueKind};
use regex_syntax::ast::{self, Ast, ClassPerl, ClassPerlKind, ClassSetItem, Visitor};
use std::convert::Infallible;
use std::ops::Range;

/// Characters of a filter.
pub(super) const CHARACTERS: usize = 10_000;
/// Terms of a filter, with the items of its lists.
pub(super) const TERMS: usize = 1_000;
/// Terms that are compiled, or that keep a number for each folder: globs, regular expressions and words with a separator.
pub(super) const COSTLY: usize = 100;
/// Large classes in all regular expressions of a filter, where `\w` counts once.
pub(super) const CLASSES: usize = 75;
/// How deep the groups of a regular expression may lie in each other. Code that walks through it recurses.
pub(super) const DEPTH: u32 = 100;

/// Characters from which on a range within a class counts as large, and as [`HUGE`].
const LARGE: u32 = 1_000;
const PLANE: u32 = 1 << 16;
/// What a class counts that may hold most of all letters: looking up their case takes 5 to 10 ms.
const HUGE: usize = 3;

/// Bytes that one regular expression may take, and all of a filter together.
const ONE: usize = 4 << 20;
const ALL: usize = 16 << 20;
/// The same for what a thread that searches keeps of it.
const ONE_CACHE: usize = 2 << 20;
const ALL_CACHES: usize = 8 << 20;

/// What is left for the regular expressions of one filter.
pub(super) struct RegexBudget {
    classes: usize,
    /// Bytes that each of them may take.
    pub bytes: usize,
    /// Bytes that a thread may keep for each of them.
    pub cache: usize,
}

impl RegexBudget {
    /// For a filter of these terms.
    ///
    /// # Errors
    /// If they are too many.
    pub(super) fn of(pieces: &[Piece<'_>]) -> Result<RegexBudget, Mistake> {
        let (mut terms, mut costly, mut compiled) = (0, 0, 0);
        for piece in pieces.iter().filter(|piece| !piece.is_or()) {
            terms += if is_list(piece) { piece.value.items().count() } else { 1 };
            costly += usize::from(piece.is_costly());
            // Letters that fold to others take a second expression.
            compiled += usize::from(piece.is_costly()) * if piece.value.text.is_ascii() { 1 } else { 2 };
            let at = piece.whole.at();
            if terms > TERMS {
                return Err(MistakeKind::TooManyTerms(TERMS).at(at));
            }
            if costly > COSTLY {
                return Err(MistakeKind::TooManyCostly(COSTLY).at(at));
            }
        }
        let count = compiled.max(1);
        Ok(RegexBudget {
            classes: CLASSES,
            bytes: ONE.min(ALL / count),
            cache: ONE_CACHE.min(ALL_CACHES / count),
        })
    }

    /// Takes the large classes of a regular expression from what is left; false where there is not enough.
    pub(super) fn takes(&mut self, expression: &Ast) -> bool {
        let Ok(count) = ast::visit(expression, LargeClasses(0));
        match self.classes.checked_sub(count) {
            Some(left) => self.classes = left,
            None => return false,
        }
        true
    }
}

fn is_list(piece: &Piece<'_>) -> bool {
    let values = piece.field.map(Column::values);
    piece.field == Some(Column::Extension) || values.is_some_and(ValueKind::is_listed)
}

impl Piece<'_> {
    /// Whether it counts among the [`COSTLY`] ones.
    fn is_costly(&self) -> bool {
        if self.field.is_some_and(|field| !SEARCHED.contains(&field)) {
            return false;
        }
        let text = self.value.text;
        let is_glob = self.form == Form::Bare && text.trim_matches('*').contains(['*', '?']);
        self.form == Form::Regex || is_glob || text.contains(std::path::is_separator)
    }
}

/// Refuses a text that is too long to be looked at.
///
/// # Errors
/// If it is: what is too much.
pub(super) fn check_length(text: &str) -> Result<(), Mistake> {
    match behind(text, CHARACTERS) {
        None => Ok(()),
        Some(at) => Err(MistakeKind::TooLong(CHARACTERS).at(at)),
    }
}

/// What follows the first characters of a text; `None` if nothing does.
fn behind(text: &str, characters: usize) -> Option<Range<usize>> {
    // Most texts have fewer bytes than that.
    let (start, _) = if text.len() <= characters { None } else { text.char_indices().nth(characters) }?;
    Some(start..text.len())
}

/// Counts the classes of letters that have many of them. `\d` and `\s` have few.
struct LargeClasses(usize);

impl LargeClasses {
    fn perl(&mut self, class: &ClassPerl) {
        self.0 += match (&class.kind, class.negated) {
            (_, true) => HUGE,
            (ClassPerlKind::Word, false) => 1,
            (ClassPerlKind::Digit | ClassPerlKind::Space, false) => 0,
        };
    }
}

impl Visitor for LargeClasses {
    type Output = usize;
    type Err = Infallible;

    fn finish(self) -> Result<usize, Infallible> {
        Ok(self.0)
    }

    fn visit_pre(&mut self, ast: &Ast) -> Result<(), Infallible> {
        match ast {
            Ast::ClassUnicode(_) => self.0 += HUGE,
            Ast::ClassPerl(class) => self.perl(class),
            _ => {}
        }
        Ok(())
    }

    fn visit_class_set_item_pre(&mut self, item: &ClassSetItem) -> Result<(), Infallible> {
        match item {
            ClassSetItem::Unicode(_) => self.0 += HUGE,
            ClassSetItem::Perl(class) => self.perl(class),
            ClassSetItem::Range(range) => {
                let letters = u32::from(range.end.c).saturating_sub(range.start.c.into());
                self.0 += if letters >= PLANE { HUGE } else { usize::from(letters >= LARGE) };
            }
            _ => {}
        }
        Ok(())
    }
}
