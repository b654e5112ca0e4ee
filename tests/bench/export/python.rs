//! Polars and DuckDB in a Python of their own, which has read the same rows and writes them when told to.

use std::cell::RefCell;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

/// Who writes.
pub const RIVALS: [&str; 2] = ["Polars", "DuckDB"];

/// The process.
pub struct Python {
    child: RefCell<Child>,
    to: RefCell<ChildStdin>,
    from: RefCell<BufReader<ChildStdout>>,
}

impl Python {
    /// Starts it, and waits until it has read the rows of this file.
    pub fn start(rows: &Path) -> Result<Python, String> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench/export/rivals.py");
        let mut child = Command::new("python3")
            .arg(script)
            .arg(rows)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| error.to_string())?;
        let (to, from) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let python = Python {
            child: RefCell::new(child),
            to: RefCell::new(to),
            from: RefCell::new(BufReader::new(from)),
        };
        match python.line().as_str() {
            "ready" => Ok(python),
            other => Err(other.to_owned()),
        }
    }

    /// Lets one of them write, and gives what it took.
    pub fn write(&self, rival: &str, target: &Path) -> Duration {
        writeln!(self.to.borrow_mut(), "{rival} {}", target.display()).unwrap();
        Duration::from_secs_f64(self.line().parse().unwrap())
    }

    fn line(&self) -> String {
        let mut line = String::new();
        self.from.borrow_mut().read_line(&mut line).unwrap();
        line.trim().to_owned()
    }
}

impl Drop for Python {
    fn drop(&mut self) {
        let _ = self.child.borrow_mut().kill();
        let _ = self.child.borrow_mut().wait();
    }
}
