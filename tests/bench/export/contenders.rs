//! Who writes the same rows, and how the turns are told.

use foldersheet::model::{Column, Meta, Row, name};
use foldersheet::store::Sheet;
use foldersheet::text::{self, Clock};
use rust_xlsxwriter::{Format, Workbook};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::{Duration, Instant};

/// Writes, and gives what that took.
type Writer<'a> = Box<dyn Fn() -> Duration + 'a>;

/// Everyone takes a turn, and then again; the first one is the measure of the others.
pub struct Contenders<'a> {
    all: Vec<(&'a str, Writer<'a>)>,
    turns: usize,
}

impl<'a> Contenders<'a> {
    pub fn new(turns: usize) -> Contenders<'a> {
        Contenders { all: Vec::new(), turns }
    }

    pub fn add(&mut self, name: &'a str, write: impl Fn() -> Duration + 'a) {
        self.all.push((name, Box::new(write)));
    }

    /// Tells the median of each one's times, and of its ratios to the first one in the same turn.
    pub fn run(&self) {
        let mut times = vec![Vec::new(); self.all.len()];
        for _ in 0..self.turns {
            for ((_, write), times) in self.all.iter().zip(&mut times) {
                times.push(write().as_secs_f64());
            }
        }
        for ((name, _), own) in self.all.iter().zip(&times) {
            let ratios = own.iter().zip(&times[0]).map(|(own, first)| own / first).collect();
            println!("{name:32} {:9.0} {:8.2}", median(own.clone()) * 1000.0, median(ratios));
        }
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// A file beside the target, synced and renamed.
fn whole(target: &Path, write: impl FnOnce(&File)) -> Duration {
    let start = Instant::now();
    let beside = target.with_extension("beside");
    let file = File::create(&beside).unwrap();
    write(&file);
    file.sync_all().unwrap();
    std::fs::rename(&beside, target).unwrap();
    start.elapsed()
}

/// What is ready already.
pub fn bytes(bytes: &[u8], target: &Path) -> Duration {
    whole(target, |mut file| bytes.chunks(1 << 20).for_each(|piece| file.write_all(piece).unwrap()))
}

/// As one would write it with the `csv` crate, on one thread.
pub fn row_by_row(store: &Sheet, target: &Path) -> Duration {
    whole(target, |file| {
        let mut out = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(BufWriter::with_capacity(1 << 18, file));
        out.write_record(Column::USUAL.map(Column::as_str)).unwrap();
        let (mut clock, mut time) = (Clock::utc(), Vec::new());
        let mut digits = itoa::Buffer::new();
        let mut folder = (None, String::new());
        for number in 0..store.rows.len() {
            let row = store.row(number);
            if folder.0 != Some(row.folder) {
                folder = (Some(row.folder), text::decoded(&store.folders.path(row.folder)).into_owned());
            }
            let Meta { kind, size, allocated, modified, created, .. } = row.meta;
            let own = text::decoded(row.name);
            out.write_field(format!("{}/{own}", folder.1)).unwrap();
            out.write_field(&folder.1).unwrap();
            out.write_field(own.as_ref()).unwrap();
            out.write_field(text::decoded(name::extension(row.name)).to_ascii_lowercase()).unwrap();
            out.write_field(kind.as_str()).unwrap();
            out.write_field(digits.format(size.unwrap())).unwrap();
            out.write_field(digits.format(allocated.unwrap())).unwrap();
            for moment in [modified, created] {
                time.clear();
                clock.push(moment.unwrap(), &mut time);
                out.write_field(&time).unwrap();
            }
            out.write_record(["/srv", ""]).unwrap();
        }
        out.flush().unwrap();
    })
}

/// A cell of a workbook that is ready.
pub enum Ready {
    Text(String),
    Number(f64),
    Date(f64),
}

/// Every cell that this program would write, row by row.
pub fn workbook_cells(store: &Sheet, fields: &[Column]) -> Vec<Vec<(u16, Ready)>> {
    let ready = |row: &Row<'_>, field: Column| {
        let text = |bytes: &[u8]| Some(Ready::Text(text::decoded(bytes).into_owned()));
        let date = |time: Option<i64>| Some(Ready::Date(25_569.0 + time? as f64 / 86_400.0));
        match field {
            Column::Path => text(&store.path(row)),
            Column::Folder => text(&store.folders.path(row.folder)),
            Column::Name => text(row.name),
            Column::Extension => text(&name::extension(row.name).to_ascii_lowercase()),
            Column::Kind => text(row.meta.kind.as_str().as_bytes()),
            Column::Size => Some(Ready::Number(row.meta.size? as f64)),
            Column::Allocated => Some(Ready::Number(row.meta.allocated? as f64)),
            Column::Modified => date(row.meta.modified),
            Column::Created => date(row.meta.created),
            Column::Root => text(b"/srv"),
            _ => None,
        }
    };
    let row = |number| {
        let row = store.row(number);
        (0..).zip(fields).filter_map(|(column, &field)| Some((column, ready(&row, field)?))).collect()
    };
    (0..store.rows.len()).map(row).collect()
}

/// By the library, with nothing of this program.
pub fn workbook(rows: &[Vec<(u16, Ready)>], target: &Path) -> Duration {
    whole(target, |file| {
        let mut book = Workbook::new();
        book.set_tempdir(target.parent().unwrap()).unwrap();
        let date = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
        let sheet = book.add_worksheet_with_constant_memory().unwrap();
        for (line, cells) in (0..).zip(rows) {
            for (column, cell) in cells {
                match cell {
                    Ready::Text(text) => sheet.write_string(line, *column, text).unwrap(),
                    Ready::Number(number) => sheet.write_number(line, *column, *number).unwrap(),
                    Ready::Date(serial) => {
                        sheet.write_number_with_format(line, *column, *serial, &date).unwrap()
                    }
                };
            }
        }
        book.save_to_writer(BufWriter::with_capacity(1 << 18, file)).unwrap();
    })
}
