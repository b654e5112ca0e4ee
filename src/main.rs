//! The program: reads the command line and starts one of the two forms.

use clap::Parser;
use foldersheet::cli::{self, Args, Exit};

fn main() {
    let args = Args::parse();
    foldersheet::scan::sys::raise_handle_limit();
    let exit = match &args.csv {
        Some(target) => cli::run(&args, target),
        None => window(&args),
    };
    // At once: a worker that a dead drive holds must not keep the process.
    std::process::exit(exit as i32);
}

fn window(_args: &Args) -> Exit {
    Exit::Failed
}
