//! The cards of the sources: what they say, and what can be done with each.

use super::desk::Desk;
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

fn press(desk: &mut Desk, modifiers: Modifiers, key: Key) {
    desk.window.key_press_modifiers(modifiers, key);
    desk.window.run_steps(3);
}

/// A sheet of one file, and a source that isn't there.
fn with_mistyped() -> Desk {
    let mut desk = Desk::with_files(&[("kept.txt", 2)]);
    let missing = desk.tree().join("mistyped");
    desk.drop(&missing);
    desk.until("both", |desk| desk.is_done() && desk.window.query_by_label("1 problem").is_some());
    desk
}

#[test]
fn a_mistyped_source_says_why_and_is_removed_by_a_click_and_comes_back_by_another() {
    let mut desk = with_mistyped();
    let said = desk.window.get_by_label_contains("mistyped, ").accesskit_node().label();
    let why = std::io::Error::from_raw_os_error(2).to_string();
    let why = why.split(" (").next().unwrap().to_owned();
    assert!(
        said.as_deref().is_some_and(|said| said.to_lowercase().contains(&why.to_lowercase())),
        "{said:?}"
    );
    let remove = format!("Remove: {}", desk.tree().join("mistyped").display());
    desk.click(&remove);
    desk.until("it is gone", |desk| desk.window.query_by_label_contains("mistyped, ").is_none());
    assert!(desk.window.query_by_label("1 problem").is_none(), "its problem went with it");
    assert_eq!(desk.names(), ["kept.txt"]);
    desk.until("the notice", |desk| desk.window.query_by_label("Undo").is_some());
    desk.click("Undo");
    desk.until("it is back", |desk| desk.window.query_by_label("1 problem").is_some());
}

#[test]
fn a_source_is_tried_again() {
    let mut desk = with_mistyped();
    let path = desk.tree().join("mistyped");
    std::fs::create_dir(&path).unwrap();
    std::fs::write(path.join("new.txt"), "x").unwrap();
    desk.click(&format!("Try again: {}", path.display()));
    desk.until("its row", |desk| desk.is_done() && desk.names().contains(&"new.txt".to_owned()));
    assert!(desk.window.query_by_label("1 problem").is_none());
}

#[test]
fn a_source_is_removed_by_its_key_and_from_its_menu() {
    let mut desk = with_mistyped();
    desk.window.get_by_label_contains("mistyped, ").focus();
    desk.window.run_steps(2);
    press(&mut desk, Modifiers::SHIFT, Key::F10);
    desk.click("Remove");
    desk.until("it is gone", |desk| desk.window.query_by_label_contains("mistyped, ").is_none());
    desk.window.get_by_label_contains(", done, ").focus();
    desk.window.run_steps(2);
    press(&mut desk, Modifiers::NONE, Key::Delete);
    desk.until("the empty window", |desk| desk.phase() == foldersheet::session::Phase::Empty);
}

#[test]
fn the_left_panel_is_hidden_and_shown_by_its_key_and_buttons() {
    let mut desk = Desk::with_files(&[("a.txt", 2)]);
    let width = |desk: &Desk| desk.window.get_by_role_and_label(Role::Table, "Sheet").rect().width();
    let before = width(&desk);
    press(&mut desk, Modifiers::COMMAND, Key::B);
    assert!(desk.window.query_by_role_and_label(Role::Tab, "Sources").is_none());
    assert!(width(&desk) > before + 200.0);
    desk.click("Show the sources and folders");
    desk.window.run_steps(3);
    assert_eq!(width(&desk), before);
    desk.click("Folders");
    desk.window.run_steps(3);
    assert_eq!(width(&desk), before, "both tabs have one width");
    desk.click("Hide this panel");
    desk.window.run_steps(3);
    assert!(width(&desk) > before + 200.0);
}

#[test]
fn a_missing_source_says_in_plain_words_that_there_is_none() {
    let desk = with_mistyped();
    let said = desk.window.get_by_label_contains("mistyped, ").accesskit_node().label().unwrap();
    assert!(said.contains("There is no such folder"), "{said}");
}

#[test]
fn a_folder_that_was_read_lately_is_added_again_from_the_menu() {
    let mut desk = Desk::with_files(&[("kept.txt", 2)]);
    let other = desk.away("other");
    std::fs::create_dir(&other).unwrap();
    std::fs::write(other.join("again.txt"), "x").unwrap();
    desk.drop(&other);
    desk.until("both", |desk| desk.is_done() && desk.rows().len() == 2);
    let open = |desk: &mut Desk| {
        desk.click("Recent folders");
        desk.window.run_steps(3);
    };
    open(&mut desk);
    assert!(desk.window.query_by_role(Role::MenuItem).is_none(), "both are sources already");
    press(&mut desk, Modifiers::NONE, Key::Escape);
    desk.click(&format!("Remove: {}", other.display()));
    desk.until("it is gone", |desk| desk.names() == ["kept.txt"]);
    open(&mut desk);
    desk.window.get_by_role_and_label(Role::MenuItem, other.to_str().unwrap()).click();
    desk.until("it is back", |desk| desk.is_done() && desk.rows().len() == 2);
}
