//! Which window system the window is on, as far as what the window offers depends on it. The app finds out at its start: on Linux the same
//! program may be on either.

use eframe::CreationContext;
use egui_winit::winit::raw_window_handle::{HasWindowHandle, RawWindowHandle};

/// The window system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum WindowSystem {
    /// Wayland.
    Wayland,
    /// X11, XWayland too.
    X11,
    /// That of Windows or macOS, or none, as in tests.
    #[default]
    Other,
}

impl WindowSystem {
    /// The one that the new window is on.
    pub fn of(cc: &CreationContext<'_>) -> WindowSystem {
        cc.window_handle().map_or(WindowSystem::Other, |handle| WindowSystem::from(handle.as_raw()))
    }

    /// Whether files that are dropped on the window arrive. winit 0.30 has no drag and drop on Wayland.
    pub fn takes_drops(self) -> bool {
        self != WindowSystem::Wayland
    }
}

/// The number of the new window on X11; `None` elsewhere.
#[cfg(target_os = "linux")]
pub(super) fn x11_window(cc: &CreationContext<'_>) -> Option<u32> {
    match cc.window_handle().ok()?.as_raw() {
        RawWindowHandle::Xlib(handle) => u32::try_from(handle.window).ok(),
        RawWindowHandle::Xcb(handle) => Some(handle.window.get()),
        _ => None,
    }
}

/// Gives the new window on X11 both of its names, which desktops know it by: egui-winit leaves the first one empty. `None` if it is on
/// another window system, or the X server can't be reached.
#[cfg(target_os = "linux")]
pub(super) fn name_x11(cc: &CreationContext<'_>, name: &str) -> Option<()> {
    use x11rb::protocol::xproto::{AtomEnum, PropMode};
    use x11rb::wrapper::ConnectionExt;
    let window = x11_window(cc)?;
    let (x, _) = x11rb::connect(None).ok()?;
    let class = format!("{name}\0{name}\0");
    x.change_property8(PropMode::REPLACE, window, AtomEnum::WM_CLASS, AtomEnum::STRING, class.as_bytes())
        .ok()?;
    // The window is shown only after its first frame, and read by the desktop then.
    x.sync().ok()
}

impl From<RawWindowHandle> for WindowSystem {
    fn from(handle: RawWindowHandle) -> WindowSystem {
        match handle {
            RawWindowHandle::Wayland(_) => WindowSystem::Wayland,
            RawWindowHandle::Xlib(_) | RawWindowHandle::Xcb(_) => WindowSystem::X11,
            _ => WindowSystem::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui_winit::winit::raw_window_handle::{WaylandWindowHandle, Win32WindowHandle, XlibWindowHandle};
    use std::num::NonZero;
    use std::ptr::NonNull;

    #[test]
    fn only_wayland_takes_no_drops() {
        let wayland = WaylandWindowHandle::new(NonNull::<u8>::dangling().cast());
        let win32 = Win32WindowHandle::new(NonZero::new(1).unwrap());
        for (handle, system, takes_drops) in [
            (RawWindowHandle::Wayland(wayland), WindowSystem::Wayland, false),
            (RawWindowHandle::Xlib(XlibWindowHandle::new(1)), WindowSystem::X11, true),
            (RawWindowHandle::Win32(win32), WindowSystem::Other, true),
        ] {
            assert_eq!(WindowSystem::from(handle), system);
            assert_eq!(system.takes_drops(), takes_drops);
        }
    }
}
