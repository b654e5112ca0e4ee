//! Files by category, and by extension within.

use super::extensions::Extensions;
use super::tally::Bar;
use crate::model::{Categories, Category};
use crate::text;
use std::collections::HashMap;

/// Extensions of a category that are listed by themselves.
const LISTED: usize = 200;

/// The files of a category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryBar {
    /// Which.
    pub category: Category,
    /// How many.
    pub bar: Bar,
    /// By extension: those with most bytes shown first, 200 at most.
    pub extensions: Vec<ExtensionBar>,
    /// All others together, and how many they are at least.
    pub others: (u64, Bar),
}

/// The files of an extension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtensionBar {
    /// The extension without its dot, as the sheet's column has it; empty for files without one.
    pub extension: Vec<u8>,
    /// How many.
    pub bar: Bar,
}

/// By category, in their order.
pub(super) fn by_category(extensions: &Extensions, categories: &Categories) -> Vec<CategoryBar> {
    let mut by_extension: HashMap<Vec<u8>, (Category, Bar)> = HashMap::new();
    for (extension, bar) in extensions.bars().filter(|(_, bar)| bar.all.files > 0) {
        // Two that differ in the case of letters beyond ASCII are one to the column and to a filter.
        let lower = text::lowered(&extension).into_owned();
        let category = categories.of_extension(&extension);
        by_extension.entry(lower).or_insert((category, Bar::default())).1 += bar;
    }
    let mut bars: Vec<CategoryBar> = Category::ALL
        .map(|category| CategoryBar {
            category,
            bar: Bar::default(),
            extensions: Vec::new(),
            others: (0, Bar::default()),
        })
        .into();
    for (extension, (category, bar)) in by_extension {
        let of = &mut bars[category as usize];
        of.bar += bar;
        of.extensions.push(ExtensionBar { extension, bar });
    }
    // What is not told apart is not known to belong elsewhere.
    let rest = extensions.rest();
    let other = &mut bars[Category::Other as usize];
    other.bar += rest;
    other.others = (u64::from(rest.all.files > 0), rest);
    for of in &mut bars {
        of.extensions.sort_unstable_by(|a, b| {
            let key = |one: &ExtensionBar| (one.bar.shown.bytes, one.bar.shown.files, one.bar.all.bytes);
            key(b).cmp(&key(a)).then_with(|| a.extension.cmp(&b.extension))
        });
        for one in of.extensions.drain(LISTED.min(of.extensions.len())..) {
            of.others.0 += 1;
            of.others.1 += one.bar;
        }
    }
    bars.retain(|of| of.bar.all.files > 0);
    bars
}
