//! Why a job came to nothing.

use crate::model::Failure;

/// Why a job came to nothing, as a sentence after one that tells which.
pub fn failure(why: &Failure) -> String {
    match why {
        Failure::Panicked => "A fault of the program stopped it. Please report it.".to_owned(),
        Failure::NoThread(error) => format!("No thread could be started for it: {error}."),
    }
}
