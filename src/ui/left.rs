//! The panel at the left: the picked folders with the workers, or the tree of all folders. The app calls it.

use super::action::{Action, Actions};
use super::paths::PathField;
use super::recent::Recents;
use super::theme::{self, Palette};
use super::tree::FolderTree;
use super::{edges, folders, icons, keys, words, workers};
use crate::session::{Command, Phase, Session, Status, WorkerStatus};
use eframe::egui::{Align, Button, CentralPanel, Frame, Id, Layout, Margin, Panel, Role, Ui, UiBuilder};

/// Lower than this, in points, the workers' panel gives its room to the folders.
const WORKERS_LEAST: f32 = 64.0;

/// The least width in points: that of the tabs with the buttons beside them.
const TABS: f32 = 228.0;

/// Below this width there is no room for the button that hides it; its key still does.
const WITH_BUTTON: f32 = 236.0;

/// The usual width in points, and the largest.
const WIDTH: f32 = 300.0;
const MOST: f32 = 640.0;

/// The width in points that is left of it while it is hidden.
const HIDDEN: f32 = 36.0;

/// What the table keeps of the window's width, in points.
const TABLE: f32 = 140.0;

/// What the panel shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Tab {
    /// The picked folders, each with where it stands, and the workers.
    #[default]
    Picked,
    /// The tree.
    Folders,
}

impl Tab {
    /// Both, with the word on screen and in the settings.
    pub(super) const ALL: [(Tab, &'static str); 2] = [(Tab::Picked, "Sources"), (Tab::Folders, "Folders")];
}

/// The panel's own state.
#[derive(Default)]
pub(super) struct LeftPanel {
    /// What it shows.
    pub tab: Tab,
    /// Whether it is hidden.
    pub is_hidden: bool,
    /// The width that the user chose, in points; `None` before the first frame.
    width: Option<f32>,
    tree: FolderTree,
}

impl LeftPanel {
    /// Forgets which folder is which: the sheet is emptied.
    pub(super) fn forget_folders(&mut self) {
        self.tree.forget();
    }

    /// Draws it.
    pub(super) fn left_ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        status: &Status<'_>,
        recents: &Recents,
        field: &mut PathField,
        actions: &mut Actions,
    ) {
        let frame = Frame::new().fill(Palette::of(ui).panel);
        if self.is_hidden {
            return hidden_ui(ui, frame, actions);
        }
        // One width for both tabs, which the user chooses. In a window with too little room for it the panel is another one, so that the
        // chosen width is back when the window grows.
        let most = (ui.available_width() - TABLE).max(TABS);
        let wanted = *self.width.get_or_insert(WIDTH);
        let panel = match wanted <= most {
            true => Panel::left("left").resizable(true).default_size(WIDTH).size_range(TABS..=most.min(MOST)),
            false => Panel::left("narrow left").resizable(false).exact_size(most),
        };
        let shown = panel.frame(frame).show(ui, |ui| {
            let bar = frame.inner_margin(Margin::symmetric(10, 8));
            Panel::top("tabs")
                .frame(bar.inner_margin(Margin { left: 10, right: 10, top: 8, bottom: 4 }))
                .show_separator_line(false)
                .show(ui, |ui| self.tabs_ui(ui, actions));
            match self.tab {
                Tab::Picked => picked_ui(ui, status, recents, field, bar, actions),
                Tab::Folders => {
                    let nothing = nothing(session, status);
                    CentralPanel::default()
                        .frame(frame)
                        .show(ui, |ui| self.tree.tree_ui(ui, session, &nothing, actions));
                }
            }
        });
        if wanted <= most {
            self.width = Some(shown.response.rect.width());
            edges::name(ui, "left", "Width of the left panel");
        }
    }

    fn tabs_ui(&mut self, ui: &mut Ui, actions: &mut Actions) {
        let is_wide = ui.available_width() >= WITH_BUTTON;
        // The panel around them is another one with each: they keep their ids, and so the keyboard.
        let same =
            UiBuilder::new().scope_id(Id::unique("tab buttons")).layout(Layout::left_to_right(Align::Center));
        ui.scope_builder(same, |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for (tab, word) in Tab::ALL {
                let is_chosen = self.tab == tab;
                let button = ui.add(Button::selectable(is_chosen, theme::strong(word)));
                ui.accesskit_node_builder(button.id, |node| {
                    node.set_role(Role::Tab);
                    node.set_selected(is_chosen);
                });
                if button.clicked() {
                    // As the tabs of a desktop do.
                    button.request_focus();
                }
                if button.clicked() && !is_chosen {
                    self.tab = tab;
                    actions.push(Action::Ask(Command::ShowTree(tab == Tab::Folders)));
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let keys = ui.ctx().format_shortcut(&keys::LEFT);
                if is_wide && icon_ui(ui, "Hide this panel", &keys) {
                    actions.push(Action::ToggleLeft);
                }
                if ui.button("Clear").on_hover_text("Empty the sheet and forget the folders").clicked() {
                    actions.push(Action::Ask(Command::Clear));
                }
            });
        });
    }
}

/// What is left of it: the button that shows it again.
fn hidden_ui(ui: &mut Ui, frame: Frame, actions: &mut Actions) {
    let frame = frame.inner_margin(Margin { left: 4, right: 4, top: 8, bottom: 4 });
    Panel::left("hidden left").resizable(false).exact_size(HIDDEN).frame(frame).show(ui, |ui| {
        let keys = ui.ctx().format_shortcut(&keys::LEFT);
        if icon_ui(ui, "Show the sources and folders", &keys) {
            actions.push(Action::ToggleLeft);
        }
    });
}

fn icon_ui(ui: &mut Ui, name: &str, keys: &str) -> bool {
    let button = Button::new(icons::SIDEBAR_SIMPLE.rich(icons::SIZE)).frame_when_inactive(false);
    ui.add(button).accessible_name(name).on_hover_text(format!("{name} ({keys})")).clicked()
}

fn picked_ui(
    ui: &mut Ui,
    status: &Status<'_>,
    recents: &Recents,
    field: &mut PathField,
    frame: Frame,
    actions: &mut Actions,
) {
    let most = ui.available_height() * 0.4;
    // What each worker does is on its own business, until a drive holds one.
    let is_news = !status.given_up.is_empty() || status.workers.iter().any(WorkerStatus::is_held);
    if is_news && most >= WORKERS_LEAST {
        let range = WORKERS_LEAST..=most;
        let panel = Panel::bottom("workers").resizable(true).default_size(104.0).size_range(range);
        panel.frame(frame).show(ui, |ui| workers::workers_ui(ui, status));
        edges::name(ui, "workers", "Height of the workers");
    }
    CentralPanel::default()
        .frame(frame)
        .show(ui, |ui| folders::folders_ui(ui, status, recents, field, actions));
}

/// What the tree says where it has no line.
fn nothing(session: &Session, status: &Status<'_>) -> String {
    match status.phase {
        _ if session.tree_failure().is_some() => {
            let why = session.tree_failure().map(words::failure).unwrap_or_default();
            format!("The folders can't be shown. {why}")
        }
        Phase::Reading | Phase::Stopping => "Reading…".into(),
        _ if session.tree().is_none() && status.found > 0 => "Adding up…".into(),
        _ => "No folders were found".into(),
    }
}
