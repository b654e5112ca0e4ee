//! The windowless form alone: for servers, where it is a tenth of the size, and for scripts on Windows, where a shell
//! doesn't wait for a program with a window.

use clap::error::ErrorKind;
use foldersheet::cli::{self, Args, Program};

/// Who starts it reads what it writes.
const PROGRAM: Program = Program { name: "foldersheet-cli", inform: |_| false, alert: |_| false };

fn main() {
    let args = cli::start(&PROGRAM);
    if !args.is_windowless() {
        let needed = "--csv FILE, --out FILE or --map FILE is needed: this program has no window";
        PROGRAM.leave(&Args::command_of(&PROGRAM).error(ErrorKind::MissingRequiredArgument, needed));
    }
    cli::end(cli::run(&args))
}
