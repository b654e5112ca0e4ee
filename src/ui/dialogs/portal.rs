//! The file dialogs of the desktop's portal, `org.freedesktop.portal.FileChooser`, as xdg-desktop-portal documents it. `linux` calls it
//! on a thread that may wait.
//!
//! The portal is asked itself whether it has them, because its being installed says little. A question is a method call that returns at
//! once with a handle; the answer is a signal to that handle, and may take as long as the user does. A portal that ends meanwhile never
//! sends it, so its leaving the bus is listened for, and that of its back ends, which draw the dialogs. Every question has a connection of its own: when that closes, the portal closes the
//! dialog.

use super::{Answer, Question, SHEETS, glob};
use crate::model::name;
use crate::text;
use crate::ui::typed::{self, Here};
use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::Path;
use std::time::{Duration, Instant};
use zbus::blocking::connection::Builder;
use zbus::blocking::{Connection, MessageIterator};
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};
use zbus::{Message, message};

const PORTAL: &str = "org.freedesktop.portal.Desktop";
const PATH: &str = "/org/freedesktop/portal/desktop";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";
const FILE_CHOOSER: &str = "org.freedesktop.portal.FileChooser";
const REQUEST: &str = "org.freedesktop.portal.Request";
/// What the names of all back ends begin with.
const BACK_ENDS: &str = "org.freedesktop.impl.portal";
const BUS: &str = "org.freedesktop.DBus";
const BUS_PATH: &str = "/org/freedesktop/DBus";

/// The first version of the interface that can ask for folders.
const ASKS_FOR_FOLDERS: u32 = 3;

/// A portal that takes longer to start or to show a dialog, or that hangs, is not waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// A dialog that ends sooner was not closed by the user, who has not seen it yet.
const SEEN: Duration = Duration::from_millis(800);

/// Asks, and waits for the answer. `window` is the parent in the portal's notation; empty for none.
///
/// # Errors
/// In a sentence, if the portal can't be asked, so that another dialog may be.
pub(super) fn ask(question: &Question, window: &str) -> Result<Answer, String> {
    let bus = Builder::session().and_then(|bus| bus.method_timeout(PATIENCE).build());
    let bus = bus.map_err(|error| format!("The session's message bus can't be reached ({error})."))?;
    ask_over(&bus, question, window)
}

fn ask_over(bus: &Connection, question: &Question, window: &str) -> Result<Answer, String> {
    begin(bus, question, window).map(|asked| asked.wait(question))
}

/// A question that the portal has taken.
struct PortalRequest {
    handle: OwnedObjectPath,
    /// The portal's own name on the bus.
    owner: String,
    heard: MessageIterator,
}

fn begin(bus: &Connection, question: &Question, window: &str) -> Result<PortalRequest, String> {
    let version = version(bus).map_err(|error| match is_late(&error) {
        true => "The desktop's portal does not answer.".to_owned(),
        false => "The desktop has no portal with file dialogs.".to_owned(),
    })?;
    if matches!(question, Question::Folders { .. }) && version < ASKS_FOR_FOLDERS {
        return Err("The desktop's portal is too old to ask for folders.".to_owned());
    }
    let failed = |error| match is_late(&error) {
        true => "The desktop's file dialog does not answer.".to_owned(),
        false => format!("The desktop's file dialog failed ({error})."),
    };
    let owner = listen(bus).map_err(failed)?;
    // Before the question, so that no answer is missed.
    let heard = MessageIterator::from(bus);
    let handle = call(bus, question, window).map_err(failed)?;
    Ok(PortalRequest { handle, owner, heard })
}

impl PortalRequest {
    /// Waits for the answer.
    fn wait(self, question: &Question) -> Answer {
        let shown = Instant::now();
        let mut is_broken = false;
        for message in self.heard.filter_map(Result::ok) {
            match said(&message, &self.owner, &self.handle) {
                Some(Said::Answered(code, results)) => {
                    let is_seen = !is_broken && shown.elapsed() > SEEN;
                    return answer(code, &results, question, is_seen);
                }
                Some(Said::BackEndEnded) => is_broken = true,
                Some(Said::Ended) => break,
                None => {}
            }
        }
        question.failed("The desktop's file dialog ended without an answer.")
    }
}

/// The interface's version; a portal without a back end for file dialogs hasn't the interface. Starts the portal where the bus can.
fn version(bus: &Connection) -> zbus::Result<u32> {
    let reply = bus.call_method(Some(PORTAL), PATH, Some(PROPERTIES), "Get", &(FILE_CHOOSER, "version"))?;
    let version: OwnedValue = reply.body().deserialize()?;
    Ok(u32::try_from(version)?)
}

fn is_late(error: &zbus::Error) -> bool {
    matches!(error, zbus::Error::InputOutput(error) if error.kind() == ErrorKind::TimedOut)
}

/// Has the bus send the signals for an answer and for the portal's end. Returns the portal's own name on the bus.
fn listen(bus: &Connection) -> zbus::Result<String> {
    let bus_call =
        |method, argument: &str| bus.call_method(Some(BUS), BUS_PATH, Some(BUS), method, &argument);
    let left = format!("type='signal',sender='{BUS}',member='NameOwnerChanged'");
    bus_call("AddMatch", &format!("{left},arg0='{PORTAL}'"))?;
    bus_call("AddMatch", &format!("{left},arg0namespace='{BACK_ENDS}'"))?;
    let owner: String = bus_call("GetNameOwner", PORTAL)?.body().deserialize()?;
    bus_call("AddMatch", &format!("type='signal',sender='{owner}',interface='{REQUEST}',member='Response'"))?;
    Ok(owner)
}

fn call(bus: &Connection, question: &Question, window: &str) -> zbus::Result<OwnedObjectPath> {
    let mut options: HashMap<&str, Value<'_>> = HashMap::from([("modal", true.into())]);
    let method = match question {
        Question::Folders { .. } => {
            options.extend([("multiple", true.into()), ("directory", true.into())]);
            options.insert("accept_label", "_Add".into());
            "OpenFile"
        }
        Question::Sheet { .. } => {
            // 0: the second one is a glob.
            let filters: Vec<_> = SHEETS
                .iter()
                .map(|(kind, ends)| {
                    let globs: Vec<_> = ends.iter().map(|end| (0_u32, glob(end))).collect();
                    ((*kind).to_owned(), globs)
                })
                .collect();
            options.insert("filters", Value::new(filters));
            options.insert("accept_label", "_Open".into());
            "OpenFile"
        }
        Question::File { name, kind, extension, .. } => {
            options.insert("current_name", name.as_str().into());
            // 0: the second one is a glob.
            let filter = (kind.clone(), vec![(0_u32, format!("*.{extension}"))]);
            options.insert("filters", Value::new(vec![filter]));
            "SaveFile"
        }
    };
    if let Some(start) = question.start() {
        options.insert("current_folder", folder(start).into());
    }
    let body = (window, question.title(), options);
    bus.call_method(Some(PORTAL), PATH, Some(FILE_CHOOSER), method, &body)?.body().deserialize()
}

/// A folder in the portal's notation: its bytes, ended by a NUL.
fn folder(path: &Path) -> Vec<u8> {
    let mut bytes = name::path_bytes(path).to_vec();
    bytes.push(0);
    bytes
}

/// What a message of the bus tells.
enum Said {
    /// The code and the results of the question.
    Answered(u32, HashMap<String, OwnedValue>),
    /// The portal has left the bus.
    Ended,
    /// One of its back ends has.
    BackEndEnded,
}

/// `None` if it is about something else. Any program on the bus can send signals: only those of the portal and of the bus count.
fn said(message: &Message, owner: &str, handle: &OwnedObjectPath) -> Option<Said> {
    let header = message.header();
    if header.message_type() != message::Type::Signal {
        return None;
    }
    let is = |interface: &str, member: &str| {
        header.interface().is_some_and(|own| own.as_str() == interface)
            && header.member().is_some_and(|own| own.as_str() == member)
    };
    match header.sender()?.as_str() {
        sender
            if sender == owner && is(REQUEST, "Response") && header.path()?.as_str() == handle.as_str() =>
        {
            // An unreadable answer is an answer too, though we can't tell which.
            let (code, results) = message.body().deserialize().unwrap_or((u32::MAX, HashMap::new()));
            Some(Said::Answered(code, results))
        }
        BUS if is(BUS, "NameOwnerChanged") => {
            let (name, old, new): (String, String, String) = message.body().deserialize().ok()?;
            match &*name {
                PORTAL if old == owner => Some(Said::Ended),
                PORTAL => None,
                _ => (name.starts_with(BACK_ENDS) && new.is_empty()).then_some(Said::BackEndEnded),
            }
        }
        _ => None,
    }
}

/// What the portal's answer means: 0 is done, 1 cancelled by the user, 2 ended in some other way. That is what GTK's back end says where
/// the user closes the dialog by Esc or its cross, and the portal where the back end fails; so `is_seen` tells whether the user may have.
fn answer(code: u32, results: &HashMap<String, OwnedValue>, question: &Question, is_seen: bool) -> Answer {
    match code {
        0 => {}
        1 => return Answer::Cancelled,
        2 if is_seen => return Answer::Cancelled,
        code => return question.failed(&format!("The desktop's file dialog failed (code {code}).")),
    }
    let uris = results.get("uris").and_then(|uris| uris.try_clone().ok());
    let uris = uris.and_then(|uris| Vec::<String>::try_from(uris).ok()).unwrap_or_default();
    let here = Here::now();
    let (mut paths, mut refused) = (Vec::new(), Vec::new());
    for uri in &uris {
        match typed::located(uri, &here) {
            Ok(path) => paths.push(path),
            Err(why) => refused.push(text::printable(&why).into_owned()),
        }
    }
    match (paths.is_empty(), refused.is_empty()) {
        (false, true) => Answer::Chosen(paths),
        (false, false) => Answer::Partly(paths, refused.join(" ")),
        (true, false) => question.failed(&refused.join(" ")),
        (true, true) => question.failed("The desktop's file dialog answered without a path."),
    }
}

#[cfg(test)]
#[path = "portal_tests.rs"]
mod tests;
