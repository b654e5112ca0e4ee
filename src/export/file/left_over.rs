//! Temporary files that a killed program left: found by their names and removed, once an export and folder.
//!
//! In a folder that others write to, any user can put a file there that has such a name. So one is only removed if
//! - it is a regular file with this one name: a link, pipe or folder was never ours, and a hard link may be another user's file;
//! - it is the user's own. Where systems have no owners in this sense, the rest decides;
//! - it has not been written to for [`AGE`]: a file that was just begun may not be locked yet, and some network drives have no locks between
//!   machines;
//! - it is not locked. It is opened without waiting and without following a link.
//!
//! The search goes on beside the writing, for a folder can be long and its drive slow, and the export waits for its end a moment at most.
//! What it doesn't reach does no harm, and is left for the next run.

use super::FolderHandle;
use super::commit::FolderNames;
use super::look::{FileKind, Look};
use super::names;
use std::ffi::OsStr;
use std::fs::TryLockError;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, SystemTime};

/// No export leaves its file alone for so long and goes on after that.
const AGE: Duration = Duration::from_secs(6 * 60 * 60);

/// How long a finished export waits for the search's end.
const WAIT: Duration = Duration::from_secs(1);

/// A search that goes on. It ends early when this is dropped.
pub(in crate::export) struct Search {
    stop: Arc<AtomicBool>,
    ended: Receiver<()>,
}

impl Search {
    /// Starts one; `None` if the system starts no thread, and then everything stays as it is.
    pub(super) fn start(folder: Arc<FolderHandle>) -> Option<Search> {
        let stop = Arc::new(AtomicBool::new(false));
        let (end, ended) = channel::<()>();
        let work = {
            let stop = stop.clone();
            move || {
                // What can't be read, locked or removed stays.
                let _ = remove_from(&folder, &|| stop.load(Ordering::Relaxed));
                drop(end);
            }
        };
        thread::Builder::new().name("export-clean".to_owned()).spawn(work).ok()?;
        Some(Search { stop, ended })
    }

    /// Waits for the end, for a moment at most.
    pub(crate) fn finish(self) {
        let _ = self.ended.recv_timeout(WAIT);
    }
}

impl Drop for Search {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

fn remove_from(folder: &FolderHandle, stops: &dyn Fn() -> bool) -> io::Result<()> {
    let now = SystemTime::now();
    folder.each_name(|name| {
        if names::is_part(name) {
            let _ = remove_if_left_over(folder, name, now);
        }
        !stops()
    })
}

fn remove_if_left_over(folder: &FolderHandle, name: &OsStr, now: SystemTime) -> io::Result<()> {
    let is_ours = |look: &Option<Look>| look.as_ref().is_some_and(|look| is_left_over(look, now));
    let found = folder.look_at(name)?;
    if !is_ours(&found) {
        return Ok(());
    }
    let file = folder.open_left_over(name)?;
    // A program that writes to it has it locked for itself alone. That much a file that is open for reading can ask on every drive.
    match file.try_lock_shared() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(()),
        Err(TryLockError::Error(error)) => return Err(error),
    }
    // Still the file that was looked at.
    let again = folder.look_at(name)?;
    let id = |look: &Option<Look>| look.as_ref().and_then(|look| look.id);
    if is_ours(&again) && id(&again) == id(&found) && id(&found) == FolderHandle::id_of(&file) {
        folder.remove(name)?;
    }
    Ok(())
}

fn is_left_over(look: &Look, now: SystemTime) -> bool {
    #[cfg(unix)]
    let is_own = look.owner.is_some_and(|owner| owner.user == FolderHandle::user());
    #[cfg(not(unix))]
    let is_own = true;
    let is_old = look.modified.and_then(|then| now.duration_since(then).ok()).is_some_and(|age| age > AGE);
    look.kind == FileKind::File && look.links == 1 && is_own && is_old
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn old(dir: &std::path::Path, names: std::ops::Range<usize>) {
        for number in names {
            let file = fs::File::create(dir.join(format!(".foldersheet-{number:06}.part"))).unwrap();
            file.set_modified(SystemTime::now() - 2 * AGE).unwrap();
        }
    }

    fn count(folder: &FolderHandle) -> usize {
        let mut count = 0;
        folder.each_name(|name| (count += usize::from(names::is_part(name)), true).1).unwrap();
        count
    }

    #[test]
    fn a_search_ends_when_it_is_told_to() {
        let dir = tempfile::tempdir().unwrap();
        old(dir.path(), 0..20);
        let folder = FolderHandle::open(dir.path()).unwrap();
        remove_from(&folder, &|| true).unwrap();
        assert!(count(&folder) >= 19);
        remove_from(&folder, &|| false).unwrap();
        assert_eq!(count(&folder), 0);
    }

    #[test]
    fn a_search_that_nobody_waits_for_is_told_to_end() {
        let dir = tempfile::tempdir().unwrap();
        let search = Search::start(Arc::new(FolderHandle::open(dir.path()).unwrap())).unwrap();
        let stop = search.stop.clone();
        drop(search);
        assert!(stop.load(Ordering::Relaxed));
    }

    /// A write lease (fcntl(2), `F_SETLEASE`): who opens the file waits for its end, 45 seconds at most, and would then remove it.
    #[cfg(target_os = "linux")]
    #[test]
    fn nobody_waits_for_a_lease() {
        use std::io::{BufRead, BufReader};
        use std::process::{Command, Stdio};
        const HOLD: &str = "import fcntl, signal, sys\n\
            signal.signal(signal.SIGIO, signal.SIG_IGN)\n\
            file = open(sys.argv[1], 'r+')\n\
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_WRLCK)\n\
            print('held', flush=True)\n\
            sys.stdin.read()";
        let dir = tempfile::tempdir().unwrap();
        old(dir.path(), 0..1);
        let mut python = Command::new("python3");
        python.args(["-c", HOLD]).arg(dir.path().join(".foldersheet-000000.part"));
        let python = python.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let Ok(mut python) = python else { return println!("skipped: there is no python3") };
        let mut line = String::new();
        BufReader::new(python.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let folder = FolderHandle::open(dir.path()).unwrap();
        if line == "held\n" {
            remove_from(&folder, &|| false).unwrap();
            assert_eq!(count(&folder), 1);
        } else {
            println!("skipped: this file system has no leases");
        }
        drop(python.stdin.take());
        python.wait().unwrap();
    }
}
