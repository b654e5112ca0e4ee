//! What a person chooses about an export for longer than one: the format with its separator, the columns, folders, the list of problems.
//! The dialog changes it, the settings keep it. Pure.

use crate::export::{Field, Format, Plan, Separator, separator};

/// A format as the dialog offers it: a CSV's separator is a choice of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum Kind {
    /// CSV that a spreadsheet opens by a double-click.
    #[default]
    Spreadsheet,
    /// An Excel workbook.
    Workbook,
    /// CSV for programs.
    Programs,
    /// JSON Lines.
    JsonLines,
}

impl Kind {
    /// Each with its word in the settings.
    pub(crate) const ALL: [(Kind, &'static str); 4] = [
        (Kind::Spreadsheet, "spreadsheet"),
        (Kind::Workbook, "xlsx"),
        (Kind::Programs, "programs"),
        (Kind::JsonLines, "jsonl"),
    ];

    /// The separator that nobody has to choose; none where nothing is separated.
    pub(crate) fn usual_separator(self) -> Option<Separator> {
        match self {
            Kind::Spreadsheet => Some(separator()),
            Kind::Programs => Some(Separator::COMMA),
            Kind::Workbook | Kind::JsonLines => None,
        }
    }
}

/// The choices.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Choices {
    /// The format.
    pub kind: Kind,
    /// The separator in a spreadsheet's CSV where it is another than the region's.
    spreadsheet: Option<Separator>,
    /// The separator in a program's CSV where it is no comma.
    programs: Option<Separator>,
    /// The columns that are not written: what a later version brings is.
    left_out: Vec<Field>,
    /// Whether folders are rows, where the sheet has any.
    pub folders: bool,
    /// Whether the list of problems becomes a file of its own.
    pub problems: bool,
}

impl Default for Choices {
    fn default() -> Choices {
        let kind = Kind::default();
        Choices {
            kind,
            spreadsheet: None,
            programs: None,
            left_out: Vec::new(),
            folders: true,
            problems: false,
        }
    }
}

impl Choices {
    /// What separates cells; none where nothing is separated.
    pub(crate) fn separator(&self) -> Option<Separator> {
        let chosen = match self.kind {
            Kind::Spreadsheet => self.spreadsheet,
            Kind::Programs => self.programs,
            Kind::Workbook | Kind::JsonLines => None,
        };
        chosen.or_else(|| self.kind.usual_separator())
    }

    /// Separates the cells of this format so. The usual separator counts as not chosen: it follows the region.
    pub(crate) fn set_separator(&mut self, separator: Separator) {
        let chosen = (self.kind.usual_separator() != Some(separator)).then_some(separator);
        match self.kind {
            Kind::Spreadsheet => self.spreadsheet = chosen,
            Kind::Programs => self.programs = chosen,
            Kind::Workbook | Kind::JsonLines => {}
        }
    }

    /// The format with its separator.
    pub(crate) fn format(&self) -> Format {
        let separator = self.separator().unwrap_or(Separator::COMMA);
        match self.kind {
            Kind::Spreadsheet => Format::Spreadsheet(separator),
            Kind::Workbook => Format::Xlsx,
            Kind::Programs => Format::Programs(separator),
            Kind::JsonLines => Format::JsonLines,
        }
    }

    /// Whether this column is written.
    pub(crate) fn has(&self, field: Field) -> bool {
        !self.left_out.contains(&field)
    }

    /// Whether every column is written.
    pub(crate) fn has_all(&self) -> bool {
        self.left_out.is_empty()
    }

    /// Whether a column may be left out: one always stays.
    pub(crate) fn can_leave_out(&self, field: Field) -> bool {
        Field::ALL.into_iter().any(|other| other != field && self.has(other))
    }

    /// Writes a column, or leaves it out if another one stays.
    pub(crate) fn toggle(&mut self, field: Field) {
        if !self.has(field) {
            self.left_out.retain(|other| *other != field);
        } else if self.can_leave_out(field) {
            self.left_out.push(field);
        }
    }

    /// Writes every column.
    pub(crate) fn take_all(&mut self) {
        self.left_out.clear();
    }

    /// What becomes of the rows; files of another export that are in the way are asked about.
    pub(crate) fn plan(&self, split: Option<u64>) -> Plan {
        let fields = Field::ALL.into_iter().filter(|field| self.has(*field)).collect();
        let folders = self.folders;
        Plan { fields, folders, split, problems: None, replace_others: false, ..Plan::new(self.format()) }
    }

    /// The choices in words, for [`Choices::restore`].
    pub(crate) fn to_words(&self) -> String {
        let kind = Kind::ALL.iter().find(|(kind, _)| *kind == self.kind).map_or("", |(_, word)| word);
        let yes = |is_so| if is_so { "yes" } else { "no" };
        let mut words =
            format!("format={kind} folders={} problems={}", yes(self.folders), yes(self.problems));
        for (key, chosen) in [("spreadsheet", self.spreadsheet), ("programs", self.programs)] {
            if let Some(name) = chosen.and_then(Separator::name) {
                words += &format!(" {key}={name}");
            }
        }
        for field in &self.left_out {
            words += &format!(" without={}", field.as_str());
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
            "format" => self.kind = Kind::ALL.iter().find(|(_, word)| *word == value)?.0,
            "folders" => self.folders = yes()?,
            "problems" => self.problems = yes()?,
            "spreadsheet" => self.spreadsheet = Some(Separator::named(value)?),
            "programs" => self.programs = Some(Separator::named(value)?),
            "without" => {
                let field = Field::named(value)?;
                if self.has(field) {
                    self.toggle(field);
                }
            }
            _ => return None,
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_comes_back() {
        let mut choices = Choices::default();
        let changes: [fn(&mut Choices); 7] = [
            |c| c.set_separator(Separator::TAB),
            |c| c.toggle(Field::PathHex),
            |c| c.kind = Kind::Programs,
            |c| c.set_separator(Separator::NAMED[3].0),
            |c| c.folders = false,
            |c| c.problems = true,
            |c| c.kind = Kind::Workbook,
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
        let without: Vec<_> = Field::ALL.iter().map(|field| format!("without={}", field.as_str())).collect();
        choices.restore(&without.join(" "));
        assert_eq!(choices.plan(None).fields.len(), 1);
        choices.take_all();
        for field in Field::ALL {
            choices.toggle(field);
        }
        assert_eq!(choices.plan(None).fields, [Field::PathHex]);
    }

    #[test]
    fn each_csv_has_a_separator_of_its_own() {
        let mut choices = Choices::default();
        assert_eq!(choices.format(), Format::Spreadsheet(separator()));
        choices.set_separator(Separator::TAB);
        choices.kind = Kind::Programs;
        assert_eq!(choices.format(), Format::Programs(Separator::COMMA));
        choices.set_separator(Separator::SEMICOLON);
        choices.kind = Kind::JsonLines;
        assert_eq!((choices.format(), choices.separator()), (Format::JsonLines, None));
        choices.kind = Kind::Spreadsheet;
        assert_eq!(choices.format(), Format::Spreadsheet(Separator::TAB));
        // The usual one again is no choice to keep: it follows the region.
        choices.set_separator(separator());
        assert!(
            !choices.to_words().contains("spreadsheet=") && choices.to_words().contains("programs=semicolon")
        );
    }
}
