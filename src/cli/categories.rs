//! What files are classed by: the program's own categories with the user's, from the file of `--categories` or the usual one.

use super::Args;
use crate::category_file::CategoryFile;
use crate::model::{Categories, CategoryFileFault, CategoryFileMistake};
use std::sync::Arc;

/// Those to be used, and why the user's own aren't among them if there is a mistake in their file.
pub(super) fn of(args: &Args) -> (Arc<Categories>, Option<CategoryFileMistake>) {
    let named = args.categories.as_deref().map(CategoryFile::at);
    let is_named = named.is_some();
    let Some(file) = named.or_else(CategoryFile::usual) else { return (Categories::standard(), None) };
    let fault = match file.read() {
        Ok(Some(categories)) => return (categories, None),
        Ok(None) if !is_named => None,
        Ok(None) => {
            Some(CategoryFileMistake { file: file.path().to_owned(), fault: CategoryFileFault::NotFound })
        }
        Err(mistake) => Some(mistake),
    };
    (Categories::standard(), fault)
}
