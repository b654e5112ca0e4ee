//! Why a path is not handed to another program.

use super::plain;
use crate::model::{NotHanded, Refusal, StartRisk};

/// Why a path is not handed over, as in "/a/b was not opened: …".
pub fn not_handed(why: &NotHanded) -> String {
    match why {
        NotHanded::Io(error) => Refusal::of(error).map_or_else(|| error.to_string(), plain::refused),
        NotHanded::NotAFolder => "it is not a folder any more".to_owned(),
        NotHanded::Link => "it is a link now, and may lead anywhere".to_owned(),
        NotHanded::NotAFile => "it is not a file any more".to_owned(),
        NotHanded::Starts(why) => format!("opening it may start a program: {}", start(*why)),
    }
}

fn start(why: StartRisk) -> String {
    match why {
        StartRisk::Extension(extension) => format!("its name ends in .{extension}"),
        StartRisk::Contents => "it begins as programs and scripts do".to_owned(),
        StartRisk::Executable => "it may be executed".to_owned(),
    }
}
