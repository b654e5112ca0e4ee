//! One term of the filter, understood.

use super::expr::{Expr, Haystack, Term};
use super::limits::RegexBudget;
use super::now::Now;
use super::patterns::{self, folded, has_separator, is_glob};
use super::pieces::{Form, Part, Piece};
use super::{ranges, rights};
use crate::model::{Category, Changes, Column, Faults, Kind, Mistake, ValueKind, ValueMistake, faults_named};
use crate::text;
use crate::view::linked::Linked;

/// What a piece asks for, without its `-`; `None` if it asks for nothing yet, as an opening quote does.
pub(super) fn term(piece: &Piece<'_>, now: &Now, budget: &mut RegexBudget) -> Result<Option<Expr>, Mistake> {
    let Piece { value, whole, .. } = *piece;
    let term = match piece.field {
        None => return words(piece, None, budget),
        Some(Column::Name) => return words(piece, Some(Haystack::Name), budget),
        Some(Column::Path) => return words(piece, Some(Haystack::Path), budget),
        Some(Column::LinkTarget) => return words(piece, Some(Haystack::Target), budget),
        Some(Column::Extension) => return extensions(piece).map(Some),
        Some(Column::Kind) => Term::Kind(kinds(value, whole)?),
        Some(Column::Category) => Term::Category(categories(value, whole)?),
        Some(Column::Problem) => Term::Faults(faults(value, whole)?),
        Some(Column::Change) => Term::Changed(changes(value, whole)?),
        Some(Column::Difference) => grew(value, whole)?,
        Some(Column::Root) => Term::Root(root(piece)?),
        Some(Column::Age) => return ranges::ages(value, whole, now).map(Some),
        // A column of numbers: what has none is what has not any.
        Some(column) if ranges::is_none(value) && column.values().is_compared() => {
            return Ok(Some(Expr::Not(Box::new(Expr::Term(ranges::any(column))))));
        }
        Some(Column::Links) if let Some(linked) = linked(value) => Term::Linked(linked),
        Some(Column::Allocated) if let Some(ordering) = ranges::beside_size(value) => Term::Space(ordering),
        Some(column) => match column.values() {
            ValueKind::Bytes => Term::Number(column, ranges::numbers(value, whole, &ranges::BYTES)?),
            ValueKind::Mode => rights::modes(value, whole)?,
            ValueKind::Attributes => rights::attributes(value, whole)?,
            ValueKind::Account => rights::accounts(column, value, whole)?,
            ValueKind::Count | ValueKind::Code => {
                Term::Number(column, ranges::numbers(value, whole, &ranges::COUNT)?)
            }
            ValueKind::Time => return ranges::times(value, whole, now, column).map(Some),
            // A text has to say above what may be asked of it.
            ValueKind::Text
            | ValueKind::Path
            | ValueKind::Kind
            | ValueKind::Category
            | ValueKind::Checked
            | ValueKind::Change
            | ValueKind::Difference
            | ValueKind::Former => {
                return words(piece, None, budget);
            }
        },
    };
    Ok(Some(Expr::Term(term)))
}

/// A word, a phrase, a glob or a regular expression. Without a field a word looks in the whole path, and what has to match a whole
/// looks at the name, unless a separator shows that a path is meant.
fn words(
    piece: &Piece<'_>,
    haystack: Option<Haystack>,
    budget: &mut RegexBudget,
) -> Result<Option<Expr>, Mistake> {
    let value = piece.value;
    if value.text.is_empty() {
        return match haystack {
            Some(_) => Err(piece.whole.mistaken(ValueMistake::WordNeeded)),
            None => Ok(None),
        };
    }
    if haystack == Some(Haystack::Name) && piece.form != Form::Regex && has_separator(value.text) {
        return Err(value.mistaken(ValueMistake::SeparatorInName));
    }
    if piece.form == Form::Regex {
        return patterns::regex(value, haystack.unwrap_or(Haystack::Name), budget).map(Some);
    }
    if piece.form == Form::Bare && is_glob(value.text) {
        let by_itself = if has_separator(value.text) { Haystack::Path } else { Haystack::Name };
        return patterns::glob(value, haystack.unwrap_or(by_itself), budget).map(Some);
    }
    let haystack = haystack.unwrap_or(Haystack::Path);
    Ok(Some(Expr::Term(Term::Word { haystack, word: folded(value.text, haystack) })))
}

/// A list of extensions; nothing at all stands for none. One with a dot inside is not an extension as the sheet has it, but what
/// is meant is clear.
fn extensions(piece: &Piece<'_>) -> Result<Expr, Mistake> {
    let (mut plain, mut ends) = (Vec::new(), Vec::new());
    for item in piece.value.items() {
        if piece.form == Form::Bare && item.text.contains([';', '|']) {
            return Err(item.mistaken(ValueMistake::ExtensionSeparator));
        }
        let begun = ["*.", "."].iter().find_map(|begin| item.text.strip_prefix(begin));
        let extension = begun.unwrap_or(item.text);
        if is_glob(extension) {
            return Err(item.mistaken(ValueMistake::ExtensionGlob));
        }
        let extension = text::folded(extension.as_bytes());
        if extension.contains(&b'.') {
            ends.push(Expr::Term(Term::Ends([b".", extension.as_slice()].concat())));
        } else if !extension.is_empty() {
            plain.push(extension);
        }
    }
    if plain.is_empty() && ends.is_empty() {
        plain.push(Vec::new());
    }
    if !plain.is_empty() {
        ends.push(Expr::Term(Term::Extension(plain)));
    }
    Ok(one_of(ends))
}

/// Any of these, without a list around only one.
pub(super) fn one_of(mut any: Vec<Expr>) -> Expr {
    match any.pop() {
        Some(one) if any.is_empty() => one,
        one => Expr::Any(any.into_iter().chain(one).collect()),
    }
}

fn kinds(value: Part<'_>, whole: Part<'_>) -> Result<Vec<Kind>, Mistake> {
    let mut kinds = Vec::new();
    for item in value.items().filter(|item| !item.text.is_empty()) {
        match of_word(&item.text.to_ascii_lowercase()) {
            [] => return Err(item.mistaken(ValueMistake::NotAKind(item.text.to_owned()))),
            some => kinds.extend_from_slice(some),
        }
    }
    if kinds.is_empty() {
        return Err(whole.mistaken(ValueMistake::KindNeeded));
    }
    kinds.sort_unstable();
    kinds.dedup();
    Ok(kinds)
}

/// The kinds that a word or its plural means, as the sheet or other programs call them.
fn of_word(word: &str) -> &'static [Kind] {
    let at = |word: &str| Kind::ALL.iter().position(|kind| kind.as_str() == word);
    let known = |word: &str| match word {
        "link" | "junction" => at("symlink"),
        "dir" | "directory" | "directorie" => at("folder"),
        "pipe" => at("fifo"),
        word => at(word),
    };
    match word {
        "device" | "devices" => &[Kind::Block, Kind::Char],
        word => match known(word).or_else(|| known(word.strip_suffix('s')?)) {
            Some(at) => &Kind::ALL[at..=at],
            None => &[],
        },
    }
}

fn categories(value: Part<'_>, whole: Part<'_>) -> Result<Vec<Category>, Mistake> {
    let mut categories = Vec::new();
    for item in value.items().filter(|item| !item.text.is_empty()) {
        let singular = || Category::named(item.text.strip_suffix(['s', 'S'])?);
        match Category::named(item.text).or_else(singular) {
            Some(category) => categories.push(category),
            None => return Err(item.mistaken(ValueMistake::NotACategory(item.text.to_owned()))),
        }
    }
    if categories.is_empty() {
        return Err(whole.mistaken(ValueMistake::CategoryNeeded));
    }
    categories.sort_unstable();
    categories.dedup();
    Ok(categories)
}

fn faults(value: Part<'_>, whole: Part<'_>) -> Result<Faults, Mistake> {
    let mut faults = Faults::NONE;
    for item in value.items().filter(|item| !item.text.is_empty()) {
        let named = faults_named(item.text);
        let wrong = || item.mistaken(ValueMistake::NotANameFault(item.text.to_owned()));
        faults = faults.or(named.ok_or_else(wrong)?);
    }
    if faults.is_empty() {
        return Err(whole.mistaken(ValueMistake::NameFaultNeeded));
    }
    Ok(faults)
}

fn changes(value: Part<'_>, whole: Part<'_>) -> Result<Changes, Mistake> {
    let mut changes = Changes::NONE;
    for item in value.items().filter(|item| !item.text.is_empty()) {
        let wrong = || item.mistaken(ValueMistake::NotAChange(item.text.to_owned()));
        changes = changes.or(Changes::named(item.text).ok_or_else(wrong)?);
    }
    if changes.is_empty() {
        return Err(whole.mistaken(ValueMistake::ChangeNeeded));
    }
    Ok(changes)
}

/// The same column by two words, which say which way.
fn grew(value: Part<'_>, whole: Part<'_>) -> Result<Term, Mistake> {
    let by = ranges::numbers(value, whole, &ranges::BYTES)?;
    let word = whole.text.trim_start_matches('-');
    let shrank = word.get(..6).is_some_and(|word| word.eq_ignore_ascii_case("shrank"));
    Ok(Term::Grew { shrank, by })
}

/// A word for what a name of a file with several may be.
fn linked(value: Part<'_>) -> Option<Linked> {
    let value = value.trimmed().text;
    Linked::NAMED.into_iter().find_map(|(linked, word)| word.eq_ignore_ascii_case(value).then_some(linked))
}

fn root(piece: &Piece<'_>) -> Result<Vec<u8>, Mistake> {
    let value = piece.value;
    if value.text.is_empty() {
        return Err(piece.whole.mistaken(ValueMistake::RootNeeded));
    }
    if piece.form == Form::Bare && is_glob(value.text) {
        return Err(value.mistaken(ValueMistake::RootGlob));
    }
    Ok(folded(value.text, Haystack::Path))
}
