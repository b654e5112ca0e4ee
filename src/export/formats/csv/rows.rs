//! The rows of a sheet as records, as fast as can be: what the rows of one folder have alike is encoded once.

use super::{Csv, QUOTES, Syntax};
use crate::export::ExportJob;
use crate::export::pieces::Encoder;
use crate::model::{Categories, Column, Row, name};
use crate::text;
use crate::view::RowReader;
use std::borrow::Cow;

/// Writes rows as records.
pub(in crate::export) struct CsvRows<'a> {
    syntax: Syntax,
    columns: &'a [Column],
    reader: RowReader<'a>,
    categories: &'a Categories,
    in_folder: Encoded,
}

/// The cells of a folder's rows that are alike, as they are written.
#[derive(Default)]
struct Encoded {
    folder: Vec<u8>,
    root: Vec<u8>,
    /// The part of a path that stands before the name, but for quotes and a guard at its beginning.
    prefix: Vec<u8>,
    is_prefix_quoted: bool,
    is_path_guarded: bool,
    /// Whether the prefix is valid UTF-8.
    is_unicode: bool,
}

impl<'a> CsvRows<'a> {
    /// For the rows of a job.
    pub(super) fn new(job: &'a ExportJob, csv: Csv) -> CsvRows<'a> {
        let columns = &job.plan.columns;
        CsvRows {
            syntax: Syntax::new(csv, columns.len() == 1),
            columns,
            reader: RowReader::new(&job.sheet),
            categories: &job.sheet.categories,
            in_folder: Encoded::default(),
        }
    }

    /// What has no faster way. Apart from the loop over the columns, which is to stay small.
    #[inline(never)]
    fn value(&mut self, row: &Row<'_>, column: Column, out: &mut Vec<u8>) {
        self.syntax.cell(self.reader.value(row, column).into(), out);
    }

    fn encode_folder(&mut self) {
        let (folder, syntax) = (self.reader.folder(), &self.syntax);
        let encoded = &mut self.in_folder;
        let prefix = text::decoded(folder.prefix());
        encoded.is_unicode = matches!(prefix, Cow::Borrowed(_));
        // The separator behind the folder's path is one byte, decoded or not.
        let separator = folder.prefix().len() - folder.path().len();
        encoded.folder.clear();
        syntax.text(&prefix[..prefix.len() - separator], &mut encoded.folder);
        encoded.root.clear();
        syntax.text(&text::decoded(folder.root()), &mut encoded.root);
        let needs = syntax.needs(prefix.as_bytes());
        encoded.prefix.clear();
        encoded.prefix.extend_from_slice(syntax.inside(&prefix, needs).as_bytes());
        encoded.is_prefix_quoted = needs & QUOTES != 0;
        encoded.is_path_guarded = syntax.is_guarded(prefix.as_bytes());
    }
}

impl Encoder for CsvRows<'_> {
    fn row(&mut self, number: u32, row: &Row<'_>, out: &mut Vec<u8>) {
        self.reader.at(number);
        if self.reader.enter(row.folder) {
            self.encode_folder();
        }
        let needs = self.syntax.needs(row.name);
        let is_plain = needs == 0;
        let is_quoted = needs & QUOTES != 0;
        let decoded = if is_plain { Cow::Borrowed("") } else { text::decoded(row.name) };
        let is_name_unicode = matches!(decoded, Cow::Borrowed(_));
        let inside = self.syntax.inside(&decoded, needs);
        let own = if is_plain { row.name } else { inside.as_bytes() };
        let meta = &row.meta;
        let start = out.len();
        for (at, &column) in self.columns.iter().enumerate() {
            if at > 0 {
                out.push(self.syntax.csv.separator.byte());
            }
            match column {
                Column::Path => {
                    let Encoded { ref prefix, is_prefix_quoted, is_path_guarded, .. } = self.in_folder;
                    self.syntax.parts(
                        [prefix.as_slice(), own],
                        is_quoted || is_prefix_quoted,
                        is_path_guarded,
                        out,
                    );
                }
                Column::Folder => out.extend_from_slice(&self.in_folder.folder),
                Column::Root => out.extend_from_slice(&self.in_folder.root),
                Column::Name => {
                    let is_guarded = self.syntax.is_guarded(own);
                    self.syntax.parts([b"", own], is_quoted, is_guarded, out);
                }
                Column::Extension => {
                    let own = name::extension(row.name);
                    if is_plain && !self.syntax.is_guarded(own) {
                        let start = out.len();
                        out.extend_from_slice(own);
                        out[start..].make_ascii_lowercase();
                    } else {
                        self.value(row, column, out);
                    }
                }
                Column::Kind => out.extend_from_slice(meta.kind.as_str().as_bytes()),
                Column::Category => {
                    let category = self.categories.of(meta.kind, row.name);
                    category.into_iter().for_each(|one| out.extend_from_slice(one.as_str().as_bytes()));
                }
                Column::Size => meta.size.into_iter().for_each(|size| self.syntax.number(size, out)),
                Column::Allocated => {
                    meta.allocated.into_iter().for_each(|size| self.syntax.number(size, out))
                }
                Column::Modified => meta.modified.into_iter().for_each(|time| self.syntax.time(time, out)),
                Column::Created => meta.created.into_iter().for_each(|time| self.syntax.time(time, out)),
                Column::PathHex if is_name_unicode && self.in_folder.is_unicode => {}
                column => self.value(row, column, out),
            }
        }
        self.syntax.end(start, out);
    }
}
