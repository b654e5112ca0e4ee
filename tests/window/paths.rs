//! The field for a path: what is an address on another machine, or no path, is said, and takes no other line with it.
#![cfg(unix)] // Windows opens such an address as a network path.

use crate::desk::Desk;
use eframe::egui::{Event, Key};
use egui_kittest::kittest::Queryable;
use foldersheet::session::Phase;
use std::path::PathBuf;

fn paste(desk: &mut Desk, text: &str) {
    desk.window.get_by_label("Path of a folder").focus();
    desk.window.run_steps(2);
    desk.window.event(Event::Paste(text.to_owned()));
    desk.window.run_steps(2);
}

fn roots(desk: &Desk) -> Vec<PathBuf> {
    desk.window.state().session().status().roots.iter().map(|root| root.path.to_path_buf()).collect()
}

fn field(desk: &Desk) -> String {
    desk.window.get_by_label("Path of a folder").value().unwrap_or_default()
}

#[test]
fn an_address_on_another_machine_is_not_read_here() {
    let mut desk = Desk::new();
    desk.file("here.txt", 1);
    let address = format!("file://nas.example{}", desk.tree().display());
    paste(&mut desk, &address);
    desk.window.key_press(Key::Enter);
    desk.until("the message", |desk| desk.window.query_by_label_contains("another machine").is_some());
    desk.window.get_by_label_contains("“nas.example”");
    assert_eq!(desk.window.state().session().status().phase, Phase::Empty);
    // It stays, to be mended.
    assert_eq!(field(&desk), address);
}

#[test]
fn an_address_of_this_machine_is_read() {
    for host in ["", "localhost"] {
        let mut desk = Desk::new();
        desk.file("a b/here.txt", 1);
        let address = format!("file://{host}{}/a%20b", desk.tree().display());
        paste(&mut desk, &address);
        desk.window.key_press(Key::Enter);
        desk.until("the row", |desk| desk.names() == ["here.txt"]);
        assert_eq!(field(&desk), "");
    }
}

#[test]
fn one_bad_line_of_several_takes_no_other_with_it() {
    let mut desk = Desk::new();
    desk.file("one/a.txt", 1);
    desk.file("two/b.txt", 1);
    let tree = desk.tree();
    let tree = tree.display();
    paste(&mut desk, &format!("{tree}/one\nsmb://nas/share\nfile://{tree}/two\nhttps://example.org/\n"));
    desk.until("both rows", |desk| desk.rows().len() == 2);
    assert_eq!(roots(&desk), [desk.tree().join("one"), desk.tree().join("two")]);
    desk.window.get_by_label_contains("“smb://nas/share” is an address, not a path.");
    desk.window.get_by_label_contains("“https://example.org/” is an address, not a path.");
}

#[test]
fn lines_that_are_all_bad_add_nothing() {
    let mut desk = Desk::new();
    paste(&mut desk, "smb://nas/a\nsmb://nas/b");
    desk.window.run_steps(2);
    desk.window.get_by_label_contains("smb://nas/b");
    assert!(roots(&desk).is_empty());
}

#[test]
fn in_the_empty_window_a_path_is_typed_or_pasted_without_a_click() {
    for is_pasted in [false, true] {
        let mut desk = Desk::new();
        desk.file("typed.txt", 1);
        let path = desk.tree().to_str().unwrap().to_owned();
        desk.window.event(if is_pasted { Event::Paste(path) } else { Event::Text(path) });
        desk.window.run_steps(2);
        desk.window.key_press(Key::Enter);
        desk.until("the row", |desk| desk.names() == ["typed.txt"]);
    }
}
