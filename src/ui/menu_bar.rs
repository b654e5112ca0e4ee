//! The menu bar of macOS: what people look for there in every program. What else the window does has its place in the window.
//!
//! winit makes one itself whose *Quit* ends the program at once, past the question in [`super::closing`]; so it is told not to. Here it asks
//! the window to close. What macOS itself has to end, at the end of a session or by *Quit* in the Dock, still ends so.

use eframe::egui::{Context, ViewportCommand};
use muda::accelerator::{Accelerator, CMD_OR_CTRL, Code};
use muda::{Menu, MenuEvent, MenuItem, PredefinedMenuItem as Usual, Submenu};

/// What the entry is known by that closes the window.
const QUIT: &str = "quit";

/// Makes the menu bar. Called once, when the window is there; where macOS refuses, there is none, and the keys work without.
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
    // It is there as long as the program, and its entries are what is asked when one is chosen.
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
