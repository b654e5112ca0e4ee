//! What a user had last, in the empty window: folders that were read, and sheets that were opened, saved or kept.

use super::entry::{Entry, menu_ui};
use super::places::title_ui;
use crate::kept::{Kept, KeptList};
use crate::model::name;
use crate::session::Command;
use crate::text;
use crate::ui::action::{Action, Actions};
use crate::ui::icons;
use crate::ui::recent::{Recent, Recents};
use crate::ui::recent_sheets::{RecentSheet, RecentSheets};
use crate::ui::words;
use crate::words::sum;
use eframe::egui::Ui;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

/// The folders that were read last, each with its date and count.
pub(super) fn folders_ui(ui: &mut Ui, recents: &Recents, most: usize, actions: &mut Actions) {
    if recents.all().is_empty() {
        return;
    }
    title_ui(ui, "Recent folders");
    for recent in recents.all().iter().take(most) {
        if folder_ui(ui, recent, actions) {
            actions.push(Action::Ask(Command::AddFolders(vec![recent.path.clone()])));
        }
    }
}

fn folder_ui(ui: &mut Ui, recent: &Recent, actions: &mut Actions) -> bool {
    let path = words::path(&recent.path);
    let parent = recent.path.parent().map(words::path).unwrap_or_default();
    let right = format!("{}\n{}", words::count(recent.files, "file"), words::day(recent.when));
    let entry = Entry {
        icon: icons::FOLDER,
        name: &own_name(&recent.path),
        lead: "",
        below: &parent,
        right: &right,
        hint: &path,
        is_weak: false,
    };
    let response = entry.entry_ui(ui);
    if menu_ui(ui, &response, "Remove from this list", true) {
        actions.push(Action::ForgetRecent(recent.path.clone()));
    }
    response.clicked()
}

/// A sheet that can be opened.
enum Sheet<'a> {
    /// Opened or saved by the user.
    Own(&'a RecentSheet),
    /// Kept by itself: the last one of these folders.
    Kept(&'a Kept),
}

impl Sheet<'_> {
    fn used(&self) -> i64 {
        match self {
            Sheet::Own(recent) => recent.used,
            Sheet::Kept(kept) => seconds(kept.as_of),
        }
    }

    fn file(&self) -> &Path {
        match self {
            Sheet::Own(recent) => &recent.file,
            Sheet::Kept(kept) => &kept.file,
        }
    }
}

/// Sheets to open, as the empty window lists them.
#[derive(Clone, Copy)]
pub(super) struct Sheets<'a> {
    /// Those that the user opened or saved.
    pub own: &'a RecentSheets,
    /// Those that were kept by themselves.
    pub kept: &'a KeptList,
}

impl<'a> Sheets<'a> {
    pub(super) fn are_none(&self) -> bool {
        self.own.all().is_empty() && self.kept.sheets.is_empty()
    }

    /// The newest of them, of each set of folders one kept sheet.
    fn newest(&self, most: usize) -> Vec<Sheet<'a>> {
        let mut kept: Vec<&Kept> = Vec::new();
        for sheet in &self.kept.sheets {
            let roots = || sheet.roots.iter().map(|root| &**root);
            if kept.len() < most && !kept.iter().any(|other| other.is_of(roots())) {
                kept.push(sheet);
            }
        }
        let own = self.own.all().iter().map(Sheet::Own);
        let mut sheets: Vec<_> = kept.into_iter().map(Sheet::Kept).chain(own).collect();
        sheets.sort_by_key(|sheet| std::cmp::Reverse(sheet.used()));
        sheets.truncate(most);
        sheets
    }
}

/// Draws `most` of them.
pub(super) fn sheets_ui(ui: &mut Ui, sheets: Sheets<'_>, most: usize, actions: &mut Actions) {
    if sheets.are_none() {
        return;
    }
    title_ui(ui, "Recent sheets");
    for sheet in sheets.newest(most) {
        let is_clicked = match sheet {
            Sheet::Own(recent) => own_ui(ui, recent, sheets.own.is_missing(&recent.file), actions),
            Sheet::Kept(kept) => kept_ui(ui, kept, actions),
        };
        if is_clicked {
            actions.push(Action::Ask(Command::Open(sheet.file().to_owned())));
        }
    }
}

fn own_ui(ui: &mut Ui, recent: &RecentSheet, is_missing: bool, actions: &mut Actions) -> bool {
    let path = words::path(&recent.file);
    let parent = recent.file.parent().map(words::path).unwrap_or_default();
    let below = if is_missing { format!("Not found in {parent}") } else { parent };
    let size = recent.bytes.map(text::size);
    let when = recent.as_of.map(words::day);
    let entry = Entry {
        icon: icons::FILE_TEXT,
        name: &own_name(&recent.file),
        lead: "",
        below: &below,
        right: &right(recent.files, size, when),
        hint: &path,
        is_weak: is_missing,
    };
    let response = entry.entry_ui(ui);
    if menu_ui(ui, &response, "Remove from this list", true) {
        actions.push(Action::ForgetRecentSheet(recent.file.clone()));
    }
    response.clicked()
}

fn kept_ui(ui: &mut Ui, kept: &Kept, actions: &mut Actions) -> bool {
    let Some((first, others)) = kept.roots.split_first() else { return false };
    let more = match others.len() {
        0 => String::new(),
        more => format!(" and {} more", text::number(more as u64)),
    };
    let size = sum(kept.counts.bytes, kept.counts.bytes_known());
    let hint: Vec<_> = kept.roots.iter().map(|root| words::path(root)).collect();
    let entry = Entry {
        icon: icons::CLOCK_COUNTER_CLOCKWISE,
        name: &format!("{}{more}", own_name(first)),
        lead: "Last reading of ",
        below: &format!("{}{more}", words::path(first)),
        right: &right(kept.counts.files, Some(size), Some(words::day(seconds(kept.as_of)))),
        hint: &format!("Opens the sheet as it was then: {}", hint.join(", ")),
        is_weak: false,
    };
    let response = entry.entry_ui(ui);
    if menu_ui(ui, &response, "Delete kept sheets…", false) {
        actions.push(Action::AskDeleteKept);
    }
    response.clicked()
}

/// Two lines: how many files with their size, and the day.
fn right(files: u64, size: Option<String>, when: Option<String>) -> String {
    let first: Vec<String> = std::iter::once(words::count(files, "file")).chain(size).collect();
    let when = when.map(|when| format!("\n{when}")).unwrap_or_default();
    format!("{}{when}", first.join(", "))
}

/// The last part of a path, or the whole of one that has none.
fn own_name(path: &Path) -> String {
    match path.file_name() {
        Some(last) => text::shown(name::bytes(last)).into_owned(),
        None => words::path(path),
    }
}

fn seconds(moment: SystemTime) -> i64 {
    let since = moment.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or_default()
}
