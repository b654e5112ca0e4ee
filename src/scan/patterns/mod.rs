//! Patterns of names that are left out, in the syntax of `.gitignore`, and how much of them is let pass.
//!
//! `rule` takes a line apart, and `matcher` matches names with all of them at once. A line whose slashes don't all part names (`{a/b,c}`) is
//! matched by the library as a whole path, and so are all others then.
//!
//! The library that understands them goes down into groups on the stack and makes one regular expression of all, so that too much
//! of either would end the program or hold it up. Measured on the worst that pass: 40 ms, 20 MB.

mod matcher;
mod rule;

use super::node::Place;
use crate::model::name;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use matcher::{Matcher, Verdict};
use rule::Rule;
use std::path::Path;

pub use matcher::{Scratch, State};

/// Patterns at most.
const COUNT: usize = 1_000;
/// Characters of one pattern.
const CHARACTERS: usize = 1_000;
/// Characters of all together.
const ALL: usize = 10_000;
/// Groups in braces in one pattern, beside or in each other.
const GROUPS: usize = 50;

/// Patterns made ready.
#[derive(Debug)]
pub enum Patterns {
    /// Name by name.
    Parted(Matcher),
    /// By whole paths, which cost as much as a folder is deep.
    Whole(Gitignore),
}

impl Patterns {
    /// Understands patterns; `None` where there are none.
    ///
    /// # Errors
    /// Which is too long or can't be understood, and why.
    pub fn new(lines: &[String]) -> Result<Option<Patterns>, String> {
        let whole = parsed(lines)?;
        let rules: Result<Vec<Rule>, _> =
            lines.iter().filter_map(|line| Rule::new(line).transpose()).collect();
        // A part that is no glob by itself is the fault of parting.
        let parted = rules.ok().and_then(|rules| Matcher::new(rules).ok());
        if let Some(matcher) = parted {
            return Ok((!matcher.is_empty()).then_some(Patterns::Parted(matcher)));
        }
        let whole = whole.build().map_err(|error| error.to_string())?;
        Ok((!whole.is_empty()).then_some(Patterns::Whole(whole)))
    }

    /// What a picked folder has to know for its entries.
    pub fn top(&self) -> Option<State> {
        match self {
            Patterns::Parted(matcher) => Some(matcher.top()),
            Patterns::Whole(_) => None,
        }
    }

    /// What a folder in `parent` has to know.
    pub fn inside(&self, parent: &Place, name: &[u8], scratch: &mut Scratch) -> Option<State> {
        match self {
            Patterns::Parted(matcher) => {
                Some(matcher.inside(parent.patterns.as_ref()?, Path::new(&*name::to_os(name)), scratch))
            }
            Patterns::Whole(_) => None,
        }
    }

    /// Whether an entry is left out; `None` if that depends on whether it is a folder, and `is_folder` doesn't say.
    pub fn leave_out(
        &self,
        folder: &Place,
        name: &[u8],
        is_folder: Option<bool>,
        scratch: &mut Scratch,
    ) -> Option<bool> {
        let Verdict { folder_out, file_out } = match (self, &folder.patterns) {
            (Patterns::Parted(matcher), Some(state)) => {
                matcher.verdict(state, Path::new(&*name::to_os(name)), scratch)
            }
            (Patterns::Parted(_), None) => return Some(false),
            (Patterns::Whole(patterns), _) => {
                let mut path = folder.path_in_root();
                name::push_part(&mut path, name);
                let is_out =
                    |is_folder| patterns.matched(Path::new(&*name::to_os(&path)), is_folder).is_ignore();
                Verdict { folder_out: is_out(true), file_out: is_out(false) }
            }
        };
        match is_folder {
            Some(true) => Some(folder_out),
            Some(false) => Some(file_out),
            None => (folder_out == file_out).then_some(file_out),
        }
    }
}

/// Whether every pattern can be understood. Takes microseconds: nothing is compiled.
///
/// # Errors
/// Which can't, and why.
pub fn check_patterns(lines: &[String]) -> Result<(), String> {
    parsed(lines).map(drop)
}

fn parsed(lines: &[String]) -> Result<GitignoreBuilder, String> {
    if lines.len() > COUNT {
        return Err(format!("too many patterns: {COUNT} at most"));
    }
    let mut builder = GitignoreBuilder::new("");
    let mut all = 0;
    for line in lines {
        let wrong = |why: &str| format!("the pattern {}: {why}", quoted(line));
        let characters = line.chars().count();
        if characters > CHARACTERS {
            return Err(wrong(&format!("it is too long: {CHARACTERS} characters at most")));
        }
        if line.matches('{').count() > GROUPS {
            return Err(wrong(&format!("too many groups in braces: {GROUPS} at most")));
        }
        all += characters;
        builder.add_line(None, line).map_err(|error| wrong(&why(&error)))?;
    }
    if all > ALL {
        return Err(format!("the patterns are too long: {ALL} characters together at most"));
    }
    Ok(builder)
}

/// What the library says, without the pattern, which may be long.
fn why(error: &ignore::Error) -> String {
    match error {
        ignore::Error::Glob { err, .. } => err.clone(),
        error => error.to_string(),
    }
}

/// The beginning of a pattern, with nothing in it that a terminal would obey.
fn quoted(line: &str) -> String {
    const SHOWN: usize = 40;
    match line.char_indices().nth(SHOWN) {
        None => format!("{line:?}"),
        Some((end, _)) => format!("{:?}…", &line[..end]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FolderId, RootId};
    use proptest::prelude::*;
    use std::sync::Arc;

    fn mistake(lines: &[&str]) -> String {
        let lines: Vec<String> = lines.iter().map(|&line| line.to_owned()).collect();
        let checked = check_patterns(&lines).unwrap_err();
        assert_eq!(Patterns::new(&lines).unwrap_err(), checked);
        assert!(checked.len() < 300, "{} bytes", checked.len());
        checked
    }

    #[test]
    fn what_would_overflow_the_stack_is_refused() {
        let deep = |open: &str, close: &str| open.repeat(100_000) + "a" + &close.repeat(100_000);
        for line in [deep("{", "}"), deep("{a,", "}"), deep("{[}]", ""), deep("{", ""), deep("[", "]")] {
            assert!(mistake(&[&line]).contains("it is too long: 1000 characters at most"), "{line:.10}");
        }
        for line in ["{".repeat(51) + "a" + &"}".repeat(51), "{a,b}".repeat(51), "{[}]".repeat(51)] {
            assert!(mistake(&[&line]).contains("too many groups in braces: 50 at most"), "{line}");
        }
        assert!(mistake(&[&"a ".repeat(501)]).contains("too long"));
    }

    #[test]
    fn what_is_let_pass_can_be_understood() {
        let deep = "{".repeat(50) + "a" + &"}".repeat(50);
        let long =
            ["?".repeat(1000), "*a".repeat(500), "**".repeat(500), "[!é]".repeat(250), "é".repeat(1000)];
        for line in long.into_iter().chain([deep, "{a,*}".repeat(50), "[".repeat(1000)]) {
            let lines = vec![line; 10];
            assert_eq!(Patterns::new(&lines[..1]).map(|patterns| patterns.is_some()), Ok(true));
            let characters = lines.concat().chars().count();
            assert!(characters <= ALL && Patterns::new(&lines).is_ok(), "{:.10}", lines[0]);
        }
        assert!(Patterns::new(&vec!["*.tmp".to_owned(); 1000]).is_ok());
    }

    fn place(parent: Option<&Arc<Place>>, name: &str, patterns: Option<State>) -> Arc<Place> {
        Arc::new(Place {
            id: FolderId(0),
            root: RootId(0),
            parent: parent.cloned(),
            name: name.as_bytes().into(),
            identity: None,
            mount: None,
            patterns,
            across: None,
        })
    }

    /// Whether the last of these names is left out, going down by the ones before.
    fn is_out(patterns: &Patterns, path: &[String], is_folder: bool) -> bool {
        let mut scratch = Scratch::default();
        let mut at = place(None, "/picked", patterns.top());
        let (name, folders) = path.split_last().unwrap();
        for folder in folders {
            let state = patterns.inside(&at, folder.as_bytes(), &mut scratch);
            at = place(Some(&at), folder, state);
        }
        let known = patterns.leave_out(&at, name.as_bytes(), Some(is_folder), &mut scratch).unwrap();
        let unknown = patterns.leave_out(&at, name.as_bytes(), None, &mut scratch);
        assert!(unknown.is_none_or(|unknown| unknown == known));
        known
    }

    /// What the library says of the whole path.
    fn is_out_by_the_library(lines: &[String], path: &[String], is_folder: bool) -> bool {
        let mut builder = GitignoreBuilder::new("");
        for line in lines {
            builder.add_line(None, line).unwrap();
        }
        builder.build().unwrap().matched(path.join("/"), is_folder).is_ignore()
    }

    #[test]
    fn patterns_mean_what_they_mean_to_the_library() {
        let lines = [
            "a",
            "/a",
            "a/",
            "/a/",
            "a/b",
            "a/*",
            "a/**",
            "**/a",
            "**/a/b",
            "**/a/*/b",
            "a/**/b",
            "**",
            "*",
            "/*",
            "!a",
            "!a/b",
            "*.b",
            "[ab]",
            "{a,b}",
            "a{b,c}/b",
            "{a/b,c}",
            "a[/]b",
            "a\\/b",
            "\\!a",
            "#a",
            "a//b",
            "**/**/a",
            "a/**/**/b",
            "a**b",
            "**a",
            "",
            " ",
            "a ",
            "a\\ ",
            "[",
            "a/[b",
            "?",
            "/**",
            "/**/a",
            "!**",
            "!*/",
        ];
        let names = ["a", "b", "ab", "a.b"];
        let mut paths: Vec<Vec<String>> = vec![Vec::new()];
        let mut all = Vec::new();
        for _ in 0..4 {
            let longer = |path: &Vec<String>| {
                let path = path.clone();
                names.map(move |name| [path.clone(), vec![name.to_owned()]].concat())
            };
            paths = paths.iter().flat_map(longer).collect();
            all.extend(paths.clone());
        }
        for line in lines {
            for lines in [
                vec![line.to_owned()],
                vec!["a".to_owned(), line.to_owned()],
                vec![line.to_owned(), "!b".to_owned()],
            ] {
                let patterns = Patterns::new(&lines).unwrap();
                for path in &all {
                    for is_folder in [false, true] {
                        let out = patterns.as_ref().is_some_and(|patterns| is_out(patterns, path, is_folder));
                        assert_eq!(
                            out,
                            is_out_by_the_library(&lines, path, is_folder),
                            "{lines:?} {path:?} {is_folder}"
                        );
                    }
                }
            }
        }
    }

    /// A line of a few parts of a few signs each.
    fn line() -> impl Strategy<Value = String> {
        let part = r"(a|b|\*|\?|\*\*|\[ab\]|\{a,b\}|\.){1,3}";
        ("!?/?", prop::collection::vec(part, 1..5), "/?")
            .prop_map(|(before, parts, after)| format!("{before}{}{after}", parts.join("/")))
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]
        #[test]
        fn random_patterns_mean_what_they_mean_to_the_library(
            lines in prop::collection::vec(line(), 1..5),
            path in prop::collection::vec(r"[ab]{1,2}(\.[ab])?", 1..6),
            is_folder: bool,
        ) {
            let patterns = Patterns::new(&lines).unwrap();
            let out = patterns.is_some_and(|patterns| is_out(&patterns, &path, is_folder));
            prop_assert_eq!(out, is_out_by_the_library(&lines, &path, is_folder));
        }
    }

    #[test]
    fn many_are_bounded_together() {
        assert!(mistake(&["a"; 1001]).contains("too many patterns: 1000 at most"));
        let long = "a".repeat(1000);
        assert!(mistake(&[&long[..]; 11]).contains("10000 characters together"));
    }

    #[test]
    fn a_mistake_names_the_pattern_and_shows_no_control_character() {
        assert_eq!(
            mistake(&["ok", "{a"]),
            "the pattern \"{a\": unclosed alternate group; missing '}' (maybe escape '{' with '[{]'?)"
        );
        assert!(mistake(&["{\u{1b}[31m"]).starts_with("the pattern \"{\\u{1b}[31m\": "));
    }
}
