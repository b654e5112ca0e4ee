//! The menu bar of macOS, with the entries that users expect of every program. Everything else is in the window.
//!
//! winit's own menu bar is switched off: its *Quit* ends the program at once, without the question in [`super::closing`]. Here *Quit* asks
//! the window to close. Logging out, and *Quit* in the Dock, still end the program at once.

use eframe::egui::{Context, ViewportCommand};
use muda::accelerator::{Accelerator, CMD_OR_CTRL, Code};
use muda::{Menu, MenuEvent, MenuItem, PredefinedMenuItem as Usual, Submenu};

/// What the entry is known by that closes the window.
const QUIT: &str = "quit";

/// Makes the menu bar. Called once, when the window exists. If macOS refuses, there is no menu bar, and the shortcuts work without it.
pub(super) fn install(ctx: &Context) {
    let Ok((menu, window)) = made() else { return };
    menu.init_for_nsapp();
    window.set_as_windows_menu_for_nsapp();
    let ctx = ctx.clone();
    MenuEvent::set_event_handler(Some(move |event: MenuEvent| {
        if event.id() == QUIT {
            ctx.send_viewport_cmd(ViewportCommand::Close);
            ctx.request_repaint();
        }
    }));
    // They must live as long as the program: macOS calls the entries when one is chosen.
    Box::leak(Box::new((menu, window)));
}

fn made() -> muda::Result<(Menu, Submenu)> {
    let quit = Accelerator::new(CMD_OR_CTRL, Code::KeyQ);
    let own = Submenu::with_items(
        "Foldersheet",
        true,
        &[
            &Usual::about(Some("About Foldersheet"), None),
            &Usual::separator(),
            &Usual::services(None),
            &Usual::separator(),
            &Usual::hide(Some("Hide Foldersheet")),
            &Usual::hide_others(None),
            &Usual::show_all(None),
            &Usual::separator(),
            &MenuItem::with_id(QUIT, "Quit Foldersheet", true, Some(quit)),
        ],
    )?;
    let window = Submenu::with_items(
        "Window",
        true,
        &[
            &Usual::minimize(None),
            &Usual::maximize(Some("Zoom")),
            &Usual::fullscreen(None),
            &Usual::separator(),
            &Usual::close_window(None),
        ],
    )?;
    Ok((Menu::with_items(&[&own, &window])?, window))
}
