//! A window over a real session, a small tree of files, and dialogs that answer what the test said.

use crate::scripted::{Act, Fake};
use crossbeam_channel::{Receiver, Sender};
use eframe::egui::accesskit::Role;
use eframe::egui::{
    Context, Event, HoveredFile, Key, Modifiers, MouseWheelSource, MouseWheelUnit, OutputCommand,
    PointerButton, TouchPhase, vec2,
};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, Node};
use foldersheet::category_file::CategoryFile;
use foldersheet::kept::KeptPlace;
use foldersheet::model::{ScanOptions, Wake};
use foldersheet::session::{Config, ExportStatus, Phase, Session};
use foldersheet::ui::{Answer, App, Checked, Dialogs, NotHandedOver, Question, WindowSystem};
use std::cell::RefCell;
use std::convert::Infallible;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// The entry that shows something in the folder it is in, as each system's users call that.
pub const SHOW_IN_FOLDER: &str = if cfg!(target_os = "macos") { "Show in Finder" } else { "Show in folder" };

/// Every wait ends here at the latest.
const BOUND: Duration = Duration::from_secs(20);

pub struct Desk {
    pub window: Harness<'static, App>,
    dir: TempDir,
    answers: Rc<RefCell<Vec<Option<Answer>>>>,
    shown: Rc<RefCell<Vec<(PathBuf, bool)>>>,
    opened: Rc<RefCell<Vec<PathBuf>>>,
    refused: Rc<RefCell<Option<String>>>,
    suggested: Rc<RefCell<Vec<[String; 3]>>>,
    open: Rc<RefCell<Vec<Sender<Answer>>>>,
    starts: Rc<RefCell<Vec<Option<PathBuf>>>>,
}

/// Dialogs that answer at once what the test put there, and a file manager that only remembers what it was to show or open.
struct StandIn {
    answers: Rc<RefCell<Vec<Option<Answer>>>>,
    shown: Rc<RefCell<Vec<(PathBuf, bool)>>>,
    opened: Rc<RefCell<Vec<PathBuf>>>,
    refused: Rc<RefCell<Option<String>>>,
    suggested: Rc<RefCell<Vec<[String; 3]>>>,
    /// The ends of dialogs that stay open.
    open: Rc<RefCell<Vec<Sender<Answer>>>>,
    starts: Rc<RefCell<Vec<Option<PathBuf>>>>,
}

impl StandIn {
    fn answer(&self) -> Receiver<Answer> {
        let (sender, receiver) = crossbeam_channel::unbounded();
        match self.answers.borrow_mut().remove(0) {
            Some(answer) => sender.send(answer).unwrap(),
            None => self.open.borrow_mut().push(sender),
        }
        receiver
    }
}

impl Dialogs for StandIn {
    fn ask(&self, question: Question, _parent: &eframe::Frame, _wake: &Context) -> Receiver<Answer> {
        if let Question::File { name, kind, extension, .. } = &question {
            self.suggested.borrow_mut().push([name, kind, extension].map(String::clone));
        }
        let (Question::Folders { start } | Question::Sheet { start } | Question::File { start, .. }) =
            question;
        self.starts.borrow_mut().push(start);
        self.answer()
    }

    fn open(&self, file: &Path, failed: &Sender<NotHandedOver>, _wake: &Context) {
        if let Some(why) = &*self.refused.borrow() {
            // No word of it names the file.
            let failure = NotHandedOver { item: file.to_owned(), opens: true, why: why.clone() };
            failed.send(failure).unwrap();
        }
        self.opened.borrow_mut().push(file.to_owned());
    }

    fn edit_categories(&self, file: &CategoryFile, _failed: &Sender<NotHandedOver>, _wake: &Context) {
        file.make().unwrap();
        self.opened.borrow_mut().push(file.path().to_owned());
    }

    fn show_in_folder(&self, file: &Path, is_found: bool, _failed: &Sender<NotHandedOver>, _wake: &Context) {
        self.shown.borrow_mut().push((file.to_owned(), is_found));
    }
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl eframe::egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("a folder".into())
    }
}

impl Desk {
    /// An empty window beside an empty folder.
    pub fn new() -> Desk {
        Desk::over(Session::new)
    }

    /// An empty window over a session of the test's own.
    pub fn over(session: impl FnOnce(Config) -> Session + 'static) -> Desk {
        Desk::build(session, Checked { saves: true, told: None }, WindowSystem::default())
    }

    /// An empty window after a look at the settings' file.
    pub fn checked(settings: Checked) -> Desk {
        Desk::build(Session::new, settings, WindowSystem::default())
    }

    /// An empty window that keeps the last sheet of each set of folders here.
    pub fn keeping(place: KeptPlace) -> Desk {
        Desk::build_with(
            Session::new,
            Checked { saves: true, told: None },
            WindowSystem::default(),
            Some(place),
        )
    }

    /// An empty window on this window system.
    pub fn on(system: WindowSystem) -> Desk {
        Desk::build(Session::new, Checked { saves: true, told: None }, system)
    }

    fn build(
        session: impl FnOnce(Config) -> Session + 'static,
        settings: Checked,
        system: WindowSystem,
    ) -> Desk {
        Desk::build_with(session, settings, system, None)
    }

    fn build_with(
        session: impl FnOnce(Config) -> Session + 'static,
        settings: Checked,
        system: WindowSystem,
        kept: Option<KeptPlace>,
    ) -> Desk {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("tree")).unwrap();
        let answers = Rc::new(RefCell::new(Vec::new()));
        let shown = Rc::new(RefCell::new(Vec::new()));
        let opened = Rc::new(RefCell::new(Vec::new()));
        let refused: Rc<RefCell<Option<String>>> = Rc::default();
        let suggested = Rc::new(RefCell::new(Vec::new()));
        let open: Rc<RefCell<Vec<Sender<Answer>>>> = Rc::default();
        let starts: Rc<RefCell<Vec<Option<PathBuf>>>> = Rc::default();
        let dialogs = StandIn {
            answers: answers.clone(),
            shown: shown.clone(),
            opened: opened.clone(),
            refused: refused.clone(),
            suggested: suggested.clone(),
            open: open.clone(),
            starts: starts.clone(),
        };
        let categories = dir.path().join("own").join("categories.txt");
        let mut window = Harness::builder().with_size([1400.0, 800.0]).build_eframe(|cc| {
            let ctx = cc.egui_ctx.clone();
            let wake = Arc::new(move || ctx.request_repaint_after(Duration::from_millis(50)));
            let ctx = cc.egui_ctx.clone();
            let at_once = Some(Arc::new(move || ctx.request_repaint()) as Wake);
            let options = ScanOptions { workers: 2, ..ScanOptions::default() };
            let session = session(Config {
                options,
                categories: foldersheet::model::Categories::standard(),
                wake,
                at_once,
            });
            let app = App::new(cc, session, Box::new(dialogs)).with_checked(settings).on(system);
            app.with_categories(CategoryFile::at(&categories)).keeping_in(kept)
        });
        window.run_steps(2);
        Desk { window, dir, answers, shown, opened, refused, suggested, open, starts }
    }

    /// A window that shows files of these sizes, all read.
    pub fn with_files(files: &[(&str, u64)]) -> Desk {
        let mut desk = Desk::new();
        for (name, size) in files {
            desk.file(name, *size);
        }
        desk.type_path();
        let count = u64::try_from(files.len()).unwrap();
        desk.until("all files", |desk| {
            desk.is_done() && desk.window.state().session().shown().len() == count
        });
        desk
    }

    /// A window that shows one file of a scripted disk and waits for a folder that does not answer before the other
    /// end of the channel is dropped.
    pub fn held() -> (Desk, Sender<Infallible>) {
        let (holder, held) = crossbeam_channel::bounded(0);
        let disk = move || {
            let hold = Act::HoldOpen(held.clone());
            Fake::new().file("/r/a.txt", 1).folder("/held/sub").act("/held", hold)
        };
        let mut desk = Desk::over(|config| Session::on_disk(config, disk));
        desk.drop(Path::new("/held"));
        desk.drop(Path::new("/r"));
        desk.until("the file", |desk| desk.names() == ["a.txt"]);
        (desk, holder)
    }

    /// The folder that is to be picked.
    pub fn tree(&self) -> PathBuf {
        self.dir.path().join("tree")
    }

    /// A path beside that folder.
    pub fn away(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn file(&self, name: &str, size: u64) {
        let path = self.tree().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        File::create(path).unwrap().set_len(size).unwrap();
    }

    pub fn dialog_answers(&mut self, answer: Answer) {
        self.answers.borrow_mut().push(Some(answer));
    }

    /// The dialog that stays open answers after all, or says that it is overdue.
    pub fn open_dialog_answers(&mut self, answer: Answer) {
        self.open.borrow_mut().last().unwrap().send(answer).unwrap();
    }

    /// The folders that dialogs were to begin in since the last time.
    pub fn taken_starts(&mut self) -> Vec<Option<PathBuf>> {
        self.starts.take()
    }

    /// The next dialog waits for a person who does nothing.
    pub fn dialog_stays_open(&mut self) {
        self.answers.borrow_mut().push(None);
    }

    /// Types the folder's path into the field for it.
    pub fn type_path(&mut self) {
        let path = self.tree();
        self.window.get_by_label("Path of a folder").focus();
        self.window.run_steps(2);
        self.window.get_by_label("Path of a folder").type_text(path.to_str().unwrap());
        self.window.run_steps(2);
        self.window.key_press(Key::Enter);
        self.window.run_steps(2);
    }

    /// Drags a folder over the window and drops it there.
    pub fn drop(&mut self, folder: &Path) {
        let hovered = HoveredFile { path: Some(folder.to_owned()), ..HoveredFile::default() };
        self.window.input_mut().hovered_files.push(hovered);
        self.window.run_steps(2);
        self.window.input_mut().hovered_files.clear();
        self.window.input_mut().dropped_files.push(Arc::new(Dropped(folder.to_owned())));
        self.window.run_steps(2);
    }

    /// Drops these together.
    pub fn drop_all(&mut self, paths: &[&Path]) {
        for path in paths {
            self.window.input_mut().dropped_files.push(Arc::new(Dropped((*path).to_owned())));
        }
        self.window.run_steps(2);
    }

    /// Opens the options menu.
    pub fn options(&mut self) {
        self.click("Options");
        self.window.run_steps(3);
    }

    /// Types into the options' field, in place of what is there.
    pub fn leave_out(&mut self, patterns: &str) {
        let field = "Patterns to leave out";
        self.window.get_by_role_and_label(Role::TextInput, field).focus();
        self.window.run_steps(2);
        self.window.key_press_modifiers(Modifiers::COMMAND, Key::A);
        self.window.get_by_role_and_label(Role::TextInput, field).type_text(patterns);
        self.window.run_steps(3);
    }

    /// What the file manager was asked to show since the last time, each with whether reading found the folder it is in.
    pub fn taken_shown(&mut self) -> Vec<(PathBuf, bool)> {
        self.shown.take()
    }

    /// Files are not opened from now on, and this is why.
    pub fn opening_fails(&mut self, why: &str) {
        *self.refused.borrow_mut() = Some(why.to_owned());
    }

    /// The files that were to be opened since the last time.
    pub fn taken_opened(&mut self) -> Vec<PathBuf> {
        self.opened.take()
    }

    /// What the dialog for a file was asked since the last time: name, kind and extension.
    pub fn taken_suggested(&mut self) -> Vec<[String; 3]> {
        self.suggested.take()
    }

    /// The titles of the columns from left to right.
    pub fn columns(&self) -> Vec<String> {
        let heads = self.window.get_all_by(|node| node.role() == Role::ColumnHeader);
        let mut heads: Vec<_> =
            heads.map(|head| (head.rect().left(), head.accesskit_node().label().unwrap())).collect();
        heads.sort_by(|a, b| a.0.total_cmp(&b.0));
        heads.into_iter().map(|(_, title)| title).collect()
    }

    /// Drags a column's header to the middle of another one's, and a little further.
    pub fn drag_header(&mut self, column: &str, to: &str, further: f32) {
        let middle = |desk: &Desk, column| {
            desk.window.get_by_role_and_label(Role::ColumnHeader, column).rect().center()
        };
        let (from, to) = (middle(self, column), middle(self, to) + vec2(further, 0.0));
        self.window.drag_at(from);
        self.window.run_steps(2);
        for part in [0.3, 0.6, 1.0] {
            self.window.hover_at(from + (to - from) * part);
            self.window.run_steps(2);
        }
        self.window.drop_at(to);
        self.window.run_steps(3);
    }

    pub fn filter(&mut self, text: &str) {
        self.window.get_by_label("Filter by name or path").focus();
        self.window.run_steps(2);
        self.window.get_by_label("Filter by name or path").type_text(text);
        self.window.run_steps(2);
    }

    pub fn click(&mut self, name: &str) {
        self.window.get_by_label(name).click();
        self.window.run_steps(2);
    }

    pub fn click_header(&mut self, column: &str) {
        self.window.get_by_role_and_label(Role::ColumnHeader, column).click();
        self.window.run_steps(2);
    }

    /// The row in sight that says this first.
    pub fn row_node<'a>(&'a self, name: &'a str) -> Node<'a> {
        self.window.get_by(move |node| node.role() == Role::Row && name_of(&node.label().unwrap()) == name)
    }

    pub fn click_row(&mut self, name: &str) {
        self.row_node(name).click();
        self.window.run_steps(2);
    }

    /// Clicks twice within one frame: the harness lets more time pass between frames than a double click has.
    pub fn double_click_row(&mut self, name: &str) {
        let pos = self.row_node(name).rect().center();
        self.window.hover_at(pos);
        self.window.run_steps(2);
        for pressed in [true, false, true, false] {
            let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
            let click = Event::PointerButton { pos, button, pressed, modifiers };
            self.window.input_mut().events.push(click);
        }
        self.window.run_steps(2);
    }

    /// Turns the wheel by so many notches, up or down.
    pub fn wheel(&mut self, notches: f32) {
        self.wheel_with(notches, Modifiers::NONE);
    }

    pub fn wheel_with(&mut self, notches: f32, modifiers: Modifiers) {
        let (unit, phase) = (MouseWheelUnit::Line, TouchPhase::Move);
        let delta = vec2(0.0, notches);
        self.window.event(Event::MouseWheel {
            unit,
            delta,
            phase,
            source: MouseWheelSource::Wheel,
            modifiers,
        });
        self.window.run_steps(3);
    }

    /// Turns the window until `is_true`, with a bound.
    pub fn until(&mut self, what: &str, is_true: impl Fn(&mut Desk) -> bool) {
        let started = Instant::now();
        loop {
            self.window.step();
            if is_true(self) {
                return;
            }
            assert!(started.elapsed() < BOUND, "waited too long for {what}; rows: {:?}", self.rows());
            std::thread::park_timeout(Duration::from_millis(2));
        }
    }

    /// What the rows in sight say.
    pub fn rows(&self) -> Vec<String> {
        let sheet = self.window.query_by_role_and_label(Role::Table, "Sheet");
        let rows = sheet.into_iter().flat_map(|sheet| {
            sheet
                .children_recursive()
                .filter(|node| node.accesskit_node().role() == Role::Row)
                .collect::<Vec<_>>()
        });
        rows.map(|row| row.accesskit_node().label().unwrap()).collect()
    }

    pub fn names(&self) -> Vec<String> {
        self.rows().iter().map(|row| name_of(row).to_owned()).collect()
    }

    /// What the row of a file says.
    pub fn row(&self, name: &str) -> String {
        self.rows().into_iter().find(|row| name_of(row) == name).unwrap()
    }

    /// The names of the selected rows in sight.
    pub fn selected(&self) -> Vec<String> {
        let sheet = self.window.get_by_role_and_label(Role::Table, "Sheet");
        let rows =
            sheet.children_recursive().filter(|node| node.accesskit_node().is_selected() == Some(true));
        rows.map(|row| name_of(&row.accesskit_node().label().unwrap()).to_owned()).collect()
    }

    /// Presses Ctrl+C and returns what came to the clipboard.
    pub fn copied(&mut self) -> String {
        self.window.event(Event::Copy);
        self.clipboard()
    }

    /// What comes to the clipboard, once it is made.
    pub fn clipboard(&mut self) -> String {
        let started = Instant::now();
        while started.elapsed() < BOUND {
            self.window.step();
            let commands = &self.window.output().platform_output.commands;
            if let Some(OutputCommand::CopyText(text)) = commands.first() {
                return text.clone();
            }
            std::thread::park_timeout(Duration::from_millis(2));
        }
        panic!("nothing was copied");
    }

    pub fn phase(&self) -> Phase {
        self.window.state().session().status().phase
    }

    pub fn is_done(&self) -> bool {
        self.phase() == Phase::Done
    }

    /// Exports to a saved sheet by the dialog; the export may still be running afterwards.
    pub fn export_sheet(&mut self, file: &Path) {
        self.window.key_press_modifiers(Modifiers::COMMAND, Key::S);
        self.window.run_steps(5);
        self.click("Saved sheet (.foldersheet)");
        self.window.run_steps(3);
        self.dialog_answers(Answer::Chosen(vec![file.to_owned()]));
        self.click("Choose file…");
    }

    pub fn export(&self) -> ExportStatus {
        self.window.state().session().status().export.clone()
    }
}

/// A row says its name first.
fn name_of(row: &str) -> &str {
    row.split(", ").next().unwrap()
}
