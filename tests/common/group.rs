//! A control group of the test's own: a bound for the programs in it, as a container or a service has.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// Removed at the end.
pub struct Group(PathBuf);

impl Group {
    /// With one of these files, the first that it has, set to the value. None, with the reason printed, where this user may
    /// make no group that has one.
    pub fn new(controller: &str, bounds: &[(&str, u64)]) -> Option<Group> {
        let made = places(controller).into_iter().find_map(|place| {
            let group = Group::inside(&place)?;
            let set = |(file, value): &(&str, u64)| {
                let file = group.0.join(file);
                file.exists() && std::fs::write(file, value.to_string()).is_ok()
            };
            bounds.iter().any(set).then_some(group)
        });
        if made.is_none() {
            println!("skipped: this user may make no control group for {controller}");
        }
        made
    }

    fn inside(place: &Path) -> Option<Group> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = place.join(format!("sheet-test-{}-{number}", std::process::id()));
        std::fs::create_dir(&path).ok()?;
        Some(Group(path))
    }

    /// A group in this one, with no bound of its own.
    pub fn inner(&self) -> Group {
        Group::inside(&self.0).unwrap()
    }

    /// Shell commands that bring the shell, and what it becomes, into the group.
    pub fn enter(&self) -> String {
        format!("echo $$ >'{}/cgroup.procs'", self.0.display())
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        // The kernel counts an ended program for a moment more.
        for _ in 0..200 {
            if std::fs::remove_dir(&self.0).is_ok() {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        println!("left behind: {}", self.0.display());
    }
}

/// The own group, and the one around it: in version 2 a group with programs in it hands out no bounds. By the places where
/// systems mount them.
fn places(controller: &str) -> Vec<PathBuf> {
    let mut places = Vec::new();
    for line in std::fs::read_to_string("/proc/self/cgroup").unwrap_or_default().lines() {
        let mut fields = line.splitn(3, ':').skip(1);
        let (Some(controllers), Some(path)) = (fields.next(), fields.next()) else { continue };
        let path = path.trim_start_matches('/');
        if controllers.split(',').any(|name| name == controller) {
            places.push(Path::new("/sys/fs/cgroup").join(controllers).join(path));
        } else if controllers.is_empty() {
            let top = Path::new("/sys/fs/cgroup");
            let own = top.join(path);
            places.extend(own.parent().filter(|around| around.starts_with(top)).map(Path::to_owned));
            places.push(own);
        }
    }
    places
}
