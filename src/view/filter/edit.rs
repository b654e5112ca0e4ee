//! Terms put into a filter's text and taken out again when they are clicked. The text stays the truth: nothing
//! here understands more of it than where its terms are.

use super::limits::check_length;
use super::pieces::{Part, Piece, pieces};
use crate::model::Column;
use std::ops::Range;

/// Whether `text` asks for `term`, in each of its alternatives. A list asks for each of its items.
pub fn has_term(text: &str, term: &str) -> bool {
    if check_length(text).is_err() {
        return false;
    }
    let Some(term) = pieces(term).pop() else { return false };
    alternatives(text).iter().all(|terms| terms.iter().any(|known| asks(known, &term)))
}

/// `text` with `terms` too: one term as [`toggle_term`] puts it in, several at the end.
pub fn with_terms(text: &str, terms: &str) -> String {
    if check_length(text).is_err() {
        return text.to_owned();
    }
    let several = pieces(terms).len() != 1;
    if !several && has_term(text, terms) {
        return text.to_owned();
    }
    if !several {
        return toggle_term(text, terms);
    }
    let mut out = text.trim_end().to_owned();
    if pieces(&out).last().is_some_and(Piece::is_open) {
        out.push('"');
    }
    if !out.is_empty() {
        out.push(' ');
    }
    out + terms
}

/// `text` without `term` if it has it, else with it, in each of its alternatives.
///
/// Extensions and kinds go to and from a list that is there: no file has two of them, so two lists would find nothing. For the
/// same reason a size or a time takes another one's place, and `ext:` that of a list.
pub fn toggle_term(text: &str, term: &str) -> String {
    let new = pieces(term).pop().filter(|_| check_length(text).is_ok());
    let Some(new) = new else { return text.to_owned() };
    let takes_out = has_term(text, term);
    let mut out = text.trim_end().to_owned();
    // From the end on, so that what comes before stays where it is.
    let (alternatives, ors) = (alternatives(text), ors(text));
    for (at, terms) in alternatives.iter().enumerate().rev() {
        if takes_out {
            for known in terms.iter().rev().filter(|known| asks(known, &new)) {
                take_out(&mut out, known, &new);
            }
        } else {
            // Nothing may stand between two `OR`, or before the first one or after the last one yet.
            let before = at.checked_sub(1).and_then(|before| ors.get(before).copied());
            put_in(&mut out, terms, before.unwrap_or_default(), &new);
        }
    }
    out
}

/// `text` with `term`, one that asks for something, in place of all that ask about the same field, in each of its alternatives.
pub fn only_term(text: &str, term: &str) -> String {
    let new = pieces(term).pop().filter(|_| check_length(text).is_ok());
    let Some(new) = new else { return text.to_owned() };
    let mut out = text.trim_end().to_owned();
    let ors = ors(text);
    for (at, terms) in alternatives(text).iter().enumerate().rev() {
        let mut alike =
            terms.iter().filter(|known| known.field == new.field && !known.not && new.field.is_some());
        let kept = alike.next().cloned();
        // From the end on, so that what comes before stays where it is.
        for known in alike.collect::<Vec<_>>().into_iter().rev() {
            out.replace_range(with_space(&out, known.whole), "");
        }
        match kept {
            Some(known) => out.replace_range(known.whole.at(), new.whole.text),
            None => {
                let before = at.checked_sub(1).and_then(|before| ors.get(before).copied());
                put_in(&mut out, terms, before.unwrap_or_default(), &new);
            }
        }
    }
    out
}

/// The terms between each `OR` and the next.
fn alternatives(text: &str) -> Vec<Vec<Piece<'_>>> {
    let pieces = pieces(text);
    pieces.split(Piece::is_or).map(<[Piece<'_>]>::to_vec).collect()
}

/// Where each `OR` ends.
fn ors(text: &str) -> Vec<usize> {
    pieces(text).iter().filter(|piece| piece.is_or()).map(|piece| piece.whole.at().end).collect()
}

fn is_list(field: Option<Column>) -> bool {
    field == Some(Column::Extension) || field.is_some_and(|field| field.values().is_listed())
}

fn items<'a>(list: &Piece<'a>) -> Vec<&'a str> {
    list.value.items().map(|item| item.text).filter(|item| !item.is_empty()).collect()
}

fn holds(items: &[&str], item: &str) -> bool {
    items.iter().any(|known| known.eq_ignore_ascii_case(item))
}

/// Whether `known` asks for all that `term` asks for.
fn asks(known: &Piece<'_>, term: &Piece<'_>) -> bool {
    if (known.not, known.field) != (term.not, term.field) {
        return false;
    }
    let (has, wanted) = (items(known), items(term));
    if is_list(term.field) && !term.not && !wanted.is_empty() {
        return wanted.iter().all(|item| holds(&has, item));
    }
    known.form == term.form && known.value.text.eq_ignore_ascii_case(term.value.text)
}

/// Puts a term behind those of an alternative, which begins at `start`.
fn put_in(out: &mut String, terms: &[Piece<'_>], start: usize, new: &Piece<'_>) {
    let alike = terms.iter().rfind(|known| known.field == new.field && !known.not && !new.not);
    let one_only = new.field.is_some_and(|column| column.values().is_compared());
    match alike {
        Some(known) if is_list(new.field) && !items(known).is_empty() && !items(new).is_empty() => {
            let has = items(known);
            let more = items(new).into_iter().filter(|item| !holds(&has, item));
            let list: Vec<&str> = has.iter().copied().chain(more).collect();
            out.replace_range(known.value.at(), &list.join(","));
        }
        // By itself `ext:` asks for files without an extension, and so shuts out any list.
        Some(known) if one_only || is_list(new.field) => out.replace_range(known.whole.at(), new.whole.text),
        _ => {
            let end = terms.last().map_or(start, |last| last.whole.at().end);
            let quote = if terms.last().is_some_and(Piece::is_open) { "\"" } else { "" };
            let term = new.whole.text;
            let put = match (end, out.is_empty()) {
                (0, true) => term.to_owned(),
                (0, false) => format!("{term} "),
                _ => format!("{quote} {term}"),
            };
            out.insert_str(end, &put);
        }
    }
}

fn take_out(out: &mut String, known: &Piece<'_>, term: &Piece<'_>) {
    let gone = items(term);
    let left: Vec<&str> = items(known).into_iter().filter(|item| !holds(&gone, item)).collect();
    if is_list(term.field) && !left.is_empty() {
        out.replace_range(known.value.at(), &left.join(","));
    } else {
        out.replace_range(with_space(out, known.whole), "");
    }
}

/// A term with the white space on one side of it: before it, or after the first one.
fn with_space(text: &str, term: Part<'_>) -> Range<usize> {
    let at = term.at();
    let before = text[..at.start].trim_end().len();
    if before > 0 {
        return before..at.end;
    }
    let after = text[at.end..].len() - text[at.end..].trim_start().len();
    at.start..at.end + after
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_term_is_in_the_text_or_not() {
        for (text, term, expected) in [
            ("", "size:0", false),
            ("a size:0 b", "size:0", true),
            ("a SIZE:0", "size:0", true),
            ("-size:0", "size:0", false),
            ("\"size:0\"", "size:0", false),
            ("size:0 OR a", "size:0", false),
            ("size:0 OR a size:0", "size:0", true),
            ("ext:jpg,png,pdf", "ext:png,jpg", true),
            ("ext:jpg", "ext:png,jpg", false),
            ("-ext:jpg,png", "ext:jpg", false),
        ] {
            assert_eq!(has_term(text, term), expected, "{text} {term}");
        }
    }

    #[test]
    fn a_click_puts_a_term_in_and_the_next_one_takes_it_out() {
        for (text, term, expected) in [
            ("", "size:0", "size:0"),
            ("a", "size:0", "a size:0"),
            ("a ", "size:0", "a size:0"),
            ("a \"b c", "size:0", "a \"b c\" size:0"),
            ("a OR b c", "size:0", "a size:0 OR b c size:0"),
            ("OR b OR", "size:0", "size:0 OR b size:0 OR size:0"),
            ("size:0", "size:0", ""),
            ("a size:0 b", "size:0", "a b"),
            ("size:0 b", "size:0", "b"),
            ("size:>5 b", "size:0", "size:0 b"),
            ("-size:>5", "size:0", "-size:>5 size:0"),
            ("ext:jpg a", "ext:pdf,JPG", "ext:jpg,pdf,JPG a"),
            ("ext:jpg,pdf a", "ext:pdf", "ext:jpg a"),
            ("ext:pdf a", "ext:pdf", "a"),
            ("-ext:tmp", "ext:pdf", "-ext:tmp ext:pdf"),
            ("ext:", "ext:pdf", "ext:pdf"),
            ("ext:jpg,pdf a", "ext:", "ext: a"),
            ("kind:file", "kind:symlink", "kind:file,symlink"),
            ("category:image", "category:video", "category:image,video"),
            ("category:image,video", "category:image", "category:video"),
            ("size:1mib..<2mib a", "size:2mib..<4mib", "size:2mib..<4mib a"),
        ] {
            // An extension that is there already comes only once.
            let expected = expected.replace(",JPG", "");
            assert_eq!(toggle_term(text, term), expected, "{text} {term}");
        }
        for (text, terms, expected) in [
            ("", "b OR c", "b OR c"),
            ("a \"b ", "b OR c", "a \"b\" b OR c"),
            ("size:0", "size:0", "size:0"),
            ("size:0", "size:>1", "size:>1"),
            ("a", "b", "a b"),
        ] {
            assert_eq!(with_terms(text, terms), expected, "{text} {terms}");
        }
    }

    #[test]
    fn one_term_takes_the_place_of_those_alike() {
        for (text, term, expected) in [
            ("", "ext:pdf", "ext:pdf"),
            ("a", "ext:pdf", "a ext:pdf"),
            ("ext:jpg,pdf a", "ext:pdf", "ext:pdf a"),
            ("ext:jpg a ext:pdf b", "ext:png", "ext:png a b"),
            ("-ext:tmp", "ext:pdf", "-ext:tmp ext:pdf"),
            ("a OR ext:jpg b", "ext:pdf", "a ext:pdf OR ext:pdf b"),
            ("\"a b", "ext:pdf", "\"a b\" ext:pdf"),
            ("a", "/x/", "a /x/"),
        ] {
            assert_eq!(only_term(text, term), expected, "{text} {term}");
        }
    }

    proptest! {
        #[test]
        fn a_term_that_was_put_in_is_there_and_goes_again(
            text in "([a-c\"é/-]{1,3}|OR|ext:a|ext:b,c|size:1|-size:2| ){0,6}",
            term in "ext:[a-c]|ext:x,y|ext:|size:>1|kind:file|modified:<7d",
        ) {
            let on = if has_term(&text, &term) { text } else { toggle_term(&text, &term) };
            prop_assert!(has_term(&on, &term), "{}", on);
            prop_assert!(!has_term(&toggle_term(&on, &term), &term), "{}", on);
        }
    }
}
