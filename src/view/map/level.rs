//! The tiles of the first level in words' data: the largest, and how few hold how much.

use super::Map;
use super::tile::What;

/// How few of a level hold how much of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Concentration {
    /// So many of its largest tiles,
    pub largest: usize,
    /// of which so many are folders,
    pub folders: usize,
    /// hold this part of the whole, in hundredths, rounded down.
    pub percent: u8,
}

/// A level is summed up by as many of its largest as hold this part of it, in hundredths.
const MOST: u128 = 80;

impl Map {
    /// The largest tiles of the first level, by their places in the list, the largest first; no more than `count`. What is too small to be
    /// drawn counts as one.
    pub fn largest(&self, count: usize) -> Vec<usize> {
        let mut inside: Vec<usize> =
            self.tiles.first().map(|root| root.children()).unwrap_or_default().collect();
        inside.sort_by_key(|&at| std::cmp::Reverse(self.tiles[at].amount));
        inside.truncate(count);
        inside
    }

    /// The part of the whole picture that a tile stands for: 0 to 1.
    pub fn share(&self, tile: usize) -> f64 {
        let whole = self.tiles.first().map_or(0, |root| root.amount);
        let amount = self.tiles.get(tile).map_or(0, |tile| tile.amount);
        if whole == 0 { 0.0 } else { amount as f64 / whole as f64 }
    }

    /// How few tiles of the first level hold most of it; `None` where nothing is drawn in it, or it takes more than half of them.
    pub fn concentration(&self) -> Option<Concentration> {
        let whole = self.tiles.first()?.amount;
        let all = self.largest(usize::MAX);
        let (mut sum, mut folders) = (0u128, 0);
        for (number, &at) in all.iter().enumerate() {
            let tile = &self.tiles[at];
            if matches!(tile.what, What::Rest(_)) {
                continue;
            }
            sum += tile.amount;
            folders += usize::from(matches!(tile.what, What::Folder(_)));
            if whole > 0 && sum * 100 >= whole * MOST {
                let largest = number + 1;
                let is_few = largest * 2 <= all.len().max(2);
                return is_few.then(|| Concentration {
                    largest,
                    folders,
                    percent: (sum * 100 / whole) as u8,
                });
            }
        }
        None
    }
}
