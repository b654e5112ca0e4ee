//! What isn't a regular file and is simply written to, as Unix programs do: a device, a named pipe, an inherited descriptor. It
//! can't be half replaced, because it holds nothing; what was written to it is gone.
//!
//! Nothing here blocks for good: a pipe that has no reader yet, or whose reader takes its time, is tried again until the export is
//! cancelled.

#[cfg(unix)]
use super::FolderHandle;
use super::place::Place;
use crate::export::Progress;
use crate::model::export::{Attempt, ExportError, STANDARD_OUTPUT};
#[cfg(unix)]
use crate::model::export::{Fault, Obstacle};
use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// One that will be opened when it is its turn.
#[derive(Debug)]
pub(in crate::export) struct Stream {
    path: PathBuf,
    way: Route,
}

/// How it is reached.
#[derive(Debug)]
enum Route {
    /// By the number of a handle.
    #[cfg(unix)]
    Handed(i32),
    /// By its name.
    #[cfg(unix)]
    Named { place: Place, id: Option<super::look::Id>, is_pipe: bool, is_link: bool },
    /// By its path, not as an entry of a folder.
    #[cfg(not(unix))]
    Path,
    /// It is standard output.
    #[cfg(not(unix))]
    Output,
}

impl Stream {
    /// What a path stands for that names a handle of this program, `-` being standard output; on Windows a device or pipe of the system's.
    /// `None` if it is neither.
    ///
    /// # Errors
    /// If that handle can't be written to.
    pub(crate) fn handed(path: &Path) -> Result<Option<Stream>, ExportError> {
        let is_output = path == Path::new(STANDARD_OUTPUT);
        #[cfg(unix)]
        let number = if is_output { Some(1) } else { super::handed::number(path) };
        #[cfg(unix)]
        let way = match number {
            Some(number) => {
                super::handed::open(number).map_err(|source| ExportError::io(Attempt::Open, path, source))?;
                Some(Route::Handed(number))
            }
            None => None,
        };
        #[cfg(not(unix))]
        let way = if is_output { Some(Route::Output) } else { is_device(path).then_some(Route::Path) };
        Ok(way.map(|way| Stream { path: path.to_owned(), way }))
    }

    /// The device or pipe at a place; `None` if there is none.
    ///
    /// # Errors
    /// If it must not be written to.
    #[cfg(unix)]
    pub(crate) fn at(place: &Place) -> Result<Option<Stream>, ExportError> {
        use super::commit::FolderNames;
        use super::look::FileKind;
        let io = |source| ExportError::io(Attempt::LookAt, place.path(), source);
        let Some(found) = place.folder.look_at(&place.name).map_err(io)? else { return Ok(None) };
        let is_link = found.kind == FileKind::Link;
        let through = if is_link { place.folder.look_through(&place.name) } else { Some(found) };
        let Some(found) = through.filter(super::look::Look::is_stream) else { return Ok(None) };
        let refuse = |what| Err(ExportError::Target { path: place.path().to_owned(), what });
        if let Some(what) = found.is_a_trap(&place.folder.look().map_err(io)?, FolderHandle::user()) {
            return refuse(what);
        }
        if !place.folder.may_write(&place.name) {
            return refuse(Obstacle::UnwritableStream);
        }
        let way = Route::Named {
            place: place.clone(),
            id: found.id,
            is_pipe: found.kind == FileKind::Pipe,
            is_link,
        };
        Ok(Some(Stream { path: place.path().to_owned(), way }))
    }

    /// Those of Windows have paths of their own.
    #[cfg(not(unix))]
    pub(crate) fn at(_: &Place) -> Result<Option<Stream>, ExportError> {
        Ok(None)
    }

    /// The path that was given.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether two are one pipe. A device takes any number of texts.
    pub(crate) fn is_same(&self, other: &Stream) -> bool {
        match (&self.way, &other.way) {
            #[cfg(unix)]
            (Route::Handed(one), Route::Handed(other)) => is_one(*one, *other),
            #[cfg(unix)]
            (Route::Named { id, is_pipe, .. }, Route::Named { id: other, .. }) => *is_pipe && id == other,
            _ => false,
        }
    }

    /// Whether what is written to it comes to standard output.
    pub(crate) fn is_output(&self) -> bool {
        match &self.way {
            #[cfg(unix)]
            Route::Handed(number) => is_one(*number, 1),
            #[cfg(unix)]
            Route::Named { .. } => false,
            #[cfg(not(unix))]
            Route::Output => true,
            #[cfg(not(unix))]
            Route::Path => false,
        }
    }

    /// Opens it. Waits for a pipe's reader until the export is cancelled.
    ///
    /// # Errors
    /// If it can't be opened, or is something else by now; [`ExportError::Cancelled`].
    pub(crate) fn open(&self, progress: &Progress) -> Result<Waiting, ExportError> {
        let io = |source| ExportError::io(Attempt::Open, &self.path, source);
        let file = match &self.way {
            #[cfg(unix)]
            Route::Handed(number) => super::handed::open(*number).map_err(io)?,
            #[cfg(unix)]
            Route::Named { place, id, is_pipe, is_link } => loop {
                if progress.is_cancelled() {
                    return Err(ExportError::Cancelled);
                }
                match place.folder.open_stream(&place.name, *is_link) {
                    Ok(file) if FolderHandle::id_of(&file) == *id => break file,
                    Ok(_) => return Err(io(Fault::Changed.into())),
                    // Nobody reads it yet.
                    Err(error)
                        if *is_pipe
                            && rustix::io::Errno::from_io_error(&error) == Some(rustix::io::Errno::NXIO) =>
                    {
                        std::thread::sleep(unix::PAUSE);
                    }
                    Err(error) => return Err(io(error)),
                }
            },
            #[cfg(not(unix))]
            Route::Path => File::options().write(true).open(&self.path).map_err(io)?,
            #[cfg(not(unix))]
            Route::Output => output().map_err(io)?,
        };
        Ok(Waiting::new(file, progress.clone()))
    }
}

/// Whether two handles lead to one file or pipe: two texts in it would be mixed up. A device takes any number.
#[cfg(unix)]
fn is_one(one: i32, other: i32) -> bool {
    use super::look::FileKind;
    let look = |number| super::handed::open(number).and_then(|file| FolderHandle::look_at_open(&file));
    let (Ok(first), Ok(second)) = (look(one), look(other)) else { return one == other };
    one == other
        || matches!(first.kind, FileKind::File | FileKind::Pipe)
            && first.id.is_some()
            && first.id == second.id
}

/// Standard output by its handle.
#[cfg(windows)]
fn output() -> io::Result<File> {
    use std::os::windows::io::AsHandle;
    Ok(io::stdout().as_handle().try_clone_to_owned()?.into())
}

/// The names that Windows keeps for itself, and the paths of its devices and pipes ("Naming Files, Paths, and Namespaces").
#[cfg(any(windows, test))]
fn is_device(path: &Path) -> bool {
    const NAMES: [&str; 4] = ["NUL", "CON", "CONOUT$", "PRN"];
    let text = path.to_string_lossy();
    text.starts_with(r"\\.\") || NAMES.iter().any(|name| text.eq_ignore_ascii_case(name))
}

/// An open one. A write waits until it takes something, or the export is cancelled.
pub(in crate::export) struct Waiting {
    file: File,
    #[cfg_attr(not(unix), allow(dead_code, reason = "there a write can't be asked about before"))]
    progress: Progress,
    /// Bytes of one write.
    most: usize,
}

impl Waiting {
    fn new(file: File, progress: Progress) -> Waiting {
        #[cfg(unix)]
        let most = unix::most(&file);
        #[cfg(not(unix))]
        let most = usize::MAX;
        Waiting { file, progress, most }
    }

    /// Whether it is a terminal, which obeys what is written to it.
    pub(crate) fn is_terminal(&self) -> bool {
        self.file.is_terminal()
    }
}

impl Write for Waiting {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let bytes = &bytes[..bytes.len().min(self.most)];
        loop {
            #[cfg(unix)]
            unix::wait(&self.file, &self.progress)?;
            match self.file.write(bytes) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                written => return written,
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(unix)]
mod unix {
    use super::Fault;
    use super::{File, FolderHandle, Progress, io};
    use crate::export::file::look::FileKind;
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::fs::OFlags;
    use std::time::Duration;

    /// How soon a cancel is noticed.
    pub(super) const PAUSE: Duration = Duration::from_millis(50);
    /// As many bytes as a pipe takes at once where it takes any (`pipe(7)`, `PIPE_BUF`; 512 at least by POSIX, and on Linux a page).
    const PIPE: usize = if cfg!(target_os = "linux") { 4096 } else { 512 };

    /// Bytes to write at once. A handle that other programs share stays one that blocks: given more bytes than it has room for, it could block
    /// for good.
    pub(super) fn most(file: &File) -> usize {
        let is_file = FolderHandle::look_at_open(file).is_ok_and(|look| look.kind == FileKind::File);
        let waits = rustix::fs::fcntl_getfl(file).is_ok_and(|flags| !flags.contains(OFlags::NONBLOCK));
        if waits && !is_file { PIPE } else { usize::MAX }
    }

    /// Waits until it takes something or has failed.
    ///
    /// # Errors
    /// If the export is cancelled.
    pub(super) fn wait(file: &File, progress: &Progress) -> io::Result<()> {
        let pause = Timespec { tv_sec: 0, tv_nsec: PAUSE.subsec_nanos().into() };
        loop {
            if progress.is_cancelled() {
                return Err(Fault::Cancelled.into());
            }
            match poll(&mut [PollFd::new(file, PollFlags::OUT)], Some(&pause)) {
                Ok(0) | Err(rustix::io::Errno::INTR) => {}
                Ok(_) => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_keeps_some_names_for_itself() {
        for (path, is) in [
            ("NUL", true),
            ("nul", true),
            (r"\\.\pipe\rows", true),
            ("nul.csv", false),
            (r"C:\x\a.csv", false),
            (r"\\server\share\a.csv", false),
            ("a", false),
        ] {
            assert_eq!(is_device(Path::new(path)), is, "{path}");
        }
    }
}
