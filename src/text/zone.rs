//! The machine's time zone, which everything that shows or reads a local time asks for here.
//!
//! It is that of `TZ` if that is set: a name in the system's table of zones or a file like those in it, else a rule as POSIX has it
//! (POSIX.1-2024, section 8.3; the order is that of tzset(3)). Otherwise it is that of the system's settings. Where there is no table,
//! or none with that name, the program's own is asked. What names no zone is universal time, as for date(1), which doesn't say so; here
//! it is said.

use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{Timestamp, ToSpan, Zoned};
use std::ffi::OsStr;
use std::path::Path;
use std::sync::OnceLock;

/// When summer time begins and ends where a rule leaves that open: in glibc and in the tz project's own library as in the United States
/// since 2007. POSIX says nothing about it.
const USUAL_RULE: &str = ",M3.2.0,M11.1.0";

/// A time zone, and how sure it is that it is the one that was meant.
#[derive(Clone, Debug)]
pub struct Zone {
    rules: TimeZone,
    source: ZoneSource,
}

/// Where a zone comes from. Texts of `TZ` are as a user may see them.
#[derive(Clone, Debug, PartialEq, Eq)]
enum ZoneSource {
    /// A table, in which it has a name.
    Table,
    /// This file.
    File(String),
    /// This rule.
    Rule(String),
    /// A rule made whole with [`USUAL_RULE`]; this was given.
    UsualRule(String),
    /// The system's settings, which have the rules but no name.
    Settings,
    /// Nothing: `TZ` has this text.
    NotKnown(String),
    /// Nothing: there is no `TZ`, and no setting that is understood.
    Missing,
}

impl Zone {
    /// The machine's. It is asked for once, so that all times of a run are on one clock.
    pub fn local() -> &'static Zone {
        static LOCAL: OnceLock<Zone> = OnceLock::new();
        LOCAL.get_or_init(|| Zone::of(std::env::var_os("TZ").as_deref()))
    }

    fn of(tz: Option<&OsStr>) -> Zone {
        let Some(tz) = tz else {
            return Zone::of_system(ZoneSource::Settings)
                .unwrap_or_else(|| Zone::universal(ZoneSource::Missing));
        };
        let shown = || super::shown(tz.as_encoded_bytes()).into_owned();
        Zone::named(tz, &shown).unwrap_or_else(|| Zone::universal(ZoneSource::NotKnown(shown())))
    }

    fn named(tz: &OsStr, shown: &dyn Fn() -> String) -> Option<Zone> {
        let text = tz.to_str()?;
        let name = text.strip_prefix(':').unwrap_or(text);
        if name.is_empty() {
            return Some(Zone::universal(ZoneSource::Table));
        }
        // A table of clocks that count leap seconds, as no system's clock does.
        if name.split('/').any(|part| part == "right") {
            return None;
        }
        if Path::new(name).is_absolute() {
            return Zone::of_system(ZoneSource::File(super::shown(name.as_bytes()).into_owned()));
        }
        if let Some(rules) = in_a_table(name) {
            return Some(Zone { rules, source: ZoneSource::Table });
        }
        if let Ok(rules) = TimeZone::posix(name) {
            return Some(Zone { rules, source: ZoneSource::Rule(name.to_owned()) });
        }
        let rules = TimeZone::posix(&format!("{}{USUAL_RULE}", without_comma(name))).ok()?;
        Some(Zone { rules, source: ZoneSource::UsualRule(shown()) })
    }

    /// What jiff finds on its own: `TZ` again if that is a path, else the system's settings.
    fn of_system(nameless: ZoneSource) -> Option<Zone> {
        let rules = TimeZone::try_system().ok().filter(|rules| !rules.is_unknown())?;
        let source = if rules.iana_name().is_some() { ZoneSource::Table } else { nameless };
        Some(Zone { rules, source })
    }

    fn universal(source: ZoneSource) -> Zone {
        Zone { rules: TimeZone::UTC, source }
    }

    /// By which a moment becomes a time on the clock, and back.
    pub(super) fn rules(&self) -> &TimeZone {
        &self.rules
    }

    /// This moment.
    pub fn now(&self) -> Zoned {
        Timestamp::now().to_zoned(self.rules.clone())
    }

    /// Its name, such as `Europe/Berlin`, or the rule by which it goes.
    pub fn name(&self) -> String {
        match &self.source {
            ZoneSource::Table | ZoneSource::NotKnown(_) | ZoneSource::Missing => {
                self.rules.iana_name().unwrap_or("UTC").to_owned()
            }
            ZoneSource::File(path) => format!("the zone in {path} ({})", self.clocks()),
            ZoneSource::Rule(rule) => rule.clone(),
            ZoneSource::UsualRule(given) => {
                format!("{}{USUAL_RULE}", without_comma(given.strip_prefix(':').unwrap_or(given)))
            }
            ZoneSource::Settings => format!("a zone that the system gives no name ({})", self.clocks()),
        }
    }

    /// Why it may not be the zone that was meant; `None` if there is no doubt.
    fn why(&self) -> Option<String> {
        match &self.source {
            ZoneSource::Table | ZoneSource::File(_) | ZoneSource::Rule(_) | ZoneSource::Settings => None,
            ZoneSource::UsualRule(given) => Some(format!(
                "TZ is \"{given}\", which doesn't say when summer time begins and ends; \
                 the rule of the United States is used, as other programs do"
            )),
            ZoneSource::NotKnown(given) => Some(format!("TZ is \"{given}\", which names no known time zone")),
            ZoneSource::Missing => Some("TZ is not set, and the system names no known time zone".to_owned()),
        }
    }

    /// What the user should hear before reading or writing local times; `None` where the zone is beyond doubt.
    pub fn doubt(&self) -> Option<String> {
        self.why().map(|why| format!("{why}; local times are in {}", self.name()))
    }

    /// Its name, and why it may be another one that was meant.
    pub fn in_words(&self) -> String {
        match self.why() {
            Some(why) => format!("{} ({why})", self.name()),
            None => self.name(),
        }
    }

    /// What its clocks are called and how far they are ahead now and half a year later: `CET +01, CEST +02`.
    fn clocks(&self) -> String {
        let now = Timestamp::now();
        let later = now.checked_add((183 * 24).hours()).unwrap_or(now);
        let mut clocks = [now, later].map(|moment| {
            let clock = self.rules.to_offset_info(moment);
            (clock.offset(), format!("{} {}", clock.abbreviation(), clock.offset()))
        });
        clocks.sort();
        match clocks {
            [(_, one), (_, other)] if one == other => one,
            [(_, one), (_, other)] => format!("{one}, {other}"),
        }
    }
}

/// The zone with this name in the system's table, or in the program's own.
fn in_a_table(name: &str) -> Option<TimeZone> {
    // A path to the table counts from there on: `../zoneinfo/Europe/Berlin`. So does one from there: `posix/Europe//Berlin`, the table
    // without leap seconds by the name of its folder.
    let name = name.rsplit_once("zoneinfo/").map_or(name, |(_, name)| name);
    let parts: Vec<&str> = name.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    let name = parts.join("/");
    let name = name.strip_prefix("posix/").unwrap_or(&name);
    let found = jiff::tz::db().get(name).or_else(|_| TimeZoneDatabase::bundled().get(name));
    found.ok().filter(|rules| !rules.is_unknown())
}

/// A comma at the end begins a rule that isn't there.
fn without_comma(rule: &str) -> &str {
    rule.strip_suffix(',').unwrap_or(rule)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(tz: &str) -> Zone {
        Zone::of(Some(OsStr::new(tz)))
    }

    #[test]
    fn a_zone_says_what_it_is() {
        for (tz, name) in [
            ("", "UTC"),
            (":", "UTC"),
            ("UTC", "UTC"),
            ("Europe/Berlin", "Europe/Berlin"),
            (":Europe/Berlin", "Europe/Berlin"),
            ("europe/berlin", "Europe/Berlin"),
            ("../zoneinfo/Europe/Berlin", "Europe/Berlin"),
            ("posix/Asia/Tokyo", "Asia/Tokyo"),
            ("./Europe/Berlin", "Europe/Berlin"),
            (":Europe//Berlin", "Europe/Berlin"),
            ("EST5EDT", "EST5EDT"),
            ("CET-1", "CET-1"),
            ("<+03>-3", "<+03>-3"),
            ("CET-1CEST,M3.5.0,M10.5.0/3", "CET-1CEST,M3.5.0,M10.5.0/3"),
        ] {
            let zone = of(tz);
            assert_eq!((zone.name().as_str(), zone.doubt()), (name, None), "{tz}");
            assert_eq!(zone.in_words(), name);
        }
    }

    #[test]
    fn what_is_no_zone_is_said_with_its_name() {
        for tz in [
            "No/Such",
            ":No/Such",
            "CE-1",
            "CET-1CEST,M3.5.0",
            "CET-25",
            "CET-1CEST,M13.1.0,M1.1.0",
            "Etc/Unknown",
            "x",
            "right/Europe/Berlin",
            "Europe",
            ".",
            "..",
            "<+03-3",
            "CET-1CEST,,",
            "+1",
        ] {
            let zone = of(tz);
            assert_eq!(zone.name(), "UTC", "{tz}");
            let doubt = zone.doubt().unwrap_or_default();
            assert_eq!(
                doubt,
                format!("TZ is \"{tz}\", which names no known time zone; local times are in UTC")
            );
        }
        let hostile = of("\u{1b}[2J\n\u{202e}").doubt().unwrap();
        assert!(!hostile.contains(['\u{1b}', '\n', '\u{202e}']), "{hostile}");
    }

    #[test]
    fn a_rule_without_summer_times_days_has_the_usual_ones_and_says_so() {
        for (tz, rule) in [
            ("CET-1CEST", "CET-1CEST,M3.2.0,M11.1.0"),
            (":CET-1CEST", "CET-1CEST,M3.2.0,M11.1.0"),
            ("CET-1CEST,", "CET-1CEST,M3.2.0,M11.1.0"),
            ("<-03>3<-02>2", "<-03>3<-02>2,M3.2.0,M11.1.0"),
        ] {
            let zone = of(tz);
            assert_eq!(zone.name(), rule);
            assert!(
                zone.doubt().unwrap().contains(&format!("TZ is \"{tz}\", which doesn't say when")),
                "{tz}"
            );
            let same = TimeZone::posix(rule).unwrap();
            for month in 0..24 {
                let moment = Timestamp::from_second(1_700_000_000 + month * 2_629_800).unwrap();
                assert_eq!(zone.rules().to_offset(moment), same.to_offset(moment), "{tz}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_zone_or_said_not_to_be(tz in "[ -~]{0,24}|:?[A-Z<>+-]{1,6}[-+0-9:]{0,8}[A-Z<>+-]{0,6}[-+0-9:]{0,6}(,[MJ0-9./:-]{0,12}){0,3}") {
            prop_assume!(!tz.trim_start_matches(':').starts_with('/'));
            let zone = of(&tz);
            zone.name();
            let is_said = zone.doubt().is_some();
            prop_assert!(is_said || zone.source == ZoneSource::Table || matches!(zone.source, ZoneSource::Rule(_)), "{:?}", zone);
        }
    }
}
