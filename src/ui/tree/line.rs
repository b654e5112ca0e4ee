//! One line of the tree: what is drawn, what a screen reader and the tooltip say, and its menu.

use super::columns::{PADDING, TreeColumns};
use super::lines::{Line, has_children};
use super::source_name::SourceName;
use crate::model::{Change, Known, RootId, RootPhase, name};
use crate::session::{Phase, Session};
use crate::text;
use crate::ui::compare::states;
use crate::ui::context_menu::Entries;
use crate::ui::habits::SHOW_IN_FOLDER;
use crate::ui::list::keys::COPY;
use crate::ui::theme::Palette;
use crate::ui::{elide, icons, shapes, words};
use crate::view::{FolderSums, Tree, TreeProgress};
use eframe::egui::accesskit::{Action as Asked, Node};
use eframe::egui::{
    Color32, Key, KeyboardShortcut, Modifiers, Popup, Rangef, Rect, Response, TextStyle, Ui, pos2, vec2,
};
use std::path::Path;

/// Each level is this much further to the right, in points, as long as the name keeps `NAME` of its column.
const INDENT: f32 = 14.0;
const NAME: f32 = 90.0;
/// The height of the bar, which has the percentage in it.
const BAR: f32 = 16.0;
/// The width of the mark before a name.
const ICON: f32 = 14.0;
/// The part of the room that a source's name may take where others have the same.
const SHARED: f32 = 0.55;
/// The least room, in points, in which it is said where a source lies; less is enough for what tells it from others.
const PLACE: f32 = 72.0;
const TELLING: f32 = 24.0;
/// The room of the triangle.
const TRIANGLE: f32 = 18.0;

/// What is asked of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineRequest {
    /// Narrow the table to it, or to none.
    Pick,
    /// Expand or collapse it.
    Toggle,
    /// The menu's Show in folder.
    Show,
    /// The menu's Copy path.
    Copy,
    /// The menu's Read this again, of a source.
    ReadAgain,
}

/// A line and all that it is drawn from.
pub(super) struct Drawn<'a> {
    pub session: &'a Session,
    pub tree: &'a Tree,
    pub columns: &'a TreeColumns,
    pub line: Line,
    pub expanded: bool,
}

impl Drawn<'_> {
    /// Draws what is in it. Returns what a screen reader asked for.
    pub(crate) fn line_ui(&self, ui: &Ui, rect: Rect, response: &Response) -> Option<LineRequest> {
        let sums = self.sums();
        self.name_ui(ui, rect, &sums);
        self.cells_ui(ui, rect, &sums);
        if !Popup::is_any_open(ui) {
            response.clone().on_hover_ui_at_pointer(|ui| elide::whole_ui(ui, &self.more(&sums)));
        }
        let is_asked =
            |asked: &Asked| ui.input(|input| input.has_accesskit_action_request(response.id, *asked));
        [Asked::Expand, Asked::Collapse].iter().any(is_asked).then_some(LineRequest::Toggle)
    }

    fn sums(&self) -> FolderSums {
        self.tree.sums(self.line.folder)
    }

    /// Whether it can be expanded.
    pub(crate) fn has_children(&self) -> bool {
        has_children(self.tree, self.line.folder)
    }

    fn name(&self) -> String {
        let folder = self.line.folder;
        let name =
            self.tree.unread(folder).map_or_else(|| self.session.folder_name(folder), |unread| &unread.name);
        text::shown(name).into_owned()
    }

    /// From where to where a click is one on the triangle.
    pub(crate) fn triangle(&self) -> Rangef {
        let most = (self.columns.name.span() - NAME - TRIANGLE).max(0.0);
        let left = self.columns.name.min + 4.0 + (self.line.depth as f32 * INDENT).min(most);
        Rangef::new(left, left + TRIANGLE)
    }

    /// Draws triangle and name.
    fn name_ui(&self, ui: &Ui, rect: Rect, sums: &FolderSums) {
        let p = Palette::of(ui);
        let triangle = self.triangle();
        if self.has_children() {
            let center = pos2(triangle.center(), rect.center().y);
            shapes::disclosure(ui.painter(), center, self.expanded, p.weak);
        }
        let font = TextStyle::Body.resolve(ui.style());
        let colour = if sums.files > 0 { p.text } else { p.weak };
        let mut left = triangle.max;
        if let Some((icon, colour)) = self.icon(p) {
            icon.paint(ui.painter(), pos2(left + ICON / 2.0, rect.center().y), ICON, colour);
            left += ICON + 4.0;
        }
        let room = (self.columns.name.max - left - PADDING).max(0.0);
        let mut rest = room;
        let mut draw = |words: &str, colour: Color32, most: f32| {
            let (galley, _) = elide::laid_out(ui, words, &font, colour, most.min(rest));
            let y = rect.center().y - galley.size().y / 2.0;
            let width = galley.size().x + PADDING;
            ui.painter().galley(pos2(left, y), galley, colour);
            (left, rest) = (left + width, rest - width);
            rest
        };
        if self.line.depth > 0 {
            draw(&self.name(), colour, f32::INFINITY);
            return;
        }
        let path = self.path();
        let sources = self.session.shown().roots().iter().map(|root| &*root.path);
        let source = SourceName::of(Path::new(&name::to_os(&path)), sources);
        // What tells it from others of its name has to be seen too.
        let most = if source.is_shared { room * SHARED } else { f32::INFINITY };
        let least = if source.is_shared { TELLING } else { PLACE };
        if draw(&words::path(&source.name), colour, most) >= least {
            draw(&words::path(&source.place), p.weak, f32::INFINITY);
        }
    }

    /// Whether its sums are the least that it holds.
    fn is_least(&self) -> bool {
        let folder = self.line.folder;
        self.tree.is_short(folder) || self.tree.progress(folder) != TreeProgress::Ended
    }

    /// Whether there may be something in it of which nothing is known, so that it has no number.
    fn is_unknown(&self, sums: &FolderSums) -> bool {
        self.tree.unread(self.line.folder).is_some() || (sums.files == 0 && self.is_least())
    }

    /// Shown in place of an unknown size.
    fn unknown(&self) -> &'static str {
        let folder = self.line.folder;
        let phase = self.tree.unread(folder).and_then(|unread| unread.root).and_then(|root| self.phase(root));
        match phase {
            Some(RootPhase::Queued) if self.line.depth == 0 => "waiting",
            Some(RootPhase::Reading) if self.line.depth == 0 => "reading…",
            _ if self.tree.unread(folder).is_some() || self.tree.problem(folder).is_some() => "not read",
            _ if self.tree.progress(folder) == TreeProgress::Reading => "reading…",
            _ => "unknown",
        }
    }

    fn phase(&self, root: RootId) -> Option<RootPhase> {
        self.session.root(root).map(|root| root.phase.clone())
    }

    /// What became of it as a whole, if it came, went or moved with all in it.
    fn change(&self) -> Option<Change> {
        self.session.comparison()?.whole_change(self.line.folder)
    }

    fn icon(&self, p: &Palette) -> Option<(icons::Icon, Color32)> {
        let folder = self.line.folder;
        if let Some(change) = self.change() {
            return Some(states::look(change, p));
        }
        let is_waiting = self.tree.unread(folder).is_some() && self.tree.problem(folder).is_none();
        match self.tree.progress(folder) {
            _ if is_waiting => Some((icons::CLOCK, p.weak)),
            _ if self.tree.unread(folder).is_some() || self.tree.is_short(folder) => {
                Some((icons::WARNING, p.warn))
            }
            TreeProgress::Stopped if self.line.depth == 0 => Some((icons::STOP_CIRCLE, p.warn)),
            _ => None,
        }
    }

    /// Why its numbers are not the whole truth; `None` if they are.
    fn lacks(&self) -> Option<String> {
        let folder = self.line.folder;
        let why = self.tree.problem(folder).map(|problem| words::cause(&problem.cause));
        let progress = self.tree.progress(folder);
        let said = match why {
            Some(why) if self.tree.unread(folder).is_some() => format!("Not read: {why}"),
            Some(why) => format!("Not all of it could be read: {why}"),
            None if self.tree.unread(folder).is_some() => "Not read yet".to_owned(),
            None if self.tree.is_short(folder) => "Something in it could not be read".to_owned(),
            None if progress == TreeProgress::Reading => "Being read: there may be more in it".to_owned(),
            None if progress == TreeProgress::Stopped => {
                "Reading was stopped: there may be more in it".to_owned()
            }
            None => return None,
        };
        Some(said)
    }

    /// A sum in words, with the sign for "at least" where it is one.
    fn least(&self, sum: String) -> String {
        if self.is_least() { format!("≥ {sum}") } else { sum }
    }

    /// Its whole path, as the system's bytes.
    pub(crate) fn path(&self) -> Vec<u8> {
        let folder = self.line.folder;
        let Some(unread) = self.tree.unread(folder) else { return self.session.folder_path(folder) };
        match unread.parent {
            Some(parent) => self.session.path_in(parent, &unread.name),
            None => unread.name.to_vec(),
        }
    }

    fn cells_ui(&self, ui: &Ui, rect: Rect, sums: &FolderSums) {
        let p = Palette::of(ui);
        if self.is_unknown(sums) {
            if let Some(x) = self.columns.size {
                let place = Rect::from_x_y_ranges(x, rect.y_range());
                number_ui(ui, place, self.unknown(), p.weak);
            }
            return;
        }
        let difference = self.tree.difference(self.line.folder);
        if let (Some(x), Some(difference)) = (self.columns.share, difference) {
            let part = self.tree.part_of_difference(self.line.folder);
            growth_ui(ui, Rect::from_x_y_ranges(x, rect.y_range()), part, difference < 0);
        } else if let Some(x) = self.columns.share {
            share_ui(ui, Rect::from_x_y_ranges(x, rect.y_range()), self.tree.share(self.line.folder));
        }
        let newest = sums.newest.map(date).unwrap_or_default();
        let size = match difference {
            Some(0) => "±0".to_owned(),
            Some(difference) => grown(difference),
            None => crate::words::sum_cell(sums.bytes, sums.bytes_known.and_more(self.is_least())),
        };
        for (x, words, colour) in [
            (self.columns.size, size, p.text),
            (self.columns.files, self.least(text::number(sums.files)), p.weak),
            (self.columns.newest, newest, p.weak),
        ] {
            let Some(x) = x else { continue };
            number_ui(ui, Rect::from_x_y_ranges(x, rect.y_range()), &words, colour);
        }
    }

    /// What a screen reader says.
    pub(crate) fn spoken(&self) -> String {
        let sums = self.sums();
        if self.is_unknown(&sums) {
            return format!("{}, {}", self.name(), self.unknown());
        }
        let size = crate::words::sum(sums.bytes, sums.bytes_known.and_more(self.is_least()));
        let share = match self.tree.difference(self.line.folder) {
            Some(difference) => grown(difference),
            None => text::percent(self.tree.share(self.line.folder)),
        };
        let change = self.change().map(|change| crate::words::change(change).to_owned());
        let mut said = vec![self.name()];
        said.extend(change);
        said.extend([share, size, words::count(sums.files.into(), "file")]);
        said.extend(sums.newest.map(date));
        said.join(", ")
    }

    /// Where it is in the tree, for a screen reader.
    pub(crate) fn describe(&self, node: &mut Node) {
        node.set_level(self.line.depth as usize + 1);
        node.set_position_in_set(self.line.place as usize);
        node.set_size_of_set(self.line.of as usize);
        if let Some(lacks) = self.lacks() {
            node.set_description(lacks);
        }
        if self.has_children() {
            node.set_expanded(self.expanded);
            node.add_action(if self.expanded { Asked::Collapse } else { Asked::Expand });
        }
    }

    /// The tooltip: the whole path, and every number to the last digit.
    fn more(&self, sums: &FolderSums) -> String {
        let mut out = text::shown(&self.path()).into_owned();
        if let Some(lacks) = self.lacks() {
            out += &format!("\n{lacks}");
        }
        if self.is_unknown(sums) {
            return out;
        }
        let is_least = self.is_least();
        let bytes = |sum: u64, known: Known| {
            crate::words::exact_sum(sum, known.and_more(is_least || sum == u64::MAX))
        };
        let whole = if self.line.depth == 0 { "all picked folders" } else { "the folder that it is in" };
        let size = bytes(sums.bytes, sums.bytes_known).unwrap_or_else(|| "Size unknown".to_owned());
        if let Some(change) = self.change() {
            out += &format!("\n{} as a whole", crate::words::change(change));
        }
        if let Some(difference) = self.tree.difference(self.line.folder) {
            out += &format!("\n{} since the older sheet", grown(difference));
        }
        out += &format!("\n{size} in {}", words::count(sums.files.into(), "file"));
        out += &match bytes(sums.allocated, sums.allocated_known) {
            Some(allocated) => format!("\n{allocated} on the disk"),
            None => "\nSize on disk unknown".to_owned(),
        };
        out += &format!("\n{} of {whole}", text::percent(self.tree.share(self.line.folder)));
        if let Some(newest) = sums.newest {
            out += &format!("\nNewest file: {}", text::local(newest));
        }
        out
    }

    /// Draws its menu; `is_picked` tells whether the table is narrowed to it. The first entry that can be chosen gets the keyboard where a
    /// key opened it.
    pub(crate) fn menu_ui(&self, ui: &mut Ui, is_picked: bool, by_key: bool) -> Option<LineRequest> {
        let is_stopping = self.session.status().phase == Phase::Stopping;
        let narrow = if is_picked { "Show all folders" } else { "Show only this folder" };
        let toggle = if self.expanded { "Collapse" } else { "Expand" };
        let is_read = self.tree.unread(self.line.folder).is_none();
        let arrow = if self.expanded { Key::ArrowLeft } else { Key::ArrowRight };
        let key = |key| Some(KeyboardShortcut::new(Modifiers::NONE, key));
        let mut entries = Entries::new(by_key);
        entries.offer(ui, self.has_children(), toggle, key(arrow), LineRequest::Toggle);
        entries.offer(ui, is_read, narrow, key(Key::Enter), LineRequest::Pick);
        ui.separator();
        entries.offer(ui, true, SHOW_IN_FOLDER, None, LineRequest::Show);
        entries.offer(ui, true, "Copy path", Some(COPY), LineRequest::Copy);
        if self.line.depth == 0 {
            ui.separator();
            entries.offer(ui, !is_stopping, "Read this again", None, LineRequest::ReadAgain);
        }
        entries.chosen()
    }
}

/// Bytes with their sign.
fn grown(difference: i64) -> String {
    let size = u128::from(difference.unsigned_abs());
    if difference < 0 { crate::words::difference(0, size) } else { crate::words::difference(size, 0) }
}

/// The bar of a difference: to the right of its middle what grew, to the left what shrank.
fn growth_ui(ui: &Ui, cell: Rect, part: f64, shrank: bool) {
    let p = Palette::of(ui);
    let bar = Rect::from_center_size(cell.center(), vec2(cell.width() - 2.0 * PADDING, BAR - 4.0));
    ui.painter().rect_filled(bar, 3.0, p.border.gamma_multiply(0.35));
    let middle = bar.center().x;
    if part > 0.0 {
        let length = (bar.width() / 2.0 * part.min(1.0) as f32).max(1.0);
        let (x, colour) = match shrank {
            true => (Rangef::new(middle - length, middle), p.bad),
            false => (Rangef::new(middle, middle + length), p.good),
        };
        ui.painter().rect_filled(Rect::from_x_y_ranges(x, bar.y_range()), 2.0, colour.gamma_multiply(0.7));
    }
    ui.painter().vline(middle, bar.y_range(), (1.0, p.weak));
}

/// The bar with its percent.
fn share_ui(ui: &Ui, cell: Rect, share: f64) {
    let p = Palette::of(ui);
    let bar = Rect::from_center_size(cell.center(), vec2(cell.width() - 2.0 * PADDING, BAR));
    ui.painter().rect_filled(bar, 3.0, p.border.gamma_multiply(0.6));
    if share > 0.0 {
        // What is there at all is seen.
        let width = (bar.width() * share.min(1.0) as f32).max(1.0);
        ui.painter().rect_filled(bar.with_max_x(bar.left() + width), 3.0, p.accent.gamma_multiply(0.35));
    }
    number_ui(ui, bar, &text::percent(share), p.text);
}

fn number_ui(ui: &Ui, cell: Rect, words: &str, colour: Color32) {
    let font = TextStyle::Small.resolve(ui.style());
    let (galley, _) = elide::laid_out(ui, words, &font, colour, cell.width() - 2.0 * PADDING);
    let size = galley.size();
    ui.painter().galley(
        pos2(cell.right() - PADDING - size.x, cell.center().y - size.y / 2.0),
        galley,
        colour,
    );
}

/// A moment's day, on the machine's clock.
fn date(seconds: i64) -> String {
    let moment = text::local(seconds);
    moment.split_once(' ').map_or(moment.clone(), |(day, _)| day.to_owned())
}
