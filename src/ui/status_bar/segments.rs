//! What the status bar shows, and what of it goes first where there is little room. Pure.

use crate::model::Incomplete;
use crate::session::{Phase, Status};
use crate::text;
use crate::ui::icons::{self, Icon};
use crate::ui::table::Selected;
use crate::ui::theme::{self, Palette};
use crate::ui::words;
use crate::words::exact_sum;
use eframe::egui::{Color32, FontId};

/// How short the words are: 0 says everything, the last only what must not go.
pub(super) const SHORTEST: u8 = 7;

/// One thing in the bar.
pub(super) struct Segment {
    /// What announces it; `None` if nothing does.
    pub source: Option<&'static str>,
    pub icon: Option<(Icon, Color32)>,
    /// What is seen, the longest first, each from this shortness on.
    pub forms: Vec<(u8, String)>,
    /// What a screen reader reads, and the tooltip says where that is more than is seen.
    pub name: String,
    /// What the tooltip says besides: sums to the last digit.
    pub exact: Option<String>,
    pub font: FontId,
    pub colour: Color32,
}

impl Segment {
    fn new(words: String, colour: Color32) -> Segment {
        let font = FontId::proportional(theme::BODY - 0.5);
        Segment {
            source: None,
            icon: None,
            name: words.clone(),
            exact: None,
            forms: vec![(0, words)],
            font,
            colour,
        }
    }

    /// With this instead, from this shortness on. With nothing, only the icon stays, if it has one.
    fn shorter(mut self, from: u8, words: String) -> Segment {
        self.forms.push((from, words));
        self
    }
}

/// Where the sheet stands: an icon and a word, and why where there is room.
pub(super) fn state(p: &Palette, status: &Status<'_>) -> Segment {
    let (icon, colour, word, why) = match (status.phase, status.incomplete) {
        (Phase::Empty, _) => (icons::INFO_FILL, p.weak, "No folders", String::new()),
        (Phase::Reading, _) => (icons::ARROW_CLOCKWISE, p.accent, "Reading…", String::new()),
        (Phase::Stopping, _) => (icons::STOP_CIRCLE_FILL, p.warn, "Stopping…", String::new()),
        (Phase::Stopped, _) => (icons::STOP_CIRCLE_FILL, p.warn, "Stopped", ", incomplete".into()),
        (Phase::Done, Some(why)) => (icons::WARNING_FILL, p.warn, "Incomplete", reason(why)),
        (Phase::Done, None) => (icons::CHECK_CIRCLE_FILL, p.good, "Done", String::new()),
    };
    let name = words::phase(status.phase, status.incomplete);
    let font = theme::medium(theme::BODY - 0.5);
    let icon = Some((icon, colour));
    let whole = Segment::new(format!("{word}{why}"), colour).shorter(1, word.to_owned());
    Segment { source: Some(super::PHASE), icon, name, font, ..whole.shorter(5, String::new()) }
}

fn reason(why: Incomplete) -> String {
    format!(": {}", crate::words::incomplete(why))
}

/// What was found, all together; how fast it was read is for those who look closer.
pub(super) fn totals(p: &Palette, status: &Status<'_>) -> Segment {
    let totals = &status.totals;
    let words = words::counts(totals);
    let rate = text::rate(totals.files, status.elapsed);
    let read = match status.origin {
        Some(origin) => format!("From {}", crate::words::origin(origin)),
        None => format!("Read in {}, {}/s", text::duration(status.elapsed), words::count(rate, "file")),
    };
    let name = format!(
        "{words}. {read}; the rows take {} of memory",
        text::size(u128::try_from(status.memory).unwrap_or_default())
    );
    let files = words::count(totals.files, "file");
    let font = theme::semibold(theme::BODY - 0.5);
    let exact = exact_sum(totals.bytes, totals.bytes_known());
    Segment { name, exact, font, ..Segment::new(words, p.text).shorter(6, files) }
}

/// What could not be read, in numbers.
pub(super) fn problems(p: &Palette, status: &Status<'_>) -> Segment {
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
    let short = if icon.is_some() { text::number(count) } else { String::new() };
    Segment { icon, ..Segment::new(name, colour).shorter(4, short) }
}

/// What is shown and selected, with their sums, from left to right.
pub(super) fn right(p: &Palette, status: &Status<'_>, selected: Selected, is_slow: bool) -> Vec<Segment> {
    let mut all = Vec::new();
    if is_slow {
        all.push(Segment::new("Sorting…".into(), p.weak));
    }
    let shown = super::showing(status);
    let short = shown.trim_start_matches("showing ").to_owned();
    all.push(Segment { source: Some(super::SHOWN), ..Segment::new(shown, p.mid).shorter(4, short) });
    let sums = words::shown_totals(status);
    if !sums.is_empty() {
        let exact = status.shown_totals.and_then(|sums| exact_sum(sums.bytes, sums.bytes_known()));
        all.push(Segment { exact, ..Segment::new(sums, p.weak).shorter(2, String::new()) });
    }
    if selected.rows > 0 {
        let words = words::selected(selected.rows, selected.sums);
        let short = format!("{} selected", text::number(selected.rows));
        let font = theme::medium(theme::BODY - 0.5);
        let whole = Segment::new(words, p.accent).shorter(SHORTEST, short);
        let sums = selected.sums.filter(|sums| sums.files > 0);
        let exact = sums.and_then(|sums| exact_sum(sums.bytes, sums.bytes_known()));
        all.push(Segment { source: Some(super::SELECTED), exact, font, ..whole });
    }
    all
}
