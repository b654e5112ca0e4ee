//! Many rules at once, name by name.
//!
//! Each rule is a row of positions, one before each part and one behind the last. A folder has a set of positions: how far the names on the way
//! to it can have come in which rules. A name in it takes each of them on to the next, where the part there matches; a rule whose last position
//! is reached matches the path. So a path is never built, and an entry costs as much ten thousand levels down as at the top. This is the usual
//! simulation of a nondeterministic automaton (Thompson, "Regular expression search algorithm", 1968), with names for letters.

use super::LetterCase;
use super::glob::Glob;
use super::native::root_names;
use super::rule::{Rule, RulePart};
use globset::{Candidate, GlobBuilder, GlobSet, GlobSetBuilder};
use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::path::{Component, Path};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Positions, a bit each.
pub(crate) type MatchState = Arc<[u64]>;

/// What becomes of an entry, if it is a folder and if it is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verdict {
    pub folder_out: bool,
    pub file_out: bool,
}

/// Memory that is used again for each entry.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    matches: Vec<usize>,
    state: Vec<u64>,
}

/// Rules made ready.
#[derive(Debug)]
pub(super) struct RuleMatcher {
    rules: Vec<Rule>,
    /// All different globs of names.
    names: GlobSet,
    /// By glob: the positions before parts that it is.
    at: Vec<Vec<u32>>,
    /// Positions before `**`.
    any: Box<[u64]>,
    /// Positions behind the last part of a rule.
    ends: Box<[u64]>,
    /// By position: its rule.
    rule_of: Vec<u32>,
    top: MatchState,
    case: LetterCase,
    /// Whether it makes a difference which folder an entry is in.
    has_context: bool,
    /// By rule.
    has_matched: Box<[AtomicBool]>,
}

impl RuleMatcher {
    /// # Errors
    /// What the library says of a glob.
    pub(super) fn new(rules: Vec<Rule>, case: LetterCase) -> Result<RuleMatcher, globset::Error> {
        let count: usize = rules.iter().map(|rule| rule.parts.len() + 1).sum();
        let words = count.div_ceil(64);
        let (mut any, mut ends, mut top) = (vec![0; words], vec![0; words], vec![0; words]);
        let (mut rule_of, mut globs, mut at) = (Vec::with_capacity(count), HashMap::new(), Vec::new());
        let mut set = GlobSetBuilder::new();
        for (number, rule) in rules.iter().enumerate() {
            set_bit(&mut top, rule_of.len());
            for part in &rule.parts {
                let position = rule_of.len();
                rule_of.push(number as u32);
                match part {
                    RulePart::Any => set_bit(&mut any, position),
                    RulePart::Name(name) => {
                        let glob = match globs.get(name.text.as_str()) {
                            Some(&glob) => glob,
                            None => {
                                set.add(understood(name, case)?);
                                globs.insert(name.text.as_str(), at.len());
                                at.push(Vec::new());
                                at.len() - 1
                            }
                        };
                        at[glob].push(position as u32);
                    }
                }
            }
            set_bit(&mut ends, rule_of.len());
            rule_of.push(number as u32);
        }
        let is_of_names =
            |rule: &Rule| matches!(&rule.parts[..], [RulePart::Any, RulePart::Name(_)] | [RulePart::Any]);
        let has_context = !rules.iter().all(is_of_names);
        drop(globs);
        let mut matcher = RuleMatcher {
            names: set.build()?,
            at,
            any: any.into(),
            ends: ends.into(),
            rule_of,
            top: Arc::new([]),
            case,
            has_context,
            has_matched: rules.iter().map(|_| AtomicBool::new(false)).collect(),
            rules,
        };
        matcher.close(&mut top);
        matcher.top = top.into();
        Ok(matcher)
    }

    /// Whether there is no rule.
    pub(super) fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// The state of a picked folder at this absolute path. A rule that names it goes on behind it: a user who writes `/srv/data/old` and picks
    /// `/srv/data` doesn't mean `/srv/data/srv/data/old`.
    pub(super) fn top(&self, paths: &[&Path]) -> MatchState {
        let mut top: Option<Vec<u64>> = None;
        for path in paths {
            let names = names_of(path);
            let mut start = 0;
            for rule in &self.rules {
                if rule.may_be_absolute && !names.is_empty() && is_through(rule, &names, self.case) {
                    set_bit(top.get_or_insert_with(|| self.top.to_vec()), start + names.len());
                }
                start += rule.parts.len() + 1;
            }
        }
        match top {
            None => self.top.clone(),
            Some(mut top) => {
                self.close(&mut top);
                top.into()
            }
        }
    }

    /// By rule: whether it has matched anything.
    pub(super) fn has_matched(&self) -> impl Iterator<Item = bool> {
        self.has_matched.iter().map(|matched| matched.load(Ordering::Relaxed))
    }

    /// The state of a folder in a folder.
    pub(super) fn inside(&self, folder: &MatchState, name: &Path, scratch: &mut Scratch) -> MatchState {
        if !self.has_context {
            return folder.clone();
        }
        self.step(folder, name, scratch);
        if *scratch.state == **folder { folder.clone() } else { scratch.state.as_slice().into() }
    }

    /// What becomes of an entry of a folder: the last rule that matches it says.
    ///
    /// `is_folder` says what is known of it, for [`RuleMatcher::has_matched`].
    pub(super) fn verdict(
        &self,
        folder: &MatchState,
        name: &Path,
        is_folder: Option<bool>,
        scratch: &mut Scratch,
    ) -> Verdict {
        self.step(folder, name, scratch);
        let (mut folder_out, mut file_out) = (None, None);
        let mut keeps = None;
        // Rules lie one behind the other, so the highest position is the last rule's.
        for (word, (&bits, &ends)) in scratch.state.iter().zip(&self.ends).enumerate().rev() {
            let mut reached = bits & ends;
            while reached != 0 {
                let bit = 63 - reached.leading_zeros() as usize;
                reached &= !(1 << bit);
                let number = self.rule_of[word * 64 + bit] as usize;
                let rule = &self.rules[number];
                let counts = !rule.is_for_folders || is_folder == Some(true);
                if rule.keeps {
                    // It has something to keep only if a rule before it leaves that out.
                    keeps = keeps.or(counts.then_some(number));
                } else if counts {
                    self.matched(number);
                    keeps.take().into_iter().for_each(|number| self.matched(number));
                }
                folder_out.get_or_insert(!rule.keeps);
                if !rule.is_for_folders {
                    file_out.get_or_insert(!rule.keeps);
                }
            }
        }
        Verdict { folder_out: folder_out.unwrap_or(false), file_out: file_out.unwrap_or(false) }
    }

    fn matched(&self, rule: usize) {
        // Looked at first: many workers share what is written.
        if !self.has_matched[rule].load(Ordering::Relaxed) {
            self.has_matched[rule].store(true, Ordering::Relaxed);
        }
    }

    /// Takes a name in a folder of this state; what is reached then is in the scratch.
    fn step(&self, folder: &MatchState, name: &Path, scratch: &mut Scratch) {
        let Scratch { matches, state } = scratch;
        state.clear();
        state.extend(folder.iter().zip(&self.any).map(|(bits, any)| bits & any));
        self.names.matches_candidate_into(&Candidate::new(name), matches);
        for &glob in &*matches {
            for &position in &self.at[glob] {
                if has_bit(folder, position as usize) {
                    set_bit(state, position as usize + 1);
                }
            }
        }
        self.close(state);
    }

    /// `**` may stand for no name at all. In order, so that one pass takes several in a row.
    fn close(&self, state: &mut [u64]) {
        for word in 0..state.len() {
            let mut before = state[word] & self.any[word];
            while before != 0 {
                let position = word * 64 + before.trailing_zeros() as usize;
                before &= before - 1;
                set_bit(state, position + 1);
                before |= state[word] & self.any[word] & !(u64::MAX >> (63 - position % 64));
            }
        }
    }
}

/// The library's form of a glob, without compiling it.
pub(super) fn understood(glob: &Glob, case: LetterCase) -> Result<globset::Glob, globset::Error> {
    let mut builder = GlobBuilder::new(&glob.text);
    builder.literal_separator(true).backslash_escape(true);
    // The library folds ASCII alone, as git does.
    builder.case_insensitive(case == LetterCase::Ignored).build()
}

/// The names on the way to an absolute path, as a rule has them.
fn names_of(path: &Path) -> Vec<OsString> {
    let mut names = Vec::new();
    for part in path.components() {
        match part {
            Component::Prefix(prefix) => names.extend(root_names(prefix.kind())),
            Component::Normal(name) => names.push(name.to_owned()),
            Component::RootDir | Component::CurDir | Component::ParentDir => {}
        }
    }
    names
}

/// Whether a rule names these folders one by one, and something in the last.
fn is_through(rule: &Rule, names: &[OsString], case: LetterCase) -> bool {
    let is_literal = |literal: &str, name: &OsStr| match case {
        LetterCase::Told => name == literal,
        LetterCase::Ignored => name.eq_ignore_ascii_case(literal),
    };
    let is_name = |(part, name): (&RulePart, &OsString)| match part {
        RulePart::Name(glob) => glob.literal.as_deref().is_some_and(|literal| is_literal(literal, name)),
        RulePart::Any => false,
    };
    rule.parts.len() > names.len() && rule.parts.iter().zip(names).all(is_name)
}

fn set_bit(bits: &mut [u64], at: usize) {
    bits[at / 64] |= 1 << (at % 64);
}

fn has_bit(bits: &[u64], at: usize) -> bool {
    bits[at / 64] & 1 << (at % 64) != 0
}
