//! The display that the window belongs on: what the environment names, and which of it answers.
//!
//! winit takes Wayland whenever `WAYLAND_DISPLAY` is set, and its event loop can be made once in a process. The variable outlives its
//! compositor in tmux, in a container and over `su`, so whether anybody listens is looked at before.

use crate::scan::is_open_handle;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// What the environment says of displays. An empty variable counts as none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Display {
    /// `WAYLAND_DISPLAY`: a socket's name in the folder `runtime`, or its path.
    wayland: Option<OsString>,
    /// `WAYLAND_SOCKET`: the number of an open file descriptor. It goes before `WAYLAND_DISPLAY`.
    socket: Option<OsString>,
    /// `XDG_RUNTIME_DIR`.
    runtime: Option<OsString>,
    /// `DISPLAY`.
    x11: Option<OsString>,
}

/// How a window is shown on Linux.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Backend {
    /// By a Wayland compositor.
    Wayland,
    /// By an X server.
    X11,
}

impl Display {
    /// The one of this process.
    pub(super) fn from_env() -> Display {
        let get = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        Display {
            wayland: get("WAYLAND_DISPLAY"),
            socket: get("WAYLAND_SOCKET"),
            runtime: get("XDG_RUNTIME_DIR"),
            x11: get("DISPLAY"),
        }
    }

    /// The back end to take: Wayland if a compositor answers, otherwise X11 if an X server is named. `None` if there is neither.
    pub(super) fn backend(&self, answers: impl Fn(&Path) -> bool) -> Option<Backend> {
        if self.has_compositor(answers) {
            Some(Backend::Wayland)
        } else {
            // Whether it is there Xlib finds out, which knows more ways to get to one.
            self.x11.is_some().then_some(Backend::X11)
        }
    }

    /// Whether the display of this back end is there. `None` if that can't be seen: an X server on another machine.
    pub(super) fn is_there(&self, backend: Backend, answers: impl Fn(&Path) -> bool) -> Option<bool> {
        match backend {
            Backend::Wayland => Some(self.has_compositor(answers)),
            Backend::X11 => self.x11_socket().map(|socket| answers(&socket)),
        }
    }

    fn has_compositor(&self, answers: impl Fn(&Path) -> bool) -> bool {
        match &self.socket {
            // It can't be tried without using it up.
            Some(number) => is_open_handle(number),
            None => self.wayland_socket().is_some_and(|socket| answers(&socket)),
        }
    }

    fn wayland_socket(&self) -> Option<PathBuf> {
        let socket = Path::new(self.wayland.as_ref()?);
        if socket.is_absolute() {
            return Some(socket.to_owned());
        }
        Some(Path::new(self.runtime.as_ref()?).join(socket)).filter(|path| path.is_absolute())
    }

    /// Of `:1.0` it is `/tmp/.X11-unix/X1`.
    fn x11_socket(&self) -> Option<PathBuf> {
        let name = self.x11.as_ref()?.to_str()?;
        let rest = name.strip_prefix("unix").unwrap_or(name).strip_prefix(':')?;
        let number: u32 = rest.split('.').next()?.parse().ok()?;
        Some(PathBuf::from(format!("/tmp/.X11-unix/X{number}")))
    }

    /// The variables that name a display, as the user set them: `WAYLAND_DISPLAY=wayland-0`.
    pub(super) fn named(&self) -> Vec<String> {
        [("WAYLAND_SOCKET", &self.socket), ("WAYLAND_DISPLAY", &self.wayland), ("DISPLAY", &self.x11)]
            .into_iter()
            .filter_map(|(name, value)| Some(format!("{name}={}", value.as_ref()?.to_string_lossy())))
            .collect()
    }
}

/// Whether a program listens on this socket.
#[cfg(unix)]
pub(super) fn answers(socket: &Path) -> bool {
    std::os::unix::net::UnixStream::connect(socket).is_ok()
}

#[cfg(not(unix))]
pub(super) fn answers(_: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn display(wayland: &str, runtime: &str, x11: &str) -> Display {
        let some = |value: &str| (!value.is_empty()).then(|| OsString::from(value));
        Display { wayland: some(wayland), socket: None, runtime: some(runtime), x11: some(x11) }
    }

    #[test]
    fn wayland_is_taken_where_a_compositor_answers() {
        let good = |socket: &Path| socket == Path::new("/run/user/1/wayland-0");
        for (what, display, expected) in [
            ("Wayland with Xwayland", display("wayland-0", "/run/user/1", ":0"), Some(Backend::Wayland)),
            ("Wayland by path", display("/run/user/1/wayland-0", "", ":0"), Some(Backend::Wayland)),
            ("a stale name", display("wayland-1", "/run/user/1", ":0"), Some(Backend::X11)),
            ("no runtime folder, as after su", display("wayland-0", "", ":0"), Some(Backend::X11)),
            ("another user's runtime folder", display("wayland-0", "/run/user/2", ":0"), Some(Backend::X11)),
            ("a relative runtime folder", display("wayland-0", "run/user/1", ":0"), Some(Backend::X11)),
            ("a stale name and nothing else", display("wayland-1", "/run/user/1", ""), None),
            ("X11", display("", "/run/user/1", ":0"), Some(Backend::X11)),
            ("none", display("", "/run/user/1", ""), None),
        ] {
            assert_eq!(display.backend(good), expected, "{what}");
        }
    }

    #[test]
    fn a_descriptor_that_was_not_inherited_is_no_compositor() {
        let with =
            |number: &str| Display { socket: Some(number.into()), ..display("wayland-0", "/run", ":0") };
        assert_eq!(with("987654").backend(|_| true), Some(Backend::X11));
        #[cfg(target_os = "linux")]
        assert_eq!(with("0").backend(|_| false), Some(Backend::Wayland));
    }

    #[test]
    fn only_a_socket_with_a_listener_answers() {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("wayland-0");
        assert!(!answers(&socket), "there is none");
        #[cfg(unix)]
        {
            let listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
            assert!(answers(&socket));
            drop(listener);
            assert!(
                socket.exists() && !answers(&socket),
                "a compositor that was killed leaves its socket behind"
            );
        }
    }

    #[test]
    fn the_x_servers_socket_is_known_on_this_machine_only() {
        for (name, socket) in [
            (":0", Some("/tmp/.X11-unix/X0")),
            (":10.1", Some("/tmp/.X11-unix/X10")),
            ("unix:2", Some("/tmp/.X11-unix/X2")),
            ("localhost:10.0", None),
            ("nonsense", None),
        ] {
            assert_eq!(display("", "", name).x11_socket(), socket.map(PathBuf::from), "{name}");
        }
        assert_eq!(display("", "", "far:0").is_there(Backend::X11, |_| true), None);
    }
}
