//! The names of the sheet's owners and groups, looked up on the thread `accounts`, each once. Neither a worker nor a tick waits for a
//! directory service: until a name is there, the number stands for it.

use crate::model::{Column, Wake};
use crate::scan::sys::accounts::{group_name, user_name};
use crate::store::Sheet;
use crossbeam_channel::{Receiver, Sender, unbounded};
use std::collections::HashSet;
use std::sync::Arc;
use std::thread;

/// An owner or a group.
type Account = (Column, u32);

/// An account with its name; `None` if it has none.
type Named = (Account, Option<String>);

/// The thread's queues: what it is asked, and what it found.
type Queues = (Sender<Account>, Receiver<Named>);

/// What has been asked for.
pub(super) struct LookingUp {
    wake: Wake,
    /// Whether names are wanted. Without, there is no thread, which takes 66 MiB of addresses where these are bounded.
    is_wanted: bool,
    asked: HashSet<Account>,
    thread: Option<Queues>,
    /// Accounts whose answer hasn't come.
    waiting: usize,
}

impl LookingUp {
    /// `wake` is called when a name is there.
    pub(super) fn new(wake: Wake) -> LookingUp {
        LookingUp { wake, is_wanted: true, asked: HashSet::new(), thread: None, waiting: 0 }
    }

    /// Whether new accounts are looked up.
    pub(super) fn want(&mut self, is_wanted: bool) {
        self.is_wanted = is_wanted;
    }

    /// Whether names are still being looked up.
    pub(super) fn is_busy(&self) -> bool {
        self.waiting > 0
    }

    /// Asks for the names of new accounts, and takes in those that are there.
    pub(super) fn tick(&mut self, sheet: &mut Sheet) {
        // Numbers of another machine, perhaps; a file has the names itself.
        let is_here = sheet.origin.is_none();
        let unknown = (self.is_wanted && is_here).then(|| sheet.accounts.unknown());
        for account in unknown.into_iter().flatten().collect::<Vec<_>>() {
            if self.asked.insert(account) {
                self.ask(account);
            }
        }
        let Some((_, answers)) = &self.thread else { return };
        for ((column, number), name) in answers.try_iter() {
            self.waiting = self.waiting.saturating_sub(1);
            // Another sheet may be there by now, and that account again: the name is the same.
            self.asked.remove(&(column, number));
            if is_here {
                Arc::make_mut(&mut sheet.accounts).set(column, number, name.as_deref());
            }
        }
    }

    fn ask(&mut self, account: Account) {
        if self.thread.is_none() {
            self.thread = started(self.wake.clone());
        }
        let sent = self.thread.as_ref().is_some_and(|(ask, _)| ask.send(account).is_ok());
        self.waiting += usize::from(sent);
    }
}

/// The thread, which ends when nothing asks it any more; `None` if the system gives none, and then numbers stay.
fn started(wake: Wake) -> Option<Queues> {
    let (ask, asked) = unbounded::<Account>();
    let (answer, answers) = unbounded::<Named>();
    let work = move || {
        for (column, number) in asked {
            let name = if column == Column::Group { group_name(number) } else { user_name(number) };
            if answer.send(((column, number), name)).is_err() {
                return;
            }
            wake();
        }
    };
    thread::Builder::new().name("accounts".to_owned()).spawn(work).ok().map(|_| (ask, answers))
}
