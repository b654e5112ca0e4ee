//! What the window shows before anything was picked: what it is for, every way to pick a folder, and the promise. The app calls it.
//!
//! Where there is little height, the places stand beside the rest, not below it.

mod entry;
pub(super) mod logo;
mod places;
mod recents;

pub(super) use places::Places;
use recents::Sheets;

use super::action::Actions;
use super::icons;
use super::paths::PathField;
use super::recent::Recents;
use super::recent_sheets::RecentSheets;
use super::theme::{self, Palette};
use super::window_system::WindowSystem;
use crate::kept::KeptList;
use eframe::egui::{
    Align, Align2, FontId, Layout, Rect, RichText, ScrollArea, Shape, Stroke, Ui, UiBuilder, Vec2, pos2, vec2,
};

/// The place to drop folders on where there is room, in points.
const AREA: Vec2 = vec2(520.0, 240.0);
/// The least height of it, in points.
const AREA_LEAST: f32 = 168.0;
/// In less width than this, in points, what is in it stands closer to its edges.
const ROOMY: f32 = 360.0;
/// In less height than this, in points, the places stand beside the rest.
const LOW: f32 = 640.0;
/// The least width of one of three lists beside each other, and what is between them, in points.
const COLUMN: f32 = 270.0;
const GAP: f32 = 24.0;
/// The line at the bottom, in points.
const FOOT: f32 = 32.0;

/// What the empty window is drawn from.
pub(super) struct Empty<'a> {
    pub can_add: bool,
    pub system: WindowSystem,
    pub field: &'a mut PathField,
    pub recents: &'a Recents,
    pub sheets: &'a RecentSheets,
    pub kept: &'a KeptList,
    pub places: &'a mut Places,
}

impl Empty<'_> {
    /// Draws it across the room that is left.
    pub(super) fn empty_ui(&mut self, ui: &mut Ui, actions: &mut Actions) {
        if self.can_add {
            self.field.take_keys(ui);
        }
        let whole = ui.available_rect_before_wrap();
        let body = whole.with_max_y(whole.bottom() - FOOT);
        let is_low = body.height() < LOW;
        let mut inside = ui.new_child(UiBuilder::new().max_rect(body));
        ScrollArea::vertical().auto_shrink(false).show(&mut inside, |ui| {
            if is_low && body.width() >= 560.0 {
                self.beside_ui(ui, body, actions)
            } else {
                self.below_ui(ui, body, actions)
            }
        });
        foot_ui(ui, whole.with_min_y(whole.bottom() - FOOT));
    }

    /// One below the other.
    fn below_ui(&mut self, ui: &mut Ui, body: Rect, actions: &mut Actions) {
        let width = AREA.x.min(body.width() - 40.0);
        let lists = if self.has_recents() { 230.0 } else { 190.0 };
        let all = 72.0 + 110.0 + AREA.y + lists;
        ui.add_space(((body.height() - all) * 0.42).max(12.0));
        ui.vertical_centered(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            logo::logo_ui(ui, 72.0);
            ui.add_space(14.0);
            title_ui(ui, 28.0);
            ui.add_space(18.0);
            self.area_ui(ui, vec2(width, AREA.y), actions);
            ui.add_space(18.0);
            self.lists_ui(ui, body.width() - 60.0, width, actions);
        });
    }

    fn has_recents(&self) -> bool {
        !(self.recents.all().is_empty() && self.known_sheets().are_none())
    }

    fn known_sheets(&self) -> Sheets<'_> {
        Sheets { own: self.sheets, kept: self.kept }
    }

    /// The lists beside each other, as many as there is room for: what was used last at the left, the places at the right.
    fn lists_ui(&mut self, ui: &mut Ui, room: f32, width: f32, actions: &mut Actions) {
        let lists =
            usize::from(!self.known_sheets().are_none()) + usize::from(!self.recents.all().is_empty());
        let beside = if lists == 2 && room < 3.0 * COLUMN { 1 } else { lists };
        // Places by themselves stand in two columns below the area.
        let (columns, wide) = match beside {
            0 => (1.0, width),
            1 => (2.0, width.max(room.min(720.0))),
            _ => (3.0, room.min(1080.0)),
        };
        let column = (wide - (columns - 1.0) * GAP) / columns;
        let size = vec2(wide, 0.0);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            let of = |ui: &mut Ui, draw: &mut dyn FnMut(&mut Ui)| {
                ui.allocate_ui_with_layout(vec2(column, 0.0), Layout::top_down(Align::Min), |ui| {
                    ui.set_width(column);
                    ui.spacing_mut().item_spacing.y = 2.0;
                    draw(ui);
                });
            };
            let most = if beside < lists { 4 } else { 6 };
            if !self.known_sheets().are_none() {
                of(ui, &mut |ui| {
                    recents::sheets_ui(ui, self.known_sheets(), most, actions);
                    if beside < lists {
                        ui.add_space(8.0);
                        recents::folders_ui(ui, self.recents, most, actions);
                    }
                });
            }
            if !self.recents.all().is_empty() && beside == lists {
                of(ui, &mut |ui| recents::folders_ui(ui, self.recents, most, actions));
            }
            of(ui, &mut |ui| self.places.places_ui(ui, 6, if beside > 0 { 1 } else { 2 }, actions));
        });
    }

    /// The places at the right.
    fn beside_ui(&mut self, ui: &mut Ui, body: Rect, actions: &mut Actions) {
        let right = (body.width() * 0.36).clamp(200.0, 340.0);
        let left = (body.width() - right - 3.0 * GAP).min(AREA.x);
        let height = (body.height() - 116.0).clamp(AREA_LEAST, AREA.y);
        let start = ((body.width() - left - right - GAP) / 2.0).max(0.0);
        ui.add_space(((body.height() - height - 80.0) * 0.4).max(10.0));
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing = vec2(GAP, 0.0);
            ui.add_space(start);
            ui.allocate_ui_with_layout(vec2(left, 0.0), Layout::top_down(Align::Center), |ui| {
                ui.set_width(left);
                ui.spacing_mut().item_spacing.x = 8.0;
                title_ui(ui, 22.0);
                ui.add_space(12.0);
                self.area_ui(ui, vec2(left, height), actions);
            });
            ui.allocate_ui_with_layout(vec2(right, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(right);
                ui.spacing_mut().item_spacing.y = 1.0;
                recents::sheets_ui(ui, self.known_sheets(), 3, actions);
                if !self.known_sheets().are_none() {
                    ui.add_space(8.0);
                }
                recents::folders_ui(ui, self.recents, 3, actions);
                if !self.recents.all().is_empty() {
                    ui.add_space(8.0);
                }
                self.places.places_ui(ui, 6, 1, actions);
            });
        });
    }

    /// The place to drop folders on, with the other ways in it.
    fn area_ui(&mut self, ui: &mut Ui, size: Vec2, actions: &mut Actions) {
        let p = Palette::of(ui);
        let (area, _) = ui.allocate_exact_size(size, eframe::egui::Sense::hover());
        ui.painter().rect_filled(area, 12.0, p.sheet);
        dashed(ui, area);
        let inside = area.shrink2(vec2(if size.x < ROOMY { 16.0 } else { 28.0 }, 14.0));
        let mut ui = ui.new_child(UiBuilder::new().max_rect(inside).layout(Layout::top_down(Align::Center)));
        ui.spacing_mut().item_spacing.y = 0.0;
        let is_high = size.y > 210.0;
        let taken = if is_high { 162.0 } else { 106.0 };
        ui.add_space(((inside.height() - taken) / 2.0).max(0.0));
        if is_high {
            icons::FOLDER_PLUS.ui(&mut ui, 40.0, p.accent);
            ui.add_space(10.0);
        }
        places::add_ui(&mut ui, self.can_add, actions);
        ui.add_space(9.0);
        let other_way = if self.system.takes_drops() {
            "or drop folders, sheets or lists here"
        } else {
            "or paste folders, sheets or lists copied in a file manager"
        };
        ui.label(RichText::new(other_way).color(p.weak));
        ui.add_space(if is_high { 16.0 } else { 10.0 });
        ui.allocate_ui(vec2(inside.width(), 30.0), |ui| self.field.field_ui(ui, actions));
    }
}

fn title_ui(ui: &mut Ui, size: f32) {
    let p = Palette::of(ui);
    ui.label(RichText::new("Every file in one sheet").font(theme::semibold(size)).color(p.text));
    ui.add_space(5.0);
    ui.label(RichText::new("Pick folders. Get every file as a row.").color(p.weak));
}

/// A dashed line with round corners, along the inside of `area`.
fn dashed(ui: &Ui, area: Rect) {
    let p = Palette::of(ui);
    let (area, round) = (area.shrink(1.0), 11.0);
    let mut path = Vec::new();
    let corners = [
        (pos2(area.right() - round, area.top() + round), -90.0_f32),
        (pos2(area.right() - round, area.bottom() - round), 0.0),
        (pos2(area.left() + round, area.bottom() - round), 90.0),
        (pos2(area.left() + round, area.top() + round), 180.0),
    ];
    for (center, from) in corners {
        path.extend(
            (0..=6u8).map(|step| center + Vec2::angled((from + 15.0 * f32::from(step)).to_radians()) * round),
        );
    }
    path.extend(path.first().copied());
    let line = p.border.lerp_to_gamma(p.weak, 0.45);
    ui.painter().extend(Shape::dashed_line(&path, Stroke::new(1.5, line), 7.0, 5.0));
}

/// The promise at the left, the version at the right.
fn foot_ui(ui: &mut Ui, place: Rect) {
    let p = Palette::of(ui);
    let font = FontId::proportional(theme::SMALL);
    let left = place.shrink2(vec2(14.0, 0.0));
    let rest = icons::LOCK_SIMPLE.paint_left(ui.painter(), left, 16.0, p.good);
    let mut words =
        ui.new_child(UiBuilder::new().max_rect(rest).layout(Layout::left_to_right(Align::Center)));
    words.label(RichText::new("Reads only. No network.").font(font.clone()).color(p.weak));
    let version = concat!("Version ", env!("CARGO_PKG_VERSION"));
    ui.painter().text(left.right_center(), Align2::RIGHT_CENTER, version, font, p.weak);
}
