//! Why an export failed, and what a user can do about it.

use crate::model::export::{
    Advice, Archive, Attempt, Changed, ExportError, Fault, IoReason, Misfit, Obstacle, STANDARD_OUTPUT,
};
use crate::text;
use std::path::Path;

/// Why an export failed, in whole sentences with what to do. The first begins in lower case, to go behind a colon, or with a path.
pub fn export_error(error: &ExportError) -> String {
    let advice = advice(error.advice());
    match error {
        ExportError::Cancelled => "the export was cancelled; the file is as it was".to_owned(),
        ExportError::Target { path, what } => {
            format!("{} is {} and was not replaced. {advice}.", target(path), obstacle(*what))
        }
        ExportError::Format(why) => misfit(why),
        ExportError::NotSplit { path } => {
            format!("{} is a device or pipe, and a sheet that goes there can't be split.", target(path))
        }
        ExportError::NotPut { .. } => format!("{} Every file is as it was. {advice}.", not_put(error)),
        ExportError::Mixed { why, changed } => mixed(why, changed),
        ExportError::NotStarted { reason } => {
            format!("could not start the export: {}. Try again.", export_reason(reason))
        }
        ExportError::Panicked => "the export panicked. Please report it.".to_owned(),
        ExportError::Exists { path } => {
            format!("{} is there already and was not replaced. {advice}.", target(path))
        }
        ExportError::TooManyFiles { count, most } => {
            format!("the sheet would be {count} files, and {most} is the most. Split it into longer ones.")
        }
        ExportError::Io { attempt, path, reason } => {
            let (doing, why) = (doing(*attempt), export_reason(reason));
            format!("could not {doing} {}: {why}. {advice}.", target(path))
        }
    }
}

/// Why a step of an export failed, without a full stop.
pub fn export_reason(reason: &IoReason) -> &str {
    match reason {
        IoReason::Reported { text, .. } => text,
        IoReason::Own(fault) => match fault {
            Fault::Cancelled => "cancelled",
            Fault::Closed => "it is closed",
            Fault::ReadOnly => "it is open for reading only",
            Fault::Terminal => "it is a terminal, which takes text only",
            Fault::Changed => "another program changed it",
            Fault::KeepsChanging => "another program keeps changing it",
            Fault::ReaderLeft => "its reader closed it before the workbook was whole",
            Fault::ThreadPanicked => "a thread panicked",
            Fault::CompressorPanicked => "the compression panicked",
            Fault::CompressorEnded => "the compression has ended",
            Fault::WorkbookPanicked => "the workbook's writer panicked",
        },
    }
}

/// What does not fit a format, in whole sentences.
pub fn misfit(misfit: &Misfit) -> String {
    match misfit {
        Misfit::Compressed { path, archive, extension } => {
            let archive = archive_name(*archive);
            format!("{}: {archive} is already compressed. End its name in .{extension}", target(path))
        }
        Misfit::Compression { path, extension } => format!(
            "{}: a sheet can't be compressed as .{extension}. End its name in .gz or .zst",
            target(path)
        ),
        Misfit::List { path, extensions: fitting } => format!(
            "the list of problems can't be written as {}: end its name in {}, a text also in .gz or .zst behind that",
            target(path),
            extensions(fitting, "or")
        ),
        Misfit::Terminal { archive } => format!(
            "{} can't go to a terminal: redirect standard output, or name a file",
            archive_name(*archive)
        ),
    }
}

/// Extensions with their points, and this word before the last: `.csv, .tsv or .xlsx`.
pub fn extensions(extensions: &[&str], or: &str) -> String {
    let all: Vec<String> = extensions.iter().map(|extension| format!(".{extension}")).collect();
    match &all[..] {
        [most @ .., last] if !most.is_empty() => format!("{} {or} {last}", most.join(", ")),
        all => all.concat(),
    }
}

/// What a separator of a CSV may be, where it is none.
pub const fn no_separator() -> &'static str {
    "a separator is `comma`, `semicolon`, `tab`, `pipe`, or one sign that is in no number, date or path"
}

/// A target's path, and standard output by its name.
pub fn target(path: &Path) -> String {
    if path == Path::new(STANDARD_OUTPUT) {
        return "standard output".to_owned();
    }
    text::shown(path.as_os_str().as_encoded_bytes()).into_owned()
}

fn mixed(why: &ExportError, changed: &[Changed]) -> String {
    let mut words = match why {
        ExportError::NotPut { .. } => not_put(why),
        why => export_error(why),
    };
    words += " What was done before could not be undone:";
    for Changed { path, is_new, old } in changed {
        let state = if *is_new { "is the new file" } else { "is not as it was" };
        words += &format!(" {} {state}", target(path));
        match old {
            Some(old) => words += &format!(", and what it held before is {};", target(old)),
            None => words += ", and was not there before;",
        }
    }
    words + " every other file is as it was."
}

fn not_put(error: &ExportError) -> String {
    let ExportError::NotPut { path, reason } = error else { return String::new() };
    format!("could not put the finished file at {}: {}.", target(path), export_reason(reason))
}

const fn advice(advice: Advice) -> &'static str {
    match advice {
        Advice::OtherFile => "Choose another file",
        Advice::FreeSpace => "Free some space, or choose a file on another disk",
        Advice::WritableFolder => "Choose a folder that you may write to",
        Advice::CloseIt => "Close it in the program that has it open, or choose another file",
        Advice::ExistingFolder => "Choose a folder that exists",
        Advice::SmallerFile => {
            "A file may not be that large here: split the sheet, raise the limit (ulimit -f), or choose another disk"
        }
        Advice::Retry => "Try again, or choose another file",
    }
}

const fn doing(attempt: Attempt) -> &'static str {
    match attempt {
        Attempt::CreateBeside => "create a file beside",
        Attempt::LookAt => "look at",
        Attempt::Open => "open",
        Attempt::Write => "write",
    }
}

const fn obstacle(obstacle: Obstacle) -> &'static str {
    match obstacle {
        Obstacle::NoName => "no file name",
        Obstacle::FolderPath => "the path of a folder",
        Obstacle::Folder => "a folder",
        Obstacle::Link => "a link",
        Obstacle::Stream => "a device or pipe",
        Obstacle::Special => "a disk or socket",
        Obstacle::Protected => "protected from every change (immutable or append-only)",
        Obstacle::Mounted => "a file that something is mounted on",
        Obstacle::UnwritableFile => "a file that you may not write to",
        Obstacle::UnwritableStream => "a device or pipe that you may not write to",
        Obstacle::AnothersFile => "another user's file in a folder where only its owner may replace it",
        Obstacle::AnothersPipe => "another user's pipe in a folder that others write to",
        Obstacle::PartOfSheet => "a file that the sheet may need itself",
        Obstacle::SheetItself => "the file of the sheet itself",
        Obstacle::SameExport => "another file of this export",
    }
}

const fn archive_name(archive: Archive) -> &'static str {
    match archive {
        Archive::Workbook => "a workbook",
        Archive::SavedSheet => "a saved sheet",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::ErrorKind;
    use std::path::PathBuf;

    fn reported(kind: ErrorKind, text: &str) -> IoReason {
        IoReason::Reported { kind, text: text.to_owned() }
    }

    #[test]
    fn a_failure_says_what_was_tried_where_why_and_what_to_do() {
        let path = || PathBuf::from("s.csv");
        let io = |attempt, reason| ExportError::Io { attempt, path: path(), reason };
        let full = || reported(ErrorKind::StorageFull, "no space");
        let not_put = || ExportError::NotPut { path: path(), reason: reported(ErrorKind::NotFound, "gone") };
        let was =
            |old: Option<&str>, is_new| Changed { path: "r.csv".into(), is_new, old: old.map(PathBuf::from) };
        for (error, words) in [
            (
                io(Attempt::Write, full()),
                "could not write s.csv: no space. Free some space, or choose a file on another disk.",
            ),
            (
                io(Attempt::Open, IoReason::Own(Fault::ReadOnly)),
                "could not open s.csv: it is open for reading only. Try again, or choose another file.",
            ),
            (
                ExportError::io(Attempt::Write, Path::new(STANDARD_OUTPUT), Fault::Terminal.into()),
                "could not write standard output: it is a terminal, which takes text only. Try again, or choose another file.",
            ),
            (
                ExportError::Target { path: path(), what: Obstacle::Folder },
                "s.csv is a folder and was not replaced. Choose another file.",
            ),
            (
                not_put(),
                "could not put the finished file at s.csv: gone. Every file is as it was. Choose a folder that exists.",
            ),
            (
                ExportError::NotPut { path: path(), reason: reported(ErrorKind::PermissionDenied, "denied") },
                if cfg!(windows) {
                    "could not put the finished file at s.csv: denied. Every file is as it was. \
                     Close it in the program that has it open, or choose another file."
                } else {
                    "could not put the finished file at s.csv: denied. Every file is as it was. \
                     Choose a folder that you may write to."
                },
            ),
            (
                ExportError::Mixed {
                    why: not_put().into(),
                    changed: vec![was(Some("old"), true), was(None, false)],
                },
                "could not put the finished file at s.csv: gone. What was done before could not be undone: r.csv is the new file, and \
                 what it held before is old; r.csv is not as it was, and was not there before; every other file is as it was.",
            ),
            (ExportError::Panicked, "the export panicked. Please report it."),
            (
                ExportError::NotStarted { reason: reported(ErrorKind::WouldBlock, "no thread") },
                "could not start the export: no thread. Try again.",
            ),
        ] {
            assert_eq!(export_error(&error), words);
        }
    }

    #[test]
    fn a_list_of_extensions_is_as_long_as_there_are() {
        assert_eq!(extensions(&["csv", "tsv", "xlsx"], "or"), ".csv, .tsv or .xlsx");
        assert_eq!((extensions(&["csv"], "or"), extensions(&[], "or")), (".csv".to_owned(), String::new()));
    }
}
