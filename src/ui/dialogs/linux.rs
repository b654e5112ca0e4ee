//! The dialogs of a Linux desktop: the portal's, or else zenity.

use super::{Answer, Question, portal, zenity};
use egui_winit::winit::raw_window_handle::{HasWindowHandle, RawWindowHandle};

/// What asks, to be called on a thread that may wait.
pub(super) fn asker(question: Question, parent: &eframe::Frame) -> impl FnOnce() -> Answer + Send + 'static {
    let window = window(parent);
    move || portal::ask(&question, &window).unwrap_or_else(|why| zenity::ask(&question, &why))
}

/// The window in the portal's notation; empty where there is none, and on Wayland, where another protocol would have to name it.
fn window(parent: &eframe::Frame) -> String {
    match parent.window_handle().map(|handle| handle.as_raw()) {
        Ok(RawWindowHandle::Xlib(handle)) => format!("x11:{:x}", handle.window),
        Ok(RawWindowHandle::Xcb(handle)) => format!("x11:{:x}", handle.window),
        _ => String::new(),
    }
}
