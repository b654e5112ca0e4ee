//! One line of the tree: what is drawn, what a screen reader and the tooltip say, and what is clicked.

use super::columns::{Columns, PADDING};
use super::lines::Line;
use crate::model::FolderId;
use crate::session::Session;
use crate::text;
use crate::ui::theme::Palette;
use crate::ui::{elide, shapes, words};
use crate::view::{FolderSums, Tree};
use eframe::egui::accesskit::Action as Asked;
use eframe::egui::{
    Button, Color32, Popup, Rangef, Rect, Response, Role, Sense, StrokeKind, TextStyle, Ui, WidgetInfo, pos2,
    vec2,
};

/// Each level is this much further to the right, in points, as long as the name keeps `NAME` of its column.
const INDENT: f32 = 14.0;
const NAME: f32 = 90.0;
/// The room of the triangle.
const TRIANGLE: f32 = 18.0;

/// What was done on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Click {
    /// Narrow the table to it, or to none.
    Pick,
    /// Expand or collapse it.
    Toggle,
    /// A right click.
    Menu,
    /// The menu's Show in folder.
    Show,
    /// The menu's Copy path.
    Copy,
}

/// A line and all that it is drawn from.
pub(super) struct Drawn<'a> {
    pub session: &'a Session,
    pub tree: &'a Tree,
    pub columns: &'a Columns,
    pub line: Line,
    pub expanded: bool,
    /// The table is narrowed to it.
    pub picked: bool,
    /// The keyboard is on it.
    pub cursor: bool,
}

impl Drawn<'_> {
    /// Draws it.
    pub(super) fn line_ui(&self, ui: &mut Ui, id: eframe::egui::Id, rect: Rect) -> Option<Click> {
        let p = Palette::of(ui);
        // The tree takes the keyboard, not its lines.
        let response = ui.interact(rect, id, Sense::CLICK);
        let sums = self.tree.sums(self.line.folder);
        self.accessible(ui, &response, &sums);
        if self.picked || response.hovered() {
            ui.painter().rect_filled(rect, 0.0, if self.picked { p.selection } else { p.hover });
        }
        if self.picked {
            let edge = rect.with_max_x(rect.left() + 3.0);
            ui.painter().rect_filled(edge, 0.0, p.accent);
        }
        if self.cursor {
            ui.painter().rect_stroke(rect.shrink(1.0), 2.0, (1.0, p.accent), StrokeKind::Inside);
        }
        let triangle = self.name_ui(ui, rect, &sums);
        self.cells_ui(ui, rect, &sums);
        if !Popup::is_any_open(ui) {
            response.clone().on_hover_ui_at_pointer(|ui| elide::whole_ui(ui, &self.more(&sums)));
        }
        self.clicked(ui, &response, triangle)
    }

    fn has_children(&self) -> bool {
        !self.tree.children(self.line.folder).is_empty()
    }

    fn name(&self) -> String {
        text::shown(self.session.folder_name(self.line.folder)).into_owned()
    }

    /// Draws triangle and name, and returns where a click is one on the triangle.
    fn name_ui(&self, ui: &Ui, rect: Rect, sums: &FolderSums) -> Rangef {
        let p = Palette::of(ui);
        let most = (self.columns.name.span() - NAME - TRIANGLE).max(0.0);
        let left = self.columns.name.min + 4.0 + (self.line.depth as f32 * INDENT).min(most);
        let triangle = Rangef::new(left, left + TRIANGLE);
        if self.has_children() {
            let center = pos2(triangle.center(), rect.center().y);
            shapes::disclosure(ui.painter(), center, self.expanded, p.weak);
        }
        let font = TextStyle::Body.resolve(ui.style());
        let colour = if sums.files > 0 { p.text } else { p.weak };
        let room = self.columns.name.max - triangle.max - PADDING;
        let (galley, _) = elide::laid_out(ui, &self.name(), &font, colour, room);
        let y = rect.center().y - galley.size().y / 2.0;
        ui.painter().galley(pos2(triangle.max, y), galley, colour);
        triangle
    }

    fn cells_ui(&self, ui: &Ui, rect: Rect, sums: &FolderSums) {
        let p = Palette::of(ui);
        if let Some(x) = self.columns.share {
            share_ui(ui, Rect::from_x_y_ranges(x, rect.y_range()), self.tree.share(self.line.folder));
        }
        let newest = sums.newest.map(date).unwrap_or_default();
        for (x, words, colour) in [
            (self.columns.size, text::size(sums.bytes), p.text),
            (self.columns.files, text::number(sums.files), p.weak),
            (self.columns.newest, newest, p.weak),
        ] {
            let Some(x) = x else { continue };
            number_ui(ui, Rect::from_x_y_ranges(x, rect.y_range()), &words, colour);
        }
    }

    fn accessible(&self, ui: &Ui, response: &Response, sums: &FolderSums) {
        response.widget_info(|| {
            let share = percent(self.tree.share(self.line.folder));
            let mut said =
                vec![self.name(), share, text::size(sums.bytes), words::count(sums.files.into(), "file")];
            said.extend(sums.newest.map(date));
            WidgetInfo::selected(Role::TreeItem, true, self.picked, said.join(", "))
        });
        ui.accesskit_node_builder(response.id, |node| {
            node.set_level(self.line.depth as usize + 1);
            node.set_selected(self.picked);
            if self.has_children() {
                node.set_expanded(self.expanded);
                node.add_action(if self.expanded { Asked::Collapse } else { Asked::Expand });
            }
        });
    }

    /// The tooltip: the whole path, and every number to the last digit.
    fn more(&self, sums: &FolderSums) -> String {
        let bytes = |sum: u64| match sum {
            u64::MAX => format!("at least {}", words::count(sum, "byte")),
            _ => words::count(sum, "byte"),
        };
        let whole = if self.line.depth == 0 { "all picked folders" } else { "the folder that it is in" };
        let mut out = text::shown(&self.session.folder_path(self.line.folder)).into_owned();
        out += &format!("\n{} in {}", bytes(sums.bytes), words::count(sums.files.into(), "file"));
        out += &format!("\n{} on the disk", bytes(sums.allocated));
        out += &format!("\n{} of {whole}", percent(self.tree.share(self.line.folder)));
        if let Some(newest) = sums.newest {
            out += &format!("\nNewest file: {}", text::local(newest));
        }
        out
    }

    fn clicked(&self, ui: &Ui, response: &Response, triangle: Rangef) -> Option<Click> {
        let mut click = None;
        if response.clicked() {
            let on_triangle =
                response.interact_pointer_pos().is_some_and(|pointer| triangle.contains(pointer.x));
            let toggles = (on_triangle || response.double_clicked()) && self.has_children();
            // The second click of two must not take back what the first one did.
            click = if toggles {
                Some(Click::Toggle)
            } else {
                (!response.double_clicked()).then_some(Click::Pick)
            };
        }
        if ui.input(|input| {
            [Asked::Expand, Asked::Collapse]
                .iter()
                .any(|&asked| input.has_accesskit_action_request(response.id, asked))
        }) {
            click = Some(Click::Toggle);
        }
        if response.secondary_clicked() {
            click = Some(Click::Menu);
        }
        response.context_menu(|ui| {
            let narrow = if self.picked { "Show all folders" } else { "Show only this folder" };
            let toggle = if self.expanded { "Collapse" } else { "Expand" };
            for (words, shortcut, enabled, does) in [
                (toggle, "Double-click", self.has_children(), Click::Toggle),
                (narrow, "Enter", true, Click::Pick),
                ("Show in folder", "", true, Click::Show),
                ("Copy path", "", true, Click::Copy),
            ] {
                let button = Button::new(words).shortcut_text(shortcut);
                if ui.add_enabled(enabled, button).accessible_name(words).clicked() {
                    click = Some(does);
                    ui.close();
                }
            }
        });
        click
    }
}

/// The bar with its percent.
fn share_ui(ui: &Ui, cell: Rect, share: f64) {
    let p = Palette::of(ui);
    let bar = Rect::from_min_size(pos2(cell.left() + PADDING, cell.center().y - 4.0), vec2(38.0, 8.0));
    ui.painter().rect_filled(bar, 2.0, p.border);
    if share > 0.0 {
        // What is there at all is seen.
        let width = (bar.width() * share.min(1.0) as f32).max(1.0);
        ui.painter().rect_filled(bar.with_max_x(bar.left() + width), 2.0, p.accent);
    }
    number_ui(ui, cell, &percent(share), p.weak);
}

fn number_ui(ui: &Ui, cell: Rect, words: &str, colour: Color32) {
    let font = TextStyle::Small.resolve(ui.style());
    let (galley, _) = elide::laid_out(ui, words, &font, colour, cell.width() - 2.0 * PADDING);
    let size = galley.size();
    ui.painter().galley(
        pos2(cell.right() - PADDING - size.x, cell.center().y - size.y / 2.0),
        galley,
        colour,
    );
}

/// A share in words: `45.6 %`. Nothing that is there is `0 %`, and only all is `100 %`.
fn percent(share: f64) -> String {
    let percent = share * 100.0;
    match percent {
        _ if share <= 0.0 => "0 %".into(),
        _ if share >= 1.0 => "100 %".into(),
        _ if percent < 0.1 => "<0.1 %".into(),
        _ => format!("{:.1} %", percent.min(99.9)),
    }
}

/// A moment's day, on the machine's clock.
fn date(seconds: i64) -> String {
    let moment = text::local(seconds);
    moment.split_once(' ').map_or(moment.clone(), |(day, _)| day.to_owned())
}

/// The widget that a folder's line is.
pub(super) fn id(tree: eframe::egui::Id, folder: FolderId) -> eframe::egui::Id {
    tree.with(("folder", folder.0))
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn a_share_is_neither_lost_nor_whole_by_rounding() {
        for (share, expected) in [
            (0.0, "0 %"),
            (0.000_1, "<0.1 %"),
            (0.001, "0.1 %"),
            (0.456_4, "45.6 %"),
            (0.999_99, "99.9 %"),
            (1.0, "100 %"),
        ] {
            assert_eq!(percent(share), expected);
        }
    }
}
