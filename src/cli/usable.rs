//! Whether the sheet could go where the arguments say. It is asked before anything is read: what was read in an hour must not be lost for a
//! folder that isn't there.

use super::destination::Destination;
use super::report::Report;
use crate::export::{Plan, check_target, standard_output};
use crate::model::export::IoReason;
use crate::words;
use std::io::{self, IsTerminal};

/// The destinations that are left to try. A fallback replaces a first one that is refused; a fallback that is itself refused is useless, and
/// then, as where every destination is refused, it is said why, and there are none.
pub(super) fn usable(mut destinations: Vec<Destination>, report: &mut Report) -> Option<Vec<Destination>> {
    let checked: Vec<Result<(), String>> = destinations.iter().map(check).collect();
    if let [Err(why), Ok(())] = &checked[..] {
        report.failed(why);
        destinations.remove(0);
        report.goes_to(&destinations[0].target);
        return Some(destinations);
    }
    let mut refused: Vec<String> = checked.into_iter().filter_map(Result::err).collect();
    // The same list of problems is refused at each.
    refused.dedup();
    refused.iter().for_each(|why| report.failed(&format!("{why} Nothing was read.")));
    refused.is_empty().then_some(destinations)
}

/// Whether a sheet could go there.
///
/// # Errors
/// Why not, in words.
pub(super) fn check(destination: &Destination) -> Result<(), String> {
    let Destination { target, plan } = destination;
    let checked = if destination.is_output() {
        standard_output().map_err(no_output)?;
        check_target(None, &Plan { for_terminal: io::stdout().is_terminal(), ..plan.clone() })
    } else {
        check_target(Some(target), plan)
    };
    checked.map_err(|error| words::export_error(&error))
}

/// Why no rows can go to standard output.
pub(super) fn no_output(why: io::Error) -> String {
    let why = IoReason::from(why);
    let why = words::export_reason(&why);
    format!(
        "could not write to standard output: {why}. Redirect it to a file or a program, or name a file for the sheet."
    )
}
