//! Times by the clock of the zone, against `date`, by the real program.

use crate::common::Tree;
use crate::readers::{Record, csv_rows, foldersheet, ran};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

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
fn dated() -> Tree {
    let tree = Tree::new();
    for moment in MOMENTS {
        set(&tree.file(moment.to_string(), 0).at(moment.to_string()), moment);
    }
    tree
}

#[test]
fn times_are_those_of_the_zones_own_clock() {
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
