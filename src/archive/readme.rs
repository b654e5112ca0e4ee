//! `readme.txt`: what a saved sheet is, for those who look in with another program.

use crate::model::name;
use crate::store::Sheet;
use crate::{text, words};

/// Picked folders that are named at most.
const ROOTS: usize = 100;

/// The text of the part.
pub(super) fn text(sheet: &Sheet, filter: Option<&str>, rows: u64) -> String {
    let mut lines = vec![
        "This is a sheet of files, saved by Foldersheet. Open it with Foldersheet.".to_owned(),
        String::new(),
        format!("Rows: {}", text::number(rows)),
        format!("State: {}", words::about_state(sheet.incomplete())),
    ];
    if sheet.as_of.is_some() {
        lines.push(format!("As of: {}", text::utc(sheet.as_of_seconds())));
    }
    if let Some(filter) = filter {
        lines.push(format!("Only the rows of: {filter}"));
    }
    lines.push(String::new());
    for root in sheet.roots.iter().take(ROOTS) {
        let path = text::shown(name::path_bytes(&root.path));
        lines.push(format!("{path}: {}", words::root_phase(&root.phase)));
    }
    if sheet.roots.len() > ROOTS {
        lines.push(format!("and {}", text::counted((sheet.roots.len() - ROOTS) as u64, "more folder")));
    }
    lines.extend([
        String::new(),
        "about.json: the same for programs, with the sums of each picked folder".to_owned(),
        "folders: the folders, by the one that each is in, with their names".to_owned(),
        "rows: the rows, as packed columns".to_owned(),
        "accounts.json: the names of owners and groups".to_owned(),
        "problems and problems.csv: what could not be read, and why".to_owned(),
        "index.json: the checksums of all these".to_owned(),
        String::new(),
    ]);
    lines.join("\r\n")
}
