//! What is pressed while the tree has the keyboard, as file managers have it.

use eframe::egui::{Event, InputState, Key};

/// One key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Press {
    /// So many lines down, or up.
    Lines(i64),
    /// So many pages down, or up.
    Pages(i64),
    /// To the first line.
    First,
    /// To the last line.
    Last,
    /// Expand, or go to the first folder in it.
    Right,
    /// Collapse, or go to the folder that it is in.
    Left,
    /// Narrow the table to the folder, or to none.
    Pick,
    /// Copy the path.
    Copy,
}

/// Takes the tree's keys out of the input, in their order.
pub(super) fn pressed(input: &mut InputState) -> Vec<Press> {
    let mut out = Vec::new();
    input.events.retain(|event| {
        let press = match event {
            Event::Copy => Some(Press::Copy),
            Event::Key { key, pressed: true, modifiers, .. } if !modifiers.any() => press(*key),
            _ => None,
        };
        out.extend(press);
        press.is_none()
    });
    out
}

fn press(key: Key) -> Option<Press> {
    Some(match key {
        Key::ArrowUp => Press::Lines(-1),
        Key::ArrowDown => Press::Lines(1),
        Key::PageUp => Press::Pages(-1),
        Key::PageDown => Press::Pages(1),
        Key::Home => Press::First,
        Key::End => Press::Last,
        Key::ArrowRight => Press::Right,
        Key::ArrowLeft => Press::Left,
        Key::Enter | Key::Space => Press::Pick,
        _ => return None,
    })
}
