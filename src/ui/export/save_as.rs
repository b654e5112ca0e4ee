//! Where to write the sheet, typed: for machines that have no dialog. It stands in the dialog's stead.

use super::Asked;
use crate::text;
use crate::ui::action::{Action, Actions};
use crate::ui::theme::Palette;
use crate::ui::typed::{self, Here};
use eframe::egui::{Button, Id, Key, Modal, RichText, TextEdit, Ui};

/// The question while it is open.
pub struct SaveAs {
    asked: Asked,
    why: String,
    path: String,
    is_new: bool,
    here: Here,
}

impl SaveAs {
    /// Asks where to write what was `asked`, and says why no dialog does.
    pub fn new(asked: Asked, why: String, name: &str) -> SaveAs {
        let here = Here::now();
        let path = here.home.clone().unwrap_or_default().join(name);
        SaveAs { asked, why, path: path.to_string_lossy().into_owned(), is_new: true, here }
    }

    /// Draws it over the window. Returns whether it is done with.
    pub fn modal_ui(&mut self, ui: &Ui, actions: &mut Actions) -> bool {
        let id = Id::unique("save as");
        let area = Modal::default_area(id).accessible_name("Export to");
        let shown = Modal::new(id).area(area).show(ui.ctx(), |ui| {
            ui.set_width(460.0);
            ui.label(RichText::new("Export to").heading());
            ui.label(RichText::new(text::printable(&self.why)).color(Palette::of(ui).weak));
            let field = TextEdit::singleline(&mut self.path).desired_width(f32::INFINITY);
            let field = ui.add(field).accessible_name("File to write");
            if std::mem::take(&mut self.is_new) {
                field.request_focus();
            }
            let typed = typed::paths(&self.path, &self.here);
            let (said, colour) = match typed.told() {
                Some(why) => (why, Palette::of(ui).bad),
                None => ("A file of this name is replaced.".to_owned(), Palette::of(ui).weak),
            };
            ui.label(RichText::new(text::printable(&said)).small().color(colour));
            ui.add_space(6.0);
            let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            ui.horizontal(|ui| {
                let target = typed.paths.into_iter().next();
                let write = ui.add_enabled(target.is_some(), Button::new("Write the file"));
                if let Some(target) = target
                    && (write.clicked() || entered)
                {
                    actions.push(Action::Ask(self.asked.clone().to(target)));
                    ui.close();
                }
                if ui.button("Cancel").clicked() {
                    ui.close();
                }
            });
        });
        shown.should_close()
    }
}
