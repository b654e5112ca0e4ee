use super::*;
use crate::model::{Attributes, ColumnSet};
use proptest::prelude::*;

fn meta() -> impl Strategy<Value = Meta> {
    let size = || prop::option::of(prop_oneof![0u64..5000, any::<u64>()]);
    let time = || prop::option::of(prop_oneof![0i64..2_000_000_000, any::<i64>()]);
    let links = prop::option::of((prop::option::of(2u32..), any::<u64>(), any::<u64>()));
    let number = || prop::option::of(any::<u32>());
    let rights = (prop::option::of(0u16..0o10000), number(), number(), number(), any::<[bool; 2]>());
    let facts =
        (rights, size(), size(), time(), time()).prop_map(|(rights, device, inode, accessed, changed)| {
            let (mode, owner, group, links, [hidden, is_read]) = rights;
            let attributes = mode.map(|_| Attributes::default().with(Attributes::HIDDEN, hidden));
            let read = if is_read { ColumnSet::NONE.with(Column::Inode) } else { ColumnSet::NONE };
            Facts { mode, owner, group, links, device, attributes, inode, accessed, changed, read }
        });
    (0u8..7, size(), size(), time(), time(), links, facts).prop_map(
        |(kind, size, allocated, modified, created, links, facts)| Meta {
            kind: Kind::from_number(kind),
            size,
            allocated,
            modified,
            created,
            links: links.map(|(count, device, inode)| match count {
                Some(count) => HardLinks::counted(count, device, inode),
                None => HardLinks::uncounted(device, inode, created),
            }),
            facts,
        },
    )
}

fn target() -> impl Strategy<Value = Option<Vec<u8>>> {
    prop::option::of(prop::collection::vec(1u8.., 1..40))
}

proptest! {
    #[test]
    fn rows_come_back_as_they_went_in(
        rows in prop::collection::vec((prop::collection::vec(1u8.., 1..40), any::<u32>(), meta(), target()), 0..60),
    ) {
        let mut builder = BlockBuilder::default();
        for (name, folder, meta, target) in &rows {
            let target = target.as_deref();
            builder.push(Row { folder: FolderId(*folder), name, meta: *meta, target });
        }
        let block = builder.take();
        prop_assert!(builder.is_empty());
        prop_assert_eq!(block.len(), rows.len());
        let from = rows.len() / 2;
        let mut unpacked = vec![0; rows.len() - from];
        block.unpack_folders(from, &mut unpacked);
        prop_assert!(unpacked.iter().zip(&rows[from..]).all(|(&folder, row)| folder == u64::from(row.1)));
        block.unpack_name_ends(from, &mut unpacked);
        prop_assert!(unpacked.iter().zip(from..).all(|(&end, at)| end == block.name_end(at) as u64));
        prop_assert!(block.may_have_folders() || rows.iter().all(|row| row.2.kind != Kind::Folder));
        for column in [Column::Size, Column::Allocated, Column::Modified, Column::Created] {
            prop_assert!(block.unpack(column, from, &mut unpacked));
            for (&number, at) in unpacked.iter().zip(from..) {
                let number = block.has(column, at).then_some(number);
                prop_assert_eq!(number, column.number(&(&block, at)), "{:?}", column);
            }
            let has_all = (0..rows.len()).all(|at| block.has(column, at));
            prop_assert_eq!(block.has_all(column), has_all, "{:?}", column);
        }
        for (i, (name, folder, meta, target)) in rows.iter().enumerate() {
            let row = Row { folder: FolderId(*folder), name, meta: *meta, target: target.as_deref() };
            prop_assert_eq!(block.row(i), row);
            prop_assert!(target.is_none() || block.has_targets());
            for column in Column::ALL {
                let number = column.number(&row);
                prop_assert_eq!(column.number(&(&block, i)), number, "{:?}", column);
                let is_within = |number| block.bounds(column).is_some_and(|(low, high)| (low..=high).contains(&number));
                prop_assert!(number.is_none_or(is_within), "{:?}", column);
            }
        }
    }
}
