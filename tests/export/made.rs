//! Sheets that no disk has to hold.

use foldersheet::export::{About, Job, Plan, Progress, to_file, to_writer};
use foldersheet::model::{BlockBuilder, FolderId, FolderRecord, Kind, Meta, RootId, Row};
use foldersheet::store::Store;
use foldersheet::view::View;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A picked folder `/r` with these files in it.
pub fn store<'a>(files: impl IntoIterator<Item = (&'a [u8], Meta)>) -> Store {
    let mut store = Store::default();
    store.folders.insert(FolderRecord { id: FolderId(0), parent: None, root: RootId(0), name: b"/r" });
    let mut builder = BlockBuilder::default();
    for (name, meta) in files {
        builder.push(Row { folder: FolderId(0), name, meta });
        if builder.is_full() {
            store.rows.push(builder.take());
        }
    }
    store.rows.push(builder.take());
    store
}

pub fn file(size: u64) -> Meta {
    Meta { size: Some(size), allocated: Some(size), modified: Some(0), ..Meta::unknown(Kind::File) }
}

pub fn job(store: &Store, plan: Plan) -> Job {
    let rows = store.rows.len();
    Job {
        store: store.clone(),
        view: Arc::new(View::everything(rows)),
        only: None,
        roots: Arc::from([PathBuf::from("/r")]),
        plan,
        about: About::default(),
    }
}

pub fn write(store: &Store, plan: Plan, target: &Path) {
    to_file(&job(store, plan), target, &Progress::default()).unwrap();
}

/// What comes out.
pub fn written(store: &Store, plan: Plan) -> Vec<u8> {
    let mut out = Vec::new();
    to_writer(&job(store, plan), &mut out, &Progress::default()).unwrap();
    out
}
