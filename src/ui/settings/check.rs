//! Looks at the settings' file before the window opens, because eframe takes a file that it can't read for an empty one and overwrites it.
//! `launch` calls [`check`].
//!
//! A file that is damaged is set aside, and the defaults are used. One whose values are only partly understood, because another version
//! wrote them, is set aside too, and what is understood is used. Either is said in the window. Where the file can't be set aside, nothing is
//! saved in this session.

use super::Settings;
use crate::settings_file::{Aside, SettingValues, SettingsFile, StoredSettings};
use crate::ui::words;
use eframe::egui::Memory;
use egui_winit::WindowSettings;
use std::io::ErrorKind;

/// The keys under which eframe keeps its own.
pub(crate) const WINDOW: &str = "window";
const EGUI: &str = "egui";

/// The zoom factors that the keyboard gives. egui can't draw far outside of them, and then no window would ever open again.
const ZOOM: std::ops::RangeInclusive<f32> = 0.2..=5.0;

/// How it stands with the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Whether they may be saved: otherwise something would be overwritten, or can't be written.
    pub saves: bool,
    /// What the user reads, in sentences.
    pub told: Option<String>,
}

/// Makes `file` one that eframe can read, or none.
pub fn check(file: &SettingsFile) -> Checked {
    match file.read() {
        StoredSettings::Nothing => fine(file),
        StoredSettings::Damaged(why) => damaged(file, &why),
        StoredSettings::Values(values) => {
            let (understood, not) = sorted(values);
            if not.is_empty() { fine(file) } else { partly(file, &understood, &not) }
        }
    }
}

fn fine(file: &SettingsFile) -> Checked {
    match file.can_save() {
        Ok(()) => Checked { saves: true, told: None },
        Err(error) => not_saved(format!(
            "The settings can't be saved in {}: {error}. Changes to them last until the window is closed.",
            words::path(file.path())
        )),
    }
}

fn damaged(file: &SettingsFile, why: &str) -> Checked {
    let path = words::path(file.path());
    match file.set_aside(Aside::Damaged) {
        Ok(aside) => Checked {
            told: Some(format!(
                "The settings in {path} could not be read ({why}). Defaults are used, and the old file was kept as {}.",
                words::path(&aside)
            )),
            ..fine(file)
        },
        // Another window that was just opened was faster.
        Err(error) if error.kind() == ErrorKind::NotFound => fine(file),
        Err(error) => not_saved(format!(
            "The settings in {path} could not be read ({why}). Defaults are used. The file could not be renamed ({error}), so changes \
             last until the window is closed. Move or delete it to have settings saved again."
        )),
    }
}

fn partly(file: &SettingsFile, understood: &SettingValues, not: &[String]) -> Checked {
    let what: Vec<_> = not.iter().map(|key| called(key)).collect();
    let said = format!(
        "The settings in {} are of another version of Foldersheet. Not understood: {}.",
        words::path(file.path()),
        what.join(", ")
    );
    match file.set_aside(Aside::OtherVersion) {
        Ok(aside) => {
            let used =
                if file.write(understood).is_ok() { "The others are used" } else { "Defaults are used" };
            let told = format!("{said} {used}, and the old file was kept as {}.", words::path(&aside));
            Checked { told: Some(told), ..fine(file) }
        }
        Err(error) if error.kind() == ErrorKind::NotFound => fine(file),
        Err(error) => not_saved(format!(
            "{said} The file could not be kept aside ({error}), so changes last until the window is closed."
        )),
    }
}

/// What the user calls the setting under this key.
fn called(key: &str) -> &str {
    match key {
        WINDOW => "the window's place and size",
        EGUI => "the zoom and the panels' sizes",
        super::VERSION => "the version",
        super::THEME => "the theme",
        super::COLUMNS => "the columns",
        super::TAB => "the left panel",
        super::RECENT => "the recent folders",
        super::SHEETS => "the recent sheets",
        super::KEEP => "whether sheets are kept",
        super::LISTING => "what is listed",
        super::EXCLUDE => "what is left out",
        super::NUMBERS => "the order of numbers",
        super::UNITS => "the units of sizes",
        super::EXPORT => "the choices for an export",
        other => other,
    }
}

fn not_saved(told: String) -> Checked {
    Checked { saves: false, told: Some(told) }
}

/// The settings without those that are not understood, and the keys of those. An unknown key does no harm and stays.
fn sorted(mut values: SettingValues) -> (SettingValues, Vec<String>) {
    let mut not: Vec<String> =
        values.iter().filter(|(key, value)| !is_understood(key, value)).map(|(key, _)| key.clone()).collect();
    not.iter().for_each(|key| drop(values.remove(key)));
    not.sort();
    (values, not)
}

fn is_understood(key: &str, value: &str) -> bool {
    match key {
        WINDOW => ron::from_str::<WindowSettings>(value).is_ok(),
        EGUI => ron::from_str::<Memory>(value).is_ok_and(|memory| ZOOM.contains(&memory.options.zoom_factor)),
        _ => Settings::default().take_up(key, value),
    }
}
