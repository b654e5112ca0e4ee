//! The folder of kept sheets, and how much may be in it.

use std::env;
use std::path::{Path, PathBuf};

/// Where sheets are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPlace {
    folder: PathBuf,
    most: u64,
}

impl KeptPlace {
    /// What the files take at most, all together, in bytes.
    pub const MOST: u64 = 1_000_000_000;

    /// The folder in which this system has programs keep what isn't worth taking to another machine; `None` if the system names none.
    pub fn usual() -> Option<KeptPlace> {
        Some(KeptPlace::at(&data_folder()?.join("foldersheet").join("sheets")))
    }

    /// This folder, which need not exist.
    pub fn at(folder: &Path) -> KeptPlace {
        KeptPlace { folder: folder.to_owned(), most: KeptPlace::MOST }
    }

    /// The same folder, for so many bytes at most.
    #[must_use]
    pub fn with_most(self, most: u64) -> KeptPlace {
        KeptPlace { most, ..self }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What the files in it take at most, in bytes.
    pub fn most(&self) -> u64 {
        self.most
    }
}

/// The folder in which each program has one of its own.
fn data_folder() -> Option<PathBuf> {
    let named = |variable: &str| env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
    if cfg!(windows) {
        named("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        named("HOME").map(|home| home.join("Library").join("Application Support"))
    } else {
        named("XDG_DATA_HOME").or_else(|| named("HOME").map(|home| home.join(".local").join("share")))
    }
}
