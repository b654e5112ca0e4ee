//! Owners and groups of a list, which has names where a sheet has numbers.

use crate::model::Column;
use crate::text;
use std::collections::{HashMap, HashSet};

/// The number for the first name that comes without one, far above those that systems give.
const FIRST: u32 = 0xF000_0000;
/// Names that are told apart; no machine has so many accounts.
const MOST: usize = 1 << 20;

/// The names so far.
#[derive(Debug, Default)]
pub(super) struct Accounts {
    numbers: HashMap<(Column, Box<[u8]>), u32>,
    named: HashSet<(Column, u32)>,
}

impl Accounts {
    /// The number for a name, and the name if it is a new one. A text that is a number stands for itself.
    pub(super) fn number(&mut self, column: Column, name: &[u8]) -> (u32, Option<Box<str>>) {
        if let Some(number) = std::str::from_utf8(name).ok().and_then(|text| text.parse().ok()) {
            return (number, None);
        }
        if let Some(number) = self.numbers.get(&(column, Box::from(name))) {
            return (*number, None);
        }
        if self.numbers.len() == MOST {
            return (u32::MAX, None);
        }
        let number = FIRST + self.numbers.len() as u32;
        self.numbers.insert((column, name.into()), number);
        (number, Some(text::decoded(name).into()))
    }

    /// The name of a number if it wasn't heard before.
    pub(super) fn name(&mut self, column: Column, number: u32, name: &[u8]) -> Option<Box<str>> {
        let is_new = self.named.len() < MOST && self.named.insert((column, number));
        is_new.then(|| text::decoded(name).into())
    }
}
