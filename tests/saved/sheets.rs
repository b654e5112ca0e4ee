//! Sheets for tests of saving, and what reads one back.

use crate::common::random::Random;
use foldersheet::archive::{self, Saving};
use foldersheet::model::{
    Attributes, Batch, BlockBuilder, Cancel, Cause, Column, ColumnSet, Counts, Facts, FolderId, FolderRecord,
    HardLinks, Kind, Location, Meta, Operation, Outcome, Problem, Reason, RootId, Row, SourceError,
    SourceEvent, SourceSink, SystemError, WorkerId,
};
use foldersheet::store::{Accounts, Folders, Sheet};
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// A sheet with about so many rows, in which everything is odd: names of any bytes, numbers of any size, values that are missing.
pub fn odd(seed: u64, rows: u64) -> Sheet {
    let mut random = Random(seed);
    let mut sheet =
        Sheet { as_of: Some(SystemTime::UNIX_EPOCH + Duration::new(1_795_000_000, 7)), ..Sheet::default() };
    let roots = 1 + random.below(3) as u32;
    for root in 0..roots {
        sheet.roots.add(Arc::from(Path::new(&format!("/data/{root}"))));
    }
    let mut folders: Vec<u32> = Vec::new();
    let mut root_of = vec![0; 1 << 16];
    let mut next = 0;
    let mut left = rows;
    let mut builder = BlockBuilder::default();
    let mut all: Vec<Counts> = vec![Counts::default(); roots as usize];
    while left > 0 || folders.len() < roots as usize {
        let mut batch = Batch::default();
        for _ in 0..=random.below(20) {
            let (parent, root) = match folders.len() as u32 {
                root if root < roots => (None, root),
                _ => {
                    let parent = folders[random.below(folders.len() as u64) as usize];
                    (Some(FolderId(parent)), root_of[parent as usize])
                }
            };
            let name = parent.map_or_else(|| format!("/data/{root}").into_bytes(), |_| name(&mut random));
            batch.folders.push(FolderRecord { id: FolderId(next), parent, root: RootId(root), name: &name });
            if random.below(3) > 0 {
                batch.ended.push(FolderId(next));
            }
            root_of[next as usize] = root;
            folders.push(next);
            // Some numbers have no account.
            next += 1 + u32::from(random.below(9) == 0);
        }
        let plain = random.below(2) == 0;
        for _ in 0..random.below(1500).min(left) {
            let folder = folders[random.below(folders.len() as u64) as usize];
            let meta = if plain {
                Meta { size: Some(random.below(10_000)), ..Meta::unknown(Kind::File) }
            } else {
                meta(&mut random)
            };
            let target = (random.below(9) == 0).then(|| name(&mut random));
            let row =
                Row { folder: FolderId(folder), name: &name(&mut random), meta, target: target.as_deref() };
            all[root_of[folder as usize] as usize].add_row(&row);
            builder.push(row);
            left -= 1;
        }
        batch.rows = builder.take();
        batch.problems.extend((random.below(3) == 0).then(|| problem(&mut random, &folders, roots)));
        sheet.add(WorkerId(0), batch);
    }
    for (root, counts) in (0..).zip(all) {
        let counts = Counts {
            folders: 1 << 40,
            inner_folders: foldersheet::model::OwnSizes {
                folders: 1 << 39,
                bytes: 1 << 70,
                allocated: 3,
                unknown: foldersheet::model::Unknown { bytes: 5, allocated: 1 << 38 },
            },
            ..counts
        };
        sheet.add(WorkerId(0), Batch { counts: vec![(RootId(root), counts)], ..Batch::default() });
        let outcome = [Outcome::Complete, Outcome::Incomplete, Outcome::Failed][random.below(3) as usize];
        sheet.roots.finished(RootId(root), Duration::from_millis(1500), outcome);
    }
    for (column, number, _) in known(&sheet).iter().filter(|(_, number, _)| number % 3 > 0) {
        let name = (number % 3 == 1).then(|| format!("n{number}\"é"));
        Arc::make_mut(&mut sheet.accounts).set(*column, *number, name.as_deref());
    }
    sheet
}

/// Any bytes but NUL.
fn name(random: &mut Random) -> Vec<u8> {
    let plain = random.below(4) > 0;
    let len = if random.below(50) == 0 { 255 } else { 1 + random.below(20) };
    (0..len)
        .map(|_| if plain { b'a' + random.below(26) as u8 } else { 1 + random.below(255) as u8 })
        .collect()
}

fn meta(random: &mut Random) -> Meta {
    let mut some = |bits: u64| {
        let wide = random.below(bits + 1);
        (random.below(4) > 0).then(|| random.below(u64::MAX) >> (63 - wide.min(63)))
    };
    let facts = Facts {
        mode: some(11).map(|mode| mode as u16 & 0o7777),
        owner: some(3).map(|owner| owner as u32),
        group: some(31).map(|group| group as u32),
        links: some(2).map(|links| links as u32),
        device: some(63),
        attributes: some(12).map(|bits| Attributes::from_bits(bits as u16)),
        inode: some(40),
        accessed: some(63).map(u64::cast_signed),
        changed: some(63).map(u64::cast_signed),
        read: ColumnSet::default(),
    };
    let asked: ColumnSet = [Column::Inode, Column::Accessed, Column::Changed, Column::LinkTarget]
        .into_iter()
        .filter(|_| some(1).is_some())
        .collect();
    let links = some(40).filter(|inode| inode % 3 == 0);
    let created = some(33).map(u64::cast_signed);
    Meta {
        kind: Kind::ALL[some(10).unwrap_or(0) as usize % Kind::ALL.len()],
        size: some(63),
        allocated: some(40).map(|bytes| if bytes % 5 == 0 { bytes } else { bytes << 9 }),
        modified: some(63).map(|time| time.cast_signed().wrapping_neg()),
        created,
        links: links.map(|inode| match (some(63).unwrap_or(0), inode as u32 % 8) {
            (device, 0) => HardLinks::uncounted(device, inode, created),
            (device, more) => HardLinks::counted(1 + more, device, inode),
        }),
        facts: facts.kept(asked),
    }
}

fn problem(random: &mut Random, folders: &[u32], roots: u32) -> Problem {
    let folder = FolderId(folders[random.below(folders.len() as u64) as usize]);
    let root = RootId(random.below(roots.into()) as u32);
    let error = SystemError { text: "Permission denied".into(), code: Some(13) };
    let cause: Cause = match random.below(8) {
        0 => Reason::InItself.into(),
        1 => Reason::PickedItself(root).into(),
        2 => Reason::KernelFileSystem("proc".into()).into(),
        3 => {
            let root = (random.below(2) > 0).then_some(root);
            Reason::SameAs { path: b"/Users/\xff".as_slice().into(), root }.into()
        }
        4 => Reason::ListedNotFound(u64::MAX).into(),
        5 => Reason::NotAName(b"..\\\xff\0".as_slice().into()).into(),
        6 => Cause::SystemWith(error, foldersheet::model::Consequence::NamesOnly),
        _ => Cause::System(error),
    };
    let at = match random.below(3) {
        0 => Location { folder: Some(folder), name: Box::default() },
        1 => Location::in_folder(folder, &name(random)),
        _ => Location::whole(&name(random)),
    };
    Problem {
        root: (random.below(9) > 0).then_some(root),
        operation: Operation::ALL[1 + random.below(10) as usize],
        at,
        cause,
    }
}

/// The accounts of a sheet.
pub fn known(sheet: &Sheet) -> Vec<(Column, u32, Option<String>)> {
    let of = |column| {
        sheet.accounts.all(column).map(move |(number, name)| (column, number, name.map(str::to_owned)))
    };
    Accounts::COLUMNS.into_iter().flat_map(of).collect()
}

/// The bytes of a saved sheet.
pub fn saved(sheet: &Sheet, only: Option<&foldersheet::model::RowSet>, filter: Option<&str>) -> Vec<u8> {
    let mut file = Vec::new();
    let mut told = 0;
    let bytes =
        archive::write(&Saving { sheet, only, filter }, &mut file, &Cancel::default(), |rows| told = rows)
            .unwrap();
    assert_eq!(bytes, file.len() as u64);
    assert_eq!(told, only.map_or(sheet.rows.len().into(), foldersheet::model::RowSet::len));
    file
}

/// What was read back.
#[derive(Default)]
pub struct Filled {
    pub sheet: Sheet,
    /// Those that have come.
    folders: Folders,
    cancel: Cancel,
}

impl SourceSink for Filled {
    fn send(&mut self, event: SourceEvent) -> Result<(), SourceError> {
        match &event {
            SourceEvent::Origin(_) => assert!(self.sheet.origin.is_none()),
            SourceEvent::Root { root, .. } => assert_eq!(root.0 as usize, self.sheet.roots.len()),
            SourceEvent::Found(batch) => {
                for folder in batch.folders.iter() {
                    assert!(folder.parent.is_none_or(|parent| self.folders.is_known(parent)));
                    self.folders.insert(folder);
                }
                for index in 0..batch.rows.len() {
                    assert!(self.folders.is_known(batch.rows.row(index).folder));
                }
            }
            SourceEvent::RootEnded { phase, .. } => assert!(!phase.is_open()),
            SourceEvent::Read { .. } | SourceEvent::Account { .. } | SourceEvent::Unlisted(..) => {}
        }
        self.sheet.take_event(event).map_err(|_| SourceError::Memory)
    }

    fn cancel(&self) -> &Cancel {
        &self.cancel
    }
}

/// What becomes of a file with these bytes.
pub fn opened(file: &[u8]) -> (Filled, Result<(), SourceError>) {
    let mut filled = Filled::default();
    let read = archive::read_from(Cursor::new(file), Path::new("x.foldersheet"), &mut filled);
    filled.sheet.source_ended(&read);
    (filled, read)
}

/// A row of a sheet with its whole path.
pub type WholeRow = (Vec<u8>, Vec<u8>, Meta, Option<Vec<u8>>);

pub fn row(sheet: &Sheet, number: u32) -> WholeRow {
    let row = sheet.row(number);
    (sheet.path(&row), row.name.to_owned(), row.meta, row.target.map(<[u8]>::to_owned))
}

/// Fails unless a sheet came back whole.
pub fn assert_same(sheet: &Sheet, filled: &Filled) {
    let back = &filled.sheet;
    assert_eq!((back.rows.len(), back.folders.known()), (sheet.rows.len(), sheet.folders.known()));
    for number in 0..sheet.rows.len() {
        assert_eq!(row(back, number), row(sheet, number));
        assert_eq!(back.row(number).folder, sheet.row(number).folder);
    }
    for id in (0..sheet.folders.len()).map(FolderId) {
        assert_eq!(back.folders.get(id), sheet.folders.get(id));
        assert_eq!(back.folders.is_ended(id), sheet.folders.is_ended(id));
    }
    for (root, own) in sheet.roots.iter().zip(back.roots.iter()) {
        assert_eq!((&own.path, &own.counts), (&root.path, &root.counts));
        assert_eq!((&own.phase, own.elapsed), (&root.phase, root.elapsed));
    }
    assert!(back.problems.iter().eq(sheet.problems.iter()), "{:?}\n{:?}", back.problems, sheet.problems);
    assert_eq!(known(back), known(sheet));
    assert_eq!((back.as_of, back.elapsed), (sheet.as_of, sheet.elapsed));
}
