//! Folders as Windows hands them over where a quoted path ends with a separator.
//!
//! To a program, `"C:\"` on a command line is `C:"`: a backslash before a quotation mark keeps that as a letter. The file manager writes so
//! for a drive ("List with Foldersheet" on `C:`), and every shell that completes the name of a folder. No path of Windows has such a mark.

use crate::model::name;
use crate::text;
use std::path::PathBuf;

/// The folders that are meant by these arguments of Windows.
///
/// # Errors
/// Where one runs on into the arguments behind it, in words.
pub(super) fn meant(paths: Vec<PathBuf>) -> Result<Vec<PathBuf>, String> {
    paths.into_iter().map(one).collect()
}

fn one(path: PathBuf) -> Result<PathBuf, String> {
    let bytes = name::path_bytes(&path);
    let Some(at) = bytes.iter().position(|&byte| byte == b'"') else { return Ok(path) };
    let (before, after) = bytes.split_at(at);
    if after.len() > 1 || before.is_empty() {
        return Err(format!(
            "a path can't hold a quotation mark: {}. Leave out the backslash before the closing quotation mark, or write it twice",
            text::shown(bytes)
        ));
    }
    let mut meant = name::to_os(before).into_owned();
    meant.push("\\");
    Ok(meant.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drive_of_the_file_manager_is_that_drive() {
        let all = |paths: &[&str]| meant(paths.iter().map(PathBuf::from).collect());
        assert_eq!(
            all(&["C:\"", "x y", "D:\\a b\""]),
            Ok(["C:\\", "x y", "D:\\a b\\"].map(PathBuf::from).to_vec())
        );
        for runs_on in ["C:\\Program Files\" --csv", "\"", "C:\" D:\""] {
            let why = all(&[runs_on]).unwrap_err();
            assert!(why.contains("or write it twice"), "{why}");
        }
    }
}
