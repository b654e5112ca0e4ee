//! The first rows of a list, to be looked at before it is read.

use super::csv::kinds::separator_of;
use super::head::Head;
use super::how::{As, Holds, How};
use super::recognise;
use crate::model::SourceKind;
use crate::text;

/// The first rows of a list, cell by cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// What it is taken for; `None` if it is not known.
    pub kind: Option<SourceKind>,
    /// What stands between its cells.
    pub separator: u8,
    /// The titles of its columns; empty if it has none.
    pub titles: Vec<String>,
    /// What each column is taken for.
    pub columns: Vec<Option<Holds>>,
    /// The cells of its first rows; rows may have more or fewer of them than there are titles.
    pub rows: Vec<Vec<String>>,
}

/// Rows that are shown.
const ROWS: usize = 20;

pub(super) fn preview(head: Head<'_>, how: &How) -> Preview {
    let found = recognise::by(&how.read_as, head);
    let plan = found.as_ref().and_then(|spec| spec.plan.as_ref());
    let separator = match (plan, &how.read_as) {
        (Some(plan), _) => plan.separator,
        (None, As::Mapped(mapping)) => mapping.separator.unwrap_or_else(|| separator_of(head)),
        (None, _) => separator_of(head),
    };
    let records = head.records(separator);
    let shown = |record: &Vec<Vec<u8>>| -> Vec<String> {
        record.iter().map(|cell| text::decoded(cell).into_owned()).collect()
    };
    // Of a list that is not known the first line is taken for the titles, as in most.
    let skip = plan.map_or(1, |plan| plan.skip);
    let titles = match plan {
        Some(plan) => shown(&plan.titles),
        None => records.first().map(shown).unwrap_or_default(),
    };
    let rows: Vec<Vec<String>> = records.iter().skip(skip).take(ROWS).map(shown).collect();
    let many = rows.iter().map(Vec::len).chain([titles.len()]).max().unwrap_or(0);
    let holds = |at: usize| plan?.columns.all().find_map(|(holds, place)| (place == at).then_some(holds));
    Preview {
        kind: found.as_ref().map(|spec| spec.kind),
        separator,
        titles,
        columns: (0..many).map(holds).collect(),
        rows,
    }
}
