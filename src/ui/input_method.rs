//! Where the candidates of an input method are shown. The app calls it last in each frame.

use super::window_system::WindowSystem;
use eframe::egui::{Rect, Ui};

/// Has the candidates shown below the line that is typed in, not over it.
///
/// Of the caret's rectangle winit 0.30 hands X11 the upper left corner only, and an input method shows its candidates right below that
/// point.
pub(super) fn place(ui: &Ui, system: WindowSystem) {
    if system == WindowSystem::X11 {
        ui.output_mut(|output| {
            if let Some(ime) = &mut output.ime {
                ime.cursor_rect = foot(ime.cursor_rect);
            }
        });
    }
}

/// The lower edge.
fn foot(rect: Rect) -> Rect {
    Rect::from_min_max(rect.left_bottom(), rect.right_bottom())
}
