//! What macOS' flags, types of file systems and table of firmlinks mean. Nothing here asks the system, so it is tested anywhere.

use crate::model::Attributes;
use crate::scan::sys::Twin;
use std::path::PathBuf;

// Numbers of sys/stat.h.
const UF_NODUMP: u32 = 0x1;
const UF_IMMUTABLE: u32 = 0x2;
const UF_APPEND: u32 = 0x4;
const UF_COMPRESSED: u32 = 0x20;
const UF_HIDDEN: u32 = 0x8000;
const SF_IMMUTABLE: u32 = 0x2_0000;
const SF_APPEND: u32 = 0x4_0000;
const SF_DATALESS: u32 = 0x4000_0000;

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
