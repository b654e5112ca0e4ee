//! The separator of the region and the clock of the zone, by the real program.

use crate::common::Tree;
use crate::readers::{foldersheet, ran};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The first line of a spreadsheet's CSV, without its mark.
fn titles(tree: &Tree, set: &[(&str, &str)], args: &[&str]) -> String {
    let out = Tree::new();
    let mut program = foldersheet();
    program.env_remove("LANGUAGE").envs(set.iter().copied());
    let (code, told) = ran(program
        .args(["--preset", "spreadsheet", "--columns", "name,size"])
        .args(args)
        .arg("--out")
        .arg(out.at("s.csv"))
        .arg(tree.path()));
    assert_eq!(code, 0, "{told}");
    let text = std::fs::read_to_string(out.at("s.csv")).unwrap();
    text.strip_prefix('\u{feff}').unwrap().lines().next().unwrap().to_owned()
}

#[cfg(not(target_os = "macos"))]
#[test]
fn the_separator_is_the_regions() {
    let tree = Tree::new();
    tree.file("a", 1);
    let (comma, semicolon) = ("\"Name\",\"Size (bytes)\"", "\"Name\";\"Size (bytes)\"");
    for (set, expected) in [
        (&[][..], comma),
        (&[("LANG", "de_DE.UTF-8")], semicolon),
        (&[("LANG", "en_US.UTF-8")], comma),
        (&[("LANG", "fr_FR")], semicolon),
        (&[("LANG", "pt_BR.UTF-8")], semicolon),
        (&[("LANG", "de_CH.UTF-8")], comma),
        (&[("LANG", "C")], comma),
        (&[("LANG", "POSIX")], comma),
        (&[("LANG", "not a region")], comma),
        (&[("LANG", "en_US.UTF-8"), ("LC_NUMERIC", "de_DE.UTF-8")], semicolon),
        (&[("LANG", "de_DE.UTF-8"), ("LC_NUMERIC", "C")], comma),
        (&[("LC_ALL", "fr_FR.UTF-8"), ("LC_NUMERIC", "C"), ("LANG", "C")], semicolon),
        (&[("LC_ALL", "C"), ("LC_NUMERIC", "de_DE.UTF-8")], comma),
        (&[("LC_ALL", ""), ("LC_NUMERIC", ""), ("LANG", "de_DE.UTF-8")], semicolon),
    ] {
        assert_eq!(titles(&tree, set, &[]), expected, "{set:?}");
    }
}

/// The decimal mark of a locale in the sources of the GNU C Library, which Debian's package `locales` installs.
#[cfg(target_os = "linux")]
fn decimal_mark(locale: &str) -> Option<String> {
    let text = std::fs::read(Path::new("/usr/share/i18n/locales").join(locale)).ok()?;
    let text = String::from_utf8_lossy(&text).into_owned();
    let (_, numeric) = text.split_once("\nLC_NUMERIC")?;
    let (numeric, _) = numeric.split_once("\nEND LC_NUMERIC")?;
    let value =
        |key: &str| numeric.lines().find_map(|line| line.trim().strip_prefix(key)?.trim().split('"').nth(1));
    // A mark that isn't ASCII is written as its code, which is no `.` either.
    value("copy").map_or_else(|| value("decimal_point").map(str::to_owned), decimal_mark)
}

#[cfg(target_os = "linux")]
#[test]
fn every_locale_of_the_c_library_has_the_separator_of_its_decimal_mark() {
    let Ok(locales) = std::fs::read_dir("/usr/share/i18n/locales") else {
        println!("skipped: the C library's locales are not installed");
        return;
    };
    let tree = Tree::new();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for locale in locales {
        let locale = locale.unwrap().file_name().into_string().unwrap();
        // Parts of locales have names without a region.
        let (true, Some(mark)) = (locale.contains('_'), decimal_mark(&locale)) else { continue };
        seen += 1;
        let separator = if mark == "." { ',' } else { ';' };
        if titles(&tree, &[("LANG", &locale)], &[]) != format!("\"Name\"{separator}\"Size (bytes)\"") {
            wrong.push((locale, mark));
        }
    }
    assert!(wrong.is_empty() && seen > 300, "{wrong:?} of {seen}");
}

#[test]
fn a_separator_that_is_asked_for_is_taken() {
    let tree = Tree::new();
    tree.file("a", 1);
    let german = [("LANG", "de_DE.UTF-8")];
    for (asked, expected) in [("comma", ','), ("tab", '\t'), ("|", '|'), ("semicolon", ';')] {
        let titles = titles(&tree, &german, &["--separator", asked]);
        assert_eq!(titles, format!("\"Name\"{expected}\"Size (bytes)\""), "{asked}");
    }
}

/// Moments around which clocks change, and far from now.
const MOMENTS: [i64; 14] = [
    -2_000_000_000,
    -86_401,
    -1,
    0,
    // Berlin's changes of 2024, a second before and at.
    1_711_846_799,
    1_711_846_800,
    1_729_990_799,
    1_729_990_800,
    // St. John's of 2006, at a minute past midnight.
    1_143_948_659,
    1_143_948_660,
    1_162_092_659,
    1_162_092_660,
    // 2040 and 2100, beyond the tables of changes.
    2_224_540_800,
    4_118_083_200,
];

fn set(path: &Path, seconds: i64) {
    let after = Duration::from_secs(seconds.unsigned_abs());
    let moment: SystemTime = if seconds < 0 { UNIX_EPOCH - after } else { UNIX_EPOCH + after };
    std::fs::File::options().write(true).open(path).unwrap().set_modified(moment).unwrap();
}

/// What `date` says of a moment in a zone.
fn date(zone: &str, seconds: i64) -> String {
    let out = Command::new("date")
        .env("TZ", zone)
        .env("LC_ALL", "C")
        .args(["-d", &format!("@{seconds}"), "+%Y-%m-%d %H:%M:%S"])
        .output()
        .unwrap();
    String::from_utf8(out.stdout).unwrap().trim_end().to_owned()
}

/// A file of each moment, which is its name.
#[cfg(target_os = "linux")]
fn dated() -> Tree {
    let tree = Tree::new();
    for moment in MOMENTS {
        set(&tree.file(moment.to_string(), 0).at(moment.to_string()), moment);
    }
    tree
}

#[cfg(target_os = "linux")]
#[test]
fn times_are_those_of_the_zones_own_clock() {
    use crate::readers::{Record, csv_rows};
    let (tree, out) = (dated(), Tree::new());
    let columns = "modified,name";
    for zone in [
        "Europe/Berlin",
        "America/St_Johns",
        "Asia/Kathmandu",
        "Pacific/Apia",
        "Africa/Monrovia",
        "UTC",
        "XYZ-3:30",
    ] {
        let mut program = foldersheet();
        program.env("TZ", zone).args(["--preset", "spreadsheet", "--columns", columns, "--out"]);
        let (code, told) = ran(program.arg(out.at("local.csv")).arg(tree.path()));
        assert_eq!(code, 0, "{told}");
        let bytes = std::fs::read(out.at("local.csv")).unwrap();
        let records: Vec<Record> = csv_rows(&bytes[3..], b',');
        assert_eq!(records.len(), MOMENTS.len());
        for record in records {
            let (name, modified) = (&record["Name"], &record["Modified"]);
            // A name that begins with a minus is guarded.
            let seconds: i64 = name.trim_start_matches('\'').parse().unwrap();
            assert_eq!(*modified, date(zone, seconds), "{seconds} in {zone}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn times_for_programs_are_universal_whatever_the_zone() {
    let (tree, out) = (dated(), Tree::new());
    for (zone, file) in
        [("Europe/Berlin", "a.csv"), ("Asia/Kathmandu", "b.csv"), ("Asia/Kathmandu", "b.jsonl")]
    {
        let mut program = foldersheet();
        program.env("TZ", zone).env("LANG", "de_DE.UTF-8").args(["--sort", "path", "--out"]);
        assert_eq!(ran(program.arg(out.at(file)).arg(tree.path())).0, 0);
        let text = std::fs::read_to_string(out.at(file)).unwrap();
        for moment in MOMENTS {
            let universal = format!("{}Z", date("UTC", moment).replace(' ', "T"));
            assert!(text.contains(&universal), "{universal} in {file}");
        }
    }
    assert_eq!(std::fs::read(out.at("a.csv")).unwrap(), std::fs::read(out.at("b.csv")).unwrap());
}
