//! The rows of a sheet as records, as fast as can be: what the rows of one folder have alike is encoded once.

use super::{Csv, QUOTES, Syntax};
use crate::export::cells::{Cells, extension};
use crate::export::pieces::Encoder;
use crate::export::{Field, Job};
use crate::model::{Row, name};
use crate::text;
use std::borrow::Cow;

/// Writes rows as records.
pub(in crate::export) struct Rows<'a> {
    syntax: Syntax,
    fields: &'a [Field],
    cells: Cells<'a>,
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
}

impl<'a> Rows<'a> {
    /// For the rows of a job.
    pub fn new(job: &'a Job, csv: Csv) -> Rows<'a> {
        let fields = &job.plan.fields;
        Rows {
            syntax: Syntax::new(csv, fields.len() == 1),
            fields,
            cells: Cells::new(&job.sheet),
            in_folder: Encoded::default(),
        }
    }

    fn encode_folder(&mut self) {
        let (folder, syntax) = (self.cells.folder(), &self.syntax);
        let encoded = &mut self.in_folder;
        encoded.folder.clear();
        syntax.text(folder.path(), &mut encoded.folder);
        encoded.root.clear();
        syntax.text(folder.root(), &mut encoded.root);
        let prefix = folder.prefix();
        let needs = syntax.needs(prefix.as_bytes());
        encoded.prefix.clear();
        encoded.prefix.extend_from_slice(syntax.inside(prefix, needs).as_bytes());
        encoded.is_prefix_quoted = needs & QUOTES != 0;
        encoded.is_path_guarded = syntax.is_guarded(prefix.as_bytes());
    }
}

impl Encoder for Rows<'_> {
    fn row(&mut self, row: &Row<'_>, out: &mut Vec<u8>) {
        if self.cells.enter(row.folder) {
            self.encode_folder();
        }
        let needs = self.syntax.needs(row.name);
        let is_plain = needs == 0;
        let is_quoted = needs & QUOTES != 0;
        let decoded = if is_plain { Cow::Borrowed("") } else { text::decoded(row.name) };
        let inside = self.syntax.inside(&decoded, needs);
        let own = if is_plain { row.name } else { inside.as_bytes() };
        let meta = &row.meta;
        let start = out.len();
        for (at, &field) in self.fields.iter().enumerate() {
            if at > 0 {
                out.push(self.syntax.csv.separator.byte());
            }
            match field {
                Field::Path => {
                    let Encoded { ref prefix, is_prefix_quoted, is_path_guarded, .. } = self.in_folder;
                    self.syntax.parts(
                        [prefix.as_slice(), own],
                        is_quoted || is_prefix_quoted,
                        is_path_guarded,
                        out,
                    );
                }
                Field::Folder => out.extend_from_slice(&self.in_folder.folder),
                Field::Root => out.extend_from_slice(&self.in_folder.root),
                Field::Name => {
                    let is_guarded = self.syntax.is_guarded(own);
                    self.syntax.parts([b"", own], is_quoted, is_guarded, out);
                }
                Field::Extension => {
                    let own = name::extension(row.name);
                    if is_plain && !self.syntax.is_guarded(own) {
                        let start = out.len();
                        out.extend_from_slice(own);
                        out[start..].make_ascii_lowercase();
                    } else {
                        self.syntax.text(&extension(row.name), out);
                    }
                }
                Field::Kind => out.extend_from_slice(meta.kind.as_str().as_bytes()),
                Field::Size => meta.size.into_iter().for_each(|size| self.syntax.number(size, out)),
                Field::Allocated => meta.allocated.into_iter().for_each(|size| self.syntax.number(size, out)),
                Field::Modified => meta.modified.into_iter().for_each(|time| self.syntax.time(time, out)),
                Field::Created => meta.created.into_iter().for_each(|time| self.syntax.time(time, out)),
                Field::PathHex => {
                    let is_name_unicode = matches!(decoded, Cow::Borrowed(_));
                    if let Some(hex) = self.cells.path_hex(row, is_name_unicode) {
                        out.extend_from_slice(hex.as_bytes());
                    }
                }
            }
        }
        self.syntax.end(start, out);
    }
}
