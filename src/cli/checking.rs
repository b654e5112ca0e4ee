//! The check of names: waits for it, and tells what it has found.

use super::Exit;
use super::output::to_output;
use super::run::{BUDGET, REFRESH, Run};
use crate::model::{CheckWish, Failure};
use crate::session::Command;
use crate::text;
use crate::view::check::NameCheck;
use crate::words;
use std::sync::Arc;

impl Run<'_> {
    /// Waits until the names are checked.
    ///
    /// # Errors
    /// How the program ends if they can't be, or Ctrl+C was pressed.
    pub(super) fn check_names(&mut self, wish: CheckWish) -> Result<(), Exit> {
        self.session.apply(Command::CheckNames(Some(wish)));
        loop {
            let wait = self.session.tick(BUDGET).unwrap_or(REFRESH).min(REFRESH);
            if self.is_interrupted() {
                self.report.failed("stopped while the names were being checked: nothing was written");
                return Err(Exit::Stopped);
            }
            self.session.catch_up();
            if let Some(failure) = self.session.name_check_failure() {
                let why = match failure {
                    Failure::Panicked => {
                        "a fault of the program ended the check of names: nothing was written. Please report it"
                            .to_owned()
                    }
                    Failure::NoThread(error) => {
                        format!("no thread could be started for the check of names: {error}. Nothing was written")
                    }
                };
                self.report.failed(&why);
                return Err(Exit::Failed);
            }
            if self.session.is_name_check_whole() {
                return Ok(());
            }
            let _ = self.bell.recv_timeout(wait);
        }
    }

    /// The summary, where no sheet is wanted. Returns how the program ends.
    pub(super) fn write_summary(&mut self) -> Exit {
        let lines: String =
            self.summary().iter().map(|line| text::printable(line).into_owned() + "\n").collect();
        let written = to_output(&lines);
        self.report.check_is_incomplete(self.session.status().incomplete);
        match written {
            Ok(()) => self.exit(),
            Err(why) => {
                self.report.failed(&why);
                Exit::Failed
            }
        }
    }

    /// What the check has found, in lines; none without a check.
    pub(super) fn summary(&self) -> Vec<String> {
        let Some(check) = self.session.name_check() else { return Vec::new() };
        let wish = check.wish();
        let places: Vec<&str> = wish.destinations.iter().map(|one| words::destination(*one)).collect();
        let before = match wish.prefix.trim() {
            "" => ", paths counted from the folder that was read on (--prefix tells what stands before them)"
                .to_owned(),
            prefix => format!(", with {} before each path", text::shown(prefix.as_bytes())),
        };
        let mut lines = vec![format!("checked names for {}{before}", places.join(", "))];
        lines.push(match check.is_clean() {
            true => "no name has a problem there".to_owned(),
            false => match check.files + check.folders {
                1 => format!("{} has a problem there", words::files_and_folders(check.files, check.folders)),
                _ => format!("{} have problems there", words::files_and_folders(check.files, check.folders)),
            },
        });
        lines.extend(check.counts.iter().map(|count| {
            let name = format!("{}.{}", count.destination.as_str(), count.fault.as_str());
            let found = words::files_and_folders(count.files, count.folders);
            format!("  {name:22} {:36} {found}", words::name_fault(count.fault))
        }));
        lines.extend(self.to_shorten(check));
        lines
    }

    fn to_shorten(&self, check: &Arc<NameCheck>) -> Vec<String> {
        let mut lines = Vec::new();
        if !check.shorten.is_empty() {
            lines.push("folders to shorten first:".to_owned());
        }
        for one in &check.shorten {
            let path = self.session.folder_path(one.folder);
            lines.push(format!("  {}: {}", text::shown(&path), words::shorter(one.characters, one.paths)));
        }
        lines
    }
}
