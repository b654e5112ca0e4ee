//! Suggested names: safe, like the name that they stand for, and no other's.

use super::sheets::{Names, check, rows, wish};
use foldersheet::model::{CheckWish, Checked, Destination, Faults, FolderId, Kind};
use foldersheet::store::Sheet;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn suggested(names: &[&[u8]], destinations: &[Destination]) -> Vec<Option<String>> {
    let mut sheet = Names::new();
    names.iter().for_each(|name| sheet.file(FolderId(0), name));
    let sheet = sheet.done();
    let check = check(&sheet, &wish(destinations));
    rows(&sheet).into_iter().map(|row| check.suggestion(row)).collect()
}

#[test]
fn a_suggestion_is_like_the_name() {
    use Destination::{Archive, OneDrive, Windows};
    for (destination, name, expected) in [
        (Windows, "a:b?.txt", Some("a_b_.txt")),
        (Windows, "report. ", Some("report")),
        (Windows, "CON.txt", Some("CON_.txt")),
        (Windows, "nul", Some("nul_")),
        (Windows, "...", Some("_")),
        (Windows, "fine.txt", None),
        (OneDrive, " a", Some("a")),
        (OneDrive, "~$doc.docx", Some("doc.docx")),
        (OneDrive, ".lock", Some("_.lock")),
        (OneDrive, "my_vti_x", Some("myvtix")),
        (OneDrive, "desktop.ini", Some("desktop_.ini")),
        (Archive, "Größe é.txt", Some("Gro_e e.txt")),
        (Archive, "-rf", Some("rf")),
        (Archive, "写真", Some("__")),
    ] {
        assert_eq!(suggested(&[name.as_bytes()], &[destination])[0].as_deref(), expected, "{name}");
    }
    assert_eq!(suggested(&[b"caf\xE9.txt"], &[Windows])[0].as_deref(), Some("caf_.txt"));
    let long = format!("{}.jpeg", "\u{20AC}".repeat(260));
    let short = suggested(&[long.as_bytes()], &[Windows]).remove(0).unwrap();
    assert_eq!(short, format!("{}.jpeg", "\u{20AC}".repeat(250)));
}

#[test]
fn no_suggestion_is_a_name_that_is_there() {
    use Destination::Windows;
    let some = |name: &str| Some(name.to_owned());
    assert_eq!(
        suggested(&[b"a?.txt", b"a*.txt", b"A_.TXT", b"a_ (2).txt"], &[Windows]),
        [some("a_ (4).txt"), some("a_ (3).txt"), None, None]
    );
    // The first by its bytes keeps its name.
    assert_eq!(suggested(&[b"a.txt", b"A.txt", b"b.txt"], &[Windows]), [some("a (2).txt"), None, None]);
    // What is wrong with a path, a size or a kind is not cured by another name.
    let mut names = Names::new();
    names.entry(FolderId(0), b"link", Kind::Symlink, None);
    names.entry(FolderId(0), b"large", Kind::File, Some(1 << 40));
    let sheet = names.done();
    let check = check(&sheet, &CheckWish { limit: Some(2), ..wish(&Destination::ALL) });
    assert!(
        rows(&sheet).into_iter().all(|row| !check.faults(row).is_empty() && check.suggestion(row).is_none())
    );
}

/// The sheet with each name that has a suggestion under that one.
fn renamed(sheet: &Sheet, wish: &CheckWish) -> Vec<Vec<u8>> {
    let check = check(sheet, wish);
    let rows = rows(sheet).into_iter();
    rows.map(|row| check.suggestion(row).map_or_else(|| row.name.to_vec(), String::into_bytes)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn with_the_suggested_names_nothing_is_wrong_any_more(
        names in prop::collection::btree_set("(con|CON|nul|[aAbB?*:]|[.]|[ ]|~|[$]|_vti_|é|É|e\u{301}|-|l{90}|[(]2[)]|€|[.]txt){1,6}", 1..12),
        odd in prop::option::of(prop::collection::vec(128u8.., 1..4)),
        destinations in prop::sample::subsequence(Destination::ALL.to_vec(), 1..=Destination::ALL.len()),
    ) {
        let mut names: BTreeSet<Vec<u8>> = names.into_iter().map(String::into_bytes).collect();
        names.extend(odd);
        let of = |names: &mut dyn Iterator<Item = &Vec<u8>>| {
            let mut sheet = Names::new();
            names.for_each(|name| sheet.file(FolderId(0), name));
            sheet.done()
        };
        let wish = wish(&destinations);
        let renamed = renamed(&of(&mut names.iter()), &wish);
        let unique: BTreeSet<_> = renamed.iter().collect();
        prop_assert_eq!(unique.len(), names.len());
        let sheet = of(&mut renamed.iter());
        let again = check(&sheet, &wish);
        for row in rows(&sheet) {
            let faults = again.faults(row).and(Faults::of_names());
            prop_assert!(faults.is_empty(), "{:?} {}", faults.iter().collect::<Vec<_>>(), String::from_utf8_lossy(row.name));
            prop_assert!(again.suggestion(row).is_none());
        }
    }
}
