//! The options menu: the theme, what is listed, what is left out, the columns. The top bar and the empty window show it.

use super::action::{Action, Actions};
use super::context_menu::scrolled_ui;
use super::controls;
use super::icons;
use super::keys;
use super::names::{self, Reading};
use super::pattern_words::{joined, words};
use super::settings::THEMES;
use super::table::{BY_VALUE, Columns, chooser_ui};
use super::text_field::TextField;
use super::theme::Palette;
use super::words::{path as shown_path, pattern_mistake};
use crate::category_file::CategoryFile;
use crate::kept::KeptPlace;
use crate::model::SourceKind;
use crate::scan::{check_patterns, native_pattern};
use crate::session::{Command, Phase, Session, Status};
use crate::text::{self, Units};
use crate::view::CountLinks;
use eframe::egui::containers::menu::{MenuButton, MenuConfig};
use eframe::egui::{
    Align, Align2, Button, Id, Key, Layout, Margin, Popup, PopupCloseBehavior, Response, RichText, TextStyle,
    Ui, vec2,
};

/// What a pattern can be.
const PATTERNS: &str = if cfg!(any(windows, target_os = "macos")) {
    "Patterns as in a .gitignore file, with spaces between them: a name, *.tmp, /name (at the top only), or the whole path of a folder. A to Z \
     match in any case. Write “\\ ” for a space in a name."
} else {
    "Patterns as in a .gitignore file, with spaces between them: a name, *.tmp, /name (at the top only), or the whole path of a folder. Write \
     “\\ ” for a space in a name."
};

/// What can be asked about a sheet.
fn tools_ui(ui: &mut Ui, status: &Status<'_>, actions: &mut Actions) {
    let keys = keys::words(ui.ctx(), &keys::OPEN_SHEET);
    let open = ui.add(Button::new("Open sheet…").shortcut_text(keys)).accessible_name("Open sheet…");
    if open.on_hover_text("A saved sheet, or a list made by another program").clicked() {
        actions.push(Action::OpenSheet);
        ui.close();
    }
    let list = status.origin.filter(|origin| origin.kind != SourceKind::SavedSheet);
    let hint = match list {
        Some(_) => "Another kind of list, or other columns, than the present one was taken for",
        None => "A list that isn't recognised, or not as what it is: say what its columns hold",
    };
    if ui.button("Read list as…").on_hover_text(hint).clicked() {
        actions.push(list.map_or(Action::PickList, |origin| Action::ReadAs(origin.file.clone())));
        ui.close();
    }
    if status.phase == Phase::Empty {
        ui.separator();
        return;
    }
    for (name, hint, action) in [
        (
            "Compare with…",
            "What was added, removed, changed and moved since another sheet",
            Action::AskCompare,
        ),
        ("Check names…", "Before files are moved: what would be refused there", Action::CheckNames),
        ("Why sizes differ…", "What du, df and Windows Explorer say, and why", Action::ShowExplanation),
    ] {
        if ui.button(name).on_hover_text(hint).clicked() {
            actions.push(action);
            ui.close();
        }
    }
    ui.separator();
}

/// Whether sheets are kept by themselves, where they are, and a way to be rid of them.
fn kept_ui(ui: &mut Ui, session: &Session, actions: &mut Actions) {
    let Some(place) = session.kept_place() else { return };
    ui.separator();
    title(ui, "What changed since last time");
    let mut keeps = session.keeps_sheets();
    let hint = format!(
        "A reading that has ended is kept in {}, so that you can compare with it next time: of each set of folders the last one and two \
         before it, at most {} in all. Only you can read them.",
        shown_path(place.folder()),
        text::size(u128::from(KeptPlace::MOST)),
    );
    if controls::tick(ui, &mut keeps, "Keep the last sheet of folders").on_hover_text(hint).changed() {
        actions.push(Action::Ask(Command::KeepSheets(keeps)));
    }
    let kept = session.kept();
    let has_any = kept.bytes > 0;
    let delete = match has_any {
        true => format!("Delete kept sheets ({})…", text::size(u128::from(kept.bytes))),
        false => "Delete kept sheets…".to_owned(),
    };
    if ui.add_enabled(has_any, Button::new(delete)).accessible_name("Delete kept sheets…").clicked() {
        actions.push(Action::AskDeleteKept);
        ui.close();
    }
    if ui.add_enabled(has_any, Button::new("Show kept sheets")).clicked() {
        let item = place.folder().to_owned();
        actions.push(Action::ShowInFolder { item, is_found: false });
        ui.close();
    }
}

fn theme_ui(ui: &mut Ui) {
    let theme = ui.ctx().options(|options| options.theme_preference);
    for (choice, name) in THEMES {
        if controls::radio(ui, theme == choice, name).clicked() {
            ui.ctx().set_theme(choice);
        }
    }
}

fn sizes_ui(ui: &mut Ui) {
    for (units, name) in UNITS {
        if controls::radio(ui, Units::current() == units, name).clicked() {
            units.set();
        }
    }
}

/// What sizes are written in, in words.
const UNITS: [(Units, &str); 2] =
    [(Units::Decimal, "1 kB is 1000 bytes"), (Units::Binary, "1 KiB is 1024 bytes")];

/// How wide the menu is, in points.
const WIDTH: f32 = 240.0;

/// The menu's own state: what is typed into it.
pub(super) struct OptionsMenu {
    /// The patterns as they are typed.
    typed: String,
    /// The ones in use when they were last written into the field.
    known: Vec<String>,
    /// Whether the field has something that was not handed on yet.
    is_edited: bool,
    /// What was typed when the patterns were last checked, and what is wrong with them: not again for every frame.
    checked: (String, Result<Vec<String>, String>),
    was_open: bool,
    /// Whether it is to be opened from elsewhere.
    opens: bool,
    /// The user's own file of categories; `None` where the system has no place for one.
    categories: Option<CategoryFile>,
}

impl Default for OptionsMenu {
    fn default() -> OptionsMenu {
        OptionsMenu {
            typed: String::new(),
            known: Vec::new(),
            is_edited: false,
            checked: (String::new(), Ok(Vec::new())),
            was_open: false,
            opens: false,
            categories: CategoryFile::usual(),
        }
    }
}

impl OptionsMenu {
    /// Opens the menu in the next frame.
    pub(super) fn open(&mut self) {
        self.opens = true;
    }

    /// Lets the user edit this file of categories in place of the usual one.
    pub(super) fn set_categories(&mut self, file: CategoryFile) {
        self.categories = Some(file);
    }

    /// The button with its menu; `by_value` is whether numbers are ordered so. The menu stays open until there is a click beside it, or Esc.
    pub(super) fn menu_ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        status: &Status<'_>,
        mut by_value: bool,
        columns: &mut Columns,
        actions: &mut Actions,
    ) {
        let stays = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        let face =
            Button::new(icons::LIST.rich(icons::SIZE)).frame_when_inactive(false).min_size(vec2(28.0, 28.0));
        let (face, menu) = MenuButton::from_button(face).config(stays).ui(ui, |ui| {
            scrolled_ui(ui, |ui| {
                ui.set_width(WIDTH);
                ui.spacing_mut().item_spacing.y = 2.0;
                tools_ui(ui, status, actions);
                title(ui, "What is listed");
                boxes_ui(ui, status, actions);
                ui.add_space(4.0);
                title(ui, "Leave out, as a .gitignore does");
                self.patterns_ui(ui, status, actions);
                ui.add_space(4.0);
                title(ui, when(status.phase));
                ui.separator();
                title(ui, "Sums of what is shown and selected");
                let mut once = status.count_links == CountLinks::Once;
                let hint = "A file that has several names counts once, and not once for each name. Where the system doesn't count names, as in \
                    Windows, they are found when all is read";
                if controls::tick(ui, &mut once, "Count hard links once").on_hover_text(hint).changed() {
                    let count = if once { CountLinks::Once } else { CountLinks::EachName };
                    actions.push(Action::Ask(Command::CountLinks(count)));
                }
                ui.separator();
                title(ui, "Order of names");
                if controls::tick(ui, &mut by_value, BY_VALUE.0).on_hover_text(BY_VALUE.1).changed() {
                    actions.push(Action::Ask(Command::OrderByValue(by_value)));
                }
                kept_ui(ui, session, actions);
                ui.separator();
                ui.menu_button("Theme", theme_ui);
                ui.menu_button("Sizes", sizes_ui);
                ui.menu_button("Columns", |ui| {
                    if let Some(column) = chooser_ui(ui, columns) {
                        columns.toggle(column);
                    }
                });
                if let Some(file) = &self.categories {
                    let hint = format!(
                        "Which extensions are images, documents and so on. Opens {}, which is made first if need be; changes count from the next start on.",
                        shown_path(file.path())
                    );
                    if ui.button("Edit categories…").on_hover_text(hint).clicked() {
                        actions.push(Action::EditCategories(file.clone()));
                        ui.close();
                    }
                }
                ui.separator();
                let keys = keys::words(ui.ctx(), &keys::SHORTCUTS);
                let shortcuts = ui.add(Button::new("Keyboard shortcuts").shortcut_text(keys));
                if shortcuts.accessible_name("Keyboard shortcuts").clicked() {
                    actions.push(Action::ToggleShortcuts);
                    ui.close();
                }
                if ui.button("About Foldersheet").clicked() {
                    actions.push(Action::ShowAbout);
                    ui.close();
                }
            })
        });
        let face = face.accessible_name("Options");
        let face = face.on_hover_text("Options, shortcuts, about");
        if std::mem::take(&mut self.opens) {
            Popup::open_id(ui.ctx(), Popup::default_response_id(&face));
            face.request_focus();
            ui.request_repaint();
        }
        let is_open = menu.is_some();
        if self.was_open && !is_open {
            self.hand_on(status, actions);
            if self.is_edited
                && let Err(mistake) = self.patterns()
            {
                actions.push(Action::Tell(format!("What to leave out is as it was: {mistake}")));
            }
        }
        self.was_open = is_open;
    }

    /// The field for patterns, and below it what is wrong with them.
    fn patterns_ui(&mut self, ui: &mut Ui, status: &Status<'_>, actions: &mut Actions) {
        if !self.is_edited && self.known != status.options.exclude {
            self.put_back(status);
        }
        let field = ui.scope(|ui| self.field_ui(ui)).inner;
        self.is_edited |= field.changed();
        if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
            self.put_back(status);
        } else if !field.has_focus() {
            self.hand_on(status, actions);
        }
        if let Err(mistake) = self.patterns() {
            let words = format!("Not used: {mistake}");
            // Lines in a menu are justified; a sentence is not to be.
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                let small = TextStyle::Small.resolve(ui.style());
                names::label_ui(ui, &words, Reading::Prose, small, Palette::of(ui).bad);
            });
        }
    }

    fn field_ui(&mut self, ui: &mut Ui) -> Response {
        // Menus take the line away that shows a field as one.
        let line = (1.0, Palette::of(ui).border).into();
        ui.visuals_mut().widgets.inactive.bg_stroke = line;
        let field = TextField::new(Id::unique("patterns"), &mut self.typed, Reading::Prose);
        field
            .field_ui(ui, |edit| {
                edit.hint_text("node_modules *.tmp")
                    .align(Align2::LEFT_CENTER)
                    .desired_width(f32::INFINITY)
                    .margin(Margin::symmetric(8, 2))
                    .min_size(vec2(0.0, 28.0))
            })
            .accessible_name("Patterns to leave out")
            .on_hover_text(PATTERNS)
    }

    fn patterns(&mut self) -> Result<Vec<String>, String> {
        if self.checked.0 != self.typed {
            let typed = words(&self.typed);
            let patterns: Vec<_> = typed.iter().map(|typed| native_pattern(typed).into_owned()).collect();
            self.checked = (
                self.typed.clone(),
                check_patterns(&patterns).map(|()| patterns).map_err(|mistake| pattern_mistake(&mistake)),
            );
        }
        self.checked.1.clone()
    }

    /// Requests what is typed, unless it is already in force or not a pattern.
    fn hand_on(&mut self, status: &Status<'_>, actions: &mut Actions) {
        if !self.is_edited {
            return;
        }
        if let Ok(exclude) = self.patterns() {
            self.is_edited = false;
            self.known.clone_from(&exclude);
            if exclude != status.options.exclude {
                let options = crate::model::ScanOptions { exclude, ..status.options.clone() };
                actions.push(Action::Ask(Command::SetOptions(options)));
            }
        }
    }

    /// Writes what is in use into the field.
    fn put_back(&mut self, status: &Status<'_>) {
        self.known.clone_from(&status.options.exclude);
        self.typed = joined(&self.known);
        self.is_edited = false;
    }
}

fn boxes_ui(ui: &mut Ui, status: &Status<'_>, actions: &mut Actions) {
    let mut options = status.options.clone();
    let mut hidden = !options.skip_hidden;
    // Elsewhere there are none, unless it was asked for.
    let has_clouds = cfg!(any(windows, target_os = "macos")) || options.cloud_folders;
    let changed = controls::tick(ui, &mut options.folders, "Folders as rows").changed()
        | controls::tick(ui, &mut hidden, "Hidden files and folders").changed()
        | controls::tick(ui, &mut options.one_file_system, "Stay on one file system").changed()
        | (has_clouds && cloud_folders_ui(ui, &mut options.cloud_folders));
    if changed {
        options.skip_hidden = !hidden;
        actions.push(Action::Ask(Command::SetOptions(options)));
    }
}

fn cloud_folders_ui(ui: &mut Ui, are_listed: &mut bool) -> bool {
    let tick = controls::tick(ui, are_listed, "Folders that are only in the cloud");
    tick.on_hover_text(
        "Listing one downloads the names in it. A folder that you pick itself is always listed.",
    )
    .changed()
}

fn title(ui: &mut Ui, words: &str) {
    ui.label(RichText::new(words).small().color(Palette::of(ui).weak));
}

/// When a change is seen. Rows that are there stay; only a new reading of all folders treats all alike.
fn when(phase: Phase) -> &'static str {
    match phase {
        Phase::Empty => "For the folders that you add.",
        _ => "Press “Read again” to use a change.",
    }
}
