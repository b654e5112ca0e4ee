//! The app: lets the session work, draws the panels around the table, and performs what a person did.
//! `launch` hands it to eframe, and the tests to their harness.

use super::action::{Action, Actions};
use super::announce::{Announcer, News};
use super::dialogs::Dialogs;
use super::drop::Drops;
use super::export::{Export, Facts};
use super::filter_bar::FilterBar;
use super::keys::{self, Can};
use super::left::{Left, Tab};
use super::notice::Notices;
use super::options::OptionsMenu;
use super::paths::PathField;
use super::picking::Picking;
use super::problems::Problems;
use super::settings::check::Checked;
use super::settings::{self, Settings, Starts};
use super::status_bar::{self, StatusBar};
use super::table::Table;
use super::theme::{self, Palette};
use super::window_system::WindowSystem;
use super::{empty, input_method, narrowed, top_bar, words};
use crate::session::{Command, ExportStatus, Phase, Session, Status};
use crate::text::{self, Zone};
use crossbeam_channel::{Receiver, Sender};
use eframe::egui::{Align, CentralPanel, Context, Frame, Layout, Margin, Panel, Ui};
use std::time::{Duration, Instant};

/// What a frame may spend on taking in finds. A million rows take 14 ms, so that even ten frames a second keep pace with two million
/// a second, and a frame that has more to take in is still drawn within 8 ms.
const BUDGET: Duration = Duration::from_millis(3);
/// How long closing the window waits for a running export to take its temporary file away.
const CLOSING: Duration = Duration::from_secs(1);

/// The window's state: the session, and what each panel keeps for itself.
pub struct App {
    ctx: Context,
    system: WindowSystem,
    session: Session,
    dialogs: Box<dyn Dialogs>,
    picking: Picking,
    drops: Drops,
    export: Export,
    /// Why programs would not start.
    failures: (Sender<String>, Receiver<String>),
    options: OptionsMenu,
    filter_bar: FilterBar,
    field: PathField,
    table: Table,
    left: Left,
    shows_problems: bool,
    problems: Problems,
    notices: Notices,
    status_bar: StatusBar,
    announcer: Announcer,
    /// Whether the settings may be saved.
    saves: bool,
}

impl App {
    /// A window over `session`, with dialogs from `dialogs`.
    pub fn new(cc: &eframe::CreationContext<'_>, mut session: Session, dialogs: Box<dyn Dialogs>) -> App {
        theme::install(&cc.egui_ctx);
        let mut table = Table::default();
        let mut left = Left::default();
        let mut export = Export::default();
        let mut picking = Picking::default();
        let mut by_value = true;
        if let Some(storage) = cc.storage {
            let settings = Settings::load(storage);
            if let Some(theme) = settings.theme {
                cc.egui_ctx.set_theme(theme);
            }
            (table.columns, left.tab, export.choices) = (settings.columns, settings.tab, settings.export);
            (picking.start, export.start) = (settings.starts.picking, settings.starts.export);
            by_value = settings.by_value.unwrap_or(by_value);
        }
        // What the command line asks for holds too.
        by_value |= session.order().natural;
        session.apply(Command::OrderByValue(by_value));
        session.apply(Command::ShowTree(left.tab == Tab::Folders));
        let mut notices = Notices::default();
        if let Some(doubt) = Zone::local().doubt() {
            notices.tell(doubt);
        }
        App {
            ctx: cc.egui_ctx.clone(),
            system: WindowSystem::of(cc),
            filter_bar: FilterBar::new(session.filter()),
            session,
            dialogs,
            picking,
            drops: Drops::on(cc),
            export,
            failures: crossbeam_channel::unbounded(),
            options: OptionsMenu::default(),
            field: PathField::default(),
            table,
            left,
            shows_problems: false,
            problems: Problems::default(),
            notices,
            status_bar: StatusBar::default(),
            announcer: Announcer::default(),
            saves: true,
        }
    }

    /// The same window after a look at the settings' file: it says what was found, and saves only if it may.
    pub fn with_checked(mut self, settings: Checked) -> App {
        self.saves = settings.saves;
        if let Some(told) = settings.told {
            self.notices.tell(told);
        }
        self
    }

    /// The same window as if it were on this window system, for tests.
    pub fn on(mut self, system: WindowSystem) -> App {
        self.system = system;
        self
    }

    /// The session, for tests to look into.
    pub fn session(&self) -> &Session {
        &self.session
    }

    fn can(&self, status: &Status<'_>) -> Can {
        let writing = matches!(status.export, ExportStatus::Writing { .. });
        let look = !self.export.is_modal() && !self.picking.is_modal();
        Can {
            add: look && !self.picking.is_open(),
            stop: status.phase == Phase::Reading,
            read_again: look && !status.roots.is_empty() && status.phase != Phase::Stopping,
            export: look && status.found > 0 && !writing && !self.export.is_open(),
            look,
        }
    }

    /// Draws every panel and returns what was done in them.
    fn panels_ui(&mut self, ui: &mut Ui) -> Actions {
        let mut actions = Actions::new();
        let status = self.session.status();
        let can = self.can(&status);
        let mistake = self.session.mistake().map(|mistake| words::mistake(&mistake.kind));
        let mistake = mistake.map(|mistake| text::printable(&mistake).into_owned());
        let news = status_bar::news(&status, self.table.selected(status.selected));
        for news in news.into_iter().chain(self.notices.news(&status)).chain([News::new("filter", mistake)]) {
            self.announcer.hear(news);
        }
        let by_value = self.session.order().natural;
        keys::shortcuts(ui, can, &mut actions);
        self.drops.take(ui, &mut actions);
        if status.phase == Phase::Empty {
            notices_ui(&mut self.notices, ui, &status, &mut actions);
            CentralPanel::default().show(ui, |ui| {
                ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                    self.options.menu_ui(ui, &status, by_value, &mut self.table.columns, &mut actions);
                });
                empty::empty_ui(ui, can.add, self.system, &mut self.field, &mut actions);
            });
        } else {
            let bar =
                |ui: &Ui| Frame::new().fill(Palette::of(ui).panel).inner_margin(Margin::symmetric(10, 8));
            Panel::top("top").frame(bar(ui)).show(ui, |ui| {
                let buttons_ui = |ui: &mut Ui, actions: &mut Actions| {
                    top_bar::buttons_ui(ui, &status, can, actions);
                };
                let options_ui = |ui: &mut Ui, actions: &mut Actions| {
                    self.options.menu_ui(ui, &status, by_value, &mut self.table.columns, actions);
                };
                let filter_ui = |ui: &mut Ui, most: f32, actions: &mut Actions| {
                    self.filter_bar.filter_ui(ui, &self.session, most, actions)
                };
                let to_table = top_bar::bar_ui(ui, buttons_ui, options_ui, filter_ui, &mut actions);
                if to_table {
                    self.table.focus();
                }
            });
            let selected = self.table.selected(status.selected);
            Panel::bottom("status").frame(bar(ui).inner_margin(Margin::symmetric(10, 4))).show(ui, |ui| {
                self.status_bar.bar_ui(ui, &status, selected, &self.announcer, &mut actions);
            });
            notices_ui(&mut self.notices, ui, &status, &mut actions);
            if self.shows_problems {
                let panel =
                    Panel::bottom("problems").resizable(true).default_size(190.0).size_range(90.0..=520.0);
                panel.frame(bar(ui)).show(ui, |ui| self.problems.problems_ui(ui, &status, &mut actions));
            }
            self.left.left_ui(ui, &self.session, &status, &mut self.field, &mut actions);
            narrowed::narrowed_ui(ui, &self.session, &mut actions);
            let nothing = nothing(&status, &self.session);
            CentralPanel::default().frame(Frame::new()).show(ui, |ui| {
                let sheet = self.session.shown();
                self.table.table_ui(ui, &sheet, self.session.order(), &nothing, &mut actions);
            });
        }
        let facts = Facts {
            shown: status.shown,
            selected: self.table.selected_rows().1,
            found: status.found,
            has_folders: status.options.folders || status.found > status.totals.files,
            problems: status.problems.problems(),
            incomplete: status.incomplete,
        };
        if self.export.modals_ui(ui, &facts, self.table.selected_rows().0, &mut actions) {
            self.table.focus();
        }
        if self.picking.modal_ui(ui, &mut actions) {
            self.table.focus();
        }
        self.drops.hover_ui(ui);
        self.announcer.announce_ui(ui);
        theme::focus_ui(ui);
        input_method::place(ui, self.system);
        actions
    }

    fn perform(&mut self, action: Action, ctx: &Context, frame: &eframe::Frame) {
        match action {
            Action::Ask(command) => self.ask(command),
            Action::PickFolders => self.picking.open(&*self.dialogs, frame, ctx),
            Action::AskExport => self.export.open(),
            Action::Export(asked) => {
                let name = self.suggested_name();
                self.export.ask_where(asked, &name, &*self.dialogs, frame, ctx);
            }
            Action::Open(file) => self.dialogs.open(&file, &self.failures.0, ctx),
            Action::ShowInFolder { item, is_found } => {
                self.dialogs.show_in_folder(&item, is_found, &self.failures.0, ctx);
            }
            Action::Copy(text) => self.copy(text),
            Action::Tell(words) => self.notices.tell(words),
            Action::TellOfExport(words) => self.notices.tell_of_export(words),
            Action::ToggleProblems => self.toggle_problems(ctx),
        }
    }

    /// The list that is shown has the keyboard; when it is hidden, the table gets it from there.
    fn toggle_problems(&mut self, ctx: &Context) {
        self.shows_problems = !self.shows_problems;
        if self.shows_problems {
            self.problems.focus();
        } else if Problems::has_focus(ctx) {
            self.table.focus();
        }
    }

    fn copy(&mut self, text: String) {
        self.ctx.copy_text(text);
        self.announcer.say("Copied");
    }

    fn ask(&mut self, command: Command) {
        if matches!(command, Command::ReadAgain | Command::Clear) {
            self.table.forget_rows();
            self.problems.forget();
            self.left.forget_folders();
            self.export.forget_rows();
            // That it is done is news although it comes to the same.
            for source in status_bar::SOURCES {
                self.announcer.forget(source);
            }
        }
        if matches!(command, Command::Export { .. }) {
            self.notices.export_begins();
        }
        self.session.apply(command);
    }

    /// Takes up what dialogs and programs answered.
    fn take_answers(&mut self, ctx: &Context, frame: &eframe::Frame) {
        for action in self.picking.take_answer().into_iter().chain(self.export.take_answer()) {
            self.perform(action, ctx, frame);
        }
        if let Some(text) = self.session.take_copied() {
            self.copy(text);
        }
        if let Ok(failure) = self.failures.1.try_recv() {
            self.notices.tell(failure);
        }
    }

    /// The name of the only picked folder, without what nobody would see in it, or the app's own; without an extension.
    fn suggested_name(&self) -> String {
        let status = self.session.status();
        let name = match status.roots {
            [one] => one.path.file_name().map(|name| text::seen(&name.to_string_lossy())),
            _ => None,
        };
        name.filter(|name| !name.is_empty()).unwrap_or_else(|| "foldersheet".into())
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        if let Some(latest) = self.session.tick(BUDGET) {
            ctx.request_repaint_after(latest);
        }
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        self.take_answers(ui.ctx(), frame);
        let actions = self.panels_ui(ui);
        if !actions.is_empty() {
            ui.request_repaint();
        }
        for action in actions {
            self.perform(action, ui.ctx(), frame);
        }
    }

    // eframe writes the file only if something was put into the storage: here, by itself for `persist_egui_memory`, or for
    // `persist_window`, which `launch` sets.
    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        if self.saves {
            let by_value = self.session.order().natural;
            let starts = Starts { picking: self.picking.start.clone(), export: self.export.start.clone() };
            settings::save(
                storage,
                &self.ctx,
                &self.table.columns,
                self.left.tab,
                &self.export.choices,
                by_value,
                &starts,
            );
        }
    }

    fn persist_egui_memory(&self) -> bool {
        self.saves
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        if !matches!(self.session.status().export, ExportStatus::Writing { .. }) {
            return;
        }
        self.session.apply(Command::CancelExport);
        let started = Instant::now();
        while started.elapsed() < CLOSING
            && matches!(self.session.status().export, ExportStatus::Writing { .. })
        {
            self.session.tick(BUDGET);
            std::thread::park_timeout(Duration::from_millis(5));
        }
    }
}

fn notices_ui(notices: &mut Notices, ui: &mut Ui, status: &Status<'_>, actions: &mut Actions) {
    if notices.has_any(status) {
        let frame = Frame::new().fill(Palette::of(ui).sheet).inner_margin(Margin::symmetric(10, 6));
        Panel::bottom("notices").frame(frame).show(ui, |ui| notices.notices_ui(ui, status, actions));
    }
}

/// What the table says where it has no row.
fn nothing(status: &Status<'_>, session: &Session) -> String {
    let filter = session.filter();
    let is_narrowed = session.within().is_some();
    let matches = |place| format!("No row{place} matches “{}”", text::printable(filter));
    match status.phase {
        _ if status.found > 0 && session.mistake().is_some() => {
            "No row matches the last filter that was understood".into()
        }
        _ if is_narrowed && !filter.is_empty() => matches(" in this folder"),
        Phase::Reading | Phase::Stopping if is_narrowed => "Reading…".into(),
        _ if is_narrowed => "No files in this folder".into(),
        _ if status.found > 0 => matches(""),
        Phase::Reading | Phase::Stopping => "Reading…".into(),
        _ => "No files were found".into(),
    }
}
