//! Which rows are written, in which order.

use super::ExportJob;
use crate::model::{Kind, RowSet};
use crate::store::Sheet;
use crate::view::View;
use std::ops::Range;
use std::sync::Arc;

/// So few rows are found one by one; for more, all positions are gone through once.
pub(super) const FEW: u64 = 1000;

/// The rows by position.
pub(super) enum Chosen {
    /// All that are shown.
    View(Arc<View>),
    /// These.
    Numbers(Vec<u32>),
}

impl Chosen {
    /// What a job is about.
    pub(super) fn of(job: &ExportJob) -> Chosen {
        let mut chosen = match &job.only {
            None => Chosen::View(job.view.clone()),
            Some(rows) => Chosen::Numbers(in_order(&job.sheet, &job.view, rows)),
        };
        if !job.plan.folders && has_folders(&job.sheet) {
            let mut files = Vec::new();
            chosen.numbers(0..chosen.len(), &mut files);
            let mut walk = job.sheet.rows.walk();
            files.retain(|&number| {
                let (block, index) = walk.locate(number);
                block.kind(index) != Kind::Folder
            });
            chosen = Chosen::Numbers(files);
        }
        chosen
    }

    /// How many there are.
    pub(super) fn len(&self) -> u64 {
        match self {
            Chosen::View(view) => view.len(),
            Chosen::Numbers(numbers) => numbers.len() as u64,
        }
    }

    /// Puts the numbers of the rows at these positions, which must be there, behind those in `out`.
    pub(super) fn numbers(&self, positions: Range<u64>, out: &mut Vec<u32>) {
        match self {
            Chosen::View(view) => view.numbers(positions, out),
            Chosen::Numbers(numbers) => {
                out.extend_from_slice(&numbers[positions.start as usize..positions.end as usize]);
            }
        }
    }
}

/// The rows of a set that are shown, in the shown order.
pub(super) fn in_order(store: &Sheet, view: &View, rows: &RowSet) -> Vec<u32> {
    let count = rows.len();
    if count <= FEW {
        let mut found: Vec<_> =
            rows.iter().filter_map(|number| Some((view.position(store, number)?, number))).collect();
        found.sort_unstable();
        return found.into_iter().map(|(_, number)| number).collect();
    }
    let mut all = Vec::new();
    view.numbers(0..view.len(), &mut all);
    all.retain(|&number| rows.contains(number));
    all
}

fn has_folders(store: &Sheet) -> bool {
    let mut blocks = store.rows.blocks();
    blocks.any(|(_, block)| (0..block.len()).any(|index| block.kind(index) == Kind::Folder))
}
