//! What a check has found: how often each rule is broken, as buttons that filter; the folders to shorten first; what could not be checked.

use super::said::{said_ui, title_ui};
use crate::model::fault_name;
use crate::session::{Command, Phase, Session, Status};
use crate::text;
use crate::ui::action::{Action, Actions};
use crate::ui::controls::Push;
use crate::ui::theme::Palette;
use crate::ui::{elide, words as ui_words};
use crate::view::check::{FaultCount, FolderToShorten, NameCheck};
use crate::view::only_term;
use crate::words;
use eframe::egui::{Response, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo, pos2, vec2};

/// The height of a line, in points.
const HEIGHT: f32 = 28.0;
/// Between its edge and its words, in points.
const AROUND: f32 = 8.0;

/// Draws it. Returns whether something was chosen that is seen in the window below.
pub(super) fn found_ui(ui: &mut Ui, session: &Session, status: &Status<'_>, actions: &mut Actions) -> bool {
    if let Some(failure) = session.name_check_failure() {
        said_ui(ui, &words::failure(failure), Palette::of(ui).bad);
        return false;
    }
    let Some(check) = session.name_check() else {
        let words = match session.check_wish() {
            Some(_) => "Checking…",
            None => "Choose where the files go.",
        };
        said_ui(ui, words, Palette::of(ui).weak);
        return false;
    };
    let mut chosen = false;
    if check.is_clean() {
        said_ui(ui, "Nothing found that would be refused.", Palette::of(ui).text);
    } else {
        title_ui(ui, "What was found; click to show only these");
        for count in &check.counts {
            chosen |= fault_ui(ui, session, count, actions);
        }
    }
    chosen |= unlisted_ui(ui, check, status, actions);
    if !check.shorten.is_empty() {
        ui.add_space(6.0);
        title_ui(ui, "Folders to shorten first");
        for one in &check.shorten {
            chosen |= shorten_ui(ui, session, one, actions);
        }
    }
    limits_ui(ui, session, check, status);
    chosen
}

fn fault_ui(ui: &mut Ui, session: &Session, found: &FaultCount, actions: &mut Actions) -> bool {
    let FaultCount { destination, fault, files, folders } = *found;
    let several = session.check_wish().is_some_and(|wish| wish.destinations.len() > 1);
    let place = if several { words::destination(destination) } else { "" };
    let line = line_ui(ui, words::name_fault(fault), place, &words::files_and_folders(files, folders));
    if line.clicked() {
        let term = format!("problem:{}", fault_name(destination, fault));
        actions.push(Action::Ask(Command::SetFilter(only_term(session.filter(), &term))));
    }
    line.clicked()
}

fn shorten_ui(ui: &mut Ui, session: &Session, one: &FolderToShorten, actions: &mut Actions) -> bool {
    let path = text::shown(&session.folder_path(one.folder)).into_owned();
    let line = line_ui(ui, &path, "", &words::shorter(one.characters, one.paths));
    if line.clicked() {
        actions.push(Action::Ask(Command::Narrow(Some(one.folder))));
    }
    line.clicked()
}

/// Folders with problems that are in no row, and how they get there.
fn unlisted_ui(ui: &mut Ui, check: &NameCheck, status: &Status<'_>, actions: &mut Actions) -> bool {
    if check.unlisted == 0 {
        return false;
    }
    let folders = ui_words::count(check.unlisted, "folder");
    let words = format!("{folders} among these can't be shown: folders are not rows of this sheet.");
    said_ui(ui, &words, Palette::of(ui).weak);
    let can_read = matches!(status.phase, Phase::Done | Phase::Stopped);
    let again = ui.add_enabled(can_read, Push::new("Read again with folders as rows"));
    if again.clicked() {
        let options = crate::model::ScanOptions { folders: true, ..status.options.clone() };
        actions.push(Action::Ask(Command::SetOptions(options)));
        actions.push(Action::Ask(Command::ReadAgain));
    }
    false
}

/// What the result doesn't say.
fn limits_ui(ui: &mut Ui, session: &Session, check: &NameCheck, status: &Status<'_>) {
    let weak = Palette::of(ui).weak;
    ui.add_space(6.0);
    if session.check_wish().is_some_and(|wish| wish.prefix.trim().is_empty()) {
        let longest = text::number(u64::from(check.longest));
        let words = format!(
            "Paths are counted from the folders that were added on; the longest has {longest} characters. Give the path there to count it too."
        );
        said_ui(ui, &words, weak);
    }
    if let Some(why) = status.incomplete {
        let words = format!("Not every name was checked: {}.", words::incomplete(why));
        said_ui(ui, &words, Palette::of(ui).bad);
    }
}

/// A line that is a button: words, what is weaker behind them, and a count at the right.
fn line_ui(ui: &mut Ui, words: &str, weaker: &str, count: &str) -> Response {
    let p = Palette::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::click());
    let name =
        [words, weaker, count].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let fill = if response.is_pointer_button_down_on() {
        p.press
    } else if response.hovered() {
        p.hover
    } else {
        p.sheet
    };
    ui.painter().rect(rect, 5.0, fill, Stroke::new(1.0, p.border), StrokeKind::Inside);
    let font = TextStyle::Body.resolve(ui.style());
    let middle = rect.center().y;
    let (right, _) = elide::laid_out(ui, count, &font, p.text, rect.width());
    let right_at = rect.right() - AROUND - right.size().x;
    let room = (right_at - rect.left() - 2.0 * AROUND).max(0.0);
    ui.painter().galley(pos2(right_at, middle - right.size().y / 2.0), right, p.text);
    let (left, cut) = elide::laid_out(ui, words, &font, p.text, room);
    let width = left.size().x;
    ui.painter().galley(pos2(rect.left() + AROUND, middle - left.size().y / 2.0), left, p.text);
    let rest = room - width - AROUND;
    if !weaker.is_empty() && rest > 40.0 {
        let (galley, _) = elide::laid_out(ui, weaker, &font, p.weak, rest);
        let at = pos2(rect.left() + AROUND + width + AROUND, middle - galley.size().y / 2.0);
        ui.painter().galley(at, galley, p.weak);
    }
    if cut { response.on_hover_ui(|ui| elide::whole_ui(ui, words)) } else { response }
}
