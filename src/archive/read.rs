//! Reading a saved sheet: this thread fetches the parts, several unpack and check them, and what they hold is sent in order.

use super::about::{self, VERSION};
use super::content::Fetched;
use super::in_order::in_order;
use super::names::{ABOUT, Known};
use super::taken::Taken;
use super::zip::{self, Next, ZipReader};
use crate::model::{Cause, SourceError, SourceSink};
use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::ops::ControlFlow;
use std::path::Path;

/// Bytes of a file's beginning that [`recognises`] looks at.
pub const FIRST_BYTES: usize = zip::HEADER + ABOUT.len();

/// Whether a file that begins so is a saved sheet. [`FIRST_BYTES`] are enough.
pub fn recognises(first: &[u8]) -> bool {
    zip::begins_with(first, ABOUT.as_bytes())
}

/// Reads a saved sheet and sends what is in it: [`crate::model::SourceEvent::Origin`], how it was read, picked folders, accounts, then
/// folders and rows, at last problems and the end of each picked folder.
///
/// # Errors
/// [`SourceError::Damaged`] after everything before the damage was sent and each picked folder was ended as incomplete;
/// [`SourceError::NotRecognised`] and [`SourceError::TooNew`] before anything was sent; [`SourceError::Io`] at any time; and what the sink
/// fails with.
pub fn read(file: &Path, sink: &mut dyn SourceSink) -> Result<(), SourceError> {
    let opened = File::open(file).map_err(|error| SourceError::Io(Cause::from(&error)))?;
    read_from(BufReader::new(opened), file, sink)
}

/// The same from what was opened before; `file` is only told.
///
/// # Errors
/// As [`read`].
pub fn read_from(input: impl Read + Seek, file: &Path, sink: &mut dyn SourceSink) -> Result<(), SourceError> {
    let io = |error| SourceError::Io(Cause::from(&error));
    let mut zip = ZipReader::new(input).map_err(io)?;
    let first = match zip.next(|name| Known::named(name) == Some(Known::About)).map_err(io)? {
        Next::Part(part) => part,
        _ => return Err(SourceError::NotRecognised),
    };
    let damaged = SourceError::Damaged { byte: 0, rows: 0 };
    let about = about::decode(&first.unpack().ok_or(damaged)?).ok_or(SourceError::NotRecognised)?;
    if about.version > VERSION {
        return Err(SourceError::TooNew { version: about.version });
    }
    let mut taken = Taken::new(about, first.crc, file, sink)?;
    let mut is_over = false;
    let fetched = std::iter::from_fn(|| {
        while !is_over {
            let at = zip.at();
            match zip.next(|name| Known::named(name).is_some()) {
                Ok(Next::Skipped) => {}
                Ok(Next::Part(part)) => return Some(Fetched::Part(part)),
                Ok(Next::End | Next::Damage) => {
                    is_over = true;
                    return Some(Fetched::End(at));
                }
                Err(error) => {
                    is_over = true;
                    return Some(Fetched::Failed(Cause::from(&error)));
                }
            }
        }
        None
    });
    let flow = in_order("open", fetched, Fetched::parsed, |parsed| match parsed {
        Some(parsed) => taken.take(parsed),
        None => ControlFlow::Break(Err(SourceError::Damaged { byte: 0, rows: 0 })),
    });
    match flow {
        ControlFlow::Break(end) => end,
        ControlFlow::Continue(()) => Ok(()),
    }
}
