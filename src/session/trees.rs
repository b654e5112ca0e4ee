//! Trees of folders, made on the thread `tree` while the tree is on screen.

use super::Session;
use super::derived::{Derived, Query, Throttle};
use super::insides::FolderInsides;
use super::job_thread::Job;
use super::known::known;
use crate::model::{Cancel, Failure, FolderId, RootId, Wake};
use crate::store::{Root, Sheet};
use crate::view::{Filter, Tree, TreeOrder, TreeRows, View};
use std::sync::Arc;
use std::time::Duration;

/// New rows are in the tree after so long where making it is quick: lines that change places more often can't be read. Else it takes a
/// third of the time.
const THROTTLE: Throttle = Throttle { refresh: Duration::from_millis(250), pause: 2 };

/// A tree of the sheet at a moment.
#[derive(Clone)]
struct TreeQuery {
    filter: Filter,
    order: TreeOrder,
    covers: u32,
    folders: u32,
    /// What else says how much of the sources was read.
    known: u64,
}

impl Query for TreeQuery {
    type Made = Tree;

    fn is_answered_by(&self, other: &TreeQuery) -> bool {
        self.is_like(other)
            && self.covers == other.covers
            && self.folders == other.folders
            && self.known == other.known
    }

    fn is_like(&self, other: &TreeQuery) -> bool {
        self.filter == other.filter && self.order == other.order
    }
}

struct MakeTree {
    sheet: Sheet,
    view: Arc<View>,
    order: TreeOrder,
    before: Option<Arc<Tree>>,
}

impl Job for MakeTree {
    type Kept = ();
    type Made = Tree;

    fn run(self, (): &mut (), cancel: &Cancel) -> Option<Tree> {
        Tree::make(&self.sheet, TreeRows::by(&self.view), self.order, self.before.as_deref(), cancel)
    }
}

/// The last tree, and what is being made.
pub(super) struct Trees {
    order: TreeOrder,
    derived: Derived<TreeQuery, MakeTree>,
    /// Sums of all rows, for the folders among them.
    insides: FolderInsides,
}

impl Session {
    /// The tree of the folders, with the sums of what the filter wants; `None` before the first one was made, which is not
    /// before [`super::Command::ShowTree`]. As long as it is shown it follows the sheet.
    pub fn tree(&self) -> Option<&Arc<Tree>> {
        self.trees.tree()
    }

    /// The order of the tree that was asked for last.
    pub fn tree_order(&self) -> TreeOrder {
        self.trees.order()
    }

    /// Why the tree is missing or does not follow the sheet, if making it failed. It is tried again.
    pub fn tree_failure(&self) -> Option<&Failure> {
        self.trees.failure()
    }

    /// The name of a folder, of a picked one the whole path, as the system's bytes.
    pub fn folder_name(&self, folder: FolderId) -> &[u8] {
        self.sheet.folders.get(folder).name
    }

    /// The folder that a folder is in; `None` for a picked one.
    pub fn folder_parent(&self, folder: FolderId) -> Option<FolderId> {
        self.sheet.folders.get(folder).parent
    }

    /// The picked folder that a folder belongs to.
    pub fn folder_root(&self, folder: FolderId) -> RootId {
        self.sheet.root(folder)
    }

    /// The picked folder with this number; `None` once it is removed.
    pub fn root(&self, root: RootId) -> Option<&Root> {
        self.sheet.roots.with_id(root)
    }

    /// The whole path of what is called so in a folder, as the system's bytes.
    pub fn path_in(&self, folder: FolderId, name: &[u8]) -> Vec<u8> {
        self.sheet.folders.path_in(folder, name)
    }

    /// What stands between the parts of a folder's path.
    pub fn separator(&self, folder: FolderId) -> char {
        self.sheet.folders.separator(folder).into()
    }

    /// The whole path of a folder, as the system's bytes.
    pub fn folder_path(&self, folder: FolderId) -> Vec<u8> {
        self.sheet.folders.path(folder)
    }
}

impl Trees {
    pub(super) fn new(wake: Wake) -> Trees {
        let insides = FolderInsides::new(wake.clone());
        let derived = Derived::new("tree", wake, THROTTLE).unwanted();
        Trees { order: TreeOrder::default(), derived, insides }
    }

    /// The last one made, also while the tree is not on screen.
    pub(super) fn tree(&self) -> Option<&Arc<Tree>> {
        self.derived.made()
    }

    /// The order that was asked for last.
    pub(super) fn order(&self) -> TreeOrder {
        self.order
    }

    /// What is in the folders that are rows.
    pub(super) fn insides(&self) -> &FolderInsides {
        &self.insides
    }

    /// The same, to be asked for or not.
    pub(super) fn insides_mut(&mut self) -> &mut FolderInsides {
        &mut self.insides
    }

    /// Why there is no tree of what is shown, if building it failed.
    pub(super) fn failure(&self) -> Option<&Failure> {
        self.derived.last_failure()
    }

    /// Whether it is on screen. While it is not, none is made.
    pub(super) fn show(&mut self, is_wanted: bool) {
        self.derived.want(is_wanted);
    }

    /// Asks for another order.
    pub(super) fn set_order(&mut self, order: TreeOrder) {
        self.order = order;
    }

    /// The sheet was emptied.
    pub(super) fn start_over(&mut self) {
        self.derived.forget();
        self.insides.start_over();
    }

    /// Takes a finished tree and begins the next; returns the time until that may be begun. So it does with the sums for the folders that
    /// are rows.
    pub(super) fn tick(&mut self, sheet: &Sheet, view: &Arc<View>) -> Option<Duration> {
        let insides = self.insides.tick(sheet);
        [self.tick_tree(sheet, view), insides].into_iter().flatten().min()
    }

    fn tick_tree(&mut self, sheet: &Sheet, view: &Arc<View>) -> Option<Duration> {
        let derived = self.derived.wanted()?;
        let (filter, folders) = (view.spec.filter.clone(), sheet.folders.known());
        if folders == 0 && sheet.roots.is_empty() {
            return None;
        }
        let order = self.order;
        let query = TreeQuery { filter, order, covers: view.covers, folders, known: known(sheet) };
        let job = |before: Option<&Arc<Tree>>| MakeTree {
            sheet: sheet.clone(),
            view: view.clone(),
            order,
            before: before.cloned(),
        };
        derived.tick(&query, job)
    }
}
