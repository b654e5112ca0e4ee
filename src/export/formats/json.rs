//! JSON Lines: an object a row, with the names that programs use; `null` is what is not known. Times are UTC, and a text is as it is but
//! for bytes that are no Unicode.

use crate::export::Job;
use crate::export::cells::{Cell, Cells};
use crate::model::Row;
use crate::text::{self, Clock};

/// Writes objects.
pub(in crate::export) struct Syntax {
    clock: Clock,
    digits: itoa::Buffer,
    /// Whether what can't be seen in a text is escaped too.
    for_terminal: bool,
}

impl Syntax {
    pub(super) fn new() -> Syntax {
        Syntax { clock: Clock::utc(), digits: itoa::Buffer::new(), for_terminal: false }
    }

    /// The same objects, with nothing in them that a terminal would obey.
    pub(super) fn for_terminal() -> Syntax {
        Syntax { for_terminal: true, ..Syntax::new() }
    }

    /// An object on a line of its own. The names need no escapes.
    pub(super) fn object<'c>(
        &mut self,
        members: impl IntoIterator<Item = (&'static str, Cell<'c>)>,
        out: &mut Vec<u8>,
    ) {
        let mut before = b'{';
        for (name, cell) in members {
            out.push(before);
            before = b',';
            out.push(b'"');
            out.extend_from_slice(name.as_bytes());
            out.extend_from_slice(b"\":");
            self.value(&cell, out);
        }
        out.extend_from_slice(b"}\n");
    }

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

/// Writes rows as objects.
pub(in crate::export) struct Json<'a> {
    syntax: Syntax,
    job: &'a Job,
    cells: Cells<'a>,
}

impl<'a> Json<'a> {
    pub(super) fn new(job: &'a Job) -> Json<'a> {
        Json { syntax: Syntax::new(), job, cells: Cells::new(&job.sheet) }
    }

    /// One line.
    pub(super) fn row(&mut self, row: &Row<'_>, out: &mut Vec<u8>) {
        self.cells.enter(row.folder);
        let fields = self.job.plan.fields.iter();
        let members = fields.map(|&field| (field.as_str(), self.cells.cell(row, field)));
        self.syntax.object(members, out);
    }
}
