//! The program: reads the command line and starts one of the two forms.
#![cfg_attr(windows, windows_subsystem = "windows")] // a double-click opens no console; scripts take foldersheet-cli

use foldersheet::cli::{self, Args, Exit, RendererName};
use foldersheet::ui::{self, Launch, LaunchError, MakeSession, Renderer};

fn main() {
    let args = cli::start();
    let exit = if args.is_windowless() { cli::run(&args) } else { window(args) };
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
    let lost = |why: &LaunchError| cli::end(cli::no_window(&why.to_string()));
    match ui::run(&Launch { session, categories, renderer, lost }) {
        Ok(()) => Exit::Complete,
        Err(error) => cli::no_window(&error.to_string()),
    }
}
