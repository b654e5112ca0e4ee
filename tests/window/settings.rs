//! What the window says of the settings' file, and that it leaves alone what it may not overwrite.

use crate::desk::Desk;
use egui_kittest::kittest::Queryable;
use foldersheet::model::{CategoryFault, CategoryFileFault, CategoryFileMistake, CategoryMistake, Message};
use foldersheet::session::{Command, Session};
use foldersheet::settings_file::SettingsFile;
use foldersheet::ui::{Checked, check_settings};
use std::collections::BTreeMap;
use std::fs;

/// eframe's storage, in memory.
#[derive(Default)]
struct Stored(BTreeMap<String, String>);

impl eframe::Storage for Stored {
    fn get_string(&self, key: &str) -> Option<String> {
        self.0.get(key).cloned()
    }

    fn set_string(&mut self, key: &str, value: String) {
        self.0.insert(key.to_owned(), value);
    }

    fn remove_string(&mut self, key: &str) {
        self.0.remove(key);
    }

    fn flush(&mut self) {}
}

/// What the window puts into the storage, by key; eframe's own key for what eframe would put there.
fn saved(desk: &mut Desk) -> Vec<String> {
    let mut stored = Stored::default();
    let app = desk.window.state_mut();
    eframe::App::save(app, &mut stored);
    if eframe::App::persist_egui_memory(app) {
        stored.0.insert("egui".to_owned(), String::new());
    }
    stored.0.into_keys().collect()
}

#[test]
fn damaged_settings_are_said_until_the_line_is_dismissed() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("app.ron"), "damaged(settings").unwrap();
    let mut desk = Desk::checked(check_settings(&SettingsFile::in_folder(dir.path())));
    let aside = dir.path().join("app.ron.damaged");
    let says = |desk: &Desk| desk.window.query_by_label_contains(aside.to_str().unwrap()).is_some();
    assert!(says(&desk));
    assert_eq!(
        saved(&mut desk),
        [
            "columns",
            "egui",
            "export",
            "filters",
            "keep",
            "left",
            "left-out",
            "listing",
            "map",
            "middle",
            "numbers",
            "order",
            "recent",
            "recent-sheets",
            "tab",
            "theme",
            "units",
            "version"
        ]
    );
    desk.click("Dismiss");
    desk.until("no message", |desk| !says(desk));
}

#[test]
fn settings_that_may_not_be_overwritten_are_not_saved() {
    let told = Some("The settings can't be saved.".to_owned());
    let mut desk = Desk::checked(Checked { saves: false, told });
    desk.window.get_by_label("The settings can't be saved.");
    assert!(saved(&mut desk).is_empty());
}

#[test]
fn a_mistake_in_the_own_categories_is_said_with_its_line_and_the_file_opens_by_a_click() {
    let mut desk = Desk::over(|config| {
        let fault = CategoryFault::NotACategory("imgae".to_owned());
        let fault = CategoryFileFault::Line(CategoryMistake { line: 3, fault });
        let file = "own.txt".into();
        let mut session = Session::new(config);
        let mistake = CategoryFileMistake { file, fault };
        session.apply(Command::Tell(Message::CategoriesNotUsed(mistake)));
        session
    });
    desk.window.get_by_label_contains(
        "The built-in categories are used, without your own. own.txt, line 3: [imgae]",
    );
    desk.options();
    desk.click("Edit categories…");
    let file = desk.away("own").join("categories.txt");
    assert_eq!(desk.taken_opened(), std::slice::from_ref(&file));
    assert!(fs::read_to_string(file).unwrap().contains("# [data]"));
}
