//! What a list is said to be on the command line: of a kind, or a CSV by its columns.

use crate::import::{As, KINDS, Mapping, MappingMistake};

pub(super) fn read_as_help() -> String {
    let kinds = KINDS.map(|(word, _)| word).join(", ");
    format!(
        "Read the file as a list of this kind, whatever it looks like: {kinds}; or as a CSV by its columns, each by title or number: \
         path=COLUMN,size=COLUMN,modified=COLUMN and so on, with separator=, dates=dmy, zone=utc, sizes=units, decimal=comma, encoding=windows-1252 or titles=no behind"
    )
}

pub(super) fn read_as(text: &str) -> Result<As, String> {
    if let Some((_, kind)) = KINDS.iter().find(|(word, _)| word.eq_ignore_ascii_case(text)) {
        return Ok(As::Kind(*kind));
    }
    if !text.contains('=') {
        let kinds = KINDS.map(|(word, _)| word).join(", ");
        return Err(format!(
            "unknown kind of list. Choose one of {kinds}, or name columns, as in path=1,size=2"
        ));
    }
    Mapping::parse(text).map(As::Mapped).map_err(|mistake| said(&mistake))
}

fn said(mistake: &MappingMistake) -> String {
    match mistake {
        MappingMistake::NotAPair(part) => format!("'{part}' is not WORD=COLUMN, as in path=1"),
        MappingMistake::NotAWord(word) => {
            format!("'{word}' is nothing that a list can hold, as path, folder, name, size and modified are")
        }
        MappingMistake::Twice(word) => format!("{word} is there twice"),
        MappingMistake::NoPath => "a column for the path or the name is needed, as in path=1".to_owned(),
        MappingMistake::NotAValue(part) => format!("'{part}' has a value that it can't have"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SourceKind;

    #[test]
    fn a_list_is_named_by_a_kind_or_by_columns() {
        assert_eq!(read_as("WizTree"), Ok(As::Kind(SourceKind::WizTree)));
        assert!(matches!(read_as("path=1,size=Length"), Ok(As::Mapped(_))));
        for text in ["excel", "size=1", "path=1,path=2", "path=0", "path=1,x"] {
            assert!(read_as(text).is_err(), "{text}");
        }
    }
}
