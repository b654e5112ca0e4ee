//! The context menus: all of one kind, whatever they are of.

use super::desk::{Desk, SHOW_IN_FOLDER};
use eframe::egui::accesskit::{Action, Role};
use eframe::egui::{Key, Modifiers};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT, Queryable};

/// What is in the open menu, each with its role; `None` if none is open.
fn entries(desk: &Desk) -> Option<Vec<(Role, String)>> {
    let menu = desk.window.query_by_role(Role::Menu)?;
    let inside =
        menu.children_recursive().filter(|node| node.accesskit_node().data().supports_action(Action::Focus));
    let said = inside.map(|node| (node.accesskit_node().role(), node.accesskit_node().label().unwrap()));
    Some(said.collect())
}

/// The entry that has the keyboard.
fn focused(desk: &Desk) -> Option<String> {
    let menu = desk.window.query_by_role(Role::Menu)?;
    let has_focus = |node: &Node<'_>| node.accesskit_node().is_focused();
    menu.children_recursive().find(has_focus).map(|node| node.accesskit_node().label().unwrap())
}

fn press(desk: &mut Desk, modifiers: Modifiers, key: Key) {
    desk.window.key_press_modifiers(modifiers, key);
    desk.window.run_steps(3);
}

/// A window with a sheet, a problem in its list, and what has the keyboard chosen by the test.
fn desk() -> Desk {
    let mut desk = Desk::with_files(&[("sub/a.txt", 2), ("b", 1)]);
    desk.drop(&desk.tree().join("mistyped"));
    desk.until("both", |desk| desk.is_done() && desk.window.query_by_label("1 problem").is_some());
    desk
}

/// Opens the menu of what has the keyboard, and walks through it.
fn is_a_menu(desk: &mut Desk, of: &str, first: &str, others: &[&str]) {
    assert_eq!(entries(desk), None, "{of}");
    press(desk, Modifiers::SHIFT, Key::F10);
    let all = entries(desk).unwrap_or_else(|| panic!("{of} has no menu"));
    let is_entry = |role| matches!(role, Role::MenuItem | Role::MenuItemCheckBox);
    assert!(all.iter().all(|(role, _)| is_entry(*role)), "{of}: {all:?}");
    for other in others {
        assert!(all.iter().any(|(_, said)| said == other), "{of}: no {other} in {all:?}");
    }
    assert_eq!(focused(desk).as_deref(), Some(first), "{of}");
    press(desk, Modifiers::NONE, Key::ArrowDown);
    let next = focused(desk);
    assert!(next.is_some() && next.as_deref() != Some(first), "{of}: {next:?}");
    press(desk, Modifiers::NONE, Key::ArrowUp);
    assert_eq!(focused(desk).as_deref(), Some(first), "{of}");
    press(desk, Modifiers::NONE, Key::Escape);
    assert_eq!(entries(desk), None, "{of} stays open");
}

#[test]
fn every_context_menu_is_one_of_items_that_the_keyboard_opens_walks_and_closes() {
    let mut desk = desk();
    desk.click_row("b");
    is_a_menu(&mut desk, "a row", "Open", &[SHOW_IN_FOLDER, "Copy path", "Select all"]);
    desk.window.get_by_role_and_label(Role::ColumnHeader, "Name").focus();
    desk.window.run_steps(2);
    is_a_menu(&mut desk, "a header", "Fit width", &["Move right", "Hide Name", "Reset columns", "Created"]);
    desk.window.get_by_label_contains("mistyped, ").focus();
    desk.window.run_steps(2);
    is_a_menu(&mut desk, "a source", "Try again", &[SHOW_IN_FOLDER, "Copy path", "Remove"]);
    desk.click("1 problem");
    desk.window.run_steps(3);
    press(&mut desk, Modifiers::NONE, Key::ArrowDown);
    let others = ["Copy path", SHOW_IN_FOLDER, "Read its source again", "Only this cause"];
    is_a_menu(&mut desk, "a problem", "Copy line", &others);
    desk.window.get_by_role_and_label(Role::Tab, "Folders").click();
    desk.until("the tree", |desk| !is_empty(desk));
    desk.window.get_by_role_and_label(Role::Tree, "Tree of folders").focus();
    desk.window.run_steps(2);
    press(&mut desk, Modifiers::NONE, Key::Home);
    let others = ["Show only this folder", SHOW_IN_FOLDER, "Copy path", "Read this again"];
    is_a_menu(&mut desk, "a folder", "Collapse", &others);
}

fn is_empty(desk: &Desk) -> bool {
    desk.window.query_all_by(|node| node.role() == Role::TreeItem).next().is_none()
}

#[test]
fn what_is_ticked_in_a_menu_leaves_it_open() {
    let mut desk = desk();
    desk.window.get_by_role_and_label(Role::ColumnHeader, "Size").click_secondary();
    desk.window.run_steps(3);
    for column in ["Created", "Kind"] {
        desk.window.get_by_role_and_label(Role::MenuItemCheckBox, column).click();
        desk.window.run_steps(3);
        desk.window.get_by_role_and_label(Role::ColumnHeader, column);
        assert!(entries(&desk).is_some(), "after {column}");
    }
    desk.click("Reset columns");
    desk.window.run_steps(3);
    assert_eq!(entries(&desk), None);
    assert!(desk.window.query_by_role_and_label(Role::ColumnHeader, "Kind").is_none());
}
