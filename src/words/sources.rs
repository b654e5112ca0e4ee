//! What is said of files that become a sheet: whose they are, and why one does not.

use super::other_files::{READABLE, other_file};
use super::{cause, failure};
use crate::model::{NotOpened, Origin, SourceError, SourceKind, TimesOfSource, name};
use crate::text;
use std::path::Path;
use std::time::UNIX_EPOCH;

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
            SourceError::OtherFile(looks) => other_file(&file, *looks),
            SourceError::NotAFile => format!(
                "{file} is a pipe or a device, which can be read only once. Save what comes out of it to a file, and open that."
            ),
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

/// A kind of list, as in a choice of them.
pub fn list_kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::OwnCsv => "Foldersheet's CSV for programs",
        SourceKind::OwnJsonLines => "Foldersheet's JSON Lines",
        SourceKind::WizTree => "WizTree (CSV)",
        SourceKind::WinDirStatCsv => "WinDirStat (CSV)",
        SourceKind::WinDirStatJson => "WinDirStat (JSON)",
        SourceKind::Everything => "Everything (EFU, or CSV of ES)",
        SourceKind::Droid => "DROID or Siegfried (CSV)",
        SourceKind::Ncdu => "ncdu or gdu (JSON)",
        SourceKind::QDirStat => "QDirStat (cache file)",
        SourceKind::Dfxml => "DFXML",
        SourceKind::Rclone => "rclone lsjson",
        SourceKind::Tree => "tree -J",
        SourceKind::Rsync => "rsync --list-only",
        SourceKind::PowerShell => "PowerShell (Export-Csv)",
        SourceKind::Find => "find (by the documented command)",
        SourceKind::SavedSheet | SourceKind::Mtree | SourceKind::Hashdeep | SourceKind::OtherCsv => {
            source_kind(kind)
        }
    }
}

/// Where a sheet comes from and as of when, such as "/x.csv, a list made by WizTree 4.31, as of 2026-11-12 14:03".
pub fn origin(origin: &Origin) -> String {
    let file = text::shown(name::path_bytes(&origin.file));
    let made = match &origin.program {
        _ if origin.kind == SourceKind::SavedSheet => "a saved sheet".to_owned(),
        Some(program) => format!("a list made by {}", text::printable(program)),
        None => format!("a list made by {}", source_kind(origin.kind)),
    };
    let machine = match &origin.machine {
        Some(machine) => format!(" of the machine {}", text::printable(machine)),
        None => String::new(),
    };
    let when = match as_of(origin) {
        Some(moment) => format!(", as of {moment}"),
        None => String::new(),
    };
    format!("{file}, {made}{machine}{when}")
}

/// When the files were as a file lists them, to the minute.
pub fn as_of(origin: &Origin) -> Option<String> {
    let since = origin.as_of?.duration_since(UNIX_EPOCH).ok()?;
    Some(text::local_minute(since.as_secs().try_into().ok()?))
}

/// What a reader of the sheet should know: what it lacks, and how its times were understood.
pub fn origin_notes(origin: &Origin) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(filter) = &origin.filter {
        notes.push(format!(
            "it was saved under the filter “{}”, and has no other rows",
            text::printable(filter)
        ));
    }
    match origin.times {
        TimesOfSource::Exact => {}
        TimesOfSource::TakenForLocal => {
            notes.push(
                "its times have no time zone; they are taken for this computer's local time".to_owned(),
            );
        }
        TimesOfSource::Absent => notes.push("it has no times".to_owned()),
    }
    notes
}
