//! Which columns are shown, in which order and how wide. The table draws them, the options menu hides them, the settings keep them.
//! A *gap* is a place between two shown columns: gap 0 is before the first one.

use crate::model::Column;

/// The narrowest a column can be made, in points.
const NARROWEST: f32 = 48.0;
/// The widest, so that one drag can't hide the others for good.
const WIDEST: f32 = 2000.0;

/// The word for a width that the person has not chosen.
const AUTO: &str = "auto";

/// One column of the table.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ColumnState {
    /// Which.
    pub column: Column,
    /// Its width in points.
    pub width: f32,
    /// Whether it is shown.
    pub shown: bool,
}

/// All of them, from left to right.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Columns {
    all: Vec<ColumnState>,
    /// Whether the person chose the widths; until then the table chooses them by its room.
    is_set: bool,
}

impl Default for Columns {
    fn default() -> Columns {
        let of = |&column| ColumnState { column, width: usual_width(column), shown: true };
        Columns { all: Column::TABLE.iter().map(of).collect(), is_set: false }
    }
}

fn usual_width(column: Column) -> f32 {
    column.width().points.into()
}

impl Columns {
    /// The shown ones.
    pub(crate) fn shown(&self) -> impl Iterator<Item = &ColumnState> {
        self.all.iter().filter(|c| c.shown)
    }

    /// All of them.
    pub(crate) fn all(&self) -> &[ColumnState] {
        &self.all
    }

    /// Width of the shown ones together, in points.
    pub(crate) fn width(&self) -> f32 {
        self.shown().map(|c| c.width).sum()
    }

    /// Gives the name and the folder what is left of `room` points, unless the person has chosen widths.
    pub(crate) fn fill(&mut self, room: f32) {
        if self.is_set {
            return;
        }
        let grows = |c: &ColumnState| c.shown && c.column.width().grows;
        let usual: f32 = self.shown().map(|c| usual_width(c.column)).sum();
        let share = (room - usual).max(0.0) / self.all.iter().filter(|c| grows(c)).count().max(1) as f32;
        for c in &mut self.all {
            c.width = usual_width(c.column) + if grows(c) { share.floor() } else { 0.0 };
        }
    }

    /// Makes a column this wide, within reason.
    pub(crate) fn set_width(&mut self, column: Column, width: f32) {
        self.is_set = true;
        if let Some(c) = self.all.iter_mut().find(|c| c.column == column) {
            c.width = width.clamp(NARROWEST, WIDEST);
        }
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
        let Some(from) = self.shown().position(|c| c.column == column) else { return };
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

    /// The gap that a column comes to when it moves one place to the left, or to the right; none at an end.
    pub(crate) fn gap_beside(&self, column: Column, right: bool) -> Option<usize> {
        let at = self.shown().position(|c| c.column == column)?;
        if right { (at + 1 < self.shown().count()).then_some(at + 2) } else { at.checked_sub(1) }
    }

    /// The state in words, for [`Columns::restore`].
    pub(crate) fn to_words(&self) -> String {
        let word = |c: &ColumnState| {
            let width = if self.is_set { c.width.round().to_string() } else { AUTO.to_owned() };
            format!("{}{:?}={width}", if c.shown { "" } else { "-" }, c.column)
        };
        self.all.iter().map(word).collect::<Vec<_>>().join(" ")
    }

    /// Takes up what [`Columns::to_words`] wrote; a word that isn't understood changes nothing. Returns whether all of it was.
    pub(crate) fn restore(&mut self, words: &str) -> bool {
        let mut restored = self.clone();
        let mut place = 0;
        let mut understood = true;
        for word in words.split_whitespace() {
            let (shown, word) = word.strip_prefix('-').map_or((true, word), |rest| (false, rest));
            let named = word.split_once('=').and_then(|(name, width)| {
                let at = restored.all.iter().position(|c| format!("{:?}", c.column) == name)?;
                Some((at, width))
            });
            let Some((at, width)) = named else {
                understood = false;
                continue;
            };
            let c = &mut restored.all[at];
            match width.parse::<f32>() {
                Ok(width) if width.is_finite() => {
                    c.width = width.clamp(NARROWEST, WIDEST);
                    c.shown = shown;
                    restored.is_set = true;
                }
                Err(_) if width == AUTO => c.shown = shown,
                _ => {
                    understood = false;
                    continue;
                }
            }
            if at >= place {
                // Words stand from left to right; a column that no word names keeps behind them.
                restored.all[place..=at].rotate_right(1);
                place += 1;
            }
        }
        let shows_any = restored.shown().next().is_some();
        if shows_any {
            *self = restored;
        }
        understood && shows_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_comes_back() {
        let mut columns = Columns::default();
        let changes: [fn(&mut Columns); 4] = [
            |c| c.toggle(Column::Kind),
            |c| c.move_to(Column::Size, 1),
            |c| c.set_width(Column::Name, 333.0),
            |c| c.move_to(Column::Name, 7),
        ];
        for change in changes {
            change(&mut columns);
            let mut other = Columns::default();
            assert!(other.restore(&columns.to_words()));
            assert_eq!(other, columns);
        }
    }

    #[test]
    fn what_an_earlier_version_kept_comes_back() {
        let kept =
            "Size=90 -Name=180 Folder=190 Extension=84 -Kind=68 Allocated=102 Modified=146 Created=146";
        let mut columns = Columns::default();
        assert!(columns.restore(kept));
        assert_eq!(columns.to_words(), kept);
    }

    #[test]
    fn columns_fill_the_room_until_the_person_sets_one() {
        let mut columns = Columns::default();
        columns.fill(1500.0);
        assert!((1498.0..=1500.0).contains(&columns.width()), "{}", columns.width());
        columns.fill(300.0);
        assert_eq!(columns, Columns::default());
        columns.set_width(Column::Kind, 100.0);
        let before = columns.width();
        columns.fill(1500.0);
        assert_eq!(columns.width(), before);
    }

    #[test]
    fn nonsense_changes_nothing() {
        let mut columns = Columns::default();
        for words in ["x", "Name", "Name=NaN", "Name=x", "Nope=3"] {
            assert!(!columns.restore(words), "{words}");
        }
        let all_hidden: String = Column::TABLE.iter().map(|c| format!("-{c:?}=100 ")).collect();
        assert!(!columns.restore(&all_hidden));
        assert!(columns.restore(""));
        assert_eq!(columns, Columns::default());
    }

    fn shown(columns: &Columns) -> Vec<Column> {
        columns.shown().map(|c| c.column).collect()
    }

    #[test]
    fn a_column_moves_into_any_gap() {
        use Column::{Folder, Name, Size};
        let mut three = Columns::default();
        for column in Column::TABLE.iter().filter(|c| ![Name, Folder, Size].contains(c)) {
            three.toggle(*column);
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
        for (x, gap) in [(-50.0, 0), (1.0, 0), (name * 0.6, 1), (name + 1.0, 1), (1e6, Column::TABLE.len())] {
            assert_eq!(columns.gap_at(x), gap, "{x}");
        }
        assert_eq!(columns.gap_x(1), name);
        assert_eq!(columns.gap_x(99), columns.width());
    }

    #[test]
    fn one_column_always_stays() {
        let mut columns = Columns::default();
        for column in Column::TABLE {
            columns.toggle(column);
        }
        assert_eq!(columns.shown().count(), 1);
    }
}
