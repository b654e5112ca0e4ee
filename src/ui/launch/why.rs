//! Turns the errors of eframe, winit and the renderers into why there is no window.

use super::display::{Backend, Display, answers};
use super::error::LaunchError;
use super::library::{self, missing};
use std::any::Any;

/// What an attempt with one renderer came to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Failed {
    /// The next renderer would fail as well.
    ForGood(LaunchError),
    /// The next renderer may work: what this one said.
    ThisOne(String),
}

/// Why `error` came before the window stood.
pub(super) fn of_error(error: &eframe::Error, display: &Display) -> Failed {
    match error {
        // winit's event loop can be made once in a process.
        eframe::Error::Winit(_) | eframe::Error::WinitEventLoop(_) => {
            // winit's errors have no `source`, and their words leave out what X11's libraries said; their fields don't.
            Failed::ForGood(of_words(&format!("{error} {error:?}"), &error.to_string(), display))
        }
        // Its own words print all that was asked for.
        eframe::Error::NoGlutinConfigs(_, why) => Failed::ThisOne(of_opengl(&why.to_string())),
        eframe::Error::Wgpu(why) => Failed::ThisOne(of_wgpu(&why.to_string())),
        other => Failed::ThisOne(other.to_string()),
    }
}

/// Why a panic came before the window stood. The event loop can't be used again after one.
pub(super) fn of_panic(panic: &(dyn Any + Send), display: &Display) -> LaunchError {
    let words = panic_words(panic);
    of_words(&words, &words, display)
}

/// The words of a panic.
pub(super) fn panic_words(panic: &(dyn Any + Send)) -> String {
    match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
        (Some(words), _) => (*words).to_owned(),
        (_, Some(words)) => words.clone(),
        _ => "it panicked".to_owned(),
    }
}

/// Why no renderer worked, from what each said.
pub(super) fn of_all(said: Vec<String>) -> LaunchError {
    if said.first().is_some_and(|first| first == NO_OPENGL) {
        return LaunchError::MissingLibrary(library::library(library::EGL));
    }
    LaunchError::NoRenderer(said)
}

/// Why a window that was open ended with a panic of these words; `None` for a fault of our own.
pub(super) fn of_open(said: &str, display: &Display, backend: Option<Backend>) -> Option<LaunchError> {
    if is_lost(said, display, backend) {
        return Some(LaunchError::Lost);
    }
    // One that is loaded when a device comes: on Wayland with the first keyboard.
    missing(said).map(LaunchError::MissingLater)
}

/// Whether what was said while the window was open comes from the end of its display.
pub(super) fn is_lost(said: &str, display: &Display, backend: Option<Backend>) -> bool {
    // winit's exit code on Wayland, and what its calls of the X server panic with.
    const SIGNS: [&str; 4] = ["Exit Failure", "Connection(", "ConnectionError", "IoError("];
    cfg!(target_os = "linux")
        && (SIGNS.iter().any(|sign| said.contains(sign))
            || backend.is_some_and(|backend| display.is_there(backend, answers) == Some(false)))
}

/// `all` is looked through; `said` is what the user reads where nothing is recognised.
fn of_words(all: &str, said: &str, display: &Display) -> LaunchError {
    // No variable is set, no X server, and no compositor.
    const NO_DISPLAY: [&str; 3] = [
        "neither WAYLAND_DISPLAY nor",
        "Failed to open connection to X server",
        "Could not find wayland compositor",
    ];
    if let Some(library) = missing(all) {
        LaunchError::MissingLibrary(library)
    } else if NO_DISPLAY.iter().any(|words| all.contains(words)) {
        LaunchError::NoDisplay(display.named())
    } else {
        LaunchError::Other(said.to_owned())
    }
}

const NO_OPENGL: &str = "OpenGL: its library was not found";

fn of_opengl(why: &str) -> String {
    // So glutin says that it could load neither libEGL nor libGL.
    if why == "not found" { NO_OPENGL.to_owned() } else { format!("OpenGL: {why}") }
}

fn of_wgpu(why: &str) -> String {
    if why.starts_with("Failed to create surface for any enabled backend") {
        return "Vulkan: no driver was found".to_owned();
    }
    format!("Vulkan, Metal or Direct3D: {why}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_winit_panics_with_is_a_missing_library_or_said() {
        let display = Display::default();
        let of = |words: &str| of_panic(&words.to_owned(), &display);
        assert_eq!(
            of("Library libwayland-egl.so could not be loaded."),
            LaunchError::MissingLibrary(library::library("libwayland-egl.so.1"))
        );
        let said = "X server missing XKB extension";
        assert_eq!(of(said), LaunchError::Other(said.to_owned()));
    }

    #[test]
    fn what_winit_hides_in_an_errors_fields_is_found() {
        // As winit 0.30 prints it: the words name no library.
        let said =
            "winit EventLoopError: os error at mod.rs:760: Failed to load one of xlib's shared libraries";
        let fields = "WinitEventLoop(Os(OsError { line: 760, error: XNotSupported(LibraryOpenError(OpenError { kind: \
                      Library, detail: \"libXi.so.6: cannot open shared object file: No such file or directory\" })) }))";
        assert_eq!(
            of_words(&format!("{said} {fields}"), said, &Display::default()),
            LaunchError::MissingLibrary(library::library("libXi.so.6"))
        );
    }

    #[test]
    fn no_display_is_said_only_where_there_is_none() {
        let of = |words: &str| of_words(words, words, &Display::default());
        for words in [
            "neither WAYLAND_DISPLAY nor WAYLAND_SOCKET nor DISPLAY is set.",
            "Failed to open connection to X server",
            "Could not find wayland compositor",
        ] {
            assert_eq!(of(words), LaunchError::NoDisplay(Vec::new()), "{words}");
        }
        let said = "the global list lacks wl_shm";
        assert_eq!(of(said), LaunchError::Other(said.to_owned()));
    }

    #[test]
    fn no_renderer_prints_no_structures() {
        let said = vec![of_opengl("provided display handle is not supported"), {
            of_wgpu("Failed to create surface for any enabled backend: {}")
        }];
        let shown = of_all(said).to_string();
        assert!(shown.contains("OpenGL: provided display handle") && shown.contains("no driver"), "{shown}");
        assert!(!shown.contains('{'), "{shown}");
        let neither = of_all(vec![of_opengl("not found"), of_wgpu("anything")]);
        assert_eq!(neither, LaunchError::MissingLibrary(library::library(library::EGL)));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_end_of_the_display_is_told_from_a_fault_of_our_own() {
        let here = Display::default();
        assert!(is_lost("winit EventLoopError: Exit Failure: 32", &here, Some(Backend::Wayland)));
        // As winit 0.30 panics while the X server still closes its connections.
        let panics = "called `Result::unwrap()` on an `Err` value: Connection(IoError(Custom { kind: Other, error: UnknownError }))";
        assert!(is_lost(panics, &here, Some(Backend::X11)));
        // No display is named, so this back end has none any more.
        assert!(is_lost("Failed to get monitor list", &here, Some(Backend::Wayland)));
        assert!(!is_lost("index out of bounds", &here, Some(Backend::X11)), "it can't be seen");
        assert_eq!(of_open(panics, &here, Some(Backend::X11)), Some(LaunchError::Lost));
        assert_eq!(of_open("index out of bounds", &here, Some(Backend::X11)), None);
    }

    #[test]
    fn a_library_that_is_missing_later_is_named() {
        let panics = "called `Result::unwrap()` on an `Err` value: XKBNotFound";
        let library = library::library("libxkbcommon.so.0");
        let here = Display::default();
        assert_eq!(of_panic(&panics.to_owned(), &here), LaunchError::MissingLibrary(library.clone()));
        let why = of_open(panics, &here, Some(Backend::X11));
        assert_eq!(why, Some(LaunchError::MissingLater(library)));
        let shown = why.map(|why| why.to_string()).unwrap_or_default();
        assert!(shown.contains("libxkbcommon0") && !shown.contains("no window can"), "{shown}");
    }
}
