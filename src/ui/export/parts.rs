//! The parts of the export dialog, each with its title.

use super::draft::{Draft, Facts, RowChoice};
use crate::export::{FormatKind, Separator};
use crate::text;
use crate::ui::controls::{self, Push};
use crate::ui::theme::{self, Palette};
use eframe::egui::{Frame, Label, Margin, Response, RichText, Ui};

/// How far a line about the box above it is indented, in points.
const INDENT: i8 = 23;

pub(super) fn separator_ui(draft: &mut Draft, ui: &mut Ui) {
    let (Some(now), Some(usual)) = (draft.choices.separator(), draft.choices.kind.usual_separator()) else {
        return;
    };
    let title = format!("Separator: {}", now.name().unwrap_or("another one"));
    if !disclosure_ui(draft, ui, &title, |draft| &mut draft.shows_separator) {
        return;
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        for (separator, name) in Separator::NAMED {
            let radio = controls::radio(ui, separator == now, capitalized(name));
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
    let tick = controls::tick(ui, &mut draft.splits, words);
    describe(ui, &tick, "name-1.csv, name-2.csv and so on, each with the titles.");
}

pub(super) fn rows_ui(draft: &mut Draft, ui: &mut Ui, facts: &Facts) {
    title(ui, "Rows");
    let less = if facts.has_folders && !draft.choices.folders { ", less the folders" } else { "" };
    let chosen = draft.rows(facts);
    for (rows, name, count) in [
        (RowChoice::Shown, "What is shown", facts.shown),
        (RowChoice::Selected, "Selected", facts.selected),
        (RowChoice::Everything, "Everything", facts.found),
    ] {
        let words = format!("{name} ({}{less})", text::counted(count, "row"));
        let is_there = rows != RowChoice::Selected || count > 0;
        let radio = ui.add_enabled(is_there, |ui: &mut Ui| controls::radio(ui, chosen == rows, words));
        if radio.clicked() {
            draft.rows = rows;
        }
    }
    ui.add_space(4.0);
    let mut folders = facts.has_folders && draft.choices.folders;
    let tick =
        ui.add_enabled(facts.has_folders, |ui: &mut Ui| controls::tick(ui, &mut folders, "Folders as rows"));
    let tick = tick.on_disabled_hover_text(
        "The sheet has no rows for folders. Turn them on with “Folders as rows” in the Options, then read again.",
    );
    if tick.changed() {
        draft.choices.folders = folders;
    }
}

pub(super) fn columns_ui(draft: &mut Draft, ui: &mut Ui) {
    if !draft.choices.kind.has_choice_of_columns() {
        weak(ui, "Columns: all that were read");
        return;
    }
    let offered = draft.choices.offered();
    let all = offered.len();
    let written = offered.iter().filter(|column| draft.choices.has(**column)).count();
    let words = if draft.choices.has_usual() {
        format!("Columns: the usual {written}")
    } else if written == all {
        format!("Columns: all {all}")
    } else {
        format!("Columns: {written} of {all}")
    };
    if !disclosure_ui(draft, ui, &words, |draft| &mut draft.shows_columns) {
        return;
    }
    let every = ui.add_enabled(!draft.choices.has_usual(), Push::new("Usual columns").height(24.0));
    draft.keeps_enter(&every);
    if every.clicked() {
        draft.choices.take_usual();
    }
    ui.add_space(4.0);
    let (first, second) = offered.split_at(all.div_ceil(2));
    ui.columns(2, |halves| {
        for (ui, columns) in halves.iter_mut().zip([first, second]) {
            ui.spacing_mut().item_spacing.y = 0.0;
            for &column in columns {
                let mut is_written = draft.choices.has(column);
                let enabled = !is_written || draft.choices.can_leave_out(column);
                let tick = |ui: &mut Ui| controls::tick(ui, &mut is_written, column.title_with_unit());
                if ui.add_enabled(enabled, tick).changed() {
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
    let tick = ui.add_enabled(!has_own, |ui: &mut Ui| {
        controls::tick(ui, &mut problems, "Problems in a file of their own")
    });
    let so_far = match facts.problems {
        0 => "None so far".to_owned(),
        some => text::counted(some, "problem"),
    };
    let hint = if has_own {
        match draft.choices.kind {
            FormatKind::SavedSheet => "They are saved with the sheet.".to_owned(),
            _ => "The workbook has a sheet of its own for them.".to_owned(),
        }
    } else {
        format!("{so_far}. It stands beside the sheet: name-problems.{}", format.extension())
    };
    describe(ui, &tick, &hint);
    if tick.changed() {
        draft.choices.problems = problems;
    }
}

pub(super) fn title(ui: &mut Ui, words: &str) {
    ui.label(theme::group(words).color(Palette::of(ui).weak));
}

/// A line that shows or hides what is below it. Returns whether that is shown.
fn disclosure_ui(draft: &mut Draft, ui: &mut Ui, words: &str, open: fn(&mut Draft) -> &mut bool) -> bool {
    let is_open = *open(draft);
    let button = controls::disclosure(ui, words, is_open);
    draft.keeps_enter(&button);
    if button.clicked() {
        *open(draft) = !is_open;
    }
    *open(draft)
}

/// A line below a box, about it; a screen reader has it together with the box.
fn describe(ui: &mut Ui, of: &Response, words: &str) {
    ui.accesskit_node_builder(of.id, |node| node.set_description(words));
    Frame::new().inner_margin(Margin { left: INDENT, bottom: 4, ..Margin::ZERO }).show(ui, |ui| {
        let line = weak(ui, words);
        // Otherwise it would also be read out separately, with all the others, when the dialog opens.
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
