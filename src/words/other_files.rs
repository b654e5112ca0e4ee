//! What is said about a file that isn't a readable list: what it is, and what to do with it.

use crate::model::{Compression, OtherFile, name};
use crate::text;
use std::path::Path;

/// The files that can be opened, as a part of a sentence.
pub(super) const READABLE: &str = "Saved sheets (.foldersheet) can be opened, this program's own CSV for programs and JSON Lines, and lists \
    made by WizTree, WinDirStat, Everything, DROID, Siegfried, ncdu, gdu, QDirStat, mtree, hashdeep, DFXML tools, rclone, tree, \
    rsync, PowerShell or find.";

/// What a file is, in whole sentences. `file` is its path as it is shown.
pub(super) fn other_file(file: &str, looks: OtherFile) -> String {
    match looks {
        OtherFile::Empty => format!("{file} is empty: there is no list in it."),
        OtherFile::Csv => format!(
            "{} It can be read if you say which of its columns hold the path, the size and so on: by “Read list as…” in the window's \
             menu, or by --read-as path=1,size=2 on the command line.",
            table(file)
        ),
        OtherFile::Json => format!(
            "{file} is JSON, but none of the lists in JSON that can be read: those of ncdu, gdu, rclone lsjson, tree -J, WinDirStat and \
             this program's JSON Lines."
        ),
        OtherFile::Markup => {
            format!("{file} is XML or a web page. The only lists in XML that can be read are DFXML.")
        }
        OtherFile::NcduBinary => format!(
            "{file} is ncdu's binary export, which can't be read. Let ncdu write it as JSON, and open that: \
             ncdu -f FILE -o FILE.json"
        ),
        OtherFile::Compressed(how) => compressed(file, how),
        OtherFile::Zip => format!(
            "{file} is a ZIP archive, but no saved sheet. If there is a list in it, extract that and open it."
        ),
        OtherFile::Office => format!(
            "{file} is a workbook or another document of an office program. Save the list as CSV there, and open that."
        ),
        OtherFile::Database => {
            format!(
                "{file} is an SQLite database. Export the list as CSV from the program that made it, and open that."
            )
        }
        OtherFile::Pdf => format!("{file} is a PDF, and no list that can be read. {READABLE}"),
        OtherFile::Text | OtherFile::Binary => {
            format!("{file} is neither a saved sheet nor a list of a known kind. {READABLE}")
        }
    }
}

fn table(file: &str) -> String {
    format!("{file} is a table, but not a list of a known kind.")
}

fn compressed(file: &str, how: Compression) -> String {
    let (by, command) = match how {
        Compression::Zstd => ("Zstandard", "zstd -d FILE"),
        Compression::Xz => ("xz", "xz -dk FILE"),
        Compression::Bzip2 => ("bzip2", "bzip2 -dk FILE"),
        Compression::Lz4 => ("LZ4", "lz4 -d FILE"),
        Compression::SevenZip | Compression::Rar => {
            let kind = if how == Compression::Rar { "RAR" } else { "7-Zip" };
            return format!(
                "{file} is a {kind} archive. If there is a list in it, extract that and open it."
            );
        }
    };
    format!(
        "{file} is compressed by {by}, and of compressed lists only gzip is read. Decompress it first: {command}"
    )
}

/// The same of one that was picked for that.
pub(super) fn picked_list(file: &Path, looks: OtherFile) -> String {
    let file = text::shown(name::path_bytes(file));
    // The button beside it does what would be said besides.
    let said = if looks == OtherFile::Csv { table(&file) } else { other_file(&file, looks) };
    let stop = if said.ends_with('.') { "" } else { "." };
    format!("{said}{stop} It was added as a file.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_done_is_said() {
        let said = other_file("x.bin", OtherFile::NcduBinary);
        assert!(said.ends_with("ncdu -f FILE -o FILE.json"), "{said}");
        let said = picked_list(Path::new("a.b.csv"), OtherFile::Csv);
        assert_eq!(said, "a.b.csv is a table, but not a list of a known kind. It was added as a file.");
    }
}
