//! The card of one source: what it is, how it stands, and what can be done with it.

use crate::model::{RootPhase, name};
use crate::session::Command;
use crate::store::Root;
use crate::text;
use crate::ui::action::{Action, Actions};
use crate::ui::context_menu::{self, Entries};
use crate::ui::habits::{SHOW_IN_FOLDER, deletes};
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, Palette};
use crate::ui::{elide, shapes, words};
use eframe::egui::{
    Color32, CornerRadius, Id, Popup, Rect, Role, Sense, TextStyle, Ui, WidgetInfo, pos2, vec2,
};

/// A card's height, in points.
pub(super) const HEIGHT: f32 = 44.0;
/// The room at the left for the icon.
const ICON: f32 = 24.0;
/// The width of a button.
const BUTTON: f32 = 24.0;

/// One source, as it is drawn.
pub(super) struct SourceCard<'a> {
    pub root: &'a Root,
    /// The one that it is listed in.
    pub other: Option<&'a Root>,
    pub is_stopping: bool,
    /// Whether it came with a file.
    pub is_from_file: bool,
}

/// What is asked of a card.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CardAction {
    ReadAgain,
    Show,
    Copy,
    Remove,
}

impl SourceCard<'_> {
    /// Draws it.
    pub(super) fn card_ui(&self, ui: &mut Ui, actions: &mut Actions) {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
        let response = ui.interact(rect, Id::unique(("source", self.root.id.0)), Sense::click());
        let spoken = self.spoken();
        response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &spoken));
        if response.clicked() {
            response.request_focus();
        }
        // A pointer on one of the buttons is on the card too.
        let is_active = response.has_focus() || ui.rect_contains_pointer(rect);
        let p = Palette::of(ui);
        if is_active {
            ui.painter().rect_filled(rect, CornerRadius::same(4), p.hover);
        }
        if response.has_focus() {
            shapes::focus_ring(ui, rect);
        }
        let right = if is_active { rect.right() - 2.0 * BUTTON - 4.0 } else { rect.right() - 4.0 };
        self.words_ui(ui, rect.with_max_x(right), !is_active);
        let mut asked = self.buttons_ui(ui, rect, is_active);
        if response.has_focus() && deletes(ui) {
            asked = Some(CardAction::Remove);
        }
        let by_key = response.has_focus() && ui.input_mut(context_menu::key_pressed);
        let in_menu =
            context_menu::show(&response, by_key, rect.left_bottom(), |ui, by_key| self.menu_ui(ui, by_key));
        asked = asked.or(in_menu.flatten());
        if !Popup::is_any_open(ui) {
            response.on_hover_ui_at_pointer(|ui| elide::whole_ui(ui, &self.more()));
        }
        if let Some(asked) = asked {
            actions.push(self.action(asked));
        }
    }

    fn action(&self, asked: CardAction) -> Action {
        let Root { id, path, .. } = self.root;
        match asked {
            CardAction::ReadAgain => Action::Ask(Command::ReadOnly(vec![*id])),
            CardAction::Remove => Action::Ask(Command::Remove(vec![*id])),
            CardAction::Show => Action::ShowInFolder { item: path.to_path_buf(), is_found: false },
            CardAction::Copy => Action::Copy(text::decoded(name::path_bytes(path)).into_owned()),
        }
    }

    /// Its name and where it lies, how it stands, and what was found in it.
    fn words_ui(&self, ui: &Ui, rect: Rect, with_counts: bool) {
        let p = Palette::of(ui);
        let (icon, colour) = self.icon(p);
        icon.paint(ui.painter(), pos2(rect.left() + ICON / 2.0, rect.center().y), icons::SIZE, colour);
        let small = TextStyle::Small.resolve(ui.style());
        let (top, bottom) = (rect.top() + 13.0, rect.top() + 31.0);
        let mut right = rect.right();
        if with_counts && self.has_counts() {
            let counts = &self.root.counts;
            let size = crate::words::sum_cell(counts.bytes, counts.bytes_known());
            let numbers = [words::count(counts.files, "file"), size];
            let mut least = right;
            for (words, y) in numbers.into_iter().zip([top, bottom]) {
                let (galley, _) = elide::laid_out(ui, &words, &small, p.weak, rect.width());
                let at = pos2(right - galley.size().x, y - galley.size().y / 2.0);
                least = least.min(at.x);
                ui.painter().galley(at, galley, p.weak);
            }
            right = least - 8.0;
        }
        let left = rect.left() + ICON + 2.0;
        let (under, colour) = match self.trouble() {
            Some(trouble) => (trouble, colour),
            None => (self.parent(), p.weak),
        };
        let name = theme::medium(theme::BODY);
        for (words, font, y, colour) in [(self.name(), name, top, p.text), (under, small, bottom, colour)] {
            let (galley, _) = elide::laid_out(ui, &words, &font, colour, (right - left).max(0.0));
            ui.painter().galley(pos2(left, y - galley.size().y / 2.0), galley, colour);
        }
    }

    /// The two that a hover or the keyboard's focus shows. For screen readers they are always there.
    fn buttons_ui(&self, ui: &Ui, rect: Rect, is_shown: bool) -> Option<CardAction> {
        let mut asked = None;
        let mut right = rect.right() - 2.0;
        for (icon, does, words) in [
            (icons::X, CardAction::Remove, "Remove"),
            (icons::ARROW_CLOCKWISE, CardAction::ReadAgain, self.again()),
        ] {
            let place = Rect::from_min_max(
                pos2(right - BUTTON, rect.top() + 10.0),
                pos2(right, rect.bottom() - 10.0),
            );
            right -= BUTTON;
            // The keyboard has Delete and the menu for them, so that it needn't pass two more stops at each card.
            let id = Id::unique((words, self.root.id.0));
            let button = ui.interact(place, id, Sense::CLICK);
            let name = format!("{words}: {}", words::path(&self.root.path));
            let enabled = does == CardAction::Remove || !self.is_stopping;
            button.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, &name));
            if is_shown {
                let p = Palette::of(ui);
                if button.hovered() && enabled {
                    ui.painter().rect_filled(place, CornerRadius::same(4), p.border);
                }
                let colour = if enabled { p.text } else { p.weak };
                icon.paint(ui.painter(), place.center(), icons::SIZE, colour);
            }
            if button.clicked() && enabled {
                asked = Some(does);
            }
            button.on_hover_text(words);
        }
        asked
    }

    fn menu_ui(&self, ui: &mut Ui, by_key: bool) -> Option<CardAction> {
        let mut entries = Entries::new(by_key);
        for (words, does) in [
            (self.again(), CardAction::ReadAgain),
            (SHOW_IN_FOLDER, CardAction::Show),
            ("Copy path", CardAction::Copy),
            ("Remove", CardAction::Remove),
        ] {
            let enabled = does != CardAction::ReadAgain || !self.is_stopping;
            entries.offer(ui, enabled, words, None, does);
        }
        entries.chosen()
    }

    fn again(&self) -> &'static str {
        match self.root.phase {
            RootPhase::Failed => "Try again",
            _ => "Read this again",
        }
    }

    /// The folder's own name; of the root of a file system the whole path.
    fn name(&self) -> String {
        match self.root.path.file_name() {
            Some(file_name) => text::shown(name::bytes(file_name)).into_owned(),
            None => words::path(&self.root.path),
        }
    }

    fn parent(&self) -> String {
        self.root.path.parent().map(words::path).unwrap_or_default()
    }

    /// How it stands.
    fn state(&self) -> String {
        let state = words::root(self.root, self.other);
        match &self.root.failure {
            Some(cause) if self.root.phase == RootPhase::Failed => {
                format!("{state}: {}", words::cause(cause))
            }
            _ => state,
        }
    }

    /// Shown in place of its location; `None` if nothing is wrong.
    fn trouble(&self) -> Option<String> {
        let problems = words::problems(&self.root.counts);
        match self.root.phase {
            RootPhase::Failed => Some(self.root.failure.as_ref().map_or_else(|| self.state(), words::why)),
            RootPhase::Queued => Some("Waiting".to_owned()),
            RootPhase::Reading => Some("Reading…".to_owned()),
            RootPhase::Stopped => Some("Stopped before its end".to_owned()),
            RootPhase::ListedIn(_) | RootPhase::Incomplete(_) => Some(self.state()),
            RootPhase::Done => problems,
        }
    }

    fn has_counts(&self) -> bool {
        !matches!(self.root.phase, RootPhase::Queued | RootPhase::ListedIn(_) | RootPhase::Failed)
    }

    fn icon(&self, p: &Palette) -> (Icon, Color32) {
        match self.root.phase {
            RootPhase::Done if self.root.counts.problems > 0 => (icons::WARNING, p.warn),
            RootPhase::Done => (icons::CHECK_CIRCLE, p.good),
            RootPhase::Queued => (icons::CLOCK, p.weak),
            RootPhase::ListedIn(_) => (icons::LINK, p.weak),
            RootPhase::Reading => (icons::FOLDER_OPEN, p.accent),
            RootPhase::Stopped => (icons::STOP_CIRCLE, p.warn),
            RootPhase::Incomplete(_) => (icons::WARNING, p.warn),
            RootPhase::Failed => (icons::X_CIRCLE, p.bad),
        }
    }

    /// What a screen reader says.
    fn spoken(&self) -> String {
        let mut said = vec![words::path(&self.root.path), self.state()];
        if self.has_counts() {
            said.extend(words::problems(&self.root.counts));
            said.push(words::counts(&self.root.counts));
            said.extend(words::not_listed(&self.root.counts));
        }
        said.join(", ")
    }

    /// The tooltip: all that is known.
    fn more(&self) -> String {
        let mut lines = vec![words::path(&self.root.path), self.state()];
        if self.has_counts() {
            lines.extend(words::problems(&self.root.counts));
            let (counts, time) = (words::counts(&self.root.counts), text::duration(self.root.elapsed));
            lines.push(format!("{counts}, {time}"));
            lines.extend(crate::words::exact_sum(self.root.counts.bytes, self.root.counts.bytes_known()));
            lines.extend(words::not_listed(&self.root.counts));
            lines.push(match self.is_from_file {
                true => "From the file".to_owned(),
                false => words::workers(&self.root.workers),
            });
        }
        lines.join("\n")
    }
}
