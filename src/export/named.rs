//! The name and the format of a sheet's file where the user chose a format and then typed a name: the extension of the name decides. Pure.

use super::extensions::{OTHER_PACKINGS, OTHERS, TEXTS};
use super::pack::{self, Packing};
use super::{Format, Separator, separator};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// What is written where `chosen` was chosen and `target` was typed: a name without an extension of a known format gets the one of the chosen
/// format, and an extension of another format is that format. `.csv.gz` is a known extension, and so is `.txt` for a text.
pub fn settled(target: &Path, chosen: Format) -> (PathBuf, Format) {
    if let Some(own) = Format::by_extension(target) {
        return (target.to_owned(), by_name(own, chosen));
    }
    // Names of devices and handles are as the system made them.
    let is_system = cfg!(unix) && ["/dev", "/proc"].iter().any(|folder| target.starts_with(folder));
    let Some(name) = target.file_name().filter(|_| !is_system) else { return (target.to_owned(), chosen) };
    let is_packed = Packing::by_extension(target).is_some();
    let stands = match is_packed {
        // A compressed workbook is refused with a reason when it is to be written.
        _ if !chosen.is_text() => is_packed,
        true => !is_one_of(pack::unpacked(target).extension(), &OTHERS),
        false => is_one_of(target.extension(), &TEXTS) || is_one_of(target.extension(), &OTHER_PACKINGS),
    };
    if stands {
        return (target.to_owned(), chosen);
    }
    let mut whole = match (is_packed, target.file_stem()) {
        (true, Some(stem)) => stem.to_owned(),
        _ => name.to_owned(),
    };
    if !whole.as_encoded_bytes().ends_with(b".") {
        whole.push(".");
    }
    whole.push(chosen.extension());
    if let (true, Some(packing)) = (is_packed, target.extension()) {
        whole.push(".");
        whole.push(packing);
    }
    (target.with_file_name(whole), chosen)
}

/// The format that a name asks for, with what was chosen as far as it goes with that: for whom a CSV is, and its separator.
fn by_name(own: Format, chosen: Format) -> Format {
    let Format::Programs(named) = own else { return own };
    // Whatever its separator, a CSV may be called .csv.
    let kept = |chosen| if named == Separator::COMMA { chosen } else { named };
    match chosen {
        Format::Spreadsheet(chosen) => Format::Spreadsheet(kept(chosen)),
        Format::Programs(chosen) => Format::Programs(kept(chosen)),
        // On the clock of those who read it, and so for people.
        chosen if chosen.zone().is_some() => Format::Spreadsheet(kept(separator())),
        _ => own,
    }
}

fn is_one_of(extension: Option<&OsStr>, extensions: &[&str]) -> bool {
    extension.is_some_and(|extension| extensions.iter().any(|one| extension.eq_ignore_ascii_case(one)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_decides_and_a_name_without_one_gets_it() {
        let (comma, semicolon, tab) = (Separator::COMMA, Separator::SEMICOLON, Separator::TAB);
        let (people, programs, xlsx, json) =
            (Format::Spreadsheet, Format::Programs, Format::Xlsx, Format::JsonLines);
        for (typed, chosen, name, format) in [
            // No extension of a format.
            ("report", people(semicolon), "report.csv", people(semicolon)),
            ("report", programs(tab), "report.tsv", programs(tab)),
            ("report.", xlsx, "report.xlsx", xlsx),
            ("report 2026.05", json, "report 2026.05.jsonl", json),
            ("report.ods", xlsx, "report.ods.xlsx", xlsx),
            ("report.json", people(comma), "report.json.csv", people(comma)),
            ("report.txt", xlsx, "report.txt.xlsx", xlsx),
            ("report.json.gz", people(comma), "report.json.csv.gz", people(comma)),
            // The chosen one, or one that can be it.
            ("report.csv", people(semicolon), "report.csv", people(semicolon)),
            ("report.CSV", people(tab), "report.CSV", people(tab)),
            ("report.csv.gz", programs(comma), "report.csv.gz", programs(comma)),
            ("report.txt", people(tab), "report.txt", people(tab)),
            ("report.gz", json, "report.gz", json),
            ("report.ndjson", json, "report.ndjson", json),
            // Another one.
            ("report.xlsx", people(comma), "report.xlsx", xlsx),
            ("report.XLSX", json, "report.XLSX", xlsx),
            ("report.jsonl.zst", people(comma), "report.jsonl.zst", json),
            ("report.tsv", people(semicolon), "report.tsv", people(tab)),
            ("report.tsv", xlsx, "report.tsv", people(tab)),
            ("report.csv", xlsx, "report.csv", people(separator())),
            ("report.csv", json, "report.csv", programs(comma)),
            // Left to what refuses it with a reason.
            ("report.gz", xlsx, "report.gz", xlsx),
            ("report.zip", people(comma), "report.zip", people(comma)),
        ] {
            let said = settled(&Path::new("/x.y").join(typed), chosen);
            assert_eq!(said, (Path::new("/x.y").join(name), format), "{typed} of {chosen:?}");
        }
        assert_eq!(settled(Path::new("/"), xlsx), (PathBuf::from("/"), xlsx));
        #[cfg(unix)]
        assert_eq!(settled(Path::new("/dev/null"), json).0, PathBuf::from("/dev/null"));
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_not_valid_utf_8_keeps_its_bytes() {
        use crate::model::name;
        let typed = PathBuf::from(name::to_os(b"/x/\xFF").into_owned());
        assert_eq!(name::path_bytes(&settled(&typed, Format::Xlsx).0), b"/x/\xFF.xlsx");
    }
}
