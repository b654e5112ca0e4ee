//! The tree of folders against a plain model: sums by recursion, children by a plain sort, however rows arrived.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

use foldersheet::model::{
    BlockBuilder, Cancel, FolderId, FolderRecord, Kind, Known, Meta, RootId, Row, RowSet,
};
use foldersheet::store::Sheet as Store;
use foldersheet::view::{Filter, FolderSums, Tree, TreeKey, TreeOrder, TreeRows};
use proptest::prelude::*;
use std::cmp::{Ordering, Reverse};
use std::sync::Arc;

#[derive(Debug, Clone)]
enum Plain {
    /// A number that no folder was heard of for.
    Hole,
    Root(u32, String),
    In(usize, String),
}

/// What of a sheet is there at some moment.
#[derive(Debug, Clone, Copy)]
struct Moment {
    rows: usize,
    folders: usize,
}

#[derive(Debug, Clone)]
struct Sheet {
    folders: Vec<Plain>,
    /// Folder, what is known, whether the filter wants it.
    rows: Vec<(usize, Meta, bool)>,
    moments: Vec<Moment>,
    filtered: bool,
}

impl Sheet {
    fn name(&self, folder: usize) -> &str {
        match &self.folders[folder] {
            Plain::Hole => "",
            Plain::Root(_, name) | Plain::In(_, name) => name,
        }
    }

    fn children(&self, of: usize, until: Moment) -> Vec<usize> {
        let is_child = |folder: &usize| matches!(self.folders[*folder], Plain::In(parent, _) if parent == of);
        (0..until.folders).filter(is_child).collect()
    }

    fn roots(&self, order: TreeOrder, until: Moment) -> Vec<FolderId> {
        let is_root = |id: &usize| matches!(self.folders[*id], Plain::Root(..));
        let mut roots: Vec<usize> = (0..until.folders).filter(is_root).collect();
        roots.sort_by(|&a, &b| self.compare(order, until, a, b));
        roots.into_iter().map(|id| FolderId(id as u32)).collect()
    }

    /// The wanted files in a folder and, by recursion, below it.
    fn files(&self, folder: usize, until: Moment) -> Vec<Meta> {
        let here = self.rows[..until.rows].iter().filter(|(of, meta, wanted)| {
            *of == folder && meta.kind != Kind::Folder && (*wanted || !self.filtered)
        });
        let mut files: Vec<Meta> = here.map(|(_, meta, _)| *meta).collect();
        for child in self.children(folder, until) {
            files.extend(self.files(child, until));
        }
        files
    }

    fn sums(&self, folder: usize, until: Moment) -> FolderSums {
        let files = self.files(folder, until);
        let sum = |of: fn(&Meta) -> Option<u64>| {
            let sum: u128 = files.iter().filter_map(of).map(u128::from).sum();
            u64::try_from(sum).unwrap_or(u64::MAX)
        };
        let known = |has: fn(&Meta) -> bool| match files.iter().filter(|meta| has(meta)).count() {
            some if some == files.len() => Known::All,
            0 => Known::Nothing,
            _ => Known::Part,
        };
        FolderSums {
            files: files.len() as u32,
            bytes: sum(|meta| meta.size),
            allocated: sum(|meta| meta.allocated),
            bytes_known: known(|meta| meta.size.is_some()),
            allocated_known: known(|meta| meta.allocated.is_some()),
            newest: files.iter().filter_map(|meta| meta.modified).max(),
        }
    }

    fn compare(&self, order: TreeOrder, until: Moment, a: usize, b: usize) -> Ordering {
        let (x, y) = (self.sums(a, until), self.sums(b, until));
        let turn = |found: Ordering| if order.descending { found.reverse() } else { found };
        let names = || {
            let (a, b) = (self.name(a), self.name(b));
            // All numbers are at the ends: the word with a digit for one, then its length and digits.
            let key = |name: &str| {
                let lower = name.to_lowercase();
                let word = lower.trim_end_matches(|c: char| c.is_ascii_digit());
                let number = lower[word.len()..].trim_start_matches('0').to_owned();
                let digit = if word.len() < lower.len() { "0" } else { "" };
                let by_value = (format!("{word}{digit}"), number.len(), number);
                if order.natural { (by_value, lower) } else { (Default::default(), lower) }
            };
            key(a).cmp(&key(b)).then_with(|| a.cmp(b))
        };
        let first = match order.key {
            TreeKey::Name => turn(names()),
            TreeKey::Size => turn(x.bytes.cmp(&y.bytes)),
            TreeKey::Files => turn(x.files.cmp(&y.files)),
            // No comparison stands.
            TreeKey::Difference => std::cmp::Ordering::Equal,
            TreeKey::Newest if order.descending => Reverse(x.newest).cmp(&Reverse(y.newest)),
            TreeKey::Newest => {
                x.newest.is_none().cmp(&y.newest.is_none()).then_with(|| x.newest.cmp(&y.newest))
            }
        };
        first.then_with(names).then(a.cmp(&b))
    }

    fn store(&self, until: Moment) -> Store {
        let mut store = Store::default();
        for (id, folder) in self.folders[..until.folders].iter().enumerate() {
            let (parent, root, name) = match folder {
                Plain::Hole => continue,
                Plain::Root(root, name) => (None, *root, name),
                Plain::In(parent, name) => (Some(FolderId(*parent as u32)), 0, name),
            };
            let (id, name) = (FolderId(id as u32), name.as_bytes());
            store.folders.insert(FolderRecord { id, parent, root: RootId(root), name });
        }
        let mut builder = BlockBuilder::default();
        for (folder, meta, _) in &self.rows[..until.rows] {
            builder.push(Row { folder: FolderId(*folder as u32), name: b"n", meta: *meta, target: None });
            if builder.len() == 5 {
                store.rows.push(builder.take());
            }
        }
        store.rows.push(builder.take());
        store
    }

    fn wanted(&self, until: Moment) -> TreeRows {
        let numbers = (0..until.rows).filter(|&row| self.rows[row].2);
        let matched = self.filtered.then(|| Arc::new(numbers.map(|row| row as u32).collect::<RowSet>()));
        let filter = Filter::parse(if self.filtered { "wanted" } else { "" }).unwrap();
        TreeRows { filter, covers: until.rows as u32, matched }
    }

    fn check(&self, tree: &Tree, order: TreeOrder, until: Moment) {
        assert_eq!(tree.roots(), self.roots(order, until));
        assert_eq!(tree.order(), order);
        for (id, folder) in self.folders[..until.folders].iter().enumerate() {
            let number = FolderId(id as u32);
            let mut children = self.children(id, until);
            children.sort_by(|&a, &b| self.compare(order, until, a, b));
            let found: Vec<usize> = tree.children(number).iter().map(|child| child.0 as usize).collect();
            assert_eq!(found, children, "in {id} by {order:?}");
            assert_eq!(tree.sums(number), self.sums(id, until), "of {id}");
            let parent = match folder {
                Plain::In(parent, _) => Some(FolderId(*parent as u32)),
                _ => None,
            };
            assert_eq!(tree.parent(number), parent);
        }
    }
}

fn meta() -> impl Strategy<Value = Meta> {
    let number = || prop::option::of(prop_oneof![0u64..4, any::<u64>()]);
    // The earliest second of all counts as no date.
    let time = prop::option::of(prop_oneof![-2i64..2, i64::MIN + 1..=i64::MAX]);
    (0u8..7, number(), number(), time).prop_map(|(kind, size, allocated, modified)| Meta {
        size,
        allocated,
        modified,
        ..Meta::unknown(Kind::from_number(kind))
    })
}

fn sheet() -> impl Strategy<Value = Sheet> {
    let folder = (0u8..10, any::<prop::sample::Index>(), 0u32..4, "[aAbÉé.]{1,3}|[ab]{8,10}|[aA][019]{1,3}");
    let folders = prop::collection::vec(folder, 1..14);
    let rows = prop::collection::vec((any::<prop::sample::Index>(), meta(), any::<bool>()), 0..50);
    let cuts = prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 0..4);
    (folders, rows, cuts, any::<bool>()).prop_map(|(found, rows, cuts, filtered)| {
        let mut folders = Vec::new();
        for (kind, parent, root, name) in found {
            let real: Vec<usize> =
                (0..folders.len()).filter(|&id| !matches!(folders[id], Plain::Hole)).collect();
            folders.push(match kind {
                0 => Plain::Hole,
                2.. if !real.is_empty() => Plain::In(real[parent.index(real.len())], name),
                _ => Plain::Root(root, format!("/{name}")),
            });
        }
        let real: Vec<usize> = (0..folders.len()).filter(|&id| !matches!(folders[id], Plain::Hole)).collect();
        let rows = if real.is_empty() { Vec::new() } else { rows };
        let mut rows: Vec<_> = rows
            .into_iter()
            .map(|(folder, meta, wanted)| (real[folder.index(real.len())], meta, wanted))
            .collect();
        // As they are found: mostly folder by folder.
        let half = rows.len() / 2;
        rows[half..].sort_by_key(|(folder, ..)| *folder);
        let mut moments: Vec<Moment> = cuts
            .into_iter()
            .map(|(at, folders_at)| {
                let at = at.index(rows.len() + 1);
                // A folder is there before the rows in it.
                let least = rows[..at].iter().map(|(folder, ..)| folder + 1).max().unwrap_or(0);
                let more = folders_at.index(folders.len() - least + 1);
                Moment { rows: at, folders: least + more }
            })
            .collect();
        moments.push(Moment { rows: rows.len(), folders: folders.len() });
        moments.sort_by_key(|moment| moment.rows);
        let mut folders_so_far = 0;
        for moment in &mut moments {
            folders_so_far = folders_so_far.max(moment.folders);
            moment.folders = folders_so_far;
        }
        Sheet { folders, rows, moments, filtered }
    })
}

fn order() -> impl Strategy<Value = TreeOrder> {
    let keys = vec![TreeKey::Name, TreeKey::Size, TreeKey::Files, TreeKey::Newest, TreeKey::Difference];
    (prop::sample::select(keys), any::<bool>(), any::<bool>())
        .prop_map(|(key, descending, natural)| TreeOrder { key, descending, natural })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_tree_is_the_sums_by_recursion_however_rows_arrive(
        sheet in sheet(),
        order in order(),
        then in order(),
    ) {
        let mut before: Option<Tree> = None;
        for &moment in &sheet.moments {
            let (store, wanted) = (sheet.store(moment), sheet.wanted(moment));
            let tree = Tree::make(&store, wanted, order, before.as_ref(), &Cancel::default()).unwrap();
            sheet.check(&tree, order, moment);
            before = Some(tree);
        }
        // Another order, then another filter, from the tree that is there.
        let last = *sheet.moments.last().unwrap();
        let store = sheet.store(last);
        let tree = Tree::make(&store, sheet.wanted(last), then, before.as_ref(), &Cancel::default()).unwrap();
        sheet.check(&tree, then, last);
        let other = Sheet { filtered: !sheet.filtered, ..sheet };
        let tree = Tree::make(&store, other.wanted(last), then, Some(&tree), &Cancel::default()).unwrap();
        other.check(&tree, then, last);
    }
}

#[test]
fn a_cancelled_tree_is_none() {
    let cancel = Cancel::default();
    cancel.set();
    assert!(
        Tree::make(&Store::default(), TreeRows::default(), TreeOrder::default(), None, &cancel).is_none()
    );
}

#[test]
fn rows_that_were_read_are_not_read_again() {
    let sized = |size| Meta { size: Some(size), ..Meta::unknown(Kind::File) };
    let store = |sizes: &[u64]| {
        let rows = sizes.iter().map(|&size| (0, sized(size), true)).collect::<Vec<_>>();
        let until = Moment { rows: rows.len(), folders: 1 };
        let sheet =
            Sheet { folders: vec![Plain::Root(0, "/r".into())], rows, moments: vec![], filtered: false };
        (sheet.store(until), sheet.wanted(until))
    };
    let (first, wanted) = store(&[1, 2]);
    let tree = Tree::make(&first, wanted, TreeOrder::default(), None, &Cancel::default()).unwrap();
    // Were the first two read again, the sum would be another one.
    let (second, wanted) = store(&[1000, 1000, 4]);
    let tree = Tree::make(&second, wanted, TreeOrder::default(), Some(&tree), &Cancel::default()).unwrap();
    assert_eq!(tree.sums(FolderId(0)).bytes, 7);
    assert_eq!(tree.sums(FolderId(0)).files, 3);
}

#[test]
fn a_folder_that_was_heard_of_late_is_where_it_belongs() {
    let (root, hole) = (Plain::Root(0, "/r".into()), Plain::Hole);
    let early = [root.clone(), hole, Plain::In(0, "b".into())];
    let late = [root, Plain::In(0, "a".into()), Plain::In(0, "b".into())];
    let until = Moment { rows: 0, folders: 3 };
    let mut before: Option<Tree> = None;
    for folders in [early, late] {
        let sheet = Sheet { folders: folders.to_vec(), rows: vec![], moments: vec![], filtered: false };
        let (store, order) = (sheet.store(until), TreeOrder::by(TreeKey::Name));
        let tree = Tree::make(&store, sheet.wanted(until), order, before.as_ref(), &Cancel::default());
        sheet.check(tree.as_ref().unwrap(), order, until);
        before = tree;
    }
    assert_eq!(before.unwrap().folders(), 3);
}

#[test]
fn a_share_is_of_the_folder_that_it_is_in() {
    let sized = |folder, size| (folder, Meta { size: Some(size), ..Meta::unknown(Kind::File) }, true);
    let until = Moment { rows: 3, folders: 4 };
    let sheet = Sheet {
        folders: vec![
            Plain::Root(1, "/a".into()),
            Plain::Root(0, "/b".into()),
            Plain::In(0, "c".into()),
            Plain::In(2, "d".into()),
        ],
        rows: vec![sized(0, 30), sized(2, 10), sized(1, 120)],
        moments: vec![],
        filtered: false,
    };
    let order = TreeOrder::default();
    let tree = Tree::make(&sheet.store(until), sheet.wanted(until), order, None, &Cancel::default()).unwrap();
    let shares: Vec<f64> = (0..4).map(|id| tree.share(FolderId(id))).collect();
    assert_eq!(shares, [0.25, 0.75, 0.25, 0.0]);
}
