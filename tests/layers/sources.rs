//! The source files as the tests of this folder read them: what ships, without comments and tests.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A source file.
pub struct Source {
    /// Its path in `src`: `scan/sys/mod.rs`.
    pub path: PathBuf,
    /// Its text without comments and without the tests in it.
    pub code: String,
}

impl Source {
    /// The room it is in; `main` for the programs.
    pub fn room(&self) -> &str {
        let first = self.path.components().next().unwrap().as_os_str().to_str().unwrap();
        match first.trim_end_matches(".rs") {
            "bin" => "main",
            room => room,
        }
    }

    /// Its module's path, as `scan::sys`.
    pub fn module(&self) -> String {
        let path = self.path.with_extension("");
        let parts = path.iter().map(|part| part.to_str().unwrap()).filter(|part| *part != "mod");
        parts.collect::<Vec<_>>().join("::")
    }
}

/// Every source file that is compiled into a program.
pub fn sources() -> Vec<Source> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    walk(&src, &mut paths);
    let mut tests = BTreeSet::new();
    let mut sources = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
        tests.extend(tests_of(&lines).map(|name| path.parent().unwrap().join(name)));
        tests.extend(tests_of(&lines).map(|name| path.with_extension("").join(name)));
        let at =
            lines.windows(2).position(|two| two[0] == "#[cfg(test)]" && two[1].starts_with("mod tests {"));
        let code = lines[..at.unwrap_or(lines.len())].join("\n");
        sources.push(Source { path, code });
    }
    sources.retain(|source| !tests.contains(&source.path.with_extension("")));
    for source in &mut sources {
        source.path = source.path.strip_prefix(&src).unwrap().to_owned();
    }
    sources
}

fn walk(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The names of the files that are modules for tests alone.
fn tests_of<'a>(lines: &'a [&str]) -> impl Iterator<Item = &'a str> {
    let is_test = |line: &str| line.starts_with("#[cfg(") && line.contains("test");
    let attributes = lines.iter().enumerate().filter(move |(_, line)| is_test(line));
    attributes.filter_map(|(at, _)| {
        let rest = &lines[at + 1..];
        let path = rest[0].strip_prefix("#[path = \"").and_then(|path| path.strip_suffix(".rs\"]"));
        let module = rest.iter().find(|line| !line.starts_with("#["))?;
        let name = module.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';')?;
        Some(path.unwrap_or(name))
    })
}
