//! What is said of a map.

use crate::model::Category;
use crate::text;

/// The files of a folder that are too small to be drawn: "1,204 smaller files".
pub fn smaller(files: u64) -> String {
    match files {
        1 => "1 smaller file".to_owned(),
        files => format!("{} smaller files", text::number(files)),
    }
}

/// How few of a level hold most of it: so many of the largest, of which so many are folders, and the part of the whole that they hold, in
/// hundredths.
pub fn concentration(largest: usize, folders: usize, percent: u8) -> String {
    let what = match (folders, largest) {
        (0, count) => text::counted(count as u64, "file"),
        (folders, count) if folders == count => text::counted(count as u64, "folder"),
        (_, count) => format!("{} folders and files", text::number(count as u64)),
    };
    let verb = if largest == 1 { "holds" } else { "hold" };
    format!("{what} {verb} {percent} %")
}

/// The title of a category in a legend.
pub fn category(category: Category) -> &'static str {
    match category {
        Category::Image => "Images",
        Category::Video => "Videos",
        Category::Audio => "Audio",
        Category::Document => "Documents",
        Category::Archive => "Archives",
        Category::Code => "Code",
        Category::Data => "Data",
        Category::Other => "Other",
    }
}

/// The newest end of the scale of ages.
pub fn newest() -> &'static str {
    "Changed today"
}

/// The oldest end of the scale of ages.
pub fn oldest() -> &'static str {
    "10 years ago or more"
}

/// What has no area in a map because the system does not report its size on disk.
pub fn unknown_on_disk(files: u64, all: bool) -> String {
    if all {
        "sizes on disk are not reported here: the map is by length".to_owned()
    } else if files == 1 {
        "the size on disk of 1 file is unknown: it has no area in the map".to_owned()
    } else {
        format!(
            "the sizes on disk of {} files are unknown: they have no area in the map",
            text::number(files)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_reads_well_in_one_and_in_many() {
        assert_eq!(smaller(1), "1 smaller file");
        assert_eq!(smaller(1204), "1,204 smaller files");
        assert_eq!(concentration(3, 3, 81), "3 folders hold 81 %");
        assert_eq!(concentration(1, 0, 95), "1 file holds 95 %");
        assert_eq!(concentration(4, 2, 80), "4 folders and files hold 80 %");
    }
}
