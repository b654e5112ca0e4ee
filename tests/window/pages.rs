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

#[test]
fn the_total_opens_what_it_is_made_of_and_a_line_filters() {
    let mut desk = Desk::with_files(&[("a.txt", 3), ("sub/b", 5000)]);
    desk.window.get_by_label_contains("2 files, 5.00 kB. Read in ").click();
    desk.until("the numbers", |desk| desk.window.query_by_label("du").is_some());
    let of = |desk: &Desk, name: &str| {
        let node = desk.window.get_by_role_and_label(Role::Button, name);
        let data = node.accesskit_node();
        (data.value().unwrap_or_default(), data.data().is_expanded())
    };
    assert_eq!(of(&desk, "Length of all files"), ("5.00 kB, 5,003 bytes".to_owned(), Some(false)));
    assert_eq!(of(&desk, "du").1, Some(true), "what most people ask for is open");
    desk.window.get_by_role_and_label(Role::ListItem, "Length of all files, 2 files: 5,003 bytes");
    desk.click("du");
    desk.window.run_steps(3);
    desk.click("On disk, each name");
    desk.window.run_steps(3);
    assert_eq!((of(&desk, "du").1, of(&desk, "On disk, each name").1), (Some(false), Some(true)));
    // The files of a test are nothing but holes.
    let lines =
        desk.window.query_all_by_role(Role::ListItem).filter_map(|line| line.accesskit_node().label());
    let changes = lines.filter(|line| line.starts_with("Holes, compression, links, 2 files: ")).count();
    assert_eq!(changes, 1);
    desk.window.get_by_role_and_label(Role::Button, "Show 2 files: Length of all files");
    desk.click("Show 2 files: Holes, compression, links");
    desk.until("the filter", |desk| desk.window.state().session().filter() == "allocated:<size");
    desk.until("the page gone", |desk| desk.window.query_by_label("du").is_none());
    desk.until("both rows", |desk| desk.rows().len() == 2);
}

#[test]
fn the_options_open_the_explanation_and_esc_closes_it() {
    let mut desk = Desk::with_files(&[("a.txt", 3)]);
    desk.options();
    desk.click("Why sizes differ…");
    desk.until("the numbers", |desk| desk.window.query_by_label("du -l").is_some());
    desk.window.key_press(Key::Escape);
    desk.window.run_steps(3);
    assert!(desk.window.query_by_label("du -l").is_none());
}
