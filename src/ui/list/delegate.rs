//! What a list asks of its owner: which rows there are, how one looks and what it says, and what keys and clicks mean.

use super::List;
use super::eye::Since;
use super::mark::Mark;
use super::numbered::Numbered;
use eframe::egui::accesskit::Node;
use eframe::egui::{Id, Modifiers, Pos2, Rect, Response, Role, Ui};

/// What is always the same about a list.
pub(crate) struct Appearance {
    /// The name of its widget, which no other list has.
    pub id: &'static str,
    /// What a screen reader takes it for, and its rows.
    pub roles: (Role, Role),
    /// What a screen reader calls it.
    pub name: &'static str,
    /// What a screen reader calls the bar at its right, and the one below it.
    pub bars: (&'static str, &'static str),
    /// Height of the header, in points.
    pub head: f32,
    /// Height of a row, in points.
    pub row: f32,
    /// Whether there is a line below each row.
    pub has_lines: bool,
    /// Whether rows are selected, any number of them. Otherwise only the keyboard moves over them.
    pub selects: bool,
    /// Whether letters that are typed find the row whose name begins with them.
    pub finds: bool,
}

/// The place of the header.
pub(crate) struct Head {
    /// The widget of the list.
    pub id: Id,
    /// All of it; the last points of it lie above the bar.
    pub area: Rect,
    /// Points that the rows are scrolled to the right.
    pub left: f32,
}

/// A row in sight, before anything but its background is drawn.
pub(crate) struct DrawnRow<'a> {
    /// Which.
    pub mark: Mark,
    /// Where, as wide as what is in sight of it.
    pub rect: Rect,
    /// What the pointer does on it.
    pub response: &'a Response,
    /// Points that it is scrolled to the right.
    pub left: f32,
}

/// A cell in sight.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SpokenCell {
    /// Which of the shown columns it is in, from 0.
    pub column: usize,
    /// Where it is.
    pub rect: Rect,
    /// The column's title and what is in it, an empty one too: two sizes are never taken for each other.
    pub words: String,
}

impl SpokenCell {
    /// What is said of a value in a column.
    pub(crate) fn words(title: &str, value: &str) -> String {
        format!("{title} {}", if value.is_empty() { "empty" } else { value })
    }
}

/// A key that means something else in each list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyAct {
    /// Enter.
    Enter,
    /// Ctrl+Enter.
    CommandEnter,
    /// The space bar, where letters find nothing.
    Space,
    /// To the left, where nothing can be scrolled across.
    Left,
    /// To the right.
    Right,
    /// Ctrl+C.
    Copy,
}

/// A click on a row. What it selects is done already.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Click {
    /// On which.
    pub mark: Mark,
    /// Where.
    pub pointer: Option<Pos2>,
    /// Whether it is the second one of a double click.
    pub is_double: bool,
    /// With these keys held.
    pub modifiers: Modifiers,
}

/// The rows of a list for one frame. Only those in sight are ever asked for.
pub(crate) trait Delegate {
    /// The rows by position.
    type Rows: Numbered;
    /// What is always the same.
    const LOOK: Appearance;

    /// The rows.
    fn rows(&self) -> &Self::Rows;

    /// What became of them since the last frame. Asked once.
    fn since(&mut self) -> Since {
        Since::Same
    }

    /// How wide all columns are, in points; `None` if they always are as wide as the room for them.
    fn width(&self) -> Option<f32> {
        None
    }

    /// How many columns there are, for a screen reader.
    fn columns(&self) -> usize;

    /// Shown if there is no row.
    fn nothing(&self) -> &str {
        ""
    }

    /// Draws the header.
    fn header_ui(&mut self, ui: &mut Ui, head: &Head);

    /// Draws what is in a row, and its tooltip. Returns whether something was done to it other than a click.
    fn row_ui(&mut self, ui: &mut Ui, row: &DrawnRow<'_>) -> bool;

    /// A row in one line, as a screen reader says it.
    fn spoken(&self, mark: Mark) -> String;

    /// The contents of a row's visible columns, as a screen reader reads them one by one.
    fn cells(&self, _row: &DrawnRow<'_>) -> Vec<SpokenCell> {
        Vec::new()
    }

    /// Tells a screen reader more of a row than its words and whether it is selected.
    fn describe(&self, _mark: Mark, _node: &mut Node) {}

    /// The name by which letters find the row at a position.
    fn name(&self, _position: u64) -> Option<&[u8]> {
        None
    }

    /// Whether a row's background says that it is selected.
    fn is_selected(&self, list: &List, number: u32) -> bool {
        list.selection().contains(number)
    }

    /// What is in the menu of a row; the first entry gets the keyboard where a key opened it. Returns whether something was chosen.
    fn menu_ui(&mut self, ui: &mut Ui, list: &List, mark: Mark, by_key: bool) -> bool;

    /// Does what a key means here.
    fn act(&mut self, list: &mut List, act: KeyAct);

    /// Does what a click means here besides selecting.
    fn clicked(&mut self, _list: &mut List, _click: &Click) {}
}
