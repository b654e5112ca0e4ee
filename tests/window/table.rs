//! Journeys through the table by accessible name: sorting by two columns, selecting, dragging, copying, widths.

use super::desk::{Desk, SHOW_IN_FOLDER};
use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, Pos2, pos2, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use foldersheet::model::Column;
use foldersheet::view::{Order, SortKey};
use std::fs;
use std::path::PathBuf;

const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;

/// A window with this many files, named by their numbers and in their order.
fn numbered(count: u32) -> Desk {
    let names: Vec<String> = (0..count).map(|n| format!("{n:03}")).collect();
    let files: Vec<(&str, u64)> = (0u64..).zip(&names).map(|(n, name)| (name.as_str(), n * 10)).collect();
    let mut desk = Desk::with_files(&files);
    desk.click_header("Name");
    desk.until("sorted", |desk| desk.names().first().is_some_and(|name| name == "000"));
    desk
}

fn order(desk: &Desk) -> Order {
    desk.window.state().session().order()
}

/// As the window orders by one column.
fn by(key: SortKey) -> Order {
    Order { natural: true, ..Order::by(key) }
}

fn header(desk: &mut Desk, column: &str, modifiers: Modifiers) {
    desk.window.get_by_role_and_label(Role::ColumnHeader, column).click_modifiers(modifiers);
    desk.window.run_steps(2);
}

fn row(desk: &mut Desk, name: &str, modifiers: Modifiers) {
    let place = place(desk, name);
    desk.window.hover_at(place);
    desk.window.run_steps(1);
    desk.row_node(name).click_modifiers(modifiers);
    desk.window.run_steps(2);
}

fn place(desk: &Desk, name: &str) -> Pos2 {
    desk.row_node(name).rect().center()
}

fn press(desk: &mut Desk, modifiers: Modifiers, key: Key) {
    desk.window.key_press_modifiers(modifiers, key);
    desk.window.run_steps(3);
}

fn selected_rows(desk: &mut Desk) -> u64 {
    desk.until("the sums", |desk| desk.window.state().session().status().selected.is_some());
    desk.window.state().session().status().selected.unwrap().rows
}

/// Presses at a place and moves to another, without letting go.
fn drag(desk: &mut Desk, from: Pos2, to: Pos2) {
    desk.window.hover_at(from);
    desk.window.run_steps(1);
    desk.window.drag_at(from);
    desk.window.run_steps(2);
    for part in [0.3, 0.7, 1.0] {
        desk.window.hover_at(from + (to - from) * part);
        desk.window.run_steps(1);
    }
}

#[test]
fn a_second_column_orders_what_the_first_one_leaves() {
    let mut desk = Desk::with_files(&[("b", 10), ("c", 5), ("a", 10)]);
    desk.click_header("Size");
    header(&mut desk, "Name", SHIFT);
    assert_eq!(order(&desk).second, Some(SortKey::up(Column::Name)));
    desk.until("by both", |desk| desk.names() == ["a", "b", "c"]);
    let described = |desk: &Desk, column| {
        let head = desk.window.get_by_role_and_label(Role::ColumnHeader, column);
        head.accesskit_node().data().description().map(str::to_owned)
    };
    assert_eq!(described(&desk, "Size").as_deref(), Some("first sort key"));
    assert_eq!(described(&desk, "Name").as_deref(), Some("second sort key"));
    header(&mut desk, "Name", SHIFT);
    desk.until("turned", |desk| desk.names() == ["b", "a", "c"]);
    header(&mut desk, "Name", SHIFT);
    assert_eq!(order(&desk), by(SortKey::down(Column::Size)));
    assert_ne!(described(&desk, "Name").as_deref(), Some("second sort key"));
    assert_eq!(described(&desk, "Size").as_deref(), Some("sorted"));

    // The same by the keyboard, and a click alone drops it.
    desk.window.get_by_role_and_label(Role::ColumnHeader, "Extension").focus();
    desk.window.run_steps(2);
    press(&mut desk, SHIFT, Key::Enter);
    assert_eq!(order(&desk).second, Some(SortKey::up(Column::Extension)));
    press(&mut desk, Modifiers::NONE, Key::Enter);
    assert_eq!(order(&desk), by(SortKey::up(Column::Extension)));
}

#[test]
fn numbers_in_names_are_ordered_by_their_value_until_that_is_switched_off() {
    let mut desk = Desk::with_files(&[("file10", 1), ("file2", 1), ("File1", 1)]);
    let (by_value, by_digits) = (["File1", "file2", "file10"], ["File1", "file10", "file2"]);
    desk.click_header("Name");
    desk.until("by value", |desk| desk.names() == by_value);
    desk.options();
    desk.window.get_by_role_and_label(Role::CheckBox, "Order numbers by value").click();
    desk.until("by digits", |desk| desk.names() == by_digits);
    press(&mut desk, Modifiers::NONE, Key::Escape);
    // What is sorted next is sorted so too, and the header's menu has the choice as well.
    desk.click_header("Size");
    desk.click_header("Name");
    desk.until("by digits again", |desk| desk.names() == by_digits);
    desk.window.get_by_role_and_label(Role::ColumnHeader, "Name").focus();
    desk.window.run_steps(2);
    press(&mut desk, Modifiers::NONE, Key::Menu);
    desk.window.get_by_role_and_label(Role::MenuItemCheckBox, "Order numbers by value").click();
    desk.until("by value again", |desk| desk.names() == by_value);
    assert!(desk.window.state().session().tree_order().natural, "the tree too");
}

#[test]
fn clicks_with_ctrl_and_shift_select_more() {
    let mut desk = numbered(9);
    row(&mut desk, "001", Modifiers::NONE);
    row(&mut desk, "003", SHIFT);
    assert_eq!(desk.selected(), ["001", "002", "003"]);
    row(&mut desk, "002", CTRL);
    row(&mut desk, "005", CTRL);
    assert_eq!(desk.selected(), ["001", "003", "005"]);
    row(&mut desk, "007", CTRL | SHIFT);
    assert_eq!(desk.selected(), ["001", "003", "005", "006", "007"]);
    row(&mut desk, "006", CTRL | SHIFT);
    assert_eq!(desk.selected(), ["001", "003", "005", "006"]);
    row(&mut desk, "004", SHIFT);
    assert_eq!(desk.selected(), ["004", "005"]);
    // By the keyboard: past a row, and that one besides.
    press(&mut desk, CTRL, Key::ArrowDown);
    press(&mut desk, CTRL, Key::ArrowDown);
    assert_eq!(desk.selected(), ["004", "005"]);
    press(&mut desk, CTRL, Key::Space);
    assert_eq!(desk.selected(), ["004", "005", "006"]);
}

#[test]
fn all_none_and_the_other_ones_are_selected() {
    let mut desk = numbered(5);
    row(&mut desk, "001", Modifiers::NONE);
    press(&mut desk, CTRL | SHIFT, Key::I);
    assert_eq!(desk.selected(), ["000", "002", "003", "004"]);
    desk.until("the count", |desk| desk.window.query_by_label_contains("4 selected").is_some());
    assert_eq!(selected_rows(&mut desk), 4);
    press(&mut desk, CTRL, Key::A);
    assert_eq!(desk.selected().len(), 5);
    press(&mut desk, Modifiers::NONE, Key::Escape);
    assert!(desk.selected().is_empty());
    desk.until("no count", |desk| desk.window.query_by_label_contains("selected").is_none());
    assert_eq!(selected_rows(&mut desk), 0);
    // The keyboard is still in the table.
    press(&mut desk, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(desk.selected(), ["002"]);
    // A click below the rows is a click on nothing.
    let table = desk.window.get_by_role_and_label(Role::Table, "Sheet").rect();
    let below = pos2(table.center().x, table.bottom() - 30.0);
    desk.window.hover_at(below);
    desk.window.drag_at(below);
    desk.window.drop_at(below);
    desk.window.run_steps(3);
    assert!(desk.selected().is_empty());
}

#[test]
fn what_is_filtered_out_is_not_selected_any_more() {
    let mut desk = Desk::with_files(&[("a.txt", 1), ("b.jpg", 1), ("c.txt", 1)]);
    row(&mut desk, "a.txt", Modifiers::NONE);
    press(&mut desk, CTRL, Key::A);
    desk.filter(".txt");
    desk.until("two rows", |desk| desk.rows().len() == 2);
    desk.until("two of them", |desk| desk.window.query_by_label_contains("2 selected").is_some());
    desk.until("told", |desk| selected_rows(desk) == 2);
    desk.window.key_press(Key::Escape);
    desk.until("all rows", |desk| desk.rows().len() == 3);
    desk.window.run_steps(2);
    let mut selected = desk.selected();
    selected.sort();
    assert_eq!(selected, ["a.txt", "c.txt"]);
}

#[test]
fn rows_that_come_in_later_are_not_selected_with_all() {
    let mut desk = numbered(3);
    row(&mut desk, "001", Modifiers::NONE);
    press(&mut desk, CTRL, Key::A);
    fs::write(desk.away("000b"), "").unwrap();
    desk.drop(&desk.away("000b"));
    desk.until("four rows", |desk| desk.rows().len() == 4);
    desk.window.run_steps(2);
    assert_eq!(desk.selected(), ["000", "001", "002"]);
}

#[test]
fn a_drag_selects_the_rows_that_it_crosses() {
    let mut desk = numbered(9);
    let (from, to) = (place(&desk, "002"), place(&desk, "005"));
    drag(&mut desk, from, to);
    assert_eq!(desk.selected(), ["002", "003", "004", "005"]);
    desk.window.hover_at(place(&desk, "001"));
    desk.window.run_steps(2);
    assert_eq!(desk.selected(), ["001", "002"]);
    desk.window.drop_at(place(&desk, "001"));
    desk.window.run_steps(2);
    assert_eq!(desk.selected(), ["001", "002"], "letting go is not a click");
    // Where it was let go the keyboard goes on.
    press(&mut desk, SHIFT, Key::ArrowUp);
    assert_eq!(desk.selected(), ["000", "001", "002"]);
}

#[test]
fn a_drag_scrolls_at_the_edge_and_ends_with_esc() {
    let mut desk = numbered(500);
    let table = desk.window.get_by_role_and_label(Role::Table, "Sheet").rect();
    let from = place(&desk, "005");
    drag(&mut desk, from, pos2(from.x, table.bottom() + 60.0));
    desk.until("far down", |desk| desk.names()[0].as_str() > "100");
    let last = |desk: &Desk| desk.names().last().unwrap().clone();
    assert_eq!(desk.selected().last(), Some(&last(&desk)), "to the last row in sight");
    desk.window.key_press(Key::Escape);
    desk.window.run_steps(3);
    let (names, selected) = (desk.names(), desk.selected());
    assert!(!selected.is_empty());
    desk.window.hover_at(from);
    desk.window.run_steps(5);
    assert_eq!((desk.names(), desk.selected()), (names, selected), "it has ended");
    desk.window.drop_at(from);
    desk.window.run_steps(2);
    // And up again, to the first row.
    let from = desk.window.get_by_role_and_label(Role::Table, "Sheet").rect().center();
    drag(&mut desk, from, pos2(from.x, table.top() - 200.0));
    desk.until("the first row", |desk| desk.names()[0] == "000");
    assert_eq!(desk.selected()[0], "000");
    desk.until("rest", |desk| desk.window.run_ok().is_some());
}

#[test]
fn a_drag_goes_on_while_rows_come_in() {
    let mut desk = numbered(100);
    let more = desk.away("more");
    fs::create_dir(&more).unwrap();
    for n in 0..4 {
        fs::write(more.join(format!("002-{n}")), "").unwrap();
    }
    let (from, to) = (place(&desk, "001"), place(&desk, "004"));
    drag(&mut desk, from, to);
    assert_eq!(desk.selected(), ["001", "002", "003", "004"]);
    desk.drop(&more);
    desk.window.hover_at(to);
    desk.until("all rows", |desk| desk.window.state().session().shown().len() == 104);
    desk.window.run_steps(3);
    // The row below the pointer is still the same, and what came in between is in the range.
    assert_eq!(place(&desk, "004"), to);
    let expected = ["002-1", "002-2", "002-3", "003", "004"];
    assert_eq!(desk.selected(), expected);
    desk.window.drop_at(to);
    desk.window.run_steps(2);
    assert_eq!((desk.selected(), selected_rows(&mut desk)), (expected.map(str::to_owned).to_vec(), 8));
}

#[test]
fn another_order_begins_at_its_top_or_stays_with_the_row_that_is_held() {
    let mut desk = numbered(500);
    desk.window.get_by_role_and_label(Role::Table, "Sheet").hover();
    desk.window.run_steps(2);
    desk.wheel(-50.0);
    assert_eq!(desk.names()[0], "150");
    desk.click_header("Name");
    desk.until("the other way", |desk| desk.names()[0] == "499");

    row(&mut desk, "490", Modifiers::NONE);
    let held = place(&desk, "490");
    desk.window.get_by_role_and_label(Role::Table, "Sheet").hover();
    desk.window.run_steps(2);
    header(&mut desk, "Size", Modifiers::NONE);
    desk.until("largest first", |desk| desk.names()[0] == "499");
    assert_eq!(place(&desk, "490"), held);
    desk.click_header("Size");
    desk.until("by size", |desk| desk.names().last().is_some_and(|name| name == "499"));
    assert_eq!(desk.selected(), ["490"]);
    // At the end of the sheet it can't stand as high as it did.
    assert!(place(&desk, "490").y >= held.y);
    desk.wheel(1000.0);
    assert_eq!(desk.names()[0], "000");
}

#[test]
fn a_filter_that_is_taken_away_shows_the_held_row_among_the_others() {
    let mut desk = numbered(500);
    desk.filter("377");
    desk.until("one row", |desk| desk.names() == ["377"]);
    row(&mut desk, "377", Modifiers::NONE);
    desk.window.get_by_label("Filter by name or path").focus();
    desk.window.run_steps(2);
    desk.window.key_press(Key::Escape);
    desk.until("all rows", |desk| desk.window.state().session().shown().len() == 500);
    desk.window.run_steps(2);
    assert_eq!(desk.selected(), ["377"]);
    assert!(desk.names().len() > 5);
}

#[test]
fn rows_are_copied_as_the_columns_show_them_in_plain_values() {
    let mut desk = Desk::with_files(&[("b.TXT", 70_000), ("a", 1_234_567)]);
    desk.click_header("Name");
    desk.until("sorted", |desk| desk.names() == ["a", "b.TXT"]);
    row(&mut desk, "a", Modifiers::NONE);
    press(&mut desk, CTRL, Key::A);
    // One event and so one frame: only a step's last one is looked at.
    let (key, modifiers) = (Key::C, CTRL | SHIFT);
    desk.window.event(Event::Key { key, modifiers, pressed: true, repeat: false, physical_key: None });
    let text = desk.clipboard();
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
    let folder = desk.tree();
    let folder = folder.to_str().unwrap();
    assert_eq!((&lines[0][..3], lines[0][4]), (&["a", folder, "1234567"][..], ""));
    assert_eq!((&lines[1][..3], lines[1][4]), (&["b.TXT", folder, "70000"][..], "txt"));
    let modified = lines[0][3];
    assert!(modified.len() == 19 && modified.as_bytes()[10] == b' ', "{modified}");
    assert_eq!(lines.len(), 2);

    // Only the columns that are shown, in their order.
    desk.drag_header("Size", "Name", -10.0);
    desk.window.get_by_role_and_label(Role::ColumnHeader, "Folder").click_secondary();
    desk.window.run_steps(3);
    desk.click("Hide Folder");
    desk.window.run_steps(2);
    desk.row_node("1.23 MB").click_secondary();
    desk.window.run_steps(3);
    desk.window.get_by_label("Copy 2 rows").click();
    assert!(desk.clipboard().starts_with("1234567\ta\t20"));
}

#[test]
fn the_keyboard_opens_the_menus() {
    let mut desk = numbered(4);
    row(&mut desk, "002", Modifiers::NONE);
    press(&mut desk, SHIFT, Key::F10);
    desk.window.get_by_role_and_label(Role::MenuItem, "Copy path");
    assert!(desk.window.get_by_role_and_label(Role::MenuItem, "Open").is_focused(), "the first entry");
    press(&mut desk, Modifiers::NONE, Key::End);
    desk.window.get_by_role_and_label(Role::MenuItem, "Select all").focus();
    desk.window.run_steps(2);
    press(&mut desk, Modifiers::NONE, Key::Enter);
    assert_eq!(desk.selected().len(), 4);
    assert!(desk.window.query_by_label("Copy 4 paths").is_none(), "the menu is closed");
    press(&mut desk, Modifiers::NONE, Key::Menu);
    desk.window.get_by_label("Copy 4 paths");
    press(&mut desk, Modifiers::NONE, Key::Escape);
    assert!(desk.window.query_by_label("Copy 4 paths").is_none());
    // The table has the keyboard again.
    press(&mut desk, Modifiers::NONE, Key::ArrowUp);
    assert_eq!(desk.selected(), ["001"]);

    desk.window.get_by_role_and_label(Role::ColumnHeader, "Name").focus();
    desk.window.run_steps(2);
    press(&mut desk, SHIFT, Key::F10);
    press(&mut desk, Modifiers::NONE, Key::Enter);
    assert!(desk.window.query_by_label("Fit width").is_none(), "chosen");
    assert!(width(&desk, "Name") < 100.0);
    // Here too it is where it was.
    press(&mut desk, Modifiers::NONE, Key::Enter);
    assert_eq!(order(&desk), by(SortKey::down(Column::Name)));
}

#[test]
fn the_pointer_on_a_header_leaves_the_keyboard_to_the_rows() {
    let mut desk = numbered(4);
    row(&mut desk, "001", Modifiers::NONE);
    desk.click_header("Size");
    desk.window.run_steps(2);
    press(&mut desk, Modifiers::NONE, Key::ArrowUp);
    assert_eq!(desk.selected(), ["002"], "the largest is first");
    desk.window.get_by_role_and_label(Role::ColumnHeader, "Name").click_secondary();
    desk.window.run_steps(3);
    press(&mut desk, Modifiers::NONE, Key::Escape);
    press(&mut desk, Modifiers::NONE, Key::ArrowUp);
    assert_eq!(desk.selected(), ["003"]);
}

#[test]
fn esc_closes_a_menu_and_leaves_the_selection() {
    let mut desk = numbered(3);
    row(&mut desk, "001", Modifiers::NONE);
    desk.row_node("001").click_secondary();
    desk.window.run_steps(3);
    press(&mut desk, Modifiers::NONE, Key::Escape);
    assert!(desk.window.query_by_label("Copy path").is_none());
    assert_eq!(desk.selected(), ["001"]);
    press(&mut desk, Modifiers::NONE, Key::Escape);
    assert!(desk.selected().is_empty());
}

#[test]
fn the_menu_shows_the_row_in_its_folder_and_inverts() {
    let mut desk = numbered(3);
    row(&mut desk, "001", Modifiers::NONE);
    desk.row_node("001").click_secondary();
    desk.window.run_steps(3);
    desk.click("Invert selection");
    desk.window.run_steps(2);
    assert_eq!(desk.selected(), ["000", "002"]);
    desk.row_node("002").click_secondary();
    desk.window.run_steps(3);
    desk.click(SHOW_IN_FOLDER);
    desk.window.run_steps(2);
    assert_eq!(desk.taken_shown(), [(desk.tree().join("002"), false)]);
    assert_eq!(desk.selected(), ["000", "002"]);
}

fn width(desk: &Desk, column: &str) -> f32 {
    desk.window.get_by_role_and_label(Role::ColumnHeader, column).rect().width()
}

fn header_menu(desk: &mut Desk, column: &str, entry: &str) {
    desk.window.get_by_role_and_label(Role::ColumnHeader, column).click_secondary();
    desk.window.run_steps(3);
    desk.click(entry);
    desk.window.run_steps(3);
}

#[test]
fn columns_fit_what_is_in_sight_and_come_back() {
    let mut desk = Desk::with_files(&[("short", 1), (&"long".repeat(20), 1)]);
    let all = |desk: &Desk| desk.columns().iter().map(|c| width(desk, c)).collect::<Vec<_>>();
    let usual = all(&desk);
    header_menu(&mut desk, "Name", "Fit width");
    assert!(width(&desk, "Name") > usual[0] + 100.0);
    header_menu(&mut desk, "Name", "Fit all columns");
    assert!(width(&desk, "Size") < usual[2]);
    desk.drag_header("Size", "Name", -10.0);
    header_menu(&mut desk, "Name", "Hide Name");
    assert_eq!(desk.columns().len(), usual.len() - 1);
    header_menu(&mut desk, "Size", "Reset columns");
    assert_eq!(all(&desk), usual);
}

#[test]
fn the_header_scrolls_across_with_the_rows() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    let edge = desk.window.get_by_role_and_label(Role::ColumnHeader, "Name").rect().right_center();
    drag(&mut desk, edge, edge + vec2(100.0, 0.0));
    desk.window.drop_at(edge + vec2(100.0, 0.0));
    desk.window.run_steps(2);
    let edge = desk.window.get_by_role_and_label(Role::ColumnHeader, "Folder").rect().right_center();
    drag(&mut desk, edge, edge + vec2(500.0, 0.0));
    desk.window.drop_at(edge + vec2(500.0, 0.0));
    desk.window.run_steps(2);
    desk.window.get_by_label("Scroll columns");
    let left = |desk: &Desk, column: &str| {
        desk.window.query_by_role_and_label(Role::ColumnHeader, column).map(|head| head.rect().left())
    };
    let name = left(&desk, "Name");
    desk.window.get_by_role_and_label(Role::Table, "Sheet").hover();
    desk.window.run_steps(2);
    desk.wheel_with(-300.0, SHIFT);
    let at_end = left(&desk, "Size").unwrap();
    desk.wheel_with(3.0, SHIFT);
    assert_eq!(left(&desk, "Size"), Some(at_end + 144.0));
    // Never past an end, not even for one frame.
    desk.wheel_with(-300.0, SHIFT);
    assert_eq!(left(&desk, "Size"), Some(at_end));
    row(&mut desk, "a", Modifiers::NONE);
    press(&mut desk, Modifiers::NONE, Key::ArrowLeft);
    assert_eq!(left(&desk, "Size"), Some(at_end + 60.0));
    // The first column stays, in the header and in the rows, and the others go under it.
    assert_eq!(left(&desk, "Name"), name);
    let right = desk.window.get_by_role_and_label(Role::ColumnHeader, "Name").rect().right();
    assert_eq!(left(&desk, "Folder"), Some(right));
    let cell = desk.window.get_by_role_and_label(Role::Cell, "Name a");
    assert_eq!((Some(cell.rect().left()), cell.rect().right()), (name, right));
}

#[test]
fn many_paths_are_copied_without_a_frame_that_waits() {
    let mut desk = numbered(300);
    row(&mut desk, "000", Modifiers::NONE);
    press(&mut desk, CTRL, Key::A);
    let copied = desk.copied();
    let expected: Vec<PathBuf> = (0..300).map(|n| desk.tree().join(format!("{n:03}"))).collect();
    assert!(copied.lines().map(PathBuf::from).eq(expected));
}
