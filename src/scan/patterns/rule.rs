//! One line of patterns, as gitignore(5) has it.

use super::glob::{self, Glob, GlobPart};
use super::native::absolute;
use crate::model::PatternFault;

/// What some of a path's names have to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RulePart {
    /// `**`: any number of names, also none.
    Any,
    /// One name.
    Name(Glob),
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rule {
    /// `!`: what it matches is not left out after all.
    pub keeps: bool,
    /// `/` at its end: it matches folders only.
    pub is_for_folders: bool,
    /// `/` at its beginning: it begins at the picked folder, or is an absolute path of this machine.
    pub may_be_absolute: bool,
    /// From the picked folder on.
    pub parts: Vec<RulePart>,
}

impl Rule {
    /// `Ok(None)` for a line that matches nothing, such as an empty one or a comment.
    ///
    /// # Errors
    /// What is wrong in it.
    pub(super) fn new(line: &str) -> Result<Option<Rule>, PatternFault> {
        let line = if line.ends_with("\\ ") { line } else { line.trim_end() };
        if line.is_empty() || line.starts_with('#') {
            return Ok(None);
        }
        let (keeps, line) = match line.strip_prefix('!') {
            Some(rest) => (true, rest),
            None => (false, line),
        };
        // Git knows no `./`; a shell completes it, and it can't mean anything else than the picked folder.
        let (from_top, line) = match line.strip_prefix("./") {
            Some(rest) => (true, rest.trim_start_matches("./")),
            None => (false, line),
        };
        let absolute = if cfg!(windows) { absolute(line) } else { None };
        let (may_be_absolute, line) = match (absolute.as_deref(), line.strip_prefix('/')) {
            (Some(rest), _) | (None, Some(rest)) => (true, rest),
            (None, None) => (false, line),
        };
        let (is_for_folders, line) = match line.strip_suffix('/') {
            Some(rest) => (true, rest.strip_suffix('\\').unwrap_or(rest)),
            None => (false, line),
        };
        let mut parts = Vec::new();
        for part in glob::parts(line)? {
            parts.push(match part {
                GlobPart::Any => RulePart::Any,
                GlobPart::Name(glob) => RulePart::Name(glob),
                GlobPart::Nothing => return Ok(None),
            });
        }
        let is_anchored = from_top || may_be_absolute || line.contains('/');
        if !is_anchored && parts != [RulePart::Any] {
            parts.insert(0, RulePart::Any);
        }
        // Everything inside a folder is not the folder itself.
        if parts.len() > 1 && parts.last() == Some(&RulePart::Any) {
            parts.push(RulePart::Name(Glob { text: "*".to_owned(), literal: None }));
        }
        Ok(Some(Rule { keeps, is_for_folders, may_be_absolute: may_be_absolute && !from_top, parts }))
    }
}
