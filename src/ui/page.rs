//! A page that lies over the window to be read or filled in: a title with a cross, and what is below.

use super::controls::Push;
use super::{icons, theme};
use eframe::egui::{Align, Frame, Id, Key, Layout, Margin, Modal, Modifiers, RichText, Ui};

/// Draws a page that is so wide where there is room, in points, and named by its title. Returns whether it was closed: by its cross, by
/// Esc, by a click beside it, or because its `contents` return that.
pub(super) fn page_ui(ui: &Ui, title: &str, width: f32, contents: impl FnOnce(&mut Ui) -> bool) -> bool {
    let id = Id::unique(title);
    let area = Modal::default_area(id).accessible_name(title);
    let shown = Modal::new(id).area(area).frame(frame(ui)).show(ui.ctx(), |ui| {
        ui.set_width(width.min(ui.ctx().content_rect().width() - 60.0));
        // Not only what is below its upper edge now: it moves up as it grows.
        ui.set_max_height(ui.ctx().content_rect().height());
        let closes = heading_ui(ui, title);
        contents(ui) || closes
    });
    let escaped = shown.is_top_modal && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    shown.inner || escaped || shown.backdrop_response.clicked()
}

/// The frame of a page that covers the window.
pub(super) fn frame(ui: &Ui) -> Frame {
    Frame::popup(&ui.ctx().global_style()).inner_margin(Margin { left: 20, right: 14, top: 14, bottom: 16 })
}

/// A title with a cross at the right; returns whether that was clicked. It has the keyboard first, so that Enter closes the sheet.
fn heading_ui(ui: &mut Ui, title: &str) -> bool {
    ui.horizontal(|ui| {
        ui.label(RichText::new(title).font(theme::semibold(15.0)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = ui.add(Push::only(icons::X, "Close"));
            if ui.memory(|memory| memory.focused()).is_none() {
                close.request_focus();
            }
            close.clicked()
        })
        .inner
    })
    .inner
}
