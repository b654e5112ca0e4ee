//! Filters for the rows that a line or a note is about.

use super::Facts;
use crate::model::{LineKind, Note};

/// Marked as being in a cloud, or on other storage: [`crate::model::Attributes::ELSEWHERE`].
const MARKED: &str = "attr:offline,recall,dataless";

impl Facts {
    /// A filter that shows the rows that a line is about, and no others; empty if those are all rows, `None` if they are none.
    pub fn filter_of_line(&self, kind: LineKind) -> Option<String> {
        let folders = (self.folder_rows > 0).then(|| "kind:folder".to_owned());
        Some(match kind {
            LineKind::Lengths => self.of_files(""),
            LineKind::Symlinks => "kind:symlink".to_owned(),
            LineKind::RoundedUp => self.of_files("allocated:>size"),
            LineKind::SmallerOnDisk if self.cloud.rows > 0 => {
                self.of_files(&format!("allocated:<size -{MARKED}"))
            }
            LineKind::SmallerOnDisk => self.of_files("allocated:<size"),
            LineKind::Cloud => self.of_files(&format!("allocated:<size {MARKED}")),
            LineKind::WithoutLength => self.of_files("size:none -allocated:none"),
            LineKind::NotReported => self.of_files("allocated:none"),
            LineKind::Repeats => self.of_files("links:repeat"),
            LineKind::OtherFileSystems => self.of_files(&self.on_others()),
            LineKind::Folders => folders?,
            LineKind::OtherFolders => format!("{} {}", folders?, self.on_others()),
            LineKind::Rest => return None,
        })
    }

    /// The same for a note.
    pub fn filter_of_note(&self, note: &Note) -> Option<String> {
        match note {
            Note::WithoutLength(_) => Some(self.of_files("size:none")),
            Note::WithoutSpace(_) => Some(self.of_files("allocated:none")),
            Note::Cloud(..) => Some(self.of_files(MARKED)),
            Note::NamesElsewhere(..) => Some(self.of_files("links:outside")),
            Note::Hidden(_)
            | Note::Excluded(_)
            | Note::OtherFileSystems(_)
            | Note::UnreadFolders(_)
            | Note::FoldersWithoutLength(_)
            | Note::FoldersWithoutSpace(_)
            | Note::UnknownNames(_)
            | Note::Volume(_)
            | Note::Shares(_) => None,
        }
    }

    /// A filter without folders, which stand in the sheet where the reading was asked for them.
    fn of_files(&self, filter: &str) -> String {
        let files = if self.folder_rows > 0 { "-kind:folder" } else { "" };
        [filter, files].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    fn on_others(&self) -> String {
        let known = self.volumes.iter().map(|volume| format!("-device:{}", volume.id));
        known.chain(["-device:none".to_owned()]).collect::<Vec<_>>().join(" ")
    }
}
