//! The names of owners and groups, each looked up once.
//!
//! A row has the number; the name comes late, from a directory service that may take its time. Until then, and where there is none, the
//! number stands for it.

use crate::model::{Block, Column};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What is known of one account.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Account {
    /// Its name is still to be looked up.
    Unknown,
    /// It has no name.
    Nameless,
    Named(Box<str>),
}

/// The accounts that one column's numbers stand for.
#[derive(Clone, Debug, Default)]
struct Numbered {
    accounts: BTreeMap<u32, Account>,
    /// By number, the place of its name among all; made when it is asked for, as a file may have many names at once.
    ranks: OnceLock<BTreeMap<u32, u64>>,
}

impl Numbered {
    fn set(&mut self, number: u32, account: Account) {
        self.accounts.insert(number, account);
        self.ranks = OnceLock::new();
    }

    fn ranks(&self) -> &BTreeMap<u32, u64> {
        self.ranks.get_or_init(|| {
            let mut named: Vec<(&str, u32)> = self.named().collect();
            named.sort_by_cached_key(|(name, number)| (name.to_lowercase(), *name, *number));
            (0..).zip(named).map(|(rank, (_, number))| (number, rank)).collect()
        })
    }

    fn named(&self) -> impl Iterator<Item = (&str, u32)> {
        self.accounts.iter().filter_map(|(number, account)| match account {
            Account::Named(name) => Some((&**name, *number)),
            Account::Unknown | Account::Nameless => None,
        })
    }
}

/// The owners and groups of a sheet.
#[derive(Clone, Debug, Default)]
pub struct Accounts {
    owners: Numbered,
    groups: Numbered,
    /// How many were looked up.
    looked_up: u32,
}

impl Accounts {
    /// The columns whose numbers are accounts.
    pub const COLUMNS: [Column; 2] = [Column::Owner, Column::Group];

    fn of(&self, column: Column) -> &Numbered {
        if column == Column::Group { &self.groups } else { &self.owners }
    }

    fn of_mut(&mut self, column: Column) -> &mut Numbered {
        if column == Column::Group { &mut self.groups } else { &mut self.owners }
    }

    /// Whether an account was heard of.
    fn knows(&self, column: Column, number: u32) -> bool {
        self.of(column).accounts.contains_key(&number)
    }

    /// The accounts of these rows that were not heard of before.
    pub(super) fn new_in(&self, rows: &Block) -> Vec<(Column, u32)> {
        let mut new = Vec::new();
        for column in Accounts::COLUMNS {
            rows.each_fact(column, |number| {
                let found = (column, number as u32);
                if !self.knows(column, number as u32) && !new.contains(&found) {
                    new.push(found);
                }
            });
        }
        new
    }

    /// Takes note of an account, whose name is to be looked up.
    pub(super) fn hear_of(&mut self, column: Column, number: u32) {
        self.of_mut(column).accounts.entry(number).or_insert(Account::Unknown);
    }

    /// Takes in what was looked up; `None` if it has no name.
    pub fn set(&mut self, column: Column, number: u32, name: Option<&str>) {
        let account = name.map_or(Account::Nameless, |name| Account::Named(name.into()));
        self.looked_up += 1;
        self.of_mut(column).set(number, account);
    }

    /// How many accounts were looked up: it grows with each name.
    pub fn looked_up(&self) -> u32 {
        self.looked_up
    }

    /// Those that are still to be looked up.
    pub fn unknown(&self) -> impl Iterator<Item = (Column, u32)> {
        Accounts::COLUMNS.into_iter().flat_map(|column| {
            let unknown = self.of(column).accounts.iter().filter(|(_, one)| **one == Account::Unknown);
            unknown.map(move |(number, _)| (column, *number))
        })
    }

    /// The name of an account; `None` if it has none, or as long as that is not known.
    pub fn name(&self, column: Column, number: u32) -> Option<&str> {
        match self.of(column).accounts.get(&number) {
            Some(Account::Named(name)) => Some(name),
            Some(Account::Unknown | Account::Nameless) | None => None,
        }
    }

    /// Every account that was heard of, by its number; `None` if it has no name, or as long as that is not known.
    pub fn all(&self, column: Column) -> impl Iterator<Item = (u32, Option<&str>)> {
        self.of(column).accounts.keys().map(move |&number| (number, self.name(column, number)))
    }

    /// Every account that has a name.
    pub fn named(&self, column: Column) -> impl Iterator<Item = (&str, u32)> {
        self.of(column).named()
    }

    /// A number in the order of the names; those without one come behind, by their numbers.
    pub fn rank(&self, column: Column, number: u32) -> u64 {
        self.of(column).ranks().get(&number).copied().unwrap_or(1 << 32 | u64::from(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_an_order_and_the_nameless_come_behind() {
        let mut accounts = Accounts::default();
        accounts.hear_of(Column::Owner, 7);
        assert_eq!(accounts.unknown().collect::<Vec<_>>(), [(Column::Owner, 7)]);
        for (number, name) in [(7, Some("zoe")), (8, Some("Ana")), (1, None), (2, Some("bob"))] {
            accounts.set(Column::Owner, number, name);
        }
        let mut numbers = [1, 2, 7, 8, 99];
        numbers.sort_by_key(|number| accounts.rank(Column::Owner, *number));
        assert_eq!(numbers, [8, 2, 7, 1, 99]);
        assert_eq!((accounts.name(Column::Owner, 8), accounts.name(Column::Group, 8)), (Some("Ana"), None));
        assert_eq!((accounts.unknown().count(), accounts.looked_up()), (0, 4));
    }
}
