//! Rows and folders as bytes that are kept in a file: tables of named columns, from which a reader takes those that it knows.
//!
//! A table is the number of its rows (4 bytes) and of its columns (2), and then the columns. A column is the length of its name (1 byte),
//! its name, its form (1), its length (4) and its bytes. All numbers are little-endian. What reads it trusts nothing: a table comes back
//! whole and sound, or not at all.

/// The form of a column: how its bytes are to be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Form {
    /// Texts, each followed by a NUL byte.
    Texts = 0,
    /// A number a row: the smallest (8 bytes), how many bytes each distance from it has (1), the distances.
    Numbers = 1,
    /// Such numbers, some of which may be missing. Before them: 1 if some are, else 0 (1 byte); and if some are, a bit a row, set where
    /// it is there, in words of 8 bytes. Behind their bytes are no others. The bytes of a missing one mean nothing.
    Optional = 2,
    /// Numbers of few bits, some of which may be missing; see `facts/narrow`.
    Narrow = 3,
    /// Hard links of the rows that have any; see `links`.
    Links = 4,
    /// Texts of the rows that have any; see `targets`.
    SomeTexts = 5,
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

    /// Adds a column, whose bytes `write` appends. Its name has at most 255 bytes.
    pub fn column(&mut self, name: &str, form: Form, write: impl FnOnce(&mut Vec<u8>)) {
        self.out.push(name.len() as u8);
        self.out.extend_from_slice(name.as_bytes());
        self.out.push(form as u8);
        let len_at = self.out.len();
        self.out.extend_from_slice(&[0; 4]);
        write(self.out);
        let len = (self.out.len() - len_at - 4) as u32;
        self.out[len_at..len_at + 4].copy_from_slice(&len.to_le_bytes());
        self.columns += 1;
        self.out[self.count_at..self.count_at + 2].copy_from_slice(&self.columns.to_le_bytes());
    }

    /// Adds a column of numbers.
    pub fn numbers(&mut self, name: &str, numbers: &super::Packed, rows: usize) {
        self.column(name, Form::Numbers, |out| numbers.store(rows, out));
    }
}

/// A table as it is read; borrowed from the bytes of a file.
#[derive(Debug)]
pub struct Table<'a> {
    rows: usize,
    columns: Vec<(&'a [u8], u8, &'a [u8])>,
}

impl<'a> Table<'a> {
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
        Some(Table { rows, columns })
    }

    /// How many rows it says that it has.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The bytes of a column. `None` if there is none of this name and form.
    pub fn column(&self, name: &str, form: Form) -> Option<&'a [u8]> {
        let is = |(own, kept, _): &&(&[u8], u8, &[u8])| *own == name.as_bytes() && *kept == form as u8;
        self.columns.iter().find(is).map(|(_, _, bytes)| *bytes)
    }

    /// Whether there is a column of this name, in any form.
    pub fn has(&self, name: &str) -> bool {
        self.columns.iter().any(|(own, ..)| *own == name.as_bytes())
    }

    /// A column of numbers, one for each row. `None` if there is none, or it is not sound.
    pub fn numbers(&self, name: &str) -> Option<super::Packed> {
        super::Packed::restore(self.rows, self.column(name, Form::Numbers)?)
    }

    /// A column of texts, one for each row, with where each ends behind its NUL byte. `None` as [`Table::numbers`].
    pub fn texts(&self, name: &str) -> Option<(&'a [u8], Vec<u32>)> {
        let texts = self.column(name, Form::Texts)?;
        let is_sound = texts.len() >= self.rows
            && texts.len() <= u32::MAX as usize
            && texts.last().is_none_or(|&last| last == 0);
        let ends: Vec<u32> = is_sound
            .then(|| memchr::memchr_iter(0, texts).map(|at| at as u32 + 1).take(self.rows + 1).collect())?;
        (ends.len() == self.rows).then_some((texts, ends))
    }
}

/// The first bytes of a slice, which then begins behind them.
pub(super) fn take<const LEN: usize>(bytes: &mut &[u8]) -> Option<[u8; LEN]> {
    let (first, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*first)
}
