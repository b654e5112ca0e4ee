//! The memory that Linux's control groups leave to this process: a container, a systemd service or scope has such a bound,
//! and a process that goes beyond it is killed. Version 1 and 2, at times both on one machine.

use std::cell::LazyCell;
use std::path::{Component, Path, PathBuf};

/// Which files a group has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CgroupVersion {
    One,
    Two,
}

/// The folder of the own group, and the highest one above it that is to be seen.
#[derive(Debug, PartialEq, Eq)]
struct ControlGroup {
    version: CgroupVersion,
    own: PathBuf,
    top: PathBuf,
}

/// The least that the own group and those around it leave, in bytes; `None` if no group sets a bound.
pub(super) fn free_memory() -> Option<u64> {
    // A mount point may have any bytes; those of control groups don't.
    let table = |path: &Path| Some(String::from_utf8_lossy(&std::fs::read(path).ok()?).into_owned());
    let members = table(Path::new("/proc/self/cgroup"))?;
    let groups = groups(&members, &table(Path::new("/proc/self/mountinfo"))?);
    let around = |group: &ControlGroup| {
        let inside = group.own.ancestors().take_while(|folder| folder.starts_with(&group.top));
        inside.filter_map(|folder| left(group.version, |file| table(&folder.join(file)))).min()
    };
    groups.iter().filter_map(around).min()
}

/// Where the process is, by what it is a member of (`/proc/self/cgroup`) and what is mounted where
/// (`/proc/self/mountinfo`): cgroups(7) and proc_pid_mountinfo(5).
fn groups(members: &str, mounts: &str) -> Vec<ControlGroup> {
    let member = |line: &str| {
        // "4:memory:/a/b", "5:cpu,memory:/a/b" or, version 2, "0::/a/b".
        let mut fields = line.splitn(3, ':').skip(1);
        let (controllers, path) = (fields.next()?, fields.next()?);
        let version = match controllers {
            "" => CgroupVersion::Two,
            _ if controllers.split(',').any(|name| name == "memory") => CgroupVersion::One,
            _ => return None,
        };
        mounts.lines().find_map(|mount| group(version, Path::new(path), mount))
    };
    members.lines().filter_map(member).collect()
}

/// The group at `path`, if it can be reached by this mount. Inside a container only the own part of the tree is mounted.
fn group(version: CgroupVersion, path: &Path, mount: &str) -> Option<ControlGroup> {
    // "35 31 0:32 / /sys/fs/cgroup/memory rw,relatime shared:9 - cgroup cgroup rw,memory"
    let (place, kind) = mount.split_once(" - ")?;
    let mut kind = kind.split(' ');
    let (name, options) = (kind.next()?, kind.nth(1)?);
    let fits = match version {
        CgroupVersion::One => name == "cgroup" && options.split(',').any(|option| option == "memory"),
        CgroupVersion::Two => name == "cgroup2",
    };
    let mut place = place.split(' ').skip(3);
    let (root, top) = (unescaped(place.next()?), PathBuf::from(unescaped(place.next()?)));
    let inside = path.strip_prefix(root).ok().filter(|_| fits)?;
    // "/../other": the process was moved out of what its namespace shows.
    let hidden = inside.components().any(|part| part == Component::ParentDir);
    (!hidden).then(|| ControlGroup { version, own: top.join(inside), top })
}

/// Space, tab, newline and backslash stand as three octal digits in the table of mounts.
fn unescaped(field: &str) -> String {
    let signs = [(r"\040", " "), (r"\011", "\t"), (r"\012", "\n"), (r"\134", r"\")];
    signs.iter().fold(field.to_owned(), |field, (escape, sign)| field.replace(escape, sign))
}

/// Bytes that one group leaves, by its files; `None` without a bound.
fn left(version: CgroupVersion, file: impl Fn(&str) -> Option<String>) -> Option<u64> {
    // "max" is not a number. Version 1 says 9223372036854771712 when there is no bound, which is as good as none.
    let number = |name: &str| file(name)?.trim().parse::<u64>().ok();
    // Made by the kernel from all its processors, so only where there is a bound.
    let stat = LazyCell::new(|| file("memory.stat").unwrap_or_default());
    let part = |key: &str| {
        let value = |line: &str| line.split_once(' ').filter(|(name, _)| *name == key)?.1.parse::<u64>().ok();
        stat.lines().find_map(value).unwrap_or(0)
    };
    let (bound, used, unused, cached) = match version {
        CgroupVersion::One => {
            let bound = number("memory.limit_in_bytes")?;
            // Most of the kernel's own memory is what it remembers of files; this version doesn't say how much.
            let kernel = number("memory.kmem.usage_in_bytes").unwrap_or(0);
            let cached = part("total_active_file").saturating_add(kernel);
            (bound, number("memory.usage_in_bytes")?, part("total_inactive_file"), cached)
        }
        CgroupVersion::Two => {
            // Beyond the second nothing is killed, but slowed down until it seems to stand still.
            let bound = ["memory.max", "memory.high"].into_iter().filter_map(number).min()?;
            let cached = part("active_file").saturating_add(part("slab_reclaimable"));
            (bound, number("memory.current")?, part("inactive_file"), cached)
        }
    };
    // Caches count as used and give way: what reading many files leaves behind fills a group to its bound. Half of the
    // ones in use, as the kernel reckons for the machine.
    let used = used.saturating_sub(unused).saturating_sub(cached / 2);
    Some(bound.saturating_sub(used))
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNLIMITED_ONE: &str = "9223372036854771712\n";

    fn found(version: CgroupVersion, own: &str, top: &str) -> ControlGroup {
        ControlGroup { version, own: own.into(), top: top.into() }
    }

    fn left_by(version: CgroupVersion, files: &[(&str, &str)]) -> Option<u64> {
        let file =
            |name: &str| files.iter().find(|(file, _)| *file == name).map(|(_, text)| text.to_string());
        left(version, file)
    }

    #[test]
    fn version_two_in_a_scope() {
        let mounts = "24 28 0:22 / /sys rw,nosuid shared:7 - sysfs sysfs rw\n\
            30 24 0:26 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:9 - cgroup2 cgroup2 rw,nsdelegate\n\
            31 28 8:1 / /mnt/a\\040b rw - ext4 /dev/sda1 rw\n";
        let members = "0::/user.slice/user-1000.slice/run-u7.scope\n";
        let own = "/sys/fs/cgroup/user.slice/user-1000.slice/run-u7.scope";
        assert_eq!(groups(members, mounts), [found(CgroupVersion::Two, own, "/sys/fs/cgroup")]);
    }

    #[test]
    fn version_one_with_controllers_together_and_version_two_beside_it() {
        let mounts = "32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n\
            35 31 0:32 / /sys/fs/cgroup/both rw,relatime shared:14 - cgroup cgroup rw,hugetlb,memory\n\
            41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw\n";
        let members = "9:name=systemd:/memory\n5:hugetlb,memory:/a/b:c\n1:cpu,cpuacct:/\n0::/\n";
        let expected = [
            found(CgroupVersion::One, "/sys/fs/cgroup/both/a/b:c", "/sys/fs/cgroup/both"),
            found(CgroupVersion::Two, "/sys/fs/cgroup/unified", "/sys/fs/cgroup/unified"),
        ];
        assert_eq!(groups(members, mounts), expected);
    }

    #[test]
    fn a_container_sees_its_own_part_of_the_tree() {
        let mounts = "700 699 0:32 /other /mnt/other ro - cgroup cgroup rw,memory\n\
            713 699 0:32 /docker/af\\1342d /sys/fs/cgroup/memory ro,nosuid master:16 - cgroup cgroup rw,memory\n";
        let own = |path| groups(&format!("4:memory:{path}\n"), mounts);
        let top = "/sys/fs/cgroup/memory";
        assert_eq!(own(r"/docker/af\2d"), [found(CgroupVersion::One, top, top)]);
        assert_eq!(own(r"/docker/af\2d/inner"), [found(CgroupVersion::One, &format!("{top}/inner"), top)]);
        assert_eq!(own("/docker/af"), [], "a name that begins alike is another group");
    }

    #[test]
    fn a_group_outside_the_namespace_is_not_to_be_seen() {
        let mounts = "30 24 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n";
        assert_eq!(groups("0::/../neighbour\n", mounts), []);
        assert_eq!(groups("0::/\n", "damaged\n30 24 0:26\n"), []);
    }

    #[test]
    fn version_two_counts_caches_as_free() {
        let stat = "anon 1000\nfile 900\nkernel 700\ninactive_anon 5\ninactive_file 600\nactive_file 300\n\
            slab_reclaimable 500\nslab_unreclaimable 100\n";
        let files = [("memory.max", "10000\n"), ("memory.current", "4000\n"), ("memory.stat", stat)];
        assert_eq!(left_by(CgroupVersion::Two, &files), Some(10000 - (4000 - 600 - 400)));
        let lower = [("memory.high", "5000\n"), ("memory.max", "10000\n"), ("memory.current", "4000\n")];
        assert_eq!(left_by(CgroupVersion::Two, &lower), Some(1000));
        let beyond = [("memory.high", "max\n"), ("memory.max", "100\n"), ("memory.current", "4000\n")];
        assert_eq!(left_by(CgroupVersion::Two, &beyond), Some(0), "a bound set below what is used already");
    }

    #[test]
    fn version_one_counts_caches_of_the_groups_inside_too() {
        let stat =
            "cache 10\ninactive_file 1\nactive_file 1\ntotal_inactive_file 600\ntotal_active_file 300\n";
        let files = [
            ("memory.limit_in_bytes", "10000\n"),
            ("memory.usage_in_bytes", "4000\n"),
            ("memory.kmem.usage_in_bytes", "500\n"),
            ("memory.stat", stat),
        ];
        assert_eq!(left_by(CgroupVersion::One, &files), Some(10000 - (4000 - 600 - 400)));
    }

    #[test]
    fn no_bound_is_no_small_number() {
        let max = [("memory.max", "max\n"), ("memory.high", "max\n"), ("memory.current", "4000\n")];
        assert_eq!(left_by(CgroupVersion::Two, &max), None);
        assert_eq!(left_by(CgroupVersion::Two, &[]), None, "the topmost group has no such files");
        let huge = [("memory.limit_in_bytes", UNLIMITED_ONE), ("memory.usage_in_bytes", "4000\n")];
        assert!(left_by(CgroupVersion::One, &huge).unwrap() > 1 << 62);
    }
}
