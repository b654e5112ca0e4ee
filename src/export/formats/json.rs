//! JSON Lines: an object a row, with the names that programs use; what is not known is `null`. Times are UTC, and a text is as it is but
//! for bytes that are not valid UTF-8.

use super::lines::RecordLines;
use super::seam::{Beginning, Head, Outlet, Part, Records, SheetWriter, TextFormat};
use super::text as shared;
use crate::export::cells::Cell;
use crate::export::error::WriteError;
use crate::export::{ExportJob, Progress};
use crate::text::{self, Clock};

/// See the module.
#[derive(Clone, Copy, Debug)]
pub(super) struct JsonLines;

impl SheetWriter for JsonLines {
    fn extension(&self) -> &'static str {
        "jsonl"
    }

    fn sheet(&self, part: &Part<'_>, to: Outlet<'_>, progress: &Progress) -> Result<(), WriteError> {
        shared::sheet(self, part, to, progress)
    }

    fn problems(&self, job: &ExportJob, to: Outlet<'_>, _: &Progress) -> Result<(), WriteError> {
        shared::problems(self, job, to)
    }

    fn wrote(&self, file: &Beginning<'_>) -> bool {
        let object = file.line().map(serde_json::from_str::<serde_json::Map<String, serde_json::Value>>);
        let Some(Ok(object)) = object else { return false };
        (file.are_columns)(&mut object.keys().map(String::as_str))
    }
}

impl TextFormat for JsonLines {
    type Records = Objects;
    type Rows<'a> = RecordLines<'a, Objects>;

    fn records(&self, columns: Vec<Head>, for_terminal: bool) -> Objects {
        let names = columns.into_iter().map(|column| column.name).collect();
        Objects { names, clock: Clock::utc(), digits: itoa::Buffer::new(), for_terminal }
    }

    fn rows<'a>(&self, job: &'a ExportJob) -> RecordLines<'a, Objects> {
        RecordLines::new(job, self.records(shared::columns(job), false))
    }
}

/// Writes objects.
pub(super) struct Objects {
    /// They need no escapes.
    names: Vec<&'static str>,
    clock: Clock,
    digits: itoa::Buffer,
    /// Whether what can't be seen in a text is escaped too.
    for_terminal: bool,
}

impl Records for Objects {
    fn head(&self, _: &mut Vec<u8>) {}

    /// An object on a line of its own.
    fn record<'c>(&mut self, cells: impl Iterator<Item = Cell<'c>>, out: &mut Vec<u8>) {
        let mut before = b'{';
        for (at, cell) in cells.enumerate() {
            out.push(before);
            before = b',';
            out.push(b'"');
            out.extend_from_slice(self.names[at].as_bytes());
            out.extend_from_slice(b"\":");
            self.value(&cell, out);
        }
        out.extend_from_slice(b"}\n");
    }
}

impl Objects {
    fn value(&mut self, cell: &Cell<'_>, out: &mut Vec<u8>) {
        match cell {
            Cell::Empty => out.extend_from_slice(b"null"),
            Cell::Text(text) if self.for_terminal => push_visible(text, out),
            // Writing to a vector can't fail.
            Cell::Text(text) => drop(serde_json::to_writer(out, text.as_ref())),
            Cell::Number(number) => out.extend_from_slice(self.digits.format(*number).as_bytes()),
            Cell::Time(seconds) => {
                out.push(b'"');
                self.clock.push(*seconds, out);
                out.push(b'"');
            }
        }
    }
}

/// A string with JSON's own escape for each character that can't be seen as what it is.
fn push_visible(text: &str, out: &mut Vec<u8>) {
    let push = |part: &str, out: &mut Vec<u8>| {
        let start = out.len();
        drop(serde_json::to_writer(&mut *out, part));
        // The quotes are the whole string's.
        out.pop();
        out.remove(start);
    };
    out.push(b'"');
    let mut done = 0;
    for (at, c) in text::unseen(text) {
        push(&text[done..at], out);
        for unit in c.encode_utf16(&mut [0; 2]) {
            out.extend_from_slice(format!("\\u{unit:04x}").as_bytes());
        }
        done = at + c.len_utf8();
    }
    push(&text[done..], out);
    out.push(b'"');
}
