//! Trees of folders, made on a thread of their own as long as somebody looks at them, the last wish first.

use super::Session;
use super::background::{Background, Ended};
use crate::model::{FolderId, Wake};
use crate::store::Store;
use crate::view::{Tree, TreeOrder, View, Wanted};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How soon new rows are in the tree, where making it is quick: lines that change places more often can't be read.
const REFRESH: Duration = Duration::from_millis(250);

/// A live tree is made anew only so often that it takes a third of the time.
const SHARE: u32 = 2;

/// How soon it is tried again where no thread started or one broke down.
const AGAIN: Duration = Duration::from_secs(2);

struct Job {
    store: Store,
    view: Arc<View>,
    order: TreeOrder,
    before: Option<Arc<Tree>>,
}

/// The last tree, and what is being made.
pub(super) struct Trees {
    is_wanted: bool,
    order: TreeOrder,
    tree: Option<Arc<Tree>>,
    background: Background<Job, Tree>,
    /// What the running job is for.
    running: Option<(Arc<View>, TreeOrder)>,
    /// When the next tree of a growing sheet may be begun.
    next: Instant,
    /// Why there is no tree, or none of what is shown.
    failure: Option<String>,
}

impl Session {
    /// The tree of the folders, with the sums of what the filter wants; none before the first one was made, which is not
    /// before [`super::Command::ShowTree`]. As long as it is shown it follows the sheet.
    pub fn tree(&self) -> Option<&Arc<Tree>> {
        self.trees.tree()
    }

    /// The order of the tree that was asked for last.
    pub fn tree_order(&self) -> TreeOrder {
        self.trees.order()
    }

    /// Why the tree is missing or does not follow the sheet, if that is for a fault. It is tried again.
    pub fn tree_failure(&self) -> Option<&str> {
        self.trees.failure()
    }

    /// The name of a folder, of a picked one the whole path, as the system's bytes.
    pub fn folder_name(&self, folder: FolderId) -> &[u8] {
        self.store.folders.get(folder).name
    }

    /// The folder that a folder is in; `None` for a picked one.
    pub fn folder_parent(&self, folder: FolderId) -> Option<FolderId> {
        self.store.folders.get(folder).parent
    }

    /// The whole path of a folder, as the system's bytes.
    pub fn folder_path(&self, folder: FolderId) -> Vec<u8> {
        self.store.folders.path(folder)
    }
}

impl Trees {
    pub fn new(wake: Wake) -> Trees {
        let background = Background::new("tree", wake, || {
            Box::new(move |job: Job, cancel| {
                let wanted = Wanted::by(&job.view);
                Tree::make(&job.store, wanted, job.order, job.before.as_deref(), cancel)
            })
        });
        Trees {
            is_wanted: false,
            order: TreeOrder::default(),
            tree: None,
            background,
            running: None,
            next: Instant::now(),
            failure: None,
        }
    }

    /// The last one made, also while nobody wants another.
    pub fn tree(&self) -> Option<&Arc<Tree>> {
        self.tree.as_ref()
    }

    /// The order that was asked for last.
    pub fn order(&self) -> TreeOrder {
        self.order
    }

    /// Why there is no tree of what is shown, if that is for a fault.
    pub fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }

    /// Whether somebody looks at it.
    pub fn show(&mut self, is_wanted: bool) {
        self.is_wanted = is_wanted;
        if !is_wanted {
            self.background.cancel();
        }
    }

    /// Asks for another order.
    pub fn set_order(&mut self, order: TreeOrder) {
        self.order = order;
    }

    /// The sheet was emptied.
    pub fn start_over(&mut self) {
        self.background.cancel();
        self.replace(None);
        self.failure = None;
        self.next = Instant::now();
    }

    /// Takes a finished tree and begins the next; gives the time until that may be begun.
    pub fn tick(&mut self, store: &Store, view: &Arc<View>) -> Option<Duration> {
        match self.background.take() {
            Some(Ended::Made(tree, took)) => {
                self.replace(Some(Arc::new(tree)));
                self.failure = None;
                self.next = Instant::now() + REFRESH.max(took * SHARE);
            }
            Some(Ended::Broken) => self.failed("A fault of the program stopped it.".to_owned()),
            Some(Ended::Cancelled) | None => {}
        }
        if !self.is_wanted || !self.is_behind(store, view) {
            return None;
        }
        let is_new_wish =
            |filter_of: &View, order| filter_of.spec.filter != view.spec.filter || order != self.order;
        if self.background.is_busy() {
            if self.running.as_ref().is_some_and(|(view, order)| is_new_wish(view, *order)) {
                self.background.cancel();
            }
            return None;
        }
        let wait = self.next.saturating_duration_since(Instant::now());
        // Somebody waits for another filter or order, or for any tree; nobody for the next rows.
        let is_waited_for = self.failure.is_none()
            && self.tree.as_ref().is_none_or(|tree| tree.order() != self.order || !tree.is_filtered_as(view));
        if !is_waited_for && !wait.is_zero() {
            return Some(wait);
        }
        self.begin(store, view);
        self.failure.is_some().then_some(AGAIN)
    }

    fn is_behind(&self, store: &Store, view: &View) -> bool {
        let folders = store.folders.known();
        match &self.tree {
            Some(tree) => tree.order() != self.order || !tree.is_by(view) || tree.folders() != folders,
            None => folders > 0,
        }
    }

    fn begin(&mut self, store: &Store, view: &Arc<View>) {
        let (order, before) = (self.order, self.tree.clone());
        let job = Job { store: store.clone(), view: view.clone(), order, before };
        match self.background.begin(job) {
            Ok(()) => self.running = Some((view.clone(), order)),
            Err(error) => self.failed(format!("No thread could be started for it: {error}.")),
        }
    }

    fn failed(&mut self, why: String) {
        self.failure = Some(why);
        self.next = Instant::now() + AGAIN;
    }

    fn replace(&mut self, tree: Option<Arc<Tree>>) {
        if let Some(old) = std::mem::replace(&mut self.tree, tree) {
            self.background.discard(old);
        }
    }
}
