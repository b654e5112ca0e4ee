//! What macOS' flags, types of file systems and table of firmlinks mean. Nothing here asks the system, so it is tested anywhere.

use crate::model::Attributes;
use crate::scan::sys::Twin;
use crate::scan::sys::fetching::SF_DATALESS;
use std::path::PathBuf;

// Numbers of sys/stat.h.
const UF_NODUMP: u32 = 0x1;
const UF_IMMUTABLE: u32 = 0x2;
const UF_APPEND: u32 = 0x4;
const UF_COMPRESSED: u32 = 0x20;
const UF_HIDDEN: u32 = 0x8000;
const SF_IMMUTABLE: u32 = 0x2_0000;
const SF_APPEND: u32 = 0x4_0000;

/// The flags of stat(2) and chflags(2).
pub(super) fn attributes(flags: u32) -> Attributes {
    let has = |bits: u32| flags & bits != 0;
    Attributes::default()
        .with(Attributes::NO_DUMP, has(UF_NODUMP))
        .with(Attributes::IMMUTABLE, has(UF_IMMUTABLE | SF_IMMUTABLE))
        .with(Attributes::APPEND, has(UF_APPEND | SF_APPEND))
        .with(Attributes::COMPRESSED, has(UF_COMPRESSED))
        .with(Attributes::HIDDEN, has(UF_HIDDEN))
        .with(Attributes::DATALESS, has(SF_DATALESS))
}

/// Whether the Finder doesn't show it, other than for its name.
pub(super) fn is_hidden(flags: u32) -> bool {
    flags & UF_HIDDEN != 0
}

/// Whether its contents are in a cloud: those of a folder are fetched when it is listed.
pub(super) fn is_dataless(flags: u32) -> bool {
    flags & SF_DATALESS != 0
}

/// The type of a file system in which folders are mounted when they are entered.
pub(super) const AUTOMOUNTER: &str = "autofs";

/// The name of a type of file systems that hold no files of a user's.
pub(super) fn kernel_file_system(name: &[u8]) -> Option<&'static str> {
    [AUTOMOUNTER, "devfs"].into_iter().find(|kind| kind.as_bytes() == name)
}

/// A path as the system hands it over.
#[cfg(target_os = "macos")]
pub(super) fn path(path: std::ffi::CString) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(path.into_bytes()).into()
}

/// The maps of a fresh macOS that are folders of triggers rather than triggers: see auto_master(5).
const FOLDERS_OF_TRIGGERS: [&[u8]; 3] = [b"map auto_home", b"map -hosts", b"map -fstab"];

/// Whether what is mounted on a folder is the automounter's trigger itself, by the type of its file system and the name of what is mounted
/// (`f_fstypename` and `f_mntfromname` of statfs(2)). So it is with direct maps, those of `/-` in auto_master(5). The system doesn't say
/// which maps these are, so any is taken for one that isn't known to be a folder of triggers.
pub(super) fn is_trigger(kind: &[u8], from: &[u8]) -> bool {
    kind == AUTOMOUNTER.as_bytes() && !FOLDERS_OF_TRIGGERS.contains(&from)
}

/// What tells of a folder whether the folders in it are triggers.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Above {
    pub device: Option<u64>,
    pub is_automounter: bool,
}

/// Whether opening a folder on this device would mount something. `is_trigger` is asked only where something is mounted on it.
pub(super) fn would_mount(above: Above, device: Option<u64>, is_trigger: impl FnOnce() -> bool) -> bool {
    match (above.device, device) {
        // A name in a map: what is mounted on it by now is on another device.
        (Some(above_it), Some(own)) if above_it == own => above.is_automounter,
        (Some(_), Some(_)) => is_trigger(),
        _ => false,
    }
}

/// Where macOS lists its firmlinks: lines such as "/Users\tUsers".
#[cfg(target_os = "macos")]
pub(super) const FIRMLINKS: &str = "/usr/share/firmlinks";

/// Where the volume is mounted that the firmlinks lead to.
const DATA: &str = "/System/Volumes/Data";

/// The folders that firmlinks lead to: each is there by two paths. `table` is the text of `FIRMLINKS`.
pub(super) fn twins(table: &str) -> Vec<Twin> {
    let twin = |line: &str| {
        let (link, target) = line.split_once('\t')?;
        let (at, volume) = (PathBuf::from(link), PathBuf::from(DATA));
        let path = volume.join(target);
        // A target that begins at the root would take the volume's place.
        let is_right = at.is_absolute() && !target.is_empty() && path.starts_with(&volume);
        is_right.then_some(Twin { path, at, volume })
    };
    table.lines().filter_map(twin).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn flags_mean_what_sys_stat_h_says() {
        let of = |flags| attributes(flags);
        assert_eq!(of(0), Attributes::default());
        for (flags, attribute) in [
            (0x0000_0001, Attributes::NO_DUMP),
            (0x0000_0002, Attributes::IMMUTABLE),
            (0x0002_0000, Attributes::IMMUTABLE),
            (0x0000_0004, Attributes::APPEND),
            (0x0004_0000, Attributes::APPEND),
            (0x0000_0020, Attributes::COMPRESSED),
            (0x0000_8000, Attributes::HIDDEN),
            (0x4000_0000, Attributes::DATALESS),
        ] {
            assert_eq!(of(flags), Attributes::default().with(attribute, true), "{flags:#x}");
        }
        // /usr: UF_HIDDEN, SF_RESTRICTED, SF_NOUNLINK. /Users: SF_NOUNLINK.
        assert!(is_hidden(0x0018_8000) && !is_hidden(0x0010_0000));
        // A file of iCloud Drive that was evicted: UF_TRACKED, UF_COMPRESSED, SF_DATALESS.
        assert!(is_dataless(0x4000_0060) && !is_dataless(0x0000_0060));
    }

    #[test]
    fn only_file_systems_without_files_are_the_kernels() {
        assert_eq!(kernel_file_system(b"autofs"), Some("autofs"));
        assert_eq!(kernel_file_system(b"devfs"), Some("devfs"));
        for name in ["apfs", "hfs", "smbfs", "nfs", "exfat", "msdos", "lifs", "macfuse", ""] {
            assert_eq!(kernel_file_system(name.as_bytes()), None, "{name}");
        }
    }

    #[test]
    fn a_trigger_is_known_without_being_opened() {
        // A direct map of an administrator, and that of fstab(5).
        assert!(is_trigger(b"autofs", b"map auto_direct") && is_trigger(b"autofs", b"map -static"));
        // On every Mac, at /System/Volumes/Data/home.
        assert!(!is_trigger(b"autofs", b"map auto_home"));
        // What a trigger has mounted, and other drives.
        for (kind, from) in
            [("nfs", "server:/export"), ("smbfs", "//ana@server/share"), ("apfs", "/dev/disk3s5")]
        {
            assert!(!is_trigger(kind.as_bytes(), from.as_bytes()), "{kind}");
        }
        let above = |is_automounter| Above { device: Some(7), is_automounter };
        let not_asked = || panic!("asked of a folder on which nothing is mounted");
        assert!(would_mount(above(true), Some(7), not_asked), "a name of /home");
        assert!(!would_mount(above(false), Some(7), not_asked), "a folder like any other");
        assert!(!would_mount(above(true), Some(8), || false), "a home folder that is mounted");
        assert!(would_mount(above(false), Some(8), || true), "a direct map");
        assert!(
            !would_mount(Above::default(), Some(8), not_asked),
            "what is in it can't be looked at either"
        );
    }

    #[test]
    fn firmlinks_are_read_from_the_systems_table() {
        // Of macOS 14, and lines that no system has.
        let table = "/AppleInternal\tAppleInternal\n/Applications\tApplications\n/System/Library/Caches\tSystem/Library/Caches\n\
                     /Users\tUsers\n/usr/local\tusr/local\n\nno tab\nrelative\tx\n/empty\t\n/absolute\t/etc\n";
        let found = twins(table);
        let lines = found.iter().map(|twin| format!("{} {}", twin.path.display(), twin.at.display()));
        assert_eq!(
            lines.collect::<Vec<_>>(),
            [
                "/System/Volumes/Data/AppleInternal /AppleInternal",
                "/System/Volumes/Data/Applications /Applications",
                "/System/Volumes/Data/System/Library/Caches /System/Library/Caches",
                "/System/Volumes/Data/Users /Users",
                "/System/Volumes/Data/usr/local /usr/local",
            ]
        );
        assert!(found.iter().all(|twin| twin.volume == Path::new("/System/Volumes/Data")));
        assert!(twins("").is_empty());
    }
}
