//! The menu of the folders that were read last: each is added to the sheet by one click.

use crate::session::{Command, Status};
use crate::ui::action::{Action, Actions};
use crate::ui::context_menu::Entries;
use crate::ui::recent::{Recent, Recents};
use crate::ui::{elide, icons, words};
use eframe::egui::containers::menu::MenuButton;
use eframe::egui::{Button, Ui, vec2};

/// Letters of a path that an entry has room for.
const LONGEST: f32 = 48.0;

/// Draws the button with its menu. A folder that is already a source gets no entry.
pub(super) fn menu_ui(ui: &mut Ui, status: &Status<'_>, recents: &Recents, actions: &mut Actions) {
    let is_new = |recent: &&Recent| status.roots.iter().all(|root| *root.path != *recent.path);
    let face = Button::new(icons::CLOCK_COUNTER_CLOCKWISE.rich(icons::SIZE)).min_size(vec2(28.0, 28.0));
    let (face, _) = MenuButton::from_button(face.frame_when_inactive(false)).ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let mut entries = Entries::new(false);
        let mut is_empty = true;
        for recent in recents.all().iter().filter(is_new) {
            is_empty = false;
            let path = words::path(&recent.path);
            let shown = elide::middle(&path, LONGEST, |_| 1.0);
            entries
                .offer(ui, true, &shown, None, recent.path.clone())
                .on_hover_ui(|ui| elide::whole_ui(ui, &path));
        }
        if is_empty {
            ui.weak("No other folders were read lately");
        }
        actions.extend(entries.chosen().map(|path| Action::Ask(Command::AddFolders(vec![path]))));
    });
    face.accessible_name("Recent folders").on_hover_text("Recent folders");
}
