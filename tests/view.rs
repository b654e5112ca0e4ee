//! The view against a plain model: the rows that match, in a total order, however they arrived.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

use foldersheet::model::{BlockBuilder, FolderId, FolderRecord, Kind, Meta, RootId, Row};
use foldersheet::store::Store;
use foldersheet::view::{Cancel, Column, Filter, Maker, Order, SortKey, Spec, View};
use proptest::prelude::*;
use std::cmp::Ordering;

const SEP: char = std::path::MAIN_SEPARATOR;

/// One row of the model: the folder's parts and the name, readable.
#[derive(Debug, Clone)]
struct Plain {
    folder: usize,
    name: String,
    meta: Meta,
}

/// Folders of the model: a parent and a name each; the first has none.
#[derive(Debug, Clone)]
struct Sheet {
    folders: Vec<(Option<usize>, String)>,
    rows: Vec<Plain>,
    /// Where the rows are cut into arrivals.
    cuts: Vec<usize>,
}

impl Sheet {
    fn parts(&self, folder: usize) -> Vec<String> {
        let (parent, name) = &self.folders[folder];
        let mut parts = parent.map(|parent| self.parts(parent)).unwrap_or_default();
        parts.push(name.clone());
        parts
    }

    fn path(&self, row: usize) -> String {
        let mut parts = self.parts(self.rows[row].folder);
        parts.push(self.rows[row].name.clone());
        parts.join(&SEP.to_string())
    }

    /// A store that holds the rows up to the `arrivals`th cut.
    fn store(&self, rows: usize) -> Store {
        let mut store = Store::default();
        for (id, (parent, name)) in self.folders.iter().enumerate() {
            store.folders.insert(FolderRecord {
                id: FolderId(id as u32),
                parent: parent.map(|parent| FolderId(parent as u32)),
                root: RootId(0),
                name: name.as_bytes(),
            });
        }
        let mut builder = BlockBuilder::default();
        for row in &self.rows[..rows] {
            let folder = FolderId(row.folder as u32);
            builder.push(Row { folder, name: row.name.as_bytes(), meta: row.meta });
            if builder.len() == 7 {
                store.rows.push(builder.take());
            }
        }
        store.rows.push(builder.take());
        store
    }

    /// The model's own answer: plain strings, a plain stable sort.
    fn expected(&self, words: &[String], order: Order) -> Vec<u32> {
        let matches = |row: &usize| {
            let path = self.path(*row).to_lowercase();
            words.iter().all(|word| path.contains(&word.to_lowercase()))
        };
        let mut rows: Vec<usize> = (0..self.rows.len()).filter(matches).collect();
        if let Some(key) = order.first {
            rows.sort_by(|&a, &b| self.compare(key.column, key.descending, a, b));
        }
        rows.into_iter().map(|row| row as u32).collect()
    }

    fn compare(&self, column: Column, descending: bool, a: usize, b: usize) -> Ordering {
        let (x, y) = (&self.rows[a], &self.rows[b]);
        let turn = |order: Ordering| if descending { order.reverse() } else { order };
        let extension = |name: &str| match name.rfind('.') {
            Some(dot) if dot > 0 => name[dot + 1..].to_lowercase(),
            _ => String::new(),
        };
        fn values<T: Ord>(x: Option<T>, y: Option<T>, descending: bool) -> Ordering {
            match (x, y) {
                (Some(x), Some(y)) => {
                    if descending {
                        y.cmp(&x)
                    } else {
                        x.cmp(&y)
                    }
                }
                (x, y) => x.is_none().cmp(&y.is_none()),
            }
        }
        let folders = self.parts(x.folder).cmp(&self.parts(y.folder));
        let by_column = match column {
            Column::Name => {
                turn(x.name.to_lowercase().cmp(&y.name.to_lowercase()).then_with(|| x.name.cmp(&y.name)))
            }
            Column::Folder => turn(folders),
            Column::Extension => {
                let (x, y) = (extension(&x.name), extension(&y.name));
                x.is_empty().cmp(&y.is_empty()).then_with(|| turn(x.cmp(&y)))
            }
            Column::Kind => turn(x.meta.kind.cmp(&y.meta.kind)),
            Column::Size => values(x.meta.size, y.meta.size, descending),
            Column::Allocated => values(x.meta.allocated, y.meta.allocated, descending),
            Column::Modified => values(x.meta.modified, y.meta.modified, descending),
            Column::Created => values(x.meta.created, y.meta.created, descending),
        };
        by_column.then(folders).then_with(|| x.name.cmp(&y.name)).then(a.cmp(&b))
    }
}

fn meta() -> impl Strategy<Value = Meta> {
    let number = || prop::option::of(prop_oneof![0u64..3, any::<u64>()]);
    let time = || prop::option::of(prop_oneof![-2i64..2, any::<i64>()]);
    (0u8..7, number(), number(), time(), time()).prop_map(|(kind, size, allocated, modified, created)| Meta {
        kind: Kind::from_number(kind),
        size,
        allocated,
        modified,
        created,
    })
}

fn sheet() -> impl Strategy<Value = Sheet> {
    let folders = prop::collection::vec((any::<prop::sample::Index>(), "[aAb.é]{1,3}"), 1..8);
    let names = "[aAbBéÉ.-]{1,4}|[ab]{15,19}";
    let rows = prop::collection::vec((any::<prop::sample::Index>(), names, meta()), 0..40);
    (folders, rows, prop::collection::vec(any::<prop::sample::Index>(), 0..4)).prop_map(
        |(folders, rows, cuts)| {
            let parent = |(id, (parent, name)): (usize, (prop::sample::Index, String))| {
                // Two folders of one name in one folder are no tree; the number makes them differ.
                ((id > 0).then(|| parent.index(id)), format!("{name}{id}"))
            };
            let folders: Vec<_> = folders.into_iter().enumerate().map(parent).collect();
            let row = |(folder, name, meta): (prop::sample::Index, String, Meta)| Plain {
                folder: folder.index(folders.len()),
                name,
                meta,
            };
            let rows: Vec<_> = rows.into_iter().map(row).collect();
            let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(rows.len() + 1)).collect();
            cuts.push(rows.len());
            cuts.sort_unstable();
            Sheet { folders, rows, cuts }
        },
    )
}

fn order() -> impl Strategy<Value = Order> {
    let column = prop::option::of(prop::sample::select(Column::ALL.to_vec()));
    (column, any::<bool>()).prop_map(|(column, descending)| Order {
        first: column.map(|column| SortKey { column, descending }),
        second: None,
    })
}

fn numbers(view: &View) -> Vec<u32> {
    (0..view.len()).map(|position| view.get(position).unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_view_is_the_matching_rows_in_order_however_they_arrive(
        sheet in sheet(),
        order in order(),
        words in prop::collection::vec("[aéB.]{1,2}|a[/]b|[0-3][/]a", 0..3),
    ) {
        let words: Vec<String> = words.into_iter().map(|word| word.replace('/', &SEP.to_string())).collect();
        let spec = Spec { filter: Filter::parse(&words.join(" ")).unwrap(), order, within: None };
        let mut maker = Maker::default();
        let mut view = View::nothing(spec.clone());
        for &rows in &sheet.cuts {
            let store = sheet.store(rows);
            view = maker.make(&store, &spec, Some(&view), &Cancel::default()).unwrap();
        }
        prop_assert_eq!(numbers(&view), sheet.expected(&words, order));
        prop_assert_eq!(view.get(view.len()), None);
    }
}

#[test]
fn a_cancelled_view_is_none() {
    let sheet = Sheet {
        folders: vec![(None, "r".to_owned())],
        rows: vec![Plain { folder: 0, name: "a".to_owned(), meta: Meta::unknown(Kind::File) }; 3],
        cuts: vec![],
    };
    let cancel = Cancel::default();
    cancel.set();
    let spec = Spec { order: Order::by(SortKey::up(Column::Name)), ..Spec::default() };
    assert!(Maker::default().make(&sheet.store(3), &spec, None, &cancel).is_none());
}

#[test]
fn many_rows_are_ordered_in_pieces() {
    let rows = 600_000u32;
    let mut store = Store::default();
    store.folders.insert(FolderRecord { id: FolderId(0), parent: None, root: RootId(0), name: b"r" });
    let mut builder = BlockBuilder::default();
    for row in 0..rows {
        // A step that meets every number once: 600,000 and 7 have no divisor in common.
        let size = u64::from(row) * 7 % u64::from(rows);
        let meta = Meta { size: Some(size), ..Meta::unknown(Kind::File) };
        builder.push(Row { folder: FolderId(0), name: b"n", meta });
        if builder.is_full() {
            store.rows.push(builder.take());
        }
    }
    store.rows.push(builder.take());
    let spec = Spec { order: Order::by(SortKey::down(Column::Size)), ..Spec::default() };
    let view = Maker::default().make(&store, &spec, None, &Cancel::default()).unwrap();
    let sizes = numbers(&view).into_iter().map(|row| store.row(row).meta.size.unwrap());
    assert!(sizes.eq((0..u64::from(rows)).rev()));
}
