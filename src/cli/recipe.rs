//! The command that makes a list of files on a machine where nothing may be installed.

use super::Exit;
use super::output::to_output;
use super::report::Report;
use super::values::plain;
use crate::import::FIND_RECIPE;
use clap::ValueEnum;
use clap::builder::EnumValueParser as OneOf;

/// The tools for which there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RecipeName {
    /// GNU find
    Find,
}

/// A recipe in place of everything else.
#[derive(Debug, clap::Args)]
pub struct RecipeArgs {
    /// Print the command that lists a folder on a machine where nothing may be installed, for this program to open the list
    #[arg(long, value_name = "TOOL", value_parser = plain(OneOf::<RecipeName>::new()), exclusive = true)]
    pub recipe: Option<RecipeName>,
}

/// Prints a recipe.
pub(super) fn print(recipe: RecipeName) -> Exit {
    let RecipeName::Find = recipe;
    match to_output(&format!("{FIND_RECIPE}\n")) {
        Ok(()) => Exit::Complete,
        Err(why) => {
            Report::default().failed(&why);
            Exit::Failed
        }
    }
}
