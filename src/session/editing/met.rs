//! Picked folders come back into a sheet to which others were added meanwhile: what both list is in it once.
//!
//! One that is picked at the same path, or is the same folder, gives way to the one that comes back. Where one lies in the other and is
//! listed there, that other one keeps it, as if it had been picked later. One that lies in a folder that is still being read is picked
//! anew: how it stands to that is known at its end.

use crate::model::{Location, Operation, Outcome, Reason, RootId, RootPhase, name};
use crate::scan::Roots;
use crate::store::{PathToFind, ReducedSheet, Removed, Root, Sheet};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// What comes back, and since when it was gone.
#[derive(Clone)]
pub(super) struct Return {
    pub removed: Arc<Removed>,
    /// As the scans know them, with what comes back.
    pub roots: Roots,
    pub since: Since,
}

/// The moment since when something has been gone.
#[derive(Debug, Clone)]
pub(super) struct Since {
    /// The first number that was given to a picked folder after it.
    pub next: RootId,
    /// The last round of roots before it.
    pub round: u32,
    /// What was being read then: it may have come to the place later.
    pub open: Vec<RootId>,
}

/// A picked folder that gives its place to a new number, listed in another one or to be read.
struct Change {
    root: RootId,
    listed_in: Option<RootId>,
}

impl Return {
    /// Those in the sheet that were read since, but for these.
    fn newer<'a>(&'a self, sheet: &'a Sheet, but: &'a [RootId]) -> impl Iterator<Item = &'a Root> {
        let Since { next, round, open } = &self.since;
        let is_newer =
            |id: RootId| id >= *next || open.contains(&id) || self.roots.is_entered_since(id, *round);
        sheet.roots.iter().filter(move |root| is_newer(root.id) && !but.contains(&root.id))
    }

    /// Those that give way to one that comes back, each with that.
    pub(super) fn replaced(&self, sheet: &Sheet, leaving: &[RootId]) -> Vec<(RootId, RootId)> {
        let mut back: HashMap<PathBuf, RootId> = HashMap::new();
        for root in self.removed.roots() {
            let (paths, _) = self.places(root);
            paths.into_iter().chain([root.path.to_path_buf()]).for_each(|path| {
                back.insert(path, root.id);
            });
        }
        let same = |root: &Root| {
            let (paths, _) = self.places(root);
            paths.iter().map(PathBuf::as_path).chain([&*root.path]).find_map(|path| back.get(path)).copied()
        };
        self.newer(sheet, leaving).filter_map(|root| Some((root.id, same(root)?))).collect()
    }

    /// Takes out of the sheet, in which they are back, what is listed in it twice. `replaced` are those that gave way. Returns what
    /// that makes of it, and the new numbers; `None` if nothing is.
    pub(super) fn settle(
        &self,
        sheet: &Sheet,
        replaced: &[(RootId, RootId)],
    ) -> Option<(ReducedSheet, Vec<(RootId, RootId)>)> {
        let back: Vec<&Root> = self.removed.roots().filter_map(|root| sheet.roots.with_id(root.id)).collect();
        let is_back: HashSet<RootId> = back.iter().map(|root| root.id).collect();
        let newer: Vec<&Root> = self.newer(sheet, &[]).filter(|root| !is_back.contains(&root.id)).collect();
        let mut nested = self.nested(&newer, &back);
        nested.extend(self.nested(&back, &newer));
        let listed = listed(sheet, &nested);
        let mut nested: Vec<(Nested, bool)> = nested.into_iter().zip(listed).collect();
        // The outermost first: what lies in one that goes may be left out where that is listed.
        nested.sort_by_key(|(nested, _)| nested.depth);
        let mut changes: Vec<Change> = Vec::new();
        for (Nested { inner, outer, is_open, .. }, is_listed) in nested {
            let is_gone = |root| changes.iter().any(|change| change.root == root);
            if (is_listed || is_open) && !is_gone(inner) && !is_gone(outer) {
                changes.push(Change { root: inner, listed_in: (!is_open).then_some(outer) });
            }
        }
        // What was listed in one that went is looked for again.
        let gone: HashSet<RootId> =
            replaced.iter().map(|(root, _)| *root).chain(changes.iter().map(|change| change.root)).collect();
        let depends =
            |root: &&Root| matches!(root.phase, RootPhase::ListedIn(outer) if gone.contains(&outer));
        changes
            .extend(sheet.roots.iter().filter(depends).map(|root| Change { root: root.id, listed_in: None }));
        let mut seen = HashSet::new();
        changes.retain(|change| seen.insert(change.root));
        (!changes.is_empty()).then(|| change(sheet, &changes))
    }

    /// Where a picked folder lies, and whether it is a folder if that is known.
    fn places(&self, root: &Root) -> (Vec<PathBuf>, Option<bool>) {
        match self.roots.real_place(root.id) {
            Some(place) => (place.paths, Some(place.is_folder)),
            None => (vec![root.path.to_path_buf()], None),
        }
    }

    /// Which of `inner` lie in which of `outer`.
    fn nested(&self, inner: &[&Root], outer: &[&Root]) -> Vec<Nested> {
        let is_listed_elsewhere = |root: &&&Root| matches!(root.phase, RootPhase::ListedIn(_));
        let mut at: HashMap<PathBuf, Vec<&Root>> = HashMap::new();
        for root in outer.iter().filter(|root| !is_listed_elsewhere(root)) {
            self.places(root).0.into_iter().for_each(|path| at.entry(path).or_default().push(root));
        }
        let mut nested = Vec::new();
        for root in inner.iter().filter(|root| !is_listed_elsewhere(root)) {
            let (paths, is_folder) = self.places(root);
            let above =
                paths.iter().flat_map(|path| path.ancestors().skip(1).map(move |above| (path, above)));
            for (path, above) in above {
                for outer in at.get(above).into_iter().flatten() {
                    nested.push(Nested {
                        inner: root.id,
                        outer: outer.id,
                        is_open: outer.phase.is_open(),
                        depth: above.components().count(),
                        names: names(path, above),
                        is_folder,
                    });
                }
            }
        }
        nested
    }
}

/// A picked folder or file that lies in another picked folder.
struct Nested {
    inner: RootId,
    outer: RootId,
    /// Whether that one is still being read.
    is_open: bool,
    /// How deep that one lies.
    depth: usize,
    /// The names on the way from it.
    names: Vec<Box<[u8]>>,
    /// `None` if that isn't known.
    is_folder: Option<bool>,
}

/// Which of these are in the sheet where they lie in the outer one.
fn listed(sheet: &Sheet, nested: &[Nested]) -> Vec<bool> {
    let find = |kind: bool| {
        let wanted = nested.iter().map(|Nested { outer, names, is_folder, .. }| {
            is_folder.is_none_or(|is_folder| is_folder == kind).then(|| PathToFind {
                top: *outer,
                path: names.clone(),
                is_folder: kind,
            })
        });
        sheet.find(&wanted.collect::<Vec<_>>())
    };
    find(true).into_iter().zip(find(false)).map(|(as_folder, as_file)| as_folder || as_file).collect()
}

fn names(path: &Path, above: &Path) -> Vec<Box<[u8]>> {
    let inside = path.strip_prefix(above).unwrap_or(path);
    inside.components().map(|part| name::bytes(part.as_os_str()).into()).collect()
}

fn change(sheet: &Sheet, changes: &[Change]) -> (ReducedSheet, Vec<(RootId, RootId)>) {
    let mut before = sheet.clone();
    let mut placed: Vec<_> = changes
        .iter()
        .filter_map(|change| {
            let path = sheet.roots.with_id(change.root)?.path.clone();
            Some((sheet.roots.place(change.root)?, change, before.roots.new_id(), path))
        })
        .collect();
    placed.sort_by_key(|(place, ..)| *place);
    let replaced: Vec<_> = placed.iter().map(|(_, change, new, _)| (change.root, *new)).collect();
    let roots: Vec<_> = replaced.iter().map(|(root, _)| *root).collect();
    let mut reduced = before.without(&roots, &[], &replaced);
    for (place, change, new, path) in placed {
        reduced.sheet.roots.insert(place, new, path.clone());
        if let Some(outer) = change.listed_in {
            let at = Location::whole(name::path_bytes(&path));
            reduced.sheet.add_problem(Some(new), Operation::Overlap, at, Reason::InsidePicked.into());
            reduced.sheet.roots.finished(new, Duration::ZERO, Outcome::ListedIn(outer));
        }
    }
    (reduced, replaced)
}
