//! Linux before 4.11, as in RHEL 7 and Debian 9, and sandboxes that don't know `statx`: what `fstatat` returns. It reports neither birth times
//! nor attributes nor mounts, so these stay unknown.

use super::*;

/// Looks at one entry; `flags` as [`super::look_at`] passes them.
///
/// # Errors
/// The system's.
#[cold]
pub(super) fn look_at(at: impl AsFd, name: impl rustix::path::Arg, flags: AtFlags) -> io::Result<Stat> {
    let found = rustix::fs::statat(at, name, flags)?;
    let identity = Identity {
        device: u64::from(rustix::fs::major(found.st_dev)) << 32 | u64::from(rustix::fs::minor(found.st_dev)),
        inode: found.st_ino,
    };
    let kind = kind(FileType::from_raw_mode(found.st_mode)).unwrap_or(Kind::File);
    let count = found.st_nlink.try_into().unwrap_or(u32::MAX);
    Ok(Stat {
        meta: Meta {
            kind,
            size: found.st_size.try_into().ok(),
            allocated: u64::try_from(found.st_blocks).ok().map(|blocks| blocks.saturating_mul(512)),
            modified: Some(found.st_mtime),
            created: None,
            links: links(kind, count, Some(identity)),
            facts: Facts {
                mode: Some((found.st_mode & 0o7777) as u16),
                owner: Some(found.st_uid),
                group: Some(found.st_gid),
                links: Some(count),
                device: Some(found.st_dev),
                attributes: None,
                inode: Some(found.st_ino),
                accessed: Some(found.st_atime),
                changed: Some(found.st_ctime),
                read: ColumnSet::NONE,
            },
        },
        identity: Some(identity),
        mount: true,
        mount_id: None,
        automount: false,
        placeholder: false,
        hidden: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn older_systems_tell_the_same_but_for_what_they_do_not_know() {
        let temporary = tempfile::tempdir().unwrap();
        let file = temporary.path().join("file");
        std::fs::write(&file, vec![7; 10_000]).unwrap();
        std::fs::hard_link(&file, temporary.path().join("other name")).unwrap();
        std::os::unix::fs::symlink("nowhere", temporary.path().join("link")).unwrap();
        std::fs::create_dir(temporary.path().join("folder")).unwrap();
        let fd = rustix::fs::openat(CWD, temporary.path(), OPEN, Mode::empty()).unwrap();

        let names =
            [c"file", c"other name", c"link", c"folder"].map(|name| (name, AtFlags::SYMLINK_NOFOLLOW));
        for (name, flags) in names.into_iter().chain([(c"", AtFlags::EMPTY_PATH)]) {
            let older = look_at(&fd, name, flags | AtFlags::NO_AUTOMOUNT).unwrap();
            let newer = super::super::look_at(&fd, name, flags).unwrap();
            let facts = Facts { attributes: None, ..newer.meta.facts };
            assert_eq!(older.meta, Meta { created: None, facts, ..newer.meta }, "{name:?}");
            assert_eq!(older.identity, newer.identity, "{name:?}");
        }
        let missing = look_at(&fd, c"missing", AtFlags::SYMLINK_NOFOLLOW).unwrap_err();
        assert_eq!(missing.kind(), io::ErrorKind::NotFound);
    }
}
