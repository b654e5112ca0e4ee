//! Which folder fills the map: from all sources down and back. Pure but for asking which folder is in which.

use super::MapInput;
use crate::model::FolderId;
use crate::view::What;

/// The folders between all that is shown and where the map is.
#[derive(Clone, Copy)]
pub(super) struct Levels<'a> {
    pub input: &'a MapInput<'a>,
    /// The folder that fills the map when nothing is zoomed into; `None` where these are several sources.
    pub base: Option<FolderId>,
}

impl Levels<'_> {
    /// The same level without a name for it where it is the outermost one.
    pub(super) fn normal(&self, folder: FolderId) -> Option<FolderId> {
        if self.base == Some(folder) || !self.is_below(folder, self.base) { None } else { Some(folder) }
    }

    /// Whether a folder is still one of the sheet, and below what is shown.
    pub(super) fn is_there(&self, folder: FolderId) -> bool {
        let session = self.input.session;
        session.root(session.folder_root(folder)).is_some() && self.is_below(folder, self.base)
    }

    /// The next level out; `None` from the outermost one.
    pub(super) fn out(&self, zoom: Option<FolderId>) -> Option<Option<FolderId>> {
        let parent = self.input.session.folder_parent(zoom?);
        Some(parent.and_then(|parent| self.normal(parent)))
    }

    /// The folder that a tile is of, or is in.
    pub(super) fn folder(&self, what: What) -> Option<FolderId> {
        match what {
            What::Sources => None,
            What::Folder(folder) => Some(folder),
            What::Row(row) => Some(self.input.session.shown().row(row).folder),
            What::Rest(folder) => folder,
        }
    }

    /// The level right below `zoom` on the way to a tile; `None` if it is no deeper.
    pub(super) fn towards(&self, zoom: Option<FolderId>, what: What) -> Option<FolderId> {
        let mut folder = self.folder(what)?;
        loop {
            self.normal(folder).filter(|folder| Some(*folder) != zoom)?;
            match self.out(Some(folder))? {
                out if out == zoom => return Some(folder),
                out => folder = out?,
            }
        }
    }

    /// From the outermost level to this one, without the outermost.
    pub(super) fn path(&self, zoom: Option<FolderId>) -> Vec<FolderId> {
        let mut path: Vec<FolderId> =
            std::iter::successors(zoom, |folder| self.out(Some(*folder)).flatten()).collect();
        path.reverse();
        path
    }

    /// Whether a folder is another one or in it, at whatever depth.
    fn is_below(&self, folder: FolderId, top: Option<FolderId>) -> bool {
        let Some(top) = top else { return true };
        std::iter::successors(Some(folder), |folder| self.input.session.folder_parent(*folder))
            .any(|folder| folder == top)
    }
}
