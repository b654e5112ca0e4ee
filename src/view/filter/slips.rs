//! The search syntax of other programs, and slips of the keyboard: all of it would be understood as words, and
//! find nothing. It is refused with what to write instead. In quotes it is the words themselves.

use super::pieces::{Form, Part, Piece, SEARCHED};
use super::spaced::{Rest, rest_of_size};
use crate::model::{Column, Mistake, MistakeKind, Slip, ValueKind};

/// Columns as other programs call them, and what they are here.
const ELSEWHERE: [(&str, &str); 27] = [
    ("date", "modified:"),
    ("datemodified", "modified:"),
    ("dm", "modified:"),
    ("mtime", "modified:"),
    ("datecreated", "created:"),
    ("dc", "created:"),
    ("birth", "created:"),
    ("filename", "name:"),
    ("filesize", "size:"),
    ("fileext", "ext:"),
    ("folder", "path:"),
    ("parent", "path:"),
    ("dir", "path:"),
    ("regex", "/…/"),
    ("atime", "accessed:"),
    ("dateaccessed", "accessed:"),
    ("da", "accessed:"),
    ("ctime", "changed:"),
    ("perm", "mode:"),
    ("permissions", "mode:"),
    ("user", "owner:"),
    ("uid", "owner:"),
    ("gid", "group:"),
    ("nlink", "links:"),
    ("attrib", "attr:"),
    ("len", "pathlength:"),
    ("length", "pathlength:"),
];

/// Refuses a term that most likely means something else than it says, standing behind another one.
pub(super) fn check(piece: &Piece<'_>, before: Option<&Piece<'_>>) -> Result<(), Mistake> {
    match piece.field {
        _ if piece.form != Form::Bare => Ok(()),
        Some(field) if SEARCHED.contains(&field) => alternatives(piece.value),
        Some(_) => Ok(()),
        None => {
            behind(piece, before)?;
            operator(piece)?;
            alternatives(piece.value)?;
            not_a_field(piece.value)
        }
    }
}

/// Refuses parentheses that are to hold alternatives together.
pub(super) fn check_groups(pieces: &[Piece<'_>]) -> Result<(), Mistake> {
    let is_bare = |piece: &Piece<'_>| piece.form == Form::Bare && piece.field.is_none();
    let opens = |piece: &Piece<'_>| {
        is_bare(piece) && piece.value.text.starts_with('(') && !piece.value.text.contains(')')
    };
    let closes = |piece: &Piece<'_>| {
        piece.form == Form::Bare && piece.value.text.ends_with(')') && !piece.value.text.contains('(')
    };
    let Some(open) = pieces.iter().position(opens) else { return Ok(()) };
    let group = &pieces[open..];
    let Some(or) = group.iter().position(Piece::is_or) else { return Ok(()) };
    match group[or..].iter().find(|piece| closes(piece)) {
        None => Ok(()),
        Some(close) => Err(across(&group[0], close, Slip::Group)),
    }
}

/// From the beginning of one term to the end of another.
fn across(first: &Piece<'_>, last: &Piece<'_>, slip: Slip) -> Mistake {
    MistakeKind::from(slip).at(first.whole.start..last.whole.at().end)
}

/// Refuses what belongs to the term before it.
fn behind(piece: &Piece<'_>, before: Option<&Piece<'_>>) -> Result<(), Mistake> {
    let Some(before) = before.filter(|before| before.form == Form::Bare && !piece.not) else { return Ok(()) };
    let word = piece.value.text;
    let slip = |slip: Slip| Err(piece.whole.mistaken(slip));
    match before.field {
        // It would look for "mb" in every path: a user who copies a size from the sheet doesn't mean that.
        Some(column) if column.values() == ValueKind::Bytes => match rest_of_size(before.value.text, word) {
            Some(Rest::Unit) => slip(Slip::SpacedUnit),
            Some(Rest::Digits) => slip(Slip::SpacedDigits),
            None => Ok(()),
        },
        Some(column)
            if column.values() == ValueKind::Time && before.value.text.contains(':') && is_half_day(word) =>
        {
            slip(Slip::HalfDay)
        }
        // By itself it asks for files without an extension.
        Some(Column::Extension) if before.value.text.is_empty() && is_extension(word) => {
            slip(Slip::SpacedExtension(word.to_owned()))
        }
        Some(column)
            if (column == Column::Extension || column.values().is_listed())
                && before.value.text.ends_with(',') =>
        {
            slip(Slip::SpacedList)
        }
        None if !before.not && word.starts_with(['<', '>', '=']) && compared(before.value.text).is_some() => {
            Err(across(before, piece, Slip::SpacedField(before.value.text.to_owned())))
        }
        _ => Ok(()),
    }
}

fn is_half_day(word: &str) -> bool {
    ["am", "pm", "a.m.", "p.m."].iter().any(|half| half.eq_ignore_ascii_case(word))
}

/// Whether a word looks like the extensions that people look for.
fn is_extension(word: &str) -> bool {
    word.split(',').all(|part| {
        let part = part.trim_start_matches(['*', '.']);
        (2..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// The column of values that are more or less.
fn compared(word: &str) -> Option<Column> {
    Column::of_filter_word(word).filter(|column| column.values().is_compared())
}

/// Refuses the words and signs that combine terms elsewhere.
fn operator(piece: &Piece<'_>) -> Result<(), Mistake> {
    let slip = match piece.whole.text {
        "AND" | "&&" => Slip::And,
        "NOT" => Slip::Not,
        "|" | "||" => Slip::Or,
        _ => return Ok(()),
    };
    Err(piece.whole.mistaken(slip))
}

/// Refuses a word with alternatives in it. A name can hold a bar, but hardly one does; it can hold a semicolon or comma, so these
/// have to stand between extensions.
fn alternatives(value: Part<'_>) -> Result<(), Mistake> {
    let is_word = |part: &str| !part.trim_matches('*').is_empty();
    let is_extension = |part: &str| part.len() > 2 && part.starts_with("*.");
    let parts =
        |sign: char, is: fn(&str) -> bool| value.text.contains(sign) && value.text.split(sign).all(is);
    let bars = value.text.replace("||", "|");
    let has_bars = bars.contains('|') && bars.split('|').all(is_word);
    if has_bars || parts(';', is_extension) || parts(',', is_extension) {
        return Err(value.mistaken(Slip::Or));
    }
    Ok(())
}

/// Refuses a word that was most likely to be a field. Names may hold colons, so any other word before one is just a word.
fn not_a_field(value: Part<'_>) -> Result<(), Mistake> {
    let end = value.text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(value.text.len());
    let (word, sign) = (value.upto(end), value.text[end..].chars().next());
    let lower = word.text.to_ascii_lowercase();
    let known = |is: &dyn Fn(&str) -> bool| Column::all_filter_words().find(|(known, _)| is(known));
    let named = |(known, _): (&str, Column)| format!("{known}:");
    let meant = match sign {
        Some('<' | '>') => known(&|known| known == lower && compared(known).is_some()).map(named),
        Some('=' | '：') => known(&|known| known == lower).map(named),
        Some(':') => known(&|known| is_slip(&lower, known)).map(named).or_else(|| {
            let elsewhere = ELSEWHERE.into_iter().find(|(known, _)| *known == lower);
            elsewhere.map(|(_, here)| here.to_owned())
        }),
        _ => None,
    };
    match meant {
        None => Ok(()),
        Some(meant) => Err(word.mistaken(Slip::FieldMeant(meant))),
    }
}

/// Whether `word` is `known` with one letter too many, too few or in its neighbour's place, or in a long word another letter.
/// Many a word of four letters is another one with one letter changed.
fn is_slip(word: &str, known: &str) -> bool {
    let (word, known) = (word.as_bytes(), known.as_bytes());
    if known.len() < 4 || word.len().abs_diff(known.len()) > 1 || word == known {
        return false;
    }
    let same = word.iter().zip(known).take_while(|(a, b)| a == b).count();
    let (a, b) = (&word[same..], &known[same..]);
    match word.len().cmp(&known.len()) {
        std::cmp::Ordering::Less => a == &b[1..],
        std::cmp::Ordering::Greater => &a[1..] == b,
        std::cmp::Ordering::Equal => {
            let is_swapped = a.len() > 1 && (a[0], a[1]) == (b[1], b[0]) && a[2..] == b[2..];
            is_swapped || (known.len() > 4 && a[1..] == b[1..])
        }
    }
}
