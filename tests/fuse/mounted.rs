//! A drive in the tree of this machine: the answers to the system's calls, and the end of it all.

use crate::common::{BOUND, Run, Tree};
use crate::drive::{Call, Drive, Node};
use crossbeam_channel::{Receiver, Sender, bounded};
use foldersheet::model::ScanOptions;
use fuser::{
    BackgroundSession, Config, Errno, FileHandle, FileType, Filesystem, FopenFlags, Generation, INodeNo,
    MountOption, OpenFlags, ReplyAttr, ReplyDirectory, ReplyEntry, ReplyOpen, Request,
};
use rustix::mount::{UnmountFlags, unmount};
use std::convert::Infallible;
use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// So that two workers needn't wait for each other's answers.
const THREADS: usize = 4;

/// How long the system may keep a name. What it stands for is asked at every look.
const KEPT: Duration = Duration::from_secs(3600);

/// A mounted drive. To be made before what reads it, which then ends first.
pub struct Mounted {
    session: Option<BackgroundSession>,
    ended: Arc<AtomicBool>,
    /// Nothing is ever sent: its end lets the held threads go.
    hold: Option<Sender<Infallible>>,
    place: Tree,
}

impl Drive {
    /// None, with the reason printed, where this user may mount nothing.
    pub fn mount(self) -> Option<Mounted> {
        let place = Tree::new();
        let (hold, held) = bounded(0);
        let ended = Arc::new(AtomicBool::new(false));
        let is_silent = self.ends_silent();
        let (looks, answers) = (AtomicU64::new(1 << 20), AtomicUsize::new(0));
        let answers = Answers { drive: self, ended: ended.clone(), held, looks, answers };
        let mut config = Config::default();
        config.mount_options = vec![MountOption::RO, MountOption::FSName("sheet-test".to_owned())];
        // What a silent drive is asked then stays unread with the system, so a process that waits for it can be killed.
        config.n_threads = Some(if is_silent { 1 } else { THREADS });
        match fuser::spawn_mount(answers, place.path(), &config) {
            Ok(session) => Some(Mounted { session: Some(session), ended, hold: Some(hold), place }),
            Err(error) => {
                println!("skipped: this user may not mount: {error}");
                None
            }
        }
    }
}

impl Mounted {
    pub fn path(&self) -> &Path {
        self.place.path()
    }

    /// Reads it to the end.
    pub fn read(&self) -> Run {
        self.read_with(ScanOptions::default())
    }

    /// With folders as rows.
    pub fn read_folders(&self) -> Run {
        self.read_with(ScanOptions { folders: true, ..ScanOptions::default() })
    }

    pub fn read_with(&self, options: ScanOptions) -> Run {
        let mut run = Run::new(ScanOptions { workers: 2, ..options });
        run.pick(&[self.path()]).finish();
        run
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
        self.hold = None;
        // Ends the connection, so that processes that wait get an error, in other mount namespaces too. The drive stays in the tree
        // while a process has it open; the second call takes it out.
        let _ = unmount(self.path(), UnmountFlags::FORCE | UnmountFlags::NOFOLLOW);
        let _ = unmount(self.path(), UnmountFlags::DETACH | UnmountFlags::NOFOLLOW);
        if !rustix::process::geteuid().is_root() {
            let _ = Command::new("fusermount3").args(["-u", "-z", "--"]).arg(self.path()).status();
        }
        let session = self.session.take().unwrap();
        let start = Instant::now();
        while !session.guard.is_finished() && start.elapsed() < BOUND {
            std::thread::park_timeout(Duration::from_millis(1));
        }
        let is_over = session.guard.is_finished();
        assert!(is_over || std::thread::panicking(), "somebody keeps the drive open");
    }
}

/// The drive as the system asks it.
struct Answers {
    drive: Drive,
    ended: Arc<AtomicBool>,
    held: Receiver<Infallible>,
    looks: AtomicU64,
    /// Those that count on the way to a silent drive.
    answers: AtomicUsize,
}

impl Answers {
    fn asked(&self, inode: u64, call: Call) -> Result<Node, Errno> {
        if self.ended.load(Ordering::Relaxed) {
            return Err(Errno::ENOTCONN);
        }
        std::thread::sleep(self.drive.slow);
        let node = self.drive.node(inode);
        if node.keeps == Some(call) {
            let _ = self.held.recv();
        }
        match node.refuse {
            Some((refused, error)) if refused == call => Err(error),
            _ => Ok(node),
        }
    }

    fn answered(&self, inode: u64, call: Call) {
        if let Some((last, times)) = self.drive.node(inode).last
            && last == call
            && self.answers.fetch_add(1, Ordering::Relaxed) + 1 == times
        {
            let _ = self.held.recv();
        }
    }
}

impl Filesystem for Answers {
    fn lookup(&self, _: &Request, parent: INodeNo, name: &OsStr, reply: ReplyEntry) {
        let Some(inode) = self.drive.find(parent.0, name) else { return reply.error(Errno::ENOENT) };
        match self.asked(inode, Call::Lookup) {
            Ok(node) => {
                let attr = fuser::FileAttr { ino: INodeNo(inode), kind: node.found_as, ..node.attr };
                reply.entry_with_ttls(&Duration::ZERO, &KEPT, &attr, Generation(0));
            }
            Err(error) => reply.error(error),
        }
        self.answered(inode, Call::Lookup);
    }

    fn getattr(&self, _: &Request, inode: INodeNo, _: Option<FileHandle>, reply: ReplyAttr) {
        match self.asked(inode.0, Call::GetAttr) {
            Ok(mut node) => {
                if self.drive.renumbers {
                    node.attr.ino = INodeNo(self.looks.fetch_add(1, Ordering::Relaxed));
                }
                // Kept by a silent drive, so that a call of another kind is the next.
                let kept = if self.drive.ends_silent() { KEPT } else { Duration::ZERO };
                reply.attr(&kept, &node.attr);
            }
            Err(error) => reply.error(error),
        }
        self.answered(inode.0, Call::GetAttr);
    }

    fn opendir(&self, _: &Request, inode: INodeNo, _: OpenFlags, reply: ReplyOpen) {
        match self.asked(inode.0, Call::OpenDir) {
            Ok(_) => reply.opened(FileHandle(0), FopenFlags::empty()),
            Err(error) => reply.error(error),
        }
        self.answered(inode.0, Call::OpenDir);
    }

    fn readdir(&self, _: &Request, folder: INodeNo, _: FileHandle, from: u64, mut reply: ReplyDirectory) {
        let node = match self.asked(folder.0, Call::ReadDir) {
            Ok(node) => node,
            Err(error) => return reply.error(error),
        };
        let mut at = from;
        while node.broken_at != Some(at)
            && let Some((name, inode, next)) = self.drive.read(folder.0, at)
        {
            let kind = if name == "." { FileType::Directory } else { self.drive.node(inode).read_as };
            if reply.add(INodeNo(inode), next, kind, name) {
                break;
            }
            at = next;
        }
        if node.broken_at == Some(from) {
            reply.error(Errno::EIO)
        } else {
            reply.ok()
        }
        self.answered(folder.0, Call::ReadDir);
    }
}
