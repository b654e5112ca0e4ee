//! The man pages and completions that packages have: everything that `--help` lists is in them, and the programs they are for read them.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

mod common;
#[path = "../packages/pages/make.rs"]
mod make;

use common::Tree;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const PROGRAMS: [&str; 2] = ["foldersheet", "foldersheet-cli"];

fn pages() -> Tree {
    let folder = Tree::new();
    make::all(&folder.at("pages")).unwrap();
    folder
}

/// The long options of the real program's help.
fn options() -> Vec<String> {
    let help = Command::new(common::PROGRAM).arg("--help").stdin(Stdio::null()).output().unwrap().stdout;
    let help = String::from_utf8(help).unwrap();
    let option = |line: &str| {
        let line = line.trim_start();
        let words: Vec<&str> = line.split([' ', ',']).take(3).collect();
        let long = words.iter().find_map(|word| word.strip_prefix("--"))?;
        line.starts_with('-').then(|| long.to_owned())
    };
    let options: Vec<String> = help.lines().filter_map(option).collect();
    assert!(options.len() > 40 && options.iter().any(|option| option == "one-file-system"), "{options:?}");
    options
}

/// Whether the checker accepts a file, without a word. True where it isn't installed.
fn accepts(checker: &[&str], file: &Path) -> bool {
    let output = Command::new(checker[0]).args(&checker[1..]).arg(file).stdin(Stdio::null()).output();
    match output {
        Err(_) => {
            println!("skipped, as it isn't installed: {}", checker[0]);
            true
        }
        Ok(output) => {
            let said = [&output.stdout[..], &output.stderr].concat();
            println!("{checker:?} {}: {}", file.display(), String::from_utf8_lossy(&said));
            output.status.success() && said.is_empty()
        }
    }
}

#[test]
fn every_option_is_in_every_file() {
    let (folder, options) = (pages(), options());
    for program in PROGRAMS {
        let names = ["NAME.1", "NAME.bash", "_NAME", "NAME.fish", "_NAME.ps1"];
        for file in names.map(|name| name.replace("NAME", program)) {
            let text = fs::read_to_string(folder.at("pages").join(&file)).unwrap();
            // man(7) has its dashes escaped.
            let text = text.replace("\\-", "-");
            for option in &options {
                let named = match file.ends_with(".fish") {
                    true => {
                        text.contains(&format!("-l {option} ")) || text.contains(&format!("-l {option}\n"))
                    }
                    false => text.contains(&format!("--{option}")),
                };
                assert!(named, "{file} lacks --{option}");
            }
        }
    }
}

#[test]
fn a_page_has_what_readers_of_manuals_look_for() {
    let folder = pages();
    for program in PROGRAMS {
        let page = fs::read_to_string(folder.at("pages").join(format!("{program}.1"))).unwrap();
        let sections: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix(".SH ")).collect();
        let expected = [
            "NAME",
            "SYNOPSIS",
            "DESCRIPTION",
            "OPTIONS",
            "FILTER",
            "\"EXIT STATUS\"",
            "FILES",
            "EXAMPLES",
            "\"SEE ALSO\"",
        ];
        assert_eq!(sections, expected);
        let page = page.replace("\\-", "-");
        assert!(page.contains(&format!("\n{program} --csv files.csv /srv/data")), "{page}");
        assert!(page.contains("\nsize:>10mb"), "the language of the filter:\n{page}");
        for code in [0, 1, 2, 3, 4, 130] {
            assert!(page.contains(&format!("\n.TP\n\\fB{code}\\fR\n")), "exit code {code}:\n{page}");
        }
    }
    let window = fs::read_to_string(folder.at("pages/foldersheet-cli.1")).unwrap();
    assert!(!window.contains("open the window"), "an example that this program refuses");
}

#[test]
fn their_readers_accept_them() {
    let folder = pages();
    for program in PROGRAMS {
        let file = |name: &str| folder.at("pages").join(name.replace("NAME", program));
        assert!(accepts(&["mandoc", "-Tlint", "-Wwarning"], &file("NAME.1")));
        assert!(accepts(&["groff", "-man", "-ww", "-Tutf8", "-z"], &file("NAME.1")));
        assert!(accepts(&["bash", "-n"], &file("NAME.bash")));
        assert!(accepts(&["zsh", "-n"], &file("_NAME")));
        assert!(accepts(&["fish", "-n"], &file("NAME.fish")));
    }
}

/// What a shell offers, a word a line; `None` if it isn't installed.
fn offered(shell: &[&str], script: &str) -> Option<Vec<String>> {
    let home = Tree::new();
    let mut command = Command::new(shell[0]);
    command.args(&shell[1..]).arg(script).env("HOME", home.at("")).stdin(Stdio::null());
    let output =
        command.output().map_err(|_| println!("skipped, as it isn't installed: {}", shell[0])).ok()?;
    let text = String::from_utf8(output.stdout).unwrap();
    println!("{shell:?}: {text}{}", String::from_utf8_lossy(&output.stderr));
    Some(text.lines().map(|line| line.split('\t').next().unwrap_or_default().to_owned()).collect())
}

#[test]
fn shells_complete_options_and_their_values() {
    let folder = pages();
    let file = |name: &str| folder.at("pages").join(name).display().to_string();
    let bash = |words: &str| {
        let count = words.split(' ').count() - 1;
        let script = format!(
            "source '{}'; COMP_WORDS=({words}); COMP_CWORD={count}; set -- {words}; \
             _foldersheet foldersheet \"${{COMP_WORDS[{count}]}}\" \"${{COMP_WORDS[{count} - 1]}}\"; \
             printf '%s\\n' \"${{COMPREPLY[@]}}\"",
            file("foldersheet.bash")
        );
        offered(&["bash", "--norc", "-c"], &script)
    };
    let fish = |words: &str| {
        let script = format!("source '{}'; complete -C 'foldersheet {words}'", file("foldersheet.fish"));
        offered(&["fish", "--no-config", "-c"], &script)
    };
    for (found, expected) in [
        (bash("foldersheet --prob"), &["--problems"][..]),
        (bash("foldersheet --chart y"), &["years"]),
        (fish("--prob"), &["--problems"]),
        (fish("--chart y"), &["years"]),
    ] {
        assert!(found.is_none_or(|found| found == expected));
    }
}
