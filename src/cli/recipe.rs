//! The command that makes a list of files on a machine where nothing may be installed.

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

impl RecipeName {
    /// The command.
    pub(super) const fn command(self) -> &'static str {
        match self {
            RecipeName::Find => FIND_RECIPE,
        }
    }
}
