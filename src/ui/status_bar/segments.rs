//! What the status bar shows, and what of it goes first where there is little room. Pure but for measuring words.

use crate::model::Incomplete;
use crate::session::{Phase, Status};
use crate::text;
use crate::ui::icons::{self, Icon};
use crate::ui::table::Selected;
use crate::ui::theme::{self, Palette};
use crate::ui::words;
use eframe::egui::{Color32, FontId, Ui};

/// How short the words are: 0 says everything, the last only what must not go.
pub(super) const SHORTEST: u8 = 5;

/// One thing in the bar.
pub(super) struct Segment {
    /// What announces it; `None` if nothing does.
    pub source: Option<&'static str>,
    pub icon: Option<(Icon, Color32)>,
    /// What is seen.
    pub words: String,
    /// What a screen reader reads, and the tooltip says where that is more than is seen.
    pub name: String,
    pub font: FontId,
    pub colour: Color32,
}

/// The icon's size and the room behind it, in points.
pub(super) const ICON: (f32, f32) = (16.0, 5.0);

impl Segment {
    fn new(words: String, colour: Color32) -> Segment {
        let font = FontId::proportional(theme::BODY - 0.5);
        Segment { source: None, icon: None, name: words.clone(), words, font, colour }
    }

    /// How wide it is, in points.
    pub(super) fn width(&self, ui: &Ui) -> f32 {
        let icon = if self.icon.is_some() { ICON.0 } else { 0.0 };
        if self.words.is_empty() {
            return icon;
        }
        let words =
            ui.painter().layout_no_wrap(self.words.clone(), self.font.clone(), Color32::WHITE).size().x;
        words + if icon > 0.0 { icon + ICON.1 } else { 0.0 }
    }
}

/// Where the sheet stands: an icon and a word, and why where there is room.
pub(super) fn state(p: &Palette, status: &Status<'_>, short: u8) -> Segment {
    let (icon, colour, word, why) = match (status.phase, status.incomplete) {
        (Phase::Empty, _) => (icons::INFO_FILL, p.weak, "No folders", String::new()),
        (Phase::Reading, _) => (icons::ARROW_CLOCKWISE, p.accent, "Reading…", String::new()),
        (Phase::Stopping, _) => (icons::STOP_CIRCLE_FILL, p.warn, "Stopping…", String::new()),
        (Phase::Stopped, _) => (icons::STOP_CIRCLE_FILL, p.warn, "Stopped", ", incomplete".into()),
        (Phase::Done, Some(why)) => (icons::WARNING_FILL, p.warn, "Incomplete", reason(why)),
        (Phase::Done, None) => (icons::CHECK_CIRCLE_FILL, p.good, "Done", String::new()),
    };
    let words = match short {
        0 => format!("{word}{why}"),
        1..SHORTEST => word.to_owned(),
        _ => String::new(),
    };
    let name = words::phase(status.phase, status.incomplete);
    let font = theme::medium(theme::BODY - 0.5);
    Segment {
        source: Some(super::PHASE),
        icon: Some((icon, colour)),
        name,
        font,
        ..Segment::new(words, colour)
    }
}

fn reason(why: Incomplete) -> String {
    format!(": {}", crate::words::incomplete(why))
}

/// What was found, all together; how fast it was read is for those who look closer.
pub(super) fn totals(p: &Palette, status: &Status<'_>) -> Segment {
    let totals = &status.totals;
    let words = format!("{}, {}", words::count(totals.files, "file"), text::size(totals.bytes));
    let rate = text::rate(totals.files, status.elapsed);
    let name = format!(
        "{words}. Read in {}, {}/s; the rows take {} of memory",
        text::duration(status.elapsed),
        words::count(rate, "file"),
        text::size(u128::try_from(status.memory).unwrap_or_default())
    );
    Segment { name, font: theme::semibold(theme::BODY - 0.5), ..Segment::new(words, p.text) }
}

/// What could not be read, in numbers.
pub(super) fn problems(p: &Palette, status: &Status<'_>, short: u8) -> Segment {
    let (problems, notes) = (status.problems.problems(), status.problems.notes());
    let mut name = words::count(problems, "problem");
    if notes > 0 {
        name += &format!(", {}", words::count(notes, "note"));
    }
    if status.totals.vanished > 0 {
        name += &format!(", {} vanished", text::number(status.totals.vanished));
    }
    let (icon, colour) = match (problems, notes) {
        (0, 0) => (None, p.weak),
        (0, _) => (Some((icons::INFO_FILL, p.weak)), p.weak),
        _ => (Some((icons::WARNING_CIRCLE_FILL, p.bad)), p.bad),
    };
    let count = if problems > 0 { problems } else { notes };
    let words = if short < 4 { name.clone() } else { text::number(count) };
    Segment { icon, name, ..Segment::new(words, colour) }
}

/// What is shown and selected, with their sums, from left to right.
pub(super) fn right(
    p: &Palette,
    status: &Status<'_>,
    selected: Selected,
    is_slow: bool,
    short: u8,
) -> Vec<Segment> {
    let mut all = Vec::new();
    if is_slow {
        all.push(Segment::new("Sorting…".into(), p.weak));
    }
    let name = super::showing(status);
    let words = if short < 4 { name.clone() } else { name.trim_start_matches("showing ").to_owned() };
    all.push(Segment { source: Some(super::SHOWN), name, ..Segment::new(words, p.mid) });
    let sums = words::shown_totals(status);
    if short < 2 && !sums.is_empty() {
        all.push(Segment::new(sums, p.weak));
    }
    if selected.rows > 0 {
        let words = words::selected(selected.rows, selected.sums);
        let font = theme::medium(theme::BODY - 0.5);
        all.push(Segment { source: Some(super::SELECTED), font, ..Segment::new(words, p.accent) });
    }
    all
}
