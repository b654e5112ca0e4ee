#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test")]

use super::*;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use x11rb::protocol::xproto::{SELECTION_NOTIFY_EVENT, SelectionRequestEvent};

const BOUND: Duration = Duration::from_secs(60);

/// An X server without a screen, ended with the test.
struct Server(Child, String);

impl Server {
    /// Starts it; `None`, said as the test's reason to be skipped, if the machine has none.
    fn start() -> Option<Server> {
        let server = Server::started();
        if server.is_none() {
            println!("skipped: Xvfb doesn't start");
        }
        server
    }

    fn started() -> Option<Server> {
        let mut command = Command::new("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", "64x64x24", "-nolisten", "tcp"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
        let mut number = String::new();
        BufReader::new(child.stdout.take()?).read_line(&mut number).ok()?;
        Some(Server(child, format!(":{}", number.trim())))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A file manager that drags, by the protocol's own words.
struct Source {
    x: RustConnection,
    atoms: Atoms,
    own: Window,
    over: Window,
    proxy: Window,
}

impl Source {
    fn new(server: &Server) -> (Source, crossbeam_channel::Receiver<DropEvent>) {
        let (x, screen) = x11rb::connect(Some(&server.1)).unwrap();
        let atoms = Atoms::new(&x).unwrap().reply().unwrap();
        let root = x.setup().roots[screen].root;
        let [own, over] = [0; 2].map(|_| {
            let id = x.generate_id().unwrap();
            let aux = CreateWindowAux::new();
            let mask = aux.event_mask(EventMask::PROPERTY_CHANGE);
            x.create_window(
                COPY_DEPTH_FROM_PARENT,
                id,
                root,
                0,
                0,
                9,
                9,
                0,
                WindowClass::INPUT_OUTPUT,
                0,
                &mask,
            )
            .unwrap();
            id
        });
        x.set_selection_owner(own, atoms.XdndSelection, 0u32).unwrap().check().unwrap();
        let (tell, told) = crossbeam_channel::unbounded();
        let display = server.1.clone();
        let watching = move || watch(Some(&display), over, &tell, &Context::default()).unwrap_or_default();
        std::thread::Builder::new().spawn(watching).unwrap();
        let mut source = Source { x, atoms, own, over, proxy: NONE };
        while source.proxy == NONE {
            if let Event::PropertyNotify(change) = source.x.wait_for_event().unwrap()
                && change.atom == source.atoms.XdndProxy
            {
                source.proxy = source.window_in(source.over);
            }
        }
        assert_eq!(source.window_in(source.proxy), source.proxy, "a proxy names itself");
        (source, told)
    }

    fn window_in(&self, window: Window) -> Window {
        let found = self.x.get_property(false, window, self.atoms.XdndProxy, AtomEnum::WINDOW, 0, 1).unwrap();
        found.reply().unwrap().value32().unwrap().next().unwrap()
    }

    fn tell(&self, kind: Atom, data: [u32; 5]) {
        let message = ClientMessageEvent::new(32, self.over, kind, data);
        self.x.send_event(false, self.proxy, EventMask::NO_EVENT, message).unwrap();
        self.x.flush().unwrap();
    }

    fn enter(&self, kind: Atom) {
        self.tell(self.atoms.XdndEnter, [self.own, VERSION << 24, kind, NONE, NONE]);
        self.tell(self.atoms.XdndPosition, [self.own, 0, 0, 0, self.atoms.XdndActionCopy]);
    }

    fn leave_or_drop(&self, kind: Atom) {
        self.tell(kind, [self.own, 0, 0, 0, 0]);
    }

    /// The next message of this kind.
    fn heard(&self, kind: Atom) -> [u32; 5] {
        loop {
            if let Event::ClientMessage(message) = self.x.wait_for_event().unwrap()
                && message.type_ == kind
            {
                return message.data.as_data32();
            }
        }
    }

    fn request(&self) -> SelectionRequestEvent {
        loop {
            if let Event::SelectionRequest(request) = self.x.wait_for_event().unwrap() {
                assert_eq!(request.target, self.atoms.UriList);
                return request;
            }
        }
    }

    fn notify(&self, request: &SelectionRequestEvent, property: Atom) {
        let SelectionRequestEvent { time, requestor, selection, target, .. } = *request;
        let response_type = SELECTION_NOTIFY_EVENT;
        let answer =
            SelectionNotifyEvent { response_type, sequence: 0, time, requestor, selection, target, property };
        self.x.send_event(false, requestor, EventMask::NO_EVENT, answer).unwrap();
        self.x.flush().unwrap();
    }

    fn put(&self, request: &SelectionRequestEvent, kind: Atom, bytes: &[u8]) {
        self.x.change_property8(PropMode::REPLACE, request.requestor, request.property, kind, bytes).unwrap();
        self.x.flush().unwrap();
    }
}

#[test]
fn a_drop_is_handed_over_as_it_was_sent() {
    let Some(server) = Server::start() else { return };
    let (source, told) = Source::new(&server);
    let list = b"file:///odd%FF\r\nfile://host/\r\nfile:///gone\r\n";
    for _ in 0..2 {
        source.enter(source.atoms.UriList);
        let request = source.request();
        source.put(&request, source.atoms.UriList, list);
        source.notify(&request, request.property);
        assert_eq!(source.heard(source.atoms.XdndStatus)[..2], [source.over, 1]);
        assert_eq!(told.recv_timeout(BOUND), Ok(DropEvent::Over));
        source.leave_or_drop(source.atoms.XdndDrop);
        assert_eq!(told.recv_timeout(BOUND), Ok(DropEvent::Dropped(list.to_vec())));
        // A copy: a file manager that hears of a move would take the folders away.
        let copy = source.atoms.XdndActionCopy;
        assert_eq!(source.heard(source.atoms.XdndFinished)[..3], [source.over, 1, copy]);
    }
}

#[test]
fn a_long_list_in_pieces_that_comes_after_the_drop_is_whole() {
    let Some(server) = Server::start() else { return };
    let (source, told) = Source::new(&server);
    source.enter(source.atoms.UriList);
    let request = source.request();
    source.leave_or_drop(source.atoms.XdndDrop);
    let mask = ChangeWindowAttributesAux::new().event_mask(EventMask::PROPERTY_CHANGE);
    source.x.change_window_attributes(request.requestor, &mask).unwrap();
    source.put(&request, source.atoms.INCR, &[0; 4]);
    source.notify(&request, request.property);
    let piece = b"file:///a\r\n".repeat(9000);
    for bytes in [&piece[..], &piece, b""] {
        loop {
            if let Event::PropertyNotify(change) = source.x.wait_for_event().unwrap()
                && (change.window, change.state) == (request.requestor, Property::DELETE)
            {
                break;
            }
        }
        source.put(&request, source.atoms.UriList, bytes);
    }
    assert_eq!(told.recv_timeout(BOUND), Ok(DropEvent::Dropped(piece.repeat(2))));
}

#[test]
fn what_is_no_list_is_not_taken_and_what_leaves_is_forgotten() {
    let Some(server) = Server::start() else { return };
    let (source, told) = Source::new(&server);
    source.enter(source.atoms.INCR);
    assert_eq!(source.heard(source.atoms.XdndStatus)[..2], [source.over, 0]);
    source.leave_or_drop(source.atoms.XdndLeave);
    assert_eq!(told.recv_timeout(BOUND), Ok(DropEvent::Left));
    // A refusal is an empty list, and the source isn't left waiting.
    source.enter(source.atoms.UriList);
    let request = source.request();
    source.notify(&request, NONE);
    assert_eq!(told.recv_timeout(BOUND), Ok(DropEvent::Over));
    source.leave_or_drop(source.atoms.XdndDrop);
    assert_eq!(told.recv_timeout(BOUND), Ok(DropEvent::Dropped(Vec::new())));
    source.heard(source.atoms.XdndFinished);
}

#[test]
fn a_source_that_dies_leaves_no_invitation_behind() {
    let Some(server) = Server::start() else { return };
    let (source, told) = Source::new(&server);
    source.enter(source.atoms.UriList);
    let request = source.request();
    source.put(&request, source.atoms.UriList, b"file:///a\r\n");
    source.notify(&request, request.property);
    assert_eq!(told.recv_timeout(BOUND), Ok(DropEvent::Over));
    source.x.destroy_window(source.own).unwrap();
    source.x.flush().unwrap();
    assert_eq!(told.recv_timeout(BOUND), Ok(DropEvent::Left));
}
