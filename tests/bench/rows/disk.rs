//! A disk that makes its folders and files up from numbers, so many a second: no real one keeps such a pace.

use super::sheet::{self, Random};
use foldersheet::model::{Kind, Meta};
use foldersheet::scan::sys::{Disk, Identity, Names, Picked, Stat};
use std::ffi::OsStr;
use std::fmt::Write;
use std::io;
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// Folders in a folder, as long as there are more.
const BRANCHES: u32 = 8;
/// Files in two folders.
const FILES: u32 = 25;

/// The disk.
pub struct MadeUp {
    rows: u32,
    rows_a_second: f64,
    /// When the first folder was opened.
    started: OnceLock<Instant>,
    /// Files given so far.
    given: AtomicU32,
}

/// An open folder.
pub struct Folder {
    number: u32,
    is_read: AtomicBool,
}

impl MadeUp {
    pub fn new(rows: u32, rows_a_second: u32) -> MadeUp {
        let rows_a_second = f64::from(rows_a_second);
        MadeUp { rows, rows_a_second, started: OnceLock::new(), given: AtomicU32::new(0) }
    }

    fn folders(&self) -> u32 {
        (self.rows * 2).div_ceil(FILES)
    }

    fn files(&self, folder: u32) -> u32 {
        let before = |folder: u32| (folder * FILES / 2).min(self.rows);
        before(folder + 1) - before(folder)
    }

    /// Waits until so many more files are due.
    fn wait(&self, files: u32) {
        let given = self.given.fetch_add(files, Ordering::Relaxed);
        let due = Duration::from_secs_f64(f64::from(given) / self.rows_a_second);
        let ahead = due.saturating_sub(self.started.get_or_init(Instant::now).elapsed());
        // Shorter sleeps cost more than they wait.
        if ahead > Duration::from_millis(2) {
            std::thread::sleep(ahead);
        }
    }
}

fn folder(number: u32) -> Folder {
    Folder { number, is_read: AtomicBool::new(false) }
}

fn stat(meta: Meta, number: u32) -> Stat {
    let identity = Some(Identity { device: 1, inode: number.into() });
    Stat { meta, identity, mount: false, mount_id: None, automount: false, placeholder: false, hidden: false }
}

impl Disk for MadeUp {
    type Folder = Folder;

    fn open_picked(&self, path: &Path) -> io::Result<Picked<Folder>> {
        self.started.get_or_init(Instant::now);
        let stat = stat(Meta::unknown(Kind::Folder), 0);
        Ok(Picked::Folder { folder: folder(0), stat, real: path.to_owned() })
    }

    fn open(&self, _: &Folder, name: &OsStr) -> io::Result<Folder> {
        let number = name.to_str().and_then(|name| name.rsplit(' ').next()).and_then(|end| end.parse().ok());
        number.map(folder).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn open_again(&self, same: &Folder) -> io::Result<Folder> {
        Ok(folder(same.number))
    }

    fn open_parent(&self, inner: &Folder) -> io::Result<Folder> {
        Ok(folder(inner.number.saturating_sub(1) / BRANCHES))
    }

    fn read(&self, folder: &Folder, names: &mut Names) -> io::Result<bool> {
        names.clear();
        if folder.is_read.swap(true, Ordering::Relaxed) {
            return Ok(false);
        }
        let mut name = String::with_capacity(64);
        let inner = (u64::from(folder.number) * u64::from(BRANCHES) + 1).min(self.folders().into()) as u32;
        for number in inner..inner.saturating_add(BRANCHES).min(self.folders()) {
            name.clear();
            sheet::folder_name(Random(number.into()).next(), &mut name);
            let _ = write!(name, " {number}");
            names.push_whole(name.as_bytes(), stat(Meta::unknown(Kind::Folder), number));
        }
        let mut random = Random(u64::from(folder.number) << 32);
        let modified = sheet::folder_time(random.next());
        let files = self.files(folder.number);
        for _ in 0..files {
            sheet::file_name(&mut random, &mut name);
            names.push_whole(name.as_bytes(), stat(sheet::file_meta(&mut random, modified), u32::MAX));
        }
        self.wait(files);
        Ok(false)
    }

    fn stat(&self, _: &Folder, _: &Names, _: usize) -> io::Result<Stat> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn link_target(&self, _: &Folder, _: &[u8]) -> io::Result<Vec<u8>> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn identity(&self, folder: &Folder) -> io::Result<Option<Identity>> {
        Ok(Some(Identity { device: 1, inode: folder.number.into() }))
    }

    fn kernel_file_system(&self, _: &Folder) -> Option<&'static str> {
        None
    }
}
