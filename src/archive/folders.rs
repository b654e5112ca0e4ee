//! Parts of folders: how many are in the parts before it (8 bytes), and one table. In it `place` is a folder's number less its place in the
//! table, `parent` its number less that of the folder it is in, or 0 for a picked one, `root` the place of its picked folder in
//! `about.json`, and `ended` 1 if it was read to its end.

use crate::model::stored::{Coding, Numbers, Table, TableWriter};
use crate::model::{FolderId, FolderRecord, FolderRecords, Problem, RootId, RowSet};
use crate::store::{Folders, Sheet};

/// Folders of a part at most.
pub(super) const EACH: usize = 1 << 14;

/// Which folders are saved, and by what numbers.
pub(super) struct Numbering {
    /// Their numbers in the sheet, in the order in which they are saved: each after the one it is in.
    pub order: Vec<u32>,
    /// The number that each has in the file, by its own; `None` if it is the same.
    renumbered: Option<Vec<u32>>,
}

const NONE: u32 = u32::MAX;

impl Numbering {
    /// All folders, or those that these rows need.
    pub(super) fn of(sheet: &Sheet, only: Option<&RowSet>) -> Numbering {
        let folders = &sheet.folders;
        let ids = || (0..folders.len()).filter(|&id| folders.is_known(FolderId(id)));
        if only.is_none() {
            let order: Vec<u32> = ids().collect();
            let parent_is_below =
                |id: u32| folders.get(FolderId(id)).parent.is_none_or(|parent| parent.0 < id);
            if (0..).zip(&order).all(|(place, &id)| may_be_at(id, place) && parent_is_below(id)) {
                return Numbering { order, renumbered: None };
            }
        }
        let mut needed = vec![only.is_none(); folders.len() as usize];
        let mut need = |id: FolderId| {
            let mut next = Some(id);
            while let Some(id) = next.filter(|id| needed.get(id.0 as usize) == Some(&false)) {
                needed[id.0 as usize] = true;
                next = folders.get(id).parent;
            }
        };
        if let Some(only) = only {
            ids().filter(|&id| folders.get(FolderId(id)).parent.is_none()).for_each(|id| need(FolderId(id)));
            sheet.problems.iter().filter_map(|problem: &Problem| problem.at.folder).for_each(&mut need);
            let mut walk = sheet.rows.walk();
            for number in only.iter() {
                let (block, index) = walk.locate(number);
                need(block.folder(index));
            }
        }
        // Most numbers are larger than those of the folders above; where one isn't, these come first.
        let mut renumbered = vec![NONE; folders.len() as usize];
        let mut order = Vec::new();
        let mut above = Vec::new();
        for id in ids().filter(|&id| needed[id as usize]) {
            let mut next = Some(FolderId(id));
            while let Some(one) = next.filter(|one| renumbered.get(one.0 as usize) == Some(&NONE)) {
                above.push(one.0);
                next = folders.get(one).parent;
            }
            while let Some(one) = above.pop() {
                renumbered[one as usize] = order.len() as u32;
                order.push(one);
            }
        }
        Numbering { order, renumbered: Some(renumbered) }
    }

    /// Whether all have the numbers that they have in the sheet.
    pub(super) fn is_the_same(&self) -> bool {
        self.renumbered.is_none()
    }

    /// The number in the file; that of no folder if it isn't saved.
    pub(super) fn number(&self, id: FolderId) -> FolderId {
        match &self.renumbered {
            None => id,
            Some(numbers) => FolderId(numbers.get(id.0 as usize).copied().unwrap_or(NONE)),
        }
    }
}

/// Whether a folder may have this number at this place of the order. Where most numbers are of no folder, as when picked folders were
/// removed, they only cost memory; and a file that came from elsewhere must not ask for more than it holds.
pub(super) fn may_be_at(id: u32, place: u64) -> bool {
    u64::from(id) <= 1024 + 2 * place
}

/// The bytes of the part that begins at this place of the order.
pub(super) fn encode(
    numbering: &Numbering,
    start: usize,
    folders: &Folders,
    place: impl Fn(RootId) -> u32,
) -> Vec<u8> {
    let ids = &numbering.order[start..numbering.order.len().min(start + EACH)];
    let mut out = Vec::new();
    out.extend_from_slice(&(start as u64).to_le_bytes());
    let own = |id: u32| u64::from(numbering.number(FolderId(id)).0);
    let parent = |id: u32| folders.get(FolderId(id)).parent.map_or(0, |parent| own(id) - own(parent.0));
    let mut table = TableWriter::new(ids.len() as u32, &mut out);
    let mut column = |name: &str, number: &dyn Fn(usize, u32) -> u64| {
        let mut numbers = Numbers::default();
        ids.iter().enumerate().for_each(|(at, id)| numbers.push(Some(number(at, *id))));
        table.numbers(name, &numbers, &[Coding::Distance, Coding::Before]);
    };
    column("place", &|at, id| own(id) - at as u64);
    column("parent", &|_, id| parent(id));
    column("root", &|_, id| place(folders.get(FolderId(id)).root).into());
    column("ended", &|_, id| folders.is_ended(FolderId(id)).into());
    table.texts("name", |out| {
        for id in ids {
            out.extend_from_slice(folders.get(FolderId(*id)).name);
            out.push(0);
        }
    });
    out
}

/// What is in a part.
#[derive(Debug)]
pub(super) struct FolderPart {
    /// How many folders are in the parts before it.
    pub start: u64,
    pub folders: FolderRecords,
    /// Those that were read to their end.
    pub ended: Vec<FolderId>,
}

/// `None` unless these are the bytes of such a part, and each of its folders comes after the one it is in, if both are in it.
pub(super) fn decode(mut bytes: &[u8]) -> Option<FolderPart> {
    let start = u64::from_le_bytes(*bytes.split_off(..8)?.as_array()?);
    let table = Table::read(&mut bytes)?;
    let (names, ends) = table.texts("name")?;
    let [places, parents, roots, ended] =
        ["place", "parent", "root", "ended"].map(|name| Some(table.all_numbers(name)?.values().to_owned()));
    let (places, parents, roots, ended) = (places?, parents?, roots?, ended?);
    let mut part = FolderPart { start, folders: FolderRecords::default(), ended: Vec::new() };
    let mut from = 0;
    for (at, end) in ends.into_iter().enumerate() {
        let number = places[at].checked_add(at as u64)?;
        let id = FolderId(u32::try_from(number).ok().filter(|&id| id != NONE)?);
        let parent = match parents[at] {
            0 => None,
            below => Some(FolderId(id.0.checked_sub(below.try_into().ok()?)?)),
        };
        let root = RootId(roots[at].try_into().ok()?);
        let name = &names[from..end as usize - 1];
        part.folders.push(FolderRecord { id, parent, root, name });
        if ended[at] == 1 {
            part.ended.push(id);
        }
        from = end as usize;
    }
    bytes.is_empty().then_some(part)
}
