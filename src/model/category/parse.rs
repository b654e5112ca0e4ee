//! Reads a file of categories.

use super::Category;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Bytes of an extension in such a file.
pub(super) const LONGEST: usize = 32;

/// Extensions in lower case, each with its category.
pub(super) type Entries = BTreeMap<String, Category>;

/// What is wrong with a file of categories. `words::category_file_mistake` says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryMistake {
    /// In which line, from 1 on.
    pub line: usize,
    /// What is wrong there.
    pub fault: CategoryFault,
}

/// What is wrong with a line of it. A text in it is what was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CategoryFault {
    /// A name in brackets that no category has.
    NotACategory(String),
    /// A bracket without the other one, or something behind it.
    Heading(String),
    /// An extension before the first name of a category.
    NoHeading(String),
    /// What can't be an extension: ASCII letters, digits and signs without dots, separators and brackets, 32 at most.
    NotAnExtension(String),
    /// An extension that stands in this other category before.
    Twice(String, Category),
}

/// A file of a user's own categories that can't be used. `words::category_file_mistake` says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryFileMistake {
    /// Which.
    pub file: PathBuf,
    /// Why.
    pub fault: CategoryFileFault,
}

/// Why such a file can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CategoryFileFault {
    /// It was asked for and isn't there.
    NotFound,
    /// The system's words.
    NotRead(String),
    /// A folder, a pipe or a device.
    NotAFile,
    /// More bytes than this.
    TooLarge(u64),
    /// Not valid UTF-8 in this line, from 1 on.
    NotText(usize),
    /// A line that is not understood.
    Line(CategoryMistake),
}

/// The extensions of a file with their categories.
///
/// # Errors
/// The first line that can't be understood.
pub(super) fn parse(text: &str) -> Result<Entries, CategoryMistake> {
    let mut entries = Entries::new();
    let mut category = None;
    // Some editors put a byte order mark before all.
    for (line, number) in text.trim_start_matches('\u{FEFF}').lines().zip(1..) {
        let mistake = |fault| CategoryMistake { line: number, fault };
        let line = line.split_once('#').map_or(line, |(before, _)| before).trim();
        if line.contains(['[', ']']) {
            let inside = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
            let name = inside.ok_or_else(|| mistake(CategoryFault::Heading(line.to_owned())))?.trim();
            let named = Category::named(name);
            category = Some(named.ok_or_else(|| mistake(CategoryFault::NotACategory(name.to_owned())))?);
            continue;
        }
        for written in line.split([' ', '\t', ',', ';']).filter(|word| !word.is_empty()) {
            let category = category.ok_or_else(|| mistake(CategoryFault::NoHeading(written.to_owned())))?;
            let extension =
                ["*.", "."].iter().find_map(|begin| written.strip_prefix(begin)).unwrap_or(written);
            let extension = extension.to_ascii_lowercase();
            let is_one = (1..=LONGEST).contains(&extension.len())
                && extension.bytes().all(|byte| byte.is_ascii_graphic() && !b"./\\*?\"".contains(&byte));
            if !is_one {
                return Err(mistake(CategoryFault::NotAnExtension(written.to_owned())));
            }
            match entries.insert(extension, category) {
                Some(before) if before != category => {
                    return Err(mistake(CategoryFault::Twice(written.to_owned(), before)));
                }
                _ => {}
            }
        }
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_list_has_each_extension_once_in_lower_case_and_uses_every_category() {
        let text = include_str!("../../../assets/categories.txt");
        // By itself: what the parser forgives is not forgiven here.
        let (mut once, mut used) = (BTreeSet::new(), BTreeSet::new());
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        for line in lines {
            match line.strip_prefix('[') {
                Some(name) => assert!(used.insert(name.trim_end_matches(']')), "{name} twice"),
                None => line.split(' ').for_each(|extension| {
                    assert!(once.insert(extension), "{extension} twice");
                    assert!(
                        extension.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
                    );
                }),
            }
        }
        assert_eq!(used, Category::ALL.map(Category::as_str).into());
        assert!(once.len() > 500);
        assert_eq!(parse(text).map(|entries| entries.len()), Ok(once.len()));
    }

    #[test]
    fn a_mistake_is_named_with_its_line() {
        let said = |text: &str| parse(text).map_err(|mistake| (mistake.line, mistake.fault));
        let word = |word: &str| word.to_owned();
        assert_eq!(said("jpg"), Err((1, CategoryFault::NoHeading(word("jpg")))));
        assert_eq!(said("# a\n\n[imgae]\njpg"), Err((3, CategoryFault::NotACategory(word("imgae")))));
        assert_eq!(said("[image\njpg"), Err((1, CategoryFault::Heading(word("[image")))));
        assert_eq!(said("[image] jpg"), Err((1, CategoryFault::Heading(word("[image] jpg")))));
        assert_eq!(said("[image]\na.b"), Err((2, CategoryFault::NotAnExtension(word("a.b")))));
        assert_eq!(said("[image]\ndépôt"), Err((2, CategoryFault::NotAnExtension(word("dépôt")))));
        let twice = "[image]\njpg\n[data]\nJPG";
        assert_eq!(said(twice), Err((4, CategoryFault::Twice(word("JPG"), Category::Image))));
        assert_eq!(said("\u{FEFF}[Image]\n*.a, .b;c a\n").map(|entries| entries.len()), Ok(3));
        assert_eq!(said("").map(|entries| entries.len()), Ok(0));
    }
}
