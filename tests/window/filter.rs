//! The filter's field: what is wrong with the text in it, the help, and the filters that are clicked.

use super::desk::Desk;
use eframe::egui::accesskit::{Invalid, Role, Toggled};
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

const FIELD: &str = "Filter by name or path";

/// What is in the field.
fn text(desk: &Desk) -> String {
    desk.window.get_by_role_and_label(Role::TextInput, FIELD).value().unwrap_or_default()
}

/// What the session was asked for.
fn asked(desk: &Desk) -> String {
    desk.window.state().session().filter().to_owned()
}

fn is_on(desk: &Desk, chip: &str) -> bool {
    desk.window.get_by_label(chip).accesskit_node().toggled() == Some(Toggled::True)
}

fn is_open(desk: &Desk) -> bool {
    desk.window.query_by_label("Add ext:pdf,docx").is_some()
}

fn press(desk: &mut Desk, key: Key) {
    desk.window.key_press(key);
    desk.window.run_steps(3);
}

#[test]
fn a_mistake_is_said_below_the_field_and_what_was_shown_stays() {
    let mut desk = Desk::with_files(&[("report.txt", 1), ("other.txt", 1)]);
    desk.filter("report");
    desk.until("one row", |desk| desk.names() == ["report.txt"]);
    let table = desk.window.get_by_role_and_label(Role::Table, "Sheet").rect();

    desk.filter(" size:>10xb");
    let words = "“10xb” is not a size: write one such as 500, 10mb or 1.5gib";
    desk.until("the mistake is told", |desk| desk.window.query_by_label(words).is_some());
    desk.window.run_steps(3);
    let message = desk.window.get_by_label(words).rect();
    let field = desk.window.get_by_role_and_label(Role::TextInput, FIELD);
    assert!(message.top() >= field.rect().bottom() && message.top() < field.rect().bottom() + 20.0);
    assert!(message.left() >= field.rect().left(), "{message:?}");
    assert_eq!(field.accesskit_node().data().invalid(), Some(Invalid::True));
    assert_eq!(desk.names(), ["report.txt"]);
    assert_eq!(desk.window.get_by_role_and_label(Role::Table, "Sheet").rect(), table, "the sheet moved");
    let mistake = desk.window.state().session().mistake().cloned().unwrap();
    assert_eq!(&asked(&desk)[mistake.at], "10xb");
    // What is seen meanwhile is said, and read out with the field.
    let instead = "Until then, these are the rows of the last filter that works: report";
    desk.window.get_by_label(instead);
    let field = desk.window.get_by_role_and_label(Role::TextInput, FIELD);
    assert_eq!(field.accesskit_node().data().description(), Some(&*format!("{words} {instead}")));

    for _ in 0.." size:>10xb".len() {
        desk.window.key_press(Key::Backspace);
    }
    desk.until("the mistake is gone", |desk| desk.window.query_by_label(words).is_none());
    assert_eq!(text(&desk), "report");
    desk.until("the filter is understood", |desk| !desk.window.state().session().status().view_busy);
    assert!(desk.window.state().session().mistake().is_none());
}

#[test]
fn the_help_opens_and_closes_by_the_keyboard_and_the_text_stays() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    press(&mut desk, Key::F1);
    assert!(!is_open(&desk), "the keyboard is elsewhere");
    // There the key lists the shortcuts.
    press(&mut desk, Key::Escape);
    desk.filter("a");
    press(&mut desk, Key::F1);
    assert!(is_open(&desk));
    press(&mut desk, Key::Escape);
    assert!(!is_open(&desk));
    assert_eq!(text(&desk), "a");
    // The keyboard is in the field again.
    assert!(desk.window.get_by_role_and_label(Role::TextInput, FIELD).is_focused());
    press(&mut desk, Key::Escape);
    assert_eq!((text(&desk), asked(&desk)), (String::new(), String::new()));
}

#[test]
fn the_help_closes_with_a_click_beside_it_but_not_with_one_in_the_field() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    desk.click("Filter help");
    desk.window.run_steps(3);
    assert!(is_open(&desk));
    let click_at = |desk: &mut Desk, role, label| {
        let rect = desk.window.get_by_role_and_label(role, label).rect();
        let pos = if role == Role::Table {
            rect.left_bottom() + eframe::egui::vec2(30.0, -30.0)
        } else {
            rect.center()
        };
        desk.window.drag_at(pos);
        desk.window.drop_at(pos);
        desk.window.run_steps(3);
    };
    click_at(&mut desk, Role::TextInput, FIELD);
    assert!(is_open(&desk));
    click_at(&mut desk, Role::Table, "Sheet");
    assert!(!is_open(&desk));
    desk.click("Filter help");
    desk.window.run_steps(3);
    assert!(is_open(&desk));
    desk.click("Filter help");
    desk.window.run_steps(3);
    assert!(!is_open(&desk));
}

#[test]
fn examples_are_added_to_what_is_there() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    desk.filter("\"my x");
    desk.click("Filter help");
    desk.window.run_steps(3);
    for (example, expected) in [
        ("Add ext:pdf,docx", "\"my x\" ext:pdf,docx"),
        ("Add size:>10mb", "\"my x\" ext:pdf,docx size:>10mb"),
        ("Add size:1mib..<2mib", "\"my x\" ext:pdf,docx size:1mib..<2mib"),
        ("Add -draft", "\"my x\" ext:pdf,docx size:1mib..<2mib -draft"),
    ] {
        desk.click(example);
        desk.window.run_steps(2);
        assert_eq!(text(&desk), expected);
        assert_eq!(asked(&desk), expected);
        desk.until("the filter is understood", |desk| !desk.window.state().session().status().view_busy);
        assert!(desk.window.state().session().mistake().is_none(), "{expected}");
    }
    // What is typed next goes behind it.
    desk.filter(" z");
    assert!(asked(&desk).ends_with(" -draft z"), "{}", asked(&desk));
}

#[test]
fn common_filters_are_switched_on_and_off_in_the_text() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    desk.filter("a size:>100mb");
    desk.click("Filter help");
    desk.window.run_steps(3);
    assert!(is_on(&desk, "Over 100 MB") && !is_on(&desk, "Images"));
    desk.click("Images");
    desk.click("Over 100 MB");
    desk.window.run_steps(2);
    assert!(!is_on(&desk, "Over 100 MB") && is_on(&desk, "Images"));
    assert!(asked(&desk).starts_with("a category:image"), "{}", asked(&desk));
    // Two of them ask for the files of either.
    desk.click("Archives");
    desk.window.run_steps(2);
    assert!(is_on(&desk, "Archives") && is_on(&desk, "Images"));
    desk.click("Images");
    desk.window.run_steps(2);
    assert!(asked(&desk).starts_with("a category:archive"), "{}", asked(&desk));

    // By the keyboard.
    desk.window.get_by_label("Symlinks").focus();
    desk.window.run_steps(2);
    press(&mut desk, Key::Space);
    assert!(asked(&desk).ends_with(" kind:symlink") && is_on(&desk, "Symlinks"), "{}", asked(&desk));
    // What is typed away is off.
    desk.window.get_by_role_and_label(Role::TextInput, FIELD).focus();
    desk.window.run_steps(2);
    desk.window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    press(&mut desk, Key::Delete);
    assert!(!is_on(&desk, "Symlinks") && !is_on(&desk, "Archives"));
}

#[test]
fn in_the_smallest_window_the_help_is_within_it() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    desk.window.set_size(eframe::egui::vec2(640.0, 400.0));
    desk.window.run_steps(3);
    desk.filter("kind:");
    desk.click("Filter help");
    desk.window.run_steps(5);
    for name in ["Images", "Documents", "Videos", "Audio", "Archives", "Empty files", "Symlinks"] {
        let rect = desk.window.get_by_label(name).rect();
        assert!(rect.left() > 0.0 && rect.right() < 640.0 && rect.bottom() < 400.0, "{name}: {rect:?}");
    }
    let example = desk.window.get_by_label("Add report 2024").rect();
    assert!(example.bottom() < 400.0, "{example:?}");
}

#[test]
fn a_pasted_bomb_is_told_of_and_what_was_shown_stays() {
    let mut desk = Desk::with_files(&[("report.txt", 1), ("other.txt", 1)]);
    desk.filter("report");
    desk.until("one row", |desk| desk.names() == ["report.txt"]);
    for (bomb, words) in [
        (format!(" {}", "w ".repeat(60_000)), "The filter is too long: 10000 characters at most"),
        (
            format!(" /{}/", "[\\w\\pL]".repeat(100)),
            "Regular expression: too many large classes, such as \\w, \\pL and [\\W]: write fewer",
        ),
    ] {
        desk.filter(&bomb);
        desk.until("the mistake is told", |desk| desk.window.query_by_label(words).is_some());
        assert_eq!(desk.names(), ["report.txt"]);
        desk.window.key_press_modifiers(Modifiers::COMMAND, Key::A);
        desk.window.key_press(Key::Delete);
        desk.until("every row", |desk| desk.names().len() == 2);
        desk.filter("report");
        desk.until("one row", |desk| desk.names() == ["report.txt"]);
    }
}
