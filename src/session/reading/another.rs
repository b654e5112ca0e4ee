//! A second sheet that is read from the same disk, to be compared with the first.

use super::DiskReading;
use crate::model::ScanOptions;
use crate::store::Sheet;
use std::path::PathBuf;

impl DiskReading {
    /// What reads another sheet, with these options, from the same disk.
    pub(in crate::session) fn beside(&self, options: ScanOptions) -> DiskReading {
        DiskReading::new(options, self.start_scan.clone(), self.wake.clone())
    }

    /// Ends what another one reads, and joins it.
    pub(in crate::session) fn take_over(&mut self, mut other: DiskReading) {
        other.retire();
        self.retired.append(&mut other.retired);
    }

    /// Picks the paths of another sheet, which may be of another system: none is taken from the working folder.
    pub(in crate::session) fn add_as_they_are(
        &mut self,
        sheet: &mut Sheet,
        paths: impl Iterator<Item = PathBuf>,
    ) {
        paths.for_each(|path| sheet.roots.add(path.into()));
        self.read_queued(sheet);
    }
}
