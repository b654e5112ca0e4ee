//! Folders that were added, removed or moved with all that is in them: a line each, which shows what is in it.

use super::sentence::sentence_ui;
use super::states;
use crate::model::{Change, FolderId, name};
use crate::session::{Command, Session};
use crate::store::Sheet;
use crate::text;
use crate::ui::action::{Action, Actions};
use crate::ui::context_menu::scrolled_ui;
use crate::ui::elide;
use crate::ui::icons;
use crate::ui::theme::Palette;
use crate::view::compare::{Comparison, WholeFolder};
use crate::words;
use eframe::egui::{Role, Sense, TextStyle, Ui, WidgetInfo, pos2, vec2};

/// So many lines at most, the largest folders first: a list of thousands is the table's.
const MOST: usize = 200;
/// The size of a line, in points.
const LINE: (f32, f32) = (520.0, 28.0);

/// Draws the list.
pub(super) fn list_ui(ui: &mut Ui, session: &Session, comparison: &Comparison, actions: &mut Actions) {
    let width = LINE.0.min(ui.ctx().content_rect().width() - 60.0);
    ui.set_width(width);
    scrolled_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for one in comparison.whole.iter().take(MOST) {
            if line_ui(ui, session.sheet(), comparison, one) {
                actions.push(Action::Ask(Command::Narrow(Some(one.folder))));
                ui.close();
            }
        }
        let left = comparison.whole.len().saturating_sub(MOST) as u64;
        if left > 0 {
            let words =
                format!("and {}, which the Folders panel has too", text::counted(left, "smaller folder"));
            sentence_ui(ui, &words, TextStyle::Body.resolve(ui.style()), Palette::of(ui).weak, 0.0);
        }
    });
}

fn line_ui(ui: &mut Ui, sheet: &Sheet, comparison: &Comparison, one: &WholeFolder) -> bool {
    let p = Palette::of(ui);
    let path = below(sheet, one.folder);
    let state = match one.change {
        Change::MovedLikely => "Moved",
        change => words::change(change),
    };
    let was = one.was.filter(|_| one.change == Change::MovedLikely);
    let was = was.map(|was| format!(" (was {})", below(comparison.old(), was))).unwrap_or_default();
    let size = match one.change {
        Change::Added => words::difference(one.sum.bytes, 0),
        Change::Removed => words::difference(0, one.sum.bytes),
        _ => text::size(one.sum.bytes),
    };
    let sums = format!("{}, {size}", text::counted(one.sum.files, "file"));
    let said = format!("{state}: {path}{was}, {sums}");
    let (rect, line) = ui.allocate_exact_size(vec2(ui.available_width(), LINE.1), Sense::click());
    line.widget_info(|| WidgetInfo::labeled(Role::MenuItem, true, &said));
    if ui.is_rect_visible(rect) {
        if line.hovered() || line.has_focus() {
            ui.painter().rect_filled(rect, 4.0, p.hover);
        }
        let (icon, colour) = states::look(one.change, p);
        icon.paint(ui.painter(), pos2(rect.left() + 12.0, rect.center().y), icons::SIZE, colour);
        let font = TextStyle::Body.resolve(ui.style());
        let (right, _) = elide::laid_out(ui, &sums, &font, p.weak, rect.width());
        let right_at = rect.right() - 8.0 - right.size().x;
        ui.painter().galley(pos2(right_at, rect.center().y - right.size().y / 2.0), right, p.weak);
        let left_at = rect.left() + 26.0;
        let (left, _) = elide::laid_out(ui, &format!("{path}{was}"), &font, p.text, right_at - left_at - 8.0);
        ui.painter().galley(pos2(left_at, rect.center().y - left.size().y / 2.0), left, p.text);
    }
    line.on_hover_ui(|ui| elide::whole_ui(ui, &said)).clicked()
}

/// A folder's path below the only source; with several its whole path.
fn below(sheet: &Sheet, folder: FolderId) -> String {
    let path = sheet.folders.path(folder);
    let top = match sheet.roots.iter().next() {
        Some(one) if sheet.roots.len() == 1 => name::path_bytes(&one.path).to_vec(),
        _ => Vec::new(),
    };
    let below =
        path.strip_prefix(&top[..]).map(|below| below.strip_prefix(&[name::SEPARATOR]).unwrap_or(below));
    text::shown(below.filter(|below| !below.is_empty()).unwrap_or(&path)).into_owned()
}
