//! Opens a finished sheet, or the folder it is in, with the person's own programs. The system's dialogs call it.
//!
//! Paths are arguments, never part of a shell's line. Launchers may take a while, so each has a thread of its own.

use crossbeam_channel::Sender;
use eframe::egui::Context;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;

/// Opens the file with the program for it.
pub fn file(file: &Path, failed: &Sender<String>, wake: &Context) {
    start("open-file", file, failed, wake, open::that_detached);
}

/// Shows the file in the file manager.
pub fn folder_of(file: &Path, failed: &Sender<String>, wake: &Context) {
    start("show-in-folder", file, failed, wake, show);
}

fn start(
    name: &str,
    file: &Path,
    failed: &Sender<String>,
    wake: &Context,
    act: fn(PathBuf) -> io::Result<()>,
) {
    let (failed, wake, file) = (failed.clone(), wake.clone(), file.to_owned());
    let shown = super::words::path(&file);
    let sentence = move |error: io::Error| format!("No program could open {shown}: {error}");
    let work = {
        let (failed, sentence) = (failed.clone(), sentence.clone());
        move || {
            if let Err(error) = act(file) {
                let _ = failed.send(sentence(error));
                wake.request_repaint();
            }
        }
    };
    if let Err(error) = thread::Builder::new().name(name.into()).spawn(work) {
        let _ = failed.send(sentence(error));
    }
}

#[cfg(windows)]
fn show(file: PathBuf) -> io::Result<()> {
    use std::os::windows::process::CommandExt;
    // Explorer reads its own line: the quotes belong around the path only, and a file name has none in it.
    let line = format!("/select,\"{}\"", file.display());
    std::process::Command::new("explorer").raw_arg(line).spawn().map(drop)
}

#[cfg(target_os = "macos")]
fn show(file: PathBuf) -> io::Result<()> {
    std::process::Command::new("open").arg("-R").arg(file).status().map(drop)
}

#[cfg(not(any(windows, target_os = "macos")))]
fn show(file: PathBuf) -> io::Result<()> {
    open::that_detached(file.parent().unwrap_or(&file))
}
