//! Asks before all kept sheets are deleted: there is no undo.

use super::action::{Action, Actions};
use super::controls::Push;
use super::page::frame;
use super::theme::{self, Palette};
use crate::kept::KeptList;
use crate::session::Command;
use crate::text;
use eframe::egui::{Align, Id, Key, Layout, Modal, Modifiers, RichText, Ui};

const TITLE: &str = "Delete all kept sheets?";

/// Whether it is being asked.
#[derive(Default)]
pub(super) struct DeleteKept {
    is_asked: bool,
}

impl DeleteKept {
    pub(super) fn ask(&mut self) {
        self.is_asked = true;
    }

    /// Whether the question lies over the window.
    pub(super) fn is_modal(&self) -> bool {
        self.is_asked
    }

    /// Draws the question over the window, if it is asked. Returns whether it was answered.
    pub(super) fn modal_ui(&mut self, ui: &Ui, kept: &KeptList, actions: &mut Actions) -> bool {
        if !self.is_asked {
            return false;
        }
        let id = Id::unique("delete-kept");
        let area = Modal::default_area(id).accessible_name(TITLE);
        let shown = Modal::new(id).area(area).frame(frame(ui)).show(ui.ctx(), |ui| {
            ui.set_width(440.0_f32.min(ui.ctx().content_rect().width() - 60.0));
            ui.label(RichText::new(TITLE).font(theme::semibold(15.0)));
            ui.add_space(2.0);
            let said = format!(
                "{} of earlier readings, {}. Without them you can't see what changed since. Your files stay, and so do sheets that you saved.",
                text::counted(kept.sheets.len() as u64, "sheet"),
                text::size(u128::from(kept.bytes)),
            );
            ui.label(RichText::new(said).color(Palette::of(ui).weak));
            ui.add_space(12.0);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let keep = ui.add(Push::new("Keep them").main(true));
                let delete = ui.add(Push::new("Delete"));
                let has_focus = ui.memory(|memory| memory.focused());
                if ![Some(keep.id), Some(delete.id)].contains(&has_focus) {
                    keep.request_focus();
                }
                (keep.clicked(), delete.clicked())
            })
            .inner
        });
        let (keeps, deletes) = shown.inner;
        let escaped =
            shown.is_top_modal && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if deletes {
            actions.push(Action::Ask(Command::DeleteKept));
        }
        self.is_asked = !(keeps || deletes || escaped);
        !self.is_asked
    }
}
