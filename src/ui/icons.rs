//! The icons of the window, from a font of the Phosphor set (MIT; `assets/fonts/make.py` makes it).
//!
//! An icon is drawn, never read out: the name for screen readers stays that of the control or the row it belongs to. Draw one with
//! [`Icon::paint`] in a place that is known already, or with [`Icon::ui`] where it takes a place of its own. Icons are made for 16 points,
//! where their lines are 1.5 points wide; a multiple of 4 is sharpest.

use super::theme;
use eframe::egui::{Align2, Color32, FontId, Painter, Pos2, Rect, Response, RichText, Sense, Ui, Vec2};

/// The usual size in points.
pub(super) const SIZE: f32 = 16.0;

/// One icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Icon {
    code: char,
    is_filled: bool,
}

const fn line(code: char) -> Icon {
    Icon { code, is_filled: false }
}

const fn filled(code: char) -> Icon {
    Icon { code, is_filled: true }
}

impl Icon {
    /// The font to lay its letter out with.
    pub(super) fn font(self, size: f32) -> FontId {
        theme::icons(size, self.is_filled)
    }

    /// The letter that it is in [`Icon::font`].
    pub(super) fn letter(self) -> String {
        self.code.to_string()
    }

    /// For a menu entry or a label that has no other words. It would be read out: give the control a name of its own.
    pub(super) fn rich(self, size: f32) -> RichText {
        RichText::new(self.letter()).font(self.font(size))
    }

    /// Draws it around `center`, `size` points wide and high.
    pub(super) fn paint(self, painter: &Painter, center: Pos2, size: f32, color: Color32) {
        painter.text(center, Align2::CENTER_CENTER, self.code, self.font(size), color);
    }

    /// Draws it where the next widget goes; takes as much room as it is large, and no focus.
    pub(super) fn ui(self, ui: &mut Ui, size: f32, color: Color32) -> Response {
        let (rect, response) = ui.allocate_exact_size(Vec2::splat(size), Sense::hover());
        self.paint(ui.painter(), rect.center(), size, color);
        response
    }

    /// Draws it at the left end of `rect`, in the middle of its height; returns what is left of `rect` beside it.
    pub(super) fn paint_left(self, painter: &Painter, rect: Rect, size: f32, color: Color32) -> Rect {
        let center = Pos2::new(rect.left() + size / 2.0, rect.center().y);
        self.paint(painter, center, size, color);
        rect.with_min_x((rect.left() + size + 6.0).min(rect.right()))
    }
}

pub(super) const ARROW_CLOCKWISE: Icon = line('\u{E036}');
pub(super) const ARROW_RIGHT: Icon = line('\u{E06C}');
pub(super) const ARROW_SQUARE_OUT: Icon = line('\u{E5DE}');
pub(super) const BRACKETS_CURLY: Icon = line('\u{E860}');
pub(super) const CARET_DOWN: Icon = line('\u{E136}');
pub(super) const CARET_RIGHT: Icon = line('\u{E13A}');
pub(super) const CHART_BAR: Icon = line('\u{E150}');
pub(super) const CHECK: Icon = line('\u{E182}');
pub(super) const CHECK_CIRCLE: Icon = line('\u{E184}');
pub(super) const CLOCK: Icon = line('\u{E19A}');
pub(super) const CLOCK_COUNTER_CLOCKWISE: Icon = line('\u{E1A0}');
pub(super) const COLUMNS: Icon = line('\u{E546}');
pub(super) const DOTS_THREE: Icon = line('\u{E1FE}');
pub(super) const DOWNLOAD_SIMPLE: Icon = line('\u{E20C}');
pub(super) const EXPORT: Icon = line('\u{EAF0}');
pub(super) const EYE_SLASH: Icon = line('\u{E224}');
pub(super) const FILE_CSV: Icon = line('\u{EB1C}');
pub(super) const FILE_TEXT: Icon = line('\u{E23A}');
pub(super) const FILE_XLS: Icon = line('\u{EB22}');
pub(super) const FOLDER: Icon = line('\u{E24A}');
pub(super) const FOLDER_OPEN: Icon = line('\u{E256}');
pub(super) const FOLDER_PLUS: Icon = line('\u{E258}');
pub(super) const GEAR: Icon = line('\u{E270}');
pub(super) const HARD_DRIVE: Icon = line('\u{E29E}');
pub(super) const HOUSE: Icon = line('\u{E2C2}');
pub(super) const INFO: Icon = line('\u{E2CE}');
pub(super) const LINK: Icon = line('\u{E2E2}');
pub(super) const LIST: Icon = line('\u{E2F0}');
pub(super) const LOCK_SIMPLE: Icon = line('\u{E308}');
pub(super) const MAGNIFYING_GLASS: Icon = line('\u{E30C}');
pub(super) const MINUS: Icon = line('\u{E32A}');
pub(super) const PENCIL_SIMPLE: Icon = line('\u{E3B4}');
pub(super) const PLUS: Icon = line('\u{E3D4}');
pub(super) const QUESTION: Icon = line('\u{E3E8}');
pub(super) const ROWS: Icon = line('\u{E5A2}');
pub(super) const SIDEBAR_SIMPLE: Icon = line('\u{EC24}');
pub(super) const SLIDERS_HORIZONTAL: Icon = line('\u{E434}');
pub(super) const SQUARES_FOUR: Icon = line('\u{E464}');
pub(super) const STACK: Icon = line('\u{E466}');
pub(super) const STOP_CIRCLE: Icon = line('\u{E46E}');
pub(super) const TAG: Icon = line('\u{E478}');
pub(super) const TABLE: Icon = line('\u{E476}');
pub(super) const WARNING: Icon = line('\u{E4E0}');
pub(super) const X: Icon = line('\u{E4F6}');
pub(super) const X_CIRCLE: Icon = line('\u{E4F8}');
pub(super) const CHECK_CIRCLE_FILL: Icon = filled('\u{E184}');
pub(super) const DATABASE_FILL: Icon = filled('\u{E1DE}');
pub(super) const FILE_FILL: Icon = filled('\u{E230}');
pub(super) const FILE_ARCHIVE_FILL: Icon = filled('\u{EB2A}');
pub(super) const FILE_AUDIO_FILL: Icon = filled('\u{EA20}');
pub(super) const FILE_CODE_FILL: Icon = filled('\u{E914}');
pub(super) const FILE_IMAGE_FILL: Icon = filled('\u{EA24}');
pub(super) const FILE_TEXT_FILL: Icon = filled('\u{E23A}');
pub(super) const FILE_VIDEO_FILL: Icon = filled('\u{EA22}');
pub(super) const FOLDER_FILL: Icon = filled('\u{E24A}');
pub(super) const INFO_FILL: Icon = filled('\u{E2CE}');
pub(super) const STOP_FILL: Icon = filled('\u{E46C}');
pub(super) const STOP_CIRCLE_FILL: Icon = filled('\u{E46E}');
pub(super) const WARNING_FILL: Icon = filled('\u{E4E0}');
pub(super) const WARNING_CIRCLE_FILL: Icon = filled('\u{E4E2}');
pub(super) const X_CIRCLE_FILL: Icon = filled('\u{E4F8}');

#[cfg(test)]
const ALL: [Icon; 61] = [
    ARROW_CLOCKWISE,
    ARROW_RIGHT,
    ARROW_SQUARE_OUT,
    BRACKETS_CURLY,
    CARET_DOWN,
    CARET_RIGHT,
    CHART_BAR,
    CHECK,
    CHECK_CIRCLE,
    CLOCK,
    CLOCK_COUNTER_CLOCKWISE,
    COLUMNS,
    DOTS_THREE,
    DOWNLOAD_SIMPLE,
    EXPORT,
    EYE_SLASH,
    FILE_CSV,
    FILE_TEXT,
    FILE_XLS,
    FOLDER,
    FOLDER_OPEN,
    FOLDER_PLUS,
    GEAR,
    HARD_DRIVE,
    HOUSE,
    INFO,
    LINK,
    LIST,
    LOCK_SIMPLE,
    MAGNIFYING_GLASS,
    MINUS,
    PENCIL_SIMPLE,
    PLUS,
    QUESTION,
    ROWS,
    SIDEBAR_SIMPLE,
    SLIDERS_HORIZONTAL,
    SQUARES_FOUR,
    STACK,
    STOP_CIRCLE,
    TAG,
    TABLE,
    WARNING,
    X,
    X_CIRCLE,
    CHECK_CIRCLE_FILL,
    DATABASE_FILL,
    FILE_FILL,
    FILE_ARCHIVE_FILL,
    FILE_AUDIO_FILL,
    FILE_CODE_FILL,
    FILE_IMAGE_FILL,
    FILE_TEXT_FILL,
    FILE_VIDEO_FILL,
    FOLDER_FILL,
    INFO_FILL,
    STOP_FILL,
    STOP_CIRCLE_FILL,
    WARNING_FILL,
    WARNING_CIRCLE_FILL,
    X_CIRCLE_FILL,
];

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::{Context, RawInput};

    #[test]
    fn each_icon_is_in_the_font() {
        let ctx = Context::default();
        theme::install(&ctx);
        let mut output = ctx.run_ui(RawInput::default(), |ui| {
            for icon in ALL {
                let font = icon.font(SIZE);
                assert!(ui.fonts_mut(|fonts| fonts.has_glyph(&font, icon.code)), "{icon:?}");
            }
        });
        output.textures_delta.clear();
    }

    /// Those whose picture is the same at both sides.
    #[test]
    fn an_icon_is_in_the_middle_of_its_square() {
        let ctx = Context::default();
        theme::install(&ctx);
        let mut output = ctx.run_ui(RawInput::default(), |ui| {
            for icon in [FOLDER_PLUS, X, CARET_DOWN, CHECK_CIRCLE_FILL, CLOCK, LIST] {
                let galley = ui.painter().layout_no_wrap(icon.letter(), icon.font(40.0), Color32::WHITE);
                assert_eq!(galley.size(), Vec2::splat(40.0), "{icon:?}");
                let middle = galley.mesh_bounds.center();
                assert!((middle - Pos2::new(20.0, 20.0)).abs().max_elem() <= 2.0, "{icon:?}: {middle:?}");
            }
        });
        output.textures_delta.clear();
    }
}
