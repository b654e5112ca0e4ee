//! One line of patterns, taken apart at its slashes.
//!
//! The syntax is that of gitignore(5) as the `ignore` crate has it; what a line means beside its parts (`!`, `/` at an end, `**/` where there
//! is no slash) is worked out here as there, and a test compares the two on random lines and paths.

/// What one name of a path has to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// `**`: any number of names, none too.
    Any,
    /// A name that this glob matches.
    Name(String),
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// `!`: what it matches is not left out after all.
    pub keeps: bool,
    /// `/` at its end: it matches folders only.
    pub is_for_folders: bool,
    /// From the picked folder on.
    pub parts: Vec<Part>,
}

impl Rule {
    /// `Ok(None)` for a line that matches nothing, such as an empty one or a comment.
    ///
    /// # Errors
    /// If a slash in it doesn't part two names: in braces or brackets, or behind a backslash.
    pub fn new(line: &str) -> Result<Option<Rule>, Unparted> {
        let line = if line.ends_with("\\ ") { line } else { line.trim_end() };
        if line.is_empty() || line.starts_with('#') {
            return Ok(None);
        }
        let (escaped, line) = match line.strip_prefix('\\').filter(|rest| rest.starts_with(['!', '#'])) {
            Some(rest) => (true, rest),
            None => (false, line),
        };
        let (keeps, line) = match line.strip_prefix('!').filter(|_| !escaped) {
            Some(rest) => (true, rest),
            None => (false, line),
        };
        let (from_top, line) = match line.strip_prefix('/').filter(|_| !escaped) {
            Some(rest) => (true, rest),
            None => (false, line),
        };
        let (is_for_folders, line) = match line.strip_suffix('/') {
            Some(rest) => (true, rest.strip_suffix('\\').unwrap_or(rest)),
            None => (false, line),
        };
        if has_hidden_slash(line) {
            return Err(Unparted);
        }
        let part = |part: &str| if part == "**" { Part::Any } else { Part::Name(part.to_owned()) };
        let mut parts: Vec<Part> = line.split('/').map(part).collect();
        // No name is empty. The library takes `!` and `**//` for everything; gitignore(5) doesn't.
        if parts.contains(&Part::Name(String::new())) {
            return Ok(None);
        }
        if !from_top && parts.len() == 1 && parts[0] != Part::Any {
            parts.insert(0, Part::Any);
        }
        // Everything inside a folder is not the folder itself.
        if parts.len() > 1 && parts.last() == Some(&Part::Any) {
            parts.push(Part::Name("*".to_owned()));
        }
        Ok(Some(Rule { keeps, is_for_folders, parts }))
    }
}

/// A line can be understood as a whole only.
#[derive(Debug, PartialEq, Eq)]
pub struct Unparted;

/// Whether a slash may stand in braces, in brackets or behind a backslash. Too careful rather than too little.
fn has_hidden_slash(line: &str) -> bool {
    let within = |open: char, close: char| {
        line.split_once(open)
            .is_some_and(|(_, rest)| rest.rsplit_once(close).is_some_and(|(inner, _)| inner.contains('/')))
    };
    within('{', '}') || within('[', ']') || line.contains("\\/")
}
