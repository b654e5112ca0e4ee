//! The first rows of a list as they would become rows of the sheet, for the user to look at before it is read.

use super::csv::plan::Plan;
use super::csv::record::Cells;
use super::csv::rows::{Record, Rows};
use super::head;
use super::maker::Maker;
use super::terms::Holds;
use crate::model::{
    Cancel, Cause, FolderId, Kind, ListMistake, Meta, Origin, Reason, SourceError, SourceEvent, SourceSink,
};
use std::collections::HashMap;

/// What becomes of a row of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Understood {
    /// Its whole path, as the list's bytes; empty if it becomes no row.
    pub path: Vec<u8>,
    /// What is known of it besides.
    pub meta: Option<Meta>,
    /// What is wrong with it.
    pub mistakes: Vec<ListMistake>,
    /// The columns whose values are at fault, from 0.
    pub faulty: Vec<usize>,
}

/// The rows of a CSV, each by itself.
pub(super) fn of_records(plan: &Plan, origin: &Origin, records: &[head::Record]) -> Vec<Understood> {
    let mut rows = Rows::new(plan);
    let (mut cells, mut text) = (Cells::default(), Vec::new());
    let mut all = Vec::new();
    for (at, values) in records.iter().enumerate() {
        cells.set(values, &mut text);
        let record = Record { cells: &cells, text: &text, line: at as u64 + 1 };
        all.push(of_record(plan, origin, &mut rows, record));
    }
    all
}

fn of_record(plan: &Plan, origin: &Origin, rows: &mut Rows<'_>, record: Record<'_>) -> Understood {
    let found = record.cells.len();
    if found == 1 && record.cells.get(0, record.text).trim_ascii().is_empty() {
        return Understood::default();
    }
    if found < plan.needed {
        let mistakes = vec![ListMistake::FewerCells { found, needed: plan.needed }];
        return Understood { mistakes, ..Understood::default() };
    }
    let mut first = First::new(1);
    // What it fails with is that no more is wanted.
    if let Ok(mut maker) = Maker::begin(&mut first, origin.clone(), true) {
        let _ = rows.row(record, &mut maker);
        let _ = maker.finish_damaged(0);
    }
    let mistakes = first.mistakes;
    let faulty = plan.columns.all().filter(|(holds, at)| {
        let cell = String::from_utf8_lossy(record.cells.get(*at, record.text));
        mistakes.iter().any(|mistake| match mistake {
            ListMistake::NotANumber(value) | ListMistake::NotATime(value) => cell.starts_with(&**value),
            ListMistake::NoName | ListMistake::NotAName => {
                matches!(holds, Holds::Path | Holds::Name | Holds::PathHex)
            }
            _ => false,
        })
    });
    let faulty = faulty.map(|(_, at)| at).collect();
    match first.rows.pop() {
        Some((path, meta)) => Understood { path, meta: Some(meta), mistakes, faulty },
        // The folder that contains all of them isn't a row.
        None => match rows.path(record).filter(|_| mistakes.is_empty()) {
            Some((path, true)) => {
                let (path, meta) = (path.to_vec(), Some(Meta::unknown(Kind::Folder)));
                Understood { path, meta, mistakes, faulty }
            }
            _ => Understood { mistakes, faulty, ..Understood::default() },
        },
    }
}

/// Keeps the first rows that a reader finds, and wants no more.
pub(super) struct First {
    most: usize,
    separator: u8,
    folders: HashMap<FolderId, Vec<u8>>,
    rows: Vec<(Vec<u8>, Meta)>,
    mistakes: Vec<ListMistake>,
    cancel: Cancel,
}

impl First {
    /// So many.
    pub(super) fn new(most: usize) -> First {
        First {
            most,
            separator: b'/',
            folders: HashMap::new(),
            rows: Vec::new(),
            mistakes: Vec::new(),
            cancel: Cancel::default(),
        }
    }

    /// What came, and behind it what was wrong.
    pub(super) fn understood(self) -> Vec<Understood> {
        let of_row = |(path, meta)| Understood { path, meta: Some(meta), ..Understood::default() };
        let mut all: Vec<Understood> = self.rows.into_iter().map(of_row).collect();
        let wrong = self.mistakes.into_iter().take(self.most);
        all.extend(wrong.map(|mistake| Understood { mistakes: vec![mistake], ..Understood::default() }));
        all
    }

    fn path(&self, parent: FolderId, name: &[u8]) -> Vec<u8> {
        let mut path = self.folders.get(&parent).cloned().unwrap_or_default();
        if path == b"." {
            path.clear();
        }
        if !path.is_empty() && path.last() != Some(&self.separator) {
            path.push(self.separator);
        }
        path.extend_from_slice(name);
        path
    }
}

impl SourceSink for First {
    fn send(&mut self, event: SourceEvent) -> Result<(), SourceError> {
        match event {
            SourceEvent::Origin(origin) => self.separator = origin.separator,
            SourceEvent::Found(batch) => {
                for record in batch.folders.iter() {
                    let path = match record.parent {
                        Some(parent) => self.path(parent, record.name),
                        None => record.name.to_vec(),
                    };
                    self.folders.insert(record.id, path);
                }
                for at in 0..batch.rows.len().min(self.most - self.rows.len()) {
                    let row = batch.rows.row(at);
                    self.rows.push((self.path(row.folder, row.name), row.meta));
                }
                for problem in batch.problems {
                    // Sums differ as a matter of course where only the beginning is read.
                    if let Cause::Own(Reason::List(fault)) = &problem.cause
                        && !matches!(fault.what, ListMistake::OtherSum { .. })
                    {
                        self.mistakes.push(fault.what.clone());
                    }
                }
                if self.rows.len() >= self.most {
                    return Err(SourceError::Cancelled);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn cancel(&self) -> &Cancel {
        &self.cancel
    }
}
