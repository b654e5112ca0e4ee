//! Folders, or a sheet or list, dropped on the window. The app calls it around the panels.
//!
//! On Windows and macOS winit hands over what is dropped. On X11 `x11` does, because winit gives up all of a drop where one item is odd.
//! On Wayland winit 0.30 has no drops.

#[cfg(target_os = "linux")]
mod x11;

use super::action::{Action, Actions};
use super::icons;
use super::theme::{self, Palette};
use eframe::CreationContext;
use eframe::egui::{Color32, Id, LayerId, Order, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

/// What is being dragged over the window, and what was dropped.
#[derive(Default)]
pub(super) struct Drops {
    #[cfg(target_os = "linux")]
    x11: Option<crossbeam_channel::Receiver<x11::DropEvent>>,
    is_over: bool,
}

impl Drops {
    /// Those on the new window.
    #[cfg(target_os = "linux")]
    pub(super) fn on(cc: &CreationContext<'_>) -> Drops {
        let Some(window) = super::window_system::x11_window(cc) else { return Drops::default() };
        let (tell, told) = crossbeam_channel::unbounded();
        let ctx = cc.egui_ctx.clone();
        // Without the thread, winit takes what it can.
        let watch = move || x11::watch(None, window, &tell, &ctx).unwrap_or_default();
        let started = std::thread::Builder::new().name("drops".to_owned()).spawn(watch);
        Drops { x11: started.is_ok().then_some(told), is_over: false }
    }

    /// Those on the new window.
    #[cfg(not(target_os = "linux"))]
    pub(super) fn on(_: &CreationContext<'_>) -> Drops {
        Drops::default()
    }

    /// Picks what was dropped.
    pub(super) fn take(&mut self, ui: &Ui, actions: &mut Actions) {
        let paths: Vec<_> =
            ui.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
        if !paths.is_empty() {
            actions.extend(Action::named(paths));
        }
        #[cfg(target_os = "linux")]
        while let Some(told) = self.x11.as_ref().and_then(|told| told.try_recv().ok()) {
            self.is_over = told == x11::DropEvent::Over;
            if let x11::DropEvent::Dropped(list) = told {
                add(&list, actions);
            }
        }
    }

    /// Says over the whole window that what is being dragged may be dropped.
    pub(super) fn hover_ui(&self, ui: &Ui) {
        if self.is_over || ui.input(|input| !input.raw.hovered_files.is_empty()) {
            invitation_ui(ui);
        }
    }
}

/// Adds what a list names, and says what of it can't be.
#[cfg(target_os = "linux")]
fn add(list: &[u8], actions: &mut Actions) {
    use super::typed::{self, Here};
    let typed = typed::dropped(list, &Here::now());
    let told = typed.told();
    if told.is_none() && typed.paths.is_empty() {
        actions.push(Action::Tell(
            "Nothing was added: the program that it came from handed over no folder.".into(),
        ));
    }
    if !typed.paths.is_empty() {
        actions.extend(Action::named(typed.paths));
    }
    actions.extend(told.map(Action::Tell));
}

fn invitation_ui(ui: &Ui) {
    let p = Palette::of(ui);
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Foreground, Id::unique("drop")));
    let area = ui.ctx().content_rect();
    painter.rect_filled(area, 0.0, Color32::from_black_alpha(if ui.visuals().dark_mode { 150 } else { 90 }));
    painter.rect_stroke(area.shrink(12.0), 12.0, Stroke::new(2.0, p.accent), StrokeKind::Inside);
    // The words are on a card of their own: what is below the veil can still be seen through it.
    let words = painter.layout_no_wrap(
        "Drop to add folders or open a sheet".to_owned(),
        theme::semibold(20.0),
        p.text,
    );
    let card = Rect::from_center_size(area.center(), words.size() + vec2(64.0, 96.0));
    painter.rect(card, 12.0, p.popup, Stroke::new(1.0, p.popup_border), StrokeKind::Inside);
    icons::FOLDER_PLUS.paint(&painter, card.center_top() + vec2(0.0, 44.0), 40.0, p.accent);
    painter.galley(
        pos2(card.center().x - words.size().x / 2.0, card.bottom() - 28.0 - words.size().y),
        words,
        p.text,
    );
}
