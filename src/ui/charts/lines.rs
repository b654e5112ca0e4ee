//! The contents of the charts' tables, line by line. Pure.

use crate::model::{Category, Column, FolderId};
use crate::session::Session;
use crate::text;
use crate::view::charts::{Bar, CategoryBar, Charts, LargestFolders, SizeBin, Sizes, Times, YearBar, terms};
use crate::view::exact;
use crate::words;
use std::collections::{BTreeMap, BTreeSet};

/// More years than this without a file, one behind the other, are one line.
const GAP: usize = 4;

/// Extensions of an open category that are listed at first, and how many more a click lists.
const FIRST: usize = 25;
const MORE: usize = 100;

/// What a line can open into: a category by its number, or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Category(Category),
    Year(Column, i16),
}

/// What is open.
#[derive(Clone, Debug, Default)]
pub(super) struct Opened {
    keys: BTreeSet<Key>,
    /// How many more extensions of a category are listed than at first.
    more: BTreeMap<Category, usize>,
}

impl Opened {
    pub(super) fn has(&self, key: Key) -> bool {
        self.keys.contains(&key)
    }

    /// Opens it or closes it.
    pub(super) fn toggle(&mut self, key: Key) {
        if !self.keys.remove(&key) {
            self.keys.insert(key);
        }
    }

    /// Lists more extensions of a category.
    pub(super) fn list_more(&mut self, of: Category) {
        *self.more.entry(of).or_default() += MORE;
    }

    fn listed(&self, of: Category) -> usize {
        FIRST + self.more.get(&of).copied().unwrap_or_default()
    }
}

/// What a click on a line asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// The filter with this term or without it.
    Term(String),
    /// This folder only, or all again.
    Folder(FolderId),
    /// More extensions of this category in the chart.
    More(Category),
}

/// What a bar is drawn in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    Category(Category),
    Plain,
    Folder,
}

/// A line of a table.
#[derive(Clone, Debug)]
pub(super) struct ChartLine {
    /// What it is of.
    pub label: String,
    /// The whole of that where the label is short for it.
    pub hint: Option<String>,
    pub bar: Bar,
    pub ink: Ink,
    pub ask: Option<Ask>,
    /// What it opens into, and whether that is open.
    pub opens: Option<(Key, bool)>,
    /// Whether it is in what another opened into.
    pub is_inner: bool,
    /// Years without a file: nothing stands beside it.
    pub is_gap: bool,
}

impl ChartLine {
    fn new(label: String, bar: Bar, ink: Ink, ask: Option<Ask>) -> ChartLine {
        ChartLine { label, hint: None, bar, ink, ask, opens: None, is_inner: false, is_gap: false }
    }

    fn inner(self) -> ChartLine {
        ChartLine { is_inner: true, ..self }
    }
}

/// Categories with most bytes first, and the extensions in those that are open.
pub(super) fn of_types(charts: &Charts, opened: &Opened) -> Vec<ChartLine> {
    let mut categories: Vec<&CategoryBar> = charts.categories.iter().collect();
    categories.sort_by_key(|of| std::cmp::Reverse((of.bar.all.bytes, of.bar.all.files)));
    let mut lines = Vec::new();
    for of in categories {
        let (key, ink) = (Key::Category(of.category), Ink::Category(of.category));
        let is_open = opened.has(key);
        let ask = Ask::Term(terms::category(of.category));
        let line = ChartLine::new(words::category(of.category).to_owned(), of.bar, ink, Some(ask));
        lines.push(ChartLine { opens: Some((key, is_open)), ..line });
        if !is_open {
            continue;
        }
        extensions(of, ink, opened, &mut lines);
    }
    lines
}

/// The extensions of a category that is open.
fn extensions(of: &CategoryBar, ink: Ink, opened: &Opened, lines: &mut Vec<ChartLine>) {
    let (listed, left) = of.extensions.split_at(opened.listed(of.category).min(of.extensions.len()));
    for one in listed {
        let label = match text::shown(&one.extension) {
            none if none.is_empty() => "No extension".to_owned(),
            some => format!(".{some}"),
        };
        let ask = Ask::Term(exact::extension(&one.extension));
        lines.push(ChartLine::new(label, one.bar, ink, Some(ask)).inner());
    }
    let (mut number, mut rest) = of.others;
    for one in left {
        number += 1;
        rest += one.bar;
    }
    if number > 0 {
        let label = format!("{} more", text::number(number));
        // Those that the charts don't tell apart can't be listed.
        let ask = (!left.is_empty()).then_some(Ask::More(of.category));
        lines.push(ChartLine::new(label, rest, ink, ask).inner());
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Years, the newest first, and the months of those that are open.
pub(super) fn of_times(times: &Times, column: Column, opened: &Opened) -> Vec<ChartLine> {
    let mut lines = Vec::new();
    let line =
        |label: String, bar, term: String| ChartLine::new(label, bar, Ink::Plain, Some(Ask::Term(term)));
    if let Some(behind) = times.behind {
        let label = format!("{} and later", behind.year);
        lines.push(line(label, behind.bar, terms::since(column, behind.year)));
    }
    let is_empty = |year: &YearBar| year.bar.all.files == 0;
    for run in times.years.chunk_by(|a, b| is_empty(a) == is_empty(b)).rev() {
        if let ([first, .., last], true) = (run, run.len() > GAP && is_empty(&run[0])) {
            let label = format!("{}–{}: no files", first.year, last.year);
            lines.push(ChartLine { is_gap: true, ..ChartLine::new(label, Bar::default(), Ink::Plain, None) });
            continue;
        }
        for year in run.iter().rev() {
            let key = Key::Year(column, year.year);
            let is_open = opened.has(key);
            let opens = (!is_empty(year)).then_some((key, is_open));
            let of = line(year.year.to_string(), year.bar, terms::year(column, year.year));
            lines.push(ChartLine { opens, ..of });
            if is_open {
                let months = MONTHS.into_iter().enumerate().zip(&year.months).rev();
                lines.extend(months.map(|((number, name), bar)| {
                    line(name.to_owned(), *bar, terms::month(column, year.year, number + 1)).inner()
                }));
            }
        }
    }
    if let Some(before) = times.before {
        let label = format!("Before {}", before.year);
        lines.push(line(label, before.bar, terms::before(column, before.year)));
    }
    if times.undated.all.files > 0 {
        lines.push(line("No date".to_owned(), times.undated, terms::none(column)));
    }
    lines
}

/// Sizes, the smallest first.
pub(super) fn of_sizes(sizes: &Sizes) -> Vec<ChartLine> {
    let line = |bar: &crate::view::charts::SizeBar| {
        let label = match bar.bin {
            SizeBin::Zero => "Empty".to_owned(),
            SizeBin::Unknown => "Not known".to_owned(),
            SizeBin::Power(0) => "1 byte".to_owned(),
            SizeBin::Power(63) => format!("{} or more", binary(63)),
            SizeBin::Power(bits) => range(bits),
        };
        ChartLine::new(label, bar.bar, Ink::Plain, Some(Ask::Term(terms::size(bar.bin))))
    };
    sizes.bars.iter().map(line).collect()
}

const UNITS: [&str; 7] = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

fn binary(bits: u32) -> String {
    format!("{} {}", 1u32 << (bits % 10), UNITS[bits as usize / 10 % UNITS.len()])
}

/// The unit once, where it is that of both ends.
fn range(bits: u32) -> String {
    if bits / 10 == (bits + 1) / 10 {
        format!("{}–{}", 1u32 << (bits % 10), binary(bits + 1))
    } else {
        format!("{} – {}", binary(bits), binary(bits + 1))
    }
}

/// Folders, the largest first.
pub(super) fn of_folders(folders: &LargestFolders, with_below: bool, session: &Session) -> Vec<ChartLine> {
    let list = if with_below { &folders.whole } else { &folders.direct };
    let line = |of: &crate::view::charts::FolderBar| {
        let name = session.folder_name(of.folder);
        let path = text::shown(&session.folder_path(of.folder)).into_owned();
        let ask = Some(Ask::Folder(of.folder));
        ChartLine {
            hint: Some(path),
            ..ChartLine::new(text::shown(name).into_owned(), of.bar, Ink::Folder, ask)
        }
    };
    list.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::charts::Tally;

    #[test]
    fn many_years_without_a_file_are_one_line_and_a_few_are_not() {
        let bar = |files| {
            let tally = Tally { files, ..Tally::default() };
            Bar { shown: tally, all: tally }
        };
        let with_files = [1999, 2001, 2010];
        let year = |year: i16| YearBar {
            year,
            bar: bar(u64::from(with_files.contains(&year))),
            months: [Bar::default(); 12],
        };
        let times = Times { years: (1999..=2010).map(year).collect(), ..Times::default() };
        let labels = |opened: &Opened| -> Vec<String> {
            of_times(&times, Column::Modified, opened).into_iter().map(|line| line.label).collect()
        };
        let mut opened = Opened::default();
        assert_eq!(labels(&opened), ["2010", "2002–2009: no files", "2001", "2000", "1999"]);
        opened.toggle(Key::Year(Column::Modified, 2001));
        assert_eq!(labels(&opened).len(), 5 + 12);
        assert_eq!(labels(&opened)[3], "December");
    }

    #[test]
    fn hundreds_of_extensions_are_listed_a_part_at_a_time_and_nothing_is_left_out() {
        let one = |n: u64| {
            let tally = Tally { files: 1, bytes: (1000 - n).into(), ..Tally::default() };
            let extension = format!("x{n}").into_bytes();
            crate::view::charts::ExtensionBar { extension, bar: Bar { shown: tally, all: tally } }
        };
        let mut of = CategoryBar {
            category: Category::Other,
            bar: Bar::default(),
            extensions: (0..200).map(one).collect(),
            others: (7, Bar::default()),
        };
        of.others.1.all.files = 9;
        let mut opened = Opened::default();
        let mut lines = Vec::new();
        extensions(&of, Ink::Plain, &opened, &mut lines);
        assert_eq!((lines.len(), lines[FIRST].label.as_str()), (FIRST + 1, "182 more"));
        assert_eq!(lines[FIRST].bar.all.files, 175 + 9);
        assert_eq!(lines[FIRST].ask, Some(Ask::More(Category::Other)));
        opened.list_more(Category::Other);
        opened.list_more(Category::Other);
        lines.clear();
        extensions(&of, Ink::Plain, &opened, &mut lines);
        assert_eq!((lines.len(), lines[200].label.as_str(), lines[200].ask.clone()), (201, "7 more", None));
    }

    #[test]
    fn a_range_of_sizes_has_its_units() {
        assert_eq!(range(1), "2–4 bytes");
        assert_eq!(range(9), "512 bytes – 1 KiB");
        assert_eq!(range(20), "1–2 MiB");
        assert_eq!(range(62), "4–8 EiB");
    }
}
