//! Light or dark as the desktop is, on Linux. Elsewhere the window system tells, and this does nothing.
//!
//! [`super::launch`] calls it once. It asks the settings portal on a thread of its own, which then waits for changes.

use eframe::egui::Context;

/// Lets the "System" theme follow the desktop, as far as it can be asked.
#[cfg(target_os = "linux")]
pub fn follow(ctx: &Context) {
    let ctx = ctx.clone();
    // Without the thread or an answer, the theme stays what it is.
    let _ = std::thread::Builder::new().name("theme".to_owned()).spawn(move || linux::watch(&ctx));
}

/// Lets the "System" theme follow the desktop, as far as it can be asked.
#[cfg(not(target_os = "linux"))]
pub fn follow(_: &Context) {}

/// `org.freedesktop.portal.Settings`, as xdg-desktop-portal documents it.
#[cfg(target_os = "linux")]
mod linux {
    use eframe::egui::{Context, Theme};
    use zbus::blocking::{Connection, Proxy};
    use zbus::zvariant::{OwnedValue, Value};

    const NAMESPACE: &str = "org.freedesktop.appearance";
    const KEY: &str = "color-scheme";

    pub(super) fn watch(ctx: &Context) -> Option<()> {
        let bus = Connection::session().ok()?;
        let portal = Proxy::new(
            &bus,
            "org.freedesktop.portal.Desktop",
            "/org/freedesktop/portal/desktop",
            "org.freedesktop.portal.Settings",
        )
        .ok()?;
        let changes = portal.receive_signal("SettingChanged").ok()?;
        // `ReadOne` came with version 2; `Read` wraps the same value once more.
        let value: OwnedValue = portal
            .call("ReadOne", &(NAMESPACE, KEY))
            .or_else(|_| portal.call("Read", &(NAMESPACE, KEY)))
            .ok()?;
        show(ctx, &value);
        for change in changes {
            if let Ok((namespace, key, value)) = change.body().deserialize::<(String, String, OwnedValue)>()
                && (namespace.as_str(), key.as_str()) == (NAMESPACE, KEY)
            {
                show(ctx, &value);
            }
        }
        Some(())
    }

    fn show(ctx: &Context, value: &Value<'_>) {
        let theme = theme(value);
        ctx.options_mut(|options| options.fallback_theme = theme);
        ctx.request_repaint();
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

        #[test]
        fn the_portals_numbers_are_themes_however_often_they_are_wrapped() {
            assert_eq!(theme(&Value::U32(1)), Theme::Dark);
            assert_eq!(theme(&Value::U32(2)), Theme::Light);
            assert_eq!(theme(&Value::Value(Box::new(Value::U32(1)))), Theme::Dark);
        }
    }
}
