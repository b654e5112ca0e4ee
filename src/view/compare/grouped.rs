//! The rows of each folder, as runs of rows that follow each other: a folder's rows mostly came together.

use crate::model::{BlockBuilder, Cancel, FolderId};
use crate::store::Sheet;
use rayon::prelude::*;

/// Rows of one folder that follow each other.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    start: u32,
    len: u32,
}

/// See the module.
pub(super) struct Grouped {
    /// Where the runs of each folder begin; one more for the end.
    starts: Vec<u32>,
    runs: Vec<Run>,
}

impl Grouped {
    /// Groups the rows of a sheet; `None` if cancelled. Rows of unknown folders are in no group.
    pub(super) fn of(sheet: &Sheet, cancel: &Cancel) -> Option<Grouped> {
        let folders = sheet.folders.len() as usize;
        let blocks: Vec<_> = sheet.rows.blocks().collect();
        let found: Vec<Vec<(u32, Run)>> = blocks
            .par_iter()
            .map_init(
                || vec![0; BlockBuilder::ROWS],
                |room, (first, block)| {
                    if cancel.is_set() {
                        return None;
                    }
                    room.resize(room.len().max(block.len()), 0);
                    let ids = &mut room[..block.len()];
                    block.unpack_folders(0, ids);
                    let mut runs = Vec::new();
                    let mut at = 0;
                    for same in ids.chunk_by(|one, next| one == next) {
                        let run = Run { start: first + at, len: same.len() as u32 };
                        at += run.len;
                        if (same[0] as usize) < folders {
                            runs.push((same[0] as u32, run));
                        }
                    }
                    Some(runs)
                },
            )
            .collect::<Option<_>>()?;
        let mut starts = vec![0u32; folders + 1];
        found.iter().flatten().for_each(|(folder, _)| starts[*folder as usize + 1] += 1);
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut runs = vec![Run::default(); sum as usize];
        for (folder, run) in found.into_iter().flatten() {
            let next = &mut next[folder as usize];
            runs[*next as usize] = run;
            *next += 1;
        }
        (!cancel.is_set()).then_some(Grouped { starts, runs })
    }

    /// The rows of a folder, in their order.
    pub(super) fn rows(&self, folder: FolderId) -> impl Iterator<Item = u32> {
        let at = folder.0 as usize;
        let runs = &self.runs[self.starts[at] as usize..self.starts[at + 1] as usize];
        runs.iter().flat_map(|run| run.start..run.start + run.len)
    }
}
