//! The lines of the list of problems: one for each that was kept, and a last one for how many there were besides.

use super::index::ProblemLines;
use crate::model::{Cause, Problem, name};
use crate::session::Command;
use crate::text;
use crate::ui::action::{Action, Actions};
use crate::ui::context_menu::Entries;
use crate::ui::habits::SHOW_IN_FOLDER;
use crate::ui::list::List;
use crate::ui::list::delegate::{Appearance, Click, Delegate, DrawnRow, Head, KeyAct, SpokenCell};
use crate::ui::list::eye::Since;
use crate::ui::list::keys::{COPY, SELECT_ALL};
use crate::ui::list::mark::Mark;
use crate::ui::list::places;
use crate::ui::list::titles::{self, Title};
use crate::ui::theme::Palette;
use crate::ui::{elide, icons, words};
use crate::words::table::PROBLEM_SHORT_TITLES as TITLES;
use eframe::egui::{
    Color32, Key, KeyboardShortcut, Modifiers, Popup, Rangef, Rect, Response, Role, Sense, TextStyle, Ui,
    WidgetInfo, pos2,
};

/// Shows where a problem is.
const SHOW: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::Enter);
/// Height of a line and of the titles, in points.
const LINE: f32 = 22.0;
/// The icon's size in points.
const ICON: f32 = 16.0;
/// Between a column's edge and its text, in points.
const PADDING: f32 = 6.0;

impl<'a> ProblemLines<'a> {
    fn problem(&self, mark: Mark) -> Option<&'a Problem> {
        self.list.get(mark.number as usize)
    }
}

/// What was done to the list itself.
pub(super) enum ListAct {
    /// The menu's Select all was chosen.
    SelectAll,
    /// Only lines with this cause were asked for, or all of them.
    Only(Option<Cause>),
}

/// What was chosen in the menu of a line.
#[derive(Clone, Copy)]
enum Choice {
    Copy,
    SelectAll,
    CopyPath,
    Show,
    ReadAgain,
    /// Only lines with this cause, or all again.
    Only,
}

/// The lines for one frame, and what was done in it.
pub(crate) struct ProblemRows<'a> {
    pub lines: ProblemLines<'a>,
    /// The path of what a problem is about, as the system's bytes.
    pub place: &'a dyn Fn(&Problem) -> Vec<u8>,
    /// The same, however long it is.
    pub path: &'a dyn Fn(&Problem) -> Vec<u8>,
    pub actions: &'a mut Actions,
    /// What became of the lines since the last frame.
    pub since: Since,
    /// Whether picked folders may be read again now.
    pub can_read_again: bool,
    /// What is to be done to the list after it is drawn.
    pub done: Option<ListAct>,
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

    fn since(&mut self) -> Since {
        self.since
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
        // What happened in words that everybody reads; the system's words and number behind it are for those who look it up.
        let why = words::why(&problem.cause);
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
            None => format!("And {}, counted only.", words::count(self.lines.list.left_out(), "more line")),
        }
    }

    fn menu_ui(&mut self, ui: &mut Ui, list: &List, mark: Mark, by_key: bool) -> bool {
        let copy = match list.selection().len() {
            0 | 1 => "Copy line".to_owned(),
            many => format!("Copy {}", words::count(many, "line")),
        };
        let problem = self.lines.problem(mark);
        let has_place = problem.is_some_and(|problem| !(self.path)(problem).is_empty());
        let can_read_again = self.can_read_again && problem.is_some_and(|problem| problem.root.is_some());
        let is_narrowed = self.lines.index.only().is_some();
        let only = if is_narrowed { "All causes" } else { "Only this cause" };
        let mut entries = Entries::new(by_key);
        entries.offer(ui, true, &copy, Some(COPY), Choice::Copy);
        entries.offer(ui, true, "Select all", Some(SELECT_ALL), Choice::SelectAll);
        ui.separator();
        entries.offer(ui, has_place, "Copy path", None, Choice::CopyPath);
        entries.offer(ui, has_place, SHOW_IN_FOLDER, Some(SHOW), Choice::Show);
        entries.offer(ui, can_read_again, "Read its source again", None, Choice::ReadAgain);
        ui.separator();
        entries.offer(ui, is_narrowed || problem.is_some(), only, None, Choice::Only);
        let chosen = entries.chosen();
        if let Some(choice) = chosen {
            self.choose(list, mark, choice);
        }
        chosen.is_some()
    }

    fn act(&mut self, list: &mut List, act: KeyAct) {
        match act {
            KeyAct::Copy => self.copy(list),
            KeyAct::Enter | KeyAct::CommandEnter => {
                if let Some(cursor) = list.cursor_now(&self.lines) {
                    self.show(cursor);
                }
            }
            KeyAct::Space | KeyAct::Left | KeyAct::Right => {}
        }
    }

    fn clicked(&mut self, _list: &mut List, click: &Click) {
        if click.is_double && !click.modifiers.any() {
            self.show(click.mark);
        }
    }
}

impl ProblemRows<'_> {
    /// What was tried, where and why, as it can be read.
    fn texts(&self, problem: &Problem) -> [String; 3] {
        let tried = problem.operation.in_list().into_owned();
        [tried, text::shown(&(self.place)(problem)).into_owned(), words::cause(&problem.cause)]
    }

    fn choose(&mut self, list: &List, mark: Mark, choice: Choice) {
        let problem = self.lines.problem(mark);
        match choice {
            Choice::Copy => self.copy(list),
            Choice::SelectAll => self.done = Some(ListAct::SelectAll),
            Choice::CopyPath => {
                let path = problem.map(|problem| (self.path)(problem)).unwrap_or_default();
                self.actions.push(Action::Copy(text::decoded(&path).into_owned()));
            }
            Choice::Show => self.show(mark),
            Choice::ReadAgain => {
                let root = problem.and_then(|problem| problem.root);
                self.actions.extend(root.map(|root| Action::Ask(Command::ReadOnly(vec![root]))));
            }
            Choice::Only => {
                let cause = problem.filter(|_| self.lines.index.only().is_none());
                self.done = Some(ListAct::Only(cause.map(|problem| problem.cause.clone())));
            }
        }
    }

    /// Asks for the file manager, with the place of a problem in it.
    fn show(&mut self, mark: Mark) {
        let place = self.lines.problem(mark).map(|problem| (self.path)(problem)).unwrap_or_default();
        if !place.is_empty() {
            let item = name::to_os(&place).into_owned().into();
            self.actions.push(Action::ShowInFolder { item, is_found: true });
        }
    }

    /// Asks for the selected lines on the clipboard.
    fn copy(&mut self, list: &List) {
        let selection = list.selection();
        if !selection.is_empty() {
            self.actions.push(Action::Ask(Command::CopyProblems {
                lines: Some(selection.rows().clone()),
                titled: false,
            }));
        }
    }
}

/// Where the three columns are: the path has what the others leave. A cause with the system's words for it is as long as most paths.
fn columns(room: Rangef) -> [Rangef; 3] {
    let first = room.min + (room.span() * 0.24).min(180.0);
    let last = room.max - (room.span() * 0.40).min(470.0);
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
