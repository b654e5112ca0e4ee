//! Where the sheet comes from, if it was not read from a disk, above the sources that it has.

use crate::model::{Origin, SourceKind, name};
use crate::session::Status;
use crate::text;
use crate::ui::action::{Action, Actions};
use crate::ui::controls::Push;
use crate::ui::elide;
use crate::ui::icons;
use crate::ui::names::{Reading, label_ui};
use crate::ui::theme::{self, Palette};
use crate::words;
use eframe::egui::{Align, Layout, TextStyle, Ui};

/// Draws the file's name with its date, and below that what a reader should know of it.
pub(super) fn origin_ui(ui: &mut Ui, status: &Status<'_>, origin: &Origin, actions: &mut Actions) {
    let headline = if status.is_kept { kept_headline(status, origin) } else { headline(origin) };
    let p = Palette::of(ui);
    let shown = ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
            icons::FILE_TEXT.ui(ui, icons::SIZE, p.accent);
            ui.vertical(|ui| {
                let small = TextStyle::Small.resolve(ui.style());
                label_ui(ui, &headline, Reading::Prose, theme::medium(theme::BODY), p.text);
                for note in words::origin_notes(origin) {
                    label_ui(ui, &capital(&note), Reading::Prose, small.clone(), p.weak);
                }
                if origin.kind != SourceKind::SavedSheet {
                    let again = ui
                        .add(Push::new("Read list as…").icon(icons::SLIDERS_HORIZONTAL).bare().height(24.0));
                    if again
                        .on_hover_text("Where it was taken for something else, or read otherwise than meant")
                        .clicked()
                    {
                        actions.push(Action::ReadAs(origin.file.clone()));
                    }
                }
            });
        });
    });
    shown.response.on_hover_ui(|ui| elide::whole_ui(ui, &capital(&words::origin(origin))));
    ui.add_space(4.0);
}

/// Such as "From the sheet “x.foldersheet” of 2026-11-12 14:03".
fn headline(origin: &Origin) -> String {
    let file = origin.file.file_name().map_or_else(|| name::path_bytes(&origin.file), name::bytes);
    let file = text::shown(file);
    let what = if origin.kind == SourceKind::SavedSheet { "sheet" } else { "list" };
    let of = words::as_of(origin).map(|moment| format!(" of {moment}")).unwrap_or_default();
    let made = match (&origin.program, origin.kind) {
        (_, SourceKind::SavedSheet) => String::new(),
        (Some(program), _) => format!(", made by {}", text::printable(program)),
        (None, SourceKind::OtherCsv) => String::new(),
        (None, kind) => format!(", made by {}", words::source_kind(kind)),
    };
    format!("From the {what} “{file}”{of}{made}")
}

/// Such as "From the reading of “photos” at 2026-11-12 14:03": the user never gave the file a name.
fn kept_headline(status: &Status<'_>, origin: &Origin) -> String {
    let folders = match status.roots {
        [] => String::new(),
        [first, others @ ..] => {
            let own = first.path.file_name().map_or_else(|| name::path_bytes(&first.path), name::bytes);
            let more = match others.len() {
                0 => String::new(),
                more => format!(" and {} more", text::number(more as u64)),
            };
            format!(" of “{}”{more}", text::shown(own))
        }
    };
    let at = words::as_of(origin).map(|moment| format!(" at {moment}")).unwrap_or_default();
    format!("From the reading{folders}{at}")
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
