//! Small sheets in plain numbers.

use foldersheet::model::{
    BlockBuilder, Cancel, FolderId, FolderRecord, HardLinks, Kind, Known, Meta, RootId, Row,
};
use foldersheet::store::Sheet;
use foldersheet::view::{CountLinks, Filter, Maker, Measure, Order, Spec, Ties, View};
use proptest::prelude::*;
use std::collections::HashSet;

/// A file or folder, as a row.
#[derive(Debug, Clone)]
pub struct PlainRow {
    pub folder: u32,
    pub is_folder: bool,
    pub size: Option<u64>,
    pub allocated: Option<u64>,
    pub inode: Option<u64>,
    /// Whether the filter wants it.
    pub is_wanted: bool,
}

/// A sheet, and what is shown of it.
#[derive(Debug, Clone)]
pub struct Plain {
    /// The folder that each folder is in, which has a lower number.
    pub parents: Vec<Option<u32>>,
    pub rows: Vec<PlainRow>,
    pub has_filter: bool,
    pub within: Option<u32>,
}

impl Plain {
    /// Files of these sizes in one folder.
    pub fn flat(sizes: &[u64]) -> Plain {
        let row = |&size: &u64| PlainRow {
            folder: 0,
            is_folder: false,
            size: Some(size),
            allocated: Some(size),
            inode: None,
            is_wanted: true,
        };
        let rows = sizes.iter().map(row).collect();
        Plain { parents: vec![None], rows, has_filter: false, within: None }
    }

    pub fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::default();
        let mut roots = 0;
        for (id, parent) in self.parents.iter().enumerate() {
            roots += u32::from(parent.is_none());
            sheet.folders.insert(FolderRecord {
                id: FolderId(id as u32),
                parent: parent.map(FolderId),
                root: RootId(roots - 1),
                name: format!("/f{id}").as_bytes(),
            });
        }
        let mut builder = BlockBuilder::default();
        for (number, row) in self.rows.iter().enumerate() {
            let kind = if row.is_folder { Kind::Folder } else { Kind::File };
            let links = row.inode.map(|inode| HardLinks::counted(2, 1, inode));
            let meta = Meta { size: row.size, allocated: row.allocated, links, ..Meta::unknown(kind) };
            let name = format!("{number}{}", if row.is_wanted { ".yes" } else { ".no" });
            builder.push(Row { folder: FolderId(row.folder), name: name.as_bytes(), meta, target: None });
            if builder.len() == 9 || builder.is_full() {
                sheet.rows.push(builder.take());
            }
        }
        sheet.rows.push(builder.take());
        sheet
    }

    /// Whether a folder is another or below it.
    pub fn is_below(&self, folder: u32, top: u32) -> bool {
        folder == top || self.parents[folder as usize].is_some_and(|parent| self.is_below(parent, top))
    }

    pub fn is_shown(&self, row: u32) -> bool {
        let row = &self.rows[row as usize];
        (!self.has_filter || row.is_wanted) && self.within.is_none_or(|top| self.is_below(row.folder, top))
    }

    /// The files among rows, each once if so wanted: by its first name.
    pub fn counted(&self, rows: &HashSet<u32>, count: CountLinks) -> HashSet<u32> {
        let mut seen = HashSet::new();
        let mut numbers: Vec<u32> = rows.iter().copied().collect();
        numbers.sort_unstable();
        numbers.retain(|&row| {
            let row = &self.rows[row as usize];
            let is_again = count == CountLinks::Once && row.inode.is_some_and(|inode| !seen.insert(inode));
            !row.is_folder && !is_again
        });
        numbers.into_iter().collect()
    }

    pub fn amount(&self, row: u32, measure: Measure) -> u128 {
        let row = &self.rows[row as usize];
        match measure {
            Measure::Length => row.size.unwrap_or(0).into(),
            Measure::Allocated => row.allocated.unwrap_or(0).into(),
            Measure::Files => 1,
        }
    }

    /// How much is known of what the files in a folder and below it amount to, or of all.
    pub fn known(&self, rows: &HashSet<u32>, top: Option<u32>, measure: Measure) -> Known {
        let is_inside =
            |row: &&u32| top.is_none_or(|top| self.is_below(self.rows[**row as usize].folder, top));
        let has = |row: &u32| match measure {
            Measure::Length => self.rows[*row as usize].size.is_some(),
            Measure::Allocated => self.rows[*row as usize].allocated.is_some(),
            Measure::Files => true,
        };
        let (with, without): (Vec<&u32>, Vec<&u32>) = rows.iter().filter(is_inside).partition(|row| has(row));
        match (with.is_empty(), without.is_empty()) {
            (_, true) => Known::All,
            (false, false) => Known::Part,
            (true, false) => Known::Nothing,
        }
    }

    /// Files and amounts in a folder and below it, or in all.
    pub fn sum(&self, rows: &HashSet<u32>, top: Option<u32>, measure: Measure) -> (u32, u128) {
        let inside = || {
            let is_inside =
                |row: &&u32| top.is_none_or(|top| self.is_below(self.rows[**row as usize].folder, top));
            rows.iter().filter(is_inside)
        };
        (inside().count() as u32, inside().map(|&row| self.amount(row, measure)).sum())
    }
}

/// What is shown of it.
pub fn view(plain: &Plain) -> View {
    let filter = Filter::parse(if plain.has_filter { "ext:yes" } else { "" }).unwrap();
    let spec = Spec { filter, order: Order::default(), within: plain.within.map(FolderId) };
    Maker::default().make(&plain.sheet(), &spec, Ties::Found, None, &Cancel::default()).unwrap()
}

/// Random ones: sizes from nothing to beyond what is summed in 64 bits.
pub fn plain() -> impl Strategy<Value = Plain> {
    let size = || {
        prop::option::weighted(
            0.9,
            prop_oneof![2 => Just(0u64), 4 => 1u64..2000, 3 => (0u32..63).prop_map(|bits| 1 << bits), 1 => any::<u64>()],
        )
    };
    let row = (0u32..12, any::<bool>(), size(), size(), prop::option::weighted(0.2, 0u64..4), any::<bool>());
    let rows = prop::collection::vec(row, 0..80);
    let parents = prop::collection::vec(prop::option::weighted(0.85, any::<u32>()), 1..12);
    (parents, rows, any::<bool>(), prop::option::weighted(0.3, 0u32..12), any::<bool>()).prop_map(
        |(parents, rows, has_filter, within, has_allocated)| {
            let parents: Vec<Option<u32>> = parents
                .iter()
                .enumerate()
                .map(|(id, parent)| parent.filter(|_| id > 0).map(|parent| parent % id as u32))
                .collect();
            let count = parents.len() as u32;
            let row =
                |(folder, kind, size, allocated, inode, is_wanted): (u32, bool, _, _, Option<u64>, bool)| {
                    let is_folder = kind && is_wanted && inode.is_none() && folder % 3 == 0;
                    // Names of one file agree on its size.
                    let of_file = |size: Option<u64>| inode.map_or(size, |inode| Some(inode * 100));
                    PlainRow {
                        folder: folder % count,
                        is_folder,
                        size: of_file(size),
                        allocated: of_file(allocated).filter(|_| has_allocated),
                        inode,
                        is_wanted,
                    }
                };
            let rows = rows.into_iter().map(row).collect();
            Plain { within: within.map(|folder| folder % count), parents, rows, has_filter }
        },
    )
}
