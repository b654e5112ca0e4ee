//! What a refusal of the system means, for those who don't know its words.

use super::causes;
use crate::model::{Cause, Refusal, SystemError};
use std::borrow::Cow;

/// Why it went wrong in plain words; in the system's own where none are plainer.
pub fn plain_why(cause: &Cause) -> Cow<'_, str> {
    match cause {
        Cause::System(error) => plain(error, IS_MAC).map_or_else(|| causes::why(cause), Cow::Borrowed),
        Cause::SystemWith(error, consequence) => match plain(error, IS_MAC) {
            Some(plain) => format!("{plain}; {}", causes::then(*consequence)).into(),
            None => causes::why(cause),
        },
        Cause::Own(_) => causes::why(cause),
    }
}

/// The same, and behind it what the system says, with its number, for those who look that up.
pub fn plain_cause(cause: &Cause) -> String {
    match cause {
        Cause::System(error) | Cause::SystemWith(error, _) if plain(error, IS_MAC).is_some() => {
            let number = error.code.map(|code| format!(", error {code}")).unwrap_or_default();
            format!("{} ({}{number})", plain_why(cause), error.text)
        }
        _ => causes::cause(cause),
    }
}

const IS_MAC: bool = cfg!(target_os = "macos");

/// What a refusal means, to stand behind other words.
pub(super) fn refused(refusal: Refusal) -> String {
    causes::small(words(refusal))
}

/// What it means, and on a Mac what can be done about it: there a protected folder refuses with a number that elsewhere is a matter of rights.
fn plain(error: &SystemError, is_mac: bool) -> Option<&'static str> {
    causes::advice(error, is_mac).or_else(|| error.refusal().map(words))
}

fn words(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Missing => "There is no such folder or file",
        Refusal::Denied => "You have no permission for it",
        Refusal::NotAFolder => "It is not a folder",
        Refusal::NoAnswer => "The drive did not answer in time",
        Refusal::Lost => "The network drive has lost it",
        Refusal::Unreachable => "The network drive can't be reached",
        Refusal::BadName => "Its name or path is longer or other than the drive allows",
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use crate::model::Consequence;

    fn error(code: i32, text: &str) -> SystemError {
        SystemError { text: text.into(), code: Some(code) }
    }

    #[test]
    fn plain_words_come_first_and_the_systems_behind_them() {
        let denied = error(13, "Permission denied");
        let said = plain_cause(&Cause::System(denied.clone()));
        assert_eq!(said, "You have no permission for it (Permission denied, error 13)");
        let with = Cause::SystemWith(denied, Consequence::NamesNotFound(1));
        assert_eq!(
            plain_why(&with),
            "You have no permission for it; 1 of its names was not found, and may be there or not"
        );
        assert!(plain_cause(&with).starts_with(&*plain_why(&with)));
        let missing = Cause::System(error(2, "No such file or directory"));
        assert_eq!(plain_why(&missing), "There is no such folder or file");
        let file = Cause::System(error(20, "Not a directory"));
        assert_eq!(plain_cause(&file), "It is not a folder (Not a directory, error 20)");
    }

    #[test]
    fn on_a_mac_a_protected_folder_is_no_matter_of_rights() {
        let protected = error(1, "Operation not permitted");
        let said = plain(&protected, true).unwrap();
        assert!(said.starts_with("macOS protects it") && said.contains("Full Disk Access"), "{said}");
        assert_eq!(plain(&protected, false), Some("You have no permission for it"));
        let denied = error(13, "Permission denied");
        assert_eq!(plain(&denied, true), Some("You have no permission for it"));
    }

    #[test]
    fn what_has_no_plainer_words_keeps_the_systems() {
        let odd = Cause::System(error(5, "Input/output error"));
        assert_eq!(plain_why(&odd), "Input/output error");
        assert_eq!(plain_cause(&odd), "Input/output error (error 5)");
        let unnumbered = Cause::System(SystemError { text: "no way".into(), code: None });
        assert_eq!(plain_cause(&unnumbered), "no way");
    }
}
