//! What a frame costs beside a map: while a million rows a second stream in, while the mouse moves over it, and while it zooms.

use super::frames::{head, tell, wait_for_view, window};
use super::ms;
use super::window::{Pace, Window};
use eframe::egui::{Key, Modifiers, Rect, pos2};
use foldersheet::session::Phase;
use std::sync::Arc;
use std::time::{Duration, Instant};

pub fn run(rows: u32) {
    let mut window = window(rows);
    head();
    streaming(&mut window, rows);
    at_rest(&mut window);
    zooming(&mut window);
    typing(&mut window);
    alone(&mut window);
    window.chord(Modifiers::COMMAND, Key::Num1);
    window.frames(120, |_, _| {});
    tell(&mut window, "the table without a map, at rest");
}

/// When maps came to be there.
#[derive(Default)]
struct Maps {
    last: Option<*const ()>,
    at: Vec<Instant>,
}

impl Maps {
    fn look(&mut self, window: &Window) {
        let map = window.session().map().map(|map| Arc::as_ptr(map).cast());
        if map != self.last {
            self.last = map;
            self.at.push(Instant::now());
        }
    }

    /// Prints how many there were, and how soon after each other.
    fn tell(&mut self) {
        let apart: Vec<Duration> = self.at.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let ends = apart.iter().min().zip(apart.iter().max());
        if let Some((least, most)) = ends {
            println!(
                "    {} maps, {:.0} to {:.0} ms after each other, to reach 1000 at least",
                self.at.len(),
                ms(*least),
                ms(*most)
            );
        }
        self.at.clear();
    }
}

fn streaming(window: &mut Window, rows: u32) {
    let part = |percent: u32| {
        move |window: &Window| window.session().status().found >= u64::from(rows / 100 * percent)
    };
    window.chord(Modifiers::COMMAND, Key::O);
    window.run(|_| {}, part(5));
    tell(window, "rows stream in, no map");
    window.chord(Modifiers::COMMAND, Key::Num4);
    window.run(|_| {}, |window| window.session().map().is_some());
    window.frames(10, |_, _| {});
    tell(window, "the same, the first map comes");
    let area = window.find("Map");
    let mut maps = Maps::default();
    let mut frame = 0;
    let mut hover = |window: &mut Window| {
        frame += 1;
        over(window, area, frame);
        maps.look(window);
    };
    window.run(&mut hover, part(50));
    tell(window, "the same, the mouse moves over the map");
    window.point(pos2(500.0, 400.0));
    let mut still = |window: &mut Window| maps.look(window);
    window.run(&mut still, part(75));
    tell(window, "the same, the mouse is on the table");
    window.pace = Pace::Asked;
    window.run(&mut still, part(95));
    window.pace = Pace::Display;
    tell(window, "the same, nobody there");
    window.run(&mut still, |window| window.session().status().phase == Phase::Done);
    wait_for_view(window);
    maps.tell();
    let status = window.session().status();
    let rate = status.found as f64 / status.elapsed.as_secs_f64() / 1e6;
    println!("{} rows in {} folders, {rate:.2} million rows a second", status.found, status.totals.folders);
    rest(window);
    window.costs.clear();
}

/// Frames until nothing is made any more.
fn rest(window: &mut Window) {
    let mut since = Instant::now();
    let mut maps = Maps::default();
    while since.elapsed() < Duration::from_secs(2) {
        window.turn();
        let seen = maps.at.len();
        maps.look(window);
        if maps.at.len() > seen || window.session().status().view_busy {
            since = Instant::now();
        }
    }
}

fn at_rest(window: &mut Window) {
    let area = window.find("Map");
    window.frames(300, |window, frame| over(window, area, frame));
    tell(window, "at rest, the mouse moves over the map");
    window.point(pos2(500.0, 400.0));
    window.frames(300, |window, at| window.wheel(if at % 50 < 40 { -1.0 } else { 3.0 }));
    tell(window, "beside the map, the wheel turns the table");
    // What the app asks for by itself, when nobody is there.
    window.frames(60, |_, _| {});
    window.costs.clear();
    let asked = window.asked_within(Duration::from_secs(3));
    println!("    nobody there: {asked} frames in 3 s, to reach 0");
}

/// In and out by the wheel, with the glide.
fn zooming(window: &mut Window) {
    let area = window.find("Map");
    window.point(area.left_top() + area.size() * 0.25);
    window.frames(600, |window, frame| {
        if frame % 30 == 0 {
            window.wheel(if frame / 30 % 6 < 3 { 1.0 } else { -1.0 });
        }
    });
    tell(window, "the wheel zooms in and out");
}

fn typing(window: &mut Window) {
    window.chord(Modifiers::COMMAND, Key::F);
    window.turn();
    for word in ["report", "img_2019"] {
        for letter in word.chars() {
            window.letter(letter);
            window.frames(12, |_, _| {});
        }
        wait_for_view(window);
        window.frames(60, |_, _| {});
        window.chord(Modifiers::COMMAND, Key::A);
        window.key(Key::Backspace);
        window.turn();
        wait_for_view(window);
        window.frames(60, |_, _| {});
    }
    tell(window, "a filter is typed beside the map");
}

fn alone(window: &mut Window) {
    window.chord(Modifiers::COMMAND, Key::Num2);
    window.frames(120, |_, _| {});
    window.costs.clear();
    let area = window.find("Map");
    window.frames(300, |window, frame| over(window, area, frame));
    tell(window, "the map alone, the mouse moves over it");
}

/// A path of the mouse that comes everywhere.
fn over(window: &mut Window, area: Rect, frame: usize) {
    let part = |step: f32| 0.5 + 0.48 * (frame as f32 * step).sin();
    window.point(pos2(area.left() + area.width() * part(0.071), area.top() + area.height() * part(0.113)));
}
