//! The columns of a CSV as the user names them, and how they are written on a command line.

use super::encoding::Encoding;
use super::terms::{DateOrder, DecimalMark, Holds, ListZone, Place, SizeUnit};
use std::fmt;

/// The columns of a CSV, as the user names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// What is where.
    pub columns: Vec<(Holds, Place)>,
    /// What stands between two cells; `None` if the list shows it.
    pub separator: Option<u8>,
    /// How its dates are written; `None` if the list shows it.
    pub dates: Option<DateOrder>,
    /// What its times are that name no zone.
    pub zone: ListZone,
    /// What its sizes count.
    pub sizes: SizeUnit,
    /// What stands before the fractions of sizes; `None` if the list shows it.
    pub decimal: Option<DecimalMark>,
    /// How its text is encoded; `None` if its byte order mark says it, or it is UTF-8.
    pub encoding: Option<Encoding>,
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
    /// Besides columns: `separator=comma`, `dates=dmy`, `zone=utc`, `sizes=units`, `decimal=comma`, `encoding=windows-1252`, `titles=no`.
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
                "dates" => mapping.dates = Some(named(&ORDERS, &value).ok_or_else(no_value)?),
                "zone" => mapping.zone = zone(&value).ok_or_else(no_value)?,
                "sizes" => mapping.sizes = named(&SizeUnit::NAMED, &value).ok_or_else(no_value)?,
                "decimal" => mapping.decimal = Some(named(&MARKS, &value).ok_or_else(no_value)?),
                "encoding" => mapping.encoding = Some(Encoding::named(&value).ok_or_else(no_value)?),
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
        if mapping.has_path() { Ok(mapping) } else { Err(MappingMistake::NoPath) }
    }

    /// Whether a path can be made of its columns.
    pub fn has_path(&self) -> bool {
        [Holds::Path, Holds::Name, Holds::PathHex].into_iter().any(|holds| self.place(holds).is_some())
    }

    /// Where a column is.
    pub fn place(&self, holds: Holds) -> Option<&Place> {
        self.columns.iter().find_map(|(known, place)| (*known == holds).then_some(place))
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
            match word(&SEPARATORS, separator) {
                "" => write!(f, ",separator={}", char::from(separator))?,
                name => write!(f, ",separator={name}")?,
            }
        }
        if let Some(dates) = self.dates {
            write!(f, ",dates={}", word(&ORDERS, dates))?;
        }
        match self.zone {
            ListZone::Local => {}
            ListZone::UTC => f.write_str(",zone=utc")?,
            ListZone::Ahead(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                let minutes = minutes.unsigned_abs();
                write!(f, ",zone={sign}{:02}:{:02}", minutes / 60, minutes % 60)?;
            }
        }
        if self.sizes != SizeUnit::Bytes {
            write!(f, ",sizes={}", word(&SizeUnit::NAMED, self.sizes))?;
        }
        if let Some(mark) = self.decimal {
            write!(f, ",decimal={}", word(&MARKS, mark))?;
        }
        if let Some(encoding) = self.encoding {
            write!(f, ",encoding={}", encoding.as_str())?;
        }
        match self.has_titles {
            Some(true) => f.write_str(",titles=yes"),
            Some(false) => f.write_str(",titles=no"),
            None => Ok(()),
        }
    }
}

const ORDERS: [(DateOrder, &str); 3] =
    [(DateOrder::YearMonthDay, "ymd"), (DateOrder::DayMonthYear, "dmy"), (DateOrder::MonthDayYear, "mdy")];
const MARKS: [(DecimalMark, &str); 2] = [(DecimalMark::Point, "point"), (DecimalMark::Comma, "comma")];
const SEPARATORS: [(u8, &str); 4] = [(b',', "comma"), (b';', "semicolon"), (b'\t', "tab"), (b'|', "pipe")];

/// What a word stands for.
fn named<T: Copy>(all: &[(T, &str)], word: &str) -> Option<T> {
    all.iter().find_map(|(value, own)| own.eq_ignore_ascii_case(word).then_some(*value))
}

/// The word for something; empty if it has none.
fn word<T: Copy + PartialEq>(all: &[(T, &'static str)], value: T) -> &'static str {
    all.iter().find_map(|(known, own)| (*known == value).then_some(*own)).unwrap_or_default()
}

/// `local`, `utc`, or hours and minutes ahead of universal time, as in `+05:30`.
fn zone(word: &str) -> Option<ListZone> {
    match word.to_ascii_lowercase().as_str() {
        "local" => return Some(ListZone::Local),
        "utc" => return Some(ListZone::UTC),
        _ => {}
    }
    let (sign, rest) = word.strip_prefix('-').map_or((1, word.strip_prefix('+')), |rest| (-1, Some(rest)));
    let (hours, minutes) = rest?.split_once(':').unwrap_or((rest?, "0"));
    let (hours, minutes): (u8, u8) = (hours.parse().ok()?, minutes.parse().ok()?);
    let ahead = i16::from(hours) * 60 + i16::from(minutes);
    (minutes < 60 && ahead <= ListZone::MOST).then_some(ListZone::Ahead(sign * ahead))
}

fn separator(word: &str) -> Option<u8> {
    named(&SEPARATORS, word).or(match word.as_bytes() {
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
            "path=1,zone=utc,sizes=mib,decimal=comma,encoding=windows-1252",
            "path=1,zone=-03:30",
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
            ("path=1,zone=+15", MappingMistake::NotAValue("zone=+15".into())),
            ("path=1,encoding=klingon", MappingMistake::NotAValue("encoding=klingon".into())),
            ("path=1,separator=a", MappingMistake::NotAValue("separator=a".into())),
        ] {
            assert_eq!(Mapping::parse(text), Err(mistake), "{text}");
        }
    }
}
