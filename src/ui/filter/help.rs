//! What the filter understands, below its field: filters to switch on and off, and the forms with examples to click. The
//! filter's bar shows it and does what is clicked.

use super::mistake::mistake_ui;
use crate::model::Mistake;
use crate::ui::theme::Palette;
use crate::view::has_term;
use eframe::egui::{
    Align, Button, Frame, Label, Layout, Margin, Popup, PopupCloseBehavior, RectAlign, Response, RichText,
    ScrollArea, Ui, vec2,
};

/// How wide it is where there is room, in points.
const WIDTH: f32 = 700.0;
/// Of that, for the examples.
const EXAMPLES: f32 = 296.0;
/// Of that, for what they mean, at least.
const MEANINGS: f32 = 180.0;
/// Around what is in it.
const MARGIN: i8 = 12;

/// Filters that many people need, each a single term.
const COMMON: [(&str, &str); 9] = [
    ("Images", "category:image"),
    ("Documents", "category:document"),
    ("Videos", "category:video"),
    ("Audio", "category:audio"),
    ("Archives", "category:archive"),
    ("Over 100 MB", "size:>100mb"),
    ("Empty files", "size:0"),
    ("Changed in 7 days", "modified:<7d"),
    ("Symlinks", "kind:symlink"),
];

/// Examples of each form, and what they ask for.
const FORMS: [(&[&str], &str); 15] = [
    (&["report 2024"], "Both words, anywhere in the path"),
    (&["\"annual report\""], "The phrase, with its space and its signs"),
    (&["*.jpg", "IMG_????.*"], "The whole name; * is any text, ? one letter"),
    (&["*/old/*.doc"], "With a / in it: the whole path"),
    (&["/^img_\\d+/"], "A regular expression for the name; path:/…/ for the path"),
    (&["name:draft", "path:old", "root:nas"], "In the name, the path, the picked folder’s path"),
    (&["ext:pdf,docx", "ext:"], "One of these extensions; no extension"),
    (&["size:>10mb", "size:1mib..<2mib"], "Also >=, <, <= and 1kb..1mb. 1 kb is 1000 bytes, 1 kib is 1024"),
    (&["modified:2024-05", "modified:today"], "In a year or month, or on a day; also a time as it is shown"),
    (&["modified:2023..2024-06"], "From one to the other. Also >, >=, <, <="),
    (&["modified:<30d", "modified:>1y"], "In the last 30 days; longer ago. Also min, h, w, m (months)"),
    (
        &["category:image,video", "-category:code"],
        "What files are for: also audio, document, archive, data, other",
    ),
    (&["created:2024", "kind:file,folder"], "The Created column; the Kind column, in its words"),
    (&["-draft", "-ext:tmp"], "Not these"),
    (&["invoice OR receipt"], "One or the other, each with what stands beside it"),
];

/// What was clicked.
pub(super) enum Pick {
    /// A filter to switch on or off.
    Toggle(&'static str),
    /// An example to put in.
    Add(&'static str),
}

/// Whether it is shown.
#[derive(Default)]
pub(super) struct Help {
    is_open: bool,
}

impl Help {
    /// Whether it is shown.
    pub(super) fn is_open(&self) -> bool {
        self.is_open
    }

    /// Shows it, or takes it away.
    pub(super) fn toggle(&mut self) {
        self.is_open = !self.is_open;
    }

    /// Takes it away.
    pub(super) fn close(&mut self) {
        self.is_open = false;
    }

    /// Draws it below the `field`, if it is open. A click on anything but itself, the field and the button closes it.
    pub(super) fn popup_ui(
        &mut self,
        field: &Response,
        button: &Response,
        text: &str,
        mistake: Option<&Mistake>,
    ) -> Option<Pick> {
        let screen = field.ctx.content_rect();
        let width = WIDTH.min(screen.width() - 60.0);
        let bottom = screen.bottom() - 40.0;
        let popup = Popup::from_response(field)
            .id(field.id.with("help"))
            .open_bool(&mut self.is_open)
            .align(RectAlign::BOTTOM_END)
            .close_behavior(PopupCloseBehavior::IgnoreClicks)
            .accessible_name("What the filter understands")
            .frame(Frame::popup(&field.ctx.global_style()).inner_margin(Margin::same(MARGIN)))
            .width(width);
        let shown = popup.show(|ui| {
            ui.set_width(width);
            // In place of the first line, so that nothing moves under the pointer.
            match mistake {
                Some(mistake) => mistake_ui(ui, mistake),
                None => {
                    weak(ui, "Click what you look for, or type it. All that is typed must be true of a row.")
                }
            }
            ui.add_space(2.0);
            let chip = chips_ui(ui, text);
            ui.separator();
            let height = bottom - field.rect.bottom() - ui.min_rect().height();
            let scroll = ScrollArea::vertical().auto_shrink([false, true]);
            let scroll = scroll.max_height(height).min_scrolled_height(height);
            let example = scroll.show(ui, forms_ui).inner;
            chip.or(example)
        })?;
        let pressed =
            field.ctx.input(|input| input.pointer.interact_pos().filter(|_| input.pointer.any_pressed()));
        let inside = [shown.response.rect, field.rect, button.rect];
        if pressed.is_some_and(|pos| !inside.iter().any(|rect| rect.contains(pos))) {
            self.is_open = false;
        }
        shown.inner
    }
}

fn chips_ui(ui: &mut Ui, text: &str) -> Option<Pick> {
    let mut pick = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (name, term) in COMMON {
            let chip = Button::new(name).selected(has_term(text, term)).corner_radius(14);
            if ui.add(chip).on_hover_text(term).clicked() {
                pick = Some(Pick::Toggle(term));
            }
        }
    });
    pick
}

fn forms_ui(ui: &mut Ui) -> Option<Pick> {
    let mut pick = None;
    ui.spacing_mut().item_spacing = vec2(6.0, 3.0);
    // In little room what an example means stands below it.
    let is_wide = ui.available_width() >= EXAMPLES + MEANINGS;
    for (examples, meaning) in FORMS {
        if is_wide {
            ui.horizontal(|ui| {
                let row = vec2(EXAMPLES, ui.spacing().interact_size.y);
                ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
                    ui.set_min_width(EXAMPLES);
                    pick = examples_ui(ui, examples).or(pick.take());
                });
                weak(ui, meaning);
            });
        } else {
            ui.horizontal_wrapped(|ui| pick = examples_ui(ui, examples).or(pick.take()));
            weak(ui, meaning);
            ui.add_space(4.0);
        }
    }
    pick
}

fn examples_ui(ui: &mut Ui, examples: &[&'static str]) -> Option<Pick> {
    let mut pick = None;
    for &example in examples {
        let words = RichText::new(example).monospace().color(Palette::of(ui).accent);
        // A frame only under the pointer: dozens of them hide what is in them.
        let button =
            ui.add(Button::new(words).frame_when_inactive(false)).accessible_name(format!("Add {example}"));
        if button.on_hover_text("Add this to the filter").clicked() {
            pick = Some(Pick::Add(example));
        }
    }
    pick
}

fn weak(ui: &mut Ui, words: &str) {
    ui.add(Label::new(RichText::new(words).color(Palette::of(ui).weak)).wrap());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::{Filter, toggle_term, with_terms};

    #[test]
    fn everything_that_can_be_clicked_is_understood() {
        let examples = FORMS.iter().flat_map(|(examples, _)| *examples).copied();
        for term in COMMON.iter().map(|(_, term)| *term).chain(examples) {
            assert!(Filter::parse(term).is_ok(), "{term}");
            assert!(Filter::parse(&with_terms("a \"b", term)).is_ok(), "{term}");
        }
    }

    #[test]
    fn all_common_filters_can_be_on_but_the_ones_that_shut_one_another_out() {
        let mut text = String::new();
        for (_, term) in COMMON {
            text = toggle_term(&text, term);
            assert!(has_term(&text, term), "{text}");
        }
        let off: Vec<_> =
            COMMON.iter().filter(|(_, term)| !has_term(&text, term)).map(|(name, _)| *name).collect();
        assert_eq!(off, ["Over 100 MB"]);
    }
}
