//! A CSV for people, read by spreadsheets that part cells elsewhere: no cell is a formula, whatever the reader takes for a separator.

use crate::common::{Tree, read};
use crate::readers::{FORMATS, export, sign};
use foldersheet::export::{Format, Plan, Separator};
use foldersheet::session::RowScope;

const SIGNS: [char; 9] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦'];

/// Names in which a formula stands behind each of these, and before it what a reader may drop.
fn names() -> Vec<String> {
    let mut names = Vec::new();
    for (number, end) in
        ["", "x;", "x,", "x\t", "x|", "x\n", "x\r", "\";", "\",\"", "x;,", "x;;"].into_iter().enumerate()
    {
        for before in ["", " ", "\"", " \"", "\u{a0}", "\u{200b}", "\u{feff}", "\u{b}"] {
            let sign = SIGNS[(number + before.len()) % SIGNS.len()];
            names.extend([format!("{end}{before}=1+41"), format!("{end}{before}{sign}1+41;z")]);
        }
    }
    names
}

fn tree() -> Tree {
    let tree = Tree::new();
    for name in names() {
        tree.file(format!("in {name}/{name}"), 1).file(format!("e.{name}"), 1);
    }
    tree
}

/// The cells of a text as a reader finds them: with quotes as the csv crate understands them, or as bytes like any other.
fn cells(text: &str, separator: u8, quotes: bool) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new();
    reader.delimiter(separator).quoting(quotes).flexible(true).has_headers(false);
    let mut reader = reader.from_reader(text.as_bytes());
    reader
        .records()
        .flat_map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

#[test]
fn no_reader_finds_a_formula() {
    let (tree, out) = (tree(), Tree::new());
    let mut run = read(&tree);
    let own = [Separator::COMMA, Separator::SEMICOLON, Separator::TAB];
    let more = ["|", "^", "'", "="].map(|sign| Separator::parse(sign).unwrap());
    for separator in own.into_iter().chain(more) {
        export(&mut run, &out.at("s.csv"), RowScope::Shown, Plan::new(Format::Spreadsheet(separator)));
        let text = std::fs::read_to_string(out.at("s.csv")).unwrap();
        for (other, quotes) in
            [b',', b';', b'\t', b'|'].into_iter().flat_map(|sign| [(sign, true), (sign, false)])
        {
            for cell in cells(&text, other, quotes) {
                let is_dropped =
                    |c: char| c.is_whitespace() || c.is_control() || "\"\u{200b}\u{feff}".contains(c);
                let seen = cell.trim_start_matches(is_dropped);
                assert!(
                    !seen.starts_with(SIGNS),
                    "{separator:?} read with {:?}: {cell:?}",
                    char::from(other)
                );
            }
        }
    }
}

/// As LibreOffice takes them unless it is told otherwise: each of the three signs parts cells, and quotes hold them together.
#[test]
fn a_reader_of_several_separators_finds_every_cell() {
    let (tree, out) = (tree(), Tree::new());
    let mut run = read(&tree);
    for format in FORMATS.into_iter().filter(|format| matches!(format, Format::Spreadsheet(_))) {
        let Format::Spreadsheet(separator) = format else { continue };
        export(&mut run, &out.at("s.csv"), RowScope::Shown, Plan::new(format));
        let text = std::fs::read_to_string(out.at("s.csv")).unwrap();
        let own = cells(&text, sign(separator), true);
        // All of the signs are one where no quotes are around them.
        let mut quoted = false;
        let alike: String = text
            .chars()
            .map(|c| {
                quoted ^= c == '"';
                if !quoted && [',', ';', '\t', '|'].contains(&c) { ',' } else { c }
            })
            .collect();
        assert_eq!(cells(&alike, b',', true), own);
    }
}
