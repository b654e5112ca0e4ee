//! What is written is what is shown, cell by cell.
#![cfg_attr(not(unix), allow(unused_imports, reason = "some are of tests that need Unix"))]

use crate::common::{Run, Tree};
use crate::readers::{PROGRAMS, export, left_over, records};
use foldersheet::export::{Plan, Written};
use foldersheet::model::{Column, ScanOptions};
use foldersheet::session::{Command, ExportStatus, RowScope};
use foldersheet::text;
use foldersheet::view::{Order, SortKey};
use std::fs;

#[test]
fn what_is_read_back_equals_the_table() {
    let tree = Tree::new();
    tree.file("a,b.TXT", 3).file("d/=1+1", 70_000).file("d/é.tar.gz", 1);
    #[cfg(unix)]
    tree.file("new\nline \"quoted\"", 0);
    #[cfg(target_os = "linux")]
    tree.file(crate::common::os(b"d/bad\xFF.Bin"), 2).link("d/l", "nowhere");
    let out = Tree::new();
    let mut run = Run::new(ScanOptions::default());
    run.pick(&[tree.path()]);
    run.apply(Command::SetOrder(Order::by(SortKey::down(Column::Size)))).finish();
    let target = out.at("sheet.csv");
    let rows = run.session.shown().len();
    let ended = export(&mut run, &target, RowScope::Shown, Plan::new(PROGRAMS));
    let bytes = Some(fs::metadata(&target).unwrap().len());
    let written = Written { files: vec![target.clone()], rows, bytes, ..Written::default() };
    assert_eq!(ended, ExportStatus::Written { written, incomplete: None });
    let records = records(&target, PROGRAMS);
    assert_eq!(records.len() as u64, rows);
    for ((path, meta), record) in run.shown().iter().zip(&records) {
        let field = |name: &str| record[name].as_str();
        let number = |value: Option<u64>| value.map(|value| value.to_string()).unwrap_or_default();
        let raw = match field("path_hex") {
            "" => field("path").as_bytes().to_vec(),
            hex => {
                (0..hex.len()).step_by(2).map(|i| u8::from_str_radix(&hex[i..i + 2], 16).unwrap()).collect()
            }
        };
        assert_eq!(raw, *path);
        assert_eq!(field("path"), text::decoded(path));
        assert_eq!(
            field("path"),
            format!("{}{}{}", field("folder"), std::path::MAIN_SEPARATOR, field("name"))
        );
        assert_eq!(field("kind"), meta.kind.as_str());
        assert_eq!(field("size"), number(meta.size));
        assert_eq!(field("allocated"), number(meta.allocated));
        assert_eq!(field("modified"), text::utc(meta.modified.unwrap()));
        assert_eq!(field("root"), tree.path().to_str().unwrap());
    }
    let extensions: Vec<_> = records.iter().map(|record| record["extension"].clone()).collect();
    assert!(extensions.contains(&"txt".to_owned()) && extensions.contains(&"gz".to_owned()));
    assert_eq!(left_over(out.path()), [""; 0]);
}

#[cfg(unix)] // a name with quotation marks
#[test]
fn the_bytes_are_those_of_rfc_4180() {
    let tree = Tree::new();
    tree.file("a,\"b\".C", 1);
    let out = Tree::new();
    let mut run = Run::new(ScanOptions::default());
    run.pick(&[tree.path()]).finish();
    export(&mut run, &out.at("s.csv"), RowScope::Shown, Plan::new(PROGRAMS));
    let meta = run.shown()[0].1;
    let root = tree.path().to_str().unwrap();
    let sep = std::path::MAIN_SEPARATOR;
    let number = |value: Option<u64>| value.map(|value| value.to_string()).unwrap_or_default();
    let expected = format!(
        "\"path\",\"folder\",\"name\",\"extension\",\"kind\",\"size\",\"allocated\",\"modified\",\"created\",\
         \"root\",\"path_hex\"\r\n\
         \"{root}{sep}a,\"\"b\"\".C\",{root},\"a,\"\"b\"\".C\",c,file,1,{},{},{},{root},\r\n",
        number(meta.allocated),
        text::utc(meta.modified.unwrap()),
        meta.created.map(text::utc).unwrap_or_default(),
    );
    assert_eq!(std::fs::read_to_string(out.at("s.csv")).unwrap(), expected);
}
