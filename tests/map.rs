//! Maps of random sheets against what is counted and painted here, in the plainest way.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test")]

#[path = "map/sheets.rs"]
mod sheets;

use foldersheet::model::{Cancel, FolderId};
use foldersheet::view::{
    CountLinks, Form, Map, MapMaker, MapRows, MapSpec, Measure, Tree, TreeOrder, TreeRows, View, What, sum,
};
use proptest::prelude::*;
use sheets::{Plain, plain, view};
use std::collections::HashSet;

fn make(plain: &Plain, view: &View, spec: &MapSpec, count: CountLinks) -> Map {
    let sheet = plain.sheet();
    MapMaker::default()
        .make(&sheet, view, spec, count, 0, None, &Cancel::default())
        .expect("nobody cancelled")
}

/// The number of the tile that was painted last on each pixel.
fn painted(map: &Map) -> Vec<Option<usize>> {
    let [width, height] = map.spec().size.map(usize::from);
    let mut pixels = vec![None; width * height];
    for (number, tile) in map.tiles().iter().enumerate() {
        for y in tile.y0..tile.y1 {
            for x in tile.x0..tile.x1 {
                pixels[usize::from(y) * width + usize::from(x)] = Some(number);
            }
        }
    }
    pixels
}

fn spec() -> impl Strategy<Value = MapSpec> {
    let form = prop_oneof![3 => Just(Form::Treemap), 1 => Just(Form::Flame)];
    let measure = prop_oneof![Just(Measure::Length), Just(Measure::Allocated), Just(Measure::Files)];
    let rows = prop_oneof![Just(MapRows::Shown), Just(MapRows::AllWithRestDimmed)];
    let zoom = prop::option::of(0u32..12);
    (form, measure, rows, zoom, 1u16..160, 1u16..120, any::<bool>(), 50u16..250).prop_map(
        |(form, measure, rows, zoom, width, height, frames, percent)| MapSpec {
            form,
            measure,
            rows,
            zoom: zoom.map(FolderId),
            size: [width, height],
            frames,
            percent,
            ..MapSpec::default()
        },
    )
}

fn links() -> impl Strategy<Value = CountLinks> {
    prop_oneof![Just(CountLinks::EachName), Just(CountLinks::Once)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_byte_has_its_place(plain in plain(), spec in spec(), count in links()) {
        let view = view(&plain);
        let map = make(&plain, &view, &spec, count);
        let measure = map.totalled().measure;
        let shows_all = spec.rows == MapRows::AllWithRestDimmed;
        let wanted: HashSet<u32> = (0..plain.rows.len() as u32).filter(|row| shows_all || plain.is_shown(*row)).collect();
        let wanted = plain.counted(&wanted, count);
        let root = map.tiles()[0].what;
        for (number, tile) in map.tiles().iter().enumerate() {
            let (files, amount) = match tile.what {
                What::Sources => plain.sum(&wanted, None, measure),
                What::Folder(folder) => plain.sum(&wanted, Some(folder.0), measure),
                What::Row(row) => {
                    prop_assert!(wanted.contains(&row));
                    (1, plain.amount(row, measure))
                }
                What::Rest(folder) => {
                    let (mut files, mut amount) = plain.sum(&wanted, folder.map(|folder| folder.0), measure);
                    let parent = map.parent_of(number).unwrap();
                    let others = map.tiles()[parent].children().map(|at| &map.tiles()[at]);
                    for other in others.filter(|other| !matches!(other.what, What::Rest(_))) {
                        files -= other.files;
                        amount -= other.amount;
                    }
                    (files, amount)
                }
            };
            prop_assert_eq!((tile.files, tile.amount), (files, amount), "{:?}", tile);
            let inside = || tile.children().map(|at| &map.tiles()[at]);
            if !tile.is_leaf() {
                prop_assert_eq!(inside().map(|inside| inside.files).sum::<u32>(), tile.files);
                prop_assert_eq!(inside().map(|inside| inside.amount).sum::<u128>(), tile.amount);
                prop_assert!(inside().all(|inside| inside.depth == tile.depth + 1));
                let folder = |what| match what { What::Folder(folder) => Some(folder.0), _ => None };
                for inside in inside() {
                    let parent = match inside.what {
                        What::Row(row) => Some(plain.rows[row as usize].folder),
                        What::Folder(inner) => plain.parents[inner.0 as usize],
                        What::Rest(of) => of.map(|of| of.0),
                        What::Sources => panic!("only the root is"),
                    };
                    prop_assert_eq!(parent, folder(tile.what));
                }
            }
        }
        let is_whole = spec.zoom.is_none_or(|zoom| zoom.0 as usize >= plain.parents.len()) && plain.within.is_none();
        if is_whole || matches!(root, What::Sources) {
            prop_assert_eq!(map.tiles()[0].files as usize, wanted.len());
        }
    }

    #[test]
    fn the_picture_has_no_gap_and_a_pixel_finds_its_tile(plain in plain(), spec in spec()) {
        let map = make(&plain, &view(&plain), &spec, CountLinks::EachName);
        let [width, height] = map.spec().size;
        let painted = painted(&map);
        for y in 0..height {
            for x in 0..width {
                let at = usize::from(y) * usize::from(width) + usize::from(x);
                prop_assert_eq!(map.hit(x, y), painted[at], "{}, {}", x, y);
            }
        }
        prop_assert_eq!(map.picture().len(), painted.len() * 4);
        for tile in map.tiles().iter().filter(|tile| !tile.is_leaf() && tile.amount > 0) {
            let inside: Vec<_> = tile.children().map(|at| &map.tiles()[at]).filter(|inside| !inside.is_empty()).collect();
            let area = |x0: u16, y0: u16, x1: u16, y1: u16| u32::from(x1 - x0) * u32::from(y1 - y0);
            let sum: u32 = inside.iter().map(|t| area(t.x0, t.y0, t.x1, t.y1)).sum();
            let (x0, y0) = (inside.iter().map(|t| t.x0).min().unwrap(), inside.iter().map(|t| t.y0).min().unwrap());
            let (x1, y1) = (inside.iter().map(|t| t.x1).max().unwrap(), inside.iter().map(|t| t.y1).max().unwrap());
            // They fill a rectangle, and as the painter has shown they don't overlap: then a pixel would find the first of two.
            prop_assert_eq!(sum, area(x0, y0, x1, y1));
            match spec.form {
                Form::Flame => prop_assert_eq!((x0, x1, y0), (tile.x0, tile.x1, tile.y1)),
                Form::Treemap if !spec.frames || tile.depth == 0 => {
                    prop_assert_eq!((x0, y0, x1, y1), (tile.x0, tile.y0, tile.x1, tile.y1));
                }
                Form::Treemap => prop_assert!(tile.x0 <= x0 && tile.y0 <= y0 && x1 <= tile.x1 && y1 <= tile.y1),
            }
        }
    }

    #[test]
    fn areas_are_in_proportion(plain in plain(), spec in spec()) {
        let spec = MapSpec { frames: false, ..spec };
        let map = make(&plain, &view(&plain), &spec, CountLinks::EachName);
        let whole = map.tiles()[0].amount as f64;
        let [width, height] = map.spec().size.map(f64::from);
        for (number, tile) in map.tiles().iter().enumerate().filter(|_| whole > 0.0) {
            let share = tile.amount as f64 / whole;
            prop_assert!((map.share(number) - share).abs() < 1e-9);
            let (w, h) = (f64::from(tile.width()), f64::from(tile.height()));
            match spec.form {
                // Each edge is off by half a pixel at most.
                Form::Treemap => prop_assert!((w * h - share * width * height).abs() <= w + h + 1.001, "{tile:?} of {whole}"),
                Form::Flame => prop_assert!((w - share * width).abs() <= 1.001, "{tile:?} of {whole}"),
            }
        }
    }

    #[test]
    fn totals_are_those_of_the_tree_and_of_the_bottom_line(plain in plain(), count in links()) {
        let sheet = plain.sheet();
        let view = view(&plain);
        let totals = sum(&sheet, view.covers, view.row_set(), count, &Cancel::default()).unwrap();
        let tree = Tree::make(&sheet, TreeRows::by(&view), TreeOrder::default(), None, &Cancel::default()).unwrap();
        for measure in [Measure::Length, Measure::Allocated, Measure::Files] {
            let map = make(&plain, &view, &MapSpec { measure, size: [200, 120], ..MapSpec::default() }, count);
            let expected = match map.totalled().measure {
                Measure::Length => totals.bytes,
                Measure::Allocated => totals.allocated,
                Measure::Files => totals.files.into(),
            };
            let root = &map.tiles()[0];
            prop_assert_eq!((u64::from(root.files), root.amount), (totals.files, expected));
            let is_whole = count == CountLinks::EachName && plain.within.is_none();
            for tile in map.tiles().iter().filter(|_| is_whole) {
                let What::Folder(folder) = tile.what else { continue };
                let sums = tree.sums(folder);
                let amount = match map.totalled().measure {
                    Measure::Length => sums.bytes,
                    Measure::Allocated => sums.allocated,
                    Measure::Files => sums.files.into(),
                };
                // The tree's end at 64 bits.
                prop_assert_eq!((sums.files, amount), (tile.files, u64::try_from(tile.amount).unwrap_or(u64::MAX)));
            }
        }
    }
}

#[test]
fn a_cancelled_map_is_none() {
    let plain = Plain::flat(&[1, 2, 3]);
    let cancel = Cancel::default();
    cancel.set();
    let (sheet, view) = (plain.sheet(), view(&plain));
    let made =
        MapMaker::default().make(&sheet, &view, &MapSpec::default(), CountLinks::EachName, 0, None, &cancel);
    assert!(made.is_none());
}
