//! Where a user may want to begin: the home folder, its folders for documents and downloads, and the drives with their free space. Looks at
//! mounted drives, which may take a while to answer: for a thread that may wait.

use std::path::{Path, PathBuf};

/// What a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceKind {
    /// The user's own folder.
    Home,
    /// For documents, as the desktop has it.
    Documents,
    /// For downloads, as the desktop has it.
    Downloads,
    /// The root of a drive.
    Drive,
}

/// A folder to begin in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartPlace {
    /// What it is.
    pub kind: PlaceKind,
    /// Its absolute path.
    pub path: PathBuf,
    /// Free for this user, in bytes; drives only, and `None` if the system doesn't say.
    pub free: Option<u64>,
}

/// So many drives at most.
const MOST: usize = 8;

/// Hands over each place that is there, the home folder first and drives last.
pub fn places(mut found: impl FnMut(StartPlace)) {
    let home = std::env::home_dir().filter(|home| home.is_absolute());
    if let Some(home) = &home {
        let mut tell = |kind, path: PathBuf| {
            if path.is_dir() {
                found(StartPlace { kind, path, free: None });
            }
        };
        tell(PlaceKind::Home, home.clone());
        for (kind, path) in folders(home) {
            // Where the desktop has none of its own, it is the home folder itself.
            if path != *home {
                tell(kind, path);
            }
        }
    }
    for path in drives().into_iter().take(MOST) {
        let free = free(&path);
        found(StartPlace { kind: PlaceKind::Drive, path, free });
    }
}

/// The folders for documents and downloads: those of the desktop where it keeps a list of them (`user-dirs.dirs(5)`), else the usual ones.
fn folders(home: &Path) -> [(PlaceKind, PathBuf); 2] {
    let settings = std::env::var_os("XDG_CONFIG_HOME").map_or_else(|| home.join(".config"), PathBuf::from);
    let list = if cfg!(target_os = "linux") {
        std::fs::read_to_string(settings.join("user-dirs.dirs"))
    } else {
        Ok(String::new())
    };
    let list = list.unwrap_or_default();
    [
        (PlaceKind::Documents, "XDG_DOCUMENTS_DIR", "Documents"),
        (PlaceKind::Downloads, "XDG_DOWNLOAD_DIR", "Downloads"),
    ]
    .map(|(kind, key, usual)| (kind, listed(&list, key, home).unwrap_or_else(|| home.join(usual))))
}

/// The folder with this key in the desktop's list; `None` if it has none, or not as the standard has it.
fn listed(list: &str, key: &str, home: &Path) -> Option<PathBuf> {
    let value = list.lines().find_map(|line| line.trim().strip_prefix(key)?.strip_prefix('='))?;
    let value = value.trim().strip_prefix('"')?.strip_suffix('"')?;
    match value.strip_prefix("$HOME") {
        Some(rest) => Some(home.join(rest.trim_start_matches('/'))),
        None => Some(PathBuf::from(value)).filter(|path| path.is_absolute()),
    }
}

/// File systems that aren't a user's drives: what mounts by being looked at, packages, memory.
#[cfg(target_os = "linux")]
const NO_DRIVES: [&[u8]; 5] = [b"autofs", b"squashfs", b"tmpfs", b"fuse.portal", b"nsfs"];

#[cfg(target_os = "linux")]
fn drives() -> Vec<PathBuf> {
    let mounts = std::fs::read("/proc/self/mounts").unwrap_or_default();
    let mut drives = vec![PathBuf::from("/")];
    drives.extend(mounted(&mounts).into_iter().filter(|path| path.is_dir()));
    drives
}

/// What the list of mounts (`fstab(5)`) has where desktops and users mount drives. What would be mounted by looking at it is left alone.
#[cfg(target_os = "linux")]
fn mounted(mounts: &[u8]) -> Vec<PathBuf> {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;
    let mut found = Vec::new();
    for line in mounts.split(|byte| *byte == b'\n') {
        let mut words = line.split(|byte| *byte == b' ').skip(1);
        let (Some(path), Some(kind)) = (words.next(), words.next()) else { continue };
        let is_drive =
            [&b"/media/"[..], b"/run/media/", b"/mnt/"].iter().any(|start| path.starts_with(start));
        if (is_drive || path == b"/mnt") && !NO_DRIVES.contains(&kind) {
            found.push(PathBuf::from(OsString::from_vec(unescaped(path))));
        }
    }
    found.dedup();
    found
}

/// Without the three octal digits behind a backslash that a blank, tab, line break or backslash is.
#[cfg(target_os = "linux")]
fn unescaped(path: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(path.len());
    let mut rest = path;
    while let Some((&byte, after)) = rest.split_first() {
        let code = (byte == b'\\').then(|| after.get(..3)).flatten();
        let code = code.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 8).ok());
        out.push(code.unwrap_or(byte));
        rest = if code.is_some() { &after[3..] } else { after };
    }
    out
}

#[cfg(target_os = "macos")]
fn drives() -> Vec<PathBuf> {
    let volumes = std::fs::read_dir("/Volumes").into_iter().flatten().flatten();
    let volumes = volumes.filter(|entry| is_drive(&entry.file_name())).map(|entry| entry.path());
    std::iter::once(PathBuf::from("/")).chain(volumes.filter(|path| !path.is_symlink())).collect()
}

/// Whether what has this name in /Volumes is a user's drive: Time Machine mounts its snapshots there, in folders of its own.
#[cfg(any(target_os = "macos", all(test, target_os = "linux")))]
fn is_drive(name: &std::ffi::OsStr) -> bool {
    let name = name.as_encoded_bytes();
    !name.starts_with(b".") && !name.starts_with(b"com.apple.")
}

#[cfg(windows)]
fn drives() -> Vec<PathBuf> {
    // No drive that isn't there is looked at, and no floppy disk, which would start turning.
    let there = winsafe::GetLogicalDrives();
    let letters = (b'A'..=b'Z').filter(|letter| there >> (letter - b'A') & 1 == 1);
    let is_floppy =
        |root: &str| root < "C" && winsafe::GetDriveType(Some(root)) == winsafe::co::DRIVE::REMOVABLE;
    let roots = letters.map(|letter| format!("{}:\\", char::from(letter))).filter(|root| !is_floppy(root));
    roots.map(PathBuf::from).filter(|path| path.is_dir()).collect()
}

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
fn drives() -> Vec<PathBuf> {
    vec![PathBuf::from("/")]
}

#[cfg(unix)]
fn free(path: &Path) -> Option<u64> {
    let found = rustix::fs::statvfs(path).ok()?;
    found.f_bavail.checked_mul(found.f_frsize)
}

#[cfg(windows)]
fn free(path: &Path) -> Option<u64> {
    let mut free = 0;
    winsafe::GetDiskFreeSpaceEx(path.to_str(), Some(&mut free), None, None).ok()?;
    Some(free)
}

#[cfg(not(any(unix, windows)))]
fn free(_: &Path) -> Option<u64> {
    None
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn mounted_drives_are_named_as_they_are() {
        let mounts = b"/dev/sda1 / ext4 rw 0 0\nproc /proc proc rw 0 0\n/dev/sdb1 /run/media/me/My\\040disk\\134 vfat rw 0 0\n\
            nas:/x /mnt/nas nfs4 rw 0 0\nsystemd-1 /mnt/auto autofs rw 0 0\n/dev/sdc /media/\xff ext4 rw 0 0\nodd\n";
        let found: Vec<_> =
            mounted(mounts).iter().map(|path| path.as_os_str().as_encoded_bytes().to_vec()).collect();
        assert_eq!(found, [&b"/run/media/me/My disk\\"[..], b"/mnt/nas", b"/media/\xff"]);
    }

    #[test]
    fn snapshots_of_time_machine_are_no_drives() {
        for name in
            [".timemachine", "com.apple.TimeMachine.localsnapshots", ".com.apple.timemachine.supported"]
        {
            assert!(!is_drive(name.as_ref()), "{name}");
        }
        assert!(["USB", "Time Machine", "Macintosh HD", "com"].iter().all(|name| is_drive(name.as_ref())));
    }

    #[test]
    fn the_desktops_own_folders_come_before_the_usual_ones() {
        let list =
            "# made by a program\nXDG_DOWNLOAD_DIR=\"$HOME/Geladen\"\nXDG_DOCUMENTS_DIR=\"/srv/doc\"\n";
        let home = Path::new("/home/me");
        assert_eq!(listed(list, "XDG_DOWNLOAD_DIR", home), Some("/home/me/Geladen".into()));
        assert_eq!(listed(list, "XDG_DOCUMENTS_DIR", home), Some("/srv/doc".into()));
        for list in ["", "XDG_DOCUMENTS_DIR=\"doc\"", "XDG_DOCUMENTS_DIR=/x", "XDG_DOCUMENTS_DIRS=\"/x\""] {
            assert_eq!(listed(list, "XDG_DOCUMENTS_DIR", home), None, "{list}");
        }
    }
}
