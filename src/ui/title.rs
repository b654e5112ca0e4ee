//! The window's title: what is listed, how far, and where it stands, for a task bar that shows nothing else.

use super::names;
use crate::model::name;
use crate::session::{Phase, Status};
use crate::text;
use crate::words;
use eframe::egui::{Context, ViewportCommand};
use std::borrow::Cow;
use std::time::{Duration, Instant};
use unicode_segmentation::UnicodeSegmentation;

/// The program's name, and so the title of a window with no folder.
const NAME: &str = "Foldersheet";
/// How often a title moves on while folders are read: each change goes through the window manager.
const REFRESH: Duration = Duration::from_millis(500);
/// Letters of a folder's name that a task bar has room for.
const LONGEST: usize = 60;

/// The title that the window has.
#[derive(Default)]
pub(super) struct WindowTitle {
    /// Which phase, how many folders, the words, and since when.
    shown: Option<(Phase, usize, String, Instant)>,
}

impl WindowTitle {
    /// Gives the window another title if it should have one.
    pub(super) fn keep_up(&mut self, ctx: &Context, status: &Status<'_>) {
        let (phase, roots) = (status.phase, status.roots.len());
        let is_same = |shown: &(Phase, usize, String, Instant)| (shown.0, shown.1) == (phase, roots);
        if phase == Phase::Reading
            && self.shown.as_ref().is_some_and(|shown| is_same(shown) && shown.3.elapsed() < REFRESH)
        {
            return;
        }
        let words = title(status);
        if self.shown.as_ref().is_none_or(|shown| shown.2 != words) {
            ctx.send_viewport_cmd(ViewportCommand::Title(words.clone()));
            self.shown = Some((phase, roots, words, Instant::now()));
        }
    }
}

fn title(status: &Status<'_>) -> String {
    let [first, others @ ..] = status.roots else { return NAME.to_owned() };
    let files = text::counted(status.totals.files, "file");
    let own = first.path.file_name().map_or_else(|| name::path_bytes(&first.path), name::bytes);
    let shown = text::shown(own);
    let mut folders = names::isolated(&shortened(&shown)).into_owned();
    let file = status.origin.filter(|_| !status.is_kept).and_then(|origin| origin.file.file_name());
    if let Some(file) = file {
        folders = names::isolated(&shortened(&text::shown(name::bytes(file)))).into_owned();
    } else if !others.is_empty() {
        folders += &format!(" and {} more", text::number(others.len() as u64));
    }
    if status.is_kept
        && let Some(moment) = status.origin.and_then(words::as_of)
    {
        folders += &format!(" as of {moment}");
    }
    match status.phase {
        Phase::Empty => NAME.to_owned(),
        Phase::Reading | Phase::Stopping => format!("{NAME}: {folders}, {files}…"),
        Phase::Stopped => format!("{NAME}: {folders}, {files}, stopped"),
        Phase::Done if status.incomplete.is_some() => format!("{NAME}: {folders}, {files}, incomplete"),
        Phase::Done => format!("{NAME}: {folders}, {files}"),
    }
}

/// A name's beginning, where it is long.
fn shortened(name: &str) -> Cow<'_, str> {
    match name.grapheme_indices(true).nth(LONGEST) {
        None => Cow::Borrowed(name),
        Some((end, _)) => Cow::Owned(format!("{}…", &name[..end])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use icu_properties::CodePointMapData;
    use icu_properties::props::BidiClass;
    use unicode_bidi::{BidiInfo, Level};

    /// A title as the bidirectional algorithm has it on the screen, from left to right, without the marks.
    fn seen(name: &str) -> String {
        let title =
            format!("Foldersheet: {}, 7 files", names::isolated(&shortened(&text::shown(name.as_bytes()))));
        let info =
            BidiInfo::new_with_data_source(&CodePointMapData::<BidiClass>::new(), &title, Some(Level::ltr()));
        let line = info.reorder_line(&info.paragraphs[0], 0..title.len());
        line.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect()
    }

    #[test]
    fn a_name_moves_nothing_of_a_title() {
        assert_eq!(seen("photos"), "Foldersheet: photos, 7 files");
        assert_eq!(seen("אבג"), "Foldersheet: גבא, 7 files");
        assert_eq!(seen("אבג.txt"), "Foldersheet: גבא.txt, 7 files");
        assert_eq!(seen("אבג gpj.exe"), "Foldersheet: gpj גבא.exe, 7 files");
        assert_eq!(seen("אב\u{202E}ג"), "Foldersheet: ג\\u{202E}בא, 7 files");
        assert_eq!(seen("a\u{2069}אב"), "Foldersheet: a\\u{2069}בא, 7 files");
    }

    #[test]
    fn a_long_name_is_cut_between_letters() {
        let name = "e\u{301}".repeat(LONGEST + 1);
        assert_eq!(shortened(&name), "e\u{301}".repeat(LONGEST) + "…");
        assert!(seen(&"א".repeat(99)).ends_with(", 7 files"));
    }
}
