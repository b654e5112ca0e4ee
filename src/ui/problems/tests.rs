//! The list of more than a million problems, drawn for real without a display.

use super::*;

use crate::session::sample::problems;
use crate::store::ProblemList;
use eframe::egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, Role, TouchPhase, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

const COUNT: u32 = 1_100_000;
/// The line behind those that are kept.
const LAST: usize = ProblemList::LINES;
const NAME: &str = "List of problems";

struct Desk {
    problems: ProblemList,
    index: LineIndex,
    list: List,
    actions: Actions,
}

fn window() -> Harness<'static, Desk> {
    let desk = Desk {
        problems: problems(COUNT),
        index: LineIndex::default(),
        list: List::default(),
        actions: Actions::new(),
    };
    let draw = |ui: &mut Ui, desk: &mut Desk| {
        desk.index.take_in(&desk.problems);
        let lines = ProblemLines { list: &desk.problems, index: &desk.index };
        let (actions, since) = (&mut desk.actions, Since::Same);
        let place = |problem: &crate::model::Problem| problem.at.name.to_vec();
        let (can_read_again, done) = (true, None);
        let mut rows =
            ProblemRows { lines, place: &place, path: &place, actions, since, can_read_again, done };
        desk.list.list_ui(ui, &mut rows);
    };
    let mut window = Harness::builder()
        .with_size([700.0, 300.0])
        .with_context_setup(crate::ui::theme::install)
        .build_ui_state(draw, desk);
    window.get_by_role_and_label(Role::Table, NAME).focus();
    window.run_steps(2);
    window
}

/// The lines in sight: number, words, upper edge.
fn lines(window: &Harness<'static, Desk>) -> Vec<(usize, String, f32)> {
    let rows = window.get_all_by(|node| node.role() == Role::Row);
    let line = |node: egui_kittest::Node<'_>| {
        let row = node.accesskit_node();
        (row.data().row_index().unwrap(), row.label().unwrap(), node.rect().top())
    };
    rows.map(line).collect()
}

fn press(window: &mut Harness<'static, Desk>, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run_steps(2);
}

/// The numbers that were asked to be copied last.
fn copied(window: &mut Harness<'static, Desk>) -> Vec<u32> {
    window.event(Event::Copy);
    window.run_steps(2);
    match window.state().actions.last() {
        Some(Action::Ask(Command::CopyProblems { lines: Some(numbers), titled: false })) => {
            numbers.iter().collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_last_line_of_a_million_says_how_many_were_counted_only() {
    let mut window = window();
    assert!(lines(&window).len() < 20, "only those in sight are drawn");
    press(&mut window, Modifiers::NONE, Key::End);
    let at_end = lines(&window);
    let (number, words, top) = at_end.last().cloned().unwrap();
    assert_eq!((number, words.as_str()), (LAST, "And 1,000,000 more lines, counted only."));
    assert_eq!(at_end[at_end.len() - 2].1, "open folder: /r/99999: no way");
    let bottom = window.get_by_role_and_label(Role::Table, NAME).rect().bottom();
    assert!((top + 22.0 - bottom).abs() <= 1.0, "it ends at the bottom: {top}");
    for pair in at_end.windows(2) {
        assert_eq!((pair[1].0 - pair[0].0, pair[1].2 - pair[0].2), (1, 22.0));
    }
}

#[test]
fn the_wheel_goes_three_lines_at_the_end_too() {
    let mut window = window();
    press(&mut window, Modifiers::NONE, Key::End);
    window.get_by_role_and_label(Role::Table, NAME).hover();
    window.run_steps(2);
    let (first, .., top) = lines(&window)[1].clone();
    let (unit, phase, delta) = (MouseWheelUnit::Line, TouchPhase::Move, vec2(0.0, 1.0));
    let (source, modifiers) = (MouseWheelSource::Wheel, Modifiers::NONE);
    window.event(Event::MouseWheel { unit, delta, phase, source, modifiers });
    window.run_steps(2);
    let now = lines(&window).into_iter().find(|line| line.0 == first).unwrap().2;
    assert!((now - top - 66.0).abs() <= 0.5, "{now} after {top}");
}

#[test]
fn ranges_and_all_are_copied() {
    let mut window = window();
    for (modifiers, key) in [
        (Modifiers::NONE, Key::ArrowDown),
        (Modifiers::SHIFT, Key::ArrowDown),
        (Modifiers::COMMAND, Key::ArrowDown),
        (Modifiers::COMMAND, Key::ArrowDown),
        (Modifiers::COMMAND, Key::Space),
    ] {
        press(&mut window, modifiers, key);
    }
    assert_eq!(copied(&mut window), [0, 1, 3]);
    press(&mut window, Modifiers::NONE, Key::End);
    press(&mut window, Modifiers::SHIFT, Key::ArrowUp);
    assert_eq!(copied(&mut window), [LAST as u32 - 1, LAST as u32]);
    press(&mut window, Modifiers::SHIFT, Key::Home);
    assert_eq!(copied(&mut window).len(), LAST + 1);
    press(&mut window, Modifiers::NONE, Key::Home);
    press(&mut window, Modifiers::COMMAND, Key::A);
    assert!(copied(&mut window).into_iter().eq(0..=LAST as u32));
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::I);
    let before = window.state().actions.len();
    window.event(Event::Copy);
    window.run_steps(2);
    assert_eq!(window.state().actions.len(), before, "nothing is selected, nothing is copied");
}
