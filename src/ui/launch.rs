//! Opens the window, on the display that answers and with the renderer that works. `main` calls [`run`].

mod display;
mod error;
mod library;
mod why;

pub use error::{LaunchError, NoWindow};

use self::display::{Backend, Display};
use self::why::Failed;
use super::settings::Settings;
use super::settings::check::{Checked, check};
#[cfg(target_os = "linux")]
use super::window_system;
use super::{App, SystemDialogs, desktop_theme, place};
use crate::category_file::CategoryFile;
use crate::kept::KeptPlace;
use crate::model::{ScanOptions, Wake};
use crate::session::Session;
use crate::settings_file::SettingsFile;
use eframe::egui::{IconData, ViewportBuilder};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// Workers wake the window this long after a message, however many come meanwhile: waking it for each costs four
/// times as much of the processor at a million rows a second.
pub const WAKE_AFTER: Duration = Duration::from_millis(80);

/// The name of the folder in which eframe keeps the settings, among others.
const APP_ID: &str = "foldersheet";

/// Makes a session with these two wakes. What is remembered of the options is put where the command line says nothing.
pub type MakeSession = Box<dyn Fn(Wake, Wake, &dyn Fn(ScanOptions) -> ScanOptions) -> Session>;

/// What the window starts with.
pub struct Launch {
    /// Makes the session, with the wakes that it and its workers call. Called once a renderer works.
    pub session: MakeSession,
    /// The user's own file of categories, if it is not the usual one.
    pub categories: Option<PathBuf>,
    /// This renderer and no other.
    pub renderer: Option<Renderer>,
    /// Reports why an open window is gone, its display mostly, and ends the program.
    pub lost: fn(&LaunchError) -> !,
}

/// How the window is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renderer {
    /// OpenGL: a fifth of the cost if there is no graphics card.
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

/// Opens the window and returns when it was closed. Workers may still be at it then; the caller ends the process.
pub fn run(launch: &Launch) -> Result<(), NoWindow> {
    let settings = match eframe::storage_dir(APP_ID) {
        Some(folder) => check(&SettingsFile::in_folder(&folder)),
        None => Checked { saves: false, told: None },
    };
    let display = Display::from_env();
    let backend = display.backend(display::answers).filter(|_| cfg!(target_os = "linux"));
    let start = Start { launch, settings, display, backend };
    start.first_that_works().map_err(|why| NoWindow { why, settings: start.settings.told.clone() })
}

type Hook = Box<dyn Fn(&panic::PanicHookInfo<'_>) + Sync + Send>;

/// What all attempts have in common.
struct Start<'a> {
    launch: &'a Launch,
    settings: Checked,
    display: Display,
    /// `None` if no display answers, and always on Windows and macOS.
    backend: Option<Backend>,
}

impl Start<'_> {
    /// Tries one renderer after the other.
    fn first_that_works(&self) -> Result<(), LaunchError> {
        if cfg!(target_os = "linux") && self.backend.is_none() {
            return Err(LaunchError::NoDisplay(self.display.named()));
        }
        let mut said = Vec::new();
        for renderer in self.launch.renderer.map_or(Renderer::ORDER.to_vec(), |one| vec![one]) {
            // winit panics where a library is missing that it only opens when it has a display.
            let mut hook = Some(panic::take_hook());
            panic::set_hook(Box::new(|_| ()));
            let opened = panic::catch_unwind(AssertUnwindSafe(|| self.open(renderer, &mut hook)));
            let was_up = hook.is_none();
            if let Some(hook) = hook {
                panic::set_hook(hook);
            }
            if was_up {
                return self.closed(opened);
            }
            match opened {
                // eframe returns so, too, where its event loop ran once already.
                Ok(Ok(())) => said.push("it ended before the window was open".to_owned()),
                Ok(Err(error)) => match why::of_error(&error, &self.display) {
                    Failed::ForGood(why) => return Err(why),
                    Failed::ThisOne(words) => said.push(words),
                },
                Err(panic) => return Err(why::of_panic(panic.as_ref(), &self.display)),
            }
        }
        Err(why::of_all(said))
    }

    /// How a window that was open ended. A fault of its own must not open a second one.
    fn closed(&self, ended: thread::Result<eframe::Result>) -> Result<(), LaunchError> {
        match ended {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) if why::is_lost(&error.to_string(), &self.display, self.backend) => {
                Err(LaunchError::Lost)
            }
            Ok(Err(error)) => Err(LaunchError::Failed(error.to_string())),
            Err(panic) => panic::resume_unwind(panic),
        }
    }

    /// One attempt. Puts the panic `hook` back as soon as the renderer is up.
    fn open(&self, renderer: Renderer, hook: &mut Option<Hook>) -> eframe::Result {
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
            window_builder: Some(self.last_changes()),
            event_loop_builder: self.event_loop_builder(),
            persist_window: self.settings.saves,
            ..Default::default()
        };
        eframe::run_native(
            "Foldersheet",
            options,
            Box::new(move |cc| {
                if let Some(hook) = hook.take() {
                    panic::set_hook(self.or_lost(hook));
                }
                place::settle(cc);
                #[cfg(target_os = "macos")]
                super::menu_bar::install(&cc.egui_ctx);
                #[cfg(target_os = "linux")]
                if self.backend == Some(Backend::X11) && !is_called(APP_ID) {
                    window_system::name_x11(cc, APP_ID);
                }
                let ctx = cc.egui_ctx.clone();
                let wake = Arc::new(move || ctx.request_repaint_after(WAKE_AFTER));
                let ctx = cc.egui_ctx.clone();
                let at_once = Arc::new(move || ctx.request_repaint());
                let settings = cc.storage.map(Settings::load).unwrap_or_default();
                let shown = settings.columns.on_request();
                let remembered = |given: ScanOptions| {
                    let columns = given.columns.union(shown);
                    settings.listing.beside(ScanOptions { columns, ..given })
                };
                let session = (self.launch.session)(wake, at_once, &remembered);
                desktop_theme::follow(&cc.egui_ctx);
                let app = App::new(cc, session, Box::new(SystemDialogs));
                let mut app = app.keeping_in(KeptPlace::usual());
                if let Some(file) = &self.launch.categories {
                    app = app.with_categories(CategoryFile::at(file));
                }
                Ok(Box::new(app.with_checked(self.settings.clone()).with_places_here()))
            }),
        )
    }

    /// What is changed of the window after eframe has looked up the kept settings.
    fn last_changes(&self) -> Box<dyn FnOnce(ViewportBuilder) -> ViewportBuilder> {
        let named_by_winit = self.backend == Some(Backend::X11) && is_called(APP_ID);
        Box::new(move |mut window| {
            // Weston 10 was seen to end the connection at a full screen that was restored, at each start again.
            if cfg!(target_os = "linux") {
                window = window.with_fullscreen(false);
            }
            // egui-winit gives WM_CLASS an empty instance. Without an ID winit takes the program's name for both of its parts.
            if named_by_winit {
                window.app_id = None;
            }
            window
        })
    }

    #[cfg(target_os = "linux")]
    fn event_loop_builder(&self) -> Option<eframe::EventLoopBuilderHook> {
        use egui_winit::winit::platform::x11::EventLoopBuilderExtX11;
        (self.backend == Some(Backend::X11)).then(|| -> eframe::EventLoopBuilderHook {
            Box::new(|builder| {
                builder.with_x11();
            })
        })
    }

    /// Without winit's menu bar: see `menu_bar`.
    #[cfg(target_os = "macos")]
    fn event_loop_builder(&self) -> Option<eframe::EventLoopBuilderHook> {
        use egui_winit::winit::platform::macos::EventLoopBuilderExtMacOS;
        Some(Box::new(|builder| {
            builder.with_default_menu(false);
        }))
    }

    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    fn event_loop_builder(&self) -> Option<eframe::EventLoopBuilderHook> {
        None
    }

    /// A hook that ends the program where a panic only says that the X server is gone or a library missing. Unwinding would get nowhere: on the way the window
    /// is closed, and at the first word to a server that is gone Xlib ends the program, with words of its own.
    fn or_lost(&self, usual: Hook) -> Hook {
        let (main, display, backend) = (thread::current().id(), self.display.clone(), self.backend);
        let lost = self.launch.lost;
        Box::new(move |info| {
            let said = info.payload_as_str().unwrap_or_default();
            if thread::current().id() == main
                && let Some(why) = why::of_open(said, &display, backend)
            {
                lost(&why);
            }
            usual(info);
        })
    }
}

/// Whether the program was started under this name.
fn is_called(name: &str) -> bool {
    std::env::args_os()
        .next()
        .is_some_and(|path| Path::new(&path).file_name().is_some_and(|file| file == name))
}

fn icon() -> IconData {
    // A window without its picture is better than none.
    eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon-256.png")).unwrap_or_default()
}
