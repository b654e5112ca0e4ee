//! What is picked after a removal, and that removal undone: each file is in the sheet once, and nothing says that something is missing
//! that is there.

use super::{has_gone, id, options, remove, set, three};
use crate::common::Run;
use foldersheet::model::{Operation, RootId};
use foldersheet::session::{Command, Phase, Session};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;

const SIZES: [u8; 3] = [5, 15, 5];
const PATHS: [&str; 5] = ["/r", "/r/b", "/r/b/in-0", "/r/b/in-0/3.txt", "/r/a"];

/// What there is on the disk, made without the disk.
fn files() -> BTreeSet<String> {
    let files = ["a", "b", "c"].iter().zip(SIZES).flat_map(|(name, files)| {
        (0..files).map(move |file| format!("/r/{name}/in-{}/{file}.txt", file / 10))
    });
    files.collect()
}

/// The files that are, or are below, one of these.
fn below(paths: &BTreeSet<String>) -> BTreeSet<String> {
    let is_below = |file: &String| paths.iter().any(|path| Path::new(file).starts_with(path));
    files().into_iter().filter(is_below).collect()
}

fn picked(run: &Run) -> Vec<String> {
    run.session.status().roots.iter().map(|root| root.path.display().to_string()).collect()
}

/// The paths of the rows; fails if one is there twice.
fn rows(run: &Run) -> BTreeSet<String> {
    run.names(Path::new("/")).into_iter().map(|name| format!("/{name}")).collect()
}

/// Picks two after each other, or together, removes one, picks another one, and takes the removal back.
#[test]
fn each_file_is_there_once_after_an_undo() {
    for first in PATHS {
        for second in PATHS.into_iter().filter(|second| *second != first) {
            for (removed, new) in PATHS.into_iter().flat_map(|new| [(first, new), (second, new)]) {
                for together in [true, false] {
                    let mut run = Run::on(options(2), || three(SIZES));
                    match together {
                        true => run.pick(&[first, second]).finish(),
                        false => run.pick(&[first]).finish().pick(&[second]).finish(),
                    };
                    let before: BTreeSet<String> = picked(&run).into_iter().collect();
                    remove(&mut run, removed);
                    run.finish().pick(&[new]).finish();
                    run.apply(Command::Undo).finish();
                    let what = format!("{first}, {second}, without {removed}, with {new}, {together}");
                    let now: BTreeSet<String> = picked(&run).into_iter().collect();
                    let all = before.iter().cloned().chain([new.to_owned()]).collect();
                    assert!(now.is_superset(&before), "{what}: {now:?}");
                    assert_eq!(rows(&run), below(&all), "{what}");
                    let status = run.session.status();
                    assert_eq!((status.totals.problems, status.incomplete), (0, None), "{what}");
                    assert_eq!(status.problems.problems(), 0, "{what}");
                    assert_eq!(status.found, status.totals.files, "{what}");
                }
            }
        }
    }
}

#[test]
fn the_same_folder_gives_way_to_the_one_that_comes_back() {
    for path in ["/r/b", "/r/b/in-0/3.txt"] {
        let mut run = Run::on(options(2), || three(SIZES));
        run.pick(&["/r/a", path]).finish();
        let (first, before) = (id(&run, path), set(&run));
        remove(&mut run, path);
        run.pick(&[path]).finish();
        assert_ne!(id(&run, path), first);
        run.apply(Command::Undo).finish();
        assert_eq!((set(&run), picked(&run)), (before, vec!["/r/a".to_owned(), path.to_owned()]));
        assert_eq!(id(&run, path), first);
    }
}

#[test]
fn an_outer_one_lacks_nothing_once_an_inner_one_is_picked_again() {
    for inner in ["/r/b", "/r/b/in-0/3.txt"] {
        let mut run = Run::on(options(2), || three(SIZES));
        run.pick(&["/r", inner]).finish();
        let (before, notes) = (set(&run), run.problems(Path::new("/")));
        for _ in 0..2 {
            remove(&mut run, inner);
            assert_eq!(run.session.status().totals.problems, 1, "{inner}");
            run.pick(&[inner]).finish();
            let status = run.session.status();
            assert_eq!((status.totals.problems, status.incomplete), (0, None), "{inner}");
            assert_eq!(status.roots[0].counts.problems, 0, "{inner}");
            assert_eq!(set(&run), before);
        }
        // What a walk says of a folder that it leaves to another one; of a file it says nothing, so there is that line only now.
        let expected = [(Operation::Overlap, inner.trim_start_matches('/').to_owned())];
        assert_eq!(run.problems(Path::new("/")), expected, "before: {notes:?}");
    }
}

#[derive(Debug, Clone)]
enum Step {
    Pick(Vec<&'static str>),
    Remove(usize),
    ReadOnly(usize),
    ReadAgain,
    Clear,
    Undo,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => prop::sample::subsequence(PATHS.to_vec(), 1..3).prop_shuffle().prop_map(Step::Pick),
        3 => (1usize..8).prop_map(Step::Remove),
        2 => (1usize..8).prop_map(Step::ReadOnly),
        1 => Just(Step::ReadAgain),
        1 => Just(Step::Clear),
        4 => Just(Step::Undo),
    ]
}

impl Step {
    fn command(&self, session: &Session) -> Command {
        // Some of the picked folders, by the bits of a number.
        let some = |which: usize| -> Vec<RootId> {
            let roots = session.status().roots.iter().enumerate();
            roots.filter(|(at, _)| which >> (at % 3) & 1 == 1).map(|(_, root)| root.id).collect()
        };
        match self {
            Step::Pick(paths) => Command::AddFolders(paths.iter().map(Into::into).collect()),
            Step::Remove(which) => Command::Remove(some(*which)),
            Step::ReadOnly(which) => Command::ReadOnly(some(*which)),
            Step::ReadAgain => Command::ReadAgain,
            Step::Clear => Command::Clear,
            Step::Undo => Command::Undo,
        }
    }
}

fn cases() -> u32 {
    std::env::var("FOLDERSHEET_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(400)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) })]
    #[test]
    fn whatever_is_done_each_file_is_there_once(
        steps in prop::collection::vec((step(), prop::bool::weighted(0.8)), 1..10),
        workers in 1usize..3,
    ) {
        let mut run = Run::on(options(workers), || three(SIZES));
        let mut is_whole = true;
        for (step, waits) in &steps {
            let command = step.command(&run.session);
            // What is cut short while it is read comes back as far as it was read.
            is_whole &= *waits;
            run.apply(command);
            if *waits {
                run.finish();
                check(&run, is_whole);
            }
        }
        run.finish();
        check(&run, is_whole);
    }
}

/// Each file is there once, and what is missing is what the problems say.
fn check(run: &Run, is_whole: bool) {
    let status = run.session.status();
    let (rows, paths) = (rows(run), picked(run).into_iter().collect());
    let all = below(&paths);
    assert!(rows.is_subset(&all), "of {paths:?}: {:?}", rows.difference(&all));
    assert_eq!(status.found, rows.len() as u64);
    assert_eq!(status.totals.files, rows.len() as u64);
    if !is_whole {
        return;
    }
    assert!(matches!(status.phase, Phase::Done | Phase::Empty));
    let problems: u64 = status.roots.iter().map(|root| root.counts.problems).sum();
    assert_eq!((problems, status.problems.problems()), (status.totals.problems, status.totals.problems));
    assert_eq!(
        problems == 0,
        rows == all,
        "{problems} problems, {:?} lack {:?}",
        status.roots,
        all.difference(&rows)
    );
}

#[test]
fn it_is_known_that_it_has_gone() {
    let mut run = Run::on(options(1), || three(SIZES));
    run.pick(&["/r/a", "/r/b"]).finish();
    let a = id(&run, "/r/a");
    run.apply(Command::Remove(vec![a]));
    assert!(run.session.status().sources_busy);
    run.finish();
    assert!(has_gone(Path::new("/r/a"))(&run.session));
    assert!(!run.session.status().sources_busy);
}
