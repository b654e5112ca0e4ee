//! The keyboard in the table: arrows, pages, ends, with Shift to extend and Ctrl to leave the selection, what selects and copies,
//! Enter, the menu's key, and letters.

use super::row_menu::{COPY_ROWS, INVERT};
use crate::ui::context_menu;
use eframe::egui::{Event, InputState, Key, Modifiers};

/// Where a key goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Go {
    /// So many rows down, or up.
    Rows(i64),
    /// So many pages down, or up.
    Pages(i64),
    /// To the first row.
    First,
    /// To the last row.
    Last,
}

/// What a move or a click does to the selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// The row alone is selected.
    Select,
    /// With Shift: all from where the range begins.
    Extend,
    /// With Ctrl and Shift: the same, besides what is selected.
    Add,
    /// With Ctrl: nothing.
    Move,
}

impl How {
    /// By the keys that are held.
    pub(super) fn of(modifiers: Modifiers) -> How {
        match (modifiers.command, modifiers.shift) {
            (false, false) => How::Select,
            (false, true) => How::Extend,
            (true, true) => How::Add,
            (true, false) => How::Move,
        }
    }
}

/// What was pressed while the table had the keyboard.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Pressed {
    /// Moves, each with what it selects.
    pub moves: Vec<(Go, How)>,
    /// Ctrl+Space: the row under the cursor in or out.
    pub toggle: bool,
    /// Ctrl+A.
    pub select_all: bool,
    /// Ctrl+Shift+I, as in the file managers that have a key for it.
    pub invert: bool,
    /// Esc.
    pub escape: bool,
    /// Ctrl+C.
    pub copy: bool,
    /// Ctrl+Shift+C.
    pub copy_rows: bool,
    /// The menu's key.
    pub menu: bool,
    /// So many points to the right, or left.
    pub across: f32,
    /// Enter.
    pub enter: bool,
    /// Letters.
    pub typed: String,
}

/// How far an arrow scrolls across, in points.
const ACROSS: f32 = 60.0;

/// Takes the table's keys out of the input; Esc only where it `escapes` from something.
pub(super) fn pressed(input: &mut InputState, escapes: bool) -> Pressed {
    let mut out = Pressed {
        menu: context_menu::key_pressed(input),
        copy_rows: input.consume_shortcut(&COPY_ROWS),
        invert: input.consume_shortcut(&INVERT),
        escape: escapes && input.consume_key(Modifiers::NONE, Key::Escape),
        ..Pressed::default()
    };
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
    match key {
        Key::A if modifiers.command && !modifiers.shift => {
            out.select_all = true;
            return true;
        }
        Key::Space if modifiers.command => {
            out.toggle = true;
            return true;
        }
        _ => {}
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
    out.moves.push((go, How::of(modifiers)));
    true
}

/// The position that a move ends at, of `len` rows with `page` of them to a page; from none it is the first in sight.
pub(super) fn target(go: Go, from: Option<u64>, first_in_sight: u64, page: u64, len: u64) -> Option<u64> {
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
