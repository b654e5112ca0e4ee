//! Which pieces of a line are left out where it is too wide: those in its middle, in the order in which it is read. So its beginning and
//! its extension stay, in whatever direction it is drawn.

use std::ops::Range;

/// What is left out for an ellipsis of this width, so that the rest is no wider than `room`; `None` if all fits.
pub(super) fn left_out(widths: &[f32], ellipsis: f32, room: f32) -> Option<Range<usize>> {
    if widths.iter().sum::<f32>() <= room {
        return None;
    }
    let room = room - ellipsis;
    let mut used = 0.0;
    let mut fits = |width: f32, most: f32| {
        let fits = used + width <= most;
        used += if fits { width } else { 0.0 };
        fits
    };
    let head = widths.iter().take_while(|&&width| fits(width, room / 2.0)).count();
    let tail = widths[head..].iter().rev().take_while(|&&width| fits(width, room)).count();
    Some(head..widths.len() - tail)
}

/// Where lines end that are no wider than `room`: behind the last place where one may, or anywhere if there is none.
pub(super) fn lines(widths: &[f32], may_end: impl Fn(usize) -> bool, room: f32) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let (mut start, mut used, mut end) = (0, 0.0, None);
    for number in 0..widths.len() {
        while used + widths[number] > room && number > start {
            let stop = end.take().unwrap_or(number);
            lines.push(start..stop);
            start = stop;
            used = widths[start..number].iter().sum();
        }
        used += widths[number];
        if may_end(number) {
            end = Some(number + 1);
        }
    }
    lines.push(start..widths.len());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn both_ends_stay() {
        assert_eq!(left_out(&[1.0; 5], 1.0, 5.0), None);
        assert_eq!(left_out(&[1.0; 10], 1.0, 7.0), Some(3..7));
        assert_eq!(left_out(&[1.0; 10], 1.0, 0.5), Some(0..10));
    }

    proptest! {
        #[test]
        fn what_stays_fits(widths in prop::collection::vec(0.0f32..9.0, 0..40), room in 2.0f32..200.0) {
            if let Some(out) = left_out(&widths, 1.0, room) {
                let stays: f32 = widths[..out.start].iter().chain(&widths[out.end..]).sum();
                prop_assert!(stays + 1.0 <= room + 0.01);
                prop_assert!(!out.is_empty());
            }
        }

        #[test]
        fn lines_hold_everything_once(widths in prop::collection::vec(0.0f32..9.0, 1..60), room in 9.0f32..50.0, every in 1usize..9) {
            let lines = lines(&widths, |number| number % every == 0, room);
            let all: Vec<usize> = lines.iter().cloned().flatten().collect();
            prop_assert_eq!(all, (0..widths.len()).collect::<Vec<_>>());
            for line in lines {
                prop_assert!(widths[line].iter().sum::<f32>() <= room + 0.01);
            }
        }
    }
}
