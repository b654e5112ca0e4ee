//! Rows and folders as bytes that are kept in a file: tables of named columns, from which a reader takes those that it knows.
//!
//! A table is the number of its rows (4 bytes) and of its columns (2), and then the columns. A column is the length of its name (1 byte),
//! its name, its form (1), its length (4) and its bytes. All numbers are little-endian. What reads it trusts nothing: a table comes back
//! whole and sound, or not at all.

mod numbers;

pub use numbers::{Coding, Numbers};

/// The form of a column: how its bytes are to be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Form {
    /// Texts, each followed by a NUL byte.
    Texts = 0,
    /// [`Numbers`]. Whether some are missing (1 byte), and if so a bit a row, set where it is there, in words of 8 bytes; how those that are
    /// there are coded (1), see [`Coding`]; and these codes, all of the same number of bytes (1): the lowest byte of each, then the next
    /// one of each, and so on.
    Numbers = 1,
    /// Texts of the rows that have any: how long a column of their lengths is (4 bytes), that column in the form above, and the texts.
    SomeTexts = 2,
}

/// A table while it is written.
#[derive(Debug)]
pub struct TableWriter<'a> {
    out: &'a mut Vec<u8>,
    /// Where the number of columns stands.
    count_at: usize,
    columns: u16,
}

impl<'a> TableWriter<'a> {
    /// Begins one behind what is in `out`.
    pub fn new(rows: u32, out: &'a mut Vec<u8>) -> TableWriter<'a> {
        out.extend_from_slice(&rows.to_le_bytes());
        let count_at = out.len();
        out.extend_from_slice(&[0; 2]);
        TableWriter { out, count_at, columns: 0 }
    }

    fn column(&mut self, name: &str, form: Form, write: impl FnOnce(&mut Vec<u8>)) {
        self.out.push(name.len() as u8);
        self.out.extend_from_slice(name.as_bytes());
        self.out.push(form as u8);
        with_length(self.out, write);
        self.columns += 1;
        self.out[self.count_at..self.count_at + 2].copy_from_slice(&self.columns.to_le_bytes());
    }

    /// Adds a column of texts, each of which `write` appends and closes with a NUL byte. Its name has at most 255 bytes.
    pub fn texts(&mut self, name: &str, write: impl FnOnce(&mut Vec<u8>)) {
        self.column(name, Form::Texts, write);
    }

    /// Adds a column of numbers, coded in the way among these that takes least; and none where all are missing. A column that another one is
    /// coded by stands before it.
    pub fn numbers(&mut self, name: &str, numbers: &Numbers, ways: &[Coding<'_>]) {
        if !numbers.is_unknown() {
            self.column(name, Form::Numbers, |out| numbers.store(ways, out));
        }
    }

    /// Adds a column of texts of which some are missing: by the length of each one, and all of them together. None where all are missing.
    pub fn some_texts(&mut self, name: &str, lengths: &Numbers, texts: &[u8]) {
        if !lengths.is_unknown() {
            self.column(name, Form::SomeTexts, |out| {
                with_length(out, |out| lengths.store(&[Coding::Distance], out));
                out.extend_from_slice(texts);
            });
        }
    }
}

/// What `write` appends, with its length before it.
fn with_length(out: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>)) {
    let len_at = out.len();
    out.extend_from_slice(&[0; 4]);
    write(out);
    let len = (out.len() - len_at - 4) as u32;
    out[len_at..len_at + 4].copy_from_slice(&len.to_le_bytes());
}

/// A table as it is read; borrowed from the bytes of a file.
#[derive(Debug)]
pub struct Table<'a> {
    rows: usize,
    columns: Vec<(&'a [u8], u8, &'a [u8])>,
}

impl<'a> Table<'a> {
    /// Rows of one at most, so that no number in a file asks for more memory than the file explains.
    pub const ROWS: usize = 1 << 16;

    /// The table that `bytes` begin with, which are then those behind it. `None` if there is none.
    pub fn read(bytes: &mut &'a [u8]) -> Option<Table<'a>> {
        let rows = u32::from_le_bytes(take(bytes)?) as usize;
        let count = u16::from_le_bytes(take(bytes)?);
        let mut columns = Vec::new();
        for _ in 0..count {
            let [len] = take(bytes)?;
            let name = bytes.split_off(..len.into())?;
            let [form] = take(bytes)?;
            let len = u32::from_le_bytes(take(bytes)?);
            columns.push((name, form, bytes.split_off(..len as usize)?));
        }
        (rows <= Table::ROWS).then_some(Table { rows, columns })
    }

    /// How many rows it says that it has.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The place and the bytes of a column. The outer `None` is for one that has another form, the inner one for none.
    fn column(&self, name: &[u8], form: Form) -> Option<Option<(usize, &'a [u8])>> {
        let Some(at) = self.columns.iter().position(|(own, ..)| *own == name) else { return Some(None) };
        let (_, kept, bytes) = self.columns[at];
        (kept == form as u8).then_some(Some((at, bytes)))
    }

    /// A column of numbers, all of them missing where there is none. `None` unless it is sound.
    pub fn numbers(&self, name: &str) -> Option<Numbers> {
        let Some((at, bytes)) = self.column(name.as_bytes(), Form::Numbers)? else {
            return Some(Numbers::unknown(self.rows));
        };
        Numbers::restore(self.rows, bytes, |other| {
            // One that stands before it, and needs none itself: so it ends.
            let (_, bytes) = self.column(other, Form::Numbers)?.filter(|(before, _)| *before < at)?;
            Numbers::restore(self.rows, bytes, |_| None)
        })
    }

    /// A column of numbers of which none is missing. `None` unless there is one, and it is sound.
    pub fn all_numbers(&self, name: &str) -> Option<Numbers> {
        self.numbers(name).filter(|numbers| numbers.is_whole())
    }

    /// A column of texts, one for each row, with where each ends behind its NUL byte. `None` as [`Table::all_numbers`].
    pub fn texts(&self, name: &str) -> Option<(&'a [u8], Vec<u32>)> {
        let (_, texts) = self.column(name.as_bytes(), Form::Texts)??;
        let is_sound = texts.len() >= self.rows
            && texts.len() <= u32::MAX as usize
            && texts.last().is_none_or(|&last| last == 0);
        let mut ends = Vec::with_capacity(if is_sound { self.rows } else { return None });
        ends.extend(memchr::memchr_iter(0, texts).map(|at| at as u32 + 1).take(self.rows + 1));
        (ends.len() == self.rows).then_some((texts, ends))
    }

    /// What [`TableWriter::some_texts`] added: the lengths, all of them missing where there is no such column, and the texts. `None` unless
    /// it is sound.
    pub fn some_texts(&self, name: &str) -> Option<(Numbers, &'a [u8])> {
        let Some((_, mut bytes)) = self.column(name.as_bytes(), Form::SomeTexts)? else {
            return Some((Numbers::unknown(self.rows), &[]));
        };
        let len = u32::from_le_bytes(take(&mut bytes)?);
        let lengths = Numbers::restore(self.rows, bytes.split_off(..len as usize)?, |_| None)?;
        let all = lengths.values().iter().try_fold(0_u64, |sum, &len| sum.checked_add(len))?;
        (all == bytes.len() as u64).then_some((lengths, bytes))
    }
}

/// The first bytes of a slice, which then begins behind them.
fn take<const LEN: usize>(bytes: &mut &[u8]) -> Option<[u8; LEN]> {
    let (first, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*first)
}
