//! The windowless form alone: for servers, where it is a tenth of the size, and for scripts on Windows, where a shell
//! doesn't wait for a program with a window.

use clap::{CommandFactory, error::ErrorKind};
use foldersheet::cli::{self, Args};

fn main() {
    let args = cli::start();
    if !args.is_windowless() {
        let needed = "--csv FILE, --out FILE or --map FILE is needed: this program has no window";
        Args::command().error(ErrorKind::MissingRequiredArgument, needed).exit();
    }
    cli::end(cli::run(&args))
}
