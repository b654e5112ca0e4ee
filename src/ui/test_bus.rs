//! A session bus for tests of what is asked over one.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test")]

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;

/// A message bus of its own, ended with the test.
pub(super) struct Bus {
    daemon: Child,
    /// Where it listens.
    pub address: String,
}

impl Bus {
    /// Starts it; `None`, said as the test's reason to be skipped, if the machine has none.
    pub(super) fn start() -> Option<Bus> {
        let bus = Bus::started();
        if bus.is_none() {
            println!("skipped: dbus-daemon doesn't start");
        }
        bus
    }

    fn started() -> Option<Bus> {
        let mut command = Command::new("dbus-daemon");
        command.args(["--session", "--nofork", "--nopidfile", "--print-address=1"]);
        let mut daemon = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
        let mut address = String::new();
        BufReader::new(daemon.stdout.take()?).read_line(&mut address).ok()?;
        Some(Bus { daemon, address: address.trim().to_owned() })
    }

    /// A connection of its own.
    pub(super) fn connect(&self) -> Connection {
        Builder::address(&*self.address).unwrap().build().unwrap()
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}
