//! What all paths of a list have in common, so that it has the root that it was made of.

use super::paths::{anchor, without_end};
use std::collections::HashMap;

/// Beginnings of paths that are told apart.
const MOST: usize = 256;

/// The deepest folders that all paths are in, for each drive one.
#[derive(Debug)]
pub(super) struct Tops {
    separator: u8,
    /// By what no folder is above.
    tops: HashMap<Box<[u8]>, Box<[u8]>>,
}

impl Tops {
    /// For paths with this between their parts.
    pub(super) fn new(separator: u8) -> Tops {
        Tops { separator, tops: HashMap::new() }
    }

    /// A path more. `false` if no other could change anything.
    pub(super) fn add(&mut self, path: &[u8], is_folder: bool) -> bool {
        let separator = self.separator;
        let path = match (is_folder, memchr::memrchr(separator, path)) {
            (true, _) => path,
            (false, Some(at)) => &path[..=at],
            (false, None) => b"",
        };
        let path = without_end(path, separator);
        let start = anchor(path, separator);
        let has_room = self.tops.len() < MOST;
        match self.tops.get_mut(start) {
            Some(top) => {
                let common = common(top, path, start.len(), separator);
                if common < top.len() {
                    *top = top[..common].into();
                }
            }
            None if has_room => {
                self.tops.insert(start.into(), path.into());
            }
            None => {}
        }
        self.tops.iter().any(|(start, top)| top.len() > start.len())
    }

    /// The folders, in order.
    pub(super) fn found(self) -> Vec<Box<[u8]>> {
        let mut found: Vec<_> = self.tops.into_values().collect();
        found.iter_mut().filter(|top| top.is_empty()).for_each(|top| *top = Box::from(*b"."));
        found.sort();
        found
    }
}

/// How long the beginning is that two paths have in common, in whole parts.
fn common(a: &[u8], b: &[u8], anchor: usize, separator: u8) -> usize {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let is_end = |path: &[u8]| path.get(same).is_none_or(|byte| *byte == separator);
    if is_end(a) && is_end(b) {
        return same.max(anchor);
    }
    memchr::memrchr(separator, &a[..same]).unwrap_or(0).max(anchor)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(separator: char, paths: &[&str]) -> Vec<String> {
        let mut tops = Tops::new(separator as u8);
        for path in paths {
            tops.add(path.trim_end_matches('+').as_bytes(), path.ends_with('+'));
        }
        tops.found().iter().map(|top| String::from_utf8(top.to_vec()).unwrap()).collect()
    }

    #[test]
    fn the_top_is_what_all_are_in() {
        for (separator, paths, tops) in [
            ('\\', &["D:\\a\\b\\x", "D:\\a\\b\\c\\y"][..], &["D:\\a\\b"][..]),
            ('\\', &["D:\\a\\b\\x", "D:\\a\\bc\\y", "E:\\z"], &["D:\\a", "E:\\"]),
            ('\\', &["D:\\x", "\\\\server\\share\\f\\y"], &["D:\\", "\\\\server\\share\\f"]),
            ('/', &["/a/x", "/a/b+", "/a+"], &["/a"]),
            ('/', &["/a/x", "/b/y"], &["/"]),
            ('/', &["./t/x", "./t/b/y"], &["./t"]),
            ('/', &["t+", "t/b/y"], &["t"]),
            ('/', &["x", "t/y"], &["."]),
        ] {
            assert_eq!(found(separator, paths), tops, "{paths:?}");
        }
    }
}
