//! The view against a plain model: the rows that match, in a total order, however they arrived.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

use foldersheet::model::{
    Attributes, BlockBuilder, Cancel, Categories, Category, Column, Facts, FolderId, FolderRecord, HardLinks,
    Kind, Meta, RootId, Row,
};
use foldersheet::store::Sheet as Store;
use foldersheet::view::{
    Expr, Filter, Haystack, Linked, Maker, Order, Pattern, SortKey, Spec, Term, Ties, View,
};
use proptest::prelude::*;
use regex::bytes::RegexBuilder;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

/// Of the few letters that the model's names have.
const CATEGORIES: &str = "[image]\n a aa\n[code]\nb ba";

/// The same in the plainest way, with the program's own list below it.
static KNOWN: LazyLock<HashMap<&str, Category>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    let mut category = Category::Other;
    for line in include_str!("../assets/categories.txt").lines().chain(CATEGORIES.lines()) {
        if let Some(name) = line.trim().strip_prefix('[') {
            category = Category::ALL.into_iter().find(|one| name.starts_with(one.as_str())).unwrap();
        } else if !line.starts_with('#') {
            known.extend(line.split_whitespace().map(|extension| (extension, category)));
        }
    }
    known
});

fn category(row: &Plain) -> Option<Category> {
    let of = |extension: &str| KNOWN.get(extension).copied().unwrap_or(Category::Other);
    (row.meta.kind != Kind::Folder).then(|| of(&extension(&row.name)))
}

const SEP: char = std::path::MAIN_SEPARATOR;

/// One row of the model: the folder's parts and the name, readable.
#[derive(Debug, Clone)]
struct Plain {
    folder: usize,
    name: String,
    meta: Meta,
    target: Option<String>,
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
        let mut store =
            Store { categories: Arc::new(Categories::with_own(CATEGORIES).unwrap()), ..Store::default() };
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
            let target = row.target.as_ref().map(String::as_bytes);
            builder.push(Row { folder, name: row.name.as_bytes(), meta: row.meta, target });
            if builder.len() == 7 {
                store.rows.push(builder.take());
            }
        }
        store.rows.push(builder.take());
        store
    }

    /// The model's own answer: plain strings, a plain sort.
    fn expected(&self, expr: &Expr, within: Option<usize>, order: Order, ties: Ties) -> Vec<u32> {
        let is_in = |row: &usize| {
            let mut folder = Some(self.rows[*row].folder);
            while folder.is_some() && folder != within {
                folder = self.folders[folder.unwrap()].0;
            }
            within.is_none() || folder.is_some()
        };
        let mut rows: Vec<usize> =
            (0..self.rows.len()).filter(|row| self.is_wanted(*row, expr)).filter(is_in).collect();
        let by_path = ties == Ties::Path || order.keys().any(|key| key.column == Column::Folder);
        if !order.is_as_found() {
            rows.sort_by(|&a, &b| {
                let path = |row: usize| {
                    let parts = self.parts(self.rows[row].folder);
                    (in_order(&parts, order.natural), by_value(&self.rows[row].name, order.natural))
                };
                let by_keys = order.keys().map(|key| self.compare(key, order.natural, a, b));
                let ties = || if by_path { path(a).cmp(&path(b)) } else { Ordering::Equal };
                by_keys.fold(Ordering::Equal, Ordering::then).then_with(ties).then(a.cmp(&b))
            });
        }
        rows.into_iter().map(|row| row as u32).collect()
    }

    fn is_wanted(&self, row: usize, expr: &Expr) -> bool {
        match expr {
            Expr::All(all) => all.iter().all(|expr| self.is_wanted(row, expr)),
            Expr::Any(any) => any.iter().any(|expr| self.is_wanted(row, expr)),
            Expr::Not(not) => !self.is_wanted(row, not),
            Expr::Term(term) => self.answers(row, term),
        }
    }

    fn answers(&self, row: usize, term: &Term) -> bool {
        let Plain { folder, name, meta, target } = &self.rows[row];
        let text = |haystack: Haystack| match haystack {
            Haystack::Name => Some(name.clone()),
            Haystack::Path => Some(self.path(row)),
            Haystack::Target => target.clone(),
        };
        let has = |text: &str, word: &[u8]| text.to_lowercase().contains(std::str::from_utf8(word).unwrap());
        let word = |word: &[u8]| std::str::from_utf8(word).unwrap().to_owned();
        match term {
            Term::Word { haystack, word } => text(*haystack).is_some_and(|text| has(&text, word)),
            Term::Begins(begin) => name.to_lowercase().starts_with(&word(begin)),
            Term::Ends(end) => name.to_lowercase().ends_with(&word(end)),
            Term::Pattern { haystack, pattern } => {
                text(*haystack).is_some_and(|text| pattern.is_match(text.as_bytes()))
            }
            Term::Extension(extensions) => {
                extensions.iter().any(|wanted| extension(name) == String::from_utf8(wanted.clone()).unwrap())
            }
            Term::Number(Column::Size, range) => meta.size.is_some_and(|size| range.contains(&size)),
            Term::Number(Column::Allocated, range) => {
                meta.allocated.is_some_and(|space| range.contains(&space))
            }
            Term::Space(ordering) => {
                meta.allocated.zip(meta.size).is_some_and(|(space, size)| space.cmp(&size) == *ordering)
            }
            Term::Time(Column::Modified, range) => meta.modified.is_some_and(|time| range.contains(&time)),
            Term::Time(Column::Created, range) => meta.created.is_some_and(|time| range.contains(&time)),
            Term::Number(column, range) => self.number(row, *column).is_some_and(|n| range.contains(&n)),
            Term::Time(Column::Accessed, range) => {
                meta.facts.accessed.is_some_and(|time| range.contains(&time))
            }
            Term::Changed(_) | Term::Grew { .. } => panic!("no comparison stands"),
            Term::Time(column, _) => panic!("no filter asks for {column:?}"),
            Term::Bits(column, masked) => {
                let number = self.number(row, *column);
                number.is_some_and(|number| masked.iter().any(|(mask, bits)| number & mask == *bits))
            }
            Term::Account(column, accounts) => {
                let number = self.number(row, *column).map(|number| number.to_string());
                number.is_some_and(|number| accounts.contains(&number))
            }
            Term::Linked(linked) => meta.links.is_some_and(|links| {
                let is_same = |other: &&Plain| {
                    let of = |links: HardLinks| (links.device, links.inode, links.born);
                    other.meta.links.map(of) == Some(of(links))
                };
                let names: Vec<&Plain> = self.rows.iter().filter(is_same).collect();
                match linked {
                    Linked::Repeat => !std::ptr::eq(names[0], &self.rows[row]),
                    Linked::Outside => {
                        names[0].meta.links.unwrap().count.is_some_and(|count| names.len() < count as usize)
                    }
                }
            }),
            Term::Kind(kinds) => kinds.contains(&meta.kind),
            Term::Category(wanted) => category(&self.rows[row]).is_some_and(|one| wanted.contains(&one)),
            Term::Root(word) => has(&self.parts(*folder)[0], word),
            // No check stands: nothing is known.
            Term::Faults(_) => false,
        }
    }

    /// The number in a column that counts something, or is made of bits.
    fn number(&self, row: usize, column: Column) -> Option<u64> {
        let Plain { folder, name, meta: Meta { facts, .. }, .. } = &self.rows[row];
        match column {
            Column::Mode => facts.mode.map(u64::from),
            Column::Owner => facts.owner.map(u64::from),
            Column::Group => facts.group.map(u64::from),
            Column::Links => facts.links.map(u64::from),
            Column::Device => facts.device,
            Column::Inode => facts.inode,
            Column::Attributes => facts.attributes.map(|attributes| attributes.bits().into()),
            Column::Depth => Some(self.parts(*folder).len() as u64),
            Column::NameLength => Some(name.chars().count() as u64),
            Column::NameUtf16 => Some(name.encode_utf16().count() as u64),
            Column::PathLength => Some(self.path(row).chars().count() as u64),
            Column::PathUtf16 => Some(self.path(row).encode_utf16().count() as u64),
            // No check stands.
            Column::Problem | Column::DestinationLength | Column::Suggestion => None,
            // No comparison stands.
            column if column.is_compared() => None,
            column => panic!("{column:?} has no number"),
        }
    }

    fn compare(
        &self,
        SortKey { column, descending }: SortKey,
        natural: bool,
        a: usize,
        b: usize,
    ) -> Ordering {
        let (x, y) = (&self.rows[a], &self.rows[b]);
        let turn = |order: Ordering| if descending { order.reverse() } else { order };
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
        match column {
            Column::Name => {
                let key = |name: &String| (by_value(&name.to_lowercase(), natural), name.clone());
                turn(key(&x.name).cmp(&key(&y.name)))
            }
            Column::LinkTarget => {
                let key = |target: &String| (by_value(&target.to_lowercase(), natural), target.clone());
                values(x.target.as_ref().map(key), y.target.as_ref().map(key), descending)
            }
            Column::Folder => {
                let parts = |folder| in_order(&self.parts(folder), natural);
                turn(parts(x.folder).cmp(&parts(y.folder)))
            }
            Column::Extension => {
                let (x, y) = (extension(&x.name), extension(&y.name));
                let order = || by_value(&x, natural).cmp(&by_value(&y, natural));
                x.is_empty().cmp(&y.is_empty()).then_with(|| turn(order()))
            }
            Column::Kind => turn(x.meta.kind.cmp(&y.meta.kind)),
            Column::Category => values(category(x), category(y), descending),
            Column::Size => values(x.meta.size, y.meta.size, descending),
            Column::Allocated => values(x.meta.allocated, y.meta.allocated, descending),
            Column::Modified => values(x.meta.modified, y.meta.modified, descending),
            Column::Created => values(x.meta.created, y.meta.created, descending),
            // The oldest is the largest.
            Column::Age => values(x.meta.modified, y.meta.modified, !descending),
            Column::Accessed => values(x.meta.facts.accessed, y.meta.facts.accessed, descending),
            Column::Changed => values(x.meta.facts.changed, y.meta.facts.changed, descending),
            Column::Path | Column::Root | Column::PathHex => panic!("{column:?} is in no order"),
            column => values(self.number(a, column), self.number(b, column), descending),
        }
    }
}

/// What a text is ordered by: its characters, or first those of it without case, each with nothing behind it, and each number as the
/// character 0 with its length and digits; then the whole without case.
type ByValue = (Vec<(char, usize, String)>, String, String);

fn by_value(text: &str, natural: bool) -> ByValue {
    if !natural {
        return (Vec::new(), String::new(), text.to_owned());
    }
    let (lower, mut parts) = (text.to_lowercase(), Vec::new());
    let mut rest = lower.as_str();
    while let Some(c) = rest.chars().next() {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let end = if digits > 0 { digits } else { c.len_utf8() };
        let number = rest[..digits].trim_start_matches('0').to_owned();
        parts.push((if digits > 0 { '0' } else { c }, number.len(), number));
        rest = &rest[end..];
    }
    (parts, lower, text.to_owned())
}

/// Keys as numbers in their order, which are quicker to compare.
fn ranked<K: Ord>(keys: impl Iterator<Item = K>) -> Vec<usize> {
    let keys: Vec<K> = keys.collect();
    let known: std::collections::BTreeSet<&K> = keys.iter().collect();
    let ranks: std::collections::BTreeMap<&K, usize> = known.into_iter().zip(0..).collect();
    keys.iter().map(|key| ranks[key]).collect()
}

fn in_order(parts: &[String], natural: bool) -> Vec<ByValue> {
    parts.iter().map(|part| by_value(part, natural)).collect()
}

fn extension(name: &str) -> String {
    match name.rfind('.') {
        Some(dot) if dot > 0 => name[dot + 1..].to_lowercase(),
        _ => String::new(),
    }
}

fn meta() -> impl Strategy<Value = Meta> {
    let number = || prop::option::of(prop_oneof![0u64..3, any::<u64>()]);
    let time = || prop::option::of(prop_oneof![-2i64..2, any::<i64>()]);
    let plain = (0u8..7, number(), number(), time(), time()).prop_map(
        |(kind, size, allocated, modified, created)| Meta {
            size,
            allocated,
            modified,
            created,
            ..Meta::unknown(Kind::from_number(kind))
        },
    );
    let account = || prop::option::of(prop_oneof![0u32..3, any::<u32>()]);
    let rights = (prop::option::of(0u16..8), account(), account(), account());
    // With 1 no link count is reported.
    let linked = prop::option::of((1u32..5, 0u64..2, 0u64..3));
    (plain, rights, number(), number(), time(), time(), linked).prop_map(
        |(meta, (mode, owner, group, links), device, inode, accessed, changed, linked)| {
            let attributes = mode.map(Attributes::from_bits);
            let facts = Facts {
                mode,
                owner,
                group,
                links,
                device,
                attributes,
                inode,
                accessed,
                changed,
                ..meta.facts
            };
            let links = linked.map(|(count, device, inode)| match count {
                1 => HardLinks::uncounted(device + 2, inode, meta.created),
                _ => HardLinks::counted(count, device, inode),
            });
            Meta { facts, links, ..meta }
        },
    )
}

fn sheet() -> impl Strategy<Value = Sheet> {
    let folders = prop::collection::vec((any::<prop::sample::Index>(), "[aAb.é]{1,3}|[aA]0?1?"), 1..8);
    let names = "[aAbBéÉ.-]{1,4}|[ab]{15,19}|[aAé.012]{1,6}|a{12,15}[01]{1,9}[aA]?|a[.]0{0,2}[0-2]{1,2}|é{30}[aAbé]{0,3}0?[0-2]{0,2}";
    let target = prop::option::of("[aAbé./]{1,4}|a{14,17}[bB]?[0-2]?");
    let rows = prop::collection::vec((any::<prop::sample::Index>(), names, meta(), target), 0..40);
    (folders, rows, prop::collection::vec(any::<prop::sample::Index>(), 0..4)).prop_map(
        |(folders, rows, cuts)| {
            let parent = |(id, (parent, name)): (usize, (prop::sample::Index, String))| {
                // Two folders of one name in one folder aren't a tree; the number makes them differ.
                ((id > 0).then(|| parent.index(id)), format!("{name}{id}"))
            };
            let folders: Vec<_> = folders.into_iter().enumerate().map(parent).collect();
            let row = |(folder, name, meta, target): (prop::sample::Index, String, Meta, Option<String>)| {
                Plain { folder: folder.index(folders.len()), name, meta, target }
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
    let key = || {
        let column = prop::sample::select(Column::TABLE.to_vec());
        prop::option::of(
            (column, any::<bool>()).prop_map(|(column, descending)| SortKey { column, descending }),
        )
    };
    (key(), key(), any::<bool>()).prop_map(|(first, second, natural)| Order { first, second, natural })
}

fn term() -> impl Strategy<Value = Term> {
    let haystack = || prop::sample::select(vec![Haystack::Name, Haystack::Path, Haystack::Target]);
    let word = || "[aéb.]{1,2}";
    let across = "a[/]b|[0-3][/]a|[/]|[0-3][/][ab.]{1,2}|[ab0-2]{1,2}[/][ab0-2]{1,2}";
    let range = || prop_oneof![Just(0..=1u64), Just(2..=u64::MAX), (0u64..4).prop_map(|n| n..=n)];
    let counted = prop::sample::select(vec![
        Column::Links,
        Column::Inode,
        Column::Device,
        Column::Depth,
        Column::NameLength,
        Column::PathUtf16,
    ]);
    let times = || prop_oneof![Just(-1i64..=0), Just(i64::MIN..=-1), Just(0..=i64::MAX)];
    let bytes = |word: String| word.replace('/', &SEP.to_string()).into_bytes();
    prop_oneof![
        (haystack(), word()).prop_map(|(haystack, word)| Term::Word { haystack, word: word.into_bytes() }),
        across.prop_map(move |word| Term::Word { haystack: Haystack::Path, word: bytes(word) }),
        (counted, range()).prop_map(|(column, range)| Term::Number(column, range)),
        times().prop_map(|range| Term::Time(Column::Accessed, range)),
        (0u64..8, 0u64..8).prop_map(|(mask, bits)| Term::Bits(Column::Mode, vec![(mask, bits & mask)])),
        (0u32..4).prop_map(|number| Term::Account(Column::Owner, vec![number.to_string()])),
        word().prop_map(|word| Term::Begins(word.into_bytes())),
        word().prop_map(|word| Term::Ends(word.into_bytes())),
        (haystack(), "[ab.]b?[$]?|[\\^]a").prop_map(|(haystack, pattern)| {
            let pattern = RegexBuilder::new(&pattern).case_insensitive(true).build().unwrap();
            Term::Pattern { haystack, pattern: Pattern::from(pattern) }
        }),
        prop::collection::vec("[abé-]{0,2}|b[.]a", 1..3)
            .prop_map(|all| Term::Extension(all.into_iter().map(String::into_bytes).collect())),
        range().prop_map(|range| Term::Number(Column::Size, range)),
        range().prop_map(|range| Term::Number(Column::Allocated, range)),
        prop::sample::select(vec![Ordering::Less, Ordering::Equal, Ordering::Greater]).prop_map(Term::Space),
        times().prop_map(|range| Term::Time(Column::Modified, range)),
        times().prop_map(|range| Term::Time(Column::Created, range)),
        prop::collection::vec(prop::sample::select(Kind::ALL.to_vec()), 0..3).prop_map(Term::Kind),
        prop::collection::vec(prop::sample::select(Category::ALL.to_vec()), 0..3).prop_map(Term::Category),
        word().prop_map(|word| Term::Root(word.into_bytes())),
        prop::sample::select(vec![Linked::Repeat, Linked::Outside]).prop_map(Term::Linked),
    ]
}

fn expr() -> impl Strategy<Value = Expr> {
    let leaf = term().prop_map(Expr::Term);
    leaf.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Expr::All),
            prop::collection::vec(inner.clone(), 0..4).prop_map(Expr::Any),
            inner.prop_map(|expr| Expr::Not(Box::new(expr))),
        ]
    })
}

fn numbers(view: &View) -> Vec<u32> {
    (0..view.len()).map(|position| view.get(position).unwrap()).collect()
}

/// Wine gives memory slowly, and what is tried here differs by no system.
const CASES: u32 = if cfg!(windows) { 50 } else { 1000 };

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn a_view_is_the_matching_rows_in_order_however_they_arrive(
        sheet in sheet(),
        specs in prop::collection::vec((expr(), order(), any::<bool>(), prop::option::of(any::<prop::sample::Index>())), 1..4),
    ) {
        let mut maker = Maker::default();
        let mut view = View::default();
        for (at, &rows) in sheet.cuts.iter().enumerate() {
            let store = sheet.store(rows);
            // The same wish for a while, then another; the last rows are followed by all wishes once more.
            for (expr, order, settled, within) in if rows == sheet.rows.len() { &specs[..] } else { &specs[at % specs.len()..][..1] } {
                let ties = if *settled { Ties::Path } else { Ties::Found };
                let within = within.as_ref().map(|within| within.index(sheet.folders.len()));
                let folder = within.map(|folder| FolderId(folder as u32));
                let spec = Spec { filter: Filter::from(expr.clone()), order: *order, within: folder };
                // Another wish came and was withdrawn as it was made: what was made is dropped.
                let (other, ..) = &specs[(at + 1) % specs.len()];
                let withdrawn = Spec { filter: Filter::from(other.clone()), ..spec.clone() };
                drop(maker.make(&store, &withdrawn, ties, Some(&view), &Cancel::default()));
                // A filter that is new to a sheet that grows may not wait for its last rows; the next view has them all.
                for again in [false, true] {
                    let least = if again || *settled { rows as u32 } else { view.covers };
                    view = maker.make(&store, &spec, ties, Some(&view), &Cancel::default()).unwrap();
                    prop_assert!((least..=rows as u32).contains(&view.covers), "{} of {least}", view.covers);
                    let of_now = Sheet { rows: sheet.rows[..view.covers as usize].to_vec(), ..sheet.clone() };
                    let expected = of_now.expected(expr, within, *order, ties);
                    prop_assert_eq!(&numbers(&view), &expected);
                    prop_assert_eq!(view.get(view.len()), None);
                    for number in 0..rows as u32 + 2 {
                        let position = expected.iter().position(|&row| row == number).map(|at| at as u64);
                        prop_assert_eq!(view.position(&store, number), position);
                    }
                    let matched = of_now.expected(expr, None, Order::default(), ties);
                    prop_assert!(view.matched().is_none_or(|set| set.iter().eq(matched.iter().copied())));
                    prop_assert!(view.matched().is_some() || matched.len() == view.covers as usize);
                }
            }
        }
    }
}

#[test]
fn a_cancelled_view_is_none() {
    let sheet = Sheet {
        folders: vec![(None, "r".to_owned())],
        rows: vec![
            Plain { folder: 0, name: "a".to_owned(), meta: Meta::unknown(Kind::File), target: None };
            3000
        ],
        cuts: vec![],
    };
    let cancel = Cancel::default();
    cancel.set();
    let spec = Spec { order: Order::by(SortKey::up(Column::Name)), ..Spec::default() };
    for ties in [Ties::Found, Ties::Path] {
        assert!(Maker::default().make(&sheet.store(3000), &spec, ties, None, &cancel).is_none());
    }
}

/// Rows that are put in every order, and those that come first; fewer for the reason of [`CASES`].
const MANY: u64 = if cfg!(windows) { 8_000 } else { 40_000 };
const FIRST: usize = MANY as usize / 8 * 5;

/// Rows enough for every way of sorting, with many that are alike.
fn many(rows: u64) -> Sheet {
    let folders = (0..60).map(|id| ((id > 0).then(|| id * 7 / 11), format!("f{}", id * 37 % 100)));
    let row = |n: u64| {
        let random =
            n.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let name = match random % 5 {
            0 => format!("IMG_2024{:04}.jpg", random >> 32 & 0xFFF),
            1 => format!("img_2024{:04}.JPG", random >> 32 & 0xFFF),
            2 if random & 64 == 0 => {
                let case = if random & 128 == 0 { "Ü" } else { "ü" };
                format!(
                    "ein gemeinsamer Anfang, der {case}ber mehr als drei Blicke reicht, {}",
                    random >> 40 & 0xFF
                )
            }
            2 => format!("a shared beginning of a long name {}", random >> 40 & 0xFF),
            3 if random & 64 == 0 => format!("Part {}.r{:02}", random >> 52, random >> 40 & 0x1F),
            3 => format!("Übersicht-{}.pdf", random >> 40 & 0xFF),
            _ => format!("{:x}", random >> 50),
        };
        let number = |bits: u32| (random & 7 != 0).then_some(random >> bits);
        Plain {
            folder: (random >> 20) as usize % 60,
            name,
            meta: Meta {
                size: number(64 - (random % 40) as u32 - 1),
                allocated: number(50).map(|n| n * 512),
                modified: number(36).map(|t| t as i64 - 1000),
                created: (random & 1 == 0).then_some((random % 9) as i64 * (1 << 40)),
                ..Meta::unknown(Kind::from_number((random % 7) as u8))
            },
            target: (random % 7 == 2).then(|| format!("../{:x}", random >> 58)),
        }
    };
    Sheet { folders: folders.collect(), rows: (0..rows).map(row).collect(), cuts: vec![] }
}

#[test]
fn many_rows_are_ordered_by_every_column() {
    let sheet = many(MANY);
    let keyed: Vec<_> =
        sheet.rows.iter().map(|row| (sheet.parts(row.folder), row.name.to_lowercase())).collect();
    let (first, all) = (sheet.store(FIRST), sheet.store(sheet.rows.len()));
    for column in Column::TABLE {
        for descending in [false, true] {
            let spec = Spec { order: Order::by(SortKey { column, descending }), ..Spec::default() };
            let mut maker = Maker::default();
            let before = maker.make(&first, &spec, Ties::Found, None, &Cancel::default()).unwrap();
            let live = maker.make(&all, &spec, Ties::Found, Some(&before), &Cancel::default()).unwrap();
            let settled = maker.make(&all, &spec, Ties::Path, Some(&live), &Cancel::default()).unwrap();
            let mut expected: Vec<u32> = (0..sheet.rows.len() as u32).collect();
            let lengths: Vec<Option<u64>> = match column.is_of_place() {
                true => (0..sheet.rows.len()).map(|row| sheet.number(row, column)).collect(),
                false => Vec::new(),
            };
            expected.sort_by(|&a, &b| {
                let (a, b) = (a as usize, b as usize);
                let turn = |order: Ordering| if descending { order.reverse() } else { order };
                match column {
                    // The same as the model's, without making strings for each comparison.
                    Column::Name => {
                        let names = || sheet.rows[a].name.cmp(&sheet.rows[b].name);
                        turn(keyed[a].1.cmp(&keyed[b].1).then_with(names))
                    }
                    Column::Folder => turn(keyed[a].0.cmp(&keyed[b].0))
                        .then_with(|| sheet.rows[a].name.cmp(&sheet.rows[b].name)),
                    _ if !lengths.is_empty() => turn(lengths[a].cmp(&lengths[b])),
                    _ => sheet.compare(SortKey { column, descending }, false, a, b),
                }
            });
            assert!(numbers(&live) == expected, "{column:?} {descending} as rows come in");
            let places = expected.iter().zip(0..).step_by(997);
            assert!(places.into_iter().all(|(&row, at)| live.position(&all, row) == Some(at)));
            let path = |row: u32| (&keyed[row as usize].0, &sheet.rows[row as usize].name);
            for (a, b) in numbers(&settled).into_iter().zip(numbers(&settled).into_iter().skip(1)) {
                let by_key = sheet.compare(SortKey { column, descending }, false, a as usize, b as usize);
                assert!(
                    by_key.then_with(|| path(a).cmp(&path(b))).then(a.cmp(&b)).is_lt(),
                    "{column:?} {descending}: {a} {b}"
                );
            }
        }
    }
}

#[test]
fn many_rows_are_ordered_by_the_values_of_numbers() {
    let sheet = many(MANY);
    let names = ranked(sheet.rows.iter().map(|row| by_value(&row.name, true)));
    let extensions = ranked(sheet.rows.iter().map(|row| by_value(&extension(&row.name), true)));
    let folders = ranked((0..60).map(|folder| in_order(&sheet.parts(folder), true)));
    let folder = |row: u32| folders[sheet.rows[row as usize].folder];
    let path = |row: u32| (folder(row), names[row as usize]);
    let has_none = |row: usize| extension(&sheet.rows[row].name).is_empty();
    let (first, all) = (sheet.store(FIRST), sheet.store(sheet.rows.len()));
    for column in [Column::Name, Column::Extension, Column::Folder, Column::Kind] {
        for descending in [false, true] {
            let order = Order { natural: true, ..Order::by(SortKey { column, descending }) };
            let spec = Spec { order, ..Spec::default() };
            let (mut maker, cancel) = (Maker::default(), Cancel::default());
            let before = maker.make(&first, &spec, Ties::Found, None, &cancel).unwrap();
            let live = maker.make(&all, &spec, Ties::Found, Some(&before), &cancel).unwrap();
            let settled = maker.make(&all, &spec, Ties::Path, Some(&live), &cancel).unwrap();
            let compare = |a: u32, b: u32| {
                let (x, y) = (a as usize, b as usize);
                let turn = |order: Ordering| if descending { order.reverse() } else { order };
                match column {
                    Column::Name => turn(names[x].cmp(&names[y])),
                    Column::Extension => {
                        has_none(x).cmp(&has_none(y)).then_with(|| turn(extensions[x].cmp(&extensions[y])))
                    }
                    Column::Folder => turn(folder(a).cmp(&folder(b))),
                    _ => turn(sheet.rows[x].meta.kind.cmp(&sheet.rows[y].meta.kind)),
                }
            };
            let mut expected: Vec<u32> = (0..sheet.rows.len() as u32).collect();
            expected.sort_by(|&a, &b| compare(a, b).then_with(|| path(a).cmp(&path(b))));
            assert!(numbers(&settled) == expected, "{column:?} {descending}");
            let places = expected.iter().zip(0..).step_by(997);
            assert!(places.into_iter().all(|(&row, at)| settled.position(&all, row) == Some(at)));
            let by_path =
                |a, b| if column == Column::Folder { path(a).cmp(&path(b)) } else { Ordering::Equal };
            expected.sort_by(|&a, &b| compare(a, b).then_with(|| by_path(a, b)).then(a.cmp(&b)));
            assert!(numbers(&live) == expected, "{column:?} {descending} as rows come in");
        }
    }
}

/// Whoever types doesn't wait until what came in meanwhile is put in order.
#[test]
fn another_filter_of_a_growing_sheet_shows_at_once_what_is_in_order() {
    let sheet = many(40_000);
    let (first, all) = (sheet.store(25_000), sheet.store(sheet.rows.len()));
    let order = Order::by(SortKey::up(Column::Name));
    let spec = |text: &str| Spec { filter: Filter::parse(text).unwrap(), order, within: None };
    let (mut maker, cancel) = (Maker::default(), Cancel::default());
    let mut make =
        |store, text: &str, before: &View| maker.make(store, &spec(text), Ties::Found, Some(before), &cancel);
    let unfiltered = make(&first, "", &View::default()).unwrap();
    let at_once = make(&all, "jpg", &unfiltered).unwrap();
    let then = make(&all, "jpg", &at_once).unwrap();
    for (view, covers) in [(at_once, 25_000), (then, sheet.rows.len())] {
        let mut expected: Vec<u32> = (0..covers as u32)
            .filter(|&row| sheet.rows[row as usize].name.to_lowercase().contains("jpg"))
            .collect();
        let name = |row: u32| &sheet.rows[row as usize].name;
        expected.sort_by_key(|&row| (name(row).to_lowercase(), name(row), row));
        assert_eq!(view.covers, covers as u32);
        assert!(numbers(&view) == expected, "{covers}");
        assert!(view.matched().is_some_and(|set| set.len() == expected.len() as u64));
    }
}

/// A view that is dropped, as its wish was withdrawn, leaves nothing behind for another filter that finds as many rows.
#[test]
fn a_view_that_nobody_wanted_any_more_is_not_gone_on_with() {
    let row = |n: usize| {
        let name = format!("{} {n}", ["apple", "berry"][n % 2]);
        let meta = Meta { size: Some(n as u64 * 7 % 10), ..Meta::unknown(Kind::File) };
        Plain { folder: 0, name, meta, target: None }
    };
    let sheet =
        Sheet { folders: vec![(None, "r".to_owned())], rows: (0..30).map(row).collect(), cuts: vec![] };
    let order = Order::by(SortKey::down(Column::Size));
    let spec = |text: &str| Spec { filter: Filter::parse(text).unwrap(), order, within: None };
    let (mut maker, cancel) = (Maker::default(), Cancel::default());
    let mut make = |rows, text: &str, before: &View| {
        maker.make(&sheet.store(rows), &spec(text), Ties::Found, Some(before), &cancel).unwrap()
    };
    let apples = make(10, "apple", &View::default());
    let berries = make(10, "berry", &apples);
    assert_eq!(apples.len(), berries.len());
    let apples = make(30, "apple", &apples);
    let all = numbers(&apples);
    assert_eq!(all.len(), 15);
    assert!(all.iter().all(|row| row % 2 == 0), "{all:?}");
}
