//! Names before they are moved: the dialog, the columns, the line above the table.

use super::desk::Desk;
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

/// Two names that Windows doesn't take, and a folder that it doesn't.
fn desk() -> Desk {
    let mut desk = Desk::with_files(&[("nul.txt", 1), ("Fine.txt", 1), ("com1.old/fine.txt", 1)]);
    desk.until("the sheet", |desk| desk.is_done());
    desk.options();
    desk.click("Check names…");
    desk.window.run_steps(3);
    desk
}

fn tick(desk: &mut Desk, place: &str) {
    desk.window.get_by_role_and_label(Role::CheckBox, place).click();
    desk.window.run_steps(3);
}

#[test]
fn ticking_a_place_checks_for_it_and_a_click_on_a_rule_filters() {
    let mut desk = desk();
    assert!(desk.window.query_by_label("Choose where the files go.").is_some());
    tick(&mut desk, "Windows");
    desk.until("a result", |desk| desk.window.query_by_label("1 file and 1 folder have problems").is_some());
    desk.click("Reserved name, 1 file and 1 folder");
    desk.until("the filter", |desk| desk.rows().len() == 1);
    assert_eq!(desk.names(), ["nul.txt"], "folders are not rows here, which is said");
    let columns = desk.columns();
    for column in ["Problem", "Destination length", "Suggested name"] {
        assert!(columns.contains(&column.to_owned()), "{columns:?}");
    }
    let row = desk.row("nul.txt");
    for cell in ["windows.reserved", "nul_.txt"] {
        assert!(row.contains(cell), "{row}");
    }
    let line = "Names checked for Windows: 1 file and 1 folder have problems";
    assert!(desk.window.query_by_label(line).is_some());
    desk.click("End the check of names");
    desk.window.run_steps(3);
    assert!(desk.window.query_by_label(line).is_none());
    assert!(!desk.columns().contains(&"Problem".to_owned()));
    assert!(desk.window.state().session().check_wish().is_none());
}

#[test]
fn a_folder_that_is_in_no_row_is_said_and_gets_one() {
    let mut desk = desk();
    tick(&mut desk, "Windows");
    let said = "1 folder among these can't be shown: folders are not rows of this sheet.";
    desk.until("a result", |desk| desk.window.query_by_label(said).is_some());
    desk.click("Read again with folders as rows");
    desk.until("the folder's row", |desk| {
        desk.is_done()
            && desk
                .window
                .state()
                .session()
                .name_check()
                .is_some_and(|check| check.folders == 1 && check.unlisted == 0)
    });
    desk.window.key_press(Key::Escape);
    desk.window.run_steps(3);
    desk.click("Show only these");
    desk.until("the rows", |desk| desk.rows().len() == 2);
}

#[test]
fn the_path_there_and_the_longest_path_count() {
    let mut desk = desk();
    tick(&mut desk, "macOS");
    desk.until("a result", |desk| desk.window.query_by_label("No name has a problem").is_some());
    desk.window.get_by_role_and_label(Role::TextInput, "Longest path").focus();
    desk.window.run_steps(2);
    desk.window.get_by_role_and_label(Role::TextInput, "Longest path").type_text("1x");
    desk.window.run_steps(3);
    assert!(desk.window.query_by_label("a whole number such as 218").is_some());
    assert_eq!(
        desk.window.state().session().check_wish().and_then(|wish| wish.limit),
        None,
        "what isn't a number is not asked for"
    );
    desk.window.key_press_modifiers(Modifiers::NONE, Key::Backspace);
    desk.window.key_press_modifiers(Modifiers::NONE, Key::Backspace);
    desk.window.get_by_role_and_label(Role::TextInput, "Longest path").type_text("12");
    desk.window.run_steps(3);
    // `com1.old/fine.txt` has 17.
    desk.until("one too long", |desk| desk.window.query_by_label("1 file has a problem").is_some());
    assert!(desk.window.query_by_label_contains("5 characters shorter cures 1 path").is_some());
    desk.window.get_by_role_and_label(Role::TextInput, "Path there").focus();
    desk.window.run_steps(2);
    desk.window.get_by_role_and_label(Role::TextInput, "Path there").type_text("D:\\Data");
    desk.window.run_steps(3);
    // 8 more: `nul.txt` and `com1.old` have 15 and 16.
    desk.until("all too long", |desk| {
        desk.window.query_by_label("3 files and 1 folder have problems").is_some()
    });
    desk.window.key_press(Key::Escape);
    desk.window.run_steps(3);
    assert!(desk.window.query_by_label_contains("Names checked for macOS in D:\\Data").is_some());
}

/// A click on a button that moved away under the pointer would be lost.
#[test]
fn the_dialog_keeps_its_height_when_a_result_arrives() {
    let mut desk = desk();
    let done = |desk: &Desk| desk.window.get_by_role_and_label(Role::Button, "Done").rect();
    let before = done(&desk);
    for (place, result) in [
        ("Windows", "1 file and 1 folder have problems"),
        ("OneDrive and SharePoint", "1 file and 1 folder have problems"),
        ("Archive", "1 file and 1 folder have problems"),
    ] {
        tick(&mut desk, place);
        desk.until("a result", |desk| desk.window.query_by_label(result).is_some());
        desk.window.run_steps(3);
        assert_eq!(done(&desk), before, "{place}");
    }
}
