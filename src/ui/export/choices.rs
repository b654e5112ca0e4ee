//! The choices about an export that are remembered: the format with its separator, the columns, folders, the list of problems.
//! The dialog changes it, the settings keep it. Pure.

use crate::export::{Format, FormatKind, Plan, Separator};
use crate::model::Column;
use std::collections::BTreeMap;

/// The choices.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Choices {
    /// The format.
    pub kind: FormatKind,
    /// The separators that are others than the usual ones of their formats.
    separators: BTreeMap<FormatKind, Separator>,
    /// The columns that are written or left out against what is usual, so that one which a later version brings is as it is there.
    against: Vec<Column>,
    /// Whether folders are rows, where the sheet has any.
    pub folders: bool,
    /// Whether the list of problems becomes a file of its own.
    pub problems: bool,
    /// Whether a comparison stands, so that its columns have something in them. Not remembered.
    compares: bool,
}

impl Default for Choices {
    fn default() -> Choices {
        Choices {
            kind: FormatKind::default(),
            separators: BTreeMap::new(),
            against: Vec::new(),
            folders: true,
            problems: false,
            compares: false,
        }
    }
}

impl Choices {
    /// What separates cells; `None` if the format has no separator.
    pub(crate) fn separator(&self) -> Option<Separator> {
        let usual = self.kind.usual_separator()?;
        Some(self.separators.get(&self.kind).copied().unwrap_or(usual))
    }

    /// Separates the cells of this format so. The usual separator counts as not chosen: it follows the region.
    pub(crate) fn set_separator(&mut self, separator: Separator) {
        match self.kind.usual_separator() {
            None => {}
            Some(usual) if usual == separator => drop(self.separators.remove(&self.kind)),
            Some(_) => drop(self.separators.insert(self.kind, separator)),
        }
    }

    /// The format with its separator.
    pub(crate) fn format(&self) -> Format {
        self.kind.format(self.separator().unwrap_or(Separator::COMMA))
    }

    /// A comparison stands, or doesn't: its columns are written then, and are not there else. It is not a sheet to be saved.
    pub(crate) fn set_compares(&mut self, compares: bool) {
        if self.compares != compares {
            self.compares = compares;
            self.against.retain(|column| !column.is_compared());
        }
        if !self.can_be(self.kind) {
            self.kind = FormatKind::default();
        }
    }

    /// Whether what is shown can be written in a format.
    pub(crate) fn can_be(&self, kind: FormatKind) -> bool {
        !(self.compares && kind == FormatKind::SavedSheet)
    }

    /// The columns that there are.
    pub(crate) fn offered(&self) -> Vec<Column> {
        Column::ALL.into_iter().filter(|column| self.compares || !column.is_compared()).collect()
    }

    /// Whether this column is written.
    pub(crate) fn has(&self, column: Column) -> bool {
        if column.is_compared() {
            return self.compares && !self.against.contains(&column);
        }
        column.is_usual() != self.against.contains(&column)
    }

    /// Whether the usual columns are written, and no other.
    pub(crate) fn has_usual(&self) -> bool {
        self.against.is_empty()
    }

    /// Whether a column may be left out: one always stays.
    pub(crate) fn can_leave_out(&self, column: Column) -> bool {
        Column::ALL.into_iter().any(|other| other != column && self.has(other))
    }

    /// Writes a column, or leaves it out if another one stays.
    pub(crate) fn toggle(&mut self, column: Column) {
        if self.has(column) && !self.can_leave_out(column) {
            return;
        }
        match self.against.iter().position(|other| *other == column) {
            Some(at) => drop(self.against.remove(at)),
            None => self.against.push(column),
        }
    }

    /// Writes the usual columns.
    pub(crate) fn take_usual(&mut self) {
        self.against.clear();
    }

    /// What becomes of the rows; files of another export that are in the way are asked about.
    pub(crate) fn plan(&self, split: Option<u64>) -> Plan {
        let columns = Column::ALL.into_iter().filter(|column| self.has(*column)).collect();
        let folders = self.folders;
        Plan { columns, folders, split, problems: None, replace_others: false, ..Plan::new(self.format()) }
    }

    /// The choices in words, for [`Choices::restore`].
    pub(crate) fn to_words(&self) -> String {
        let kind = FormatKind::ALL.iter().find(|(kind, _)| *kind == self.kind).map_or("", |(_, word)| word);
        let yes = |is_so| if is_so { "yes" } else { "no" };
        let mut words =
            format!("format={kind} folders={} problems={}", yes(self.folders), yes(self.problems));
        for (kind, key) in FormatKind::ALL {
            if let Some(name) = self.separators.get(&kind).and_then(|separator| separator.name()) {
                words += &format!(" {key}={name}");
            }
        }
        for column in self.against.iter().filter(|column| !column.is_compared()) {
            let key = if column.is_usual() { "without" } else { "with" };
            words += &format!(" {key}={}", column.as_str());
        }
        words
    }

    /// Takes up what [`Choices::to_words`] wrote; a word that isn't understood changes nothing. Returns whether all of it was.
    pub(crate) fn restore(&mut self, words: &str) -> bool {
        words.split_whitespace().fold(true, |all, word| {
            let taken = word.split_once('=').and_then(|(key, value)| self.take_up(key, value));
            all && taken.is_some()
        })
    }

    /// One choice by its key; `None` if it isn't understood.
    fn take_up(&mut self, key: &str, value: &str) -> Option<()> {
        let yes = || match value {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        match key {
            "format" => self.kind = kind(value)?,
            "folders" => self.folders = yes()?,
            "problems" => self.problems = yes()?,
            "with" | "without" => {
                let column = Column::named(value)?;
                if self.has(column) != (key == "with") {
                    self.toggle(column);
                }
            }
            _ => {
                let of = kind(key).filter(|kind| kind.usual_separator().is_some())?;
                self.separators.insert(of, Separator::named(value)?);
            }
        }
        Some(())
    }
}

/// The format with this word in the settings.
fn kind(word: &str) -> Option<FormatKind> {
    FormatKind::ALL.into_iter().find_map(|(kind, own)| (own == word).then_some(kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::separator;

    #[test]
    fn what_was_chosen_comes_back() {
        let mut choices = Choices::default();
        let changes: [fn(&mut Choices); 8] = [
            |c| c.toggle(Column::Category),
            |c| c.set_separator(Separator::TAB),
            |c| c.toggle(Column::PathHex),
            |c| c.kind = FormatKind::Programs,
            |c| c.set_separator(Separator::NAMED[3].0),
            |c| c.folders = false,
            |c| c.problems = true,
            |c| c.kind = FormatKind::Workbook,
        ];
        for change in changes {
            change(&mut choices);
            let mut other = Choices::default();
            assert!(other.restore(&choices.to_words()));
            assert_eq!(other, choices, "{}", choices.to_words());
        }
    }

    #[test]
    fn nonsense_changes_nothing() {
        let mut choices = Choices::default();
        assert!(choices.restore(""));
        for words in ["x", "format=", "format=pdf folders=maybe", "spreadsheet=a", "without=nothing", "=="] {
            assert!(!choices.restore(words), "{words}");
            assert_eq!(choices, Choices::default(), "{words}");
        }
    }

    #[test]
    fn one_column_always_stays() {
        let mut choices = Choices::default();
        let without: Vec<_> =
            Column::ALL.iter().map(|column| format!("without={}", column.as_str())).collect();
        choices.restore(&without.join(" "));
        assert_eq!(choices.plan(None).columns.len(), 1);
        choices.take_usual();
        for column in Column::USUAL {
            choices.toggle(column);
        }
        assert_eq!(choices.plan(None).columns, [Column::PathHex]);
    }

    #[test]
    fn each_csv_has_a_separator_of_its_own() {
        let mut choices = Choices::default();
        assert_eq!(choices.format(), Format::Spreadsheet(separator()));
        choices.set_separator(Separator::TAB);
        choices.kind = FormatKind::Programs;
        assert_eq!(choices.format(), Format::Programs(Separator::COMMA));
        choices.set_separator(Separator::SEMICOLON);
        choices.kind = FormatKind::JsonLines;
        assert_eq!((choices.format(), choices.separator()), (Format::JsonLines, None));
        choices.kind = FormatKind::Spreadsheet;
        assert_eq!(choices.format(), Format::Spreadsheet(Separator::TAB));
        // Going back to the usual one is not a choice to keep: it follows the region.
        choices.set_separator(separator());
        assert!(
            !choices.to_words().contains("spreadsheet=") && choices.to_words().contains("programs=semicolon")
        );
    }
}
