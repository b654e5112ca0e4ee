//! Where to write the sheet, typed: for machines whose dialogs don't work. Replaces the system's dialog.

use super::formats::label;
use crate::export::settled;
use crate::ui::action::{ExportRequest, ProblemsTo};
use crate::ui::controls::Push;
use crate::ui::names::{self, Reading};
use crate::ui::text_field::TextField;
use crate::ui::theme::Palette;
use crate::ui::typed::{self, Here};
use crate::ui::words;
use eframe::egui::{Id, Key, Modal, Modifiers, RichText, TextStyle, Ui};
use std::path::{Path, PathBuf};

/// What the question for a file is called, here and in the system's dialog.
pub(super) fn title(asked: &ExportRequest) -> &'static str {
    match asked.problems {
        ProblemsTo::Alone => "Save the problems as",
        _ => "Export to",
    }
}

/// How the question ended.
pub(super) enum SaveAsAnswer {
    /// The file that was typed.
    Target(PathBuf),
    /// None was.
    Cancelled,
}

/// Its width in points, in a window that has room for it.
const WIDTH: f32 = 460.0;
/// What its frame takes and what stays free beside it, in points.
const AROUND: f32 = 48.0;

/// The question while it is open.
pub(super) struct SaveAs {
    pub(super) asked: ExportRequest,
    pub(super) why: String,
    pub(super) path: String,
    /// What a typed name without a folder is in.
    folder: PathBuf,
    is_new: bool,
    here: Here,
}

impl SaveAs {
    /// Asks where to write what was `asked`, suggesting `name` in the folder `start`, or at home; says `why` no dialog asks.
    pub(super) fn new(asked: ExportRequest, why: String, name: &str, start: Option<&Path>) -> SaveAs {
        let here = Here::now();
        // A field can't show a name that is not valid UTF-8.
        let start = start.filter(|start| start.to_str().is_some()).map(Path::to_owned);
        let folder = start.or_else(|| here.home.clone()).unwrap_or_default();
        let path = folder.join(name).to_string_lossy().into_owned();
        SaveAs { asked, why, path, folder, is_new: true, here }
    }

    /// The same question, asked for this reason.
    pub(super) fn because(self, why: String) -> SaveAs {
        SaveAs { why, ..self }
    }

    /// Draws it over the window. Returns how it ended, once it has.
    pub(super) fn modal_ui(&mut self, ui: &Ui) -> Option<SaveAsAnswer> {
        let id = Id::unique("save as");
        let title = title(&self.asked);
        let area = Modal::default_area(id).accessible_name(title);
        let shown = Modal::new(id).area(area).show(ui.ctx(), |ui| {
            // A window on a small screen with a large scale is narrower.
            ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - AROUND));
            ui.label(RichText::new(title).heading());
            let font = TextStyle::Body.resolve(ui.style());
            names::label_ui(ui, &self.why, Reading::Prose, font, Palette::of(ui).weak);
            let field = TextField::new(id.with("path"), &mut self.path, Reading::Path)
                .field_ui(ui, |edit| edit.desired_width(f32::INFINITY));
            let field = field.accessible_name("File to write");
            if std::mem::take(&mut self.is_new) {
                field.request_focus();
            }
            let typed = typed::paths(&self.path, &self.here);
            let refused = typed.told();
            let target = typed.paths.into_iter().next().map(|target| self.folder.join(target));
            let (said, colour) = match (refused, &target) {
                (Some(why), _) => (why, Palette::of(ui).bad),
                (None, Some(target)) => (self.will_be(target), Palette::of(ui).weak),
                (None, None) => ("Type the path of the file.".to_owned(), Palette::of(ui).weak),
            };
            let small = TextStyle::Small.resolve(ui.style());
            names::label_ui(ui, &said, Reading::Prose, small, colour);
            ui.add_space(6.0);
            let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            ui.horizontal(|ui| {
                let write = ui.add_enabled(target.is_some(), Push::new("Write the file").main(true));
                let written = target.filter(|_| write.clicked() || entered).map(SaveAsAnswer::Target);
                let cancelled = ui.add(Push::new("Cancel")).clicked();
                written.or(cancelled.then_some(SaveAsAnswer::Cancelled))
            })
            .inner
        });
        // A click beside it does not close it: what is typed would be lost.
        let escaped =
            shown.is_top_modal && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        shown.inner.or(escaped.then_some(SaveAsAnswer::Cancelled))
    }

    /// What is written, and what happens to a file that is there.
    fn will_be(&self, target: &Path) -> String {
        let (file, format) = settled(target, self.asked.plan.format);
        let name = file.file_name().map_or_else(String::new, |name| words::path(Path::new(name)));
        format!("Writes {name} ({}). Asks before it replaces a file.", label(format))
    }
}
