//! Compressed text, as the extension of a file's name asks for it.
//!
//! What is written is always one gzip member or one Zstandard frame: both formats allow several one after the other, but some readers take
//! the end of the first for the end of the file, and would show a part of the sheet as all of it.
//!
//! - [`gzip`]: compressed in pieces, by several threads.
//! - `zstd`: compressed as one stream, by a thread of its own.

pub(super) mod gzip;
mod zstd;

use super::error::WriteError;
use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::Path;

/// How a text is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// As `gzip` does (RFC 1952).
    Gzip,
    /// As `zstd` does (RFC 8878).
    Zstd,
}

impl Packing {
    /// The one that the last extension of a file's name asks for; `None` if it asks for none.
    pub fn by_extension(file: &Path) -> Option<Packing> {
        match file.extension()?.to_ascii_lowercase().to_str()? {
            "gz" => Some(Packing::Gzip),
            "zst" => Some(Packing::Zstd),
            _ => None,
        }
    }
}

/// The name of a file without the extension that asks for its compression, if it has one.
pub(super) fn unpacked(file: &Path) -> &Path {
    let stem = Packing::by_extension(file).and_then(|_| file.file_stem());
    stem.map_or(file, Path::new)
}

/// A file's name in two: what a number goes behind, and its extension with the point before it. The extension of a compressed text is a double
/// one, such as `.csv.gz`; `is_extension` tells which inner ones belong to it.
pub(super) fn stem_and_extension(file: &Path, is_extension: impl Fn(&OsStr) -> bool) -> (OsString, OsString) {
    let inner = unpacked(file);
    let is_double = inner != file && inner.extension().is_some_and(is_extension);
    let stem = if is_double { inner.file_stem() } else { file.file_stem() };
    let stem = stem.unwrap_or_default().to_owned();
    let mut extension = OsString::new();
    let parts = [inner.extension().filter(|_| is_double), file.extension()];
    for part in parts.into_iter().flatten() {
        extension.push(".");
        extension.push(part);
    }
    (stem, extension)
}

/// Does this with what takes text for `out`, and brings `out` to its end; it is `out` itself where nothing is compressed.
///
/// # Errors
/// Those of `work`, and of writing.
pub(super) fn packed(
    packing: Option<Packing>,
    out: &mut (dyn Write + Send),
    work: impl FnOnce(&mut (dyn Write + Send)) -> Result<(), WriteError>,
) -> Result<(), WriteError> {
    match packing {
        None => work(out),
        Some(Packing::Gzip) => {
            let mut gzip = gzip::writer(out);
            work(&mut gzip)?;
            gzip.finish()?;
            Ok(())
        }
        Some(Packing::Zstd) => zstd::packed(out, work),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_goes_before_the_whole_extension() {
        let split = |name: &str| {
            let (stem, extension) = stem_and_extension(Path::new(name), |inner| inner == "csv");
            [stem, extension].map(|part| part.into_string().unwrap())
        };
        for (name, stem, extension) in [
            ("a.csv", "a", ".csv"),
            ("a.csv.gz", "a", ".csv.gz"),
            ("/x.y/a.b.csv.ZST", "a.b", ".csv.ZST"),
            ("a.2024.gz", "a.2024", ".gz"),
            ("a.gz", "a", ".gz"),
            (".csv.gz", ".csv", ".gz"),
            (".gz", ".gz", ""),
            ("a", "a", ""),
        ] {
            assert_eq!(split(name), [stem, extension], "{name}");
        }
    }
}
