//! The door to the user's own programs: a finished sheet is opened, or the folder it or a row is in. The system's dialogs call it.
//!
//! What a path is now is looked at first ([`handed`]), because the desktop starts a program where it is asked to open one. Paths
//! are arguments, never part of a shell's line. Disks and launchers may take a while, so each has a thread of its own.

#[cfg(target_os = "linux")]
mod file_manager;

use super::dialogs::NotHandedOver;
use super::words;
use crate::category_file::CategoryFile;
use crate::scan::handed;
use crossbeam_channel::Sender;
use eframe::egui::Context;
use std::path::{Path, PathBuf};
use std::thread;

/// Opens a file that the user chose with the program for it, unless that may start another one.
pub(super) fn file(file: &Path, failed: &Sender<NotHandedOver>, wake: &Context) {
    start(Opening::File, file, failed, wake, |file| {
        handed::file(&file).map_err(|why| words::not_handed(&why))?;
        launch(&file)
    });
}

/// Opens the user's own file of categories, which is made first where there is none.
pub(super) fn categories(file: &CategoryFile, failed: &Sender<NotHandedOver>, wake: &Context) {
    let own = file.clone();
    start(Opening::File, file.path(), failed, wake, move |path| {
        own.make().map_err(|error| format!("it could not be made: {error}"))?;
        handed::file(&path).map_err(|why| words::not_handed(&why))?;
        launch(&path)
    });
}

/// Shows a file or folder in the file manager. `is_found` tells that reading found the folder it is in, which then must not be
/// a link; one that the user named may be.
pub(super) fn folder_of(item: &Path, is_found: bool, failed: &Sender<NotHandedOver>, wake: &Context) {
    start(Opening::Folder, item, failed, wake, move |item| {
        let folder = item.parent().unwrap_or(&item);
        let of_folder = |why: String| format!("the folder {}: {why}", words::path(folder));
        let folder = handed::folder(folder, is_found).map_err(|why| of_folder(words::not_handed(&why)))?;
        show(&item, &folder).map_err(of_folder)
    });
}

/// What is handed to another program.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    File,
    Folder,
}

fn start(
    opening: Opening,
    item: &Path,
    failed: &Sender<NotHandedOver>,
    wake: &Context,
    act: impl FnOnce(PathBuf) -> Result<(), String> + Send + 'static,
) {
    let (failed, wake, item) = (failed.clone(), wake.clone(), item.to_owned());
    let (name, done) = match opening {
        Opening::File => ("open-file", "opened"),
        Opening::Folder => ("show-in-folder", "shown in its folder"),
    };
    let failure = {
        let item = item.clone();
        move |why: &str| {
            let why = format!("{} was not {done}: {why}", words::path(&item));
            NotHandedOver { item: item.clone(), opens: opening == Opening::File, why }
        }
    };
    let work = {
        let (failed, failure) = (failed.clone(), failure.clone());
        move || {
            if let Err(why) = act(item) {
                let _ = failed.send(failure(&why));
                wake.request_repaint();
            }
        }
    };
    if let Err(error) = thread::Builder::new().name(name.into()).spawn(work) {
        let _ = failed.send(failure(&error.to_string()));
    }
}

/// Explorer and Finder select the item in its folder and never open it.
#[cfg(windows)]
fn show(item: &Path, _folder: &Path) -> Result<(), String> {
    use std::os::windows::process::CommandExt;
    // Explorer reads its own line: the quotes belong around the path only, and a file name has none in it.
    let line = format!("/select,\"{}\"", item.display());
    let explorer = std::process::Command::new("explorer").raw_arg(line).spawn();
    explorer.map(drop).map_err(|error| error.to_string())
}

/// Explorer and Finder select the item in its folder and never open it.
#[cfg(target_os = "macos")]
fn show(item: &Path, _folder: &Path) -> Result<(), String> {
    let finder = std::process::Command::new("open").arg("-R").arg(item).status();
    match finder {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("Finder {}", ended(status))),
        Err(error) => Err(format!("Finder did not start: {error}")),
    }
}

/// Selects the item where the desktop has a file manager that does; opens its folder otherwise. What was looked at is the folder, so it is
/// named by that.
#[cfg(target_os = "linux")]
fn show(item: &Path, folder: &Path) -> Result<(), String> {
    match item.file_name() {
        Some(name) if file_manager::show(&folder.join(name)).is_ok() => Ok(()),
        _ => launch(folder),
    }
}

#[cfg(not(any(windows, target_os = "macos", target_os = "linux")))]
fn show(_item: &Path, folder: &Path) -> Result<(), String> {
    launch(folder)
}

/// Hands a path to the system's launcher.
#[cfg(not(unix))]
fn launch(path: &Path) -> Result<(), String> {
    open::that_detached(path).map_err(|error| error.to_string())
}

/// Hands a path to the first of the desktop's launchers that is there and doesn't fail.
#[cfg(unix)]
fn launch(path: &Path) -> Result<(), String> {
    use std::io::ErrorKind;
    use std::os::unix::process::CommandExt;
    use std::process::Stdio;
    use std::time::{Duration, Instant};

    /// A launcher that runs for so long has opened something; what it says at its end is about that program.
    const OPENED: Duration = Duration::from_secs(5);

    let mut tried = Vec::new();
    for mut command in open::commands(path) {
        // A group of its own: Ctrl+C in the terminal of this program is not for that one.
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
        let since = Instant::now();
        let name = command.get_program().to_string_lossy().into_owned();
        match command.status() {
            Ok(status) if status.success() || since.elapsed() > OPENED => return Ok(()),
            Ok(status) => tried.push(format!("{name} {}", ended(status))),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => tried.push(format!("{name} did not start: {error}")),
        }
    }
    Err(if tried.is_empty() {
        "no program that opens files was found. Install the package xdg-utils, or open it by hand".to_owned()
    } else {
        format!("no program on this computer is set to open it, or that failed ({})", tried.join(", "))
    })
}

/// How a launcher ended, in words.
#[cfg(unix)]
fn ended(status: std::process::ExitStatus) -> String {
    use std::os::unix::process::ExitStatusExt;
    match (status.code(), status.signal()) {
        (Some(code), _) => format!("gave the error code {code}"),
        (None, Some(signal)) => format!("was ended by signal {signal}"),
        (None, None) => "failed".to_owned(),
    }
}
