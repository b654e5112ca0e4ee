//! What the extension of a file's name says of its format and compression.

use super::pack::{self, Packing};
use super::{Format, Separator};
use crate::model::export::Misfit;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

impl Format {
    /// The format that the extension of a file's name asks for, a CSV being for programs; `None` if it asks for none. Behind it may stand how
    /// it is compressed: `.csv.gz`.
    pub fn by_extension(file: &Path) -> Option<Format> {
        let extension = pack::unpacked(file).extension()?;
        Format::EXTENSIONS
            .into_iter()
            .find_map(|(own, format)| extension.eq_ignore_ascii_case(own).then_some(format))
    }

    /// Whether a file with this name can be of this format.
    ///
    /// # Errors
    /// If its extension asks for a compression that it can't have.
    pub fn fits(self, file: &Path) -> Result<(), Misfit> {
        let path = || file.to_owned();
        let extension = file.extension().map(|extension| extension.to_ascii_lowercase());
        let extension = extension.as_ref().and_then(|extension| extension.to_str()).unwrap_or_default();
        match self.archive() {
            Some(archive) if Packing::by_extension(file).is_some() => {
                Err(Misfit::Compressed { path: path(), archive, extension: self.extension() })
            }
            Some(_) => Ok(()),
            None if OTHER_PACKINGS.contains(&extension) => {
                Err(Misfit::Compression { path: path(), extension: extension.to_owned() })
            }
            None => Ok(()),
        }
    }

    /// The format of a list of problems: that of its own name's extension, or of the sheet if it has none that names a format. `sheet_file` is
    /// the sheet's file, if it goes to one.
    ///
    /// # Errors
    /// If the extension names a format that can't be written.
    pub fn of_list(list: &Path, sheet: Format, sheet_file: Option<&Path>) -> Result<Format, Misfit> {
        // On a terminal and in a pipe a text is of use, and an archive is not.
        if list == Path::new("-") && !sheet.is_text() {
            return Ok(Format::Programs(Separator::COMMA));
        }
        let extension = pack::unpacked(list).extension().map(|extension| extension.to_ascii_lowercase());
        let extension = extension.as_ref().and_then(|extension| extension.to_str());
        let format = match (Format::by_extension(list), extension) {
            (Some(Format::Programs(own)), _) => {
                let is_a_tsv =
                    sheet_file.and_then(Format::by_extension) == Some(Format::Programs(Separator::TAB));
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
            // Such a file is for sheets; problems are in it with their rows.
            (Some(Format::SavedSheet), _) => return Err(not_written(list)),
            (Some(own), _) => own,
            (None, Some(extension)) if OTHERS.contains(&extension) || OTHER_PACKINGS.contains(&extension) => {
                return Err(not_written(list));
            }
            (None, Some(extension)) if !sheet.is_text() && TEXTS.contains(&extension) => {
                return Err(not_written(list));
            }
            (None, _) if sheet == Format::SavedSheet => Format::Programs(Separator::COMMA),
            (None, _) => sheet,
        };
        format.fits(list).map(|()| format).map_err(|_| not_written(list))
    }

    /// The extensions of the formats, without the point, one for each.
    pub fn extensions() -> Vec<&'static str> {
        let own = Format::EXTENSIONS.iter().filter(|(extension, format)| format.extension() == *extension);
        own.map(|(extension, _)| *extension).collect()
    }

    /// Those of the formats that a list of problems can have.
    pub fn extensions_of_lists() -> Vec<&'static str> {
        let saved = Format::SavedSheet.extension();
        Format::extensions().into_iter().filter(|extension| *extension != saved).collect()
    }
}

/// Extensions of formats for tables and documents that nothing here writes: a list that is called so would open as a broken file.
pub(super) const OTHERS: [&str; 29] = [
    "arrow", "avro", "db", "doc", "docx", "feather", "fods", "htm", "html", "json", "md", "numbers", "ods",
    "odt", "orc", "parquet", "pdf", "rtf", "sql", "sqlite", "sqlite3", "toml", "xls", "xlsb", "xlsm", "xlt",
    "xltx", "xml", "yaml",
];

/// Extensions of packed files that nothing here writes.
pub(super) const OTHER_PACKINGS: [&str; 16] = [
    "7z", "br", "bz2", "gzip", "lz", "lz4", "lzma", "lzo", "rar", "sz", "tar", "tgz", "xz", "z", "zip",
    "zstd",
];

/// Extensions of any text, which a workbook isn't.
pub(super) const TEXTS: [&str; 4] = ["asc", "log", "text", "txt"];

/// The name of a file in two: what a number goes behind, and its extension, with the point.
pub(super) fn stem_and_extension(file: &Path) -> (OsString, OsString) {
    let is_text = |extension: &OsStr| TEXTS.iter().any(|text| extension.eq_ignore_ascii_case(text));
    pack::stem_and_extension(file, |extension| {
        is_text(extension) || Format::by_extension(&Path::new("file").with_extension(extension)).is_some()
    })
}

/// The path of a file beside another, such as `name-problems.csv` beside `name.csv.gz`.
pub fn path_beside(file: &Path, what: &str, extension: &str) -> PathBuf {
    let mut name = stem_and_extension(file).0;
    name.push(what);
    name.push(".");
    name.push(extension);
    file.with_file_name(name)
}

fn not_written(list: &Path) -> Misfit {
    Misfit::List { path: list.to_owned(), extensions: Format::extensions_of_lists() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_problems_goes_by_its_own_extension() {
        let (comma, semicolon, tab) = (Separator::COMMA, Separator::SEMICOLON, Separator::TAB);
        let (programs, people) = (Format::Programs, Format::Spreadsheet);
        for (list, sheet, file, format) in [
            ("p.csv", programs(comma), Some("s.csv"), Some(programs(comma))),
            ("p.tsv", programs(comma), Some("s.csv"), Some(programs(tab))),
            ("p.XLSX", programs(comma), Some("s.csv"), Some(Format::Xlsx)),
            ("p.jsonl", people(comma), Some("s.csv"), Some(Format::JsonLines)),
            ("p.ndjson", Format::Xlsx, Some("s.xlsx"), Some(Format::JsonLines)),
            ("p.foldersheet", programs(comma), Some("s.csv"), None),
            ("p.foldersheet", Format::SavedSheet, Some("s.foldersheet"), None),
            ("problems", Format::SavedSheet, Some("s.foldersheet"), Some(programs(comma))),
            ("p.xlsx", Format::SavedSheet, Some("s.foldersheet"), Some(Format::Xlsx)),
            // The separator that was chosen for the sheet, and whom it is for.
            ("p.csv", people(semicolon), Some("s.csv"), Some(people(semicolon))),
            ("p.tsv", people(semicolon), Some("s.csv"), Some(people(tab))),
            ("p.csv", programs(semicolon), None, Some(programs(semicolon))),
            // Tabs by the sheet's extension, and tabs by choice.
            ("p.csv", programs(tab), Some("s.tsv"), Some(programs(comma))),
            ("p.csv", programs(tab), Some("s.csv"), Some(programs(tab))),
            ("p.csv", programs(tab), None, Some(programs(tab))),
            ("p.csv", Format::Xlsx, Some("s.xlsx"), Some(programs(comma))),
            ("p.csv", Format::JsonLines, None, Some(programs(comma))),
            // An extension that says nothing.
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
            let says = |why| matches!(why, Misfit::List { path, extensions } if path == Path::new(list) && extensions.contains(&"xlsx"));
            assert!(said.is_ok() || said.is_err_and(says));
        }
    }

    #[test]
    fn a_formats_own_extension_is_that_format() {
        for format in [
            Format::Programs(Separator::COMMA),
            Format::Programs(Separator::TAB),
            Format::Xlsx,
            Format::JsonLines,
        ] {
            let name = format!("a.{}", format.extension());
            assert_eq!(Format::by_extension(Path::new(&name)), Some(format));
        }
    }

    #[test]
    fn the_extension_tells_the_format() {
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
            assert_eq!(Format::by_extension(Path::new(name)), format, "{name}");
        }
    }

    #[test]
    fn a_file_beside_another_is_called_after_it() {
        for (file, extension, expected) in [
            ("/x/a.csv", "csv", "/x/a-problems.csv"),
            ("/x/a.b.csv", "csv", "/x/a.b-problems.csv"),
            ("/x/a", "csv", "/x/a-problems.csv"),
            ("/x/a.csv.gz", "csv", "/x/a-problems.csv"),
            ("/x/a.txt", "jsonl", "/x/a-problems.jsonl"),
        ] {
            assert_eq!(path_beside(Path::new(file), "-problems", extension), Path::new(expected));
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
