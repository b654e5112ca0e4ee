//! What the table shows by itself: the order of a fresh sheet, cells, bars, marks, and the menus of cells.

use super::desk::{Desk, SHOW_IN_FOLDER};
use crate::scripted::{Act, Fake};
use eframe::egui::accesskit::{Role, SortDirection};
use eframe::egui::epaint::{ClippedShape, RectShape};
use eframe::egui::{Event, Key, Modifiers, Rect, Shape, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use foldersheet::model::ScanOptions;
use foldersheet::session::{Config, Phase, Session};
use std::convert::Infallible;
use std::fs::{File, FileTimes};
use std::path::Path;
use std::time::{Duration, SystemTime};

/// A window that reads `/r` to its end and waits for `/held`.
fn reading() -> (Desk, crossbeam_channel::Sender<Infallible>) {
    let (holder, held) = crossbeam_channel::bounded(0);
    let disk = move || {
        let fake = Fake::new().folder("/held/sub").act("/held", Act::HoldOpen(held.clone()));
        ["/r/z", "/r/b/2", "/r/b/10", "/r/a/y", "/r/a/x", "/r/b/1"]
            .iter()
            .fold(fake, |fake, f| fake.file(f, 1))
    };
    let mut desk = Desk::over(|config| Session::on_disk(config, disk));
    desk.drop(Path::new("/held"));
    desk.drop(Path::new("/r"));
    (desk, holder)
}

fn rects(desk: &Desk) -> Vec<RectShape> {
    fn take(shape: &Shape, found: &mut Vec<RectShape>) {
        match shape {
            Shape::Rect(rect) => found.push(rect.clone()),
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| take(shape, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    desk.window.output().shapes.iter().for_each(|ClippedShape { shape, .. }| take(shape, &mut found));
    found
}

fn cell(desk: &Desk, words: &str) -> Rect {
    desk.window.get_by_role_and_label(Role::Cell, words).rect()
}

/// What is drawn in a cell besides its text, not as high as the row: bars and marks.
fn drawn_in(desk: &Desk, words: &str) -> Vec<Rect> {
    let cell = cell(desk, words);
    let inside = |rect: &Rect| cell.contains_rect(*rect) && rect.height() < cell.height() - 2.0;
    rects(desk).into_iter().map(|shape| shape.rect).filter(inside).collect()
}

fn menu(desk: &mut Desk, cell_words: &str, entry: &str) {
    let place = cell(desk, cell_words).center();
    desk.window.hover_at(place);
    desk.window.run_steps(1);
    for pressed in [true, false] {
        let button = eframe::egui::PointerButton::Secondary;
        desk.window.event(Event::PointerButton { pos: place, button, pressed, modifiers: Modifiers::NONE });
        desk.window.run_steps(1);
    }
    desk.window.run_steps(2);
    desk.window.get_by_role_and_label(Role::MenuItem, entry).click();
    desk.window.run_steps(3);
}

#[test]
fn a_fresh_sheet_is_in_the_order_of_paths_while_it_is_read() {
    let (mut desk, holder) = reading();
    let expected = ["z", "x", "y", "1", "2", "10"];
    desk.until("by path", |desk| desk.names() == expected);
    assert_eq!(desk.phase(), Phase::Reading);
    let head = desk.window.get_by_role_and_label(Role::ColumnHeader, "Folder");
    let head = head.accesskit_node();
    assert_eq!(head.data().description(), Some("sorted by path"));
    assert_eq!(head.data().sort_direction(), Some(SortDirection::Ascending));
    drop(holder);
    desk.until("the end", |desk| desk.is_done());
    desk.window.run_steps(5);
    assert_eq!(desk.names(), expected);
}

#[test]
fn the_first_click_on_a_date_puts_the_newest_first() {
    let mut desk = Desk::new();
    let at = |years: u64| SystemTime::UNIX_EPOCH + Duration::from_secs(years * 31_557_600);
    for (name, years) in [("a", 40), ("b", 50), ("c", 30)] {
        desk.file(name, 1);
        let file = File::options().write(true).open(desk.tree().join(name)).unwrap();
        file.set_times(FileTimes::new().set_modified(at(years))).unwrap();
    }
    desk.type_path();
    desk.until("all", |desk| desk.is_done() && desk.names() == ["a", "b", "c"]);
    for expected in [["b", "a", "c"], ["c", "a", "b"], ["a", "b", "c"]] {
        desk.click_header("Modified");
        desk.until("the order", |desk| desk.names() == expected);
    }
    let seconds = |desk: &Desk| {
        desk.window.query_all_by_role(Role::Cell).any(|cell| {
            cell.accesskit_node()
                .label()
                .is_some_and(|words| words.starts_with("Modified") && words.len() > 25)
        })
    };
    assert!(!seconds(&desk), "minutes are enough for a glance");
}

#[test]
fn a_dragged_width_is_of_that_column_alone() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    let width = |desk: &Desk, column: &str| {
        desk.window.get_by_role_and_label(Role::ColumnHeader, column).rect().width()
    };
    let edge = desk.window.get_by_role_and_label(Role::ColumnHeader, "Size").rect().right_center();
    let size = width(&desk, "Size");
    desk.window.hover_at(edge);
    desk.window.run_steps(1);
    desk.window.drag_at(edge);
    desk.window.run_steps(2);
    desk.window.hover_at(edge + vec2(40.0, 0.0));
    desk.window.run_steps(2);
    desk.window.drop_at(edge + vec2(40.0, 0.0));
    desk.window.run_steps(2);
    assert_eq!(width(&desk, "Size"), size + 40.0);
    let before = width(&desk, "Name");
    desk.window.set_size(vec2(1200.0, 800.0));
    desk.window.run_steps(3);
    assert_eq!(width(&desk, "Size"), size + 40.0);
    assert!(width(&desk, "Name") < before - 50.0, "the others adapt");
    assert!(desk.window.query_by_label("Scroll columns").is_none(), "and all are in sight");
}

#[test]
fn a_bar_is_the_share_of_the_largest_shown() {
    let mut desk = Desk::with_files(&[("big.bin", 4000), ("half.bin", 2000), ("none", 0)]);
    let bar = |desk: &Desk, words: &str| drawn_in(desk, words).first().map_or(0.0, |rect| rect.width());
    let whole = bar(&desk, "Size 4.00 kB");
    assert!(whole > 50.0);
    assert!((bar(&desk, "Size 2.00 kB") - whole / 2.0).abs() < 1.0);
    desk.filter("half");
    desk.until("the sums of what is shown", |desk| {
        desk.names() == ["half.bin"] && (bar(desk, "Size 2.00 kB") - whole).abs() < 1.0
    });
}

#[test]
fn what_the_filter_found_is_marked() {
    let mut desk = Desk::with_files(&[("Photo of a photo.jpg", 1), ("x/photos/other.txt", 1)]);
    assert!(drawn_in(&desk, "Name Photo of a photo.jpg").is_empty());
    desk.filter("photo");
    desk.until("the marks", |desk| drawn_in(desk, "Name Photo of a photo.jpg").len() == 2);
    let marks = drawn_in(&desk, "Name Photo of a photo.jpg");
    assert!((marks[0].width() - marks[1].width()).abs() < 3.0 && marks[0].right() < marks[1].left());
    assert!(drawn_in(&desk, "Name other.txt").is_empty());
    assert_eq!(drawn_in(&desk, "Folder x/photos").len(), 1);
}

#[test]
fn a_cells_menu_narrows_and_widens_the_filter() {
    let mut desk = Desk::with_files(&[("a.PDF", 1), ("b.txt", 1), ("sub/c.pdf", 1), ("sub/d.txt", 1)]);
    menu(&mut desk, "Name a.PDF", "Only this extension (.pdf)");
    desk.until("only those", |desk| desk.names() == ["a.PDF", "c.pdf"]);
    let field = desk.window.get_by_label("Filter by name or path");
    assert_eq!(field.accesskit_node().value().as_deref(), Some("ext:pdf"), "the field says so");
    menu(&mut desk, "Folder sub", "Exclude this folder");
    desk.until("without the folder", |desk| desk.names() == ["a.PDF"]);
    assert!(desk.window.state().session().mistake().is_none());
}

#[test]
fn only_this_folder_is_taken_back_with_one_click() {
    let mut desk = Desk::with_files(&[("a", 1), ("sub/b", 1), ("sub/deep/c", 1)]);
    menu(&mut desk, "Name b", "Only in “sub”");
    desk.until("the folder", |desk| desk.names() == ["b", "c"]);
    assert!(desk.window.state().session().within().is_some());
}

#[test]
fn a_folder_that_is_a_row_is_meant_itself_also_as_a_source_of_its_own() {
    let mut desk = Desk::over(|config| {
        let options = ScanOptions { folders: true, ..config.options };
        Session::new(Config { options, ..config })
    });
    for (name, size) in [("a", 1), ("in/b", 20), ("own/c", 300), ("own/deep/d", 4000)] {
        desk.file(name, size);
    }
    let tree = desk.tree();
    desk.drop(&tree.join("own"));
    desk.drop(&tree);
    let has = |desk: &Desk, start: &str, size: &str| {
        desk.rows().iter().any(|row| row.starts_with(start) && row.contains(size))
    };
    desk.until("the sums", |desk| {
        desk.is_done()
            && has(desk, "in, folder, ", "Size 20 B inside")
            && has(desk, "own, folder, ", "Size 4.30 kB inside")
    });
    menu(&mut desk, "Name in, folder", "Only in “in”");
    desk.until("what is in it", |desk| desk.names() == ["b"]);
    desk.click("Show all folders");
    desk.until("all again", |desk| desk.names().len() > 4);
    menu(&mut desk, "Name own, folder", "Only in “own”");
    desk.until("what is in the source", |desk| {
        let mut names = desk.names();
        names.sort();
        names == ["c", "d", "deep"]
    });
}

#[test]
fn odd_names_are_left_out_and_nothing_else_is() {
    let mut names =
        vec!["say \"yes\"", " two  words ", "a*b?.txt", "-dash", "x OR y", "[a](b){1}^$.|+", "é.ü"];
    if cfg!(unix) {
        names.extend(["line\nend", "back\\slash"]);
    }
    for name in names {
        let mut desk = Desk::with_files(&[(name, 1), ("other", 1)]);
        left_out(&mut desk, name);
    }
}

#[cfg(target_os = "linux")] // elsewhere a name is Unicode
#[test]
fn a_name_that_is_not_unicode_is_left_out_too() {
    use std::os::unix::ffi::OsStrExt;
    let mut desk = Desk::new();
    desk.file("other", 1);
    std::fs::write(desk.tree().join(std::ffi::OsStr::from_bytes(b"caf\xE9.txt")), "").unwrap();
    desk.type_path();
    desk.until("both", |desk| desk.is_done() && desk.rows().len() == 2);
    left_out(&mut desk, "caf");
}

/// Leaves the row out that is not `other`.
fn left_out(desk: &mut Desk, what: &str) {
    let odd = odd_name(desk);
    menu(desk, &odd, "Exclude this name");
    desk.until(what, |desk| desk.names() == ["other"]);
    let session = desk.window.state().session();
    assert!(session.mistake().is_none(), "{what}: {}", session.filter());
}

/// What the cell says that has the name of the other row.
fn odd_name(desk: &Desk) -> String {
    let cells = desk.window.get_all_by(|node| node.role() == Role::Cell);
    let mut words = cells.map(|cell| cell.accesskit_node().label().unwrap());
    words.find(|words| words.starts_with("Name ") && words != "Name other").unwrap()
}

#[test]
fn what_may_not_be_opened_can_be_shown_in_its_folder() {
    let mut desk = Desk::with_files(&[("run.sh", 1)]);
    desk.opening_fails("opening it may start a program: its name ends in .sh");
    desk.click_row("run.sh");
    desk.window.key_press(Key::Enter);
    desk.until("why", |desk| desk.window.query_by_label_contains("may start a program").is_some());
    desk.click(SHOW_IN_FOLDER);
    assert_eq!(desk.taken_shown(), [(desk.tree().join("run.sh"), false)]);
    assert!(desk.window.query_by_label_contains("may start a program").is_none());
}

#[test]
fn a_folder_has_the_size_of_what_is_in_it_whatever_the_filter_shows() {
    let mut desk = Desk::new();
    desk.file("sub/a", 1000);
    desk.file("sub/below/b", 234);
    let folders_as_rows = |desk: &mut Desk| {
        desk.options();
        desk.click("Folders as rows");
        desk.window.key_press(Key::Escape);
        desk.window.run_steps(3);
    };
    folders_as_rows(&mut desk);
    desk.type_path();
    let has_sums = |desk: &mut Desk| {
        desk.is_done()
            && desk
                .rows()
                .iter()
                .any(|row| row.starts_with("sub, folder, ") && row.contains("Size 1.23 kB inside"))
            && desk.rows().iter().any(|row| row.starts_with("below, ") && row.contains("Size 234 B inside"))
    };
    desk.until("the sums", has_sums);
    assert!(desk.row("a").contains("Size 1.00 kB,"), "{}", desk.row("a"));
    // The filter wants none of the files.
    desk.filter("kind:folder");
    desk.until("the folders alone", |desk| desk.rows().len() == 2 && has_sums(desk));
    desk.window.hover_at(cell(&desk, "Size 1.23 kB inside").center());
    desk.until("the tooltip", |desk| {
        let more = "1,234 bytes in 2 files inside\nSorting, filters and exports use the folder's own entry: ";
        desk.window.query_by_label_contains(more).is_some()
    });
}

#[test]
fn what_is_not_known_of_a_folder_is_no_size() {
    const DENIED: i32 = 13;
    let (holder, held) = crossbeam_channel::bounded(0);
    let disk = move || {
        Fake::new()
            .file("/r/good/f", 1000)
            .file("/r/up/read", 500)
            .file("/r/up/denied/x", 1)
            .act("/r/up/denied", Act::RefuseOpen(DENIED))
            .file("/r/slow/x", 7)
            .act("/r/slow", Act::HoldOpen(held.clone()))
    };
    let mut desk = Desk::over(|config| {
        let options = ScanOptions { folders: true, ..config.options };
        Session::on_disk(Config { options, ..config }, disk)
    });
    desk.drop(Path::new("/r"));
    let sizes = |desk: &Desk, expected: [&str; 4]| {
        let all = ["good", "up", "denied", "slow"].iter().zip(expected);
        let rows = desk.rows();
        all.into_iter().all(|(name, size)| {
            let (start, size) = (format!("{name}, folder, "), format!("Size {size},"));
            rows.iter().any(|row| row.starts_with(&start) && row.contains(&size))
        })
    };
    let reading = ["at least 1.00 kB inside", "at least 500 B inside", "not read", "not added up yet"];
    desk.until("what is known while it is read", |desk| sizes(desk, reading));
    drop(holder);
    let read = ["1.00 kB inside", "at least 500 B inside", "not read", "7 B inside"];
    desk.until("what is known at the end", |desk| desk.is_done() && sizes(desk, read));
}

#[test]
fn a_screen_reader_gets_a_table_of_rows_and_cells() {
    let mut desk = Desk::with_files(&[("a.txt", 1), ("b", 2), ("c", 3)]);
    desk.click_row("b");
    let table = desk.window.get_by_role_and_label(Role::Table, "Sheet");
    let row = desk.row_node("b");
    let node = row.accesskit_node();
    assert_eq!(node.data().description(), Some("row 2 of 3"));
    assert_eq!((node.data().position_in_set(), node.data().size_of_set()), (Some(1), Some(3)));
    let cells: Vec<String> = row
        .children_recursive()
        .filter(|node| node.accesskit_node().role() == Role::Cell)
        .map(|node| node.accesskit_node().label().unwrap())
        .collect();
    assert_eq!(cells[..3], ["Name b", "Folder tree", "Size 2 B"]);
    assert!(cells[3].starts_with("Modified 2"), "{cells:?}");
    assert_eq!(cells[4], "Extension empty");
    let heads = table.children_recursive().filter(|node| node.accesskit_node().role() == Role::ColumnHeader);
    assert_eq!(heads.count(), 5, "the titles belong to the table");
}

#[test]
fn a_menus_entries_are_menu_items_and_scroll_bars_have_values() {
    let files: Vec<(String, u64)> = (0..200).map(|n| (format!("{n:03}"), 1)).collect();
    let files: Vec<(&str, u64)> = files.iter().map(|(name, size)| (name.as_str(), *size)).collect();
    let mut desk = Desk::with_files(&files);
    let value = |desk: &Desk| {
        let bar = desk.window.get_by_role_and_label(Role::ScrollBar, "Scroll rows");
        bar.accesskit_node().data().numeric_value()
    };
    assert_eq!(value(&desk), Some(0.0));
    desk.click_row("001");
    desk.window.key_press(Key::End);
    desk.window.run_steps(3);
    assert_eq!(value(&desk), Some(100.0));
    let last = desk.row_node("199").rect().center();
    desk.window.hover_at(last);
    desk.window.run_steps(1);
    desk.row_node("199").click_secondary();
    desk.window.run_steps(3);
    for entry in ["Open", SHOW_IN_FOLDER, "Copy path", "Copy name", "Only in “tree”", "Select all"] {
        desk.window.get_by_role_and_label(Role::MenuItem, entry);
    }
    desk.window.key_press(Key::Escape);
    desk.window.run_steps(3);
    desk.window.get_by_role_and_label(Role::ColumnHeader, "Name").click_secondary();
    desk.window.run_steps(3);
    desk.window.get_by_role_and_label(Role::MenuItem, "Fit width");
    desk.window.get_by_role_and_label(Role::MenuItemCheckBox, "Created");
}

#[test]
fn a_folder_says_its_picked_folder_only_where_there_are_several() {
    let disk = || {
        let files = ["/a/photos/2024/x", "/b/photos/2024/y", "/c/z", "/c/d/w"];
        files.iter().fold(Fake::new(), |fake, file| fake.file(file, 1)).folder("/empty")
    };
    let folders = |desk: &Desk| {
        let cells = desk.window.query_all_by(|node| node.role() == Role::Cell);
        let words = cells.map(|cell| cell.accesskit_node().label().unwrap());
        words.filter_map(|words| Some(words.strip_prefix("Folder ")?.to_owned())).collect::<Vec<_>>()
    };
    let mut desk = Desk::over(move |config| Session::on_disk(config, disk));
    desk.drop(Path::new("/c"));
    desk.until("both", |desk| desk.is_done() && folders(desk) == ["c", "d"]);
    for root in ["/a/photos", "/b/photos"] {
        desk.drop(Path::new(root));
    }
    let expected = ["/a/photos/2024", "/b/photos/2024", "c", "c/d"];
    desk.until("all", |desk| desk.is_done() && folders(desk) == expected);
}
