//! Folders with two paths and no link between them: the firmlinks of macOS, by which `/Users` is `/System/Volumes/Data/Users` too.
//!
//! Each has a *main* path, which users and programs know, and a path *by its volume*. Picked paths are compared by the main one, so one
//! that was picked by its volume is the same as one that wasn't. A walk that comes to such a folder lists it unless it is listed at the other
//! path ([`super::roots::Roots::twin_elsewhere`]).

use super::sys::Twin;
use std::path::{Path, PathBuf};

/// Those of the system.
#[derive(Debug, Default)]
pub(super) struct Twins(Vec<Twin>);

impl Twins {
    pub(super) fn new(twins: Vec<Twin>) -> Twins {
        Twins(twins)
    }

    /// The main path of what is at a real path, and the one by its volume if there is another.
    pub(super) fn paths(&self, real: &Path) -> (PathBuf, Option<PathBuf>) {
        let moved = |from: &Path, to: &Path| {
            let rest = real.strip_prefix(from).ok()?;
            // Joining nothing would end the path in a separator.
            Some(if rest.as_os_str().is_empty() { to.to_owned() } else { to.join(rest) })
        };
        for Twin { at, path, .. } in &self.0 {
            if let Some(main) = moved(path, at) {
                return (main, Some(real.to_owned()));
            }
            if let Some(by_volume) = moved(at, path) {
                return (real.to_owned(), Some(by_volume));
            }
        }
        (real.to_owned(), None)
    }

    /// Those of which a walk from this main path comes to one of the two paths, or to both.
    pub(super) fn on_the_way(&self, from: &Path) -> Vec<Twin> {
        let is_in = |path: &Path| path != from && path.starts_with(from);
        self.0.iter().filter(|twin| is_in(&twin.at) || is_in(&twin.path)).cloned().collect()
    }
}

/// By which of its two paths a walk came to such a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Main,
    ByVolume,
}

impl Way {
    /// The path by which it came, and the other one.
    pub(super) fn of(self, twin: &Twin) -> (&Path, &Path) {
        match self {
            Way::Main => (&twin.at, &twin.path),
            Way::ByVolume => (&twin.path, &twin.at),
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn twins() -> Twins {
        let twin = |name: &str| Twin {
            path: Path::new("/System/Volumes/Data").join(name),
            at: Path::new("/").join(name),
            volume: "/System/Volumes/Data".into(),
        };
        Twins::new(["Users", "usr/local"].map(twin).into())
    }

    #[test]
    fn what_a_firmlink_leads_to_has_two_paths() {
        let paths = |real: &str| {
            let (main, other) = twins().paths(Path::new(real));
            // As they are written, not as paths: a separator at the end would be another folder to the walk.
            (main.into_os_string().into_string().unwrap(), other.map(|other| other.into_os_string()))
        };
        let both = |main: &str, other: &str| (main.to_owned(), Some(other.into()));
        for real in ["/Users/ana", "/System/Volumes/Data/Users/ana"] {
            assert_eq!(paths(real), both("/Users/ana", "/System/Volumes/Data/Users/ana"), "{real}");
        }
        for real in ["/usr/local", "/System/Volumes/Data/usr/local"] {
            assert_eq!(paths(real), both("/usr/local", "/System/Volumes/Data/usr/local"), "{real}");
        }
        for real in ["/", "/usr", "/usr/locale", "/System/Volumes/Data", "/System/Volumes/Data/Users 2"] {
            assert_eq!(paths(real), (real.to_owned(), None));
        }
    }

    #[test]
    fn a_walk_comes_to_what_is_in_its_folder_by_one_path_or_both() {
        let names = |from: &str| -> Vec<PathBuf> {
            twins().on_the_way(Path::new(from)).into_iter().map(|twin| twin.at).collect()
        };
        for from in ["/", "/System", "/System/Volumes/Data"] {
            assert_eq!(names(from), [Path::new("/Users"), Path::new("/usr/local")], "{from}");
        }
        assert_eq!(names("/usr"), [Path::new("/usr/local")]);
        for from in ["/Users", "/usr/local", "/Users/ana", "/Volumes"] {
            assert_eq!(names(from), [""; 0].map(PathBuf::from), "{from}");
        }
    }
}
