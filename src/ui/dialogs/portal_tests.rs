//! The portal's file dialogs, against stand-ins on a message bus of the test's own.

use super::*;
use crate::ui::test_bus::Bus;
use crossbeam_channel::{Receiver, Sender, unbounded};
use std::path::PathBuf;
use std::thread;

const FOLDERS: Question = Question::Folders { start: None };

fn file() -> Question {
    let [name, kind, extension] = ["ü.csv", "CSV", "csv"].map(str::to_owned);
    Question::File { title: "Save as", name, kind, extension, start: Some("/srv/a b".into()) }
}

/// The portal's own connection.
type Portal = Connection;

/// A portal that hands each call over: method, parent, title and options.
struct FileChooser {
    version: u32,
    calls: Sender<(String, String, String, HashMap<String, OwnedValue>)>,
    /// What it fails with.
    fails: bool,
}

const HANDLE: &str = "/org/freedesktop/portal/desktop/request/1_7/t";

impl FileChooser {
    fn take(
        &self,
        method: &str,
        parent: String,
        title: String,
        options: HashMap<String, OwnedValue>,
    ) -> zbus::fdo::Result<OwnedObjectPath> {
        if self.fails {
            return Err(zbus::fdo::Error::Failed("no back end".into()));
        }
        self.calls.send((method.to_owned(), parent, title, options)).unwrap();
        Ok(OwnedObjectPath::try_from(HANDLE).unwrap())
    }
}

#[zbus::interface(name = "org.freedesktop.portal.FileChooser")]
impl FileChooser {
    #[zbus(property, name = "version")]
    fn version(&self) -> u32 {
        self.version
    }

    fn open_file(
        &self,
        parent: String,
        title: String,
        options: HashMap<String, OwnedValue>,
    ) -> zbus::fdo::Result<OwnedObjectPath> {
        self.take("OpenFile", parent, title, options)
    }

    fn save_file(
        &self,
        parent: String,
        title: String,
        options: HashMap<String, OwnedValue>,
    ) -> zbus::fdo::Result<OwnedObjectPath> {
        self.take("SaveFile", parent, title, options)
    }
}

struct Settings;

#[zbus::interface(name = "org.freedesktop.portal.Settings")]
impl Settings {}

type Calls = Receiver<(String, String, String, HashMap<String, OwnedValue>)>;

fn portal(bus: &Bus, version: u32, fails: bool) -> (Portal, Calls) {
    let (calls, called) = unbounded();
    let builder = Builder::address(&*bus.address).unwrap().name(PORTAL).unwrap();
    (builder.serve_at(PATH, FileChooser { version, calls, fails }).unwrap().build().unwrap(), called)
}

fn respond(by: &Connection, path: &str, code: u32, uris: &[&str]) {
    let results = HashMap::from([("uris", Value::new(uris.to_vec()))]);
    by.emit_signal(None::<&str>, path, REQUEST, "Response", &(code, results)).unwrap();
}

/// Asks, and does this once the portal was called.
fn asked(bus: &Bus, question: &Question, calls: &Calls, then: impl FnOnce()) -> Result<Answer, String> {
    let asking = bus.connect();
    thread::scope(|scope| {
        let answer = scope.spawn(move || ask_over(&asking, question, "x11:1f"));
        calls.recv().unwrap();
        then();
        answer.join().unwrap()
    })
}

fn words(answer: Result<Answer, String>) -> String {
    match answer {
        Ok(Answer::Unavailable(why)) => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn only_a_portal_with_file_dialogs_is_asked() {
    let Some(bus) = Bus::start() else { return };
    let ask = |question: &Question| ask_over(&bus.connect(), question, "").unwrap_err();
    assert!(ask(&FOLDERS).contains("no portal"));
    let without = Builder::address(&*bus.address).unwrap().name(PORTAL).unwrap();
    let without = without.serve_at(PATH, Settings).unwrap().build().unwrap();
    assert!(ask(&file()).contains("no portal with file dialogs"));
    drop(without);
    let (old, _) = portal(&bus, 2, true);
    assert!(ask(&FOLDERS).contains("too old"));
    assert!(ask(&file()).contains("no back end"), "it fails, and its words are passed on");
    drop(old);
}

#[test]
fn it_is_asked_as_it_wants() {
    let Some(bus) = Bus::start() else { return };
    let (portal, calls) = portal(&bus, 3, false);
    for (question, method, has) in [
        (FOLDERS, "OpenFile", &["directory", "multiple"][..]),
        (file(), "SaveFile", &["current_name", "filters", "current_folder"]),
    ] {
        let asking = bus.connect();
        let (method_called, parent, title, options) = thread::scope(|scope| {
            scope.spawn(|| ask_over(&asking, &question, "x11:1f"));
            let call = calls.recv().unwrap();
            respond(&portal, HANDLE, 1, &[]);
            call
        });
        assert_eq!((&*method_called, &*parent, &*title), (method, "x11:1f", question.title()));
        assert!(has.iter().all(|option| options.contains_key(*option)), "{options:?}");
        if method == "SaveFile" {
            let folder = options["current_folder"].try_clone().unwrap();
            assert_eq!(Vec::<u8>::try_from(folder).unwrap(), b"/srv/a b\0");
            let name = options["current_name"].try_clone().unwrap();
            assert_eq!(String::try_from(name).unwrap(), "ü.csv");
            assert_eq!(options["filters"].value_signature().to_string(), "a(sa(us))");
        } else {
            assert!(!options.contains_key("current_folder"));
        }
    }
}

#[test]
fn every_code_and_address_has_its_answer() {
    let Some(bus) = Bus::start() else { return };
    let (portal, calls) = portal(&bus, 3, false);
    let answered =
        |code, uris: &[&str]| asked(&bus, &FOLDERS, &calls, || respond(&portal, HANDLE, code, uris));
    let paths = |bytes: &[&[u8]]| -> Vec<PathBuf> {
        bytes.iter().map(|path| PathBuf::from(name::to_os(path).into_owned())).collect()
    };
    let chosen = answered(0, &["file:///srv/a%20b", "file:///srv/%FF%0A"]);
    assert_eq!(chosen, Ok(Answer::Chosen(paths(&[b"/srv/a b", b"/srv/\xFF\n"]))));
    assert_eq!(answered(1, &[]), Ok(Answer::Cancelled));
    let why = words(answered(7, &[]));
    assert!(why.contains("code 7") && why.contains("Type or paste"), "{why}");
    let why = words(answered(0, &["file://otherhost/x"]));
    assert!(why.contains("on another machine, “otherhost”"), "{why}");
    assert!(words(answered(0, &["x"])).contains("“x” is not the address"));
    assert!(words(answered(0, &[])).contains("without a path"));
    match answered(0, &["file:///a", "smb://nas/b"]) {
        Ok(Answer::Partly(folders, why)) => {
            assert!(folders == paths(&[b"/a"]) && why.contains("smb://nas/b"), "{why}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_dialog_that_ended_was_closed_by_who_saw_it_or_failed() {
    for question in [FOLDERS, file()] {
        assert_eq!(answer(2, &HashMap::new(), &question, true), Answer::Cancelled);
        assert!(words(Ok(answer(2, &HashMap::new(), &question, false))).contains("code 2"));
    }
}

#[test]
fn a_back_end_that_ends_is_heard() {
    let Some(bus) = Bus::start() else { return };
    let listening = bus.connect();
    let back_end =
        || Builder::address(&*bus.address).unwrap().name(format!("{BACK_ENDS}.desktop.x")).unwrap();
    let (portal, _calls) = portal(&bus, 3, false);
    let owner = listen(&listening).unwrap();
    let heard = MessageIterator::from(&listening);
    let handle = OwnedObjectPath::try_from(HANDLE).unwrap();
    back_end().build().unwrap().close().unwrap();
    portal.close().unwrap();
    // The bus tells of both, in the order in which it sees them.
    let ends = heard.filter_map(|message| said(&message.unwrap(), &owner, &handle));
    let is_back_end = |end| matches!(end, Said::BackEndEnded);
    let mut back_ends: Vec<bool> = ends.take(2).map(is_back_end).collect();
    back_ends.sort_unstable();
    assert_eq!(back_ends, [false, true]);
}

#[test]
fn an_odd_answer_is_said() {
    let Some(bus) = Bus::start() else { return };
    let (portal, calls) = portal(&bus, 3, false);
    let odd =
        || portal.emit_signal(None::<&str>, HANDLE, REQUEST, "Response", &("what", true)).unwrap_or_default();
    assert!(words(asked(&bus, &file(), &calls, odd)).contains("Type where to write"));
}

#[test]
fn a_portal_that_ends_is_said() {
    let Some(bus) = Bus::start() else { return };
    let (portal, calls) = portal(&bus, 3, false);
    let asking = bus.connect();
    let asked = begin(&asking, &file(), "").unwrap_or_else(|why| panic!("{why}"));
    assert!(calls.try_recv().is_ok());
    portal.close().unwrap();
    let why = words(Ok(asked.wait(&file())));
    assert!(why.contains("ended without an answer") && why.contains("Type where to write"), "{why}");
}

#[test]
fn a_stranger_answers_nothing() {
    let Some(bus) = Bus::start() else { return };
    let (portal, calls) = portal(&bus, 3, false);
    let stranger = bus.connect();
    let answer = asked(&bus, &FOLDERS, &calls, || {
        respond(&stranger, HANDLE, 0, &["file:///by/a/stranger"]);
        let body = (PORTAL, portal.unique_name().unwrap().as_str(), "");
        stranger.emit_signal(None::<&str>, BUS_PATH, BUS, "NameOwnerChanged", &body).unwrap_or_default();
        respond(&portal, "/org/freedesktop/portal/desktop/request/1_7/other", 0, &["file:///by/another"]);
        respond(&portal, HANDLE, 0, &["file:///by/the/portal"]);
    });
    assert_eq!(answer, Ok(Answer::Chosen(vec!["/by/the/portal".into()])));
}
