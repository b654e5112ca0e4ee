//! What is wrong with a filter, and what to write instead.

use super::failure;
use crate::model::{
    Attributes, Category, Destination, MistakeKind, NameFault, RegexMistake, Slip, ValueMistake,
};

const QUOTES: &str = "To look for the word itself, write quotes around it";
const MODES: &str = "777, setuid, setgid, sticky, world-writable, world-readable, group-writable, group-readable, \
                     executable or read-only";
const CHANGES: &str = "added, removed, changed, moved, renamed, same or unknown";
const KINDS: &str = "file, folder, symlink, fifo, socket, block or char";

/// What is wrong with a filter, and what was expected. It may quote what was typed, with all that is in it.
pub fn mistake(kind: &MistakeKind) -> String {
    match kind {
        MistakeKind::TooLong(most) => format!("The filter is too long: {most} characters at most"),
        MistakeKind::TooManyTerms(most) => {
            format!("These are too many: a filter takes {most} words and items of lists at most")
        }
        MistakeKind::TooManyCostly(most) => format!(
            "These are too many: a filter takes {most} globs, regular expressions and words with a separator at most"
        ),
        MistakeKind::LonelyOr => format!("OR stands between two filters. {QUOTES}"),
        MistakeKind::Value(mistake) => value(mistake),
        MistakeKind::GlobTooLarge => "This glob is too large: write a shorter one, or fewer".to_owned(),
        MistakeKind::Regex(mistake) => format!("Regular expression: {}", regex(mistake)),
        MistakeKind::Slip(mistake) => slip(mistake),
        MistakeKind::NotLookedAt(why) => failure(why),
    }
}

fn value(mistake: &ValueMistake) -> String {
    let fixed = match mistake {
        ValueMistake::NotAKind(typed) => return format!("{} is not a kind: write {KINDS}", quoted(typed)),
        ValueMistake::NotASize(typed) if typed.contains(',') => {
            return format!(
                "{} is not a size: write 1.5mb for one and a half, 1,500 for 1500 bytes",
                quoted(typed)
            );
        }
        ValueMistake::NotASize(typed) => {
            return format!("{} is not a size: write one such as 500, 10mb or 1.5gib", quoted(typed));
        }
        ValueMistake::AmbiguousSize(typed) => {
            let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
            let typed = quoted(typed);
            return format!("{typed} could mean a thousand times as much: write {digits}, or add a unit");
        }
        ValueMistake::SizeTooLarge(typed) => {
            return format!("{} is more than any file can have", quoted(typed));
        }
        ValueMistake::NotACount(typed) => {
            return format!("{} is not a number: write one such as 10 or 1,500", quoted(typed));
        }
        ValueMistake::NotATime(typed) => {
            return format!(
                "{} is not a date or an age: write 2024, 2024-05, 2024-05-17, \"2024-05-17 10:30\", today, <30d or none",
                quoted(typed)
            );
        }
        ValueMistake::NoSuchDate(typed) => return format!("The calendar has no {}", quoted(typed)),
        ValueMistake::NotACategory(typed) => {
            return format!("{} is not a category: write {}", quoted(typed), categories());
        }
        ValueMistake::NotAnAge(typed) => {
            return format!("{} is not an age: write one such as >3y, <30d or 10..20", quoted(typed));
        }
        ValueMistake::NotAMode(typed) => {
            return format!("{} is not a permission: write {MODES}", quoted(typed));
        }
        ValueMistake::ModeNeeded => return format!("A permission is needed: {MODES}"),
        ValueMistake::NotAnAttribute(typed) => {
            return format!("{} is not an attribute: write {}", quoted(typed), attributes());
        }
        ValueMistake::AttributeNeeded => return format!("An attribute is needed: {}", attributes()),
        ValueMistake::NotANameFault(typed) => {
            return format!("{} is not a problem of a name: write {}", quoted(typed), name_faults());
        }
        ValueMistake::NameFaultNeeded => {
            return format!("A problem of a name is needed: {}", name_faults());
        }
        ValueMistake::NotAChange(typed) => {
            return format!("{} is not a change: write {CHANGES}", quoted(typed));
        }
        ValueMistake::ChangeNeeded => return format!("A change is needed: {CHANGES}"),
        ValueMistake::CategoryNeeded => return format!("A category is needed: {}", categories()),
        ValueMistake::KindNeeded => return format!("A kind is needed: {KINDS}"),
        ValueMistake::WordNeeded => "A word is needed after the colon",
        ValueMistake::SeparatorInName => "A name holds no separator: write path: to look in the whole path",
        ValueMistake::ExtensionSeparator => "Write commas between extensions, as in ext:jpg,png",
        ValueMistake::ExtensionGlob => "An extension is a whole one here: write *.jp* to look for names",
        ValueMistake::RootNeeded => "A word of the picked folder's path is needed",
        ValueMistake::RootGlob => "A word of the picked folder's path is needed, without * and ?",
        ValueMistake::SizeNeeded => "A size such as 10mb is needed",
        ValueMistake::AboveAllSizes => "No file can be larger than this",
        ValueMistake::BelowAllSizes => "No file is smaller than 0 bytes",
        ValueMistake::CountNeeded => "A number such as 10 is needed",
        ValueMistake::AboveAllCounts => "No number can be larger than this",
        ValueMistake::BelowAllCounts => "No number is smaller than 0",
        ValueMistake::TimeNeeded => "A date such as 2024-05 or an age such as <30d is needed",
        ValueMistake::AgeNeeded => "An age such as >3y is needed",
        ValueMistake::AccountNeeded => "A name or number is needed, such as owner:ana",
        ValueMistake::DateAndAge => "A range goes from one date to another, or from one age to another",
        ValueMistake::AgeAtOneEnd => "Write <30d for the last 30 days, >30d for longer ago",
        ValueMistake::EndBeforeBeginning => "This range ends before it begins",
    };
    fixed.to_owned()
}

/// Every category, as a filter asks for it.
fn categories() -> String {
    let [first @ .., last] = Category::ALL.map(Category::as_str);
    format!("{} or {last}", first.join(", "))
}

/// Every attribute, as a filter asks for it.
fn attributes() -> String {
    let words: Vec<&str> = Attributes::named().map(|(_, word)| word).collect();
    let (last, first) = words.split_last().unwrap_or((&"", &[]));
    format!("{} or {last}", first.join(", "))
}

/// Problems of names, as a filter asks for them.
fn name_faults() -> String {
    let faults = NameFault::ALL.map(NameFault::as_str);
    let destinations = Destination::ALL.map(Destination::as_str);
    format!("any, {}, or where it is one: {}", faults.join(", "), destinations.join(", "))
}

fn regex(mistake: &RegexMistake) -> &str {
    match mistake {
        RegexMistake::Syntax(why) => why,
        RegexMistake::TooManyClasses => "too many large classes, such as \\w, \\pL and [\\W]: write fewer",
        RegexMistake::TooLarge => "it is too large: write fewer or smaller repetitions",
    }
}

fn slip(slip: &Slip) -> String {
    match slip {
        Slip::Group => {
            "Parentheses hold nothing together: write each alternative in full, as in a c OR b c. In quotes they are letters"
                .to_owned()
        }
        Slip::SpacedUnit => "Write the size without a space, such as 10mb".to_owned(),
        Slip::SpacedDigits => format!("Write the number without spaces, such as 1000 or 1,000. {QUOTES}"),
        Slip::SpacedList => "Write the list without spaces, as in ext:jpg,png".to_owned(),
        Slip::SpacedExtension(typed) => {
            format!("Write the extension without a space, as in ext:{typed}. {QUOTES}")
        }
        Slip::SpacedField(typed) => {
            format!("Write {typed}:, the sign and the value without spaces, as in size:>10mb")
        }
        Slip::HalfDay => format!("Write the time with 24 hours, such as 22:30. {QUOTES}"),
        Slip::And => format!("Terms side by side must all be true: leave this out. {QUOTES}"),
        Slip::Not => format!("Write - before what is to be left out, as in -draft. {QUOTES}"),
        Slip::Or => format!("Write OR between two filters, as in *.jpg OR *.png. {QUOTES}"),
        Slip::FieldMeant(field) => {
            format!("Is {field} meant? To look for this word itself, write quotes around it")
        }
    }
}

/// What was typed, or the beginning of it.
fn quoted(typed: &str) -> String {
    const SHOWN: usize = 40;
    match typed.char_indices().nth(SHOWN) {
        None => format!("“{typed}”"),
        Some((end, _)) => format!("“{}…”", &typed[..end]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quoted_text_has_an_end() {
        let said = |typed: &str| mistake(&ValueMistake::NoSuchDate(typed.to_owned()).into());
        assert_eq!(said("2024-02-30"), "The calendar has no “2024-02-30”");
        assert_eq!(said(&"é".repeat(40)), format!("The calendar has no “{}”", "é".repeat(40)));
        assert_eq!(said(&"é".repeat(41)), format!("The calendar has no “{}…”", "é".repeat(40)));
    }

    #[test]
    fn the_advice_for_a_size_goes_by_what_was_typed() {
        let comma = mistake(&ValueMistake::NotASize("1,5mb".to_owned()).into());
        assert!(comma.contains("1.5mb for one and a half"), "{comma}");
        let plain = mistake(&ValueMistake::NotASize("x".to_owned()).into());
        assert!(plain.contains("such as 500"), "{plain}");
        let ambiguous = mistake(&ValueMistake::AmbiguousSize("1.500".to_owned()).into());
        assert!(ambiguous.contains("write 1500,"), "{ambiguous}");
    }
}
