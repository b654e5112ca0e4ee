//! What lies over the window to be read, and what becomes of the keyboard and of tooltips when it comes and goes.

use crate::desk::Desk;
use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, vec2};
use egui_kittest::kittest::{NodeT, Queryable};

#[test]
fn a_page_that_a_key_opens_takes_the_tooltip_away_that_was_open() {
    let mut desk = Desk::with_files(&[("a.txt", 3)]);
    let card = desk.window.get_by_label_contains(", done, 1 file").rect().left_center();
    let tooltip = |desk: &Desk| desk.window.query_all_by_label_contains("worker-").count();
    desk.window.hover_at(card);
    desk.until("the tooltip", |desk| tooltip(desk) > 0);
    desk.window.key_press_modifiers(Modifiers::COMMAND, Key::Slash);
    desk.until("the page alone", |desk| {
        desk.window.query_all_by_label("Keyboard shortcuts").count() > 0 && tooltip(desk) == 0
    });
    // It is back with the pointer.
    desk.window.key_press(Key::Escape);
    desk.window.run_steps(3);
    desk.window.hover_at(card + vec2(1.0, 0.0));
    desk.until("the tooltip again", |desk| tooltip(desk) > 0);
}

#[test]
fn the_filter_that_is_asked_for_last_has_the_keyboard() {
    let mut desk = Desk::with_files(&[("a.txt", 3)]);
    let field = |desk: &Desk| {
        desk.window.get_by_role_and_label(Role::TextInput, "Filter by name or path").is_focused()
    };
    for view in [Key::Num2, Key::Num3, Key::Num1] {
        // In two frames that follow each other, which the harness's own keys don't.
        for key in [view, Key::F] {
            let modifiers = Modifiers::COMMAND;
            let pressed = Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
            desk.window.input_mut().events.push(pressed);
            desk.window.step();
        }
        desk.window.run_steps(3);
        assert!(field(&desk), "{view:?}");
        desk.window.key_press_modifiers(Modifiers::COMMAND, view);
        desk.window.run_steps(4);
        assert!(!field(&desk), "{view:?}");
    }
}

#[test]
fn the_packages_are_listed_when_they_are_asked_for() {
    let mut desk = Desk::with_files(&[("a.txt", 3)]);
    desk.options();
    desk.click("About Foldersheet");
    desk.window.run_steps(3);
    let expanded = |desk: &Desk| {
        let button = desk.window.get_by_role_and_label(Role::Button, "Third-party licenses");
        button.accesskit_node().data().is_expanded()
    };
    let first = |desk: &Desk| desk.window.query_all_by_label_contains("Inter (font): OFL").count();
    assert_eq!((expanded(&desk), first(&desk)), (Some(false), 0));
    desk.click("Third-party licenses");
    desk.window.run_steps(3);
    assert_eq!((expanded(&desk), first(&desk)), (Some(true), 1));
    desk.window.key_press(Key::Escape);
    desk.window.run_steps(3);
    assert!(desk.window.query_by_label("Third-party licenses").is_none());
}
