//! Arguments that make no sense, to the real program: told in a few lines that name the argument, whatever its value is.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

mod common;

use common::{Tree, os};
use std::ffi::OsStr;
use std::process::{Command, Output, Stdio};

/// The exit code, standard output and standard error.
fn run(args: &[&OsStr]) -> (Option<i32>, String, String) {
    let mut program = Command::new(common::PROGRAM);
    let Output { status, stdout, stderr } = program.args(args).stdin(Stdio::null()).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (status.code(), text(stdout), text(stderr))
}

/// What is said of an argument with a wrong value, which is fit for a terminal.
fn refused(name: &str, value: &[u8]) -> String {
    let joined = [name.as_bytes(), b"=", value].concat();
    let output = [OsStr::new("--csv"), OsStr::new("-"), OsStr::new("no-such-folder")];
    let apart = run(&[&output[..], &[OsStr::new(name), &os(value)]].concat());
    let (code, stdout, stderr) = run(&[&output[..], &[&os(&joined)]].concat());
    assert_eq!((code, &stdout[..]), (Some(2), ""), "{name}: {stderr}");
    // Apart, a value that begins as an option does is one.
    assert!(value.starts_with(b"-") || apart == (code, stdout, stderr.clone()), "{name}: {apart:?}");
    assert!(stderr.contains(name) && stderr.contains("--help"), "{name}: {stderr}");
    assert!(stderr.len() < 2_000, "{name}: {} bytes", stderr.len());
    assert!(stderr.lines().all(|line| !line.chars().any(char::is_control)), "{name}: {stderr:?}");
    stderr
}

const TEXTS: [&str; 10] = [
    "--exclude",
    "--filter",
    "--columns",
    "--sort",
    "--separator",
    "--preset",
    "--split",
    "--workers",
    "--memory",
    "--renderer",
];

#[test]
fn a_text_that_is_not_utf8_is_told_with_its_argument() {
    for name in TEXTS {
        let told = refused(name, b"caf\xe9\x1b[31m");
        assert!(told.contains("caf\\xE9\\u{1B}[31m"), "{name}: {told}");
        assert!(told.contains("it must be valid UTF-8"), "{name}: {told}");
    }
    for name in ["--exclude", "--filter"] {
        assert!(refused(name, b"\xff").contains("Write * for the part of a name that is not"), "{name}");
    }
    let (code, _, told) = run(&["--out", "no-such-folder/x.csv", "no-such-folder", "--format"]
        .map(OsStr::new)
        .into_iter()
        .chain([&*os(b"\xff")])
        .collect::<Vec<_>>());
    assert!(code == Some(2) && told.contains("--format") && told.contains("\\xFF"), "{told}");
}

#[test]
fn what_is_told_to_do_instead_works() {
    let tree = Tree::new();
    tree.file(os(b"caf\xe9.txt"), 1).file("coffee.txt", 1);
    let sheet = |option: &str, value: &str| {
        let args = ["--csv", "-", "--columns", "name", option, value].map(OsStr::new);
        let (code, stdout, stderr) = run(&[&args[..], &[tree.path().as_os_str()]].concat());
        assert_eq!(code, Some(0), "{stderr}");
        stdout.lines().nth(1).unwrap().to_owned()
    };
    assert_eq!(sheet("--exclude", "caf*.txt"), "coffee.txt");
    assert_eq!(sheet("--filter", "caf*.txt"), "caf\\xE9.txt");
}

#[test]
fn no_wrong_value_reaches_the_terminal_as_it_is() {
    for name in TEXTS {
        let told = refused(name, "size:\u{1b}]0;owned\u{7}\u{202e}[z-a]".as_bytes());
        assert!(told.contains("\\u{1B}]0;owned\\u{7}\\u{202E}"), "{name}: {told}");
    }
    for arg in ["--\u{1b}[31mred", "--csv=\u{1b}[31m", "--folders=\u{1b}[31m"] {
        let (code, _, told) = run(&[OsStr::new(arg)]);
        assert_eq!(code, Some(2), "{told}");
        assert!(told.lines().all(|line| !line.chars().any(char::is_control)), "{told:?}");
    }
}

#[test]
fn a_value_of_any_length_is_told_in_a_few_lines() {
    for name in TEXTS {
        refused(name, &[b"x{/\"".repeat(25_000), b"size:?".to_vec()].concat());
    }
    let (code, _, told) = run(&[OsStr::new(&format!("--{}", "x".repeat(100_000)))]);
    assert!(code == Some(2) && told.len() < 2_000, "{} bytes", told.len());
}

#[test]
fn patterns_that_are_too_long_are_refused() {
    for part in ["{", "[", "*", "[[:alpha:]]", "\\{"] {
        for count in [1_001, 10_000] {
            let told = refused("--exclude", part.repeat(count).as_bytes());
            assert!(told.contains("it is too long: 1000 characters at most"), "{part}: {told}");
        }
    }
    let many = vec!["--exclude=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"; 200];
    let args: Vec<&OsStr> =
        ["--csv", "-", "no-such-folder"].into_iter().chain(many).map(OsStr::new).collect();
    let (code, _, told) = run(&args);
    assert!(code == Some(2) && told.contains("10000 characters together at most"), "{told}");
}
