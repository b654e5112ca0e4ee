//! What a sheet leaves out stands above it, and is taken back there.

use super::desk::Desk;
use eframe::egui::Key;
use eframe::egui::accesskit::Role;
use egui_kittest::kittest::Queryable;

fn desk() -> Desk {
    let mut desk = Desk::with_files(&[("a", 1), (".hidden", 1), ("b.tmp", 1)]);
    desk.options();
    desk.click("Hidden files and folders");
    desk.leave_out("*.tmp");
    desk.window.key_press(Key::Enter);
    desk.window.run_steps(2);
    desk.window.key_press(Key::Escape);
    desk.window.run_steps(3);
    desk
}

#[cfg(unix)]
#[test]
fn what_is_left_out_is_said_above_the_sheet_and_taken_back() {
    let mut desk = desk();
    assert!(desk.window.query_by_label("Hidden files left out").is_none(), "they are there still");
    desk.window.get_by_label("Options changed.");
    desk.click("Read again to use them");
    desk.until("the one file", |desk| desk.names() == ["a"] && desk.is_done());
    for words in ["Hidden files left out", "Patterns: 1"] {
        desk.window.get_by_label(words);
    }
    assert!(desk.window.query_by_label("Options changed.").is_none());
    desk.click("List hidden files, too");
    desk.click("Use no patterns");
    desk.window.run_steps(2);
    desk.window.get_by_label("Hidden files left out");
    assert_eq!(desk.names(), ["a"], "the sheet is as it was");
    desk.click("Read again to use them");
    desk.until("all", |desk| desk.rows().len() == 3 && desk.is_done());
    desk.window.run_steps(2);
    assert!(desk.window.query_by_label_contains("left out").is_none());
    // What the sheet before left out is said when it comes back.
    desk.click("Undo");
    desk.until("the one before", |desk| desk.names() == ["a"]);
    desk.window.run_steps(2);
    desk.window.get_by_label("Hidden files left out");
}

#[test]
fn a_click_on_what_is_left_out_opens_the_options() {
    let mut desk = desk();
    desk.click("Read again");
    desk.until("the end", |desk| desk.is_done());
    desk.window.run_steps(2);
    desk.click("Patterns: 1");
    desk.window.run_steps(3);
    let field = desk.window.get_by_role_and_label(Role::TextInput, "Patterns to leave out");
    assert_eq!(field.value().as_deref(), Some("*.tmp"));
}
