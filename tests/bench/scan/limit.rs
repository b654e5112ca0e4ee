//! The limit: open, read and one `statx` an entry, shared over threads, keeping nothing.

use crossbeam_channel::{Receiver, Sender, unbounded};
use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags, RawDir, StatxFlags};
use std::ffi::{CStr, CString};
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

enum Work {
    Folder(Arc<OwnedFd>, CString),
    Names(Arc<OwnedFd>, Vec<u8>),
    End,
}

struct Shared {
    give: Sender<Work>,
    take: Receiver<Work>,
    open: AtomicUsize,
    entries: AtomicU64,
    threads: usize,
}

const OPEN: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);

/// Looks at every entry; gives how many there were.
pub fn run(folder: &Path, threads: usize) -> u64 {
    let (give, take) = unbounded();
    let top = Arc::new(rustix::fs::openat(CWD, folder, OPEN, Mode::empty()).unwrap());
    give.send(Work::Folder(top, c".".to_owned())).unwrap();
    let shared = Shared { give, take, open: AtomicUsize::new(1), entries: AtomicU64::new(0), threads };
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                Thread {
                    shared: &shared,
                    buffer: vec![MaybeUninit::uninit(); 32 << 10],
                    stack: Vec::new(),
                    entries: 0,
                }
                .run()
            });
        }
    });
    shared.entries.load(Ordering::Relaxed)
}

struct Thread<'a> {
    shared: &'a Shared,
    buffer: Vec<MaybeUninit<u8>>,
    stack: Vec<(Arc<OwnedFd>, CString)>,
    entries: u64,
}

impl Thread<'_> {
    fn run(mut self) {
        loop {
            match self.shared.take.recv().unwrap() {
                Work::End => break,
                Work::Folder(parent, name) => self.stack.push((parent, name)),
                Work::Names(folder, names) => self.look_at(&folder, &names),
            }
            while let Some((parent, name)) = self.stack.pop() {
                if self.shared.take.is_empty() && self.stack.len() > 1 {
                    let (parent, name) = self.stack.remove(0);
                    self.give(Work::Folder(parent, name));
                }
                self.list(&parent, &name);
            }
            if self.shared.open.fetch_sub(1, Ordering::AcqRel) == 1 {
                for _ in 0..self.shared.threads {
                    self.shared.give.send(Work::End).unwrap();
                }
            }
        }
        self.shared.entries.fetch_add(self.entries, Ordering::Relaxed);
    }

    fn give(&self, work: Work) {
        self.shared.open.fetch_add(1, Ordering::Relaxed);
        self.shared.give.send(work).unwrap();
    }

    fn list(&mut self, parent: &OwnedFd, name: &CStr) {
        let Ok(folder) = rustix::fs::openat(parent, name, OPEN, Mode::empty()) else { return };
        let folder = Arc::new(folder);
        let mut buffer = std::mem::take(&mut self.buffer);
        let mut names = Vec::new();
        loop {
            names.clear();
            let mut count = 0;
            let mut entries = RawDir::new(&*folder, &mut buffer);
            while let Some(Ok(entry)) = entries.next() {
                let name = entry.file_name();
                if name != c"." && name != c".." {
                    names.extend_from_slice(name.to_bytes_with_nul());
                    count += 1;
                }
                if entries.is_buffer_empty() {
                    break;
                }
            }
            if names.is_empty() {
                break;
            }
            if count >= 256 && self.shared.threads > 1 && self.shared.take.len() < self.shared.threads {
                self.give(Work::Names(folder.clone(), std::mem::take(&mut names)));
            } else {
                self.look_at(&folder, &names);
            }
        }
        self.buffer = buffer;
    }

    fn look_at(&mut self, folder: &Arc<OwnedFd>, names: &[u8]) {
        let mut rest = names;
        while let Ok(name) = CStr::from_bytes_until_nul(rest) {
            rest = &rest[name.count_bytes() + 1..];
            let mask = StatxFlags::BASIC_STATS | StatxFlags::BTIME;
            let flags = AtFlags::SYMLINK_NOFOLLOW | AtFlags::NO_AUTOMOUNT;
            let Ok(found) = rustix::fs::statx(&**folder, name, flags, mask) else { continue };
            self.entries += 1;
            if FileType::from_raw_mode(found.stx_mode.into()) == FileType::Directory {
                self.stack.push((folder.clone(), name.to_owned()));
            }
        }
    }
}
