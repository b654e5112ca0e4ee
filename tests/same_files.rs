//! Names of one file where the source reports no link counts: they are found by its ID, and a file counts once, as `du` counts it. The oracle is
//! `du`, or a map of what `stat` reports for each name.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

mod common;

use common::scripted::{Act, Fake};
use common::uncounted::Uncounted;
use common::{Run, Tree};
use foldersheet::archive::{self, Saving};
use foldersheet::model::{Bound, Cancel, Note, Number, ScanOptions};
use foldersheet::session::{Command, Phase};
use foldersheet::view::explain::Facts;
use foldersheet::view::{CountLinks, Filter, Totals};
use proptest::prelude::*;
use std::collections::HashMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

fn read<P: AsRef<Path>>(paths: &[P]) -> Run {
    let mut run = Run::on(ScanOptions::default(), || Uncounted);
    run.pick(paths).finish();
    run
}

/// The sums of all rows, hard links once. What the window shows is tested elsewhere.
fn once(run: &Run) -> Totals {
    let sheet = run.session.sheet();
    foldersheet::view::sum(sheet, sheet.rows.len(), None, CountLinks::Once, &Cancel::default()).unwrap()
}

fn explained(run: &Run) -> Facts {
    run.session.explain_now(&Cancel::default()).unwrap()
}

/// Files, each once, with their bytes and what they take, by what the system says of each path.
fn plain(paths: &[PathBuf]) -> (u64, u128, u128) {
    let mut files = HashMap::new();
    for path in paths {
        let metadata = fs::symlink_metadata(path).unwrap();
        files.insert((metadata.dev(), metadata.ino()), (metadata.len(), metadata.blocks() * 512));
    }
    let sum = |of: fn(&(u64, u64)) -> u64| files.values().map(|file| u128::from(of(file))).sum();
    (files.len() as u64, sum(|file| file.0), sum(|file| file.1))
}

fn du(options: &[&str], paths: &[&Path]) -> i128 {
    let out = std::process::Command::new("du")
        .args(["-s", "-c", "-B1"])
        .args(options)
        .args(paths)
        .output()
        .unwrap();
    let text = String::from_utf8(out.stdout).unwrap();
    text.lines().last().unwrap().split('\t').next().unwrap().parse().unwrap()
}

fn shown_by(run: &mut Run, filter: &str) -> Vec<String> {
    run.apply(Command::SetFilter(filter.into())).finish();
    let names = run.names(Path::new("/"));
    run.apply(Command::SetFilter(String::new())).finish();
    names.iter().map(|name| name.rsplit('/').next().unwrap().to_owned()).collect()
}

/// A tree with files of several names, all of them in it or some elsewhere.
fn tree(files: &[(usize, Vec<u8>)]) -> (Tree, Tree, Vec<PathBuf>) {
    let (tree, elsewhere) = (Tree::new(), Tree::new());
    let mut paths = Vec::new();
    for (number, (bytes, names)) in files.iter().enumerate() {
        let first = format!("first/{number}");
        tree.file(&first, *bytes);
        paths.push(tree.at(&first));
        for (at, folder) in names.iter().enumerate() {
            let (base, is_here) = if *folder == 0 { (&elsewhere, false) } else { (&tree, true) };
            let path = base.at(format!("{folder}/{number}-{at}"));
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::hard_link(&paths[paths.len() - 1], &path).unwrap();
            if is_here {
                paths.insert(paths.len() - 1, path);
            }
        }
    }
    (tree, elsewhere, paths)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn each_file_counts_once_as_du_counts_it(
        files in prop::collection::vec((0usize..9000, prop::collection::vec(0u8..4, 0..4)), 0..25),
    ) {
        let (tree, _elsewhere, paths) = tree(&files);
        let mut run = read(&[tree.path()]);
        let totals = once(&run);
        prop_assert_eq!((totals.files, totals.bytes, totals.allocated), plain(&paths));
        prop_assert_eq!(totals.rows, paths.len() as u64);
        let facts = explained(&run);
        let ledger = facts.ledger(Number::Du).unwrap();
        prop_assert_eq!(ledger.sum(), du(&[], &[tree.path()]));
        prop_assert_eq!(facts.ledger(Number::DuEachName).unwrap().sum(), du(&["-l"], &[tree.path()]));
        prop_assert_eq!(ledger.bound, Bound::Exact);
        prop_assert_eq!(facts.names_elsewhere.rows, 0, "not known, and so not said");
        let repeats = shown_by(&mut run, "links:repeat").len();
        prop_assert_eq!(repeats as u64, totals.rows - totals.files);
        prop_assert!(shown_by(&mut run, "links:outside").is_empty());
    }
}

/// `a` is `sub/b`, too, and something outside; `c` is alone.
fn small() -> Tree {
    let tree = Tree::new();
    tree.file("in/a", 5000).file("in/c", 70).folder("in/sub").folder("out");
    fs::hard_link(tree.at("in/a"), tree.at("in/sub/b")).unwrap();
    fs::hard_link(tree.at("in/a"), tree.at("out/elsewhere")).unwrap();
    tree
}

#[test]
fn a_count_that_nobody_made_is_said_nowhere() {
    let tree = small();
    let run = read(&[tree.at("in")]);
    let rows = run.rows(&tree.at("in"));
    let inode = fs::metadata(tree.at("in/a")).unwrap().ino();
    for name in [&b"a"[..], b"sub/b"] {
        let links = rows[name].links.unwrap();
        assert_eq!((links.count, links.inode), (None, inode));
        assert_eq!(rows[name].facts.links, None);
    }
    assert_eq!(rows[&b"c"[..]].links, None);
    assert!(
        explained(&run)
            .notes()
            .iter()
            .all(|note| !matches!(note, Note::UnknownNames(_) | Note::NamesElsewhere(..)))
    );
}

#[test]
fn a_picked_file_tells_how_many_names_the_others_have() {
    let tree = small();
    let mut run = read(&[tree.at("in/sub"), tree.at("in/a")]);
    assert_eq!(once(&run).bytes, 5000);
    assert!(run.rows(&tree.at("in")).values().all(|meta| meta.links.unwrap().count == Some(3)));
    assert_eq!(shown_by(&mut run, "links:outside"), ["a", "b"]);
    // In the other order, with a folder that was searched before.
    let mut run = read(&[tree.at("in/sub"), tree.at("out")]);
    run.pick(&[tree.at("in/a")]).finish();
    assert_eq!(once(&run).bytes, 5000);
    assert!(run.rows(tree.path()).values().all(|meta| meta.links.unwrap().count == Some(3)));
    assert!(shown_by(&mut run, "links:outside").is_empty());
}

#[test]
fn folders_that_come_later_and_overlap_bring_further_names() {
    let tree = small();
    let mut run = read(&[tree.at("in/sub")]);
    assert_eq!(once(&run).bytes, 5000);
    assert!(shown_by(&mut run, "links:repeat").is_empty());
    run.pick(&[tree.at("out"), tree.at("in"), tree.at("in/sub")]).finish();
    assert_eq!(once(&run).bytes, 5070);
    assert_eq!(explained(&run).ledger(Number::DuApparent).unwrap().sum(), 5070);
    assert_eq!(shown_by(&mut run, "links:repeat").len(), 2);
}

#[test]
fn removed_folders_take_their_names_with_them_and_bring_them_back() {
    let tree = small();
    let mut run = read(&[tree.at("in"), tree.at("out")]);
    assert_eq!(shown_by(&mut run, "links:repeat").len(), 2);
    let id = run.session.status().roots[0].id;
    run.apply(Command::Remove(vec![id]))
        .until("it is gone", |session| session.status().roots.len() == 1)
        .finish();
    assert_eq!((once(&run).bytes, shown_by(&mut run, "links:repeat").len()), (5000, 0));
    run.apply(Command::Undo).until("it is back", |session| session.status().roots.len() == 2).finish();
    assert_eq!((once(&run).bytes, shown_by(&mut run, "links:repeat").len()), (5070, 2));
    run.apply(Command::Clear).finish();
    run.apply(Command::Undo).finish();
    assert_eq!(once(&run).bytes, 5070);
}

#[test]
fn what_was_found_is_saved_and_a_list_without_it_is_searched() {
    let tree = small();
    let run = read(&[tree.at("in")]);
    once(&run);
    let mut file = Vec::new();
    let saving = Saving { sheet: run.session.sheet(), only: None, filter: None };
    archive::write(&saving, &mut file, &Cancel::default(), |_| {}).unwrap();
    fs::write(tree.at("x.foldersheet"), &file).unwrap();
    let open = |file: PathBuf| {
        let mut run = Run::new(ScanOptions::default());
        run.apply(Command::Open(file));
        run.until("it is known", |session| session.status().origin.is_some()).finish();
        run
    };
    let mut again = open(tree.at("x.foldersheet"));
    assert_eq!(again.rows(&tree.at("in")), run.rows(&tree.at("in")));
    assert_eq!((once(&again).bytes, shown_by(&mut again, "links:outside").len()), (5070, 0));

    let list = "path,size,inode,device\n/l/a,5,70,1\n/l/b,5,70,1\n/l/other disk,5,70,2\n/l/alone,5,71,1\n/l/none,5,,1\n/l/zero,5,0,1\n/l/zero too,5,0,1\n";
    fs::write(tree.at("list.csv"), list).unwrap();
    let mut listed = open(tree.at("list.csv"));
    assert_eq!(listed.session.status().totals.bytes, 35);
    assert_eq!((once(&listed).bytes, shown_by(&mut listed, "links:repeat")), (30, vec!["b".to_owned()]));
    let facts = explained(&listed);
    assert!(facts.notes().contains(&Note::UnknownNames(3)), "{:?}", facts.notes());
    assert_eq!(facts.ledger(Number::DuApparent).unwrap().bound, Bound::AtMost);
}

/// Of `counted` the birth is known, so the others can't be told to be the same file, however many they are.
#[test]
fn names_without_a_birth_are_not_of_a_file_that_has_one() {
    let tree = Tree::new();
    let rows = [
        "counted,1000,7,1,2,2020-01-01T00:00:00Z",
        "also counted,1000,7,1,2,2020-01-01T00:00:00Z",
        "b,20,7,1,,",
        "c,20,7,1,,",
    ];
    for (others, bytes) in [(0, 1000), (1, 1020), (2, 1020)] {
        let rows: String = rows[..2 + others].iter().map(|row| format!("/l/{row}\n")).collect();
        fs::write(tree.at("list.csv"), format!("path,size,inode,device,links,created\n{rows}")).unwrap();
        let mut run = Run::new(ScanOptions::default());
        run.apply(Command::Open(tree.at("list.csv")));
        run.until("it is known", |session| session.status().origin.is_some()).finish();
        assert_eq!(once(&run).bytes, bytes, "{others}");
    }
}

/// Two names of a file, and one of another file with the same number: what a server of several file systems may show.
fn scripted() -> Fake {
    Fake::new()
        .uncounted("/r/a", 10, (1, 7), 100)
        .uncounted("/r/sub/b", 10, (1, 7), 100)
        .uncounted("/r/sub/c", 500, (1, 7), 200)
        .file("/r/no number", 3)
}

#[test]
fn a_number_that_stands_for_two_files_makes_the_sums_doubtful() {
    let mut run = Run::on(ScanOptions::default(), scripted);
    run.pick(&["/r"]).finish();
    assert_eq!(once(&run).bytes, 513);
    let facts = explained(&run);
    assert!(facts.notes().contains(&Note::UnknownNames(4)), "{:?}", facts.notes());
    let bound = |number| facts.ledger(number).unwrap().bound;
    assert_eq!((bound(Number::DuApparent), bound(Number::Length)), (Bound::AtMost, Bound::Exact));
}

#[test]
fn names_whose_sizes_differ_are_of_one_file() {
    let disk = || Fake::new().uncounted("/r/a", 10, (1, 7), 100).uncounted("/r/b", 9000, (1, 7), 100);
    let mut run = Run::on(ScanOptions::default(), disk);
    run.pick(&["/r"]).finish();
    assert_eq!(once(&run).files, 1);
}

/// Two names of a file and another file, and a folder that keeps the reading going until the other end is dropped.
fn held() -> (crossbeam_channel::Sender<std::convert::Infallible>, impl Fn() -> Fake + Send + Sync + 'static)
{
    let (hold, held) = crossbeam_channel::bounded(0);
    let disk = move || {
        let names = Fake::new().uncounted("/r/a", 10, (1, 7), 100).uncounted("/r/sub/b", 10, (1, 7), 100);
        let disk = names.uncounted("/r/sub/c", 500, (1, 8), 100);
        disk.folder("/r/z").act("/r/z", Act::HoldOpen(held.clone()))
    };
    (hold, disk)
}

fn two_workers() -> ScanOptions {
    ScanOptions { workers: 2, ..ScanOptions::default() }
}

#[test]
fn of_a_stopped_reading_the_names_that_came_are_found() {
    let (hold, disk) = held();
    let mut run = Run::on(two_workers(), disk);
    run.pick(&["/r"]).until("all others came", |session| session.status().found == 3);
    let facts = explained(&run);
    assert_eq!((facts.unknown_names, facts.repeats.rows), (3, 0), "while it is read");
    assert_eq!(facts.ledger(Number::DuApparent).unwrap().bound, Bound::AtMost);
    run.apply(Command::Stop);
    drop(hold);
    run.finish();
    assert_eq!(run.session.status().phase, Phase::Stopped);
    assert_eq!(once(&run).bytes, 510);
    let facts = explained(&run);
    assert_eq!((facts.unknown_names, facts.repeats.rows), (0, 1));
}

#[test]
fn what_is_shown_and_selected_stays_when_names_are_found() {
    let (hold, disk) = held();
    let mut run = Run::on(two_workers(), disk);
    run.apply(Command::CountLinks(CountLinks::Once));
    run.apply(Command::SetFilter("size:>0b".into()));
    run.apply(Command::CountMatches([Filter::parse("links:repeat").unwrap()].into()));
    run.pick(&["/r"]).until("all others came", |session| session.status().found == 3);
    run.apply(Command::Select(std::sync::Arc::new((0..3).collect())));
    // All sums are made of all rows before the reading ends: only the search can change them.
    let is_all = |totals: Option<Totals>, bytes| totals.is_some_and(|totals| totals.bytes == bytes);
    run.until("each name counts", |session| {
        let status = session.status();
        let counts = session.match_counts().is_some_and(|counts| counts == [0]);
        is_all(status.selected, 520) && is_all(status.shown_totals, 520) && counts
    });
    let numbers = |run: &Run| {
        let shown = run.session.shown();
        (0..shown.len()).map(|position| shown.number(position)).collect::<Vec<_>>()
    };
    let before = numbers(&run);
    assert!(run.session.status().links_awaited);
    drop(hold);
    run.finish().until("each file counts", |session| {
        let status = session.status();
        // None of them is gone for a moment.
        assert!(
            status.selected.is_some() && status.shown_totals.is_some() && session.match_counts().is_some()
        );
        let counts = session.match_counts().is_some_and(|counts| counts == [1]);
        is_all(status.selected, 510) && is_all(status.shown_totals, 510) && counts
    });
    assert!(!run.session.status().links_awaited);
    assert_eq!((numbers(&run), run.session.sheets()), (before, 0));
    assert!(run.session.take_renumbered().is_empty());
}

#[test]
fn a_filter_for_further_names_that_was_there_before_shows_those_that_are_found() {
    let (hold, disk) = held();
    let mut run = Run::on(two_workers(), disk);
    run.apply(Command::SetFilter("links:repeat".into()));
    run.pick(&["/r"]).until("all others came", |session| {
        let status = session.status();
        status.found == 3 && status.covered == 3 && !status.view_busy
    });
    assert_eq!(run.session.status().shown, 0);
    drop(hold);
    run.finish();
    assert_eq!(run.session.status().shown, 1);
}
