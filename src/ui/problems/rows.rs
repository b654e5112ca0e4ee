//! The lines of the list of problems: one for each that was kept, and a last one for how many there were besides.

use crate::model::{Problem, RowSet, name};
use crate::session::Command;
use crate::store::ProblemList;
use crate::text;
use crate::ui::action::{Action, Actions};
use crate::ui::list::List;
use crate::ui::list::delegate::SpokenCell;
use crate::ui::list::delegate::{Appearance, Delegate, DrawnRow, Head, KeyAct};
use crate::ui::list::keys::{COPY, SELECT_ALL};
use crate::ui::list::mark::Mark;
use crate::ui::list::numbered::Numbered;
use crate::ui::list::places;
use crate::ui::list::titles::{self, Title};
use crate::ui::theme::Palette;
use crate::ui::{elide, icons, words};
use crate::words::table::PROBLEM_SHORT_TITLES as TITLES;
use eframe::egui::{
    Button, Color32, KeyboardShortcut, Popup, Rangef, Rect, Response, Role, Sense, TextStyle, Ui, WidgetInfo,
    pos2,
};
use std::ops::Range;

/// Height of a line and of the titles, in points.
const LINE: f32 = 22.0;
/// The icon's size in points.
const ICON: f32 = 16.0;
/// Between a column's edge and its text, in points.
const PADDING: f32 = 6.0;

/// Lines only ever come in at the end, so that a line's number is its position.
pub(crate) struct ProblemLines<'a>(pub &'a ProblemList);

impl Numbered for ProblemLines<'_> {
    fn len(&self) -> u64 {
        self.0.len() as u64 + u64::from(self.0.left_out() > 0)
    }

    fn number(&self, position: u64) -> Option<u32> {
        u32::try_from(position).ok().filter(|_| position < self.len())
    }

    fn position(&self, number: u32) -> Option<u64> {
        Some(u64::from(number)).filter(|&position| position < self.len())
    }

    fn all(&self) -> RowSet {
        RowSet::all(self.number_at(self.len()))
    }

    fn insert(&self, positions: Range<u64>, rows: &mut RowSet) {
        rows.insert_range(self.number_at(positions.start)..self.number_at(positions.end), None);
    }

    fn remove(&self, positions: Range<u64>, rows: &mut RowSet, keep: &RowSet) {
        rows.remove_range(self.number_at(positions.start)..self.number_at(positions.end), keep);
    }
}

impl ProblemLines<'_> {
    /// The number at a position, or behind the last line.
    fn number_at(&self, position: u64) -> u32 {
        u32::try_from(position.min(self.len())).unwrap_or(u32::MAX)
    }

    fn problem(&self, mark: Mark) -> Option<&Problem> {
        self.0.get(mark.number as usize)
    }
}

/// The lines for one frame, and what was done in it.
pub(crate) struct ProblemRows<'a> {
    pub lines: ProblemLines<'a>,
    /// The path of what a problem is about, as the system's bytes.
    pub place: &'a dyn Fn(&Problem) -> Vec<u8>,
    /// The same, however long it is.
    pub path: &'a dyn Fn(&Problem) -> Vec<u8>,
    pub actions: &'a mut Actions,
    /// Whether the menu's Select all was chosen.
    pub selects_all: bool,
}

impl<'a> Delegate for ProblemRows<'a> {
    type Rows = ProblemLines<'a>;
    const LOOK: Appearance = Appearance {
        id: "problems",
        roles: (Role::Table, Role::Row),
        name: "List of problems",
        bars: ("Scroll problems", ""),
        head: LINE,
        row: LINE,
        has_lines: true,
        selects: true,
        finds: false,
    };

    fn rows(&self) -> &ProblemLines<'a> {
        &self.lines
    }

    fn columns(&self) -> usize {
        TITLES.len()
    }

    fn header_ui(&mut self, ui: &mut Ui, head: &Head) {
        let p = Palette::of(ui);
        ui.painter().rect_filled(head.area, 0.0, p.panel);
        ui.painter().hline(head.area.x_range(), head.area.bottom() - 0.5, (1.0, p.border));
        // The lines end where the bar begins, whether or not there is one.
        for (x, title) in columns(places::across(head.area.x_range())).into_iter().zip(TITLES) {
            let cell = Rect::from_x_y_ranges(x, head.area.y_range());
            let response = ui.interact(cell, head.id.with(title), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, title));
            titles::title_ui(
                ui,
                cell,
                &Title { words: title, padding: PADDING, at_right: false, sorted: None },
            );
        }
    }

    fn row_ui(&mut self, ui: &mut Ui, row: &DrawnRow<'_>) -> bool {
        let p = Palette::of(ui);
        let Some(problem) = self.lines.problem(row.mark) else {
            cell_ui(ui, row.rect, &self.spoken(row.mark), p.weak);
            return false;
        };
        let texts = self.texts(problem);
        let is_note = problem.operation.is_note();
        let (icon, colour) = if is_note { (icons::INFO, p.weak) } else { (icons::WARNING, p.warn) };
        let [tried, place, cause] =
            columns(row.rect.x_range()).map(|x| Rect::from_x_y_ranges(x, row.rect.y_range()));
        let beside = icon.paint_left(ui.painter(), tried.with_min_x(tried.left() + PADDING), ICON, colour);
        cell_ui(ui, beside.with_min_x(beside.left() - PADDING), &texts[0], p.weak);
        cell_ui(ui, place, &texts[1], p.text);
        // What happened in words that everybody reads; the system's number behind it is for those who look it up.
        let why = text::printable(&crate::words::why(&problem.cause)).into_owned();
        let number = texts[2].strip_prefix(why.as_str()).unwrap_or_default();
        let end = cell_ui(ui, cause, &why, p.text);
        cell_ui(ui, cause.with_min_x(end), number, p.weak);
        if !Popup::is_any_open(ui) {
            tooltip(row.response, &texts);
        }
        false
    }

    fn cells(&self, row: &DrawnRow<'_>) -> Vec<SpokenCell> {
        let Some(problem) = self.lines.problem(row.mark) else { return Vec::new() };
        let places = columns(row.rect.x_range()).into_iter().zip(TITLES).zip(self.texts(problem));
        let cell = |(column, ((x, title), text)): (usize, ((Rangef, &str), String))| SpokenCell {
            column,
            rect: Rect::from_x_y_ranges(x, row.rect.y_range()),
            words: SpokenCell::words(title, &text),
        };
        places.enumerate().map(cell).collect()
    }

    fn spoken(&self, mark: Mark) -> String {
        match self.lines.problem(mark) {
            Some(problem) => self.texts(problem).join(": "),
            None => format!("And {}, counted only.", words::count(self.lines.0.left_out(), "more line")),
        }
    }

    fn menu_ui(&mut self, ui: &mut Ui, list: &List, mark: Mark, by_key: bool) -> bool {
        ui.spacing_mut().item_spacing.y = 2.0;
        let copy = match list.selection().len() {
            0 | 1 => "Copy line".to_owned(),
            many => format!("Copy {}", words::count(many, "line")),
        };
        let copies = entry(ui, &copy, COPY);
        if by_key {
            copies.request_focus();
        }
        if copies.clicked() {
            self.copy(list);
        }
        let all = entry(ui, "Select all", SELECT_ALL);
        self.selects_all |= all.clicked();
        ui.separator();
        let place = self.lines.problem(mark).map(|problem| (self.path)(problem)).unwrap_or_default();
        let shows = ui.add_enabled(!place.is_empty(), Button::new("Show in folder"));
        if shows.clicked() {
            let item = name::to_os(&place).into_owned().into();
            self.actions.push(Action::ShowInFolder { item, is_found: true });
        }
        let is_chosen = copies.clicked() || all.clicked() || shows.clicked();
        if is_chosen {
            ui.close();
        }
        is_chosen
    }

    fn act(&mut self, list: &mut List, act: KeyAct) {
        if act == KeyAct::Copy {
            self.copy(list);
        }
    }
}

impl ProblemRows<'_> {
    /// What was tried, where and why, as it can be read.
    fn texts(&self, problem: &Problem) -> [String; 3] {
        let tried = problem.operation.in_list().into_owned();
        [tried, text::shown(&(self.place)(problem)).into_owned(), words::cause(&problem.cause)]
    }

    /// Asks for the selected lines on the clipboard.
    fn copy(&mut self, list: &List) {
        let selection = list.selection();
        if !selection.is_empty() {
            self.actions.push(Action::Ask(Command::CopyProblems(Some(selection.rows().clone()))));
        }
    }
}

/// Where the three columns are: the path has what the others leave.
fn columns(room: Rangef) -> [Rangef; 3] {
    let first = room.min + (room.span() * 0.26).min(220.0);
    let last = room.max - (room.span() * 0.30).min(320.0);
    [Rangef::new(room.min, first), Rangef::new(first, last), Rangef::new(last, room.max)]
}

/// Draws the text, and returns where it ends.
fn cell_ui(ui: &Ui, cell: Rect, text: &str, colour: Color32) -> f32 {
    let font = TextStyle::Body.resolve(ui.style());
    let (galley, _) = elide::laid_out(ui, text, &font, colour, cell.width() - 2.0 * PADDING);
    let y = cell.center().y - galley.size().y / 2.0;
    let end = cell.left() + galley.size().x;
    ui.painter().galley(pos2(cell.left() + PADDING, y), galley, colour);
    end
}

fn tooltip(response: &Response, [tried, place, why]: &[String; 3]) {
    let whole = |ui: &mut Ui| elide::whole_ui(ui, &format!("{place}\n{tried}: {why}"));
    response.clone().on_hover_ui_at_pointer(whole);
}

fn entry(ui: &mut Ui, words: &str, keys: KeyboardShortcut) -> Response {
    let keys = ui.ctx().format_shortcut(&keys);
    ui.add(Button::new(words).shortcut_text(keys)).accessible_name(words)
}
