//! Which columns are shown, in which order and how wide. The table draws them, the options menu hides them, the settings keep them.
//! A *gap* is a place between two shown columns: gap 0 is before the first one.
//!
//! A width that the user has dragged or fitted belongs to that column alone. The others share the room that is left, so that they go
//! on adapting to the window.

mod kept;

use crate::model::{Column, ColumnSet};

/// The narrowest a column can be made, in points.
const NARROWEST: f32 = 48.0;
/// The widest, so that one drag can't hide the others for good.
const WIDEST: f32 = 2000.0;

/// What a new window shows, from left to right; the other columns follow and are hidden.
const USUAL: [Column; 5] = [Column::Name, Column::Folder, Column::Size, Column::Modified, Column::Extension];

/// One column of the table.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ColumnState {
    /// Which.
    pub column: Column,
    /// Its width in points.
    pub width: f32,
    /// Whether it is shown.
    pub shown: bool,
    /// The width that the user gave it, in points; `None` where it adapts to the room.
    chosen: Option<f32>,
}

/// All of them, from left to right.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Columns {
    all: Vec<ColumnState>,
    /// Whether a comparison stands, so that the columns for it have something to show.
    has_comparison: bool,
    /// Whether names are checked, so that the columns for it have something to show.
    has_check: bool,
}

impl Default for Columns {
    fn default() -> Columns {
        let hidden = Column::TABLE.into_iter().filter(|column| !USUAL.contains(column));
        let of = |column| ColumnState {
            column,
            width: usual_width(column),
            shown: USUAL.contains(&column),
            chosen: None,
        };
        Columns {
            all: USUAL.into_iter().chain(hidden).map(of).collect(),
            has_check: false,
            has_comparison: false,
        }
    }
}

fn usual_width(column: Column) -> f32 {
    column.width().points.into()
}

/// Its part of the room that columns leave, against the others'.
fn weight(column: Column) -> f32 {
    match column {
        Column::Name => 3.0,
        column if column.width().grows => 2.0,
        _ => 0.0,
    }
}

impl Columns {
    /// The shown ones.
    pub(crate) fn shown(&self) -> impl Iterator<Item = &ColumnState> {
        self.all.iter().filter(|c| c.shown)
    }

    /// All of them.
    #[cfg(test)]
    pub(crate) fn all(&self) -> &[ColumnState] {
        &self.all
    }

    /// Which of the shown ones a column is, from 0; `None` if it is hidden.
    pub(crate) fn place(&self, column: Column) -> Option<usize> {
        self.shown().position(|c| c.column == column)
    }

    /// Of the shown ones those that are read only where that is asked for.
    pub(crate) fn on_request(&self) -> ColumnSet {
        self.shown().filter_map(|c| c.column.requested_as()).collect()
    }

    /// Those that can be shown or hidden.
    pub(crate) fn offered(&self) -> impl Iterator<Item = &ColumnState> {
        self.all.iter().filter(|c| self.offers(c.column))
    }

    /// Whether a column has something to show, once it is shown.
    pub(crate) fn offers(&self, column: Column) -> bool {
        (self.has_check || !column.is_checked()) && (self.has_comparison || !column.is_compared())
    }

    /// Names are checked, or no longer: the columns for it come behind the name, or go.
    pub(crate) fn show_checked(&mut self, has_check: bool) {
        if self.has_check != has_check {
            self.has_check = has_check;
            self.show_found(has_check, Column::is_checked, |_| true);
        }
    }

    /// A comparison stands, or no longer: the columns for it come behind the name, or go.
    pub(crate) fn show_compared(&mut self, has_comparison: bool) {
        if self.has_comparison != has_comparison {
            self.has_comparison = has_comparison;
            // What the sheet's own columns say too is only offered.
            let is_usual = |column| {
                !matches!(column, Column::SizeAfter | Column::ModifiedBefore | Column::ModifiedAfter)
            };
            self.show_found(has_comparison, Column::is_compared, is_usual);
        }
    }

    fn show_found(&mut self, shows: bool, is_of: impl Fn(Column) -> bool, is_usual: impl Fn(Column) -> bool) {
        let (mut found, mut others): (Vec<_>, Vec<_>) = self.all.drain(..).partition(|c| is_of(c.column));
        found.iter_mut().for_each(|c| c.shown = shows && is_usual(c.column));
        let name = others.iter().position(|c| c.column == Column::Name && c.shown);
        let at = if shows { name.map_or(0, |name| name + 1) } else { others.len() };
        others.splice(at..at, found);
        self.all = others;
    }

    /// As they were at first, but for what a check shows.
    pub(crate) fn reset(&mut self) {
        let (has_check, has_comparison) = (self.has_check, self.has_comparison);
        *self = Columns::default();
        self.show_checked(has_check);
        self.show_compared(has_comparison);
    }

    /// Width of the shown ones together, in points.
    pub(crate) fn width(&self) -> f32 {
        self.shown().map(|c| c.width).sum()
    }

    /// Shares what is left of `room` points among the growing columns that the user gave no width.
    pub(crate) fn fill(&mut self, room: f32) {
        let taken: f32 = self.shown().map(|c| c.chosen.unwrap_or(usual_width(c.column))).sum();
        let free = |c: &ColumnState| if c.shown && c.chosen.is_none() { weight(c.column) } else { 0.0 };
        let weights: f32 = self.all.iter().map(free).sum();
        let left = (room - taken).max(0.0);
        for c in &mut self.all {
            let share = if weights > 0.0 { left * free(c) / weights } else { 0.0 };
            c.width = c.chosen.unwrap_or(usual_width(c.column) + share.floor());
        }
    }

    /// Makes a column this wide, within reason, and leaves it so.
    pub(crate) fn set_width(&mut self, column: Column, width: f32) {
        if let Some(c) = self.all.iter_mut().find(|c| c.column == column) {
            c.width = width.clamp(NARROWEST, WIDEST);
            c.chosen = Some(c.width);
        }
    }

    /// Lets every column adapt to the room again.
    pub(crate) fn reset_widths(&mut self) {
        for c in &mut self.all {
            (c.width, c.chosen) = (usual_width(c.column), None);
        }
    }

    /// Whether the user has given any column a width.
    pub(crate) fn has_chosen_widths(&self) -> bool {
        self.all.iter().any(|c| c.chosen.is_some())
    }

    /// Whether a column may be hidden: one always stays.
    pub(crate) fn can_hide(&self, column: Column) -> bool {
        self.shown().any(|c| c.column != column)
    }

    /// Shows a column, or hides it if another one stays.
    pub(crate) fn toggle(&mut self, column: Column) {
        let can_hide = self.can_hide(column);
        if let Some(c) = self.all.iter_mut().find(|c| c.column == column) {
            c.shown = !c.shown || !can_hide;
        }
    }

    /// The gap that is nearest to a point, counted from the first column's left edge.
    pub(crate) fn gap_at(&self, x: f32) -> usize {
        let mut right = 0.0;
        self.shown()
            .take_while(|c| {
                right += c.width;
                x > right - c.width / 2.0
            })
            .count()
    }

    /// Where a gap is, in points from the first column's left edge.
    pub(crate) fn gap_x(&self, gap: usize) -> f32 {
        self.shown().take(gap).map(|c| c.width).sum()
    }

    /// Puts a shown column into a gap. The ones beside it make room; hidden ones stay behind their neighbours.
    pub(crate) fn move_to(&mut self, column: Column, gap: usize) {
        let Some(from) = self.place(column) else { return };
        if gap == from || gap == from + 1 {
            return;
        }
        let before = self.shown().nth(gap).map(|c| c.column);
        let place = |all: &[ColumnState], column| all.iter().position(|c| c.column == column);
        if let Some(at) = place(&self.all, column) {
            let state = self.all.remove(at);
            let to = before.and_then(|before| place(&self.all, before)).unwrap_or(self.all.len());
            self.all.insert(to, state);
        }
    }

    /// The gap that a column comes to when it moves one place to the left, or to the right; `None` at an end.
    pub(crate) fn gap_beside(&self, column: Column, right: bool) -> Option<usize> {
        let at = self.place(column)?;
        if right { (at + 1 < self.shown().count()).then_some(at + 2) } else { at.checked_sub(1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(columns: &Columns) -> Vec<Column> {
        columns.shown().map(|c| c.column).collect()
    }

    fn width(columns: &Columns, column: Column) -> f32 {
        columns.all().iter().find(|c| c.column == column).unwrap().width
    }

    #[test]
    fn a_new_window_shows_a_few_columns_and_has_the_others_ready() {
        let columns = Columns::default();
        assert_eq!(shown(&columns), USUAL);
        let mut all: Vec<Column> = columns.all().iter().map(|c| c.column).collect();
        all.sort();
        let mut table = Column::TABLE.to_vec();
        table.sort();
        assert_eq!(all, table);
    }

    #[test]
    fn name_and_folder_share_the_room_three_to_two() {
        let mut columns = Columns::default();
        columns.fill(1500.0);
        assert!((1498.0..=1500.0).contains(&columns.width()), "{}", columns.width());
        let grown = |column| width(&columns, column) - usual_width(column);
        assert!((grown(Column::Name) * 2.0 - grown(Column::Folder) * 3.0).abs() < 6.0);
        assert_eq!(grown(Column::Size), 0.0);
        columns.fill(300.0);
        assert_eq!(columns, Columns::default());
    }

    #[test]
    fn a_chosen_width_is_of_that_column_alone() {
        let mut columns = Columns::default();
        columns.set_width(Column::Size, 150.0);
        columns.fill(1500.0);
        assert!((1498.0..=1500.0).contains(&columns.width()), "{}", columns.width());
        columns.set_width(Column::Name, 400.0);
        for room in [1000.0, 1600.0] {
            columns.fill(room);
            assert_eq!((width(&columns, Column::Name), width(&columns, Column::Size)), (400.0, 150.0));
            assert!((room - 2.0..=room).contains(&columns.width()), "{}", columns.width());
        }
        assert!(columns.has_chosen_widths());
        columns.reset_widths();
        assert_eq!(columns, Columns::default());
    }

    #[test]
    fn a_column_moves_into_any_gap() {
        use Column::{Folder, Name, Size};
        let mut three = Columns::default();
        for column in [Column::Modified, Column::Extension] {
            three.toggle(column);
        }
        for (column, gap, expected) in [
            (Name, 0, [Name, Folder, Size]),
            (Name, 1, [Name, Folder, Size]),
            (Name, 2, [Folder, Name, Size]),
            (Name, 3, [Folder, Size, Name]),
            (Name, 99, [Folder, Size, Name]),
            (Size, 0, [Size, Name, Folder]),
            (Folder, 2, [Name, Folder, Size]),
        ] {
            let mut columns = three.clone();
            columns.move_to(column, gap);
            assert_eq!(shown(&columns), expected, "{column:?} to {gap}");
        }
        assert_eq!(three.gap_beside(Name, false), None);
        assert_eq!(three.gap_beside(Folder, false), Some(0));
        assert_eq!(three.gap_beside(Folder, true), Some(3));
        assert_eq!(three.gap_beside(Size, true), None);
    }

    #[test]
    fn the_nearest_gap_is_on_the_nearer_side_of_a_column() {
        let columns = Columns::default();
        let name = usual_width(Column::Name);
        for (x, gap) in [(-50.0, 0), (1.0, 0), (name * 0.6, 1), (name + 1.0, 1), (1e6, USUAL.len())] {
            assert_eq!(columns.gap_at(x), gap, "{x}");
        }
        assert_eq!(columns.gap_x(1), name);
        assert_eq!(columns.gap_x(99), columns.width());
    }

    #[test]
    fn one_column_always_stays() {
        let mut columns = Columns::default();
        for column in USUAL {
            columns.toggle(column);
        }
        assert_eq!(columns.shown().count(), 1);
    }
}
