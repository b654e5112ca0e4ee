//! The CSV for a spreadsheet as each region expects it: the real program, with the region's variables.

use super::{Tree, cells, column, program, said};
use foldersheet::session::{Format, Separator};
use std::time::{Duration, UNIX_EPOCH};

fn first_line(region: &[(&str, &str)], args: &[&str]) -> String {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("a", 1);
    let all: Vec<&str> = ["--preset", "spreadsheet"].iter().chain(args).copied().collect();
    let done = program(&all, &out.at("s.csv"), tree.path(), region);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    let text = std::fs::read_to_string(out.at("s.csv")).unwrap();
    text.strip_prefix('\u{feff}').unwrap().lines().next().unwrap().to_owned()
}

#[cfg(target_os = "linux")]
#[test]
fn the_separator_is_the_regions() {
    for (region, expected) in [
        (&[][..], "Path,Folder"),
        (&[("LANG", "C.UTF-8")], "Path,Folder"),
        (&[("LANG", "en_US.UTF-8")], "Path,Folder"),
        (&[("LANG", "de_DE.UTF-8")], "Path;Folder"),
        (&[("LANG", "pt_BR")], "Path;Folder"),
        (&[("LANG", "en_GB.UTF-8"), ("LC_NUMERIC", "fr_FR.UTF-8")], "Path;Folder"),
        (&[("LANG", "de_DE.UTF-8"), ("LC_NUMERIC", "ja_JP.UTF-8")], "Path,Folder"),
        (&[("LC_NUMERIC", "de_DE.UTF-8"), ("LC_ALL", "C")], "Path,Folder"),
        (&[("LC_NUMERIC", ""), ("LC_ALL", ""), ("LANG", "da_DK.UTF-8")], "Path;Folder"),
    ] {
        assert!(first_line(region, &[]).starts_with(expected), "{region:?}");
    }
}

#[test]
fn a_chosen_separator_is_used_in_any_region() {
    let german = [("LANG", "de_DE.UTF-8")];
    assert!(first_line(&german, &["--separator", "tab"]).starts_with("Path\tFolder"));
    assert!(first_line(&german, &["--separator", ","]).starts_with("Path,Folder"));
}

/// Times around the changes of the clock, long ago and far ahead, as `date` writes them in the same zone.
#[cfg(target_os = "linux")]
#[test]
fn times_are_those_on_the_regions_clock() {
    let moments =
        [1_711_846_799, 1_711_846_800, 1_729_990_800, 1_729_994_400, 0, 86_399, 2_240_000_000, 1_000_000_000];
    let (tree, out) = (Tree::new(), Tree::new());
    for moment in moments {
        tree.file(moment.to_string(), 0);
        let file = std::fs::File::options().write(true).open(tree.at(moment.to_string())).unwrap();
        file.set_modified(UNIX_EPOCH + Duration::from_secs(moment)).unwrap();
    }
    for zone in ["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"] {
        let target = out.at("s.csv");
        let done =
            program(&["--preset", "spreadsheet", "--separator", ";"], &target, tree.path(), &[("TZ", zone)]);
        assert_eq!(done.status.code(), Some(0), "{}", said(&done));
        let rows = cells(&target, Format::Spreadsheet(Separator::SEMICOLON));
        let (names, times) = (column(&rows, ["Name", ""]), column(&rows, ["Modified", ""]));
        for (name, time) in names.iter().zip(times) {
            let date = std::process::Command::new("date")
                .env("TZ", zone)
                .args(["-d", &format!("@{name}"), "+%F %T"])
                .output();
            assert_eq!(time, String::from_utf8(date.unwrap().stdout).unwrap().trim(), "@{name} in {zone}");
        }
    }
}
