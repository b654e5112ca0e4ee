use super::*;
use proptest::prelude::*;

fn mistake(lines: &[&str]) -> String {
    let lines: Vec<String> = lines.iter().map(|&line| line.to_owned()).collect();
    let checked = check_patterns(&lines).unwrap_err();
    assert_eq!(Patterns::new(&lines).unwrap_err(), checked);
    let said = crate::words::pattern_mistake(&checked);
    assert!(said.len() < 300, "{} bytes", said.len());
    said
}

#[test]
fn what_is_too_long_is_refused() {
    for line in ["{".repeat(100_000), "[".repeat(100_000), "?".repeat(1001)] {
        assert!(mistake(&[&line]).contains("it is too long: 1000 characters at most"), "{line:.10}");
    }
}

#[test]
fn what_is_let_pass_can_be_understood() {
    let long = [
        "?".repeat(1000),
        "*a".repeat(500),
        "**".repeat(500),
        "[!é]".repeat(250),
        "é".repeat(1000),
        "{a,*}".repeat(200),
        "{".repeat(1000),
        "[".repeat(1000),
        "[[:alpha:]]".repeat(90),
        "[a-z]".repeat(200),
        "k".repeat(1000),
    ];
    for line in long {
        let lines = vec![line; 10];
        let characters = lines.concat().chars().count();
        assert!(characters <= ALL, "{:.10}", lines[0]);
        for case in [LetterCase::Told, LetterCase::Ignored] {
            let understood = |lines| Patterns::with_case(lines, case).map(|patterns| patterns.is_some());
            assert_eq!(understood(&lines[..1]), Ok(true), "{:.10}", lines[0]);
            assert_eq!(understood(&lines), Ok(true), "{:.10}", lines[0]);
        }
    }
    for case in [LetterCase::Told, LetterCase::Ignored] {
        assert!(Patterns::with_case(&vec!["*.tmp".to_owned(); 1000], case).is_ok());
    }
}

/// Whether the last of these names is left out, going down from a picked folder by the ones before.
fn is_out_of(picked: &str, patterns: &Patterns, path: &[&str], is_folder: bool) -> bool {
    let mut scratch = Scratch::default();
    let mut at = patterns.top(&[Path::new(picked)]);
    let (name, folders) = path.split_last().unwrap();
    for folder in folders {
        at = patterns.inside(&at, folder.as_bytes(), &mut scratch);
    }
    let known = patterns.leave_out(&at, name.as_bytes(), Some(is_folder), &mut scratch).unwrap();
    let unknown = patterns.leave_out(&at, name.as_bytes(), None, &mut scratch);
    assert!(unknown.is_none_or(|unknown| unknown == known));
    known
}

fn is_out(patterns: &Patterns, path: &[String], is_folder: bool) -> bool {
    is_out_of("/picked", patterns, &path.iter().map(String::as_str).collect::<Vec<_>>(), is_folder)
}

fn patterns(lines: &[&str]) -> Option<Patterns> {
    cased(lines, LetterCase::Told)
}

fn cased(lines: &[&str], case: LetterCase) -> Option<Patterns> {
    let lines: Vec<String> = lines.iter().map(|&line| line.to_owned()).collect();
    Patterns::with_case(&lines, case).unwrap()
}

/// What the library that ripgrep has says of the whole path.
fn is_out_by_the_library(lines: &[String], path: &[String], is_folder: bool, case: LetterCase) -> bool {
    let mut builder = ignore::gitignore::GitignoreBuilder::new("");
    builder.case_insensitive(case == LetterCase::Ignored).unwrap();
    for line in lines {
        builder.add_line(None, line).unwrap();
    }
    builder.build().unwrap().matched(path.join("/"), is_folder).is_ignore()
}

#[test]
fn patterns_mean_what_they_mean_to_ripgrep() {
    let lines = [
        "a",
        "/a",
        "a/",
        "/a/",
        "a/b",
        "a/*",
        "a/**",
        "**/a",
        "**/a/b",
        "**/a/*/b",
        "a/**/b",
        "**",
        "*",
        "/*",
        "!a",
        "!a/b",
        "*.b",
        "[ab]",
        "a\\/b",
        "\\!a",
        "#a",
        "a//b",
        "**/**/a",
        "a/**/**/b",
        "a**b",
        "**a",
        "",
        " ",
        "a ",
        "a\\ ",
        "[",
        "a/[b",
        "?",
        "/**",
        "/**/a",
        "!**",
        "!*/",
    ];
    let names = ["a", "b", "ab", "a.b"];
    let mut paths: Vec<Vec<String>> = vec![Vec::new()];
    let mut all = Vec::new();
    // Wine gives memory slowly.
    for _ in 0..if cfg!(windows) { 3 } else { 4 } {
        let longer = |path: &Vec<String>| {
            let path = path.clone();
            names.map(move |name| [path.clone(), vec![name.to_owned()]].concat())
        };
        paths = paths.iter().flat_map(longer).collect();
        all.extend(paths.clone());
    }
    for line in lines {
        for lines in [
            vec![line.to_owned()],
            vec!["a".to_owned(), line.to_owned()],
            vec![line.to_owned(), "!b".to_owned()],
        ] {
            let patterns = Patterns::with_case(&lines, LetterCase::Told).unwrap();
            for path in &all {
                for is_folder in [false, true] {
                    let out = patterns.as_ref().is_some_and(|patterns| is_out(patterns, path, is_folder));
                    assert_eq!(
                        out,
                        is_out_by_the_library(&lines, path, is_folder, LetterCase::Told),
                        "{lines:?} {path:?} {is_folder}"
                    );
                }
            }
        }
    }
}

/// A line of a few parts of a few signs each.
fn line() -> impl Strategy<Value = String> {
    // To the library a class like `[!A]` matches a slash too, to git and this program none: as the first of a part there can't be one.
    let part = r"(\[!A\])?(a|b|A|\*|\?|\*\*|\[ab\]|\.){1,3}";
    ("!?/?", prop::collection::vec(part, 1..5), "/?")
        .prop_map(|(before, parts, after)| format!("{before}{}{after}", parts.join("/")))
        // Where git and this program go other ways: a name that is a point or two.
        .prop_filter("a name of points", |line| {
            !line.split(['/', '!']).any(|part| part == "." || part == "..")
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]
    #[test]
    fn random_patterns_mean_what_they_mean_to_ripgrep(
        lines in prop::collection::vec(line(), 1..5),
        path in prop::collection::vec(r"[abAB]{1,2}(\.[ab])?", 1..6),
        is_folder: bool,
    ) {
        for case in [LetterCase::Told, LetterCase::Ignored] {
            let patterns = Patterns::with_case(&lines, case).unwrap();
            let out = patterns.is_some_and(|patterns| is_out(&patterns, &path, is_folder));
            prop_assert_eq!(out, is_out_by_the_library(&lines, &path, is_folder, case));
        }
    }
}

#[test]
fn only_a_slash_matches_a_slash() {
    for line in ["a[!x]b", "a?b", "a*b", "a**b", "[!x]?[!x]", "a[+-9]b"] {
        assert!(!is_out_of("/picked", &patterns(&[line]).unwrap(), &["a", "b"], false), "{line}");
    }
}

/// What git itself says of names at the top, as `git check-ignore` does; checked below wherever there is a git.
const OF_GIT: [(&str, &[&str], &[&str]); 22] = [
    ("*.{jpg,png}", &["a.{jpg,png}"], &["a.jpg", "a.png"]),
    ("{a,b}", &["{a,b}"], &["a", "b"]),
    ("{", &["{"], &["a"]),
    ("a}", &["a}"], &["a"]),
    ("[[:digit:]]x", &["1x"], &["ax", "[x", ":x", "d]x"]),
    ("[[:alpha:]_]", &["a", "Z", "_"], &["1", ":"]),
    ("[![:space:]]", &["a"], &[" "]),
    ("[[:upper:][:digit:]]", &["A", "1"], &["a"]),
    ("[]a]", &["]", "a"], &["b"]),
    ("[!]a]", &["b"], &["]", "a"]),
    ("[^a]", &["b", "^"], &["a"]),
    ("[a^]", &["^", "a"], &["b"]),
    ("[a!]", &["!", "a"], &["b"]),
    ("[-a]", &["-", "a"], &["b"]),
    ("[a-]", &["-", "a"], &["b"]),
    ("[+--]", &["+", ",", "-"], &["."]),
    ("[A-^]", &["B", "]", "^", "["], &["_", "-"]),
    (r"[\]]", &["]"], &[r"\"]),
    (r"[\\]", &[r"\"], &["a"]),
    (r"\*a", &["*a"], &["ba"]),
    (r"\{a", &["{a"], &["a"]),
    (r"?\**b", &["x*b", "x*yb"], &["xb"]),
];

#[test]
fn braces_classes_and_backslashes_are_those_of_git() {
    for (line, out, stays) in OF_GIT {
        let patterns = patterns(&[line]).unwrap();
        for (names, expected) in [(out, true), (stays, false)] {
            for name in names {
                assert_eq!(is_out_of("/picked", &patterns, &[name], false), expected, "{line}: {name}");
            }
        }
    }
}

/// The same with `core.ignorecase`.
const OF_GIT_IN_ANY_CASE: [(&str, &[&str], &[&str]); 9] = [
    ("Node_Modules", &["node_modules", "NODE_MODULES", "Node_Modules"], &["node-modules"]),
    ("*.tmp", &["a.TMP", "a.tMp", "a.tmp"], &["a.tmpx"]),
    ("[a-c]x", &["ax", "BX", "Cx"], &["dx", "D"]),
    ("[!a]", &["b", "B", "1"], &["a", "A"]),
    ("[[:upper:]]", &["A", "a"], &["1"]),
    ("[[:lower:]]1", &["a1", "A1"], &["11"]),
    ("[Z-a]", &["Z", "[", "a", "z", "A"], &["b", "B"]),
    // Letters beyond ASCII are told apart.
    ("Übung", &["Übung", "ÜBUNG"], &["übung"]),
    ("straße", &["straße", "STRAßE"], &["STRASSE"]),
];

#[test]
fn upper_and_lower_case_are_one_where_they_are_to_git() {
    for (line, out, stays) in OF_GIT_IN_ANY_CASE {
        let ignored = cased(&[line], LetterCase::Ignored).unwrap();
        for (names, expected) in [(out, true), (stays, false)] {
            for name in names {
                assert_eq!(is_out_of("/picked", &ignored, &[name], false), expected, "{line}: {name}");
            }
        }
    }
    let told = cased(&["Node_Modules"], LetterCase::Told).unwrap();
    assert!(!is_out_of("/picked", &told, &["node_modules"], true));
    assert!(is_out_of("/picked", &told, &["Node_Modules"], true));
    // The way to the picked folder, and from there on; and what is kept after all.
    for (case, expected) in [(LetterCase::Told, false), (LetterCase::Ignored, true)] {
        let absolute = cased(&["/SRV/t/A/*.O", "!Keep.o"], case).unwrap();
        assert_eq!(is_out_of("/srv/T", &absolute, &["a", "x.o"], false), expected);
        assert!(!is_out_of("/srv/T", &absolute, &["a", "keep.O"], false));
    }
    let is_one = cfg!(any(windows, target_os = "macos"));
    assert_eq!(LetterCase::OF_SYSTEM == LetterCase::Ignored, is_one);
}

#[test]
fn git_says_the_same() {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let dir = tempfile::tempdir().unwrap();
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.current_dir(dir.path()).args(arguments).env("GIT_CONFIG_GLOBAL", "/dev/null");
        git.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        git
    };
    if !git(&["init", "-q"]).status().is_ok_and(|status| status.success()) {
        return println!("skipped: git is not here");
    }
    let cases = OF_GIT.iter().map(|case| ("core.ignorecase=false", case));
    let in_any_case = OF_GIT_IN_ANY_CASE.iter().map(|case| ("core.ignorecase=true", case));
    for (how, &(line, out, stays)) in cases.chain(in_any_case) {
        std::fs::write(dir.path().join(".gitignore"), format!("{line}\n")).unwrap();
        let mut check = git(&["-c", how, "check-ignore", "-z", "--no-index", "--stdin"]).spawn().unwrap();
        let names: Vec<&str> = out.iter().chain(stays).copied().collect();
        check.stdin.take().unwrap().write_all(names.join("\0").as_bytes()).unwrap();
        let said = String::from_utf8(check.wait_with_output().unwrap().stdout).unwrap();
        let ignored: Vec<&str> = said.split_terminator('\0').collect();
        assert_eq!(ignored, out, "{line}");
    }
}

#[test]
fn a_path_may_be_written_as_the_shell_has_it() {
    for (line, path, expected) in [
        ("./private", &["private"][..], true),
        ("./private", &["a", "private"], false),
        ("././a/b", &["a", "b"], true),
        ("!./a", &["a"], false),
        ("/srv/t/private", &["private"], true),
        ("/srv/t/private", &["a", "private"], false),
        ("/srv/t/a/*.tmp", &["a", "x.tmp"], true),
        ("/srv/t/a/*.tmp", &["x.tmp"], false),
        ("/srv/t/**/x", &["a", "b", "x"], true),
        ("/srv/t/private/", &["private"], true),
        // As .gitignore has it still.
        ("/srv/t/private", &["srv", "t", "private"], true),
        ("/private", &["private"], true),
        // Only a path that names the picked folder itself is one of this machine.
        ("/srv/*/private", &["private"], false),
        ("/srv/t", &["a"], false),
        ("/srv/u/private", &["private"], false),
        ("/t/private", &["private"], false),
        ("srv/t/private", &["private"], false),
    ] {
        let patterns = patterns(&[line]).unwrap();
        assert_eq!(is_out_of("/srv/t", &patterns, path, true), expected, "{line}: {path:?}");
    }
    let both = patterns(&["/srv/t/a", "!/srv/t/a/keep", "*.o"]).unwrap();
    assert!(is_out_of("/srv/t", &both, &["a"], true));
    assert!(!is_out_of("/srv/t", &both, &["a", "keep"], true));
    assert!(is_out_of("/srv/u", &both, &["x.o"], false) && !is_out_of("/srv/u", &both, &["a"], true));
}

#[test]
fn what_matches_nothing_is_known() {
    let lines = ["*.o", "# a comment", "/gone", "a//b", "..", "[/]", "!keep", ".", "*.p"];
    let all = patterns(&lines).unwrap();
    assert_eq!(all.unmatched(), (0..lines.len()).collect::<Vec<_>>());
    is_out_of("/srv/t", &all, &["a", "x.o"], false);
    is_out_of("/srv/t", &all, &["keep"], false);
    assert_eq!(all.unmatched(), [1, 2, 3, 4, 5, 6, 7, 8], "there was nothing to keep");
    is_out_of("/srv/t", &all, &["keep.p"], false);
    // A rule for folders that meets a file, and one that has nothing to keep.
    let folders = patterns(&["a/", "!b"]).unwrap();
    is_out_of("/srv/t", &folders, &["a"], false);
    is_out_of("/srv/t", &folders, &["b"], false);
    assert_eq!(folders.unmatched(), [0, 1]);
    is_out_of("/srv/t", &folders, &["a"], true);
    assert_eq!(folders.unmatched(), [1]);
    let kept = patterns(&["*.o", "!k.o"]).unwrap();
    is_out_of("/srv/t", &kept, &["k.o"], false);
    assert_eq!(kept.unmatched(), [0; 0]);
    let twice = patterns(&["*.o", "*.o"]).unwrap();
    is_out_of("/srv/t", &twice, &["x.o"], false);
    assert_eq!(twice.unmatched(), [0; 0]);
}

#[test]
fn many_are_bounded_together() {
    assert!(mistake(&["a"; 1001]).contains("too many patterns: 1000 at most"));
    let long = "a".repeat(1000);
    assert!(mistake(&[&long[..]; 11]).contains("10000 characters together"));
}

#[test]
fn a_mistake_names_the_pattern_and_shows_no_control_character() {
    for (line, why) in [
        ("[z-a]", "the range z-a ends before it begins"),
        ("a\\", "a backslash at its end"),
        ("[[:letter:]]", "there are no characters called [:letter:]"),
    ] {
        assert!(mistake(&["ok", line]).starts_with(&format!("the pattern {line:?}: {why}")), "{line}");
    }
    assert!(mistake(&["[z-a]\u{1b}[31m"]).starts_with("the pattern \"[z-a]\\u{1b}[31m\": "));
}
