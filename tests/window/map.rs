//! Journeys through the map by accessible name: what it names, that it has the table's selection, zooming, its menus, and what it says
//! where there is nothing to draw.

use crate::desk::{Desk, SHOW_IN_FOLDER};
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, PointerButton, Rect, pos2, vec2};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT, Queryable};
use std::fs;

const CTRL: Modifiers = Modifiers::COMMAND;

/// A window that shows the map of a few files, beside the table or not.
fn mapped(name: &str, files: &[(&str, u64)]) -> Desk {
    let mut desk = Desk::with_files(files);
    desk.window.get_by_role_and_label(Role::Tab, name).click();
    desk.window.run_steps(4);
    drawn(&mut desk);
    desk
}

/// Waits for the map, and for all that moves to come to rest.
fn drawn(desk: &mut Desk) {
    desk.until("the map", |desk| !items(desk).is_empty());
    desk.window.run_steps(4);
}

fn map(desk: &Desk) -> Node<'_> {
    desk.window.get_by_role_and_label(Role::Tree, "Map")
}

/// What the map names, the largest first.
fn items(desk: &Desk) -> Vec<String> {
    let items = map(desk).children_recursive().filter(|node| node.accesskit_node().role() == Role::TreeItem);
    items.map(|item| item.accesskit_node().label().unwrap()).collect()
}

/// Those of them that the keyboard is on.
fn held(desk: &Desk) -> Vec<String> {
    let items =
        map(desk).children_recursive().filter(|node| node.accesskit_node().is_selected() == Some(true));
    items.map(|item| item.accesskit_node().label().unwrap()).collect()
}

fn place(desk: &Desk, begins: &str) -> Rect {
    let mut all = map(desk).children_recursive();
    let item = all.find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(begins)));
    item.unwrap_or_else(|| panic!("{begins} is not in {:?}", items(desk))).rect()
}

fn press(desk: &mut Desk, key: Key) {
    desk.window.key_press(key);
    desk.window.run_steps(3);
}

fn says(desk: &Desk, words: &str) -> bool {
    desk.window.query_by_label_contains(words).is_some()
}

#[test]
fn the_map_names_what_is_largest_with_its_share() {
    let desk = mapped("Map", &[("photos/a.jpg", 600), ("photos/b.jpg", 150), ("c.zip", 250)]);
    assert!(desk.window.query_by_role_and_label(Role::Table, "Sheet").is_none());
    assert_eq!(items(&desk), ["photos, folder, 75 % of tree, 750 B", "c.zip, 25 % of tree, 250 B"]);
    let node = map(&desk);
    let summary = node.accesskit_node().data().description().map(str::to_owned).unwrap();
    assert!(summary.starts_with("tree: 1.00 kB in 3 files."), "{summary}");
}

#[test]
fn areas_are_as_the_sizes() {
    let desk = mapped("Map", &[("a", 700), ("b", 200), ("c", 100)]);
    let whole = map(&desk).rect().area();
    for (name, part) in [("a, ", 0.7), ("b, ", 0.2), ("c, ", 0.1)] {
        let found = place(&desk, name).area() / whole;
        assert!((found - part).abs() < 0.01, "{name}: {found}");
    }
}

#[test]
fn a_row_that_is_selected_in_the_table_is_selected_on_the_map_and_the_other_way_round() {
    let mut desk = mapped("Table and map", &[("a.bin", 500), ("b.bin", 300), ("c.bin", 200)]);
    desk.click_row("b.bin");
    desk.window.run_steps(2);
    assert_eq!(held(&desk), ["b.bin, 30 % of tree, 300 B"]);

    let at = place(&desk, "c.bin").center();
    desk.window.hover_at(at);
    desk.window.run_steps(2);
    desk.window.drag_at(at);
    desk.window.drop_at(at);
    desk.window.run_steps(4);
    assert_eq!(desk.selected(), ["c.bin"]);
    assert_eq!(held(&desk), ["c.bin, 20 % of tree, 200 B"]);

    // The status line hears of it, and with Ctrl another one comes to it.
    desk.until("the sums", |desk| says(desk, "1 selected, 200 B"));
    let at = place(&desk, "a.bin").center();
    desk.window.hover_at(at);
    desk.window.run_steps(2);
    for pressed in [true, false] {
        let (button, modifiers) = (PointerButton::Primary, CTRL);
        let click = eframe::egui::Event::PointerButton { pos: at, button, pressed, modifiers };
        desk.window.event_modifiers(click, CTRL);
    }
    desk.window.run_steps(3);
    assert_eq!(desk.selected(), ["a.bin", "c.bin"]);
}

#[test]
fn the_key_of_the_charts_puts_the_keyboard_on_the_first_bar() {
    let mut desk = mapped("Map", &[("photos/a.jpg", 400), ("c.zip", 200)]);
    desk.window.key_press_modifiers(CTRL, Key::Num3);
    desk.until("the charts", |desk| {
        desk.window.query_by_role_and_label(Role::Table, "Files by type").is_some()
    });
    desk.window.run_steps(3);
    let bar = |desk: &Desk, words: &str| {
        let mut rows = desk.window.get_all_by_role(Role::Row);
        rows.any(|row| row.is_focused() && row.accesskit_node().label().is_some_and(|l| l.starts_with(words)))
    };
    assert!(bar(&desk, "Images"));
}

#[test]
fn the_keyboard_goes_from_tile_to_tile_into_a_folder_and_out_again() {
    let files = [("photos/a.jpg", 400), ("photos/old/b.jpg", 300), ("c.zip", 200), ("d.txt", 100)];
    let mut desk = mapped("Map", &files);
    desk.window.key_press_modifiers(CTRL, Key::Num2);
    desk.window.run_steps(3);
    assert!(map(&desk).is_focused(), "the key puts the keyboard into the map");
    press(&mut desk, Key::Home);
    assert_eq!(held(&desk), ["photos, folder, 70 % of tree, 700 B"]);

    // By geometry: the other two are beside it.
    let (photos, zip) = (place(&desk, "photos"), place(&desk, "c.zip"));
    let there = if zip.left() >= photos.right() { Key::ArrowRight } else { Key::ArrowDown };
    press(&mut desk, there);
    let beside = held(&desk);
    assert!(beside[0].starts_with("c.zip") || beside[0].starts_with("d.txt"), "{beside:?}");
    let back = if there == Key::ArrowRight { Key::ArrowLeft } else { Key::ArrowUp };
    press(&mut desk, back);
    assert_eq!(held(&desk).len(), 1);
    assert!(held(&desk)[0].starts_with("photos"), "{:?}", held(&desk));

    press(&mut desk, Key::Enter);
    desk.until("the folder", |desk| items(desk).iter().any(|item| item.starts_with("old, folder")));
    desk.window.run_steps(4);
    assert_eq!(items(&desk), ["a.jpg, 57 % of photos, 400 B", "old, folder, 43 % of photos, 300 B"]);
    let said = desk.window.get_by_role(Role::Status).accesskit_node().label().unwrap();
    assert!(said.starts_with("photos: 700 B in 2 files."), "{said}");
    desk.window.get_by_label("Zoom out to tree");
    press(&mut desk, Key::Home);
    press(&mut desk, Key::Backspace);
    desk.until("all of it", |desk| items(desk).len() == 3);
    desk.window.run_steps(4);
    assert_eq!(held(&desk), ["photos, folder, 70 % of tree, 700 B"], "where it came from");
    press(&mut desk, Key::Backspace);
    desk.window.run_steps(2);
    assert_eq!(items(&desk).len(), 3, "there is no further level");
}

#[test]
fn a_double_click_and_the_wheel_zoom_and_a_name_on_the_way_goes_back() {
    let files = [("a/b/c/deep.bin", 900), ("a/x.bin", 50), ("y.bin", 50)];
    let mut desk = mapped("Map", &files);
    let at = place(&desk, "a, folder").center();
    desk.window.hover_at(at);
    desk.window.run_steps(2);
    desk.wheel(1.0);
    desk.until("a", |desk| items(desk).iter().any(|item| item.starts_with("b, folder")));
    desk.window.run_steps(6);
    desk.wheel(-1.0);
    desk.until("all", |desk| items(desk).iter().any(|item| item.starts_with("a, folder")));
    desk.window.run_steps(6);
    for pressed in [true, false, true, false] {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        let click = eframe::egui::Event::PointerButton { pos: at, button, pressed, modifiers };
        desk.window.input_mut().events.push(click);
    }
    desk.window.run_steps(2);
    desk.until("the file's folder", |desk| items(desk) == ["deep.bin, 100 % of c, 900 B"]);
    desk.window.run_steps(4);
    desk.click("Zoom out to b");
    desk.until("b", |desk| items(desk) == ["c, folder, 100 % of b, 900 B"]);
    desk.window.run_steps(4);
    desk.click("Zoom out to tree");
    desk.until("all again", |desk| items(desk).len() == 2);
}

#[test]
fn what_is_pointed_at_is_said_in_the_bottom_line_at_once() {
    let mut desk = mapped("Map", &[("big.bin", 900), ("small.bin", 100)]);
    let path = desk.tree().join("big.bin").to_str().unwrap().to_owned();
    let at = place(&desk, "big.bin").center();
    desk.window.hover_at(at);
    desk.window.step();
    desk.window.step();
    desk.window.get_by_label(&format!("{path}, 900 B"));
    desk.window.run_steps(4);
    assert!(says(&desk, "900 B, 90 % of tree\n900 bytes"), "the tip beside the pointer");
    desk.window.hover_at(pos2(5.0, 5.0));
    desk.window.run_steps(2);
    assert!(!says(&desk, &format!("{path}, 900 B")));
    desk.window.get_by_label("showing 2 of 2");
}

#[test]
fn a_tile_has_the_rows_menu_and_a_folder_its_own() {
    let mut desk = mapped("Map", &[("photos/a.jpg", 900), ("b.bin", 100)]);
    press_menu(&mut desk, "b.bin");
    desk.window.get_by_role_and_label(Role::MenuItem, SHOW_IN_FOLDER).click();
    desk.window.run_steps(3);
    assert_eq!(desk.taken_shown(), [(desk.tree().join("b.bin"), false)]);

    // With the keyboard, on a folder.
    desk.window.key_press_modifiers(CTRL, Key::Num2);
    desk.window.run_steps(2);
    press(&mut desk, Key::Home);
    press(&mut desk, Key::Menu);
    assert!(desk.window.get_by_role_and_label(Role::MenuItem, "Zoom in").is_focused());
    desk.window.get_by_role_and_label(Role::MenuItem, "Show only this folder").click();
    desk.until("the one file", |desk| desk.window.state().session().shown().len() == 1);
    desk.window.run_steps(3);
    assert!(desk.window.state().session().within().is_some());
}

fn press_menu(desk: &mut Desk, begins: &str) {
    let pos = place(desk, begins).center();
    desk.window.hover_at(pos);
    desk.window.run_steps(2);
    for pressed in [true, false] {
        let (button, modifiers) = (PointerButton::Secondary, Modifiers::NONE);
        desk.window.input_mut().events.push(eframe::egui::Event::PointerButton {
            pos,
            button,
            pressed,
            modifiers,
        });
    }
    desk.window.run_steps(3);
}

#[test]
fn what_is_too_small_is_one_tile_that_says_so() {
    let mut files: Vec<(String, u64)> = (0..3_000).map(|n| (format!("sub/{n:04}"), 1)).collect();
    files.push(("huge".into(), 500_000_000));
    let files: Vec<(&str, u64)> = files.iter().map(|(name, size)| (name.as_str(), *size)).collect();
    let desk = mapped("Map", &files);
    let found = items(&desk);
    assert!(found[0].starts_with("huge, 99 % of tree, 500 MB"), "{found:?}");
    let counted =
        |item: &String| item.contains("3,000 smaller files, 3.00 kB") || item.contains("sub, folder");
    assert!(found[1..].iter().any(counted), "{found:?}");
}

#[test]
fn where_nothing_matches_the_map_says_what_the_table_says() {
    let mut desk = mapped("Map", &[("a.bin", 900)]);
    desk.filter("zzz");
    desk.until("no row", |desk| desk.window.state().session().shown().is_empty());
    desk.until("the words", |desk| {
        map(desk).accesskit_node().data().description() == Some("No row matches “zzz”")
    });
    desk.click("Clear the filter");
    desk.until("the file", |desk| items(desk) == ["a.bin, 100 % of tree, 900 B"]);

    // Beside the table the button is there once.
    desk.window.get_by_role_and_label(Role::Tab, "Table and map").click();
    desk.filter("zzz");
    desk.until("no row", |desk| desk.window.state().session().shown().is_empty());
    desk.window.run_steps(4);
    desk.window.get_by_label("Clear the filter");
}

#[test]
fn files_without_a_size_are_counted_and_not_drawn() {
    let mut desk = mapped_anyhow(&[("a", 0), ("b", 0)]);
    desk.until("the words", |desk| {
        map(desk).accesskit_node().data().description() == Some("2 files without any size")
    });
}

fn mapped_anyhow(files: &[(&str, u64)]) -> Desk {
    let mut desk = Desk::with_files(files);
    desk.window.get_by_role_and_label(Role::Tab, "Map").click();
    desk.window.run_steps(4);
    desk
}

#[test]
fn what_could_not_be_read_is_said() {
    let mut desk = mapped("Map", &[("a.bin", 900)]);
    let missing = desk.tree().join("no such folder");
    desk.drop(&missing);
    desk.until("the problem", |desk| desk.is_done() && says(desk, "1 problem"));
    desk.until("the sum", |desk| {
        map(desk)
            .accesskit_node()
            .data()
            .description()
            .is_some_and(|said| said.contains("Not all of it was read"))
    });
}

#[test]
fn a_window_that_shows_the_map_rests() {
    let mut desk = mapped("Table and map", &[("a.bin", 900), ("b/c.bin", 300)]);
    desk.until("rest", |desk| {
        desk.window.step();
        desk.window.output().viewport_output.values().all(|out| !out.repaint_delay.is_zero())
    });
}

#[test]
fn table_and_map_share_the_room_in_every_size_and_the_border_is_moved_by_keys() {
    let mut desk = mapped("Table and map", &[("a.bin", 900), ("b/c.bin", 300)]);
    for size in [vec2(1400.0, 800.0), vec2(640.0, 400.0), vec2(900.0, 1000.0)] {
        desk.window.set_size(size);
        desk.window.run_steps(6);
        let (map, table) =
            (map(&desk).rect(), desk.window.get_by_role_and_label(Role::Table, "Sheet").rect());
        assert!(!map.shrink(1.0).intersects(table), "{size}: {map:?} on {table:?}");
        assert!(map.width() >= 100.0 && map.height() >= 40.0, "{size}: {map:?}");
        assert!(table.width() >= 100.0 && table.height() >= 80.0, "{size}: {table:?}");
        assert!(map.right() <= size.x && map.bottom() <= size.y, "{size}: {map:?}");
    }
    desk.window.set_size(vec2(1400.0, 800.0));
    desk.window.run_steps(6);
    let before = map(&desk).rect().width();
    desk.window.get_by_role_and_label(Role::Splitter, "Width of the map").focus();
    desk.window.run_steps(2);
    press(&mut desk, Key::ArrowLeft);
    desk.window.run_steps(3);
    assert!(map(&desk).rect().width() > before + 20.0);
}

#[test]
fn a_category_of_the_legend_says_its_sum_and_is_a_filter() {
    let mut desk = mapped("Map", &[("a.jpg", 600), ("b.png", 100), ("c.zip", 300)]);
    desk.until("the sums", |desk| says(desk, "Show only: Images, 700 B"));
    desk.click("Show only: Images, 700 B");
    // Away from the tip.
    desk.window.hover_at(pos2(5.0, 5.0));
    desk.until("the images", |desk| desk.window.state().session().shown().len() == 2);
    assert_eq!(desk.window.state().session().filter(), "category:image");
    desk.until("them alone", |desk| items(desk).len() == 2);
    desk.until("the way back", |desk| says(desk, "Take back the filter: Images, 700 B"));
    desk.click("Take back the filter: Images, 700 B");
    desk.until("all", |desk| desk.window.state().session().shown().len() == 3);
}

#[test]
fn colours_without_room_in_the_legend_are_in_its_menu() {
    let mut desk = mapped("Map", &[("a.jpg", 600), ("b.mkv", 100), ("c.zip", 300), ("d.flac", 50)]);
    desk.window.set_size(vec2(520.0, 600.0));
    desk.until("the menu", |desk| desk.window.query_by_label("More colours").is_some());
    desk.until("the sums", |desk| says(desk, "Show only: Images, 600 B"));
    assert!(!says(&desk, "Show only: Audio"), "the least has no room");
    desk.click("More colours");
    desk.window.run_steps(3);
    desk.click("Show only: Audio, 50 B");
    desk.until("the filter", |desk| desk.window.state().session().filter() == "category:audio");
}

#[test]
fn few_that_hold_most_are_said() {
    let sizes = [("a", 600), ("b", 250), ("c/x", 30), ("c/y", 30), ("d", 30), ("e", 30), ("f", 30)];
    let desk = mapped("Map", &sizes);
    let node = map(&desk);
    let summary = node.accesskit_node().data().description().map(str::to_owned).unwrap();
    assert_eq!(summary, "tree: 1.00 kB in 7 files. 2 files hold 85 %.");
}

#[test]
fn what_is_read_anew_is_drawn_anew() {
    let mut desk = mapped("Map", &[("old.bin", 900)]);
    fs::remove_file(desk.tree().join("old.bin")).unwrap();
    desk.file("new.bin", 70);
    desk.click("Read again");
    desk.until("the other file", |desk| desk.is_done() && items(desk) == ["new.bin, 100 % of tree, 70 B"]);
}
