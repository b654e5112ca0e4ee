//! Opens the window, with the renderer that works. `main` calls [`run`].

use super::settings::check::{Checked, check};
use super::{App, SystemDialogs, desktop_theme, place};
use crate::session::{Session, Wake};
use crate::settings_file::SettingsFile;
use eframe::egui::{IconData, ViewportBuilder};
use std::any::Any;
use std::fmt;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::time::Duration;

/// Workers wake the window this long after a message, however many come meanwhile: waking it for each costs four
/// times as much of the processor at a million rows a second.
const WAKE_AFTER: Duration = Duration::from_millis(80);

/// The name of the folder in which eframe keeps the settings, among others.
const APP_ID: &str = "foldersheet";

/// What the window starts with.
pub struct Launch {
    /// Makes the session, with the wakes that it and its workers call. Called once a renderer works.
    pub session: Box<dyn Fn(Wake, Wake) -> Session>,
    /// This renderer and no other.
    pub renderer: Option<Renderer>,
}

/// How the window is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renderer {
    /// OpenGL: a fifth of the cost where there is no graphics card.
    Glow,
    /// Vulkan, Metal or Direct3D 12: the one that works over Windows remote desktop.
    Wgpu,
}

impl Renderer {
    /// The order in which they are tried.
    const ORDER: [Renderer; 2] = if cfg!(target_os = "linux") {
        [Renderer::Glow, Renderer::Wgpu]
    } else {
        [Renderer::Wgpu, Renderer::Glow]
    };
}

/// Why there is no window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LaunchError {
    /// The machine has no display, or this program can't reach it.
    NoDisplay,
    /// A library of the system's is missing: what is, and the Debian package that has it.
    MissingLibrary(String, &'static str),
    /// No renderer works: what each said.
    NoRenderer(Vec<String>),
}

impl std::error::Error for LaunchError {}

impl fmt::Display for LaunchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LaunchError::NoDisplay => f.write_str("No display was found, so no window can be opened."),
            LaunchError::MissingLibrary(library, package) => {
                write!(
                    f,
                    "The library {library} is missing, so no window can be opened. Install the package {package}."
                )
            }
            LaunchError::NoRenderer(said) => write!(f, "No window could be opened ({}).", said.join("; ")),
        }
    }
}

/// No window could be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoWindow {
    /// Why.
    pub why: LaunchError,
    /// What the window would have said of the settings' file, if anything.
    pub settings: Option<String>,
}

impl std::error::Error for NoWindow {}

impl fmt::Display for NoWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.why.fmt(f)?;
        self.settings.iter().try_for_each(|told| write!(f, " {told}"))
    }
}

/// Opens the window and returns when it was closed. Workers may still be at it then; the caller ends the process.
pub fn run(launch: &Launch) -> Result<(), NoWindow> {
    let settings = match eframe::storage_dir(APP_ID) {
        Some(folder) => check(&SettingsFile::in_folder(&folder)),
        None => Checked { saves: false, told: None },
    };
    first_that_works(launch, &settings).map_err(|why| NoWindow { why, settings: settings.told.clone() })
}

/// Tries one renderer after the other.
fn first_that_works(launch: &Launch, settings: &Checked) -> Result<(), LaunchError> {
    let mut said = Vec::new();
    for renderer in launch.renderer.map_or(Renderer::ORDER.to_vec(), |one| vec![one]) {
        // winit panics where a library is missing that it only opens when it has a display.
        let hook = panic::take_hook();
        panic::set_hook(Box::new(|_| ()));
        let mut hook = Some(hook);
        let opened = panic::catch_unwind(AssertUnwindSafe(|| open(launch, renderer, settings, &mut hook)));
        let was_up = hook.is_none();
        if let Some(hook) = hook {
            panic::set_hook(hook);
        }
        match opened {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(error @ (eframe::Error::Winit(_) | eframe::Error::WinitEventLoop(_)))) => {
                return Err(missing_library(&error.to_string()).unwrap_or(LaunchError::NoDisplay));
            }
            Ok(Err(error)) => said.push(error.to_string()),
            // A fault of the window's own must not open a second window.
            Err(panic) if was_up => panic::resume_unwind(panic),
            Err(panic) => {
                let words = panic_words(panic.as_ref());
                if let Some(missing) = missing_library(&words) {
                    return Err(missing);
                }
                said.push(words);
            }
        }
    }
    Err(LaunchError::NoRenderer(said))
}

type Hook = Box<dyn Fn(&panic::PanicHookInfo<'_>) + Sync + Send>;

/// One try. Puts the panic `hook` back as soon as the renderer is up.
fn open(
    launch: &Launch,
    renderer: Renderer,
    settings: &Checked,
    hook: &mut Option<Hook>,
) -> Result<(), eframe::Error> {
    let options = eframe::NativeOptions {
        renderer: match renderer {
            Renderer::Glow => eframe::Renderer::Glow,
            Renderer::Wgpu => eframe::Renderer::Wgpu,
        },
        viewport: ViewportBuilder::default()
            .with_title("Foldersheet")
            .with_app_id(APP_ID)
            .with_icon(icon())
            .with_inner_size(place::USUAL)
            .with_min_inner_size(place::LEAST)
            .with_drag_and_drop(true),
        persist_window: settings.saves,
        ..Default::default()
    };
    eframe::run_native(
        "Foldersheet",
        options,
        Box::new(move |cc| {
            if let Some(hook) = hook.take() {
                panic::set_hook(hook);
            }
            place::settle(cc);
            let ctx = cc.egui_ctx.clone();
            let wake = Arc::new(move || ctx.request_repaint_after(WAKE_AFTER));
            let ctx = cc.egui_ctx.clone();
            let at_once = Arc::new(move || ctx.request_repaint());
            let session = (launch.session)(wake, at_once);
            desktop_theme::follow(&cc.egui_ctx);
            let app = App::new(cc, session, Box::new(SystemDialogs));
            Ok(Box::new(app.with_checked(settings.clone())))
        }),
    )
}

fn icon() -> IconData {
    // A window without its picture is better than none.
    eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon-256.png")).unwrap_or_default()
}

/// The library that an error of winit's is about, if it is about one.
fn missing_library(words: &str) -> Option<LaunchError> {
    const PACKAGES: [(&str, &str); 6] = [
        ("libxkbcommon-x11", "libxkbcommon-x11-0"),
        ("libxkbcommon", "libxkbcommon0"),
        ("libX11-xcb", "libx11-xcb1"),
        ("libX11", "libx11-6"),
        ("libXcursor", "libxcursor1"),
        ("libXi", "libxi6"),
    ];
    let (library, package) = PACKAGES.iter().find(|(library, _)| words.contains(library))?;
    Some(LaunchError::MissingLibrary((*library).to_owned(), package))
}

fn panic_words(panic: &(dyn Any + Send)) -> String {
    match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
        (Some(words), _) => (*words).to_owned(),
        (_, Some(words)) => words.clone(),
        _ => "it broke down".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_library_is_named_with_its_package() {
        for (words, package) in [
            ("Library libxkbcommon-x11.so could not be loaded.", "libxkbcommon-x11-0"),
            ("Failed to load … libX11.so.6: cannot open shared object file", "libx11-6"),
        ] {
            let Some(LaunchError::MissingLibrary(_, found)) = missing_library(words) else {
                panic!("{words}")
            };
            assert_eq!(found, package);
        }
        assert_eq!(missing_library("neither WAYLAND_DISPLAY nor DISPLAY is set"), None);
    }
}
