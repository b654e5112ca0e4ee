//! The line below the map: what the colours stand for. A category is a filter when it is clicked, a folder is zoomed into.

use super::told::Told;
use super::{MapInput, MapPane, line_in};
use crate::model::Category;
use crate::session::Command;
use crate::ui::action::{Action, Actions};
use crate::ui::controls::Push;
use crate::ui::theme::{self, Palette};
use crate::ui::{elide, icons};
use crate::view::{AGES, Colour, OLDEST_DAYS, Rgb, What, has_term, toggle_term, top_colour};
use eframe::egui::{
    Color32, FontId, Popup, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

/// The side of a coloured square, and the room behind it, in points.
const SQUARE: (f32, f32) = (11.0, 5.0);
/// Around what is clicked, in points.
const PAD: f32 = 6.0;
const HEIGHT: f32 = 22.0;
/// Between two, and what the button for those without room takes, in points.
const BETWEEN: f32 = 2.0;
const MORE: f32 = 30.0;
/// Marks on the scale of ages: days, and their words.
const MARKS: [(f64, &str); 5] = [
    (1.0, "a day"),
    (7.0, "a week"),
    (30.0, "a month"),
    (365.0, "a year"),
    (OLDEST_DAYS, "10 years or more"),
];

/// A coloured square with words.
struct Chip {
    colour: Color32,
    words: String,
    /// What stands behind the words in grey, where there is room.
    amount: String,
    /// If there is no room for all, the larger ones stay.
    weight: u128,
    /// What a screen reader says and the tip.
    said: String,
    is_on: bool,
}

impl MapPane {
    pub(super) fn legend_ui(&mut self, ui: &mut Ui, area: Rect, input: &MapInput<'_>, actions: &mut Actions) {
        line_in(ui, area.shrink2(vec2(6.0, 1.0)), |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            match self.choices.colour {
                Colour::Category => self.categories_ui(ui, input, actions),
                Colour::Age => ages_ui(ui),
                Colour::TopFolder => self.folders_ui(ui, input),
            }
        });
    }

    fn categories_ui(&self, ui: &mut Ui, input: &MapInput<'_>, actions: &mut Actions) {
        let colours = theme::map_palette(ui).categories;
        let filter = input.session.filter();
        let of = |(category, colour): (Category, Rgb)| {
            let term = term(category);
            let is_on = has_term(filter, &term);
            let words = crate::words::category(category).to_owned();
            let amount = sum(input, category);
            let does = if is_on { "Take back the filter" } else { "Show only" };
            let said = if amount.is_empty() {
                format!("{does}: {words}")
            } else {
                format!("{does}: {words}, {amount}")
            };
            Chip { colour: rgb(colour), words, amount, weight: bytes(input, category), said, is_on }
        };
        let chips: Vec<Chip> = Category::ALL.into_iter().zip(colours).map(of).collect();
        if let Some(at) = chips_ui(ui, &chips) {
            let text = toggle_term(filter, &term(Category::ALL[at]));
            actions.push(Action::Ask(Command::SetFilter(text)));
        }
    }

    fn folders_ui(&mut self, ui: &mut Ui, input: &MapInput<'_>) {
        let Some(drawn) = self.drawn.as_ref().filter(|_| !self.is_moving()) else { return };
        let map = &drawn.map;
        let told = Told { input, map };
        let Some(root) = map.tiles().first() else { return };
        let inside = map.tiles()[root.children()].iter().enumerate();
        let folders = inside.filter(|(_, tile)| matches!(tile.what, What::Folder(_)) && !tile.is_empty());
        let folders: Vec<_> = folders.take(12).collect();
        let chips: Vec<Chip> = folders
            .iter()
            .map(|(place, tile)| Chip {
                colour: rgb(top_colour(*place, map.spec())),
                words: told.name(tile.what),
                amount: told.amount(tile),
                weight: tile.amount,
                said: format!("Zoom into {}", told.spoken(tile)),
                is_on: false,
            })
            .collect();
        let chosen = chips_ui(ui, &chips).and_then(|at| folders.get(at)).map(|(_, tile)| tile.what);
        if let Some(what) = chosen {
            self.zoom_into(input, what);
        }
    }
}

/// The term of the filter for a category.
fn term(category: Category) -> String {
    format!("category:{}", category.as_str())
}

/// What the shown files of a category amount to; empty while that is not known, and where there are none.
fn sum(input: &MapInput<'_>, category: Category) -> String {
    let bars = input.session.charts().map(|charts| &charts.categories);
    let bar = bars.and_then(|bars| bars.iter().find(|bar| bar.category == category));
    let shown = bar.map(|bar| bar.bar.shown).filter(|shown| shown.files > 0);
    shown.map_or_else(String::new, |shown| crate::words::sum_cell(shown.bytes, shown.bytes_known()))
}

/// The same in bytes.
fn bytes(input: &MapInput<'_>, category: Category) -> u128 {
    let bars = input.session.charts().map(|charts| &charts.categories);
    let bar = bars.and_then(|bars| bars.iter().find(|bar| bar.category == category));
    bar.map_or(0, |bar| bar.bar.shown.bytes)
}

fn rgb([r, g, b]: Rgb) -> Color32 {
    Color32::from_rgb(r, g, b)
}

/// Draws as many as there is room for, the largest of them, without what they amount to where there is little, and the others in a menu.
/// Returns the one that was clicked.
fn chips_ui(ui: &mut Ui, chips: &[Chip]) -> Option<usize> {
    let room = ui.available_width();
    let width = |ui: &Ui, with_amount: bool| -> f32 {
        chips.iter().map(|chip| chip_width(ui, chip, with_amount) + BETWEEN).sum()
    };
    let with_amount = width(ui, true) <= room;
    let mut kept = vec![true; chips.len()];
    let is_all = width(ui, false) <= room;
    if !is_all {
        let widths = chips.iter().map(|chip| chip_width(ui, chip, false) + BETWEEN);
        kept = largest_in(chips, &widths.collect::<Vec<_>>(), room - MORE);
    }
    let mut clicked = None;
    for (at, chip) in chips.iter().enumerate().filter(|(at, _)| kept[*at]) {
        if chip_ui(ui, chip, with_amount).clicked() {
            clicked = Some(at);
        }
    }
    if !is_all {
        let others = chips.iter().enumerate().filter(|(at, _)| !kept[*at]);
        clicked = more_ui(ui, others).or(clicked);
    }
    clicked
}

/// Which have room, the larger first.
fn largest_in(chips: &[Chip], widths: &[f32], room: f32) -> Vec<bool> {
    let mut order: Vec<usize> = (0..chips.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse((chips[at].is_on, chips[at].weight)));
    let (mut kept, mut taken) = (vec![false; chips.len()], 0.0);
    for at in order {
        taken += widths[at];
        kept[at] = taken <= room;
    }
    kept
}

/// A button that opens a menu of chips. Returns the one that was clicked.
fn more_ui<'a>(ui: &mut Ui, chips: impl Iterator<Item = (usize, &'a Chip)>) -> Option<usize> {
    let face = ui.add(Push::only(icons::DOTS_THREE, "More colours").height(HEIGHT));
    let face = face.on_hover_text("More colours");
    let menu = Popup::menu(&face).show(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let mut clicked = None;
        for (at, chip) in chips {
            if chip_ui(ui, chip, true).clicked() {
                clicked = Some(at);
                ui.close();
            }
        }
        clicked
    });
    menu.and_then(|menu| menu.inner)
}

fn font() -> FontId {
    FontId::proportional(theme::SMALL - 0.5)
}

fn chip_width(ui: &Ui, chip: &Chip, with_amount: bool) -> f32 {
    let wide = |words: &str| elide::laid_out(ui, words, &font(), Color32::WHITE, 150.0).0.size().x;
    let amount = if with_amount && !chip.amount.is_empty() { wide(&chip.amount) + 5.0 } else { 0.0 };
    2.0 * PAD + SQUARE.0 + SQUARE.1 + wide(&chip.words) + amount
}

fn chip_ui(ui: &mut Ui, chip: &Chip, with_amount: bool) -> Response {
    let p = Palette::of(ui);
    let (rect, response) =
        ui.allocate_exact_size(vec2(chip_width(ui, chip, with_amount), HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chip.is_on, &chip.said));
    let fill = match (chip.is_on, response.is_pointer_button_down_on(), response.hovered()) {
        (true, ..) => p.selection,
        (_, true, _) => p.press,
        (_, _, true) => p.hover,
        _ => Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(rect, 5.0, fill);
    if chip.is_on {
        ui.painter().rect_stroke(rect, 5.0, Stroke::new(1.0, p.accent), StrokeKind::Inside);
    }
    let square = Rect::from_center_size(
        pos2(rect.left() + PAD + SQUARE.0 / 2.0, rect.center().y),
        vec2(SQUARE.0, SQUARE.0),
    );
    // A yellow square can't be seen on white without a line.
    ui.painter().rect(
        square,
        2.0,
        chip.colour,
        Stroke::new(1.0, p.weak.gamma_multiply(0.55)),
        StrokeKind::Inside,
    );
    let (words, _) = elide::laid_out(ui, &chip.words, &font(), p.text, 150.0);
    let at = pos2(square.right() + SQUARE.1, rect.center().y - words.size().y / 2.0);
    let behind = at + vec2(words.size().x + 5.0, 0.0);
    ui.painter().galley(at, words, p.text);
    if with_amount && !chip.amount.is_empty() {
        let (amount, _) = elide::laid_out(ui, &chip.amount, &font(), p.weak, 150.0);
        ui.painter().galley(behind, amount, p.weak);
    }
    // It may be a folder's name.
    response.on_hover_ui(|ui| elide::whole_ui(ui, &chip.said))
}

/// The scale of ages.
fn ages_ui(ui: &mut Ui) {
    let p = Palette::of(ui);
    let all = ui.available_rect_before_wrap();
    let (words, _) = elide::laid_out(ui, "Changed", &font(), p.weak, 150.0);
    let left = all.left() + PAD + words.size().x + 8.0;
    ui.painter().galley(pos2(all.left() + PAD, all.center().y - words.size().y / 2.0), words, p.weak);
    let bar = Rect::from_min_max(
        pos2(left, all.center().y - 6.0),
        pos2(all.right().min(left + 560.0), all.center().y + 6.0),
    );
    if bar.width() < 60.0 {
        return;
    }
    let part = |days: f64| ((1.0 + days).ln() / (1.0 + OLDEST_DAYS).ln()).min(1.0) as f32;
    let steps = 60;
    for step in 0..steps {
        let place = step as f32 / (steps - 1) as f32 * (AGES.len() - 1) as f32;
        let at = (place as usize).min(AGES.len() - 2);
        let colour = rgb(AGES[at]).lerp_to_gamma(rgb(AGES[at + 1]), place - at as f32);
        let left = bar.left() + bar.width() * step as f32 / steps as f32;
        let cell =
            Rect::from_min_size(pos2(left, bar.top()), vec2(bar.width() / steps as f32 + 0.5, bar.height()));
        ui.painter().rect_filled(cell, 0.0, colour);
    }
    let mut end = bar.left();
    for (days, words) in MARKS {
        // The scale grows darker: black on its light half, white on its dark one.
        let ink = if part(days) < 0.45 { Color32::BLACK } else { Color32::WHITE };
        let (galley, _) = elide::laid_out(ui, words, &FontId::proportional(10.5), ink, 150.0);
        let x = bar.left() + bar.width() * part(days);
        let from = if days >= OLDEST_DAYS { x - galley.size().x - 4.0 } else { x - galley.size().x / 2.0 };
        if from < end + 10.0 {
            continue;
        }
        end = from + galley.size().x;
        ui.painter().galley(pos2(from, bar.center().y - galley.size().y / 2.0), galley, ink);
    }
    let scale = ui.interact(bar, ui.scope_id().with("ages"), Sense::hover());
    let said =
        "Colours by age: from yellow, changed today, over green and blue to violet, ten years ago or more";
    scale.widget_info(|| WidgetInfo::labeled(Role::Label, true, said));
}
