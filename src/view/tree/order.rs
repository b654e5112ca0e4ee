//! The order of the folders in a folder.

use super::sums::Sums;
use crate::model::FolderId;
use crate::store::Folders;
use crate::text::Collation;
use std::cmp::Ordering;

/// What folders are ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum TreeKey {
    /// The name, letters without their case first, then byte by byte.
    Name,
    /// The sum of the apparent sizes.
    #[default]
    Size,
    /// The number of files.
    Files,
    /// The latest change.
    Newest,
    /// By how much it grew since another sheet, while one is compared.
    Difference,
}

/// What folders are ordered by, and which way: picked folders, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TreeOrder {
    /// By this, then by name.
    pub key: TreeKey,
    /// Largest, latest or last first. Folders without a date come last either way.
    pub descending: bool,
    /// Whether numbers in names are ordered by their value: `disc2` before `disc10`.
    pub natural: bool,
}

impl Default for TreeOrder {
    fn default() -> TreeOrder {
        TreeOrder::by(TreeKey::Size)
    }
}

impl TreeOrder {
    /// The direction in which users look for something by this: names from the first on, else from the largest or latest on.
    pub const fn by(key: TreeKey) -> TreeOrder {
        TreeOrder { key, descending: !matches!(key, TreeKey::Name), natural: false }
    }

    /// Begins with this key, or turns the order by it round.
    pub fn turned(self, key: TreeKey) -> TreeOrder {
        let descending = if self.key == key { !self.descending } else { TreeOrder::by(key).descending };
        TreeOrder { key, descending, ..self }
    }
}

/// Which of two folders comes first: mostly one number decides, otherwise the folders are compared.
pub(super) struct Comparer<'a> {
    pub order: TreeOrder,
    pub sums: &'a Sums,
    pub folders: &'a Folders,
}

impl Comparer<'_> {
    /// A number that is never in contradiction with the order.
    pub(super) fn key(&self, folder: FolderId) -> u64 {
        let sums = self.sums.get(folder);
        let rising = match self.order.key {
            TreeKey::Name => u64::from_be_bytes(self.collation().part(self.name(folder), 0, &mut Vec::new())),
            TreeKey::Size => sums.bytes,
            TreeKey::Files => sums.files.into(),
            TreeKey::Difference => self.sums.difference(folder).unwrap_or(0) as u64 ^ 1 << 63,
            TreeKey::Newest => match sums.newest {
                Some(time) => time as u64 ^ 1 << 63,
                None => return u64::MAX,
            },
        };
        if self.order.descending { !rising } else { rising }
    }

    /// The order of two folders with the same number; equal only for a folder and itself.
    pub(super) fn tie(&self, a: FolderId, b: FolderId) -> Ordering {
        let name_a = self.name(a);
        let name_b = self.name(b);
        let names = || self.collation().compare(name_a, name_b).then_with(|| name_a.cmp(name_b));
        let first = match self.order.key {
            TreeKey::Name if self.order.descending => names().reverse(),
            // The latest date there can be has the number of none.
            TreeKey::Newest => self.sums.get(a).newest.is_none().cmp(&self.sums.get(b).newest.is_none()),
            _ => Ordering::Equal,
        };
        first.then_with(names).then(a.cmp(&b))
    }

    fn collation(&self) -> Collation {
        if self.order.natural { Collation::Natural } else { Collation::Folded }
    }

    fn name(&self, folder: FolderId) -> &[u8] {
        self.folders.get(folder).name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_wish_for_the_same_turns_it_round() {
        let first = TreeOrder::default().turned(TreeKey::Name);
        assert_eq!(first, TreeOrder::by(TreeKey::Name));
        assert_eq!(first.turned(TreeKey::Name), TreeOrder { descending: true, ..first });
        assert_eq!(first.turned(TreeKey::Files), TreeOrder::by(TreeKey::Files));
        let natural = TreeOrder { natural: true, ..first };
        assert!(natural.turned(TreeKey::Name).natural && natural.turned(TreeKey::Files).natural);
    }
}
