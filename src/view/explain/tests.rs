//! Random rows: each number is what a plain sum over them says, its lines add up to it, and each line's filter shows its rows.

use super::Facts;
use crate::model::{
    Attributes, BlockBuilder, Bound, Cancel, Counts, Facts as RowFacts, FolderId, FolderRecord, HardLinks,
    Kind, LineKind, Meta, Note, Number, OwnSizes, RootId, Row, Volume,
};
use crate::store::Sheet;
use crate::view::{Filter, count_matches};
use proptest::prelude::*;
use std::collections::HashSet;

const HERE: u64 = 7;

/// Few sizes, so that all cases come.
fn meta() -> impl Strategy<Value = Meta> {
    let number = || prop::option::of(prop_oneof![Just(0u64), Just(512), Just(5000), 1u64..1 << 40]);
    let linked = prop::option::of((2u32..4, 0u64..3));
    let device = prop::option::of(prop_oneof![3 => Just(HERE), 1 => Just(8u64)]);
    (0u8..3, number(), number(), linked, device, any::<bool>()).prop_map(
        |(kind, size, allocated, linked, device, is_cloud)| {
            let kind = [Kind::File, Kind::Folder, Kind::Symlink][usize::from(kind)];
            let attributes = Some(Attributes::HIDDEN.with(Attributes::RECALL, is_cloud));
            let links = Some(1).filter(|_| size != Some(512));
            let facts = RowFacts { device, attributes, links, ..RowFacts::UNKNOWN };
            let plain = Meta { size, allocated, facts, ..Meta::unknown(kind) };
            match linked.filter(|_| kind == Kind::File) {
                // The names of a file agree on what it is.
                Some((count, inode)) => Meta {
                    size: Some(inode * 3000),
                    allocated: Some(4096).filter(|_| inode > 0),
                    links: Some(HardLinks::counted(count, HERE + inode % 2, inode)),
                    facts: RowFacts { device: Some(HERE + inode % 2), ..facts },
                    ..plain
                },
                None => plain,
            }
        },
    )
}

fn sheet(rows: &[Meta], own: &[(Option<u64>, Option<u64>)], elsewhere: usize, untold: u64) -> Sheet {
    let mut sheet = Sheet::default();
    let top = FolderRecord { id: FolderId(0), parent: None, root: RootId(0), name: b"/top" };
    sheet.folders.insert(top);
    let mut builder = BlockBuilder::default();
    for meta in rows {
        builder.push(Row { folder: FolderId(0), name: b"name", meta: *meta, target: None });
        if builder.len() == 5 {
            sheet.rows.push(builder.take());
        }
    }
    sheet.rows.push(builder.take());
    let folder = |(size, allocated): &(Option<u64>, Option<u64>)| {
        OwnSizes::of(&Meta { size: *size, allocated: *allocated, ..Meta::unknown(Kind::Folder) })
    };
    let mut counts = Counts { folders: own.len() as u64 + untold, ..Counts::default() };
    own.iter().for_each(|own| counts.inner_folders += folder(own));
    own.iter().take(elsewhere).for_each(|own| counts.elsewhere += folder(own));
    sheet.totals = counts;
    sheet
}

fn volume(shares: Option<&'static str>) -> Volume {
    Volume { id: HERE, size: 1 << 50, used: 1 << 49, available: 1 << 48, shares }
}

fn signed(bytes: Option<u64>) -> i128 {
    bytes.unwrap_or(0).into()
}

proptest! {
    #[test]
    fn lines_add_up_to_plain_sums_and_their_filters_show_their_rows(
        rows in prop::collection::vec(meta(), 0..30),
        own in prop::collection::vec((prop::option::of(Just(4096u64)), prop::option::of(Just(8192u64))), 0..4),
        elsewhere in 0usize..4,
        untold in 0u64..2,
    ) {
        let sheet = sheet(&rows, &own, elsewhere, untold);
        let facts = Facts::of(&sheet, vec![volume(None)], &Cancel::default()).unwrap();
        let files = || rows.iter().filter(|meta| meta.kind != Kind::Folder);
        let mut seen = HashSet::new();
        let once: Vec<&Meta> = files()
            .filter(|meta| meta.links.is_none_or(|links| seen.insert((links.device, links.inode))))
            .collect();
        let lengths: i128 = files().map(|meta| signed(meta.size)).sum();
        let links: i128 = files().filter(|meta| meta.kind == Kind::Symlink).map(|meta| signed(meta.size)).sum();
        let space: i128 = files().map(|meta| signed(meta.allocated)).sum();
        let space_once: i128 = once.iter().map(|meta| signed(meta.allocated)).sum();
        let lengths_once: i128 = once.iter().map(|meta| signed(meta.size)).sum();
        let own_bytes: i128 = own.iter().map(|own| signed(own.0)).sum();
        let own_space: i128 = own.iter().map(|own| signed(own.1)).sum();
        let has_length = files().count() == 0 || files().any(|meta| meta.size.is_some());
        let has_space = files().count() == 0 || files().any(|meta| meta.allocated.is_some());
        for (number, expected, is_known) in [
            (Number::Length, lengths, has_length),
            (Number::Explorer, lengths - links, has_length),
            (Number::OnDisk, space, has_space),
            (Number::DuEachName, space + own_space, has_space),
            (Number::Du, space_once + own_space, has_space),
            (Number::DuApparent, lengths_once, has_length),
            (Number::DuApparentBefore, lengths_once + own_bytes, has_length),
            (Number::DfUsed, 1 << 49, has_space),
        ] {
            let ledger = facts.ledger(number);
            prop_assert_eq!(ledger.is_some(), is_known, "{:?}", number);
            let Some(ledger) = ledger else { continue };
            prop_assert_eq!(ledger.sum(), expected, "{:?} of {:?}", number, &ledger.lines);
            prop_assert_eq!(ledger.lines[0].kind, LineKind::Lengths);
            for line in &ledger.lines {
                let Some(filter) = facts.filter_of_line(line.kind) else { continue };
                if matches!(line.kind, LineKind::Folders | LineKind::OtherFolders) {
                    continue;
                }
                let filter = Filter::parse(&filter).unwrap();
                let shown = count_matches(&sheet, std::slice::from_ref(&filter), &Cancel::default()).unwrap();
                prop_assert_eq!(Some(shown[0]), line.rows, "{:?} by {}", line, filter.text());
            }
        }
        // Of files on other file systems nothing is in the rest, which is what is not explained.
        if let Some(df) = facts.ledger(Number::DfUsed).filter(|_| elsewhere.min(own.len()) > 0) {
            let is_there = |meta: &&&Meta| meta.facts.device.is_some_and(|device| device != HERE);
            let there: i128 = once.iter().filter(is_there).map(|meta| signed(meta.allocated)).sum();
            let of = |kind| df.lines.iter().filter(|line| line.kind == kind).map(|line| line.bytes).sum::<i128>();
            prop_assert_eq!(of(LineKind::OtherFileSystems), -there);
            let folders: i128 = own.iter().take(elsewhere).map(|own| signed(own.1)).sum();
            prop_assert_eq!(of(LineKind::OtherFolders), -folders);
        }
        let lacks = |is: fn(&Meta) -> bool| files().any(is);
        let bound = |number| facts.ledger(number).map(|ledger| ledger.bound);
        let least = |is| if is { Bound::AtLeast } else { Bound::Exact };
        let is_told = |meta: &Meta| meta.facts.links.is_some() || meta.links.is_some();
        let repeats = files().any(|meta| !is_told(meta));
        let lacks_own = own.iter().any(|own| own.1.is_none()) || untold > 0;
        if has_space {
            let lacks_some = lacks(|meta| meta.allocated.is_none()) || lacks_own;
            prop_assert_eq!(bound(Number::DuEachName), Some(least(lacks_some)));
            prop_assert_eq!(bound(Number::Du), Some(Bound::of(lacks_some, repeats)));
            prop_assert_eq!(bound(Number::OnDisk), Some(least(lacks(|meta| meta.allocated.is_none()))));
        }
        if has_length {
            prop_assert_eq!(bound(Number::Length), Some(least(lacks(|meta| meta.size.is_none()))));
        }
    }
}

/// A file with one name, of which everything is known.
fn file() -> Meta {
    let facts = RowFacts { links: Some(1), ..RowFacts::UNKNOWN };
    Meta { size: Some(5), allocated: Some(4096), facts, ..Meta::unknown(Kind::File) }
}

#[test]
fn a_folder_of_unknown_size_is_no_zero() {
    let file = file();
    let facts = |own: &[(Option<u64>, Option<u64>)], untold| {
        Facts::of(&sheet(&[file], own, 0, untold), Vec::new(), &Cancel::default()).unwrap()
    };
    for (own, untold, unknown) in
        [(&[(None, None), (Some(4096), Some(4096))][..], 0, 1), (&[(Some(4096), Some(4096))][..], 2, 2)]
    {
        let facts = facts(own, untold);
        let du = facts.ledger(Number::Du).unwrap();
        let folders = du.lines.iter().find(|line| line.kind == LineKind::Folders).unwrap();
        assert_eq!((du.bound, folders.unknown, folders.bytes), (Bound::AtLeast, unknown, 4096));
        assert!(facts.notes().contains(&Note::FoldersWithoutSpace(unknown)));
    }
    // Where nothing is known of them the line stays.
    let du = facts(&[(None, None)], 0).ledger(Number::Du).unwrap();
    assert!(du.lines.iter().any(|line| line.kind == LineKind::Folders && line.unknown == 1));
}

#[test]
fn where_blocks_are_shared_a_sum_is_the_most() {
    let facts =
        Facts::of(&sheet(&[file()], &[], 0, 0), vec![volume(Some("Btrfs"))], &Cancel::default()).unwrap();
    assert_eq!(facts.ledger(Number::OnDisk).map(|ledger| ledger.bound), Some(Bound::AtMost));
    assert_eq!(facts.ledger(Number::Du).map(|ledger| ledger.bound), Some(Bound::Exact), "what du says");
    assert!(facts.notes().contains(&Note::Shares("Btrfs")));
}
