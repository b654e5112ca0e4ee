//! The line above the map: where it is, with every level on the way to go back to, and what it shows.

use super::choices::{COLOURS, Choices, FORMS, MEASURES, ROWS, words};
use super::told::{Told, folder_name};
use super::{MapInput, MapPane, line_in};
use crate::model::FolderId;
use crate::ui::controls::{self, Push};
use crate::ui::theme::{self, Palette};
use crate::ui::{elide, icons, names};
use crate::view::Form;
use eframe::egui::{
    FontId, Popup, PopupCloseBehavior, Rect, Response, RichText, Role, Sense, Ui, WidgetInfo, vec2,
};

/// The height of the controls, in points.
const HEIGHT: f32 = 26.0;
/// How wide a name on the way is at most, in points.
const CRUMB: f32 = 180.0;
/// What the way keeps beside the controls, in points.
const WAY: f32 = 170.0;

impl MapPane {
    pub(super) fn head_ui(&mut self, ui: &mut Ui, area: Rect, input: &MapInput<'_>) {
        line_in(ui, area.shrink2(vec2(8.0, 0.0)), |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            let Choices { measure, colour, .. } = self.choices;
            let face =
                format!("{}, by {}", words(&MEASURES, &measure), words(&COLOURS, &colour).to_lowercase());
            let options = Push::new(&face).icon(icons::SLIDERS_HORIZONTAL).height(HEIGHT);
            let room = ui.available_width() - 2.0 * HEIGHT - 14.0;
            let options = if room - options.width(ui) < WAY { options.short(true) } else { options };
            let right = options.width(ui) + 2.0 * HEIGHT + 14.0;
            let way = (ui.available_width() - right).max(0.0);
            let before = ui.cursor().left();
            self.way_ui(ui, input, way);
            ui.add_space((before + way - ui.cursor().left()).max(0.0));
            self.forms_ui(ui);
            ui.add_space(8.0);
            let face = ui.add(options).on_hover_text("What areas and colours stand for");
            self.options_ui(ui, &face);
        });
    }

    /// The levels from the outermost to the one that is shown.
    fn way_ui(&mut self, ui: &mut Ui, input: &MapInput<'_>, width: f32) {
        let p = Palette::of(ui);
        let levels = self.levels(input);
        let path = levels.path(self.zoom);
        let first = match levels.base {
            Some(folder) => folder_name(input, folder),
            None if input.status.roots.len() == 1 => String::new(),
            None => "All sources".to_owned(),
        };
        let sums = self.sums(input);
        let small = FontId::proportional(theme::SMALL);
        let of_sums = elide::laid_out(ui, &sums, &small, p.weak, width * 0.6).0;
        let mut crumbs: Vec<(Option<FolderId>, String)> = vec![(None, first)];
        crumbs.extend(path.iter().map(|&folder| (Some(folder), folder_name(input, folder))));
        // Those in the middle go first where there is little room: one after the other.
        let widths: Vec<f32> = crumbs.iter().map(|(_, name)| crumb_width(ui, name) + ARROW).collect();
        let mut room = width - widths.last().copied().unwrap_or_default() - ARROW;
        let mut shown = vec![false; crumbs.len()];
        let last = crumbs.len() - 1;
        shown[last] = true;
        for at in std::iter::once(0).chain((0..last).rev()).filter(|at| *at != last) {
            if !shown[at] && widths[at] <= room {
                shown[at] = true;
                room -= widths[at];
            } else if !shown[at] {
                break;
            }
        }
        let mut asked = None;
        let mut is_gap = false;
        for (at, (folder, name)) in crumbs.iter().enumerate() {
            if !shown[at] {
                // One out from the first that is shown behind the gap.
                if !std::mem::replace(&mut is_gap, true)
                    && let Some(out) = (at..last).rfind(|at| !shown[*at])
                    && crumb_ui(ui, "…", "More levels", false, CRUMB).clicked()
                {
                    asked = Some(crumbs[out].0);
                }
                continue;
            }
            let is_here = at == last;
            let most = if is_here { (width - ui.min_rect().width()).clamp(40.0, CRUMB) } else { CRUMB };
            let said = if is_here { name.clone() } else { format!("Zoom out to {name}") };
            if crumb_ui(ui, name, &said, is_here, most).clicked() {
                asked = Some(*folder);
            }
            if !is_here {
                let (rect, _) = ui.allocate_exact_size(vec2(ARROW, HEIGHT), Sense::hover());
                icons::CARET_RIGHT.paint(ui.painter(), rect.center(), 11.0, p.weak);
            }
        }
        if of_sums.size().x + 8.0 <= room {
            ui.add_space(6.0);
            let (rect, label) = ui.allocate_exact_size(of_sums.size(), Sense::hover());
            label.widget_info(|| WidgetInfo::labeled(Role::Label, true, &sums));
            ui.painter().galley(rect.min, of_sums, p.weak);
        }
        if let Some(folder) = asked {
            self.zoom_to(folder);
        }
    }

    /// What the level amounts to.
    fn sums(&self, input: &MapInput<'_>) -> String {
        let Some(drawn) = self.drawn.as_ref().filter(|_| !self.is_moving()) else { return String::new() };
        let Some(root) = drawn.map.tiles().first() else { return String::new() };
        let files = crate::ui::words::count(root.files.into(), "file");
        let amount = Told { input, map: &drawn.map }.amount(root);
        let least = if root.is_short { "at least " } else { "" };
        if amount == files { format!("{least}{files}") } else { format!("{least}{amount} in {files}") }
    }

    fn forms_ui(&mut self, ui: &mut Ui) {
        for ((form, words, _), icon) in FORMS.into_iter().zip([icons::SQUARES_FOUR, icons::STACK]) {
            let is_chosen = self.choices.form == form;
            let p = Palette::of(ui);
            let button = Push::only(icon, words).height(HEIGHT);
            let button = if is_chosen { button.tint(p.accent) } else { button };
            let place = ui.cursor().min;
            if is_chosen {
                let rect = Rect::from_min_size(place, vec2(HEIGHT, HEIGHT));
                let rect = rect.translate(vec2(0.0, (ui.max_rect().height() - HEIGHT) / 2.0));
                let rect = rect.with_max_x(place.x + HEIGHT);
                ui.painter().rect_filled(rect, 6.0, p.selection);
            }
            let button = ui.add(button);
            ui.accesskit_node_builder(button.id, |node| {
                node.set_role(Role::RadioButton);
                node.set_toggled(is_chosen.into());
            });
            if button.clicked() {
                self.choices.form = form;
            }
            button.on_hover_text(match form {
                Form::Treemap => "Treemap: which files are large",
                Form::Flame => "Flame graph: which folders are large",
            });
        }
    }

    fn options_ui(&mut self, ui: &Ui, face: &Response) {
        let _ = ui;
        Popup::menu(face).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
            ui.set_width(210.0);
            ui.spacing_mut().item_spacing.y = 2.0;
            let choices = &mut self.choices;
            group_ui(ui, "Areas stand for", &MEASURES, &mut choices.measure);
            ui.separator();
            group_ui(ui, "Colours stand for", &COLOURS, &mut choices.colour);
            ui.separator();
            group_ui(ui, "While a filter is set", &ROWS, &mut choices.rows);
            ui.separator();
            controls::tick(ui, &mut choices.frames, "Frames and titles of folders");
        });
    }
}

fn group_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    title: &str,
    all: &[(T, &'static str, &'static str)],
    chosen: &mut T,
) {
    ui.label(RichText::new(title).small().color(Palette::of(ui).weak));
    for (choice, words, _) in all {
        if controls::radio(ui, choice == chosen, *words).clicked() {
            *chosen = *choice;
        }
    }
}

/// The room of an arrow between two levels, in points.
const ARROW: f32 = 14.0;
/// Between a name on the way and the edge of what is clicked, in points.
const PAD: f32 = 6.0;

fn crumb_font(is_here: bool) -> FontId {
    if is_here { theme::semibold(theme::BODY) } else { FontId::proportional(theme::BODY) }
}

fn crumb_width(ui: &Ui, name: &str) -> f32 {
    let font = crumb_font(true);
    names::line(ui, name, names::Reading::Path, &font, Palette::of(ui).text, CRUMB).0.size().x + 2.0 * PAD
}

fn crumb_ui(ui: &mut Ui, name: &str, said: &str, is_here: bool, most: f32) -> Response {
    let p = Palette::of(ui);
    let colour = if is_here { p.text } else { p.mid };
    let (galley, is_cut) =
        elide::laid_out(ui, name, &crumb_font(is_here), colour, (most - 2.0 * PAD).max(8.0));
    let sense = if is_here { Sense::hover() } else { Sense::click() };
    let (rect, crumb) = ui.allocate_exact_size(vec2(galley.size().x + 2.0 * PAD, HEIGHT), sense);
    let role = if is_here { Role::Label } else { Role::Button };
    crumb.widget_info(|| WidgetInfo::labeled(role, true, said));
    if !is_here && crumb.hovered() {
        let fill = if crumb.is_pointer_button_down_on() { p.press } else { p.hover };
        ui.painter().rect_filled(rect, 5.0, fill);
    }
    let at = rect.center() - galley.size() / 2.0;
    ui.painter().galley(at, galley, colour);
    if is_cut { crumb.on_hover_ui(|ui| elide::whole_ui(ui, name)) } else { crumb }
}
