//! Where picked folders stand, and why a sheet is not whole.

use crate::model::{Incomplete, RootPhase, Shortfall};
use crate::text;

/// Where a picked folder stands.
pub fn root_phase(phase: &RootPhase) -> String {
    match phase {
        RootPhase::Queued => "queued".to_owned(),
        RootPhase::Reading => "reading".to_owned(),
        RootPhase::Done => "done".to_owned(),
        RootPhase::Stopped => "stopped: incomplete".to_owned(),
        RootPhase::Incomplete(why) => format!("incomplete: {}", shortfall(*why)),
        RootPhase::ListedIn(_) => "listed with another picked folder".to_owned(),
        RootPhase::Failed => "could not be opened".to_owned(),
    }
}

/// Whether a sheet is whole, and why not.
pub fn about_state(incomplete: Option<Incomplete>) -> String {
    match incomplete {
        None => "complete".to_owned(),
        Some(why) => format!("incomplete: {}", self::incomplete(why)),
    }
}

/// Why a sheet is not whole, as in "the sheet is incomplete: …".
pub fn incomplete(why: Incomplete) -> String {
    match why {
        Incomplete::Reading => "folders are still being read".to_owned(),
        Incomplete::Stopped => "the reading was stopped".to_owned(),
        Incomplete::Short(why) => shortfall(why),
        Incomplete::Unread { folders, all } if folders == all => {
            format!("{} could not be read", text::counted(all, "folder"))
        }
        Incomplete::Unread { all, .. } => format!("{} could not be read", text::counted(all, "thing")),
    }
}

/// Why a reading ended early.
pub fn shortfall(why: Shortfall) -> String {
    match why {
        Shortfall::WorkerPanicked => "a worker panicked".to_owned(),
        Shortfall::Full => "the sheet is full: 4,294,967,295 rows".to_owned(),
        Shortfall::DamagedFile { rows: 0 } => "the file is damaged before its first row".to_owned(),
        Shortfall::DamagedFile { rows } => format!("the file is damaged after row {}", text::number(rows)),
        Shortfall::UnreadFile => "the file could not be read to its end".to_owned(),
        Shortfall::Memory { needed } => {
            format!("memory: {} needed, more than was set aside", text::size(needed))
        }
    }
}
