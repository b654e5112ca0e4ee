//! The dialog drawn for real without a display, over sheets that are made up.

use super::choices::Choices;
use super::dialog::{Dialog, Ended};
use super::draft::{Facts, RowChoice};
use crate::model::Incomplete;
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Ui};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

struct Desk {
    dialog: Dialog,
    facts: Facts,
    ended: Option<Ended>,
}

const MOST: u64 = 1_048_575;

fn window(facts: Facts, size: [f32; 2]) -> Harness<'static, Desk> {
    let desk = Desk { dialog: Dialog::new(Choices::default()), facts, ended: None };
    let draw = |ui: &mut Ui, desk: &mut Desk| {
        if desk.ended.is_none() {
            desk.ended = desk.dialog.modal_ui(ui, &desk.facts);
        }
    };
    let mut window = Harness::builder()
        .with_size(size)
        .with_context_setup(crate::ui::theme::install)
        .build_ui_state(draw, desk);
    window.run_steps(3);
    window
}

fn click(window: &mut Harness<'static, Desk>, role: Role, name: &str) {
    window.get_by_role_and_label(role, name).click();
    window.run_steps(2);
}

#[test]
fn more_rows_than_a_spreadsheet_opens_are_split_unless_a_person_says_no() {
    let facts = Facts { shown: MOST + 1, found: MOST + 1, selected: 2, ..Facts::default() };
    let mut window = window(facts, [1000.0, 800.0]);
    let split = |window: &Harness<'static, Desk>| {
        let desk = window.state();
        desk.dialog.draft.plan(&desk.facts).split
    };
    let tick = "Split into files of 1,048,575 rows";
    assert_eq!(split(&window), Some(MOST));
    window.get_by_label("More rows than a spreadsheet opens (1,048,575)");
    click(&mut window, Role::CheckBox, tick);
    assert_eq!(split(&window), None);
    // Where the box isn't seen it says nothing.
    click(&mut window, Role::RadioButton, "Selected (2 rows)");
    assert!(window.query_by_label(tick).is_none());
    assert_eq!(split(&window), Some(MOST));
    // Only a spreadsheet has a bound.
    click(&mut window, Role::RadioButton, "Everything (1,048,576 rows)");
    window.get_by_label(tick);
    click(&mut window, Role::RadioButton, "CSV for programs");
    assert!(window.query_by_label(tick).is_none());
    assert_eq!(split(&window), None);
}

#[test]
fn as_many_rows_as_a_spreadsheet_opens_are_no_cause_to_ask() {
    let window = window(Facts { shown: MOST, found: MOST + 1, ..Facts::default() }, [1000.0, 800.0]);
    assert!(window.query_by_label_contains("More rows than").is_none());
}

#[test]
fn a_selection_that_is_gone_is_not_what_is_exported() {
    let mut window = window(Facts { shown: 5, found: 5, selected: 2, ..Facts::default() }, [1000.0, 800.0]);
    click(&mut window, Role::RadioButton, "Selected (2 rows)");
    window.state_mut().facts.selected = 0;
    window.run_steps(2);
    let desk = window.state();
    assert_eq!(desk.dialog.draft.rows(&desk.facts), RowChoice::Shown);
    let gone = window.get_by_role_and_label(Role::RadioButton, "Selected (0 rows)");
    assert!(gone.accesskit_node().is_disabled());
}

#[test]
fn enter_is_for_the_main_button_and_space_for_the_one_with_the_keyboard() {
    let mut window = window(Facts { shown: 1, found: 1, ..Facts::default() }, [1000.0, 800.0]);
    assert!(window.get_by_role_and_label(Role::RadioButton, "CSV for a spreadsheet").is_focused());
    window.key_press(Key::Tab);
    window.run_steps(2);
    window.key_press(Key::Space);
    window.run_steps(2);
    assert_eq!(window.state().dialog.draft.choices.format().extension(), "xlsx");
    click(&mut window, Role::Button, "Columns: the usual 11");
    window.get_by_role_and_label(Role::CheckBox, "Kind").focus();
    window.run_steps(2);
    window.key_press(Key::Enter);
    window.run_steps(2);
    assert_eq!(window.state().ended, Some(Ended::Chosen));
    assert!(window.state().dialog.draft.choices.has_usual(), "Enter ticks nothing");
}

#[test]
fn enter_on_cancel_cancels() {
    let mut window = window(Facts { shown: 1, found: 1, ..Facts::default() }, [1000.0, 800.0]);
    window.get_by_label("Cancel").focus();
    window.run_steps(2);
    window.key_press(Key::Enter);
    window.run_steps(2);
    assert_eq!(window.state().ended, Some(Ended::Cancelled));
}

#[test]
fn its_buttons_are_in_sight_in_the_smallest_window() {
    let why = Incomplete::Reading;
    let facts = Facts { shown: MOST + 1, found: MOST + 1, incomplete: Some(why), ..Facts::default() };
    for size in [[640.0, 400.0], [800.0, 600.0], [1280.0, 800.0]] {
        let mut window = window(facts.clone(), size);
        let button = window.get_by_label("Choose file…").rect();
        assert!(button.bottom() <= size[1] - 8.0 && button.right() < size[0], "{size:?}: {button:?}");
        let heading = window.get_by_role_and_label(Role::Label, "Export the sheet").rect();
        assert!(heading.top() >= 8.0, "{size:?}: {heading:?}");
        // Nothing moves when another format has fewer parts.
        for kind in ["JSON Lines", "Excel workbook (.xlsx)", "Saved sheet (.foldersheet)", "CSV for programs"]
        {
            click(&mut window, Role::RadioButton, kind);
            window.run_steps(2);
            assert_eq!(window.get_by_label("Choose file…").rect(), button, "{size:?}, {kind}");
        }
    }
}

#[test]
fn what_is_opened_opens_downward() {
    let mut window = window(Facts { shown: 7, found: 7, ..Facts::default() }, [1000.0, 2000.0]);
    window.run_steps(3);
    let line =
        |window: &Harness<'static, Desk>, name: &str| window.get_by_role_and_label(Role::Button, name).rect();
    let (columns, choose) = (line(&window, "Columns: the usual 11"), line(&window, "Choose file…"));
    click(&mut window, Role::Button, "Columns: the usual 11");
    window.run_steps(6);
    assert_eq!(line(&window, "Columns: the usual 11"), columns);
    let opened = line(&window, "Choose file…");
    assert!(opened.top() > choose.top() + 50.0 && opened.bottom() < 2000.0, "{choose:?} {opened:?}");
    // Another window has another middle.
    window.set_size(eframe::egui::vec2(1000.0, 3800.0));
    window.run_steps(6);
    let now = line(&window, "Columns: the usual 11");
    assert!(now.top() > columns.top(), "{now:?} {columns:?}");
}
