//! The program: reads the command line and starts one of the two forms.
#![cfg_attr(windows, windows_subsystem = "windows")] // a double-click opens no console; scripts take foldersheet-cli

use foldersheet::cli::{self, Args, Exit, Program, RendererName};
use foldersheet::ui::{self, Launch, LaunchError, MakeSession, Renderer};

const PROGRAM: Program = Program { name: "foldersheet", inform: ui::inform, alert: ui::alert };

fn main() {
    let args = cli::start(&PROGRAM);
    let exit = if args.is_windowless() {
        ui::join_console();
        cli::run(&args)
    } else {
        window(args)
    };
    cli::end(exit)
}

fn window(args: Args) -> Exit {
    let renderer = args.renderer.map(|name| match name {
        RendererName::Glow => Renderer::Glow,
        RendererName::Wgpu => Renderer::Wgpu,
    });
    let categories = args.categories.clone();
    let session: MakeSession =
        Box::new(move |wake, at_once, remembered| cli::session(&args, wake, at_once, remembered));
    let lost = |why: &LaunchError| cli::end(PROGRAM.no_window(&why.to_string()));
    match ui::run(&Launch { session, categories, renderer, lost }) {
        Ok(()) => Exit::Complete,
        Err(error) => PROGRAM.no_window(&error.to_string()),
    }
}
