//! The icon before the name of a file, by what the file is: its kind, then the category of its extension.
//!
//! A row is drawn with [`FileIcon::of`] and [`FileIcon::paint`]; neither allocates. Each category has one colour in icons, charts and maps
//! ([`Category::colours`]).

use super::icons::{self, Icon};
use super::theme::Palette;
use crate::model::{Categories, Category, Kind, name};
use eframe::egui::{Color32, Painter, Pos2, Ui};

/// Amber, as in the app's icon: on light backgrounds and on dark ones.
const FOLDER: [Color32; 2] = [Color32::from_rgb(0xC2, 0x80, 0x00), Color32::from_rgb(0xFF, 0xB0, 0x20)];

/// The colour of a category on the backgrounds of the theme that `ui` is drawn in.
pub(super) fn category_colour(category: Category, ui: &Ui) -> Color32 {
    let [red, green, blue] = category.colours().on(ui.visuals().dark_mode);
    Color32::from_rgb(red, green, blue)
}

/// The colour of folders on them.
pub(super) fn folder_colour(ui: &Ui) -> Color32 {
    FOLDER[usize::from(ui.visuals().dark_mode)]
}

/// The icon of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FileIcon {
    icon: Icon,
    colour: Colour,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Colour {
    Category(Category),
    Folder,
    Weak,
}

impl FileIcon {
    /// The icon of an entry with this name, as the system spells it.
    pub(super) fn of(kind: Kind, file: &[u8], categories: &Categories) -> FileIcon {
        match kind {
            Kind::Folder => FileIcon { icon: icons::FOLDER_FILL, colour: Colour::Folder },
            Kind::Symlink => FileIcon { icon: icons::LINK, colour: Colour::Weak },
            Kind::File => FileIcon::of_category(categories.of_extension(name::extension(file))),
            Kind::Fifo | Kind::Socket | Kind::Block | Kind::Char => {
                FileIcon { icon: icons::GEAR, colour: Colour::Weak }
            }
        }
    }

    /// The icon of all files of a category.
    pub(super) fn of_category(category: Category) -> FileIcon {
        let icon = match category {
            Category::Image => icons::FILE_IMAGE_FILL,
            Category::Video => icons::FILE_VIDEO_FILL,
            Category::Audio => icons::FILE_AUDIO_FILL,
            Category::Document => icons::FILE_TEXT_FILL,
            Category::Archive => icons::FILE_ARCHIVE_FILL,
            Category::Code => icons::FILE_CODE_FILL,
            Category::Data => icons::DATABASE_FILL,
            Category::Other => icons::FILE_FILL,
        };
        FileIcon { icon, colour: Colour::Category(category) }
    }

    /// Draws it around `center`, 16 points high.
    pub(super) fn paint(self, ui: &Ui, painter: &Painter, center: Pos2) {
        let colour = match self.colour {
            Colour::Category(category) => category_colour(category, ui),
            Colour::Folder => folder_colour(ui),
            Colour::Weak => Palette::of(ui).weak,
        };
        self.icon.paint(painter, center, icons::SIZE, colour);
    }
}

#[cfg(test)]
mod tests {
    use super::super::theme::contrast;
    use super::*;

    #[test]
    fn a_file_has_the_icon_of_its_category() {
        let known = Categories::standard();
        for (name, category) in
            [("IMG_1.JPG", Category::Image), ("a.tar.gz", Category::Archive), ("README", Category::Other)]
        {
            assert_eq!(
                FileIcon::of(Kind::File, name.as_bytes(), &known),
                FileIcon::of_category(category),
                "{name}"
            );
        }
        assert_ne!(FileIcon::of(Kind::Symlink, b"a.jpg", &known), FileIcon::of_category(Category::Image));
    }

    #[test]
    fn each_category_can_be_seen_on_what_it_stands_on() {
        let rgb = |[red, green, blue]: [u8; 3]| Color32::from_rgb(red, green, blue);
        let all = Category::ALL.map(|category| [false, true].map(|dark| rgb(category.colours().on(dark))));
        for [light, dark] in all.into_iter().chain([FOLDER]) {
            for (colour, p) in [(light, Palette::LIGHT), (dark, Palette::DARK)] {
                for behind in [p.panel, p.sheet, p.popup, p.stripe] {
                    // WCAG 2.2, 1.4.11: what is drawn.
                    let found = contrast(colour, behind);
                    assert!(found >= 3.0, "{colour:?} on {behind:?}: {found:.2}");
                }
            }
        }
    }
}
