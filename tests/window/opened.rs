//! Journeys with a file that becomes the sheet: by the menu, a key, a drop and a typed path, and what is said of it.

use super::desk::Desk;
use super::listed::{Step, list, reader};
use super::scripted::Fake;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use foldersheet::model::SourceError;
use foldersheet::session::{Phase, Session};
use foldersheet::ui::Answer;
use std::path::{Path, PathBuf};

const FILE: &str = "/lists/photos.csv";

/// An empty window whose session knows one file, over a disk with one folder.
fn desk() -> Desk {
    let disk = || Fake::new().file("/d/mine.txt", 1).folder("/srv");
    let mut cut = list(Path::new("/lists/cut.csv"), "/srv", &[("half.txt", 5)]);
    cut.pop();
    cut.push(Step::Fail(SourceError::Damaged { byte: 100, rows: 1 }));
    let files = vec![
        (PathBuf::from(FILE), list(Path::new(FILE), "/srv", &[("a.txt", 3), ("b.bin", 4)])),
        (PathBuf::from("/lists/cut.csv"), cut),
    ];
    Desk::over(move |config| Session::with_sources(config, disk, reader(files)))
}

fn has(desk: &Desk, name: &str) -> bool {
    desk.window.query_by_label(name).is_some()
}

fn until_opened(desk: &mut Desk) {
    desk.until("the rows", |desk| desk.is_done() && desk.names() == ["a.txt", "b.bin"]);
    desk.window.run_steps(3);
}

#[test]
fn a_sheet_is_opened_from_the_empty_window_and_says_where_it_comes_from() {
    let mut desk = desk();
    desk.dialog_answers(Answer::Chosen(vec![FILE.into()]));
    desk.click("Open sheet…");
    until_opened(&mut desk);
    let said = "From the list “photos.csv” of 2026-11-12";
    let said = desk.window.get_by_label_contains(said).accesskit_node().value().unwrap_or_default();
    assert!(said.ends_with(", made by WizTree 4.31"), "{said}");
    desk.window.get_by_label_contains("they are taken for this computer's local time");
}

#[test]
fn a_sheet_is_opened_by_the_menu_and_by_its_key_and_an_undo_brings_the_other_back() {
    let mut desk = desk();
    desk.drop(Path::new("/d"));
    desk.until("the row", |desk| desk.is_done() && desk.names() == ["mine.txt"]);
    desk.options();
    desk.dialog_answers(Answer::Chosen(vec![FILE.into()]));
    desk.click("Open sheet…");
    until_opened(&mut desk);
    desk.window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    desk.until("the other sheet", |desk| desk.names() == ["mine.txt"]);
    assert!(desk.window.query_by_label_contains("From the list").is_none());
    desk.dialog_answers(Answer::Chosen(vec![FILE.into()]));
    desk.window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    until_opened(&mut desk);
    // The folders of a dialog come after it, not in its place.
    desk.dialog_answers(Answer::Chosen(vec!["/d".into()]));
    desk.window.key_press_modifiers(Modifiers::COMMAND, Key::O);
    desk.until("all rows", |desk| desk.names().len() == 3);
}

#[test]
fn a_list_that_is_dropped_is_opened_and_with_others_it_is_picked() {
    let mut desk = desk();
    desk.drop(Path::new(FILE));
    until_opened(&mut desk);
    desk.drop(Path::new("/d"));
    desk.until("the folder beside it", |desk| desk.names().len() == 3);
}

#[test]
fn a_sheet_that_is_dropped_with_folders_is_not_picked_and_it_is_said() {
    let mut desk = desk();
    desk.drop_all(&[Path::new("/d"), Path::new("/lists/old.foldersheet")]);
    desk.until("the row", |desk| desk.is_done() && desk.names() == ["mine.txt"]);
    desk.window.get_by_label_contains("/lists/old.foldersheet was not opened. Drop a sheet by itself");
}

#[test]
fn of_several_lists_that_were_opened_the_empty_window_lists_each() {
    let mut desk = desk();
    desk.drop(Path::new(FILE));
    until_opened(&mut desk);
    desk.drop(Path::new("/lists/cut.csv"));
    desk.until("the other", |desk| desk.phase() == Phase::Done && desk.names() == ["half.txt"]);
    desk.click("Clear");
    desk.until("the empty window", |desk| desk.phase() == Phase::Empty);
    // Neither is on this disk.
    let name = "photos.csv, Not found in /lists, 2 files, 7 B, 2026-11-12";
    desk.until("both", |desk| {
        has(desk, name) && has(desk, "cut.csv, Not found in /lists, 1 file, 5 B, 2026-11-12")
    });
    let entry = desk.window.get_by_label(name);
    entry.focus();
    desk.window.run_steps(2);
    desk.window.key_press(Key::Delete);
    desk.window.run_steps(3);
    assert!(!has(&desk, name));
    desk.window.get_by_label_contains("cut.csv, ").click_secondary();
    desk.window.run_steps(3);
    desk.click("Remove from this list");
    desk.window.run_steps(3);
    assert!(desk.window.query_by_label_contains("cut.csv, ").is_none());
    assert!(!has(&desk, "Recent sheets"));
}

#[test]
fn a_recent_sheet_is_opened_by_a_click() {
    let mut desk = desk();
    desk.drop(Path::new(FILE));
    until_opened(&mut desk);
    desk.click("Clear");
    desk.until("the empty window", |desk| desk.phase() == Phase::Empty);
    desk.window.run_steps(3);
    desk.window.get_by_label_contains("photos.csv, ").click();
    until_opened(&mut desk);
}

#[test]
fn a_path_is_typed_where_there_is_no_dialog() {
    let mut desk = desk();
    desk.dialog_answers(Answer::Unavailable("Install zenity.".into()));
    desk.click("Open sheet…");
    desk.until("the question", |desk| has(desk, "File to open"));
    desk.window.run_steps(2);
    assert!(desk.window.get_by_label("File to open").is_focused());
    desk.window.get_by_label("File to open").type_text(FILE);
    desk.window.run_steps(2);
    desk.window.key_press(Key::Enter);
    until_opened(&mut desk);
    assert!(!has(&desk, "File to open"));
}

#[test]
fn what_is_no_list_is_said_with_what_can_be_opened_and_the_sheet_stays() {
    let mut desk = desk();
    desk.drop(Path::new("/d"));
    desk.until("the row", |desk| desk.is_done() && desk.names() == ["mine.txt"]);
    desk.options();
    desk.dialog_answers(Answer::Chosen(vec!["/lists/other.pdf".into()]));
    desk.click("Open sheet…");
    let said =
        "/lists/other.pdf is neither a saved sheet nor a list of a known kind. Saved sheets (.foldersheet)";
    desk.until("the notice", |desk| desk.window.query_by_label_contains(said).is_some());
    assert_eq!(desk.names(), ["mine.txt"]);
}

#[test]
fn a_damaged_list_shows_what_could_be_read_and_says_so() {
    let mut desk = desk();
    desk.drop(Path::new("/lists/cut.csv"));
    desk.until("the row", |desk| desk.phase() == Phase::Done && desk.names() == ["half.txt"]);
    desk.until("what is missing", |desk| {
        desk.window.query_all_by_label_contains("the file is damaged after row 1").count() > 0
    });
    assert!(has(&desk, "1 problem"));
}

#[test]
fn what_is_read_from_a_file_is_no_recent_folder() {
    let mut desk = desk();
    desk.drop(Path::new(FILE));
    until_opened(&mut desk);
    desk.click("Clear");
    desk.until("the empty window", |desk| desk.phase() == Phase::Empty);
    assert!(desk.window.query_by_label_contains("srv, ").is_none());
}

/// A file has no more to be read than what is in it.
#[test]
fn the_export_says_which_columns_are_not_in_the_file_and_offers_no_reading() {
    let mut desk = desk();
    desk.drop(Path::new(FILE));
    until_opened(&mut desk);
    desk.click("Export…");
    desk.window.run_steps(12);
    let said = "Size on disk, Modified and Created are not in the opened file: these columns will be empty.";
    assert!(has(&desk, said));
    assert!(!has(&desk, "Read again with them"));
}
