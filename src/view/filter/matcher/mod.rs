//! Finds the rows that match a filter, a block at a time. The maker calls it, on as many threads as it has.
//!
//! A [`RowMatcher`] knows of the folders all that it needs, so that a folder's path is looked at once and not once a row. Of
//! the rows only those are looked at that the conditions before left over, the cheap conditions first.
//!
//! A filter that was overtaken ends soon: each condition looks first whether it is cancelled, and one that may take long for a
//! single row, as a regular expression may, looks before each row. What is found after that is dropped.

mod automaton;
mod bits;
mod folder_set;
mod others;
mod whole_paths;
mod words;

pub(crate) use bits::Bits;

use super::{Expr, Filter, Haystack, Pattern, Term};
use crate::model::{
    Block, Cancel, Categories, Category, Change, Changes, Checked, Column, Compared, Faults, FolderId, Kind,
    NameToCheck, RowSet, name, ordered,
};
use crate::store::{Accounts, Folders, Sheet};
use crate::text;
use crate::view::folded::{Folded, FoldedNames};
use crate::view::linked::LinkedFiles;
use crate::view::{compare, lengths};
use folder_set::FolderSet;
use memchr::memmem;
use others::{InOtherPath, native};
use std::cmp::Ordering;
use std::ops::RangeInclusive;
use whole_paths::rows_by_path;
use words::{AcrossPath, InName, InPath};

/// The rows of one block with their folded names.
pub(crate) struct BlockRows<'a> {
    /// The rows.
    pub block: &'a Block,
    /// Their names.
    pub folded: &'a Folded,
    /// The folders that they are in.
    pub folders: &'a Folders,
    /// What files are classed by.
    pub categories: &'a Categories,
    /// The names of owners and groups.
    pub accounts: &'a Accounts,
    /// What a check of the names says.
    pub checked: Option<&'a dyn Checked>,
    /// What a comparison with another sheet says, and the number of the first row there.
    pub compared: Option<&'a dyn Compared>,
    /// The number of the first row.
    pub first: u32,
    /// Set when the result is no longer needed.
    pub cancel: &'a Cancel,
}

impl BlockRows<'_> {
    /// Which of the rows are in one of these folders.
    fn in_folders(&self, set: &FolderSet, asked: &Bits) -> Bits {
        if !set.may_meet(&self.folded.folders()) {
            return Bits::NONE;
        }
        asked.filter(|index| set.contains(self.block.folder(index).0))
    }
}

impl BlockRows<'_> {
    /// Which of the rows have a number in a column of a comparison that is wanted; none where no comparison stands.
    fn compared(&self, column: Column, asked: &Bits, is_wanted: impl Fn(Change, u64) -> bool) -> Bits {
        let Some(compared) = self.compared else { return Bits::NONE };
        asked.filter(|index| {
            let row = self.first + index as u32;
            let number = compare::number(compared, column, row, &(self.block, index));
            number.is_some_and(|number| is_wanted(compared.change(row), number))
        })
    }
}

impl BlockRows<'_> {
    /// Which of the rows have one of these faults; none where no check stands.
    fn having(&self, faults: Faults, asked: &Bits) -> Bits {
        let Some(checked) = self.checked else { return Bits::NONE };
        let block = self.block;
        asked.filter(|index| {
            let (folder, name) = (block.folder(index), block.name(index));
            let of = NameToCheck { folder, name, kind: block.kind(index), size: block.size(index) };
            checked.faults(of).meets(faults)
        })
    }
}

/// A filter with what it knows of the folders.
pub(crate) struct RowMatcher {
    filter: Option<Condition>,
    within: Option<FolderSet>,
}

impl RowMatcher {
    /// Gets ready for the rows of a sheet with these folders, `within` being the one that the view is narrowed to. `None` if cancelled.
    pub(crate) fn new(
        filter: &Filter,
        within: Option<FolderId>,
        sheet: &Sheet,
        names: &FoldedNames,
        cancel: &Cancel,
    ) -> Option<RowMatcher> {
        let within = within.map(|folder| {
            let (chunk, place) = (folder.0 as usize / Folders::CHUNK, folder.0 as usize % Folders::CHUNK);
            FolderSet::below(names, |number, _| if number == chunk { vec![place] } else { Vec::new() })
        });
        let filter = match filter.is_empty() {
            true => None,
            false => Some(Condition::new(filter.expr(), sheet, names, cancel)?),
        };
        Some(RowMatcher { filter, within })
    }

    /// Which rows of a block match the filter; any if cancelled.
    pub(crate) fn matched(&self, rows: &BlockRows<'_>) -> Bits {
        let all = Bits::first(rows.block.len());
        self.filter.as_ref().map_or(all, |filter| filter.rows(rows, &all))
    }

    /// Those of them that are in the folder.
    pub(crate) fn narrowed(&self, rows: &BlockRows<'_>, matched: &Bits) -> Bits {
        self.within.as_ref().map_or(*matched, |within| rows.in_folders(within, matched))
    }
}

/// A condition, ready to be asked of rows.
enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    Kinds(Vec<Kind>),
    Categories(Vec<Category>),
    Faults(Faults),
    DestinationLength(RangeInclusive<u64>),
    /// Numbers of a comparison.
    Compared(Column, RangeInclusive<u64>),
    Changed(Changes),
    /// Differences, as they are ordered, of what is in both sheets.
    Grew(RangeInclusive<u64>),
    /// Numbers as [`Column::number`] has them, times too.
    Numbers(Column, RangeInclusive<u64>),
    /// How the allocated size is beside the apparent one.
    Space(Ordering),
    /// Numbers in a column of [`Column::is_of_place`].
    Places(Column, RangeInclusive<u64>),
    Bits(Column, Vec<(u64, u64)>),
    Accounts(Column, Vec<String>),
    InFolders(FolderSet),
    InRows(RowSet),
    NoExtension,
    InName(InName),
    InPath(InPath),
    AcrossPath(AcrossPath),
    InOtherPath(InOtherPath),
    NamePattern(Pattern),
    PathPattern(Pattern),
    /// In what a link points at, folded.
    InTarget(Vec<u8>),
    TargetPattern(Pattern),
}

impl Condition {
    /// Gets ready for the rows of a sheet. `None` if cancelled: a word is looked for in all folders here, and further names among all rows.
    fn new(expr: &Expr, sheet: &Sheet, names: &FoldedNames, cancel: &Cancel) -> Option<Condition> {
        if cancel.is_set() {
            return None;
        }
        let many = |exprs: &[Expr]| -> Option<Vec<Condition>> {
            exprs.iter().map(|expr| Condition::new(expr, sheet, names, cancel)).collect()
        };
        Some(match expr {
            Expr::All(all) => {
                let mut nodes = many(all)?;
                nodes.sort_by_key(Condition::cost);
                Condition::All(nodes)
            }
            Expr::Any(any) => Condition::Any(many(any)?),
            Expr::Not(not) => Condition::Not(Box::new(Condition::new(not, sheet, names, cancel)?)),
            Expr::Term(term) => Condition::term(term, sheet, names, cancel)?,
        })
    }

    fn term(term: &Term, sheet: &Sheet, names: &FoldedNames, cancel: &Cancel) -> Option<Condition> {
        Some(match term {
            Term::Word { haystack: Haystack::Name, word } => Condition::InName(InName::holding(word)),
            Term::Word { haystack: Haystack::Path, word }
                if word.contains(&b'/') || word.contains(&b'\\') =>
            {
                let own = match word.contains(&name::SEPARATOR) {
                    true => Condition::AcrossPath(AcrossPath::new(word, names)),
                    false => Condition::InPath(InPath::new(word, names)),
                };
                Condition::Any(vec![own, Condition::InOtherPath(InOtherPath::new(word))])
            }
            Term::Word { haystack: Haystack::Path, word } => Condition::InPath(InPath::new(word, names)),
            Term::Word { haystack: Haystack::Target, word } => Condition::InTarget(word.clone()),
            Term::Begins(word) => Condition::InName(InName::beginning(word)),
            Term::Ends(word) => Condition::InName(InName::ending(word)),
            Term::Pattern { haystack: Haystack::Name, pattern } => Condition::NamePattern(pattern.clone()),
            Term::Pattern { haystack: Haystack::Path, pattern } => Condition::PathPattern(pattern.clone()),
            Term::Pattern { haystack: Haystack::Target, pattern } => {
                Condition::TargetPattern(pattern.clone())
            }
            Term::Extension(extensions) => {
                Condition::Any(extensions.iter().map(|one| extension(one)).collect())
            }
            Term::Number(column, range) if column.is_of_place() => Condition::Places(*column, range.clone()),
            Term::Number(column, range) if column.is_compared() => {
                Condition::Compared(*column, range.clone())
            }
            Term::Time(column, range) if column.is_compared() => {
                Condition::Compared(*column, ordered(*range.start())..=ordered(*range.end()))
            }
            Term::Changed(changes) => Condition::Changed(*changes),
            Term::Grew { shrank, by } => Condition::Grew(differences(*shrank, by)),
            Term::Number(Column::DestinationLength, range) => Condition::DestinationLength(range.clone()),
            Term::Number(column, range) => Condition::Numbers(*column, range.clone()),
            Term::Time(column, range) => {
                Condition::Numbers(*column, ordered(*range.start())..=ordered(*range.end()))
            }
            Term::Bits(column, masked) => Condition::Bits(*column, masked.clone()),
            Term::Account(column, accounts) => Condition::Accounts(*column, accounts.clone()),
            Term::Kind(kinds) => Condition::Kinds(kinds.clone()),
            Term::Space(ordering) => Condition::Space(*ordering),
            Term::Category(categories) => Condition::Categories(categories.clone()),
            Term::Faults(faults) => Condition::Faults(*faults),
            Term::Root(word) => {
                let root = InName::holding(word);
                Condition::InFolders(FolderSet::below(names, |_, chunk| {
                    let mut found = root.folders(chunk);
                    found.retain(|&place| chunk.is_root(place));
                    found
                }))
            }
            Term::Linked(linked) => {
                Condition::InRows(LinkedFiles::rows(*linked, sheet.rows.blocks(), cancel)?)
            }
        })
    }

    /// Which is asked first, where all must be true: the least of these.
    fn cost(&self) -> u8 {
        match self {
            Condition::Kinds(_)
            | Condition::Numbers(..)
            | Condition::Bits(..)
            | Condition::Space(_)
            | Condition::Accounts(..)
            | Condition::InRows(_)
            | Condition::InFolders(_) => 0,
            Condition::Places(..) => 2,
            Condition::InName(_) | Condition::InPath(_) => 1,
            Condition::AcrossPath(_) | Condition::NoExtension | Condition::Categories(_) => 2,
            Condition::DestinationLength(_) | Condition::InTarget(_) => 2,
            Condition::Changed(_) | Condition::Compared(..) | Condition::Grew(_) => 1,
            Condition::Faults(_) => 3,
            Condition::All(nodes) | Condition::Any(nodes) => {
                nodes.iter().map(Condition::cost).max().unwrap_or(0)
            }
            Condition::Not(node) => node.cost(),
            Condition::NamePattern(_) | Condition::TargetPattern(_) => 3,
            Condition::PathPattern(_) | Condition::InOtherPath(_) => 4,
        }
    }

    /// Which of the `asked` rows it is true of.
    fn rows(&self, rows: &BlockRows<'_>, asked: &Bits) -> Bits {
        if rows.cancel.is_set() {
            return Bits::NONE;
        }
        let block = rows.block;
        match self {
            Condition::All(nodes) => nodes
                .iter()
                .fold(*asked, |left, node| if left.is_empty() { left } else { node.rows(rows, &left) }),
            Condition::Any(nodes) => nodes
                .iter()
                .fold(Bits::NONE, |found, node| node.rows(rows, &asked.without(&found)).or(&found)),
            Condition::Not(node) => asked.without(&node.rows(rows, asked)),
            Condition::Kinds(kinds) => asked.filter(|index| kinds.contains(&block.kind(index))),
            Condition::Categories(wanted) => asked.filter(|index| {
                let category = rows.categories.of(block.kind(index), block.name(index));
                category.is_some_and(|category| wanted.contains(&category))
            }),
            Condition::Faults(faults) => rows.having(*faults, asked),
            Condition::Changed(changes) => {
                rows.compared(Column::Change, asked, |change, _| changes.contains(change))
            }
            Condition::Compared(column, range) => {
                rows.compared(*column, asked, |_, number| range.contains(&number))
            }
            Condition::Grew(range) => rows.compared(Column::Difference, asked, |change, number| {
                change.is_in_both() && range.contains(&number)
            }),
            Condition::DestinationLength(range) => asked.filter(|index| {
                let length = rows.checked.and_then(|one| one.length(block.folder(index), block.name(index)));
                length.is_some_and(|length| range.contains(&length.into()))
            }),
            Condition::Numbers(column, range) => in_range(block, *column, range, asked),
            Condition::Space(ordering) => asked.filter(|index| {
                let sizes = block.allocated(index).zip(block.size(index));
                sizes.is_some_and(|(allocated, size)| allocated.cmp(&size) == *ordering)
            }),
            Condition::Places(column, range) => in_places(rows, *column, range, asked),
            Condition::Bits(column, masked) => asked.filter(|index| {
                let number = column.number(&(block, index));
                number.is_some_and(|number| masked.iter().any(|(mask, value)| number & mask == *value))
            }),
            Condition::Accounts(column, wanted) => of_accounts(rows, *column, wanted, asked),
            Condition::InFolders(folders) => rows.in_folders(folders, asked),
            Condition::InRows(set) => asked.filter(|index| set.contains(rows.first + index as u32)),
            Condition::NoExtension => asked.filter(|index| name::extension(block.name(index)).is_empty()),
            Condition::InName(word) => word.rows(rows, asked),
            Condition::InPath(word) => word.rows(rows, asked),
            Condition::AcrossPath(word) => word.rows(rows, asked),
            Condition::InOtherPath(word) => word.rows(rows, asked),
            Condition::InTarget(word) => {
                of_targets(rows, asked, |target| memmem::find(&text::folded(target), word).is_some())
            }
            Condition::TargetPattern(pattern) => of_targets(rows, asked, |target| pattern.is_match(target)),
            Condition::NamePattern(pattern) => asked.filter(|index| {
                let folded = || rows.folded.name(block, index).into();
                !rows.cancel.is_set() && pattern.finds(block.name(index), folded)
            }),
            Condition::PathPattern(pattern) => in_whole_paths(pattern, rows, asked),
        }
    }
}

/// The differences by which a row grew, or shrank, by as many bytes, and by one at least.
fn differences(shrank: bool, by: &RangeInclusive<u64>) -> RangeInclusive<u64> {
    let of = |bytes: u64| i64::try_from(bytes).unwrap_or(i64::MAX);
    let (least, most) = (of(*by.start()).max(1), of(*by.end()));
    if shrank { ordered(-most)..=ordered(-least) } else { ordered(least)..=ordered(most) }
}

/// The rows with a number in this range. Which column it is, is asked once for all of them where its numbers are unpacked in no time.
fn in_range(block: &Block, column: Column, range: &RangeInclusive<u64>, asked: &Bits) -> Bits {
    let holds = |number: Option<u64>| number.is_some_and(|number| range.contains(&number));
    match column {
        Column::Size => asked.filter(|index| holds(block.size(index))),
        Column::Modified => asked.filter(|index| holds(block.modified(index).map(ordered))),
        Column::Created => asked.filter(|index| holds(block.created(index).map(ordered))),
        column => asked.filter(|index| holds(column.number(&(block, index)))),
    }
}

/// The same of numbers that are made of the folders above. Those are looked at once for rows that follow each other.
fn in_places(rows: &BlockRows<'_>, column: Column, range: &RangeInclusive<u64>, asked: &Bits) -> Bits {
    let (mut folder, mut above) = (None, 0);
    asked.filter(|index| {
        let id = rows.block.folder(index);
        if folder.replace(id) != Some(id) {
            above = lengths::of_folder(column, rows.folders, id);
        }
        range.contains(&(above + lengths::of_name(column, rows.block.name(index))))
    })
}

/// The rows of owners or groups that are called so, or have one of these numbers.
fn of_accounts(rows: &BlockRows<'_>, column: Column, wanted: &[String], asked: &Bits) -> Bits {
    let named = rows.accounts.named(column).filter(|(name, _)| wanted.contains(&name.to_lowercase()));
    let numbers = wanted.iter().filter_map(|word| word.parse().ok());
    let numbers: Vec<u64> = named.map(|(_, number)| number.into()).chain(numbers).collect();
    let block = rows.block;
    asked.filter(|index| column.number(&(block, index)).is_some_and(|number| numbers.contains(&number)))
}

/// The links of whose targets something is true.
fn of_targets(rows: &BlockRows<'_>, asked: &Bits, is_wanted: impl Fn(&[u8]) -> bool) -> Bits {
    if !rows.block.has_targets() {
        return Bits::NONE;
    }
    asked.filter(|index| !rows.cancel.is_set() && rows.block.target(index).is_some_and(&is_wanted))
}

fn extension(extension: &[u8]) -> Condition {
    if extension.is_empty() {
        Condition::NoExtension
    } else {
        Condition::InName(InName::with_extension(extension))
    }
}

fn in_whole_paths(pattern: &Pattern, rows: &BlockRows<'_>, asked: &Bits) -> Bits {
    rows_by_path(rows, asked, |path, separator| {
        let finds = |path: &[u8]| pattern.finds(path, || text::folded(path).into());
        finds(path) || separator != name::SEPARATOR && finds(&native(path, separator))
    })
}
