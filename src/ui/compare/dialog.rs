//! The dialog that asks with what the sheet is to be compared, and how.

use super::{CompareUi, moment};
use crate::import::As;
use crate::session::{CompareSide, Session};
use crate::ui::action::{Action, Actions};
use crate::ui::controls::{self, Push};
use crate::ui::elide;
use crate::ui::icons::{self, Icon};
use crate::ui::page::page_ui;
use crate::ui::theme::{self, Palette};
use crate::ui::wanted::Wanted;
use eframe::egui::{
    Align, Label, Layout, Response, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, TextStyle, Ui,
    WidgetInfo, pos2, vec2,
};

/// How wide it is, in points, where there is room.
const WIDTH: f32 = 480.0;
/// The height of a choice, in points.
const CHOICE: f32 = 46.0;

impl CompareUi {
    /// Draws it. Returns whether it was closed.
    pub(super) fn dialog_ui(&mut self, ui: &Ui, session: &Session, actions: &mut Actions) -> bool {
        let height = (ui.ctx().content_rect().height() - 110.0).max(80.0);
        page_ui(ui, "Compare with…", WIDTH, |ui| {
            let area = ScrollArea::vertical().auto_shrink([false, true]).max_height(height);
            area.min_scrolled_height(height).show(ui, |ui| self.contents_ui(ui, session, actions)).inner
        })
    }

    fn contents_ui(&mut self, ui: &mut Ui, session: &Session, actions: &mut Actions) -> bool {
        ui.spacing_mut().item_spacing.y = 6.0;
        let p = Palette::of(ui);
        let what = "Shows what was added, removed, changed and moved. Nothing on the disk is changed.";
        ui.add(Label::new(RichText::new(what).color(p.weak)).wrap());
        ui.add_space(2.0);
        let mut chosen = None;
        let now = match session.own_sheet().origin {
            Some(_) => "Reads the folders of this sheet on this computer",
            None => "Reads the folders of this sheet again, as a second sheet",
        };
        let last = session.last_sheet().map(|last| {
            let side = CompareSide::File(last.file.clone(), As::Guessed);
            (moment(Some(last.as_of)).unwrap_or_default(), Action::Compare(side))
        });
        if let Some((when, action)) = last {
            let about = format!("What this program kept of the same folders on {when}");
            if choice_ui(ui, icons::CLOCK_COUNTER_CLOCKWISE, "The last time", &about).clicked() {
                chosen = Some(action);
            }
        }
        for (icon, name, about, action) in [
            (
                icons::FILE_TEXT,
                "A sheet or list…",
                "A saved sheet, or a list made by another program",
                Action::PickOther(Wanted::OtherSheet),
            ),
            (icons::HARD_DRIVE, "The disk now", now, Action::Compare(CompareSide::DiskNow)),
            (
                icons::FOLDER,
                "Other folders…",
                "A copy, a backup, or what a list was made of",
                Action::PickOther(Wanted::OtherFolders),
            ),
        ] {
            if choice_ui(ui, icon, name, about).clicked() {
                chosen = Some(action);
            }
        }
        self.how_ui(ui);
        let is_chosen = chosen.is_some();
        actions.extend(chosen);
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| ui.add(Push::new("Cancel")).clicked()).inner
            | is_chosen
    }

    fn how_ui(&mut self, ui: &mut Ui) {
        if controls::disclosure(ui, "What counts as a difference", self.shows_how).clicked() {
            self.shows_how = !self.shows_how;
        }
        if !self.shows_how {
            return;
        }
        ui.indent("how", |ui| {
            let wish = &mut self.wish;
            let (mut times, mut attributes, mut hour) =
                (!wish.ignores_times, !wish.ignores_attributes, !wish.ignores_hour);
            controls::tick(ui, &mut times, "The time of the last change");
            ui.add_enabled_ui(times, |ui| {
                controls::tick(ui, &mut hour, "Times that differ by exactly one hour");
            });
            controls::tick(ui, &mut attributes, "Permissions, owner and attributes");
            (wish.ignores_times, wish.ignores_attributes, wish.ignores_hour) = (!times, !attributes, !hour);
            let names = "Upper and lower case, and Unicode form, in names";
            let about = "Otherwise they count only where both sides are of one kind of system";
            let mut is_exact = wish.without_case != Some(true);
            if controls::tick(ui, &mut is_exact, names).on_hover_text(about).changed() {
                (wish.without_case, wish.without_form) =
                    if is_exact { (None, None) } else { (Some(true), Some(true)) };
            }
        });
    }
}

/// A choice: its icon, its name, and what it is for.
fn choice_ui(ui: &mut Ui, icon: Icon, name: &str, about: &str) -> Response {
    let p = Palette::of(ui);
    let (rect, choice) = ui.allocate_exact_size(vec2(ui.available_width(), CHOICE), Sense::click());
    choice.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    ui.accesskit_node_builder(choice.id, |node| node.set_description(about));
    if ui.is_rect_visible(rect) {
        let fill = if choice.is_pointer_button_down_on() {
            p.press
        } else if choice.hovered() {
            p.hover
        } else {
            p.sheet
        };
        ui.painter().rect(rect, 6.0, fill, Stroke::new(1.0, p.border), StrokeKind::Inside);
        icon.paint(ui.painter(), pos2(rect.left() + 22.0, rect.center().y), 20.0, p.accent);
        let left = rect.left() + 44.0;
        let room = rect.right() - left - 10.0;
        let (title, _) = elide::laid_out(ui, name, &theme::medium(theme::BODY), p.text, room);
        let small = TextStyle::Small.resolve(ui.style());
        let (below, _) = elide::laid_out(ui, about, &small, p.weak, room);
        let top = rect.center().y - (title.size().y + below.size().y) / 2.0;
        let second = top + title.size().y;
        ui.painter().galley(pos2(left, top), title, p.text);
        ui.painter().galley(pos2(left, second), below, p.weak);
    }
    choice
}
