//! What an entry is.

/// The kind of an entry, as the system's own record has it; links are not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Kind {
    /// A regular file.
    File,
    /// A symbolic link; on Windows a junction too.
    Symlink,
    /// A named pipe.
    Fifo,
    /// A socket.
    Socket,
    /// A block device.
    Block,
    /// A character device.
    Char,
    /// A folder.
    Folder,
}

impl Kind {
    /// Every kind, in the order of its number.
    pub const ALL: [Kind; 7] =
        [Kind::File, Kind::Symlink, Kind::Fifo, Kind::Socket, Kind::Block, Kind::Char, Kind::Folder];

    /// The word for it in the sheet and on screen.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::File => "file",
            Kind::Symlink => "symlink",
            Kind::Fifo => "fifo",
            Kind::Socket => "socket",
            Kind::Block => "block",
            Kind::Char => "char",
            Kind::Folder => "folder",
        }
    }

    /// The kind with this number; a number that is none reads as a file.
    pub const fn from_number(number: u8) -> Kind {
        if (number as usize) < Kind::ALL.len() { Kind::ALL[number as usize] } else { Kind::File }
    }
}
