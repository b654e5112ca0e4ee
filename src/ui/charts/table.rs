//! Draws a table of bars: a line for each with what it is of, its bytes and its files, each with a bar and the number.

use super::lines::{Ask, ChartLine, Ink, Key};
use crate::text;
use crate::ui::file_icon::{category_colour, folder_colour};
use crate::ui::theme::{self, Palette};
use crate::ui::{elide, icons, list};
use crate::view::charts::{Bar, Tally};
use eframe::egui::accesskit::Role;
use eframe::egui::{
    Align2, Color32, EventFilter, FontId, Id, Key as Pressed, Modifiers, Pos2, Rect, Response, Sense, Ui,
    UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

/// The height of a line, and of the titles above them, in points.
const LINE: f32 = 24.0;
/// The height of a bar.
const BAR: f32 = 10.0;
/// The room of the triangle at the left.
const TRIANGLE: f32 = 20.0;
/// The room of a number, and between the columns.
const NUMBER: f32 = 78.0;
const GAP: f32 = 12.0;
/// A bar with less room than this lies below the label instead, as a thin line.
const LEAST_BAR: f32 = 36.0;
const THIN: f32 = 3.0;
/// What is not shown of a bar, against what is.
const PALE: f32 = 0.28;

/// A table.
pub(super) struct ChartTable<'a> {
    /// Its name for screen readers.
    pub name: &'a str,
    /// The title of its first column.
    pub first: &'a str,
    pub lines: &'a [ChartLine],
    /// Whether its first line is to have the keyboard.
    pub takes_focus: bool,
}

/// What was clicked.
pub(super) enum Clicked {
    /// A line's triangle.
    Open(Key),
    /// The line.
    Ask(Ask),
}

/// Where the columns are, from the left of a line on.
#[derive(Clone, Copy)]
struct Columns {
    label: f32,
    /// Where the bar of the bytes begins and how wide it is.
    bytes: (f32, f32),
    /// Where the number of bytes ends.
    bytes_end: f32,
    files: (f32, f32),
    files_end: f32,
    /// Whether there is no room for bars of their own.
    is_thin: bool,
}

impl Columns {
    fn of(width: f32) -> Columns {
        let label = (width * 0.3).clamp(96.0, 230.0);
        let rest = width - label - 2.0 * NUMBER - 3.0 * GAP;
        let (bytes, files) = match rest {
            rest if rest * 0.4 >= LEAST_BAR => (rest * 0.6, rest * 0.4),
            rest if rest >= LEAST_BAR => (rest, 0.0),
            _ => (0.0, 0.0),
        };
        if bytes == 0.0 {
            let label = (width - 2.0 * NUMBER - GAP).max(0.0);
            let bar = (TRIANGLE, (label - TRIANGLE).max(0.0));
            let bytes_end = label + NUMBER;
            return Columns {
                label,
                bytes: bar,
                bytes_end,
                files: (0.0, 0.0),
                files_end: width,
                is_thin: true,
            };
        }
        let bytes_at = label + GAP;
        let bytes_end = bytes_at + bytes + NUMBER;
        let files = (bytes_end + GAP, files);
        Columns { label, bytes: (bytes_at, bytes), bytes_end, files, files_end: width, is_thin: false }
    }
}

/// The longest bars.
#[derive(Clone, Copy, Default)]
struct Longest {
    bytes: u128,
    files: u64,
}

/// Draws it; `is_on` tells whether what a line asks for is so already.
pub(super) fn table_ui(
    ui: &mut Ui,
    table: &ChartTable<'_>,
    is_part: bool,
    is_on: impl Fn(&Ask) -> bool,
) -> Option<Clicked> {
    let width = ui.available_width();
    let columns = Columns::of(width);
    let height = LINE * (table.lines.len() + 1) as f32;
    let (area, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let id = Id::unique(("chart", table.name));
    let whole = ui.interact(area, id, Sense::hover());
    whole.widget_info(|| WidgetInfo::labeled(Role::Table, true, table.name));
    ui.accesskit_node_builder(id, |node| {
        node.set_row_count(table.lines.len());
        node.set_column_count(3);
    });
    let mut ui = ui.new_child(UiBuilder::new().max_rect(area).accessibility_parent(id).id_salt(id));
    titles_ui(&mut ui, area, &columns, table.first);
    let longest = table.lines.iter().filter(|line| !line.is_inner).fold(Longest::default(), |most, line| {
        Longest { bytes: most.bytes.max(line.bar.all.bytes), files: most.files.max(line.bar.all.files) }
    });
    let mut clicked = None;
    for (at, line) in table.lines.iter().enumerate() {
        let top = area.top() + LINE * (at + 1) as f32;
        let rect = Rect::from_min_size(pos2(area.left(), top), vec2(width, LINE));
        let drawn = Drawn { line, rect, columns, longest, is_part, at, id: id.with((at, &line.label)) };
        if at == 0 && table.takes_focus {
            ui.memory_mut(|memory| memory.request_focus(drawn.id));
        }
        clicked = drawn.line_ui(&mut ui, &is_on).or(clicked);
    }
    keys(&ui, id, table.lines).or(clicked)
}

/// The keys of the line that has the keyboard: to other lines, and to what is in it.
fn keys(ui: &Ui, table: Id, lines: &[ChartLine]) -> Option<Clicked> {
    let id = |at: usize| table.with((at, &lines[at].label));
    let focused = ui.memory(|memory| memory.focused())?;
    let at = (0..lines.len()).find(|at| id(*at) == focused)?;
    let arrows = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(focused, arrows));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let can_be = |at: &usize| !lines[*at].is_gap;
    let next = if pressed(Pressed::ArrowDown) {
        (at + 1..lines.len()).find(can_be)
    } else if pressed(Pressed::ArrowUp) {
        (0..at).rev().find(can_be)
    } else if pressed(Pressed::Home) {
        (0..lines.len()).find(can_be)
    } else if pressed(Pressed::End) {
        (0..lines.len()).rev().find(can_be)
    } else {
        None
    };
    if let Some(next) = next {
        ui.memory_mut(|memory| memory.request_focus(id(next)));
        return None;
    }
    let (key, is_open) = lines[at].opens?;
    let is_turned = (pressed(Pressed::ArrowRight) && !is_open) || (pressed(Pressed::ArrowLeft) && is_open);
    is_turned.then_some(Clicked::Open(key))
}

fn titles_ui(ui: &mut Ui, area: Rect, columns: &Columns, first: &str) {
    let p = Palette::of(ui);
    let y = area.top() + LINE / 2.0;
    let font = theme::medium(theme::SMALL);
    for (x, align, words) in [
        (area.left() + TRIANGLE, Align2::LEFT_CENTER, first),
        (area.left() + columns.bytes_end, Align2::RIGHT_CENTER, "Size"),
        (area.left() + columns.files_end, Align2::RIGHT_CENTER, "Files"),
    ] {
        ui.painter().text(pos2(x, y), align, words, font.clone(), p.weak);
    }
    let line = area.top() + LINE - 1.0;
    ui.painter().hline(area.x_range(), line, (1.0, p.border));
}

/// A line, and where it is.
struct Drawn<'a> {
    line: &'a ChartLine,
    rect: Rect,
    columns: Columns,
    longest: Longest,
    is_part: bool,
    at: usize,
    id: Id,
}

impl Drawn<'_> {
    fn line_ui(&self, ui: &mut Ui, is_on: &impl Fn(&Ask) -> bool) -> Option<Clicked> {
        let sense = if self.line.ask.is_some() { Sense::click() } else { Sense::hover() };
        let row = ui.interact(self.rect, self.id, sense);
        let is_on = self.line.ask.as_ref().is_some_and(is_on);
        self.spoken(ui, &row, is_on);
        if row.has_focus() {
            ui.scroll_to_rect(self.rect, None);
        }
        let opened = self.triangle_ui(ui);
        let asked = self.line.ask.clone().filter(|_| row.clicked()).map(Clicked::Ask);
        // All take the keyboard; only those in sight are drawn.
        if ui.is_rect_visible(self.rect) {
            self.paint(ui, &row, is_on);
        }
        opened.or(asked)
    }

    fn paint(&self, ui: &Ui, row: &Response, is_on: bool) {
        let p = Palette::of(ui);
        let behind = match (is_on, row.is_pointer_button_down_on(), row.hovered() && self.line.ask.is_some())
        {
            (true, ..) => Some(p.selection),
            (_, true, _) => Some(p.press),
            (_, _, true) => Some(p.hover),
            _ => None,
        };
        if let Some(behind) = behind {
            ui.painter().rect_filled(self.rect.expand2(vec2(4.0, 0.0)), 4.0, behind);
        }
        let cut = self.label_ui(ui);
        if !self.line.is_gap {
            self.numbers_ui(ui);
        }
        self.paint_triangle(ui);
        if let Some(hint) = row.hovered().then(|| self.hint(cut)).flatten() {
            row.clone().on_hover_ui_at_pointer(|ui| elide::whole_ui(ui, &hint));
        }
    }

    fn label_ui(&self, ui: &Ui) -> bool {
        let p = Palette::of(ui);
        let inset = TRIANGLE + if self.line.is_inner { 14.0 } else { 0.0 };
        let font = if self.line.is_inner || self.line.ask.is_none() {
            list::fonts::row()
        } else {
            theme::medium(theme::BODY)
        };
        let colour = match (self.line.is_gap, self.line.is_inner) {
            (true, _) => p.weak,
            (_, true) => p.mid,
            _ => p.text,
        };
        let room = if self.line.is_gap { self.rect.width() - inset } else { self.columns.label - inset };
        let (galley, cut) = elide::laid_out(ui, &self.line.label, &font, colour, room);
        let at = pos2(self.rect.left() + inset, self.rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, colour);
        cut
    }

    fn numbers_ui(&self, ui: &Ui) {
        let p = Palette::of(ui);
        let Bar { shown, all } = self.line.bar;
        let ink = match self.line.ink {
            Ink::Category(category) => category_colour(category, ui),
            Ink::Plain => p.accent,
            Ink::Folder => folder_colour(ui),
        };
        let share = |part: f64, whole: f64| if whole > 0.0 { (part / whole) as f32 } else { 0.0 };
        let bytes = |tally: Tally| share(tally.bytes as f64, self.longest.bytes as f64);
        let files = |tally: Tally| share(tally.files as f64, self.longest.files as f64);
        self.bar_ui(ui, self.columns.bytes, [bytes(shown), bytes(all)], ink);
        self.bar_ui(ui, self.columns.files, [files(shown), files(all)], ink.gamma_multiply(0.75));
        let font = list::fonts::row();
        let colour = if shown.files == 0 { p.weak } else { p.text };
        let size = crate::words::sum_cell(shown.bytes, shown.bytes_known());
        self.number_ui(ui, self.columns.bytes_end, size, &font, colour);
        self.number_ui(ui, self.columns.files_end, text::number(shown.files), &font, colour);
    }

    fn bar_ui(&self, ui: &Ui, (at, width): (f32, f32), [shown, all]: [f32; 2], ink: Color32) {
        if width <= 0.0 {
            return;
        }
        let left = self.rect.left() + at;
        let place = |share: f32| {
            // What is there is seen.
            let long = if share > 0.0 { (width * share.min(1.0)).max(2.0) } else { 0.0 };
            let (y, height) = match self.columns.is_thin {
                true => (self.rect.bottom() - THIN / 2.0 - 0.5, THIN),
                false => (self.rect.center().y, BAR),
            };
            Rect::from_center_size(pos2(left + long / 2.0, y), vec2(long, height))
        };
        if self.is_part && all > shown {
            ui.painter().rect_filled(place(all), 3.0, ink.gamma_multiply(PALE));
        }
        if shown > 0.0 {
            ui.painter().rect_filled(place(shown), 3.0, ink);
        }
    }

    fn number_ui(&self, ui: &Ui, end: f32, words: String, font: &FontId, colour: Color32) {
        let at = pos2(self.rect.left() + end, self.rect.center().y);
        ui.painter().text(at, Align2::RIGHT_CENTER, words, font.clone(), colour);
    }

    /// The triangle that shows what is in it, a button of its own.
    fn triangle_ui(&self, ui: &mut Ui) -> Option<Clicked> {
        let (key, is_open) = self.line.opens?;
        let place = Rect::from_center_size(self.triangle(), Vec2::splat(18.0));
        let button = ui.interact(place, self.id.with("open"), Sense::click());
        let name = format!("{} {}", if is_open { "Close" } else { "Open" }, self.line.label);
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        ui.accesskit_node_builder(button.id, |node| node.set_expanded(is_open));
        button.clicked().then_some(Clicked::Open(key))
    }

    fn paint_triangle(&self, ui: &Ui) {
        if let Some((_, is_open)) = self.line.opens {
            let icon = if is_open { icons::CARET_DOWN } else { icons::CARET_RIGHT };
            icon.paint(ui.painter(), self.triangle(), 12.0, Palette::of(ui).weak);
        }
    }

    fn triangle(&self) -> Pos2 {
        pos2(self.rect.left() + TRIANGLE / 2.0 - 2.0, self.rect.center().y)
    }

    /// What a screen reader says of the line, and of each of its cells.
    fn spoken(&self, ui: &mut Ui, row: &Response, is_on: bool) {
        let cells = self.cells();
        row.widget_info(|| WidgetInfo::labeled(Role::Row, true, cells.join(", ")));
        ui.accesskit_node_builder(row.id, |node| {
            node.set_row_index(self.at);
            node.set_selected(is_on);
        });
        if !ui.ctx().has_accesskit_node(row.id) {
            return;
        }
        let place =
            UiBuilder::new().max_rect(self.rect).accessibility_parent(row.id).id_salt((self.id, "cells"));
        let ui = ui.new_child(place);
        for (column, words) in cells.iter().enumerate() {
            let cell = ui.interact(self.rect, self.id.with(("cell", column)), Sense::hover());
            cell.widget_info(|| WidgetInfo::labeled(Role::Cell, true, words.as_str()));
            ui.accesskit_node_builder(cell.id, |node| node.set_column_index(column));
        }
    }

    fn cells(&self) -> Vec<String> {
        if self.line.is_gap {
            return vec![self.line.label.clone()];
        }
        let Bar { shown, all } = self.line.bar;
        let sum = |tally: Tally| crate::words::sum(tally.bytes, tally.bytes_known());
        let of = |shown: String, all: String| {
            if self.is_part && shown != all { format!("{shown} of {all}") } else { shown }
        };
        vec![
            self.line.label.clone(),
            of(sum(shown), sum(all)),
            of(text::number(shown.files), text::number(all.files))
                + if all.files == 1 { " file" } else { " files" },
        ]
    }

    /// What the tooltip says.
    fn hint(&self, cut: bool) -> Option<String> {
        if self.line.is_gap {
            return None;
        }
        let mut lines = Vec::new();
        match &self.line.hint {
            Some(hint) => lines.push(hint.clone()),
            None if cut => lines.push(self.line.label.clone()),
            None => {}
        }
        let [_, size, files] = &self.cells()[..] else { return None };
        let shown = self.line.bar.shown;
        let exact = crate::words::exact_sum(shown.bytes, shown.bytes_known());
        let exact = exact.map(|exact| format!(" ({exact})")).unwrap_or_default();
        lines.push(format!("{files}, {size}{exact}"));
        lines.push(crate::words::on_disk(shown.allocated, shown.allocated_known()));
        match &self.line.ask {
            Some(Ask::Term(term)) => lines.push(format!("Click to filter by {term}")),
            Some(Ask::Folder(_)) => lines.push("Click to show only this folder".to_owned()),
            Some(Ask::More(_)) => lines.push("Click to list more of them".to_owned()),
            None => {}
        }
        Some(lines.join("\n"))
    }
}
