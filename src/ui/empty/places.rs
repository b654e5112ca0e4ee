//! Where a user may want to begin: what was read last, and the places of this machine. A thread finds these once, and the list grows as it
//! does.

use super::super::action::{Action, Actions};
use super::super::context_menu::{self, Entries};
use super::super::controls::Push;
use super::super::elide;
use super::super::icons::{self, Icon};
use super::super::recent::{Recent, Recents};
use super::super::theme::{self, Palette};
use super::super::words;
use crate::scan::places::{PlaceKind, StartPlace, places};
use crate::session::Command;
use crate::text;
use crossbeam_channel::Receiver;
use eframe::egui::{
    Align, Align2, Context, FontId, Layout, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};
use std::path::Path;

/// The least width of the main button where there is room, and what is between it and the next, in points.
const LEAST: f32 = 190.0;
const BETWEEN: f32 = 8.0;

/// The height of an entry, in points.
const ENTRY: f32 = 40.0;

/// The places that are known so far.
#[derive(Default)]
pub(in crate::ui) struct Places {
    known: Vec<StartPlace>,
    more: Option<Receiver<StartPlace>>,
}

impl Places {
    /// Those of this machine, from a thread that may wait for drives. Without the thread there are none.
    pub(in crate::ui) fn find(ctx: &Context) -> Places {
        let (tell, more) = crossbeam_channel::unbounded();
        let ctx = ctx.clone();
        let find = move || {
            places(|place| {
                let _ = tell.send(place);
                ctx.request_repaint();
            });
        };
        let started = std::thread::Builder::new().name("places".to_owned()).spawn(find);
        Places { known: Vec::new(), more: started.is_ok().then_some(more) }
    }

    /// These, as they come.
    pub(in crate::ui) fn from(more: Receiver<StartPlace>) -> Places {
        Places { known: Vec::new(), more: Some(more) }
    }

    fn take(&mut self) -> &[StartPlace] {
        if let Some(more) = &self.more {
            self.known.extend(more.try_iter());
        }
        &self.known
    }

    /// Draws `most` of them, in so many columns.
    pub(super) fn places_ui(&mut self, ui: &mut Ui, most: usize, columns: usize, actions: &mut Actions) {
        let known = self.take();
        if known.is_empty() {
            return;
        }
        title_ui(ui, "Places");
        let known = &known[..most.min(known.len())];
        let each = known.len().div_ceil(columns).max(1);
        ui.columns(columns, |columns| {
            for (ui, places) in columns.iter_mut().zip(known.chunks(each)) {
                ui.spacing_mut().item_spacing.y = 2.0;
                places.iter().for_each(|place| place_ui(ui, place, actions));
            }
        });
    }
}

fn place_ui(ui: &mut Ui, place: &StartPlace, actions: &mut Actions) {
    let (icon, name, more) = entry(place);
    let entry = Entry { icon, name: &name, below: &more, right: "", hint: &words::path(&place.path) };
    if entry.entry_ui(ui).clicked() {
        actions.push(Action::Ask(Command::AddFolders(vec![place.path.clone()])));
    }
}

fn entry(place: &StartPlace) -> (Icon, String, String) {
    let path = words::path(&place.path);
    match place.kind {
        PlaceKind::Home => (icons::HOUSE, "Home".into(), path),
        PlaceKind::Documents => (icons::FILE_TEXT, "Documents".into(), path),
        PlaceKind::Downloads => (icons::DOWNLOAD_SIMPLE, "Downloads".into(), path),
        PlaceKind::Drive => {
            let name = place
                .path
                .file_name()
                .map_or_else(|| "This computer".to_owned(), |name| words::path(Path::new(name)));
            let name = if cfg!(windows) { path.clone() } else { name };
            let free = place.free.map(|free| format!("{} free", text::size(u128::from(free))));
            (icons::HARD_DRIVE, name, free.unwrap_or(path))
        }
    }
}

/// What was read last, each with its date and count.
pub(super) fn recents_ui(ui: &mut Ui, recents: &Recents, most: usize, actions: &mut Actions) {
    if recents.all().is_empty() {
        return;
    }
    title_ui(ui, "Recent");
    for recent in recents.all().iter().take(most) {
        if recent_ui(ui, recent, actions) {
            actions.push(Action::Ask(Command::AddFolders(vec![recent.path.clone()])));
        }
    }
}

fn recent_ui(ui: &mut Ui, recent: &Recent, actions: &mut Actions) -> bool {
    let path = words::path(&recent.path);
    let name = recent.path.file_name().map_or_else(|| path.clone(), |name| words::path(Path::new(name)));
    let parent = recent.path.parent().map(words::path).unwrap_or_default();
    let local = text::local(recent.when);
    let date = local.split(' ').next().unwrap_or_default();
    let right = format!("{}\n{date}", words::count(recent.files, "file"));
    let entry = Entry { icon: icons::FOLDER, name: &name, below: &parent, right: &right, hint: &path };
    let response = entry.entry_ui(ui);
    let by_key = response.has_focus() && ui.input_mut(context_menu::key_pressed);
    let menu = context_menu::show(&response, by_key, response.rect.left_bottom(), |ui, by_key| {
        let mut entries = Entries::new(by_key);
        entries.offer(ui, true, "Remove from this list", None, ());
        entries.chosen()
    });
    if menu.flatten().is_some() {
        actions.push(Action::ForgetRecent(recent.path.clone()));
    }
    response.clicked()
}

fn title_ui(ui: &mut Ui, words: &str) {
    ui.label(theme::group(words).color(Palette::of(ui).weak));
}

/// A line to click: an icon, a name with a weaker line below, and two lines at the right.
struct Entry<'a> {
    icon: Icon,
    name: &'a str,
    below: &'a str,
    right: &'a str,
    hint: &'a str,
}

impl Entry<'_> {
    fn entry_ui(&self, ui: &mut Ui) -> eframe::egui::Response {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ENTRY), Sense::click());
        let right = self.right.replace('\n', ", ");
        let spoken: Vec<_> =
            [self.name, self.below, &right].into_iter().filter(|part| !part.is_empty()).collect();
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), spoken.join(", ")));
        if ui.is_rect_visible(rect) {
            self.paint(ui, rect, &response);
        }
        response.on_hover_ui(|ui| elide::whole_ui(ui, self.hint))
    }

    fn paint(&self, ui: &Ui, rect: Rect, response: &eframe::egui::Response) {
        let p = Palette::of(ui);
        if response.hovered() || response.is_pointer_button_down_on() {
            let fill = if response.is_pointer_button_down_on() { p.press } else { p.hover };
            ui.painter().rect(rect, 6.0, fill, Stroke::NONE, StrokeKind::Inside);
        }
        let inner = rect.shrink2(vec2(10.0, 0.0));
        let middle = inner.center().y;
        self.icon.paint(ui.painter(), pos2(inner.left() + 10.0, middle), 20.0, p.accent);
        let small = FontId::proportional(theme::SMALL - 0.5);
        let mut edge = inner.right();
        for (line, y) in self.right.lines().zip([middle - 8.0, middle + 8.0]) {
            let place =
                ui.painter().text(pos2(inner.right(), y), Align2::RIGHT_CENTER, line, small.clone(), p.weak);
            edge = edge.min(place.left() - 10.0);
        }
        let left = inner.left() + 32.0;
        let width = (edge - left).max(20.0);
        for (words, font, colour, y) in [
            (self.name, theme::medium(theme::BODY), p.text, middle - 8.0),
            (self.below, small, p.weak, middle + 8.0),
        ] {
            let (galley, _) = elide::laid_out(ui, words, &font, colour, width);
            ui.painter().galley(pos2(left, y - galley.size().y / 2.0), galley, colour);
        }
    }
}

/// The buttons that open the system's dialogs, beside each other.
pub(super) fn add_ui(ui: &mut Ui, can_add: bool, actions: &mut Actions) {
    let room = ui.available_width();
    let add = |least: f32| Push::new("Add folders…").icon(icons::PLUS).main(true).height(40.0).least(least);
    let open = Push::new("Open sheet…").height(40.0);
    let both = |ui: &Ui, least| add(least).width(ui) + BETWEEN + open.width(ui);
    let least = if both(ui, LEAST) <= room { LEAST } else { 0.0 };
    let start = ((room - both(ui, least)) / 2.0).max(0.0);
    ui.allocate_ui_with_layout(vec2(room, 40.0), Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = BETWEEN;
        ui.add_space((start - BETWEEN).max(0.0));
        if ui.add_enabled(can_add, add(least)).clicked() {
            actions.push(Action::PickFolders);
        }
        let open = ui.add_enabled(can_add, open);
        if open.on_hover_text("A saved sheet, or a list made by another program").clicked() {
            actions.push(Action::OpenSheet);
        }
    });
}
