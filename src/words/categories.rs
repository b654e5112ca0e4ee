//! What is wrong with the user's own file of categories, and what to write instead.

use crate::model::{Category, CategoryFault, CategoryFileFault, CategoryFileMistake, CategoryMistake, name};
use crate::text;

/// That the built-in categories are used, and why.
pub fn categories_not_used(mistake: &CategoryFileMistake) -> String {
    format!("The built-in categories are used, without your own. {}.", category_file_mistake(mistake))
}

/// Which file, in which line, and what is expected.
pub fn category_file_mistake(mistake: &CategoryFileMistake) -> String {
    let file = text::shown(name::path_bytes(&mistake.file));
    match &mistake.fault {
        CategoryFileFault::NotFound => format!("{file}: there is no such file"),
        CategoryFileFault::NotRead(why) => format!("{file} can't be read: {why}"),
        CategoryFileFault::NotAFile => format!("{file} is not a regular file"),
        CategoryFileFault::TooLarge(most) => {
            format!("{file} is larger than {}, which no list of extensions is", text::size(u128::from(*most)))
        }
        CategoryFileFault::NotText(line) => {
            format!("{file}, line {line}: not valid UTF-8. Save the file as UTF-8")
        }
        CategoryFileFault::Line(CategoryMistake { line, fault }) => {
            format!("{file}, line {line}: {}", category_mistake(fault))
        }
    }
}

/// What is wrong with a line of it, and what is expected there.
fn category_mistake(fault: &CategoryFault) -> String {
    match fault {
        CategoryFault::NotACategory(name) => {
            format!("[{}] is not a category: write {}", cut(name), categories())
        }
        CategoryFault::Heading(line) => {
            format!(
                "“{}” is not a heading: write a category in brackets alone on its line, as in [image]",
                cut(line)
            )
        }
        CategoryFault::NoHeading(extension) => {
            format!(
                "“{}” stands before the first category: write a line such as [image] above it",
                cut(extension)
            )
        }
        CategoryFault::NotAnExtension(word) => format!(
            "“{}” is not an extension: write one such as jpg, of at most 32 ASCII letters, digits and signs without a dot",
            cut(word)
        ),
        CategoryFault::Twice(extension, category) => format!(
            "“{}” stands in [{}] already: an extension has one category",
            cut(extension),
            category.as_str()
        ),
    }
}

/// Every category, as such a file has it.
fn categories() -> String {
    let [first @ .., last] = Category::ALL.map(|category| format!("[{}]", category.as_str()));
    format!("{} or {last}", first.join(", "))
}

/// The beginning of what was written, with nothing in it that a terminal would obey.
fn cut(written: &str) -> String {
    const SHOWN: usize = 40;
    let shown: String = written.chars().take(SHOWN).collect();
    let more = if shown.len() < written.len() { "…" } else { "" };
    format!("{}{more}", text::printable(&shown))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    #[test]
    fn a_mistake_says_file_line_and_what_is_expected() {
        let said = |line, fault| {
            let fault = CategoryFileFault::Line(CategoryMistake { line, fault });
            category_file_mistake(&CategoryFileMistake { file: PathBuf::from("own.txt"), fault })
        };
        let words = said(3, CategoryFault::NotACategory("imgae\u{1B}".to_owned()));
        for part in ["own.txt, line 3: ", "[imgae", "[image], [video]", "or [other]"] {
            assert!(words.contains(part), "{part}: {words}");
        }
        assert!(!words.contains('\u{1B}'), "{words}");
        let words = said(1, CategoryFault::Twice("x".repeat(90), Category::Image));
        assert!(words.contains("[image] already") && words.contains("x…"), "{words}");
    }
}
