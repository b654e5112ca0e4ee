//! Journeys through the export: the dialog for the choices, the one for the file, and what is in the file then.

use super::desk::{Desk, SHOW_IN_FOLDER};
use eframe::egui::accesskit::{Role, Toggled};
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use foldersheet::export::{Separator, Written};
use foldersheet::model::Column;
use foldersheet::session::ExportStatus;
use foldersheet::ui::Answer;
use foldersheet::words;
use std::fs;
use std::path::{Path, PathBuf};

/// Opens the dialog, whose file is to be this one.
fn open(desk: &mut Desk, name: &str) -> PathBuf {
    let target = desk.away(name);
    desk.dialog_answers(Answer::Chosen(vec![target.clone()]));
    desk.click("Export…");
    desk.window.run_steps(2);
    target
}

fn is_open(desk: &Desk) -> bool {
    desk.window.query_by_role_and_label(Role::Dialog, "Export the sheet").is_some()
}

fn click(desk: &mut Desk, role: Role, name: &str) {
    desk.window.get_by_role_and_label(role, name).click();
    desk.window.run_steps(2);
}

/// Shows what a line of the dialog hides: the columns, or the separators.
fn disclose(desk: &mut Desk, line: &str) {
    click(desk, Role::Button, line);
    // The dialog grows, and is in the middle again a little later.
    desk.window.run_steps(12);
}

fn is_ticked(desk: &Desk, role: Role, name: &str) -> bool {
    let node = desk.window.get_by_role_and_label(role, name);
    node.accesskit_node().toggled() == Some(Toggled::True)
}

/// Chooses the file and waits until it is written.
fn write(desk: &mut Desk) -> Written {
    desk.click("Choose file…");
    desk.until("the file", |desk| matches!(desk.export(), ExportStatus::Written { .. }));
    assert!(!is_open(desk));
    let ExportStatus::Written { written, .. } = desk.export() else { unreachable!() };
    written
}

/// The cells of a CSV with this separator, byte order mark and all.
fn cells(file: &Path, separator: u8) -> Vec<Vec<String>> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).delimiter(separator).from_path(file).unwrap();
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// One column of a CSV for programs.
fn column(file: &Path, title: &str) -> Vec<String> {
    let lines = cells(file, b',');
    let at = lines[0].iter().position(|cell| cell == title).unwrap();
    lines[1..].iter().map(|line| line[at].clone()).collect()
}

#[test]
fn what_is_shown_is_exported() {
    let mut desk = Desk::with_files(&[("b.txt", 2), ("a.txt", 1), ("c.jpg", 3)]);
    desk.filter(".txt");
    desk.until("two rows", |desk| desk.rows().len() == 2);
    desk.click_header("Name");
    desk.until("sorted", |desk| desk.names() == ["a.txt", "b.txt"]);
    let target = open(&mut desk, "out.csv");
    assert!(is_ticked(&desk, Role::RadioButton, "What is shown (2 rows)"));
    click(&mut desk, Role::RadioButton, "CSV for programs");
    assert_eq!(write(&mut desk).rows, 2);
    desk.window.run_steps(2);
    desk.window.get_by_label_contains("Wrote 2 rows to");
    desk.window.get_by_label(SHOW_IN_FOLDER);
    assert_eq!(column(&target, "name"), ["a.txt", "b.txt"]);
}

#[test]
fn everything_is_exported_whatever_is_shown() {
    let mut desk = Desk::with_files(&[("b.txt", 2), ("a.txt", 1), ("c.jpg", 3)]);
    desk.filter(".txt");
    desk.until("two rows", |desk| desk.rows().len() == 2);
    open(&mut desk, "out.csv");
    click(&mut desk, Role::RadioButton, "Everything (3 rows)");
    assert_eq!(write(&mut desk).rows, 3);
}

#[test]
fn selected_rows_are_exported_in_the_order_that_is_shown() {
    let mut desk = Desk::with_files(&[("c", 1), ("b", 1), ("a", 1)]);
    desk.click_header("Name");
    desk.until("sorted", |desk| desk.names() == ["a", "b", "c"]);
    open(&mut desk, "unused.csv");
    let none = desk.window.get_by_role_and_label(Role::RadioButton, "Selected (0 rows)");
    assert!(none.accesskit_node().is_disabled());
    desk.window.key_press(Key::Escape);
    desk.window.run_steps(3);
    desk.click_row("b");
    desk.window.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    desk.window.run_steps(2);
    desk.click("Export…");
    desk.window.run_steps(2);
    assert!(
        is_ticked(&desk, Role::RadioButton, "What is shown (3 rows)"),
        "a selection changes nothing by itself"
    );
    click(&mut desk, Role::RadioButton, "Selected (2 rows)");
    click(&mut desk, Role::RadioButton, "CSV for programs");
    write(&mut desk);
    assert_eq!(column(&desk.away("unused.csv"), "name"), ["b", "c"]);
}

#[test]
fn the_keyboard_opens_the_dialog_and_enter_goes_on() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    let target = desk.away("out.csv");
    desk.dialog_answers(Answer::Chosen(vec![target.clone()]));
    desk.window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    desk.window.run_steps(3);
    assert!(is_open(&desk));
    disclose(&mut desk, "Columns: the usual 11");
    click(&mut desk, Role::CheckBox, "Kind");
    // Once is enough, and nothing else of the window's answers meanwhile.
    for (modifiers, key) in [
        (Modifiers::COMMAND, Key::S),
        (Modifiers::COMMAND, Key::J),
        (Modifiers::COMMAND, Key::F),
        (Modifiers::NONE, Key::F5),
    ] {
        desk.window.key_press_modifiers(modifiers, key);
        desk.window.run_steps(2);
    }
    assert!(!is_ticked(&desk, Role::CheckBox, "Kind"), "it is the same dialog");
    assert!(desk.window.query_by_label("Problems").is_none());
    assert!(!desk.window.get_by_label("Filter by name or path").is_focused());
    assert!(desk.is_done());
    desk.window.key_press(Key::Enter);
    desk.until("the file", |desk| matches!(desk.export(), ExportStatus::Written { .. }));
    assert!(target.is_file() && !is_open(&desk));
    assert_eq!(desk.taken_suggested().len(), 1);
}

#[test]
fn while_the_systems_dialog_is_open_there_is_no_other_one() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    desk.dialog_stays_open();
    desk.click("Export…");
    desk.window.run_steps(2);
    desk.click("Choose file…");
    desk.window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    desk.window.run_steps(3);
    assert!(!is_open(&desk) && desk.taken_suggested().len() == 1);
    assert!(desk.window.get_by_label("Export…").accesskit_node().is_disabled());
}

#[test]
fn esc_and_cancel_write_nothing_and_keep_nothing() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    for by_key in [true, false] {
        desk.click("Export…");
        desk.window.run_steps(2);
        disclose(&mut desk, "Columns: the usual 11");
        click(&mut desk, Role::CheckBox, "Kind");
        if by_key {
            desk.window.key_press(Key::Escape);
            desk.window.run_steps(3);
        } else {
            desk.click("Cancel");
        }
        assert!(!is_open(&desk));
        assert_eq!(desk.export(), ExportStatus::None);
    }
    desk.click("Export…");
    desk.window.run_steps(2);
    disclose(&mut desk, "Columns: the usual 11");
    assert!(is_ticked(&desk, Role::CheckBox, "Kind"), "a cancelled choice is none");
    assert!(desk.taken_suggested().is_empty());
}

#[test]
fn the_usual_file_is_a_csv_for_a_spreadsheet() {
    let mut desk = Desk::with_files(&[("=a", 1)]);
    let target = open(&mut desk, "out.csv");
    write(&mut desk);
    let bytes = fs::read(&target).unwrap();
    assert!(bytes.starts_with(b"\xEF\xBB\xBF\"Path\""));
    let lines = cells(&target, bytes["\u{FEFF}\"Path\"".len()]);
    assert_eq!(
        lines[0][1..7],
        ["Folder", "Name", "Extension", "Kind", "Size (bytes)", "Size on disk (bytes)"]
    );
    assert_eq!(lines[1][2], "'=a");
    assert_eq!(desk.taken_suggested(), [["tree.csv", "CSV", "csv"].map(str::to_owned)]);
}

#[test]
fn every_format_is_what_it_says() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    for (format, name, kind, begins) in [
        ("Excel workbook (.xlsx)", "tree.xlsx", "Excel workbook", "PK"),
        ("CSV for programs", "tree.csv", "CSV", "\"path\",\"folder\",\"name\","),
        ("JSON Lines", "tree.jsonl", "JSON Lines", "{\"path\":\"/"),
        ("CSV for a spreadsheet", "tree.csv", "CSV", "\u{FEFF}\"Path\""),
    ] {
        let target = open(&mut desk, &format!("{kind}-{name}"));
        click(&mut desk, Role::RadioButton, format);
        write(&mut desk);
        assert!(fs::read(&target).unwrap().starts_with(begins.as_bytes()), "{format}");
        let extension = name.strip_prefix("tree.").unwrap();
        assert_eq!(desk.taken_suggested(), [[name, kind, extension].map(str::to_owned)]);
        // It is the choice that the next one begins with.
        desk.click("Export…");
        desk.window.run_steps(2);
        assert!(is_ticked(&desk, Role::RadioButton, format), "{format}");
        desk.window.key_press(Key::Escape);
        desk.window.run_steps(3);
    }
}

#[test]
fn only_a_csv_has_a_separator_and_each_its_own() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    let usual =
        Separator::NAMED.iter().find(|(sign, _)| *sign == foldersheet::export::separator()).unwrap().1;
    let chosen = |desk: &Desk, name: &str| is_ticked(desk, Role::RadioButton, name);
    let target = open(&mut desk, "out.csv");
    disclose(&mut desk, &format!("Separator: {usual}"));
    assert!(chosen(&desk, if usual == "semicolon" { "Semicolon" } else { "Comma" }));
    click(&mut desk, Role::RadioButton, "Tab");
    desk.window.get_by_label(&format!("Spreadsheets of your region expect: {usual}."));
    for format in ["Excel workbook (.xlsx)", "JSON Lines"] {
        click(&mut desk, Role::RadioButton, format);
        assert!(desk.window.query_by_label_contains("Separator: ").is_none(), "{format}");
    }
    click(&mut desk, Role::RadioButton, "CSV for programs");
    assert!(chosen(&desk, "Comma"));
    click(&mut desk, Role::RadioButton, "CSV for a spreadsheet");
    assert!(chosen(&desk, "Tab"));
    write(&mut desk);
    assert_eq!(cells(&target, b'\t')[0].len(), 11);
}

#[test]
fn columns_that_are_not_ticked_are_absent_and_stay_so() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    // In a lower one the last columns have to be scrolled to.
    desk.window.set_size(eframe::egui::vec2(1400.0, 1400.0));
    let target = open(&mut desk, "out.csv");
    click(&mut desk, Role::RadioButton, "CSV for programs");
    disclose(&mut desk, "Columns: the usual 11");
    assert!(desk.window.get_by_label("Usual columns").accesskit_node().is_disabled());
    for column in ["Folder", "Path (hex)", "Kind"] {
        click(&mut desk, Role::CheckBox, column);
    }
    write(&mut desk);
    let titles = ["path", "name", "extension", "size", "allocated", "modified", "created", "root"];
    assert_eq!(cells(&target, b',')[0], titles);

    open(&mut desk, "again.csv");
    // What is left out is not hidden.
    // Those of a comparison are not offered, as none stands.
    let offered = Column::ALL.len() - Column::COMPARED.len();
    desk.window.get_by_label(&format!("Columns: 8 of {offered}"));
    assert!(!is_ticked(&desk, Role::CheckBox, "Kind") && is_ticked(&desk, Role::CheckBox, "Name"));
    desk.click("Usual columns");
    assert!(is_ticked(&desk, Role::CheckBox, "Kind"));
    // One always stays.
    let rest = ["Path", "Folder", "Name", "Extension", "Kind", "Size (bytes)", "Size on disk (bytes)"];
    for column in rest.into_iter().chain(["Modified", "Created", "Picked folder"]) {
        click(&mut desk, Role::CheckBox, column);
    }
    let last = desk.window.get_by_role_and_label(Role::CheckBox, "Path (hex)");
    assert!(last.accesskit_node().is_disabled());
}

#[test]
fn folders_are_rows_or_not_where_the_sheet_has_any() {
    let mut desk = Desk::with_files(&[("sub/a", 1)]);
    open(&mut desk, "out.csv");
    let tick = desk.window.get_by_role_and_label(Role::CheckBox, "Folders as rows");
    assert!(tick.accesskit_node().is_disabled());
    desk.window.key_press(Key::Escape);
    desk.window.run_steps(3);

    desk.options();
    click(&mut desk, Role::CheckBox, "Folders as rows");
    desk.window.key_press(Key::Escape);
    desk.window.run_steps(3);
    desk.click("Read again");
    desk.until("the folder", |desk| desk.is_done() && desk.rows().len() == 2);
    assert!(desk.names().contains(&"sub".to_owned()));
    let rows = desk.rows().len();
    desk.click("Export…");
    desk.window.run_steps(2);
    assert!(is_ticked(&desk, Role::CheckBox, "Folders as rows"));
    click(&mut desk, Role::RadioButton, "CSV for programs");
    click(&mut desk, Role::CheckBox, "Folders as rows");
    desk.window.get_by_label(&format!("Everything ({rows} rows, less the folders)"));
    assert_eq!(write(&mut desk).rows, 1);
    assert_eq!(column(&desk.away("out.csv"), "kind"), ["file"]);

    open(&mut desk, "all.csv");
    assert!(!is_ticked(&desk, Role::CheckBox, "Folders as rows"), "it is remembered");
    click(&mut desk, Role::CheckBox, "Folders as rows");
    assert_eq!(write(&mut desk).rows, u64::try_from(rows).unwrap());
}

#[test]
fn the_list_of_problems_becomes_a_file_and_replaces_none() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    desk.drop(&desk.away("no such folder"));
    desk.until("the problem", |desk| desk.window.query_by_label("1 problem").is_some() && desk.is_done());
    let own = "Problems in a file of their own";
    open(&mut desk, "out.csv");
    desk.window.get_by_label("1 problem. It stands beside the sheet: name-problems.csv");
    click(&mut desk, Role::CheckBox, own);
    let list = desk.away("out-problems.csv");
    assert_eq!(write(&mut desk).problems.as_ref(), Some(&list));
    assert!(fs::read_to_string(&list).unwrap().contains("no such folder"));
    desk.window.run_steps(2);
    desk.window.get_by_label("The problems are in out-problems.csv");

    // The dialog for the file asked about the sheet only.
    fs::write(&list, "mine").unwrap();
    let exists = |desk: &mut Desk| {
        open(desk, "out.csv");
        desk.click("Choose file…");
        desk.until("the question", |desk| matches!(desk.export(), ExportStatus::Exists { .. }));
        desk.window.run_steps(2);
        desk.window.get_by_label_contains("out-problems.csv is there already");
    };
    exists(&mut desk);
    desk.click("Cancel");
    desk.until("the end", |desk| matches!(desk.export(), ExportStatus::Cancelled { .. }));
    assert_eq!(fs::read_to_string(&list).unwrap(), "mine");
    exists(&mut desk);
    desk.click("Replace");
    desk.until("the file", |desk| matches!(desk.export(), ExportStatus::Written { .. }));
    assert!(fs::read_to_string(&list).unwrap().contains("no such folder"));

    // A workbook has them on a sheet, and JSON Lines has a list of its own kind.
    open(&mut desk, "out.xlsx");
    click(&mut desk, Role::RadioButton, "Excel workbook (.xlsx)");
    assert!(desk.window.get_by_role_and_label(Role::CheckBox, own).accesskit_node().is_disabled());
    assert_eq!(write(&mut desk).problems, None);
    open(&mut desk, "out.jsonl");
    click(&mut desk, Role::RadioButton, "JSON Lines");
    assert!(is_ticked(&desk, Role::CheckBox, own), "it is remembered");
    assert_eq!(write(&mut desk).problems, Some(desk.away("out-problems.jsonl")));
    assert!(fs::read(desk.away("out-problems.jsonl")).unwrap().starts_with(b"{\"operation\":"));
}

#[test]
fn what_is_there_is_exported_while_folders_are_read() {
    let (mut desk, holder) = Desk::held();
    let target = open(&mut desk, "out.csv");
    desk.window.get_by_label_contains("The sheet is incomplete: folders are still being read");
    click(&mut desk, Role::RadioButton, "CSV for programs");
    write(&mut desk);
    desk.window.run_steps(2);
    desk.window.get_by_label_contains("The sheet is incomplete: folders are still being read");
    assert_eq!(column(&target, "name"), ["a.txt"]);
    drop(holder);
    desk.until("the end", |desk| desk.is_done());
}

#[test]
fn a_cancelled_dialog_for_the_file_writes_nothing_and_keeps_the_choices() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    desk.dialog_answers(Answer::Cancelled);
    desk.click("Export…");
    desk.window.run_steps(2);
    click(&mut desk, Role::RadioButton, "JSON Lines");
    desk.click("Choose file…");
    desk.window.run_steps(3);
    assert_eq!(desk.export(), ExportStatus::None);
    desk.click("Export…");
    desk.window.run_steps(2);
    assert!(is_ticked(&desk, Role::RadioButton, "JSON Lines"));
}

#[test]
fn an_export_that_fails_says_why() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    let target = open(&mut desk, "no such folder/out.csv");
    desk.click("Choose file…");
    desk.until("the failure", |desk| matches!(desk.export(), ExportStatus::Failed { .. }));
    desk.window.run_steps(2);
    desk.window.get_by_label_contains("no such folder/out.csv failed");
    let ExportStatus::Failed { why, .. } = desk.export() else { unreachable!() };
    let message = words::export_error(&why);
    assert!(message.contains(target.to_str().unwrap()) && !message.contains(".part"), "{message}");
}

#[test]
fn the_zone_of_local_times_is_told_and_a_doubt_about_it_at_the_start() {
    // The zone is the process's own, so the test runs itself in one.
    const TEST: &str = "export::the_zone_of_local_times_is_told_and_a_doubt_about_it_at_the_start";
    if std::env::var_os("TZ").is_none_or(|tz| tz != "No/Such") {
        let mut again = std::process::Command::new(std::env::current_exe().unwrap());
        let out = again.args(["--exact", TEST]).env("TZ", "No/Such").output().unwrap();
        let said = String::from_utf8_lossy(&out.stdout);
        assert!(out.status.success() && said.contains("1 passed"), "{said}");
        return;
    }
    let mut desk = Desk::with_files(&[("a", 1)]);
    desk.window
        .get_by_label_contains("TZ is \"No/Such\", which names no known time zone; local times are in UTC");
    open(&mut desk, "out.csv");
    click(&mut desk, Role::RadioButton, "CSV for a spreadsheet");
    assert_eq!(write(&mut desk).zone.as_deref(), Some("UTC"));
    desk.window.run_steps(2);
    desk.window.get_by_label("Times are local, in UTC");
    open(&mut desk, "programs.csv");
    click(&mut desk, Role::RadioButton, "CSV for programs");
    assert_eq!(write(&mut desk).zone, None);
}

#[test]
fn what_is_said_of_an_export_goes_with_it() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    let why = "because the name ends in .xlsx";
    for (target, is_told) in [("out.xlsx", true), ("out.csv", false)] {
        let file = desk.away(target);
        desk.dialog_answers(Answer::Chosen(vec![file.clone()]));
        desk.click("Export…");
        desk.window.run_steps(2);
        desk.click("Choose file…");
        desk.until("the end", |desk| {
            matches!(desk.export(), ExportStatus::Written { written, .. } if written.files == [file.clone()])
        });
        desk.window.run_steps(2);
        desk.window.get_by_label_contains(target);
        assert_eq!(desk.window.query_by_label_contains(why).is_some(), is_told, "{target}");
    }
}

#[test]
fn the_dialog_says_how_many_rows_and_about_how_much_they_are() {
    let names: Vec<String> = (0..200).map(|n| format!("folder-{}/report {n}.txt", n % 7)).collect();
    let files: Vec<_> = names.iter().map(|name| (name.as_str(), 1)).collect();
    let mut desk = Desk::with_files(&files);
    for (format, name) in [
        ("CSV for a spreadsheet", "a.csv"),
        ("CSV for programs", "b.csv"),
        ("JSON Lines", "c.jsonl"),
        ("Excel workbook (.xlsx)", "d.xlsx"),
    ] {
        let target = open(&mut desk, name);
        click(&mut desk, Role::RadioButton, format);
        let said = desk.window.get_by_label_contains("200 rows, about ").value().unwrap();
        let said = said.strip_prefix("200 rows, about ").and_then(|said| said.strip_suffix(" kB")).unwrap();
        write(&mut desk);
        let share = said.parse::<f64>().unwrap() * 1000.0 / fs::metadata(&target).unwrap().len() as f64;
        assert!((0.6..1.7).contains(&share), "{format}: {said} kB, {share} of what it is");
    }
}

#[cfg(unix)]
#[test]
fn columns_that_were_not_read_are_named_before_they_are_written_and_can_be_read() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    std::os::unix::fs::symlink("elsewhere", desk.tree().join("link")).unwrap();
    desk.click("Read again");
    desk.until("the link", |desk| desk.is_done() && desk.names().len() == 2);
    open(&mut desk, "out.csv");
    click(&mut desk, Role::RadioButton, "CSV for programs");
    disclose(&mut desk, "Columns: the usual 11");
    let said = "Link target was not read: this column will be empty.";
    assert!(desk.window.query_by_label(said).is_none());
    click(&mut desk, Role::CheckBox, "Owner");
    assert!(desk.window.query_by_label("Read again with them").is_none(), "always read");
    desk.window.get_by_role_and_label(Role::CheckBox, "Link target").scroll_to_me();
    desk.window.run_steps(12);
    click(&mut desk, Role::CheckBox, "Link target");
    assert!(is_ticked(&desk, Role::CheckBox, "Link target"));
    desk.window.get_by_label(said);
    click(&mut desk, Role::Button, "Read again with them");
    desk.until("the target", |desk| !is_open(desk) && desk.is_done() && desk.names().len() == 2);
    let target = open(&mut desk, "out.csv");
    assert!(is_ticked(&desk, Role::CheckBox, "Link target"), "what was ticked stays");
    assert!(desk.window.query_by_label(said).is_none());
    write(&mut desk);
    let rows = cells(&target, b',');
    assert!(rows.iter().any(|row| row.contains(&"elsewhere".to_owned())), "{rows:?}");
}
