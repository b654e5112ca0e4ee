//! The list of problems: what was tried, where, why. The app calls it above the status line.

use super::action::{Action, Actions};
use super::elide;
use super::shapes;
use super::theme::Palette;
use super::words;
use crate::model::Problem;
use crate::session::Status;
use crate::text;
use eframe::egui::{
    Align, Layout, Rect, RichText, Role, ScrollArea, Sense, TextStyle, Ui, WidgetInfo, pos2, vec2,
};

/// Height of a line, in points.
const LINE: f32 = 22.0;
const PADDING: f32 = 6.0;

/// The heading, the columns and the lines.
pub(super) fn problems_ui(ui: &mut Ui, status: &Status<'_>, actions: &mut Actions) {
    let list = status.problems;
    ui.horizontal(|ui| {
        ui.label(RichText::new("Problems").strong());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if shapes::cross_button(ui, "Hide the problems").clicked() {
                actions.push(Action::ToggleProblems);
            }
            if ui.button("Copy all").clicked() {
                actions.push(Action::Copy(copied(status)));
            }
        });
    });
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    // The lines have a scroll bar at times, and must not move when it comes.
    let wide = rect.width() - ui.spacing().scroll.allocated_width();
    line_ui(ui, rect, wide, ["What was tried", "Where", "Why"], false);
    ui.painter().hline(rect.x_range(), rect.bottom(), (1.0, Palette::of(ui).border));
    ui.spacing_mut().item_spacing.y = 0.0;
    // One line more says how many there were besides.
    let lines = list.len() + usize::from(list.left_out() > 0);
    ScrollArea::vertical().id_salt("problems").auto_shrink([false, false]).show_rows(
        ui,
        LINE,
        lines,
        |ui, shown| {
            for at in shown {
                match list.get(at) {
                    Some(problem) => problem_ui(ui, texts(status, problem), at, wide),
                    None => {
                        let more = words::count(list.left_out(), "more line");
                        ui.label(
                            RichText::new(format!("And {more}, counted only.")).color(Palette::of(ui).weak),
                        );
                    }
                }
            }
        },
    );
}

fn problem_ui(ui: &mut Ui, [tried, place, why]: [String; 3], at: usize, wide: f32) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, format!("{tried}: {place}: {why}")));
    let p = Palette::of(ui);
    if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, p.hover);
    } else if at % 2 == 1 {
        ui.painter().rect_filled(rect, 0.0, p.stripe);
    }
    line_ui(ui, rect, wide, [&tried, &place, &why], true);
    response.on_hover_ui_at_pointer(|ui| elide::whole_ui(ui, &format!("{place}\n{tried}: {why}")));
}

fn line_ui(ui: &Ui, rect: Rect, wide: f32, texts: [&str; 3], is_line: bool) {
    let p = Palette::of(ui);
    let font = TextStyle::Body.resolve(ui.style());
    let first = (wide * 0.26).min(220.0);
    let last = (wide * 0.30).min(320.0);
    let widths = [first, wide - first - last, last];
    let mut x = rect.left();
    for (column, (text, width)) in texts.into_iter().zip(widths).enumerate() {
        let colour = if is_line && column == 1 { p.text } else { p.weak };
        let (galley, _) = elide::laid_out(ui, text, &font, colour, width - 2.0 * PADDING);
        let y = rect.center().y - galley.size().y / 2.0;
        ui.painter().galley(pos2(x + PADDING, y), galley, colour);
        x += width;
    }
}

fn texts(status: &Status<'_>, problem: &Problem) -> [String; 3] {
    let tried = problem.operation.as_str();
    let tried = if problem.operation.is_note() { format!("note: {tried}") } else { tried.to_owned() };
    [tried, text::shown(&status.problem_place(problem)).into_owned(), words::cause(&problem.cause)]
}

/// All lines for the clipboard, with tabs between, so that a spreadsheet takes them apart.
fn copied(status: &Status<'_>) -> String {
    let list = status.problems;
    let mut out = String::from("What was tried\tWhere\tWhy\n");
    for problem in list.iter() {
        out += &texts(status, problem).join("\t");
        out.push('\n');
    }
    if list.left_out() > 0 {
        out += &format!("{} more\t\tcounted only\n", text::number(list.left_out()));
    }
    out
}
