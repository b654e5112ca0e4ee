//! Who may read and write what replaces a file.
//!
//! The owner, group and mode of what is replaced are taken over, if nobody else can have put it there to choose them. In a folder that
//! others write to, such as `/tmp`, anybody can be first to create `files.csv` with mode 666, and would choose who may write to the sheet of
//! whoever replaces it. So only these count:
//!
//! - one's own file;
//! - for root, a user's file in a folder of that user's own, or in one of root's that nobody else writes to;
//! - and, where others write to the folder, only a file with one name: a hard link shows who made the file and not who put it there.
//!
//! Everything else is replaced by a file with the rights of any new one.

use super::look::Look;
use std::fs::File;
use std::io;

/// Of any program's new file; the umask or the folder's default ACL takes off from it.
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

/// What a file is created with, before the umask: one that is to have the rights of another allows nobody else anything until then.
pub(super) fn at_first(old: Option<&Look>) -> u32 {
    let old = old.and_then(|old| old.owner);
    old.map_or(NEW, |old| old.mode & 0o600)
}

/// Gives a file the owner, group and mode of another, as far as the system allows. Where the group can't be kept, another group doesn't
/// get more than everybody has.
///
/// # Errors
/// If the mode can't be set.
#[cfg(unix)]
#[allow(clippy::unnecessary_cast, reason = "other systems have other types")]
pub(super) fn take_over(file: &File, old: &Look) -> io::Result<()> {
    use rustix::fs::{Gid, Mode, Uid, fchmod, fchown, fstat};
    let Some(old) = old.owner else { return Ok(()) };
    let new = fstat(file)?;
    let has_group = new.st_gid == old.group || fchown(file, None, Some(Gid::from_raw(old.group))).is_ok();
    let mode = old.mode & 0o777;
    let everybody = (mode & 0o007) << 3;
    let mode = if has_group { mode } else { mode & (0o707 | everybody) };
    if new.st_mode as u32 & 0o777 != mode {
        fchmod(file, Mode::from_raw_mode(mode as _))?;
    }
    // Last: whoever gives a file away may not be able to change it any more.
    if new.st_uid != old.user {
        let _ = fchown(file, Some(Uid::from_raw(old.user)), None);
    }
    Ok(())
}

/// A new file has the rights that its folder gives it.
#[cfg(not(unix))]
pub(super) fn take_over(_: &File, _: &Look) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::file::look::{Kind, Owner};

    fn look(user: u32, mode: u32, links: u64) -> Look {
        let owner = Some(Owner { user, group: user, mode });
        let kind = Kind::File;
        Look { kind, id: None, links, modified: None, owner, is_protected: false, is_mount: false }
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
