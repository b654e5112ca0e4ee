//! Rectangles with given areas in a rectangle, as square as they can be: Bruls, Huizing and van Wijk, "Squarified treemaps", 2000.

/// A rectangle in pixels and parts of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub x0: f64,
    pub y0: f64,
    pub x1: f64,
    pub y1: f64,
}

impl Area {
    fn width(self) -> f64 {
        self.x1 - self.x0
    }

    fn height(self) -> f64 {
        self.y1 - self.y0
    }
}

/// Divides a rectangle in proportion to `weights`, in their order, and calls `place` with each one's place among them and its part.
/// Neighbours share their edges to the bit, so that edges which are rounded leave no gap. A weight of 0 gets a part without an area; where
/// all are 0, so does each.
pub(super) fn squarify(weights: &[f64], area: Area, mut place: impl FnMut(usize, Area)) {
    let sum: f64 = weights.iter().sum();
    let scale = if sum > 0.0 { area.width() * area.height() / sum } else { 0.0 };
    let last = weights.iter().rposition(|weight| *weight > 0.0).unwrap_or(0);
    let mut left = area;
    let mut at = 0;
    while at < weights.len() {
        let is_wide = left.width() >= left.height();
        let side = if is_wide { left.height() } else { left.width() };
        let end = at + row_length(&weights[at..], scale, side);
        let row: f64 = weights[at..end].iter().sum();
        let is_last = end > last;
        // What is left of the other side is all of it for the last row, whatever was lost in rounding.
        let whole = if is_wide { left.width() } else { left.height() };
        let thickness = match side > 0.0 {
            _ if is_last => whole,
            true => (row * scale / side).min(whole),
            false => 0.0,
        };
        let strip = if is_wide {
            Area { x1: if is_last { left.x1 } else { left.x0 + thickness }, ..left }
        } else {
            Area { y1: if is_last { left.y1 } else { left.y0 + thickness }, ..left }
        };
        divide(&weights[at..end], row, strip, is_wide, |within, part| place(at + within, part));
        if is_wide {
            left.x0 = strip.x1
        } else {
            left.y0 = strip.y1
        }
        at = end;
    }
}

/// How many of the first weights make a row that no more can make squarer.
fn row_length(weights: &[f64], scale: f64, side: f64) -> usize {
    let (mut sum, mut least, mut most, mut worst) = (0.0f64, f64::INFINITY, 0.0f64, f64::INFINITY);
    for (at, weight) in weights.iter().enumerate() {
        let area = weight * scale;
        // Without an area it doesn't change the row.
        if area <= 0.0 {
            continue;
        }
        sum += area;
        least = least.min(area);
        most = most.max(area);
        let squared = sum * sum / (side * side);
        let ratio = (most / squared).max(squared / least);
        if ratio > worst {
            return at;
        }
        worst = ratio;
    }
    weights.len()
}

/// Divides a strip across its length.
fn divide(weights: &[f64], sum: f64, strip: Area, is_upright: bool, mut place: impl FnMut(usize, Area)) {
    let (start, end) = if is_upright { (strip.y0, strip.y1) } else { (strip.x0, strip.x1) };
    let last = weights.iter().rposition(|weight| *weight > 0.0).unwrap_or(0);
    let mut done = 0.0;
    let mut from = start;
    for (at, weight) in weights.iter().enumerate() {
        done += weight;
        let to = match sum > 0.0 {
            _ if at >= last && sum > 0.0 => end,
            true => (start + (end - start) * (done / sum)).clamp(from, end),
            false => from,
        };
        let part =
            if is_upright { Area { y0: from, y1: to, ..strip } } else { Area { x0: from, x1: to, ..strip } };
        place(at, part);
        from = to;
    }
}
