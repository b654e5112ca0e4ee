//! What a list is, by its beginning.

use super::about::About;
use super::csv::{kinds, plan::Plan};
use super::dfxml;
use super::head::Head;
use super::how::As;
use super::json::{flat, ncdu, tree};
use super::mapping::Mapping;
use super::plain::{find, hashdeep, mtree, qdirstat, rsync};
use super::terms::Holds;
use crate::model::{SourceKind, TimesOfSource};

/// What a list is taken for.
#[derive(Clone, Debug)]
pub(super) struct Spec {
    /// Its kind.
    pub kind: SourceKind,
    /// How sure that is, from 1 to 100.
    pub score: u8,
    /// What it says of itself.
    pub about: About,
    /// Its columns if it is a CSV.
    pub plan: Option<Plan>,
}

/// Everything that it could be, the likeliest first.
pub(super) fn all(head: Head<'_>) -> Vec<Spec> {
    let mut found: Vec<Spec> = KINDS.into_iter().filter_map(|kind| of(kind, head)).collect();
    found.sort_by_key(|spec| std::cmp::Reverse(spec.score));
    found
}

/// What it is read as.
pub(super) fn by(read_as: &As, head: Head<'_>) -> Option<Spec> {
    match read_as {
        As::Guessed => all(head).into_iter().next(),
        As::Kind(kind) => of(*kind, head),
        As::Mapped(mapping) => mapped(mapping, head),
    }
}

fn mapped(mapping: &Mapping, head: Head<'_>) -> Option<Spec> {
    let plan = kinds::mapped(head, mapping)?;
    Some(of_plan(100, plan))
}

/// Every kind that a list can be read as, by its word on the command line, in the order of the words.
pub const NAMED: [(&str, SourceKind); 17] = [
    ("csv", SourceKind::OwnCsv),
    ("dfxml", SourceKind::Dfxml),
    ("droid", SourceKind::Droid),
    ("everything", SourceKind::Everything),
    ("find", SourceKind::Find),
    ("hashdeep", SourceKind::Hashdeep),
    ("jsonl", SourceKind::OwnJsonLines),
    ("mtree", SourceKind::Mtree),
    ("ncdu", SourceKind::Ncdu),
    ("powershell", SourceKind::PowerShell),
    ("qdirstat", SourceKind::QDirStat),
    ("rclone", SourceKind::Rclone),
    ("rsync", SourceKind::Rsync),
    ("tree", SourceKind::Tree),
    ("windirstat", SourceKind::WinDirStatCsv),
    ("windirstat-json", SourceKind::WinDirStatJson),
    ("wiztree", SourceKind::WizTree),
];

/// The kinds that are known by their look.
const KINDS: [SourceKind; 17] = [
    SourceKind::Ncdu,
    SourceKind::Rclone,
    SourceKind::Tree,
    SourceKind::WinDirStatJson,
    SourceKind::OwnJsonLines,
    SourceKind::Dfxml,
    SourceKind::Find,
    SourceKind::Hashdeep,
    SourceKind::Mtree,
    SourceKind::QDirStat,
    SourceKind::Rsync,
    SourceKind::OwnCsv,
    SourceKind::Droid,
    SourceKind::WizTree,
    SourceKind::WinDirStatCsv,
    SourceKind::PowerShell,
    SourceKind::Everything,
];

/// As this kind, if it can be.
fn of(kind: SourceKind, head: Head<'_>) -> Option<Spec> {
    let plan = match kind {
        SourceKind::Find => return plain(kind, find::recognise(head)),
        SourceKind::Hashdeep => return plain(kind, hashdeep::recognise(head)),
        SourceKind::Mtree => return plain(kind, mtree::recognise(head)),
        SourceKind::QDirStat => return plain(kind, qdirstat::recognise(head)),
        SourceKind::Rsync => return plain(kind, rsync::recognise(head)),
        SourceKind::Dfxml => return plain(kind, dfxml::recognise(head)),
        SourceKind::Ncdu => return plain(kind, ncdu::recognise(head)),
        SourceKind::Tree => return plain(kind, tree::recognise(head)),
        SourceKind::Rclone => flat::rclone(head),
        SourceKind::WinDirStatJson => flat::windirstat(head),
        SourceKind::OwnJsonLines => flat::own(head),
        SourceKind::OwnCsv => kinds::own(head),
        SourceKind::Droid => kinds::droid(head),
        SourceKind::WizTree => kinds::wiztree(head),
        SourceKind::WinDirStatCsv => kinds::windirstat(head),
        SourceKind::PowerShell => kinds::powershell(head),
        SourceKind::Everything => kinds::everything(head),
        _ => None,
    };
    let (score, plan) = plan?;
    Some(of_plan(score, plan))
}

fn plain(kind: SourceKind, known: Option<(u8, About)>) -> Option<Spec> {
    known.map(|(score, about)| Spec { kind, score, about, plan: None })
}

fn of_plan(score: u8, plan: Plan) -> Spec {
    let has_times = [Holds::Modified, Holds::Created, Holds::Accessed, Holds::Changed]
        .into_iter()
        .any(|holds| plan.columns.get(holds).is_some());
    let times = match (has_times, plan.has_local_times) {
        (false, _) => TimesOfSource::Absent,
        (true, true) => TimesOfSource::TakenForLocal,
        (true, false) => TimesOfSource::Exact,
    };
    let about = About {
        program: plan.program.clone(),
        machine: None,
        as_of: plan.as_of,
        times,
        separator: plan.path_separator,
    };
    Spec { kind: plan.kind, score, about, plan: Some(plan) }
}
