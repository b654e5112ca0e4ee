//! What is large enough to be drawn by itself: files and folders, those of one folder together.

use super::counted::{Counted, amount, most};
use super::spec::Measure;
use super::sums::Sums;
use crate::model::{Block, Cancel, FolderId};
use crate::store::Sheet;
use crate::view::tree::Structure;
use rayon::prelude::*;
use std::ops::Range;
use std::sync::Arc;

/// In pixels: what would have a smaller area is not drawn by itself.
pub(super) const SMALLEST: u128 = 9;
/// In place of a folder: all sources.
const TOP: u32 = u32::MAX;

/// A file or a folder that is large enough.
#[derive(Debug, Clone, Copy)]
pub(super) struct Survivor {
    parent: u32,
    /// Of a folder its number, of a file that of its row.
    id: u32,
    is_folder: bool,
    amount: u64,
}

impl Survivor {
    /// The folder that it is, or the number of the file's row.
    pub(super) fn which(&self) -> Result<FolderId, u32> {
        if self.is_folder { Ok(FolderId(self.id)) } else { Err(self.id) }
    }

    /// What a file amounts to.
    pub(super) fn amount(&self) -> u64 {
        self.amount
    }
}

/// Where survivors are looked for.
pub(super) struct Search<'a> {
    pub sheet: &'a Sheet,
    pub counted: &'a Counted,
    pub measure: Measure,
    pub structure: &'a Structure,
    pub sums: &'a Sums,
    /// The folder that fills the picture; `None` for all sources.
    pub zoom: Option<FolderId>,
}

/// All of them.
pub(super) struct Survivors(Vec<Survivor>);

impl Survivors {
    /// Those that amount to at least `least`, which is not 0; no files unless `with_files`. `None` if cancelled.
    pub(super) fn find(
        search: &Search<'_>,
        least: u128,
        with_files: bool,
        cancel: &Cancel,
    ) -> Option<Survivors> {
        let below = search.zoom.map(|zoom| below(search.structure, zoom));
        let is_inside =
            |folder: u32| below.as_ref().is_none_or(|below| below.get(folder as usize) == Some(&true));
        let mut found: Vec<Survivor> = (0..search.sums.len() as u32)
            .filter(|&id| search.sums.amount(FolderId(id)) >= least)
            .map(|id| {
                let parent = search.structure.parent(FolderId(id)).map_or(TOP, |parent| parent.0);
                Survivor { parent, id, is_folder: true, amount: 0 }
            })
            .filter(|survivor| survivor.parent == TOP || is_inside(survivor.parent))
            .collect();
        // No file's size is beyond 64 bits.
        if let Some(least) = u64::try_from(least).ok().filter(|_| with_files) {
            let blocks: Vec<(u32, &Arc<Block>)> =
                search.sheet.rows.blocks().take_while(|(start, _)| *start < search.counted.covers).collect();
            let of_block = |(start, block): &(u32, &Arc<Block>)| {
                let mut files = Vec::new();
                if most(block, search.measure) < least || cancel.is_set() {
                    return files;
                }
                search.counted.each_in(*start, block, |at| {
                    let amount = amount(block, at, search.measure).unwrap_or(0);
                    if amount >= least {
                        let parent = block.folder(at).0;
                        if is_inside(parent) {
                            files.push(Survivor { parent, id: start + at as u32, is_folder: false, amount });
                        }
                    }
                });
                files
            };
            found.par_extend(blocks.par_iter().flat_map_iter(of_block));
        }
        if cancel.is_set() {
            return None;
        }
        found.shrink_to_fit();
        found.par_sort_unstable_by_key(|survivor| (survivor.parent, survivor.is_folder, survivor.id));
        Some(Survivors(found))
    }

    /// Those right in a folder; the picked folders for `None`.
    pub(super) fn inside(&self, folder: Option<FolderId>) -> &[Survivor] {
        let parent = folder.map_or(TOP, |folder| folder.0);
        let Range { start, end } = self.0.partition_point(|survivor| survivor.parent < parent)
            ..self.0.partition_point(|survivor| survivor.parent <= parent);
        &self.0[start..end]
    }
}

/// The folder and everything below it, by number.
fn below(structure: &Structure, zoom: FolderId) -> Vec<bool> {
    let mut below = vec![false; structure.len()];
    if let Some(itself) = below.get_mut(zoom.0 as usize) {
        *itself = true;
    }
    // A parent has the lower number.
    for (folder, parent) in structure.pairs() {
        if below[parent.0 as usize] {
            below[folder.0 as usize] = true;
        }
    }
    below
}
