//! Which columns the table shows, and what stands in those that are not in every sheet.

use super::desk::Desk;
use eframe::egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};

fn open_chooser(desk: &mut Desk) {
    desk.options();
    desk.click("Columns");
    desk.window.run_steps(3);
}

/// Types into the chooser's field, in place of what is there.
fn find(desk: &mut Desk, words: &str) {
    use eframe::egui::{Key, Modifiers};
    desk.window.get_by_role_and_label(Role::TextInput, "Find a column").focus();
    desk.window.run_steps(2);
    desk.window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    desk.window.get_by_role_and_label(Role::TextInput, "Find a column").type_text(words);
    desk.window.run_steps(3);
}

fn offered(desk: &Desk) -> Vec<String> {
    let entries = desk.window.query_all_by(|node| node.role() == Role::MenuItemCheckBox);
    entries.map(|entry| entry.accesskit_node().label().unwrap()).collect()
}

fn tick(desk: &mut Desk, column: &str) {
    desk.window.get_by_role_and_label(Role::MenuItemCheckBox, column).click();
    desk.window.run_steps(3);
}

#[test]
fn the_chooser_has_groups_and_finds_a_column() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    open_chooser(&mut desk);
    for group in ["Name and place", "Times", "Owner and permissions", "Lengths"] {
        desk.window
            .get_by(move |node| node.role() == Role::Heading && node.value().as_deref() == Some(group));
    }
    assert!(offered(&desk).len() > 20, "{:?}", offered(&desk));
    find(&mut desk, "own");
    assert_eq!(offered(&desk), ["Permissions", "Owner", "Group", "Attributes"], "by their group");
    find(&mut desk, "path utf");
    assert_eq!(offered(&desk), ["Path length (UTF-16)"]);
    tick(&mut desk, "Path length (UTF-16)");
    assert!(desk.columns().contains(&"Path length (UTF-16)".to_owned()), "{:?}", desk.columns());
    find(&mut desk, "nonsense");
    assert!(offered(&desk).is_empty());
    desk.window.get_by_label("No column is called so");
}

#[cfg(unix)]
#[test]
fn permissions_owner_and_inode_are_those_of_the_file() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let mut desk = Desk::with_files(&[("a", 1)]);
    let file = desk.tree().join("a");
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o4750)).unwrap();
    desk.click("Read again");
    desk.until("rows", |desk| desk.is_done() && desk.names() == ["a"]);
    let said = |format: &str| {
        let output = std::process::Command::new("stat").args(["-c", format]).arg(&file).output().unwrap();
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    let owner = said("%U");
    open_chooser(&mut desk);
    for column in ["Permissions", "Owner", "Inode"] {
        find(&mut desk, column);
        tick(&mut desk, column);
    }
    desk.until("the owner's name", |desk| desk.row("a").contains(&format!("Owner {owner}")));
    assert!(desk.row("a").contains("Permissions rwsr-x---"), "{}", desk.row("a"));
    // What wasn't read is not empty.
    assert!(desk.row("a").contains("Inode not read"), "{}", desk.row("a"));
    desk.click("Read again to use them");
    let inode = format!("Inode {}", std::fs::metadata(&file).unwrap().ino());
    desk.until("the inode", |desk| desk.is_done() && desk.rows().iter().any(|row| row.contains(&inode)));
}

#[cfg(unix)]
#[test]
fn a_link_s_target_is_read_where_it_is_asked_for_and_cannot_lie() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    std::os::unix::fs::symlink("gpj.\u{202e}evil", desk.tree().join("link")).unwrap();
    desk.click("Read again");
    desk.until("the link", |desk| desk.is_done() && desk.names().len() == 2);
    open_chooser(&mut desk);
    find(&mut desk, "target");
    tick(&mut desk, "Link target");
    assert!(desk.row("link").contains("Link target not read"), "{}", desk.row("link"));
    assert!(!desk.row("a").contains("not read"), "a file points at nothing: {}", desk.row("a"));
    desk.click("Read again to use them");
    let escaped = "Link target gpj.\\u{202E}evil";
    desk.until("the target", |desk| desk.is_done() && desk.rows().iter().any(|row| row.contains(escaped)));
}

#[cfg(unix)]
#[test]
fn a_filter_for_targets_reads_them() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    std::os::unix::fs::symlink("elsewhere", desk.tree().join("link")).unwrap();
    desk.click("Read again");
    desk.until("the link", |desk| desk.is_done() && desk.names().len() == 2);
    desk.filter("target:else");
    desk.until("none was read", |desk| desk.names().is_empty());
    desk.window.run_steps(3);
    desk.click("Read again to use them");
    desk.until("the link alone", |desk| desk.is_done() && desk.names() == ["link"]);
}
