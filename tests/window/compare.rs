//! Journeys of comparing: a sheet of yesterday with the disk of today, a dropped list with a folder, and what the bar above the table offers.

use super::desk::Desk;
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use foldersheet::ui::Answer;
use std::fs;
use std::path::Path;

const FILES: [(&str, u64); 3] = [("kept.txt", 10), ("gone.txt", 20), ("grows.txt", 30)];

/// A window in which the files of yesterday are read.
fn desk() -> Desk {
    let mut desk = Desk::with_files(&FILES);
    let tree = desk.tree();
    desk.drop(&tree);
    desk.until("the rows", |desk| desk.is_done() && desk.names().len() == 3);
    desk
}

/// What happens overnight.
fn change(tree: &Path) {
    fs::remove_file(tree.join("gone.txt")).unwrap();
    fs::write(tree.join("grows.txt"), [7; 5_030]).unwrap();
    fs::create_dir(tree.join("new")).unwrap();
    fs::write(tree.join("new/came.txt"), [7; 2_000]).unwrap();
}

fn ask(desk: &mut Desk) {
    desk.options();
    desk.click("Compare with…");
    desk.window.run_steps(3);
}

fn has(desk: &Desk, words: &str) -> bool {
    desk.window.query_by_label_contains(words).is_some()
}

fn compare_with_disk(desk: &mut Desk) {
    ask(desk);
    desk.click("The disk now");
    desk.until("the comparison", |desk| has(desk, "Close comparison") && desk.names().len() == 3);
    desk.window.run_steps(2);
}

fn save(desk: &mut Desk, file: &Path) {
    desk.export_sheet(file);
    desk.until("the file", |_| file.exists());
    desk.window.run_steps(3);
}

#[test]
fn what_changed_since_yesterday_is_seen_and_the_sheet_comes_back() {
    let mut desk = desk();
    let (tree, file) = (desk.tree(), desk.away("yesterday.foldersheet"));
    save(&mut desk, &file);
    // The next day.
    change(&tree);
    desk.drop(&file);
    desk.until("yesterday's sheet", |desk| desk.is_done() && has(desk, "From the sheet"));
    desk.filter("*.txt");
    desk.until("the filter", |desk| desk.names().len() == 3);
    let columns = desk.columns();
    compare_with_disk(&mut desk);
    // The largest growth first.
    assert_eq!(desk.names(), ["grows.txt", "came.txt", "gone.txt"]);
    for (name, words) in [("grows.txt", "Size changed"), ("came.txt", "Added"), ("gone.txt", "Removed")] {
        assert!(desk.row(name).contains(words), "{}", desk.row(name));
    }
    assert!(has(&desk, "+6.98 kB: 2.00 kB added, 20 B removed, 5.00 kB grown"));
    assert!(has(&desk, "From yesterday.foldersheet"));
    // What is there no more has no size now, and no sum lacks it.
    desk.until("the sums", |desk| has(desk, "3 files, 7.03 kB"));
    assert!(!has(&desk, "at least"));
    desk.click("Folders");
    desk.until("the tree by difference", |desk| has(desk, "new, Added, +2.00 kB"));
    desk.click("Added, 1 row");
    desk.until("what was added", |desk| desk.names() == ["came.txt"]);
    desk.click("Removed, 1 row");
    desk.until("both", |desk| desk.names() == ["came.txt", "gone.txt"]);
    desk.click("Close comparison");
    desk.until("the sheet of yesterday", |desk| desk.names() == ["gone.txt", "grows.txt", "kept.txt"]);
    assert_eq!(desk.columns(), columns);
    assert_eq!(desk.window.state().session().filter(), "*.txt");
}

#[test]
fn what_was_removed_can_not_be_opened_and_that_is_said() {
    let mut desk = desk();
    change(&desk.tree());
    compare_with_disk(&mut desk);
    desk.double_click_row("gone.txt");
    desk.until("why not", |desk| has(desk, "can't be opened: only the older sheet has it"));
    assert_eq!(desk.taken_opened(), Vec::<std::path::PathBuf>::new());
    desk.double_click_row("came.txt");
    desk.until("the file", |desk| desk.taken_opened().len() == 1);
}

#[test]
fn sides_are_swapped_and_esc_closes_the_comparison() {
    let mut desk = desk();
    change(&desk.tree());
    compare_with_disk(&mut desk);
    desk.click("Swap");
    desk.until("the other way round", |desk| {
        has(desk, "-6.98 kB: 20 B added, 2.00 kB removed, 5.00 kB shrunk") && desk.names().len() == 3
    });
    assert!(desk.row("gone.txt").contains("Added"), "{}", desk.row("gone.txt"));
    desk.window.run_steps(2);
    for _ in 0..3 {
        desk.window.key_press(Key::Escape);
        desk.window.run_steps(2);
    }
    desk.until("the sheet", |desk| !has(desk, "Close comparison") && desk.names().len() == 3);
    assert_eq!(desk.names(), ["gone.txt", "grows.txt", "kept.txt"]);
}

#[test]
fn a_list_of_wiztree_is_dropped_and_compared_with_a_folder() {
    let mut desk = desk();
    let (tree, list) = (desk.tree(), desk.away("wiztree.csv"));
    let lines = "File Name,Size,Allocated,Modified,Attributes,Files,Folders\n\
        \"D:\\Data\\\",60,60,2026/01/01 00:00:00,16,3,0\n\
        \"D:\\Data\\kept.txt\",10,10,2026/01/01 00:00:00,32,0,0\n\
        \"D:\\Data\\GROWS.TXT\",30,30,2026/01/01 00:00:00,32,0,0\n\
        \"D:\\Data\\gone.txt\",20,20,2026/01/01 00:00:00,32,0,0\n";
    fs::write(&list, lines).unwrap();
    change(&tree);
    desk.drop(&list);
    desk.until("the list", |desk| desk.is_done() && has(desk, "From the list"));
    ask(&mut desk);
    // Only what is in it: when the files were changed last is another matter here.
    desk.click("What counts as a difference");
    desk.window.run_steps(2);
    desk.click("The time of the last change");
    desk.window.run_steps(2);
    desk.dialog_answers(Answer::Chosen(vec![tree]));
    desk.click("Other folders…");
    desk.until("the comparison", |desk| has(desk, "Close comparison") && desk.names().len() == 3);
    assert_eq!(desk.names(), ["grows.txt", "came.txt", "gone.txt"]);
    assert!(has(&desk, "1 name differs in case or Unicode form only"));
}

#[test]
fn a_comparison_is_exported_with_its_columns_but_not_saved_as_a_sheet() {
    let mut desk = desk();
    change(&desk.tree());
    compare_with_disk(&mut desk);
    let file = desk.away("changes.csv");
    desk.window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    desk.window.run_steps(5);
    assert!(desk.window.get_by_label("Saved sheet (.foldersheet)").accesskit_node().is_disabled());
    desk.click("CSV for programs");
    desk.window.run_steps(3);
    desk.dialog_answers(Answer::Chosen(vec![file.clone()]));
    desk.click("Choose file…");
    desk.until("the file", |_| file.exists());
    let csv = fs::read_to_string(&file).unwrap();
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let titles = reader.headers().unwrap().clone();
    let at = |title: &str| titles.iter().position(|own| own == title).unwrap();
    let rows: Vec<_> = reader.records().map(|row| row.unwrap()).collect();
    let row = |name: &str| rows.iter().find(|row| &row[at("name")] == name).unwrap();
    assert_eq!(rows.len(), 3);
    assert_eq!(
        (&row("grows.txt")[at("change")], &row("grows.txt")[at("difference")]),
        ("changed.size", "5000")
    );
    assert_eq!((&row("gone.txt")[at("size_before")], &row("gone.txt")[at("size_after")]), ("20", ""));
}

#[test]
fn what_can_not_be_read_is_said_and_the_sheet_stays() {
    let mut desk = desk();
    ask(&mut desk);
    let none = desk.away("none");
    desk.dialog_answers(Answer::Chosen(vec![none]));
    desk.click("Other folders…");
    desk.until("why not", |desk| has(desk, "Nothing was compared: "));
    assert_eq!(desk.names(), ["gone.txt", "grows.txt", "kept.txt"]);
}

#[test]
fn where_nothing_differs_that_is_said_in_place_of_rows() {
    let mut desk = desk();
    ask(&mut desk);
    desk.click("The disk now");
    desk.until("the comparison", |desk| has(desk, "Close comparison"));
    desk.until("no row", |desk| desk.names().is_empty());
    desk.window.get_by_label("No difference: 3 files the same");
    // The map says what the table says.
    desk.window.key_press_modifiers(Modifiers::COMMAND, Key::Num2);
    desk.until("the words", |desk| {
        let map = desk.window.query_by_role_and_label(Role::Tree, "Map");
        map.is_some_and(|map| map.accesskit_node().data().description() == Some("Nothing differs"))
    });
    desk.window.key_press_modifiers(Modifiers::COMMAND, Key::Num1);
    desk.window.run_steps(3);
    desk.click("Clear the filter");
    desk.until("the rows", |desk| desk.names().len() == 3);
}
