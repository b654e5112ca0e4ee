//! Zenity, the dialog where the desktop has no portal. `linux` calls it on a thread that may wait.
//!
//! It prints the paths as they are, with a separator between them and a line break at the end.

use super::{Answer, Question, SHEETS, glob};
use crate::model::name;
use crate::text;
use std::borrow::Cow;
use std::ffi::OsString;
use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// Between two paths: no path has two slashes in a row, except at its start, because GTK normalises them. (A NUL would be
/// simpler, but no argument can hold one.)
const SEPARATOR: &str = "//|";

/// What zenity 3 prints for a name that GLib can't convert to UTF-8.
const UNPRINTABLE: &[u8] = b"(null)";

/// Asks by zenity, and waits for the answer. `before` is a sentence on why the portal wasn't asked.
pub(super) fn ask(question: &Question, before: &str) -> Answer {
    ask_by(|| Command::new("zenity"), question, before)
}

/// Asks by a program that understands what zenity does.
fn ask_by(program: impl Fn() -> Command, question: &Question, before: &str) -> Answer {
    let run = |confirms| {
        let mut command = program();
        command.args(arguments(question, confirms));
        // GLib would print in the locale's encoding, with question marks for what isn't in it.
        command.env("CHARSET", "UTF-8").stdin(Stdio::null()).output()
    };
    let mut ended = run(true);
    // A later version, which always asks, may have done away with the option.
    if ended.as_ref().is_ok_and(|output| rejects(output, "--confirm-overwrite")) {
        ended = run(false);
    }
    read(ended, question, before)
}

fn arguments(question: &Question, confirms: bool) -> Vec<OsString> {
    let mut arguments: Vec<OsString> =
        vec!["--file-selection".into(), format!("--title={}", question.title()).into()];
    let mut filename = OsString::from("--filename=");
    match question {
        Question::Folders { .. } => {
            arguments.extend(["--directory", "--multiple"].map(OsString::from));
            arguments.push(format!("--separator={SEPARATOR}").into());
            if let Some(start) = question.start() {
                // An empty part puts the separator at the end: it is the folder that is shown, not one that is selected.
                filename.push(start.join(""));
                arguments.push(filename);
            }
        }
        Question::Sheet { .. } => {
            if let Some(start) = question.start() {
                filename.push(start.join(""));
                arguments.push(filename);
            }
            arguments.extend(SHEETS.iter().map(|(kind, ends)| {
                let globs: Vec<String> = ends.iter().map(|end| glob(end)).collect();
                format!("--file-filter={kind} | {}", globs.join(" ")).into()
            }));
        }
        Question::File { name, kind, extension, .. } => {
            arguments.push("--save".into());
            // Before version 3.91 it doesn't ask on its own whether to replace a file; later versions ignore the option.
            if confirms {
                arguments.push("--confirm-overwrite".into());
            }
            filename.push(question.start().map_or_else(|| PathBuf::from(name), |start| start.join(name)));
            arguments.push(filename);
            arguments.push(format!("--file-filter={kind} | *.{extension}").into());
        }
    }
    arguments
}

fn rejects(output: &Output, option: &str) -> bool {
    !output.status.success()
        && output.stdout.is_empty()
        && said(output).lines().any(|line| line.contains(option) && !line.contains("arning"))
}

fn read(ended: io::Result<Output>, question: &Question, before: &str) -> Answer {
    let output = match ended {
        Ok(output) => output,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return question.failed(&format!(
                "{before} To get a file dialog, install the package xdg-desktop-portal-gtk or zenity."
            ));
        }
        Err(error) => return question.failed(&format!("The dialog, zenity, could not be started: {error}.")),
    };
    match output.status.code() {
        Some(0) => chosen(&output.stdout, question),
        // Closed and cancelled; and a display that it can't open, of which GTK tells only in words.
        Some(1) if !said(&output).contains("open display") => Answer::Cancelled,
        _ => {
            let said = said(&output);
            let why = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("without a word");
            question.failed(&format!(
                "The dialog, zenity, failed ({}): {}.",
                output.status,
                why.trim().trim_end_matches('.')
            ))
        }
    }
}

fn said(output: &Output) -> Cow<'_, str> {
    String::from_utf8_lossy(&output.stderr)
}

/// What zenity's answer means.
fn chosen(printed: &[u8], question: &Question) -> Answer {
    let printed = printed.strip_suffix(b"\n").unwrap_or(printed);
    let each = match question {
        _ if printed.is_empty() => return Answer::Cancelled,
        Question::Folders { .. } => split(printed),
        Question::Sheet { .. } | Question::File { .. } => vec![printed],
    };
    let (paths, others): (Vec<&[u8]>, Vec<&[u8]>) = each.into_iter().partition(|one| one.starts_with(b"/"));
    let paths: Vec<_> = paths.into_iter().map(|path| PathBuf::from(name::to_os(path).into_owned())).collect();
    let Some(first) = others.first() else { return Answer::Chosen(paths) };
    let why = if *first == UNPRINTABLE {
        "The dialog, zenity, can't name a folder or file whose name is not valid UTF-8.".to_owned()
    } else {
        let first = text::shown(first);
        format!("The dialog, zenity, gave an answer that is not a path: {first}.")
    };
    match question.failed(&why) {
        Answer::Unavailable(why) if !paths.is_empty() => Answer::Partly(paths, why),
        none => none,
    }
}

/// Cuts at each separator, but not where a path begins: there two slashes may stand.
fn split(mut printed: &[u8]) -> Vec<&[u8]> {
    let separator = SEPARATOR.as_bytes();
    let mut parts = Vec::new();
    let mut from = 1;
    while let Some(at) = printed.get(from..).and_then(|rest| memchr::memmem::find(rest, separator)) {
        let (part, rest) = printed.split_at(from + at);
        parts.push(part);
        printed = &rest[separator.len()..];
        from = 1;
    }
    parts.push(printed);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::ffi::OsStrExt;

    const FOLDERS: Question = Question::Folders { start: None };
    const BEFORE: &str = "There is no portal.";

    fn file() -> Question {
        Question::File {
            title: "Save as",
            name: "ü.csv".into(),
            kind: "CSV".into(),
            extension: "csv".into(),
            start: None,
        }
    }

    /// Asks by a shell script in zenity's stead.
    fn asked(script: &str, question: &Question) -> Answer {
        let program = || {
            let mut shell = Command::new("sh");
            shell.args(["-c", script, "zenity"]);
            shell
        };
        ask_by(program, question, BEFORE)
    }

    fn bytes(paths: &[&[u8]]) -> Vec<PathBuf> {
        paths.iter().map(|path| PathBuf::from(name::to_os(path).into_owned())).collect()
    }

    #[test]
    fn every_path_comes_back_as_it_was_picked() {
        let odd: [&[u8]; 11] = [
            b"/p/a|b",
            b"/p/a|",
            b"/|",
            b"/p/trail ",
            b"/ p/\t\r",
            b"/p/new\nline",
            b"/p/ends in one\n",
            b"/p/\xFF\xFE",
            b"/p/\n",
            b"/",
            b"//|/two slashes at the begin",
        ];
        for n in 1..=odd.len() {
            let mut printed = odd[..n].join(SEPARATOR.as_bytes());
            printed.push(b'\n');
            assert_eq!(chosen(&printed, &FOLDERS), Answer::Chosen(bytes(&odd[..n])));
        }
        for one in odd {
            let printed = [one, b"\n"].concat();
            assert_eq!(chosen(&printed, &file()), Answer::Chosen(bytes(&[one])), "a file's name");
        }
        assert_eq!(chosen(b"/a/b", &file()), Answer::Chosen(bytes(&[b"/a/b"])), "without its line break");
    }

    #[test]
    fn a_picked_folder_with_a_bar_is_one_folder() {
        let script = r"printf '/p/a|b//|/p/trail //|/p/\377\n\n'";
        let picked = bytes(&[b"/p/a|b", b"/p/trail ", b"/p/\xFF\n"]);
        assert_eq!(asked(script, &FOLDERS), Answer::Chosen(picked));
    }

    #[test]
    fn what_it_says_besides_is_no_answer() {
        let script = "echo 'Gtk-WARNING **: cannot open the theme' >&2; printf '/x\\n'";
        assert_eq!(asked(script, &FOLDERS), Answer::Chosen(bytes(&[b"/x"])));
    }

    #[test]
    fn it_is_asked_as_zenity_wants() {
        let said = |question: &Question| match asked(r#"printf '/%s' "$*""#, question) {
            Answer::Chosen(paths) => String::from_utf8(paths[0].as_os_str().as_bytes().to_vec()).unwrap(),
            other => panic!("{other:?}"),
        };
        let save = said(&file());
        for option in ["--save", "--confirm-overwrite", "--filename=ü.csv", "--file-filter=CSV | *.csv"] {
            assert!(save.contains(option), "{save}");
        }
        let start = Some(PathBuf::from("/with space"));
        let begins = r#"case "$*" in *"--filename=/with space/") printf /x;; esac"#;
        let folders = Question::Folders { start: start.clone() };
        assert_eq!(asked(begins, &folders), Answer::Chosen(bytes(&[b"/x"])));
        let [name, kind, extension] = ["a.csv", "CSV", "csv"].map(str::to_owned);
        let save = said(&Question::File { title: "Save as", name, kind, extension, start });
        assert!(save.contains("--filename=/with space/a.csv"), "{save}");
        let answer = asked(r#"case "$*" in *--separator=//\|) printf /x;; esac"#, &FOLDERS);
        assert_eq!(answer, Answer::Chosen(bytes(&[b"/x"])));
    }

    #[test]
    fn a_dialog_that_is_closed_is_cancelled() {
        for script in ["exit 1", "exit 0", "echo; exit 0", "echo 'Gtk-WARNING **: odd' >&2; exit 1"] {
            for question in [FOLDERS, file()] {
                assert_eq!(asked(script, &question), Answer::Cancelled, "{script}");
            }
        }
    }

    #[test]
    fn a_dialog_that_fails_is_said_with_what_to_do() {
        for (script, words) in [
            ("echo 'Gtk-WARNING **: cannot open display: ' >&2; exit 1", "open display"),
            ("echo 'This option is not available.' >&2; exit 255", "This option is not available"),
            ("kill -9 $$", "signal: 9"),
            ("exit 5", "exit status: 5"),
            ("echo '(null)'", "not valid UTF-8"),
            ("echo smb://nas/x", "not a path: smb://nas/x"),
        ] {
            for (question, instead) in [(FOLDERS, "Type or paste"), (file(), "Type where to write")] {
                match asked(script, &question) {
                    Answer::Unavailable(why) => {
                        assert!(why.contains(words) && why.contains(instead), "{why}")
                    }
                    other => panic!("{script}: {other:?}"),
                }
            }
        }
        let missing = ask_by(|| Command::new("/nonexistent/zenity"), &file(), BEFORE);
        assert!(matches!(missing, Answer::Unavailable(why) if why.contains(BEFORE)
            && why.contains("install the package") && why.contains("Type where")));
    }

    #[test]
    fn a_folder_that_it_cannot_name_takes_no_other_with_it() {
        // As zenity 3.44 prints it.
        match asked("printf '/p/a|b//|(null)//|/p/new\\nline\\n'", &FOLDERS) {
            Answer::Partly(paths, why) => {
                assert_eq!(paths, bytes(&[b"/p/a|b", b"/p/new\nline"]));
                assert!(why.contains("not valid UTF-8"), "{why}");
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_version_without_the_question_of_old_is_asked_without_it() {
        let script = r#"case "$*" in *confirm*) echo 'Unknown option --confirm-overwrite' >&2; exit 255;; esac; echo /x"#;
        assert_eq!(asked(script, &file()), Answer::Chosen(bytes(&[b"/x"])));
        // One that only warns was answered, if only by closing it.
        let script = r#"case "$*" in *confirm*) echo 'Warning: --confirm-overwrite is deprecated' >&2; exit 1;; esac; echo /x"#;
        assert_eq!(asked(script, &file()), Answer::Cancelled);
    }
}
