//! The charts against a plain model that looks at each row by itself, and through a session.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

mod common;

use common::Tree;
use foldersheet::model::{
    BlockBuilder, Cancel, Category, Column, FolderId, FolderRecord, HardLinks, Kind, Meta, RootId, Row,
    RowSet, Unknown,
};
use foldersheet::session::{Command, Session};
use foldersheet::store::Sheet;
use foldersheet::view::charts::terms;
use foldersheet::view::charts::{Bar, ChartRows, Charts, SizeBin, TIMES, Tally, Times};
use foldersheet::view::{CountLinks, Filter, Maker, Now, Order, Spec, Ties, exact, sum};
use jiff::tz::TimeZone;
use jiff::{Timestamp, civil};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A zone with a summer time, whatever the machine's is.
const BERLIN: &str = "CET-1CEST,M3.5.0,M10.5.0/3";

fn now() -> Now {
    let zone = TimeZone::posix(BERLIN).unwrap();
    Now(civil::date(2024, 5, 17).at(10, 30, 0, 0).to_zoned(zone).unwrap())
}

#[derive(Debug, Clone)]
struct Plain {
    name: String,
    folder: u32,
    meta: Meta,
}

const FOLDERS: [Option<u32>; 6] = [None, Some(0), Some(1), Some(1), None, Some(4)];

fn sheet(rows: &[Plain]) -> Sheet {
    let mut sheet = Sheet::default();
    for (id, parent) in (0..).zip(FOLDERS) {
        let name = format!("/f{id}");
        let record = FolderRecord {
            id: FolderId(id),
            parent: parent.map(FolderId),
            root: RootId(0),
            name: name.as_bytes(),
        };
        sheet.folders.insert(record);
    }
    let mut builder = BlockBuilder::default();
    for row in rows {
        builder.push(Row {
            folder: FolderId(row.folder),
            name: row.name.as_bytes(),
            meta: row.meta,
            target: None,
        });
        if builder.len() == 7 {
            sheet.rows.push(builder.take());
        }
    }
    sheet.rows.push(builder.take());
    sheet
}

fn row() -> impl Strategy<Value = Plain> {
    let name = prop::sample::select(vec![
        "a.jpg",
        "b.JPG",
        "c.png",
        "d.pdf",
        "e",
        "f.rs",
        ".hidden",
        "g.unknownlongone",
        "h.É",
        "i.é",
        "j.sublime-project",
    ]);
    let size =
        prop::option::of(prop_oneof![Just(0u64), 1u64..5, (0u32..64).prop_map(|bit| 1 << bit), any::<u64>()]);
    // About the turns of years and months in and out of summer time, far away, and anywhere.
    let turns = vec![1_546_297_199, 1_546_297_200, 1_711_843_200, 1_714_514_399, 1_714_514_400, -1, 0];
    let time = || {
        prop::option::of(prop_oneof![
            prop::sample::select(turns.clone()),
            -13_000_000_000i64..22_000_000_000,
            any::<i64>(),
        ])
    };
    let kind = prop::sample::select(vec![Kind::File, Kind::File, Kind::File, Kind::Symlink, Kind::Folder]);
    (name, size, time(), time(), kind, 0..FOLDERS.len() as u32, prop::option::of(0u64..4)).prop_map(
        |(name, size, modified, created, kind, folder, inode)| {
            let inode = inode.filter(|_| kind != Kind::Folder);
            let links = inode.map(|inode| HardLinks::counted(2, 1, inode));
            // Names of one file agree on all but the name.
            let (size, modified, created) = match inode {
                // Of one of them nothing is known.
                Some(0) => (None, None, None),
                Some(inode) => (Some(inode * 1000), Some(inode as i64 * 40_000_000), None),
                None => (size, modified, created),
            };
            // Of some files the system reports a length alone.
            let allocated =
                size.filter(|size| size % 3 != 0).map(|size| size.min(1 << 40).next_multiple_of(512));
            Plain {
                name: name.to_owned(),
                folder,
                meta: Meta { size, allocated, modified, created, links, ..Meta::unknown(kind) },
            }
        },
    )
}

/// The files among some rows, each counted as often as is asked for.
fn files<'a>(rows: impl Iterator<Item = &'a Plain>, count: CountLinks) -> Vec<&'a Plain> {
    let mut seen = BTreeSet::new();
    let is_new = |row: &&Plain| {
        count == CountLinks::EachName || row.meta.links.is_none_or(|links| seen.insert(links.inode))
    };
    rows.filter(|row| row.meta.kind != Kind::Folder).filter(is_new).collect()
}

fn tally<'a>(files: impl Iterator<Item = &'a &'a Plain>) -> Tally {
    files.fold(Tally::default(), |sum, row| Tally {
        files: sum.files + 1,
        bytes: sum.bytes + u128::from(row.meta.size.unwrap_or(0)),
        allocated: sum.allocated + u128::from(row.meta.allocated.unwrap_or(0)),
        unknown: Unknown {
            bytes: sum.unknown.bytes + u64::from(row.meta.size.is_none()),
            allocated: sum.unknown.allocated + u64::from(row.meta.allocated.is_none()),
        },
    })
}

fn extension(row: &Plain) -> String {
    row.name
        .rsplit_once('.')
        .filter(|(before, _)| !before.is_empty())
        .map_or(String::new(), |(_, e)| e.to_lowercase())
}

fn category(row: &Plain) -> Category {
    match extension(row).as_str() {
        "jpg" | "png" => Category::Image,
        "pdf" => Category::Document,
        "rs" | "sublime-project" => Category::Code,
        _ => Category::Other,
    }
}

/// The year and month of a time on the zone's clock, by the calendar's library; far away only on which side.
fn month(time: i64) -> (i32, i8) {
    let zoned = Timestamp::from_second(time).ok().map(|moment| moment.to_zoned(now().0.time_zone().clone()));
    match zoned {
        Some(zoned) if (1600..2600).contains(&zoned.year()) => (zoned.year().into(), zoned.month()),
        _ if time < 0 => (i32::MIN, 1),
        _ => (i32::MAX, 1),
    }
}

/// What a chart has, and what a model wants of it: by the same key.
fn by<K: Ord>(shown: &[&Plain], all: &[&Plain], key: impl Fn(&Plain) -> K) -> BTreeMap<K, Bar> {
    let mut keys: BTreeMap<K, Bar> = all.iter().map(|row| (key(row), Bar::default())).collect();
    for (key_of, bar) in &mut keys {
        bar.shown = tally(shown.iter().filter(|row| key(row) == *key_of));
        bar.all = tally(all.iter().filter(|row| key(row) == *key_of));
    }
    keys
}

fn months(times: &Times) -> BTreeMap<Option<(i32, i8)>, Bar> {
    let mut found = BTreeMap::new();
    let mut years = BTreeSet::new();
    for year in &times.years {
        assert!(years.insert(year.year));
        let sum = year.months.iter().fold(Bar::default(), |mut sum, bar| {
            sum += *bar;
            sum
        });
        assert_eq!(year.bar, sum);
        for (month, bar) in (1..).zip(year.months) {
            found.insert(Some((year.year.into(), month)), bar);
        }
    }
    // No year between is left out, and none without a file is at an end.
    assert!(times.years.windows(2).all(|pair| pair[1].year == pair[0].year + 1));
    assert!([times.years.first(), times.years.last()].iter().flatten().all(|year| year.bar.all.files > 0));
    found.extend(times.before.map(|side| (Some((i32::MIN, 1)), side.bar)));
    found.extend(times.behind.map(|side| (Some((i32::MAX, 1)), side.bar)));
    found.insert(None, times.undated);
    found.retain(|_, bar| bar.all.files > 0);
    found
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn they_are_what_looking_at_each_row_says(
        rows in prop::collection::vec(row(), 0..60),
        chosen in prop::option::of(prop::collection::btree_set(0u32..60, 0..60)),
        covers in 0u32..60,
        once in any::<bool>(),
    ) {
        let covers = covers.min(rows.len() as u32);
        let count = if once { CountLinks::Once } else { CountLinks::EachName };
        let is_shown = |row: u32| chosen.as_ref().is_none_or(|chosen| chosen.contains(&row));
        let numbered = || (0u32..).zip(&rows).take(covers as usize);
        // A file with a shown name is where that is.
        let (front, back): (Vec<_>, Vec<_>) = numbered().partition(|(number, _)| is_shown(*number));
        let all = files(front.into_iter().chain(back).map(|(_, row)| row), count);
        let shown = files(numbered().filter(|(number, _)| is_shown(*number)).map(|(_, row)| row), count);
        let sheet = sheet(&rows);
        let set = chosen.as_ref().map(|chosen| Arc::new(chosen.iter().copied().collect::<RowSet>()));
        let wanted = ChartRows { covers, shown: set.clone(), count, times: TIMES.to_vec() };
        let charts = Charts::make(&sheet, wanted, &now(), &Cancel::default()).unwrap();

        // The status line's own sums.
        let totals = sum(&sheet, covers, set.as_ref(), count, &Cancel::default()).unwrap();
        let Tally { files, bytes, allocated, unknown } = charts.total.shown;
        let line = (totals.files, totals.bytes, totals.allocated, totals.unknown);
        prop_assert_eq!((files, bytes, allocated, unknown), line);
        prop_assert_eq!(charts.total, Bar { shown: tally(shown.iter()), all: tally(all.iter()) });

        let found: BTreeMap<Category, Bar> = charts.categories.iter().map(|of| (of.category, of.bar)).collect();
        prop_assert_eq!(found, by(&shown, &all, category));
        let found: BTreeMap<(Category, String), Bar> = charts.categories.iter()
            .flat_map(|of| of.extensions.iter().map(|one| ((of.category, String::from_utf8(one.extension.clone()).unwrap()), one.bar)))
            .collect();
        prop_assert_eq!(found, by(&shown, &all, |row| (category(row), extension(row))));

        prop_assert_eq!(months(charts.by(Column::Modified).unwrap()), by(&shown, &all, |row| row.meta.modified.map(month)));
        prop_assert_eq!(months(charts.by(Column::Created).unwrap()), by(&shown, &all, |row| row.meta.created.map(month)));

        let bin = |row: &Plain| row.meta.size.map(|size| size.checked_ilog2());
        let found: BTreeMap<_, Bar> = charts.sizes.bars.iter().filter(|one| one.bar.all.files > 0).map(|one| (match one.bin {
            SizeBin::Zero => Some(None),
            SizeBin::Power(power) => Some(Some(power)),
            SizeBin::Unknown => None,
        }, one.bar)).collect();
        prop_assert_eq!(found, by(&shown, &all, bin));

        let mut sizes: Vec<u64> = shown.iter().filter_map(|row| row.meta.size).collect();
        sizes.sort_unstable();
        let percentiles = charts.sizes.percentiles;
        prop_assert_eq!(percentiles.is_some(), !sizes.is_empty());
        if let Some(found) = percentiles {
            for (part, found) in [(0.25, found.lower_quartile), (0.5, found.median), (0.75, found.upper_quartile), (0.95, found.p95), (0.99, found.p99)] {
                let rank = ((sizes.len() as f64 * part).ceil() as usize).max(1);
                let exact = sizes[rank - 1];
                prop_assert!(found.abs_diff(exact) as f64 <= exact as f64 * 0.02, "{}: {} for {}", part, found, exact);
            }
        }

        for (list, with_below) in [(&charts.folders.direct, false), (&charts.folders.whole, true)] {
            for of in list {
                let is_in = |row: &&&Plain| {
                    let mut upwards = std::iter::successors(Some(row.folder), |id| FOLDERS[*id as usize]);
                    if with_below { upwards.any(|id| id == of.folder.0) } else { row.folder == of.folder.0 }
                };
                // These stop at the largest number.
                let capped = |t: Tally| (t.files, t.bytes.min(u64::MAX.into()), t.allocated);
                for (found, expected) in
                    [(of.bar.shown, tally(shown.iter().filter(is_in))), (of.bar.all, tally(all.iter().filter(is_in)))]
                {
                    if !once || expected.bytes < u64::MAX.into() {
                        prop_assert_eq!(capped(found), capped(expected));
                    }
                }
            }
        }
        let direct: BTreeSet<u32> = charts.folders.direct.iter().map(|bar| bar.folder.0).collect();
        prop_assert_eq!(direct, shown.iter().map(|row| row.folder).collect());
        prop_assert!(charts.folders.direct.is_sorted_by_key(|bar| std::cmp::Reverse(bar.bar.shown.bytes)));
        prop_assert!(charts.folders.whole.is_sorted_by_key(|bar| std::cmp::Reverse(bar.bar.shown.bytes)));
    }
}

/// Each bar of a chart with the term that a click on it puts into the filter.
fn bars_with_terms(charts: &Charts) -> Vec<(Bar, String)> {
    let mut bars = Vec::new();
    for of in &charts.categories {
        bars.push((of.bar, terms::category(of.category)));
        bars.extend(of.extensions.iter().map(|one| (one.bar, exact::extension(&one.extension))));
    }
    for (column, times) in &charts.times {
        let column = *column;
        for year in &times.years {
            bars.push((year.bar, terms::year(column, year.year)));
            let months = year.months.iter().enumerate();
            bars.extend(months.map(|(month, bar)| (*bar, terms::month(column, year.year, month + 1))));
        }
        bars.extend(times.before.map(|side| (side.bar, terms::before(column, side.year))));
        bars.extend(times.behind.map(|side| (side.bar, terms::since(column, side.year))));
        bars.push((times.undated, terms::none(column)));
    }
    bars.extend(charts.sizes.bars.iter().map(|of| (of.bar, terms::size(of.bin))));
    bars.retain(|(bar, _)| bar.all.files > 0);
    bars
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(8) })]

    #[test]
    fn a_click_on_a_bar_asks_for_its_files(rows in prop::collection::vec(row(), 1..40)) {
        let sheet = sheet(&rows);
        let wanted = ChartRows { covers: rows.len() as u32, shown: None, count: CountLinks::EachName, times: TIMES.to_vec() };
        let charts = Charts::make(&sheet, wanted, &now(), &Cancel::default()).unwrap();
        for (bar, term) in bars_with_terms(&charts) {
            let filter = Filter::parse_at(&term, &now()).unwrap();
            let spec = Spec { filter, order: Order::default(), within: None };
            let view = Maker::default().make(&sheet, &spec, Ties::Found, None, &Cancel::default()).unwrap();
            let matched = view.row_set().unwrap();
            let is_file = |row: &u32| rows[*row as usize].meta.kind != Kind::Folder;
            let files = (0..rows.len() as u32).filter(|row| matched.contains(*row)).filter(is_file).count();
            prop_assert_eq!(files as u64, bar.all.files, "{}", term);
        }
    }
}

#[test]
fn more_extensions_than_are_listed_are_together_and_nothing_is_lost() {
    let row = |n: u32| Plain {
        name: format!("f.x{n}"),
        folder: 0,
        meta: Meta { size: Some(n.into()), ..Meta::unknown(Kind::File) },
    };
    let rows: Vec<Plain> = (0..70_000).map(row).collect();
    let wanted =
        ChartRows { covers: 70_000, shown: None, count: CountLinks::EachName, times: TIMES.to_vec() };
    let charts = Charts::make(&sheet(&rows), wanted, &now(), &Cancel::default()).unwrap();
    let [other] = &charts.categories[..] else { panic!("{:?}", charts.categories) };
    let listed: u64 = other.extensions.iter().map(|one| one.bar.all.files).sum();
    assert_eq!((listed + other.others.1.all.files, other.bar.all.files), (70_000, 70_000));
    assert_eq!(other.extensions.len(), 200);
}

#[test]
fn a_cancelled_count_is_none() {
    let cancel = Cancel::default();
    cancel.set();
    let wanted = ChartRows { covers: 0, shown: None, count: CountLinks::EachName, times: TIMES.to_vec() };
    assert!(Charts::make(&Sheet::default(), wanted, &now(), &cancel).is_none());
}

#[test]
fn they_follow_the_filter_and_the_folder_while_they_are_on_screen() {
    let tree = Tree::new();
    tree.file("photos/a.jpg", 300).file("photos/b.png", 20).file("text/c.pdf", 7).file("d", 1);
    let mut run = common::read(&tree);
    assert!(run.session.charts().is_none());
    run.session.apply(Command::ShowCharts(true));
    let has = |session: &Session, shown: (u64, u128), all: u64| {
        session.charts().is_some_and(|charts| {
            let Bar { shown: found, all: of } = charts.total;
            (found.files, found.bytes, of.files) == (shown.0, shown.1, all)
        })
    };
    run.until("all files", |session| has(session, (4, 328), 4));
    run.session.apply(Command::SetFilter("category:image".to_owned()));
    run.until("the images", |session| has(session, (2, 320), 4));
    let charts = run.session.charts().unwrap().clone();
    assert!(charts.is_part);
    let of: Vec<_> =
        charts.categories.iter().map(|of| (of.category, of.bar.shown.files, of.bar.all.files)).collect();
    assert_eq!(of, [(Category::Image, 2, 2), (Category::Document, 0, 1), (Category::Other, 0, 1)]);
    run.session.apply(Command::SetFilter(String::new()));
    run.until("all again", |session| has(session, (4, 328), 4));
    let photos = run.session.charts().unwrap().folders.direct[0].folder;
    assert!(run.session.folder_name(photos).ends_with(b"photos"));
    run.session.apply(Command::ChartTimes(Column::Created));
    run.until("the other times", |session| {
        session.charts().is_some_and(|charts| charts.by(Column::Created).is_some())
    });
    let cancelled = Cancel::default();
    cancelled.set();
    assert!(run.session.count_charts(&cancelled).is_none());
    run.session.apply(Command::Narrow(Some(photos)));
    run.until("the folder", |session| has(session, (2, 320), 4));
}
