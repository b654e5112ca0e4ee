//! What a screen reader reads out, and what it does not: the accessibility tree as the window hands it over.

use crate::desk::Desk;
use eframe::egui::accesskit::{Live, Role};
use eframe::egui::{Key, Modifiers};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT, Queryable};
use foldersheet::session::ExportStatus;
use foldersheet::ui::Answer;
use std::fmt::Debug;

fn said(node: &Node<'_>) -> Option<String> {
    let node = node.accesskit_node();
    (node.live() != Live::Off).then(|| node.label().or_else(|| node.value())).flatten()
}

/// The words of all live regions.
fn live(desk: &Desk) -> Vec<String> {
    desk.window.root().children_recursive().filter_map(|node| said(&node)).collect()
}

fn hears(desk: &mut Desk, words: &str) {
    desk.until(words, |desk| live(desk).iter().any(|said| said.contains(words)));
}

/// The node that was read out last: words that come again are news only on another one.
fn announcement(desk: &Desk, words: &str) -> Option<impl PartialEq + Debug + use<>> {
    let mut nodes = desk.window.root().children_recursive();
    let found = nodes.find(|node| said(node).is_some_and(|said| said.contains(words)));
    found.map(|node| node.accesskit_node().id())
}

fn name(desk: &Desk) -> String {
    desk.window.root().accesskit_node().label().unwrap_or_default()
}

#[test]
fn the_window_has_a_name() {
    assert_eq!(name(&Desk::new()), "Foldersheet");
}

#[test]
#[cfg(target_os = "linux")]
fn news_is_in_the_windows_name_for_those_that_read_out_nothing_else() {
    let mut desk = Desk::with_files(&[("report.pdf", 1), ("photo.jpg", 2)]);
    desk.filter("report");
    desk.until("the count", |desk| name(desk).starts_with("showing 1 of 2 – Foldersheet"));
    desk.window.run_steps(5);
    assert!(name(&desk).starts_with("showing 1 of 2"), "it doesn't change back, which would be read out too");
    desk.click_row("report.pdf");
    let mut names = Vec::new();
    for _ in 0..2 {
        desk.copied();
        desk.until("a name", |desk| name(desk).starts_with("Copied") && names.last() != Some(&name(desk)));
        names.push(name(&desk));
    }
    // Esc takes the selection back, then the keyboard.
    for _ in 0..2 {
        desk.window.key_press(Key::Escape);
        desk.window.run_steps(3);
    }
    assert_eq!(name(&desk), "Foldersheet", "old news");
}

#[test]
fn a_count_is_news_whenever_it_changed() {
    let mut desk = Desk::with_files(&[("report.pdf", 1), ("photo.jpg", 2)]);
    hears(&mut desk, "showing 2 of 2");
    let mut last = announcement(&desk, "showing 2 of 2");
    for (typed, words) in [("photo", "showing 1 of 2"), (" nothing-like-it", "showing 0 of 2")] {
        desk.filter(typed);
        hears(&mut desk, words);
        // Whatever the frames in which the numbers changed and the filter was done.
        desk.window.run_steps(5);
        let now = announcement(&desk, words);
        assert!(now.is_some() && now != last, "{words}");
        last = now;
    }
}

#[test]
fn reading_again_is_read_out_although_it_comes_to_the_same() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    hears(&mut desk, "showing 1 of 1");
    let before = announcement(&desk, "showing 1 of 1");
    desk.window.key_press(Key::F5);
    desk.until("the same again", |desk| {
        let now = announcement(desk, "showing 1 of 1");
        now.is_some() && now != before
    });
}

#[test]
fn esc_in_the_filter_hands_the_keyboard_to_the_sheet() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    desk.filter("a");
    desk.window.run_steps(3);
    desk.window.key_press(Key::Escape);
    desk.window.run_steps(3);
    assert_eq!(desk.window.state().session().filter(), "");
    let sheet = desk.window.get_by_role_and_label(Role::Table, "Sheet");
    assert!(sheet.is_focused() || desk.window.query_all_by_role(Role::Row).any(|row| row.is_focused()));
}

#[test]
fn what_is_shown_and_selected_is_read_out() {
    let mut desk = Desk::with_files(&[("report.pdf", 1), ("photo.jpg", 2), ("reports.txt", 4)]);
    hears(&mut desk, "showing 3 of 3");
    desk.filter("report");
    hears(&mut desk, "showing 2 of 3");
    desk.click_row("report.pdf");
    desk.window.run_steps(3);
    assert!(!live(&desk).iter().any(|said| said.contains("1 selected")), "the row is read out already");
    desk.window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    hears(&mut desk, "2 selected, 5 B");
}

#[test]
fn copying_is_read_out_each_time() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    desk.click_row("a");
    let mut announced = Vec::new();
    for _ in 0..2 {
        desk.copied();
        hears(&mut desk, "Copied");
        announced.push(desk.window.get_by_label("Copied 1 row").accesskit_node().id());
    }
    assert_ne!(announced[0], announced[1], "the same node with the same words is not news");
}

#[test]
fn reading_again_is_read_out_at_its_start_and_end() {
    let (mut desk, holder) = Desk::held();
    hears(&mut desk, "Reading…");
    let counts = live(&desk).iter().any(|said| said.starts_with("showing"));
    assert!(!counts, "numbers that change with every frame are not read out");
    drop(holder);
    desk.until("the end", |desk| desk.is_done());
    desk.window.run_steps(2);
    assert!(!live(&desk).iter().any(|said| said == "Reading…"));
    hears(&mut desk, "showing 1 of 1");
}

#[test]
fn the_end_of_an_export_is_read_out() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    for (target, words) in [("out.csv", "Wrote 1 row to "), ("no such folder/out.csv", "out.csv failed")] {
        let target = desk.away(target);
        desk.dialog_answers(Answer::Chosen(vec![target]));
        desk.click("Export…");
        desk.window.run_steps(2);
        desk.click("Choose file…");
        desk.until("the end", |desk| {
            matches!(desk.export(), ExportStatus::Written { .. } | ExportStatus::Failed { .. })
        });
        hears(&mut desk, words);
        desk.click("Dismiss");
    }
}

#[test]
fn a_message_is_read_out() {
    let mut desk = Desk::new();
    let why = "Not among the picked folders: one whose name is not valid UTF-8.";
    let folder = desk.tree();
    desk.dialog_answers(Answer::Partly(vec![folder], why.into()));
    desk.click("Add folders…");
    hears(&mut desk, why);
}

#[test]
fn the_export_dialog_is_one_dialog_and_a_hint_is_read_out_once() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    desk.click("Export…");
    desk.window.run_steps(3);
    let dialogs: Vec<_> = desk
        .window
        .root()
        .children_recursive()
        .filter(|node| node.accesskit_node().role() == Role::Dialog)
        .map(|node| node.accesskit_node().label())
        .collect();
    assert_eq!(dialogs, [Some("Export the sheet".to_owned())]);

    let hint = "For scripts: one object on each line, times in UTC.";
    let box_of_it = desk.window.get_by_role_and_label(Role::RadioButton, "JSON Lines");
    assert_eq!(box_of_it.accesskit_node().description().as_deref(), Some(hint));
    assert!(desk.window.query_by_label(hint).is_none(), "it is seen, and heard with its card only");
    // What belongs to no box is heard by itself.
    assert!(!desk.window.get_by_label("Rows").accesskit_node().is_hidden());
}

#[test]
fn a_clicked_tab_has_the_keyboard() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    for tab in ["Folders", "Sources"] {
        desk.window.get_by_role_and_label(Role::Tab, tab).click();
        desk.window.run_steps(3);
        assert!(desk.window.get_by_role_and_label(Role::Tab, tab).is_focused(), "{tab}");
    }
}
