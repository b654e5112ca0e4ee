//! Writes the man pages and the completions of both programs, for the packages: `cargo run --locked --example pages -- FOLDER`.
#![allow(clippy::print_stderr, reason = "it has no other place for an error")]

mod make;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let [folder] = &std::env::args_os().skip(1).collect::<Vec<_>>()[..] else {
        eprintln!("usage: pages FOLDER");
        return ExitCode::from(2);
    };
    match make::all(Path::new(folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", Path::new(folder).display());
            ExitCode::FAILURE
        }
    }
}
