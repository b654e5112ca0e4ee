//! Nothing is lost by one click: what empties the sheet is undone by another, and closing the window asks where something is running.

use super::desk::Desk;
#[cfg(unix)]
use eframe::egui::ViewportEvent;
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, ViewportCommand, ViewportId};
use egui_kittest::kittest::Queryable;
#[cfg(unix)]
use foldersheet::session::ExportStatus;
use foldersheet::session::Phase;
#[cfg(unix)]
use foldersheet::ui::Answer;

const FIELD: &str = "Filter by name or path";

fn press(desk: &mut Desk, modifiers: Modifiers, key: Key) {
    desk.window.key_press_modifiers(modifiers, key);
    desk.window.run_steps(3);
}

#[test]
fn what_clear_empties_comes_back_with_its_filter() {
    let mut desk = Desk::with_files(&[("a.txt", 2), ("b.txt", 1), ("c.bin", 3)]);
    desk.click_header("Name");
    desk.filter("*.txt");
    desk.until("two rows", |desk| desk.rows().len() == 2);
    let before = desk.names();
    desk.click("Clear");
    desk.until("the empty window", |desk| desk.phase() == Phase::Empty);
    desk.window.get_by_label("Cleared 3 rows.");
    desk.click("Undo");
    desk.until("the rows", |desk| desk.names() == before);
    let field = desk.window.get_by_role_and_label(Role::TextInput, FIELD);
    assert_eq!(field.value().as_deref(), Some("*.txt"));
    assert!(desk.window.query_by_label("Undo").is_none());
}

#[test]
fn the_sheet_before_a_reading_comes_back_by_a_key_and_goes_again() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    desk.file("b", 1);
    press(&mut desk, Modifiers::NONE, Key::F5);
    desk.until("both", |desk| desk.rows().len() == 2 && desk.is_done());
    desk.click_row("b");
    press(&mut desk, Modifiers::COMMAND, Key::Z);
    desk.until("the one before", |desk| desk.names() == ["a"]);
    desk.click("Redo");
    desk.until("both again", |desk| desk.rows().len() == 2);
    desk.click("Dismiss");
    desk.window.run_steps(2);
    assert!(desk.window.query_by_label("Undo").is_none());
    press(&mut desk, Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.rows().len(), 2, "nothing is kept any more");
}

#[test]
fn in_a_field_the_key_undoes_what_was_typed() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    press(&mut desk, Modifiers::NONE, Key::F5);
    desk.until("the end", |desk| desk.is_done());
    desk.filter("zzz");
    press(&mut desk, Modifiers::COMMAND, Key::Z);
    desk.window.get_by_label_contains("Read again: the sheet before had 1 row");
}

/// Asks the window to close, as its frame does, and returns whether it will.
#[cfg(unix)]
fn close(desk: &mut Desk) -> bool {
    let input = desk.window.input_mut();
    input.viewports.entry(ViewportId::ROOT).or_default().events.push(ViewportEvent::Close);
    desk.window.step();
    let output = &desk.window.output().viewport_output;
    let is_refused =
        output.get(&ViewportId::ROOT).is_some_and(|own| own.commands.contains(&ViewportCommand::CancelClose));
    desk.window.input_mut().viewports.entry(ViewportId::ROOT).or_default().events.clear();
    desk.window.run_steps(2);
    !is_refused
}

#[cfg(unix)]
fn is_asked(desk: &Desk) -> bool {
    desk.window.query_all_by_label("An export is running").count() > 0
}

#[cfg(unix)]
#[test]
fn an_export_that_runs_is_not_cancelled_by_closing_the_window() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    assert!(close(&mut desk), "nothing runs");
    // A pipe that nobody reads from holds the export.
    let pipe = desk.away("pipe.jsonl");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    desk.dialog_answers(Answer::Chosen(vec![pipe.clone()]));
    desk.click("Export…");
    desk.window.run_steps(2);
    desk.click("Choose file…");
    desk.until("the export runs", |desk| matches!(desk.export(), ExportStatus::Writing { .. }));
    for answer in ["Keep exporting", "key"] {
        assert!(!close(&mut desk), "it closes");
        assert!(is_asked(&desk));
        match answer {
            "key" => press(&mut desk, Modifiers::NONE, Key::Escape),
            button => desk.click(button),
        }
        desk.window.run_steps(2);
        assert!(!is_asked(&desk));
        assert!(matches!(desk.export(), ExportStatus::Writing { .. }));
    }
    close(&mut desk);
    desk.click("Cancel it and close");
    assert!(close(&mut desk), "that was agreed to");
    let read = std::thread::Builder::new().spawn(move || std::fs::read(pipe)).unwrap();
    desk.until("its end", |desk| !matches!(desk.export(), ExportStatus::Writing { .. }));
    drop(read);
}

#[test]
fn the_shortcuts_are_listed_by_a_key_and_f1_in_the_filter_is_its_own() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    press(&mut desk, Modifiers::NONE, Key::F1);
    for words in ["Everywhere", "In the filter", "Undo what took rows away: Ctrl+Z"] {
        desk.window.get_by_label(words);
    }
    desk.window.get_by_label_contains("Close the window: Ctrl+Q");
    press(&mut desk, Modifiers::NONE, Key::Escape);
    assert!(desk.window.query_by_label("Everywhere").is_none());
    press(&mut desk, Modifiers::COMMAND, Key::F);
    press(&mut desk, Modifiers::NONE, Key::F1);
    assert!(desk.window.query_by_label("Everywhere").is_none());
    desk.window.get_by_label("Add report 2024");
    press(&mut desk, Modifiers::NONE, Key::Escape);
    press(&mut desk, Modifiers::COMMAND, Key::Slash);
    desk.window.get_by_label("Everywhere");
    press(&mut desk, Modifiers::COMMAND, Key::Slash);
    assert!(desk.window.query_by_label("Everywhere").is_none(), "the same key closes it");
}

#[test]
fn the_menu_says_what_program_this_is() {
    let mut desk = Desk::new();
    desk.options();
    desk.click("About Foldersheet");
    desk.window.run_steps(4);
    desk.window.get_by_label(concat!("Foldersheet ", env!("CARGO_PKG_VERSION")));
    desk.window.get_by_label_contains("MIT OR Apache-2.0");
    desk.click("Third-party licenses");
    desk.until("the list", |desk| desk.window.query_by_label("Inter (font): OFL-1.1").is_some());
    desk.click("Close");
    desk.window.run_steps(2);
    assert!(desk.window.query_by_label("Third-party licenses").is_none());
    desk.options();
    desk.click("Keyboard shortcuts");
    desk.window.run_steps(2);
    desk.window.get_by_label("Everywhere");
}

#[test]
fn the_title_says_what_is_listed_and_how_it_stands() {
    let (mut desk, holder) = Desk::held();
    desk.click("Stop");
    drop(holder);
    let title = ViewportCommand::Title("Foldersheet: held and 1 more, 1 file, stopped".to_owned());
    desk.until("the title", |desk| {
        let output = &desk.window.output().viewport_output;
        output.get(&ViewportId::ROOT).is_some_and(|own| own.commands.contains(&title))
    });
}
