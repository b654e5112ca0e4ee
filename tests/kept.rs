//! The last sheet of each set of folders: when it is kept and when not, what goes for it, and what is said where it can't be.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

mod common;

use common::scripted::{Act, Fake};
use common::{Run, Tree};
use foldersheet::kept::KeptPlace;
use foldersheet::model::{Message, NotKept, ScanOptions};
use foldersheet::session::{Command, Phase};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// A folder of kept sheets that isn't there yet, and trees beside it.
struct Home {
    tree: Tree,
    place: KeptPlace,
}

impl Home {
    fn new() -> Home {
        let tree = Tree::new();
        tree.file("a/one.txt", 10).file("a/two.txt", 20).file("b/three.txt", 30);
        let place = KeptPlace::at(&tree.at("data/foldersheet/sheets"));
        Home { tree, place }
    }

    fn run(&self) -> Run {
        let mut run = Run::new(ScanOptions::default());
        self.keep_in(&mut run);
        run
    }

    fn keep_in(&self, run: &mut Run) {
        run.apply(Command::KeepSheetsIn(Some(self.place.clone()))).apply(Command::KeepSheets(true));
    }

    /// A new program reads these folders to their end and keeps what it keeps.
    fn read(&self, folders: &[&str]) -> Run {
        let mut run = self.run();
        run.pick(&folders.iter().map(|folder| self.tree.at(folder)).collect::<Vec<_>>());
        settle(&mut run);
        run
    }

    fn files(&self) -> Vec<PathBuf> {
        let mut files: Vec<_> = match fs::read_dir(self.place.folder()) {
            Ok(entries) => entries.map(|entry| entry.unwrap().path()).collect(),
            Err(_) => Vec::new(),
        };
        files.sort();
        files
    }
}

fn settle(run: &mut Run) {
    run.finish().until("what is kept is kept", |session| !session.is_keeping());
}

/// Names and sizes of the rows of a saved sheet, as the program opens it.
fn rows(file: &Path) -> Vec<(String, Option<u64>)> {
    let mut run = Run::new(ScanOptions::default());
    run.apply(Command::Open(file.to_owned()));
    run.until("it is known", |session| session.status().origin.is_some()).finish();
    let rows = run.rows(Path::new("/"));
    let name = |path: &[u8]| String::from_utf8_lossy(path).rsplit('/').next().unwrap().to_owned();
    rows.iter().map(|(path, meta)| (name(path), meta.size)).collect()
}

#[test]
fn what_was_read_is_there_next_time() {
    let home = Home::new();
    let first = home.read(&["a"]);
    assert_eq!(first.session.last_sheet(), None, "its own sheet is not that of the time before");
    home.tree.file("a/new.txt", 5);
    fs::remove_file(home.tree.at("a/one.txt")).unwrap();
    let second = home.read(&["a"]);
    let last = second.session.last_sheet().expect("the time before").clone();
    assert_eq!(rows(&last.file), [("one.txt".to_owned(), Some(10)), ("two.txt".to_owned(), Some(20))]);
    assert_eq!((last.counts.files, last.counts.bytes), (2, 30));
    assert_eq!(last.roots.iter().map(|root| &**root).collect::<Vec<_>>(), [home.tree.at("a")]);
    assert_eq!(Some(last.as_of), first.session.status().as_of);
    // Today's reading is kept beside it.
    assert_eq!(home.files().len(), 2);
    assert_eq!(second.session.kept().sheets.len(), 2);
    assert_eq!(rows(&second.session.kept().sheets[0].file)[0].0, "new.txt");
}

#[test]
fn each_set_of_folders_has_its_own_in_whatever_order_they_are_picked() {
    let home = Home::new();
    home.read(&["a"]);
    home.read(&["a", "b"]);
    let run = home.read(&["b", "a"]);
    assert_eq!(run.session.last_sheet().unwrap().counts.files, 3);
    let run = home.read(&["a"]);
    assert_eq!(run.session.last_sheet().unwrap().counts.files, 2);
    let run = home.read(&["b"]);
    assert_eq!(run.session.last_sheet(), None);
}

#[test]
fn while_folders_are_read_the_last_sheet_is_known_already_and_read_again_moves_it_on() {
    let home = Home::new();
    let mut run = home.read(&["a"]);
    home.tree.file("a/new.txt", 5);
    let before = run.session.status().as_of;
    run.apply(Command::ReadAgain);
    settle(&mut run);
    assert_eq!(run.session.last_sheet().map(|last| last.as_of), before);
    run.apply(Command::Undo);
    settle(&mut run);
    assert_eq!(run.session.last_sheet(), None, "of the sheet that came back nothing is older");
    assert_eq!(home.files().len(), 2, "and it is not kept twice");
}

#[test]
fn what_is_not_whole_replaces_nothing() {
    let home = Home::new();
    home.read(&["a"]);
    let kept = home.files();
    // A folder that is gone.
    fs::rename(home.tree.at("a"), home.tree.at("away")).unwrap();
    home.read(&["a"]);
    assert_eq!(home.files(), kept);
    // A reading that was stopped.
    let (_holder, held) = crossbeam_channel::bounded(0);
    let mut run = Run::on(ScanOptions::default(), move || {
        Fake::new().file("/d/x", 1).folder("/d/sub").act("/d/sub", Act::HoldOpen(held.clone()))
    });
    home.keep_in(&mut run);
    run.pick(&["/d"]).until("a row", |session| session.status().found > 0);
    run.apply(Command::Stop);
    settle(&mut run);
    assert_eq!(run.session.status().phase, Phase::Stopped);
    assert_eq!(home.files(), kept);
}

#[test]
fn an_opened_sheet_is_not_kept_again_and_knows_those_before_it() {
    let home = Home::new();
    home.read(&["a"]);
    let run = home.read(&["a"]);
    let known: Vec<_> = run.session.kept().sheets.iter().map(|kept| kept.file.clone()).collect();
    let kept = home.files();
    let mut run = home.run();
    run.apply(Command::Open(known[0].clone()));
    run.until("it is known", |session| session.status().origin.is_some());
    settle(&mut run);
    assert_eq!(home.files(), kept);
    assert_eq!(run.session.last_sheet().map(|last| last.file.clone()), Some(known[1].clone()));
}

#[test]
fn nothing_is_kept_where_it_is_switched_off_or_was_not_asked_for() {
    let home = Home::new();
    let mut run = Run::new(ScanOptions::default());
    run.apply(Command::KeepSheetsIn(Some(home.place.clone()))).pick(&[home.tree.at("a")]);
    settle(&mut run);
    assert!(home.files().is_empty() && !home.place.folder().exists());
    run.apply(Command::KeepSheets(true));
    run.until("the sheet that is there is kept", |session| session.kept().sheets.len() == 1);
    run.apply(Command::KeepSheets(false)).apply(Command::ReadAgain);
    settle(&mut run);
    assert_eq!(home.files().len(), 1, "what was kept stays");
    let mut run = Run::new(ScanOptions::default());
    run.pick(&[home.tree.at("b")]);
    settle(&mut run);
    assert_eq!(home.files().len(), 1);
}

#[test]
fn the_oldest_go_where_all_take_too_much() {
    let mut home = Home::new();
    home.read(&["a"]);
    let first = home.files();
    let size = fs::metadata(&first[0]).unwrap().len();
    home.place = home.place.clone().with_most(size * 2 + size / 2);
    age(&first[0], 2);
    home.read(&["b"]);
    home.read(&["a", "b"]);
    let left = home.files();
    assert_eq!(left.len(), 2);
    assert!(!left.contains(&first[0]));
}

#[test]
fn one_that_is_too_large_by_itself_is_not_kept_and_takes_no_other_with_it() {
    let mut home = Home::new();
    home.read(&["a"]);
    let kept = home.files();
    home.place = home.place.clone().with_most(100);
    let run = home.read(&["b"]);
    let why = NotKept::TooLarge { most: 100 };
    let message = Message::NotKept { folder: home.place.folder().to_owned(), why };
    assert_eq!(run.session.status().message, Some(&message));
    assert_eq!(home.files(), kept);
}

#[test]
fn a_folder_that_cannot_be_made_is_said_once_and_is_in_nobodys_way() {
    let home = Home::new();
    home.tree.file("data", 1);
    let mut run = home.read(&["a"]);
    let status = run.session.status();
    assert_eq!((status.phase, status.found), (Phase::Done, 2));
    assert!(matches!(status.message, Some(Message::NotKept { why: NotKept::Io(_), .. })), "{status:?}");
    run.apply(Command::DismissMessage).apply(Command::ReadAgain);
    settle(&mut run);
    assert_eq!(run.session.status().message, None);
    assert_eq!(fs::read(home.tree.at("data")).unwrap(), b"x", "what stands there is as it was");
}

#[cfg(unix)]
#[test]
fn only_their_owner_may_read_them() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    home.read(&["a"]);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(home.place.folder()), 0o700);
    assert_eq!(mode(&home.files()[0]), 0o600);
}

#[test]
fn two_programs_at_once_do_no_harm() {
    let home = Home::new();
    let mut runs: Vec<Run> = (0..4).map(|_| home.run()).collect();
    for run in &mut runs {
        run.pick(&[home.tree.at("a")]);
    }
    // All of them write while one after the other is looked after.
    for run in &mut runs {
        settle(run);
        assert_eq!(run.session.status().message, None);
    }
    let files = home.files();
    assert!((1..=2).contains(&files.len()), "{files:?}");
    for file in files {
        assert_eq!(rows(&file).len(), 2);
    }
}

#[test]
fn deleting_takes_all_that_is_kept_and_nothing_else() {
    let home = Home::new();
    let mut run = home.read(&["a"]);
    let own = home.place.folder().join("my own.foldersheet");
    fs::copy(&home.files()[0], &own).unwrap();
    run.apply(Command::DeleteKept);
    run.until("all is deleted", |session| !session.is_keeping());
    assert_eq!(home.files(), [own]);
    assert!(run.session.kept().sheets.is_empty());
    // The sheet on screen is not kept again by itself.
    settle(&mut run);
    assert_eq!(home.files().len(), 1);
}

#[test]
fn what_somebody_put_there_is_left_out_and_left_alone() {
    let home = Home::new();
    home.tree.folder("data/foldersheet/sheets");
    let at = |name: &str| home.place.folder().join(name);
    fs::write(at("x_2026-11-12T14-03-00Z.foldersheet"), "no sheet").unwrap();
    fs::write(at("notes.txt"), "mine").unwrap();
    #[cfg(target_os = "linux")]
    rustix::fs::mknodat(
        rustix::fs::CWD,
        at("pipe_2026-11-12T14-03-00Z.foldersheet"),
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RWXU,
        0,
    )
    .unwrap();
    let run = home.read(&["a"]);
    assert_eq!(run.session.kept().sheets.len(), 1);
    assert_eq!(fs::read(at("notes.txt")).unwrap(), b"mine");
}

#[test]
fn what_an_ended_program_left_unfinished_goes_after_a_day() {
    let home = Home::new();
    home.tree.folder("data/foldersheet/sheets");
    let at = |name: &str| home.place.folder().join(name);
    for name in [".1-1.unfinished", ".2-2.unfinished"] {
        fs::write(at(name), "half").unwrap();
    }
    age(&at(".1-1.unfinished"), 25);
    home.read(&["a"]);
    assert!(!at(".1-1.unfinished").exists());
    assert!(at(".2-2.unfinished").exists(), "it may be another program's");
}

/// As if it had been written so many hours ago.
fn age(file: &Path, hours: u64) {
    let then = SystemTime::now() - Duration::from_secs(hours * 3600);
    File::options().write(true).open(file).unwrap().set_modified(then).unwrap();
}
