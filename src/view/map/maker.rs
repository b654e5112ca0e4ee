//! Makes a map of a snapshot.

use super::counted::Counted;
use super::frames::labels;
use super::grow::Ground;
use super::paint::paint;
use super::spec::{Colour, Form, MapRows, MapSpec, Measure};
use super::sums::Sums;
use super::survivors::{SMALLEST, Search, Survivors};
use super::{Map, Totalled};
use super::{flame, holdings};
use crate::model::{Cancel, FolderId};
use crate::store::Sheet;
use crate::view::tree::Structure;
use crate::view::{CountLinks, View, pool};

/// Pixels on a side at most.
const LARGEST: u16 = 16_384;

/// Which map is to be made.
#[derive(Debug, Clone, Copy)]
pub struct MapWish<'a> {
    /// What is shown.
    pub view: &'a View,
    /// Of that which map.
    pub spec: &'a MapSpec,
    /// How files with several names count.
    pub count: CountLinks,
    /// Another number whenever something else was found that could not be read.
    pub known: u64,
    /// An earlier map of the same sheet, whose order is kept.
    pub before: Option<&'a Map>,
}

impl<'a> MapWish<'a> {
    /// With no map before, and every name of a file counted.
    pub fn new(view: &'a View, spec: &'a MapSpec) -> MapWish<'a> {
        MapWish { view, spec, count: CountLinks::EachName, known: 0, before: None }
    }
}

/// Makes maps of one sheet, and keeps what the next one needs too.
#[derive(Debug, Default)]
pub struct MapMaker {
    structure: Structure,
    /// What `structure` was made of.
    known: Option<(u32, u64)>,
}

impl MapMaker {
    /// The map of a sheet; `None` if cancelled.
    pub fn make(&mut self, sheet: &Sheet, wish: MapWish<'_>, cancel: &Cancel) -> Option<Map> {
        pool::run_beside(|| {
            let state = (sheet.folders.known(), wish.known);
            if self.known != Some(state) {
                self.structure = Structure::of(sheet, &self.structure);
                self.known = Some(state);
            }
            make(sheet, &self.structure, wish, cancel)
        })
    }

    /// The next map is of another sheet.
    pub fn forget(&mut self) {
        *self = MapMaker::default();
    }
}

fn make(sheet: &Sheet, structure: &Structure, wish: MapWish<'_>, cancel: &Cancel) -> Option<Map> {
    let MapWish { view, spec, count, before, .. } = wish;
    let spec = MapSpec { size: spec.size.map(|side| side.clamp(1, LARGEST)), ..*spec };
    let dims = spec.rows == MapRows::AllWithRestDimmed && view.row_set().is_some();
    let only = if dims { None } else { view.row_set().cloned() };
    let mut counted = Counted { covers: view.covers.min(sheet.rows.len()), only, again: None };
    if count == CountLinks::Once {
        counted = counted.once(sheet, cancel)?;
    }
    let mut measure = spec.measure;
    let mut sums = Sums::of(sheet, &counted, measure, structure, cancel)?;
    let files: u64 = structure.roots().iter().map(|&root| u64::from(sums.files(root))).sum();
    if measure == Measure::Allocated && files > 0 && sums.unknown == files {
        measure = Measure::Length;
        sums = Sums::of(sheet, &counted, measure, structure, cancel)?;
    }
    let folder = filling(sheet, structure, view, &spec);
    let search = Search { sheet, counted: &counted, measure, structure, sums: &sums, zoom: folder };
    let whole = match folder {
        Some(folder) => sums.amount(folder),
        None => structure.roots().iter().map(|&root| sums.amount(root)).sum(),
    };
    let [width, height] = spec.size.map(u128::from);
    let least = match spec.form {
        Form::Treemap => (whole * SMALLEST).div_ceil(width * height),
        Form::Flame => whole.div_ceil(width),
    };
    let survivors = Survivors::find(&search, least.max(1), spec.form == Form::Treemap, cancel)?;
    let shown = match view.row_set().filter(|_| dims) {
        Some(rows) => {
            let counted = Counted { only: Some(rows.clone()), ..counted_of(&counted) };
            let shown = Sums::of(sheet, &counted, Measure::Files, structure, cancel)?;
            Some((rows, shown))
        }
        None => None,
    };
    let before = before.filter(|map| map.is_followed_by(&spec, measure));
    let ground = Ground {
        spec: &spec,
        search: &search,
        survivors: &survivors,
        shown: shown.as_ref().map(|(rows, sums)| (&***rows, sums)),
        before: before.map_or(&[], |map| &map.tiles),
    };
    let mut tiles = ground.tiles(ground.root(folder), folder, cancel)?;
    tiles.shrink_to_fit();
    if spec.form == Form::Flame {
        flame::fill_height(&mut tiles, &spec);
    }
    let unknown = sums.unknown;
    // They are as large as the picture, which needs none of them.
    drop((survivors, shown, sums));
    let holdings = match (spec.form, spec.colour) {
        (Form::Flame, Colour::Category | Colour::Age) => {
            holdings::of(&tiles, sheet, &counted, measure, structure, cancel)?
        }
        _ => Vec::new(),
    };
    let picture = paint(&tiles, &holdings, &spec, sheet, cancel)?;
    let labels = labels(&tiles, &spec);
    let files = tiles.first().map_or(0, |root| root.files.into());
    let totalled = Totalled { measure, files, unknown };
    Some(Map { spec, totalled, covers: counted.covers, tiles, labels, picture })
}

fn counted_of(counted: &Counted) -> Counted {
    Counted { covers: counted.covers, only: None, again: counted.again.clone() }
}

/// The folder that fills the picture: the one that was asked for if it is there, else the one that the sheet is narrowed to, else the
/// only source.
fn filling(sheet: &Sheet, structure: &Structure, view: &View, spec: &MapSpec) -> Option<FolderId> {
    let is_there = |folder: &FolderId| sheet.folders.is_known(*folder);
    let within = view.spec.within.filter(|_| spec.rows == MapRows::Shown);
    let only = || match structure.roots() {
        [only] => Some(*only),
        _ => None,
    };
    spec.zoom.filter(is_there).or(within.filter(is_there)).or_else(only)
}
