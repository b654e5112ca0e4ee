//! What a refusal of the system means, for those who don't know its words.

use super::causes;
use crate::model::{Cause, SystemError};
use std::borrow::Cow;
use std::io::{Error, ErrorKind};

/// Why it went wrong in plain words; in the system's own where none are plainer.
pub fn plain_why(cause: &Cause) -> Cow<'_, str> {
    let of_system = |error: &SystemError| plain(error).map(Cow::Borrowed);
    match cause {
        Cause::System(error) => of_system(error).unwrap_or_else(|| causes::why(cause)),
        Cause::SystemWith(error, consequence) => match plain(error) {
            Some(plain) => format!("{plain}; {}", causes::then(*consequence)).into(),
            None => causes::why(cause),
        },
        Cause::Own(_) => causes::why(cause),
    }
}

/// The same, and behind it what the system says, with its number, for those who look that up.
pub fn plain_cause(cause: &Cause) -> String {
    match cause {
        Cause::System(error) | Cause::SystemWith(error, _) if plain(error).is_some() => {
            let number = error.code.map(|code| format!(", error {code}")).unwrap_or_default();
            format!("{} ({}{number})", plain_why(cause), error.text)
        }
        _ => causes::cause(cause),
    }
}

/// Why a look at a path came to nothing, in plain words where there are some, to stand behind others.
pub(super) fn of_error(error: &Error) -> String {
    match of_kind(error.kind()) {
        Some(plain) => plain[..1].to_lowercase() + &plain[1..],
        None => error.to_string(),
    }
}

fn plain(error: &SystemError) -> Option<&'static str> {
    of_kind(Error::from_raw_os_error(error.code?).kind())
}

fn of_kind(kind: ErrorKind) -> Option<&'static str> {
    let words = match kind {
        ErrorKind::NotFound => "There is no such folder or file",
        ErrorKind::PermissionDenied => "You have no permission for it",
        ErrorKind::NotADirectory => "It is not a folder",
        ErrorKind::TimedOut => "The drive did not answer in time",
        ErrorKind::StaleNetworkFileHandle => "The network drive has lost it",
        ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::NotConnected => "The network drive can't be reached",
        ErrorKind::InvalidFilename => "Its name or path is longer or other than the drive allows",
        _ => return None,
    };
    Some(words)
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
    fn what_has_no_plainer_words_keeps_the_systems() {
        let odd = Cause::System(error(5, "Input/output error"));
        assert_eq!(plain_why(&odd), "Input/output error");
        assert_eq!(plain_cause(&odd), "Input/output error (error 5)");
        let unnumbered = Cause::System(SystemError { text: "no way".into(), code: None });
        assert_eq!(plain_cause(&unnumbered), "no way");
    }
}
