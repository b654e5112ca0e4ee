//! The way from one picture to the next when a user zooms: both are scaled from where the folder was to where it is, and the old one fades.

use eframe::egui::{Rect, Vec2, vec2};

/// How long it takes, in seconds.
pub(super) const TIME: f64 = 0.15;

/// A glide that goes on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Glide {
    /// When it began, in seconds.
    began: f64,
    /// The folder's place on the larger of both pictures, as a part of the canvas.
    folder: Rect,
    /// Whether the new picture is the folder's.
    is_in: bool,
}

/// Where both pictures are drawn at a moment, and how opaque the new one is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stage {
    /// The place of the old picture.
    pub old: Rect,
    /// The place of the new one.
    pub new: Rect,
    /// How opaque the new one is, 0 to 1.
    pub opacity: f32,
}

impl Glide {
    /// Into the folder that was at `folder` of the old picture, or out of the one that is there on the new one.
    pub(super) fn new(now: f64, folder: Rect, is_in: bool) -> Glide {
        let least = folder.size().max(Vec2::splat(0.001));
        Glide { began: now, folder: Rect::from_min_size(folder.min, least), is_in }
    }

    /// Where it stands; `None` when it is over.
    pub(super) fn stage(&self, now: f64, canvas: Rect) -> Option<Stage> {
        let part = (now - self.began) / TIME;
        if !(0.0..1.0).contains(&part) {
            return None;
        }
        // Fast at first: the eye is to find its place.
        let part = 1.0 - (1.0 - part as f32).powi(3);
        let place = |part: Rect| {
            Rect::from_min_size(canvas.min + part.min.to_vec2() * canvas.size(), part.size() * canvas.size())
        };
        let (small, large) = (place(self.folder), place(outside(self.folder)));
        Some(if self.is_in {
            Stage { old: between(canvas, large, part), new: between(small, canvas, part), opacity: part }
        } else {
            Stage { old: between(canvas, small, part), new: between(large, canvas, part), opacity: part }
        })
    }
}

/// The place of all of it when the folder fills the canvas.
fn outside(folder: Rect) -> Rect {
    let scale = vec2(1.0, 1.0) / folder.size();
    Rect::from_min_size((-folder.min.to_vec2() * scale).to_pos2(), scale)
}

fn between(from: Rect, to: Rect, part: f32) -> Rect {
    Rect::from_min_max(from.min.lerp(to.min, part), from.max.lerp(to.max, part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::pos2;

    fn near(a: Rect, b: Rect) -> bool {
        (a.min - b.min).length() < 0.1 && (a.max - b.max).length() < 0.1
    }

    #[test]
    fn it_begins_where_the_old_picture_is_and_ends_where_the_new_one_is() {
        let canvas = Rect::from_min_size(pos2(10.0, 20.0), vec2(400.0, 200.0));
        let folder = Rect::from_min_size(pos2(0.25, 0.5), vec2(0.5, 0.25));
        for is_in in [true, false] {
            let glide = Glide::new(1.0, folder, is_in);
            let first = glide.stage(1.0, canvas).unwrap();
            assert!(near(first.old, canvas) && first.opacity == 0.0);
            let last = glide.stage(1.0 + TIME * 0.999_999, canvas).unwrap();
            assert!(near(last.new, canvas) && last.opacity > 0.99, "{last:?}");
            assert_eq!(glide.stage(1.001 + TIME, canvas), None);
        }
        let first = Glide::new(1.0, folder, true).stage(1.0, canvas).unwrap();
        assert!(near(first.new, Rect::from_min_size(pos2(110.0, 120.0), vec2(200.0, 50.0))));
    }
}
