//! Files of an earlier export beside the new ones: a program that opens all of `name-*.csv` would count files that are gone.
//!
//! A file that has a part's name but isn't a sheet of ours is set aside too: the user didn't name it, and so didn't allow replacing it.
//!
//! Numbered files that follow the new ones belong to the sheet that is replaced, and are set aside with it, if a sheet is split again. They
//! are known by their names and by how they begin: a file that isn't certainly a sheet of ours stays and ends the row. It may still be
//! another sheet that is called like a part, so none is deleted: they are renamed, and a note says so. In every other case a note names them.

use super::file::{Folders, Place, Removal, Target};
use super::formats::seam::Beginning;
use super::pack::Packing;
use super::{Format, Plan, parts};
use crate::model::Column;
use crate::model::export::ExportError;
use flate2::read::GzDecoder;
use ruzstd::decoding::StreamingDecoder;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// As much of a file as holds its titles, in bytes.
const BEGINNING: u64 = 64 << 10;
/// Columns that no other program's table has alike.
const ENOUGH: usize = 3;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    /// Files that are set aside, when the sheet takes its place.
    pub removals: Vec<Removal>,
    /// Files that stay.
    pub beside: Vec<PathBuf>,
}

impl Earlier {
    /// What an earlier export left beside `target`, of which `files` are written now, and `list` besides.
    ///
    /// # Errors
    /// If the folder can't be opened.
    pub(super) fn of(
        target: &Path,
        files: &[PathBuf],
        list: Option<&Target>,
        plan: &Plan,
        folders: &mut Folders,
    ) -> Result<Earlier, ExportError> {
        let mut found = Earlier::default();
        let is_list = |place: &Place| matches!(list, Some(Target::File(list)) if list.is_same(place));
        let are_parts = files.iter().all(|file| file != target);
        let next = if are_parts { files.len() as u64 + 1 } else { 1 };
        for number in next..=parts::MOST {
            let place = folders.place(&parts::numbered(target, number))?;
            if is_list(&place) {
                continue;
            }
            if !is_sheet(&place, plan) {
                break;
            }
            let path = place.path().to_owned();
            match Removal::of(place).filter(|_| plan.split.is_some()) {
                Some(removal) => found.removals.push(removal),
                None => found.beside.push(path),
            }
        }
        if are_parts {
            for file in files {
                let place = folders.place(file)?;
                if place.is_taken() && !is_sheet(&place, plan) {
                    found.removals.extend(Removal::of(place));
                }
            }
        }
        let whole = folders.place(target)?;
        if are_parts && !is_list(&whole) && is_sheet(&whole, plan) {
            found.beside.push(target.to_owned());
        }
        Ok(found)
    }
}

/// Whether a sheet of this program is there.
fn is_sheet(place: &Place, plan: &Plan) -> bool {
    let Some(mut file) = place.open_file() else { return false };
    let mut beginning = Vec::new();
    let read = match Packing::by_extension(place.path()) {
        None => file.by_ref().take(BEGINNING).read_to_end(&mut beginning),
        Some(Packing::Gzip) => GzDecoder::new(&mut file).take(BEGINNING).read_to_end(&mut beginning),
        Some(Packing::Zstd) => match StreamingDecoder::new(&mut file) {
            Ok(decoder) => decoder.take(BEGINNING).read_to_end(&mut beginning),
            Err(_) => return false,
        },
    };
    read.is_ok() && is_ours(&beginning, Some(&file), plan)
}

/// Whether a sheet of this program begins so.
fn is_ours(bytes: &[u8], file: Option<&File>, plan: &Plan) -> bool {
    let are_columns = |names: &mut dyn Iterator<Item = &str>| are_columns(names, plan);
    Format::wrote(&Beginning { bytes, file, are_columns: &are_columns })
}

/// Whether these are columns of a sheet, and enough of them, or those that are written now.
fn are_columns(names: &mut dyn Iterator<Item = &str>, plan: &Plan) -> bool {
    let is_called = |column: &Column, name: &str| column.as_str() == name || column.title_with_unit() == name;
    let columns = names.map(|name| Column::ALL.into_iter().find(|column| is_called(column, name)));
    let Some(columns) = columns.collect::<Option<Vec<Column>>>() else { return false };
    let is_known = |column: &Column| plan.columns.contains(column);
    // The others' names are those that anybody may give to a column.
    columns.iter().filter(|column| column.is_usual()).count() >= ENOUGH
        || columns.len() == plan.columns.len() && columns.iter().all(is_known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_known_by_its_titles_and_nothing_else_is() {
        let all = Plan::new(Format::JsonLines);
        let one = Plan { columns: vec![Column::Name], ..all.clone() };
        for (text, with_all, with_one) in [
            ("path,folder,name\r\nx", true, true),
            ("\u{FEFF}\"Path\";\"Folder\";\"Size (bytes)\"\r\n", true, true),
            ("path^name^size\n", true, true),
            ("{\"path\":\"a,b\",\"size\":1,\"name\":null}\n", true, true),
            // Somebody's own table may have these.
            ("name\r\n", false, true),
            ("name,size\r\n", false, false),
            ("{\"name\":1}\n", false, true),
            ("path,folder,name,owner\r\n", true, true),
            ("path,folder,name,colour\r\n", false, false),
            ("name,owner,group,mode,size\r\n", false, false),
            ("path,folder,name", false, false),
            ("operation,path,path_hex,cause,code\r\n", false, false),
            ("", false, false),
            ("\n", false, false),
            ("{\"path\":", false, false),
        ] {
            let said = [&all, &one].map(|plan| is_ours(text.as_bytes(), None, plan));
            assert_eq!(said, [with_all, with_one], "{text:?}");
        }
    }
}
