//! Where the picked paths lie and since when, for the owner of a sheet in which removed ones come back.

use super::Roots;
use crate::model::RootId;
use std::path::PathBuf;

/// Where a picked path lies once its links are resolved.
#[derive(Debug, Clone)]
pub struct RealPlace {
    /// Its real paths, the main one first.
    pub paths: Vec<PathBuf>,
    /// Whether it is a folder.
    pub is_folder: bool,
}

impl Roots {
    /// The last round in which roots were entered.
    pub fn round(&self) -> u32 {
        self.read().rounds
    }

    /// Whether a root was entered in a later round than this.
    pub fn is_entered_since(&self, root: RootId, round: u32) -> bool {
        self.read().known.get(&root).is_some_and(|known| known.round > round)
    }

    /// Where a root lies; `None` if it was not entered.
    pub fn real_place(&self, root: RootId) -> Option<RealPlace> {
        let table = self.read();
        let resolved = &table.known.get(&root)?.resolved;
        Some(RealPlace {
            paths: resolved.paths().map(ToOwned::to_owned).collect(),
            is_folder: resolved.is_folder,
        })
    }
}
