//! Whether the desktop's portal shows file dialogs: asked of the portal itself, because its being installed says little.

use std::time::Duration;
use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;

const PORTAL: &str = "org.freedesktop.portal.Desktop";
const PATH: &str = "/org/freedesktop/portal/desktop";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";
const FILE_CHOOSER: &str = "org.freedesktop.portal.FileChooser";

/// A portal that takes longer to start, or that hangs, is not waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// Whether it does. Starts the portal where the bus can; waits for it, but not for ever.
pub fn shows_dialogs() -> bool {
    Builder::session()
        .and_then(|bus| bus.method_timeout(PATIENCE).build())
        .is_ok_and(|bus| has_file_chooser(&bus))
}

/// A portal without a back end for file dialogs hasn't the interface.
fn has_file_chooser(bus: &Connection) -> bool {
    bus.call_method(Some(PORTAL), PATH, Some(PROPERTIES), "Get", &(FILE_CHOOSER, "version")).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::test_bus::Bus;

    struct FileChooser;

    #[zbus::interface(name = "org.freedesktop.portal.FileChooser")]
    impl FileChooser {
        #[zbus(property, name = "version")]
        fn version(&self) -> u32 {
            3
        }
    }

    struct Settings;

    #[zbus::interface(name = "org.freedesktop.portal.Settings")]
    impl Settings {}

    #[test]
    fn only_a_portal_with_file_dialogs_counts() {
        let Some(bus) = Bus::start() else { return println!("skipped: there is no dbus-daemon here") };
        assert!(!has_file_chooser(&bus.connect()), "there is no portal");
        let portal = || Builder::address(&*bus.address).unwrap().name(PORTAL).unwrap();
        let without = portal().serve_at(PATH, Settings).unwrap().build().unwrap();
        assert!(!has_file_chooser(&bus.connect()), "it has none");
        drop(without);
        let with = portal().serve_at(PATH, FileChooser).unwrap().build().unwrap();
        assert!(has_file_chooser(&bus.connect()));
        drop(with);
    }
}
