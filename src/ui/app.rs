//! The app: lets the session work, draws the panels around the table, and performs what the user did.
//!
//! `panels` draws a frame, `perform` does what was done in it. `launch` hands the app to eframe, and the tests to their harness.

mod middle;
mod panels;
mod perform;

use super::announce::Announcer;
use super::check::CheckDialog;
use super::closing::Closing;
use super::compare::CompareUi;
use super::delete_kept::DeleteKept;
use super::dialogs::{Dialogs, NotHandedOver};
use super::drop::Drops;
use super::empty::Places;
use super::export::Export;
use super::filter::{FilterBar, History};
use super::hints::Hints;
use super::left::{LeftPanel, Tab};
use super::map::MapPane;
use super::middle::Middle;
use super::middle::view::View;
use super::notice::Notices;
use super::options::OptionsMenu;
use super::paths::PathField;
use super::picking::Picking;
use super::problems::Problems;
use super::read_as::ReadAs;
use super::recent::Recents;
use super::recent_sheets::RecentSheets;
use super::settings::check::Checked;
use super::settings::listing::{Kept, Listing};
use super::settings::{Settings, Starts};
use super::status_bar::StatusBar;
use super::table::Table;
use super::title::WindowTitle;
use super::top_bar::TopBar;
use super::window_system::WindowSystem;
use super::{about, theme};
use crate::category_file::CategoryFile;
use crate::kept::KeptPlace;
use crate::model::Number;
use crate::scan::places::StartPlace;
use crate::session::{Command, ExportStatus, Session};
use crate::text::{Units, Zone};
use crate::view::{CountLinks, Order};
use crossbeam_channel::{Receiver, Sender};
use eframe::egui::{Context, Ui};
use std::collections::VecDeque;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// What a frame may spend on taking in finds. A million rows take 14 ms, so that even ten frames a second keep pace with two million
/// a second, and a frame that has more to take in is still drawn within 8 ms.
const BUDGET: Duration = Duration::from_millis(3);
/// How long closing the window waits for a running export to take its temporary file away, and for the sheet to be kept.
const CLOSING: Duration = Duration::from_secs(1);

/// A page that is read and closed again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    Shortcuts,
    About,
    Explanation,
}

/// The window's state: the session, and what each panel keeps for itself.
pub struct App {
    ctx: Context,
    system: WindowSystem,
    session: Session,
    /// Sheets that there were before the one that the panels know.
    sheets: u64,
    dialogs: Box<dyn Dialogs>,
    picking: Picking,
    drops: Drops,
    export: Export,
    check: CheckDialog,
    read_as: ReadAs,
    compare: CompareUi,
    /// What no program was started for.
    failures: (Sender<NotHandedOver>, Receiver<NotHandedOver>),
    /// The files of rows that were to be opened last, and whether reading found their folders.
    opening: VecDeque<(PathBuf, bool)>,
    options: OptionsMenu,
    top_bar: TopBar,
    filter_bar: FilterBar,
    field: PathField,
    recents: Recents,
    recent_sheets: RecentSheets,
    places: Places,
    table: Table,
    left: LeftPanel,
    middle: Middle,
    /// Whether what it shows is to get the keyboard.
    keyboard_to_middle: bool,
    map: MapPane,
    shows_problems: bool,
    problems: Problems,
    notices: Notices,
    status_bar: StatusBar,
    announcer: Announcer,
    closing: Closing,
    delete_kept: DeleteKept,
    title: WindowTitle,
    /// What lies over the window to be read.
    page: Option<Page>,
    /// Of that one, if it is the explanation, the number whose lines are seen.
    explained: Option<Number>,
    /// Whether that one, if it is About, lists the packages.
    shows_packages: bool,
    /// How the window is painted, in words.
    renderer: String,
    /// What is listed, as it is remembered.
    kept: Kept,
    /// Whether the settings may be saved.
    saves: bool,
}

impl App {
    /// A window over `session`, with dialogs from `dialogs`.
    pub fn new(cc: &eframe::CreationContext<'_>, mut session: Session, dialogs: Box<dyn Dialogs>) -> App {
        theme::install(&cc.egui_ctx);
        cc.egui_ctx.add_plugin(Hints::default());
        let mut table = Table::default();
        let mut left = LeftPanel::default();
        let (mut middle, mut map) = (Middle::default(), MapPane::default());
        let mut export = Export::default();
        let mut picking = Picking::default();
        let mut recents = Recents::default();
        let mut recent_sheets = RecentSheets::default();
        let mut keeps = true;
        let mut by_value = true;
        let mut order = None;
        let mut listing = Listing::default();
        let mut filters = History::default();
        if let Some(storage) = cc.storage {
            let settings = Settings::load(storage);
            if let Some(theme) = settings.theme {
                cc.egui_ctx.set_theme(theme);
            }
            left.is_hidden = settings.hides_left;
            (middle, map.choices) = (settings.middle, settings.map);
            (table.columns, left.tab, export.choices) = (settings.columns, settings.tab, settings.export);
            (picking.start, export.start) = (settings.starts.picking, settings.starts.export);
            recents = settings.recent;
            recent_sheets = settings.recent_sheets;
            keeps = settings.keeps.unwrap_or(keeps);
            listing = settings.listing;
            filters = settings.filters;
            by_value = settings.by_value.unwrap_or(by_value);
            order = settings.order;
            if let Some(units) = settings.units {
                units.set_by_default();
            }
        }
        // What the command line asks for holds too.
        by_value |= session.order().natural;
        session.apply(Command::OrderByValue(by_value));
        // Nobody looks for a file in the order in which threads happened to find it.
        if session.order().is_as_found() {
            let order = order.unwrap_or(Order::by_path(by_value));
            session.apply(Command::SetOrder(Order { natural: by_value, ..order }));
        }
        if listing.counts_once {
            session.apply(Command::CountLinks(CountLinks::Once));
        }
        session.apply(Command::KeepSheets(keeps));
        session.apply(Command::ShowCharts(middle.view != View::Table));
        let kept = Kept::new(listing, session.status().options);
        session.apply(Command::ShowTree(left.tab == Tab::Folders && !left.is_hidden));
        let mut notices = Notices::default();
        if let Some(doubt) = Zone::local().doubt() {
            notices.tell(doubt);
        }
        App {
            ctx: cc.egui_ctx.clone(),
            system: WindowSystem::of(cc),
            top_bar: TopBar::default(),
            filter_bar: FilterBar::new(session.filter(), filters),
            sheets: session.sheets(),
            session,
            dialogs,
            picking,
            drops: Drops::on(cc),
            export,
            check: CheckDialog::default(),
            read_as: ReadAs::default(),
            compare: CompareUi::default(),
            failures: crossbeam_channel::unbounded(),
            opening: VecDeque::new(),
            options: OptionsMenu::default(),
            field: PathField::default(),
            recents,
            recent_sheets,
            places: Places::default(),
            table,
            left,
            middle,
            keyboard_to_middle: false,
            map,
            shows_problems: false,
            problems: Problems::default(),
            notices,
            status_bar: StatusBar::default(),
            announcer: Announcer::default(),
            closing: Closing::default(),
            delete_kept: DeleteKept::default(),
            title: WindowTitle::default(),
            page: None,
            explained: None,
            shows_packages: false,
            renderer: about::renderer(cc),
            kept,
            saves: true,
        }
    }

    /// The same window, in which this file of categories can be edited in place of the usual one.
    pub fn with_categories(mut self, file: CategoryFile) -> App {
        self.options.set_categories(file);
        self
    }

    /// The same window after a look at the settings' file: it says what was found, and saves only if it may.
    pub fn with_checked(mut self, settings: Checked) -> App {
        self.saves = settings.saves;
        if let Some(told) = settings.told {
            self.notices.tell(told);
        }
        self
    }

    /// The same window, which keeps the last sheet of each set of folders here, unless the settings say otherwise; without a place it keeps
    /// none.
    pub fn keeping_in(mut self, place: Option<KeptPlace>) -> App {
        self.session.apply(Command::KeepSheetsIn(place));
        self
    }

    /// Offers these places in the empty window, as they are found; for tests.
    pub fn expect_places(&mut self, found: Receiver<StartPlace>) {
        self.places = Places::from(found);
    }

    /// The same window with the places of this machine, which a thread finds.
    pub(super) fn with_places_here(mut self) -> App {
        self.places = Places::find(&self.ctx);
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
}

impl App {
    /// Lets jobs come to their end, for a moment.
    fn wait_while(&mut self, is_busy: impl Fn(&Session) -> bool) {
        let started = Instant::now();
        while started.elapsed() < CLOSING && is_busy(&self.session) {
            self.session.tick(BUDGET);
            std::thread::park_timeout(Duration::from_millis(5));
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        let latest = self.session.tick(BUDGET);
        self.heed_new_sheet();
        self.heed_table();
        self.heed_comparison();
        for renumbered in self.session.take_renumbered() {
            self.table.renumber(&renumbered);
            self.map.renumber();
            self.problems.forget();
            self.export.forget_rows();
        }
        if let Some(latest) = latest {
            ctx.request_repaint_after(latest);
        }
        let status = self.session.status();
        self.recents.hear(&status);
        self.recent_sheets.hear(&status, ctx);
        self.closing.take(ctx, &status);
        self.title.keep_up(ctx, &status);
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
        self.ask_for_columns();
    }

    // eframe writes the file only if something was put into the storage: here, on its own for `persist_egui_memory`, or for
    // `persist_window`, which `launch` sets.
    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        if self.saves {
            let settings = Settings {
                theme: None,
                columns: self.table.columns.clone(),
                tab: self.left.tab,
                hides_left: self.left.is_hidden,
                middle: self.middle,
                map: self.map.choices,
                export: self.export.choices.clone(),
                by_value: Some(self.session.order().natural),
                order: Some(self.session.own_order()),
                starts: Starts { picking: self.picking.start.clone(), export: self.export.start.clone() },
                recent: self.recents.clone(),
                recent_sheets: self.recent_sheets.remembered(),
                keeps: Some(self.session.keeps_sheets()),
                listing: self.kept.of(&self.session.status()),
                filters: self.filter_bar.history.clone(),
                units: Some(Units::current()),
            };
            settings.save(storage, &self.ctx);
        }
    }

    fn persist_egui_memory(&self) -> bool {
        self.saves
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        let is_writing = |session: &Session| matches!(session.status().export, ExportStatus::Writing { .. });
        if is_writing(&self.session) {
            self.session.apply(Command::CancelExport);
        }
        self.wait_while(|session| is_writing(session) || session.is_keeping());
        if self.session.is_keeping() {
            // It takes its file away. The settings are saved already.
            self.session.apply(Command::KeepSheets(false));
            self.wait_while(Session::is_keeping);
        }
    }
}
