//! Each rule with a name that just passes and one that just fails.

use super::sheets::{Names, check, entry_faults, faults, faults_of, wish};
use foldersheet::model::Destination::{Archive, ExFat, Fat32, MacOs, OneDrive, Windows};
use foldersheet::model::{CheckWish, Destination, FolderId, Kind, NameFault};
use foldersheet::view::check::rules::{Test, standard};
use std::collections::BTreeSet;

const RESERVED: [&str; 22] = [
    "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9",
    "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
];

fn only(destination: Destination, fault: &str) -> BTreeSet<String> {
    [format!("{}.{fault}", destination.as_str())].into()
}

/// Files: the first passes, the second has this fault and no other.
#[test]
fn names_of_files() {
    let long = |unit: &str, times: usize| unit.repeat(times);
    let cases: Vec<(Destination, &str, Vec<u8>, Vec<u8>)> = vec![
        (Windows, "character", b"a;b".to_vec(), b"a:b".to_vec()),
        (Windows, "character", b"a\x20b".to_vec(), b"a\x1Fb".to_vec()),
        (Windows, "character", b"a\x7Fb".to_vec(), b"a\x01b".to_vec()),
        (Windows, "end", b"a. b".to_vec(), b"a.b ".to_vec()),
        (Windows, "end", b".a".to_vec(), b"a.".to_vec()),
        (Windows, "end", "a\u{A0}".into(), b" a ".to_vec()),
        (Windows, "reserved", b"CON1.txt".to_vec(), b"con.tar.gz".to_vec()),
        (Windows, "reserved", b"COM0".to_vec(), "Com\u{B9}.txt".into()),
        (Windows, "reserved", "LPT\u{2074}".into(), "lpt\u{B3}".into()),
        (Windows, "reserved", b"xCON".to_vec(), b"NUL".to_vec()),
        (Windows, "reserved", b"CON x".to_vec(), b"AUX.".iter().chain(b"h").copied().collect()),
        (Windows, "name-length", long("\u{20AC}", 255).into(), long("\u{20AC}", 256).into()),
        (Windows, "name-length", long("\u{1F600}", 127).into(), long("\u{1F600}", 128).into()),
        (Windows, "unicode", "\u{E9}".into(), b"caf\xE9".to_vec()),
        (OneDrive, "character", b"50% #1 & co.docx".to_vec(), b"a|b".to_vec()),
        (OneDrive, "reserved", b"x.lock".to_vec(), b".LOCK".to_vec()),
        (OneDrive, "reserved", b"desktop.in".to_vec(), b"Desktop.ini".to_vec()),
        (OneDrive, "reserved", b"com0.txt".to_vec(), b"com0".to_vec()),
        (OneDrive, "reserved", b"LPT00".to_vec(), b"LPT0".to_vec()),
        (OneDrive, "reserved", b"_vt_i".to_vec(), b"my_VTI_x".to_vec()),
        (OneDrive, "begin", b"~a".to_vec(), b"~$a.docx".to_vec()),
        (OneDrive, "begin", b"a ".iter().chain(b"b").copied().collect(), b" a".to_vec()),
        (OneDrive, "end", b"a b".to_vec(), b"a ".to_vec()),
        (OneDrive, "end", b".a".to_vec(), b"a.".to_vec()),
        (OneDrive, "name-length", long("x", 255).into(), long("x", 256).into()),
        (OneDrive, "unicode", "\u{E9}".into(), b"\xFF".to_vec()),
        (ExFat, "character", b"a;b .".to_vec(), b"a*b".to_vec()),
        (ExFat, "character", b" a".to_vec(), b"\x1F".to_vec()),
        (ExFat, "name-length", long("x", 255).into(), long("x", 256).into()),
        (ExFat, "unicode", "\u{E9}".into(), b"\xFF".to_vec()),
        (Fat32, "character", b"a+,;=[]".to_vec(), b"a\"b".to_vec()),
        (Fat32, "begin", b".a".to_vec(), b" a".to_vec()),
        (Fat32, "end", b".a b".to_vec(), b"a.".to_vec()),
        (Fat32, "unicode", "\u{E9}".into(), b"\xFF".to_vec()),
        (MacOs, "character", b"CON. <a>\\?*|\" ".to_vec(), b"a:b".to_vec()),
        (MacOs, "name-length", long("\u{20AC}", 255).into(), long("\u{20AC}", 256).into()),
        (MacOs, "unicode", "\u{E9}".into(), b"\xFF".to_vec()),
        (Archive, "character", b"a b;c&d~".to_vec(), b"a\x7F".to_vec()),
        (Archive, "character", b"a'b".to_vec(), b"a?".to_vec()),
        (Archive, "ascii", b"a~".to_vec(), "a\u{80}".into()),
        (Archive, "reserved", b"COM0.txt".to_vec(), b"COM9.txt".to_vec()),
        (Archive, "begin", b"a-".to_vec(), b"-a".to_vec()),
        (Archive, "begin", b"_a".to_vec(), b" a".to_vec()),
        (Archive, "end", b".a".to_vec(), b"a.".to_vec()),
        (Archive, "name-length", long("x", 255).into(), long("x", 256).into()),
        (Archive, "unicode", b"e".to_vec(), b"\xFF".to_vec()),
    ];
    for (destination, fault, passes, fails) in cases {
        let show = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
        let expected = only(destination, fault);
        // What is so long for a name may be too long for a path, too.
        let without_path = |mut faults: BTreeSet<String>| {
            faults.remove(&format!("{}.path-length", destination.as_str()));
            faults
        };
        assert_eq!(
            without_path(faults_of(&passes, destination)),
            [].into(),
            "{destination:?} {}",
            show(&passes)
        );
        assert_eq!(
            without_path(faults_of(&fails, destination)),
            expected,
            "{destination:?} {}",
            show(&fails)
        );
    }
}

#[test]
fn every_forbidden_character_and_no_other() {
    // By the sources: the nine of Windows, and controls; of a Mac the colon and the slash.
    for code in 1..0x300u32 {
        let Some(c) = char::from_u32(code).filter(|c| *c != '/') else { continue };
        let name = format!("a{c}b");
        for destination in Destination::ALL {
            let is_wrong = match destination {
                Windows | OneDrive | ExFat | Fat32 => c < ' ' || "<>:\"\\|?*".contains(c),
                MacOs => c == ':',
                Archive => c < ' ' || c == '\u{7F}' || "<>:\"\\|?*".contains(c),
            };
            let found = faults_of(name.as_bytes(), destination);
            let expected = match (is_wrong, destination == Archive && !c.is_ascii()) {
                (true, _) => only(destination, "character"),
                (_, true) => only(destination, "ascii"),
                _ => BTreeSet::new(),
            };
            assert_eq!(found, expected, "{destination:?} {c:?}");
        }
    }
}

#[test]
fn every_reserved_name_with_and_without_an_extension() {
    for name in RESERVED {
        for destination in [Windows, OneDrive, Archive] {
            for written in
                [name.to_owned(), name.to_lowercase(), format!("{name}.txt"), format!("{name}.a.b")]
            {
                assert_eq!(
                    faults_of(written.as_bytes(), destination),
                    only(destination, "reserved"),
                    "{written}"
                );
            }
            for near in [format!("{name}1x"), format!("_{name}"), format!("{name}_.txt"), format!("x.{name}")]
            {
                assert_eq!(faults_of(near.as_bytes(), destination), [].into(), "{near}");
            }
        }
        for destination in [ExFat, Fat32, MacOs] {
            assert_eq!(faults_of(name.as_bytes(), destination), [].into(), "{name}");
        }
    }
}

#[test]
fn a_path_is_as_long_as_it_may_be() {
    let path = |length: u32, prefix: &str, kind: Kind, destination: Destination, limit: Option<u32>| {
        let before =
            if prefix.is_empty() { 0 } else { prefix.trim_end_matches('\\').chars().count() as u32 + 1 };
        let mut names = Names::new();
        let mut folder = FolderId(0);
        let mut left = length - before;
        while left > 200 {
            folder = names.folder(folder, &[b'f'; 99]);
            left -= 100;
        }
        names.entry(folder, "n".repeat(left as usize).as_bytes(), kind, None);
        let sheet = names.done();
        let wish = CheckWish { destinations: vec![destination], prefix: prefix.to_owned(), limit };
        let check = check(&sheet, &wish);
        let found = faults(&sheet, &check).remove(0);
        assert_eq!(check.longest, length);
        found.contains(&format!("{}.path-length", destination.as_str()))
    };
    let site = "sites/marketing/Shared Documents";
    let synced = r"C:\Users\ana\Contoso\Marketing - Documents";
    let on_disk = synced.chars().count() as u32 + 1;
    for (destination, prefix, kind, most) in [
        (Windows, "", Kind::File, 259),
        (Windows, r"D:\", Kind::File, 259),
        (Windows, r"\\server\share\Data", Kind::File, 259),
        (Windows, r"D:\", Kind::Folder, 247),
        (OneDrive, "", Kind::File, 400),
        (OneDrive, site, Kind::File, 400),
        (OneDrive, site, Kind::Folder, 400),
        // The 400 are counted from the library on, and the 520 from the drive.
        (OneDrive, synced, Kind::File, 400 + on_disk),
        (Fat32, r"E:\", Kind::File, 259),
        (MacOs, "", Kind::File, 1023),
        (MacOs, "/Volumes/Archive", Kind::Folder, 1023),
    ] {
        assert!(!path(most, prefix, kind, destination, None), "{destination:?} {prefix} {most}");
        assert!(path(most + 1, prefix, kind, destination, None), "{destination:?} {prefix} {most}");
    }
    let deep = format!(r"C:\Users\ana\{}", "OneDrive ".repeat(20).trim_end());
    assert!(!path(520, &deep, Kind::File, OneDrive, None));
    assert!(path(521, &deep, Kind::File, OneDrive, None));
    for destination in Destination::ALL {
        assert!(!path(218, "", Kind::File, destination, Some(218)), "{destination:?}");
        assert!(path(219, "", Kind::File, destination, Some(218)), "{destination:?}");
        assert!(!path(2000, "", Kind::File, destination, Some(32_767)), "{destination:?}");
    }
    for destination in [ExFat, Archive] {
        assert!(!path(2000, "", Kind::File, destination, None), "{destination:?}");
    }
}

/// Two folders of 200 letters of two bytes each take 802 of 1,023 bytes, and 402 UTF-16 units.
#[test]
fn a_path_on_a_mac_is_counted_in_bytes() {
    let long = |letter: &str, times: usize| letter.repeat(times);
    let wide = long("\u{E9}", 200);
    let found = |name: &str| {
        let mut names = Names::new();
        let folder = names.folder(FolderId(0), wide.as_bytes());
        let folder = names.folder(folder, wide.as_bytes());
        names.file(folder, name.as_bytes());
        let sheet = names.done();
        let check = check(&sheet, &wish(&[MacOs]));
        (faults(&sheet, &check).remove(0), check.shorten.first().map(|one| one.characters))
    };
    assert_eq!(found(&long("n", 221)), ([].into(), None));
    assert_eq!(found(&long("n", 222)), (only(MacOs, "path-length"), Some(1)));
    assert_eq!(found(&long("\u{E9}", 110)).0, [].into());
    assert_eq!(found(&long("\u{E9}", 111)).0, only(MacOs, "path-length"));
}

#[test]
fn a_file_is_as_large_as_it_may_be() {
    const GIB: u64 = 1 << 30;
    for (destination, most) in [(Fat32, 4 * GIB - 1), (OneDrive, 250 * GIB)] {
        let found = |size, kind| entry_faults(b"a", kind, size, &wish(&[destination]));
        assert_eq!(found(Some(most), Kind::File), [].into());
        assert_eq!(found(Some(most + 1), Kind::File), only(destination, "size"));
        assert_eq!(found(None, Kind::File), [].into(), "not known");
        assert_eq!(found(Some(most + 1), Kind::Folder), [].into());
    }
    for destination in [Windows, ExFat, MacOs, Archive] {
        assert_eq!(entry_faults(b"a", Kind::File, Some(u64::MAX), &wish(&[destination])), [].into());
    }
}

#[test]
fn kinds_that_cannot_be_copied() {
    for kind in Kind::ALL {
        for destination in Destination::ALL {
            let is_copied =
                matches!(kind, Kind::File | Kind::Folder) || kind == Kind::Symlink && destination == MacOs;
            let expected = if is_copied { BTreeSet::new() } else { only(destination, "kind") };
            assert_eq!(
                entry_faults(b"a", kind, None, &wish(&[destination])),
                expected,
                "{destination:?} {kind:?}"
            );
        }
    }
}

#[test]
fn what_is_wrong_for_folders_alone() {
    let found = |top: &[u8], below: &[u8]| {
        let mut names = Names { lists_folders: true, ..Names::new() };
        let folder = names.folder(FolderId(0), top);
        names.folder(folder, below);
        names.entry(FolderId(0), b"forms.txt", Kind::File, None);
        let sheet = names.done();
        let mut found = faults(&sheet, &check(&sheet, &wish(&[OneDrive])));
        assert!(found.pop().unwrap().is_empty());
        found
    };
    assert_eq!(found(b"Forms", b"forms"), [only(OneDrive, "reserved"), [].into()]);
    assert_eq!(found(b"formsx", b"forms"), [[].into(), BTreeSet::new()]);
    assert_eq!(found(b"~a", b"a~"), [only(OneDrive, "begin"), [].into()]);
    assert_eq!(entry_faults(b"forms", Kind::File, None, &wish(&[OneDrive])), [].into());
}

#[test]
fn names_that_are_the_same_in_one_folder() {
    let found = |first: &str, second: &str, destination| {
        let mut names = Names::new();
        let other = names.folder(FolderId(0), b"other");
        names.file(FolderId(0), first.as_bytes());
        names.file(FolderId(0), second.as_bytes());
        names.file(other, second.as_bytes());
        names.file(other, "unlike".as_bytes());
        let sheet = names.done();
        let words = |faults: &BTreeSet<String>| {
            let words = faults.iter().filter_map(|fault| fault.split('.').nth(1));
            words.filter(|fault| matches!(*fault, "case" | "form")).collect::<Vec<_>>().join(" ")
        };
        let found: Vec<String> =
            faults(&sheet, &check(&sheet, &wish(&[destination]))).iter().map(words).collect();
        assert_eq!(found[0], found[1]);
        assert_eq!(found[2..], ["", ""], "in another folder");
        found[0].clone()
    };
    for destination in Destination::ALL {
        let knows_form = matches!(destination, OneDrive | MacOs | Archive);
        let form = |fault: &'static str| if knows_form { fault } else { "" };
        for (first, second, expected) in [
            ("a.txt", "A.TXT", "case"),
            ("a.txt", "b.txt", ""),
            ("a.txt", "a.tx", ""),
            ("\u{E9}", "\u{C9}", "case"),
            // By a whole letter, and not by what it is folded to.
            ("Stra\u{DF}e", "STRASSE", ""),
            ("stra\u{DF}e", "STRA\u{1E9E}E", "case"),
            // Not one letter but for the languages of the Turks.
            ("\u{131}", "I", ""),
            ("\u{130}", "i", ""),
            ("\u{3C3}", "\u{3C2}", "case"),
            ("\u{E9}", "e\u{301}", form("form")),
            ("\u{E9}", "E\u{301}", form("case")),
            ("\u{212B}", "A\u{30A}", form("form")),
            ("\u{1100}\u{1161}", "\u{AC00}", form("form")),
            ("\u{FB01}", "fi", ""),
        ] {
            assert_eq!(found(first, second, destination), expected, "{destination:?} {first} {second}");
        }
    }
}

#[test]
fn three_names_in_two_ways_the_same() {
    let mut names = Names::new();
    for name in ["\u{E9}", "e\u{301}", "\u{C9}", "x"] {
        names.file(FolderId(0), name.as_bytes());
    }
    let sheet = names.done();
    let found = faults(&sheet, &check(&sheet, &wish(&[MacOs, Windows])));
    let (both, case) = (["macos.case", "macos.form"], ["macos.case", "windows.case"]);
    let all = ["macos.case", "macos.form", "windows.case"];
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(found, [set(&all), set(&both), set(&case), set(&[])]);
}

#[test]
fn a_folder_and_a_file_are_the_same_too_and_a_folder_without_a_row_counts() {
    for lists_folders in [true, false] {
        let mut names = Names { lists_folders, ..Names::new() };
        let top = FolderId(0);
        names.folder(top, b"Data");
        names.file(top, b"data");
        names.folder(top, b"bad?");
        let sheet = names.done();
        let check = check(&sheet, &wish(&[Windows]));
        assert_eq!((check.files, check.folders), (1, 2));
        assert_eq!(check.unlisted, if lists_folders { 0 } else { 2 });
        let counts: Vec<_> =
            check.counts.iter().map(|count| (count.fault, count.files, count.folders)).collect();
        assert_eq!(counts, [(NameFault::Case, 1, 1), (NameFault::Character, 0, 1)]);
    }
}

#[test]
fn every_rule_is_met_by_some_name_of_these_tests() {
    // The tests above go by the sources; a rule that none of them knows would be one that stands in no source.
    let known = |test: &Test| match test {
        Test::AnyOf(_) | Test::Named(_) | Test::Stem(_) | Test::TopFolder(_) | Test::Holds(_) => true,
        Test::Begins(texts) => texts.iter().all(|text| [" ", "~$", "-"].contains(&&**text)),
        Test::FolderBegins(texts) => texts == &["~"],
        Test::Ends(texts) => texts.iter().all(|text| [" ", "."].contains(&&**text)),
        Test::LongerUnits(most) | Test::LongerBytes(most) => *most == 255,
        Test::Path(most) | Test::FolderPath(most) | Test::SyncedPath(most) => {
            [247, 259, 400, 520].contains(most)
        }
        Test::PathBytes(most) => *most == 1023,
        Test::Larger(most) => [(1 << 32) - 1, 250 << 30].contains(most),
        Test::SameButCase | Test::SameButForm | Test::NotUnicode | Test::OfKind(_) => true,
    };
    for rule in standard() {
        assert!(known(&rule.test), "{rule:?}");
    }
}
