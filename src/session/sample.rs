//! Sheets and problems for tests of what draws them, with no disk, no scan and no thread.

use super::shown::Shown;
use crate::model::{
    Block, BlockBuilder, Cancel, Cause, FolderId, FolderRecord, Kind, Location, Meta, Operation, Problem,
    RootId, Row, SystemError,
};
use crate::store::{ProblemList, Rows, Sheet};
use crate::view::{Filter, Maker, Order, Spec, Ties, View};
use std::sync::Arc;

/// Rows, and what is shown of them.
pub struct Sample {
    store: Sheet,
    view: Arc<View>,
}

impl Sample {
    /// Rows of these sizes, named by their numbers.
    pub fn new(sizes: &[u64]) -> Sample {
        let mut rows = Rows::default();
        rows.push(block(sizes, |number| number.to_string()));
        Sample::of(rows)
    }

    /// So many rows, one block of 4096 again and again, so that they need next to no memory.
    pub fn repeated(rows: u32) -> Sample {
        let sizes = vec![0; BlockBuilder::ROWS];
        let block = block(&sizes, |number| format!("{number:04}"));
        let mut sample = Sample::of(Rows::repeated(block, rows.div_ceil(BlockBuilder::ROWS as u32)));
        sample.view = Arc::new(View::everything(rows));
        sample
    }

    fn of(rows: Rows) -> Sample {
        let mut store = Sheet { rows, ..Sheet::default() };
        store.folders.insert(FolderRecord { id: FolderId(0), parent: None, root: RootId(0), name: b"/r" });
        let view = Arc::new(View::everything(store.rows.len()));
        Sample { store, view }
    }

    /// Shows what a filter wants in an order.
    pub fn show(&mut self, order: Order, filter: &str) {
        let spec = Spec { filter: Filter::parse(filter).unwrap(), order, within: None };
        let view = Maker::default().make(&self.store, &spec, Ties::Found, None, &Cancel::default());
        self.view = Arc::new(view.unwrap());
    }

    /// What is shown.
    pub fn shown(&self) -> Shown<'_> {
        Shown::new(&self.store, &self.view, None)
    }
}

/// So many folders that could not be opened, named by their numbers.
pub fn problems(count: u32) -> ProblemList {
    let mut problems = ProblemList::default();
    for number in 0..count {
        problems.push(Problem {
            root: None,
            operation: Operation::OpenFolder,
            at: Location::whole(format!("/r/{number}").as_bytes()),
            cause: Cause::System(SystemError { text: "no way".into(), code: None }),
        });
    }
    problems
}

fn block(sizes: &[u64], name: impl Fn(usize) -> String) -> Block {
    let mut builder = BlockBuilder::default();
    for (number, &size) in sizes.iter().enumerate() {
        let meta = Meta { size: Some(size), ..Meta::unknown(Kind::File) };
        builder.push(Row { folder: FolderId(0), name: name(number).as_bytes(), meta, target: None });
    }
    builder.take()
}
