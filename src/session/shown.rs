//! What is shown, for the window to draw.

use crate::model::{Categories, Change, Column, ColumnSet, FolderId, Kind, Row, RowSet, name};
use crate::store::{Root, Sheet};
use crate::view::{Inside, Insides, RowReader, Spec, View};
use std::ops::Range;
use std::sync::{Arc, Weak};

/// Tells one state of the shown rows from the next: while it is equal, no row has moved, come or gone.
#[derive(Clone, Debug, Default)]
pub struct Version(Weak<View>);

impl PartialEq for Version {
    fn eq(&self, other: &Version) -> bool {
        self.0.ptr_eq(&other.0)
    }
}

/// The shown rows, by position from 0.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    store: &'a Sheet,
    view: &'a Arc<View>,
    insides: Option<&'a Insides>,
}

impl<'a> Shown<'a> {
    pub(super) fn new(store: &'a Sheet, view: &'a Arc<View>, insides: Option<&'a Insides>) -> Shown<'a> {
        Shown { store, view, insides }
    }

    /// Rows shown.
    pub fn len(&self) -> u64 {
        self.view.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of the row at a position: the same row keeps it while the sheet lives.
    pub fn number(&self, position: u64) -> Option<u32> {
        self.view.get(position)
    }

    /// Where the row with this number is shown; `None` if it isn't.
    pub fn position(&self, number: u32) -> Option<u64> {
        self.view.position(self.store, number)
    }

    /// What files are classed by.
    pub fn categories(&self) -> &'a Categories {
        &self.store.categories
    }

    /// Which state of the shown rows this is.
    pub fn version(&self) -> Version {
        Version(Arc::downgrade(self.view))
    }

    /// What the shown rows were asked for by. The session may have been asked for another since.
    pub fn spec(&self) -> &'a Spec {
        &self.view.spec
    }

    /// Puts the rows at these positions into a set.
    pub fn insert(&self, positions: Range<u64>, rows: &mut RowSet) {
        let positions = positions.start..positions.end.min(self.len()).max(positions.start);
        match self.numbered(&positions) {
            Some(numbers) => rows.insert_range(numbers, self.row_set()),
            // Most of them: all, and the others taken out again, which are fewer.
            None if (positions.end - positions.start) * 2 > self.len() => {
                let mut most = self.to_row_set();
                let others = self.numbers(0..positions.start).chain(self.numbers(positions.end..self.len()));
                others.filter(|&row| !rows.contains(row)).for_each(|row| most.remove(row));
                rows.unite(&most);
            }
            None => self.numbers(positions).for_each(|number| rows.insert(number)),
        }
    }

    /// Takes the rows at these positions out of a set, but none that is in `keep`.
    pub fn remove(&self, positions: Range<u64>, rows: &mut RowSet, keep: &RowSet) {
        match self.numbered(&positions) {
            Some(numbers) => rows.remove_range(numbers, keep),
            None => {
                self.numbers(positions).filter(|&row| !keep.contains(row)).for_each(|row| rows.remove(row));
            }
        }
    }

    fn numbers(self, positions: Range<u64>) -> impl Iterator<Item = u32> + 'a {
        positions.map_while(move |position| self.view.get(position))
    }

    /// The numbers between which no other shown rows lie than those at these positions; `None` if the rows are in an order of their own.
    fn numbered(&self, positions: &Range<u64>) -> Option<Range<u32>> {
        let last = positions.end.min(self.len()).checked_sub(1).filter(|&last| last >= positions.start);
        match last {
            _ if !self.spec().order.is_as_found() => None,
            None => Some(0..0),
            Some(last) => Some(self.number(positions.start)?..self.number(last)? + 1),
        }
    }

    /// The rows that are shown; `None` if all are.
    pub fn row_set(&self) -> Option<&'a RowSet> {
        self.view.row_set().map(|rows| &**rows)
    }

    /// The rows that are shown, as a set of its own.
    pub fn to_row_set(&self) -> RowSet {
        self.view.row_set().map_or_else(|| RowSet::all(self.view.covers), |rows| RowSet::clone(rows))
    }

    /// Columns in which no row of the whole sheet has a value: [`crate::store::Sheet::lacking`].
    pub fn lacking(&self) -> ColumnSet {
        self.store.lacking()
    }

    /// The row with a number that [`Shown::number`] returned.
    pub fn row(&self, number: u32) -> Row<'a> {
        self.store.row(number)
    }

    /// What became of the row with a number since the sheet that this one is compared with; `None` while no comparison stands.
    pub fn change(&self, number: u32) -> Option<Change> {
        Some(self.store.compared.as_deref()?.change(number))
    }

    /// Whether the row with a number is in the old sheet of a comparison alone, as far as is known.
    pub fn is_of_old(&self, number: u32) -> bool {
        self.store.compared.as_deref().is_some_and(|compared| compared.is_of_old(number))
    }

    /// What reads the value that a row, which has this number, has in a column of the table.
    pub fn reader(&self, number: u32, row: &Row<'_>, column: Column) -> RowReader<'a> {
        let mut reader = RowReader::new(self.store);
        reader.at(number);
        if column.needs_folder() {
            reader.enter(row.folder);
        }
        reader
    }

    /// What is in the folder that a row is of, whatever the filter shows. It is added up only after [`super::Command::SumFolderRows`].
    pub fn inside(&self, row: &Row<'_>) -> Inside {
        self.insides.map_or(Inside::Pending, |insides| insides.of(&self.store.folders, row))
    }

    /// The folder that a row of one is of, once what is in it is added up; of any other row the folder that it is in.
    pub fn folder_of(&self, row: &Row<'_>) -> Option<FolderId> {
        match row.meta.kind {
            Kind::Folder => self.insides?.folder(&self.store.folders, row),
            _ => Some(row.folder),
        }
    }

    /// The name of a folder, of a picked one its path, as the system's bytes.
    pub fn folder_name(&self, folder: FolderId) -> &'a [u8] {
        self.store.folders.get(folder).name
    }

    /// Whether the folder of a row was picked, rather than found in one.
    pub fn is_in_picked(&self, row: &Row<'_>) -> bool {
        self.store.folders.get(row.folder).parent.is_none()
    }

    /// The picked folders.
    pub fn roots(&self) -> &'a [Root] {
        &self.store.roots
    }

    /// Where a row is, as the system's bytes: the path of the picked folder, and that of its own folder below it, which is empty in the
    /// picked folder itself.
    pub fn place(&self, row: &Row<'_>) -> (&'a [u8], Vec<u8>) {
        let folders = &self.store.folders;
        let mut folder = folders.get(row.folder);
        let mut names = Vec::new();
        while let Some(parent) = folder.parent {
            names.push(folder.name);
            folder = folders.get(parent);
        }
        let mut below = Vec::new();
        let separator = folders.separator(row.folder);
        names.into_iter().rev().for_each(|name| name::push_part_by(&mut below, name, separator));
        (folder.name, below)
    }

    /// The path of a row's folder, as the system's bytes.
    pub fn folder_path(&self, row: &Row<'_>) -> Vec<u8> {
        self.store.folders.path(row.folder)
    }

    /// What stands between the parts of a row's path.
    pub fn separator(&self, row: &Row<'_>) -> u8 {
        self.store.folders.separator(row.folder)
    }

    /// The whole path of a row, as the system's bytes.
    pub fn path(&self, row: &Row<'_>) -> Vec<u8> {
        self.store.path(row)
    }
}
