//! The real window without a display: frames at a display's pace, or when the app asks for them, and the hands of a person.

use crossbeam_channel::{Receiver, Sender, bounded};
use eframe::App as _;
use eframe::egui::{
    Context, Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect,
    TouchPhase, ViewportId, pos2, vec2,
};
use foldersheet::category_file::CategoryFile;
use foldersheet::session::Session;
use foldersheet::ui::{Answer, App, Dialogs, NotHandedOver, Question};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// From one frame to the next on a usual display.
const FRAME: Duration = Duration::from_micros(16_667);

/// When the next frame comes.
#[derive(Clone, Copy, PartialEq)]
pub enum Pace {
    /// As the display goes: somebody moves the mouse.
    Display,
    /// When the app asks for it.
    Asked,
}

/// What one frame took of the event loop.
#[derive(Clone, Copy, Default)]
pub struct Cost {
    pub logic: Duration,
    pub ui: Duration,
    pub tessellation: Duration,
    /// Of all three: processor time of the event loop's thread.
    pub cpu: Duration,
}

impl Cost {
    pub fn whole(&self) -> Duration {
        self.logic + self.ui + self.tessellation
    }
}

pub struct Window {
    ctx: Context,
    app: App,
    frame: eframe::Frame,
    events: Vec<Event>,
    modifiers: Modifiers,
    started: Instant,
    /// The last frame's start.
    last: Instant,
    /// When the app wants the next one.
    due: Arc<Mutex<Option<Instant>>>,
    pub pace: Pace,
    pub costs: Vec<Cost>,
    /// Numbers of rows that came in and are not shown yet, and when they came in.
    waiting: VecDeque<(Instant, u64)>,
    /// The longest that such rows waited.
    latency: Duration,
}

/// Picks one folder, and a file to export to.
struct Picker;

/// That file.
pub fn exported() -> PathBuf {
    std::env::temp_dir().join(format!("foldersheet-frames-{}.csv", std::process::id()))
}

impl Dialogs for Picker {
    fn ask(&self, question: Question, _: &eframe::Frame, _: &Context) -> Receiver<Answer> {
        let (give, take) = bounded(1);
        let path = match question {
            Question::Folders { .. } => "/made up".into(),
            Question::Sheet { .. } | Question::File { .. } => exported(),
        };
        give.send(Answer::Chosen(vec![path])).unwrap();
        take
    }

    fn open(&self, _: &Path, _: &Sender<NotHandedOver>, _: &Context) {}

    fn edit_categories(&self, _: &CategoryFile, _: &Sender<NotHandedOver>, _: &Context) {}

    fn show_in_folder(&self, _: &Path, _: bool, _: &Sender<NotHandedOver>, _: &Context) {}
}

impl Window {
    /// With a session that gets this window's wakes.
    pub fn new(session: impl FnOnce(&Context) -> Session) -> Window {
        let ctx = Context::default();
        let due = Arc::new(Mutex::new(None));
        let (wanted, main) = (due.clone(), std::thread::current());
        ctx.set_request_repaint_callback(move |info| {
            let at = Instant::now() + info.delay.min(Duration::from_secs(3600));
            let mut due = wanted.lock().unwrap();
            *due = Some(due.map_or(at, |due: Instant| due.min(at)));
            main.unpark();
        });
        let app =
            App::new(&eframe::CreationContext::_new_kittest(ctx.clone()), session(&ctx), Box::new(Picker));
        let now = Instant::now();
        Window {
            ctx,
            app,
            frame: eframe::Frame::_new_kittest(),
            events: Vec::new(),
            modifiers: Modifiers::NONE,
            started: now,
            last: now,
            due,
            pace: Pace::Display,
            costs: Vec::new(),
            waiting: VecDeque::new(),
            latency: Duration::ZERO,
        }
    }

    pub fn session(&self) -> &Session {
        self.app.session()
    }

    /// Frames until `is_enough`, each with what `hand` does before it.
    pub fn run(&mut self, mut hand: impl FnMut(&mut Window), is_enough: impl Fn(&Window) -> bool) {
        while !is_enough(self) {
            hand(self);
            self.turn();
        }
    }

    pub fn frames(&mut self, frames: usize, mut hand: impl FnMut(&mut Window, usize)) {
        for at in 0..frames {
            hand(self, at);
            self.turn();
        }
    }

    /// Frames that the app asks for by itself within so long, with no input at all.
    pub fn asked_within(&mut self, time: Duration) -> usize {
        let (end, before) = (Instant::now() + time, self.costs.len());
        loop {
            let now = Instant::now();
            if now >= end {
                return self.costs.len() - before;
            }
            let due = *self.due.lock().unwrap();
            match due.map(|due| due.max(self.last + FRAME)) {
                Some(due) if due <= now => self.draw_counted(),
                due => std::thread::park_timeout(due.unwrap_or(end).min(end).saturating_duration_since(now)),
            }
        }
    }

    /// Waits for the next frame's time, and then one frame, which is counted.
    pub fn turn(&mut self) {
        loop {
            let now = Instant::now();
            let asked = match self.pace {
                Pace::Display => Some(now),
                Pace::Asked if !self.events.is_empty() => Some(now),
                Pace::Asked => *self.due.lock().unwrap(),
            };
            let at = asked.unwrap_or(now + FRAME).max(self.last + FRAME);
            if asked.is_some() && at <= now {
                break;
            }
            std::thread::park_timeout(at.saturating_duration_since(now));
        }
        self.draw_counted();
    }

    fn draw_counted(&mut self) {
        let (cost, _) = self.draw();
        self.costs.push(cost);
        let status = self.app.session().status();
        let now = Instant::now();
        self.waiting.push_back((self.last, status.found));
        while let Some((since, _)) = self.waiting.pop_front_if(|(_, found)| *found <= status.covered) {
            self.latency = self.latency.max(now - since);
        }
    }

    /// The longest that rows waited or have been waiting since the last time.
    pub fn taken_latency(&mut self) -> Duration {
        let now = Instant::now();
        let waiting = self.waiting.front().map_or(Duration::ZERO, |(since, _)| now - *since);
        std::mem::take(&mut self.latency).max(waiting)
    }

    /// Frames until what is shown is made anew, of a sheet that grows. How long that took.
    pub fn until_made(&mut self) -> Duration {
        let (start, covered) = (Instant::now(), self.session().status().covered);
        let is_made = |window: &Window| {
            let status = window.session().status();
            status.covered > covered || !status.view_busy
        };
        self.run(|_| {}, is_made);
        self.latency = Duration::ZERO;
        start.elapsed()
    }

    fn draw(&mut self) -> (Cost, eframe::egui::PlatformOutput) {
        *self.due.lock().unwrap() = None;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1440.0, 900.0))),
            time: Some(self.started.elapsed().as_secs_f64()),
            events: std::mem::take(&mut self.events),
            focused: true,
            ..RawInput::default()
        };
        self.last = Instant::now();
        let cpu = thread_time();
        let mut logic = Duration::ZERO;
        let (app, frame) = (&mut self.app, &mut self.frame);
        let mut out = self.ctx.run_ui(input, |ui| {
            let start = Instant::now();
            app.logic(ui.ctx(), frame);
            logic += start.elapsed();
            app.ui(ui, frame);
        });
        let drawn = self.last.elapsed();
        std::hint::black_box(self.ctx.tessellate(std::mem::take(&mut out.shapes), out.pixels_per_point));
        let whole = self.last.elapsed();
        let cpu = thread_time().saturating_sub(cpu);
        let delay =
            out.viewport_output.get(&ViewportId::ROOT).map_or(Duration::MAX, |root| root.repaint_delay);
        if let Some(at) = self.last.checked_add(delay) {
            let mut due = self.due.lock().unwrap();
            *due = Some(due.map_or(at, |due| due.min(at)));
        }
        let platform = std::mem::take(&mut out.platform_output);
        out.drop_without_applying_deltas();
        (Cost { logic, ui: drawn - logic, tessellation: whole - drawn, cpu }, platform)
    }

    /// Where the widget of this name is, as a screen reader is told; the frame for it is not counted.
    pub fn find(&mut self, name: &str) -> Rect {
        self.ctx.enable_accesskit();
        let (_, platform) = self.draw();
        self.ctx.disable_accesskit();
        let tree = platform.accesskit_update.expect("asked for");
        let node = tree.nodes.iter().find(|(_, node)| node.label() == Some(name));
        let place = node.and_then(|(_, node)| node.bounds()).unwrap_or_else(|| panic!("no {name}"));
        Rect::from_min_max(pos2(place.x0 as f32, place.y0 as f32), pos2(place.x1 as f32, place.y1 as f32))
    }

    pub fn point(&mut self, at: Pos2) {
        self.events.push(Event::PointerMoved(at));
    }

    pub fn press(&mut self, pos: Pos2, pressed: bool) {
        let (button, modifiers) = (PointerButton::Primary, self.modifiers);
        self.events.push(Event::PointerButton { pos, button, pressed, modifiers });
    }

    /// A click takes three frames.
    pub fn click(&mut self, at: Pos2) {
        self.point(at);
        self.turn();
        self.press(at, true);
        self.turn();
        self.press(at, false);
        self.turn();
    }

    pub fn hold(&mut self, modifiers: Modifiers) {
        self.modifiers = modifiers;
        self.events.push(Event::ModifiersChanged(modifiers));
    }

    pub fn key(&mut self, key: Key) {
        let modifiers = self.modifiers;
        for pressed in [true, false] {
            self.events.push(Event::Key { key, physical_key: None, pressed, repeat: false, modifiers });
        }
    }

    pub fn chord(&mut self, modifiers: Modifiers, key: Key) {
        self.hold(modifiers);
        self.key(key);
        self.hold(Modifiers::NONE);
    }

    pub fn letter(&mut self, letter: char) {
        self.events.push(Event::Text(letter.to_string()));
    }

    pub fn wheel(&mut self, notches: f32) {
        self.events.push(Event::MouseWheel {
            unit: MouseWheelUnit::Line,
            delta: vec2(0.0, notches),
            phase: TouchPhase::Move,
            source: MouseWheelSource::Wheel,
            modifiers: self.modifiers,
        });
    }
}

/// Processor time of this thread: what others on the machine do isn't in it.
fn thread_time() -> Duration {
    #[cfg(unix)]
    {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
    }
    #[cfg(not(unix))]
    Duration::ZERO
}
