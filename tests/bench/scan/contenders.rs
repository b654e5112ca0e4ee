//! Who reads: the limit, Foldersheet, libraries in this program, and tools where they are installed.

use super::limit;
use foldersheet::model::{Column, ColumnSet, ScanOptions};
use foldersheet::session::{Command, Config, Phase, Session};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Those in this program; the first is what the others are measured by.
pub const INSIDE: [&str; 8] =
    ["limit", "foldersheet", ALL_FACTS, ALL_COLUMNS, "ignore", "jwalk", "walkdir", "std::fs"];

/// Ours, keeping every number that the one look at an entry returns.
const ALL_FACTS: &str = "foldersheet, all facts";

/// The same, with what links point at, for which each link is looked at once more.
const ALL_COLUMNS: &str = "foldersheet, all columns";

/// How many of them are the limit and ours.
pub const OWN: usize = 4;

/// Tools with the arguments that make them look at every entry; `{}` is the number of threads.
pub const TOOLS: [&[&str]; 9] = [
    &["find", "!", "-type", "d", "-printf", r"%p\0%s\0%b\0%T@\0"],
    &["bfs", "!", "-type", "d", "-printf", r"%p\0%s\0%b\0%T@\0"],
    &["fd", "--unrestricted", "--threads", "{}", "--size", "+0b", "."],
    &["fdfind", "--unrestricted", "--threads", "{}", "--size", "+0b", "."],
    &["pdu", "--threads={}"],
    &["dua", "--threads", "{}"],
    &["diskus", "--threads", "{}"],
    &["gdu", "--non-interactive", "--no-progress"],
    &["dust", "-T", "{}"],
];

/// What a rival keeps of each file.
type Kept = (PathBuf, u64, Option<std::time::SystemTime>);

fn kept(path: PathBuf, meta: std::io::Result<std::fs::Metadata>) -> Option<Kept> {
    let meta = meta.ok().filter(|meta| !meta.is_dir())?;
    Some((path, meta.len(), meta.modified().ok()))
}

/// Reads `folder` with one of [`INSIDE`]; the last line of what it prints is the number of files or entries.
pub fn inside(contender: &str, folder: &Path, threads: usize) {
    let count = match contender {
        "limit" => limit::run(folder, threads),
        "foldersheet" => foldersheet(folder, threads, ColumnSet::NONE),
        ALL_FACTS => foldersheet(folder, threads, on_request(|column| column != Column::LinkTarget)),
        ALL_COLUMNS => foldersheet(folder, threads, on_request(|_| true)),
        "walkdir" => {
            let entries = walkdir::WalkDir::new(folder).into_iter().flatten();
            let rows = entries.filter_map(|e| kept(e.path().to_owned(), e.metadata().map_err(Into::into)));
            rows.collect::<Vec<_>>().len() as u64
        }
        "jwalk" => {
            let pool = jwalk::Parallelism::RayonNewPool(threads);
            let walk = jwalk::WalkDirGeneric::<((), Option<Option<std::fs::Metadata>>)>::new(folder)
                .skip_hidden(false)
                .parallelism(pool)
                .process_read_dir(|_, _, _, children| {
                    for child in children.iter_mut().flatten() {
                        child.client_state = Some(child.metadata().ok());
                    }
                });
            let rows = walk.into_iter().flatten().filter_map(|mut e| {
                let meta = e.client_state.take().flatten().ok_or_else(|| std::io::ErrorKind::NotFound.into());
                kept(e.path(), meta)
            });
            rows.collect::<Vec<_>>().len() as u64
        }
        "ignore" => {
            let all = Arc::new(Mutex::new(Vec::new()));
            let walk =
                ignore::WalkBuilder::new(folder).standard_filters(false).threads(threads).build_parallel();
            walk.run(|| {
                let mut own = Own { rows: Vec::new(), all: all.clone() };
                Box::new(move |entry| {
                    if let Ok(e) = entry {
                        let meta = e.metadata().map_err(std::io::Error::other);
                        own.rows.extend(kept(e.into_path(), meta));
                    }
                    ignore::WalkState::Continue
                })
            });
            all.lock().unwrap().len() as u64
        }
        "std::fs" => {
            let (mut rows, mut stack) = (Vec::new(), vec![folder.to_owned()]);
            while let Some(folder) = stack.pop() {
                for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                    match entry.metadata() {
                        Ok(meta) if meta.is_dir() => stack.push(entry.path()),
                        meta => rows.extend(kept(entry.path(), meta)),
                    }
                }
            }
            rows.len() as u64
        }
        other => panic!("no contender {other}"),
    };
    println!("{count}");
}

/// A thread's rows, put with the others' when its visitor is dropped.
struct Own {
    rows: Vec<Kept>,
    all: Arc<Mutex<Vec<Kept>>>,
}

impl Drop for Own {
    fn drop(&mut self) {
        self.all.lock().unwrap().append(&mut self.rows);
    }
}

/// The columns that are read only on request.
fn on_request(is_wanted: impl Fn(Column) -> bool) -> ColumnSet {
    Column::ALL.into_iter().filter_map(Column::requested_as).filter(|column| is_wanted(*column)).collect()
}

/// The real session, from the picked folder to the last row in the store. Prints rows, milliseconds to the first of them, and
/// bytes a row.
fn foldersheet(folder: &Path, threads: usize, columns: ColumnSet) -> u64 {
    ::foldersheet::scan::sys::raise_handle_limit();
    let (ring, bell) = crossbeam_channel::bounded(1);
    let wake = Arc::new(move || {
        let _ = ring.try_send(());
    });
    let options = ScanOptions { workers: threads, columns, ..ScanOptions::default() };
    let mut session = Session::new(Config {
        options,
        categories: foldersheet::model::Categories::standard(),
        wake,
        at_once: None,
    });
    let start = Instant::now();
    session.apply(Command::AddFolders(vec![folder.to_owned()]));
    let mut first = None;
    loop {
        session.tick(Duration::from_millis(8));
        let status = session.status();
        if first.is_none() && status.found > 0 {
            first = Some(start.elapsed());
        }
        if status.phase == Phase::Done {
            let first = first.unwrap_or_default().as_secs_f64() * 1000.0;
            println!("{} {first} {}", status.found, status.memory as f64 / status.found.max(1) as f64);
            return status.found;
        }
        let _ = bell.recv_timeout(Duration::from_millis(100));
    }
}
