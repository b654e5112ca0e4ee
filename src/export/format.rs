//! What a written sheet is: its format, and what a person chooses about it.

use super::Field;
use crate::text::{self, Zone};
use std::path::{Path, PathBuf};

/// What stands between two cells of a CSV: a sign that is in no number and no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Separator(u8);

impl Separator {
    /// As RFC 4180 has it, and spreadsheets where the decimal mark is a point.
    pub const COMMA: Separator = Separator(b',');
    /// For spreadsheets where the decimal mark is a comma.
    pub const SEMICOLON: Separator = Separator(b';');
    /// A tab.
    pub const TAB: Separator = Separator(b'\t');

    /// The separators that a person is offered, with their names.
    pub const NAMED: [(Separator, &str); 4] = [
        (Separator::COMMA, "comma"),
        (Separator::SEMICOLON, "semicolon"),
        (Separator::TAB, "tab"),
        (Separator(b'|'), "pipe"),
    ];

    /// The one of [`Separator::NAMED`] with this name.
    pub fn named(name: &str) -> Option<Separator> {
        Separator::NAMED.into_iter().find_map(|(separator, own)| (own == name).then_some(separator))
    }

    /// Its name; none where it is another sign.
    pub fn name(self) -> Option<&'static str> {
        Separator::NAMED.into_iter().find_map(|(separator, name)| (separator == self).then_some(name))
    }

    /// The separator with this name, or this very sign.
    ///
    /// # Errors
    /// If it can't be one, in words.
    pub fn parse(text: &str) -> Result<Separator, String> {
        if let Some(separator) = Separator::named(text) {
            return Ok(separator);
        }
        match *text.as_bytes() {
            [sign @ (b'\t' | b'!' | b'#'..=b'\'' | b'*' | b',' | b';'..=b'?' | b'^'..=b'`' | b'|' | b'~')] => {
                Ok(Separator(sign))
            }
            _ => Err("a separator is `comma`, `semicolon`, `tab`, `pipe`, or one sign that is in no number, date or path"
                .to_owned()),
        }
    }

    pub(super) fn byte(self) -> u8 {
        self.0
    }
}

/// What kind of file a sheet becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// CSV that a spreadsheet opens by a double-click: a byte order mark, titles in words, local times, formulas guarded.
    Spreadsheet(Separator),
    /// CSV by RFC 4180 for programs: UTC, nothing guarded, nothing localised.
    Programs(Separator),
    /// An Excel workbook (ECMA-376), with a sheet about itself and one of problems.
    Xlsx,
    /// One JSON object a line (<https://jsonlines.org>), with the names that programs use.
    JsonLines,
}

impl Format {
    /// The ending of its files' names.
    pub const fn ending(self) -> &'static str {
        match self {
            Format::Spreadsheet(Separator::TAB) | Format::Programs(Separator::TAB) => "tsv",
            Format::Spreadsheet(_) | Format::Programs(_) => "csv",
            Format::Xlsx => "xlsx",
            Format::JsonLines => "jsonl",
        }
    }

    /// The format that the ending of a file's name asks for, a CSV being for programs; none where it asks for none.
    pub fn by_ending(file: &Path) -> Option<Format> {
        let ending = file.extension()?.to_ascii_lowercase();
        match ending.to_str()? {
            "csv" => Some(Format::Programs(Separator::COMMA)),
            "tsv" => Some(Format::Programs(Separator::TAB)),
            "xlsx" => Some(Format::Xlsx),
            "jsonl" | "ndjson" => Some(Format::JsonLines),
            _ => None,
        }
    }

    /// The format of a list of problems: that of its own name's ending, or of the sheet if it has none that names a format. `sheet_file` is
    /// the sheet's file, if it goes to one.
    ///
    /// # Errors
    /// If the ending names a format that can't be written, in words.
    pub fn of_list(list: &Path, sheet: Format, sheet_file: Option<&Path>) -> Result<Format, String> {
        let ending = list.extension().map(|ending| ending.to_ascii_lowercase());
        let ending = ending.as_ref().and_then(|ending| ending.to_str());
        match (Format::by_ending(list), ending) {
            (Some(Format::Programs(own)), _) => {
                let is_a_tsv =
                    sheet_file.and_then(Format::by_ending) == Some(Format::Programs(Separator::TAB));
                let separator = match sheet.separator() {
                    // A file of tabs is called .tsv, unless that is how the sheet's separator was chosen.
                    Some(sheets) if own == Separator::COMMA && !(sheets == Separator::TAB && is_a_tsv) => {
                        sheets
                    }
                    _ => own,
                };
                Ok(match sheet {
                    Format::Spreadsheet(_) => Format::Spreadsheet(separator),
                    _ => Format::Programs(separator),
                })
            }
            (Some(own), _) => Ok(own),
            (None, Some(ending)) if OTHERS.contains(&ending) => Err(not_written(list)),
            (None, Some(ending)) if sheet == Format::Xlsx && TEXTS.contains(&ending) => {
                Err(not_written(list))
            }
            (None, _) => Ok(sheet),
        }
    }

    /// What stands between two cells, if it is a CSV.
    const fn separator(self) -> Option<Separator> {
        match self {
            Format::Spreadsheet(separator) | Format::Programs(separator) => Some(separator),
            Format::Xlsx | Format::JsonLines => None,
        }
    }

    /// The zone of the times in it; `None` where they are universal.
    pub fn zone(self) -> Option<&'static Zone> {
        match self {
            Format::Spreadsheet(_) | Format::Xlsx => Some(Zone::local()),
            Format::Programs(_) | Format::JsonLines => None,
        }
    }

    /// Rows, the titles left out, that fit into a file of this format for those who read it; none where there is no bound. A workbook goes
    /// on in a new sheet.
    pub const fn most_rows(self) -> Option<u64> {
        match self {
            Format::Spreadsheet(_) => Some(SHEET_ROWS - 1),
            _ => None,
        }
    }
}

/// Endings of formats for tables, documents and packed files that nothing here writes: a list that is called so would open as a broken file.
const OTHERS: [&str; 38] = [
    "7z", "arrow", "avro", "bz2", "db", "doc", "docx", "feather", "fods", "gz", "htm", "html", "json", "lz4",
    "md", "numbers", "ods", "odt", "orc", "parquet", "pdf", "rar", "rtf", "sql", "sqlite", "sqlite3", "tar",
    "toml", "xls", "xlsb", "xlsm", "xlt", "xltx", "xml", "xz", "yaml", "zip", "zst",
];

/// Endings of any text, which a workbook isn't.
const TEXTS: [&str; 4] = ["asc", "log", "text", "txt"];

fn not_written(list: &Path) -> String {
    let shown = text::shown(list.as_os_str().as_encoded_bytes());
    format!("the list of problems can't be written as {shown}: end its name in .csv, .tsv, .xlsx or .jsonl")
}

/// Rows of a spreadsheet's sheet, the titles' one among them (Excel 2007 and later, LibreOffice).
pub(super) const SHEET_ROWS: u64 = 1 << 20;

/// What becomes of the chosen rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The format.
    pub format: Format,
    /// The columns, from left to right; at least one.
    pub fields: Vec<Field>,
    /// Whether folders are rows, where the sheet has any.
    pub folders: bool,
    /// Where there are more rows than this, they go into several files of so many each: `name-1.csv` and so on.
    pub split: Option<u64>,
    /// Where the list of problems goes, if it is wanted as a file of its own.
    pub problems: Option<PathBuf>,
    /// Whether files beside the target may be replaced: numbered ones, and the list of problems.
    pub replace_others: bool,
    /// Whether it goes to a terminal: what that would obey, or nobody would see, is written out. A workbook can't go there.
    pub for_terminal: bool,
}

impl Plan {
    /// Every column and row, in one file.
    pub fn new(format: Format) -> Plan {
        let fields = Field::ALL.to_vec();
        Plan {
            format,
            fields,
            folders: true,
            split: None,
            problems: None,
            replace_others: true,
            for_terminal: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_separator_is_in_no_number_date_or_path() {
        for (text, byte) in
            [(",", b','), ("tab", b'\t'), ("\t", b'\t'), ("semicolon", b';'), ("|", b'|'), ("^", b'^')]
        {
            assert_eq!(Separator::parse(text).map(Separator::byte), Ok(byte), "{text}");
        }
        let bad =
            ["", "\"", "a", "7", "-", ":", ".", "/", "\\", "+", " ", "\n", "\r", ";;", "é", "@", "(", "["];
        assert!(bad.iter().all(|text| Separator::parse(text).is_err()));
    }

    #[test]
    fn a_list_of_problems_goes_by_its_own_ending() {
        let (comma, semicolon, tab) = (Separator::COMMA, Separator::SEMICOLON, Separator::TAB);
        let (programs, people) = (Format::Programs, Format::Spreadsheet);
        for (list, sheet, file, format) in [
            ("p.csv", programs(comma), Some("s.csv"), Some(programs(comma))),
            ("p.tsv", programs(comma), Some("s.csv"), Some(programs(tab))),
            ("p.XLSX", programs(comma), Some("s.csv"), Some(Format::Xlsx)),
            ("p.jsonl", people(comma), Some("s.csv"), Some(Format::JsonLines)),
            ("p.ndjson", Format::Xlsx, Some("s.xlsx"), Some(Format::JsonLines)),
            // The separator that was chosen for the sheet, and whom it is for.
            ("p.csv", people(semicolon), Some("s.csv"), Some(people(semicolon))),
            ("p.tsv", people(semicolon), Some("s.csv"), Some(people(tab))),
            ("p.csv", programs(semicolon), None, Some(programs(semicolon))),
            // Tabs by the sheet's ending, and tabs by choice.
            ("p.csv", programs(tab), Some("s.tsv"), Some(programs(comma))),
            ("p.csv", programs(tab), Some("s.csv"), Some(programs(tab))),
            ("p.csv", programs(tab), None, Some(programs(tab))),
            ("p.csv", Format::Xlsx, Some("s.xlsx"), Some(programs(comma))),
            ("p.csv", Format::JsonLines, None, Some(programs(comma))),
            // An ending that says nothing.
            ("problems", Format::JsonLines, None, Some(Format::JsonLines)),
            ("problems", Format::Xlsx, Some("s.xlsx"), Some(Format::Xlsx)),
            ("p.txt", people(semicolon), Some("s.csv"), Some(people(semicolon))),
            ("p.2024-05", programs(tab), Some("s.tsv"), Some(programs(tab))),
            // One that can't be honoured.
            ("p.txt", Format::Xlsx, Some("s.xlsx"), None),
            ("p.ods", programs(comma), Some("s.csv"), None),
            ("p.csv.gz", programs(comma), Some("s.csv"), None),
            ("p.JSON", Format::JsonLines, None, None),
        ] {
            let said = Format::of_list(Path::new(list), sheet, file.map(Path::new));
            assert_eq!(said.as_ref().ok(), format.as_ref(), "{list} of {sheet:?} in {file:?}: {said:?}");
            assert!(said.is_ok() || said.is_err_and(|why| why.contains(list) && why.contains(".xlsx")));
        }
    }

    #[test]
    fn a_formats_own_ending_is_that_format() {
        for format in [
            Format::Programs(Separator::COMMA),
            Format::Programs(Separator::TAB),
            Format::Xlsx,
            Format::JsonLines,
        ] {
            let name = format!("a.{}", format.ending());
            assert_eq!(Format::by_ending(Path::new(&name)), Some(format));
        }
    }

    #[test]
    fn the_ending_tells_the_format() {
        for (name, format) in [
            ("a.csv", Some(Format::Programs(Separator::COMMA))),
            ("a.XLSX", Some(Format::Xlsx)),
            ("dir.csv/a.jsonl", Some(Format::JsonLines)),
            ("a.txt", None),
            ("csv", None),
            ("a.", None),
        ] {
            assert_eq!(Format::by_ending(Path::new(name)), format, "{name}");
        }
    }
}
