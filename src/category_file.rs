//! The user's own file of categories: where it is, reading it, and making one to begin with. Both forms of the program read it when they
//! start; what it says is in [`Categories`].

use crate::model::{Categories, CategoryFileFault, CategoryFileMistake};
use std::env;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a new file says: how it is written.
const HEAD: &str = include_str!("../assets/own-categories.txt");

/// The largest file that is read, in bytes: a thousand times what is usual.
const LARGEST: u64 = 1 << 20;

/// The file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryFile {
    path: PathBuf,
}

impl CategoryFile {
    /// The one at this path.
    pub fn at(path: &Path) -> CategoryFile {
        CategoryFile { path: path.to_owned() }
    }

    /// The one in the folder where this system keeps what users write for programs; `None` if the system names none.
    pub fn usual() -> Option<CategoryFile> {
        Some(CategoryFile { path: configurations()?.join("foldersheet").join("categories.txt") })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The program's own categories with what the file adds or puts in their place; `None` if there is no file. Never waits for a pipe and
    /// never reads an endless file.
    ///
    /// # Errors
    /// Why it can't be used.
    pub fn read(&self) -> Result<Option<Arc<Categories>>, CategoryFileMistake> {
        let mistake = |fault| CategoryFileMistake { file: self.path.clone(), fault };
        let unreadable = |why: String| mistake(CategoryFileFault::NotRead(why));
        let bytes = match fs::metadata(&self.path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unreadable(error.to_string())),
            Ok(meta) if !meta.is_file() => return Err(mistake(CategoryFileFault::NotAFile)),
            Ok(meta) if meta.len() > LARGEST => return Err(mistake(CategoryFileFault::TooLarge(LARGEST))),
            Ok(_) => fs::read(&self.path).map_err(|error| unreadable(error.to_string()))?,
        };
        let text = std::str::from_utf8(&bytes).map_err(|error| {
            let before = &bytes[..error.valid_up_to()];
            mistake(CategoryFileFault::NotText(before.iter().filter(|byte| **byte == b'\n').count() + 1))
        })?;
        match Categories::with_own(text) {
            Ok(categories) => Ok(Some(Arc::new(categories))),
            Err(line) => Err(mistake(CategoryFileFault::Line(line))),
        }
    }

    /// Makes the file where there is none, with a head that says how it is written. One that is there stays as it is.
    ///
    /// # Errors
    /// If the folder or the file can't be made.
    pub fn make(&self) -> io::Result<()> {
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder)?;
        }
        match OpenOptions::new().write(true).create_new(true).open(&self.path) {
            Ok(mut file) => file.write_all(HEAD.as_bytes()),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
            Err(error) => Err(error),
        }
    }
}

/// The folder in which each program has one of its own.
fn configurations() -> Option<PathBuf> {
    let named = |variable: &str| env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
    if cfg!(windows) {
        named("APPDATA")
    } else if cfg!(target_os = "macos") {
        named("HOME").map(|home| home.join("Library").join("Application Support"))
    } else {
        named("XDG_CONFIG_HOME").or_else(|| named("HOME").map(|home| home.join(".config")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Category, CategoryFault, CategoryMistake};

    fn file(folder: &tempfile::TempDir) -> CategoryFile {
        CategoryFile::at(&folder.path().join("deep").join("categories.txt"))
    }

    #[test]
    fn one_that_is_made_says_how_it_is_written_and_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = file(&folder);
        assert!(file.read().unwrap().is_none());
        file.make().unwrap();
        let categories = file.read().unwrap().expect("it is there");
        assert_eq!(categories.of_extension(b"jpg"), Category::Image);
        assert!(fs::read_to_string(file.path()).unwrap().contains("# [data]"));
        fs::write(file.path(), "[data]\njpg foo").unwrap();
        file.make().unwrap();
        let categories = file.read().unwrap().expect("it is there");
        assert_eq!(
            [&b"jpg"[..], b"foo", b"png"].map(|one| categories.of_extension(one)),
            [Category::Data, Category::Data, Category::Image]
        );
    }

    #[test]
    fn what_cannot_be_used_says_where_and_why() {
        let folder = tempfile::tempdir().unwrap();
        let file = file(&folder);
        fs::create_dir_all(file.path()).unwrap();
        let fault = |file: &CategoryFile| file.read().expect_err("a mistake").fault;
        assert_eq!(fault(&file), CategoryFileFault::NotAFile);
        fs::remove_dir(file.path()).unwrap();
        fs::write(file.path(), b"[image]\n# \xE9\n").unwrap();
        assert_eq!(fault(&file), CategoryFileFault::NotText(2));
        fs::write(file.path(), "[image]\nfoo\n[imgae]").unwrap();
        let line = CategoryMistake { line: 3, fault: CategoryFault::NotACategory("imgae".to_owned()) };
        assert_eq!(fault(&file), CategoryFileFault::Line(line));
        fs::write(file.path(), vec![b'#'; LARGEST as usize + 1]).unwrap();
        assert_eq!(fault(&file), CategoryFileFault::TooLarge(LARGEST));
    }
}
