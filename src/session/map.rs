//! The map of what is shown, made on the thread `map` while it is on screen.

use super::Session;
use super::derived::{Derived, Query, Throttle};
use super::job_thread::Job;
use super::known::known;
use super::summing::links_version;
use crate::export::{self, Progress, Written};
use crate::model::export::ExportError;
use crate::model::{Cancel, Failure, FolderId, Wake};
use crate::store::Sheet;
use crate::view::{CountLinks, Filter, Map, MapMaker, MapSpec, MapWish, Totalled, View};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// New rows are in the map after so long: tiles that move more often can't be followed.
const THROTTLE: Throttle = Throttle { refresh: Duration::from_secs(1), pause: 3 };

/// A map of the sheet at a moment.
#[derive(Clone)]
struct MapQuery {
    spec: MapSpec,
    filter: Filter,
    within: Option<FolderId>,
    count: CountLinks,
    /// As in the sums.
    links: u32,
    covers: u32,
    folders: u32,
    known: u64,
}

impl Query for MapQuery {
    type Made = Map;

    fn is_answered_by(&self, other: &MapQuery) -> bool {
        self.is_like(other)
            && (self.covers, self.links) == (other.covers, other.links)
            && self.folders == other.folders
            && self.known == other.known
    }

    fn is_like(&self, other: &MapQuery) -> bool {
        self.spec == other.spec
            && self.filter == other.filter
            && self.within == other.within
            && self.count == other.count
    }
}

struct MakeMap {
    sheet: Sheet,
    view: Arc<View>,
    spec: MapSpec,
    count: CountLinks,
    known: u64,
    before: Option<Arc<Map>>,
}

impl Job for MakeMap {
    type Kept = MapMaker;
    type Made = Map;

    fn run(self, maker: &mut MapMaker, cancel: &Cancel) -> Option<Map> {
        let MakeMap { sheet, view, spec, count, known, before } = &self;
        let before = before.as_deref();
        maker.make(sheet, MapWish { view, spec, count: *count, known: *known, before }, cancel)
    }
}

/// The last map, and what is being made.
pub(super) struct Mapping {
    /// `None` while it is not on screen.
    spec: Option<MapSpec>,
    derived: Derived<MapQuery, MakeMap>,
}

impl Session {
    /// The last map; `None` before the first one was made, which is not before [`super::Command::ShowMap`]. It may be of an earlier
    /// [`MapSpec`] than was asked for, and of fewer rows than there are: as long as it is shown it follows the sheet.
    pub fn map(&self) -> Option<&Arc<Map>> {
        self.mapping.derived.made()
    }

    /// Why the map is missing or does not follow the sheet, if making it failed. It is tried again.
    pub fn map_failure(&self) -> Option<&Failure> {
        self.mapping.derived.last_failure()
    }

    /// The tile of the map, by its number, in which a row is; `None` if it is in none.
    pub fn map_tile_of_row(&self, row: u32) -> Option<usize> {
        let map = self.map().filter(|map| row < map.covers())?;
        let (block, at) = self.sheet.rows.locate(row);
        map.tile_of_row(row, block.folder(at), |folder| self.folder_parent(folder))
    }

    /// The tile of the map, by its number, in which a folder is; `None` if it is in none.
    pub fn map_tile_of_folder(&self, folder: FolderId) -> Option<usize> {
        self.map()?.tile_of_folder(folder, |folder| self.folder_parent(folder))
    }
}

impl Session {
    /// Draws what is shown to the file `target`, whole or not at all, and waits for it: with names and a legend below, for which there must
    /// be room beside the size in `spec`. Returns also what the areas stand for.
    ///
    /// # Errors
    /// If writing fails; [`ExportError::Cancelled`] if `progress` says so.
    pub fn write_map(
        &self,
        spec: &MapSpec,
        target: &Path,
        progress: &Progress,
    ) -> Result<(Totalled, Written), ExportError> {
        let (view, count) = (self.viewing.view(), self.summing.count());
        let wish = MapWish { count, ..MapWish::new(view, spec) };
        let made = MapMaker::default().make(&self.sheet, wish, progress.cancelling());
        let map = made.filter(|_| !progress.is_cancelled()).ok_or(ExportError::Cancelled)?;
        let written = export::map_to_file(&self.sheet, &map, target, progress)?;
        Ok((map.totalled(), written))
    }
}

impl Mapping {
    pub(super) fn new(wake: Wake) -> Mapping {
        let derived = Derived::new("map", wake, THROTTLE).pausing_at_once().unwanted();
        Mapping { spec: None, derived }
    }

    /// What is on screen. While that is nothing, no map is made.
    pub(super) fn show(&mut self, spec: Option<MapSpec>) {
        self.spec = spec;
        self.derived.want(spec.is_some());
    }

    /// The rows have other numbers, or are others.
    pub(super) fn start_over(&mut self) {
        self.derived.forget();
        self.derived.beside(MapMaker::forget);
    }

    /// Takes a finished map and begins the next; returns the time until that may be begun.
    pub(super) fn tick(&mut self, sheet: &Sheet, view: &Arc<View>, count: CountLinks) -> Option<Duration> {
        let spec = self.spec?;
        let folders = sheet.folders.known();
        if folders == 0 && sheet.roots.is_empty() {
            return None;
        }
        let known = known(sheet);
        let query = MapQuery {
            spec,
            filter: view.spec.filter.clone(),
            within: view.spec.within,
            count,
            links: links_version(sheet, count),
            covers: view.covers,
            folders,
            known,
        };
        let job = |before: Option<&Arc<Map>>| MakeMap {
            sheet: sheet.clone(),
            view: view.clone(),
            spec,
            count,
            known,
            before: before.cloned(),
        };
        self.derived.tick(&query, job)
    }
}
