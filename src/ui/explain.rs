//! Why other programs report other sizes: a page over the window, each number with what it is made of. Opened from the total in the status
//! bar and from the options.

use super::action::{Action, Actions};
use super::controls::Push;
use super::icons;
use super::page::page_ui;
use super::theme::{self, Palette};
use super::words::failure;
use crate::model::{Note, Number};
use crate::session::{Command, Session};
use crate::text;
use crate::view::explain::{Facts, Ledger, Line};
use crate::words::explain as words;
use eframe::egui::{
    Align2, Color32, FontId, Label, Rect, RichText, Role, ScrollArea, Spinner, Ui, WidgetInfo, pos2, vec2,
};

/// How wide the page is where there is room, in points.
const WIDTH: f32 = 720.0;
/// Of that, for a number in both units at the right, with the room before it.
const UNITS: f32 = 176.0;
/// A narrower page has no room for those.
const WITH_UNITS: f32 = 620.0;
/// How high a number's line is.
const LINE: f32 = 26.0;

/// Draws it over the window; `open` is the number whose lines are seen, which a click changes. Returns whether it was closed.
pub(super) fn modal_ui(ui: &Ui, session: &Session, open: &mut Option<Number>, actions: &mut Actions) -> bool {
    let height = (ui.ctx().content_rect().height() - 150.0).max(80.0);
    page_ui(ui, "Why sizes differ", WIDTH, |ui| {
        weak(ui, "The whole sheet, as other programs count it. Click a number to see what it is made of.");
        ui.add_space(6.0);
        let mut filters = false;
        let area = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
        area.show(ui, |ui| {
            // The bar lies over what is at the right.
            ui.set_width(ui.available_width() - 12.0);
            match session.explanation() {
                Some(facts) => filters = facts_ui(ui, facts, open, actions),
                None => waiting_ui(ui, session),
            }
        });
        filters
    })
}

fn waiting_ui(ui: &mut Ui, session: &Session) {
    match session.explanation_failure() {
        Some(why) => drop(ui.label(format!("This could not be worked out: {}", failure(why)))),
        None => {
            ui.horizontal(|ui| {
                ui.add(Spinner::new());
                ui.label("Adding up…");
            });
        }
    }
}

/// Every number. Returns whether one of its lines set the filter.
fn facts_ui(ui: &mut Ui, facts: &Facts, open: &mut Option<Number>, actions: &mut Actions) -> bool {
    ui.spacing_mut().item_spacing.y = 2.0;
    let mut filters = false;
    for ledger in facts.ledgers() {
        let is_open = *open == Some(ledger.number);
        if number_ui(ui, &ledger, is_open) {
            *open = (!is_open).then_some(ledger.number);
        }
        if is_open {
            filters |= ledger_ui(ui, facts, &ledger, actions);
        }
    }
    ui.add_space(6.0);
    ui.separator();
    ui.add_space(2.0);
    for note in facts.notes() {
        filters |= note_ui(ui, facts, &note, actions);
    }
    filters
}

/// A number in one line. Returns whether it was clicked.
fn number_ui(ui: &mut Ui, ledger: &Ledger, is_open: bool) -> bool {
    let sum = ledger.sum();
    let figure = words::bounded(ledger.bound, &text::balance(sum));
    let icon = if is_open { icons::CARET_DOWN } else { icons::CARET_RIGHT };
    let line = ui.horizontal(|ui| {
        ui.set_min_size(vec2(ui.available_width(), LINE));
        let button = ui.add(Push::new(words::number(ledger.number)).icon(icon).bare().height(LINE));
        ui.accesskit_node_builder(button.id, |node| {
            node.set_expanded(is_open);
            let size = words::bounded(ledger.bound, &text::size(sum.unsigned_abs()));
            node.set_value(format!("{size}, {figure} bytes"));
        });
        button.clicked()
    });
    let (p, place) = (Palette::of(ui), line.response.rect);
    let units = units(place);
    if units > 0.0 {
        figure_ui(ui, place, 0.0, &text::in_both_units(sum.unsigned_abs()), p.weak);
    }
    figure_ui(ui, place, units, &figure, p.text);
    line.inner
}

/// What it means and what it is made of. Returns whether a line set the filter.
fn ledger_ui(ui: &mut Ui, facts: &Facts, ledger: &Ledger, actions: &mut Actions) -> bool {
    let mut filters = false;
    ui.indent(ledger.number, |ui| {
        weak(ui, words::meaning(ledger.number));
        for (place, line) in ledger.lines.iter().enumerate().filter(|_| ledger.lines.len() > 1) {
            filters |= line_ui(ui, facts, line, place == 0, actions);
        }
        ui.add_space(6.0);
    });
    filters
}

fn line_ui(ui: &mut Ui, facts: &Facts, line: &Line, is_first: bool, actions: &mut Actions) -> bool {
    let mut clicked = false;
    let figure = words::line_figure(line.bytes, line.unknown, is_first);
    let label = words::line(line.kind);
    let concerned = line.rows.map(|rows| words::concerned(line.kind, rows, line.unknown));
    let row =
        ui.horizontal(|ui| {
            ui.set_min_size(vec2(ui.available_width(), 22.0));
            ui.add(Label::new(label).selectable(false));
            if let Some(concerned) = &concerned {
                match facts.filter_of_line(line.kind) {
                    Some(filter) => {
                        let name = format!("Show {concerned}: {label}");
                        clicked = show_ui(ui, concerned, &name, filter, actions);
                    }
                    None => drop(ui.add(
                        Label::new(RichText::new(concerned).color(Palette::of(ui).weak)).selectable(false),
                    )),
                }
            }
        });
    let place = row.response.rect;
    figure_ui(
        ui,
        place,
        units(place.with_min_x(place.left() - ui.spacing().indent)),
        &figure,
        Palette::of(ui).text,
    );
    let spoken = concerned.map(|concerned| format!(", {concerned}")).unwrap_or_default();
    ui.accesskit_node_builder(row.response.id, |node| {
        node.set_role(Role::ListItem);
        let unit = if line.bytes == 0 && line.unknown > 0 { "" } else { " bytes" };
        node.set_label(format!("{label}{spoken}: {figure}{unit}"));
    });
    clicked
}

/// A note, and a link to the rows that it is about. Returns whether that set the filter.
fn note_ui(ui: &mut Ui, facts: &Facts, note: &Note, actions: &mut Actions) -> bool {
    let mut clicked = false;
    ui.horizontal_wrapped(|ui| {
        ui.add(Label::new(words::note(note)).wrap());
        if let Some(filter) = facts.filter_of_note(note) {
            clicked = show_ui(ui, "Show them", "Show them", filter, actions);
        }
    });
    ui.add_space(2.0);
    clicked
}

/// A link that shows rows by a filter; an empty one shows all. Its name says more than its words where several are alike. Returns whether
/// it was clicked.
fn show_ui(ui: &mut Ui, words: &str, name: &str, filter: String, actions: &mut Actions) -> bool {
    let how = match filter.as_str() {
        "" => format!("{name}, without a filter"),
        filter => format!("{name}, by the filter {filter}"),
    };
    let button = ui.add(Push::new(words).bare().height(22.0).tint(Palette::of(ui).accent));
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let clicked = button.on_hover_text(how).clicked();
    if clicked {
        actions.push(Action::Ask(Command::SetFilter(filter)));
    }
    clicked
}

/// What the number in both units takes of a line.
fn units(line: Rect) -> f32 {
    if line.width() >= WITH_UNITS { UNITS } else { 0.0 }
}

/// A figure that ends so far before the right end of its line.
fn figure_ui(ui: &Ui, line: Rect, before: f32, words: &str, colour: Color32) {
    let at = pos2(line.right() - before, line.center().y);
    ui.painter().text(at, Align2::RIGHT_CENTER, words, FontId::proportional(theme::BODY), colour);
}

fn weak(ui: &mut Ui, words: &str) {
    ui.add(Label::new(RichText::new(words).color(Palette::of(ui).weak)).wrap());
}
