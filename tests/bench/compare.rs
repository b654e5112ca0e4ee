//! How long it takes to compare two sheets of ten million rows whose folders came in different orders, beside a bare pass over both and a
//! hash map of all paths in the same run; and what the result takes beside both sheets.
//!
//! `cargo bench --bench compare`; `-- --help` tells the parameters.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark"
)]

#[allow(dead_code, reason = "other benchmarks use more of it")]
#[path = "rows/sheet.rs"]
mod sheet;
#[path = "turns.rs"]
mod turns;

use clap::Parser;
use foldersheet::model::{BlockBuilder, Cancel, CompareWish, FolderId, FolderRecord, Outcome, RootId, Row};
use foldersheet::store::Sheet;
use foldersheet::view::compare::compare;
use sheet::Random;
use std::collections::HashMap;
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;
use turns::median;

/// The comparison of two sheets
#[derive(Parser)]
struct Args {
    /// Files of each sheet
    #[arg(long, default_value_t = 10_000_000)]
    rows: u32,
    /// Folders of each sheet
    #[arg(long, default_value_t = 800_000)]
    folders: u32,
    /// One file in so many is removed, one added, one changed
    #[arg(long, default_value_t = 100)]
    each: u64,
    /// Turns of which the median is shown
    #[arg(long, default_value_t = 5)]
    turns: usize,
    /// Rows that go into the hash map; all of them take more memory than most machines have
    #[arg(long, default_value_t = 1_000_000)]
    naive: u32,
    /// What cargo passes to every benchmark
    #[arg(long, hide = true)]
    bench: bool,
}

/// By folder its parent, which has a lower number, and its name.
struct Plan {
    parents: Vec<u32>,
    names: Vec<String>,
}

impl Plan {
    fn new(folders: u32) -> Plan {
        let mut random = Random(11);
        let (mut parents, mut names) = (vec![0], vec!["/picked".to_owned()]);
        for id in 1..folders {
            // Mostly one of the last ones, so that the tree is deep as well as wide.
            let back = random.next() % u64::from(id.min(40)) + 1;
            let any = random.next() % u64::from(id);
            parents.push(if random.next().is_multiple_of(8) { any as u32 } else { id - back as u32 });
            let mut name = String::new();
            sheet::folder_name(random.next(), &mut name);
            names.push(format!("{name}{}", id % 1000));
        }
        Plan { parents, names }
    }

    /// Every folder behind the one that it is in: as they are numbered, or depth first from the last one on.
    fn order(&self, depth_first: bool) -> Vec<u32> {
        if !depth_first {
            return (0..self.parents.len() as u32).collect();
        }
        let mut children: Vec<Vec<u32>> = vec![Vec::new(); self.parents.len()];
        (1..self.parents.len()).for_each(|id| children[self.parents[id] as usize].push(id as u32));
        let (mut order, mut open) = (Vec::new(), vec![0]);
        while let Some(id) = open.pop() {
            order.push(id);
            open.extend(&children[id as usize]);
        }
        order
    }

    /// The sheet, before or after one file in `each` was removed, added and changed.
    fn sheet(&self, rows: u32, each: u64, is_new: bool) -> Sheet {
        let mut sheet = Sheet::default();
        sheet.roots.add(Path::new("/picked").into());
        let mut builder = BlockBuilder::default();
        let folders = self.parents.len() as u64;
        let mut ids = vec![FolderId(0); self.parents.len()];
        let mut name = String::new();
        for (number, folder) in (0..).zip(self.order(is_new)) {
            let at = folder as usize;
            let id = FolderId(number);
            ids[at] = id;
            let parent = (folder > 0).then(|| ids[self.parents[at] as usize]);
            let record = FolderRecord { id, parent, root: RootId(0), name: self.names[at].as_bytes() };
            sheet.folders.insert(record);
            let mut random = Random(u64::from(folder) << 20);
            let time = sheet::folder_time(random.next());
            let first = u64::from(folder) * u64::from(rows) / folders;
            let last = (u64::from(folder) + 1) * u64::from(rows) / folders;
            for file in first..last {
                sheet::file_name(&mut random, &mut name);
                let mut meta = sheet::file_meta(&mut random, time);
                let fate = random.next() % each;
                let is_there = match fate {
                    0 => !is_new,
                    1 => is_new,
                    _ => true,
                };
                if fate == 2 && is_new {
                    meta.size = meta.size.map(|size| size + 1000);
                }
                if is_there {
                    name.insert_str(0, &format!("{} ", file % 100));
                    builder.push(Row { folder: id, name: name.as_bytes(), meta, target: None });
                }
                if builder.is_full() {
                    sheet.rows.push(builder.take());
                }
            }
        }
        sheet.rows.push(builder.take());
        (0..sheet.folders.len()).for_each(|id| sheet.folders.set_ended(FolderId(id)));
        sheet.roots.finished(RootId(0), Duration::ZERO, Outcome::Complete);
        sheet
    }
}

/// Adds up what a comparison looks at.
fn bare(sheet: &Sheet) -> u64 {
    let mut sum = 0u64;
    for (_, block) in sheet.rows.blocks() {
        for at in 0..block.len() {
            sum = sum
                .wrapping_add(block.name(at).len() as u64 + u64::from(block.folder(at).0))
                .wrapping_add(block.size(at).unwrap_or(0) + block.modified(at).unwrap_or(0) as u64);
        }
    }
    sum
}

/// All paths of the first rows of the old sheet in a hash map, and those of the new one looked up in it.
fn naive(old: &Sheet, new: &Sheet, rows: u32) -> (u32, u32) {
    let mut before = HashMap::new();
    for number in 0..rows.min(old.rows.len()) {
        let row = old.row(number);
        before.insert(old.path(&row), (row.meta.size, row.meta.modified));
    }
    let (mut same, mut changed) = (0, 0);
    for number in 0..rows.min(new.rows.len()) {
        let row = new.row(number);
        match before.get(&new.path(&row)) {
            Some(entry) if *entry == (row.meta.size, row.meta.modified) => same += 1,
            Some(_) => changed += 1,
            None => {}
        }
    }
    (same, changed)
}

fn main() {
    let args = Args::parse();
    let plan = Plan::new(args.folders);
    let (old, new) = (plan.sheet(args.rows, args.each, false), plan.sheet(args.rows, args.each, true));
    drop(plan);
    let both = old.heap_bytes() + new.heap_bytes();
    println!("{} and {} rows, {} folders, {} MB", old.rows.len(), new.rows.len(), args.folders, both >> 20);
    let pass = median(args.turns, || {
        black_box((bare(&old), bare(&new)));
    })
    .as_secs_f64();
    println!("a bare pass over both, one thread      {:8.1} ms", pass * 1e3);
    let (wish, cancel) = (CompareWish::default(), Cancel::default());
    let made = compare(&old, &new, &wish, &cancel).unwrap();
    let took = median(args.turns, || drop(black_box(compare(&old, &new, &wish, &cancel)))).as_secs_f64();
    println!(
        "compared                               {:8.1} ms, {:.2} × the bare pass",
        took * 1e3,
        took / pass
    );
    let beside = made.comparison.heap_bytes() + (made.sheet.heap_bytes() - new.heap_bytes());
    println!(
        "beside both sheets                     {:8.2} bytes a row of both, {:.2} of the new one",
        beside as f64 / f64::from(old.rows.len() + new.rows.len()),
        beside as f64 / f64::from(new.rows.len())
    );
    let totals = made.comparison.totals;
    println!(
        "{} same, {} added, {} removed, {} changed, {} moved",
        totals.same.files,
        totals.added.files,
        totals.removed.files,
        totals.grown.files + totals.shrunk.files + totals.touched.files,
        totals.moved.files + totals.renamed.files
    );
    let naive_took = median(1, || {
        black_box(naive(&old, &new, args.naive));
    })
    .as_secs_f64();
    println!(
        "a hash map of the paths of {} rows  {:8.1} ms, {:.0} ns a row; compared {:.0} ns a row",
        args.naive,
        naive_took * 1e3,
        naive_took * 1e9 / f64::from(args.naive),
        took * 1e9 / f64::from(args.rows)
    );
}
