//! The selection against a plain set, on sheets in any order that change under it.

use super::*;
use crate::model::Column;
use crate::session::Shown;
use crate::session::sample::Sample;
use crate::view::{Order, SortKey};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// What a user does, at positions that are taken modulo the rows.
#[derive(Clone, Debug)]
enum Step {
    Only(u64),
    Toggle(u64),
    Begin(u64),
    Extend(u64, bool),
    All,
    Invert,
    Clear,
    /// So many rows come in.
    Stream(usize),
    Sort(bool),
    Filter(bool),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let at = 0u64..10_000;
    let step = prop_oneof![
        at.clone().prop_map(Step::Only),
        at.clone().prop_map(Step::Toggle),
        at.clone().prop_map(Step::Begin),
        (at.clone(), any::<bool>()).prop_map(|(at, added)| Step::Extend(at, added)),
        Just(Step::All),
        Just(Step::Invert),
        Just(Step::Clear),
        (1usize..40).prop_map(Step::Stream),
        any::<bool>().prop_map(Step::Sort),
        any::<bool>().prop_map(Step::Filter),
    ];
    // A drag, or Shift and an arrow that is held, beside what is selected.
    let ends = prop::collection::vec(at.clone(), 2..8);
    let drag = (at.clone(), at, ends, any::<bool>()).prop_map(|(other, from, ends, added)| {
        let begin = [Step::Extend(other, false), Step::Begin(from)];
        begin.into_iter().chain(ends.into_iter().map(|end| Step::Extend(end, added))).collect()
    });
    let some = prop_oneof![step.prop_map(|step| vec![step]), drag];
    prop::collection::vec(some, 1..16).prop_map(|steps: Vec<Vec<Step>>| steps.concat())
}

/// The same by the words of the help, with nothing remembered but numbers.
#[derive(Default)]
struct Model {
    rows: BTreeSet<u32>,
    anchor: Option<u32>,
    base: Option<BTreeSet<u32>>,
}

impl Model {
    fn do_it(&mut self, step: &Step, shown: &[u32]) {
        let at = |position: &u64| shown[*position as usize % shown.len()];
        match step {
            _ if shown.is_empty() && !matches!(step, Step::Clear) => {}
            Step::Only(position) => {
                (self.rows, self.anchor, self.base) = ([at(position)].into(), Some(at(position)), None);
            }
            Step::Toggle(position) => {
                let number = at(position);
                if !self.rows.remove(&number) {
                    self.rows.insert(number);
                }
                (self.anchor, self.base) = (Some(number), None);
            }
            Step::Begin(position) => (self.anchor, self.base) = (Some(at(position)), None),
            Step::Extend(position, added) => {
                let to = *position as usize % shown.len();
                let from = shown.iter().position(|&row| Some(row) == self.anchor).unwrap_or(to);
                self.anchor = Some(shown[from]);
                if *added != self.base.is_some() {
                    self.base = added.then(|| self.rows.clone());
                }
                self.rows = self.base.clone().unwrap_or_default();
                self.rows.extend(&shown[from.min(to)..=from.max(to)]);
            }
            Step::All => (self.rows, self.base) = (shown.iter().copied().collect(), None),
            Step::Invert => {
                self.rows = shown.iter().copied().filter(|row| !self.rows.contains(row)).collect();
                self.base = None;
            }
            Step::Clear => (self.rows, self.base) = (BTreeSet::new(), None),
            Step::Stream(_) | Step::Sort(_) | Step::Filter(_) => {
                self.rows.retain(|row| shown.contains(row));
                if let Some(base) = &mut self.base {
                    base.retain(|row| shown.contains(row));
                }
            }
        }
    }
}

fn run(selection: &mut Selection, step: &Step, sheet: &Shown<'_>) {
    let mark = |position: &u64| Mark::at(sheet, position % sheet.len()).unwrap();
    match step {
        _ if sheet.is_empty() && !matches!(step, Step::Clear) => {}
        Step::Only(position) => selection.only(sheet, mark(position)),
        Step::Toggle(position) => selection.toggle(mark(position)),
        Step::Begin(position) => selection.begin_adding(mark(position)),
        Step::Extend(position, added) => selection.extend(sheet, position % sheet.len(), *added),
        Step::All => selection.all(sheet),
        Step::Invert => selection.invert(sheet),
        Step::Clear => selection.clear(),
        Step::Stream(_) | Step::Sort(_) | Step::Filter(_) => selection.keep_shown(sheet),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn it_is_what_was_selected_and_is_shown(mut sizes in prop::collection::vec(0u64..50, 0..200), steps in steps()) {
        let (mut order, mut filter) = (Order::default(), "");
        let mut sample = Sample::new(&sizes);
        let (mut selection, mut model) = (Selection::default(), Model::default());
        for step in &steps {
            let is_new = match step {
                Step::Stream(more) => {
                    let next = sizes.len() as u64;
                    sizes.extend((next..next + *more as u64).map(|n| n * 31 % 50));
                    sample = Sample::new(&sizes);
                    true
                }
                Step::Sort(sorted) => {
                    order = if *sorted { Order::by(SortKey::down(Column::Size)) } else { Order::default() };
                    true
                }
                Step::Filter(narrow) => {
                    filter = if *narrow { "1" } else { "" };
                    true
                }
                _ => false,
            };
            if is_new {
                sample.show(order, filter);
            }
            let sheet = sample.shown();
            let numbers: Vec<u32> = (0..sheet.len()).filter_map(|at| sheet.number(at)).collect();
            let before = (selection.rows.clone(), selection.changes());
            run(&mut selection, step, &sheet);
            model.do_it(step, &numbers);
            prop_assert!(selection.rows.iter().eq(model.rows.iter().copied()), "{:?}", step);
            prop_assert_eq!(selection.len(), model.rows.len() as u64);
            prop_assert_eq!(selection.is_empty(), model.rows.is_empty());
            // Every change reaches the one that sums it.
            prop_assert!(before.0.iter().eq(selection.rows.iter()) || before.1 != selection.changes());
        }
    }
}

#[test]
fn a_drag_touches_only_what_changed() {
    // The set would be made anew, and not be the same any more, where more than the difference is touched.
    let sizes: Vec<u64> = (0..4000).map(|n| n * 7919 % 4000).collect();
    let mut sample = Sample::new(&sizes);
    sample.show(Order::by(SortKey::up(Column::Size)), "");
    let sheet = sample.shown();
    let mut selection = Selection::default();
    selection.only(&sheet, Mark::at(&sheet, 100).unwrap());
    selection.extend(&sheet, 1500, false);
    let place = selection.rows.words().as_ptr();
    for position in (1400..1600).chain([1000, 1700]) {
        selection.extend(&sheet, position, false);
        assert_eq!(selection.len(), position.abs_diff(100) + 1);
    }
    assert_eq!(selection.rows.words().as_ptr(), place);
}
