//! Light or dark, with how much contrast and motion, as the desktop has it, on Linux. Elsewhere the window system tells light or dark, and
//! this does nothing.
//!
//! [`super::launch`] calls it once. It asks the settings portal on a thread of its own, which then waits for changes.

#[cfg(target_os = "linux")]
mod portal;

use eframe::egui::Context;

/// Lets the "System" theme follow the desktop, and contrast and motion with any theme, as far as it can be asked.
#[cfg(target_os = "linux")]
pub(super) fn follow(ctx: &Context) {
    let ctx = ctx.clone();
    let show = move |preferences: portal::Preferences| {
        ctx.options_mut(|options| options.fallback_theme = preferences.theme);
        super::theme::comfort(&ctx, preferences.comfort);
        ctx.request_repaint();
    };
    // Without the thread or an answer, the theme stays what it is.
    let watch = || portal::watch(zbus::blocking::Connection::session, show);
    let _ = std::thread::Builder::new().name("theme".to_owned()).spawn(watch);
}

/// Lets the "System" theme follow the desktop, as far as it can be asked.
#[cfg(not(target_os = "linux"))]
pub(super) fn follow(_: &Context) {}
