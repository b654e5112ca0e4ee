//! The file in which the window's settings are kept from one start to the next: whether it can be read and written, and setting it aside
//! before it is overwritten. The window asks before it opens.
//!
//! eframe reads and writes the file itself, as a map of strings in [RON](https://github.com/ron-rs/ron), and takes a file that it
//! can't read for an empty one. It also writes in place, so that a full disk or a crash leaves a file that is cut short. What a value means
//! is not looked at here.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// The settings, each under its key.
pub type SettingValues = BTreeMap<String, String>;

/// The largest file that is read, in bytes. A few kilobytes are usual.
const LARGEST: u64 = 16 << 20;

/// How many files are kept aside for each reason.
const MOST_ASIDE: u32 = 100;

/// What stands at the file's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoredSettings {
    /// No file: the first start.
    Nothing,
    /// Settings.
    Values(SettingValues),
    /// Something that can't be read as settings, and why, as the end of a sentence.
    Damaged(String),
}

/// Why a file is kept aside: the end of its new name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    /// It can't be read.
    Damaged,
    /// Some of it is not understood.
    OtherVersion,
}

impl Aside {
    fn suffix(self) -> &'static str {
        match self {
            Aside::Damaged => "damaged",
            Aside::OtherVersion => "other-version",
        }
    }
}

/// The file.
pub struct SettingsFile {
    path: PathBuf,
}

impl SettingsFile {
    /// The one in this folder, which need not exist, under the name that eframe gives it.
    pub fn in_folder(folder: &Path) -> SettingsFile {
        SettingsFile { path: folder.join("app.ron") }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What is there now, read as eframe does. Never waits for a pipe and never reads an endless file.
    pub fn read(&self) -> StoredSettings {
        match fs::metadata(&self.path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return StoredSettings::Nothing,
            Err(error) => return StoredSettings::Damaged(error.to_string()),
            Ok(meta) if meta.is_dir() => return StoredSettings::Damaged("it is a folder".into()),
            Ok(meta) if !meta.is_file() => return StoredSettings::Damaged("it is not a regular file".into()),
            Ok(meta) if meta.len() > LARGEST => return StoredSettings::Damaged("it is far too large".into()),
            Ok(_) => {}
        }
        let bytes = match fs::read(&self.path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return StoredSettings::Nothing,
            Err(error) => return StoredSettings::Damaged(error.to_string()),
        };
        if bytes.is_empty() {
            return StoredSettings::Damaged("it is empty".into());
        }
        match ron::de::from_bytes(&bytes) {
            Ok(values) => StoredSettings::Values(values),
            Err(error) => StoredSettings::Damaged(format!("line {error}")),
        }
    }

    /// Renames what is there to a name that is free, and returns that name.
    ///
    /// # Errors
    /// If it can't be renamed, or a hundred are kept already. Then it is where it was.
    pub fn set_aside(&self, why: Aside) -> io::Result<PathBuf> {
        let free = (1..=MOST_ASIDE).map(|n| self.aside(why, n)).find(|name| {
            // Links that lead nowhere are names in use too.
            fs::symlink_metadata(name).is_err_and(|error| error.kind() == ErrorKind::NotFound)
        });
        let name = free.ok_or_else(|| io::Error::other("no name for it is free"))?;
        fs::rename(&self.path, &name)?;
        Ok(name)
    }

    fn aside(&self, why: Aside, n: u32) -> PathBuf {
        let mut name = self.path.clone().into_os_string();
        name.push(format!(".{}", why.suffix()));
        if n > 1 {
            name.push(format!("-{n}"));
        }
        PathBuf::from(name)
    }

    /// Writes these settings: the old file or the new one is there, never half of one.
    ///
    /// # Errors
    /// If the folder or the disk can't be written to.
    pub fn write(&self, values: &SettingValues) -> io::Result<()> {
        let text = ron::ser::to_string_pretty(values, ron::ser::PrettyConfig::default());
        let new = self.beside("new");
        fs::write(&new, text.map_err(io::Error::other)?)?;
        fs::rename(&new, &self.path).inspect_err(|_| {
            let _ = fs::remove_file(&new);
        })
    }

    /// Whether eframe will be able to write the file, tried without changing it.
    ///
    /// # Errors
    /// What stands in the way.
    pub fn can_save(&self) -> io::Result<()> {
        match OpenOptions::new().append(true).open(&self.path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            tried => return tried.map(drop),
        }
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder)?;
        }
        let tried = self.beside("try");
        fs::write(&tried, [])?;
        fs::remove_file(&tried)
    }

    /// A name beside the file that only this process uses.
    fn beside(&self, suffix: &str) -> PathBuf {
        let mut name = self.path.clone().into_os_string();
        name.push(format!(".{}.{suffix}", std::process::id()));
        PathBuf::from(name)
    }
}
