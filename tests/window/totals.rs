//! Journeys to the sums in the status line by accessible name.

use super::desk::Desk;
use crate::scripted::Fake;
#[cfg(unix)]
use eframe::egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use foldersheet::session::Session;
use std::path::Path;

const FILES: [(&str, u64); 4] = [("a.txt", 1000), ("b.txt", 500), ("c/one.bin", 3000), ("c/d", 0)];

/// Waits for a line in the status bar.
fn says(desk: &mut Desk, words: &str) {
    desk.until(words, |desk| desk.window.query_by_label_contains(words).is_some());
}

#[test]
fn what_is_shown_is_summed() {
    let mut desk = Desk::with_files(&FILES);
    assert!(desk.window.query_by_label_contains("B on disk").is_none(), "all is at the left already");
    desk.filter("*.txt");
    says(&mut desk, "2 files, 1.50 kB, ");
    desk.click("Clear filter");
    desk.until("all rows", |desk| desk.names().len() == FILES.len());
    desk.window.run_steps(2);
    assert!(desk.window.query_by_label_contains("1.50 kB").is_none());
}

#[test]
fn a_selection_is_summed() {
    let mut desk = Desk::with_files(&FILES);
    desk.click_row("one.bin");
    says(&mut desk, "1 selected, 3.00 kB");
    desk.window.key_press_modifiers(eframe::egui::Modifiers::COMMAND, eframe::egui::Key::A);
    says(&mut desk, "4 selected, 4.50 kB");
}

/// Three digits are enough to compare by, and not to reckon with.
#[test]
fn the_sums_are_told_to_the_last_byte_under_the_pointer() {
    let mut desk = Desk::with_files(&FILES);
    desk.click_row("one.bin");
    says(&mut desk, "1 selected, 3.00 kB");
    for (segment, exact) in
        [("1 selected, 3.00 kB", "3,000 bytes"), ("4 files, 4.50 kB. Read in", "4,500 bytes")]
    {
        desk.window.get_by_label_contains(segment).hover();
        desk.until(exact, |desk| desk.window.query_by_label_contains(exact).is_some());
    }
}

#[test]
fn what_the_system_does_not_report_is_no_zero() {
    let mut desk = Desk::over(|config| {
        let disk = || {
            Fake::new().unallocated("/s/a.txt", 1000).unallocated("/s/b.txt", 500).file("/s/in/c.bin", 3000)
        };
        Session::on_disk(config, disk)
    });
    desk.drop(Path::new("/s"));
    desk.until("the rows", |desk| desk.is_done() && desk.names().len() == 3);
    desk.filter("*.txt");
    says(&mut desk, "2 files, 1.50 kB, size on disk unknown");
    desk.click("Clear filter");
    desk.until("all rows", |desk| desk.names().len() == 3);
    desk.filter("name:a OR name:c");
    says(&mut desk, "2 files, 4.00 kB, at least 3.00 kB on disk");
}

#[cfg(unix)]
#[test]
fn hard_links_count_once_on_request() {
    let mut desk = Desk::new();
    desk.file("a.txt", 1000);
    desk.file("b.txt", 20);
    std::fs::hard_link(desk.tree().join("a.txt"), desk.tree().join("again.txt")).unwrap();
    std::fs::hard_link(desk.tree().join("a.txt"), desk.away("elsewhere")).unwrap();
    desk.drop(&desk.tree().clone());
    desk.until("the rows", |desk| desk.is_done() && desk.names().len() == 3);
    desk.options();
    desk.window.get_by_role_and_label(Role::CheckBox, "Count hard links once").click();
    says(&mut desk, "2 files, 1.02 kB, ");
    desk.window.get_by_label_contains(", hard links once");
    desk.window.get_by_role_and_label(Role::CheckBox, "Count hard links once").click();
    desk.until("each name", |desk| desk.window.query_by_label_contains(", hard links once").is_none());
    desk.window.key_press(eframe::egui::Key::Escape);
    desk.filter("name:a");
    says(&mut desk, "2 files, 2.00 kB");
}
