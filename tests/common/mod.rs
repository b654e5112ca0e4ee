//! The fixture: builds a tree, reads it through a real session, gives back rows and problems.
//!
//! What is expected is always what the fixture made or what `find` lists, never our own walk.
#![allow(dead_code, reason = "each test file uses a part")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

#[cfg(target_os = "linux")]
pub mod group;
pub mod listed;
#[cfg(target_os = "linux")]
pub mod mounted;
pub mod random;
pub mod scripted;
#[cfg(target_os = "linux")]
pub mod uncounted;
pub mod watched;

use crossbeam_channel::{Receiver, bounded};
use foldersheet::model::{Kind, Meta, Operation, ScanOptions, name};
use foldersheet::scan::sys::Disk;
use foldersheet::session::{Command, Config, Phase, Session};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// The program, with a window if there is one in this build. Both take the same arguments.
#[cfg(feature = "window")]
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_foldersheet");
/// As above.
#[cfg(not(feature = "window"))]
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_foldersheet-cli");

/// What it calls itself.
pub const PROGRAM_NAME: &str = if cfg!(feature = "window") { "foldersheet" } else { "foldersheet-cli" };

/// How long a test waits for a condition before it fails.
pub const BOUND: Duration = Duration::from_secs(60);

/// A tree on the real disk, removed at the end.
pub struct Tree {
    dir: TempDir,
    /// Folders with a mode of their own, which gets in the way of removing them.
    modes: std::sync::Mutex<Vec<PathBuf>>,
}

impl Tree {
    pub fn new() -> Tree {
        // The real path, so that a link in the way to the temporary folder makes no difference.
        let base = std::env::temp_dir().canonicalize().unwrap();
        let dir = tempfile::Builder::new().prefix("sheet-").tempdir_in(base).unwrap();
        Tree { dir, modes: Default::default() }
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn at(&self, path: impl AsRef<Path>) -> PathBuf {
        self.dir.path().join(path)
    }

    /// Adds a file with so many bytes, and the folders on the way.
    pub fn file(&self, path: impl AsRef<Path>, bytes: usize) -> &Tree {
        let path = self.at(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, vec![b'x'; bytes]).unwrap();
        self
    }

    pub fn folder(&self, path: impl AsRef<Path>) -> &Tree {
        std::fs::create_dir_all(self.at(path)).unwrap();
        self
    }

    #[cfg(unix)]
    pub fn link(&self, path: impl AsRef<Path>, target: impl AsRef<Path>) -> &Tree {
        let path = self.at(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(target, path).unwrap();
        self
    }

    #[cfg(unix)]
    pub fn mode(&self, path: impl AsRef<Path>, mode: u32) -> &Tree {
        use std::os::unix::fs::PermissionsExt;
        let path = self.at(path);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
        self.modes.lock().unwrap().push(path);
        self
    }
}

#[cfg(unix)]
impl Drop for Tree {
    fn drop(&mut self) {
        use std::os::unix::fs::PermissionsExt;
        for path in self.modes.lock().unwrap().iter() {
            let _ = std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700));
        }
    }
}

/// A session, and the bell that its wake rings.
pub struct Run {
    pub session: Session,
    bell: Receiver<()>,
}

impl Run {
    pub fn new(options: ScanOptions) -> Run {
        let (wake, bell) = bell();
        Run {
            session: Session::new(Config {
                options,
                categories: foldersheet::model::Categories::standard(),
                wake,
                at_once: None,
            }),
            bell,
        }
    }

    pub fn on<D: Disk>(options: ScanOptions, disk: impl Fn() -> D + Send + Sync + 'static) -> Run {
        let (wake, bell) = bell();
        Run {
            session: Session::on_disk(
                Config {
                    options,
                    categories: foldersheet::model::Categories::standard(),
                    wake,
                    at_once: None,
                },
                disk,
            ),
            bell,
        }
    }

    /// On a disk, with a reader of files.
    pub fn with_files<D: Disk>(
        options: ScanOptions,
        disk: impl Fn() -> D + Send + Sync + 'static,
        read: foldersheet::session::ReadFile,
    ) -> Run {
        let (wake, bell) = bell();
        let categories = foldersheet::model::Categories::standard();
        let config = Config { options, categories, wake, at_once: None };
        Run { session: Session::with_sources(config, disk, read), bell }
    }

    pub fn apply(&mut self, command: Command) -> &mut Run {
        self.session.apply(command);
        self
    }

    pub fn pick<P: AsRef<Path>>(&mut self, paths: &[P]) -> &mut Run {
        self.apply(Command::AddFolders(paths.iter().map(|path| path.as_ref().to_owned()).collect()))
    }

    /// Ticks until `is` holds; fails after [`BOUND`].
    pub fn until(&mut self, what: &str, is: impl Fn(&Session) -> bool) -> &mut Run {
        let start = Instant::now();
        loop {
            let wait = self.session.tick(Duration::from_millis(20));
            if is(&self.session) {
                return self;
            }
            assert!(start.elapsed() < BOUND, "waited in vain until {what}: {:?}", self.session.status());
            let _ = self.bell.recv_timeout(wait.unwrap_or(Duration::from_millis(50)).min(BOUND));
        }
    }

    /// Until no picked folder is being taken out or put back, nothing is read, names of one file are found, and what is shown is what was
    /// asked for.
    pub fn finish(&mut self) -> &mut Run {
        self.until("everything is read and shown", |session| {
            let status = session.status();
            let is_busy = status.sources_busy || status.view_busy || status.links_busy;
            matches!(status.phase, Phase::Done | Phase::Stopped | Phase::Empty) && !is_busy
        })
    }

    /// Paths and kinds of the shown rows, in their order.
    pub fn shown(&self) -> Vec<(Vec<u8>, Meta)> {
        let sheet = self.session.shown();
        let row = |position| sheet.row(sheet.number(position).unwrap());
        (0..sheet.len()).map(row).map(|row| (sheet.path(&row), row.meta)).collect()
    }

    /// The shown rows by path below `base`; fails if a path is there twice.
    pub fn rows(&self, base: &Path) -> BTreeMap<Vec<u8>, Meta> {
        let mut rows = BTreeMap::new();
        for (path, meta) in self.shown() {
            let path = below(&path, base);
            assert!(rows.insert(path.clone(), meta).is_none(), "twice: {:?}", String::from_utf8_lossy(&path));
        }
        rows
    }

    /// The paths of [`Run::rows`], readable.
    pub fn names(&self, base: &Path) -> Vec<String> {
        self.rows(base).keys().map(|path| String::from_utf8_lossy(path).into_owned()).collect()
    }

    /// What was tried and where, below `base`, in order.
    pub fn problems(&self, base: &Path) -> Vec<(Operation, String)> {
        let status = self.session.status();
        let line = |problem: &foldersheet::model::Problem| {
            (
                problem.operation,
                String::from_utf8_lossy(&below(&status.problem_path(problem), base)).into_owned(),
            )
        };
        let mut problems: Vec<_> = status.problems.iter().map(line).collect();
        problems.sort();
        problems
    }
}

fn bell() -> (Arc<dyn Fn() + Send + Sync>, Receiver<()>) {
    let (ring, bell) = bounded(1);
    let wake = Arc::new(move || {
        let _ = ring.try_send(());
    });
    (wake, bell)
}

/// The rest of a path, with `/` between its parts on every system.
fn below(path: &[u8], base: &Path) -> Vec<u8> {
    let slashed = |path: &[u8]| {
        let slash = |&byte: &u8| if byte == name::SEPARATOR { b'/' } else { byte };
        path.iter().map(slash).collect::<Vec<u8>>()
    };
    let (path, base) = (slashed(path), slashed(name::path_bytes(base)));
    // On Windows a scripted `/a` is one of the drive that the test runs on.
    let drive =
        path.get(2..).filter(|_| cfg!(windows) && base.starts_with(b"/") && path.get(1) == Some(&b':'));
    let path = drive.unwrap_or(&path);
    let rest = path.strip_prefix(&*base).unwrap_or(path);
    rest.strip_prefix(b"/").unwrap_or(rest).to_vec()
}

/// Reads one tree with the usual options, to the end.
pub fn read(tree: &Tree) -> Run {
    read_with(tree, ScanOptions::default())
}

pub fn read_with(tree: &Tree, options: ScanOptions) -> Run {
    let mut run = Run::new(options);
    run.pick(&[tree.path()]).finish();
    run
}

pub fn meta_kinds(rows: &BTreeMap<Vec<u8>, Meta>) -> Vec<(String, Kind)> {
    rows.iter().map(|(path, meta)| (String::from_utf8_lossy(path).into_owned(), meta.kind)).collect()
}

/// What `find` lists in a folder and isn't a folder itself, and `stat` says of it: size, allocated, modified, created.
#[cfg(target_os = "linux")]
pub fn find(dir: &Path) -> Option<BTreeMap<Vec<u8>, [Option<i64>; 4]>> {
    let out = std::process::Command::new("find")
        .arg(dir)
        .args(["!", "-type", "d", "-exec", "stat", "--printf", r"%n\0%s\0%b\0%Y\0%W\0", "{}", "+"])
        .output()
        .ok()?;
    let fields: Vec<&[u8]> = out.stdout.split(|&byte| byte == 0).collect();
    let number = |field: &[u8]| String::from_utf8_lossy(field).parse::<i64>().ok();
    let row = |f: &[&[u8]]| {
        // A block of %b has 512 bytes; a birth of 0 is one that isn't known.
        let allocated = number(f[2]).map(|blocks| blocks * 512);
        (f[0].to_vec(), [number(f[1]), allocated, number(f[3]), number(f[4]).filter(|birth| *birth != 0)])
    };
    Some(fields.chunks_exact(5).map(row).collect())
}

/// Takes root's right to read everything from this thread and from those it starts.
#[cfg(target_os = "linux")]
pub fn drop_override() {
    use rustix::thread::{CapabilitySet, capabilities, set_capabilities};
    let mut own = capabilities(None).unwrap();
    let over = CapabilitySet::DAC_OVERRIDE | CapabilitySet::DAC_READ_SEARCH | CapabilitySet::FOWNER;
    own.effective &= !over;
    own.permitted &= !over;
    own.inheritable &= !over;
    set_capabilities(None, own).unwrap();
}

/// Gives the whole path of a file on the way to be used as one argument.
pub fn os(bytes: &[u8]) -> std::borrow::Cow<'_, OsStr> {
    name::to_os(bytes)
}
