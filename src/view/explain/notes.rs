//! What is in none of the numbers, or makes them doubtful.

use super::Facts;
use crate::model::Note;

impl Facts {
    /// What there is to be said below the numbers.
    pub fn notes(&self) -> Vec<Note> {
        let folders = self.folders_unknown();
        let is_told = self.without_allocated.rows < self.names.rows;
        let counted = [
            (self.left_out.hidden, Note::Hidden as fn(u64) -> Note),
            (self.left_out.excluded, Note::Excluded),
            (self.left_out.other_file_systems, Note::OtherFileSystems),
            (self.unread_folders, Note::UnreadFolders),
            (self.without_length, Note::WithoutLength),
            (self.without_allocated.rows * u64::from(is_told), Note::WithoutSpace),
            (self.unknown_names, Note::UnknownNames),
            (folders.bytes, Note::FoldersWithoutLength),
            (folders.allocated * u64::from(is_told), Note::FoldersWithoutSpace),
        ];
        let mut notes: Vec<Note> =
            counted.into_iter().filter(|(count, _)| *count > 0).map(|(count, note)| note(count)).collect();
        let sized = [
            (self.marked_as_elsewhere, Note::Cloud as fn(u64, u128) -> Note),
            (self.names_elsewhere, Note::NamesElsewhere),
        ];
        let some = sized.into_iter().filter(|(part, _)| part.rows > 0);
        notes.extend(some.map(|(part, note)| note(part.rows, part.bytes)));
        notes.extend(self.volumes.iter().map(|volume| Note::Volume(*volume)));
        let mut shares: Vec<&str> = self.volumes.iter().filter_map(|volume| volume.shares).collect();
        shares.dedup();
        notes.extend(shares.into_iter().map(Note::Shares));
        notes
    }
}
