//! Where a list is scrolled to: rows as 64-bit numbers, and the only place where they meet pixels.
//!
//! egui multiplies a row's number by its height in `f32`, so rows drift apart from a million on and become
//! unreachable from ten (emilk/egui#1391). Here the position is the number of the first visible row, with a
//! fraction, in `f64`: exact to 1/4096 of a row at 2^40 rows. Pixels are only ever counted from that row.
//! Pure.

use std::ops::Range;

/// How much there is to scroll.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Extent {
    rows: u64,
    page: f64,
}

/// The handle of a scroll bar, in points from the start of its track.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Thumb {
    /// Where it begins.
    pub offset: f64,
    /// How long it is.
    pub length: f64,
}

impl Extent {
    /// `rows` in all, of which `page` fit in sight (with the fraction of the last one).
    pub(crate) fn new(rows: u64, page: f64) -> Extent {
        Extent { rows, page: if page.is_finite() { page.max(0.0) } else { 0.0 } }
    }

    /// The furthest that the top can be, in rows.
    pub(crate) fn max_top(self) -> f64 {
        (float(self.rows) - self.page).max(0.0)
    }

    /// The nearest top that shows no emptiness that could be a row.
    pub(crate) fn clamp(self, top: f64) -> f64 {
        if top.is_nan() { 0.0 } else { top.clamp(0.0, self.max_top()) }
    }

    /// The rows that are in sight, the cut ones too.
    pub(crate) fn visible(self, top: f64) -> Range<u64> {
        let top = self.clamp(top);
        let end = whole((top + self.page).ceil()).min(self.rows);
        whole(top.floor()).min(end)..end
    }

    /// The top after the least move that brings all of `row` in sight.
    pub(crate) fn reveal(self, top: f64, row: u64) -> f64 {
        let row = float(row.min(self.rows.saturating_sub(1)));
        // A page shorter than a row shows its beginning.
        let lowest = (row + 1.0 - self.page).min(row);
        self.clamp(top.clamp(lowest, row))
    }

    /// Rows that Page Up and Page Down go: all whole ones in sight but one, which the eye keeps.
    pub(crate) fn page_step(self) -> u64 {
        whole(self.page.floor()).saturating_sub(1).max(1)
    }

    /// The handle in a track of `track` points, at least `shortest` of them long. None where everything is in sight.
    pub(crate) fn thumb(self, top: f64, track: f64, shortest: f64) -> Option<Thumb> {
        let max_top = self.max_top();
        if max_top <= 0.0 || track <= 0.0 {
            return None;
        }
        let length = (track * self.page / float(self.rows)).max(shortest).min(track);
        let offset = (track - length) * (self.clamp(top) / max_top);
        Some(Thumb { offset, length })
    }

    /// The top that puts the handle's beginning at `offset`.
    pub(crate) fn top_at(self, offset: f64, track: f64, shortest: f64) -> f64 {
        let Some(thumb) = self.thumb(0.0, track, shortest) else {
            return 0.0;
        };
        let room = track - thumb.length;
        if room <= 0.0 { 0.0 } else { self.clamp(offset / room * self.max_top()) }
    }
}

/// A count of rows for arithmetic: exact up to 2^53.
fn float(rows: u64) -> f64 {
    rows as f64
}

/// The other way; what is below zero is zero.
fn whole(rows: f64) -> u64 {
    rows as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Rows up to 2^40 and pages up to 400 rows, both with plenty of small ones.
    fn extents() -> impl Strategy<Value = Extent> {
        let rows = prop_oneof![0u64..200, (0u32..=40).prop_map(|bits| 1 << bits), 0u64..=1 << 40];
        (rows, prop_oneof![0.0f64..3.0, 0.0f64..400.0]).prop_map(|(rows, page)| Extent::new(rows, page))
    }

    proptest! {
        #[test]
        fn what_is_in_sight_exists(extent in extents(), top in -1e15f64..1e15) {
            let shown = extent.visible(top);
            prop_assert!(shown.end <= extent.rows);
            prop_assert!((shown.end - shown.start) as f64 <= extent.page + 2.0);
            prop_assert!(!shown.is_empty() || extent.rows == 0 || extent.page < 0.001);
        }

        #[test]
        fn the_first_and_the_last_row_are_reachable(extent in extents()) {
            prop_assume!(extent.rows > 0 && extent.page >= 1.0);
            prop_assert_eq!(extent.visible(f64::NEG_INFINITY).start, 0);
            let last = extent.visible(f64::INFINITY);
            prop_assert_eq!(last.end, extent.rows);
            // All of it, to the thousandth of a row.
            prop_assert!(extent.max_top() + extent.page >= extent.rows as f64 - 0.001);
        }

        #[test]
        fn a_revealed_row_is_wholly_in_sight(extent in extents(), top in 0f64..1e12, row in 0u64..1 << 40) {
            prop_assume!(extent.rows > 0 && extent.page >= 1.0);
            let row = row.min(extent.rows - 1);
            let top = extent.reveal(top, row);
            prop_assert!(top <= row as f64 && row as f64 + 1.0 <= top + extent.page + 0.001);
        }

        #[test]
        fn revealing_what_is_in_sight_moves_nothing(extent in extents(), at in 0.0f64..1.0) {
            prop_assume!(extent.rows > 0 && extent.page >= 2.0);
            let top = extent.clamp(extent.max_top() * at);
            let first_whole = (top.ceil() as u64).min(extent.rows - 1);
            prop_assert_eq!(extent.reveal(top, first_whole), top);
        }

        #[test]
        fn a_wheel_moves_by_exactly_what_it_says(extent in extents(), at in 0.0f64..1.0, quarters in -400i32..400) {
            let start = (extent.max_top() * at).floor();
            let delta = f64::from(quarters) / 4.0;
            let end = extent.clamp(start + delta);
            let is_at_an_end = end == 0.0 || end == extent.max_top();
            prop_assert!(end - start == delta || is_at_an_end, "from {} by {} to {}", start, delta, end);
        }

        #[test]
        fn the_handle_stays_in_its_track_and_follows_the_top(
            extent in extents(), track in 30.0f64..4000.0, a in 0.0f64..1.0, b in 0.0f64..1.0,
        ) {
            let (a, b) = (a.min(b) * extent.max_top(), a.max(b) * extent.max_top());
            let (Some(first), Some(second)) = (extent.thumb(a, track, 24.0), extent.thumb(b, track, 24.0)) else {
                prop_assert_eq!(extent.max_top(), 0.0);
                return Ok(());
            };
            prop_assert!(first.offset <= second.offset);
            prop_assert!(first.offset >= 0.0 && second.offset + second.length <= track + 1e-6);
        }

        #[test]
        fn a_dragged_handle_stays_under_the_pointer(extent in extents(), track in 30.0f64..4000.0, at in 0.0f64..1.0) {
            prop_assume!(extent.max_top() > 0.0);
            let Some(thumb) = extent.thumb(0.0, track, 24.0) else { return Ok(()) };
            let offset = (track - thumb.length) * at;
            let top = extent.top_at(offset, track, 24.0);
            let back = extent.thumb(top, track, 24.0).map_or(0.0, |t| t.offset);
            prop_assert!((back - offset).abs() < 0.01, "{} became {}", offset, back);
            prop_assert_eq!(extent.top_at(track - thumb.length, track, 24.0), extent.max_top());
        }
    }

    #[test]
    fn a_page_goes_all_rows_in_sight_but_one() {
        assert_eq!(Extent::new(1000, 30.5).page_step(), 29);
        assert_eq!(Extent::new(1000, 0.4).page_step(), 1);
    }
}
