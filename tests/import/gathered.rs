//! What comes of a list: its rows by path, put together here and not by the program.

use foldersheet::import::{As, How, read_from};
use foldersheet::model::{
    Cancel, FolderId, Meta, Origin, Problem, RootPhase, SourceError, SourceEvent, SourceSink,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

/// All of it.
#[derive(Debug, Default)]
pub struct Gathered {
    pub origin: Option<Origin>,
    pub roots: Vec<Vec<u8>>,
    /// Rows by whole path; of two with one path the later one.
    pub rows: BTreeMap<Vec<u8>, Meta>,
    pub count: usize,
    /// Paths of folders.
    pub folders: BTreeSet<Vec<u8>>,
    pub ended: BTreeSet<Vec<u8>>,
    pub problems: Vec<Problem>,
    pub phases: Vec<RootPhase>,
    /// Links, each with what it points at.
    pub targets: Vec<(String, String)>,
    pub names: HashMap<u32, String>,
    /// Sums that were sent.
    pub files: u64,
    pub bytes: u128,
    pub error: Option<SourceError>,
    paths: HashMap<FolderId, Vec<u8>>,
    separator: u8,
    cancel: Cancel,
}

impl Gathered {
    pub fn text(&self, path: &str) -> Option<&Meta> {
        self.rows.get(path.as_bytes())
    }

    pub fn row(&self, path: &str) -> &Meta {
        self.text(path).unwrap_or_else(|| panic!("{path} among {:?}", self.paths()))
    }

    pub fn paths(&self) -> Vec<String> {
        self.rows.keys().map(|path| String::from_utf8_lossy(path).into_owned()).collect()
    }

    pub fn roots(&self) -> Vec<String> {
        self.roots.iter().map(|path| String::from_utf8_lossy(path).into_owned()).collect()
    }

    /// What the problems say, in the program's words.
    pub fn said(&self) -> Vec<String> {
        let words = |problem: &Problem| foldersheet::words::cause(&problem.cause);
        self.problems.iter().map(words).collect()
    }

    fn joined(&self, folder: FolderId, name: &[u8]) -> Vec<u8> {
        let mut path = self.paths.get(&folder).expect("a folder comes before what is in it").clone();
        if path.last() != Some(&self.separator) {
            path.push(self.separator);
        }
        path.extend_from_slice(name);
        path
    }
}

impl SourceSink for Gathered {
    fn send(&mut self, event: SourceEvent) -> Result<(), SourceError> {
        match event {
            SourceEvent::Read { .. } => {}
            SourceEvent::Unlisted(..) => panic!("lists have lines of all"),
            SourceEvent::Origin(origin) => {
                assert!(self.origin.is_none() && self.roots.is_empty());
                self.separator = origin.separator;
                self.origin = Some(*origin);
            }
            SourceEvent::Root { root, path } => {
                assert_eq!(root.0 as usize, self.roots.len());
                self.roots.push(path.as_os_str().as_encoded_bytes().to_vec());
            }
            SourceEvent::Found(batch) => {
                assert!(batch.rows.len() <= 4096);
                for record in batch.folders.iter() {
                    assert!((record.root.0 as usize) < self.roots.len());
                    let path = match record.parent {
                        Some(parent) => self.joined(parent, record.name),
                        None => record.name.to_vec(),
                    };
                    self.folders.insert(path.clone());
                    assert!(self.paths.insert(record.id, path).is_none(), "once");
                }
                for at in 0..batch.rows.len() {
                    let row = batch.rows.row(at);
                    let path = self.joined(row.folder, row.name);
                    if let Some(target) = row.target {
                        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                        self.targets.push((text(&path), text(target)));
                    }
                    self.rows.insert(path, row.meta);
                    self.count += 1;
                }
                let ended = batch.ended.iter().map(|folder| self.paths[folder].clone());
                self.ended.extend(ended);
                self.problems.extend(batch.problems);
                for (_, counts) in batch.counts {
                    self.files += counts.files;
                    self.bytes += counts.bytes;
                }
            }
            SourceEvent::Account { number, name, .. } => {
                self.names.insert(number, name.unwrap_or_default().into());
            }
            SourceEvent::RootEnded { phase, .. } => self.phases.push(phase),
        }
        Ok(())
    }

    fn cancel(&self) -> &Cancel {
        &self.cancel
    }
}

/// Reads a list as it looks, folders as rows too.
pub fn read(list: &[u8]) -> Gathered {
    read_as(list, As::Guessed)
}

pub fn read_as(list: &[u8], read_as: As) -> Gathered {
    let mut gathered = Gathered::default();
    let how = How { read_as, folders: true };
    let read = read_from(&list, Path::new("list"), &how, &mut gathered);
    gathered.error = read.err();
    gathered
}
