//! The keyboard in a list: arrows, pages, ends, with Shift to extend and Ctrl to leave the selection, what selects, the menu's key,
//! letters, and what means something else in each list.

use super::delegate::{Appearance, KeyAct};
use crate::ui::context_menu;
use eframe::egui::{Event, InputState, Key, KeyboardShortcut, Modifiers};

/// Selects what isn't, and the other way round, as in the file managers that have a key for it.
pub(crate) const INVERT: KeyboardShortcut =
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::I);
/// Copies what is selected. The system's library takes the key for it and hands over an event.
pub(crate) const COPY: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::C);
/// Selects all rows.
pub(crate) const SELECT_ALL: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::A);

/// Where a key goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Go {
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
pub(crate) enum How {
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
    pub(crate) fn of(modifiers: Modifiers) -> How {
        match (modifiers.command, modifiers.shift) {
            (false, false) => How::Select,
            (false, true) => How::Extend,
            (true, true) => How::Add,
            (true, false) => How::Move,
        }
    }
}

/// One key that was pressed while the list had the keyboard.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Press {
    /// A move, with what it selects.
    Go(Go, How),
    /// Ctrl+Space: the row under the cursor in or out.
    Toggle,
    /// Ctrl+A.
    SelectAll,
    /// Ctrl+Shift+I.
    Invert,
    /// Esc.
    Escape,
    /// The menu's key.
    Menu,
    /// So many points to the right, or left.
    Across(f32),
    /// Letters.
    Typed(String),
    /// What the list's owner knows.
    Act(KeyAct),
}

/// How far an arrow scrolls across, in points.
const ACROSS: f32 = 60.0;

/// Takes the list's keys out of the input, in their order. Esc only where it `escapes` from something; arrows to the sides scroll where
/// the list is `wide`.
pub(crate) fn pressed(input: &mut InputState, look: &Appearance, escapes: bool, wide: bool) -> Vec<Press> {
    let mut last = Vec::new();
    let mut shortcut = |press: Press, pressed: bool| {
        if pressed {
            last.push(press);
        }
    };
    shortcut(Press::Invert, look.selects && input.consume_shortcut(&INVERT));
    shortcut(Press::Escape, escapes && input.consume_key(Modifiers::NONE, Key::Escape));
    shortcut(Press::Menu, context_menu::key_pressed(input));
    let mut presses = Vec::new();
    input.events.retain(|event| {
        let press = match event {
            Event::Copy => Some(Press::Act(KeyAct::Copy)),
            Event::Text(letters) if look.finds => Some(Press::Typed(letters.clone())),
            Event::Key { key, pressed: true, modifiers, .. } => press(*key, *modifiers, look, wide),
            _ => None,
        };
        let is_taken = press.is_some();
        presses.extend(press);
        !is_taken
    });
    presses.append(&mut last);
    presses
}

fn press(key: Key, modifiers: Modifiers, look: &Appearance, wide: bool) -> Option<Press> {
    let is_plain = !modifiers.any();
    // Ctrl and Shift are for the selection.
    if !look.selects && !is_plain {
        return None;
    }
    let go = match key {
        Key::A if modifiers.command && !modifiers.shift => return Some(Press::SelectAll),
        // On a Mac Ctrl too, as Cmd+Space never arrives.
        Key::Space if modifiers.command || modifiers.ctrl => return Some(Press::Toggle),
        Key::Space if is_plain && !look.finds => return Some(Press::Act(KeyAct::Space)),
        Key::Enter if modifiers.command && !modifiers.shift && !modifiers.alt => {
            return Some(Press::Act(KeyAct::CommandEnter));
        }
        Key::Enter if is_plain => return Some(Press::Act(KeyAct::Enter)),
        Key::ArrowLeft => return Some(if wide { Press::Across(-ACROSS) } else { Press::Act(KeyAct::Left) }),
        Key::ArrowRight => return Some(if wide { Press::Across(ACROSS) } else { Press::Act(KeyAct::Right) }),
        Key::ArrowUp => Go::Rows(-1),
        Key::ArrowDown => Go::Rows(1),
        Key::PageUp => Go::Pages(-1),
        Key::PageDown => Go::Pages(1),
        Key::Home => Go::First,
        Key::End => Go::Last,
        _ => return None,
    };
    Some(Press::Go(go, if look.selects { How::of(modifiers) } else { How::Move }))
}

/// The position that a move ends at, of `len` rows with `page` of them to a page; from none it is the first in sight.
pub(crate) fn target(go: Go, from: Option<u64>, first_in_sight: u64, page: u64, len: u64) -> Option<u64> {
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
