//! Every step of a commit fails once, on every kind of file system: what is there then is what was there before, or what was told.

use super::*;
use crate::export::file::{FolderHandle, by_path};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::Path;

/// A folder on the real disk where steps with these numbers fail, and that lacks some of what a file system can do.
struct Scripted<'a> {
    folder: &'a dyn FolderNames,
    fails: Range<usize>,
    step: Cell<usize>,
    lacks: &'a [&'a str],
    /// Done just before the step with this number: somebody else's doing.
    before: (usize, &'a dyn Fn()),
}

impl Scripted<'_> {
    fn step(&self, call: &str) -> io::Result<()> {
        if self.lacks.contains(&call) {
            return Err(io::ErrorKind::Unsupported.into());
        }
        let step = self.step.replace(self.step.get() + 1);
        if step == self.before.0 {
            (self.before.1)();
        }
        if self.fails.contains(&step) { Err(io::Error::other("scripted")) } else { Ok(()) }
    }
}

impl FolderNames for Scripted<'_> {
    fn look_at(&self, name: &OsStr) -> io::Result<Option<Look>> {
        self.folder.look_at(name)
    }
    fn rename(&self, from: &OsStr, to: &OsStr) -> io::Result<()> {
        self.step("rename").and_then(|()| self.folder.rename(from, to))
    }
    fn rename_new(&self, from: &OsStr, to: &OsStr) -> io::Result<()> {
        self.step("rename_new").and_then(|()| self.folder.rename_new(from, to))
    }
    fn exchange(&self, one: &OsStr, other: &OsStr) -> io::Result<()> {
        self.step("exchange").and_then(|()| self.folder.exchange(one, other))
    }
    fn link(&self, name: &OsStr, new: &OsStr) -> io::Result<()> {
        self.step("link").and_then(|()| self.folder.link(name, new))
    }
    fn remove(&self, name: &OsStr) -> io::Result<()> {
        self.step("remove").and_then(|()| self.folder.remove(name))
    }
}

const TARGETS: [&str; 4] = ["a", "b", "c", "d"];
const NEW: [&str; 4] = [".new-a", ".new-b", ".new-c", ".new-d"];

/// What each file in a folder holds.
fn held(dir: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    let file = |path: std::path::PathBuf| {
        let text = fs::read_to_string(&path).unwrap_or_else(|_| "no file".to_owned());
        (path.file_name().unwrap().to_str().unwrap().to_owned(), text)
    };
    entries.map(file).collect()
}

/// A folder with four new files, and old ones at some of their targets.
fn folder(old: [bool; 4]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (at, target) in TARGETS.iter().enumerate() {
        fs::write(dir.path().join(NEW[at]), format!("new {target}")).unwrap();
        if old[at] {
            fs::write(dir.path().join(target), format!("old {target}")).unwrap();
        }
    }
    dir
}

fn commit(scripted: &Scripted<'_>, dir: &Path) -> Result<Vec<(usize, OsString)>, CommitFailed> {
    // By path the system doesn't tell which file is which.
    let has_ids = scripted.look_at(OsStr::new(NEW[0])).unwrap().unwrap().id.is_some();
    let id = |name: &str| FolderHandle::id_of(&fs::File::open(dir.join(name)).unwrap()).filter(|_| has_ids);
    let to = |at: usize| Move {
        folder: scripted,
        temporary: OsStr::new(NEW[at]),
        target: OsStr::new(TARGETS[at]),
        id: id(NEW[at]),
    };
    all(&[to(0), to(1), to(2), to(3)], &gone(scripted, dir))
}

/// Those of an earlier export that are to go: whichever of these two is there.
const GONE: [&str; 2] = ["x", "y"];

fn gone<'a, 'b>(scripted: &'a Scripted<'b>, dir: &Path) -> Vec<Gone<'a, Scripted<'b>>> {
    let one = |name: &'static str| Gone {
        folder: scripted,
        name: OsStr::new(name),
        id: scripted.look_at(OsStr::new(name)).unwrap().unwrap().id,
    };
    GONE.into_iter().filter(|name| dir.join(name).exists()).map(one).collect()
}

/// The whole commit, with steps that fail.
struct Run {
    before: BTreeMap<String, String>,
    after: BTreeMap<String, String>,
    outcome: Result<Vec<(usize, OsString)>, CommitFailed>,
    steps: usize,
}

fn run(old: [bool; 4], lacks: &[&str], fails: Range<usize>, is_by_path: bool) -> Run {
    let dir = folder(old);
    let by_path = by_path::FolderHandle::open(dir.path()).unwrap();
    let by_handle = FolderHandle::open(dir.path()).unwrap();
    let folder: &dyn FolderNames = if is_by_path { &by_path } else { &by_handle };
    let scripted = Scripted { folder, fails, step: Cell::new(0), lacks, before: (usize::MAX, &|| ()) };
    let before = held(dir.path());
    let outcome = commit(&scripted, dir.path());
    Run { before, after: held(dir.path()), outcome, steps: scripted.step.get() }
}

const OLDS: [[bool; 4]; 4] = [[true; 4], [false; 4], [true, false, true, false], [false, true, false, true]];
/// What file systems lack: nothing, as most on Linux; exchanging, as NFS and Windows; and second names, as FAT.
const LACKS: [&[&str]; 3] = [&[], &["exchange"], &["exchange", "link"]];

fn each_kind(mut with: impl FnMut([bool; 4], &[&str], bool)) {
    for old in OLDS {
        for lacks in LACKS {
            with(old, lacks, false);
            with(old, lacks, true);
        }
    }
}

#[test]
fn where_nothing_fails_all_targets_are_new() {
    each_kind(|old, lacks, is_by_path| {
        let run = run(old, lacks, 0..0, is_by_path);
        let kept = run.outcome.unwrap();
        for (at, target) in TARGETS.iter().enumerate() {
            assert_eq!(run.after[*target], format!("new {target}"), "{old:?} {lacks:?}");
            // The last one is replaced in one step.
            let aside = kept.iter().find(|(of, _)| *of == at).map(|(_, name)| name.to_str().unwrap());
            assert_eq!(aside.is_some(), old[at] && at < 3, "{old:?} {lacks:?}");
            assert!(aside.is_none_or(|aside| run.after[aside] == format!("old {target}")));
        }
        assert_eq!(run.after.len(), 4 + kept.len(), "{:?}", run.after);
    });
}

#[test]
fn whichever_step_fails_all_targets_are_as_they_were() {
    each_kind(|old, lacks, is_by_path| {
        let steps = run(old, lacks, 0..0, is_by_path).steps;
        let mut failed = 0;
        for step in 0..steps {
            let run = run(old, lacks, step..step + 1, is_by_path);
            let Err(error) = run.outcome else {
                // Only a clumsier way was taken.
                assert!(TARGETS.iter().all(|target| run.after[*target] == format!("new {target}")));
                continue;
            };
            failed += 1;
            assert!(error.stuck.is_empty() && matches!(error.why, Why::Io(_)), "{error:?}");
            let targets = |held: &BTreeMap<String, String>| TARGETS.map(|target| held.get(target).cloned());
            assert_eq!(targets(&run.after), targets(&run.before), "{old:?} {lacks:?}, step {step}");
            // Nothing else is left, but for what has a temporary name still.
            let left: BTreeSet<&String> = run.after.keys().filter(|name| name.ends_with(".old")).collect();
            assert!(left.is_empty(), "{left:?}: {old:?} {lacks:?}, step {step}");
        }
        assert!(failed >= 4, "{failed} of {steps}");
    });
}

#[test]
fn what_is_to_go_goes_with_the_others_or_stays() {
    let with_gone = || {
        let dir = folder([true, false, true, true]);
        GONE.iter().for_each(|name| fs::write(dir.path().join(name), format!("old {name}")).unwrap());
        dir
    };
    for lacks in LACKS {
        // Step by step, until none fails any more.
        for step in 0.. {
            let dir = with_gone();
            let by_handle = FolderHandle::open(dir.path()).unwrap();
            let before = held(dir.path());
            let fails = step..step + 1;
            let scripted = Scripted {
                folder: &by_handle,
                fails,
                step: Cell::new(0),
                lacks,
                before: (usize::MAX, &|| ()),
            };
            let outcome = commit(&scripted, dir.path());
            let after = held(dir.path());
            let of = |held: &BTreeMap<String, String>, name: &str| held.get(name).cloned();
            match outcome {
                Ok(kept) => {
                    assert!(GONE.iter().all(|name| !after.contains_key(*name)), "{after:?}");
                    let aside = kept.iter().filter(|(at, _)| *at >= TARGETS.len());
                    let aside: Vec<&String> = aside.map(|(_, name)| &after[name.to_str().unwrap()]).collect();
                    assert_eq!(aside, ["old x", "old y"]);
                }
                Err(failed) => {
                    assert!(failed.stuck.is_empty(), "{failed:?}");
                    for name in TARGETS.iter().chain(&GONE) {
                        assert_eq!(of(&after, name), of(&before, name), "{lacks:?}, step {step}");
                    }
                    assert!(after.keys().all(|name| !name.ends_with(".old")), "{after:?}");
                }
            }
            if scripted.step.get() <= step {
                assert!(step > 6, "{step} steps were tried");
                break;
            }
        }
    }
}

#[test]
fn what_could_not_be_put_back_is_told() {
    let dir = folder([true; 4]);
    GONE.iter().for_each(|name| fs::write(dir.path().join(name), format!("old {name}")).unwrap());
    let by_handle = FolderHandle::open(dir.path()).unwrap();
    let fails = 2..usize::MAX;
    let scripted =
        Scripted { folder: &by_handle, fails, step: Cell::new(0), lacks: &[], before: (usize::MAX, &|| ()) };
    let failed = commit(&scripted, dir.path()).unwrap_err();
    let now = held(dir.path());
    let stuck: Vec<_> = failed
        .stuck
        .iter()
        .map(|stuck| (stuck.at, &now[stuck.old.as_ref().unwrap().to_str().unwrap()]))
        .collect();
    assert_eq!(stuck, [(4, &"old x".to_owned()), (5, &"old y".to_owned())]);
}

#[cfg(unix)] // where files are known by a number
#[test]
fn what_is_another_file_by_now_does_not_go() {
    let dir = folder([true; 4]);
    GONE.iter().for_each(|name| fs::write(dir.path().join(name), format!("old {name}")).unwrap());
    let by_handle = FolderHandle::open(dir.path()).unwrap();
    let somebody = || {
        fs::write(dir.path().join("theirs"), "theirs").unwrap();
        fs::rename(dir.path().join("theirs"), dir.path().join("y")).unwrap();
        fs::remove_file(dir.path().join("x")).unwrap();
    };
    let before = (0, &somebody as &dyn Fn());
    let scripted = Scripted { folder: &by_handle, fails: 0..0, step: Cell::new(0), lacks: &[], before };
    // That one is gone already is as well.
    let failed = commit(&scripted, dir.path()).unwrap_err();
    assert!(failed.at == 5 && failed.stuck.is_empty(), "{failed:?}");
    let now = held(dir.path());
    assert_eq!((&*now["y"], &*now["a"], now.contains_key("x")), ("theirs", "old a", false));
}

#[test]
fn where_a_step_cannot_be_taken_back_it_is_told_what_is_new_and_where_the_old_is() {
    let mut mixed = 0;
    each_kind(|old, lacks, is_by_path| {
        let steps = run(old, lacks, 0..0, is_by_path).steps;
        for step in 0..steps {
            // From there on nothing works any more.
            let run = run(old, lacks, step..usize::MAX, is_by_path);
            let error = run.outcome.unwrap_err();
            mixed += usize::from(!error.stuck.is_empty());
            for (at, target) in TARGETS.iter().enumerate() {
                let now = run.after.get(*target);
                match error.stuck.iter().find(|stuck| stuck.at == at) {
                    None => assert_eq!(now, run.before.get(*target), "{target}: {error:?}"),
                    Some(stuck) => {
                        let is_new = now.is_some_and(|now| *now == format!("new {target}"));
                        assert_eq!(stuck.is_new, is_new, "{target}: {error:?} {:?}", run.after);
                        let kept = stuck.old.as_ref().map(|name| &run.after[name.to_str().unwrap()]);
                        assert_eq!(kept, run.before.get(*target), "{target}: {error:?}");
                    }
                }
            }
        }
    });
    assert!(mixed >= 20, "{mixed}");
}

#[test]
fn what_became_something_else_meanwhile_is_put_back_and_refused() {
    for (what, becomes) in [
        (Obstacle::Folder, (|path: &Path| fs::create_dir(path).unwrap()) as fn(&Path)),
        #[cfg(unix)]
        (Obstacle::Link, |path: &Path| std::os::unix::fs::symlink("elsewhere", path).unwrap()),
    ] {
        for lacks in &LACKS[..2] {
            let dir = folder([true; 4]);
            let by_handle = FolderHandle::open(dir.path()).unwrap();
            // Between the look at the second target and the step that takes its place.
            let target = dir.path().join("b");
            let somebody = || {
                fs::remove_file(&target).unwrap();
                becomes(&target);
            };
            let moment = if lacks.is_empty() { 3 } else { 4 };
            let before = (moment, &somebody as &dyn Fn());
            let scripted = Scripted { folder: &by_handle, fails: 0..0, step: Cell::new(0), lacks, before };
            let failed = commit(&scripted, dir.path()).unwrap_err();
            assert!(
                matches!(failed.why, Why::Target(told) if told == what) || matches!(failed.why, Why::Io(_)),
                "{failed:?}"
            );
            assert!(failed.stuck.is_empty(), "{failed:?}");
            let now = held(dir.path());
            assert_eq!([&now["a"], &now["c"], &now["d"]], ["old a", "old c", "old d"]);
            assert_eq!((&*now["b"], target.is_dir() || target.is_symlink()), ("no file", true), "{what:?}");
        }
    }
}

#[cfg(unix)] // where files are known by a number
#[test]
fn what_another_program_put_there_after_us_stays() {
    let dir = folder([true, false, true, true]);
    let by_handle = FolderHandle::open(dir.path()).unwrap();
    let somebody = || {
        for target in ["a", "b"] {
            fs::write(dir.path().join("theirs"), "theirs").unwrap();
            fs::rename(dir.path().join("theirs"), dir.path().join(target)).unwrap();
        }
    };
    // The third one fails, after two have taken their places.
    let before = (3, &somebody as &dyn Fn());
    let scripted = Scripted { folder: &by_handle, fails: 3..4, step: Cell::new(0), lacks: &[], before };
    let failed = commit(&scripted, dir.path()).unwrap_err();
    let now = held(dir.path());
    assert_eq!([&now["a"], &now["b"], &now["c"], &now["d"]], ["theirs", "theirs", "old c", "old d"]);
    // Nothing is lost: where the first one's contents are is reported.
    let [stuck] = &failed.stuck[..] else { panic!("{failed:?}") };
    assert!(stuck.at == 0 && !stuck.is_new, "{stuck:?}");
    assert_eq!(now[stuck.old.as_ref().unwrap().to_str().unwrap()], "old a");
}

#[cfg(unix)] // where files are known by a number
#[test]
fn two_names_of_one_file_are_not_two_targets() {
    let dir = folder([false; 4]);
    let by_handle = FolderHandle::open(dir.path()).unwrap();
    // As where upper and lower case make no difference: the second name is there as soon as the first one is.
    let somebody = || fs::hard_link(dir.path().join("a"), dir.path().join("b")).unwrap();
    let folder = Scripted {
        folder: &by_handle,
        fails: 0..0,
        step: Cell::new(0),
        lacks: &[],
        before: (1, &somebody as &dyn Fn()),
    };
    let failed = commit(&folder, dir.path()).unwrap_err();
    assert!(matches!(failed.why, Why::Target(Obstacle::SameExport)), "{failed:?}");
    assert!(!dir.path().join("a").exists());
}
