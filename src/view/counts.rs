//! How many rows match each of several filters, in one pass over the sheet.

use super::filter::{BlockRows, Filter, RowMatcher};
use super::folded::{Folded, FoldedNames};
use super::pool;
use crate::model::{Block, Cancel};
use crate::store::Sheet;
use std::sync::Arc;

/// Threads at most: these numbers are not urgent.
const THREADS: usize = 2;

/// How many rows of `sheet` match each of `filters`, in their order; `None` if cancelled.
///
/// Names are folded block by block in passing, so that no copy of all of them is kept beside the one that the view's maker has.
pub fn count_matches(sheet: &Sheet, filters: &[Filter], cancel: &Cancel) -> Option<Vec<u64>> {
    let matchers: Vec<RowMatcher> = pool::run(|| {
        let mut folders = FoldedNames::default();
        folders.update_folders(sheet, cancel)?;
        let matchers = filters.iter().map(|filter| RowMatcher::new(filter, None, sheet, &folders, cancel));
        matchers.collect::<Option<_>>()
    })?;
    let blocks: Arc<[(u32, Arc<Block>)]> =
        sheet.rows.blocks().map(|(first, block)| (first, block.clone())).collect();
    let count = blocks.len();
    let of_block = {
        let (folders, categories, cancel) = (sheet.folders.clone(), sheet.categories.clone(), cancel.clone());
        let accounts = sheet.accounts.clone();
        let (checked, compared) = (sheet.checked.clone(), sheet.compared.clone());
        move |counts: &mut Vec<u64>, number: usize| {
            if cancel.is_set() {
                return;
            }
            let (first, block) = &blocks[number];
            let folded = Folded::new(block);
            let rows = BlockRows {
                block,
                folded: &folded,
                folders: &folders,
                categories: &categories,
                accounts: &accounts,
                checked: checked.as_deref(),
                compared: compared.as_deref(),
                first: *first,
                cancel: &cancel,
            };
            counts.resize(matchers.len(), 0);
            for (count, matcher) in counts.iter_mut().zip(&matchers) {
                *count += matcher.matched(&rows).len() as u64;
            }
        }
    };
    let mut counts = vec![0; filters.len()];
    for part in pool::fold(count, THREADS, of_block) {
        counts.iter_mut().zip(part).for_each(|(count, part)| *count += part);
    }
    (!cancel.is_set()).then_some(counts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BlockBuilder, FolderId, FolderRecord, Kind, Meta, RootId, Row};

    fn sheet(rows: &[(&str, u64)]) -> Sheet {
        let mut sheet = Sheet::default();
        sheet.folders.insert(FolderRecord {
            id: FolderId(0),
            parent: None,
            root: RootId(0),
            name: b"/photos",
        });
        let mut builder = BlockBuilder::default();
        for (number, (name, size)) in rows.iter().enumerate() {
            let meta = Meta { size: Some(*size), ..Meta::unknown(Kind::File) };
            builder.push(Row { folder: FolderId(0), name: name.as_bytes(), meta, target: None });
            // Several blocks, one of them with one row.
            if number == 0 || builder.len() == 3 {
                sheet.rows.push(builder.take());
            }
        }
        sheet.rows.push(builder.take());
        sheet
    }

    fn counts(sheet: &Sheet, filters: &[&str]) -> Vec<u64> {
        let filters: Vec<Filter> = filters.iter().map(|text| Filter::parse(text).unwrap()).collect();
        count_matches(sheet, &filters, &Cancel::default()).unwrap()
    }

    #[test]
    fn each_filter_has_its_own_count() {
        let rows = [("a.JPG", 5), ("Ä.png", 0), ("c", 200), ("d.txt", 0), ("e.tar.gz", 7), (".x", 1)];
        let sheet = sheet(&rows);
        let filters = ["ext:jpg,png", "size:0", "size:>100", "ext:", "photos", "ä", "", "zzz"];
        assert_eq!(counts(&sheet, &filters), [2, 2, 1, 2, 6, 1, 6, 0]);
        assert_eq!(counts(&sheet, &[]), [0; 0]);
        assert_eq!(counts(&Sheet::default(), &["size:0"]), [0]);
    }

    #[test]
    fn a_cancelled_count_is_none() {
        let cancel = Cancel::default();
        cancel.set();
        assert_eq!(count_matches(&sheet(&[("a", 1)]), &[Filter::default()], &cancel), None);
    }
}
