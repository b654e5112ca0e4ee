//! The separator of the region, by the real program.

use crate::common::Tree;
use crate::readers::{foldersheet, ran};

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
    let text = std::fs::read(std::path::Path::new("/usr/share/i18n/locales").join(locale)).ok()?;
    let text = String::from_utf8_lossy(&text).into_owned();
    let (_, numeric) = text.split_once("\nLC_NUMERIC")?;
    let (numeric, _) = numeric.split_once("\nEND LC_NUMERIC")?;
    let value =
        |key: &str| numeric.lines().find_map(|line| line.trim().strip_prefix(key)?.trim().split('"').nth(1));
    // A mark that isn't ASCII is written as its code, which is not a `.` either.
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
