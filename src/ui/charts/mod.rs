//! Charts of what is shown: types, years, sizes and the largest folders, as tables of bars. Each bar is a button that sets the filter, and
//! with a filter set it shows how much of all is left. The app draws them in the middle of the window.
//!
//! - `lines`: the contents of each table. Pure.
//! - `table`: draws one.

mod lines;
mod table;
#[cfg(test)]
mod tests;

use self::lines::{Ask, Opened};
use self::table::{ChartTable, table_ui};
use super::action::{Action, Actions};
use super::names::Reading;
use super::theme::{self, Palette};
use super::{names, words};
use crate::session::{Command, Session};
use crate::text;
use crate::view::charts::{Bar, Charts, TIMES};
use crate::view::{CountLinks, toggle_term};
use eframe::egui::{Align, Button, Context, Frame, Id, Layout, Margin, RichText, ScrollArea, TextStyle, Ui};

/// From this width, in points, the charts are in two columns.
const TWO_COLUMNS: f32 = 860.0;

/// Between two charts, in points.
const BETWEEN: f32 = 26.0;

/// What is chosen on the charts.
#[derive(Clone, Debug, Default)]
struct Chosen {
    opened: Opened,
    /// Whether folders count with everything below them.
    with_below: bool,
    /// Whether the first bar is to have the keyboard as soon as there is one.
    wants_focus: bool,
}

fn id() -> Id {
    Id::unique("charts")
}

/// Puts the keyboard on the first bar.
pub(super) fn focus(ctx: &Context) {
    ctx.data_mut(|data| data.get_temp_mut_or_default::<Chosen>(id()).wants_focus = true);
}

/// Draws them in all the room that is left.
pub(super) fn charts_ui(ui: &mut Ui, session: &Session, actions: &mut Actions) {
    let frame = Frame::new().fill(Palette::of(ui).sheet);
    frame.show(ui, |ui| {
        let Some(charts) = session.charts().filter(|charts| charts.total.all.files > 0) else {
            return nothing_ui(ui, session);
        };
        if charts.total.shown.files == 0 {
            return no_match_ui(ui, session, charts, actions);
        }
        let mut chosen: Chosen = ui.data(|data| data.get_temp(id())).unwrap_or_default();
        let area = ScrollArea::vertical().id_salt("charts").auto_shrink([false, false]);
        area.show(ui, |ui| {
            let margin = if ui.available_width() > 600.0 { 24 } else { 14 };
            Frame::new().inner_margin(Margin::symmetric(margin, 18)).show(ui, |ui| {
                let mut sheet = Sections { session, charts, chosen: &mut chosen, actions };
                sheet.head_ui(ui);
                if ui.available_width() < TWO_COLUMNS {
                    sheet.types_ui(ui);
                    ui.add_space(BETWEEN);
                    sheet.years_ui(ui);
                    ui.add_space(BETWEEN);
                    sheet.sizes_ui(ui);
                    ui.add_space(BETWEEN);
                    sheet.folders_ui(ui);
                } else {
                    ui.spacing_mut().item_spacing.x = 36.0;
                    ui.columns(2, |columns| {
                        let [left, right] = columns else { return };
                        sheet.types_ui(left);
                        left.add_space(BETWEEN);
                        sheet.folders_ui(left);
                        sheet.years_ui(right);
                        right.add_space(BETWEEN);
                        sheet.sizes_ui(right);
                    });
                }
            });
        });
        ui.data_mut(|data| data.insert_temp(id(), chosen));
    });
}

/// Says why there is no chart yet.
fn nothing_ui(ui: &mut Ui, session: &Session) {
    let said = match (session.charts_failure(), session.charts()) {
        (Some(failure), _) => words::failure(failure),
        (None, Some(_)) => "No files to count yet".to_owned(),
        (None, None) => "Counting…".to_owned(),
    };
    ui.with_layout(Layout::centered_and_justified(eframe::egui::Direction::TopDown), |ui| {
        ui.label(RichText::new(said).color(Palette::of(ui).weak));
    });
}

/// Says that none of the files is shown, and what brings them back.
fn no_match_ui(ui: &mut Ui, session: &Session, charts: &Charts, actions: &mut Actions) {
    let all = text::counted(charts.total.all.files, "file");
    let (words, button, command) = if session.filter().is_empty() {
        ("This folder has no files", "Show all folders", Command::Narrow(None))
    } else {
        ("No file matches the filter", "Clear the filter", Command::SetFilter(String::new()))
    };
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() / 2.0 - 60.0).max(12.0));
        ui.label(theme::title(words).color(Palette::of(ui).text));
        let said = format!("There is nothing to chart of {all}.");
        ui.label(RichText::new(said).color(Palette::of(ui).weak));
        ui.add_space(8.0);
        if ui.button(button).clicked() {
            actions.push(Action::Ask(command));
        }
    });
    ui.allocate_space(ui.available_size());
}

/// The charts, one below the other.
struct Sections<'a> {
    session: &'a Session,
    charts: &'a Charts,
    chosen: &'a mut Chosen,
    actions: &'a mut Actions,
}

impl Sections<'_> {
    /// How much is shown, where that is not all; and what else is to be known.
    fn head_ui(&self, ui: &mut Ui) {
        let Bar { shown, all } = self.charts.total;
        let mut said = Vec::new();
        if self.charts.is_part {
            said.push(format!(
                "{} of {} shown, {} of {}. The pale part of a bar is what is not shown.",
                text::number(shown.files),
                text::counted(all.files, "file"),
                crate::words::sum(shown.bytes, shown.bytes_known()),
                crate::words::sum(all.bytes, all.bytes_known())
            ));
        }
        if self.charts.count == CountLinks::Once {
            let when = if self.session.sheet().awaits_same_files() { " when all is read" } else { "" };
            said.push(format!("Hard links count once{when}."));
        }
        if let Some(failure) = self.session.charts_failure() {
            said.push(words::failure(failure));
        }
        if !said.is_empty() {
            let font = TextStyle::Body.resolve(ui.style());
            let colour = Palette::of(ui).weak;
            names::label_ui(ui, &said.join(" "), Reading::Prose, font, colour);
            ui.add_space(12.0);
        }
    }

    fn types_ui(&mut self, ui: &mut Ui) {
        title_ui(ui, "Types", |_| ());
        let lines = lines::of_types(self.charts, &self.chosen.opened);
        let takes_focus = std::mem::take(&mut self.chosen.wants_focus);
        self.table_ui(ui, ChartTable { name: "Files by type", first: "Type", lines: &lines, takes_focus });
    }

    fn years_ui(&mut self, ui: &mut Ui) {
        let asked = self.session.chart_times();
        let mut column = asked;
        let choices = TIMES.map(|column| (column, column.title()));
        title_ui(ui, "Years", |ui| choice_ui(ui, &mut column, &choices));
        if column != asked {
            self.actions.push(Action::Ask(Command::ChartTimes(column)));
        }
        let Some(times) = self.charts.by(asked) else {
            ui.label(RichText::new("Counting…").color(Palette::of(ui).weak));
            return;
        };
        let lines = lines::of_times(times, asked, &self.chosen.opened);
        let name = format!("Files by year {}", asked.title().to_lowercase());
        self.table_ui(ui, ChartTable { name: &name, first: "Year", lines: &lines, takes_focus: false });
    }

    fn sizes_ui(&mut self, ui: &mut Ui) {
        title_ui(ui, "Sizes", |_| ());
        if let Some(of) = self.charts.sizes.percentiles {
            let size = |bytes: u64| text::size(bytes);
            let said = format!(
                "Half of the files have up to {}; the middle half has {} to {}. 95 % have up to {}, 99 % up to {}.",
                size(of.median),
                size(of.lower_quartile),
                size(of.upper_quartile),
                size(of.p95),
                size(of.p99)
            );
            ui.label(RichText::new(said).color(Palette::of(ui).weak));
            ui.add_space(4.0);
        }
        let lines = lines::of_sizes(&self.charts.sizes);
        let first = "Size of a file";
        self.table_ui(ui, ChartTable { name: "Files by size", first, lines: &lines, takes_focus: false });
    }

    fn folders_ui(&mut self, ui: &mut Ui) {
        let with_below = &mut self.chosen.with_below;
        title_ui(ui, "Largest folders", |ui| {
            choice_ui(ui, with_below, &[(false, "By themselves"), (true, "With everything below")]);
        });
        let lines = lines::of_folders(&self.charts.folders, self.chosen.with_below, self.session);
        let name = "Largest folders";
        self.table_ui(ui, ChartTable { name, first: "Folder", lines: &lines, takes_focus: false });
    }

    fn table_ui(&mut self, ui: &mut Ui, table: ChartTable<'_>) {
        let clicked = table_ui(ui, &table, self.charts.is_part, |ask| match ask {
            Ask::Term(term) => crate::view::has_term(self.session.filter(), term),
            Ask::Folder(folder) => self.session.within() == Some(*folder),
            Ask::More(_) => false,
        });
        match clicked {
            Some(table::Clicked::Open(key)) => self.chosen.opened.toggle(key),
            Some(table::Clicked::Ask(Ask::More(category))) => self.chosen.opened.list_more(category),
            Some(table::Clicked::Ask(Ask::Term(term))) => {
                let text = toggle_term(self.session.filter(), &term);
                self.actions.push(Action::Ask(Command::SetFilter(text)));
            }
            Some(table::Clicked::Ask(Ask::Folder(folder))) => {
                let within = (self.session.within() != Some(folder)).then_some(folder);
                self.actions.push(Action::Ask(Command::Narrow(within)));
            }
            None => {}
        }
    }
}

/// The title of a chart, with what can be chosen about it at the right.
fn title_ui(ui: &mut Ui, words: &str, beside: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.set_min_height(28.0);
        let title = ui.label(theme::title(words).color(Palette::of(ui).text));
        ui.accesskit_node_builder(title.id, |node| node.set_role(eframe::egui::accesskit::Role::Heading));
        ui.with_layout(Layout::right_to_left(Align::Center), beside);
    });
}

/// Choices, of which one is taken.
fn choice_ui<T: Copy + PartialEq>(ui: &mut Ui, chosen: &mut T, choices: &[(T, &str)]) {
    ui.spacing_mut().item_spacing.x = 2.0;
    // From right to left.
    for (value, word) in choices.iter().rev() {
        let button = Button::selectable(chosen == value, theme::group(*word)).min_size([0.0, 24.0].into());
        if ui.add(button).clicked() {
            *chosen = *value;
        }
    }
}
