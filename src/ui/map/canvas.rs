//! Where the picture's pixels are on screen. The picture may be of another size than its place for a moment, and is stretched then.

use eframe::egui::{Pos2, Rect, Vec2, pos2, vec2};

/// A place on screen, in points, and the size in pixels of the picture in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Canvas {
    /// The place.
    pub area: Rect,
    size: Vec2,
}

impl Canvas {
    /// `size` in pixels; neither side is 0.
    pub(super) fn new(area: Rect, size: [u16; 2]) -> Canvas {
        Canvas { area, size: vec2(f32::from(size[0].max(1)), f32::from(size[1].max(1))) }
    }

    /// A rectangle of pixels, from `min` to before `max`, in points.
    pub(super) fn rect(&self, min: [u16; 2], max: [u16; 2]) -> Rect {
        let at = |[x, y]: [u16; 2]| {
            self.area.min + vec2(f32::from(x), f32::from(y)) / self.size * self.area.size()
        };
        Rect::from_min_max(at(min), at(max))
    }

    /// The pixel at a point; `None` outside.
    pub(super) fn pixel(&self, point: Pos2) -> Option<[u16; 2]> {
        let part = (point - self.area.min) / self.area.size();
        let is_inside = (0.0..1.0).contains(&part.x) && (0.0..1.0).contains(&part.y);
        // Below 65,536, as the size is.
        is_inside.then_some([(part.x * self.size.x) as u16, (part.y * self.size.y) as u16])
    }
}

/// A place whose edges are between pixels of the screen, and how large it is in pixels.
pub(super) fn on_pixels(area: Rect, pixels_per_point: f32) -> (Rect, [u16; 2]) {
    let pixel = |points: f32| (points * pixels_per_point).round();
    let min = pos2(pixel(area.left()), pixel(area.top()));
    let max = pos2(pixel(area.right()), pixel(area.bottom())).max(min);
    let side = |span: f32| span.clamp(0.0, f32::from(u16::MAX)) as u16;
    let size = [side(max.x - min.x), side(max.y - min.y)];
    (Rect::from_min_max(min / pixels_per_point, max / pixels_per_point), size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pixel_is_where_its_rectangle_is() {
        for scale in [1.0, 1.25, 1.5, 2.0] {
            let (area, size) = on_pixels(Rect::from_min_size(pos2(100.3, 50.7), vec2(300.0, 120.0)), scale);
            let canvas = Canvas::new(area, size);
            for pixel in [[0, 0], [17, 3], [size[0] - 1, size[1] - 1]] {
                let rect = canvas.rect(pixel, [pixel[0] + 1, pixel[1] + 1]);
                assert_eq!(canvas.pixel(rect.center()), Some(pixel), "at {scale}");
                assert!((rect.width() * scale - 1.0).abs() < 0.01);
            }
            assert_eq!(canvas.pixel(area.min - vec2(1.0, 0.0)), None);
            assert_eq!(canvas.pixel(area.max), None);
        }
    }
}
