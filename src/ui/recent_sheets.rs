//! The sheets that were opened or saved last, for the empty window: each with its moment, its files and their size. The app lets them hear of
//! each frame, and the settings keep them. Whether the files are still there is looked up by a thread, whenever the window is empty again.

use super::typed::{self, Here};
use super::uri;
use crate::model::Known;
use crate::scan::handed;
use crate::session::{ExportStatus, Phase, Status};
use crossbeam_channel::Receiver;
use eframe::egui::Context;
use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// How many are remembered.
const MOST: usize = 10;

/// How the name of a saved sheet ends.
const EXTENSION: &str = "foldersheet";

/// A sheet that was opened or saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RecentSheet {
    /// The absolute path of its file.
    pub file: PathBuf,
    /// When it was opened or saved, in seconds since 1970-01-01T00:00:00Z.
    pub used: i64,
    /// The moment for which it stands, in the same; `None` if it doesn't say.
    pub as_of: Option<i64>,
    /// How many files are in it.
    pub files: u64,
    /// Their apparent sizes; `None` if not all are known.
    pub bytes: Option<u128>,
}

/// Those that were used last, the newest first.
#[derive(Debug, Default)]
pub(super) struct RecentSheets {
    all: Vec<RecentSheet>,
    /// The file that the sheet comes from, once it was heard of.
    opened: Option<PathBuf>,
    /// The file that was saved last, in the same way.
    saved: Option<PathBuf>,
    was_empty: bool,
    missing: HashSet<PathBuf>,
    more: Option<Receiver<PathBuf>>,
}

impl RecentSheets {
    /// Each of them, the newest first.
    pub(super) fn all(&self) -> &[RecentSheet] {
        &self.all
    }

    /// The same list, for the settings.
    pub(super) fn remembered(&self) -> RecentSheets {
        RecentSheets { all: self.all.clone(), ..RecentSheets::default() }
    }

    /// Whether a file was not there when it was looked for.
    pub(super) fn is_missing(&self, file: &Path) -> bool {
        self.missing.contains(file)
    }

    /// Remembers a sheet that was opened or saved. A kept sheet is listed by itself.
    pub(super) fn hear(&mut self, status: &Status<'_>, ctx: &Context) {
        let origin = status.origin.map(|origin| &origin.file);
        if !matches!(status.phase, Phase::Reading | Phase::Stopping) && self.opened.as_ref() != origin {
            self.opened = origin.cloned();
            if let Some(file) = origin.filter(|_| !status.is_kept) {
                self.add(self::sheet(file, status, status.totals.files, is_exact(status)));
            }
        }
        let saved = match status.export {
            ExportStatus::Written { written, .. } => match &written.files[..] {
                [file] if file.extension().is_some_and(|own| own == EXTENSION) => Some((file, written.rows)),
                _ => None,
            },
            _ => None,
        };
        if self.saved.as_ref() != saved.map(|(file, _)| file) {
            self.saved = saved.map(|(file, _)| file.clone());
            if let Some((file, rows)) = saved {
                let is_all = rows == status.found;
                let files = if is_all { status.totals.files } else { rows };
                self.add(self::sheet(file, status, files, is_all && is_exact(status)));
            }
        }
        let is_empty = status.phase == Phase::Empty;
        if is_empty && !self.was_empty {
            self.look(ctx);
        }
        self.was_empty = is_empty;
        if let Some(more) = &self.more {
            self.missing.extend(more.try_iter());
        }
    }

    /// Forgets a sheet; its file stays.
    pub(super) fn forget(&mut self, file: &Path) {
        self.all.retain(|recent| recent.file != file);
    }

    fn add(&mut self, recent: RecentSheet) {
        self.forget(&recent.file);
        self.missing.remove(&recent.file);
        self.all.insert(0, recent);
        self.all.truncate(MOST);
    }

    /// Has a thread look which files are there: a drive may not answer.
    fn look(&mut self, ctx: &Context) {
        self.missing.clear();
        let files: Vec<PathBuf> = self.all.iter().map(|recent| recent.file.clone()).collect();
        if files.is_empty() {
            return;
        }
        let (tell, more) = crossbeam_channel::unbounded();
        let ctx = ctx.clone();
        let look = move || {
            for file in files {
                if handed::is_file(&file).is_err_and(|error| error.kind() == ErrorKind::NotFound) {
                    let _ = tell.send(file);
                    ctx.request_repaint();
                }
            }
        };
        let started = std::thread::Builder::new().name("recent".to_owned()).spawn(look);
        self.more = started.is_ok().then_some(more);
    }

    /// For [`RecentSheets::restore`]: a line each, with the path as an address at its end, and `-` for what is not known.
    pub(super) fn to_words(&self) -> String {
        let known = |number: Option<String>| number.unwrap_or_else(|| "-".to_owned());
        let line = |recent: &RecentSheet| {
            let RecentSheet { file, used, as_of, files, bytes } = recent;
            let as_of = known(as_of.map(|as_of| as_of.to_string()));
            let bytes = known(bytes.map(|bytes| bytes.to_string()));
            format!("{used} {as_of} {files} {bytes} {}", uri::of(file))
        };
        self.all.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// Takes up what [`RecentSheets::to_words`] wrote, without the lines that aren't understood. Returns whether all were.
    pub(super) fn restore(&mut self, words: &str) -> bool {
        let read: Vec<_> = words.lines().map(restored).collect();
        let all = read.iter().all(Option::is_some);
        self.all = read.into_iter().flatten().take(MOST).collect();
        all
    }
}

/// What is remembered of a sheet with so many files.
fn sheet(file: &Path, status: &Status<'_>, files: u64, has_bytes: bool) -> RecentSheet {
    let seconds = |moment: SystemTime| {
        let since = moment.duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_secs()).unwrap_or_default()
    };
    RecentSheet {
        file: file.to_owned(),
        used: seconds(SystemTime::now()),
        as_of: status.as_of.map(seconds),
        files,
        bytes: has_bytes.then_some(status.totals.bytes),
    }
}

fn is_exact(status: &Status<'_>) -> bool {
    status.totals.bytes_known() == Known::All
}

fn restored(line: &str) -> Option<RecentSheet> {
    let mut words = line.splitn(5, ' ');
    let used = words.next()?.parse().ok()?;
    let as_of = number(words.next()?)?;
    let files = words.next()?.parse().ok()?;
    let bytes = number(words.next()?)?;
    let file = typed::located(words.next()?, &Here::default()).ok()?;
    Some(RecentSheet { file, used, as_of, files, bytes })
}

/// A number that may not be known; `None` if it is neither a number nor said to be unknown.
fn number<T: std::str::FromStr>(word: &str) -> Option<Option<T>> {
    if word == "-" { Some(None) } else { word.parse().ok().map(Some) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_and_what_is_damaged_takes_no_other_with_it() {
        let of = |name: &str, as_of, bytes| {
            let file = std::env::temp_dir().join(name);
            RecentSheet { file, used: 5, as_of, files: 7, bytes }
        };
        let mut kept = RecentSheets::default();
        kept.add(of("100% ü\n.foldersheet", Some(-5), Some(u128::MAX)));
        kept.add(of("b.csv", None, None));
        let mut next = RecentSheets::default();
        assert!(next.restore(&kept.to_words()));
        assert_eq!(next.all(), kept.all());
        assert!(!next.restore(&format!("x y z\n{}\n7", kept.to_words())));
        assert_eq!(next.all(), kept.all());
        next.forget(&kept.all()[0].file);
        assert_eq!(next.all(), &kept.all()[1..]);
    }
}
