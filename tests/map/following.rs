//! The map that a session makes: it follows what is shown, and nothing is made while nobody looks.

use crate::common::{Tree, read};
use foldersheet::model::FolderId;
use foldersheet::session::{Command, Session};
use foldersheet::view::{MapSpec, Measure, What};

const SPEC: MapSpec = MapSpec { size: [320, 200], ..MapSpec::STANDARD };

/// Files in the picture, and what they amount to.
fn drawn(session: &Session) -> Option<(u32, u128)> {
    session.map().map(|map| (map.tiles()[0].files, map.tiles()[0].amount))
}

#[test]
fn it_follows_the_filter_the_folder_and_the_sources() {
    let tree = Tree::new();
    tree.file("a/big.png", 3000).file("a/small.pdf", 100).file("b/other.png", 500);
    let mut run = read(&tree);
    assert!(run.finish().session.map().is_none(), "nobody looks");
    run.apply(Command::ShowMap(Some(SPEC)));
    run.until("all is drawn", |session| drawn(session) == Some((3, 3600)));
    run.apply(Command::SetFilter("ext:png".to_owned()));
    run.until("the filter counts", |session| drawn(session) == Some((2, 3500)));
    let folder = folder_called(&run.session, b"a");
    run.apply(Command::Narrow(Some(folder)));
    run.until("the folder fills it", |session| drawn(session) == Some((1, 3000)));
    run.apply(Command::Narrow(None)).apply(Command::SetFilter(String::new()));
    run.apply(Command::ShowMap(Some(MapSpec { zoom: Some(folder), measure: Measure::Files, ..SPEC })));
    run.until("it is zoomed", |session| drawn(session) == Some((2, 2)));
    run.apply(Command::Clear).until("it is gone", |session| session.map().is_none());
}

#[test]
fn a_row_and_a_folder_have_their_tiles() {
    let tree = Tree::new();
    tree.file("a/big.png", 3000).file("a/none.pdf", 0).file("b/other.png", 500);
    let mut run = read(&tree);
    run.finish().apply(Command::ShowMap(Some(SPEC)));
    run.until("all is drawn", |session| drawn(session) == Some((3, 3500)));
    let folder = folder_called(&run.session, b"a");
    let session = &run.session;
    let what = |tile: Option<usize>| session.map().unwrap().tiles()[tile.unwrap()].what;
    assert_eq!(what(session.map_tile_of_folder(folder)), What::Folder(folder));
    let number = |name: &[u8]| {
        let rows = session.shown();
        let numbers = (0..rows.len()).filter_map(|position| rows.number(position));
        numbers.into_iter().find(|&number| rows.row(number).name == name).unwrap()
    };
    let big = number(b"big.png");
    assert_eq!(what(session.map_tile_of_row(big)), What::Row(big));
    assert_eq!(what(session.map_tile_of_row(number(b"none.pdf"))), What::Folder(folder), "it has no area");
    assert_eq!(session.map_tile_of_row(99), None);
}

fn folder_called(session: &Session, name: &[u8]) -> FolderId {
    (0..10).map(FolderId).find(|&folder| session.folder_name(folder) == name).unwrap()
}
