//! The letters of a glob or regular expression in the forms that texts are matched in.

use crate::text;
use regex_syntax::ast::{self, Ast, Flag, Flags, Literal, Visitor};
use std::collections::BTreeMap;
use std::convert::Infallible;

/// Letters without their case.
pub(super) fn folded(text: &str) -> String {
    readable(&text::folded(text.as_bytes()))
}

/// Letters composed with their marks.
pub(super) fn composed(text: &str) -> String {
    readable(&text::composed(text.as_bytes()))
}

fn readable(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// What becomes of a regular expression that is to match folded texts.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Folding {
    /// It does.
    Same,
    /// This one does.
    To(String),
    /// None can: a part of it minds case.
    Impossible,
    /// None can: a part of it looks at bytes and not at letters.
    OfBytes,
}

/// Folds the letters of a regular expression that is to mind no case, but for those in classes.
pub(super) fn folding(source: &str, expression: &Ast) -> Folding {
    let Ok(Letters { runs, minds_case, is_of_bytes }) = ast::visit(expression, Letters::default());
    if is_of_bytes {
        return Folding::OfBytes;
    }
    if minds_case {
        return Folding::Impossible;
    }
    let other = |text: &str| Some(folded(text)).filter(|folded| *folded != text::simply_folded(text));
    rewritten(source, runs, other).map_or(Folding::Same, Folding::To)
}

/// The expression with its letters composed, those too that are written by their numbers: `e\x{301}`. `None` if they are.
pub(super) fn composing(source: &str, expression: &Ast) -> Option<String> {
    let Ok(Letters { runs, .. }) = ast::visit(expression, Letters::default());
    rewritten(source, runs, |text| Some(composed(text)).filter(|composed| composed != text))
}

/// The expression with other letters in some of these runs; `None` if all stay.
fn rewritten(source: &str, runs: Runs, other: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut out = String::with_capacity(source.len());
    let mut copied = 0;
    for (start, (end, text)) in runs {
        let Some(other) = other(&text) else { continue };
        out.push_str(&source[copied..start]);
        // A space has no meaning where white space is not read.
        out.push_str(&format!("(?:{})", regex_syntax::escape(&other).replace(' ', r"\x20")));
        copied = end;
    }
    (copied > 0).then(|| out + &source[copied..])
}

/// By where they begin: letters that follow each other, and where they end. Those in them have runs of their own that are empty.
type Runs = BTreeMap<usize, (usize, String)>;

/// Finds the letters of an expression.
#[derive(Default)]
struct Letters {
    runs: Runs,
    minds_case: bool,
    is_of_bytes: bool,
}

impl Letters {
    fn take(&mut self, letters: &[&Literal]) {
        let Some((first, last)) = letters.first().zip(letters.last()) else { return };
        if self.runs.contains_key(&first.span.start.offset) {
            return;
        }
        for letter in letters {
            self.runs.insert(letter.span.start.offset, (letter.span.end.offset, String::new()));
        }
        let text = letters.iter().map(|letter| letter.c).collect();
        self.runs.insert(first.span.start.offset, (last.span.end.offset, text));
    }

    fn look_at(&mut self, flags: &Flags) {
        let is_off = |flag| flags.flag_state(flag) == Some(false);
        self.minds_case |= is_off(Flag::CaseInsensitive);
        self.is_of_bytes |= is_off(Flag::Unicode);
    }
}

fn letter(ast: &Ast) -> Option<&Literal> {
    if let Ast::Literal(letter) = ast { Some(letter) } else { None }
}

impl Visitor for Letters {
    type Output = Letters;
    type Err = Infallible;

    fn finish(self) -> Result<Letters, Infallible> {
        Ok(self)
    }

    fn visit_pre(&mut self, ast: &Ast) -> Result<(), Infallible> {
        match ast {
            Ast::Flags(flags) => self.look_at(&flags.flags),
            Ast::Group(group) => group.flags().into_iter().for_each(|flags| self.look_at(flags)),
            Ast::Literal(letter) => self.take(&[letter]),
            Ast::Concat(concat) => {
                let runs = concat.asts.chunk_by(|a, b| letter(a).is_some() && letter(b).is_some());
                runs.for_each(|run| self.take(&run.iter().filter_map(letter).collect::<Vec<_>>()));
            }
            _ => {}
        }
        Ok(())
    }
}
