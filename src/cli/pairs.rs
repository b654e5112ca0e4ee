//! Sources that the user pairs: `--pair OLD=NEW`.

use crate::model::{RootId, name};
use crate::store::{Root, Sheet};
use crate::text;
use crate::view::compare::paired_roots;
use std::ffi::OsString;
use std::path::Path;

/// The sources that belong together: those that are asked for, and the others by name and order. `None` if none is asked for.
///
/// # Errors
/// If a source that is asked for isn't there, or is there twice, in words.
pub(super) fn pairs(
    asked: &[OsString],
    old: &Sheet,
    new: &Sheet,
) -> Result<Option<Vec<(RootId, RootId)>>, String> {
    let mut given: Vec<(RootId, RootId)> = Vec::new();
    for asked in asked {
        let pair = pair(name::bytes(asked), old, new)?;
        if given.iter().any(|known| known.0 == pair.0 || known.1 == pair.1) {
            return Err(format!("--pair: a source of {} is paired already", text::shown(name::bytes(asked))));
        }
        given.push(pair);
    }
    Ok((!given.is_empty()).then(|| paired_roots(old, new, &given)))
}

/// A path may have a `=` in it: the one that counts is where both sides name a source.
fn pair(asked: &[u8], old: &Sheet, new: &Sheet) -> Result<(RootId, RootId), String> {
    let signs = asked.iter().enumerate().filter(|(_, byte)| **byte == b'=').map(|(at, _)| at);
    let mut sides = signs.map(|at| (&asked[..at], &asked[at + 1..]));
    let found = sides.clone().find_map(|(one, other)| Some((source(old, one)?, source(new, other)?)));
    if let Some(found) = found {
        return Ok(found);
    }
    let Some((one, other)) = sides.next() else {
        return Err(format!("--pair {}: write it as OLD=NEW", text::shown(asked)));
    };
    let (what, path, sheet) = match source(old, one) {
        None => ("old", one, old),
        Some(_) => ("new", other, new),
    };
    let all: Vec<String> =
        sheet.roots.iter().map(|root| text::shown(name::path_bytes(&root.path)).into_owned()).collect();
    let path = text::shown(path);
    Err(format!("--pair: the {what} sheet has no source {path}, or several; it has {}", all.join(", ")))
}

/// The source with this path, or the only one with this last name.
fn source(sheet: &Sheet, path: &[u8]) -> Option<RootId> {
    let of = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let os = name::to_os(path);
    let whole = of(Path::new(&os));
    let is_it = |root: &&Root| name::path_bytes(&root.path) == path || *root.path == *whole;
    if let Some(root) = sheet.roots.iter().find(is_it) {
        return Some(root.id);
    }
    let last = |path: &[u8]| {
        let end = path.iter().rposition(|byte| !matches!(byte, b'/' | b'\\')).map_or(0, |at| at + 1);
        let start = path[..end].iter().rposition(|byte| matches!(byte, b'/' | b'\\')).map_or(0, |at| at + 1);
        path[start..end].to_vec()
    };
    let mut named = sheet.roots.iter().filter(|root| last(name::path_bytes(&root.path)) == last(path));
    let only = named.next().filter(|_| !path.is_empty())?;
    named.next().is_none().then_some(only.id)
}
