//! Journeys through the window by accessible name, with a real session on a small tree and dialogs that a stand-in
//! answers. Needs no display.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

#[path = "window/check.rs"]
mod check;
#[path = "window/chips.rs"]
mod chips;
#[path = "window/columns.rs"]
mod columns;
#[path = "window/compare.rs"]
mod compare;
#[path = "window/desk.rs"]
mod desk;
#[path = "window/desktops.rs"]
mod desktops;
#[path = "window/dialogs.rs"]
mod dialogs;
#[path = "window/export.rs"]
mod export;
#[path = "window/filter.rs"]
mod filter;
#[path = "window/kept.rs"]
mod kept;
#[path = "common/listed.rs"]
mod listed;
#[path = "window/map.rs"]
mod map;
#[path = "window/menus.rs"]
mod menus;
#[path = "window/narrow.rs"]
mod narrow;
#[path = "window/opened.rs"]
mod opened;
#[path = "window/order.rs"]
mod order;
#[path = "window/pages.rs"]
mod pages;
#[path = "window/paths.rs"]
mod paths;
#[path = "window/problems.rs"]
mod problems;
#[path = "window/read_as.rs"]
mod read_as;
#[path = "window/safety.rs"]
mod safety;
#[path = "common/scripted.rs"]
mod scripted;
#[path = "window/settings.rs"]
mod settings;
#[path = "window/sheet.rs"]
mod sheet;
#[path = "window/sources.rs"]
mod sources;
#[path = "window/spoken.rs"]
mod spoken;
#[path = "window/table.rs"]
mod table;
#[path = "window/totals.rs"]
mod totals;
#[path = "window/tree.rs"]
mod tree;

use desk::Desk;
use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;
use foldersheet::model::ScanOptions;
use foldersheet::scan::places::{PlaceKind, StartPlace};
use foldersheet::session::{Config, ExportStatus, Phase, Session};
use foldersheet::ui::Answer;
use std::fs;
use std::path::PathBuf;

#[test]
fn an_empty_window_says_what_to_do() {
    let desk = Desk::new();
    for words in [
        "Add folders…",
        "or drop folders, sheets or lists here",
        "Reads only. No network.",
        "Path of a folder",
    ] {
        desk.window.get_by_label(words);
    }
    assert!(desk.window.query_by_label("Export…").is_none());
}

#[test]
fn picked_folders_become_rows() {
    let mut desk = Desk::new();
    desk.file("a.txt", 3);
    desk.file("sub/b.bin", 70_000);
    desk.dialog_answers(Answer::Chosen(vec![desk.tree()]));
    desk.click("Add folders…");
    desk.until("two rows", |desk| desk.rows().len() == 2);
    assert!(desk.row("a.txt").contains("Size 3 B"), "{}", desk.row("a.txt"));
    assert!(desk.row("b.bin").contains("70.0 kB"), "{}", desk.row("b.bin"));
    desk.until("the end", |desk| desk.is_done());
    desk.window.get_by_label("showing 2 of 2");
    desk.window.get_by_label_contains(", done, 2 files, 70.0 kB");
    desk.window.get_by_label_contains("2 files, 70.0 kB. Read in ");
}

#[test]
fn a_cancelled_dialog_changes_nothing() {
    let mut desk = Desk::new();
    desk.dialog_answers(Answer::Cancelled);
    desk.click("Add folders…");
    desk.window.run_steps(3);
    desk.window.get_by_label("or drop folders, sheets or lists here");
}

#[test]
fn a_header_sorts_both_ways_and_back() {
    let mut desk = Desk::with_files(&[("b", 20), ("c", 10), ("a", 30)]);
    for (column, expected) in
        [("Name", ["a", "b", "c"]), ("Name", ["c", "b", "a"]), ("Size", ["a", "b", "c"])]
    {
        desk.click_header(column);
        desk.until(column, |desk| desk.names() == expected);
    }
    desk.click_header("Size");
    desk.until("smallest first", |desk| desk.names() == ["c", "b", "a"]);
    let found = desk.window.state().session().order();
    assert!(!found.first.unwrap().descending);
    desk.click_header("Size");
    desk.until("by path", |desk| desk.window.state().session().order().is_by_path());
}

#[test]
fn the_filter_narrows_as_it_is_typed() {
    let mut desk = Desk::with_files(&[("report.pdf", 1), ("photo.jpg", 1), ("Reports/x.txt", 1)]);
    desk.window.key_press_modifiers(Modifiers::COMMAND, Key::F);
    desk.window.run_steps(2);
    desk.window.get_by_label("Filter by name or path").type_text("REPORT");
    desk.until("two rows", |desk| desk.rows().len() == 2);
    desk.window.get_by_label("showing 2 of 3");
    desk.window.key_press(Key::Escape);
    desk.until("all rows", |desk| desk.rows().len() == 3);
}

#[test]
fn a_filter_that_fits_nothing_says_so() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    desk.filter("zzz");
    desk.until("no row", |desk| desk.rows().is_empty());
    desk.click("Clear the filter");
    desk.until("the row", |desk| desk.rows().len() == 1);
}

#[test]
fn a_path_can_be_typed() {
    let mut desk = Desk::new();
    desk.file("typed.txt", 1);
    desk.type_path();
    desk.until("the row", |desk| desk.names() == ["typed.txt"]);
}

#[test]
fn a_path_that_does_not_exist_is_a_problem() {
    let mut desk = Desk::new();
    fs::remove_dir(desk.tree()).unwrap();
    desk.type_path();
    desk.until("the end", |desk| desk.is_done());
    desk.click("1 problem");
    desk.window.run_steps(2);
    desk.window.get_by_label("Problems");
    desk.window
        .get_by(|node| node.role() == Role::Row && node.label().unwrap().contains("open picked folder"));
    desk.window.get_by_label_contains(", could not be opened: ");
}

#[test]
fn dropped_folders_are_picked() {
    let mut desk = Desk::new();
    desk.file("dropped.txt", 1);
    desk.drop(&desk.tree());
    desk.until("the row", |desk| desk.names() == ["dropped.txt"]);
}

#[test]
fn a_stop_keeps_the_rows_and_says_that_it_is_incomplete() {
    let (mut desk, holder) = Desk::held();
    desk.window.get_by_label("Reading…");
    desk.click("Stop");
    // In the status line and on the button.
    assert_eq!(desk.window.get_all_by_label("Stopping…").count(), 2);
    drop(holder);
    desk.until("the stop", |desk| desk.phase() == Phase::Stopped);
    desk.window.get_by_label("Stopped: the sheet is incomplete");
    desk.window.get_by_label_contains(", stopped: incomplete, ");
    assert_eq!(desk.names(), ["a.txt"]);

    // Everything works on what is there.
    desk.filter("zzz");
    desk.until("no row", |desk| desk.rows().is_empty());
    desk.dialog_answers(Answer::Chosen(vec![desk.away("out.csv")]));
    desk.click("Export…");
    desk.window.run_steps(2);
    desk.window.get_by_label_contains("The sheet is incomplete: the reading was stopped. This format");
    desk.click("Everything (1 row)");
    desk.click("Choose file…");
    desk.until("the file", |desk| matches!(desk.export(), ExportStatus::Written { incomplete: Some(_), .. }));
    desk.window.run_steps(2);
    desk.window.get_by_label_contains("The sheet is incomplete: the reading was stopped");
}

#[test]
fn a_worker_that_gets_no_answer_is_named_with_its_folder() {
    let (mut desk, holder) = Desk::held();
    desk.until("the name", |desk| desk.window.query_by_label_contains("in /held for").is_some());
    drop(holder);
    desk.until("the end", |desk| desk.is_done());
}

#[test]
fn read_again_finds_what_came_since() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    desk.file("b", 1);
    desk.click("Read again");
    desk.until("both", |desk| desk.rows().len() == 2 && desk.is_done());
}

#[test]
fn clear_leads_back_to_the_beginning() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    desk.click("Clear");
    desk.until("the empty window", |desk| {
        desk.window.query_by_label("or drop folders, sheets or lists here").is_some()
    });
}

#[test]
fn the_keyboard_selects_and_copies() {
    let mut desk = Desk::with_files(&[("a", 1), ("b", 1), ("c", 1)]);
    desk.click_header("Name");
    desk.until("sorted", |desk| desk.names() == ["a", "b", "c"]);
    desk.click_row("a");
    desk.window.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    desk.window.run_steps(2);
    assert_eq!(desk.selected(), ["a", "b"]);
    let copied = desk.copied();
    let expected =
        [desk.tree().join("a"), desk.tree().join("b")].map(|path| path.to_str().unwrap().to_owned());
    assert_eq!(copied, expected.join("\n"));

    desk.window.key_press(Key::End);
    desk.window.run_steps(2);
    assert_eq!(desk.selected(), ["c"]);
    desk.window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    desk.window.run_steps(2);
    assert_eq!(desk.selected(), ["a", "b", "c"]);
}

#[test]
fn a_selection_stays_with_its_row_when_the_order_changes() {
    let mut desk = Desk::with_files(&[("a", 30), ("b", 20), ("c", 10)]);
    desk.click_header("Name");
    desk.until("by name", |desk| desk.names() == ["a", "b", "c"]);
    desk.click_row("b");
    assert_eq!(desk.selected(), ["b"]);
    desk.click_header("Size");
    desk.click_header("Size");
    desk.until("by size", |desk| desk.names() == ["c", "b", "a"]);
    assert_eq!(desk.selected(), ["b"]);
}

#[test]
fn the_last_row_of_many_is_one_key_away() {
    let names: Vec<String> = (0..500).map(|n| format!("{n:03}")).collect();
    let files: Vec<(&str, u64)> = names.iter().map(|name| (name.as_str(), 1)).collect();
    let mut desk = Desk::with_files(&files);
    desk.click_header("Name");
    desk.until("sorted", |desk| desk.names().first().is_some_and(|name| name == "000"));
    desk.click_row("000");
    desk.window.key_press(Key::End);
    desk.until("the last row", |desk| desk.names().last().is_some_and(|name| name == "499"));
    assert_eq!(desk.selected(), ["499"]);
}

#[test]
fn a_notch_of_the_wheel_goes_three_rows() {
    let names: Vec<String> = (0..500).map(|n| format!("{n:03}")).collect();
    let files: Vec<(&str, u64)> = names.iter().map(|name| (name.as_str(), 1)).collect();
    let mut desk = Desk::with_files(&files);
    desk.click_header("Name");
    desk.until("sorted", |desk| desk.names().first().is_some_and(|name| name == "000"));
    desk.window.get_by_role_and_label(Role::Table, "Sheet").hover();
    desk.window.run_steps(2);
    for expected in ["003", "006"] {
        desk.wheel(-1.0);
        assert_eq!(desk.names()[0], expected);
    }
    desk.wheel(1000.0);
    assert_eq!(desk.names()[0], "000");
}

#[test]
fn the_row_under_the_eye_stays_while_others_come_in_above_it() {
    let names: Vec<String> = (0..500).map(|n| format!("m{n:03}")).collect();
    let files: Vec<(&str, u64)> = names.iter().map(|name| (name.as_str(), 1)).collect();
    let mut desk = Desk::with_files(&files);
    desk.click_header("Name");
    desk.until("sorted", |desk| desk.names().first().is_some_and(|name| name == "m000"));
    desk.click_row("m003");
    desk.window.get_by_role_and_label(Role::Table, "Sheet").hover();
    desk.window.run_steps(2);
    desk.wheel(-50.0);
    let eye = desk.names();
    assert_eq!(eye[0], "m150");

    let more = desk.away("more");
    fs::create_dir(&more).unwrap();
    for n in 0..300 {
        fs::write(more.join(format!("a{n:03}")), "").unwrap();
    }
    desk.drop(&more);
    desk.until("all rows", |desk| desk.window.state().session().shown().len() == 800);
    desk.window.run_steps(3);
    assert_eq!(desk.names(), eye);
    // And the row that was clicked is still the one that the keyboard is on.
    desk.window.key_press(Key::ArrowDown);
    desk.window.run_steps(3);
    assert_eq!(desk.selected(), ["m004"]);
}

#[test]
fn names_that_would_mislead_are_written_out() {
    let mut desk = Desk::with_files(&[("invoice\u{202E}fdp.exe", 1)]);
    assert_eq!(desk.names(), ["invoice\\u{202E}fdp.exe"]);
    desk.window.run_steps(1);
}

#[test]
fn a_hidden_column_is_gone_and_comes_back() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    let has = |desk: &Desk| desk.window.query_by_role_and_label(Role::ColumnHeader, "Created").is_some();
    assert!(!has(&desk));
    for expected in [true, false] {
        desk.click("Options");
        desk.window.run_steps(3);
        desk.click("Columns");
        desk.window.run_steps(3);
        desk.window.get_by_role_and_label(Role::MenuItemCheckBox, "Created").click();
        desk.until("the change", |desk| has(desk) == expected);
        desk.window.key_press(Key::Escape);
        desk.window.run_steps(3);
    }
}

#[test]
fn what_is_left_out_is_typed_and_counted() {
    let mut desk = Desk::with_files(&[("a.rs", 1), ("b.tmp", 1), ("node_modules/c", 1)]);
    desk.options();
    desk.leave_out("node_modules *.tmp");
    assert!(desk.window.state().session().status().options.exclude.is_empty(), "before it is finished");
    desk.window.key_press(Key::Enter);
    desk.window.run_steps(3);
    assert_eq!(desk.window.state().session().status().options.exclude, ["node_modules", "*.tmp"]);
    // The menu is still there, and says when.
    desk.window.get_by_label("Press “Read again” to use a change.");
    assert_eq!(desk.rows().len(), 3);
    desk.window.key_press(Key::Escape);
    desk.click("Read again");
    desk.until("the one file", |desk| desk.names() == ["a.rs"] && desk.is_done());
    desk.window.run_steps(2);
    desk.window.get_by_label_contains(", 2 left out");
}

#[test]
fn what_is_typed_is_used_when_the_menu_is_closed() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    desk.options();
    desk.leave_out("My\\ Files/");
    let beside = desk.window.get_by_role_and_label(Role::Table, "Sheet").rect().center();
    desk.window.drag_at(beside);
    desk.window.drop_at(beside);
    desk.window.run_steps(3);
    assert!(desk.window.query_by_label("Patterns to leave out").is_none(), "the menu is closed");
    assert_eq!(desk.window.state().session().status().options.exclude, ["My\\ Files/"]);
}

#[test]
fn a_pattern_that_cannot_be_understood_is_said_and_not_used() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    desk.options();
    desk.leave_out("*.tmp [z-a]");
    desk.window.key_press(Key::Enter);
    desk.window.run_steps(3);
    desk.window.get_by_label_contains("the pattern \"[z-a]\":");
    assert!(desk.window.state().session().status().options.exclude.is_empty());
    for (pattern, why) in [
        ("{a,".repeat(10_000), "it is too long"),
        ("[[:letter:]]".to_owned(), "there are no characters called [:letter:]"),
        ("a\\".to_owned(), "a backslash at its end"),
    ] {
        desk.leave_out(&pattern);
        desk.window.key_press(Key::Enter);
        desk.window.run_steps(3);
        desk.window.get_by_label_contains(why);
        assert!(desk.window.state().session().status().options.exclude.is_empty());
    }
    desk.leave_out("*.tmp [a-z]");
    assert!(desk.window.query_by_label_contains("the pattern").is_none());
    desk.window.key_press(Key::Enter);
    desk.window.run_steps(3);
    assert_eq!(desk.window.state().session().status().options.exclude, ["*.tmp", "[a-z]"]);
}

#[test]
fn a_mistake_that_is_left_behind_is_told() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    desk.options();
    desk.leave_out("[z-a]");
    desk.click("Options");
    desk.window.run_steps(3);
    desk.window.get_by_label_contains("What to leave out is as it was: the pattern \"[z-a]\"");
    assert!(desk.window.state().session().status().options.exclude.is_empty());
}

#[test]
fn escape_puts_back_what_is_left_out() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    desk.options();
    desk.leave_out("*.tmp");
    desk.window.key_press(Key::Escape);
    desk.window.run_steps(3);
    assert!(desk.window.state().session().status().options.exclude.is_empty());
    desk.options();
    let field = desk.window.get_by_role_and_label(Role::TextInput, "Patterns to leave out");
    assert_eq!(field.value().unwrap_or_default(), "");
}

#[test]
fn the_options_stay_open_while_boxes_are_ticked() {
    let mut desk = Desk::new();
    desk.options();
    desk.window.get_by_label("For the folders that you add.");
    for name in ["Folders as rows", "Hidden files and folders", "Stay on one file system", "Theme", "Dark"] {
        desk.click(name);
        desk.window.run_steps(2);
    }
    let session = desk.window.state().session();
    let options = session.status().options;
    assert!(options.folders && options.skip_hidden && options.one_file_system);
}

#[test]
fn cloud_folders_are_a_choice_where_there_are_any() {
    let mut desk = Desk::new();
    desk.options();
    let offered = desk.window.query_by_label("Folders that are only in the cloud").is_some();
    assert_eq!(offered, cfg!(any(windows, target_os = "macos")));
    let mut desk = Desk::over(|config| {
        let options = ScanOptions { cloud_folders: true, ..config.options.clone() };
        Session::new(Config { options, ..config })
    });
    desk.options();
    desk.click("Folders that are only in the cloud");
    desk.window.run_steps(2);
    assert!(!desk.window.state().session().status().options.cloud_folders);
}

#[test]
fn a_column_is_dragged_to_another_place() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    assert_eq!(desk.columns()[..3], ["Name", "Folder", "Size"]);
    desk.drag_header("Size", "Name", -10.0);
    assert_eq!(desk.columns()[..3], ["Size", "Name", "Folder"]);
    desk.drag_header("Size", "Folder", 10.0);
    assert_eq!(desk.columns()[..3], ["Name", "Folder", "Size"]);
    assert!(desk.window.state().session().order().is_by_path(), "a drag is not a click");
    assert!(desk.row("a").starts_with("a, "));
}

#[test]
fn a_column_is_moved_by_its_menu_and_by_the_keyboard() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    desk.window.get_by_role_and_label(Role::ColumnHeader, "Name").click_secondary();
    desk.window.run_steps(3);
    desk.click("Move right");
    desk.window.run_steps(3);
    assert_eq!(desk.columns()[..3], ["Folder", "Name", "Size"]);
    desk.window.get_by_role_and_label(Role::ColumnHeader, "Name").focus();
    desk.window.run_steps(2);
    for (key, expected) in [
        (Key::ArrowRight, ["Folder", "Size", "Name"]),
        (Key::ArrowLeft, ["Folder", "Name", "Size"]),
        (Key::ArrowLeft, ["Name", "Folder", "Size"]),
        (Key::ArrowLeft, ["Name", "Folder", "Size"]),
    ] {
        desk.window.key_press_modifiers(Modifiers::ALT, key);
        desk.window.run_steps(2);
        assert_eq!(desk.columns()[..3], expected);
    }
}

#[test]
fn typed_letters_go_to_the_next_name_that_begins_with_them() {
    let mut desk = Desk::with_files(&[("alpha", 1), ("Beta", 1), ("bravo", 1), ("charlie", 1)]);
    desk.click_header("Name");
    desk.until("sorted", |desk| desk.names() == ["alpha", "Beta", "bravo", "charlie"]);
    desk.click_row("alpha");
    let table = |desk: &Desk, text: &str| {
        desk.window.get_by_role_and_label(Role::Table, "Sheet").type_text(text);
    };
    for (text, expected) in [("B", "Beta"), ("R", "bravo"), ("zz", "bravo")] {
        table(&desk, text);
        desk.window.run_steps(2);
        assert_eq!(desk.selected(), [expected], "{text}");
    }
    // A name's first letter again, from the end on.
    desk.window.key_press(Key::End);
    desk.window.run_steps(2);
    table(&desk, "a");
    desk.window.run_steps(2);
    assert_eq!(desk.selected(), ["alpha"]);
}

#[test]
fn enter_and_a_double_click_open_the_file_and_ctrl_enter_shows_where_it_is() {
    let mut desk = Desk::with_files(&[("a", 1), ("sub/b", 1)]);
    desk.click_header("Name");
    desk.until("sorted", |desk| desk.names() == ["a", "b"]);
    desk.click_row("b");
    assert!(desk.taken_opened().is_empty(), "one click opens nothing");
    desk.window.key_press(Key::Enter);
    desk.window.run_steps(2);
    assert_eq!(desk.taken_opened(), [desk.tree().join("sub/b")]);
    desk.window.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    desk.window.run_steps(2);
    assert_eq!(desk.taken_shown(), [(desk.tree().join("sub/b"), true)]);
    desk.double_click_row("a");
    assert_eq!(desk.taken_opened(), [desk.tree().join("a")]);
    assert!(desk.taken_shown().is_empty());
    assert_eq!(desk.selected(), ["a"]);
}

#[test]
fn the_enter_that_ends_the_filter_opens_nothing() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    desk.click_row("a");
    desk.filter("a");
    desk.window.key_press(Key::Enter);
    desk.window.run_steps(3);
    assert!(desk.taken_opened().is_empty());
    desk.window.key_press(Key::Enter);
    desk.window.run_steps(3);
    assert_eq!(desk.taken_opened(), [desk.tree().join("a")]);
}

#[test]
fn an_idle_window_rests() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    // Panics if a frame always asks for the next one.
    desk.until("rest", |desk| desk.window.run_ok().is_some());
}

#[test]
fn the_empty_window_takes_what_is_typed_or_pasted_without_a_click() {
    for event in [Event::Text as fn(String) -> Event, Event::Paste] {
        let mut desk = Desk::new();
        desk.file("a.txt", 1);
        desk.window.run_steps(2);
        desk.window.event(event(desk.tree().to_str().unwrap().to_owned()));
        desk.window.run_steps(2);
        desk.window.key_press(Key::Enter);
        desk.until("the row", |desk| desk.names() == ["a.txt"]);
    }
}

#[test]
fn the_empty_window_offers_places_as_they_are_found() {
    let (tell, found) = crossbeam_channel::unbounded();
    let mut desk = Desk::new();
    desk.window.state_mut().expect_places(found);
    desk.file("a.txt", 1);
    let drive = |path: PathBuf, free| StartPlace { kind: PlaceKind::Drive, path, free: Some(free) };
    assert!(desk.window.query_by_label_contains(" free").is_none());
    tell.send(drive(desk.tree(), 24_500_000_000)).unwrap();
    desk.window.run_steps(2);
    desk.window.get_by_label_contains("24.5 GB free").click();
    desk.until("the row", |desk| desk.names() == ["a.txt"]);
}
