//! The first rows of the file, cell by cell, with a choice of what it holds above each column.

use super::choice::Choice as Menu;
use super::draft::Draft;
use super::words::{self, HOLDS};
use crate::import::{Holds, Preview};
use crate::text;
use crate::ui::elide;
use crate::ui::theme::{self, Palette};
use eframe::egui::{FontId, Id, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

/// How wide a column is, in points, at least and at most.
const WIDTHS: (f32, f32) = (112.0, 300.0);
/// The height of a row, in points.
const ROW: f32 = 22.0;
/// The height of the choices above the columns, with what is free below them, in points.
const HEAD: f32 = 34.0;
/// What stays free beside a cell's words, in points.
const PAD: f32 = 8.0;
/// About how wide a letter is, in points.
const LETTER: f32 = 7.2;

/// Draws them, so high at most, in points.
pub(super) fn cells_ui(ui: &mut Ui, draft: &mut Draft, preview: &Preview, height: f32) {
    let widths = widths(preview);
    let lines = preview.rows.len() + usize::from(!preview.titles.is_empty());
    let area = ScrollArea::both().id_salt("cells").auto_shrink([false, true]).max_height(height);
    area.min_scrolled_height(height.min(HEAD + 3.0 * ROW)).show(ui, |ui| {
        let whole = vec2(widths.iter().sum::<f32>(), HEAD + lines as f32 * ROW);
        let (rect, _) = ui.allocate_exact_size(whole, Sense::hover());
        let mut left = rect.left();
        let columns: Vec<Rect> = widths
            .iter()
            .map(|width| {
                let column = Rect::from_min_max(pos2(left, rect.top()), pos2(left + width, rect.bottom()));
                left += width;
                column
            })
            .collect();
        lines_ui(ui, draft, preview, &columns);
        for (at, column) in columns.into_iter().enumerate() {
            let place = Rect::from_min_size(column.min, vec2(column.width() - 6.0, HEAD));
            column_ui(ui, draft, preview, at, place);
        }
    });
}

/// How wide each column is, by what is in it.
fn widths(preview: &Preview) -> Vec<f32> {
    let mut letters = vec![0; preview.columns.len()];
    for row in preview.rows.iter().chain([&preview.titles]) {
        for (at, cell) in row.iter().enumerate().take(letters.len()) {
            letters[at] = letters[at].max(cell.chars().count());
        }
    }
    letters
        .into_iter()
        .map(|letters| (letters as f32 * LETTER + 2.0 * PAD).clamp(WIDTHS.0, WIDTHS.1))
        .collect()
}

fn column_ui(ui: &mut Ui, draft: &mut Draft, preview: &Preview, at: usize, place: Rect) {
    let holds = draft.holds(at, preview);
    let title = preview.titles.get(at).map(|title| text::printable(title)).unwrap_or_default();
    let name = match title.is_empty() {
        true => format!("Column {} holds", at + 1),
        false => format!("Column {}, {title}, holds", at + 1),
    };
    let menu =
        Menu { name: &name, chosen: words::holds(holds), width: place.width(), is_weak: holds.is_none() };
    let builder = eframe::egui::UiBuilder::new().max_rect(place).id_salt(("column", at));
    let mut ui = ui.new_child(builder);
    let picked = menu.choice_ui(&mut ui, || {
        let nothing = (None, words::holds(None).to_owned(), holds.is_none());
        let entry = |(what, words): (Holds, &str)| (Some(what), words.to_owned(), holds == Some(what));
        std::iter::once(nothing).chain(HOLDS.into_iter().map(entry)).collect()
    });
    if let Some(picked) = picked {
        draft.set_column(at, picked, preview);
    }
}

/// The titles and the rows, of which only what is in sight is laid out.
fn lines_ui(ui: &Ui, draft: &Draft, preview: &Preview, columns: &[Rect]) {
    let p = Palette::of(ui);
    let Some(first) = columns.first() else { return };
    let mut top = first.top() + HEAD;
    let right = columns.last().map_or(first.right(), |last| last.right());
    let titles = (!preview.titles.is_empty()).then_some(&preview.titles);
    for (number, row) in titles.into_iter().chain(&preview.rows).enumerate() {
        let is_title = titles.is_some() && number == 0;
        let row_number = number.checked_sub(usize::from(titles.is_some()));
        let line = Rect::from_min_max(pos2(first.left(), top), pos2(right, top + ROW));
        top += ROW;
        if !ui.is_rect_visible(line) {
            continue;
        }
        let faulty = row_number.and_then(|at| preview.understood.get(at));
        let is_faulty = |at: usize| faulty.is_some_and(|row| row.faulty.contains(&at));
        if number % 2 == 1 {
            ui.painter().rect_filled(line, 0.0, p.stripe);
        }
        let response = ui.interact(line, Id::unique(("cells of", number)), Sense::hover());
        response.widget_info(|| {
            let what =
                if is_title { "Titles".to_owned() } else { format!("Row {}", row_number.unwrap_or(0) + 1) };
            let cells: Vec<_> = row.iter().map(|cell| text::printable(cell)).collect();
            WidgetInfo::labeled(Role::Label, true, format!("{what}: {}", cells.join("; ")))
        });
        let font = if is_title { theme::medium(theme::SMALL) } else { FontId::proportional(theme::SMALL) };
        let mut under = None;
        for (at, (cell, column)) in row.iter().zip(columns).enumerate() {
            let place =
                Rect::from_min_max(pos2(column.left(), line.top()), pos2(column.right(), line.bottom()));
            if !ui.is_rect_visible(place) {
                continue;
            }
            let colour = match () {
                () if is_faulty(at) => p.bad,
                () if is_title => p.weak,
                () if draft.holds(at, preview).is_some() => p.text,
                () => p.weak,
            };
            let shown = text::printable(cell);
            let (galley, is_cut) = elide::laid_out(ui, &shown, &font, colour, column.width() - 2.0 * PAD);
            let at = pos2(place.left() + PAD, place.center().y - galley.size().y / 2.0);
            ui.painter().galley(at, galley, colour);
            if is_cut && ui.rect_contains_pointer(place) {
                under = Some(shown);
            }
        }
        if let Some(under) = under {
            response.on_hover_ui_at_pointer(|ui| elide::whole_ui(ui, &under));
        }
    }
}
