//! Drops on X11, by the protocol XDND, version 5. [`super::Drops`] starts it.
//!
//! winit 0.30 takes none of the items if one isn't UTF-8, is on another machine or doesn't exist, reports nothing, and follows links. XDND
//! lets a window name another one that its messages go to, its proxy: that one is ours, on a connection and a thread of its own. Programs
//! that know nothing of proxies go on with winit.

use crossbeam_channel::Sender;
use eframe::egui::Context;
use std::error::Error;
use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ChangeWindowAttributesAux, ClientMessageEvent, ConnectionExt as _, CreateWindowAux,
    EventMask, PropMode, Property, PropertyNotifyEvent, SelectionNotifyEvent, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;
use x11rb::{COPY_DEPTH_FROM_PARENT, NONE};

/// The version of the protocol.
const VERSION: u32 = 5;
/// How much of a list is fetched at once, in units of four bytes.
const STEP: u32 = 1 << 16;
/// A longer list, in bytes, is cut: no file manager has a million items in one drag.
const LONGEST: usize = 1 << 28;

x11rb::atom_manager! {
    Atoms: AtomsCookie {
        XdndAware,
        XdndProxy,
        XdndEnter,
        XdndPosition,
        XdndStatus,
        XdndLeave,
        XdndDrop,
        XdndFinished,
        XdndSelection,
        XdndTypeList,
        XdndActionCopy,
        UriList: b"text/uri-list",
        INCR,
    }
}

/// What happens to a drag over the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum DropEvent {
    /// It is over the window, with something in it that can be added.
    Over,
    /// It went elsewhere.
    Left,
    /// It was dropped: the list of its items, `text/uri-list`.
    Dropped(Vec<u8>),
}

/// Tells of drags over `window` until the X server is gone.
///
/// # Errors
/// If the server can't be reached, or later is gone.
pub(super) fn watch(
    display: Option<&str>,
    window: Window,
    told: &Sender<DropEvent>,
    wake: &Context,
) -> Result<(), Box<dyn Error>> {
    let (x, screen) = x11rb::connect(display)?;
    let atoms = Atoms::new(&x)?.reply()?;
    let root = x.setup().roots.get(screen).ok_or("no such screen")?.root;
    let proxy = x.generate_id()?;
    let aux = CreateWindowAux::new().event_mask(EventMask::PROPERTY_CHANGE).override_redirect(1);
    x.create_window(COPY_DEPTH_FROM_PARENT, proxy, root, -1, -1, 1, 1, 0, WindowClass::INPUT_ONLY, 0, &aux)?;
    x.change_property32(PropMode::REPLACE, proxy, atoms.XdndAware, AtomEnum::ATOM, &[VERSION])?;
    x.change_property32(PropMode::REPLACE, proxy, atoms.XdndProxy, AtomEnum::WINDOW, &[proxy])?;
    x.change_property32(PropMode::REPLACE, window, atoms.XdndProxy, AtomEnum::WINDOW, &[proxy])?.check()?;
    let mut target = Target { x, atoms, window, proxy, drag: None };
    loop {
        target.x.flush()?;
        let event = target.x.wait_for_event()?;
        if let Some(news) = target.take(&event)? {
            if told.send(news).is_err() {
                return Ok(());
            }
            wake.request_repaint();
        }
    }
}

/// A drag over the window.
struct XdndDrag {
    source: Window,
    /// Whether it has a list of addresses.
    has_list: bool,
    is_asked: bool,
    is_dropped: bool,
    /// What came of a list that comes in pieces.
    pieces: Option<Vec<u8>>,
    list: Option<Vec<u8>>,
}

struct Target {
    x: RustConnection,
    atoms: Atoms,
    window: Window,
    proxy: Window,
    drag: Option<XdndDrag>,
}

type DropResult = Result<Option<DropEvent>, Box<dyn Error>>;

impl Target {
    fn take(&mut self, event: &Event) -> DropResult {
        match event {
            Event::ClientMessage(message) => self.message(message),
            Event::SelectionNotify(answer) => self.answered(answer),
            Event::PropertyNotify(change) => self.piece(change),
            Event::DestroyNotify(gone) => Ok(self.gone(gone.window)),
            // Errors are of a source that is gone.
            _ => Ok(None),
        }
    }

    fn message(&mut self, message: &ClientMessageEvent) -> DropResult {
        let data = message.data.as_data32();
        let source = data[0];
        if message.type_ == self.atoms.XdndEnter {
            let has_list = self.types(source, &data)?.contains(&self.atoms.UriList);
            let (is_asked, is_dropped) = (false, false);
            // A source that dies says nothing of leaving.
            let aux = ChangeWindowAttributesAux::new().event_mask(EventMask::STRUCTURE_NOTIFY);
            self.x.change_window_attributes(source, &aux)?;
            self.drag = Some(XdndDrag { source, has_list, is_asked, is_dropped, pieces: None, list: None });
            return Ok(None);
        }
        if self.drag.as_ref().is_none_or(|drag| drag.source != source) {
            return Ok(None);
        }
        if message.type_ == self.atoms.XdndPosition {
            self.ask(data[3])?;
            let takes = self.drag.as_ref().is_some_and(|drag| drag.has_list);
            let action = if takes { self.atoms.XdndActionCopy } else { NONE };
            self.send(source, self.atoms.XdndStatus, [self.window, u32::from(takes), 0, 0, action])?;
        } else if message.type_ == self.atoms.XdndLeave {
            self.drag = None;
            return Ok(Some(DropEvent::Left));
        } else if message.type_ == self.atoms.XdndDrop {
            self.ask(data[2])?;
            if let Some(drag) = &mut self.drag {
                drag.is_dropped = true;
            }
            return self.finish();
        }
        Ok(None)
    }

    /// Forgets a drag whose source is gone.
    fn gone(&mut self, window: Window) -> Option<DropEvent> {
        self.drag.take_if(|drag| drag.source == window).map(|_| DropEvent::Left)
    }

    /// The types that a source offers.
    fn types(&self, source: Window, data: &[u32; 5]) -> Result<Vec<Atom>, Box<dyn Error>> {
        if data[1] & 1 == 0 {
            return Ok(data[2..].to_vec());
        }
        let types = self.x.get_property(false, source, self.atoms.XdndTypeList, AtomEnum::ATOM, 0, STEP)?;
        // No answer: the source is gone.
        Ok(types.reply().ok().and_then(|types| Some(types.value32()?.collect())).unwrap_or_default())
    }

    /// Asks for the list, once; `time` is that of the message.
    fn ask(&mut self, time: u32) -> Result<(), Box<dyn Error>> {
        let Some(drag) = self.drag.as_mut().filter(|drag| drag.has_list && !drag.is_asked) else {
            return Ok(());
        };
        drag.is_asked = true;
        let selection = self.atoms.XdndSelection;
        self.x.convert_selection(self.proxy, selection, self.atoms.UriList, selection, time)?;
        Ok(())
    }

    fn answered(&mut self, answer: &SelectionNotifyEvent) -> DropResult {
        // A property of none is a refusal: an empty list.
        let (kind, bytes) = if answer.property == NONE { (NONE, Vec::new()) } else { self.property()? };
        let Some(drag) = &mut self.drag else { return Ok(None) };
        if kind == self.atoms.INCR {
            drag.pieces = Some(Vec::new());
            return Ok(None);
        }
        self.has(bytes)
    }

    /// Takes the next piece of a list, the last of which is empty.
    fn piece(&mut self, change: &PropertyNotifyEvent) -> DropResult {
        let is_next = change.window == self.proxy
            && change.atom == self.atoms.XdndSelection
            && change.state == Property::NEW_VALUE
            && self.drag.as_ref().is_some_and(|drag| drag.pieces.is_some());
        if !is_next {
            return Ok(None);
        }
        let (_, mut bytes) = self.property()?;
        let Some(pieces) = self.drag.as_mut().and_then(|drag| drag.pieces.as_mut()) else { return Ok(None) };
        if !bytes.is_empty() {
            bytes.truncate(LONGEST.saturating_sub(pieces.len()));
            pieces.append(&mut bytes);
            return Ok(None);
        }
        let list = std::mem::take(pieces);
        self.has(list)
    }

    /// The list is here.
    fn has(&mut self, list: Vec<u8>) -> DropResult {
        let Some(drag) = &mut self.drag else { return Ok(None) };
        drag.pieces = None;
        drag.list = Some(list);
        if drag.is_dropped { self.finish() } else { Ok(Some(DropEvent::Over)) }
    }

    /// Tells the source that its drop was taken, once the list is here.
    fn finish(&mut self) -> DropResult {
        let is_over = |drag: &mut XdndDrag| drag.list.is_some() || !drag.has_list;
        let Some(drag) = self.drag.take_if(is_over) else { return Ok(None) };
        let taken = drag.list.is_some();
        let action = if taken { self.atoms.XdndActionCopy } else { NONE };
        let data = [self.window, u32::from(taken), action, 0, 0];
        self.send(drag.source, self.atoms.XdndFinished, data)?;
        Ok(Some(drag.list.map_or(DropEvent::Left, DropEvent::Dropped)))
    }

    /// The property that the list comes in, with its type, and takes it away.
    fn property(&self) -> Result<(Atom, Vec<u8>), Box<dyn Error>> {
        let mut bytes: Vec<u8> = Vec::new();
        let mut offset = 0;
        loop {
            let part = self
                .x
                .get_property(true, self.proxy, self.atoms.XdndSelection, AtomEnum::ANY, offset, STEP)?
                .reply()?;
            bytes.extend_from_slice(&part.value);
            offset += STEP;
            if part.bytes_after == 0 || bytes.len() >= LONGEST {
                return Ok((part.type_, bytes));
            }
        }
    }

    fn send(&self, to: Window, kind: Atom, data: [u32; 5]) -> Result<(), Box<dyn Error>> {
        self.x.send_event(false, to, EventMask::NO_EVENT, ClientMessageEvent::new(32, to, kind, data))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
