//! Random rows: names of one file are those that a plain map puts together.

use super::*;
use crate::model::{BlockBuilder, Facts, FolderId, Kind, Meta, Row};
use proptest::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// Few numbers, so that many are the same.
fn meta() -> impl Strategy<Value = Meta> {
    let device = prop::option::weighted(0.9, 1u64..3);
    let inode = prop::option::weighted(
        0.9,
        prop_oneof![8 => 1u64..9, 1 => Just(0), 1 => Just(u64::MAX), 2 => any::<u64>()],
    );
    let kind = prop_oneof![6 => Just(Kind::File), 1 => Just(Kind::Folder), 1 => Just(Kind::Symlink)];
    let born = prop_oneof![6 => Just(Some(5i64)), 1 => Just(Some(6)), 1 => Just(None)];
    // How many names the system counts, where it does.
    let count = prop_oneof![6 => Just(None), 1 => (1u32..4).prop_map(Some)];
    (kind, device, inode, born, count).prop_map(|(kind, device, inode, created, count)| {
        let facts = Facts { device, inode, links: count, ..Facts::UNKNOWN };
        let several = count.filter(|count| *count > 1 && kind != Kind::Folder);
        let links = several.zip(device.zip(inode));
        let links = links.map(|(count, (device, inode))| HardLinks::counted(count, device, inode));
        Meta { created, links, facts, ..Meta::unknown(kind) }
    })
}

fn sheet(rows: &[Meta], in_a_block: usize) -> Sheet {
    let mut sheet = Sheet::default();
    let mut builder = BlockBuilder::default();
    let mut batch = |builder: &mut BlockBuilder| sheet.rows.push(builder.take());
    for meta in rows {
        builder.push(Row { folder: FolderId(0), name: b"name", meta: *meta, target: None });
        if builder.len() == in_a_block {
            batch(&mut builder);
        }
    }
    batch(&mut builder);
    sheet
}

fn metas(sheet: &Sheet) -> Vec<Meta> {
    (0..sheet.rows.len()).map(|row| sheet.row(row).meta).collect()
}

/// The device, the number and the birth of a row, if its names are not counted.
fn number(meta: &Meta) -> Option<(u64, u64, Option<i64>)> {
    let facts = meta.facts;
    let inode = facts.inode.filter(|inode| *inode != 0 && *inode != u64::MAX)?;
    let is_meant = meta.kind != Kind::Folder && facts.links.is_none();
    facts.device.filter(|_| is_meant).map(|device| (device, inode, meta.created))
}

fn plain(rows: &[Meta]) -> Vec<Option<HardLinks>> {
    let mut names: HashMap<_, Vec<usize>> = HashMap::new();
    for (at, meta) in rows.iter().enumerate() {
        let counted = meta.links.map(|links| (links.device, links.inode, meta.created));
        if let Some(key) = number(meta).or(counted) {
            names.entry(key).or_default().push(at);
        }
    }
    let mut links: Vec<Option<HardLinks>> = rows.iter().map(|meta| meta.links).collect();
    for ((device, inode, born), rows_of) in names.into_iter().filter(|(_, rows)| rows.len() > 1) {
        let count = rows_of.iter().find_map(|&at| rows[at].links).and_then(|links| links.count);
        for at in rows_of.into_iter().filter(|&at| rows[at].links.is_none()) {
            links[at] = Some(match count {
                Some(count) => HardLinks::counted(count, device, inode),
                None => HardLinks::uncounted(device, inode, born),
            });
        }
    }
    links
}

/// Rows whose number is that of another file, too.
fn unsure(rows: &[Meta]) -> u64 {
    let mut births: BTreeMap<(u64, u64), Vec<Option<i64>>> = BTreeMap::new();
    let key = |meta: &Meta| {
        let counted = meta.links.map(|links| (links.device, links.inode));
        number(meta).map(|(device, inode, _)| (device, inode)).or(counted)
    };
    for meta in rows {
        if let Some(key) = key(meta) {
            births.entry(key).or_default().push(meta.created);
        }
    }
    let is_shared = |meta: &&Meta| {
        number(meta)
            .is_some_and(|(device, inode, born)| births[&(device, inode)].iter().any(|other| *other != born))
    };
    rows.iter().filter(is_shared).count() as u64
}

proptest! {
    #[test]
    fn they_are_those_that_a_plain_map_puts_together(
        rows in prop::collection::vec(meta(), 0..120),
        in_a_block in 1usize..50,
        at_once in prop_oneof![1usize..10, Just(AT_ONCE)],
    ) {
        let mut sheet = sheet(&rows, in_a_block);
        let before = metas(&sheet);
        prop_assert_eq!(&before, &rows);
        let cancel = Cancel::default();
        let search = |sheet: &Sheet| Search::of(sheet, &cancel, at_once).unwrap().found(sheet).unwrap();
        let found = search(&sheet);
        prop_assert_eq!(found.unsure, unsure(&rows));
        let bytes = sheet.heap_bytes();
        sheet.take_same_files(&found);
        let links: Vec<_> = metas(&sheet).iter().map(|meta| meta.links).collect();
        prop_assert_eq!(&links, &plain(&rows));
        // Nothing else of a row has changed.
        let others = |metas: &[Meta]| metas.iter().map(|meta| Meta { links: None, ..*meta }).collect::<Vec<_>>();
        prop_assert_eq!(others(&metas(&sheet)), others(&rows));
        prop_assert!(sheet.heap_bytes() >= bytes);
        // What is known isn't found again.
        prop_assert!(search(&sheet).blocks.is_empty());
        prop_assert!(sheet.are_same_files_known());
    }
}

#[test]
fn a_block_that_is_replaced_shares_all_else() {
    let facts = Facts { device: Some(1), inode: Some(7), ..Facts::UNKNOWN };
    let meta = Meta { facts, ..Meta::unknown(Kind::File) };
    let mut sheet = sheet(&[meta; 3], 9);
    let names =
        |sheet: &Sheet| sheet.rows.blocks().map(|(_, block)| block.names().as_ptr()).collect::<Vec<_>>();
    let before = names(&sheet);
    let found = find_same_files(&sheet, &Cancel::default()).unwrap();
    sheet.take_same_files(&found);
    assert!(sheet.row(2).meta.links.is_some());
    assert_eq!(names(&sheet), before);
}

#[test]
fn what_was_found_of_other_rows_is_not_taken_in() {
    let facts = Facts { device: Some(1), inode: Some(7), ..Facts::UNKNOWN };
    let meta = Meta { facts, ..Meta::unknown(Kind::File) };
    let mut sheet = sheet(&[meta; 3], 9);
    let found = find_same_files(&sheet, &Cancel::default()).unwrap();
    let mut builder = BlockBuilder::default();
    builder.push(Row { folder: FolderId(0), name: b"new", meta, target: None });
    sheet.rows.push(builder.take());
    sheet.take_same_files(&found);
    assert!(sheet.row(0).meta.links.is_none() && !sheet.are_same_files_known());
}

#[test]
fn a_cancelled_search_finds_nothing() {
    let cancel = Cancel::default();
    cancel.set();
    let facts = Facts { device: Some(1), inode: Some(7), ..Facts::UNKNOWN };
    let meta = Meta { facts, ..Meta::unknown(Kind::File) };
    assert!(find_same_files(&sheet(&[meta; 3], 9), &cancel).is_none());
}
