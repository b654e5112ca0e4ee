//! From a file's name, chosen in the system's dialog or typed, to the export that is asked of the session.

use super::formats::label;
use crate::export::{path_beside, settled};
use crate::session::Command;
use crate::ui::action::{Action, Actions, ExportRequest, ProblemsTo};
use std::path::Path;

/// The export to the name that was typed; `is_confirmed` tells whether the user agreed to replace a file of this very name.
pub(super) fn export(asked: ExportRequest, typed: &Path, is_confirmed: bool) -> Actions {
    let ExportRequest { scope, mut plan, problems } = asked;
    let (target, format) = settled(typed, plan.format);
    if problems == ProblemsTo::Alone {
        let replace = is_confirmed && target == typed;
        return vec![Action::Ask(Command::SaveProblems { target, replace })];
    }
    let chosen = std::mem::replace(&mut plan.format, format);
    let mut told = None;
    if format != chosen {
        if format.most_rows() != chosen.most_rows() {
            plan.split = format.most_rows();
        }
        let extension = target.extension().unwrap_or_default().to_string_lossy().into_owned();
        let words = format!("The format is {}, because the name ends in .{extension}.", label(format));
        told = Some(Action::TellOfExport(words));
    }
    plan.replace_target = is_confirmed && target == typed;
    let has_list = problems == ProblemsTo::Beside && !format.holds_problems();
    plan.problems = has_list.then(|| path_beside(&target, "-problems", format.extension()));
    std::iter::once(Action::Ask(Command::Export { target, scope, plan })).chain(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::{Format, Plan, Separator};
    use crate::session::RowScope;
    use std::path::PathBuf;

    /// What becomes of a name that was typed for this format.
    fn written(
        typed: &str,
        format: Format,
        split: Option<u64>,
        is_confirmed: bool,
    ) -> (usize, PathBuf, Plan) {
        let plan = Plan { split, ..Plan::new(format) };
        let asked = ExportRequest { scope: RowScope::Shown, plan, problems: ProblemsTo::Beside };
        let mut actions = export(asked, Path::new(typed), is_confirmed);
        match actions.remove(0) {
            Action::Ask(Command::Export { target, plan, .. }) => (actions.len(), target, plan),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn only_the_name_that_was_asked_about_is_replaced() {
        for (typed, is_confirmed, replaces) in [
            ("/x/a.csv", true, true),
            ("/x/a", true, false),
            ("/x/a.csv", false, false),
            ("/x/a.xlsx", true, true),
        ] {
            let (_, _, plan) = written(typed, Format::Programs(Separator::COMMA), None, is_confirmed);
            assert_eq!(plan.replace_target, replaces, "{typed} {is_confirmed}");
        }
    }

    #[test]
    fn a_plan_follows_the_format_that_the_name_asks_for() {
        let people = Format::Spreadsheet(Separator::COMMA);
        let (told, target, plan) = written("/x/a.xlsx", people, people.most_rows(), true);
        assert_eq!((told, target), (1, "/x/a.xlsx".into()));
        assert_eq!((plan.format, plan.split, plan.problems), (Format::Xlsx, None, None));
        let (told, _, plan) = written("/x/a.csv", Format::Xlsx, None, true);
        assert_eq!((told, plan.split), (1, people.most_rows()));
        assert_eq!(plan.problems, Some("/x/a-problems.csv".into()));
        let (told, target, plan) = written("/x/a", people, None, true);
        assert_eq!((told, target, plan.split), (0, "/x/a.csv".into(), None));
    }
}
