//! A sheet as large as wanted, of the rows of a folder or of a list.

use crossbeam_channel::bounded;
use foldersheet::model::{
    BlockBuilder, Categories, FolderId, FolderRecord, Outcome, RootId, Row, ScanOptions,
};
use foldersheet::session::{Command, Config, Phase, Session};
use foldersheet::store::Sheet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

fn read(path: &Path) -> Sheet {
    let (ring, bell) = bounded(1);
    let wake = Arc::new(move || {
        let _ = ring.try_send(());
    });
    let options = ScanOptions::default();
    let mut session =
        Session::new(Config { options, categories: Categories::standard(), wake, at_once: None });
    session.apply(Command::OpenOrAdd(path.to_owned()));
    loop {
        session.tick(Duration::from_millis(50));
        let status = session.status();
        if status.phase == Phase::Done && status.opening.is_none() && status.found > 0 {
            return session.sheet().clone();
        }
        let _ = bell.recv_timeout(Duration::from_millis(50));
    }
}

/// The rows of what is at this path, over and over, each time in folders of their own under one picked folder.
pub fn sheet(path: &Path, rows: u32) -> Sheet {
    let of = read(path);
    let mut sheet = Sheet { as_of: of.as_of, accounts: of.accounts.clone(), ..Sheet::default() };
    sheet.roots.add(Path::new("/all").into());
    let insert = |sheet: &mut Sheet, id, parent, name: &[u8]| {
        sheet.folders.insert(FolderRecord { id, parent, root: RootId(0), name });
        sheet.folders.set_ended(id);
    };
    insert(&mut sheet, FolderId(0), None, b"/all");
    let mut builder = BlockBuilder::default();
    let mut left = rows;
    for turn in 0.. {
        let first = 1 + turn * of.folders.len();
        for id in (0..of.folders.len()).map(FolderId) {
            let folder = of.folders.get(id);
            let parent = folder.parent.map_or(FolderId(0), |parent| FolderId(parent.0 + first));
            let name =
                if folder.parent.is_none() { format!("{turn}").into_bytes() } else { folder.name.to_owned() };
            insert(&mut sheet, FolderId(id.0 + first), Some(parent), &name);
        }
        for number in 0..of.rows.len().min(left) {
            let row = of.row(number);
            builder.push(Row { folder: FolderId(row.folder.0 + first), ..row });
            if builder.is_full() {
                sheet.rows.push(builder.take());
            }
        }
        left -= of.rows.len().min(left);
        if left == 0 {
            break;
        }
    }
    sheet.rows.push(builder.take());
    sheet.roots.finished(RootId(0), Duration::ZERO, Outcome::Complete);
    sheet
}
