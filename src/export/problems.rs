//! The list of problems as a table of its own, in the order of the paths, so that it is the same from run to run.

use super::cells::Cell;
use crate::model::Problem;
use crate::store::{Folders, ProblemList};
use crate::text::{self, Zone};
use crate::view::Paths;
use crate::words::{self, table};

/// The names of its columns for programs; for people they are [`table::PROBLEM_TITLES`].
pub(super) const COLUMNS: [&str; 5] = ["operation", "path", "path_hex", "cause", "code"];

/// The lines, one by one: with paths of any depth, all of them at once could take any amount of memory.
pub(super) fn lines<'a>(
    problems: &'a ProblemList,
    folders: &'a Folders,
) -> impl Iterator<Item = [Cell<'a>; 5]> {
    let paths = if problems.is_empty() { Paths::default() } else { Paths::new(folders, false) };
    let mut sorted: Vec<&Problem> = problems.iter().collect();
    sorted.sort_by(|a, b| {
        let place = |problem: &'a Problem| {
            let folder = problem.at.folder.and_then(|folder| paths.ranks().get(folder.0 as usize));
            (folder, &problem.at.name)
        };
        let key = |problem: &'a Problem| (problem.operation, problem.cause.code());
        let why = |problem: &'a Problem| words::why(&problem.cause);
        (place(a), key(a)).cmp(&(place(b), key(b))).then_with(|| why(a).cmp(&why(b)))
    });
    let more = (problems.left_out() > 0).then(|| general(table::more_problems(problems.left_out())));
    sorted.into_iter().map(|problem| line(problem, folders)).chain(more)
}

fn line<'a>(problem: &'a Problem, folders: &Folders) -> [Cell<'a>; 5] {
    let path = folders.location(&problem.at);
    let (path, hex) = match String::from_utf8(path) {
        Ok(path) => (path, Cell::Empty),
        Err(error) => {
            let bytes = error.as_bytes();
            (text::decoded(bytes).into_owned(), Cell::Text(text::hex(bytes).into()))
        }
    };
    [
        Cell::Text(problem.operation.as_str().into()),
        Cell::Text(path.into()),
        hex,
        Cell::Text(words::why(&problem.cause)),
        problem.cause.code().map_or(Cell::Empty, |code| Cell::Number(code.into())),
    ]
}

/// A line for the zone of the sheet's times.
pub(super) fn zone_line(zone: &Zone) -> [Cell<'static>; 5] {
    general(table::zone_line(zone))
}

/// A line about no place.
fn general([operation, why]: [String; 2]) -> [Cell<'static>; 5] {
    [Cell::Text(operation.into()), Cell::Empty, Cell::Empty, Cell::Text(why.into()), Cell::Empty]
}
