//! What the filter understands, below its field: filters to switch on and off, and the forms with examples to click. The
//! filter's bar shows it and does what is clicked.

use super::chips::{self, Offer};
use super::mistake::mistake_ui;
use super::pick::Pick;
use crate::model::Mistake;
use crate::ui::theme::{self, Palette};
use eframe::egui::{
    Align, Button, Frame, Label, Layout, Margin, Popup, PopupCloseBehavior, RectAlign, Response, RichText,
    Role, ScrollArea, Ui, vec2,
};

/// How wide it is where there is room, in points.
const WIDTH: f32 = 750.0;
/// Of that, for the examples.
const EXAMPLES: f32 = 344.0;
/// Of that, for what they mean, at least.
const MEANINGS: f32 = 180.0;
/// Around what is in it.
const MARGIN: i8 = 12;

/// Examples of a form, and what they ask for.
type Form = (&'static [&'static str], &'static str);

/// What the filter understands, by what is asked of a row.
const GROUPS: [(&str, &[Form]); 10] = [
    (
        "Words",
        &[
            (&["report 2024"], "Both words, anywhere in the path; case doesn’t matter"),
            (&["\"annual report\""], "The phrase, with its space and its signs"),
        ],
    ),
    (
        "Names and folders",
        &[
            (&["*.jpg", "IMG_????.*"], "The whole name: * is any text, ? one letter"),
            (&["*/old/*.doc"], "With a / in it: the whole path"),
            (&["name:draft", "path:old", "root:nas"], "Only in the name, the path, the path of the source"),
            (&["/^img_\\d+/", "path:/backup.*\\.zip$/"], "A regular expression, for the name or the path"),
        ],
    ),
    (
        "Kinds",
        &[
            (
                &["category:image,video", "-category:code"],
                "What files are for: also audio, document, archive, data, other",
            ),
            (&["ext:pdf,docx", "ext:"], "One of these extensions; no extension"),
            (&["kind:file,folder", "kind:symlink"], "What it is, as in the Kind column"),
        ],
    ),
    (
        "Sizes",
        &[
            (
                &["size:>10mb", "size:<=1gib", "size:0"],
                "More, at most, exactly. 1 kb is 1000 bytes, 1 kib 1024",
            ),
            (&["size:1kb..1mb", "size:1mib..<2mib"], "From one to the other; < leaves the end out"),
            (&["allocated:<size", "allocated:>size"], "With holes or compressed; rounded up to whole blocks"),
        ],
    ),
    (
        "Dates",
        &[
            (&["modified:2024-05", "modified:today"], "In a year or month, or on a day; a time may follow"),
            (&["modified:2023..2024-06", "modified:>=2024"], "From one to the other; since then"),
            (
                &["modified:<30d", "modified:>1y"],
                "Less or more than so long ago: min, h, d, w, m (months), y",
            ),
            (&["modified:none", "size:none"], "No date; a size that is not known"),
            (
                &["created:2024", "accessed:<30d", "changed:today"],
                "All of these work for the other times, too",
            ),
            (&["age:>3y", "age:30..90"], "How long ago it was modified, in days or with a unit"),
        ],
    ),
    (
        "Owner and permissions",
        &[
            (&["owner:root", "group:staff,users"], "By name or number; commas between several"),
            (
                &["mode:777", "mode:setuid", "mode:world-writable"],
                "Exactly these permissions; also setgid, sticky, executable, read-only",
            ),
            (&["attr:hidden", "attr:immutable"], "Also compressed, encrypted, readonly, system, offline"),
        ],
    ),
    (
        "Lengths and links",
        &[
            (
                &["pathlength:>260", "namelength:>100"],
                "In characters; pathutf16: and nameutf16: count as Windows does",
            ),
            (&["depth:>10"], "Folders below the source: 1 is in the source itself"),
            (&["target:lib*.so", "target:../"], "What a link points at; read only where it is asked for"),
            (&["links:>1", "inode:42", "device:2049"], "Names of the file, and where the disk has it"),
            (
                &["links:repeat", "links:outside"],
                "Further names of a file in the sheet; files known to have names that aren’t in it",
            ),
        ],
    ),
    (
        "Checked names",
        &[
            (
                &["problem:any", "problem:case,reserved"],
                "What “Check names” found: also character, begin, end, name-length, path-length, size, unicode",
            ),
            (&["problem:windows", "problem:onedrive.path-length"], "At one destination, or only this there"),
            (&["destinationlength:>260"], "UTF-16 units of the path at the destination"),
        ],
    ),
    (
        "Compared with another sheet",
        &[
            (
                &["change:added,removed", "-change:same"],
                "What became of it: also changed, moved, renamed, unknown, same, and parts as in changed.size",
            ),
            (&["grew:>1gb", "shrank:>10mb"], "By how much a file is larger or smaller than before"),
            (&["sizebefore:>1gb", "modifiedbefore:2024"], "What the older sheet says of it"),
        ],
    ),
    (
        "Combining",
        &[
            (&["ext:jpg size:>5mb"], "Both must be true"),
            (&["-draft", "-ext:tmp"], "Not these"),
            (&["invoice OR receipt"], "One or the other, each with what stands beside it"),
        ],
    ),
];

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
        offer: &Offer<'_>,
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
            let chip = chips_ui(ui, offer);
            ui.separator();
            let height = bottom - field.rect.bottom() - ui.min_rect().height();
            let scroll = ScrollArea::vertical().auto_shrink([false, true]);
            let scroll = scroll.max_height(height).min_scrolled_height(height);
            let example = scroll.show(ui, groups_ui).inner;
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

fn chips_ui(ui: &mut Ui, offer: &Offer<'_>) -> Option<Pick> {
    let mut pick = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(chips::GAP, chips::GAP);
        for (at, common) in offer.all.iter().enumerate() {
            if ui.add(offer.chip(at)).clicked() {
                pick = Some(Pick::Toggle(common.term.clone()));
            }
        }
    });
    pick
}

fn groups_ui(ui: &mut Ui) -> Option<Pick> {
    let mut pick = None;
    ui.spacing_mut().item_spacing = vec2(6.0, 1.0);
    for (at, (title, forms)) in GROUPS.into_iter().enumerate() {
        ui.add_space(if at == 0 { 2.0 } else { 8.0 });
        let title = ui.label(theme::group(title).color(Palette::of(ui).mid));
        ui.ctx().accesskit_node_builder(title.id, |node| node.set_role(Role::Heading));
        for form in forms {
            pick = form_ui(ui, form).or(pick);
        }
    }
    pick
}

fn form_ui(ui: &mut Ui, &(examples, meaning): &Form) -> Option<Pick> {
    // In little room what an example means stands below it.
    if ui.available_width() < EXAMPLES + MEANINGS {
        let pick = ui.horizontal_wrapped(|ui| examples_ui(ui, examples)).inner;
        weak(ui, meaning);
        ui.add_space(4.0);
        return pick;
    }
    let row = |ui: &mut Ui| {
        let size = vec2(EXAMPLES, ui.spacing().interact_size.y);
        let pick = ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(EXAMPLES);
            examples_ui(ui, examples)
        });
        weak(ui, meaning);
        pick.inner
    };
    ui.horizontal(row).inner
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
    use crate::view::{Filter, with_terms};

    #[test]
    fn everything_that_can_be_clicked_is_understood() {
        let forms = GROUPS.iter().flat_map(|(_, forms)| *forms);
        for example in forms.flat_map(|(examples, _)| *examples) {
            assert!(Filter::parse(example).is_ok(), "{example}");
            assert!(Filter::parse(&with_terms("a \"b", example)).is_ok(), "{example}");
        }
    }
}
