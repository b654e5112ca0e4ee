//! The extended attributes of a file, its POSIX access list among them (`xattr(7)`, `acl(5)`): read from the file that is replaced, given to
//! the new one. What says something about the bytes in a file, and not about the file, stays behind.
//!
//! macOS keeps its access lists apart from these. The one crate that reads and sets them safely (exacl) does so by path alone, and what has
//! the path by then may be another file; so they are not kept there, which the README says.

pub(super) use real::Attributes;

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
mod real {
    use crate::export::file::FolderHandle;
    use crate::export::file::look::Id;
    use rustix::fs::{Mode, OFlags, XattrFlags};
    use std::ffi::OsStr;
    use std::fs::File;

    /// Names and values.
    #[derive(Debug, Default)]
    pub(crate) struct Attributes {
        /// The access list, as the system has it.
        list: Option<(Vec<u8>, Vec<u8>)>,
        rest: Vec<(Vec<u8>, Vec<u8>)>,
    }

    /// The access list of POSIX; other kinds are called `system.…_acl`.
    const LIST: &[u8] = b"system.posix_acl_access";

    /// About the bytes, or kept by the system itself.
    const LEFT: [&[u8]; 7] = [
        b"security.capability",
        b"security.ima",
        b"security.evm",
        b"com.apple.provenance",
        b"com.apple.lastuseddate#PS",
        b"trusted.overlay.",
        b"user.overlay.",
    ];

    impl Attributes {
        /// Those of the file with this name and identity. Opens it on no account that another program would notice on Linux. Empty where
        /// the file system has none, or the file is another one by now.
        pub(crate) fn of(folder: &FolderHandle, name: &OsStr, id: Option<Id>) -> Attributes {
            #[cfg(target_os = "linux")]
            let flags = OFlags::PATH;
            #[cfg(not(target_os = "linux"))]
            let flags = OFlags::RDONLY | OFlags::NONBLOCK;
            let flags = flags | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            let Ok(file) = rustix::fs::openat(folder.handle(), name, flags, Mode::empty()) else {
                return Attributes::default();
            };
            let file = File::from(file);
            if FolderHandle::id_of(&file) != id {
                return Attributes::default();
            }
            let mut found = Attributes::default();
            for name in names(&file) {
                if LEFT.iter().any(|left| name.starts_with(left)) {
                    continue;
                }
                let Some(value) = value(&file, &name) else { continue };
                if name.starts_with(b"system.") && name.windows(4).any(|part| part == b"_acl") {
                    found.list = Some((name, value));
                } else {
                    found.rest.push((name, value));
                }
            }
            found
        }

        pub(crate) fn has_list(&self) -> bool {
            self.list.is_some()
        }

        /// Gives a file the access list. Returns false if there is none, or the system refuses.
        pub(crate) fn give_list_to(&self, file: &File) -> bool {
            self.list.as_ref().is_some_and(|(name, value)| give(file, name, value))
        }

        /// Takes away the access list that a new file has from its folder.
        pub(crate) fn take_list_from(file: &File) {
            // Where there is none this fails, and nothing is to be done.
            let _ = rustix::fs::fremovexattr(file, LIST);
        }

        /// Gives a file the rest. Returns the names of those that the system refuses.
        pub(crate) fn give_rest_to(&self, file: &File) -> Vec<String> {
            let refused = self.rest.iter().filter(|(name, value)| !give(file, name, value));
            refused.map(|(name, _)| String::from_utf8_lossy(name).into_owned()).collect()
        }
    }

    /// Gives a file an attribute that it may have already.
    fn give(file: &File, name: &[u8], wanted: &[u8]) -> bool {
        let mut own = vec![0; wanted.len() + 1];
        let has = rustix::fs::fgetxattr(file, name, &mut own[..]);
        has.is_ok_and(|length| own[..length] == *wanted)
            || rustix::fs::fsetxattr(file, name, wanted, XattrFlags::empty()).is_ok()
    }

    #[cfg(target_os = "linux")]
    fn names(file: &File) -> Vec<Vec<u8>> {
        // By a path that leads to the very file: a handle that opens nothing can't be asked itself.
        let path = crate::export::file::unix::handle_path(file);
        let all = whole(|into| rustix::fs::listxattr(path.as_str(), into));
        parted(&all.unwrap_or_default())
    }

    #[cfg(target_os = "linux")]
    fn value(file: &File, name: &[u8]) -> Option<Vec<u8>> {
        let path = crate::export::file::unix::handle_path(file);
        whole(|into| rustix::fs::getxattr(path.as_str(), name, into))
    }

    #[cfg(not(target_os = "linux"))]
    fn names(file: &File) -> Vec<Vec<u8>> {
        parted(&whole(|into| rustix::fs::flistxattr(file, into)).unwrap_or_default())
    }

    #[cfg(not(target_os = "linux"))]
    fn value(file: &File, name: &[u8]) -> Option<Vec<u8>> {
        whole(|into| rustix::fs::fgetxattr(file, name, into))
    }

    /// Each name ends in a zero.
    fn parted(names: &[u8]) -> Vec<Vec<u8>> {
        names.split(|byte| *byte == 0).filter(|name| !name.is_empty()).map(<[u8]>::to_vec).collect()
    }

    /// All that a call returns, however long it is; Linux has no longer ones than 64 KiB (`xattr(7)`).
    fn whole(mut call: impl FnMut(&mut [u8]) -> rustix::io::Result<usize>) -> Option<Vec<u8>> {
        let mut into = vec![0; 256];
        loop {
            match call(&mut into) {
                Ok(length) => {
                    into.truncate(length);
                    return Some(into);
                }
                Err(rustix::io::Errno::RANGE) if into.len() < 1 << 24 => into.resize(into.len() * 8, 0),
                Err(_) => return None,
            }
        }
    }
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
mod real {
    use crate::export::file::FolderHandle;
    use crate::export::file::look::Id;
    use std::ffi::OsStr;

    /// Here files have none that could be taken over.
    #[derive(Debug, Default)]
    pub(crate) struct Attributes {}

    impl Attributes {
        pub(crate) fn of(_: &FolderHandle, _: &OsStr, _: Option<Id>) -> Attributes {
            Attributes {}
        }
    }

    #[cfg(unix)]
    impl Attributes {
        pub fn has_list(&self) -> bool {
            false
        }

        pub fn give_list_to(&self, _: &std::fs::File) -> bool {
            false
        }

        pub fn take_list_from(_: &std::fs::File) {}

        pub fn give_rest_to(&self, _: &std::fs::File) -> Vec<String> {
            Vec::new()
        }
    }
}
