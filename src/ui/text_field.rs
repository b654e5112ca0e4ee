//! The window's text fields, of one line each. Anything may be typed or pasted into one, so what is in it is laid out by
//! [`super::names::TypedLine`] where egui can't draw it as it is meant; then the pointer and the selection are this file's business too.

use super::names::{self, Reading, TypedLine};
use super::theme::Palette;
use eframe::egui::text::{CCursor, CCursorRange, LayoutJob, TextFormat};
use eframe::egui::text_edit::{TextEditOutput, TextEditState};
use eframe::egui::text_selection::visuals::paint_cursor_end;
use eframe::egui::{
    Color32, Event, Galley, Id, Rect, Response, Stroke, TextBuffer, TextEdit, TextStyle, Ui, pos2,
};
use std::ops::Range;
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation;

/// A field while it is drawn.
pub(super) struct TextField<'a> {
    id: Id,
    text: &'a mut String,
    reading: Reading,
    wrong: Range<usize>,
}

impl<'a> TextField<'a> {
    /// For this text, which is a path or a line of words.
    pub(super) fn new(id: Id, text: &'a mut String, reading: Reading) -> TextField<'a> {
        TextField { id, text, reading, wrong: 0..0 }
    }

    /// With a line under this part of it, in bytes, as long as its text is not changed.
    pub(super) fn wrong(self, wrong: Range<usize>) -> TextField<'a> {
        TextField { wrong, ..self }
    }

    /// Draws it, after `with` has set up the rest.
    pub(super) fn field_ui(
        self,
        ui: &mut Ui,
        with: impl for<'t> FnOnce(TextEdit<'t>) -> TextEdit<'t>,
    ) -> Response {
        let TextField { id, text, reading, wrong } = self;
        let before = TextEditState::load(ui.ctx(), id).and_then(|state| state.cursor.char_range());
        let pastes = pastes_of_turned(ui, id, text);
        let visuals = hide_usual(ui, text);

        let known = text.clone();
        let mut turned = None;
        let mut layouter = |ui: &Ui, buffer: &dyn TextBuffer, _width: f32| {
            let text = buffer.as_str();
            let wrong = if text == known { wrong.clone() } else { 0..0 };
            turned = (!is_plain(ui, text))
                .then(|| TypedLine::new(ui, text, reading, &TextStyle::Body.resolve(ui.style()), &wrong));
            turned.as_ref().map_or_else(|| plain(ui, text, &wrong), |line| Arc::clone(&line.galley))
        };
        let edit = with(TextEdit::singleline(text).id(id)).layouter(&mut layouter);
        let mut shown = edit.show(ui);
        if let Some(visuals) = visuals {
            ui.visuals_mut().selection.bg_fill = visuals.0;
            ui.visuals_mut().text_cursor.stroke = visuals.1;
        }
        if let Some(line) = turned {
            Turned { line, before }.finish(ui, &mut shown, text, pastes);
        }
        shown.response.response
    }
}

/// Whether egui draws a text as it is meant.
fn is_plain(ui: &Ui, text: &str) -> bool {
    let font = TextStyle::Body.resolve(ui.style());
    ui.fonts_mut(|fonts| names::is_written_plainly(fonts, &font, text))
}

/// Keeps from egui what is pasted with the middle button into a text in which it doesn't know what was hit.
fn pastes_of_turned(ui: &Ui, id: Id, text: &str) -> Vec<String> {
    let is_there = ui.ctx().read_response(id).is_some_and(|field| field.contains_pointer());
    if !is_there || is_plain(ui, text) {
        return Vec::new();
    }
    let mut taken = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| match event {
            Event::MiddleClickPaste { text, .. } => {
                taken.push(text.replace(['\r', '\n'], " "));
                false
            }
            _ => true,
        });
    });
    taken
}

/// Takes the colours of the selection, and while the pointer has the caret its own, from a field that draws them itself. Returns them.
fn hide_usual(ui: &mut Ui, text: &str) -> Option<(Color32, Stroke)> {
    if is_plain(ui, text) {
        return None;
    }
    let usual = (ui.visuals().selection.bg_fill, ui.visuals().text_cursor.stroke);
    ui.visuals_mut().selection.bg_fill = Color32::TRANSPARENT;
    if has_pointer(ui) {
        ui.visuals_mut().text_cursor.stroke = Stroke::NONE;
    }
    Some(usual)
}

fn has_pointer(ui: &Ui) -> bool {
    ui.input(|input| input.pointer.any_down() || input.pointer.any_released())
}

/// A field whose text is not drawn in its order, after egui drew it.
struct Turned {
    line: TypedLine,
    /// What was selected before the pointer moved.
    before: Option<CCursorRange>,
}

impl Turned {
    fn finish(&self, ui: &Ui, shown: &mut TextEditOutput, text: &mut String, pastes: Vec<String>) {
        let origin = shown.galley_pos;
        let response = &shown.response.response;
        if let Some(range) = self.pointed(ui, response, text, origin.x) {
            shown.state.cursor.set_char_range(Some(range));
            shown.state.clone().store(ui.ctx(), response.id);
        }
        if let (false, Some(pointer)) = (pastes.is_empty(), ui.input(|input| input.pointer.latest_pos())) {
            let mut at = CCursor::new(self.line.caret_at(pointer.x - origin.x));
            for paste in pastes {
                text.insert_text_at(&mut at, &paste, usize::MAX);
            }
            shown.state.cursor.set_char_range(Some(CCursorRange::one(at)));
            shown.state.clone().store(ui.ctx(), response.id);
            shown.response.response.mark_changed();
            ui.memory_mut(|memory| memory.request_focus(shown.response.response.id));
            ui.request_repaint();
            return;
        }
        if ui.memory(|memory| memory.has_focus(shown.response.response.id))
            && let Some(range) = shown.state.cursor.range(&self.line.galley)
        {
            self.paint(ui, shown, &range);
        }
    }

    /// What the pointer selects in this frame, as egui's own fields have it.
    fn pointed(&self, ui: &Ui, field: &Response, text: &str, left: f32) -> Option<CCursorRange> {
        let pointer = field.interact_pointer_pos()?;
        let at = self.line.caret_at(pointer.x - left);
        let extended = |before: CCursorRange| CCursorRange { primary: CCursor::new(at), ..before };
        let shift = ui.input(|input| input.modifiers.shift);
        if field.double_clicked() && !shift {
            Some(word_at(text, at))
        } else if field.triple_clicked() && !shift {
            Some(CCursorRange::select_all_str(text))
        } else if field.hovered() && ui.input(|input| input.pointer.any_pressed()) {
            let one = CCursorRange::one(CCursor::new(at));
            Some(if shift { self.before.map_or(one, extended) } else { one })
        } else if ui.is_being_dragged(field.id) {
            self.before.map(extended)
        } else {
            None
        }
    }

    fn paint(&self, ui: &Ui, shown: &TextEditOutput, range: &CCursorRange) {
        let origin = shown.galley_pos;
        let painter = ui.painter_at(shown.text_clip_rect.expand(1.0));
        let height = shown.galley.rect.height();
        let chars = range.as_sorted_char_range();
        // It lies over the letters, which are drawn by now.
        let fill = Palette::of(ui).accent.gamma_multiply(0.25);
        for (left, right) in self.line.parts(&(chars.start.0..chars.end.0)) {
            let part = Rect::from_min_max(pos2(left, 0.0), pos2(right, height));
            painter.rect_filled(part.translate(origin.to_vec2()), 0.0, fill);
        }
        if has_pointer(ui) {
            let x = origin.x + self.line.caret(range.primary.index.0);
            let place = Rect::from_min_max(pos2(x, origin.y), pos2(x, origin.y + height));
            paint_cursor_end(&painter, ui.visuals(), place);
        }
    }
}

/// The word beside a place between characters.
fn word_at(text: &str, at: usize) -> CCursorRange {
    let mut start = 0;
    for word in text.split_word_bounds() {
        let end = start + word.chars().count();
        if at < end {
            return CCursorRange::two(CCursor::new(start), CCursor::new(end));
        }
        start = end;
    }
    CCursorRange::two(CCursor::new(start), CCursor::new(start))
}

/// A text that egui draws as it is meant, with a line under what is wrong in it.
fn plain(ui: &Ui, text: &str, wrong: &Range<usize>) -> Arc<Galley> {
    let p = Palette::of(ui);
    let font = TextStyle::Body.resolve(ui.style());
    let plain = TextFormat {
        line_height: Some(ui.fonts_mut(|fonts| fonts.row_height(&font))),
        ..TextFormat::simple(font, p.text)
    };
    let marked = TextFormat { underline: Stroke::new(1.5, p.bad), color: p.bad, ..plain.clone() };
    let mut job =
        LayoutJob { break_on_newline: false, keep_trailing_whitespace: true, ..LayoutJob::default() };
    let (start, end) = (wrong.start.min(text.len()), wrong.end.min(text.len()));
    for (part, format) in
        [(text.get(..start), &plain), (text.get(start..end), &marked), (text.get(end..), &plain)]
    {
        job.append(part.unwrap_or_default(), 0.0, format.clone());
    }
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::{FontData, FontDefinitions, FontFamily, Modifiers, PointerButton, Pos2, vec2};
    use egui_kittest::Harness;

    const HEBREW: &[u8] = include_bytes!("../../tests/fonts/NotoSansHebrew-subset.ttf");
    const ID: &str = "field";

    /// A window with nothing but a field, and where its text is drawn.
    struct Field {
        harness: Harness<'static, (String, Option<Pos2>)>,
        line: TypedLine,
    }

    impl Field {
        fn new(text: &str) -> Field {
            let mut harness =
                Harness::builder().with_size(vec2(300.0, 60.0)).with_step_dt(0.02).build_ui_state(
                    |ui, (text, place): &mut (String, Option<Pos2>)| {
                        let field = TextField::new(Id::unique(ID), text, Reading::Path);
                        let field = field.field_ui(ui, |edit| edit.margin(eframe::egui::Margin::ZERO));
                        *place = Some(field.accessible_name("Path").rect.min);
                    },
                    (text.to_owned(), None),
                );
            let mut fonts = FontDefinitions::default();
            fonts.font_data.insert("Hebrew".into(), Arc::new(FontData::from_static(HEBREW)));
            fonts.families.entry(FontFamily::Proportional).or_default().push("Hebrew".into());
            harness.ctx.set_fonts(fonts);
            harness.run();
            let mut line = None;
            harness
                .ctx
                .run_ui(Default::default(), |ui| {
                    let font = TextStyle::Body.resolve(ui.style());
                    line = Some(TypedLine::new(ui, text, Reading::Path, &font, &(0..0)));
                })
                .drop_without_applying_deltas();
            Field { harness, line: line.unwrap() }
        }

        fn at(&self, caret: usize) -> Pos2 {
            self.harness.state().1.unwrap() + vec2(self.line.caret(caret) + 0.6, 8.0)
        }

        fn press(&mut self, caret: usize, pressed: bool, modifiers: Modifiers) {
            let pos = self.at(caret);
            let button = PointerButton::Primary;
            self.harness.event_modifiers(Event::PointerMoved(pos), modifiers);
            let event = Event::PointerButton { pos, button, pressed, modifiers };
            self.harness.event_modifiers(event, modifiers);
            self.harness.run_steps(1);
        }

        fn selected(&self) -> (usize, usize) {
            let range =
                TextEditState::load(&self.harness.ctx, Id::unique(ID)).unwrap().cursor.char_range().unwrap();
            (range.secondary.index.0, range.primary.index.0)
        }
    }

    #[test]
    fn a_click_in_a_hebrew_word_is_where_it_is_seen() {
        let mut field = Field::new("ab אבג xyz");
        for caret in [0, 1, 3, 4, 5, 6, 8, 10] {
            field.press(caret, true, Modifiers::NONE);
            field.press(caret, false, Modifiers::NONE);
            assert_eq!(field.selected(), (caret, caret));
            // Not another click of a double one.
            field.harness.run_steps(30);
        }
    }

    #[test]
    fn letters_go_where_the_caret_is() {
        let mut field = Field::new("ab אבג xyz");
        field.press(5, true, Modifiers::NONE);
        field.press(5, false, Modifiers::NONE);
        field.harness.event(Event::Text("ד".into()));
        field.harness.run_steps(2);
        assert_eq!(field.harness.state().0, "ab אבדג xyz");
        assert_eq!(field.selected(), (6, 6));
    }

    #[test]
    fn a_drag_selects_what_it_passes() {
        let mut field = Field::new("ab אבג xyz");
        field.press(4, true, Modifiers::NONE);
        let to = field.at(6);
        field.harness.event(Event::PointerMoved(to - vec2(9.0, 0.0)));
        field.harness.run_steps(1);
        field.harness.event(Event::PointerMoved(to));
        field.harness.run_steps(2);
        field.press(6, false, Modifiers::NONE);
        assert_eq!(field.selected(), (4, 6));
        field.harness.run_steps(30);
        field.press(9, true, Modifiers::SHIFT);
        field.press(9, false, Modifiers::SHIFT);
        assert_eq!(field.selected(), (4, 9));
    }

    #[test]
    fn a_double_click_selects_the_word() {
        let mut field = Field::new("ab אבג xyz");
        for _ in 0..2 {
            field.press(5, true, Modifiers::NONE);
            field.press(5, false, Modifiers::NONE);
        }
        assert_eq!(field.selected(), (3, 6));
    }

    #[test]
    fn a_paste_with_the_middle_button_goes_where_the_pointer_is() {
        let mut field = Field::new("ab אבג xyz");
        let pos = field.at(5);
        field.harness.event(Event::PointerMoved(pos));
        field.harness.run_steps(1);
        field.harness.event(Event::MiddleClickPaste { pos, text: "ד\nה".into() });
        field.harness.run_steps(2);
        assert_eq!(field.harness.state().0, "ab אבד הג xyz");
    }
}
