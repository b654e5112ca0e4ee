//! The keyboard in the table: arrows, pages, ends, with Shift to extend, Ctrl+A, Ctrl+C, Enter, and letters.

use eframe::egui::{Event, InputState, Key, Modifiers};

/// Where a key goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Go {
    /// So many rows down, or up.
    Rows(i64),
    /// So many pages down, or up.
    Pages(i64),
    /// To the first row.
    First,
    /// To the last row.
    Last,
}

/// What was pressed while the table had the keyboard.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pressed {
    /// Moves, each with whether Shift was held.
    pub moves: Vec<(Go, bool)>,
    /// Ctrl+A.
    pub select_all: bool,
    /// Ctrl+C.
    pub copy: bool,
    /// So many points to the right, or left.
    pub across: f32,
    /// Enter.
    pub enter: bool,
    /// Letters.
    pub typed: String,
}

/// How far an arrow scrolls across, in points.
const ACROSS: f32 = 60.0;

/// Takes the table's keys out of the input.
pub fn pressed(input: &mut InputState) -> Pressed {
    let mut out = Pressed::default();
    input.events.retain(|event| match event {
        Event::Copy => {
            out.copy = true;
            false
        }
        Event::Text(letters) => {
            out.typed += letters;
            false
        }
        Event::Key { key, pressed: true, modifiers, .. } => !take(*key, *modifiers, &mut out),
        _ => true,
    });
    out
}

fn take(key: Key, modifiers: Modifiers, out: &mut Pressed) -> bool {
    if modifiers.command && key == Key::A {
        out.select_all = true;
        return true;
    }
    let go = match key {
        Key::ArrowUp => Go::Rows(-1),
        Key::ArrowDown => Go::Rows(1),
        Key::PageUp => Go::Pages(-1),
        Key::PageDown => Go::Pages(1),
        Key::Home => Go::First,
        Key::End => Go::Last,
        Key::ArrowLeft | Key::ArrowRight => {
            out.across += if key == Key::ArrowLeft { -ACROSS } else { ACROSS };
            return true;
        }
        Key::Enter if !modifiers.any() => {
            out.enter = true;
            return true;
        }
        _ => return false,
    };
    out.moves.push((go, modifiers.shift));
    true
}

/// The position that a move ends at, of `len` rows with `page` of them to a page; from none it is the first in sight.
pub fn target(go: Go, from: Option<u64>, first_in_sight: u64, page: u64, len: u64) -> Option<u64> {
    let last = len.checked_sub(1)?;
    let by = |n: i64| from.map_or(first_in_sight, |from| from.saturating_add_signed(n)).min(last);
    Some(match go {
        Go::First => 0,
        Go::Last => last,
        Go::Rows(n) => by(n),
        Go::Pages(n) => by(n.saturating_mul(i64::try_from(page).unwrap_or(i64::MAX))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_stay_in_the_sheet() {
        for (go, from, expected) in [
            (Go::Rows(1), Some(4), Some(5)),
            (Go::Rows(1), Some(9), Some(9)),
            (Go::Rows(-1), Some(0), Some(0)),
            (Go::Rows(1), None, Some(3)),
            (Go::Pages(1), Some(4), Some(9)),
            (Go::Pages(-1), Some(8), Some(1)),
            (Go::First, Some(8), Some(0)),
            (Go::Last, None, Some(9)),
        ] {
            assert_eq!(target(go, from, 3, 7, 10), expected, "{go:?} from {from:?}");
        }
        assert_eq!(target(Go::Last, None, 0, 7, 0), None);
    }
}
