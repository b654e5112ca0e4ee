//! Writing a saved sheet: several threads make and compress the parts, and this one puts them down in order.

use super::about;
use super::folders::{self, EACH, Numbering};
use super::in_order::in_order;
use super::names;
use super::zip::{Packed, ZipWriter};
use super::{problems, readme, rows};
use crate::model::{Cancel, RootId, RowSet};
use crate::store::{Accounts, Sheet};
use serde_json::{Map, Value, json};
use std::io::{self, Write};
use std::ops::ControlFlow;

/// Why a sheet was not saved.
#[derive(Debug)]
pub enum SaveError {
    /// It was cancelled.
    Cancelled,
    /// The file could not be written.
    Io(io::Error),
}

impl From<io::Error> for SaveError {
    fn from(error: io::Error) -> SaveError {
        SaveError::Io(error)
    }
}

/// What is saved.
#[derive(Clone, Copy, Debug)]
pub struct Saving<'a> {
    /// A snapshot of the sheet. What is still being read counts as stopped.
    pub sheet: &'a Sheet,
    /// Of its rows only these, with the folders that they need; `None` for all.
    pub only: Option<&'a RowSet>,
    /// The filter or selection that `only` is of, in words or as a filter's text; `None` if every row is saved.
    pub filter: Option<&'a str>,
}

/// A part to be made.
enum Job {
    Ready(&'static str, Vec<u8>),
    /// Problems from this line on.
    Problems(u32, usize),
    ProblemTable,
    /// Folders from this place of the order on.
    Folders(u32, usize),
    /// These blocks, of which the first row has this number.
    Rows(u32, u64, rows::Group),
}

/// Writes a saved sheet to `out`, which needn't be a file, and calls `told` with the number of rows that are written so far. Returns how
/// many bytes it has.
///
/// # Errors
/// If `out` takes no more, or it was cancelled. What was written then is not a saved sheet.
pub fn write(
    saving: &Saving<'_>,
    out: &mut dyn Write,
    cancel: &Cancel,
    mut told: impl FnMut(u64),
) -> Result<u64, SaveError> {
    let Saving { sheet, only, filter } = *saving;
    let numbering = Numbering::of(sheet, only);
    let row_count = only.map_or(u64::from(sheet.rows.len()), RowSet::len);
    let work = |job| make(saving, &numbering, job);
    let mut zip = ZipWriter::new(out);
    let (mut index, mut written) = (Vec::new(), 0);
    let ready = [
        Job::Ready(names::ABOUT, about::encode(sheet, filter, row_count, numbering.order.len() as u64)),
        Job::Ready(names::README, readme::text(sheet, filter, row_count).into_bytes()),
        Job::Ready(names::ACCOUNTS, accounts(&sheet.accounts)),
    ];
    let problems = (0..).zip((0..sheet.problems.len()).step_by(problems::EACH));
    let problems = problems.map(|(number, start)| Job::Problems(number, start));
    let jobs =
        ready.into_iter().chain(problems).chain(parts(sheet, only, &numbering)).chain([Job::ProblemTable]);
    let put = |made: Option<io::Result<(Packed, u64)>>| {
        let made = made.unwrap_or_else(|| Err(io::Error::other("a worker thread panicked")));
        let put = made.and_then(|(part, rows)| {
            index.push(json!({ "name": part.name, "crc32": part.crc, "bytes": part.len }));
            zip.part(&part)?;
            written += rows;
            told(written);
            Ok(())
        });
        match put {
            _ if cancel.is_set() => ControlFlow::Break(SaveError::Cancelled),
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => ControlFlow::Break(error.into()),
        }
    };
    if let ControlFlow::Break(error) = in_order("save", jobs, work, put) {
        return Err(error);
    }
    let index = json!({ "parts": index, "rows": row_count, "folders": numbering.order.len() });
    zip.part(&Packed::new(names::INDEX.to_owned(), &serde_json::to_vec(&index).unwrap_or_default())?)?;
    Ok(zip.finish()?)
}

/// The parts of folders and rows, folders before the rows in them.
fn parts<'a>(
    sheet: &'a Sheet,
    only: Option<&'a RowSet>,
    numbering: &'a Numbering,
) -> impl Iterator<Item = Job> + 'a {
    let mut groups = rows::groups(&sheet.rows, only).peekable();
    let (mut start, mut first) = (0, 0);
    let (mut folder_part, mut row_part) = (0, 0);
    std::iter::from_fn(move || {
        let next = numbering.order.get(start).copied();
        let highest = groups
            .peek()
            .map(|group| group.blocks.iter().map(|(_, block)| block.folder_bounds().1.0).max().unwrap_or(0));
        // With other numbers it shows only in the making which folders rows are in.
        let is_needed = |id| !numbering.is_the_same() || highest.is_none_or(|highest| id <= highest);
        if next.is_some_and(is_needed) {
            let job = Job::Folders(folder_part, start);
            (start, folder_part) = (start + EACH, folder_part + 1);
            return Some(job);
        }
        let group = groups.next()?;
        let (number, at) = (row_part, first);
        row_part += 1;
        first += group.rows as u64;
        Some(Job::Rows(number, at, group))
    })
}

/// Makes a part. Returns it with the number of rows in it.
fn make(saving: &Saving<'_>, numbering: &Numbering, job: Job) -> io::Result<(Packed, u64)> {
    let sheet = saving.sheet;
    let place = |root: RootId| sheet.roots.place(root).map_or(0, |place| place as u32);
    let (name, bytes, count) = match job {
        Job::Ready(name, bytes) => (name.to_owned(), bytes, 0),
        Job::Problems(number, start) => {
            (names::problems(number), problems::encode(sheet, numbering, start), 0)
        }
        Job::ProblemTable => (names::PROBLEM_TABLE.to_owned(), problems::table(sheet), 0),
        Job::Folders(number, start) => {
            (names::folders(number), folders::encode(numbering, start, &sheet.folders, place), 0)
        }
        Job::Rows(number, first, group) if saving.only.is_none() && numbering.is_the_same() => {
            let blocks = group.blocks.iter().map(|(_, block)| &**block);
            (names::rows(number), rows::encode(first, blocks), group.rows as u64)
        }
        Job::Rows(number, first, group) => {
            let chosen = group.blocks.iter().flat_map(|(from, block)| {
                let is_chosen =
                    move |index: &usize| saving.only.is_none_or(|only| only.contains(from + *index as u32));
                (0..block.len()).filter(is_chosen).map(|index| block.row(index))
            });
            let blocks = rows::rewritten(chosen, |folder| numbering.number(folder));
            (names::rows(number), rows::encode(first, blocks.iter()), group.rows as u64)
        }
    };
    Ok((Packed::new(name, &bytes)?, count))
}

/// The bytes of the part with the names of owners and groups, each by its number; `null` where none is known.
fn accounts(accounts: &Accounts) -> Vec<u8> {
    let of = |column| {
        let names = accounts.all(column).map(|(number, name)| (number.to_string(), Value::from(name)));
        Value::Object(names.collect())
    };
    let all: Map<String, Value> =
        Accounts::COLUMNS.into_iter().map(|column| (column.as_str().to_owned(), of(column))).collect();
    serde_json::to_vec(&all).unwrap_or_default()
}
