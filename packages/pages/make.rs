//! What is made of the arguments: a man page and a completion for each shell, for each of the two programs.

#[path = "man.rs"]
mod man;

use clap_complete::Shell;
use foldersheet::cli::{Args, Program};
use man::Words;
use std::fs;
use std::io;
use std::path::Path;

const SHELLS: [Shell; 4] = [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::PowerShell];

/// Both programs by name.
const PROGRAMS: [(&str, Words); 2] = [
    (
        "foldersheet",
        Words {
            what: "It opens a window and reads the folders into it. With --csv, --out, --map, --chart, --explain, --check, --compare or \
                   --recipe it works without a window, as foldersheet-cli does.",
            files: 3,
            see_also: "foldersheet-cli(1), find(1), du(1)",
        },
    ),
    (
        "foldersheet-cli",
        Words {
            what: "It writes a sheet, a map, a chart, an explanation, a check of names or a comparison, and has no window: it is for servers \
                   and scripts.",
            files: 2, // all but the window's
            see_also: "foldersheet(1), find(1), du(1)",
        },
    ),
];

/// Writes `NAME.1` and the completions of both programs into the folder, and makes it if it isn't there.
///
/// # Errors
/// If it can't be written.
pub fn all(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (name, words) in &PROGRAMS {
        let mut command = Args::command_of(&Program { name, inform: |_| false, alert: |_| false });
        fs::write(folder.join(format!("{name}.1")), man::page(&command, words)?)?;
        for shell in SHELLS {
            clap_complete::generate_to(shell, &mut command, *name, folder)?;
        }
    }
    Ok(())
}
