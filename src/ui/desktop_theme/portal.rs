//! The settings portal, `org.freedesktop.portal.Settings`, as xdg-desktop-portal documents it.
//!
//! Any program on the bus can send signals, as many and as fast as it likes. So they come on a connection of their own, where they
//! hold up no answer; of the portal's only those of settings are asked for; and what they say is not believed but asked
//! again, a few times a second at most.

use crate::ui::theme::Comfort;
use crossbeam_channel::{Receiver, Sender, TrySendError, bounded};
use eframe::egui::Theme;
use std::thread;
use std::time::{Duration, Instant};
use zbus::blocking::{Connection, MessageIterator};
use zbus::zvariant::{OwnedValue, Value};
use zbus::{MatchRule, message};

const PORTAL: &str = "org.freedesktop.portal.Desktop";
const PATH: &str = "/org/freedesktop/portal/desktop";
const SETTINGS: &str = "org.freedesktop.portal.Settings";
/// Settings by namespace and key. First those of the portal itself, then GNOME's own, for portals that are older than those.
type Key = (&'static str, &'static str);
const SCHEME: Key = ("org.freedesktop.appearance", "color-scheme");
const CONTRAST: Key = ("org.freedesktop.appearance", "contrast");
const MOTION: Key = ("org.freedesktop.appearance", "reduced-motion");
const GNOME_CONTRAST: Key = ("org.gnome.desktop.a11y.interface", "high-contrast");
const GNOME_MOTION: Key = ("org.gnome.desktop.interface", "enable-animations");

/// What the user asks of the desktop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Preferences {
    /// Light or dark; light if there is no preference.
    pub theme: Theme,
    /// Contrast and motion.
    pub comfort: Comfort,
}

/// Signals that wait to be looked at. They all say the same.
const QUEUE: usize = 16;
/// How soon the portal is asked again.
const PAUSE: Duration = Duration::from_millis(100);

/// Calls `show` with the preferences as they are, and again whenever they are others, until the bus is gone.
///
/// # Errors
/// If the bus or the portal can't be asked at all.
pub(super) fn watch(
    bus: impl Fn() -> zbus::Result<Connection>,
    mut show: impl FnMut(Preferences),
) -> zbus::Result<()> {
    // First, so that no change falls between the answer and the first signal.
    let changes = changes(&bus()?);
    let asking = bus()?;
    let mut shown = None;
    loop {
        let asked = Instant::now();
        let preferences = ask(&asking)?;
        if shown != Some(preferences) {
            shown = Some(preferences);
            show(preferences);
        }
        let Ok(Ok(())) = changes.as_ref().map(Receiver::recv) else { return Ok(()) };
        thread::sleep(PAUSE.saturating_sub(asked.elapsed()));
    }
}

/// Where a signal arrives when a setting was changed, one for as many as come before it is taken.
fn changes(listening: &Connection) -> zbus::Result<Receiver<()>> {
    let rule = MatchRule::builder()
        .msg_type(message::Type::Signal)
        .sender(PORTAL)?
        .path(PATH)?
        .interface(SETTINGS)?
        .member("SettingChanged")?
        .build();
    let signals = MessageIterator::for_match_rule(rule, listening, Some(QUEUE))?;
    let (changed, changes) = bounded(1);
    thread::Builder::new().name("theme-signals".to_owned()).spawn(move || pass_on(signals, &changed))?;
    Ok(changes)
}

fn pass_on(signals: MessageIterator, changed: &Sender<()>) {
    for signal in signals {
        if signal.is_err() || matches!(changed.try_send(()), Err(TrySendError::Disconnected(()))) {
            return;
        }
    }
}

/// # Errors
/// If the portal answers to none of them.
fn ask(asking: &Connection) -> zbus::Result<Preferences> {
    let scheme = one(asking, SCHEME);
    let contrast = one(asking, CONTRAST).or_else(|_| one(asking, GNOME_CONTRAST));
    let motion = one(asking, MOTION).map(|asked| number(&asked) == Some(1));
    let motion = motion.or_else(|_| one(asking, GNOME_MOTION).map(|moves| number(&moves) == Some(0)));
    if let (Err(error), Err(_), Err(_)) = (&scheme, &contrast, &motion) {
        return Err(error.clone());
    }
    // 1 is dark, 2 light, 0 no preference; what can't be asked is none either.
    let is_dark = scheme.is_ok_and(|scheme| number(&scheme) == Some(1));
    let comfort = Comfort {
        more_contrast: contrast.is_ok_and(|contrast| number(&contrast) == Some(1)),
        less_motion: motion.unwrap_or(false),
    };
    Ok(Preferences { theme: if is_dark { Theme::Dark } else { Theme::Light }, comfort })
}

fn one(asking: &Connection, (namespace, key): Key) -> zbus::Result<OwnedValue> {
    let call = |method| asking.call_method(Some(PORTAL), PATH, Some(SETTINGS), method, &(namespace, key));
    // `ReadOne` came with version 2; `Read` wraps the same value once more.
    let answer = call("ReadOne").or_else(|_| call("Read"))?;
    answer.body().deserialize()
}

/// A number of the portal's, or a yes or no of GNOME's as 1 or 0, however often it is wrapped.
fn number(value: &Value<'_>) -> Option<u32> {
    match value {
        Value::Value(inner) => number(inner),
        Value::U32(number) => Some(*number),
        Value::Bool(yes) => Some(u32::from(*yes)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::test_bus::Bus;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
    use zbus::blocking::connection::Builder;

    const BOUND: Duration = Duration::from_secs(60);

    #[test]
    fn the_portals_numbers_are_read_however_often_they_are_wrapped() {
        assert_eq!(number(&Value::U32(1)), Some(1));
        assert_eq!(number(&Value::Bool(true)), Some(1));
        assert_eq!(number(&Value::Value(Box::new(Value::U32(2)))), Some(2));
        assert_eq!(number(&Value::Str("1".into())), None);
    }

    /// A portal that answers with these numbers, and counts how often it was asked for the first of them.
    struct Settings {
        numbers: Vec<(Key, Arc<AtomicU32>)>,
        asked: Arc<AtomicU32>,
    }

    #[zbus::interface(name = "org.freedesktop.portal.Settings")]
    impl Settings {
        fn read_one(&self, namespace: &str, key: &str) -> zbus::fdo::Result<OwnedValue> {
            if (namespace, key) == self.numbers[0].0 {
                self.asked.fetch_add(1, Ordering::Relaxed);
            }
            let found = self.numbers.iter().find(|(known, _)| *known == (namespace, key));
            let (known, number) = found.ok_or_else(|| zbus::fdo::Error::Failed("unknown".into()))?;
            let number = number.load(Ordering::Relaxed);
            let is_gnomes = known.0.starts_with("org.gnome");
            Ok(if is_gnomes { OwnedValue::from(number == 1) } else { OwnedValue::from(number) })
        }
    }

    fn signal(by: &Connection, namespace: &str, key: &str) -> zbus::Result<()> {
        by.emit_signal(None::<&str>, PATH, SETTINGS, "SettingChanged", &(namespace, key, Value::U32(7)))
    }

    fn serve(bus: &Bus, settings: Settings) -> Connection {
        let builder = Builder::address(&*bus.address).unwrap().name(PORTAL).unwrap();
        builder.serve_at(PATH, settings).unwrap().build().unwrap()
    }

    /// What is shown, each as it comes.
    fn watched(bus: &Bus) -> Receiver<Preferences> {
        let (give, shown) = crossbeam_channel::unbounded();
        let address = bus.address.clone();
        let connect = move || Builder::address(&*address)?.build();
        let watching = move || watch(connect, |preferences| give.send(preferences).unwrap_or_default());
        thread::Builder::new().spawn(watching).unwrap();
        shown
    }

    fn plain(theme: Theme) -> Preferences {
        Preferences { theme, comfort: Comfort::default() }
    }

    #[test]
    fn contrast_and_motion_are_the_portals_own_or_gnomes() {
        let Some(bus) = Bus::start() else { return };
        // Whether a portal has the key, and what it says for "more contrast" and for "less motion".
        for (contrast, motion, on) in [
            (CONTRAST, MOTION, [1, 1]),
            (GNOME_CONTRAST, GNOME_MOTION, [1, 0]),
            (CONTRAST, GNOME_MOTION, [1, 0]),
        ] {
            let [high, still] = [Arc::new(AtomicU32::new(1 - on[0])), Arc::new(AtomicU32::new(1 - on[1]))];
            let numbers = vec![(contrast, high.clone()), (motion, still.clone())];
            let portal = serve(&bus, Settings { numbers, asked: Arc::default() });
            let shown = watched(&bus);
            assert_eq!(shown.recv_timeout(BOUND), Ok(plain(Theme::Light)));
            high.store(on[0], Ordering::Relaxed);
            signal(&portal, contrast.0, contrast.1).unwrap();
            let comfort = Comfort { more_contrast: true, less_motion: false };
            assert_eq!(shown.recv_timeout(BOUND), Ok(Preferences { theme: Theme::Light, comfort }));
            still.store(on[1], Ordering::Relaxed);
            signal(&portal, motion.0, motion.1).unwrap();
            let comfort = Comfort { more_contrast: true, less_motion: true };
            assert_eq!(shown.recv_timeout(BOUND), Ok(Preferences { theme: Theme::Light, comfort }));
            portal.close().unwrap();
        }
    }

    #[test]
    fn a_flood_of_signals_leaves_no_question_unanswered() {
        let Some(bus) = Bus::start() else { return };
        let (number, asked) = (Arc::new(AtomicU32::new(1)), Arc::new(AtomicU32::new(0)));
        let numbers = vec![(SCHEME, number.clone())];
        let portal = serve(&bus, Settings { numbers, asked: asked.clone() });
        // One flood by a stranger, one of other settings by the portal, and one that looks right.
        let is_over = Arc::new(AtomicBool::new(false));
        let flood = |by: Connection, namespace: &'static str, key: &'static str| {
            let is_over = is_over.clone();
            thread::Builder::new().spawn(move || {
                while !is_over.load(Ordering::Relaxed) && signal(&by, namespace, key).is_ok() {}
            })
        };
        let floods = [
            flood(bus.connect(), SCHEME.0, SCHEME.1).unwrap(),
            flood(portal.clone(), "org.example", SCHEME.1).unwrap(),
            flood(portal.clone(), SCHEME.0, SCHEME.1).unwrap(),
        ];
        let shown = watched(&bus);

        let started = Instant::now();
        for (next, theme) in [(2, Theme::Dark), (1, Theme::Light), (1, Theme::Dark)] {
            assert_eq!(shown.recv_timeout(BOUND), Ok(plain(theme)));
            number.store(next, Ordering::Relaxed);
        }
        let most = started.elapsed().as_millis() / PAUSE.as_millis() + 2;
        assert!(u128::from(asked.load(Ordering::Relaxed)) <= most, "it asks as often as it hears signals");
        is_over.store(true, Ordering::Relaxed);
        floods.into_iter().for_each(|flood| flood.join().unwrap());
        assert!(shown.is_empty(), "it was told of a theme that was there already");
    }

    #[test]
    fn one_signal_of_the_portal_is_heard() {
        let Some(bus) = Bus::start() else { return };
        let number = Arc::new(AtomicU32::new(0));
        let numbers = vec![(SCHEME, number.clone())];
        let portal = serve(&bus, Settings { numbers, asked: Arc::default() });
        let shown = watched(&bus);
        assert_eq!(shown.recv_timeout(BOUND), Ok(plain(Theme::Light)));
        number.store(1, Ordering::Relaxed);
        signal(&portal, SCHEME.0, SCHEME.1).unwrap();
        assert_eq!(shown.recv_timeout(BOUND), Ok(plain(Theme::Dark)));
    }
}
