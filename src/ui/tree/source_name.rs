//! What a source is called on its line: the folder's own name, and behind it where it lies. Pure.

use std::path::{Path, PathBuf};

/// With more sources than this their names aren't compared with each other in every frame.
const MANY: usize = 200;

/// The two parts of a source's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SourceName {
    /// The name of the folder; of the root of a file system its path.
    pub name: PathBuf,
    /// The folder that it is in, or of several sources with one name the folder that tells it from them; empty for a root.
    pub place: PathBuf,
    /// Whether another source has its name.
    pub is_shared: bool,
}

impl SourceName {
    /// Of a path among those of `sources`, itself among them.
    pub(super) fn of<'a>(path: &Path, sources: impl ExactSizeIterator<Item = &'a Path>) -> SourceName {
        let (Some(name), Some(parent)) = (path.file_name(), path.parent()) else {
            return SourceName { name: path.to_owned(), place: PathBuf::new(), is_shared: false };
        };
        let mut alike = Vec::new();
        if sources.len() <= MANY {
            alike = sources.filter(|other| *other != path && other.file_name() == Some(name)).collect();
        }
        let place = match alike.is_empty() {
            true => parent.to_owned(),
            false => telling(parent, &alike),
        };
        SourceName { name: name.into(), place, is_shared: !alike.is_empty() }
    }
}

/// The nearest folder around a source that others of its name don't have there. It stands first, so that it is seen where there is little
/// room.
fn telling(parent: &Path, alike: &[&Path]) -> PathBuf {
    let names =
        |path: &Path| path.components().rev().map(|part| part.as_os_str().to_owned()).collect::<Vec<_>>();
    let own = names(parent);
    let others: Vec<_> = alike.iter().filter_map(|other| other.parent()).map(names).collect();
    let is_told = |count: &usize| others.iter().all(|other| other.get(..*count) != Some(&own[..*count]));
    match (1..own.len()).find(is_told) {
        None => parent.to_owned(),
        Some(1) => own[..1].iter().collect(),
        Some(count) => Path::new(&own[count - 1]).join("…"),
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn of(path: &str, others: &[&str]) -> (String, String, bool) {
        let all: Vec<&Path> = others.iter().map(Path::new).chain([Path::new(path)]).collect();
        let SourceName { name, place, is_shared } = SourceName::of(Path::new(path), all.into_iter());
        (name.to_str().unwrap().into(), place.to_str().unwrap().into(), is_shared)
    }

    #[test]
    fn the_name_comes_first_and_then_where_it_lies() {
        assert_eq!(of("/home/ada/docs", &["/srv/x"]), ("docs".into(), "/home/ada".into(), false));
        assert_eq!(of("/", &["/srv/x"]), ("/".into(), String::new(), false));
        assert_eq!(of("/srv", &[]), ("srv".into(), "/".into(), false));
    }

    #[test]
    fn what_tells_equal_names_apart_is_said() {
        for (path, other, place) in [
            ("/mnt/a/2023/docs", "/mnt/b/2023/docs", "a/…"),
            ("/x/mnt/a/2023/docs", "/x/mnt/b/2023/docs", "a/…"),
            ("/x/y/z/2023/docs", "/x/y/z/2024/docs", "2023"),
            ("/docs", "/x/docs", "/"),
            ("/a/b/c/docs", "/c/docs", "b/…"),
        ] {
            assert_eq!(of(path, &[other]), ("docs".into(), place.into(), true), "{path}");
        }
    }
}
