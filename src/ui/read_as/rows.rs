//! What becomes of the first rows: path, size and times as they would stand in the sheet, and what is wrong.

use crate::import::{Preview, Understood};
use crate::model::{Kind, Meta};
use crate::text;
use crate::ui::elide;
use crate::ui::icons;
use crate::ui::theme::{self, Palette};
use crate::words;
use eframe::egui::{FontId, Id, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

/// The height of a row, in points.
const ROW: f32 = 22.0;
/// Room for the icon, in points.
const ICON: f32 = 26.0;
/// How wide the path is at least, in points.
const PATH: f32 = 200.0;

/// A value of a row, with its title and width.
type Value = (&'static str, f32, fn(&Meta) -> Option<String>);

const VALUES: [Value; 5] = [
    ("Size", 104.0, |meta| meta.size.map(text::size)),
    ("Size on disk", 104.0, |meta| meta.allocated.map(text::size)),
    ("Modified", 136.0, |meta| meta.modified.map(text::local_minute)),
    ("Created", 136.0, |meta| meta.created.map(text::local_minute)),
    ("Accessed", 136.0, |meta| meta.facts.accessed.map(text::local_minute)),
];

/// Draws them, so high at most, in points.
pub(super) fn rows_ui(ui: &mut Ui, preview: &Preview, height: f32) {
    let p = Palette::of(ui);
    // A line between two rows is neither.
    let rows: Vec<(usize, &Understood)> = preview
        .understood
        .iter()
        .enumerate()
        .filter(|(_, row)| row.meta.is_some() || !row.mistakes.is_empty())
        .collect();
    let is_used = |value: fn(&Meta) -> Option<String>| {
        rows.iter().any(|(_, row)| row.meta.as_ref().is_some_and(|meta| value(meta).is_some()))
    };
    let values: Vec<Value> = VALUES.into_iter().filter(|(.., value)| is_used(*value)).collect();
    let least = ICON + PATH + values.iter().map(|(_, width, _)| width).sum::<f32>();
    let area = ScrollArea::both().id_salt("understood").auto_shrink([false, true]).max_height(height);
    area.min_scrolled_height(height.min(4.0 * ROW)).show(ui, |ui| {
        let width = ui.available_width().max(least);
        let (rect, _) = ui.allocate_exact_size(vec2(width, ROW * (rows.len() + 1) as f32), Sense::hover());
        let path = width - least + PATH;
        let small = FontId::proportional(theme::SMALL);
        let mut line = Rect::from_min_size(rect.min, vec2(width, ROW));
        let medium = theme::medium(theme::SMALL);
        put(ui, line, ICON, path, "Path", &medium, p.weak);
        let mut left = ICON + path;
        for (title, width, _) in &values {
            put(ui, line, left, *width, title, &medium, p.weak);
            left += width;
        }
        for (number, row) in rows {
            line = line.translate(vec2(0.0, ROW));
            if !ui.is_rect_visible(line) {
                continue;
            }
            let told = told(row);
            let response = ui.interact(line, Id::unique(("understood", number)), Sense::hover());
            response.widget_info(|| {
                WidgetInfo::labeled(Role::Label, true, spoken(number, row, &values, told.as_deref()))
            });
            let middle = pos2(line.left() + ICON / 2.0, line.center().y);
            let (icon, colour) = match (&row.meta, &told) {
                (_, Some(_)) => (icons::WARNING, p.bad),
                (Some(Meta { kind: Kind::Folder, .. }), None) => (icons::FOLDER, p.weak),
                _ => (icons::FILE_TEXT, p.weak),
            };
            icon.paint(ui.painter(), middle, icons::SIZE, colour);
            let shown = text::shown(&row.path);
            let mut is_cut = match (row.path.is_empty(), &told) {
                (true, Some(told)) => {
                    // What it is not can have all the room.
                    let room = width - ICON;
                    put(ui, line, ICON, room, told, &small, p.bad)
                }
                _ => put(ui, line, ICON, path, &shown, &small, p.text),
            };
            let mut left = ICON + path;
            for (_, width, value) in &values {
                if let Some(value) = row.meta.as_ref().and_then(value) {
                    is_cut |= put(ui, line, left, *width, &value, &small, p.mid);
                }
                left += width;
            }
            match told {
                Some(told) => drop(response.on_hover_ui_at_pointer(|ui| elide::whole_ui(ui, &told))),
                None if is_cut => drop(response.on_hover_ui_at_pointer(|ui| elide::whole_ui(ui, &shown))),
                None => {}
            }
        }
    });
}

/// How many of the rows have something wrong, in words; `None` if none has.
pub(super) fn wrong(preview: &Preview) -> Option<String> {
    let wrong = preview.understood.iter().filter(|row| !row.mistakes.is_empty()).count();
    let of = preview.understood.len();
    let have = if wrong == 1 { "has" } else { "have" };
    match (wrong, of) {
        (0, _) => None,
        (_, 1) => Some("The only row has a problem".to_owned()),
        _ => Some(format!("{wrong} of the first {of} rows {have} a problem")),
    }
}

/// Draws a text in a line; whether it had to be cut.
fn put(
    ui: &Ui,
    line: Rect,
    left: f32,
    width: f32,
    words: &str,
    font: &FontId,
    colour: eframe::egui::Color32,
) -> bool {
    let (galley, is_cut) = elide::laid_out(ui, words, font, colour, width - 8.0);
    let at = pos2(line.left() + left, line.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, colour);
    is_cut
}

fn told(row: &Understood) -> Option<String> {
    let all: Vec<String> = row.mistakes.iter().map(words::list_mistake).collect();
    (!all.is_empty()).then(|| crate::ui::words::capitalized(&all.join("; ")))
}

fn spoken(number: usize, row: &Understood, values: &[Value], told: Option<&str>) -> String {
    let mut said = vec![format!("Row {} as", number + 1)];
    if !row.path.is_empty() {
        said.push(text::shown(&row.path).into_owned());
    }
    for (title, _, value) in values {
        if let Some(value) = row.meta.as_ref().and_then(value) {
            said.push(format!("{title} {value}"));
        }
    }
    said.extend(told.map(str::to_owned));
    said.join(", ").replacen("as, ", "as ", 1)
}
