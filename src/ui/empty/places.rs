//! Where a user may want to begin: the buttons of the dialogs, and the places of this machine. A thread finds these once, and the list
//! grows as it does.

use super::super::action::{Action, Actions};
use super::super::controls::Push;
use super::super::icons::{self, Icon};
use super::super::theme::{self, Palette};
use super::super::words;
use super::entry::Entry;
use crate::scan::places::{PlaceKind, StartPlace, places};
use crate::session::Command;
use crate::text;
use crossbeam_channel::Receiver;
use eframe::egui::{Align, Context, Layout, Ui, vec2};
use std::path::Path;

/// The least width of the main button where there is room, and what is between it and the next, in points.
const LEAST: f32 = 190.0;
const BETWEEN: f32 = 8.0;

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
    let entry = Entry {
        icon,
        name: &name,
        lead: "",
        below: &more,
        right: "",
        hint: &words::path(&place.path),
        is_weak: false,
    };
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

pub(super) fn title_ui(ui: &mut Ui, words: &str) {
    ui.label(theme::group(words).color(Palette::of(ui).weak));
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
        ui.add_space(start);
        if ui.add_enabled(can_add, add(least)).clicked() {
            actions.push(Action::PickFolders);
        }
        let open = ui.add_enabled(can_add, open);
        if open.on_hover_text("A saved sheet, or a list made by another program").clicked() {
            actions.push(Action::OpenSheet);
        }
    });
}
