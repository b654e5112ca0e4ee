//! The file manager that selects an item in its folder, by `org.freedesktop.FileManager1` as freedesktop.org documents it. `open` calls
//! it on a thread that may wait.

use crate::ui::uri;
use std::path::{self, Path};
use std::time::Duration;
use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;

const NAME: &str = "org.freedesktop.FileManager1";
const PATH: &str = "/org/freedesktop/FileManager1";

/// One that takes longer to start, or that hangs, is not waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// Shows `item`, selected in its folder; never opens it. Starts the file manager where the bus can.
///
/// # Errors
/// If there is no such file manager, or it doesn't respond in time.
pub(super) fn show(item: &Path) -> zbus::Result<()> {
    show_over(&Builder::session()?.method_timeout(PATIENCE).build()?, item)
}

fn show_over(bus: &Connection, item: &Path) -> zbus::Result<()> {
    let uri = uri::of(&path::absolute(item).map_err(|error| zbus::Error::InputOutput(error.into()))?);
    // The second one is the id of a startup notification: there is none.
    bus.call_method(Some(NAME), PATH, Some(NAME), "ShowItems", &(vec![uri], "")).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::test_bus::Bus;
    use crossbeam_channel::{Sender, unbounded};

    struct FileManager(Sender<(Vec<String>, String)>);

    #[zbus::interface(name = "org.freedesktop.FileManager1")]
    impl FileManager {
        fn show_items(&self, uris: Vec<String>, startup: String) {
            self.0.send((uris, startup)).unwrap();
        }
    }

    #[test]
    fn the_item_is_shown_by_its_address_where_there_is_a_file_manager() {
        let Some(bus) = Bus::start() else { return };
        let item = Path::new("/srv/a b/100% ü.csv");
        assert!(show_over(&bus.connect(), item).is_err(), "there is none yet");
        let (give, shown) = unbounded();
        let builder = Builder::address(&*bus.address).unwrap().name(NAME).unwrap();
        let manager = builder.serve_at(PATH, FileManager(give)).unwrap().build().unwrap();
        show_over(&bus.connect(), item).unwrap();
        let uri = "file:///srv/a%20b/100%25%20%C3%BC.csv".to_owned();
        assert_eq!(shown.recv(), Ok((vec![uri], String::new())));
        drop(manager);
    }
}
