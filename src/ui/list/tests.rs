//! A list of four billion rows, drawn for real without a display: as many as have numbers.

use super::delegate::{Appearance, Delegate, DrawnRow, Head, KeyAct};
use super::*;
use eframe::egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, TouchPhase, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

const LAST: u64 = u32::MAX as u64 - 1;
const ROW: f32 = 22.0;

struct Counted;

impl Numbered for Counted {
    fn len(&self) -> u64 {
        LAST + 1
    }

    fn number(&self, position: u64) -> Option<u32> {
        u32::try_from(position).ok().filter(|_| position <= LAST)
    }

    fn position(&self, number: u32) -> Option<u64> {
        Some(number.into())
    }
}

#[derive(Default)]
struct Numbers {
    acts: Vec<KeyAct>,
}

impl Delegate for Numbers {
    type Rows = Counted;
    const LOOK: Appearance = Appearance {
        id: "numbers",
        roles: (Role::Table, Role::Row),
        name: "Numbers",
        bars: ("Scroll numbers", ""),
        head: 20.0,
        row: ROW,
        has_lines: true,
        selects: false,
        finds: false,
    };

    fn rows(&self) -> &Counted {
        &Counted
    }

    fn columns(&self) -> usize {
        1
    }

    fn header_ui(&mut self, _ui: &mut Ui, _head: &Head) {}

    fn row_ui(&mut self, _ui: &mut Ui, _row: &DrawnRow<'_>) -> bool {
        false
    }

    fn spoken(&self, mark: Mark) -> String {
        format!("row {}", mark.position)
    }

    fn menu_ui(&mut self, _ui: &mut Ui, _list: &List, _mark: Mark, _by_key: bool) -> bool {
        false
    }

    fn act(&mut self, _list: &mut List, act: KeyAct) {
        self.acts.push(act);
    }
}

#[derive(Default)]
struct Desk {
    list: List,
    rows: Numbers,
}

fn window() -> Harness<'static, Desk> {
    let draw = |ui: &mut Ui, desk: &mut Desk| desk.list.list_ui(ui, &mut desk.rows);
    let mut window = Harness::builder()
        .with_size([300.0, 500.0])
        .with_context_setup(crate::ui::theme::install)
        .build_ui_state(draw, Desk::default());
    window.get_by_role_and_label(Role::Table, "Numbers").focus();
    window.run_steps(2);
    window
}

/// The rows in sight: position and upper edge.
fn rows(window: &Harness<'static, Desk>) -> Vec<(usize, f32)> {
    let rows = window.get_all_by(|node| node.role() == Role::Row);
    rows.map(|node| (node.accesskit_node().data().row_index().unwrap(), node.rect().top())).collect()
}

fn press(window: &mut Harness<'static, Desk>, key: Key) {
    window.key_press(key);
    window.run_steps(2);
}

fn wheel(window: &mut Harness<'static, Desk>, points: f32) {
    let (unit, phase) = (MouseWheelUnit::Point, TouchPhase::Move);
    let (source, modifiers, delta) = (MouseWheelSource::Wheel, Modifiers::NONE, vec2(0.0, points));
    window.event(Event::MouseWheel { unit, delta, phase, source, modifiers });
    window.run_steps(2);
}

#[test]
fn every_row_is_at_its_place() {
    let mut window = window();
    press(&mut window, Key::End);
    let bottom = window.get_by_role_and_label(Role::Table, "Numbers").rect().bottom();
    let at_end = rows(&window);
    let (last, top) = *at_end.last().unwrap();
    assert_eq!(last as u64, LAST);
    assert!((top + ROW - bottom).abs() <= 1.0, "it ends at the bottom: {top}");
    for pair in at_end.windows(2) {
        assert_eq!((pair[1].0 - pair[0].0, pair[1].1 - pair[0].1), (1, ROW));
    }
    // By single points, as a trackpad does.
    window.get_by_role_and_label(Role::Table, "Numbers").hover();
    window.run_steps(2);
    let watched = last - 5;
    let place = |window: &Harness<'static, Desk>| rows(window).iter().find(|row| row.0 == watched).unwrap().1;
    let before = place(&window);
    for moved in 1..=30u16 {
        wheel(&mut window, 1.0);
        assert_eq!(place(&window) - before, f32::from(moved));
    }
    press(&mut window, Key::PageUp);
    assert!(rows(&window)[0].0 < at_end[0].0);
    press(&mut window, Key::Home);
    assert_eq!(rows(&window)[0].0, 0);
}

#[test]
fn only_rows_in_sight_are_drawn_and_keys_that_mean_nothing_here_are_handed_on() {
    let mut window = window();
    assert!(rows(&window).len() < 30);
    for key in [Key::ArrowRight, Key::ArrowLeft, Key::Space, Key::Enter, Key::ArrowDown] {
        press(&mut window, key);
    }
    assert_eq!(window.state().rows.acts, [KeyAct::Right, KeyAct::Left, KeyAct::Space, KeyAct::Enter]);
}
