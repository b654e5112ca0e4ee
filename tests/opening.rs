//! What the desktop's launcher is given: a folder that is one at that moment, or a file that starts nothing. The launcher is a
//! script that comes first in a real child's search path and writes down its arguments.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

mod common;

use common::Tree;
use eframe::egui::Context;
use foldersheet::ui::{Dialogs, SystemDialogs};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

const ASKED: &str = "FOLDERSHEET_TEST_ASKED";
const TOLD: &str = "FOLDERSHEET_TEST_TOLD";

/// Not a test by itself: the child's part of the others. It asks the system as the window does and writes down what comes of it.
#[test]
fn child() {
    let Some(asked) = std::env::var_os(ASKED) else { return };
    let told = PathBuf::from(std::env::var_os(TOLD).unwrap());
    let (what, path) = asked.to_str().unwrap().split_once(' ').unwrap();
    let (failed, failures) = crossbeam_channel::unbounded();
    let ctx = Context::default();
    match what {
        "open" => SystemDialogs.open(Path::new(path), &failed, &ctx),
        _ => SystemDialogs.show_in_folder(Path::new(path), what == "found", &failed, &ctx),
    }
    // The thread that opens has the other end: what it doesn't say, it did.
    drop(failed);
    let why = failures.recv_timeout(common::BOUND).map(|failure| failure.why).unwrap_or_default();
    std::fs::write(told, why).unwrap();
}

/// A desktop with these launchers, each of which ends with this code.
struct Desktop {
    dir: Tree,
    launchers: Vec<(&'static str, i32)>,
}

impl Desktop {
    fn new(launchers: &[(&'static str, i32)]) -> Desktop {
        Desktop { dir: Tree::new(), launchers: launchers.to_vec() }
    }

    /// What launchers were given, each line with the launcher's name before it, and why nothing was opened.
    fn asked(&self, what: &str, path: &Path) -> (String, String) {
        let (given, told) = (self.dir.at("given"), self.dir.at("told"));
        std::fs::write(&given, "").unwrap();
        let bin = self.dir.at("bin");
        std::fs::create_dir_all(&bin).unwrap();
        for (name, code) in &self.launchers {
            let script = format!("#!/bin/sh\necho {name} \"$@\" >> '{}'\nexit {code}\n", given.display());
            std::fs::write(bin.join(name), script).unwrap();
            std::fs::set_permissions(bin.join(name), std::fs::Permissions::from_mode(0o755)).unwrap();
        }
        let child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "child"])
            .env("PATH", &bin)
            .env(ASKED, format!("{what} {}", path.display()))
            .env(TOLD, &told)
            .output()
            .unwrap();
        assert!(child.status.success(), "{}", String::from_utf8_lossy(&child.stdout));
        (std::fs::read_to_string(given).unwrap(), std::fs::read_to_string(told).unwrap())
    }
}

const XDG: &[(&str, i32)] = &[("xdg-open", 0)];

#[test]
fn a_folder_is_handed_over_as_one() {
    let (desktop, tree) = (Desktop::new(XDG), Tree::new());
    tree.file("a/row", 1);
    for what in ["found", "named"] {
        let (given, told) = desktop.asked(what, &tree.at("a/row"));
        assert_eq!((given, &told[..]), (format!("xdg-open {}/\n", tree.at("a").display()), ""), "{what}");
    }
    // The row itself may be gone.
    assert_eq!(desktop.asked("found", &tree.at("a/gone")).1, "");
}

#[test]
fn what_took_a_folders_place_is_not_handed_over() {
    let (desktop, tree) = (Desktop::new(XDG), Tree::new());
    let entry = "[Desktop Entry]\nType=Application\nExec=touch /tmp/owned\n";
    tree.folder("real");
    std::fs::write(tree.at("file.desktop"), entry).unwrap();
    std::fs::set_permissions(tree.at("file.desktop"), std::fs::Permissions::from_mode(0o755)).unwrap();
    tree.link("to a folder", "real").link("to a file", "file.desktop").link("to nowhere", "gone");
    for (what, folder, why) in [
        ("found", "file.desktop", "not a folder any more"),
        ("found", "to a folder", "a link now"),
        ("found", "to a file", "a link now"),
        ("found", "gone", "there is no such folder or file"),
        ("named", "file.desktop", "not a folder any more"),
        ("named", "to a file", "not a folder any more"),
        ("named", "to nowhere", "there is no such folder or file"),
    ] {
        let (given, told) = desktop.asked(what, &tree.at(folder).join("row"));
        assert_eq!(given, "", "{what} {folder}");
        assert!(told.contains(why) && told.contains(folder), "{what} {folder}: {told}");
    }
    // A user may have picked a link.
    let (given, told) = desktop.asked("named", &tree.at("to a folder/row"));
    assert_eq!((given, &told[..]), (format!("xdg-open {}/\n", tree.at("to a folder").display()), ""));
}

#[test]
fn a_file_is_opened_unless_that_starts_something() {
    let (desktop, tree) = (Desktop::new(XDG), Tree::new());
    let file = |name: &str, contents: &str, mode: u32| {
        std::fs::write(tree.at(name), contents).unwrap();
        std::fs::set_permissions(tree.at(name), std::fs::Permissions::from_mode(mode)).unwrap();
    };
    file("sheet.csv", "path,size\n", 0o644);
    file("on a stick.csv", "path,size\n", 0o777);
    for name in ["sheet.csv", "on a stick.csv"] {
        let (given, told) = desktop.asked("open", &tree.at(name));
        assert_eq!((given, &told[..]), (format!("xdg-open {}\n", tree.at(name).display()), ""));
    }
    file("a.desktop", "path,size\n", 0o644);
    file("a.sh", "", 0o644);
    file("script.csv", "#!/bin/sh\n", 0o755);
    file("program", "\x7fELF", 0o644);
    file("any", "path,size\n", 0o755);
    tree.link("link.csv", "sheet.csv").folder("folder.csv");
    assert!(Command::new("mkfifo").arg(tree.at("fifo.csv")).status().unwrap().success());
    for (name, why) in [
        ("a.desktop", "its name ends in .desktop"),
        ("a.sh", "its name ends in .sh"),
        ("script.csv", "begins as programs and scripts do"),
        ("program", "begins as programs and scripts do"),
        ("any", "may be executed"),
        ("link.csv", "a link now"),
        ("folder.csv", "not a file any more"),
        ("fifo.csv", "not a file any more"),
        ("gone.csv", "there is no such folder or file"),
    ] {
        let (given, told) = desktop.asked("open", &tree.at(name));
        assert_eq!(given, "", "{name}");
        assert!(told.contains(why) && told.contains(name), "{name}: {told}");
    }
}

#[test]
fn the_next_launcher_is_tried_and_what_fails_is_said() {
    let tree = Tree::new();
    tree.file("a/row", 1);
    let row = tree.at("a/row");
    let (given, told) = Desktop::new(&[("xdg-open", 3), ("gio", 0)]).asked("found", &row);
    let folder = tree.at("a");
    let expected = format!("xdg-open {0}/\ngio open {0}/\n", folder.display());
    assert_eq!((given, &told[..]), (expected, ""));
    let told = Desktop::new(&[("xdg-open", 4)]).asked("found", &row).1;
    assert!(told.contains("no program on this computer is set to open it"), "{told}");
    assert!(told.contains("(xdg-open gave the error code 4)"), "{told}");
    assert!(
        told.contains(&format!("the folder {}:", folder.display())),
        "what was tried is the folder: {told}"
    );
    let file = tree.at("a/sheet.csv");
    std::fs::write(&file, "path\n").unwrap();
    let told = Desktop::new(&[("xdg-open", 3), ("gio", 2)]).asked("open", &file).1;
    let both = "(xdg-open gave the error code 3, gio gave the error code 2)";
    assert!(told.contains(both) && !told.contains("ExitStatus") && !told.contains("exit status"), "{told}");
    assert!(told.starts_with(&format!("{} was not opened: ", file.display())), "{told}");
    let told = Desktop::new(&[]).asked("found", &row).1;
    assert!(told.contains("no program that opens files was found"), "{told}");
}
