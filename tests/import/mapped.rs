//! Any CSV by the columns that the user names.

use crate::gathered::{read, read_as};
use foldersheet::import::{As, Holds, How, Mapping, preview, recognise};
use foldersheet::model::{ListMistake, OtherFile, SourceError};

fn mapped(list: &str, mapping: &str) -> crate::gathered::Gathered {
    read_as(list.as_bytes(), As::Mapped(Mapping::parse(mapping).unwrap()))
}

#[test]
fn columns_are_named_by_title_or_number() {
    let list = "Report of 2026\n\nOrdner;Datei;Größe;Am\n/a/b;x.txt;1.234;13.02.2026\n/a;y;5;\n";
    assert!(recognise(list.as_bytes()).is_none());
    assert_eq!(read(list.as_bytes()).error, Some(SourceError::OtherFile(OtherFile::Csv)));
    for mapping in [
        "folder=Ordner,name=Datei,size=Größe,modified=Am",
        "folder=1,name=2,size=3,modified=4,separator=semicolon,titles=yes",
    ] {
        let read = mapped(list, mapping);
        assert_eq!((read.error.clone(), read.said()), (None, vec![]), "{mapping}");
        assert_eq!(
            (read.roots(), read.paths()),
            (vec!["/a".to_owned()], vec!["/a/b/x.txt".to_owned(), "/a/y".to_owned()])
        );
        assert_eq!((read.row("/a/b/x.txt").size, read.row("/a/y").modified), (Some(1234), None));
        assert!(read.row("/a/b/x.txt").modified.is_some());
    }
    let wrong = mapped(list, "path=Pfad");
    assert_eq!(wrong.error, Some(SourceError::OtherFile(OtherFile::Csv)), "it has no such column");
}

#[test]
fn a_list_without_titles_begins_with_its_first_row() {
    let read = mapped("a/x,1\na/b/y,2\n", "path=1,size=2");
    assert_eq!((read.paths(), read.bytes), (vec!["a/b/y".to_owned(), "a/x".to_owned()], 3));
}

#[test]
fn sizes_with_units_are_taken_only_where_that_is_said() {
    let list = "p,s\n/x/a,1.5 MB\n/x/b,\"2,5 KB\"\n/x/c,7 Bytes\n";
    let strict = mapped(list, "path=p,size=s");
    assert_eq!((strict.said().len(), strict.row("/x/a").size), (3, None));
    let free = mapped(list, "path=p,size=s,sizes=units");
    assert_eq!(free.said(), Vec::<String>::new());
    let sizes = ["/x/a", "/x/b", "/x/c"].map(|path| free.row(path).size);
    assert_eq!(sizes, [Some(1_500_000), Some(2500), Some(7)]);
}

#[test]
fn dates_that_could_be_two_are_none_until_the_user_says_which() {
    let list = "p,m\n/x/a,1/2/2026 10:00\n/x/b,3/4/2026 10:00\n";
    let open = mapped(list, "path=p,modified=m");
    assert_eq!((open.said().len(), open.row("/x/a").modified), (2, None));
    let [dmy, mdy] = ["dmy", "mdy"].map(|dates| mapped(list, &format!("path=p,modified=m,dates={dates}")));
    assert_eq!((dmy.said(), mdy.said()), (vec![], vec![]));
    assert_eq!(dmy.row("/x/a").modified.unwrap() - mdy.row("/x/a").modified.unwrap(), 30 * 86_400);
}

#[test]
fn the_first_rows_are_shown_with_what_their_columns_are_taken_for() {
    let list = "Where;Bytes\n".to_owned() + &"/x/a;1\n".repeat(50);
    let shown = preview(list.as_bytes(), &How::default());
    assert_eq!((shown.kind, shown.other, shown.separator), (None, Some(OtherFile::Csv), b';'));
    assert_eq!((shown.rows.len(), shown.has_cells), (20, true));
    assert_eq!(shown.titles, ["Where", "Bytes"]);
    // By its values, and by its title.
    assert_eq!(shown.columns, [Some(Holds::Path), Some(Holds::Size)]);
    let read_as = As::Mapped(Mapping::parse("path=1").unwrap());
    let shown = preview(list.as_bytes(), &How { read_as, folders: false });
    assert_eq!(shown.columns, [Some(Holds::Path), None]);
    assert_eq!(shown.rows[0], ["/x/a", "1"]);
}

#[test]
fn the_preview_shows_what_becomes_of_each_row_and_where_it_is_wrong() {
    let list = "Datei;Gr\u{f6}\u{df}e;Am\nD:\\x\\a;1,5;1.2.2026\nD:\\x\\b;1.234,5;31.2.2026\nD:\\x\\c\n;5;1.2.2026\n";
    let latin: Vec<u8> = list.chars().map(|c| c as u8).collect();
    let mapping = "path=1,size=2,modified=3,sizes=kib,zone=+01:00,encoding=windows-1252";
    let how = How { read_as: As::Mapped(Mapping::parse(mapping).unwrap()), folders: true };
    let shown = preview(&latin, &how);
    assert_eq!(shown.titles, ["Datei", "Gr\u{f6}\u{df}e", "Am"]);
    let [a, b, c, d] = shown.understood.as_slice() else { panic!("{:?}", shown.understood) };
    assert_eq!((a.path.as_slice(), a.mistakes.len()), (&b"D:\\x\\a"[..], 0));
    let meta = a.meta.unwrap();
    let midnight: jiff::Timestamp = "2026-01-31T23:00:00Z".parse().unwrap();
    assert_eq!((meta.size, meta.modified), (Some(1536), Some(midnight.as_second())));
    assert_eq!(b.meta.unwrap().size, Some(1_264_128));
    assert_eq!(
        (b.mistakes.as_slice(), b.faulty.as_slice()),
        (&[ListMistake::NotATime("31.2.2026".into())][..], &[2][..])
    );
    assert_eq!(c.mistakes, [ListMistake::FewerCells { found: 1, needed: 3 }]);
    assert_eq!(
        (d.mistakes.as_slice(), d.faulty.as_slice(), d.path.len()),
        (&[ListMistake::NoName][..], &[0][..], 0)
    );
    // The same as is read then.
    let read = crate::gathered::read_as(&latin, how.read_as);
    assert_eq!(read.paths(), ["D:\\x\\a", "D:\\x\\b"]);
    assert_eq!(read.row("D:\\x\\a").size, Some(1536));
}

#[test]
fn lists_without_cells_are_shown_by_what_is_in_them() {
    let list = br#"[1,2,{"progname":"ncdu"},[{"name":"/data"},{"name":"a","asize":5},[{"name":"sub"},{"name":"b"}]]]"#;
    let shown = preview(list, &How::default());
    assert_eq!((shown.kind, shown.has_cells), (Some(foldersheet::model::SourceKind::Ncdu), false));
    let paths: Vec<_> =
        shown.understood.iter().map(|row| String::from_utf8_lossy(&row.path).into_owned()).collect();
    assert_eq!(paths, ["/data/a", "/data/sub", "/data/sub/b"]);
}
