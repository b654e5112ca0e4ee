//! The icon before the name of a file, by what the file is: its kind, then the class of its extension.
//!
//! A row is drawn with [`FileIcon::of`] and [`FileIcon::paint`]; neither allocates. Each class has one colour in icons, charts and maps
//! ([`Class::colour`]): those of Okabe and Ito, which colour-blind eyes tell apart, darker or lighter where the background asks for it.

use super::icons::{self, Icon};
use super::theme::Palette;
use crate::model::{Kind, name};
use eframe::egui::{Color32, Painter, Pos2, Ui};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a file is, from its extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    Image,
    Video,
    Audio,
    Document,
    Archive,
    Code,
    Data,
    /// Programs, and everything without an extension that is known.
    Other,
}

/// The extensions of each class, in lower case.
const EXTENSIONS: [(Class, &str); 7] = [
    (
        Class::Image,
        "ai arw avif bmp cr2 cr3 dng eps gif heic heif ico indd jfif jp2 jpe jpeg jpg jxl nef orf png psd raf raw rw2 svg tga tif tiff \
         webp xcf",
    ),
    (Class::Video, "3gp asf avi flv m2ts m4v mkv mov mp4 mpeg mpg mts ogv qt ts vob webm wmv"),
    (Class::Audio, "aac aif aiff ape flac m4a m4b mid midi mka mp3 oga ogg opus wav wma"),
    (
        Class::Document,
        "azw3 csv doc docm docx dot dotx epub fb2 key md mobi msg numbers odp ods odt pages pdf pot potx pps ppsx ppt pptx ps rst rtf tex \
         tsv txt xls xlsb xlsm xlsx",
    ),
    (
        Class::Archive,
        "7z ace apk arj bz2 cab cpio deb dmg gz img iso jar lz lz4 lzh lzma rar rpm tar tbz2 tgz txz vhd vhdx vmdk xz z zip zst",
    ),
    (
        Class::Code,
        "asm bash bat c cc cfg clj cmake conf cpp cs css cxx dart ex exs fs go h hpp hs htm html ini ipynb java jl js jsx kt less lua m \
         make mjs mm nix patch php pl pm ps1 py r rb rs sass scala scss sh sql swift tcl toml tsx vb vue xhtml yaml yml zig zsh",
    ),
    (
        Class::Data,
        "accdb avro bin bak dat db db3 dbf feather gpkg h5 hdf5 json jsonl kml lock log mat mdb nc npy npz orc ost parquet pst rdata rds \
         sav shp sqlite sqlite3 wal xml",
    ),
];

/// The longest of these, in bytes.
const LONGEST: usize = 7;

static KNOWN: LazyLock<HashMap<&'static [u8], Class>> = LazyLock::new(|| {
    let each = |(class, list): &(Class, &'static str)| {
        let class = *class;
        list.split(' ').map(move |extension| (extension.as_bytes(), class))
    };
    EXTENSIONS.iter().flat_map(each).collect()
});

impl Class {
    /// The class of files with this extension, in any case and without the dot.
    pub(super) fn of(extension: &[u8]) -> Class {
        let mut lower = [0; LONGEST];
        let Some(lower) = lower.get_mut(..extension.len()) else { return Class::Other };
        lower.copy_from_slice(extension);
        lower.make_ascii_lowercase();
        KNOWN.get(&*lower).copied().unwrap_or(Class::Other)
    }

    /// Its colour on the backgrounds of the theme that `ui` is drawn in.
    pub(super) fn colour(self, ui: &Ui) -> Color32 {
        self.colours().of(ui)
    }

    /// By Okabe and Ito: green, pink, vermilion, blue, orange, sky blue, yellow, grey.
    const fn colours(self) -> Pair {
        match self {
            Class::Image => Pair::new(0x008F68, 0x17B388),
            Class::Video => Pair::new(0xB85C92, 0xD98CB8),
            Class::Audio => Pair::new(0xD55E00, 0xF07A1E),
            Class::Document => Pair::new(0x0072B2, 0x3C97D3),
            Class::Archive => Pair::new(0xB07800, 0xE69F00),
            Class::Code => Pair::new(0x2B8CC4, 0x7CC7F2),
            Class::Data => Pair::new(0x857C0A, 0xF0E442),
            Class::Other => Pair::new(0x6F7A8A, 0x96A1B2),
        }
    }
}

/// A colour on light backgrounds and on dark ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pair {
    light: Color32,
    dark: Color32,
}

/// Amber, as in the app's icon.
const FOLDER: Pair = Pair::new(0xC28000, 0xFFB020);

impl Pair {
    const fn new(light: u32, dark: u32) -> Pair {
        let ([_, a, b, c], [_, x, y, z]) = (light.to_be_bytes(), dark.to_be_bytes());
        Pair { light: Color32::from_rgb(a, b, c), dark: Color32::from_rgb(x, y, z) }
    }

    fn of(self, ui: &Ui) -> Color32 {
        if ui.visuals().dark_mode { self.dark } else { self.light }
    }
}

/// The icon of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FileIcon {
    icon: Icon,
    colour: Colour,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Colour {
    Class(Class),
    Folder,
    Weak,
}

impl FileIcon {
    /// The icon of an entry with this name, as the system spells it.
    pub(super) fn of(kind: Kind, file: &[u8]) -> FileIcon {
        match kind {
            Kind::Folder => FileIcon { icon: icons::FOLDER_FILL, colour: Colour::Folder },
            Kind::Symlink => FileIcon { icon: icons::LINK, colour: Colour::Weak },
            Kind::File => FileIcon::of_class(Class::of(name::extension(file))),
            Kind::Fifo | Kind::Socket | Kind::Block | Kind::Char => {
                FileIcon { icon: icons::GEAR, colour: Colour::Weak }
            }
        }
    }

    /// The icon of all files of a class.
    pub(super) fn of_class(class: Class) -> FileIcon {
        let icon = match class {
            Class::Image => icons::FILE_IMAGE_FILL,
            Class::Video => icons::FILE_VIDEO_FILL,
            Class::Audio => icons::FILE_AUDIO_FILL,
            Class::Document => icons::FILE_TEXT_FILL,
            Class::Archive => icons::FILE_ARCHIVE_FILL,
            Class::Code => icons::FILE_CODE_FILL,
            Class::Data => icons::DATABASE_FILL,
            Class::Other => icons::FILE_FILL,
        };
        FileIcon { icon, colour: Colour::Class(class) }
    }

    /// Draws it around `center`, 16 points high.
    pub(super) fn paint(self, ui: &Ui, painter: &Painter, center: Pos2) {
        let colour = match self.colour {
            Colour::Class(class) => class.colour(ui),
            Colour::Folder => FOLDER.of(ui),
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
    fn a_class_is_found_in_any_case() {
        for (name, class) in [
            ("IMG_1.JPG", Class::Image),
            ("a.tar.GZ", Class::Archive),
            ("report.pdf", Class::Document),
            ("main.rs", Class::Code),
            ("rows.parquet", Class::Data),
            ("x.", Class::Other),
            ("README", Class::Other),
            ("x.jp", Class::Other),
        ] {
            assert_eq!(Class::of(name::extension(name.as_bytes())), class, "{name}");
            assert_eq!(FileIcon::of(Kind::File, name.as_bytes()), FileIcon::of_class(class));
        }
    }

    #[test]
    fn each_class_can_be_seen_on_what_it_stands_on() {
        let all = EXTENSIONS.iter().map(|(class, _)| *class).chain([Class::Other]);
        for pair in all.map(Class::colours).chain([FOLDER]) {
            for (colour, p) in [(pair.light, Palette::LIGHT), (pair.dark, Palette::DARK)] {
                for behind in [p.panel, p.sheet, p.popup, p.stripe] {
                    // WCAG 2.2, 1.4.11: what is drawn.
                    let found = contrast(colour, behind);
                    assert!(found >= 3.0, "{colour:?} on {behind:?}: {found:.2}");
                }
            }
        }
    }

    #[test]
    fn no_extension_is_in_two_classes() {
        let all: Vec<_> = EXTENSIONS.iter().flat_map(|(_, list)| list.split(' ')).collect();
        assert_eq!(all.iter().map(|extension| extension.len()).max(), Some(LONGEST));
        let mut once = all.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), all.len());
    }
}
