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
    desk.window.query_by_label("Add report 2024").is_some()
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
    // Right below the field and the line of chips, which stays where it is.
    assert!(message.top() >= field.rect().bottom() && message.top() < field.rect().bottom() + 45.0);
    assert!(message.left() < field.rect().right() && message.right() > field.rect().left(), "{message:?}");
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
            rect.right_bottom() - eframe::egui::vec2(60.0, 30.0)
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
        // The last ones are below the edge of the list, which a screen reader does not mind.
        desk.window.get_by_label(example).click_accesskit();
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
    assert!(is_on(&desk, "> 100 MB") && !is_on(&desk, "Images"));
    desk.click("Images");
    desk.click("> 100 MB");
    desk.window.run_steps(2);
    assert!(!is_on(&desk, "> 100 MB") && is_on(&desk, "Images"));
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

/// The names of the chips in sight, in the order of the Tab key.
fn chips(desk: &Desk) -> Vec<String> {
    const ALL: [&str; 6] = ["Images", "Videos", "Audio", "Documents", "Archives", "> 100 MB"];
    let is_there = |chip: &&str| desk.window.query_by_label(chip).is_some();
    ALL.into_iter().filter(is_there).map(str::to_owned).collect()
}

fn has_keyboard(desk: &Desk, name: &str) -> bool {
    desk.window.get_by_label(name).accesskit_node().is_focused()
}

fn focus(desk: &mut Desk) {
    press_with(desk, Modifiers::COMMAND, Key::F);
}

fn press_with(desk: &mut Desk, modifiers: Modifiers, key: Key) {
    desk.window.key_press_modifiers(modifiers, key);
    desk.window.run_steps(3);
}

#[test]
fn chips_come_with_the_keyboard_and_nothing_moves() {
    let mut desk = Desk::with_files(&[("a.jpg", 1), ("b.PNG", 1), ("c.pdf", 1), ("d", 200_000_000)]);
    let table = |desk: &Desk| desk.window.get_by_role_and_label(Role::Table, "Sheet").rect();
    let before = table(&desk);
    assert!(chips(&desk).is_empty());
    focus(&mut desk);
    assert_eq!(chips(&desk).len(), 6);
    assert_eq!(table(&desk), before, "the sheet moved");
    let said = |desk: &Desk, chip: &str| {
        let chip = desk.window.get_by_label(chip);
        chip.accesskit_node().data().description().map(str::to_owned)
    };
    for (chip, expected) in [
        ("Images", "2 of 4 rows"),
        ("Documents", "1 of 4 rows"),
        ("> 100 MB", "1 of 4 rows"),
        ("Archives", "0 of 4 rows"),
    ] {
        desk.until("its count", |desk| said(desk, chip).as_deref() == Some(expected));
    }
    let place = desk.window.get_by_label("Videos").rect();
    desk.click("Images");
    assert!(is_on(&desk, "Images") && !is_on(&desk, "Videos"));
    desk.until("the images", |desk| desk.rows().len() == 2);
    assert_eq!(
        desk.window.get_by_label("Videos").rect(),
        place,
        "a count of its own doesn't move the next chip"
    );
    // The keyboard stays in the field, and what is typed goes on behind the term.
    assert!(has_keyboard(&desk, FIELD));
    desk.filter(" name:b");
    desk.until("the one", |desk| desk.names() == ["b.PNG"]);
    desk.click("Images");
    assert_eq!(asked(&desk), "name:b");
    press(&mut desk, Key::Enter);
    assert!(chips(&desk).is_empty(), "the keyboard is in the sheet");
}

#[test]
fn chips_follow_a_sheet_that_changes() {
    let mut desk = Desk::with_files(&[("a.jpg", 1)]);
    focus(&mut desk);
    let said = |desk: &Desk| {
        let chip = desk.window.query_by_label("Images")?;
        chip.accesskit_node().data().description().map(str::to_owned)
    };
    desk.until("its count", |desk| said(desk).as_deref() == Some("1 of 1 row"));
    desk.file("b.jpg", 1);
    press(&mut desk, Key::F5);
    desk.until("the next count", |desk| said(desk).as_deref() == Some("2 of 2 rows"));
}

#[test]
fn the_keyboard_goes_from_the_field_to_the_chips_and_back() {
    let mut desk = Desk::with_files(&[("a.mp4", 1), ("b", 1)]);
    focus(&mut desk);
    press(&mut desk, Key::Tab);
    assert!(has_keyboard(&desk, "Filter help"));
    for chip in ["Images", "Videos"] {
        press(&mut desk, Key::Tab);
        assert!(has_keyboard(&desk, chip), "not {chip}");
    }
    press(&mut desk, Key::Space);
    assert!(is_on(&desk, "Videos") && has_keyboard(&desk, "Videos"));
    desk.until("the video", |desk| desk.names() == ["a.mp4"]);
    press(&mut desk, Key::Escape);
    assert!(has_keyboard(&desk, FIELD));
    assert!(text(&desk) == "category:video", "the text stays");
    // From the field the key down goes to the rows.
    press(&mut desk, Key::ArrowDown);
    assert!(chips(&desk).is_empty());
    press(&mut desk, Key::ArrowDown);
    assert_eq!(desk.selected(), ["a.mp4"]);
}

#[test]
fn in_a_narrow_window_the_rest_of_the_chips_is_in_the_help() {
    let mut desk = Desk::with_files(&[("a", 1)]);
    desk.window.set_size(eframe::egui::vec2(640.0, 400.0));
    desk.window.run_steps(3);
    focus(&mut desk);
    let shown = chips(&desk);
    assert!(shown.len() >= 4 && shown.len() < 6, "{shown:?}");
    for name in shown.iter().map(String::as_str).chain(["More…", "Recent filters"]) {
        let rect = desk.window.get_by_label(name).rect();
        assert!(rect.left() >= 8.0 && rect.right() <= 632.0, "{name}: {rect:?}");
    }
    desk.click("More…");
    desk.window.run_steps(3);
    assert!(is_open(&desk) && desk.window.query_by_label("Symlinks").is_some());
    assert_eq!(desk.window.query_all_by_label("Images").count(), 1, "they are there once");
}

/// Types a filter, and waits until it is in use and has stood for a moment.
fn use_filter(desk: &mut Desk, filter: &str) {
    desk.window.get_by_label(FIELD).focus();
    desk.window.run_steps(2);
    press_with(desk, Modifiers::COMMAND, Key::A);
    desk.window.get_by_label(FIELD).type_text(filter);
    desk.until("the filter is in use", |desk| {
        desk.window.state().session().shown().spec().filter.text() == filter
    });
    desk.window.run_steps(8);
}

#[test]
fn the_arrow_keys_bring_the_filters_that_were_used_last() {
    let mut desk = Desk::with_files(&[("report", 1), ("invoice", 1)]);
    use_filter(&mut desk, "report");
    use_filter(&mut desk, "size:1");
    // Half a word does not stand.
    press_with(&mut desk, Modifiers::COMMAND, Key::A);
    for letter in ["i", "n", "v"] {
        desk.window.get_by_label(FIELD).type_text(letter);
        desk.window.run_steps(1);
    }
    for (key, expected) in [
        (Key::ArrowUp, "size:1"),
        (Key::ArrowUp, "report"),
        (Key::ArrowUp, "report"),
        (Key::ArrowDown, "size:1"),
        (Key::ArrowDown, "inv"),
    ] {
        press(&mut desk, key);
        assert_eq!((text(&desk), asked(&desk)), (expected.to_owned(), expected.to_owned()));
        assert!(has_keyboard(&desk, FIELD));
    }
    press(&mut desk, Key::ArrowUp);
    desk.until("the rows of it", |desk| desk.rows().len() == 2);
}

#[test]
fn the_menu_lists_the_filters_that_were_used_last_and_forgets_them() {
    let mut desk = Desk::with_files(&[("report", 1), ("invoice", 1)]);
    use_filter(&mut desk, "report");
    use_filter(&mut desk, "invoice");
    // The line of chips, with the menu in it, leaves the sheet alone while a filter is typed.
    assert!(desk.window.query_by_label("Recent filters").is_none());
    press(&mut desk, Key::Escape);
    focus(&mut desk);
    desk.click("Recent filters");
    desk.window.run_steps(3);
    desk.click("report");
    desk.window.run_steps(3);
    assert_eq!((text(&desk), asked(&desk)), ("report".to_owned(), "report".to_owned()));
    assert!(has_keyboard(&desk, FIELD));
    press(&mut desk, Key::Escape);
    focus(&mut desk);
    desk.click("Recent filters");
    desk.window.run_steps(3);
    desk.click("Forget these");
    desk.window.run_steps(3);
    let button = desk.window.get_by_label("Recent filters");
    assert!(button.accesskit_node().is_disabled());
    press(&mut desk, Key::ArrowUp);
    assert_eq!(text(&desk), "");
}

#[test]
fn a_word_that_was_half_typed_is_not_called_the_last_filter() {
    let mut desk = Desk::with_files(&[("report", 1), ("other", 1)]);
    focus(&mut desk);
    desk.window.get_by_label(FIELD).type_text("rep");
    // No time passes, whatever the machine does.
    desk.window.input_mut().predicted_dt = 0.0;
    desk.until("its rows", |desk| desk.names() == ["report"]);
    desk.window.get_by_label(FIELD).type_text("ort size:x");
    let stay = "Until then, the rows stay as they were.";
    desk.until("what is shown is said", |desk| desk.window.query_by_label(stay).is_some());
}
