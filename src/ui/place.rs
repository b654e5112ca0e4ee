//! Where the window stands at the start: wholly on a screen, with its frame. `launch` calls [`settle`] before it is shown.
//!
//! eframe limits the size to the largest screen, without the frame, and on X11 takes a remembered position as it is: the bottom line is
//! then out of sight on a laptop's screen, or all of the window where a screen was unplugged. winit tells neither where panels are nor, before
//! the window is shown, how large its frame is, so both are allowed for.

use eframe::CreationContext;
use eframe::egui::{Pos2, Rect, Vec2, pos2, vec2};

/// The size at the first start, in points, where there is room for it.
pub(super) const USUAL: Vec2 = vec2(1280.0, 800.0);
/// The smallest size, in points, but for screens that are smaller.
pub(super) const LEAST: Vec2 = vec2(640.0, 400.0);

/// A title bar with its borders, in points: 37 high in GNOME, 32 in Windows, less elsewhere.
const FRAME: Vec2 = vec2(8.0, 40.0);
/// What panels take of a screen, in points: a dock at the left and a bar above, or a bar of 48 below.
const PANELS: Vec2 = vec2(72.0, 72.0);
/// As far, in points, a window may reach over a screen's edge: its frame may be smaller than [`FRAME`], and in Windows has an
/// invisible border.
const OVER: f32 = 16.0;

/// A screen.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Screen {
    /// In pixels of the desktop.
    area: Rect,
    /// Pixels a point.
    scale: f32,
}

/// A window: all in its pixels, without its frame, but for the position, which is the frame's.
#[derive(Clone, Copy, Debug, PartialEq)]
struct WindowPlace {
    /// `None` where the desktop decides.
    position: Option<Pos2>,
    size: Vec2,
    least: Vec2,
    /// Pixels a point. Where the desktop decides the position, this may be less than the screen's: on Wayland a window that isn't shown
    /// yet has 1.
    scale: f32,
}

/// Moves and shrinks the new window to where all of it can be seen.
pub(super) fn settle(cc: &CreationContext<'_>) {
    let Some(window) = cc.winit_window() else { return };
    // Moving or sizing one of these would end that state; eframe has looked at their place. On X11 they are neither before they are shown.
    if window.fullscreen().is_some() || window.is_maximized() {
        return;
    }
    let screen = |monitor: egui_winit::winit::monitor::MonitorHandle| {
        let (at, size) = (monitor.position(), monitor.size());
        let area =
            Rect::from_min_size(pos2(at.x as f32, at.y as f32), vec2(size.width as f32, size.height as f32));
        (area.is_positive()).then_some(Screen { area, scale: monitor.scale_factor() as f32 })
    };
    // The primary one first: what is on no screen comes there.
    let screens: Vec<_> =
        window.primary_monitor().into_iter().chain(window.available_monitors()).filter_map(screen).collect();
    let is_first =
        cc.storage.is_none_or(|storage| storage.get_string(super::settings::check::WINDOW).is_none());
    let (position, size) = (window.outer_position().ok(), window.inner_size());
    let (zoom, scale) = (cc.egui_ctx.zoom_factor(), window.scale_factor() as f32);
    let before = WindowPlace {
        position: position.map(|at| pos2(at.x as f32, at.y as f32)),
        size: vec2(size.width as f32, size.height as f32),
        least: LEAST * zoom * scale,
        scale,
    };
    let Some(after) = settled(before, is_first, &screens) else { return };
    let pixels = |size: Vec2| egui_winit::winit::dpi::PhysicalSize::new(size.x as u32, size.y as u32);
    if after.least != before.least {
        window.set_min_inner_size(Some(pixels(after.least)));
    }
    if after.size != before.size {
        // `None`, or the size that it has at once: either way it is drawn with the right one.
        let _ = window.request_inner_size(pixels(after.size));
    }
    if let Some(position) = after.position.filter(|_| after.position != before.position) {
        window.set_outer_position(egui_winit::winit::dpi::PhysicalPosition::new(
            position.x as i32,
            position.y as i32,
        ));
    }
}

/// Where a window belongs that would come to `before`; `None` if no screen is known.
fn settled(before: WindowPlace, is_first: bool, screens: &[Screen]) -> Option<WindowPlace> {
    let screen = match before.position {
        Some(at) => largest_part(Rect::from_min_size(at, before.size), screens)?,
        // It may come to any of them.
        None => *screens.iter().min_by(|a, b| points(a).total_cmp(&points(b)))?,
    };
    let frame = FRAME * screen.scale;
    let panels = if is_first { PANELS * screen.scale } else { Vec2::ZERO };
    let room = screen.area.size() - frame - panels;
    let room = if before.position.is_some() { room } else { room * (before.scale / screen.scale) };
    let room = room.max(Vec2::splat(1.0)).floor();
    let size = before.size.min(room);
    let position = before.position.map(|at| {
        let outer = Rect::from_min_size(at, size + frame);
        // Where the system put a window that was larger than the screen, its title bar may be above it.
        if is_in_sight(outer.shrink(OVER * screen.scale), screens) {
            at
        } else {
            moved_into(outer, screen.area)
        }
    });
    Some(WindowPlace { position, size, least: before.least.min(room), ..before })
}

/// The screen that most of a window is on; the first one if it is on none.
fn largest_part(window: Rect, screens: &[Screen]) -> Option<Screen> {
    let part = |screen: &Screen| {
        let part = screen.area.intersect(window);
        if part.is_positive() { part.area() } else { 0.0 }
    };
    let first = screens.first()?;
    Some(*screens.iter().fold(first, |most, screen| if part(screen) > part(most) { screen } else { most }))
}

/// How large a screen is, in square points.
fn points(screen: &Screen) -> f32 {
    screen.area.area() / (screen.scale * screen.scale)
}

/// Whether all corners are on screens; a window may lie across two.
fn is_in_sight(window: Rect, screens: &[Screen]) -> bool {
    [window.left_top(), window.right_top(), window.left_bottom(), window.right_bottom()]
        .iter()
        .all(|corner| screens.iter().any(|screen| screen.area.contains(*corner)))
}

/// The position nearest to the window's at which it is wholly in `area`, or at its top left where it is larger.
fn moved_into(window: Rect, area: Rect) -> Pos2 {
    let most = (area.max - window.size()).max(area.min);
    window.min.max(area.min).min(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn screen(x: f32, y: f32, width: f32, height: f32, scale: f32) -> Screen {
        Screen { area: Rect::from_min_size(pos2(x, y), vec2(width, height)), scale }
    }

    fn window(position: Option<(f32, f32)>, size: (f32, f32), scale: f32) -> WindowPlace {
        WindowPlace {
            position: position.map(|(x, y)| pos2(x, y)),
            size: vec2(size.0, size.1),
            least: LEAST * scale,
            scale,
        }
    }

    #[test]
    fn the_first_window_leaves_room_for_its_frame_and_a_panel() {
        for (width, height, scale) in [
            (1366.0, 768.0, 1.0),
            (1280.0, 800.0, 1.0),
            (1280.0, 720.0, 1.0),
            (1024.0, 600.0, 1.0),
            (1920.0, 1080.0, 2.0),
            (1366.0, 768.0, 2.0),
            (3840.0, 2160.0, 3.0),
        ] {
            for position in [Some((0.0, 0.0)), None] {
                let screens = [screen(0.0, 0.0, width, height, scale)];
                let size = USUAL * scale;
                let after = settled(window(position, (size.x, size.y), scale), true, &screens).unwrap();
                // 37 of title bar and 48 of panel.
                assert!(
                    after.size.y <= height - 85.0 * scale && after.size.x <= width,
                    "{width} x {height}: {after:?}"
                );
                assert!(
                    after.size.y >= height - 120.0 * scale,
                    "{width} x {height}: needlessly small: {after:?}"
                );
                assert!(after.least.x <= after.size.x && after.least.y <= after.size.y, "{after:?}");
                assert_eq!(after.position, position.map(|(x, y)| pos2(x, y)), "the desktop's to decide");
            }
        }
    }

    #[test]
    fn the_first_window_has_its_title_bar_on_the_screen() {
        let screens = [screen(0.0, 0.0, 1366.0, 768.0, 1.0)];
        // In the middle, as it was to be 840 high with its frame.
        let after = settled(window(Some((39.0, -36.0)), (1280.0, 800.0), 1.0), true, &screens).unwrap();
        assert_eq!((after.position, after.size), (Some(pos2(39.0, 0.0)), vec2(1280.0, 656.0)));
    }

    #[test]
    fn a_window_that_has_not_heard_of_its_scale_fits_its_screen() {
        for scale in [1.0, 1.5, 2.0, 3.0] {
            let screens = [screen(0.0, 0.0, 1440.0, 900.0, scale)];
            // As winit has it on Wayland before the window is shown: in points.
            let after = settled(window(None, (USUAL.x, USUAL.y), 1.0), true, &screens).unwrap();
            let seen = (after.size + FRAME) * scale;
            assert!(seen.x <= 1440.0 && seen.y <= 900.0, "at scale {scale}: {after:?}");
            assert!(after.least.x <= after.size.x && after.least.y <= after.size.y, "{after:?}");
        }
    }

    #[test]
    fn a_large_screen_has_room_for_the_usual_size() {
        let screens = [screen(0.0, 0.0, 1920.0, 1080.0, 1.0)];
        let before = window(Some((0.0, 0.0)), (1280.0, 800.0), 1.0);
        assert_eq!(settled(before, true, &screens), Some(before));
    }

    #[test]
    fn a_remembered_place_that_can_be_seen_is_kept() {
        let two = [screen(0.0, 0.0, 1366.0, 768.0, 1.0), screen(1366.0, 0.0, 1920.0, 1080.0, 1.0)];
        for (what, at, size) in [
            ("in the middle", (50.0, 60.0), (800.0, 500.0)),
            ("at the right of the second", (2400.0, 500.0), (870.0, 530.0)),
            ("across both", (1000.0, 100.0), (900.0, 500.0)),
            ("snapped to the left by Windows, with an unseen border", (-8.0, 0.0), (683.0, 722.0)),
            ("at the bottom, with a lower frame than allowed for", (10.0, 256.0), (800.0, 484.0)),
        ] {
            let before = window(Some(at), size, 1.0);
            assert_eq!(settled(before, false, &two), Some(before), "{what}");
        }
    }

    #[test]
    fn a_remembered_place_that_cannot_be_seen_is_moved() {
        let one = [screen(0.0, 0.0, 1366.0, 768.0, 1.0)];
        let left = [screen(-1920.0, 0.0, 1920.0, 1080.0, 1.0), one[0]];
        for (what, screens, at, expected) in [
            ("a screen at the right is gone", &one[..], (3000.0, 100.0), (558.0, 100.0)),
            ("one above is gone", &one, (100.0, -900.0), (100.0, 0.0)),
            ("126 pixels are left", &one, (1240.0, 100.0), (558.0, 100.0)),
            ("the title bar is above the edge", &one, (100.0, -35.0), (100.0, 0.0)),
            ("most of it is below the edge", &one, (100.0, 700.0), (100.0, 228.0)),
            ("partly on the left one, partly below it", &left, (-900.0, 800.0), (-900.0, 540.0)),
            ("as far as X11 goes", &one, (32_767.0, -32_768.0), (558.0, 0.0)),
        ] {
            let after = settled(window(Some(at), (800.0, 500.0), 1.0), false, screens).unwrap();
            assert_eq!(after.position, Some(pos2(expected.0, expected.1)), "{what}");
            assert_eq!(after.size, vec2(800.0, 500.0), "{what}");
        }
    }

    #[test]
    fn a_remembered_size_fits_the_screen_with_its_frame() {
        let screens = [screen(0.0, 0.0, 1366.0, 768.0, 1.0)];
        let after = settled(window(Some((300.0, 20.0)), (2560.0, 768.0), 1.0), false, &screens).unwrap();
        assert_eq!((after.position, after.size), (Some(pos2(0.0, 0.0)), vec2(1358.0, 728.0)));
        // And stays there: a window doesn't shrink from start to start.
        assert_eq!(settled(after, false, &screens), Some(after));
    }

    #[test]
    fn a_desktop_that_tells_no_screen_or_place_is_left_to_itself() {
        let before = window(Some((0.0, 0.0)), (1280.0, 800.0), 1.0);
        assert_eq!(settled(before, true, &[]), None);
        // Wayland: it may come to the smaller screen.
        let screens = [screen(0.0, 0.0, 2560.0, 1440.0, 1.0), screen(2560.0, 0.0, 1366.0, 768.0, 1.0)];
        let after = settled(window(None, (1280.0, 800.0), 1.0), true, &screens).unwrap();
        assert_eq!((after.position, after.size), (None, vec2(1280.0, 656.0)));
    }
}
