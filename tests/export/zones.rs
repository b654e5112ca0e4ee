//! The zone of local times as `TZ` and the system have it, by the real program; the oracle is `date`. What names no zone is said.

use crate::common::Tree;
use crate::readers::{Record, cells, csv_rows, foldersheet, ran};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Moments of 2024 and 2025, three a month, at hours at which clocks change.
fn moments() -> impl Iterator<Item = i64> {
    (0..72).map(|number| 1_704_070_800 + number * 10 * 86_400 + number % 4 * 3600)
}

/// A file of each moment, which is its name.
fn dated() -> Tree {
    let tree = Tree::new();
    for seconds in moments() {
        let moment: SystemTime = UNIX_EPOCH + Duration::from_secs(seconds.unsigned_abs());
        tree.file(seconds.to_string(), 0);
        let file = std::fs::File::options().write(true).open(tree.at(seconds.to_string())).unwrap();
        file.set_modified(moment).unwrap();
    }
    tree
}

/// The rows of a spreadsheet's CSV in this environment, and what was said about it.
fn sheet(tree: &Tree, set: &[(&str, &Path)], args: &[&str]) -> (Vec<Record>, String) {
    let out = Tree::new();
    let mut program = foldersheet();
    program.env_remove("TZDIR").envs(set.iter().copied()).args([
        "--preset",
        "spreadsheet",
        "--columns",
        "modified,name",
    ]);
    let (code, told) = ran(program.args(args).arg("--out").arg(out.at("s.csv")).arg(tree.path()));
    assert_eq!(code, 0, "{told}");
    (csv_rows(&std::fs::read(out.at("s.csv")).unwrap()[3..], b','), told)
}

/// What `date` says of all of them.
fn dates(tree: &Tree, set: &[(&str, &Path)]) -> Vec<(String, String)> {
    let date = |seconds: i64| {
        let mut date = Command::new("date");
        date.env_remove("TZ")
            .env_remove("TZDIR")
            .envs(set.iter().copied())
            .arg("-r")
            .arg(tree.at(seconds.to_string()));
        String::from_utf8(date.arg("+%F %T").output().unwrap().stdout).unwrap().trim_end().to_owned()
    };
    moments().map(|seconds| (seconds.to_string(), date(seconds))).collect()
}

fn assert_as_date(tree: &Tree, set: &[(&str, &Path)]) -> String {
    let (rows, told) = sheet(tree, set, &["--sort", "name"]);
    let found: Vec<_> = rows.iter().map(|row| (row["Name"].clone(), row["Modified"].clone())).collect();
    assert_eq!(found, dates(tree, set), "{set:?}");
    told
}

#[test]
fn every_form_of_tz_is_as_date_has_it() {
    let tree = dated();
    for (tz, name) in [
        ("", "UTC"),
        (":", "UTC"),
        ("UTC0", "UTC0"),
        (":Europe/Berlin", "Europe/Berlin"),
        ("/usr/share/zoneinfo/Europe/Berlin", "Europe/Berlin"),
        (":/usr/share/zoneinfo/Asia/Kathmandu", "Asia/Kathmandu"),
        ("EST5EDT", "EST5EDT"),
        ("EST5EDT,M3.2.0/2,M11.1.0/2", "EST5EDT,M3.2.0/2,M11.1.0/2"),
        ("<+03>-3", "<+03>-3"),
        ("<-0330>+3:30:15", "<-0330>+3:30:15"),
        ("AAA-24BBB-24:59:59,J60,J300", "AAA-24BBB-24:59:59,J60,J300"),
        // Days from zero, hours of the day before and of days after, a summer that spans the year's end, and one clock all year.
        ("AAA3BBB,59/-3,300/25:10:05", "AAA3BBB,59/-3,300/25:10:05"),
        ("AAA3BBB,J1/167,J365/-167", "AAA3BBB,J1/167,J365/-167"),
        ("NZST-12NZDT,M9.5.0,M4.1.0/3", "NZST-12NZDT,M9.5.0,M4.1.0/3"),
        ("IST-1GMT0,M10.5.0,M3.5.0/1", "IST-1GMT0,M10.5.0,M3.5.0/1"),
        ("XXX3EDT4,0/0,J365/23", "XXX3EDT4,0/0,J365/23"),
    ] {
        let told = assert_as_date(&tree, &[("TZ", Path::new(tz))]);
        assert!(
            told.ends_with(&format!("times are local, in {name}\n")) && !told.contains("note:"),
            "{told}"
        );
    }
    // A summer time without its days: as date has it, and said.
    for tz in ["CET-1CEST", ":CET-1CEST", "<-03>3<-02>2", "AEST-10AEDT"] {
        let told = assert_as_date(&tree, &[("TZ", Path::new(tz))]);
        assert!(
            told.contains(&format!("note: TZ is \"{tz}\", which doesn't say when summer time begins")),
            "{told}"
        );
        assert!(told.contains("M3.2.0,M11.1.0\n"), "{told}");
    }
}

#[test]
fn a_file_and_a_table_of_ones_own_are_read() {
    let (tree, own) = (dated(), Tree::new());
    own.folder("My");
    std::fs::copy("/usr/share/zoneinfo/Asia/Tokyo", own.at("My/zone")).unwrap();
    let told = assert_as_date(&tree, &[("TZ", &own.at("My/zone"))]);
    assert!(told.contains(&format!("in the zone in {} (JST +09)\n", own.at("My/zone").display())), "{told}");
    let told = assert_as_date(&tree, &[("TZ", Path::new("My/zone")), ("TZDIR", own.path())]);
    assert!(told.ends_with("times are local, in My/zone\n"), "{told}");
}

#[test]
fn without_tz_the_systems_clock_counts() {
    let tree = dated();
    let told = assert_as_date(&tree, &[]);
    assert!(told.contains("times are local, in "), "{told}");
}

#[test]
fn a_name_that_is_missing_in_the_systems_table_is_in_the_programs() {
    let (tree, empty) = (dated(), Tree::new());
    std::fs::copy("/usr/share/zoneinfo/Asia/Tokyo", empty.at("Only")).unwrap();
    let (rows, told) =
        sheet(&tree, &[("TZ", Path::new("Europe/Berlin")), ("TZDIR", empty.path())], &["--sort", "name"]);
    let found: Vec<_> = rows.iter().map(|row| (row["Name"].clone(), row["Modified"].clone())).collect();
    assert_eq!(found, dates(&tree, &[("TZ", Path::new("Europe/Berlin"))]));
    assert!(told.ends_with("times are local, in Europe/Berlin\n"), "{told}");
}

#[test]
fn what_names_no_zone_is_universal_time_and_said() {
    let tree = dated();
    for tz in ["No/Such", "/no/such/file", "CET-1CEST,M3.5.0", "CET-25", "x"] {
        let told = assert_as_date_or_utc(&tree, tz);
        let note = format!("note: TZ is \"{tz}\", which names no known time zone; local times are in UTC\n");
        assert!(told.starts_with(&note) && told.ends_with("times are local, in UTC\n"), "{told}");
    }
    // A filter's dates are local too; a sheet for programs without one has nothing local in it.
    let mut program = foldersheet();
    program.env("TZ", "No/Such").args(["--csv", "-"]).arg(tree.path());
    assert!(!ran(&mut program).1.contains("TZ"));
    assert!(ran(program.args(["--filter", "modified:today"])).1.contains("note: TZ is \"No/Such\""));
}

fn assert_as_date_or_utc(tree: &Tree, tz: &str) -> String {
    let (rows, told) = sheet(tree, &[("TZ", Path::new(tz))], &["--sort", "name"]);
    let found: Vec<_> = rows.iter().map(|row| (row["Name"].clone(), row["Modified"].clone())).collect();
    assert_eq!(found, dates(tree, &[("TZ", Path::new("UTC0"))]), "{tz}");
    told
}

#[test]
fn a_workbook_and_a_list_of_problems_name_the_zone() {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("a", 1);
    for (tz, name) in [
        ("Europe/Berlin", "Europe/Berlin"),
        ("No/Such", "UTC (TZ is \"No/Such\", which names no known time zone)"),
        ("CET-1", "CET-1"),
    ] {
        let mut program = foldersheet();
        program.env("TZ", tz).arg("--out").arg(out.at("s.xlsx")).arg(tree.path());
        let (code, told) = ran(&mut program);
        assert_eq!(code, 0, "{told}");
        let about = cells(&out.at("s.xlsx"), "About");
        let line = about.iter().find(|line| line[0] == "Times are local, in").unwrap();
        assert_eq!(line[1].to_string(), name);

        let mut program = foldersheet();
        program.env("TZ", tz).args(["--preset", "spreadsheet", "--problems"]).arg(out.at("p.csv"));
        let (code, told) = ran(program.arg("--out").arg(out.at("s.csv")).arg(tree.path()));
        assert_eq!(code, 0, "{told}");
        let list = csv_rows(&std::fs::read(out.at("p.csv")).unwrap()[3..], b',');
        assert_eq!(list.len(), 1);
        assert_eq!(
            (list[0]["What was tried"].as_str(), list[0]["Why"].clone()),
            ("times", format!("local, in {name}"))
        );
    }
}

#[test]
fn a_filters_dates_are_on_the_same_clock() {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("late", 1);
    // 2024-07-16 00:30 in Central Europe's summer, a rule that names no days.
    let moment = UNIX_EPOCH + Duration::from_secs(1_721_082_600);
    std::fs::File::options().write(true).open(tree.at("late")).unwrap().set_modified(moment).unwrap();
    for (filter, rows) in [("modified:2024-07-16", 1), ("modified:2024-07-15", 0)] {
        let mut program = foldersheet();
        program.env("TZ", "CET-1CEST").args(["--filter", filter, "--csv"]).arg(out.at("s.csv"));
        let (code, told) = ran(program.arg(tree.path()));
        assert_eq!(code, 0, "{told}");
        assert_eq!(csv_rows(&std::fs::read(out.at("s.csv")).unwrap(), b',').len(), rows, "{filter}");
    }
}
