//! The table over a hundred million rows, drawn for real without a display. One block of rows stands for all.

use super::rows::ROW;
use super::*;
use crate::session::sample::Sample;
use eframe::egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, Role, TouchPhase, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

const ROWS: u32 = 100_000_000;
const LAST: usize = ROWS as usize - 1;

struct Desk {
    sample: Sample,
    table: Table,
    actions: Actions,
}

fn window() -> Harness<'static, Desk> {
    let desk = Desk { sample: Sample::repeated(ROWS), table: Table::default(), actions: Actions::new() };
    let mut window = Harness::builder()
        .with_size([800.0, 600.0])
        .with_context_setup(crate::ui::theme::install)
        .build_ui_state(
            |ui, desk: &mut Desk| {
                let asked = Asked { order: Order::default(), filter: "", largest: 0, nothing: "" };
                desk.table.table_ui(ui, &desk.sample.shown(), &asked, &mut desk.actions);
            },
            desk,
        );
    window.get_by_role_and_label(Role::Table, "Sheet").focus();
    window.run_steps(2);
    window
}

/// The rows in sight: position, name, upper edge.
fn rows(window: &Harness<'static, Desk>) -> Vec<(usize, String, f32)> {
    let rows = window.get_all_by(|node| node.role() == Role::Row);
    let row = |node: egui_kittest::Node<'_>| {
        let data = node.accesskit_node();
        (data.data().row_index().unwrap(), data.label().unwrap()[..4].to_owned(), node.rect().top())
    };
    rows.map(row).collect()
}

fn press(window: &mut Harness<'static, Desk>, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run_steps(2);
}

fn wheel(window: &mut Harness<'static, Desk>, unit: MouseWheelUnit, delta: f32) {
    let (phase, source, modifiers) = (TouchPhase::Move, MouseWheelSource::Wheel, Modifiers::NONE);
    window.event(Event::MouseWheel { unit, delta: vec2(0.0, delta), phase, source, modifiers });
    window.run_steps(3);
}

fn bottom(window: &Harness<'static, Desk>) -> f32 {
    window.get_by_role_and_label(Role::Table, "Sheet").rect().bottom()
}

#[test]
fn the_last_row_is_reachable_and_still() {
    let mut window = window();
    press(&mut window, Modifiers::NONE, Key::End);
    let at_end = rows(&window);
    let (position, name, top) = at_end.last().cloned().unwrap();
    assert_eq!((position, name), (LAST, format!("{:04}", LAST % 4096)));
    assert!((top + ROW - bottom(&window)).abs() <= 1.0, "the last row ends at the bottom: {top}");
    // Row under row, each exactly its height below the one before.
    for (one, next) in at_end.iter().zip(&at_end[1..]) {
        assert_eq!((next.0 - one.0, next.2 - one.2), (1, ROW));
    }
    window.run_steps(30);
    assert_eq!(rows(&window), at_end);

    let first = at_end[0].0;
    press(&mut window, Modifiers::NONE, Key::ArrowUp);
    assert_eq!(rows(&window), at_end, "the row above is in sight already");
    press(&mut window, Modifiers::NONE, Key::PageUp);
    press(&mut window, Modifiers::NONE, Key::PageUp);
    assert!(rows(&window)[0].0 < first);
    press(&mut window, Modifiers::NONE, Key::Home);
    assert_eq!((rows(&window)[0].0, rows(&window)[0].1.as_str()), (0, "0000"));
}

#[test]
fn the_wheel_is_exact_at_the_end() {
    let mut window = window();
    press(&mut window, Modifiers::NONE, Key::End);
    window.get_by_role_and_label(Role::Table, "Sheet").hover();
    window.run_steps(2);
    let place = |window: &Harness<'static, Desk>, position: usize| {
        rows(window).into_iter().find(|row| row.0 == position).map(|row| row.2)
    };
    let watched = LAST - 10;
    let mut expected = place(&window, watched).unwrap();
    // By lines, by single points as a trackpad does, and by less than a point.
    for (unit, delta, points) in [
        (MouseWheelUnit::Line, 1.0, 72.0),
        (MouseWheelUnit::Point, 1.0, 1.0),
        (MouseWheelUnit::Point, 7.0, 7.0),
        (MouseWheelUnit::Point, 0.5, 0.5),
        (MouseWheelUnit::Point, -3.5, -3.5),
    ] {
        wheel(&mut window, unit, delta);
        expected += points;
        let now = place(&window, watched).unwrap();
        assert!((now - expected).abs() <= 0.5, "{now} after {delta}, not {expected}");
    }
    wheel(&mut window, MouseWheelUnit::Line, -1000.0);
    assert_eq!(rows(&window).last().unwrap().0, LAST);
}

#[test]
fn the_handle_goes_anywhere() {
    let mut window = window();
    let track = window.get_by_role_and_label(Role::ScrollBar, "Scroll rows").rect();
    let from = track.center_top() + vec2(0.0, 5.0);
    window.hover_at(from);
    window.run_steps(1);
    window.drag_at(from);
    window.run_steps(1);
    window.hover_at(track.center());
    window.run_steps(2);
    let middle = rows(&window)[0].0;
    assert!((45_000_000..55_000_000).contains(&middle), "{middle}");
    window.hover_at(track.center_bottom() + vec2(0.0, 20.0));
    window.run_steps(2);
    assert_eq!(rows(&window).last().unwrap().0, LAST);
    window.drop_at(track.center_bottom());
    window.run_steps(2);
    assert_eq!(rows(&window).last().unwrap().0, LAST);
}

#[test]
fn all_of_them_are_selected_inverted_and_told() {
    let mut window = window();
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::SHIFT, Key::End);
    assert_eq!(window.state().table.selected(None).rows, u64::from(ROWS));
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::I);
    assert_eq!(window.state().table.selected(None).rows, 0);
    press(&mut window, Modifiers::COMMAND, Key::A);
    let told = window.state().actions.iter().rev().find_map(|action| match action {
        Action::Ask(Command::Select(rows)) => Some(rows.len()),
        _ => None,
    });
    assert_eq!(told, Some(ROWS.into()));
    press(&mut window, Modifiers::COMMAND, Key::C);
    window.event(Event::Copy);
    window.run_steps(2);
    assert!(
        matches!(window.state().actions.last(), Some(Action::Tell(words)) if words.contains("100,000,000 rows"))
    );
}

#[test]
fn a_typed_name_is_found_far_below() {
    let mut window = window();
    window.get_by_role_and_label(Role::Table, "Sheet").type_text("4095");
    window.run_steps(3);
    assert!(rows(&window).iter().any(|row| row.0 == 4095));
    // A name that there isn't: frames stay short, whatever is left to look at.
    let started = std::time::Instant::now();
    window.get_by_role_and_label(Role::Table, "Sheet").type_text("x");
    window.run_steps(5);
    assert!(started.elapsed() < std::time::Duration::from_secs(2));
    assert!(window.state().table.list.is_searching());
}

/// Whether a text is cut in so much room, in the fonts of the window.
fn is_cut(window: &Harness<'static, Desk>, text: &str, font: &eframe::egui::FontId, room: f32) -> bool {
    let mut width = 0.0;
    window.ctx.fonts_mut(|fonts| {
        width = fonts.layout_no_wrap(text.to_owned(), font.clone(), eframe::egui::Color32::BLACK).size().x;
    });
    width > room
}

#[test]
fn no_title_is_cut_by_its_own_arrow_and_number_and_no_date_by_its_column() {
    use crate::ui::list::{fonts, titles};
    let window = window();
    for column in crate::model::Column::TABLE {
        let width = f32::from(column.width().points) - 2.0 * header::PADDING;
        let room = width - titles::ARROW - titles::NUMBER;
        assert!(!is_cut(&window, column.title(), &fonts::title(), room), "{column:?}");
        let widest = match column.values() {
            crate::model::ValueKind::Time => "2028-08-28 20:08",
            crate::model::ValueKind::Bytes => "0.00 MB",
            _ => continue,
        };
        assert!(!is_cut(&window, widest, &fonts::row(), width), "{column:?}");
    }
}
