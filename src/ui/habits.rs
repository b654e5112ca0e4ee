//! Words and keys that differ on a Mac. Pure functions that take the system as an argument, so that both are tested on any system.

use eframe::egui::{InputState, Key, Modifiers, Ui};

/// The entry that shows something selected in the folder that it is in.
pub(super) const SHOW_IN_FOLDER: &str = show_in_folder(cfg!(target_os = "macos"));

const fn show_in_folder(is_mac: bool) -> &'static str {
    if is_mac { "Show in Finder" } else { "Show in folder" }
}

/// Keys in words, as they are called: Cmd does there what Ctrl does elsewhere.
pub(super) fn said(keys: &str, is_mac: bool) -> String {
    match keys {
        // Cmd+Space is the system's own there.
        "Ctrl+Space" => keys.to_owned(),
        _ if is_mac => keys.replace("Ctrl", "Cmd").replace("Alt", "Option"),
        _ => keys.to_owned(),
    }
}

/// Takes the key that removes what has the keyboard. The keyboards of Macs have Backspace alone, which they call Delete.
pub(super) fn deletes(ui: &Ui) -> bool {
    let is_mac = ui.ctx().os().is_mac();
    ui.input_mut(|input| takes_delete(input, is_mac))
}

fn takes_delete(input: &mut InputState, is_mac: bool) -> bool {
    input.consume_key(Modifiers::NONE, Key::Delete)
        || is_mac && input.consume_key(Modifiers::NONE, Key::Backspace)
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::Event;

    #[test]
    fn a_mac_has_its_own_words() {
        assert_eq!((show_in_folder(true), show_in_folder(false)), ("Show in Finder", "Show in folder"));
        for (keys, on_a_mac) in [
            ("Ctrl with these", "Cmd with these"),
            ("Alt+Left, Alt+Right", "Option+Left, Option+Right"),
            ("Ctrl+Space", "Ctrl+Space"),
            ("Shift with these", "Shift with these"),
        ] {
            assert_eq!((said(keys, true).as_str(), said(keys, false).as_str()), (on_a_mac, keys));
        }
    }

    #[test]
    fn backspace_removes_on_a_mac_alone() {
        let pressed = |key| {
            let mut input = InputState::default();
            let (physical_key, repeat, modifiers) = (None, false, Modifiers::NONE);
            input.events.push(Event::Key { key, physical_key, pressed: true, repeat, modifiers });
            input
        };
        for (key, elsewhere) in [(Key::Delete, true), (Key::Backspace, false), (Key::Space, false)] {
            assert_eq!(takes_delete(&mut pressed(key), true), key != Key::Space, "{key:?}");
            assert_eq!(takes_delete(&mut pressed(key), false), elsewhere, "{key:?}");
        }
    }
}
