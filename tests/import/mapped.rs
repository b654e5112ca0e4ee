//! Any CSV by the columns that the user names.

use crate::gathered::{read, read_as};
use foldersheet::import::{As, Holds, How, Mapping, preview, recognise};
use foldersheet::model::SourceError;

fn mapped(list: &str, mapping: &str) -> crate::gathered::Gathered {
    read_as(list.as_bytes(), As::Mapped(Mapping::parse(mapping).unwrap()))
}

#[test]
fn columns_are_named_by_title_or_number() {
    let list = "Report of 2026\n\nOrdner;Datei;Größe;Am\n/a/b;x.txt;1.234;13.02.2026\n/a;y;5;\n";
    assert!(recognise(list.as_bytes()).is_none());
    assert_eq!(read(list.as_bytes()).error, Some(SourceError::NotRecognised));
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
    assert_eq!(wrong.error, Some(SourceError::NotRecognised), "it has no such column");
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
    let list = "Path;Bytes\n".to_owned() + &"/x/a;1\n".repeat(50);
    let shown = preview(list.as_bytes(), &How::default());
    assert_eq!((shown.kind, shown.separator, shown.rows.len()), (None, b';', 20));
    assert_eq!(
        (shown.titles, shown.columns),
        (vec!["Path".to_owned(), "Bytes".to_owned()], vec![None, None])
    );
    let read_as = As::Mapped(Mapping::parse("path=path,size=bytes").unwrap());
    let shown = preview(list.as_bytes(), &How { read_as, folders: false });
    assert_eq!(shown.columns, [Some(Holds::Path), Some(Holds::Size)]);
    assert_eq!(shown.rows[0], ["/x/a", "1"]);
}
