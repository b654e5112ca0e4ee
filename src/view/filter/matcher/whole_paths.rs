//! Rows chosen by their whole paths.

use super::BlockRows;
use super::bits::Bits;
use crate::model::name;

/// The asked rows whose path is `wanted`, which gets it with the separator of its system. The path of each row is built in one buffer, and
/// the folder's once for rows that follow each other.
pub(super) fn rows_by_path(rows: &BlockRows<'_>, asked: &Bits, wanted: impl Fn(&[u8], u8) -> bool) -> Bits {
    let mut path = Vec::new();
    let mut folder = None;
    let mut folder_len = 0;
    let mut separator = name::SEPARATOR;
    asked.filter(|index| {
        if rows.cancel.is_set() {
            return false;
        }
        let id = rows.block.folder(index);
        if folder != Some(id) {
            folder = Some(id);
            path = rows.folders.path(id);
            separator = rows.folders.separator(id);
            folder_len = path.len();
        }
        path.truncate(folder_len);
        name::push_part_by(&mut path, rows.block.name(index), separator);
        wanted(&path, separator)
    })
}
