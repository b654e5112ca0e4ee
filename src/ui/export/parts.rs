//! The parts of the export dialog, each with its title.

use super::draft::{Draft, Facts, Rows};
use super::formats::described;
use crate::export::{FormatKind, Separator};
use crate::model::Column;
use crate::text;
use crate::ui::theme::Palette;
use eframe::egui::{Button, Checkbox, Frame, Label, Margin, RadioButton, Response, RichText, Ui};

/// How far a line stands in that is about the box above it, in points.
const INDENT: i8 = 18;

pub(super) fn format_ui(draft: &mut Draft, ui: &mut Ui) {
    title(ui, "Format");
    for (kind, _) in FormatKind::ALL {
        let (name, use_of_it) = described(kind);
        let is_chosen = draft.choices.kind == kind;
        let radio = ui.add(RadioButton::new(is_chosen, name));
        describe(ui, &radio, use_of_it);
        if is_chosen && draft.is_new {
            radio.request_focus();
        }
        if radio.clicked() {
            draft.choices.kind = kind;
        }
    }
}

pub(super) fn separator_ui(draft: &mut Draft, ui: &mut Ui) {
    let (Some(now), Some(usual)) = (draft.choices.separator(), draft.choices.kind.usual_separator()) else {
        return;
    };
    ui.add_space(8.0);
    title(ui, "Separator");
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        for (separator, name) in Separator::NAMED {
            let radio = ui.radio(separator == now, capitalized(name));
            let hint = match (separator == usual, draft.choices.kind) {
                (true, FormatKind::Spreadsheet) => "What spreadsheets of your region expect",
                (true, _) => "What most programs expect",
                _ => "",
            };
            let radio = if hint.is_empty() { radio } else { radio.on_hover_text(hint) };
            if radio.clicked() {
                draft.choices.set_separator(separator);
            }
        }
    });
    if draft.choices.kind == FormatKind::Spreadsheet && now != usual {
        let name = usual.name().unwrap_or("another one");
        weak(ui, &format!("Spreadsheets of your region expect: {name}."));
    }
}

pub(super) fn split_ui(draft: &mut Draft, ui: &mut Ui, facts: &Facts) {
    let Some(most) = draft.too_many(facts) else { return };
    let most = text::number(most);
    ui.add_space(8.0);
    let words = format!("More rows than a spreadsheet opens ({most})");
    ui.add(Label::new(RichText::new(words).color(Palette::of(ui).warn)).wrap());
    let words = format!("Split into files of {most} rows");
    let tick = ui.checkbox(&mut draft.splits, words);
    describe(ui, &tick, "name-1.csv, name-2.csv and so on, each with the titles.");
}

pub(super) fn rows_ui(draft: &mut Draft, ui: &mut Ui, facts: &Facts) {
    title(ui, "Rows");
    let less = if facts.has_folders && !draft.choices.folders { ", less the folders" } else { "" };
    let chosen = draft.rows(facts);
    for (rows, name, count) in [
        (Rows::Shown, "What is shown", facts.shown),
        (Rows::Selected, "Selected", facts.selected),
        (Rows::Everything, "Everything", facts.found),
    ] {
        let words = format!("{name} ({}{less})", text::counted(count, "row"));
        let radio =
            ui.add_enabled(rows != Rows::Selected || count > 0, RadioButton::new(chosen == rows, words));
        if radio.clicked() {
            draft.rows = rows;
        }
    }
    ui.add_space(4.0);
    let mut folders = facts.has_folders && draft.choices.folders;
    let tick = ui.add_enabled(facts.has_folders, Checkbox::new(&mut folders, "Folders as rows"));
    let tick = tick.on_disabled_hover_text(
        "The sheet has no rows for folders. Turn them on with “Folders as rows” in the Options, then read again.",
    );
    if tick.changed() {
        draft.choices.folders = folders;
    }
}

pub(super) fn columns_ui(draft: &mut Draft, ui: &mut Ui) {
    ui.horizontal(|ui| {
        title(ui, "Columns");
        let all = Button::new(RichText::new("All").small()).small();
        let all = ui.add_enabled(!draft.choices.has_all(), all).accessible_name("All columns");
        draft.keeps_enter(&all);
        if all.clicked() {
            draft.choices.take_all();
        }
    });
    let (first, second) = Column::ALL.split_at(Column::ALL.len().div_ceil(2));
    ui.columns(2, |halves| {
        for (ui, columns) in halves.iter_mut().zip([first, second]) {
            ui.spacing_mut().item_spacing.y = 0.0;
            for &column in columns {
                let mut is_written = draft.choices.has(column);
                let enabled = !is_written || draft.choices.can_leave_out(column);
                if ui.add_enabled(enabled, Checkbox::new(&mut is_written, column.title_with_unit())).changed()
                {
                    draft.choices.toggle(column);
                }
            }
        }
    });
}

pub(super) fn problems_ui(draft: &mut Draft, ui: &mut Ui, facts: &Facts) {
    let format = draft.choices.format();
    let has_own = format.holds_problems();
    let mut problems = !has_own && draft.choices.problems;
    let tick = ui.add_enabled(!has_own, Checkbox::new(&mut problems, "Problems in a file of their own"));
    let so_far = match facts.problems {
        0 => "None so far".to_owned(),
        some => text::counted(some, "problem"),
    };
    let hint = if has_own {
        "The workbook has a sheet of its own for them.".to_owned()
    } else {
        format!("{so_far}. It stands beside the sheet: name-problems.{}", format.extension())
    };
    describe(ui, &tick, &hint);
    if tick.changed() {
        draft.choices.problems = problems;
    }
}

fn title(ui: &mut Ui, words: &str) {
    ui.label(RichText::new(words).small().color(Palette::of(ui).weak));
}

/// A line below a box, about it; a screen reader has it together with the box.
fn describe(ui: &mut Ui, of: &Response, words: &str) {
    ui.accesskit_node_builder(of.id, |node| node.set_description(words));
    Frame::new().inner_margin(Margin { left: INDENT, bottom: 4, ..Margin::ZERO }).show(ui, |ui| {
        let line = weak(ui, words);
        // Else it would be read out by itself too, with all the others when the dialog opens.
        ui.accesskit_node_builder(line.id, |node| node.set_hidden());
    });
}

fn weak(ui: &mut Ui, words: &str) -> Response {
    ui.add(Label::new(RichText::new(words).small().color(Palette::of(ui).weak)).wrap())
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
