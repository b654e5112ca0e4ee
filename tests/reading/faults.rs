//! What a real disk does too seldom to wait for, on the scripted one.

use crate::common::Run;
use crate::common::scripted::{Act, Fake};
use foldersheet::model::{Column, Known, Operation, RootPhase, ScanOptions, Shortfall, Unknown};
use foldersheet::session::{Command, Phase};
use foldersheet::words;
use std::path::Path;

fn run(disk: impl Fn() -> Fake + Send + Sync + 'static, picked: &[&str]) -> Run {
    let mut run = Run::on(ScanOptions { workers: 2, ..ScanOptions::default() }, disk);
    run.pick(picked);
    run
}

const EIO: i32 = 5;
const ENOENT: i32 = 2;

#[test]
fn an_error_in_the_middle_of_a_folder_keeps_what_was_read() {
    let disk = || {
        let names = (0..250).fold(Fake::new(), |disk, n| disk.file(&format!("/r/bad/{n:03}"), 1));
        names.file("/r/good/x", 1).act("/r/bad", Act::RefuseRead(150, EIO))
    };
    let mut run = run(disk, &["/r"]);
    run.finish();
    assert_eq!(run.rows(Path::new("/r")).len(), 151);
    assert_eq!(run.problems(Path::new("/r")), [(Operation::ReadFolder, "bad".to_owned())]);
}

#[test]
fn an_error_at_the_first_read_is_one_problem() {
    let disk = || Fake::new().file("/r/bad/x", 1).file("/r/y", 1).act("/r/bad", Act::RefuseRead(0, EIO));
    let mut run = run(disk, &["/r"]);
    run.finish();
    assert_eq!(run.names(Path::new("/r")), ["y"]);
    assert_eq!(run.problems(Path::new("/r")), [(Operation::ReadFolder, "bad".to_owned())]);
}

#[test]
fn entries_that_cannot_be_looked_at_are_rows_and_one_problem() {
    let disk = || {
        let disk = Fake::new().file("/r/a", 1).file("/r/b", 2).file("/r/c", 3);
        disk.act("/r/a", Act::RefuseStat(EIO)).act("/r/b", Act::RefuseStat(EIO))
    };
    let mut run = run(disk, &["/r"]);
    run.finish();
    let sizes: Vec<_> = run.rows(Path::new("/r")).values().map(|meta| meta.size).collect();
    assert_eq!(sizes, [None, None, Some(3)]);
    assert_eq!(run.problems(Path::new("/r")).len(), 1);
}

#[test]
fn sums_say_how_much_of_them_is_known() {
    let disk = || {
        let disk = Fake::new().file("/r/a", 512).unallocated("/r/b", 2).file("/r/c", 3);
        disk.unallocated("/s/d", 4).act("/r/c", Act::RefuseStat(EIO))
    };
    let mut run = run(disk, &["/r", "/s"]);
    run.finish();
    let known = |at: usize| {
        let counts = run.session.status().roots.get(at).unwrap().counts;
        (counts.bytes_known(), counts.allocated_known())
    };
    assert_eq!(known(0), (Known::Part, Known::Part));
    assert_eq!(known(1), (Known::All, Known::Nothing));
    let totals = run.session.status().totals;
    assert_eq!((totals.bytes, totals.allocated), (518, 512));
    assert_eq!(totals.unknown, Unknown { bytes: 1, allocated: 3 });
}

#[test]
fn a_folder_in_a_cloud_is_listed_only_if_that_is_asked_for() {
    let disk = || {
        let disk = Fake::new().file("/r/here/a", 1).file("/r/away/b", 1).file("/r/away/in/c", 1);
        disk.placeholder("/r/away").placeholder("/r/away/in")
    };
    let listed = |options: ScanOptions, picked: &'static str| {
        let mut run = Run::on(ScanOptions { workers: 2, ..options }, disk);
        run.pick(&[picked]).finish();
        assert_eq!(run.session.status().phase, Phase::Done);
        (run.names(Path::new(picked)), run.problems(Path::new(picked)))
    };
    let note = |name: &str| (Operation::CloudFolder, name.to_owned());
    let (names, problems) = listed(ScanOptions::default(), "/r");
    assert_eq!((names, problems), (vec!["here/a".to_owned()], vec![note("away")]));
    // To pick one is to ask for it, and not for those in it.
    let (names, problems) = listed(ScanOptions::default(), "/r/away");
    assert_eq!((names, problems), (vec!["b".to_owned()], vec![note("in")]));
    let (names, problems) = listed(ScanOptions { cloud_folders: true, ..ScanOptions::default() }, "/r");
    assert_eq!((names.len(), problems), (3, Vec::new()));
    // Its own row stays, and says that it is a folder.
    let (names, _) = listed(ScanOptions { folders: true, ..ScanOptions::default() }, "/r");
    assert!(names.contains(&"away".to_owned()), "{names:?}");
}

#[test]
fn a_name_that_none_can_be_is_one_problem_and_the_others_are_rows() {
    for workers in [1, 4] {
        let disk = || {
            // More than one read returns, and so many that another worker takes some.
            let names =
                (0..1500).fold(Fake::new().whole(), |disk, n| disk.file(&format!("/r/bad/{n:04}"), 1));
            let disk = names.refused("/r/bad", br"..\..\Windows").refused("/r/bad", b"a\0b");
            disk.file("/r/good/x", 1)
        };
        let mut run = Run::on(ScanOptions { workers, ..ScanOptions::default() }, disk);
        run.pick(&["/r"]).finish();
        assert_eq!(run.rows(Path::new("/r")).len(), 1501);
        let bad = || (Operation::ReadFolder, "bad".to_owned());
        assert_eq!(run.problems(Path::new("/r")), [bad(), bad()]);
        let status = run.session.status();
        let mut said: Vec<_> = status.problems.iter().map(|problem| words::cause(&problem.cause)).collect();
        said.sort();
        let words = "an entry is not listed, as its name can't be one: ";
        assert_eq!(said, [r"..\..\Windows", r"a\u{0}b"].map(|name| format!("{words}{name}")));
    }
}

#[test]
fn folders_without_a_number_are_listed_all_the_same() {
    for workers in [1, 4] {
        let disk = || {
            let deep: String = (0..60).map(|n| format!("/{n}")).collect();
            let disk = (0..30).fold(Fake::new().file(&format!("/r{deep}/x"), 1), |disk, n| {
                disk.file(&format!("/r/side/{n}/y"), 1).unnumbered(&format!("/r/side/{n}"))
            });
            let disk = disk.unnumbered("/r").unnumbered("/r/side").unnumbered("/r/0");
            Path::new(&format!("/r{deep}"))
                .ancestors()
                .fold(disk, |disk, path| disk.unnumbered(path.to_str().unwrap_or_default()))
        };
        let mut run = Run::on(ScanOptions { workers, ..ScanOptions::default() }, disk);
        run.pick(&["/r"]).finish();
        assert_eq!(run.rows(Path::new("/r")).len(), 31);
        assert_eq!(run.session.status().phase, Phase::Done);
    }
}

#[test]
fn links_that_a_server_shows_as_folders_are_listed_once() {
    for workers in [1, 4] {
        let disk = || {
            // Each leads to all others and to the top: as many paths as there are orders of them.
            let all = ["/r/a", "/r/b", "/r/c", "/r/d"];
            let disk = all.iter().fold(Fake::new(), |disk, path| disk.file(&format!("{path}/file"), 1));
            let disk = all.iter().fold(disk, |disk, at| disk.followed(&format!("{at}/top"), "/r"));
            let links = all.iter().flat_map(|at| all.iter().map(move |to| (at, to)));
            links.fold(disk, |disk, (at, to)| disk.followed(&format!("{at}/to-{}", &to[3..]), to))
        };
        let mut run = Run::on(ScanOptions { workers, ..ScanOptions::default() }, disk);
        run.pick(&["/r"]).finish();
        let names = run.names(Path::new("/r"));
        assert_eq!(names.len(), 4, "{names:?}");
        let problems = run.problems(Path::new("/r"));
        // 4 folders, each with 5 links; those by which a folder was found first, on another path than its own, are none.
        assert_eq!(problems.len(), 4 * 5 + 4 - 4, "{problems:?}");
        let loops = problems.iter().filter(|(operation, _)| *operation == Operation::Loop).count();
        assert!(loops >= 8, "at least to the top and to itself: {problems:?}");
        assert!(problems.iter().all(|(one, _)| matches!(one, Operation::Loop | Operation::Overlap)));
    }
}

#[test]
fn folders_that_have_one_number_by_mistake_are_all_listed() {
    let disk = || {
        let disk = Fake::new().file("/r/a/x", 1).file("/r/b/y", 1).file("/r/b/in/z", 1);
        // Another file system of the server, which numbers from the beginning again.
        disk.numbered_as("/r/b", "/r").numbered_as("/r/b/in", "/r/a").since("/r/b", 5).since("/r/b/in", 6)
    };
    let mut run = run(disk, &["/r"]);
    run.finish();
    assert_eq!(run.names(Path::new("/r")), ["a/x", "b/in/z", "b/y"]);
    assert_eq!(run.problems(Path::new("/r")), []);
}

#[test]
fn what_is_gone_when_it_is_looked_at_is_counted_and_no_problem() {
    let disk = || {
        let disk = Fake::new().file("/r/a", 1).file("/r/gone", 2).file("/r/f/x", 3).file("/r/g/x", 3);
        let disk = disk.act("/r/gone", Act::Vanishes).act("/r/f", Act::VanishesLooked);
        disk.act("/r/g", Act::Vanishes)
    };
    let mut run = run(disk, &["/r"]);
    run.finish();
    assert_eq!(run.names(Path::new("/r")), ["a"]);
    assert_eq!(run.problems(Path::new("/r")), []);
    assert_eq!(run.session.status().totals.vanished, 3);
    assert_eq!(run.session.status().phase, Phase::Done);
}

#[test]
fn what_a_folder_lists_and_no_look_finds_is_a_row_and_a_problem() {
    for workers in [1, 4] {
        let disk = || {
            let disk = Fake::new().file("/r/in/ghost/x", 1).file("/r/in/other", 2).file("/r/in/gone", 1);
            // So many that others look at pieces of the folder.
            let disk = (0..1000).fold(disk, |disk, n| disk.file(&format!("/r/in/{n:04}"), 1));
            let ghosts = ["ghost", "other", "0000", "0999"].map(|name| format!("/r/in/{name}"));
            let disk = ghosts.iter().fold(disk, |disk, path| disk.act(path, Act::RefuseStat(ENOENT)));
            disk.act("/r/in/gone", Act::Vanishes)
        };
        let mut run = Run::on(ScanOptions { workers, folders: true, ..ScanOptions::default() }, disk);
        run.pick(&["/r"]).finish();
        let rows = run.rows(Path::new("/r/in"));
        assert_eq!(rows.len(), 1003);
        let unknown: Vec<_> =
            rows.iter().filter(|(_, meta)| meta.size.is_none() && meta.modified.is_none()).collect();
        assert!(unknown.iter().any(|(path, _)| *path == b"other"), "{unknown:?}");
        // A folder by itself, as all in it is missing; of the others the first.
        let problems = ["in/ghost", "in/other"].map(|path| (Operation::LookAt, path.to_owned()));
        assert_eq!(run.problems(Path::new("/r")), problems);
        let status = run.session.status();
        let mut causes = status.problems.iter().map(|problem| words::why(&problem.cause));
        assert!(causes.any(|why| why.ends_with("so it is with 2 more names in it")), "{:?}", status.problems);
        assert_eq!(status.totals.vanished, 1);
        assert!(status.incomplete.is_some());
    }
}

#[test]
fn a_folder_that_a_look_finds_and_that_never_opens_is_a_problem() {
    let disk = || Fake::new().file("/r/f/x", 3).file("/r/y", 1).act("/r/f", Act::RefuseOpen(ENOENT));
    let mut run = run(disk, &["/r"]);
    run.finish();
    assert_eq!(run.names(Path::new("/r")), ["y"]);
    assert_eq!(run.problems(Path::new("/r")), [(Operation::OpenFolder, "f".to_owned())]);
    assert_eq!(run.session.status().totals.vanished, 0);
}

#[test]
fn a_link_that_cannot_be_read_is_a_row_without_a_target_and_one_problem_a_folder() {
    let disk = || {
        let disk = Fake::new().link("/r/f/good").link("/r/f/bad").link("/r/f/worse").file("/r/f/file", 1);
        ["bad", "worse"].iter().fold(disk, |disk, name| disk.act(&format!("/r/f/{name}"), Act::RefuseLink(5)))
    };
    for is_asked in [true, false] {
        let columns = [Column::LinkTarget].into_iter().filter(|_| is_asked).collect();
        let mut run = Run::on(ScanOptions { columns, ..ScanOptions::default() }, disk);
        run.pick(&["/r"]).finish();
        let shown = run.session.shown();
        let rows = (0..shown.len()).filter_map(|at| shown.number(at)).map(|number| shown.row(number));
        let found: Vec<_> = rows.filter_map(|row| Some((row.name.to_vec(), row.target?.to_vec()))).collect();
        if is_asked {
            assert_eq!(found, [(b"good".to_vec(), b"to-good".to_vec())]);
            assert_eq!(run.problems(Path::new("/r")), [(Operation::ReadLink, "f/bad".to_owned())]);
        } else {
            assert_eq!((found, run.problems(Path::new("/r"))), (vec![], vec![]), "not read at all");
        }
        assert_eq!(run.names(Path::new("/r/f")).len(), 4);
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_a_folders_place_is_not_followed() {
    const ELOOP: i32 = 40;
    let code = if cfg!(target_os = "linux") { ELOOP } else { 62 };
    let disk = move || Fake::new().file("/r/f/x", 1).file("/r/y", 1).act("/r/f", Act::RefuseOpen(code));
    let mut run = run(disk, &["/r"]);
    run.finish();
    assert_eq!(run.names(Path::new("/r")), ["y"]);
    assert_eq!(run.problems(Path::new("/r")), [(Operation::Changed, "f".to_owned())]);
}

#[test]
fn a_workers_panic_ends_its_folder_as_incomplete_and_no_more() {
    let disk = || Fake::new().file("/r/f/x", 1).file("/s/y", 1).act("/r/f", Act::Panic);
    let mut run = run(disk, &["/r", "/s"]);
    run.finish();
    assert_eq!(run.names(Path::new("/")), ["s/y"]);
    assert_eq!(run.problems(Path::new("/")), [(Operation::Worker, "r/f".to_owned())]);
    let status = run.session.status();
    assert!(matches!(status.roots[0].phase, RootPhase::Incomplete(_)));
    assert_eq!(status.roots[1].phase, RootPhase::Done);
    assert!(status.incomplete.is_some());
}

#[test]
fn an_endless_folder_can_be_stopped_and_the_next_reading_is_whole() {
    let disk = || Fake::new().file("/r/f/x", 1).file("/s/y", 1).act("/r/f", Act::Endless);
    let mut run = run(disk, &["/r"]);
    run.until("rows come", |session| session.status().found > 10_000);
    run.apply(Command::Stop).finish();
    assert_eq!(run.session.status().phase, Phase::Stopped);
    assert!(run.session.status().found > 10_000);
    run.apply(Command::Clear);
    assert_eq!(run.session.status().found, 0);
    run.pick(&["/s"]).finish();
    assert_eq!(run.names(Path::new("/")), ["s/y"]);
    assert_eq!(run.session.status().phase, Phase::Done);
}

#[cfg(unix)] // the paths of a scripted disk
#[test]
fn a_drive_that_never_answers_is_named_and_given_up() {
    let (hold, held) = crossbeam_channel::bounded(0);
    let disk = move || {
        let disk = Fake::new().file("/r/before", 1).file("/r/dead/x", 1).file("/s/y", 1);
        disk.act("/r/dead", Act::HoldOpen(held.clone()))
    };
    let mut run = run(disk, &["/r", "/s"]);
    run.until("the other folder is done", |session| session.status().roots[1].phase == RootPhase::Done);
    run.until("what was found before is shown", |session| session.shown().len() == 2);
    run.until("the waiting path is named", |session| {
        let status = session.status();
        let held = status.workers.iter().find(|worker| worker.is_held());
        held.is_some_and(|worker| worker.folder.as_ref().is_some_and(|(path, _)| path == b"/r/dead"))
    });
    let pressed = std::time::Instant::now();
    run.apply(Command::Stop).finish();
    assert!(pressed.elapsed() < std::time::Duration::from_secs(4), "{:?}", pressed.elapsed());
    assert_eq!(run.names(Path::new("/")), ["r/before", "s/y"]);
    assert_eq!(run.problems(Path::new("/")), [(Operation::NoAnswer, "r/dead".to_owned())]);
    assert_eq!(run.session.status().given_up.len(), 1);
    run.apply(Command::Clear).pick(&["/s"]).finish();
    assert_eq!(run.session.status().phase, Phase::Done);
    drop(hold);
}

#[test]
fn a_read_that_tells_everything_needs_no_look_at_each() {
    let disk = || {
        let names = (0..1000).fold(Fake::new(), |disk, n| disk.file(&format!("/r/f/{n:03}"), n));
        // A look would fail, so the sizes can only come from the read.
        let names = (0..1000).fold(names, |disk, n| disk.act(&format!("/r/f/{n:03}"), Act::RefuseStat(EIO)));
        names.whole()
    };
    let mut run = run(disk, &["/r"]);
    run.finish();
    assert_eq!(run.problems(Path::new("/r")), []);
    assert_eq!(run.session.status().totals.bytes, (0..1000).sum::<u128>());
}

#[test]
fn when_the_memory_set_aside_is_full_the_rows_stay_and_it_says_so() {
    let disk = || Fake::new().file("/r/f/x", 1).act("/r/f", Act::Endless);
    let options = ScanOptions { workers: 2, memory: Some(1_000_000), ..ScanOptions::default() };
    let mut run = Run::on(options, disk);
    run.pick(&["/r"]).finish();
    let status = run.session.status();
    assert!(matches!(status.roots[0].phase, RootPhase::Incomplete(Shortfall::Memory { .. })));
    assert!(status.incomplete.is_some_and(|why| words::incomplete(why).starts_with("memory")));
    assert!(status.memory > 1_000_000 && status.memory < 20_000_000, "{}", status.memory);
    assert_eq!(run.session.shown().len(), status.found);
}

/// Sub-folders that are remembered are not rows, and can be as many as a folder has names.
#[test]
fn when_remembered_folders_take_the_memory_set_aside_it_says_so() {
    for workers in [1, 2] {
        let disk = || Fake::new().file("/r/f/x", 1).act("/r/f", Act::EndlessFolders);
        let options = ScanOptions { workers, memory: Some(1_000_000), ..ScanOptions::default() };
        let mut run = Run::on(options, disk);
        run.pick(&["/r"]).finish();
        let status = run.session.status();
        let RootPhase::Incomplete(Shortfall::Memory { needed }) = status.roots[0].phase else {
            panic!("{:?}", status.roots[0].phase)
        };
        assert!((1_000_000..2_000_000).contains(&needed), "{needed}");
    }
}

/// A folder that can't be opened at each of many levels: with its whole path each, the problems alone would take five times the memory set
/// aside, and a message would show more than anybody could read.
#[cfg(unix)] // the paths of a scripted disk
#[test]
fn the_problems_of_a_deep_tree_cost_no_whole_paths() {
    const EACCES: i32 = 13;
    const LEVELS: usize = 200;
    let down = || "x".repeat(250);
    let at = move |level: usize| format!("/r/{}no", format!("{}/", down()).repeat(level));
    let disk = move || {
        let levels = (0..LEVELS).map(at);
        levels.fold(Fake::new(), |disk, no| disk.folder(&no).act(&no, Act::RefuseOpen(EACCES)))
    };
    let options = ScanOptions { workers: 2, memory: Some(1_000_000), ..ScanOptions::default() };
    let mut run = Run::on(options, disk);
    run.pick(&["/r"]).finish();
    let status = run.session.status();
    assert_eq!(status.roots[0].phase, RootPhase::Done);
    let lines = &status.problems;
    let mut whole: Vec<_> = lines.iter().map(|problem| status.problem_path(problem)).collect();
    whole.sort_by_key(Vec::len);
    let expected: Vec<_> = (0..LEVELS).map(|level| at(level).into_bytes()).collect();
    assert_eq!(whole, expected);
    let shown = lines.iter().map(|problem| status.problem_place(problem));
    assert!(shown.clone().all(|shown| shown.starts_with(b"/r/") && shown.ends_with(b"/no")));
    assert!(shown.map(|shown| shown.len()).max() < Some(5_000));
}
