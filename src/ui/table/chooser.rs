//! The chooser of columns: all that there are, in groups, with a field to look for one. It stands in the options menu and in a header's.

use super::columns::Columns;
use crate::model::{Column, ColumnGroup};
use crate::ui::context_menu::Entries;
use crate::ui::names::Reading;
use crate::ui::text_field::TextField;
use crate::ui::theme::{self, Palette};
use crate::words;
use eframe::egui::{Align2, Id, Margin, Role, ScrollArea, Ui, vec2};

/// How wide it is, in points.
const WIDTH: f32 = 240.0;
/// The most of the window's height that the list takes.
const HEIGHT: f32 = 0.7;

/// As high as this it is even where less would be left below it, in points: a menu moves up then.
const LEAST: f32 = 440.0;

/// Draws the field and the columns. Returns the one that is to be shown or hidden.
pub(crate) fn chooser_ui(ui: &mut Ui, columns: &Columns) -> Option<Column> {
    ui.set_width(WIDTH);
    ui.spacing_mut().item_spacing.y = 2.0;
    let id = Id::unique("find a column");
    let mut typed: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    search_ui(ui, id.with("field"), &mut typed);
    ui.data_mut(|data| data.insert_temp(id, typed.clone()));
    let height = ui.ctx().content_rect().height() * HEIGHT;
    let list = ScrollArea::vertical().max_height(height).min_scrolled_height(height.min(LEAST));
    list.show(ui, |ui| groups_ui(ui, columns, &typed)).inner
}

fn search_ui(ui: &mut Ui, id: Id, typed: &mut String) {
    ui.scope(|ui| {
        // Menus take the line away that shows a field as one.
        ui.visuals_mut().widgets.inactive.bg_stroke = (1.0, Palette::of(ui).border).into();
        let field = TextField::new(id, typed, Reading::Prose).field_ui(ui, |edit| {
            edit.hint_text("Find a column")
                .align(Align2::LEFT_CENTER)
                .desired_width(f32::INFINITY)
                .margin(Margin::symmetric(8, 2))
                .min_size(vec2(0.0, 28.0))
        });
        field.accessible_name("Find a column");
    });
}

fn groups_ui(ui: &mut Ui, columns: &Columns, typed: &str) -> Option<Column> {
    let mut entries = Entries::new(false);
    let mut is_any = false;
    for group in ColumnGroup::ALL {
        let found: Vec<Column> = Column::TABLE
            .into_iter()
            .filter(|column| column.group() == group && !hides(columns, *column) && is_meant(*column, typed))
            .collect();
        if found.is_empty() {
            continue;
        }
        is_any = true;
        ui.add_space(4.0);
        let heading = ui.label(theme::group(title(group)).color(Palette::of(ui).weak));
        ui.ctx().accesskit_node_builder(heading.id, |node| node.set_role(Role::Heading));
        for column in found {
            let is_shown = columns.place(column).is_some();
            let enabled = !is_shown || columns.can_hide(column);
            let entry = entries.tick(ui, enabled, column.title(), is_shown, |_| column);
            if cfg!(windows) && column.is_empty_on_windows() {
                entry.on_hover_text(words::empty_on_windows(&[column]));
            // Windows has the names of one file found by it.
            } else if column.is_on_request() && !(cfg!(windows) && column == Column::Inode) {
                entry.on_hover_text("Read only where it is asked for: every row takes more memory with it");
            }
        }
    }
    if !is_any {
        ui.label(theme::group("No column is called so").color(Palette::of(ui).weak));
    }
    entries.chosen()
}

/// Whether a column would be empty, as no comparison stands.
fn hides(columns: &Columns, column: Column) -> bool {
    column.is_compared() && !columns.offers(column)
}

/// Whether a column is one that is looked for, by words of its title, its name or its group.
fn is_meant(column: Column, typed: &str) -> bool {
    let known = format!("{} {} {}", column.title(), column.as_str(), title(column.group())).to_lowercase();
    typed.to_lowercase().split_whitespace().all(|word| known.contains(word))
}

fn title(group: ColumnGroup) -> &'static str {
    match group {
        ColumnGroup::NameAndPlace => "Name and place",
        ColumnGroup::Sizes => "Sizes",
        ColumnGroup::Times => "Times",
        ColumnGroup::Rights => "Owner and permissions",
        ColumnGroup::FileSystem => "File system",
        ColumnGroup::Lengths => "Lengths",
        ColumnGroup::Check => "Check of names",
        ColumnGroup::Comparison => "Comparison",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_found_by_its_title_name_or_group() {
        for (typed, column, is) in [
            ("", Column::Size, true),
            ("OWN", Column::Owner, true),
            ("permissions", Column::Mode, true),
            ("path len", Column::PathLength, true),
            ("utf16", Column::NameUtf16, true),
            ("times", Column::Accessed, true),
            ("owner", Column::Size, false),
        ] {
            assert_eq!(is_meant(column, typed), is, "{typed} {column:?}");
        }
    }

    #[test]
    fn each_column_of_the_table_is_in_a_group_that_is_offered() {
        assert!(Column::TABLE.iter().all(|column| ColumnGroup::ALL.contains(&column.group())));
    }
}
