//! The words for what is in the map: a tile's name, its share, what the tip and a screen reader say of it, and the sentence that sums a
//! level up.

use super::MapInput;
use crate::model::{FolderId, name};
use crate::text;
use crate::ui::words;
use crate::view::{Concentration, Form, Map, Measure, Tile, What};

/// What speaks of the tiles of a map.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    pub input: &'a MapInput<'a>,
    pub map: &'a Map,
}

impl Told<'_> {
    /// A tile's name, as it is shown.
    pub(super) fn name(&self, what: What) -> String {
        match what {
            What::Sources => "All sources".to_owned(),
            What::Folder(folder) => folder_name(self.input, folder),
            What::Row(row) => text::shown(self.input.session.shown().row(row).name).into_owned(),
            What::Rest(_) if self.map.spec().form == Form::Flame => "Files".to_owned(),
            What::Rest(_) => "Smaller files".to_owned(),
        }
    }

    /// What a tile's area stands for: bytes, or files.
    pub(super) fn amount(&self, tile: &Tile) -> String {
        match self.map.spec().measure {
            Measure::Files => words::count(tile.files.into(), "file"),
            Measure::Length | Measure::Allocated => crate::words::sum(tile.amount, tile.known),
        }
    }

    /// The files of a rest tile: "1,204 smaller files". A flame graph doesn't draw them separately, so there they may be large.
    pub(super) fn rest_files(&self, tile: &Tile) -> String {
        let which = if self.map.spec().form == Form::Flame { "file" } else { "smaller file" };
        words::count(tile.files.into(), which)
    }

    /// A rest tile, as it says itself: "1,204 smaller files, 3.1 GB".
    pub(super) fn rest(&self, tile: &Tile) -> String {
        let files = self.rest_files(tile);
        match self.map.spec().measure {
            Measure::Files => files,
            Measure::Length | Measure::Allocated => format!("{files}, {}", self.amount(tile)),
        }
    }

    /// What a tile is called in its label.
    pub(super) fn called(&self, tile: &Tile) -> String {
        if matches!(tile.what, What::Rest(_)) { self.rest(tile) } else { self.name(tile.what) }
    }

    /// The same behind the names of the folders above it that have no title of their own: "src/main/java".
    pub(super) fn called_from(&self, tile: &Tile, above: u16) -> String {
        let folder = match tile.what {
            What::Folder(folder) => self.input.session.folder_parent(folder),
            What::Row(row) => Some(self.input.session.shown().row(row).folder),
            What::Sources | What::Rest(_) => None,
        };
        let parent = |folder: &FolderId| self.input.session.folder_parent(*folder);
        let mut names: Vec<String> = std::iter::successors(folder, parent)
            .take(above.into())
            .map(|folder| folder_name(self.input, folder))
            .collect();
        names.reverse();
        names.push(self.called(tile));
        let separator =
            folder.map_or(std::path::MAIN_SEPARATOR, |folder| self.input.session.separator(folder));
        names.join(&*separator.encode_utf8(&mut [0; 4]))
    }

    /// The part of the level that a tile is, in words; `None` where the level amounts to nothing.
    pub(super) fn share(&self, tile: &Tile) -> Option<String> {
        let whole = self.map.tiles().first()?.amount;
        (whole > 0).then(|| text::percent(tile.amount as f64 / whole as f64))
    }

    /// What the whole level is.
    pub(super) fn level(&self) -> String {
        self.map.tiles().first().map_or_else(String::new, |root| self.name(root.what))
    }

    /// A tile in one line for a screen reader: "photos, folder, 34 % of Data, 1.2 TB".
    pub(super) fn spoken(&self, tile: &Tile) -> String {
        let mut said = vec![self.called(tile)];
        if matches!(tile.what, What::Folder(_) | What::Sources) {
            said.push("folder".to_owned());
        }
        if let Some(share) = self.share(tile) {
            said.push(format!("{share} of {}", self.level()));
        }
        if !matches!(tile.what, What::Rest(_)) {
            said.push(self.amount(tile));
        }
        if tile.is_short {
            said.push("not all of it was read".to_owned());
        }
        if tile.is_dimmed {
            said.push("not shown".to_owned());
        }
        said.join(", ")
    }

    /// Where a tile is and how large, for the bottom line.
    pub(super) fn line(&self, tile: &Tile) -> String {
        let path = self.path(tile.what);
        let path = text::shown(&path);
        match tile.what {
            What::Sources => format!("All sources, {}", self.amount(tile)),
            What::Rest(_) if path.is_empty() => self.rest(tile),
            What::Rest(_) => format!("{} in {path}", self.rest(tile)),
            What::Folder(_) | What::Row(_) => format!("{path}, {}", self.amount(tile)),
        }
    }

    /// What the tip says below the name.
    pub(super) fn more(&self, tile: &Tile) -> String {
        let mut out = self.amount(tile);
        if let Some(share) = self.share(tile) {
            out += &format!(", {share} of {}", self.level());
        }
        if self.map.spec().measure != Measure::Files
            && let Some(exact) = crate::words::exact_sum(tile.amount, tile.known)
        {
            out += &format!("\n{exact}");
        }
        match tile.what {
            What::Row(row) => {
                let row = self.input.session.shown().row(row);
                if let Some(modified) = row.meta.modified {
                    out += &format!("\nModified {}", text::local_minute(modified));
                }
            }
            What::Folder(_) if self.map.spec().measure != Measure::Files => {
                out += &format!("\n{}", words::count(tile.files.into(), "file"));
            }
            _ => {}
        }
        if matches!(tile.what, What::Row(_)) {
            out += "\nDouble-click to zoom to its folder";
        }
        if tile.is_short {
            out += "\nNot all of it was read: there may be more in it";
        }
        if tile.is_dimmed {
            out += "\nNot shown: the filter leaves it out";
        }
        out
    }

    /// The path of what a tile stands for, as the system's bytes; of a rest that of its folder.
    pub(super) fn path(&self, what: What) -> Vec<u8> {
        let session = self.input.session;
        match what {
            What::Sources | What::Rest(None) => Vec::new(),
            What::Folder(folder) | What::Rest(Some(folder)) => session.folder_path(folder),
            What::Row(row) => {
                let sheet = session.shown();
                sheet.path(&sheet.row(row))
            }
        }
    }

    /// The level in a sentence: "Data: 1.2 TB in 53,019 files. 3 folders hold 81 %."
    pub(super) fn summary(&self) -> String {
        let Some(root) = self.map.tiles().first() else { return String::new() };
        let mut out = match self.map.spec().measure {
            Measure::Files => {
                format!("{}: {}.", self.name(root.what), words::count(root.files.into(), "file"))
            }
            _ => format!(
                "{}: {} in {}.",
                self.name(root.what),
                self.amount(root),
                words::count(root.files.into(), "file")
            ),
        };
        let is_all = self.map.spec().zoom.is_none();
        if root.is_short || (is_all && self.input.status.incomplete.is_some()) {
            out += " Not all of it was read.";
        }
        let (asked, totalled) = (self.map.spec().measure, self.map.totalled());
        if asked == Measure::Allocated && totalled.unknown > 0 {
            let why = crate::words::unknown_on_disk(totalled.unknown, totalled.measure != asked);
            out += &format!(" {}.", words::capitalized(&why));
        }
        if let Some(Concentration { largest, folders, percent }) = self.map.concentration() {
            out += &format!(" {}.", crate::words::concentration(largest, folders, percent));
        }
        out
    }
}

/// The name of a folder, of a picked one the last part of its path.
pub(super) fn folder_name(input: &MapInput<'_>, folder: FolderId) -> String {
    let session = input.session;
    let bytes = session.folder_name(folder);
    let is_picked = session.folder_parent(folder).is_none();
    let last = if is_picked { name::last_part(bytes) } else { bytes };
    text::shown(last).into_owned()
}
