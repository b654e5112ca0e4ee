//! The charts drawn for real without a display, over a sheet that was read from disk.

use super::charts_ui;
use crate::model::{Categories, Column, ScanOptions};
use crate::session::{Command, Config, Session};
use crate::ui::action::{Action, Actions};
use crate::ui::theme;
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Ui};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;

struct Desk {
    session: Session,
    actions: Actions,
    _folder: TempDir,
}

impl Desk {
    /// Does what was asked for, and waits until the charts are of that.
    fn settle(&mut self) {
        for action in self.actions.split_off(0) {
            match action {
                Action::Ask(command) => self.session.apply(command),
                other => panic!("{other:?}"),
            }
        }
        let start = Instant::now();
        loop {
            self.session.tick(Duration::from_millis(20));
            let status = self.session.status();
            let shown = status.shown_totals.map(|totals| totals.files);
            let times = self.session.chart_times();
            let charts = self.session.charts().filter(|charts| charts.by(times).is_some());
            let drawn = charts.map(|charts| charts.total.shown.files);
            if !status.view_busy && status.incomplete.is_none() && shown.is_some() && shown == drawn {
                return;
            }
            assert!(start.elapsed() < Duration::from_secs(60), "{:?}", self.session.status());
            std::thread::yield_now();
        }
    }
}

fn window(files: &[(&str, usize)], size: [f32; 2]) -> Harness<'static, Desk> {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, vec![b'x'; *bytes]).unwrap();
    }
    let config = Config {
        options: ScanOptions::default(),
        categories: Categories::standard(),
        wake: Arc::new(|| ()),
        at_once: None,
    };
    let mut session = Session::new(config);
    session.apply(Command::AddFolders(vec![folder.path().to_owned()]));
    session.apply(Command::ShowCharts(true));
    let mut desk = Desk { session, actions: Vec::new(), _folder: folder };
    desk.settle();
    let draw = |ui: &mut Ui, desk: &mut Desk| charts_ui(ui, &desk.session, &mut desk.actions);
    let mut window =
        Harness::builder().with_size(size).with_context_setup(theme::install).build_ui_state(draw, desk);
    window.run_steps(3);
    window
}

fn click(window: &mut Harness<'static, Desk>, role: Role, name: &str) {
    window.get_by_role_and_label(role, name).click();
    window.run_steps(2);
    window.state_mut().settle();
    window.run_steps(2);
}

const FILES: [(&str, usize); 5] =
    [("a.jpg", 3000), ("b.JPG", 1000), ("c.png", 500), ("text/d.pdf", 2048), ("text/e", 0)];

#[test]
fn a_bar_sets_the_filter_and_says_how_much_of_all_is_left() {
    let mut window = window(&FILES, [1000.0, 1200.0]);
    for table in ["Files by type", "Files by year modified", "Files by size", "Largest folders"] {
        window.get_by_role_and_label(Role::Table, table);
    }
    window.get_by_role_and_label(Role::Row, "Documents, 2.05 kB, 1 file");
    click(&mut window, Role::Row, "Images, 4.50 kB, 3 files");
    assert_eq!(window.state().session.filter(), "category:image");
    window.get_by_role_and_label(Role::Row, "Images, 4.50 kB, 3 files");
    window.get_by_role_and_label(Role::Row, "Documents, 0 B of 2.05 kB, 0 of 1 file");
    window.get_by_label_contains("3 of 5 files shown, 4.50 kB of 6.55 kB");
    click(&mut window, Role::Row, "Images, 4.50 kB, 3 files");
    assert_eq!(window.state().session.filter(), "");
}

#[test]
fn a_category_opens_into_extensions_and_a_size_and_a_folder_can_be_asked_for() {
    let mut window = window(&FILES, [1000.0, 1200.0]);
    assert!(window.query_by_role_and_label(Role::Row, ".jpg, 4.00 kB, 2 files").is_none());
    click(&mut window, Role::Button, "Open Images");
    click(&mut window, Role::Row, ".jpg, 4.00 kB, 2 files");
    assert_eq!(window.state().session.filter(), "ext:jpg");
    click(&mut window, Role::Button, "Close Images");
    // 2,048 bytes lie in the bin that begins there and not in the one that ends there.
    click(&mut window, Role::Row, "2–4 KiB, 3.00 kB of 5.05 kB, 1 of 2 files");
    assert_eq!(window.state().session.filter(), "ext:jpg size:2kib..<4kib");
}

#[test]
fn a_year_opens_into_its_months_and_a_folder_narrows() {
    let mut window = window(&FILES, [640.0, 3000.0]);
    let year = {
        let charts = window.state().session.charts().unwrap();
        charts.by(Column::Modified).unwrap().years.last().unwrap().year
    };
    click(&mut window, Role::Button, &format!("Open {year}"));
    assert_eq!(
        window
            .get_all_by(
                |node| node.role() == Role::Row && node.label().is_some_and(|l| l.starts_with("January,"))
            )
            .count(),
        1
    );
    click(&mut window, Role::Row, &format!("{year}, 6.55 kB, 5 files"));
    assert_eq!(window.state().session.filter(), format!("modified:{year}"));
    click(&mut window, Role::Row, "text, 2.05 kB, 2 files");
    let within = window.state().session.within().expect("narrowed");
    assert!(window.state().session.folder_name(within).ends_with(b"text"));
}

#[test]
fn the_arrows_go_from_bar_to_bar_and_open_them() {
    let mut window = window(&FILES, [1000.0, 1200.0]);
    window.get_by_role_and_label(Role::Row, "Images, 4.50 kB, 3 files").focus();
    window.run_steps(2);
    let press = |window: &mut Harness<'static, Desk>, key: Key, row: &str| {
        window.key_press(key);
        window.run_steps(2);
        assert!(window.get_by_role_and_label(Role::Row, row).is_focused(), "{key:?}: {row}");
    };
    press(&mut window, Key::ArrowDown, "Documents, 2.05 kB, 1 file");
    press(&mut window, Key::ArrowUp, "Images, 4.50 kB, 3 files");
    press(&mut window, Key::ArrowRight, "Images, 4.50 kB, 3 files");
    press(&mut window, Key::ArrowDown, ".jpg, 4.00 kB, 2 files");
    press(&mut window, Key::End, "Other, 0 B, 1 file");
    press(&mut window, Key::Home, "Images, 4.50 kB, 3 files");
    press(&mut window, Key::ArrowLeft, "Images, 4.50 kB, 3 files");
    press(&mut window, Key::ArrowDown, "Documents, 2.05 kB, 1 file");
    window.key_press(Key::Enter);
    window.run_steps(2);
    window.state_mut().settle();
    assert_eq!(window.state().session.filter(), "category:document");
}

#[test]
fn where_nothing_matches_the_filter_is_cleared_by_a_button() {
    let mut window = window(&FILES, [1000.0, 1200.0]);
    window.state_mut().session.apply(Command::SetFilter("ext:nothing".to_owned()));
    window.state_mut().settle();
    window.run_steps(2);
    window.get_by_label("No file matches the filter");
    assert!(window.query_by_role(Role::Table).is_none(), "bars of 0 bytes tell nothing");
    click(&mut window, Role::Button, "Clear the filter");
    assert_eq!(window.state().session.filter(), "");
    window.get_by_role_and_label(Role::Table, "Files by type");
}

#[test]
fn largest_folders_say_how_much_of_all_is_shown() {
    let mut window = window(&FILES, [1000.0, 1600.0]);
    click(&mut window, Role::Row, "Documents, 2.05 kB, 1 file");
    window.get_by_role_and_label(Role::Row, "text, 2.05 kB, 1 of 2 files");
}

#[test]
fn years_are_of_the_times_that_are_chosen() {
    let mut window = window(&FILES, [1000.0, 1200.0]);
    click(&mut window, Role::Button, "Created");
    window.get_by_role_and_label(Role::Table, "Files by year created");
    click(&mut window, Role::Button, "Modified");
    window.get_by_role_and_label(Role::Table, "Files by year modified");
}
