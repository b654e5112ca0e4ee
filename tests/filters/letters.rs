//! Letters whose form or case is special, found by every kind of term in the same way. The oracle is a table: which names a user would
//! call the same, as Unicode's case folding has it.

use super::common::{Run, Tree};
use foldersheet::model::ScanOptions;
use foldersheet::session::Command;
use std::collections::BTreeSet;

/// Ways to write the same, composed and decomposed, in each case.
const ALIKE: &[&[&str]] = &[
    &["r\u{E9}sum\u{E9}", "re\u{301}sume\u{301}", "R\u{C9}SUM\u{C9}", "RE\u{301}SUME\u{301}"],
    // Syllables and their jamo.
    &["\u{D14C}\u{C2A4}\u{D2B8}", "\u{1110}\u{1166}\u{1109}\u{1173}\u{1110}\u{1173}"],
    // Several marks, in any order, some composed.
    &[
        "ti\u{1EBF}ng vi\u{1EC7}t",
        "tie\u{302}\u{301}ng vie\u{323}\u{302}t",
        "TI\u{CA}\u{301}NG VI\u{1EB8}\u{302}T",
    ],
    &["\u{30AC}\u{30D7}", "\u{30AB}\u{3099}\u{30D5}\u{309A}"],
    &["q\u{307}\u{323}x", "Q\u{323}\u{307}X"],
    // Characters that stand for another one.
    &["10\u{2126}", "10\u{3A9}", "10\u{3C9}"],
    &["\u{212B}ngstr\u{F6}m", "\u{C5}ngstro\u{308}m", "A\u{30A}NGSTR\u{D6}M", "\u{E5}ngstr\u{F6}m"],
    &["300\u{212A}", "300K", "300k"],
    // The letters i.
    &["istanbul", "\u{130}STANBUL", "I\u{307}stanbul", "i\u{307}stanbul", "ISTANBUL"],
    &["kay\u{131}t", "KAYIT", "kayit"],
    // Letters that fold to several, or to another one than the small one.
    &["stra\u{DF}e", "STRASSE", "STRA\u{1E9E}E", "strasse", "\u{17F}tra\u{DF}e"],
    &[
        "\u{3C3}\u{3AF}\u{3C3}\u{3C5}\u{3C6}\u{3BF}\u{3C2}",
        "\u{3A3}\u{38A}\u{3A3}\u{3A5}\u{3A6}\u{39F}\u{3A3}",
    ],
    &["\u{FB01}le", "file", "FILE"],
    &["o\u{FB03}ce", "OFFICE"],
    &["\u{149}x", "\u{2BC}Nx"],
    &["\u{13A0}\u{13F8}", "\u{AB70}\u{13F0}"],
    &["\u{3B1}\u{3B9}", "\u{1FB3}", "\u{391}\u{345}", "\u{1FBC}"],
];

/// The names that a filter finds in the window's session.
fn shown(run: &mut Run, filter: &str) -> BTreeSet<String> {
    run.apply(Command::SetFilter(filter.to_owned())).finish();
    assert_eq!(run.session.mistake(), None, "{filter}");
    let name = |(path, _): (Vec<u8>, _)| {
        let path = String::from_utf8(path).unwrap();
        path.rsplit('/').next().unwrap().to_owned()
    };
    run.shown().into_iter().map(name).collect()
}

fn read(tree: &Tree) -> Run {
    let mut run = Run::new(ScanOptions::default());
    run.pick(&[tree.path()]).finish();
    run
}

#[test]
fn whichever_way_it_is_written_all_are_found() {
    for (number, alike) in ALIKE.iter().enumerate() {
        let tree = Tree::new();
        // A prefix for a disk that takes two of them for one name.
        let named = |at: usize, name: &str| format!("{at}- {name}.{number}");
        let files: BTreeSet<String> = alike.iter().enumerate().map(|(at, name)| named(at, name)).collect();
        for file in &files {
            tree.file(file, 1);
        }
        tree.file("another one.txt", 1);
        let mut run = read(&tree);
        for typed in *alike {
            for filter in [
                format!("\"{typed}\""),
                format!("name:\"{typed}\""),
                format!("path:\"{typed}\""),
                format!("*{}*", typed.replace(' ', "?")),
                format!("?-?{}.*", typed.replace(' ', "?")),
                format!("path:*?{}.{number}", typed.replace(' ', "?")),
                format!("/{typed}/"),
                format!("/^[0-9]- (?:{typed})+\\.[0-9]+$/"),
                format!("path:/- {typed}\\./"),
            ] {
                assert_eq!(shown(&mut run, &filter), files, "{filter} for {alike:?}");
            }
            let rest = format!("-name:\"{typed}\"");
            assert_eq!(shown(&mut run, &rest), BTreeSet::from(["another one.txt".to_owned()]), "{rest}");
        }
    }
}

#[test]
fn extensions_and_folders_are_found_alike() {
    for alike in ALIKE {
        let tree = Tree::new();
        for (at, name) in alike.iter().enumerate() {
            tree.file(format!("a{at}.{name}"), 1);
            tree.file(format!("{at} {name}/b{at}"), 1);
            tree.file(format!("{at} {name}/c.{name}"), 1);
        }
        let mut run = read(&tree);
        for typed in *alike {
            let by_extension = shown(&mut run, &format!("ext:\"{typed}\""));
            assert_eq!(by_extension.len(), 2 * alike.len(), "ext:{typed} {by_extension:?}");
            for filter in [format!("path:\"{typed}/b\""), format!("*{}/b?", typed.replace(' ', "?"))] {
                assert_eq!(shown(&mut run, &filter).len(), alike.len(), "{filter}");
            }
        }
        // The picked folder itself.
        let roots: Vec<_> = (0..).zip(*alike).map(|(at, name)| tree.at(format!("{at} {name}"))).collect();
        let mut run = Run::new(ScanOptions::default());
        run.pick(&roots.iter().map(|root| root.as_path()).collect::<Vec<_>>()).finish();
        for typed in *alike {
            let filter = format!("root:\"{typed}\" b?");
            assert_eq!(shown(&mut run, &filter).len(), alike.len(), "{filter}");
        }
    }
}

#[test]
fn the_extension_that_is_shown_finds_its_row() {
    let tree = Tree::new();
    for (name, expected) in [
        ("RES\u{130}M.G\u{130}F", "gif"),
        ("RESI\u{307}M.GI\u{307}F", "gi\u{307}f"),
        ("x.STRA\u{1E9E}E", "stra\u{DF}e"),
        ("x.\u{FB01}L", "\u{FB01}l"),
        ("x.\u{3A3}\u{3C2}", "\u{3C3}\u{3C2}"),
        ("x.\u{13A0}", "\u{AB70}"),
        ("x.\u{130}\u{131}", "i\u{131}"),
        ("x.E\u{301}", "e\u{301}"),
        ("x.300\u{212A}", "300k"),
    ] {
        tree.file(name, 1);
        for at in ["name,extension", "extension"] {
            let mut program = std::process::Command::new(crate::common::PROGRAM);
            let filter = format!("--filter=ext:{expected}");
            let output =
                program.args(["--csv", "-", "--columns", at, &filter]).arg(tree.path()).output().unwrap();
            let lines = String::from_utf8(output.stdout).unwrap();
            let cells: Vec<&str> = lines.lines().skip(1).filter_map(|line| line.rsplit(',').next()).collect();
            assert!(cells.contains(&expected), "{name}: {cells:?}");
        }
        std::fs::remove_file(tree.at(name)).unwrap();
    }
}

#[test]
fn what_an_expression_says_of_single_letters_holds_for_the_name_as_it_is() {
    let tree = Tree::new();
    let (composed, parts) = ("\u{E9}t\u{E9}.txt", "e\u{301}te\u{301}.TXT");
    for name in [
        composed,
        parts,
        "stra\u{DF}e.txt",
        "strasse.txt",
        "class.txt",
        "\u{130}.txt",
        "X\u{30C}.txt",
        "300\u{212A}.txt",
    ] {
        tree.file(name, 1);
    }
    let mut run = read(&tree);
    for (filter, expected) in [
        // A letter is one, in parts or not.
        ("?t?.txt", vec![composed, parts]),
        ("/^.t.\\.txt$/", vec![composed, parts]),
        ("/^[\u{E9}]t[\u{E0}-\u{EF}]\\./", vec![composed, parts]),
        ("/^[e\u{301}]t/", vec![composed, parts]),
        ("/^e\u{301}?t/", vec![composed, parts]),
        ("?.txt", vec!["\u{130}.txt", "X\u{30C}.txt"]),
        ("stra?e.txt", vec!["stra\u{DF}e.txt"]),
        ("stra??e.txt", vec!["strasse.txt", "stra\u{DF}e.txt"]),
        // A class is the letters it names, and never what one of them folds to.
        ("/a[\u{DF}]e/", vec!["stra\u{DF}e.txt"]),
        ("/[\u{D8}-\u{F6}]/", vec![composed, parts, "stra\u{DF}e.txt"]),
        ("/^[^\\x00-\\x7F]/", vec![composed, parts, "\u{130}.txt"]),
        ("/\\p{M}/", vec!["X\u{30C}.txt"]),
        // A letter with its mark is not its base letter, in parts neither.
        ("/ete/", vec![]),
        ("/^e/", vec![]),
        ("/t[^\u{E9}]\\.t/", vec![]),
        ("e???.txt", vec![]),
        ("?t??txt", vec![composed, parts]),
        // By its number.
        ("/^e\\x{301}t/", vec![composed, parts]),
        ("/^\\x{E9}t/", vec![composed, parts]),
        ("/(?-i)^e\\x{301}t/", vec![composed, parts]),
        ("/^\\S\\D\\w\\./", vec![composed, parts]),
        ("/^\\p{Lu}\\./", vec!["\u{130}.txt"]),
        // Case matters where it is asked for.
        ("/(?-i)TXT/", vec![parts]),
        ("/(?-i)\\p{Lu}\\./", vec!["\u{130}.txt", "300\u{212A}.txt"]),
        ("/(?-i:s)s/", vec!["strasse.txt", "class.txt"]),
        // Letters one of which is several.
        ("/a(s|x){2}/", vec!["strasse.txt", "class.txt", "stra\u{DF}e.txt"]),
        ("/a\u{DF}\\b/", vec!["class.txt"]),
        ("/(?x) stra \u{DF} e # one/", vec!["strasse.txt", "stra\u{DF}e.txt"]),
        ("/(?-u:\\xCC\\x81)/", vec![parts]),
    ] {
        let expected: BTreeSet<String> = expected.into_iter().map(str::to_owned).collect();
        assert_eq!(shown(&mut run, filter), expected, "{filter}");
    }
}

#[test]
fn bytes_that_are_not_utf8_are_found_as_before() {
    use std::os::unix::ffi::OsStrExt;
    let tree = Tree::new();
    let name = b"caf\xE9 R\xC3\x89SUM\xC9.txt";
    if std::fs::write(tree.path().join(std::ffi::OsStr::from_bytes(name)), b"").is_err() {
        println!("skipped: this file system has only Unicode names");
        return;
    }
    let mut run = read(&tree);
    for filter in
        ["caf", "re\u{301}sum", "*.txt", "caf*r\u{E9}sum*", "/r\u{E9}sum/", "ext:TXT", "/(?-u)\\xE9/"]
    {
        run.apply(Command::SetFilter(filter.to_owned())).finish();
        assert_eq!(run.shown().len(), 1, "{filter}");
    }
}
