//! Picked paths: what each is, how it stands to the others, and its own entries.

use super::group::{Group, Looked};
use super::kept::kept;
use super::node::Node;
use super::place::FolderPlace;
use super::root_state::RootState;
use super::roots::{Entering, Resolved};
use super::sys::{Disk, Picked, Stat};
use super::worker::Worker;
use crate::model::{Cause, FolderRecord, Operation, Outcome, OwnSizes, Reason, Request, Row, name};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

impl<D: Disk> Worker<D> {
    /// Finds out what a path is that was picked together with others, and lets them go on when it was the last one.
    pub(super) fn look(&mut self, root: &Arc<RootState>, group: &Group, at: usize, request: Request) {
        self.begin(root, &request);
        group.begin();
        let disk = self.shared.disk.clone();
        let opened =
            catch_unwind(AssertUnwindSafe(|| self.with_handles(|_| disk.open_picked(&request.path))));
        // What went wrong goes wrong again when it is opened to be read, and is reported then.
        let resolved = opened.ok().and_then(Result::ok).map(|picked| self.resolved(&picked));
        let looked = Looked { request, root: root.clone(), resolved };
        let may_go_on = group.looked(at, looked);
        if !may_go_on.is_empty() {
            self.shared.go_on(may_go_on);
        }
    }

    /// Reports that a picked path is being read now.
    fn begin(&mut self, root: &RootState, request: &Request) -> Arc<FolderPlace> {
        if root.start() {
            self.outbox.started(request.root);
        }
        let place = Arc::new(self.picked_place(root, request, None, None));
        self.backlog.slot.set(Some(place.clone()));
        place
    }

    fn picked_place(
        &self,
        root: &RootState,
        request: &Request,
        stat: Option<&Stat>,
        real: Option<&Path>,
    ) -> FolderPlace {
        let name = name::path_bytes(&request.path);
        let absolute = std::path::absolute(&request.path).ok();
        let paths: Vec<&Path> = absolute.as_deref().into_iter().chain(real).collect();
        FolderPlace {
            id: root.folder,
            root: request.root,
            parent: None,
            name: name.into(),
            identity: stat.and_then(|stat| stat.identity),
            mount: stat.and_then(|stat| stat.mount_id),
            patterns: self.shared.exclusions.top(&paths),
            across: None,
        }
    }

    fn resolved(&self, picked: &Picked<D::Folder>) -> Resolved {
        let disk = &self.shared.disk;
        let (Picked::Folder { real, .. } | Picked::Other { real, .. }) = picked;
        let (main, by_volume) = self.shared.twins().paths(real);
        match picked {
            Picked::Folder { folder, stat, .. } => Resolved {
                is_folder: true,
                real: main,
                by_volume,
                identity: stat.identity,
                mount: stat.mount_id,
                within: None,
                is_kernels: disk.kernel_file_system(folder).is_some(),
            },
            Picked::Other { stat, real, is_link } => {
                // A file that is not in the folder that its path names by now is met by no walk, and so is only a row of its own.
                let folder = || real.parent().and_then(|folder| disk.open_picked(folder).ok());
                let within = match (!is_link).then(folder).flatten() {
                    Some(Picked::Folder { stat, .. }) => {
                        stat.identity.map(|identity| (identity, stat.mount_id))
                    }
                    Some(Picked::Other { .. }) | None => None,
                };
                let (identity, mount) = (stat.identity, stat.mount_id);
                let (is_folder, is_kernels) = (false, false);
                Resolved { is_folder, real: main, by_volume, identity, mount, within, is_kernels }
            }
        }
    }

    /// Opens a picked path and lists its own entries, unless that is for another one to do.
    pub(super) fn picked(&mut self, root: &Arc<RootState>, request: &Request, known: Option<Entering>) {
        if root.is_dropped() {
            return;
        }
        let place = self.begin(root, request);
        if let Some(Entering::Same(_) | Entering::Inside(_)) = known {
            return self.leave_to_another(root, &place, known);
        }
        let disk = self.shared.disk.clone();
        let opened = match self.with_handles(|_| disk.open_picked(&request.path)) {
            Ok(opened) => opened,
            Err(error) => {
                self.outbox.problem(
                    request.root,
                    Operation::OpenPicked,
                    place.location(),
                    Cause::from(&error),
                );
                return root.set_outcome(Outcome::Failed);
            }
        };
        let resolved = self.resolved(&opened);
        root.set_real(&resolved.real);
        root.set_twins(self.shared.twins().on_the_way(&resolved.real));
        let roots = self.shared.roots.clone();
        let entering = match known.filter(|_| roots.is_entered_as(request.root, &resolved)) {
            Some(entering) => entering,
            None => {
                roots.forget(request.root);
                let picked = [(request.root, resolved)];
                roots.enter(picked, &self.shared.options).pop().unwrap_or(Entering::Entered { again: false })
            }
        };
        match entering {
            Entering::Entered { again } => {
                if again {
                    let cause = Reason::ListedBefore.into();
                    self.outbox.problem(request.root, Operation::Again, place.location(), cause);
                }
                self.list_picked(root, request, opened);
            }
            other => self.leave_to_another(root, &place, Some(other)),
        }
    }

    fn leave_to_another(&mut self, root: &RootState, place: &FolderPlace, entering: Option<Entering>) {
        match entering {
            Some(Entering::Same(other)) => {
                let cause = Reason::PickedTwice.into();
                self.outbox.problem(root.root, Operation::Overlap, place.location(), cause);
                root.set_outcome(Outcome::ListedIn(other));
            }
            Some(Entering::Inside(outer)) => root.set_outcome(Outcome::Inside(outer)),
            Some(Entering::Entered { .. }) | None => {}
        }
    }

    fn list_picked(&mut self, root: &Arc<RootState>, request: &Request, opened: Picked<D::Folder>) {
        match opened {
            // A picked file is one row; its folder stands in the sheet as the folder of that row only.
            Picked::Other { stat, .. } => {
                let path = &request.path;
                let folder = path.parent().map(name::path_bytes).unwrap_or_default();
                let name = path.file_name().map_or_else(|| name::path_bytes(path), name::bytes);
                let id = root.folder;
                self.outbox.folder(FolderRecord { id, parent: None, root: request.root, name: folder });
                let meta = kept(stat.meta, name, self.shared.kept);
                self.outbox.row(request.root, Row { folder: id, name, meta, target: None });
            }
            Picked::Folder { folder, stat, real } => {
                let place = Arc::new(self.picked_place(root, request, Some(&stat), Some(&real)));
                let own = OwnSizes::of(&stat.meta);
                self.outbox.count(request.root, |counts| counts.picked_folder += own);
                let handle = Arc::new(folder);
                if let Some(identity) = place.identity.filter(|_| self.shared.disk.shows_links_as_folders()) {
                    self.shared.seen.is_new(request.root, identity, self.shared.disk.since(&handle));
                }
                let node = Arc::new(Node::picked(place, handle.clone(), &self.shared.handles));
                self.list(root, node, handle);
            }
        }
    }
}
