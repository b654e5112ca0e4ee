//! Comparing in the window: the dialog that asks with what, the bar above the table that says what came of it, and the dialog that pairs
//! sources by hand. What stands is the session's; here is only what is being chosen.

mod bar;
mod chips;
mod dialog;
mod making;
mod notes;
mod pairs;
mod sentence;
pub(super) mod states;
mod terms;
mod whole;

use super::action::{Action, Actions};
use crate::model::{Column, CompareWish};
use crate::session::{Command, CompareOrder, CompareRequest, CompareSide, Session};
use crate::text;
use crate::view::{Order, SortKey, TreeKey, TreeOrder};
use crate::words;
use eframe::egui::Ui;
use pairs::PairsDialog;

/// The filter that a comparison begins with: what differs, and what can't be compared.
pub(super) const DIFFERING: &str = "-change:same";

/// The window's own state of comparing.
#[derive(Default)]
pub(super) struct CompareUi {
    /// How the next one is made.
    wish: CompareWish,
    /// Whether it is asked with what.
    asks: bool,
    /// Whether that shows how, too.
    shows_how: bool,
    pairs: Option<PairsDialog>,
    /// Whether a comparison stood when the session was looked at last.
    stood: bool,
    /// Whether something had the keyboard in the last frame, for which an Esc was.
    had_focus: bool,
    /// The order of the tree before the comparison.
    tree_order: Option<TreeOrder>,
}

/// What became of the comparison since the session was looked at last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    Begun,
    Ended,
}

impl CompareUi {
    /// Asks with what the sheet is to be compared.
    pub(super) fn ask(&mut self) {
        self.asks = true;
    }

    /// What the session is asked for when it is to be compared with this.
    pub(super) fn request(&self, side: CompareSide) -> Command {
        Command::CompareWith(CompareRequest { side, is_older: None, wish: self.wish.clone() })
    }

    /// Whether a comparison has begun to stand since this was called last, or ended.
    pub(super) fn turn(&mut self, session: &Session) -> Option<Turn> {
        let stands = session.comparison().is_some();
        if std::mem::replace(&mut self.stood, stands) == stands {
            return None;
        }
        self.pairs = None;
        Some(if stands { Turn::Begun } else { Turn::Ended })
    }

    /// How a comparison is shown at first: what differs, the largest growth first.
    pub(super) fn first_look(&mut self, session: &Session) -> [Command; 3] {
        let natural = session.order().natural;
        let order = Order { natural, ..Order::by(SortKey { column: Column::Difference, descending: true }) };
        self.tree_order = Some(session.tree_order());
        let tree_order = TreeOrder { natural, ..TreeOrder::by(TreeKey::Difference) };
        [
            Command::SetOrder(order),
            Command::SetTreeOrder(tree_order),
            Command::SetFilter(DIFFERING.to_owned()),
        ]
    }

    /// The order that the tree had before, if it has that of the comparison still.
    pub(super) fn tree_order_before(&mut self, session: &Session) -> Option<TreeOrder> {
        self.tree_order.take().filter(|_| session.tree_order().key == TreeKey::Difference)
    }

    /// Draws the dialogs over the window. Returns whether one was closed.
    pub(super) fn modals_ui(&mut self, ui: &Ui, session: &Session, actions: &mut Actions) -> bool {
        let mut is_closed = self.asks && self.dialog_ui(ui, session, actions);
        self.asks &= !is_closed;
        if let Some(pairs) = &mut self.pairs
            && pairs.dialog_ui(ui, session, actions)
        {
            self.pairs = None;
            is_closed = true;
        }
        is_closed
    }
}

/// What a screen reader hears once a comparison stands.
pub(super) fn news(session: &Session) -> Option<String> {
    Some(words::comparison(&session.comparison()?.totals))
}

/// Asks for the comparison that stands anew, changed in this.
fn again(session: &Session, change: impl FnOnce(&mut CompareOrder)) -> Option<Action> {
    let mut order = session.compare_order()?.clone();
    change(&mut order);
    Some(Action::Ask(Command::Compare(Some(order.into()))))
}

/// A moment to the minute, in words.
fn moment(at: Option<std::time::SystemTime>) -> Option<String> {
    let since = at?.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some(text::local_minute(since.as_secs().try_into().ok()?))
}
