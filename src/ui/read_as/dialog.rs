//! The page: the choices at the top, the file's rows, what becomes of them, and the buttons.

use super::cells::cells_ui;
use super::draft::{Choice, Draft, Missing};
use super::rows::{rows_ui, wrong};
use super::settings::{columns_ui, kind_ui};
use super::words;
use crate::model::{NotOpened, name};
use crate::session::{Command, Session};
use crate::text;
use crate::ui::action::{Action, Actions};
use crate::ui::controls::Push;
use crate::ui::elide;
use crate::ui::names::{self, Reading};
use crate::ui::page::page_ui;
use crate::ui::theme::{self, Palette};
use eframe::egui::{Align, Color32, Layout, ScrollArea, TextStyle, Ui, vec2};

/// How wide it is, in points, where there is room.
const WIDTH: f32 = 980.0;
/// What the page has around what scrolls, in points: its title, the file's name, its buttons and margins.
const AROUND: f32 = 160.0;
/// How high the tables are at least, in points.
const TABLE: f32 = 150.0;

/// Draws it. Returns whether it is done with.
pub(super) fn dialog_ui(ui: &Ui, draft: &mut Draft, session: &Session, actions: &mut Actions) -> bool {
    let height = (ui.ctx().content_rect().height() - AROUND).max(80.0);
    page_ui(ui, "Read list as…", WIDTH, |ui| {
        let file = text::shown(name::path_bytes(&draft.file)).into_owned();
        let font = TextStyle::Small.resolve(ui.style());
        names::label_ui(ui, &file, Reading::Path, font, Palette::of(ui).weak);
        ui.add_space(6.0);
        let area = ScrollArea::vertical().id_salt("read as").auto_shrink([false, true]).max_height(height);
        area.min_scrolled_height(height).show(ui, |ui| contents_ui(ui, draft, session, height));
        ui.add_space(8.0);
        buttons_ui(ui, draft, session, actions)
    })
}

fn contents_ui(ui: &mut Ui, draft: &mut Draft, session: &Session, height: f32) {
    let top = ui.cursor().top();
    kind_ui(ui, draft);
    let preview = match session.peeked() {
        None => {
            let failure = session.peek_failure().map(crate::words::failure);
            said_ui(ui, &failure.unwrap_or_else(|| words::missing(Missing::Look)), Palette::of(ui).weak);
            return;
        }
        Some((Err(why), _)) => {
            let why = crate::words::not_opened(&draft.file, &NotOpened::Refused(why.clone()));
            said_ui(ui, &why, Palette::of(ui).bad);
            return;
        }
        Some((Ok(preview), _)) => preview,
    };
    ui.add_space(6.0);
    if draft.choice == Some(Choice::Columns) {
        columns_ui(ui, draft, preview);
        ui.add_space(6.0);
    }
    let used = ui.cursor().top() - top;
    let has_cells = preview.has_cells && !preview.columns.is_empty();
    let tables = if has_cells { 2.0 } else { 1.0 };
    let each = ((height - used) / tables - 34.0).max(TABLE);
    if has_cells {
        heading_ui(ui, "In the file: choose above each column what it holds", None);
        cells_ui(ui, draft, preview, each);
        ui.add_space(8.0);
    }
    let kind = draft.choice.and_then(|choice| match choice {
        Choice::Kind(kind) if preview.kind.is_none() => Some(kind),
        _ => None,
    });
    if let Some(kind) = kind {
        let why = words::missing(Missing::Kind(kind));
        said_ui(ui, &format!("{why}. Choose another kind above."), Palette::of(ui).bad);
        return;
    }
    heading_ui(ui, "In the sheet", wrong(preview).as_deref());
    rows_ui(ui, preview, each);
}

fn heading_ui(ui: &mut Ui, words: &str, wrong: Option<&str>) {
    ui.horizontal_wrapped(|ui| {
        names::label_ui(ui, words, Reading::Prose, theme::medium(theme::BODY), Palette::of(ui).text);
        if let Some(wrong) = wrong {
            said_ui(ui, wrong, Palette::of(ui).bad);
        }
    });
    ui.add_space(2.0);
}

fn said_ui(ui: &mut Ui, words: &str, colour: Color32) {
    let font = TextStyle::Body.resolve(ui.style());
    names::label_ui(ui, words, Reading::Prose, font, colour);
}

fn buttons_ui(ui: &mut Ui, draft: &Draft, session: &Session, actions: &mut Actions) -> bool {
    let missing = draft.missing(session.peeked());
    let size = vec2(ui.available_width(), 28.0);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        let open = ui.add_enabled(missing.is_none(), Push::new("Open").main(true)).clicked();
        if open {
            actions.push(Action::Ask(Command::OpenAs(draft.file.clone(), draft.read_as())));
        }
        let cancels = ui.add(Push::new("Cancel")).clicked();
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            if let Some(missing) = missing {
                elide::line_ui(ui, &words::missing(missing), TextStyle::Body, Palette::of(ui).weak);
            }
        });
        open || cancels
    })
    .inner
}
