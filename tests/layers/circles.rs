//! Circles of files: those that import each other, straight or by others. Each is one idea in several files, or a type in the wrong one.
//!
//! What counts is a path that begins with `crate`, `super` or `self`. What a module's own file takes from the files below it doesn't,
//! nor what it hands on. A name that is handed on is followed to the file that has it; from outside of the module it also counts as the
//! module's own, since that file is what the other one imports.

use super::sources::{Source, sources};
use std::collections::{BTreeMap, BTreeSet};

/// Modules by their path, each with those that it imports.
type Imports = BTreeMap<String, BTreeSet<String>>;

#[test]
fn no_files_import_each_other() {
    let circles = circles(&imports(&sources()));
    assert!(circles.is_empty(), "files that import each other: {circles:?}");
}

/// What each file imports of the others.
fn imports(sources: &[Source]) -> Imports {
    let modules: BTreeSet<String> = sources.iter().map(Source::module).collect();
    let mut handed_on = BTreeMap::new();
    let mut codes = Vec::new();
    for source in sources {
        let (code, uses) = without_handing_on(&source.code);
        let module = source.module();
        for path in uses.iter().flat_map(|tree| expanded(tree)) {
            // A path that begins with a child's name, which is how they are written.
            let children = format!("{module}::{path}");
            let path = absolute(&module, &path).unwrap_or(children);
            let name = path.rsplit("::").next().unwrap().to_owned();
            handed_on.insert(format!("{module}::{name}"), path);
        }
        codes.push((module, code));
    }
    let import = |(module, code): &(String, String)| {
        let paths = paths(code).into_iter().filter_map(|path| absolute(module, &path));
        let others = paths.flat_map(|path| {
            let hands_on = handed_on_by(&path, &modules, &handed_on);
            // Within a module its own file is only the way to its parts.
            let hands_on = hands_on.filter(|by| !module.starts_with(&format!("{by}::")));
            hands_on.into_iter().chain(module_of(path, &modules, &handed_on))
        });
        // Those below it are parts of it.
        let others = others.filter(|other| other != module && !other.starts_with(&format!("{module}::")));
        (module.clone(), others.collect())
    };
    codes.iter().map(import).collect()
}

/// A file's text without what it hands on (`pub use`), and the trees of that.
fn without_handing_on(code: &str) -> (String, Vec<String>) {
    let (mut rest, mut uses) = (String::new(), Vec::new());
    for statement in code.split_inclusive(';') {
        let kinds = ["pub use ", "pub(super) use ", "pub(crate) use "];
        match kinds.iter().find_map(|kind| statement.split_once(kind)) {
            Some((before, tree)) => {
                rest += before;
                uses.push(tree.trim_end_matches(';').to_owned());
            }
            None => rest += statement,
        }
    }
    (rest, uses)
}

/// Every path in a text that begins with `crate`, `super` or `self`, those in braces one by one.
fn paths(code: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for begin in ["crate::", "super::", "self::"] {
        for (at, _) in code.match_indices(begin) {
            let before = code[..at].chars().next_back();
            if !before.is_some_and(|c| c == ':' || c == '_' || c.is_alphanumeric()) {
                paths.extend(expanded(&code[at..]));
            }
        }
    }
    paths
}

/// The paths of the tree that a text begins with: of `a::{b, c::d}` they are `a::b` and `a::c::d`.
fn expanded(tree: &str) -> Vec<String> {
    let tree = tree.trim_start();
    let end = tree.find(|c: char| !(c == ':' || c == '_' || c.is_alphanumeric())).unwrap_or(tree.len());
    let (path, rest) = tree.split_at(end);
    let Some(list) = rest.strip_prefix('{') else { return vec![path.trim_end_matches(':').to_owned()] };
    let mut paths = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (at, c) in list.char_indices() {
        if depth == 0 && (c == ',' || c == '}') {
            let item = list[start..at].trim();
            if !item.is_empty() {
                paths.extend(expanded(item).into_iter().map(|item| format!("{path}{item}")));
            }
            start = at + 1;
        }
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            _ => {}
        }
    }
    paths
}

/// A path from the crate on; `None` if it begins with another word.
fn absolute(module: &str, path: &str) -> Option<String> {
    let mut at: Vec<&str> = module.split("::").collect();
    let mut parts = path.split("::").peekable();
    match *parts.peek()? {
        "crate" => at.clear(),
        "self" => {}
        "super" => {
            while parts.next_if_eq(&"super").is_some() {
                at.pop()?;
            }
            return Some(at.into_iter().chain(parts).collect::<Vec<_>>().join("::"));
        }
        _ => return None,
    }
    Some(at.into_iter().chain(parts.skip(1)).collect::<Vec<_>>().join("::"))
}

/// The module whose own file hands on what a path names, if one does.
fn handed_on_by(
    path: &str,
    modules: &BTreeSet<String>,
    handed_on: &BTreeMap<String, String>,
) -> Option<String> {
    let ends = path.match_indices("::").map(|(at, _)| at).chain([path.len()]);
    let name = ends.map(|end| &path[..end]).find(|prefix| handed_on.contains_key(*prefix))?;
    let (by, _) = name.rsplit_once("::").filter(|(by, _)| modules.contains(*by))?;
    Some(by.to_owned())
}

/// The file that has what a path names.
fn module_of(
    path: String,
    modules: &BTreeSet<String>,
    handed_on: &BTreeMap<String, String>,
) -> Option<String> {
    let ends = path.match_indices("::").map(|(at, _)| at).chain([path.len()]);
    let prefixes: Vec<&str> = ends.map(|end| &path[..end]).collect();
    for prefix in &prefixes {
        if let Some(to) = handed_on.get(*prefix).filter(|to| *to != prefix && !modules.contains(*prefix)) {
            return module_of(format!("{to}{}", &path[prefix.len()..]), modules, handed_on);
        }
    }
    prefixes.into_iter().rev().find(|prefix| modules.contains(*prefix)).map(str::to_owned)
}

/// The largest sets of modules each of which leads to all others.
fn circles(imports: &Imports) -> Vec<Vec<String>> {
    let reached: BTreeMap<&String, BTreeSet<&String>> =
        imports.keys().map(|module| (module, reached_from(module, imports))).collect();
    let mut circles = BTreeSet::new();
    for (module, from_here) in &reached {
        let circle: Vec<String> = from_here
            .iter()
            .filter(|other| reached[**other].contains(module))
            .map(|&other| other.clone())
            .collect();
        if circle.len() > 1 {
            circles.insert(circle);
        }
    }
    circles.into_iter().collect()
}

fn reached_from<'a>(module: &'a String, imports: &'a Imports) -> BTreeSet<&'a String> {
    let (mut reached, mut open) = (BTreeSet::new(), vec![module]);
    while let Some(at) = open.pop() {
        open.extend(
            imports[at].iter().filter(|other| imports.contains_key(*other) && reached.insert(*other)),
        );
    }
    reached
}

#[test]
fn a_circle_is_seen_through_braces_and_what_is_handed_on() {
    let file = |path: &str, code: &str| Source { path: path.into(), code: code.to_owned() };
    let sources = [
        file("a/mod.rs", "mod b;\nmod c;\nmod d;\npub use b::{B, More};\npub use c::C;\nuse d::D;"),
        file("a/b.rs", "use super::{C, d::D};"),
        file("a/c.rs", "fn f() { let x = crate::a::More::new(); }"),
        file("a/d.rs", "use super::a_b::c;"),
        file("e.rs", "use crate::a::C;"),
    ];
    let imports = imports(&sources);
    let of = |module: &str| imports[module].iter().map(String::as_str).collect::<Vec<_>>();
    assert_eq!(of("a"), [""; 0], "what is below it is a part of it");
    assert_eq!(of("a::b"), ["a::c", "a::d"]);
    assert_eq!(of("a::c"), ["a::b"]);
    assert_eq!(of("e"), ["a", "a::c"], "from outside it is the module's own too");
    assert_eq!(circles(&imports), [["a::b", "a::c"]]);
}
