//! What a written sheet is: its format, and what a person chooses about it.

pub(in crate::export) mod csv;
pub(in crate::export) mod json;
pub(in crate::export) mod lines;
pub(in crate::export) mod xlsx;

pub use xlsx::quiet_panics;

use super::Field;
use super::pack::{self, Packing};
use crate::text::{self, Zone};
use std::ffi::{OsStr, OsString};
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

    /// The format that the ending of a file's name asks for, a CSV being for programs; `None` if it asks for none. Behind it may stand how
    /// it is compressed: `.csv.gz`.
    pub fn by_ending(file: &Path) -> Option<Format> {
        let ending = pack::unpacked(file).extension()?.to_ascii_lowercase();
        match ending.to_str()? {
            "csv" => Some(Format::Programs(Separator::COMMA)),
            "tsv" => Some(Format::Programs(Separator::TAB)),
            "xlsx" => Some(Format::Xlsx),
            "jsonl" | "ndjson" => Some(Format::JsonLines),
            _ => None,
        }
    }

    /// Whether a file with this name can be of this format.
    ///
    /// # Errors
    /// If its ending asks for a compression that it can't have, in words.
    pub fn fits(self, file: &Path) -> Result<(), String> {
        let shown = || text::shown(file.as_os_str().as_encoded_bytes());
        let ending = file.extension().map(|ending| ending.to_ascii_lowercase());
        let ending = ending.as_ref().and_then(|ending| ending.to_str()).unwrap_or_default();
        match self {
            Format::Xlsx if Packing::by_ending(file).is_some() => {
                Err(format!("{}: a workbook is compressed by itself. End its name in .xlsx", shown()))
            }
            Format::Xlsx => Ok(()),
            _ if OTHER_PACKINGS.contains(&ending) => Err(format!(
                "{}: a sheet can't be compressed as .{ending}. End its name in .gz or .zst",
                shown()
            )),
            _ => Ok(()),
        }
    }

    /// The format of a list of problems: that of its own name's ending, or of the sheet if it has none that names a format. `sheet_file` is
    /// the sheet's file, if it goes to one.
    ///
    /// # Errors
    /// If the ending names a format that can't be written, in words.
    pub fn of_list(list: &Path, sheet: Format, sheet_file: Option<&Path>) -> Result<Format, String> {
        // On a terminal and in a pipe a text is of use, and a workbook is not.
        if list == Path::new("-") && sheet == Format::Xlsx {
            return Ok(Format::Programs(Separator::COMMA));
        }
        let ending = pack::unpacked(list).extension().map(|ending| ending.to_ascii_lowercase());
        let ending = ending.as_ref().and_then(|ending| ending.to_str());
        let format = match (Format::by_ending(list), ending) {
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
                match sheet {
                    Format::Spreadsheet(_) => Format::Spreadsheet(separator),
                    _ => Format::Programs(separator),
                }
            }
            (Some(own), _) => own,
            (None, Some(ending)) if OTHERS.contains(&ending) || OTHER_PACKINGS.contains(&ending) => {
                return Err(not_written(list));
            }
            (None, Some(ending)) if sheet == Format::Xlsx && TEXTS.contains(&ending) => {
                return Err(not_written(list));
            }
            (None, _) => sheet,
        };
        format.fits(list).map(|()| format).map_err(|_| not_written(list))
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

/// Endings of formats for tables and documents that nothing here writes: a list that is called so would open as a broken file.
pub(in crate::export) const OTHERS: [&str; 29] = [
    "arrow", "avro", "db", "doc", "docx", "feather", "fods", "htm", "html", "json", "md", "numbers", "ods",
    "odt", "orc", "parquet", "pdf", "rtf", "sql", "sqlite", "sqlite3", "toml", "xls", "xlsb", "xlsm", "xlt",
    "xltx", "xml", "yaml",
];

/// Endings of packed files that nothing here writes.
pub(in crate::export) const OTHER_PACKINGS: [&str; 16] = [
    "7z", "br", "bz2", "gzip", "lz", "lz4", "lzma", "lzo", "rar", "sz", "tar", "tgz", "xz", "z", "zip",
    "zstd",
];

/// Endings of any text, which a workbook isn't.
pub(in crate::export) const TEXTS: [&str; 4] = ["asc", "log", "text", "txt"];

/// The name of a file in two: what a number goes behind, and its ending, with the point.
pub(in crate::export) fn stem_and_ending(file: &Path) -> (OsString, OsString) {
    let is_text = |ending: &OsStr| TEXTS.iter().any(|text| ending.eq_ignore_ascii_case(text));
    pack::stem_and_ending(file, |ending| {
        is_text(ending) || Format::by_ending(&Path::new("file").with_extension(ending)).is_some()
    })
}

/// The path of a file beside another, such as `name-problems.csv` beside `name.csv.gz`.
pub fn path_beside(file: &Path, what: &str, ending: &str) -> PathBuf {
    let mut name = stem_and_ending(file).0;
    name.push(what);
    name.push(".");
    name.push(ending);
    file.with_file_name(name)
}

fn not_written(list: &Path) -> String {
    let shown = text::shown(list.as_os_str().as_encoded_bytes());
    format!(
        "the list of problems can't be written as {shown}: end its name in .csv, .tsv, .xlsx or .jsonl, a text also in .gz or .zst behind that"
    )
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
    /// Whether the target itself may be replaced: not where the user wasn't asked about that very name.
    pub replace_target: bool,
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
            replace_target: true,
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
            ("p.csv.xz", programs(comma), Some("s.csv"), None),
            ("p.xlsx.gz", programs(comma), Some("s.csv"), None),
            ("p.ods.gz", programs(comma), Some("s.csv"), None),
            ("p.gz", Format::Xlsx, Some("s.xlsx"), None),
            // Compressed.
            ("p.gz", people(tab), Some("s.csv"), Some(people(tab))),
            ("p.csv.gz", Format::Xlsx, Some("s.xlsx"), Some(programs(comma))),
            ("p.jsonl.ZST", programs(comma), Some("s.csv"), Some(Format::JsonLines)),
            ("p.csv", programs(tab), Some("s.tsv.gz"), Some(programs(comma))),
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
            ("a.csv.gz", Some(Format::Programs(Separator::COMMA))),
            ("a.TSV.GZ", Some(Format::Programs(Separator::TAB))),
            ("a.jsonl.zst", Some(Format::JsonLines)),
            ("a.xlsx.gz", Some(Format::Xlsx)),
            ("a.txt", None),
            ("a.gz", None),
            ("csv.gz", None),
            ("dir.csv/a.gz", None),
            ("a.csv.gz.gz", None),
            ("csv", None),
            ("a.", None),
        ] {
            assert_eq!(Format::by_ending(Path::new(name)), format, "{name}");
        }
    }

    #[test]
    fn a_file_beside_another_is_called_after_it() {
        for (file, ending, expected) in [
            ("/x/a.csv", "csv", "/x/a-problems.csv"),
            ("/x/a.b.csv", "csv", "/x/a.b-problems.csv"),
            ("/x/a", "csv", "/x/a-problems.csv"),
            ("/x/a.csv.gz", "csv", "/x/a-problems.csv"),
            ("/x/a.txt", "jsonl", "/x/a-problems.jsonl"),
        ] {
            assert_eq!(path_beside(Path::new(file), "-problems", ending), Path::new(expected));
        }
    }

    #[test]
    fn a_name_that_would_be_untrue_does_not_fit() {
        let text =
            [Format::Programs(Separator::COMMA), Format::Spreadsheet(Separator::TAB), Format::JsonLines];
        for (name, fits_a_text, fits_a_workbook) in [
            ("a.csv", true, true),
            ("a", true, true),
            ("a.gz", true, false),
            ("a.xlsx.ZST", true, false),
            ("a.csv.xz", false, true),
            ("a.zip", false, true),
        ] {
            let fits = |format: Format| format.fits(Path::new(name)).is_ok();
            assert!(text.into_iter().all(|format| fits(format) == fits_a_text), "{name}");
            assert_eq!(fits(Format::Xlsx), fits_a_workbook, "{name}");
        }
    }
}
