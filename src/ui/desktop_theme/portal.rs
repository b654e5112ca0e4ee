//! The settings portal, `org.freedesktop.portal.Settings`, as xdg-desktop-portal documents it.
//!
//! Any program on the bus can send signals, as many and as fast as it likes. So they come on a connection of their own, where they
//! hold up no answer; of the portal's only those of this one setting are asked for; and what they say is not believed but asked
//! again, a few times a second at most.

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
const NAMESPACE: &str = "org.freedesktop.appearance";
const KEY: &str = "color-scheme";

/// Signals that wait to be looked at. They all say the same.
const QUEUE: usize = 16;
/// How soon the portal is asked again.
const PAUSE: Duration = Duration::from_millis(100);

/// Calls `show` with the theme as it is, and again whenever it is another, until the bus is gone.
///
/// # Errors
/// If the bus or the portal can't be asked at all.
pub fn watch(bus: impl Fn() -> zbus::Result<Connection>, mut show: impl FnMut(Theme)) -> zbus::Result<()> {
    // First, so that no change falls between the answer and the first signal.
    let changes = changes(&bus()?);
    let asking = bus()?;
    let mut shown = None;
    loop {
        let asked = Instant::now();
        let theme = ask(&asking)?;
        if shown != Some(theme) {
            shown = Some(theme);
            show(theme);
        }
        let Ok(Ok(())) = changes.as_ref().map(Receiver::recv) else { return Ok(()) };
        thread::sleep(PAUSE.saturating_sub(asked.elapsed()));
    }
}

/// Where a signal arrives when the setting was changed, one for as many as come before it is taken.
fn changes(listening: &Connection) -> zbus::Result<Receiver<()>> {
    let rule = MatchRule::builder()
        .msg_type(message::Type::Signal)
        .sender(PORTAL)?
        .path(PATH)?
        .interface(SETTINGS)?
        .member("SettingChanged")?
        .arg(0, NAMESPACE)?
        .arg(1, KEY)?
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

fn ask(asking: &Connection) -> zbus::Result<Theme> {
    let call = |method| asking.call_method(Some(PORTAL), PATH, Some(SETTINGS), method, &(NAMESPACE, KEY));
    // `ReadOne` came with version 2; `Read` wraps the same value once more.
    let answer = call("ReadOne").or_else(|_| call("Read"))?;
    let value: OwnedValue = answer.body().deserialize()?;
    Ok(theme(&value))
}

/// 1 is dark, 2 light, 0 no preference.
fn theme(value: &Value<'_>) -> Theme {
    match value {
        Value::Value(inner) => theme(inner),
        Value::U32(1) => Theme::Dark,
        _ => Theme::Light,
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
    fn the_portals_numbers_are_themes_however_often_they_are_wrapped() {
        assert_eq!(theme(&Value::U32(1)), Theme::Dark);
        assert_eq!(theme(&Value::U32(2)), Theme::Light);
        assert_eq!(theme(&Value::Value(Box::new(Value::U32(1)))), Theme::Dark);
    }

    /// A portal that answers with this number, and counts how often it was asked.
    struct Settings(Arc<AtomicU32>, Arc<AtomicU32>);

    #[zbus::interface(name = "org.freedesktop.portal.Settings")]
    impl Settings {
        fn read_one(&self, namespace: &str, key: &str) -> OwnedValue {
            assert_eq!((namespace, key), (NAMESPACE, KEY));
            self.1.fetch_add(1, Ordering::Relaxed);
            OwnedValue::from(self.0.load(Ordering::Relaxed))
        }
    }

    fn signal(by: &Connection, namespace: &str, key: &str) -> zbus::Result<()> {
        by.emit_signal(None::<&str>, PATH, SETTINGS, "SettingChanged", &(namespace, key, Value::U32(7)))
    }

    #[test]
    fn a_flood_of_signals_leaves_no_question_unanswered() {
        let Some(bus) = Bus::start() else { return println!("skipped: there is no dbus-daemon here") };
        let (number, asked) = (Arc::new(AtomicU32::new(1)), Arc::new(AtomicU32::new(0)));
        let settings = Settings(number.clone(), asked.clone());
        let builder = Builder::address(&*bus.address).unwrap().name(PORTAL).unwrap();
        let portal = builder.serve_at(PATH, settings).unwrap().build().unwrap();
        // One flood by a stranger, one of other settings by the portal, and one that looks right.
        let is_over = Arc::new(AtomicBool::new(false));
        let flood = |by: Connection, namespace: &'static str, key: &'static str| {
            let is_over = is_over.clone();
            thread::Builder::new().spawn(move || {
                while !is_over.load(Ordering::Relaxed) && signal(&by, namespace, key).is_ok() {}
            })
        };
        let floods = [
            flood(bus.connect(), NAMESPACE, KEY).unwrap(),
            flood(portal.clone(), "org.example", KEY).unwrap(),
            flood(portal.clone(), NAMESPACE, KEY).unwrap(),
        ];
        let (give, shown) = crossbeam_channel::unbounded();
        let address = bus.address.clone();
        let connect = move || Builder::address(&*address)?.build();
        let watching = move || watch(connect, |theme| give.send(theme).unwrap_or_default());
        thread::Builder::new().spawn(watching).unwrap();

        let started = Instant::now();
        for (next, theme) in [(2, Theme::Dark), (1, Theme::Light), (1, Theme::Dark)] {
            assert_eq!(shown.recv_timeout(BOUND), Ok(theme));
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
        let Some(bus) = Bus::start() else { return println!("skipped: there is no dbus-daemon here") };
        let number = Arc::new(AtomicU32::new(0));
        let settings = Settings(number.clone(), Arc::default());
        let builder = Builder::address(&*bus.address).unwrap().name(PORTAL).unwrap();
        let portal = builder.serve_at(PATH, settings).unwrap().build().unwrap();
        let (give, shown) = crossbeam_channel::unbounded();
        let address = bus.address.clone();
        let connect = move || Builder::address(&*address)?.build();
        let watching = move || watch(connect, |theme| give.send(theme).unwrap_or_default());
        thread::Builder::new().spawn(watching).unwrap();
        assert_eq!(shown.recv_timeout(BOUND), Ok(Theme::Light));
        number.store(1, Ordering::Relaxed);
        signal(&portal, NAMESPACE, KEY).unwrap();
        assert_eq!(shown.recv_timeout(BOUND), Ok(Theme::Dark));
    }
}
