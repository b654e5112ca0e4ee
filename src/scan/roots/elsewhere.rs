//! Folders with two paths among roots: which are around them, and which walk lists one that several come to.
//!
//! One root alone lists it at its main path. Of roots that were entered together, one by its volume that lies in another one (`/` and
//! `/System/Volumes/Data`) lists it, as any picked folder that lies in another one lists what is in it; otherwise the one that comes to its
//! main path does (`/usr` and `/System/Volumes/Data`). A root that was entered later leaves it to the one that has listed it. So it is
//! in the sheet once, and where it is doesn't depend on the order of picking or the number of workers.

use super::{Known, Resolved, RootTable, Roots};
use crate::model::{RootId, ScanOptions};
use crate::scan::sys::Twin;
use crate::scan::twins::Way;
use std::path::Path;

impl Roots {
    /// The root that lists a folder with two paths by its other one, perhaps this root itself; `None` where it is to be listed here, which
    /// is remembered.
    pub(in crate::scan) fn twin_elsewhere(
        &self,
        own: RootId,
        twin: &Twin,
        way: Way,
        options: &ScanOptions,
    ) -> Option<RootId> {
        let mut table = self.write();
        let elsewhere = table.twin_elsewhere(own, twin, way, options);
        if elsewhere.is_none()
            && let Some(known) = table.known.get_mut(&own)
        {
            known.listed.push(way.of(twin).0.to_owned());
        }
        elsewhere
    }
}

impl RootTable {
    /// The roots at a path, and those above it by either of its paths.
    pub(super) fn around(&self, resolved: &Resolved) -> (&[RootId], Vec<RootId>) {
        let (here, mut above) = self.by_path.around(&resolved.real);
        if let Some(by_volume) = &resolved.by_volume {
            let (_, more) = self.by_path.around(by_volume);
            above.extend(more.into_iter().filter(|root| !above.contains(root)).collect::<Vec<_>>());
        }
        (here, above)
    }

    fn twin_elsewhere(&self, own: RootId, twin: &Twin, way: Way, options: &ScanOptions) -> Option<RootId> {
        let (_, other) = way.of(twin);
        let claims = |root: &RootId| self.known.get(root).is_some_and(|known| known.claims(options));
        let lists =
            |known: &Known| known.claims(options) && known.listed.iter().any(|listed| listed == other);
        let listed = self.known.iter().find(|(_, known)| lists(known)).map(|(root, _)| *root);
        listed.or_else(|| {
            let is_preferred = |root: &RootId| match way {
                Way::Main => self.lists_by_volume(*root, own, twin),
                Way::ByVolume => !self.lists_by_volume(own, *root, twin),
            };
            let (here, above) = self.by_path.around(other);
            let around =
                here.iter().chain(&above).filter(|root| claims(root) && self.are_together(**root, own));
            around.copied().find(is_preferred)
        })
    }

    fn are_together(&self, one: RootId, other: RootId) -> bool {
        let round = |root| self.known.get(&root).map(|known| known.round);
        round(one) == round(other)
    }

    /// Whether `inner` is in the volume of a twin, and in `outer`, another root.
    fn lists_by_volume(&self, inner: RootId, outer: RootId, twin: &Twin) -> bool {
        let real = |root| self.known.get(&root).map(|known| known.resolved.real.as_path());
        let is_in = |inner: &Path, outer: &Path| inner.starts_with(&twin.volume) && inner.starts_with(outer);
        inner != outer && real(inner).zip(real(outer)).is_some_and(|(inner, outer)| is_in(inner, outer))
    }
}
