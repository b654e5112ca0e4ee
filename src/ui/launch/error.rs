//! Why there is no window, or none any more, in the words that the user reads.

use super::library::Library;
use std::fmt;

/// Why there is no window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LaunchError {
    /// The environment names no display, or none of these answers: `DISPLAY=:0`.
    NoDisplay(Vec<String>),
    /// A library of the system's could not be loaded.
    MissingLibrary(Library),
    /// The window was open when a library of the system's was needed that could not be loaded.
    MissingLater(Library),
    /// No renderer works: what each said.
    NoRenderer(Vec<String>),
    /// Something else: what was said.
    Other(String),
    /// The window was open when its compositor or X server ended, or ended the connection.
    Lost,
    /// The window was open when it failed: what was said.
    Failed(String),
}

impl std::error::Error for LaunchError {}

impl fmt::Display for LaunchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LaunchError::NoDisplay(named) if named.is_empty() => {
                f.write_str("No display was found, so no window can be opened.")
            }
            LaunchError::NoDisplay(named) => {
                write!(f, "No display was found at {}, so no window can be opened.", named.join(" or "))
            }
            LaunchError::MissingLibrary(library) => {
                write!(f, "The library {} could not be loaded, so no window can be opened. ", library.name)?;
                install(library, f)
            }
            LaunchError::MissingLater(library) => {
                write!(f, "The window closed: the library {} could not be loaded. ", library.name)?;
                install(library, f)
            }
            LaunchError::NoRenderer(said) => {
                write!(f, "No window could be opened ({}).", said.join("; "))?;
                if cfg!(target_os = "linux") {
                    f.write_str(
                        " Install a driver for OpenGL or Vulkan (on Debian and Ubuntu the packages libegl1 and libgl1-mesa-dri, or \
                         libvulkan1 and mesa-vulkan-drivers).",
                    )?;
                }
                Ok(())
            }
            LaunchError::Other(said) => write!(f, "No window could be opened ({said})."),
            LaunchError::Lost => f.write_str("The connection to the display was lost."),
            LaunchError::Failed(said) => write!(f, "The window failed ({said})."),
        }
    }
}

/// What to do about it.
fn install(library: &Library, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match library.package {
        Some(package) => write!(f, "Install it (on Debian and Ubuntu the package {package})."),
        None => f.write_str("Install the package that has it."),
    }
}

/// There is no window, or none any more.
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
