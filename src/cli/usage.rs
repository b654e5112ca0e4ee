//! Mistakes in the arguments. `clap` quotes an argument as it is, and a terminal would obey what it holds.

use super::Args;
use crate::model::name;
use crate::text;
use clap::{CommandFactory, Parser};
use std::ffi::OsString;

/// Tells what is wrong with the program's arguments, or the help that they ask for, and ends the program.
pub(super) fn refuse(error: &clap::Error) -> ! {
    told(error, std::env::args_os()).exit()
}

/// The same mistake, made with arguments that hold nothing but what can be seen.
fn told(error: &clap::Error, args: impl Iterator<Item = OsString>) -> clap::Error {
    let harmless = args.map(|arg| text::printable(&text::decoded(name::bytes(&arg))).into_owned());
    match Args::try_parse_from(harmless) {
        Err(told) => told,
        // It was in what can't be seen, such as a byte that belongs to no character: told without quoting it.
        Ok(_) => clap::Error::new(error.kind()).with_cmd(&Args::command()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_told_with_nothing_that_a_terminal_obeys() {
        for (args, said) in [
            (&["--no\u{1b}[31mnsense"][..], "'--no\\u{1B}[31mnsense'"),
            (&["--sort", "\u{9b}2Jsi\nze", "x"], "`\\u{9B}2Jsi\\u{A}ze`"),
            (&["--columns", "na\u{202E}me", "--csv", "-", "x"], "na\\u{202E}me"),
            (&["--workers", "4\r", "x"], "'4\\u{D}'"),
            (&["--filter", "/(\u{1b}/", "x"], "/(\\u{1B}/"),
            (&["--format", "\u{7}csv", "--out", "-", "x"], "\\u{7}csv"),
        ] {
            let args = ["foldersheet"].iter().chain(args).map(OsString::from);
            let error = Args::try_parse_from(args.clone()).unwrap_err();
            let told = told(&error, args);
            assert_eq!((told.kind(), told.exit_code()), (error.kind(), 2));
            let plain = told.render().to_string();
            assert!(plain.contains(said), "{plain}");
            assert!(plain.lines().all(|line| text::unseen(line).next().is_none()), "{plain:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn bytes_of_no_character_are_told_without_quoting_them() {
        use std::os::unix::ffi::OsStringExt;
        let args = ["foldersheet", "--exclude", "x"].map(OsString::from).into_iter();
        let args = args.chain([OsString::from_vec(b"--filter=\x1b\xFF".to_vec())]);
        let error = Args::try_parse_from(args.clone()).unwrap_err();
        let told = told(&error, args).render().to_string();
        assert!(
            told.contains("UTF-8") && text::unseen(told.lines().next().unwrap()).next().is_none(),
            "{told}"
        );
    }
}
