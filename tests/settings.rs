//! The settings' file as it is found at the start: what is damaged or of another version is kept aside, never overwritten.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

use foldersheet::settings_file::{SettingValues, SettingsFile, StoredSettings};
use foldersheet::ui::check_settings;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

#[cfg(target_os = "linux")]
mod common;

/// As the program wrote it, with eframe 0.37.
const WINDOW: &str = "(normal_geometry:(outer_position_pixels:Some((x:59.0,y:37.0)),scale_factor:1.0,\
    inner_size_points:(x:1280.0,y:800.0)),fullscreen:false,maximized:false)";
const EGUI: &str = "(options:(theme_preference:Dark,zoom_factor:1.25),data:([]))";

/// A folder for settings, as the system gives the program one: it need not exist.
struct Kept(TempDir);

impl Kept {
    fn new() -> Kept {
        Kept(tempfile::tempdir().unwrap())
    }

    fn with(contents: impl AsRef<[u8]>) -> Kept {
        let kept = Kept::new();
        fs::create_dir(kept.folder()).unwrap();
        fs::write(kept.at("app.ron"), contents).unwrap();
        kept
    }

    fn folder(&self) -> PathBuf {
        self.0.path().join("foldersheet")
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    fn file(&self) -> SettingsFile {
        SettingsFile::in_folder(&self.folder())
    }

    fn names(&self) -> Vec<String> {
        let names = fs::read_dir(self.folder()).unwrap();
        let mut names: Vec<_> =
            names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

fn map(values: &[(&str, &str)]) -> String {
    let entries: Vec<_> = values.iter().map(|(key, value)| format!("{key:?}: {value:?}")).collect();
    format!("{{{}}}", entries.join(", "))
}

fn values(file: &SettingsFile) -> SettingValues {
    match file.read() {
        StoredSettings::Values(values) => values,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_first_start_and_good_settings_are_left_alone() {
    let kept = Kept::new();
    let checked = check_settings(&kept.file());
    assert_eq!((checked.saves, checked.told), (true, None));
    assert!(kept.names().is_empty());

    let theirs = [("window", WINDOW), ("egui", EGUI), ("theme", "Dark"), ("of a later version", "(…)")];
    let ours = [
        ("columns", "Name=auto -Kind=90"),
        ("tab", "Folders"),
        ("version", "1"),
        ("export", "format=jsonl without=path"),
        ("listing", "folders=yes hidden=no file-systems=one links=once"),
        ("left-out", "node_modules *.tmp My\\ Files/"),
    ];
    let text = map(&[&theirs[..], &ours].concat());
    let kept = Kept::with(&text);
    let checked = check_settings(&kept.file());
    assert_eq!((checked.saves, checked.told), (true, None));
    assert_eq!(kept.names(), ["app.ron"]);
    assert_eq!(fs::read_to_string(kept.at("app.ron")).unwrap(), text);
}

#[test]
fn what_is_damaged_is_kept_aside_and_said() {
    let good = map(&[("theme", "Dark"), ("window", WINDOW)]);
    let cases: [(&str, &[u8]); 9] = [
        ("no RON", b"damaged(settings"),
        ("empty", b""),
        ("cut", &good.as_bytes()[..good.len() / 2]),
        ("zeros, as a file system leaves them after a crash", &[0; 300]),
        ("not UTF-8", b"{\"theme\": \"D\xE4rk\"}"),
        ("UTF-16", b"\xFF\xFE{\0}\0"),
        ("values of another type", b"{\"theme\": 3}"),
        ("no map", b"(theme: \"Dark\")"),
        ("more behind it", b"{\"theme\": \"Dark\"} {"),
    ];
    for (what, contents) in cases {
        let kept = Kept::with(contents);
        let checked = check_settings(&kept.file());
        assert!(checked.saves, "{what}");
        let told = checked.told.expect(what);
        assert!(told.contains("could not be read"), "{what}: {told}");
        assert!(told.contains(kept.at("app.ron.damaged").to_str().unwrap()), "{what}: {told}");
        assert_eq!(kept.names(), ["app.ron.damaged"], "{what}");
        assert_eq!(fs::read(kept.at("app.ron.damaged")).unwrap(), contents, "{what}");
        assert_eq!(check_settings(&kept.file()).told, None, "{what}: said once");
    }
}

#[test]
fn no_file_that_is_kept_is_overwritten() {
    let kept = Kept::with("first");
    check_settings(&kept.file());
    for contents in ["second", "third"] {
        fs::write(kept.at("app.ron"), contents).unwrap();
        check_settings(&kept.file());
    }
    assert_eq!(kept.names(), ["app.ron.damaged", "app.ron.damaged-2", "app.ron.damaged-3"]);
    for (name, contents) in kept.names().iter().zip(["first", "second", "third"]) {
        assert_eq!(fs::read_to_string(kept.at(name)).unwrap(), contents);
    }
}

#[test]
fn a_folder_in_its_place_is_kept_with_what_is_in_it() {
    let kept = Kept::new();
    fs::create_dir_all(kept.at("app.ron")).unwrap();
    fs::write(kept.at("app.ron/mine"), "x").unwrap();
    let checked = check_settings(&kept.file());
    assert!(checked.saves && checked.told.unwrap().contains("it is a folder"));
    assert_eq!(fs::read_to_string(kept.at("app.ron.damaged/mine")).unwrap(), "x");
}

#[test]
fn an_endless_file_is_not_read() {
    let kept = Kept::with("");
    fs::File::options().write(true).open(kept.at("app.ron")).unwrap().set_len(1 << 40).unwrap();
    assert!(check_settings(&kept.file()).told.unwrap().contains("too large"));
    assert_eq!(kept.names(), ["app.ron.damaged"]);
}

#[cfg(unix)]
#[test]
fn a_pipe_in_its_place_is_not_waited_for() {
    let kept = Kept::new();
    fs::create_dir(kept.folder()).unwrap();
    let made = std::process::Command::new("mkfifo").arg(kept.at("app.ron")).status().unwrap();
    assert!(made.success());
    assert!(check_settings(&kept.file()).told.unwrap().contains("not a regular file"));
    assert_eq!(kept.names(), ["app.ron.damaged"]);
}

#[cfg(unix)]
#[test]
fn settings_that_are_a_link_to_a_file_elsewhere_are_settings() {
    let kept = Kept::new();
    fs::create_dir(kept.folder()).unwrap();
    fs::write(kept.0.path().join("elsewhere"), map(&[("theme", "Dark")])).unwrap();
    std::os::unix::fs::symlink("../elsewhere", kept.at("app.ron")).unwrap();
    assert_eq!(check_settings(&kept.file()).told, None);
    // A damaged one: the link is set aside, the file it leads to is as it was.
    fs::write(kept.0.path().join("elsewhere"), "damaged").unwrap();
    assert!(check_settings(&kept.file()).saves);
    assert_eq!(fs::read_to_string(kept.at("app.ron.damaged")).unwrap(), "damaged");
    assert_eq!(fs::read_to_string(kept.0.path().join("elsewhere")).unwrap(), "damaged");
}

#[test]
fn of_another_versions_settings_what_is_understood_is_used() {
    let zoomed = EGUI.replace("1.25", "0.0");
    for (key, value) in [
        ("window", "(inner_size: (1, 2))"),
        ("egui", "(options: 3)"),
        ("egui", zoomed.as_str()), // no window opens with it
        ("columns", "Name=auto Hash=90"),
        ("export", "format=parquet"),
        ("listing", "hidden=perhaps"),
        ("left-out", "[z-a]"),
        ("tab", "Map"),
        ("theme", "Sepia"),
        ("version", "2"),
        ("version", "two"),
    ] {
        let good = [("later", "(…)"), if key == "tab" { ("theme", "Dark") } else { ("tab", "Folders") }];
        let text = map(&[good[0], good[1], (key, value)]);
        let kept = Kept::with(&text);
        let checked = check_settings(&kept.file());
        assert!(checked.saves, "{key}");
        let told = checked.told.expect(key);
        assert!(told.contains("another version") && told.contains("Not understood: "), "{key}: {told}");
        assert!(told.contains(kept.at("app.ron.other-version").to_str().unwrap()), "{told}");
        assert_eq!(kept.names(), ["app.ron", "app.ron.other-version"]);
        assert_eq!(fs::read_to_string(kept.at("app.ron.other-version")).unwrap(), text);
        let expected: SettingValues = good.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
        assert_eq!(values(&kept.file()), expected, "{key}");
        assert_eq!(check_settings(&kept.file()).told, None, "{key}: said once");
    }
}

#[test]
fn a_folder_that_cannot_be_made_is_said() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("foldersheet"), "a file").unwrap();
    let checked = check_settings(&SettingsFile::in_folder(&dir.path().join("foldersheet")));
    assert!(!checked.saves);
    assert!(checked.told.unwrap().contains("settings"));
    assert_eq!(fs::read_to_string(dir.path().join("foldersheet")).unwrap(), "a file");
}

#[test]
fn what_was_written_is_read() {
    let kept = Kept::with("");
    let written: SettingValues =
        BTreeMap::from([("a \"b\"".into(), "\n\\ü\u{1b}".into()), (String::new(), "x".into())]);
    kept.file().write(&written).unwrap();
    assert_eq!(values(&kept.file()), written);
    assert_eq!(kept.names(), ["app.ron"]);
}

#[cfg(target_os = "linux")]
mod permissions {
    use super::*;
    use common::drop_override;
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;

    fn mode(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn a_file_that_may_not_be_read_is_kept_aside() {
        drop_override();
        let kept = Kept::with("secret");
        mode(&kept.at("app.ron"), 0o000);
        let checked = check_settings(&kept.file());
        assert!(checked.saves && checked.told.unwrap().contains("ermission denied"));
        assert_eq!(kept.names(), ["app.ron.damaged"]);
        mode(&kept.at("app.ron.damaged"), 0o600);
        assert_eq!(fs::read_to_string(kept.at("app.ron.damaged")).unwrap(), "secret");
    }

    #[test]
    fn where_nothing_can_be_renamed_nothing_is_saved_over_it() {
        drop_override();
        for (contents, words) in [("damaged", "could not be renamed"), ("{\"tab\": \"Map\"}", "kept aside")] {
            // The file itself could be written to.
            let kept = Kept::with(contents);
            mode(&kept.folder(), 0o500);
            let checked = check_settings(&kept.file());
            mode(&kept.folder(), 0o700);
            assert!(!checked.saves, "{contents}");
            let told = checked.told.unwrap();
            assert!(told.contains(words) && told.contains(kept.at("app.ron").to_str().unwrap()), "{told}");
            assert_eq!(kept.names(), ["app.ron"]);
            assert_eq!(fs::read_to_string(kept.at("app.ron")).unwrap(), contents);
        }
    }

    #[test]
    fn settings_that_cannot_be_saved_are_used_and_that_is_said() {
        drop_override();
        let read_only = Kept::with(map(&[("theme", "Dark")]));
        mode(&read_only.at("app.ron"), 0o400);
        let empty = Kept::new();
        fs::create_dir(empty.folder()).unwrap();
        mode(&empty.folder(), 0o500);
        let nowhere = Kept::new();
        mode(nowhere.0.path(), 0o500);
        for kept in [read_only, empty, nowhere] {
            let checked = check_settings(&kept.file());
            mode(kept.0.path(), 0o700);
            assert!(!checked.saves);
            assert!(checked.told.unwrap().contains("can't be saved"));
        }
    }
}
