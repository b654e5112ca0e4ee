//! One of the two sheets, and what it can't say: folders that were not read, or not to their end, and what was left out.

use crate::model::{
    Cancel, Cause, Column, FolderId, Kind, Location, Operation, Reason, RootId, RootPhase, RowSet, name,
};
use crate::store::Sheet;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};

/// Whether the system of a sheet's files is one where names that differ in case only are mostly the same.
pub(super) fn folds(sheet: &Sheet) -> bool {
    match &sheet.origin {
        None => cfg!(any(windows, target_os = "macos")),
        Some(origin) => origin.separator == b'\\',
    }
}

/// Whether two sheets are of the files of one machine, so that inodes mean the same in both.
pub(super) fn is_one_machine(one: &Sheet, other: &Sheet) -> bool {
    match (&one.origin, &other.origin) {
        (None, None) => true,
        (Some(one), Some(other)) => one.machine.is_some() && one.machine == other.machine,
        _ => false,
    }
}

/// What a sheet says of itself, looked up for many questions.
pub(super) struct Known<'a> {
    pub sheet: &'a Sheet,
    /// Whether folders are rows.
    pub lists_folders: bool,
    /// Whether sizes are known, so that a row without one is one that could not be looked at.
    pub has_sizes: bool,
    /// Folders of which not all is known that is in them.
    short: RowSet,
    /// Names of folders that are there and were not read, by the folder that they are in, and whether that is a problem rather than a note.
    hidden: HashMap<(FolderId, Box<[u8]>), bool>,
}

impl<'a> Known<'a> {
    /// Looks a sheet up; `None` if cancelled. If what one side left out the other did too, that hides nothing.
    pub(super) fn of(sheet: &'a Sheet, leaves_out_alike: bool, cancel: &Cancel) -> Option<Known<'a>> {
        let is_partial = sheet.origin.as_ref().is_some_and(|origin| origin.filter.is_some());
        let HiddenPlaces { hidden: whole, failed, folders } = hidden_places(sheet);
        // A sheet that keeps no more lines doesn't say which folders they were about.
        // Nor does a list with a line that isn't a row: it may belong to any folder.
        let lacks_line = sheet.problems.iter().any(|problem| problem.operation == Operation::ReadLine);
        let is_doubtful = is_partial || lacks_line || sheet.problems.left_out() > 0;
        let short_roots: HashSet<RootId> = sheet
            .roots
            .iter()
            .filter(|root| is_doubtful || !leaves_out_alike && root.counts.left_out.all() > 0)
            .map(|root| root.id)
            .collect();
        let is_whole = |root: RootId| {
            let phase = sheet.roots.with_id(root).map(|root| &root.phase);
            matches!(phase, None | Some(RootPhase::Done | RootPhase::ListedIn(_)))
        };
        let whole_roots: HashSet<RootId> =
            sheet.roots.iter().map(|root| root.id).filter(|root| is_whole(*root)).collect();
        let is_short = |id: &FolderId| {
            let folder = sheet.folders.get(*id);
            let is_named = || {
                let at = folder.parent.map(|parent| (Some(parent), folder.name));
                failed.contains(&at.unwrap_or((None, folder.name)))
            };
            let is_read = whole_roots.contains(&folder.root) || sheet.folders.is_ended(*id);
            let is_short = short_roots.contains(&folder.root) || folders.contains(id);
            is_doubtful || is_short || !is_read || !failed.is_empty() && is_named()
        };
        let ids = (0..sheet.folders.len()).into_par_iter().map(FolderId);
        let short: Vec<u32> = ids.filter(|id| !cancel.is_set() && is_short(id)).map(|id| id.0).collect();
        let blocks: Vec<_> = sheet.rows.blocks().map(|(_, block)| block).collect();
        let lists_folders = blocks.par_iter().any(|block| {
            block.may_have_folders() && (0..block.len()).any(|at| block.kind(at) == Kind::Folder)
        });
        let has_sizes = blocks.par_iter().any(|block| block.bounds(Column::Size).is_some());
        let short = short.into_iter().collect();
        (!cancel.is_set()).then_some(Known { sheet, lists_folders, has_sizes, short, hidden: whole })
    }

    /// Whether more may be in a folder than is known.
    pub(super) fn is_short(&self, folder: FolderId) -> bool {
        self.short.contains(folder.0)
    }

    /// Whether a folder with this name is there and was not read.
    pub(super) fn hides(&self, parent: FolderId, name: &[u8]) -> bool {
        !self.hidden.is_empty() && self.hidden.contains_key(&(parent, name.into()))
    }

    /// The folders that are there and could not be read, each as the folder that it is in and its name.
    pub(super) fn unread(&self) -> impl Iterator<Item = (FolderId, &[u8])> {
        let problems = self.hidden.iter().filter(|(_, is_problem)| **is_problem);
        problems.map(|((parent, name), _)| (*parent, &**name))
    }
}

type Hidden = HashMap<(FolderId, Box<[u8]>), bool>;

/// The places of folders that were not read whole.
#[derive(Default)]
struct HiddenPlaces<'a> {
    /// Of those that were not opened, as [`Known`] has them.
    hidden: Hidden,
    /// Of those that were opened and not read to their end, each as the folder that it is in and its name.
    failed: HashSet<(Option<FolderId>, &'a [u8])>,
    /// The same, by their numbers.
    folders: HashSet<FolderId>,
}

fn hidden_places(sheet: &Sheet) -> HiddenPlaces<'_> {
    let HiddenPlaces { mut hidden, mut failed, mut folders } = HiddenPlaces::default();
    for problem in sheet.problems.iter() {
        let Location { folder, name } = &problem.at;
        match problem.operation {
            // It was opened, so that it is there. What a list adds up to otherwise, it doesn't have whole.
            Operation::ReadFolder | Operation::Worker | Operation::NoAnswer | Operation::AddUp => {
                match folder {
                    // What reads a list names the folder itself.
                    Some(folder) if name.is_empty() => {
                        folders.insert(*folder);
                    }
                    folder => {
                        failed.insert((*folder, &**name));
                    }
                }
                continue;
            }
            Operation::LookAt if !is_of_unfound_folder(&problem.cause) => continue,
            Operation::StartWorkers
            | Operation::FewerWorkers
            | Operation::Again
            | Operation::ReadFile
            | Operation::ReadLine
            | Operation::ReadLink
            | Operation::InArchive => continue,
            Operation::OpenPicked
            | Operation::OpenFolder
            | Operation::LookAt
            | Operation::Loop
            | Operation::Changed
            | Operation::KernelFileSystem
            | Operation::Automount
            | Operation::CloudFolder
            | Operation::Overlap
            | Operation::LeftUnread
            | Operation::LeftOutOfList => {}
        }
        match folder {
            Some(folder) if name.is_empty() => {
                folders.insert(*folder);
            }
            Some(folder) => {
                hidden.insert((*folder, name.clone()), !problem.operation.is_note());
            }
            None => {}
        }
    }
    HiddenPlaces { hidden, failed, folders }
}

fn is_of_unfound_folder(cause: &Cause) -> bool {
    matches!(cause, Cause::Own(Reason::FolderListedNotFound))
}

/// The topmost folder of each picked one, by its number.
pub(super) fn tops(sheet: &Sheet) -> HashMap<RootId, FolderId> {
    let mut tops = HashMap::new();
    for id in (0..sheet.folders.len()).map(FolderId) {
        let folder = sheet.folders.get(id);
        if folder.parent.is_none() && !folder.name.is_empty() {
            tops.entry(folder.root).or_insert(id);
        }
    }
    tops
}

/// Which picked folders belong together, by their numbers in the old sheet and the new one: those that are `given`, those with the same last
/// name where only one on each side has it, then the others in their order. One that is listed in another one belongs to none.
pub fn paired_roots(old: &Sheet, new: &Sheet, given: &[(RootId, RootId)]) -> Vec<(RootId, RootId)> {
    let open = |sheet: &Sheet| -> Vec<(RootId, Vec<u8>)> {
        let roots = sheet.roots.iter().filter(|root| !matches!(root.phase, RootPhase::ListedIn(_)));
        let last = |path: &[u8]| {
            let end = path.iter().rposition(|byte| !matches!(byte, b'/' | b'\\')).map_or(0, |at| at + 1);
            name::last_part(&path[..end]).rsplit(|byte| *byte == b'\\').next().unwrap_or_default().to_vec()
        };
        roots.map(|root| (root.id, last(name::path_bytes(&root.path)).to_ascii_lowercase())).collect()
    };
    let (mut olds, mut news) = (open(old), open(new));
    olds.retain(|root| given.iter().all(|pair| pair.0 != root.0));
    news.retain(|root| given.iter().all(|pair| pair.1 != root.0));
    let mut pairs = given.to_vec();
    let count = |roots: &[(RootId, Vec<u8>)], name: &[u8]| roots.iter().filter(|root| root.1 == name).count();
    for (id, name) in olds.clone() {
        if count(&olds, &name) == 1 && count(&news, &name) == 1 {
            let other = news.iter().find(|root| root.1 == name).map(|root| root.0);
            pairs.extend(other.map(|other| (id, other)));
        }
    }
    olds.retain(|root| pairs.iter().all(|pair| pair.0 != root.0));
    news.retain(|root| pairs.iter().all(|pair| pair.1 != root.0));
    pairs.extend(olds.iter().zip(&news).map(|(old, new)| (old.0, new.0)));
    pairs
}
