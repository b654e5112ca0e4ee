//! What is said of files that become a sheet: whose they are, and why one does not.

use super::{cause, failure};
use crate::model::{NotOpened, SourceError, SourceKind, name};
use crate::text;
use std::path::Path;

/// The files that can be opened, as a part of a sentence.
const READABLE: &str = "Saved sheets (.foldersheet) can be opened, this program's own CSV for programs and JSON Lines, and lists \
    made by WizTree, WinDirStat, Everything, DROID, Siegfried, ncdu, gdu, QDirStat, mtree, hashdeep, DFXML tools, rclone, tree, \
    rsync, PowerShell or find.";

/// Why a file was not opened, in whole sentences.
pub fn not_opened(file: &Path, why: &NotOpened) -> String {
    let file = text::shown(name::path_bytes(file));
    match why {
        NotOpened::Failed(why) => format!("{file} was not opened. {}", failure(why)),
        NotOpened::Refused(why) => match why {
            SourceError::Io(why) => format!("{file} can't be opened: {}.", cause(why)),
            SourceError::NotRecognised => {
                format!("{file} is neither a saved sheet nor a list of a known kind. {READABLE}")
            }
            SourceError::TooNew { version } => format!(
                "{file} was saved by a later version of this program, in format {version}, which this one would read wrongly. \
                 A newer version opens it."
            ),
            SourceError::Damaged { byte, .. } => {
                let byte = text::number(*byte);
                format!("{file} is damaged {byte} bytes from its beginning, and nothing in it can be read.")
            }
            SourceError::Memory => format!("{file} takes more memory than there is for it."),
            SourceError::Cancelled => format!("{file} was not opened: it was stopped."),
        },
    }
}

/// What wrote a file, as in "made by …".
pub fn source_kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::SavedSheet | SourceKind::OwnCsv | SourceKind::OwnJsonLines => "Foldersheet",
        SourceKind::WizTree => "WizTree",
        SourceKind::WinDirStatCsv | SourceKind::WinDirStatJson => "WinDirStat",
        SourceKind::Everything => "Everything",
        SourceKind::Droid => "DROID",
        SourceKind::Ncdu => "ncdu",
        SourceKind::QDirStat => "QDirStat",
        SourceKind::Mtree => "mtree",
        SourceKind::Hashdeep => "hashdeep",
        SourceKind::Dfxml => "a DFXML tool",
        SourceKind::Rclone => "rclone",
        SourceKind::Tree => "tree",
        SourceKind::Rsync => "rsync",
        SourceKind::PowerShell => "PowerShell",
        SourceKind::Find => "find",
        SourceKind::OtherCsv => "another program",
    }
}
