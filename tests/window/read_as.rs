//! Journeys with a list whose reading the user decides: a table of no known kind, a guess that was wrong, a list that was dropped.

use super::desk::Desk;
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, vec2};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT, Queryable};
use foldersheet::ui::Answer;
use std::fs;
use std::path::{Path, PathBuf};

const TABLE: &str =
    "Label;Held in;Amount;When\na.txt;/srv/x;1,5;1.2.2026 10:00\nb.bin;/srv/x/y;1.024,0;3.4.2026 10:00\n";
const WIZTREE: &str = "File Name,Size,Allocated,Modified,Attributes,Files,Folders\r\n\
    \"D:\\\",3000,8192,2026/09/22 20:17:51,16,2,1\r\n\
    \"D:\\Fotos\\\",3000,8192,2026/09/22 20:17:51,16,2,0\r\n\
    \"D:\\Fotos\\a.jpg\",1000,4096,2026/09/21 08:00:00,32,0,0\r\n\
    \"D:\\Fotos\\b.jpg\",2000,4096,2026/09/21 08:00:00,32,0,0\r\n";

fn desk(name: &str, list: &str) -> (Desk, PathBuf) {
    let desk = Desk::new();
    let file = desk.away(name);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, list).unwrap();
    (desk, file)
}

fn open(desk: &mut Desk, file: &Path) {
    desk.dialog_answers(Answer::Chosen(vec![file.to_owned()]));
    desk.window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
}

fn until_asked(desk: &mut Desk) {
    desk.until("the dialog", |desk| desk.window.query_by_label("In the sheet").is_some());
    desk.window.run_steps(3);
}

fn choose(desk: &mut Desk, what: &str, entry: &str) {
    desk.window.get_by_role_and_label(Role::ComboBox, what).click();
    desk.window.run_steps(3);
    desk.window.get_by_role_and_label(Role::RadioButton, entry).click();
    desk.window.run_steps(3);
}

fn value(desk: &Desk, what: &str) -> String {
    let node: Node<'_> = desk.window.get_by_role_and_label(Role::ComboBox, what);
    node.accesskit_node().value().unwrap_or_default()
}

fn has(desk: &Desk, words: &str) -> bool {
    desk.window.query_by_label_contains(words).is_some()
}

fn opens(desk: &Desk) -> bool {
    !desk.window.get_by_role_and_label(Role::Button, "Open").accesskit_node().is_disabled()
}

#[test]
fn the_user_says_what_the_columns_of_an_unknown_table_hold() {
    let (mut desk, file) = desk("table.csv", TABLE);
    open(&mut desk, &file);
    until_asked(&mut desk);
    assert_eq!(value(&desk, "Read as"), "A table: by its columns");
    // What shows by itself: paths.
    assert_eq!(value(&desk, "Column 2, Held in, holds"), "Path");
    choose(&mut desk, "Column 2, Held in, holds", "Folder");
    assert!(!opens(&desk), "it has no path");
    assert!(has(&desk, "Choose which column holds the path, or the name"));
    choose(&mut desk, "Column 1, Label, holds", "Name");
    choose(&mut desk, "Column 3, Amount, holds", "Size");
    desk.until("what is wrong", |desk| has(desk, "2 of the first 2 rows have a problem"));
    choose(&mut desk, "Sizes are in", "KiB, 1024 bytes");
    choose(&mut desk, "Column 4, When, holds", "Modified");
    choose(&mut desk, "Dates", "Day, month, year");
    choose(&mut desk, "Time zone", "UTC");
    desk.until("the rows as they are read", |desk| has(desk, "Row 2 as /srv/x/y/b.bin, Size 1.05 MB"));
    assert!(!has(&desk, "have a problem") && opens(&desk));
    desk.click("Open");
    desk.until("the sheet", |desk| desk.is_done() && desk.names() == ["a.txt", "b.bin"]);
    assert!(desk.row("a.txt").contains("1.54 kB"), "{}", desk.row("a.txt"));
    assert!(desk.window.query_by_label("In the sheet").is_none());
}

#[test]
fn cancelling_keeps_the_sheet_and_undo_brings_it_back() {
    let (mut desk, file) = desk("table.csv", TABLE);
    desk.file("mine.txt", 3);
    let tree = desk.tree();
    desk.drop(&tree);
    desk.until("the row", |desk| desk.is_done() && desk.names() == ["mine.txt"]);
    open(&mut desk, &file);
    until_asked(&mut desk);
    desk.click("Cancel");
    desk.window.run_steps(3);
    assert_eq!(desk.names(), ["mine.txt"]);
    open(&mut desk, &file);
    until_asked(&mut desk);
    desk.until("the rows", opens_now);
    desk.click("Open");
    desk.until("the list", |desk| desk.is_done() && desk.names().len() == 2);
    desk.window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    desk.until("the sheet before", |desk| desk.names() == ["mine.txt"]);
}

fn opens_now(desk: &mut Desk) -> bool {
    opens(desk)
}

#[test]
fn a_guess_is_corrected_and_an_unfit_kind_is_named() {
    let (mut desk, file) = desk("list.csv", WIZTREE);
    open(&mut desk, &file);
    desk.until("the list", |desk| desk.is_done() && desk.names() == ["a.jpg", "b.jpg"]);
    desk.click("Read list as…");
    until_asked(&mut desk);
    assert_eq!(value(&desk, "Read as"), "WizTree (CSV) – as it looks");
    choose(&mut desk, "Read as", "ncdu or gdu (JSON)");
    desk.until("why not", |desk| has(desk, "This isn't a list of ncdu. Choose another kind above."));
    assert!(!opens(&desk));
    choose(&mut desk, "Read as", "WizTree (CSV) – as it looks");
    desk.until("it fits again", opens_now);
    // Its columns are where it begins.
    choose(&mut desk, "Column 2, Size, holds", "Not used");
    assert_eq!(value(&desk, "Read as"), "A table: by its columns");
    choose(&mut desk, "Column 3, Allocated, holds", "Size");
    desk.until("what is read", |desk| has(desk, "a.jpg, Size 4.10 kB"));
    desk.until("it opens", opens_now);
    desk.click("Open");
    desk.until("the other sizes", |desk| {
        desk.is_done() && desk.names().len() == 2 && desk.row("a.jpg").contains("4.10 kB")
    });
}

#[test]
fn a_table_that_is_dropped_is_a_file_until_it_is_read_as_a_list() {
    let (mut desk, file) = desk("table.csv", TABLE);
    desk.drop(&file);
    desk.until("the file", |desk| desk.is_done() && desk.names() == ["table.csv"]);
    assert!(has(&desk, "a table, but not a list of a known kind. It was added as a file."));
    desk.click("Read list as…");
    until_asked(&mut desk);
    desk.window.key_press(Key::Escape);
    desk.window.run_steps(3);
    assert_eq!(desk.names(), ["table.csv"]);
}

#[test]
fn what_is_no_table_says_what_it_is_and_what_to_do() {
    let (mut desk, file) = desk("x.bin", "");
    fs::write(&file, b"\xBFncduEX1\0\0\0").unwrap();
    open(&mut desk, &file);
    desk.until("why not", |desk| has(desk, "ncdu -f FILE -o FILE.json"));
    desk.options();
    desk.dialog_answers(Answer::Chosen(vec![file]));
    desk.click("Read list as…");
    desk.until("there is nothing to choose", |desk| {
        has(desk, "There is no such column in the file") || has(desk, "Choose which column")
    });
    assert!(!opens(&desk));
}

#[test]
fn in_a_narrow_window_the_choices_go_into_more_lines() {
    let (mut desk, file) = desk("table.csv", "Path;Size;Date\n/x/a;1;1.2.2026\n/x/b;2;13.2.2026\n");
    desk.window.set_size(vec2(640.0, 400.0));
    open(&mut desk, &file);
    until_asked(&mut desk);
    for what in ["Separator", "Encoding", "Sizes are in", "Dates", "Time zone"] {
        let place = desk.window.get_by_role_and_label(Role::ComboBox, what).rect();
        assert!(place.left() >= 0.0 && place.right() <= 640.0, "{what}: {place:?}");
        assert!(place.width() > 150.0, "{what}: {place:?}");
    }
}
