//! Why something went wrong while folders were read.

use super::lists::list_fault;
use super::pattern_mistake;
use crate::model::{Cause, Consequence, FewerWorkers, NotMore, Reason, SystemError};
use crate::text;
use std::borrow::Cow;

/// Why it went wrong, with the system's number where there is one.
pub fn cause(cause: &Cause) -> String {
    numbered(&why(cause), cause.code())
}

/// Why it went wrong, without the system's number.
pub fn why(cause: &Cause) -> Cow<'_, str> {
    match cause {
        Cause::System(error) => system(error, cfg!(target_os = "macos")),
        Cause::SystemWith(error, consequence) => {
            format!("{}; {}", system(error, cfg!(target_os = "macos")), then(*consequence)).into()
        }
        Cause::Own(reason) => own(reason),
    }
}

/// The system's words; on a Mac with what the user can do where its own say nothing of it.
fn system(error: &SystemError, is_mac: bool) -> Cow<'_, str> {
    match advice(error, is_mac) {
        Some(advice) => format!("{}; {}", error.text, small(advice)).into(),
        None => Cow::Borrowed(&error.text),
    }
}

/// What the user can do about a refusal of a Mac. `is_mac` tells that the program runs on one: a sheet may be of another system, which
/// has the number for something else.
pub(super) fn advice(error: &SystemError, is_mac: bool) -> Option<&'static str> {
    match (error.code.filter(|_| is_mac)?, &*error.text) {
        // EPERM is the answer to a program that may not read a protected folder. Folders that are for one program of Apple's (data vaults)
        // give it to every other, whatever it is allowed.
        (1, _) => Some(
            "macOS protects it. Allow Foldersheet, or the terminal that it runs in, in System Settings › Privacy & Security › Full Disk \
             Access, start it again and read again. Some folders of macOS itself stay closed to every program",
        ),
        // EDEADLK is that of a folder which may not be fetched.
        (11, "Resource deadlock avoided") => Some(
            "Its contents are in the cloud, and are not downloaded; pick it itself, or choose that cloud folders are listed",
        ),
        _ => None,
    }
}

/// A sentence that goes on from another one.
pub(super) fn small(words: &str) -> String {
    words[..1].to_lowercase() + &words[1..]
}

fn numbered(text: &str, code: Option<i32>) -> String {
    match code {
        Some(code) => format!("{text} (error {code})"),
        None => text.to_owned(),
    }
}

pub(super) fn then(consequence: Consequence) -> String {
    match consequence {
        Consequence::NamesOnly => {
            "its entries are rows without size and times, folders in it are not read".to_owned()
        }
        Consequence::NamesNotFound(1) => "1 of its names was not found, and may be there or not".to_owned(),
        Consequence::NamesNotFound(many) => {
            format!("{many} of its names were not found, and may be there or not")
        }
    }
}

fn own(reason: &Reason) -> Cow<'_, str> {
    let fixed = match reason {
        Reason::InItself => "it is one of the folders it is in; its contents are listed there",
        Reason::LeftToRemoved(_) => {
            "it was a source of its own, which was removed; read the source that it is in again"
        }
        Reason::PickedItself(_) => "it was picked itself; its contents are listed there",
        Reason::PickedTwice => "it is the same as another picked one",
        Reason::SameFolder => {
            "it is the same folder as another one here, reached by a link that looks like a folder; \
             its contents are listed there"
        }
        Reason::InsidePicked => "it is inside another picked folder; its contents are listed there",
        Reason::ListedBefore => {
            "a part of it was listed before, by a reading that was stopped or left out other things; \
             those files are there twice until everything is read again"
        }
        Reason::WouldMount => "reading must not mount anything; open it once and read again",
        Reason::InCloud => {
            "its contents are in the cloud, and listing them would download them; \
             pick it itself, or choose that cloud folders are listed"
        }
        Reason::Replaced => "something else took the folder's place; it was not followed",
        Reason::FoundNotOpened => "it is found when it is looked at, and not when it is opened",
        Reason::ListedNotFound(0) => "its folder lists it, and it is not found at any look",
        Reason::ListedNotFound(1) => {
            "its folder lists it, and it is not found at any look; so it is with 1 more name in it"
        }
        Reason::FolderListedNotFound => {
            "its folder lists it, and it is not found at any look; what is in it is not read"
        }
        Reason::Panicked(message) => message,
        Reason::UnknownFile => "it is neither a saved sheet nor a list that can be opened",
        Reason::OtherSystem => "the path is of another system or another machine, and can't be read here",
        Reason::DamagedFile { byte, rows } => {
            let (byte, rows) = (text::number(*byte), text::number(*rows));
            return format!(
                "damaged after row {rows}, {byte} bytes from its beginning; what could be read is shown"
            )
            .into();
        }
        Reason::ListedNotFound(more) => {
            let lists = "its folder lists it, and it is not found at any look";
            return format!("{lists}; so it is with {more} more names in it").into();
        }
        Reason::SameAs { path, .. } => {
            return format!("it is the same folder as {}, and is listed there", text::shown(path)).into();
        }
        Reason::NotAName(name) => {
            return format!("an entry is not listed, as its name can't be one: {}", text::shown(name)).into();
        }
        Reason::KernelFileSystem(kind) => {
            return format!("{kind} holds no files of yours; pick it itself to list it").into();
        }
        Reason::GivenUp(worker) => return format!("{worker} was given up while it waited").into(),
        Reason::FewerWorkers(fewer) => return fewer_workers(fewer).into(),
        Reason::Pattern(mistake) => return pattern_mistake(mistake).into(),
        Reason::List(fault) => return list_fault(fault).into(),
    };
    Cow::Borrowed(fixed)
}

fn fewer_workers(fewer: &FewerWorkers) -> String {
    let FewerWorkers { started, wanted, why } = fewer;
    let short = match why {
        NotMore::OpenFiles => "open files",
        NotMore::Memory => "memory",
        NotMore::Refused(SystemError { text, code }) => {
            return format!("{started} of {wanted}: {}", numbered(text, *code));
        }
    };
    format!("{started} of {wanted}: this process may have too little {short} for more")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_systems_words_come_first_and_its_number_last() {
        let error = SystemError { text: "Permission denied".into(), code: Some(13) };
        assert_eq!(cause(&Cause::System(error.clone())), "Permission denied (error 13)");
        let with = Cause::SystemWith(error.clone(), Consequence::NamesNotFound(1));
        let said = "Permission denied; 1 of its names was not found, and may be there or not";
        assert_eq!((why(&with).as_ref(), cause(&with)), (said, format!("{said} (error 13)")));
        let fewer = |why| Reason::FewerWorkers(Box::new(FewerWorkers { started: 2, wanted: 8, why })).into();
        assert_eq!(cause(&fewer(NotMore::Refused(error))), "2 of 8: Permission denied (error 13)");
        assert_eq!(
            cause(&fewer(NotMore::Memory)),
            "2 of 8: this process may have too little memory for more"
        );
    }

    #[test]
    fn on_a_mac_it_is_said_where_access_is_granted() {
        let error = |text: &str, code| SystemError { text: text.into(), code: Some(code) };
        let protected = error("Operation not permitted", 1);
        let said = system(&protected, true);
        assert!(said.starts_with("Operation not permitted; macOS protects it"), "{said}");
        assert!(said.contains("System Settings › Privacy & Security › Full Disk Access"), "{said}");
        assert_eq!(system(&protected, false), "Operation not permitted");
        assert_eq!(system(&error("Permission denied", 13), true), "Permission denied", "a matter of rights");
        let cloud = system(&error("Resource deadlock avoided", 11), true).into_owned();
        assert!(cloud.starts_with("Resource deadlock avoided; its contents are in the cloud"), "{cloud}");
        let of_linux = error("Resource temporarily unavailable", 11);
        assert_eq!(system(&of_linux, true), "Resource temporarily unavailable");
        assert_eq!(
            cause(&Reason::SameAs { path: b"/Users".as_slice().into(), root: None }.into()),
            "it is the same folder as /Users, and is listed there"
        );
    }

    #[test]
    fn names_are_counted() {
        for (more, end) in [(0, "at any look"), (1, "with 1 more name in it"), (2, "with 2 more names in it")]
        {
            let said = cause(&Reason::ListedNotFound(more).into());
            assert!(said.ends_with(end), "{said}");
        }
    }
}
