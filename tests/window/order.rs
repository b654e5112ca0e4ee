//! The way of the keyboard through the window.

use super::desk::Desk;
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Rect};
use egui_kittest::kittest::{NodeT, Queryable};

/// The names and places of what gets the keyboard, from the first press of Tab until it comes round.
fn stops(desk: &mut Desk) -> Vec<(String, Rect)> {
    let mut stops: Vec<(String, Rect)> = Vec::new();
    for _ in 0..60 {
        desk.window.key_press(Key::Tab);
        desk.window.run_steps(2);
        let mut focused =
            desk.window.query_all(egui_kittest::kittest::By::new().predicate(|node| node.is_focused()));
        let Some(node) = focused.next() else { continue };
        let name = node.accesskit_node().label().unwrap_or_default();
        let stop = (name, node.rect());
        drop(focused);
        if stops.first() == Some(&stop) {
            return stops;
        }
        stops.push(stop);
    }
    panic!("it doesn't come round: {stops:?}");
}

#[test]
fn the_keyboard_goes_as_the_eye_does_and_no_two_stops_have_one_name() {
    let mut desk = Desk::with_files(&[("a", 1), ("b", 1)]);
    desk.window.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::J);
    desk.window.run_steps(3);
    let stops = stops(&mut desk);
    let names: Vec<&str> = stops.iter().map(|(name, _)| name.as_str()).collect();
    let at =
        |name: &str| names.iter().position(|own| *own == name).unwrap_or_else(|| panic!("{name}: {names:?}"));
    // The bar, the left panel, the sheet, the problems, the bottom line.
    let regions = [
        "Add folders…",
        "Filter by name or path",
        "Options",
        "Path of a folder",
        "Sheet",
        "Hide the problems",
    ];
    for pair in regions.windows(2) {
        assert!(at(pair[0]) < at(pair[1]), "{pair:?}: {names:?}");
    }
    for (number, name) in names.iter().enumerate() {
        assert!(!name.is_empty() && *name != "Resize panel", "{names:?}");
        assert!(!names[..number].contains(name), "{name} twice: {names:?}");
    }
    desk.window.get_by_role_and_label(Role::Splitter, "Width of the left panel");
    desk.window.get_by_role_and_label(Role::Splitter, "Height of the problems");
}
