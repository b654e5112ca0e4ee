//! Why something went wrong: what the system says, or a reason of our own. `words` says it.

use super::{ListFault, PatternMistake, RootId, WorkerId};
use std::io;

/// Why it went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The system refused.
    System(SystemError),
    /// The system refused, and more is missing than what was tried.
    SystemWith(SystemError, Consequence),
    /// A reason of our own.
    Own(Reason),
}

/// What the system, or the standard library, says of an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemError {
    /// Its words, without the path, its number and a full stop.
    pub text: Box<str>,
    /// Its number; `None` if the system gave none.
    pub code: Option<i32>,
}

/// What follows from an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consequence {
    /// The folder's entries are known by name only, and the folders in it are not read.
    NamesOnly,
    /// So many of the folder's names were not found, and could not be looked for again.
    NamesNotFound(u32),
}

/// A reason that this program found, without an error of the system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The folder is one of those it is in.
    InItself,
    /// The folder was picked itself, as this one, and is listed there.
    PickedItself(RootId),
    /// The folder is the same as the one at this path, and is listed there.
    SameAs {
        /// The other path.
        path: Box<[u8]>,
        /// The picked folder in which it is listed, if that is another one.
        root: Option<RootId>,
    },
    /// It was left to this picked path, which was removed since.
    LeftToRemoved(RootId),
    /// The path is the same as another picked one.
    PickedTwice,
    /// The folder is in the sheet under another path, and a link that looks like a folder led to it once more.
    SameFolder,
    /// The path lies in another picked folder, and is listed there.
    InsidePicked,
    /// A part of the folder was listed by an earlier reading, and is listed again.
    ListedBefore,
    /// A file system of this type, which the kernel makes up.
    KernelFileSystem(Box<str>),
    /// Looking further would mount something.
    WouldMount,
    /// What is in the folder is in a cloud, and listing it would fetch that.
    InCloud,
    /// Something else is in the folder's place now.
    Replaced,
    /// A look finds the folder, and opening it doesn't.
    FoundNotOpened,
    /// The folder that a name is in lists it, and no look finds it; so it is with so many more names there.
    ListedNotFound(u64),
    /// The same of a folder, which is not read for that.
    FolderListedNotFound,
    /// The list of the folder's names has this one, which no entry can have.
    NotAName(Box<[u8]>),
    /// A worker panicked with this message.
    Panicked(Box<str>),
    /// The stop gave this worker up while it waited for a drive.
    GivenUp(WorkerId),
    /// Fewer workers than asked for were started.
    FewerWorkers(Box<FewerWorkers>),
    /// The file that the sheet comes from holds what no such file holds, or ends too early.
    DamagedFile {
        /// So many bytes from its beginning are sound.
        byte: u64,
        /// Rows before that.
        rows: u64,
    },
    /// The file is none of those that become a sheet.
    UnknownFile,
    /// A path that a file has, and that is none of this system.
    OtherSystem,
    /// No scan was started, for a pattern that can't be understood.
    Pattern(Box<PatternMistake>),
    /// Something in another tool's list.
    List(Box<ListFault>),
}

impl Reason {
    /// The picked path that something was left to, and that is in the sheet.
    pub fn left_to_mut(&mut self) -> Option<&mut RootId> {
        match self {
            Reason::PickedItself(other) | Reason::SameAs { root: Some(other), .. } => Some(other),
            _ => None,
        }
    }
}

/// How many workers were started of how many, and why not all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FewerWorkers {
    /// Workers that were started.
    pub started: usize,
    /// Workers that were asked for.
    pub wanted: usize,
    /// Why not more.
    pub why: NotMore,
}

/// Why not more workers were started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotMore {
    /// They could wait for each other's handles: the process may open too few files.
    OpenFiles,
    /// They would take the rows' room: the process may take too little memory.
    Memory,
    /// The system refused to start another.
    Refused(SystemError),
}

impl Cause {
    /// The system's error number; `None` if it wasn't the system that refused.
    pub fn code(&self) -> Option<i32> {
        match self {
            Cause::System(error) | Cause::SystemWith(error, _) => error.code,
            Cause::Own(_) => None,
        }
    }

    /// Bytes that it takes beside itself.
    pub fn heap_bytes(&self) -> usize {
        match self {
            Cause::System(error) | Cause::SystemWith(error, _) => error.text.len(),
            Cause::Own(Reason::Panicked(text) | Reason::KernelFileSystem(text)) => text.len(),
            Cause::Own(Reason::SameAs { path, .. }) => path.len(),
            Cause::Own(Reason::FewerWorkers(fewer)) => {
                let refused = match &fewer.why {
                    NotMore::Refused(error) => error.text.len(),
                    NotMore::OpenFiles | NotMore::Memory => 0,
                };
                size_of::<FewerWorkers>() + refused
            }
            Cause::Own(Reason::Pattern(mistake)) => mistake.heap_bytes(),
            Cause::Own(Reason::List(fault)) => size_of::<ListFault>() + fault.what.heap_bytes(),
            Cause::Own(_) => 0,
        }
    }
}

impl From<&io::Error> for Cause {
    fn from(error: &io::Error) -> Cause {
        Cause::System(error.into())
    }
}

impl From<Reason> for Cause {
    fn from(reason: Reason) -> Cause {
        Cause::Own(reason)
    }
}

impl From<&io::Error> for SystemError {
    fn from(error: &io::Error) -> SystemError {
        let mut text = error.to_string();
        let code = error.raw_os_error();
        if let Some(code) = code {
            // The number has a place of its own.
            let suffix = format!(" (os error {code})");
            if text.ends_with(&suffix) {
                text.truncate(text.len() - suffix.len());
            }
        }
        SystemError { text: text.into(), code }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Location, Operation, Problem};
    use super::*;

    #[test]
    fn a_problem_takes_no_more_than_a_name_and_a_text_do() {
        // A text of its own and a number were 32 bytes; a scan may have millions of them.
        assert!(size_of::<Cause>() <= 32, "{}", size_of::<Cause>());
    }

    #[test]
    fn what_a_cause_holds_is_counted() {
        let bytes = |cause: Cause| {
            let at = Location::whole(b"abc");
            Problem { root: None, operation: Operation::Worker, at, cause }.heap_bytes()
                - size_of::<Problem>()
        };
        let error = SystemError { text: "12345".into(), code: Some(5) };
        assert_eq!(bytes(Cause::System(error.clone())), 3 + 5);
        assert_eq!(bytes(Cause::SystemWith(error.clone(), Consequence::NamesOnly)), 3 + 5);
        assert_eq!(bytes(Reason::InItself.into()), 3);
        assert_eq!(bytes(Reason::Panicked("1234567".into()).into()), 3 + 7);
        let same = Reason::SameAs { path: b"/Users".as_slice().into(), root: None };
        assert_eq!(bytes(same.into()), 3 + 6);
        let fewer = FewerWorkers { started: 1, wanted: 2, why: NotMore::Refused(error) };
        let fewer = bytes(Reason::FewerWorkers(Box::new(fewer)).into());
        assert_eq!(fewer, 3 + size_of::<FewerWorkers>() + 5);
        let pattern = PatternMistake::Library("123".to_owned());
        let pattern = bytes(Reason::Pattern(Box::new(pattern)).into());
        assert_eq!(pattern, 3 + size_of::<PatternMistake>() + 3);
    }
}
