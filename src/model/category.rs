//! What a file is for, by the extension of its name: an image, a document, code.
//!
//! `assets/categories.txt` says which extension belongs where; a user's own file extends it (`parse`). A [`Categories`] is the
//! table made of them; the sheet carries one, so that the column, the filter, the charts and the map class a file alike.

mod colours;
mod parse;
mod table;

pub use colours::CategoryColours;
pub use parse::{CategoryFault, CategoryFileFault, CategoryFileMistake, CategoryMistake};
pub use table::{Categories, short_extension, short_extension_at};

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Category {
    /// Photos, drawings, layered pictures.
    Image,
    /// Films, with their subtitles.
    Video,
    /// Music and speech.
    Audio,
    /// What people write and read: texts, tables, slides, mail.
    Document,
    /// Files that hold other files: archives, packages, images of disks.
    Archive,
    /// What programmers write, and configuration.
    Code,
    /// Databases, measurements, models, fonts.
    Data,
    /// Programs, and everything without an extension that is known.
    Other,
}

impl Category {
    /// Every category, in the order of its number.
    pub const ALL: [Category; 8] = [
        Category::Image,
        Category::Video,
        Category::Audio,
        Category::Document,
        Category::Archive,
        Category::Code,
        Category::Data,
        Category::Other,
    ];

    /// The word for it in the sheet, in a filter and in the files of categories: it never changes.
    pub const fn as_str(self) -> &'static str {
        match self {
            Category::Image => "image",
            Category::Video => "video",
            Category::Audio => "audio",
            Category::Document => "document",
            Category::Archive => "archive",
            Category::Code => "code",
            Category::Data => "data",
            Category::Other => "other",
        }
    }

    /// The category that is called so, in any case of letters.
    pub fn named(word: &str) -> Option<Category> {
        Category::ALL.into_iter().find(|category| category.as_str().eq_ignore_ascii_case(word))
    }

    /// The category with this number; [`Category::Other`] for a number that none has.
    pub const fn from_number(number: u8) -> Category {
        if (number as usize) < Category::ALL.len() { Category::ALL[number as usize] } else { Category::Other }
    }
}
