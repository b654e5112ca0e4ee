//! Who may read and write what replaces a file.
//!
//! The owner, group, mode, access list and attributes of what is replaced are taken over, if no other user can have put it there to choose them. In a folder that
//! others write to, such as `/tmp`, any user can be first to create `files.csv` with mode 666, and would choose who may write to the sheet that
//! replaces it. So only these count:
//!
//! - one's own file;
//! - for root, a user's file in a folder of that user's own, or in one of root's that no other user can write to;
//! - and, where others write to the folder, only a file with one name: a hard link shows who made the file and not who put it there.
//!
//! Everything else is replaced by a file with the rights of any new one. A note names what isn't kept.

use super::FolderHandle;
use super::attributes::Attributes;
use super::look::{Look, Owner};
use crate::model::export::Property;
use std::fs::File;
use std::io;

/// Of any program's new file, on Unix; the umask or the folder's default ACL takes off from it.
#[cfg(not(windows))]
const NEW: u32 = 0o666;

/// That the group or others may write.
const WRITE: u32 = 0o022;

const ROOT: u32 = 0;

/// Whether the rights of the `old` file in this folder are taken over when `user` replaces it.
pub(super) fn count(old: &Look, folder: &Look, user: u32) -> bool {
    let (Some(file), Some(folder)) = (old.owner, folder.owner) else { return false };
    let is_private = folder.mode & WRITE == 0 && [file.user, user, ROOT].contains(&folder.user);
    let is_own = file.user == user;
    let is_a_users = user == ROOT && (folder.user == file.user || folder.user == ROOT && is_private);
    (is_own || is_a_users) && (old.links == 1 || is_private)
}

/// What a file is created with: on Unix the mode, before the umask, where one that is to have the rights of another is closed to other
/// users until then; on Windows the attributes.
pub(super) fn at_first(old: Option<&Look>) -> u32 {
    #[cfg(windows)]
    {
        /// Hidden, of the system, to be archived, not to be indexed (`FILE_ATTRIBUTE_…`). A file that is replaced isn't read-only.
        const KEPT: u32 = 0x2 | 0x4 | 0x20 | 0x2000;
        old.map_or(0, |old| old.attributes & KEPT)
    }
    #[cfg(not(windows))]
    {
        let old = old.and_then(|old| old.owner);
        old.map_or(NEW, |old| old.mode & 0o600)
    }
}

/// What a file replaces, and what of that counts.
#[derive(Debug, Default)]
pub(super) struct Old {
    /// The file; `None` if nothing is there.
    pub look: Option<Look>,
    /// Whether its rights are taken over, by [`count`].
    pub counts: bool,
    /// Its extended attributes, if they do.
    #[cfg_attr(not(unix), allow(dead_code, reason = "there a file has none"))]
    pub attributes: Attributes,
}

impl Old {
    /// The file whose rights are taken over.
    pub(super) fn kept(&self) -> Option<&Look> {
        self.look.as_ref().filter(|_| self.counts)
    }

    /// Gives a new file the owner, group, mode, access list and attributes of this one, as far as the system allows. Where the group or the
    /// access list can't be kept, the group doesn't get more than everybody has. Returns what could not be kept.
    ///
    /// # Errors
    /// If the mode can't be set.
    #[cfg(unix)]
    pub(super) fn give_to(&self, file: &File) -> io::Result<Vec<Property>> {
        use rustix::fs::{Gid, Mode, Uid, fchmod, fchown};
        let Some(old) = self.kept().and_then(|old| old.owner) else { return Ok(Vec::new()) };
        let mut lost = Vec::new();
        let own = |file| Ok::<_, io::Error>(FolderHandle::look_at_open(file)?.owner.unwrap_or(old));
        let has_group =
            own(file)?.group == old.group || fchown(file, None, Some(Gid::from_raw(old.group))).is_ok();
        // First: the group's bits of the mode stand for all that are in the list.
        let has_list = has_group && self.attributes.give_list_to(file);
        if !has_list {
            Attributes::take_list_from(file);
        }
        let is_list_lost = self.attributes.has_list() && !has_list;
        if is_list_lost {
            lost.push(Property::AccessList);
        }
        let mode = old.mode & 0o777;
        let everybody = (mode & 0o007) << 3;
        let mode = if has_group && !is_list_lost { mode } else { mode & (0o707 | everybody) };
        if own(file)?.mode & 0o777 != mode {
            fchmod(file, Mode::from_raw_mode(mode as _))?;
        }
        lost.extend(self.attributes.give_rest_to(file).into_iter().map(Property::Attribute));
        // Last: after giving a file away, this user may not be able to change it any more.
        if own(file)?.user != old.user {
            let _ = fchown(file, Some(Uid::from_raw(old.user)), None);
        }
        let new = own(file)?;
        Ok(differing(old, new).chain(lost).collect())
    }

    /// A new file has the rights that its folder gives it.
    #[cfg(not(unix))]
    pub(super) fn give_to(&self, _: &File) -> io::Result<Vec<Property>> {
        Ok(Vec::new())
    }

    /// What the new file has otherwise than this one, which is there and whose rights don't count.
    pub(super) fn not_taken(&self, file: &File) -> Vec<Property> {
        let Some(old) = self.look.as_ref().filter(|_| !self.counts).and_then(|old| old.owner) else {
            return Vec::new();
        };
        let Some(new) = FolderHandle::look_at_open(file).ok().and_then(|new| new.owner) else {
            return Vec::new();
        };
        differing(old, new).collect()
    }
}

/// The rights in which two files differ.
fn differing(old: Owner, new: Owner) -> impl Iterator<Item = Property> {
    let rights = [
        (new.user != old.user, Property::Owner),
        (new.group != old.group, Property::Group),
        (new.mode & 0o777 != old.mode & 0o777, Property::Mode),
    ];
    rights.into_iter().filter_map(|(differs, property)| differs.then_some(property))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::file::look::owned;

    fn look(user: u32, mode: u32, links: u64) -> Look {
        Look { links, ..owned(user, mode) }
    }

    #[test]
    fn rights_count_where_nobody_else_can_have_chosen_them() {
        let (me, other) = (7, 8);
        for (user, file, folder, mode, links, counts) in [
            // One's own file, wherever it is.
            (me, me, me, 0o755, 1, true),
            (me, me, ROOT, 0o1777, 1, true),
            (me, me, other, 0o755, 1, true),
            (ROOT, ROOT, other, 0o755, 1, true),
            // Another's.
            (me, other, ROOT, 0o1777, 1, false),
            (me, other, other, 0o777, 1, false),
            (me, other, me, 0o755, 1, false),
            (me, ROOT, me, 0o755, 1, false),
            // Root replaces a user's.
            (ROOT, me, me, 0o755, 1, true),
            (ROOT, me, me, 0o775, 1, true),
            (ROOT, me, ROOT, 0o755, 1, true),
            (ROOT, me, ROOT, 0o1777, 1, false),
            (ROOT, me, ROOT, 0o775, 1, false),
            (ROOT, me, other, 0o755, 1, false),
            // A hard link: others may have put it there.
            (me, me, ROOT, 0o1777, 2, false),
            (me, me, me, 0o775, 2, false),
            (me, me, me, 0o755, 2, true),
            (me, me, other, 0o755, 2, false),
            (ROOT, me, me, 0o1777, 2, false),
        ] {
            let said = count(&look(file, 0o644, links), &look(folder, mode, 2), user);
            assert_eq!(said, counts, "{user} replaces {file}'s with {links} names in {folder}'s {mode:o}");
        }
    }
}
