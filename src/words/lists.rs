//! What is wrong in another tool's list.

use crate::model::{ListFault, ListMistake};
use crate::text;

/// What is wrong with a line of a list, or with one of its folders.
pub(super) fn list_fault(fault: &ListFault) -> String {
    let said = list_mistake(&fault.what);
    if fault.line == 0 { said } else { format!("line {}: {said}", text::number(fault.line)) }
}

/// The same without the line.
pub fn list_mistake(what: &ListMistake) -> String {
    let fixed = match what {
        ListMistake::TooLong => "it is longer than any path makes it, and was passed over",
        ListMistake::FewerCells { found, needed } => {
            return format!("it has {} of the {needed} cells that it needs", text::number(*found as u64));
        }
        ListMistake::OpenQuote => "a quote is opened and not closed",
        ListMistake::NoName => "it names no file",
        ListMistake::NotAName => "no file can have this name",
        ListMistake::NotUnderstood => "it is not like the other lines of such a list, and was passed over",
        ListMistake::NotANumber(value) => {
            return format!("“{}” is not a whole number; the row is without it", text::printable(value));
        }
        ListMistake::NotATime(value) => {
            return format!(
                "“{}” is not a date, or could be two; the row is without it",
                text::printable(value)
            );
        }
        ListMistake::TooManyTops => "it belongs to no folder that others are in, of which there are too many",
        ListMistake::Says(words) => return format!("the list says “{}”", text::printable(words)),
        ListMistake::Unread => "the list says that the folder could not be read",
        ListMistake::LeftOut => "the list says that it was left out when it was made",
        ListMistake::InArchives(1) => "1 entry is inside an archive and no file of the disk; it is not a row",
        ListMistake::InArchives(many) => {
            return format!(
                "{} entries are inside archives and no files of the disk; they are not rows",
                text::number(*many)
            );
        }
        ListMistake::OtherSum { listed, rows } => {
            return format!(
                "the list has {} bytes for it, and its rows have {}: rows may be missing",
                text::number(*listed),
                text::number(*rows)
            );
        }
    };
    fixed.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_names_its_line_and_hides_nothing_that_a_terminal_obeys() {
        let said = list_fault(&ListFault { line: 1234, what: ListMistake::NotANumber("\u{1b}[2J".into()) });
        assert!(said.starts_with("line 1,234: “") && !said.contains('\u{1b}'), "{said}");
        let sum = ListMistake::OtherSum { listed: 5000, rows: 4000 };
        let said = list_fault(&ListFault { line: 0, what: sum });
        assert_eq!(said, "the list has 5,000 bytes for it, and its rows have 4,000: rows may be missing");
    }
}
