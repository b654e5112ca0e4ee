//! The window in little room: tiling window managers don't ask what the smallest size is.

use crate::desk::Desk;
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Rect, vec2};
use egui_kittest::kittest::Queryable;

const BAR: [&str; 4] = ["Add folders…", "Read again", "Export…", "Options"];

fn sized(width: f32) -> Desk {
    let mut desk = Desk::with_files(&[("report.txt", 1), ("other.txt", 1)]);
    desk.window.set_size(vec2(width, 400.0));
    desk.window.run_steps(4);
    desk.filter("report");
    desk.until("one row", |desk| desk.names() == ["report.txt"]);
    desk.window.run_steps(3);
    desk
}

#[test]
fn in_every_width_the_bar_is_within_the_window_and_nothing_of_it_on_anything() {
    for width in [1400.0, 900.0, 740.0, 719.0, 640.0, 560.0, 500.0, 440.0, 400.0, 360.0] {
        let desk = sized(width);
        let field = desk.window.get_by_role_and_label(Role::TextInput, "Filter by name or path").rect();
        let inside = ["Clear filter", "Filter help"].map(|name| desk.window.get_by_label(name).rect());
        assert!(field.width() >= 150.0, "{width}: {field:?}");
        assert!(inside.iter().all(|button| field.contains_rect(*button)), "{width}: {inside:?} in {field:?}");
        assert!(!inside[0].intersects(inside[1]), "{width}: {inside:?}");
        let mut bar: Vec<(&str, Rect)> =
            BAR.map(|name| (name, desk.window.get_by_role_and_label(Role::Button, name).rect())).to_vec();
        bar.push(("the filter", field));
        // In little room it is a menu.
        for (role, name) in [(Role::Tab, "Table"), (Role::Tab, "Table and map"), (Role::Button, "View")] {
            let switch = desk.window.query_by_role_and_label(role, name);
            bar.extend(switch.map(|switch| (name, switch.rect())));
        }
        for (at, (name, rect)) in bar.iter().enumerate() {
            assert!(rect.left() >= 0.0 && rect.right() <= width, "{width}: {name} is cut off: {rect:?}");
            for (other, place) in &bar[..at] {
                assert!(!rect.expand(3.0).intersects(*place), "{width}: {name} is on {other} or touches it");
            }
        }
        let one_line = |rect: &Rect| (rect.center().y - field.center().y).abs() < 1.0;
        assert!(bar.iter().all(|(_, rect)| one_line(rect)), "{width}: {bar:?}");
        let table = desk.window.get_by_role_and_label(Role::Table, "Sheet").rect();
        assert!(bar.iter().all(|(_, rect)| rect.bottom() <= table.top()), "{width}: {table:?}");
        assert!(table.width() >= 120.0 && table.height() >= 100.0, "{width}: {table:?}");
    }
}

#[test]
fn in_the_smallest_width_no_tab_is_under_a_button_and_the_window_rests() {
    for tab in ["Sources", "Folders"] {
        let mut desk = sized(360.0);
        desk.click(tab);
        desk.window.run_steps(3);
        let place = |role, name| desk.window.get_by_role_and_label(role, name).rect();
        let clear = place(Role::Button, "Clear");
        for other in ["Sources", "Folders"] {
            assert!(place(Role::Tab, other).right() <= clear.left(), "{other} in {tab}");
        }
        assert!(place(Role::Table, "Sheet").width() >= 100.0);
        // A frame that asks for another one forever would keep a processor busy.
        desk.until("rest", |desk| {
            desk.window.step();
            desk.window.output().viewport_output.values().all(|out| !out.repaint_delay.is_zero())
        });
    }
}

#[test]
fn in_the_smallest_width_the_filters_help_can_be_read() {
    let mut desk = sized(360.0);
    desk.click("Filter help");
    desk.window.run_steps(4);
    let meaning = desk.window.get_by_label("Both words, anywhere in the path; case doesn’t matter").rect();
    assert!(meaning.width() > 100.0 && meaning.height() < 50.0, "{meaning:?}");
    assert!(desk.window.get_by_label("Add report 2024").rect().bottom() <= meaning.top());
}

#[test]
fn in_little_room_the_status_bar_keeps_what_is_shown_and_selected() {
    let mut desk = Desk::with_files(&[("report.txt", 1_234_567), ("other.txt", 1)]);
    let missing = desk.tree().join("no such folder");
    desk.drop(&missing);
    desk.until("the problem", |desk| desk.is_done() && desk.window.query_by_label("1 problem").is_some());
    desk.click_row("report.txt");
    for width in [1400.0, 1024.0, 800.0, 640.0, 500.0] {
        desk.window.set_size(vec2(width, 400.0));
        desk.window.run_steps(4);
        let state = "The sheet is incomplete: 1 folder could not be read";
        let segments = [state, "1 problem", "showing 2 of 2", "1 selected, 1.23 MB"];
        let places = segments.map(|name| desk.window.get_by_label(name).rect());
        for (name, place) in segments.iter().zip(places) {
            let is_inside = place.left() >= 0.0 && place.right() <= width;
            assert!(is_inside && place.width() >= 8.0, "{width}: {name} at {place:?}");
        }
        assert!(places.is_sorted_by(|a, b| a.right() <= b.left()), "{width}: {places:?}");
        assert_eq!(desk.window.get_all_by_label_contains("could not be read").count(), 1, "{width}");
    }
}

/// Opens the menu that is asked for in a low window, and goes down to its last entry by keys.
fn the_last_entry_is_reached(desk: &mut Desk, last: &str) {
    let entry = |desk: &Desk| desk.window.get_by_label(last).rect();
    assert!(entry(desk).bottom() > 400.0, "{last} needs no scrolling: {:?}", entry(desk));
    for _ in 0..40 {
        if desk.window.get_by_label(last).is_focused() {
            break;
        }
        desk.window.key_press(Key::Tab);
        desk.window.run_steps(3);
    }
    assert!(desk.window.get_by_label(last).is_focused(), "{last}");
    // The way there is animated.
    desk.until("the last entry in sight", |desk| entry(desk).bottom() <= 400.0 && entry(desk).top() >= 0.0);
}

#[test]
fn in_a_low_window_every_entry_of_a_menu_can_be_reached() {
    let mut desk = sized(640.0);
    desk.window.get_by_role_and_label(Role::ColumnHeader, "Size").click_secondary();
    desk.window.run_steps(3);
    the_last_entry_is_reached(&mut desk, "Category");
    desk.window.key_press(Key::Escape);
    desk.window.run_steps(3);
    desk.options();
    the_last_entry_is_reached(&mut desk, "About Foldersheet");
}
