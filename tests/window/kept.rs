//! Journeys with sheets that are kept by themselves, and the empty window that lists them.

use super::desk::Desk;
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, ViewportCommand, ViewportId, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use foldersheet::kept::KeptPlace;
use foldersheet::model::Message;
use foldersheet::session::{ExportStatus, Phase};
use std::fs;
use tempfile::TempDir;

/// The folder of kept sheets, and a window that keeps them there.
fn desk() -> (TempDir, Desk) {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::keeping(KeptPlace::at(&dir.path().join("sheets")));
    (dir, desk)
}

fn files(dir: &TempDir) -> usize {
    fs::read_dir(dir.path().join("sheets")).map_or(0, Iterator::count)
}

fn read(desk: &mut Desk) {
    desk.file("one.txt", 10);
    desk.file("two.txt", 20);
    desk.type_path();
    desk.until("all is read and kept", |desk| desk.is_done() && !desk.window.state().session().is_keeping());
}

fn clear(desk: &mut Desk) {
    desk.click("Clear");
    desk.until("the empty window", |desk| desk.phase() == Phase::Empty);
    desk.window.run_steps(3);
}

/// Whether it gives the window the title of a kept sheet with both its files.
fn is_title(command: &ViewportCommand) -> bool {
    let ViewportCommand::Title(title) = command else { return false };
    title.starts_with("Foldersheet: tree as of 20") && title.ends_with(", 2 files")
}

#[test]
fn the_last_reading_is_listed_in_the_empty_window_and_opens_by_a_click() {
    let (dir, mut desk) = desk();
    read(&mut desk);
    assert_eq!(files(&dir), 1);
    clear(&mut desk);
    let said = format!("tree, Last reading of {}, 2 files, 30 B, today ", desk.tree().display());
    fs::remove_file(desk.tree().join("one.txt")).unwrap();
    desk.window.get_by_label_contains(&said).click();
    desk.until("a title without the name of the file", |desk| {
        let own = desk.window.output().viewport_output.get(&ViewportId::ROOT);
        own.is_some_and(|own| own.commands.iter().any(is_title))
    });
    desk.until("the rows as they were", |desk| desk.is_done() && desk.names() == ["one.txt", "two.txt"]);
    desk.window.run_steps(3);
    desk.window.get_by_label_contains("From the reading of “tree” at 20");
    assert!(desk.window.query_by_label_contains("From the sheet").is_none());
    assert_eq!(files(&dir), 1, "it is not kept again");
}

#[test]
fn nothing_is_kept_once_it_is_switched_off() {
    let (dir, mut desk) = desk();
    desk.options();
    desk.click("Keep the last sheet of folders");
    desk.window.key_press(Key::Escape);
    desk.window.run_steps(3);
    read(&mut desk);
    assert_eq!(files(&dir), 0);
}

#[test]
fn kept_sheets_are_deleted_after_a_question() {
    let (dir, mut desk) = desk();
    read(&mut desk);
    let ask = |desk: &mut Desk| {
        desk.options();
        desk.click("Delete kept sheets…");
        desk.window.run_steps(3);
        desk.window.get_by_role_and_label(Role::Dialog, "Delete all kept sheets?");
    };
    ask(&mut desk);
    desk.click("Keep them");
    assert_eq!(files(&dir), 1);
    ask(&mut desk);
    desk.click("Delete");
    desk.until("they are gone", |desk| !desk.window.state().session().is_keeping());
    assert_eq!(files(&dir), 0);
    clear(&mut desk);
    assert!(desk.window.query_by_label_contains("Last reading of").is_none());
}

#[test]
fn a_place_that_cannot_be_written_is_said_and_the_sheet_is_there() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("file"), "").unwrap();
    let mut desk = Desk::keeping(KeptPlace::at(&dir.path().join("file").join("sheets")));
    read(&mut desk);
    desk.until("the rows", |desk| desk.names() == ["one.txt", "two.txt"]);
    assert!(matches!(desk.window.state().session().status().message, Some(Message::NotKept { .. })));
    desk.window.get_by_label_contains("This sheet was not kept for comparing with it next time");
}

#[test]
fn the_buttons_of_the_empty_window_stand_in_its_middle() {
    let desk = Desk::new();
    let middle = desk.window.ctx.content_rect().center().x;
    let (add, open) =
        (desk.window.get_by_label("Add folders…").rect(), desk.window.get_by_label("Open sheet…").rect());
    let both = add.union(open).center().x;
    assert!((both - middle).abs() <= 1.0, "{both} {middle}");
    desk.window.get_by_label("or drop folders, sheets or lists here");
}

#[test]
fn in_a_low_window_everything_in_the_area_stands_in_its_middle() {
    let mut desk = Desk::new();
    desk.window.set_size(vec2(640.0, 400.0));
    desk.window.run_steps(3);
    let rect = |name: &str| desk.window.get_by_label(name).rect();
    let middle = rect("Every file in one sheet").center().x;
    let both = rect("Add folders…").union(rect("Open sheet…")).center().x;
    let other = rect("or drop folders, sheets or lists here").center().x;
    assert!((both - middle).abs() <= 1.0 && (other - middle).abs() <= 1.0, "{middle} {both} {other}");
}

#[test]
fn a_sheet_saved_by_the_export_is_among_the_recent_ones() {
    let mut desk = Desk::new();
    read(&mut desk);
    desk.until("the rows", |desk| desk.names() == ["one.txt", "two.txt"]);
    let file = desk.away("yesterday.foldersheet");
    desk.export_sheet(&file);
    desk.until("the file", |desk| {
        matches!(desk.window.state().session().status().export, ExportStatus::Written { .. })
    });
    desk.window.run_steps(3);
    clear(&mut desk);
    desk.until("it in the list", |desk| {
        desk.window.query_by_label_contains("yesterday.foldersheet, ").is_some()
    });
    let said = desk.window.get_by_label_contains("yesterday.foldersheet, ");
    let said = said.accesskit_node().label().unwrap_or_default();
    let folder = file.parent().unwrap().display();
    assert!(said.starts_with(&format!("yesterday.foldersheet, {folder}, 2 files, 30 B, today ")), "{said}");
    desk.window.get_by_label_contains("yesterday.foldersheet, ").click();
    desk.until("its rows", |desk| desk.is_done() && desk.names() == ["one.txt", "two.txt"]);
    desk.window.run_steps(3);
    desk.window.get_by_label_contains("From the sheet “yesterday.foldersheet”");
}
