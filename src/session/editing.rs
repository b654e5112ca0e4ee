//! Taking picked folders out of the sheet, reading them anew, and taking that back: on the thread `change`, as a large sheet takes a moment.
//!
//! Until it is done the sheet stays as it is: nothing is taken from the result queue (which is bounded, and the workers wait), and commands
//! for it wait. So the thread has the sheet for itself, and nothing has to be brought together afterwards.

mod met;

use super::Session;
use super::command::Command;
use super::job_thread::{Job, JobEnd, JobThread};
use super::status::{ReplacedBy, Undoable};
use crate::model::{Cancel, Failure, Message, Renumbered, RootId, RootPhase, Wake};
use crate::scan::Claim;
use crate::store::{ClaimedFile, ReducedSheet, Removed, Sheet};
use crate::view::View;
use met::{Return, Since};
use std::path::Path;
use std::sync::Arc;

const THREAD: &str = "change";

/// What is to become of the sheet.
struct SheetChange {
    sheet: Sheet,
    view: Arc<View>,
    leaving: Leaving,
    left: Vec<ClaimedFile>,
    put_back: Option<Return>,
}

struct ChangeMade {
    sheet: Sheet,
    leaving: Leaving,
    removed: Vec<Removed>,
    renumbered: Vec<Renumbered>,
    view: View,
}

impl ChangeMade {
    fn take_in(&mut self, ReducedSheet { sheet, removed, renumbered }: ReducedSheet) {
        self.sheet = sheet;
        self.view = self.view.renumbered(&renumbered);
        self.removed.push(removed);
        self.renumbered.push(renumbered);
    }
}

impl Job for SheetChange {
    type Kept = ();
    type Made = ChangeMade;

    fn run(self, (): &mut (), _cancel: &Cancel) -> Option<ChangeMade> {
        let SheetChange { sheet, view, mut leaving, left, put_back } = self;
        if let Some(back) = &put_back {
            leaving.add(&back.replaced(&sheet, &leaving.roots));
        }
        let reduced = sheet.without(&leaving.roots, &left, &leaving.replaced);
        let view = View::clone(&view);
        let mut made = ChangeMade { sheet, leaving, removed: Vec::new(), renumbered: Vec::new(), view };
        made.take_in(reduced);
        if let Some(back) = &put_back {
            made.sheet = made.sheet.with(&back.removed);
            if let Some((reduced, replaced)) = back.settle(&made.sheet, &made.leaving.replaced) {
                made.take_in(reduced);
                made.leaving.add(&replaced);
            }
        }
        Some(made)
    }
}

/// Picked folders that leave the sheet.
#[derive(Clone, Default)]
struct Leaving {
    roots: Vec<RootId>,
    /// Those of them that another one comes for, each with that.
    replaced: Vec<(RootId, RootId)>,
}

impl Leaving {
    /// Another one comes for each of these.
    fn add(&mut self, replaced: &[(RootId, RootId)]) {
        self.roots.extend(replaced.iter().map(|(old, _)| *old));
        self.replaced.extend(replaced);
    }
}

/// What comes after the running change.
enum Then {
    /// These are picked anew, each at its place with its new number, and the whole can be taken back.
    Pick { by: ReplacedBy, anew: Vec<(usize, RootId, Arc<Path>)> },
    /// It was an undo of what took these out.
    Back(Vec<RootId>),
}

/// Picked folders that were taken out, as long as they can be put back.
struct Taken {
    by: ReplacedBy,
    removed: Arc<Removed>,
    claims: Vec<(RootId, Claim)>,
    /// Those of them that were picked anew, each with its new number.
    replaced: Vec<(RootId, RootId)>,
    since: Since,
}

/// The running change, and what waits for its end.
pub(super) struct Editing {
    thread: JobThread<SheetChange>,
    wake: Wake,
    running: Option<Then>,
    later: Vec<Command>,
    taken: Option<Taken>,
    /// New numbers of rows that the owner of the session hasn't heard of.
    renumbered: Vec<Arc<Renumbered>>,
}

impl Editing {
    pub(super) fn new(wake: Wake) -> Editing {
        let thread = JobThread::new(THREAD, wake.clone());
        Editing { thread, wake, running: None, later: Vec::new(), taken: None, renumbered: Vec::new() }
    }

    /// Whether the sheet must stay as it is.
    pub(super) fn is_busy(&self) -> bool {
        self.running.is_some()
    }

    /// They will not be put back.
    pub(super) fn forget_taken(&mut self) {
        if let Some(taken) = self.taken.take() {
            self.thread.discard(taken);
        }
    }

    /// The sheet is another one.
    pub(super) fn start_over(&mut self) {
        self.running = None;
        self.later.clear();
        self.renumbered.clear();
        self.forget_taken();
        // The old one's result is no longer wanted, and must not be taken for that of the next change.
        self.thread = JobThread::new(THREAD, self.wake.clone());
    }
}

impl Session {
    /// Rows were taken out of the sheet since this was asked last, and the others have these numbers; the earliest first.
    pub fn take_renumbered(&mut self) -> Vec<Arc<Renumbered>> {
        std::mem::take(&mut self.editing.renumbered)
    }

    /// Keeps a command that changes the sheet until that may be changed; `None` if it is kept.
    pub(super) fn now_or_later(&mut self, command: Command) -> Option<Command> {
        let is_whole = matches!(
            command,
            Command::Clear | Command::Open(_) | Command::OpenOrAdd(_) | Command::OpenAs(..)
        );
        let compares = matches!(command, Command::Compare(_) | Command::CompareWith(_));
        let waits = command.changes_rows() && !is_whole || compares;
        if waits && self.editing.is_busy() {
            self.editing.later.push(command);
            return None;
        }
        Some(command)
    }

    /// Takes these out; with `again` they are read anew in the same places. What is listed in one of them only is read by itself then.
    pub(super) fn take_out(&mut self, mut roots: Vec<RootId>, again: bool) {
        let sheet = &self.sheet;
        roots.retain(|root| sheet.roots.with_id(*root).is_some());
        if roots.is_empty() {
            return;
        }
        let sources = roots.len();
        let is_listed =
            |phase: &RootPhase| matches!(phase, RootPhase::ListedIn(outer) if roots.contains(outer));
        let dependent: Vec<RootId> =
            sheet.roots.iter().filter(|root| is_listed(&root.phase)).map(|root| root.id).collect();
        let dependent: Vec<RootId> = dependent.into_iter().filter(|root| !roots.contains(root)).collect();
        let anew = if again { [&roots[..], &dependent].concat() } else { dependent.clone() };
        let Some(first) = sheet.roots.with_id(roots[0]).map(|root| root.path.clone()) else { return };
        let by = match again {
            true => ReplacedBy::SomeReadAgain { first, sources },
            false => ReplacedBy::Removal { first, sources },
        };
        roots.extend(dependent);
        let place = |root: &RootId| {
            Some((sheet.roots.place(*root)?, *root, sheet.roots.with_id(*root)?.path.clone()))
        };
        let mut anew: Vec<_> = anew.iter().filter_map(place).collect();
        anew.sort_by_key(|(place, ..)| *place);
        let replaced: Vec<_> = anew.iter().map(|(_, old, _)| (*old, self.sheet.roots.new_id())).collect();
        anew.iter_mut().zip(&replaced).for_each(|((_, root, _), (_, new))| *root = *new);
        self.change(Leaving { roots, replaced }, None, Then::Pick { by, anew });
    }

    /// Puts back what was taken out last; false if that was not the last thing that lost rows.
    pub(super) fn undo_sources(&mut self) -> bool {
        let Some(Taken { removed, claims, replaced, since, .. }) = self.editing.taken.take() else {
            return false;
        };
        self.reading.reserve(0);
        let mut leaving = Leaving::default();
        leaving.add(&replaced.into_iter().map(|(old, new)| (new, old)).collect::<Vec<_>>());
        let back = claims.iter().map(|(root, _)| *root).collect();
        // From now on, so that nothing begins meanwhile to list what they list.
        self.reading.claim_again(claims);
        let put_back = Return { removed, roots: self.reading.roots().clone(), since };
        self.change(leaving, Some(put_back), Then::Back(back));
        true
    }

    /// What [`Session::undo_sources`] would put back.
    pub(super) fn undoable_sources(&self) -> Option<Undoable<'_>> {
        let taken = self.editing.taken.as_ref()?;
        Some(Undoable { by: &taken.by, rows: taken.removed.rows() })
    }

    fn change(&mut self, leaving: Leaving, put_back: Option<Return>, then: Then) {
        let left = self.reading.left_to(&self.sheet, &leaving.roots);
        let job = || SheetChange {
            sheet: self.sheet.clone(),
            view: self.viewing.view().clone(),
            leaving: leaving.clone(),
            left: left.clone(),
            put_back: put_back.clone(),
        };
        match self.editing.thread.begin(job()) {
            Ok(()) => self.editing.running = Some(then),
            // Without a thread it takes its moment here.
            Err(_) => match JobThread::run_here(job()) {
                Some(made) => self.changed(made, then),
                None => self.not_changed(then),
            },
        }
    }

    /// Takes in the change that has ended; whether the sheet may be changed otherwise.
    pub(super) fn tick_change(&mut self) -> bool {
        let ended = self.editing.thread.take();
        let Some(then) = self.editing.running.take() else { return true };
        match ended {
            None => {
                self.editing.running = Some(then);
                return false;
            }
            Some(JobEnd::Made(made, _)) => self.changed(made, then),
            Some(JobEnd::Cancelled | JobEnd::Panicked) => self.not_changed(then),
        }
        let later = std::mem::take(&mut self.editing.later);
        later.into_iter().for_each(|command| self.apply(command));
        !self.editing.is_busy()
    }

    /// The sheet stays as it is, because it will be replaced as a whole: what was to come back into it claims nothing.
    pub(super) fn drop_change(&mut self) {
        if let Some(Then::Back(back)) = self.editing.running.take() {
            self.reading.removed(&back, &[]);
        }
    }

    fn not_changed(&mut self, then: Then) {
        if let Then::Back(back) = then {
            self.reading.removed(&back, &[]);
        }
        self.message = Some(Message::NotChanged(Failure::Panicked));
    }

    fn changed(&mut self, made: ChangeMade, then: Then) {
        let ChangeMade { sheet, leaving, removed, renumbered, view } = made;
        let old = std::mem::replace(&mut self.sheet, sheet);
        let round = self.reading.roots().round();
        let claims = self.reading.removed(&leaving.roots, &leaving.replaced);
        let within = self.viewing.spec().within;
        let is_gone = within.is_some_and(|folder| !self.sheet.folders.is_known(folder));
        self.viewing.renumbered(view, old, is_gone);
        self.linking.start_over();
        self.trees.start_over();
        self.mapping.start_over();
        self.charting.start_over();
        self.checking.start_over();
        renumbered.iter().for_each(|renumbered| self.summing.renumbered(renumbered));
        self.counting.start_over();
        self.explaining.start_over();
        self.editing.renumbered.extend(renumbered.into_iter().map(Arc::new));
        match then {
            Then::Pick { by, anew } => {
                if matches!(by, ReplacedBy::SomeReadAgain { .. }) {
                    self.reading.take_options(&self.sheet);
                }
                for (place, root, path) in anew {
                    self.sheet.roots.insert(place, root, path);
                }
                let replaced = leaving.replaced;
                self.let_go_of_previous();
                let open = self.sheet.roots.iter().filter(|root| root.phase.is_open());
                let open = open.map(|root| root.id).collect();
                let since = Since { next: self.sheet.roots.next(), round, open };
                if let Some(removed) = removed.into_iter().next().map(Arc::new) {
                    self.reading.reserve(removed.heap_bytes() as u64);
                    self.editing.taken = Some(Taken { by, removed, claims, replaced, since });
                }
            }
            Then::Back(_) => {
                self.editing.thread.discard(removed);
                let roots: Vec<RootId> = self.sheet.roots.iter().map(|root| root.id).collect();
                self.reading.fill_gaps(&mut self.sheet, &roots);
            }
        }
        self.reading.read_queued(&mut self.sheet);
    }
}
