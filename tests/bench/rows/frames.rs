//! What a frame costs: the real app over a disk that gives a million rows a second, and a person who sorts, types and scrolls.
//!
//! A frame's own work is the session's tick, the layout of every panel, and the tessellation; what a graphics card does is not in
//! it. It is given as elapsed time, and as processor time of the thread, which the other threads and programs don't lengthen.

use super::disk::MadeUp;
use super::ms;
use super::window::{Cost, Pace, Window, exported};
use eframe::egui::{Key, Modifiers, pos2};
use foldersheet::model::ScanOptions;
use foldersheet::session::{Config, ExportStatus, Phase, Session};
use foldersheet::ui::WAKE_AFTER;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Rows that the disk gives a second.
const RATE: u32 = 1_000_000;
/// Frames between two letters that a quick person types.
const LETTER: usize = 8;

pub fn run(rows: u32) {
    let mut window = window(rows);
    head();
    streaming(&mut window, rows);
    at_rest(&mut window);
    sorting(&mut window);
    typing(&mut window);
    selecting(&mut window);
    exporting(&mut window);
    let clear = window.find("Clear").center();
    window.click(clear);
    window.frames(150, |_, _| {});
    assert_eq!(window.session().status().phase, Phase::Empty);
    tell(&mut window, "Clear");
}

/// The titles of the columns that [`tell`] prints.
pub fn head() {
    println!("\nms a frame; to reach: median 4.0, p99 8.0            by the clock               p99 of");
    println!(
        "scene                                    frames  median    p99    max   logic     ui tessel.  cpu p99"
    );
}

pub fn window(rows: u32) -> Window {
    let mut window = Window::new(|ctx| {
        let (slow, quick) = (ctx.clone(), ctx.clone());
        let config = Config {
            categories: foldersheet::model::Categories::standard(),
            options: ScanOptions::default(),
            wake: Arc::new(move || slow.request_repaint_after(WAKE_AFTER)),
            at_once: Some(Arc::new(move || quick.request_repaint())),
        };
        Session::on_disk(config, move || MadeUp::new(rows, RATE))
    });
    window.frames(10, |_, _| {});
    window.costs.clear();
    window
}

fn streaming(window: &mut Window, rows: u32) {
    let part = |percent: u32| {
        move |window: &Window| window.session().status().found >= u64::from(rows / 100 * percent)
    };
    window.chord(Modifiers::COMMAND, Key::O);
    window.run(|_| {}, part(20));
    tell(window, "rows stream in, the mouse moves");
    window.pace = Pace::Asked;
    window.run(|_| {}, part(30));
    tell(window, "rows stream in, nobody there");
    let (size, name) = (window.find("Size").center(), window.find("Name").center());
    window.click(size);
    first("Size", window);
    window.run(|_| {}, part(40));
    tell(window, "the same, by size");
    window.pace = Pace::Display;
    window.run(|_| {}, part(60));
    tell(window, "the same, by size, the mouse moves");
    window.click(name);
    first("Name", window);
    window.run(|_| {}, part(80));
    tell(window, "the same, by name, the mouse moves");
    window.chord(Modifiers::COMMAND, Key::F);
    let mut hand = Hand::of("report");
    window.run(|window| hand.type_on(window), part(95));
    tell(window, "the same, by name, a filter is typed");
    println!("    from a letter to its rows on screen, at most {:.0} ms", ms(hand.longest));
    window.run(|window| window.key(Key::Escape), |window| window.session().filter().is_empty());
    window.run(|_| {}, |window| window.session().status().phase == Phase::Done);
    tell(window, "the same, by name, to the end");
    window.run(|_| {}, |window| !window.session().status().view_busy);
    let status = window.session().status();
    let rate = status.found as f64 / status.elapsed.as_secs_f64() / 1e6;
    println!("{} rows in {} folders, {rate:.2} million rows a second", status.found, status.totals.folders);
    tell(window, "the last rows by name");
    // By path again.
    let name = window.find("Name").center();
    for _ in 0..2 {
        window.click(name);
        window.run(|_| {}, |window| !window.session().status().view_busy);
    }
    tell(window, "backwards, then by path");
}

/// Types a word while frames go on, and looks how long what is shown stays behind it.
struct Hand {
    letters: std::str::Chars<'static>,
    frame: usize,
    /// When the first letter was typed whose rows aren't on screen.
    since: Option<Instant>,
    longest: Duration,
}

impl Hand {
    fn of(word: &'static str) -> Hand {
        Hand { letters: word.chars(), frame: 0, since: None, longest: Duration::ZERO }
    }

    /// Before each frame.
    fn type_on(&mut self, window: &mut Window) {
        if let Some(since) = self.since.take_if(|_| !window.session().status().view_awaited) {
            self.longest = self.longest.max(since.elapsed());
        }
        self.frame += 1;
        if self.frame.is_multiple_of(LETTER)
            && let Some(letter) = self.letters.next()
        {
            window.letter(letter);
            self.since.get_or_insert_with(Instant::now);
        }
    }
}

fn at_rest(window: &mut Window) {
    window.frames(300, |_, _| {});
    tell(window, "at rest");
    window.point(pos2(700.0, 400.0));
    window.frames(300, |window, at| window.wheel(if at % 50 < 40 { -1.0 } else { 3.0 }));
    tell(window, "the wheel turns");
    let bar = window.find("Scroll rows");
    window.point(bar.center());
    window.turn();
    window.press(bar.center(), true);
    window.frames(300, |window, at| {
        let y = bar.top() + bar.height() * (0.5 + 0.5 * (at as f32 / 40.0).sin());
        window.point(pos2(bar.center().x, y));
    });
    window.press(bar.center(), false);
    window.turn();
    tell(window, "the scroll bar is dragged");
}

fn sorting(window: &mut Window) {
    for title in ["Size", "Name", "Modified", "Folder"] {
        let header = window.find(title).center();
        for _ in 0..2 {
            window.click(header);
            wait_for_view(window);
            window.frames(60, |_, _| {});
        }
        tell(window, &format!("sorted by {title}, up and down"));
    }
    // Scrolled to the middle of an order while another is made.
    let size = window.find("Size").center();
    window.click(size);
    window.frames(150, |window, _| window.wheel(-1.0));
    wait_for_view(window);
    tell(window, "sorted by Size, the wheel turns");
}

fn typing(window: &mut Window) {
    window.chord(Modifiers::COMMAND, Key::F);
    window.turn();
    let mut longest = Duration::ZERO;
    for word in ["report", "img_2019", "zzz"] {
        for letter in word.chars() {
            window.letter(letter);
            let typed = Instant::now();
            // The letter reaches the session at the frame's end.
            window.turn();
            wait_for_view(window);
            longest = longest.max(typed.elapsed());
            window.frames(4, |_, _| {});
        }
        window.chord(Modifiers::COMMAND, Key::A);
        window.key(Key::Backspace);
        window.turn();
        wait_for_view(window);
    }
    tell(window, "a filter is typed");
    println!("    from a letter to its rows on screen, at most {:.0} ms", ms(longest));
}

fn selecting(window: &mut Window) {
    let row = pos2(700.0, 400.0);
    window.click(row);
    window.chord(Modifiers::COMMAND, Key::A);
    window.frames(150, |_, _| {});
    tell(window, "Ctrl+A");
    window.hold(Modifiers::COMMAND);
    window.click(row);
    window.hold(Modifiers::NONE);
    window.frames(150, |_, _| {});
    tell(window, "Ctrl+click");
    window.click(row);
    window.chord(Modifiers::SHIFT, Key::End);
    window.frames(150, |_, _| {});
    tell(window, "Shift+End");
}

/// Every core formats rows while somebody scrolls.
fn exporting(window: &mut Window) {
    window.chord(Modifiers::COMMAND, Key::S);
    window.frames(5, |_, _| {});
    window.key(Key::Enter);
    let mut frame = 0;
    let turn = |window: &mut Window| {
        frame += 1;
        window.wheel(if frame % 50 < 40 { -1.0 } else { 3.0 });
    };
    let started = Instant::now();
    window.run(turn, |window| match window.session().status().export {
        ExportStatus::Written { .. } => true,
        ExportStatus::Failed { why, .. } => panic!("{why:?}"),
        _ => false,
    });
    tell(window, "an export is written, the wheel turns");
    println!("    of everything in {:.0} ms", ms(started.elapsed()));
    // As it was: one file, or several where a spreadsheet ends.
    let is_ours = |name: &str| name.starts_with(&format!("foldersheet-frames-{}", std::process::id()));
    for entry in std::fs::read_dir(exported().parent().unwrap()).unwrap().flatten() {
        if entry.file_name().to_str().is_some_and(is_ours) {
            std::fs::remove_file(entry.path()).unwrap();
        }
    }
}

/// The first view in an order is made from nothing, the second adds all that came meanwhile; those after it are what is told.
fn first(title: &str, window: &mut Window) {
    let made = ms(window.until_made());
    let caught_up = ms(window.until_made());
    println!(
        "    from a click on {title} to the rows in this order {made:.0} ms, and to those found meanwhile {caught_up:.0}"
    );
}

pub fn wait_for_view(window: &mut Window) {
    window.run(|_| {}, |window| !window.session().status().view_busy);
}

/// Prints what the frames since the last time took.
pub fn tell(window: &mut Window, scene: &str) {
    let costs = std::mem::take(&mut window.costs);
    if costs.is_empty() {
        // The disk was done before: of few rows, or while a sort had to wait for others on the machine.
        return println!("{scene:40} {:6}", 0);
    }
    let of = |part: fn(&Cost) -> Duration, place: f64| {
        let mut times: Vec<Duration> = costs.iter().map(part).collect();
        times.sort();
        ms(times[((times.len() - 1) as f64 * place).ceil() as usize])
    };
    print!(
        "{scene:40} {:6} {:7.2} {:6.2} {:6.2} {:7.2} {:6.2} {:7.2} {:8.2}",
        costs.len(),
        of(Cost::whole, 0.5),
        of(Cost::whole, 0.99),
        of(Cost::whole, 1.0),
        of(|cost| cost.logic, 0.99),
        of(|cost| cost.ui, 0.99),
        of(|cost| cost.tessellation, 0.99),
        of(|cost| cost.cpu, 0.99),
    );
    if of(Cost::whole, 0.5) > 4.0 || of(Cost::whole, 0.99) > 8.0 {
        print!("   over");
    }
    let latency = window.taken_latency();
    if window.session().status().phase == Phase::Reading {
        print!("   rows shown after {:.0} ms at most, to reach 250", ms(latency));
    }
    println!();
}
