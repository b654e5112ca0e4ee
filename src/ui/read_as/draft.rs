//! What is chosen of how a list is read, and what comes of it. Pure.

use crate::import::{As, Holds, Mapping, Place, Preview};
use crate::model::SourceKind;
use crate::session::{Peek, Peeked};
use std::path::PathBuf;

/// As what a list is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// As a list of this kind.
    Kind(SourceKind),
    /// By its columns.
    Columns,
}

/// What is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    pub file: PathBuf,
    /// `None` until it is known what the file looks like.
    pub choice: Option<Choice>,
    pub mapping: Mapping,
    /// What the file was taken for by its look.
    pub guess: Option<SourceKind>,
}

/// What keeps the list from being read as it is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Missing {
    /// It is being looked at.
    Look,
    /// It could not be looked at.
    File,
    /// It has no row.
    Rows,
    /// No column holds the path.
    Path,
    /// It isn't a list of the chosen kind.
    Kind(SourceKind),
    /// There is nothing in it that has columns.
    Columns,
}

impl Draft {
    pub(super) fn new(file: PathBuf) -> Draft {
        Draft { file, choice: None, mapping: Mapping::default(), guess: None }
    }

    /// As what the list is to be read.
    pub(super) fn read_as(&self) -> As {
        match self.choice {
            None => As::Guessed,
            Some(Choice::Kind(kind)) => As::Kind(kind),
            Some(Choice::Columns) => As::Mapped(self.mapping.clone()),
        }
    }

    /// What is to be looked at.
    pub(super) fn peek(&self) -> Peek {
        Peek { file: self.file.clone(), read_as: self.read_as() }
    }

    /// Takes up what the file looks like: its kind, or its columns as they may be.
    pub(super) fn heed(&mut self, preview: &Preview) {
        if self.choice.is_none() {
            self.guess = preview.kind;
            self.choice = Some(preview.kind.map_or(Choice::Columns, Choice::Kind));
            self.mapping = preview.suggested.clone();
            self.mapping.separator = None;
        }
    }

    /// Reads it as something else.
    pub(super) fn choose(&mut self, choice: Choice) {
        self.choice = Some(choice);
    }

    /// What a column holds, from 0.
    pub(super) fn holds(&self, column: usize, preview: &Preview) -> Option<Holds> {
        match self.choice {
            Some(Choice::Columns) => {
                let at = |place: &Place| *place == Place::Number(column + 1);
                self.mapping.columns.iter().find_map(|(holds, place)| at(place).then_some(*holds))
            }
            _ => preview.columns.get(column).copied().flatten(),
        }
    }

    /// Says what a column holds, and no other one does. A list of a known kind is read by its columns from then on.
    pub(super) fn set_column(&mut self, column: usize, holds: Option<Holds>, preview: &Preview) {
        if self.choice != Some(Choice::Columns) {
            let known = preview.columns.iter().enumerate();
            let known = known.filter_map(|(at, holds)| Some(((*holds)?, Place::Number(at + 1))));
            self.mapping.columns = known.collect();
            self.mapping.has_titles = Some(!preview.titles.is_empty());
            self.choice = Some(Choice::Columns);
        }
        let place = Place::Number(column + 1);
        self.mapping.columns.retain(|(known, at)| *at != place && Some(*known) != holds);
        if let Some(holds) = holds {
            self.mapping.columns.push((holds, place));
        }
    }

    /// What is missing before it can be read; `None` if nothing is. `peeked` is what is known of the file, and whether that is of the present
    /// choice.
    pub(super) fn missing(&self, peeked: Option<(&Peeked, bool)>) -> Option<Missing> {
        let (Some((Ok(preview), is_current)), Some(choice)) = (peeked, self.choice) else {
            return Some(match peeked {
                Some((Err(_), _)) => Missing::File,
                _ => Missing::Look,
            });
        };
        match choice {
            Choice::Columns if !self.mapping.has_path() => return Some(Missing::Path),
            _ if !is_current => return Some(Missing::Look),
            Choice::Columns if preview.kind.is_none() => return Some(Missing::Columns),
            Choice::Kind(kind) if preview.kind.is_none() => return Some(Missing::Kind(kind)),
            _ => {}
        }
        let is_row = |row: &crate::import::Understood| row.meta.is_some();
        (!preview.understood.iter().any(is_row)).then_some(Missing::Rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{How, preview};

    const LIST: &[u8] = b"What;Where;Bytes\na;/x;1\nb;/x;2\n";

    fn looked(draft: &Draft) -> Peeked {
        Ok(preview(LIST, &How { read_as: draft.read_as(), folders: true }))
    }

    #[test]
    fn a_list_that_is_not_known_opens_once_its_columns_have_a_path() {
        let mut draft = Draft::new("x.csv".into());
        assert_eq!(draft.missing(None), Some(Missing::Look));
        let first = looked(&draft);
        draft.heed(first.as_ref().unwrap());
        assert_eq!((draft.choice, draft.guess), (Some(Choice::Columns), None));
        let first = first.unwrap();
        assert_eq!(draft.holds(1, &first), Some(Holds::Path));
        draft.set_column(1, None, &first);
        assert_eq!(draft.missing(Some((&looked(&draft), true))), Some(Missing::Path));
        draft.set_column(1, Some(Holds::Folder), &first);
        draft.set_column(0, Some(Holds::Name), &first);
        assert_eq!(draft.missing(Some((&looked(&draft), false))), Some(Missing::Look));
        assert_eq!(draft.missing(Some((&looked(&draft), true))), None);
        // One column for each.
        draft.set_column(2, Some(Holds::Name), &first);
        assert_eq!((draft.holds(0, &first), draft.holds(2, &first)), (None, Some(Holds::Name)));
        draft.choose(Choice::Kind(SourceKind::Ncdu));
        assert_eq!(draft.missing(Some((&looked(&draft), true))), Some(Missing::Kind(SourceKind::Ncdu)));
    }
}
