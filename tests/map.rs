//! Maps of random sheets against what is counted and painted here, in the plainest way.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test")]

mod common;
#[path = "map/following.rs"]
mod following;
#[path = "map/sheets.rs"]
mod sheets;

use foldersheet::model::{
    BlockBuilder, Cancel, Category, FolderId, FolderRecord, Kind, Known, Meta, RootId, Row,
};
use foldersheet::store::Sheet;
use foldersheet::view::{
    CountLinks, Form, Map, MapMaker, MapRows, MapSpec, MapWish, Measure, Side, Tree, TreeOrder, TreeRows,
    View, What, sum,
};
use proptest::prelude::*;
use sheets::{Plain, PlainRow, plain, view};
use std::collections::HashSet;

fn make(plain: &Plain, view: &View, spec: &MapSpec, count: CountLinks) -> Map {
    let sheet = plain.sheet();
    MapMaker::default()
        .make(&sheet, MapWish { count, ..MapWish::new(view, spec) }, &Cancel::default())
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
            match tile.what {
                What::Sources => prop_assert_eq!(tile.known, plain.known(&wanted, None, measure)),
                What::Folder(folder) => prop_assert_eq!(tile.known, plain.known(&wanted, Some(folder.0), measure)),
                What::Row(_) => prop_assert_eq!(tile.known, Known::All),
                What::Rest(folder) => {
                    let lacks = plain.known(&wanted, folder.map(|folder| folder.0), measure) != Known::All;
                    prop_assert_eq!(tile.known, if lacks { Known::Part } else { Known::All });
                }
            }
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
    fn a_row_is_found_in_its_tile_or_in_the_one_that_stands_for_it(plain in plain(), spec in spec()) {
        let view = view(&plain);
        let map = make(&plain, &view, &spec, CountLinks::EachName);
        let top = match map.tiles()[0].what { What::Folder(top) => Some(top.0), _ => None };
        let parent = |folder: FolderId| plain.parents[folder.0 as usize].map(FolderId);
        let own: HashSet<What> = map.tiles().iter().filter(|tile| !tile.is_empty()).map(|tile| tile.what).collect();
        for (number, row) in (0u32..).zip(&plain.rows) {
            let found = map.tile_of_row(number, FolderId(row.folder), parent).map(|at| &map.tiles()[at]);
            let is_inside = top.is_none_or(|top| plain.is_below(row.folder, top));
            prop_assert_eq!(found.is_some(), is_inside);
            let Some(found) = found else { continue };
            if own.contains(&What::Row(number)) {
                prop_assert_eq!(found.what, What::Row(number));
                continue;
            }
            let stands_for = match found.what {
                What::Row(_) => panic!("another row"),
                What::Sources => None,
                What::Folder(folder) => Some(folder.0),
                What::Rest(folder) => folder.map(|folder| folder.0),
            };
            prop_assert!(stands_for.is_none_or(|folder| plain.is_below(row.folder, folder)));
            // No tile further in would stand for it.
            let mut inner = Some(row.folder);
            while inner != stands_for {
                let folder = inner.unwrap();
                prop_assert!(!own.contains(&What::Folder(FolderId(folder))), "{found:?} in place of folder {folder}");
                inner = plain.parents[folder as usize];
            }
        }
        for folder in (0..plain.parents.len() as u32).map(FolderId) {
            let found = map.tile_of_folder(folder, parent).map(|at| map.tiles()[at].what);
            prop_assert_eq!(found.is_some(), top.is_none_or(|top| plain.is_below(folder.0, top)));
            let is_top = top == Some(folder.0);
            prop_assert!(!own.contains(&What::Folder(folder)) && !is_top || found == Some(What::Folder(folder)));
        }
    }

    #[test]
    fn arrows_lead_to_what_lies_beside(plain in plain(), spec in spec()) {
        let map = make(&plain, &view(&plain), &MapSpec { form: Form::Treemap, ..spec }, CountLinks::EachName);
        let tiles = map.tiles();
        for (number, tile) in tiles.iter().enumerate().filter(|(_, tile)| tile.is_leaf() && !tile.is_empty()) {
            for side in [Side::Left, Side::Right, Side::Above, Side::Below] {
                let Some(found) = map.neighbour(number, side).map(|at| &tiles[at]) else { continue };
                prop_assert!(found.is_leaf() && !found.is_empty());
                let is_beyond = match side {
                    Side::Left => found.x1 <= tile.x0,
                    Side::Right => found.x0 >= tile.x1,
                    Side::Above => found.y1 <= tile.y0,
                    Side::Below => found.y0 >= tile.y1,
                };
                prop_assert!(is_beyond, "{side:?} of {tile:?} is {found:?}");
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
    let made = MapMaker::default().make(&sheet, MapWish::new(&view, &MapSpec::default()), &cancel);
    assert!(made.is_none());
}

#[test]
fn four_equal_files_are_a_square_of_squares_that_arrows_go_round() {
    let plain = Plain::flat(&[5, 5, 5, 5]);
    let map = make(
        &plain,
        &view(&plain),
        &MapSpec { size: [100, 100], ..MapSpec::default() },
        CountLinks::EachName,
    );
    let at = |x, y| map.hit(x, y).unwrap();
    let (a, b, c, d) = (at(10, 10), at(90, 10), at(10, 90), at(90, 90));
    assert_eq!(map.tiles().len(), 5, "{:?}", map.tiles());
    for (from, side, to) in [
        (a, Side::Right, Some(b)),
        (b, Side::Below, Some(d)),
        (d, Side::Left, Some(c)),
        (c, Side::Above, Some(a)),
        (a, Side::Above, None),
        (d, Side::Right, None),
    ] {
        assert_eq!(map.neighbour(from, side), to, "{from} {side:?}");
    }
}

#[test]
fn a_hundred_thousand_files_in_a_folder_are_drawn_as_far_as_there_is_room() {
    let plain = Plain::flat(&(0..100_000).map(|number| u64::pow(number % 1000, 3)).collect::<Vec<_>>());
    let map = make(
        &plain,
        &view(&plain),
        &MapSpec { size: [640, 400], ..MapSpec::default() },
        CountLinks::EachName,
    );
    let root = &map.tiles()[0];
    let inside = || root.children().map(|at| &map.tiles()[at]);
    assert_eq!((root.files, root.amount), (100_000, 100 * u128::pow(999 * 1000 / 2, 2)));
    assert_eq!(inside().map(|tile| tile.files).sum::<u32>(), 100_000);
    assert_eq!(
        inside().map(|tile| u32::from(tile.width()) * u32::from(tile.height())).sum::<u32>(),
        640 * 400
    );
    assert!(inside().filter(|tile| matches!(tile.what, What::Row(_))).count() <= 640 * 400 / 9);
    assert!(inside().next_back().is_some_and(|rest| matches!(rest.what, What::Rest(_)) && rest.files >= 100));
}

#[test]
fn siblings_keep_their_order_until_one_has_changed_by_more_than_a_fifth() {
    let spec = MapSpec { size: [300, 200], ..MapSpec::default() };
    let made = |sizes: &[u64], before: Option<&Map>| {
        let plain = Plain::flat(sizes);
        let (sheet, view) = (plain.sheet(), view(&plain));
        MapMaker::default()
            .make(&sheet, MapWish { before, ..MapWish::new(&view, &spec) }, &Cancel::default())
            .unwrap()
    };
    let order =
        |map: &Map| -> Vec<What> { map.tiles()[0].children().map(|at| map.tiles()[at].what).collect() };
    let [a, b, c] = [0, 1, 2].map(What::Row);
    let first = made(&[100, 90, 80], None);
    assert_eq!(order(&first), [a, b, c]);
    let second = made(&[100, 108, 96], Some(&first));
    assert_eq!(order(&second), [a, b, c], "a fifth is not more than a fifth");
    assert_eq!(order(&made(&[100, 108, 96], None)), [b, a, c], "without a map before it is by size");
    let third = made(&[100, 108, 97], Some(&second));
    assert_eq!(order(&third), [a, c, b], "by the sizes that gave them their places: 100, 97, 90");
    let fourth = made(&[100, 130, 97, 99], Some(&third));
    assert_eq!(order(&fourth), [b, a, What::Row(3), c]);
}

#[test]
fn few_hold_most() {
    let plain = Plain::flat(&[500, 300, 50, 50, 50, 50]);
    let map = make(&plain, &view(&plain), &MapSpec::default(), CountLinks::EachName);
    let few = map.concentration().unwrap();
    assert_eq!((few.largest, few.folders, few.percent), (2, 0, 80));
    let largest: Vec<What> = map.largest(2).into_iter().map(|at| map.tiles()[at].what).collect();
    assert_eq!(largest, [What::Row(0), What::Row(1)]);
    let even = Plain::flat(&[10; 10]);
    assert_eq!(make(&even, &view(&even), &MapSpec::default(), CountLinks::EachName).concentration(), None);
}

#[test]
fn a_folder_of_a_flame_graph_has_the_colour_of_what_it_holds_most_of() {
    let mut sheet = Sheet::default();
    for (id, parent) in [(0, None), (1, Some(FolderId(0))), (2, Some(FolderId(0)))] {
        sheet.folders.insert(FolderRecord { id: FolderId(id), parent, root: RootId(0), name: b"/f" });
    }
    let mut rows = BlockBuilder::default();
    for (folder, name, size) in
        [(1, "a.jpg", 600), (1, "b.mp4", 200), (2, "c.mp4", 150), (2, "d.jpg", 10), (2, "e", 90)]
    {
        let meta = Meta { size: Some(size), ..Meta::unknown(Kind::File) };
        rows.push(Row { folder: FolderId(folder), name: name.as_bytes(), meta, target: None });
    }
    sheet.rows.push(rows.take());
    let plain = Plain { parents: vec![None], rows: Vec::new(), has_filter: false, within: None };
    let spec = MapSpec { form: Form::Flame, size: [900, 400], ..MapSpec::default() };
    let mut view = view(&plain);
    view.covers = sheet.rows.len();
    let map = MapMaker::default().make(&sheet, MapWish::new(&view, &spec), &Cancel::default()).unwrap();
    for (folder, category) in [(0, Category::Image), (1, Category::Image), (2, Category::Video)] {
        let tile = map.tiles().iter().find(|tile| tile.what == What::Folder(FolderId(folder))).unwrap();
        assert!(tile.height() > 30, "{tile:?}");
        let at = |from: u16, to: u16| usize::from(from.midpoint(to));
        let at = (at(tile.y0, tile.y1) * 900 + at(tile.x0, tile.x1)) * 4;
        let seen = &map.picture()[at..at + 3];
        let off = |category: &Category| -> u32 {
            let colour = spec.palette.categories[*category as usize];
            colour.iter().zip(seen).map(|(a, b)| u32::from(a.abs_diff(*b))).sum()
        };
        assert_eq!(Category::ALL.into_iter().min_by_key(off), Some(category), "{folder}: {seen:?}");
    }
}

/// A folder with so many equal files in each of some folders, which lie in each other two by two.
fn nested(levels: u32, files: u32) -> Plain {
    let mut plain = Plain::flat(&[]);
    for level in 0..levels {
        let (first, many) = ((1 << level) - 1, 1u32 << level);
        plain.parents.extend((first..first + many).flat_map(|parent| [Some(parent), Some(parent)]));
    }
    let (first, many) = ((1 << levels) - 1, 1u32 << levels);
    let row = Plain::flat(&[1000]).rows[0].clone();
    plain.rows = (0..many * files).map(|at| PlainRow { folder: first + at % many, ..row.clone() }).collect();
    plain
}

#[test]
fn what_frames_leave_no_room_for_is_part_of_the_rest() {
    let plain = nested(5, 800);
    let map = |frames| {
        let spec = MapSpec { size: [640, 400], frames, ..MapSpec::default() };
        make(&plain, &view(&plain), &spec, CountLinks::EachName)
    };
    let rows = |map: &Map| map.tiles().iter().filter(|tile| matches!(tile.what, What::Row(_))).count();
    assert_eq!(rows(&map(false)), 32 * 800, "without frames each has room");
    let framed = map(true);
    assert!(rows(&framed) < 32 * 800);
    for outer in framed.tiles() {
        let area = f64::from(outer.width()) * f64::from(outer.height());
        let inside = outer.children().map(|at| &framed.tiles()[at]);
        for tile in inside.filter(|tile| !matches!(tile.what, What::Rest(_))) {
            let part = tile.amount as f64 / outer.amount as f64 * area;
            assert!(part >= 8.9, "{tile:?} has {part} pixels of {outer:?}");
        }
    }
    assert_eq!(framed.tiles()[0].files, 32 * 800);
}

#[test]
fn a_folder_that_holds_one_folder_shares_its_title() {
    // 0 holds 1 and a file, 1 holds 2, 2 holds 3, and 3 some files.
    let mut plain = Plain::flat(&[900, 800, 700, 100]);
    plain.parents = vec![None, Some(0), Some(1), Some(2)];
    plain.rows.iter_mut().for_each(|row| row.folder = 3);
    plain.rows[3].folder = 0;
    let of = |plain: &Plain| make(plain, &view(plain), &MapSpec::default(), CountLinks::EachName);
    let titles = |map: &Map| -> Vec<(What, u16)> {
        let titles = map.labels().iter().filter(|label| label.is_title);
        titles.map(|label| (map.tiles()[label.tile as usize].what, label.above)).collect()
    };
    let [one, two, three] = [1, 2, 3].map(|number| What::Folder(FolderId(number)));
    assert_eq!(titles(&of(&plain)), [(three, 2)], "1 and 2 are named before 3");
    // With a file of its own a folder has its own title.
    plain.rows[2].folder = 2;
    assert_eq!(titles(&of(&plain)), [(two, 1), (three, 0)]);
    plain.rows[1].folder = 1;
    assert_eq!(titles(&of(&plain)), [(one, 0), (two, 0), (three, 0)]);
}
