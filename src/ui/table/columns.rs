//! Which columns are shown and how wide. The table draws them, the options menu hides them, the settings keep them.

use crate::view::Column;

/// The narrowest a column can be made, in points.
const NARROWEST: f32 = 48.0;
/// The widest, so that one drag can't hide the others for good.
const WIDEST: f32 = 2000.0;

/// One column of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnState {
    /// Which.
    pub column: Column,
    /// Its width in points.
    pub width: f32,
    /// Whether it is shown.
    pub shown: bool,
}

/// All of them, in the order of the sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns(Vec<ColumnState>);

impl Default for Columns {
    fn default() -> Columns {
        let of = |&column| ColumnState { column, width: usual_width(column), shown: true };
        Columns(Column::ALL.iter().map(of).collect())
    }
}

/// What a column is called on screen.
pub const fn title(column: Column) -> &'static str {
    match column {
        Column::Name => "Name",
        Column::Folder => "Folder",
        Column::Extension => "Extension",
        Column::Kind => "Kind",
        Column::Size => "Size",
        Column::Allocated => "Size on disk",
        Column::Modified => "Modified",
        Column::Created => "Created",
    }
}

/// Whether its values stand at the right, digit under digit.
pub const fn is_number(column: Column) -> bool {
    matches!(column, Column::Size | Column::Allocated)
}

const fn usual_width(column: Column) -> f32 {
    match column {
        Column::Name => 240.0,
        Column::Folder => 280.0,
        Column::Extension => 90.0,
        Column::Kind => 74.0,
        Column::Size => 88.0,
        Column::Allocated => 106.0,
        Column::Modified | Column::Created => 152.0,
    }
}

impl Columns {
    /// The shown ones.
    pub fn shown(&self) -> impl Iterator<Item = &ColumnState> {
        self.0.iter().filter(|c| c.shown)
    }

    /// All of them.
    pub fn all(&self) -> &[ColumnState] {
        &self.0
    }

    /// Width of the shown ones together, in points.
    pub fn width(&self) -> f32 {
        self.shown().map(|c| c.width).sum()
    }

    /// Makes a column this wide, within reason.
    pub fn set_width(&mut self, column: Column, width: f32) {
        if let Some(c) = self.0.iter_mut().find(|c| c.column == column) {
            c.width = width.clamp(NARROWEST, WIDEST);
        }
    }

    /// Whether a column may be hidden: one always stays.
    pub fn can_hide(&self, column: Column) -> bool {
        self.shown().any(|c| c.column != column)
    }

    /// Shows a column, or hides it if another one stays.
    pub fn toggle(&mut self, column: Column) {
        let can_hide = self.can_hide(column);
        if let Some(c) = self.0.iter_mut().find(|c| c.column == column) {
            c.shown = !c.shown || !can_hide;
        }
    }

    /// The state in words, for [`Columns::restore`].
    pub fn to_words(&self) -> String {
        let word =
            |c: &ColumnState| format!("{}{:?}={}", if c.shown { "" } else { "-" }, c.column, c.width.round());
        self.0.iter().map(word).collect::<Vec<_>>().join(" ")
    }

    /// Takes up what [`Columns::to_words`] wrote; a word that isn't understood changes nothing.
    pub fn restore(&mut self, words: &str) {
        let mut restored = self.clone();
        for word in words.split_whitespace() {
            let (shown, word) = word.strip_prefix('-').map_or((true, word), |rest| (false, rest));
            let Some((name, width)) = word.split_once('=') else { continue };
            let Some(c) = restored.0.iter_mut().find(|c| format!("{:?}", c.column) == name) else { continue };
            let Ok(width) = width.parse::<f32>() else { continue };
            if width.is_finite() {
                c.width = width.clamp(NARROWEST, WIDEST);
                c.shown = shown;
            }
        }
        if restored.shown().next().is_some() {
            *self = restored;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_comes_back() {
        let mut columns = Columns::default();
        columns.toggle(Column::Kind);
        columns.set_width(Column::Name, 333.0);
        let mut other = Columns::default();
        other.restore(&columns.to_words());
        assert_eq!(other, columns);
    }

    #[test]
    fn nonsense_changes_nothing() {
        let mut columns = Columns::default();
        for words in ["", "x", "Name", "Name=NaN", "Name=x", "Nope=3"] {
            columns.restore(words);
        }
        let all_hidden: String = Column::ALL.iter().map(|c| format!("-{c:?}=100 ")).collect();
        columns.restore(&all_hidden);
        assert_eq!(columns, Columns::default());
    }

    #[test]
    fn one_column_always_stays() {
        let mut columns = Columns::default();
        for column in Column::ALL {
            columns.toggle(column);
        }
        assert_eq!(columns.shown().count(), 1);
    }
}
