//! The filter's language: text to [`Expr`].
//!
//! ```text
//! filter  = terms { "OR" terms }                     one of these, and in each all of its terms
//! term    = [ "-" ] [ field ":" ] value              "-" leaves out
//! field   = ext | size | modified | created | kind | category | path | name | root
//! value   = word | "quoted phrase" | *.glob | /regex/
//! ```
//!
//! Case matters nowhere but in `OR`. A word before a colon that is not a field is a part of the word, for names may hold
//! colons, and parentheses are letters. What is half typed is never read as something else: it is a [`Mistake`],
//! and what was shown stays; neither is what other programs understand ([`slips`]). A date or size may go on behind white space where
//! that can hardly mean another word ([`spaced`](super::spaced)). Only a quote that isn't closed ends at the text's end. So is more than [`limits`] let pass.

use super::expr::Expr;
use super::limits::{self, RegexBudget};
use super::now::Now;
use super::pieces::{Piece, pieces};
use super::slips;
use super::terms::{one_of, term};
use crate::model::{Mistake, MistakeKind};

/// Understands `text`.
pub(super) fn parse(text: &str, now: &Now) -> Result<Expr, Mistake> {
    limits::check_length(text)?;
    let pieces = pieces(text);
    let mut budget = RegexBudget::of(&pieces)?;
    slips::check_groups(&pieces)?;
    let mut alternatives = Vec::new();
    let mut all = Vec::new();
    let mut or = None;
    let mut before: Option<Piece<'_>> = None;
    for piece in pieces {
        if piece.is_or() {
            if all.is_empty() {
                return Err(MistakeKind::LonelyOr.at(piece.whole.at()));
            }
            or = Some(piece.whole.at());
            alternatives.push(std::mem::take(&mut all));
        } else {
            slips::check(&piece, before.as_ref())?;
            let understood = term(&piece, now, &mut budget)?;
            let not = |expr| if piece.not { Expr::Not(Box::new(expr)) } else { expr };
            all.extend(understood.map(not));
        }
        before = Some(piece);
    }
    if let Some(or) = or.filter(|_| all.is_empty()) {
        return Err(MistakeKind::LonelyOr.at(or));
    }
    alternatives.push(all);
    for all in &mut alternatives {
        // What a lone `*` asks for is nothing.
        all.retain(|expr| *expr != Expr::All(Vec::new()));
    }
    Ok(one_of(alternatives.into_iter().map(Expr::All).collect()))
}
