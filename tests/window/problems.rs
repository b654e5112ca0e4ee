//! Journeys through the list of problems by accessible name.

use super::desk::{Desk, SHOW_IN_FOLDER};
use crate::scripted::{Act, Fake};
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, pos2};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT, Queryable};
use foldersheet::session::{ExportStatus, Session};
use foldersheet::ui::Answer;
use std::path::Path;

const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;
const NONE: Modifiers = Modifiers::NONE;
/// EACCES.
const DENIED: i32 = 13;

/// A window over so many folders that can't be opened, all tried.
fn desk(folders: usize) -> Desk {
    let disk = move || {
        (0..folders).fold(Fake::new().file("/r/f", 1), |fake, n| {
            let path = format!("/r/d{n:03}");
            fake.folder(&path).act(&path, Act::RefuseOpen(DENIED))
        })
    };
    let mut desk = Desk::over(move |config| Session::on_disk(config, disk));
    desk.drop(Path::new("/r"));
    desk.until("the end", |desk| desk.is_done() && desk.window.state().session().shown().len() == 1);
    desk
}

/// The same with the list shown, as its shortcut does.
fn shown(folders: usize) -> Desk {
    let mut desk = desk(folders);
    press(&mut desk, CTRL, Key::J);
    assert!(list(&desk).accesskit_node().is_focused(), "the list has the keyboard");
    desk
}

fn list(desk: &Desk) -> Node<'_> {
    desk.window.get_by_role_and_label(Role::Table, "List of problems")
}

fn rows(desk: &Desk) -> Vec<Node<'_>> {
    let rows = list(desk).children_recursive().filter(|node| node.accesskit_node().role() == Role::Row);
    let mut rows: Vec<_> = rows.collect();
    rows.sort_by(|a, b| a.rect().top().total_cmp(&b.rect().top()));
    rows
}

fn said(row: &Node<'_>) -> String {
    row.accesskit_node().label().unwrap()
}

/// Where the problems in sight are.
fn places(desk: &Desk) -> Vec<String> {
    rows(desk).iter().map(|row| said(row).split(": ").nth(1).unwrap().to_owned()).collect()
}

/// Of those the selected ones, by their positions in sight.
fn selected(desk: &Desk) -> Vec<usize> {
    let rows = rows(desk);
    let is_selected = |at: &usize| rows[*at].accesskit_node().is_selected() == Some(true);
    (0..rows.len()).filter(is_selected).collect()
}

fn press(desk: &mut Desk, modifiers: Modifiers, key: Key) {
    desk.window.key_press_modifiers(modifiers, key);
    desk.window.run_steps(3);
}

fn click(desk: &mut Desk, at: usize, modifiers: Modifiers) {
    rows(desk)[at].click_modifiers(modifiers);
    desk.window.run_steps(3);
}

#[test]
fn the_keyboard_selects_a_range_and_copies_it() {
    let mut desk = shown(40);
    press(&mut desk, NONE, Key::ArrowDown);
    press(&mut desk, NONE, Key::ArrowDown);
    assert_eq!(selected(&desk), [1]);
    press(&mut desk, SHIFT, Key::ArrowDown);
    press(&mut desk, SHIFT, Key::ArrowDown);
    assert_eq!(selected(&desk), [1, 2, 3]);
    let places = places(&desk);
    let copied = desk.copied();
    let cells: Vec<Vec<&str>> = copied.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(cells.len(), 3);
    for (line, place) in cells.iter().zip(&places[1..]) {
        assert_eq!((line[0], line[1]), ("open folder", place.as_str()));
        assert!(line[2].ends_with("(error 13)") && line.len() == 3, "{line:?}");
    }
    // One beside them, then all, then none.
    press(&mut desk, CTRL, Key::ArrowDown);
    press(&mut desk, CTRL, Key::ArrowDown);
    press(&mut desk, CTRL, Key::Space);
    assert_eq!(selected(&desk), [1, 2, 3, 5]);
    press(&mut desk, CTRL, Key::A);
    let all = desk.copied();
    let mut all: Vec<&str> = all.lines().map(|line| line.split('\t').nth(1).unwrap()).collect();
    all.sort_unstable();
    assert_eq!(all, (0..40).map(|n| format!("/r/d{n:03}")).collect::<Vec<_>>());
    press(&mut desk, NONE, Key::Escape);
    assert_eq!(selected(&desk), [0; 0]);
}

#[test]
fn the_ends_and_pages_are_one_key_away() {
    let mut desk = shown(300);
    let first = places(&desk);
    assert!(first.len() < 30, "only those in sight are drawn: {}", first.len());
    let index = |row: &Node<'_>| row.accesskit_node().data().row_index().unwrap();
    press(&mut desk, NONE, Key::End);
    assert_eq!(rows(&desk).last().map(index), Some(299));
    let bottom = rows(&desk).last().unwrap().rect().bottom();
    assert!((bottom - list(&desk).rect().bottom()).abs() <= 1.0, "the last one is whole");
    press(&mut desk, NONE, Key::PageUp);
    press(&mut desk, NONE, Key::PageUp);
    assert!(index(&rows(&desk)[0]) < 299 - first.len());
    press(&mut desk, SHIFT, Key::Home);
    assert_eq!(places(&desk), first);
    list(&desk).hover();
    desk.window.run_steps(2);
    desk.wheel(-1.0);
    assert_eq!(index(&rows(&desk)[0]), 3);
    desk.wheel(1000.0);
    assert_eq!(places(&desk), first);
}

#[test]
fn clicks_and_drags_select() {
    let mut desk = shown(40);
    click(&mut desk, 1, NONE);
    click(&mut desk, 3, SHIFT);
    assert_eq!(selected(&desk), [1, 2, 3]);
    click(&mut desk, 2, CTRL);
    click(&mut desk, 5, CTRL);
    assert_eq!(selected(&desk), [1, 3, 5]);
    // A drag, and on beyond the edge.
    let from = rows(&desk)[2].rect().center();
    let bottom = list(&desk).rect().bottom();
    desk.window.hover_at(from);
    desk.window.run_steps(1);
    desk.window.drag_at(from);
    desk.window.run_steps(2);
    for y in [from.y + 10.0, bottom - 30.0, bottom + 40.0] {
        desk.window.hover_at(pos2(from.x, y));
        desk.window.run_steps(2);
    }
    let last = |desk: &Desk| rows(desk).last().map(|row| row.accesskit_node().data().row_index().unwrap());
    desk.until("the last line", |desk| last(desk) == Some(39));
    desk.window.drop_at(pos2(from.x, bottom + 40.0));
    desk.window.run_steps(3);
    assert_eq!(desk.copied().lines().count(), 38);
}

#[test]
fn a_screen_reader_reads_a_table() {
    let mut desk = shown(20);
    press(&mut desk, NONE, Key::ArrowDown);
    let table = list(&desk);
    let node = table.accesskit_node();
    assert_eq!((node.data().row_count(), node.data().column_count()), (Some(20), Some(3)));
    assert!(node.data().is_multiselectable());
    for title in ["What was tried", "Where", "Why"] {
        desk.window.get_by_role_and_label(Role::ColumnHeader, title);
    }
    let rows = rows(&desk);
    let row = rows[0].accesskit_node();
    assert_eq!(node.data().active_descendant(), Some(row.locate().0));
    assert_eq!((row.data().row_index(), row.is_selected()), (Some(0), Some(true)));
    assert!(said(&rows[0]).starts_with("open folder: /r/d") && said(&rows[0]).ends_with("error 13)"));
    assert_eq!(rows[1].accesskit_node().is_selected(), Some(false));
}

#[test]
fn the_menu_copies_and_selects_all() {
    let mut desk = shown(6);
    press(&mut desk, NONE, Key::ArrowDown);
    press(&mut desk, SHIFT, Key::F10);
    desk.window.get_by_label("Copy line");
    // The first entry has the keyboard, the next one selects all.
    press(&mut desk, NONE, Key::ArrowDown);
    press(&mut desk, NONE, Key::Enter);
    assert_eq!(selected(&desk).len(), 6);
    rows(&desk)[2].click_secondary();
    desk.window.run_steps(3);
    desk.window.get_by_label("Copy 6 lines").click();
    assert_eq!(desk.clipboard().lines().count(), 6);
    desk.window.run_steps(3);
    assert!(desk.window.query_by_label("Copy 6 lines").is_none(), "the menu is closed");
    // On a line that is not selected, it is about that one.
    click(&mut desk, 0, NONE);
    rows(&desk)[4].click_secondary();
    desk.window.run_steps(3);
    desk.window.get_by_label("Copy line");
    assert_eq!(selected(&desk), [4]);
}

#[test]
fn all_of_it_is_copied_with_titles() {
    let mut desk = desk(3);
    desk.click("3 problems");
    desk.window.run_steps(2);
    desk.window.get_by_label("Copy all").click();
    let copied = desk.clipboard();
    let mut lines = copied.lines();
    assert_eq!(lines.next(), Some("What was tried\tWhere\tWhy"));
    assert_eq!(lines.filter(|line| line.starts_with("open folder\t/r/d00")).count(), 3);
}

#[test]
fn the_keyboard_comes_and_goes_with_the_list() {
    let mut desk = shown(3);
    press(&mut desk, NONE, Key::ArrowDown);
    press(&mut desk, CTRL, Key::J);
    assert!(desk.window.query_by_label("List of problems").is_none());
    let table = desk.window.get_by_role_and_label(Role::Table, "Sheet");
    assert!(table.accesskit_node().is_focused(), "the table has it");
    press(&mut desk, NONE, Key::ArrowDown);
    assert_eq!(desk.selected().len(), 1);
    // Shown again it is as it was left; of another reading nothing is selected.
    press(&mut desk, CTRL, Key::J);
    assert_eq!(selected(&desk), [0]);
    desk.click("Read again");
    desk.until("the end", |desk| desk.is_done() && rows(desk).len() == 3);
    assert_eq!(selected(&desk), [0; 0]);
}

#[test]
fn an_idle_list_rests() {
    let mut desk = shown(30);
    press(&mut desk, NONE, Key::End);
    // Panics if a frame always asks for the next one.
    desk.until("rest", |desk| desk.window.run_ok().is_some());
}

#[test]
fn the_menu_shows_where_a_problem_is() {
    let mut desk = shown(3);
    let place = places(&desk)[1].clone();
    rows(&desk)[1].click_secondary();
    desk.window.run_steps(3);
    desk.window.get_by_label(SHOW_IN_FOLDER).click();
    desk.window.run_steps(3);
    assert_eq!(desk.taken_shown(), [(place.into(), true)]);
}

/// A window over three folders that can't be opened for want of permission, one for another cause, and a folder picked twice: a note.
fn mixed() -> Desk {
    let disk = || {
        let fake = Fake::new().file("/r/f", 1);
        let fake = (0..3).fold(fake, |fake, n| {
            let path = format!("/r/d{n}");
            fake.folder(&path).act(&path, Act::RefuseOpen(DENIED))
        });
        fake.folder("/r/e").act("/r/e", Act::RefuseOpen(5))
    };
    let mut desk = Desk::over(move |config| Session::on_disk(config, disk));
    desk.drop(Path::new("/r"));
    desk.until("the end", |desk| desk.is_done() && desk.window.state().session().shown().len() == 1);
    desk.drop(Path::new("/r/d0"));
    desk.until("the end", |desk| desk.is_done());
    press(&mut desk, CTRL, Key::J);
    desk
}

fn choose(desk: &mut Desk, at: usize, entry: &str) {
    rows(desk)[at].click_secondary();
    desk.window.run_steps(3);
    desk.window.get_by_label(entry).click();
    desk.window.run_steps(3);
}

#[test]
fn the_list_is_narrowed_to_one_cause_and_back() {
    let mut desk = mixed();
    let all = rows(&desk).len();
    let is_other = |row: &Node<'_>| said(row).ends_with("(error 5)");
    let at = rows(&desk).iter().position(is_other).unwrap();
    choose(&mut desk, at, "Only this cause");
    assert_eq!(rows(&desk).len(), 1);
    assert!(is_other(&rows(&desk)[0]));
    desk.window.get_by_label(&format!("1 of {all} lines"));
    desk.window.get_by_label("Copy these").click();
    let copied = desk.clipboard();
    let lines: Vec<&str> = copied.lines().collect();
    assert_eq!((lines.len(), lines[0]), (2, "What was tried\tWhere\tWhy"));
    assert!(lines[1].contains("/r/e"), "{copied}");
    desk.click("Show all causes");
    desk.window.run_steps(3);
    assert_eq!(rows(&desk).len(), all);
    desk.window.get_by_label("Copy all");
}

#[test]
fn enter_shows_a_problem_in_its_folder_and_the_menu_copies_its_path() {
    let mut desk = shown(3);
    let place = places(&desk)[1].clone();
    press(&mut desk, NONE, Key::ArrowDown);
    press(&mut desk, NONE, Key::ArrowDown);
    press(&mut desk, NONE, Key::Enter);
    assert_eq!(desk.taken_shown(), [(place.clone().into(), true)]);
    rows(&desk)[1].click_secondary();
    desk.window.run_steps(3);
    desk.window.get_by_label("Copy path").click();
    assert_eq!(desk.clipboard(), place);
}

#[test]
fn the_menu_reads_the_source_of_a_problem_again() {
    let mut desk = shown(3);
    choose(&mut desk, 1, "Read its source again");
    // Until the source is taken out, the sheet before is there, done and whole.
    let is_read_anew = |desk: &Desk| desk.window.state().session().status().undoable.is_some();
    desk.until("the end", |desk| is_read_anew(desk) && desk.is_done() && rows(desk).len() == 3);
    assert_eq!(selected(&desk), [0; 0], "the lines are other ones");
}

#[test]
fn the_keyboard_goes_through_the_heading_as_the_eye_does() {
    let mut desk = shown(3);
    press(&mut desk, SHIFT, Key::Tab);
    let is_on = |desk: &Desk, name| desk.window.get_by_label(name).accesskit_node().is_focused();
    assert!(is_on(&desk, "Hide the problems"));
    press(&mut desk, SHIFT, Key::Tab);
    assert!(is_on(&desk, "Save…"));
    press(&mut desk, SHIFT, Key::Tab);
    assert!(is_on(&desk, "Copy all"));
    // At the end of the heading, above the list's.
    let end = list(&desk).rect().right();
    assert!(end - desk.window.get_by_label("Hide the problems").rect().right() < 20.0);
}

#[test]
fn a_click_on_a_cause_narrows_the_list_and_another_one_shows_all() {
    let mut desk = mixed();
    let all = rows(&desk).len();
    let is_denied = |row: &Node<'_>| said(row).ends_with("error 13)");
    let denied = rows(&desk).iter().filter(|row| is_denied(row)).count();
    assert!(denied > 1 && denied < all);
    let end = format!("error 13): {denied} lines");
    let chip = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
        node.label().is_some_and(|label| label.starts_with("Only ") && label.ends_with(&end))
    };
    desk.window.get_by(chip).click();
    desk.window.run_steps(3);
    assert_eq!(rows(&desk).len(), denied);
    assert!(rows(&desk).iter().all(is_denied));
    desk.click("Show all causes");
    desk.window.run_steps(3);
    assert_eq!(rows(&desk).len(), all);
    // By the keyboard: before the buttons at the end come the causes.
    for name in ["Hide the problems", "Save…", "Copy all"] {
        press(&mut desk, SHIFT, Key::Tab);
        assert!(desk.window.get_by_label(name).accesskit_node().is_focused(), "{name}");
    }
    press(&mut desk, SHIFT, Key::Tab);
    press(&mut desk, NONE, Key::Enter);
    assert!(rows(&desk).len() < all);
}

#[test]
fn the_list_alone_is_saved_to_a_file() {
    let mut desk = shown(3);
    let file = desk.away("list.csv");
    desk.dialog_answers(Answer::Chosen(vec![file.clone()]));
    desk.click("Save…");
    desk.until("its end", |desk| matches!(desk.export(), ExportStatus::Written { .. }));
    let [name, ..] = desk.taken_suggested().remove(0);
    assert_eq!(name, "r-problems.csv");
    let written = std::fs::read_to_string(&file).unwrap();
    for folder in ["/r/d000", "/r/d001", "/r/d002"] {
        assert!(written.contains(folder), "{written}");
    }
    assert!(!written.contains("/r/f"), "no row of the sheet is in it");
    desk.window.run_steps(3);
    desk.window.get_by_label_contains("Wrote the list of problems to list.csv");
    desk.click("Open");
    assert_eq!(desk.taken_opened(), std::slice::from_ref(&file));
    // A name that was completed was not asked about.
    std::fs::write(&file, "mine").unwrap();
    desk.dialog_answers(Answer::Chosen(vec![file.with_extension("")]));
    desk.click("Save…");
    desk.until("the question", |desk| matches!(desk.export(), ExportStatus::Exists { .. }));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "mine");
    desk.window.run_steps(2);
    desk.click("Replace");
    desk.until("its end", |desk| matches!(desk.export(), ExportStatus::Written { .. }));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), written);
}
