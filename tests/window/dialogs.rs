//! Journeys through dialogs that fail, stay mute, or name a file in another way than was chosen.

use super::desk::Desk;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use foldersheet::session::ExportStatus;
use foldersheet::ui::Answer;
use std::fs;
use std::path::Path;

/// Types into a field in place of what is there.
fn retype(desk: &mut Desk, field: &str, text: &Path) {
    desk.window.get_by_label(field).focus();
    desk.window.run_steps(2);
    desk.window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    desk.window.get_by_label(field).type_text(text.to_str().unwrap());
    desk.window.run_steps(2);
}

fn has(desk: &Desk, name: &str) -> bool {
    desk.window.query_by_label(name).is_some()
}

/// Goes through the export up to the system's dialog.
fn ask_where(desk: &mut Desk) {
    desk.click("Export…");
    desk.window.run_steps(2);
    desk.click("Choose file…");
    desk.window.run_steps(2);
}

fn until_written(desk: &mut Desk) {
    desk.until("the file", |desk| matches!(desk.export(), ExportStatus::Written { .. }));
    desk.window.run_steps(2);
}

#[test]
fn folders_are_typed_where_there_is_no_dialog() {
    let mut desk = Desk::new();
    desk.file("a.txt", 3);
    for _ in 0..2 {
        desk.dialog_answers(Answer::Unavailable("Install zenity.".into()));
        desk.click("Add folders…");
        desk.until("the question", |desk| has(desk, "Folder to list"));
        desk.window.get_by_label("Install zenity.");
        // The dialog has a name that is read out, and its heading.
        assert_eq!(desk.window.get_all_by_label("Folders to list").count(), 2);
        assert!(desk.window.get_by_label("Add folders…").accesskit_node().is_disabled());
        desk.window.key_press(Key::Escape);
        desk.until("the end of it", |desk| !has(desk, "Folder to list"));
    }
    desk.dialog_answers(Answer::Unavailable("Install zenity.".into()));
    desk.click("Add folders…");
    desk.until("the question", |desk| has(desk, "Folder to list"));
    desk.window.run_steps(2);
    assert!(desk.window.get_by_label("Folder to list").is_focused());
    let tree = desk.tree();
    retype(&mut desk, "Folder to list", &tree);
    desk.window.key_press(Key::Enter);
    desk.until("the row", |desk| desk.names() == ["a.txt"]);
    assert!(!has(&desk, "Folder to list"));

    // Beside rows, which have had the keyboard.
    desk.file("sub/b.txt", 3);
    desk.click_row("a.txt");
    desk.dialog_answers(Answer::Unavailable("Install zenity.".into()));
    desk.window.key_press_modifiers(Modifiers::COMMAND, Key::O);
    desk.until("the question", |desk| has(desk, "Folder to list"));
    desk.window.run_steps(3);
    assert!(desk.window.get_by_label("Folder to list").is_focused());
}

#[test]
fn folders_that_the_dialog_names_are_read_beside_one_that_it_cannot() {
    let mut desk = Desk::new();
    desk.file("a.txt", 3);
    desk.dialog_answers(Answer::Partly(vec![desk.tree()], "It can't name the other.".into()));
    desk.click("Add folders…");
    desk.until("the row", |desk| desk.names() == ["a.txt"]);
    desk.window.get_by_label("It can't name the other.");
}

#[test]
fn a_mute_dialog_is_given_up_and_heard_if_it_answers_after_all() {
    let mut desk = Desk::new();
    desk.file("a.txt", 3);
    desk.dialog_stays_open();
    desk.click("Add folders…");
    assert!(desk.window.get_by_label("Add folders…").accesskit_node().is_disabled());
    desk.open_dialog_answers(Answer::Overdue);
    desk.until("the question", |desk| has(desk, "Folder to list"));
    desk.click("Cancel");
    desk.until("the button", |desk| !desk.window.get_by_label("Add folders…").accesskit_node().is_disabled());

    desk.dialog_stays_open();
    desk.click("Add folders…");
    desk.open_dialog_answers(Answer::Overdue);
    desk.until("the question", |desk| has(desk, "Folder to list"));
    desk.open_dialog_answers(Answer::Chosen(vec![desk.tree()]));
    desk.until("the row", |desk| desk.names() == ["a.txt"]);
    assert!(!has(&desk, "Folder to list"));
}

#[test]
fn a_mute_dialog_for_the_file_is_given_up_too() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    desk.dialog_stays_open();
    ask_where(&mut desk);
    desk.open_dialog_answers(Answer::Overdue);
    desk.until("the question", |desk| has(desk, "File to write"));
    let target = desk.away("typed.csv");
    retype(&mut desk, "File to write", &target);
    desk.click("Write the file");
    until_written(&mut desk);
    assert!(target.is_file());
}

#[test]
fn an_export_without_a_dialog_takes_a_typed_name() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    desk.dialog_answers(Answer::Unavailable("Install zenity.".into()));
    desk.click("Export…");
    desk.window.run_steps(2);
    desk.click("JSON Lines");
    desk.click("Problems in a file of their own");
    desk.click("Choose file…");
    desk.until("the question", |desk| desk.window.query_by_label("File to write").is_some());
    desk.window.run_steps(2);
    assert!(desk.window.get_by_label("File to write").value().unwrap().ends_with("tree.jsonl"));
    let target = desk.away("typed.jsonl");
    #[cfg(unix)]
    {
        desk.window.key_press_modifiers(Modifiers::COMMAND, Key::A);
        desk.window.get_by_label("File to write").type_text(&format!("file://nas{}", target.display()));
        desk.window.run_steps(2);
        desk.window.get_by_label_contains("is on another machine, “nas”");
        desk.click("Write the file");
        desk.window.run_steps(2);
        assert_eq!((desk.export(), target.exists()), (ExportStatus::None, false));
        desk.window.get_by_label("File to write").focus();
        desk.window.run_steps(2);
    }
    desk.window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    desk.window.get_by_label("File to write").type_text(target.to_str().unwrap());
    desk.window.run_steps(2);
    desk.click("Write the file");
    desk.until("the file", |desk| matches!(desk.export(), ExportStatus::Written { .. }));
    assert!(fs::read(&target).unwrap().starts_with(b"{"));
    assert!(desk.away("typed-problems.jsonl").is_file());
}

#[test]
fn a_typed_name_is_asked_about_before_a_file_is_replaced() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    let target = desk.away("mine.csv");
    fs::write(&target, "mine").unwrap();
    for replaces in [false, true] {
        desk.dialog_answers(Answer::Unavailable("Install zenity.".into()));
        ask_where(&mut desk);
        desk.until("the question", |desk| has(desk, "File to write"));
        let without_ending = desk.away("mine");
        retype(&mut desk, "File to write", &without_ending);
        desk.window.get_by_label_contains("Writes mine.csv (CSV)");
        desk.click("Write the file");
        desk.until("the question", |desk| matches!(desk.export(), ExportStatus::Exists { .. }));
        desk.window.run_steps(2);
        assert_eq!(fs::read(&target).unwrap(), b"mine");
        if replaces {
            desk.click("Replace");
            until_written(&mut desk);
        } else {
            desk.click("Cancel");
            desk.until("the end", |desk| matches!(desk.export(), ExportStatus::Cancelled { .. }));
            desk.window.run_steps(2);
        }
        assert_eq!(fs::read(&target).unwrap() == b"mine", !replaces);
    }
}

#[test]
fn a_name_without_an_ending_gets_it_and_what_has_that_name_is_asked_about() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    desk.dialog_answers(Answer::Chosen(vec![desk.away("report")]));
    ask_where(&mut desk);
    until_written(&mut desk);
    assert!(desk.away("report.csv").is_file() && !desk.away("report").exists());
    fs::write(desk.away("report.csv"), "mine").unwrap();
    desk.dialog_answers(Answer::Chosen(vec![desk.away("report")]));
    ask_where(&mut desk);
    desk.until("the question", |desk| matches!(desk.export(), ExportStatus::Exists { .. }));
    assert_eq!(fs::read(desk.away("report.csv")).unwrap(), b"mine");
    // The dialog has asked about this one.
    desk.dialog_answers(Answer::Chosen(vec![desk.away("report.csv")]));
    desk.window.run_steps(2);
    ask_where(&mut desk);
    until_written(&mut desk);
    assert_ne!(fs::read(desk.away("report.csv")).unwrap(), b"mine");
}

#[test]
fn the_ending_that_is_typed_decides() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    for (name, begins, words) in [
        ("report.xlsx", &b"PK"[..], "format is Excel workbook"),
        ("report.jsonl", b"{", "format is JSON Lines"),
        ("report.csv.gz", b"\x1f\x8b", ""),
    ] {
        desk.dialog_answers(Answer::Chosen(vec![desk.away(name)]));
        ask_where(&mut desk);
        until_written(&mut desk);
        assert!(fs::read(desk.away(name)).unwrap().starts_with(begins), "{name}");
        if !words.is_empty() {
            desk.window.get_by_label_contains(words);
            desk.window.get_all_by_label("Dismiss").next().unwrap().click();
            desk.window.run_steps(2);
        }
    }
}

#[test]
fn the_next_dialog_begins_where_the_last_one_ended() {
    let mut desk = Desk::new();
    desk.file("a", 1);
    let (tree, beside) = (desk.tree(), desk.away("out.csv"));
    let parent = tree.parent().map(Path::to_owned);
    for start in [None, parent.clone()] {
        desk.dialog_answers(Answer::Chosen(vec![tree.clone()]));
        desk.click("Add folders…");
        desk.until("the row", |desk| desk.names() == ["a"]);
        assert_eq!(desk.taken_starts(), [start]);
    }
    desk.until("the end", |desk| desk.is_done());
    for start in [None, parent] {
        desk.dialog_answers(Answer::Chosen(vec![beside.clone()]));
        ask_where(&mut desk);
        until_written(&mut desk);
        assert_eq!(desk.taken_starts(), [start]);
    }
}
