//! Other tools' lists of files: knowing whose a list is, and reading it.
//!
//! Each reader streams: it holds a bounded part of the file, and puts what it finds on a [`crate::model::SourceSink`] as the workers of a scan
//! do. Names stay the list's bytes. What a list doesn't know stays unknown.
//!
//! A list is known by its beginning ([`recognise()`]), whatever the file is called, or read as the user says ([`How`]): as a kind, or by the
//! columns of any CSV ([`Mapping`]), of which [`preview()`] shows the first rows.

mod about;
mod accounts;
mod csv;
mod dates;
mod dfxml;
mod encoding;
mod escapes;
mod file_kinds;
mod head;
mod how;
mod input;
mod job;
mod json;
mod lines;
mod maker;
mod mapping;
mod other;
mod paths;
mod plain;
mod preview;
mod reading;
mod recognise;
mod sizes;
mod suggest;
mod sums;
mod terms;
mod tops;
mod tree;
mod understood;
mod values;

pub use encoding::Encoding;
pub use how::{As, How};
pub use input::Input;
pub use mapping::{Mapping, MappingMistake};
pub use plain::find::RECIPE as FIND_RECIPE;
pub use preview::Preview;
pub use recognise::NAMED as KINDS;
pub use terms::{DateOrder, DecimalMark, Holds, ListZone, Place, SizeUnit};
pub use understood::Understood;

use crate::model::{SourceError, SourceKind, SourceSink};
use encoding::Encoded;
use head::Head;
use recognise::Spec;
use std::io::{self, Read};
use std::path::Path;

/// Bytes of a file by which it is known.
pub const HEAD: usize = input::HEAD;

/// What a list is taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// Its kind.
    pub kind: SourceKind,
    /// How sure that is: 100 is certain.
    pub score: u8,
    /// What else it could be, the likeliest first.
    pub others: Vec<SourceKind>,
}

/// What a file is, by its first [`HEAD`] bytes, or all if it is shorter. `None` if it isn't a known list.
pub fn recognise(first: &[u8]) -> Option<Guess> {
    let text = beginning(&first);
    let mut found = recognise::all(head(&text, first)).into_iter();
    let Spec { kind, score, .. } = found.next()?;
    Some(Guess { kind, score, others: found.map(|spec| spec.kind).collect() })
}

/// The first rows of a file, by its first [`HEAD`] bytes, or all if it is shorter, as they would be read.
pub fn preview(first: &[u8], how: &How) -> Preview {
    let text = match how.encoding() {
        Some(encoding) => beginning(&Encoded { input: &first, encoding }),
        None => beginning(&first),
    };
    preview::preview(&first, head(&text, first), how)
}

/// Reads the list in a file.
///
/// # Errors
/// Why it could not be read, or not to its end. What was sent before is sound.
pub fn read(file: &Path, how: &How, sink: &mut dyn SourceSink) -> Result<(), SourceError> {
    read_from(&file, file, how, sink)
}

/// The same from anywhere, under the name of this file.
///
/// # Errors
/// Those of [`read`].
pub fn read_from(
    input: &dyn Input,
    file: &Path,
    how: &How,
    sink: &mut dyn SourceSink,
) -> Result<(), SourceError> {
    let encoded;
    let input = match how.encoding() {
        Some(encoding) => {
            encoded = Encoded { input, encoding };
            &encoded
        }
        None => input,
    };
    let text = input::text(input).map_err(|error| SourceError::Io((&error).into()))?;
    let text = input::beginning(text, HEAD);
    let head = Head { text: &text, is_whole: text.len() < HEAD };
    let spec =
        recognise::by(&how.read_as, head).ok_or_else(|| SourceError::OtherFile(other::look(input, head)))?;
    reading::read(&spec, input, file, how.folders, sink)
}

/// The first bytes of a file, by which it is known.
///
/// # Errors
/// Those of the system.
pub fn first_bytes(file: &Path) -> io::Result<Vec<u8>> {
    let mut first = Vec::new();
    Input::open(&file)?.take(HEAD as u64).read_to_end(&mut first)?;
    Ok(first)
}

fn beginning(first: &dyn Input) -> Vec<u8> {
    // Reading from memory fails only where a compressed text is cut, which the first bytes of one are.
    input::text(first).map(|text| input::beginning(text, HEAD)).unwrap_or_default()
}

fn head<'t>(text: &'t [u8], first: &[u8]) -> Head<'t> {
    Head { text, is_whole: text.len() < HEAD && first.len() < HEAD }
}
