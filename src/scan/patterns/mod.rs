//! Patterns of names that are left out, in the syntax of `.gitignore`, and how much of them is let pass.
//!
//! `rule` takes a line apart, `glob` puts what is between its slashes into the syntax of the library that matches single names, and `matcher`
//! matches the names of a path with all lines at once.
//!
//! The library makes one regular expression of all globs, so that too many would hold the program up. Measured on the worst that
//! pass: 40 ms, 20 MB.

mod glob;
mod matcher;
mod native;
mod rule;

use crate::model::{PatternFault, PatternMistake, name};
use matcher::{RuleMatcher, Verdict, understood};
use rule::{Rule, RulePart};
use std::path::Path;

pub use native::native_pattern;

pub(super) use matcher::{MatchState, Scratch};

/// Whether `a` is `A`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LetterCase {
    Told,
    /// As git does it with `core.ignorecase`: of the letters A to Z.
    Ignored,
}

impl LetterCase {
    /// As file systems are made by default, and as git does it there.
    const OF_SYSTEM: LetterCase =
        if cfg!(any(windows, target_os = "macos")) { LetterCase::Ignored } else { LetterCase::Told };
}

/// Patterns at most.
const COUNT: usize = 1_000;
/// Characters of one pattern.
const CHARACTERS: usize = 1_000;
/// Characters of all together.
const ALL: usize = 10_000;

/// Patterns made ready.
#[derive(Debug)]
pub(super) struct Patterns {
    matcher: RuleMatcher,
    /// By line: whether it is a rule.
    is_rule: Vec<bool>,
}

impl Patterns {
    /// Understands patterns; `None` if there are none.
    ///
    /// # Errors
    /// Which is too long or can't be understood, and why.
    pub(super) fn new(lines: &[String]) -> Result<Option<Patterns>, PatternMistake> {
        Patterns::with_case(lines, LetterCase::OF_SYSTEM)
    }

    fn with_case(lines: &[String], case: LetterCase) -> Result<Option<Patterns>, PatternMistake> {
        let rules = rules(lines)?;
        let is_rule = rules.iter().map(Option::is_some).collect();
        let matcher = RuleMatcher::new(rules.into_iter().flatten().collect(), case)
            .map_err(|error| PatternMistake::Library(error.to_string()))?;
        Ok((!matcher.is_empty()).then_some(Patterns { matcher, is_rule }))
    }

    /// What a picked folder, by the absolute paths it has, has to know for its entries.
    pub(super) fn top(&self, paths: &[&Path]) -> MatchState {
        self.matcher.top(paths)
    }

    /// What a folder has to know whose parent knows this.
    pub(super) fn inside(&self, parent: &MatchState, name: &[u8], scratch: &mut Scratch) -> MatchState {
        self.matcher.inside(parent, Path::new(&*name::to_os(name)), scratch)
    }

    /// Whether an entry is left out of a folder that knows this; `None` if that depends on whether it is a folder, and `is_folder` doesn't
    /// say.
    pub(super) fn leave_out(
        &self,
        folder: &MatchState,
        name: &[u8],
        is_folder: Option<bool>,
        scratch: &mut Scratch,
    ) -> Option<bool> {
        let Verdict { folder_out, file_out } =
            self.matcher.verdict(folder, Path::new(&*name::to_os(name)), is_folder, scratch);
        match is_folder {
            Some(true) => Some(folder_out),
            Some(false) => Some(file_out),
            None => (folder_out == file_out).then_some(file_out),
        }
    }

    /// The numbers of the lines that have matched nothing so far.
    pub(super) fn unmatched(&self) -> Vec<usize> {
        let mut has_matched = self.matcher.has_matched();
        let is_unmatched =
            |&(_, &is_rule): &(usize, &bool)| !(is_rule && has_matched.next().unwrap_or(false));
        self.is_rule.iter().enumerate().filter(is_unmatched).map(|(line, _)| line).collect()
    }
}

/// Whether every pattern can be understood. Takes microseconds: nothing is compiled.
///
/// # Errors
/// Which can't, and why.
pub fn check_patterns(lines: &[String]) -> Result<(), PatternMistake> {
    rules(lines).map(drop)
}

/// By line: its rule; `None` if it is not a rule.
fn rules(lines: &[String]) -> Result<Vec<Option<Rule>>, PatternMistake> {
    if lines.len() > COUNT {
        return Err(PatternMistake::TooMany(COUNT));
    }
    let mut all = 0;
    let mut rules = Vec::with_capacity(lines.len());
    for line in lines {
        let wrong = |fault| PatternMistake::Pattern { pattern: line.clone(), fault };
        let characters = line.chars().count();
        if characters > CHARACTERS {
            return Err(wrong(PatternFault::TooLong(CHARACTERS)));
        }
        all += characters;
        let rule = Rule::new(line).map_err(wrong)?;
        for part in rule.iter().flat_map(|rule| &rule.parts) {
            if let RulePart::Name(glob) = part {
                understood(glob, LetterCase::OF_SYSTEM)
                    .map_err(|error| wrong(PatternFault::Library(error.kind().to_string())))?;
            }
        }
        rules.push(rule);
    }
    if all > ALL {
        return Err(PatternMistake::TooLongTogether(ALL));
    }
    Ok(rules)
}

#[cfg(test)]
mod tests;
