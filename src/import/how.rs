//! How a list is to be read: as it looks, as what the user says it is, or by the columns that the user names.

use crate::model::SourceKind;
use std::fmt;

/// As what a list is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum As {
    /// What it looks like.
    #[default]
    Guessed,
    /// This.
    Kind(SourceKind),
    /// A CSV with these columns.
    Mapped(Mapping),
}

/// How a list is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct How {
    /// As what.
    pub read_as: As,
    /// Whether its folders become rows too.
    pub folders: bool,
}

/// What a column of a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holds {
    /// The whole path.
    Path,
    /// The path of the folder that it is in.
    Folder,
    /// The name.
    Name,
    /// The path's bytes in hexadecimal; where it has any, they are the path.
    PathHex,
    /// The size in bytes, of a file.
    Size,
    /// What it takes on the disk, in bytes.
    Allocated,
    /// Time of the last change of the contents.
    Modified,
    /// Time of birth.
    Created,
    /// Time of the last reading.
    Accessed,
    /// Time of the last change of the entry.
    Changed,
    /// Attributes: a number as Windows has them, letters, or words.
    Attributes,
    /// Permissions in octal.
    Mode,
    /// The owner's name or number.
    Owner,
    /// The group's name or number.
    Group,
    /// How many names it has.
    Links,
    /// Its number on its device.
    Inode,
    /// The device's number.
    Device,
    /// Whether it is a folder, in a word.
    Kind,
    /// The picked folder.
    Root,
}

impl Holds {
    /// Each with the word for it.
    pub const NAMED: [(Holds, &'static str); 19] = [
        (Holds::Path, "path"),
        (Holds::Folder, "folder"),
        (Holds::Name, "name"),
        (Holds::PathHex, "path_hex"),
        (Holds::Size, "size"),
        (Holds::Allocated, "allocated"),
        (Holds::Modified, "modified"),
        (Holds::Created, "created"),
        (Holds::Accessed, "accessed"),
        (Holds::Changed, "changed"),
        (Holds::Attributes, "attributes"),
        (Holds::Mode, "mode"),
        (Holds::Owner, "owner"),
        (Holds::Group, "group"),
        (Holds::Links, "links"),
        (Holds::Inode, "inode"),
        (Holds::Device, "device"),
        (Holds::Kind, "kind"),
        (Holds::Root, "root"),
    ];

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        Holds::NAMED.into_iter().find_map(|(holds, word)| (holds == self).then_some(word)).unwrap_or_default()
    }

    /// What a word stands for.
    pub fn named(word: &str) -> Option<Holds> {
        Holds::NAMED.into_iter().find_map(|(holds, name)| name.eq_ignore_ascii_case(word).then_some(holds))
    }
}

/// Where a column is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// By its title, in any case of letters.
    Title(Box<str>),
    /// By its number, from 1; the list may have no titles.
    Number(usize),
}

/// Which of a date's numbers comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 2026-09-22.
    YearMonthDay,
    /// 22.09.2026.
    DayMonthYear,
    /// 09/22/2026.
    MonthDayYear,
}

/// The columns of a CSV, as the user names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// What is where.
    pub columns: Vec<(Holds, Place)>,
    /// What stands between two cells; `None` if the list shows it.
    pub separator: Option<u8>,
    /// How its dates are written; `None` if the list shows it.
    pub dates: Option<DateOrder>,
    /// Whether sizes have units, as in `1.5 MB`. Otherwise one with a unit is a problem, as it is rounded.
    pub sizes_with_units: bool,
    /// Whether the first line is a row and not the titles; `None` if that is so where all columns are named by number and the line's size is
    /// a number.
    pub has_titles: Option<bool>,
}

/// What is wrong with a written mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MappingMistake {
    /// A part is not `WORD=COLUMN`.
    NotAPair(String),
    /// No column of a sheet is called so.
    NotAWord(String),
    /// A word is there twice.
    Twice(&'static str),
    /// No column is given for the path, nor one for the name.
    NoPath,
    /// A setting has a value that it can't have.
    NotAValue(String),
}

impl Mapping {
    /// Reads `path=COLUMN,size=COLUMN,…`: a column by its title, with quotes around one that holds a comma, or by its number, from 1.
    /// Besides columns: `separator=comma`, `dates=dmy`, `sizes=units`, `titles=no`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Mapping, MappingMistake> {
        let mut mapping = Mapping::default();
        for part in parts(text) {
            let Some((word, value)) = part.split_once('=') else {
                return Err(MappingMistake::NotAPair(part));
            };
            let (word, value) = (word.trim(), unquoted(value.trim()));
            let no_value = || MappingMistake::NotAValue(part.clone());
            match word.to_ascii_lowercase().as_str() {
                "separator" => mapping.separator = Some(separator(&value).ok_or_else(no_value)?),
                "dates" => mapping.dates = Some(DateOrder::named(&value).ok_or_else(no_value)?),
                "sizes" => {
                    mapping.sizes_with_units = match value.as_str() {
                        "units" => true,
                        "bytes" => false,
                        _ => return Err(no_value()),
                    }
                }
                "titles" => {
                    mapping.has_titles = Some(match value.as_str() {
                        "yes" => true,
                        "no" => false,
                        _ => return Err(no_value()),
                    })
                }
                _ => {
                    let holds =
                        Holds::named(word).ok_or_else(|| MappingMistake::NotAWord(word.to_owned()))?;
                    if mapping.columns.iter().any(|(known, _)| *known == holds) {
                        return Err(MappingMistake::Twice(holds.as_str()));
                    }
                    if value.is_empty() || value == "0" {
                        return Err(no_value());
                    }
                    let place = match value.parse() {
                        Ok(number) => Place::Number(number),
                        Err(_) => Place::Title(value.into()),
                    };
                    mapping.columns.push((holds, place));
                }
            }
        }
        let has = |holds| mapping.columns.iter().any(|(known, _)| *known == holds);
        if has(Holds::Path) || has(Holds::Name) || has(Holds::PathHex) {
            Ok(mapping)
        } else {
            Err(MappingMistake::NoPath)
        }
    }
}

impl DateOrder {
    fn named(word: &str) -> Option<DateOrder> {
        Some(match word.to_ascii_lowercase().as_str() {
            "ymd" => DateOrder::YearMonthDay,
            "dmy" => DateOrder::DayMonthYear,
            "mdy" => DateOrder::MonthDayYear,
            _ => return None,
        })
    }
}

/// As [`Mapping::parse`] reads it.
impl fmt::Display for Mapping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (holds, place)) in self.columns.iter().enumerate() {
            let comma = if at > 0 { "," } else { "" };
            match place {
                Place::Number(number) => write!(f, "{comma}{}={number}", holds.as_str())?,
                Place::Title(title) => {
                    write!(f, "{comma}{}=\"{}\"", holds.as_str(), title.replace('"', "\"\""))?;
                }
            }
        }
        if let Some(separator) = self.separator {
            let name = SEPARATORS.into_iter().find_map(|(byte, name)| (byte == separator).then_some(name));
            match name {
                Some(name) => write!(f, ",separator={name}")?,
                None => write!(f, ",separator={}", char::from(separator))?,
            }
        }
        if let Some(dates) = self.dates {
            f.write_str(match dates {
                DateOrder::YearMonthDay => ",dates=ymd",
                DateOrder::DayMonthYear => ",dates=dmy",
                DateOrder::MonthDayYear => ",dates=mdy",
            })?;
        }
        if self.sizes_with_units {
            f.write_str(",sizes=units")?;
        }
        match self.has_titles {
            Some(true) => f.write_str(",titles=yes"),
            Some(false) => f.write_str(",titles=no"),
            None => Ok(()),
        }
    }
}

const SEPARATORS: [(u8, &str); 4] = [(b',', "comma"), (b';', "semicolon"), (b'\t', "tab"), (b'|', "pipe")];

fn separator(word: &str) -> Option<u8> {
    let named = SEPARATORS.into_iter().find_map(|(byte, name)| (name == word).then_some(byte));
    named.or(match word.as_bytes() {
        [byte] if byte.is_ascii() && !byte.is_ascii_alphanumeric() && *byte != b'"' => Some(*byte),
        _ => None,
    })
}

/// What is between commas outside of quotes, where anything is.
fn parts(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut is_quoted = false;
    for c in text.chars() {
        is_quoted ^= c == '"';
        match (c, parts.last_mut()) {
            (',', _) if !is_quoted => parts.push(String::new()),
            (c, Some(last)) => last.push(c),
            _ => {}
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

fn unquoted(value: &str) -> String {
    match value.strip_prefix('"').and_then(|value| value.strip_suffix('"')) {
        Some(inside) => inside.replace("\"\"", "\""),
        None => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_is_read_as_it_is_written() {
        for text in [
            "path=1,size=2",
            "path=\"File, Name\",size=\"Größe\",modified=3,separator=semicolon,dates=dmy,sizes=units,titles=yes",
            "folder=1,name=2,separator=#,titles=no",
        ] {
            let mapping = Mapping::parse(text).unwrap();
            assert_eq!(mapping.to_string(), text);
        }
        let mapping = Mapping::parse(" Path = Full Name , SIZE=2,").unwrap();
        let path = (Holds::Path, Place::Title("Full Name".into()));
        assert_eq!(mapping.columns, [path, (Holds::Size, Place::Number(2))]);
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (text, mistake) in [
            ("", MappingMistake::NoPath),
            ("size=1", MappingMistake::NoPath),
            ("path", MappingMistake::NotAPair("path".into())),
            ("path=1,colour=2", MappingMistake::NotAWord("colour".into())),
            ("path=1,path=2", MappingMistake::Twice("path")),
            ("path=", MappingMistake::NotAValue("path=".into())),
            ("path=0", MappingMistake::NotAValue("path=0".into())),
            ("path=1,dates=xyz", MappingMistake::NotAValue("dates=xyz".into())),
            ("path=1,separator=a", MappingMistake::NotAValue("separator=a".into())),
        ] {
            assert_eq!(Mapping::parse(text), Err(mistake), "{text}");
        }
    }
}
