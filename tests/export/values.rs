//! Numbers, dates and empty cells.

use super::made::{file, store, write, written};
use super::{FORMATS, Tree, cells, column, programs, target};
use foldersheet::model::{Kind, Meta};
use foldersheet::session::{Field, Format, Plan, Separator};
use proptest::prelude::*;

#[test]
fn the_bytes_for_programs_are_these() {
    let meta = Meta {
        size: Some(70_000),
        allocated: Some(73_728),
        modified: Some(1_700_000_000),
        created: Some(-1),
        ..Meta::unknown(Kind::File)
    };
    let store =
        store([(&b"a,\"b\".TXT"[..], meta), (b"l", Meta::unknown(Kind::Symlink)), (b"=b\xFF", file(0))]);
    assert_eq!(
        String::from_utf8(written(&store, programs())).unwrap(),
        "path,folder,name,extension,kind,size,allocated,modified,created,root,path_hex\r\n\
         \"/r/a,\"\"b\"\".TXT\",/r,\"a,\"\"b\"\".TXT\",txt,file,70000,73728,2023-11-14T22:13:20Z,1969-12-31T23:59:59Z,/r,\r\n\
         /r/l,/r,l,,symlink,,,,,/r,\r\n\
         /r/=b\\xFF,/r,=b\\xFF,,file,0,0,1970-01-01T00:00:00Z,,/r,2f722f3d62ff\r\n"
    );
    let lines = written(
        &store,
        Plan { fields: vec![Field::Path, Field::Size, Field::Created], ..Plan::new(Format::JsonLines) },
    );
    assert_eq!(
        String::from_utf8(lines).unwrap(),
        "{\"path\":\"/r/a,\\\"b\\\".TXT\",\"size\":70000,\"created\":\"1969-12-31T23:59:59Z\"}\n\
         {\"path\":\"/r/l\",\"size\":null,\"created\":null}\n\
         {\"path\":\"/r/=b\\\\xFF\",\"size\":0,\"created\":null}\n"
    );
}

#[test]
fn a_spreadsheet_gets_its_mark_and_titles_in_words() {
    let store = store([(&b"-x"[..], file(1_234_567))]);
    let fields = Field::ALL.into_iter().filter(|field| *field != Field::Modified).collect();
    let plan = Plan { fields, ..Plan::new(Format::Spreadsheet(Separator::SEMICOLON)) };
    assert_eq!(
        String::from_utf8(written(&store, plan)).unwrap(),
        "\u{feff}Path;Folder;Name;Extension;Kind;Size (bytes);Size on disk (bytes);Created;Picked folder;Path (hex)\r\n\
         /r/-x;/r;'-x;;file;1234567;1234567;;/r;\r\n"
    );
}

/// A number is one, and is exact, where a format has numbers; a moment outside of every calendar is a text and no formula.
#[test]
fn extremes_are_exact() {
    let out = Tree::new();
    let odd =
        |size, modified| Meta { size: Some(size), modified: Some(modified), ..Meta::unknown(Kind::File) };
    let store = store([
        (&b"a"[..], odd(u64::MAX, i64::MAX)),
        (b"b", odd(1 << 43, i64::MIN)),
        (b"c", odd(0, -70_000_000_000)),
    ]);
    for (format, ending) in FORMATS {
        let target = target(&out, ending);
        write(&store, Plan::new(format), &target);
        let rows = cells(&target, format);
        let sizes = column(&rows, ["Size (bytes)", "size"]);
        assert_eq!(sizes, ["18446744073709551615", "8796093022208", "0"], "{format:?}");
        let times = column(&rows, ["Modified", "modified"]);
        let guard = if matches!(format, Format::Spreadsheet(_)) { "'" } else { "" };
        assert_eq!(times[0], format!("{guard}@9223372036854775807"), "{format:?}");
        assert_eq!(times[1], format!("{guard}@-9223372036854775808"), "{format:?}");
        assert!(times[2].starts_with(&format!("{guard}-")), "{format:?}: {}", times[2]);
    }
}

/// 1890 is before the first date of a spreadsheet; `date` knows the others' serial numbers of days.
#[test]
fn a_workbooks_dates_are_dates() {
    let out = Tree::new();
    let days = [-29_000, 0, 19_000, 40_000];
    let names: Vec<Vec<u8>> = days.iter().map(|day| day.to_string().into_bytes()).collect();
    let at = |day: i64| Meta { modified: Some(day * 86_400 + 43_200), ..file(1) };
    let store = store(days.iter().zip(&names).map(|(day, name)| (&name[..], at(*day))));
    write(&store, Plan::new(Format::Xlsx), &out.at("s.xlsx"));
    let times = column(&cells(&out.at("s.xlsx"), Format::Xlsx), ["Modified", ""]);
    assert!(times[0].starts_with("1890-"), "{}", times[0]);
    for (time, day) in times.iter().zip(days).skip(1) {
        let serial: f64 = time.strip_prefix("date ").unwrap().parse().unwrap();
        // On the machine's clock, whatever it is.
        assert!((serial - 25_569.5 - day as f64).abs() <= 0.6, "{serial} for {day}");
    }
}

#[test]
fn one_column_that_may_be_empty_keeps_its_rows() {
    let store = store([(&b"a"[..], file(1)), (b"b.x", file(1)), (b"c", file(1))]);
    let plan = Plan { fields: vec![Field::Extension], ..programs() };
    let text = written(&store, plan);
    let mut reader = csv::ReaderBuilder::new().from_reader(&text[..]);
    let cells: Vec<String> = reader.records().map(|record| record.unwrap()[0].to_owned()).collect();
    assert_eq!(cells, ["", "x", ""]);
}

fn meta() -> impl Strategy<Value = Meta> {
    let number = || prop::option::of(any::<u64>());
    let time = || prop::option::of(prop_oneof![any::<i64>(), -300_000_000_000..300_000_000_000i64]);
    (0..7u8, number(), number(), time(), time()).prop_map(|(kind, size, allocated, modified, created)| Meta {
        size,
        allocated,
        modified,
        created,
        ..Meta::unknown(Kind::from_number(kind))
    })
}

fn names() -> impl Strategy<Value = Vec<u8>> {
    let sharp = prop::collection::vec(prop::sample::select(&b"a.,;\t\n\r\"'=+-@|\xFF\xC3\xA9 B"[..]), 1..12);
    prop_oneof![
        "[a-zA-Z0-9_. -]{1,30}".prop_map(String::into_bytes),
        sharp,
        any::<String>().prop_map(|name| name.replace(['/', '\0'], "_").into_bytes())
    ]
}

proptest! {
    /// Row by row, the `csv` crate's own writer makes the same bytes of the same fields.
    #[test]
    fn csv_is_what_the_csv_crate_writes(
        rows in prop::collection::vec((names(), meta()), 0..40),
        separator in prop::sample::select(vec![b',', b';', b'\t', b'|', b'#']),
    ) {
        let store = store(rows.iter().map(|(name, meta)| (&name[..], *meta)));
        let separator_name = char::from(separator).to_string();
        let format = Format::Programs(Separator::parse(&separator_name).unwrap());
        let ours = written(&store, Plan::new(format));
        let mut again = csv::WriterBuilder::new().delimiter(separator).terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        let mut reader = csv::ReaderBuilder::new().delimiter(separator).has_headers(false).from_reader(&ours[..]);
        let mut count = 0;
        for record in reader.records() {
            let record = record.unwrap();
            prop_assert_eq!(record.len(), 11);
            again.write_record(&record).unwrap();
            count += 1;
        }
        prop_assert_eq!(count, rows.len() + 1);
        let again = again.into_inner().unwrap();
        prop_assert_eq!(String::from_utf8_lossy(&ours), String::from_utf8_lossy(&again));
    }

    /// A line is a JSON object whose numbers are the row's.
    #[test]
    fn every_line_is_an_object(rows in prop::collection::vec((names(), meta()), 0..40)) {
        let store = store(rows.iter().map(|(name, meta)| (&name[..], *meta)));
        let text = String::from_utf8(written(&store, Plan::new(Format::JsonLines))).unwrap();
        let lines: Vec<serde_json::Value> = text.split_terminator('\n').map(|line| serde_json::from_str(line).unwrap()).collect();
        prop_assert_eq!(lines.len(), rows.len());
        for (line, (name, meta)) in lines.iter().zip(&rows) {
            prop_assert_eq!(line["size"].as_u64(), meta.size);
            if let Ok(name) = std::str::from_utf8(name) {
                prop_assert_eq!(line["name"].as_str(), Some(name));
                prop_assert!(line["path_hex"].is_null());
            }
        }
    }
}

/// Several threads format pieces of some thousand rows; rows so long that a piece is put down in parts are in it.
#[test]
fn many_rows_keep_their_order() {
    let count = 60_000;
    let names: Vec<Vec<u8>> = (0..count)
        .map(|row| {
            if row % 3000 < 30 { format!("{row}-{}", "x".repeat(200_000)) } else { row.to_string() }
                .into_bytes()
        })
        .collect();
    let store = store(names.iter().map(|name| (&name[..], file(1))));
    for (format, fields) in [(programs().format, Field::Name), (Format::JsonLines, Field::Name)] {
        let out = Tree::new();
        write(&store, Plan { fields: vec![fields], ..Plan::new(format) }, &out.at("s"));
        let read = column(&cells(&out.at("s"), format), ["name", ""]);
        assert_eq!(read.len(), count);
        let first = |name: &String| name.split('-').next().unwrap().parse::<usize>().unwrap();
        assert!(read.iter().map(first).eq(0..count), "{format:?}");
        assert!(read.iter().zip(&names).all(|(read, name)| read.len() == name.len()), "{format:?}");
    }
}
