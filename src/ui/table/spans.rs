//! Where the columns lie across the table. The first one stays where it is when the others are scrolled, so that a value is never without
//! its name.

use super::columns::{ColumnState, Columns};
use eframe::egui::Rangef;

/// The part of the room that a first column may take and still stay: the others have to be seen beside it.
const MOST: f32 = 0.6;

/// A column that is in sight.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span<'a> {
    pub state: &'a ColumnState,
    /// From where to where it reaches.
    pub x: Rangef,
    /// What of that is in sight.
    pub seen: Rangef,
}

/// The columns in sight from left to right, in a room scrolled by `left` points.
pub(super) fn spans(columns: &Columns, room: Rangef, left: f32) -> impl Iterator<Item = Span<'_>> {
    let staying = staying(columns, room, left);
    let mut from = room.min;
    let spans = columns.shown().enumerate().map(move |(at, state)| {
        let stays = at == 0 && staying.is_some();
        let start = if stays { from } else { from - left };
        from += state.width;
        let x = Rangef::new(start, start + state.width);
        let least = if stays { room.min } else { staying.unwrap_or(room.min) };
        Span { state, x, seen: Rangef::new(x.min.max(least), x.max.min(room.max)) }
    });
    spans.filter(|span| span.seen.span() > 0.0)
}

/// Where the column ends that stays while the others are scrolled; `None` where none does.
pub(super) fn staying(columns: &Columns, room: Rangef, left: f32) -> Option<f32> {
    let width = columns.shown().next().map(|first| first.width)?;
    (left > 0.0 && width <= room.span() * MOST).then_some(room.min + width)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Column;

    fn seen(columns: &Columns, left: f32) -> Vec<(Column, f32, f32)> {
        let spans = spans(columns, Rangef::new(10.0, 410.0), left);
        spans.map(|span| (span.state.column, span.seen.min, span.seen.max)).collect()
    }

    #[test]
    fn the_first_column_stays_and_the_others_go_under_it() {
        let mut columns = Columns::default();
        for (column, width) in [(Column::Name, 100.0), (Column::Folder, 200.0), (Column::Size, 300.0)] {
            columns.set_width(column, width);
        }
        let name = (Column::Name, 10.0, 110.0);
        assert_eq!(seen(&columns, 0.0), [name, (Column::Folder, 110.0, 310.0), (Column::Size, 310.0, 410.0)]);
        assert_eq!(
            seen(&columns, 50.0),
            [name, (Column::Folder, 110.0, 260.0), (Column::Size, 260.0, 410.0)]
        );
        assert_eq!(
            seen(&columns, 250.0),
            [name, (Column::Size, 110.0, 360.0), (Column::Modified, 360.0, 410.0)]
        );
    }

    #[test]
    fn one_that_would_hide_the_others_scrolls_with_them() {
        let mut columns = Columns::default();
        columns.set_width(Column::Name, 300.0);
        columns.set_width(Column::Folder, 300.0);
        assert_eq!(seen(&columns, 100.0), [(Column::Name, 10.0, 210.0), (Column::Folder, 210.0, 410.0)]);
    }
}
