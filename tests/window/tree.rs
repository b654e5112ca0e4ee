//! Journeys through the tree of folders by accessible name.

use super::desk::{Desk, SHOW_IN_FOLDER};
use crate::scripted::{Act, Fake};
use eframe::egui::accesskit::{Action, ActionRequest, Role};
use eframe::egui::{Event, Key};
use egui_kittest::kittest::{NodeT, Queryable};
use foldersheet::model::{FolderId, ScanOptions};
use foldersheet::session::{Config, Phase, Session};
use std::convert::Infallible;
use std::path::Path;

const FILES: [(&str, u64); 5] =
    [("big/deep/a", 6000), ("big/b", 1500), ("small/c", 500), ("small/d", 0), ("e", 2000)];

/// A line of the tree in sight: what it says, its level, and whether it is expanded.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    said: String,
    level: usize,
    expanded: Option<bool>,
    selected: bool,
}

impl Line {
    fn name(&self) -> &str {
        self.said.split(", ").next().unwrap()
    }
}

fn lines(desk: &Desk) -> Vec<Line> {
    let tree = desk.window.query_by_role_and_label(Role::Tree, "Tree of folders");
    let items = tree.into_iter().flat_map(|tree| tree.children_recursive().collect::<Vec<_>>());
    let items = items.filter(|node| node.accesskit_node().role() == Role::TreeItem);
    let mut lines: Vec<_> = items
        .map(|node| {
            let item = node.accesskit_node();
            let line = Line {
                said: item.label().unwrap(),
                level: item.level().unwrap(),
                expanded: item.data().is_expanded(),
                selected: item.is_selected() == Some(true),
            };
            (node.rect().top(), line)
        })
        .collect();
    lines.sort_by(|a, b| a.0.total_cmp(&b.0));
    lines.into_iter().map(|(_, line)| line).collect()
}

fn names(desk: &Desk) -> Vec<String> {
    lines(desk).iter().map(|line| line.name().to_owned()).collect()
}

/// The path of the picked folder, as its line has it.
fn root(desk: &Desk) -> String {
    desk.tree().to_str().unwrap().to_owned()
}

fn below(desk: &Desk, expected: &[&str]) -> bool {
    names(desk).iter().skip(1).map(String::as_str).eq(expected.iter().copied())
}

fn within(desk: &Desk) -> Option<String> {
    let session = desk.window.state().session();
    session.within().map(|folder| String::from_utf8(session.folder_path(folder)).unwrap())
}

fn press(desk: &mut Desk, key: Key) {
    desk.window.key_press(key);
    desk.window.run_steps(2);
}

/// The line of a folder.
fn line<'a>(desk: &'a Desk, name: &'a str) -> egui_kittest::Node<'a> {
    let first = move |said: String| said.split(", ").next().unwrap() == name;
    desk.window.get_by(move |node| node.role() == Role::TreeItem && node.label().is_some_and(first))
}

fn click(desk: &mut Desk, name: &str) {
    line(desk, name).click();
    desk.window.run_steps(2);
}

/// A window with the tree of these files, complete.
fn with_tree(files: &[(&str, u64)]) -> Desk {
    let mut desk = Desk::with_files(files);
    show(&mut desk);
    let count = files.len();
    desk.until("the tree", |desk| {
        let session = desk.window.state().session();
        session.tree().is_some_and(|tree| tree.sums(FolderId(0)).files as usize == count)
            && !lines(desk).is_empty()
    });
    desk
}

fn show(desk: &mut Desk) {
    desk.window.get_by_role_and_label(Role::Tab, "Folders").click();
    desk.window.run_steps(2);
}

#[test]
fn the_tree_has_the_sums_of_the_files() {
    let desk = with_tree(&FILES);
    let lines = lines(&desk);
    let said: Vec<&str> = lines.iter().map(|line| line.said.split(", 20").next().unwrap()).collect();
    let root = format!("{}, 100 %, 10.0 kB, 5 files", root(&desk));
    assert_eq!(said, [&root, "big, 75 %, 7.50 kB, 2 files", "small, 5.0 %, 500 B, 2 files"]);
    let today = jiff::Zoned::now().strftime("%Y-%m-%d").to_string();
    assert!(lines[0].said.ends_with(&today), "{}", lines[0].said);
    let levels: Vec<_> = lines.iter().map(|line| (line.level, line.expanded)).collect();
    assert_eq!(levels, [(1, Some(true)), (2, Some(false)), (2, None)]);
}

#[test]
fn the_keyboard_expands_collapses_and_picks() {
    let mut desk = with_tree(&FILES);
    desk.window.get_by_role_and_label(Role::Tree, "Tree of folders").focus();
    desk.window.run_steps(2);
    press(&mut desk, Key::ArrowDown);
    press(&mut desk, Key::ArrowDown);
    press(&mut desk, Key::ArrowRight);
    assert!(below(&desk, &["big", "deep", "small"]), "{:?}", names(&desk));
    assert_eq!(lines(&desk)[2].level, 3);
    press(&mut desk, Key::ArrowRight);
    press(&mut desk, Key::Enter);
    let deep = desk.tree().join("big/deep").to_str().unwrap().to_owned();
    assert_eq!(within(&desk).as_ref(), Some(&deep));
    assert_eq!(lines(&desk).iter().filter(|line| line.selected).count(), 1);
    assert!(lines(&desk)[2].selected);
    // To the folder that it is in, which then collapses; the cursor is still on it.
    press(&mut desk, Key::ArrowLeft);
    press(&mut desk, Key::ArrowLeft);
    assert!(below(&desk, &["big", "small"]), "{:?}", names(&desk));
    press(&mut desk, Key::Space);
    assert_eq!(within(&desk), desk.tree().join("big").to_str().map(str::to_owned));
    press(&mut desk, Key::Space);
    assert_eq!(within(&desk), None);
    press(&mut desk, Key::End);
    press(&mut desk, Key::Enter);
    assert_eq!(within(&desk), desk.tree().join("small").to_str().map(str::to_owned));
    press(&mut desk, Key::Home);
    press(&mut desk, Key::ArrowLeft);
    assert_eq!(names(&desk), [root(&desk)]);
}

#[test]
fn tab_reaches_the_tree() {
    let mut desk = with_tree(&FILES);
    let is_there = |desk: &Desk| {
        desk.window.get_by_role_and_label(Role::Tree, "Tree of folders").accesskit_node().is_focused()
    };
    desk.window.get_by_role_and_label(Role::Tab, "Folders").focus();
    for _ in 0..8 {
        if !is_there(&desk) {
            press(&mut desk, Key::Tab);
        }
    }
    assert!(is_there(&desk));
    press(&mut desk, Key::Tab);
    assert!(!is_there(&desk), "and it can be left");
}

#[test]
fn a_picked_folder_is_named_and_taken_back() {
    let mut desk = with_tree(&FILES);
    click(&mut desk, "big");
    let big = desk.tree().join("big").to_str().unwrap().to_owned();
    assert_eq!(within(&desk).as_ref(), Some(&big));
    let chip = format!("in {big}");
    // Also while the tree is not shown.
    desk.window.get_by_role_and_label(Role::Tab, "Sources").click();
    desk.window.run_steps(2);
    desk.window.get_by_label("Path of a folder");
    desk.window.get_by_label(&chip);
    desk.click("Show all folders");
    assert_eq!(within(&desk), None);
    desk.window.run_steps(2);
    assert!(desk.window.query_by_label(&chip).is_none());
    // And in the tree, by picking it again.
    show(&mut desk);
    click(&mut desk, "big");
    assert_eq!(within(&desk), Some(big));
    click(&mut desk, "big");
    assert_eq!(within(&desk), None);
}

#[test]
fn a_picked_folder_narrows_the_table_and_a_filter_the_tree() {
    let mut desk = with_tree(&FILES);
    click(&mut desk, "big");
    desk.until("the rows in it", |desk| desk.names() == ["a", "b"] || desk.names() == ["b", "a"]);
    // The tree keeps what lies beside; a filter narrows both.
    assert!(below(&desk, &["big", "small"]), "{:?}", names(&desk));
    desk.filter("size:>1kb -name:e");
    desk.until("the sums of what matches", |desk| {
        let said: Vec<String> = lines(desk).into_iter().map(|line| line.said).collect();
        said[0].contains("7.50 kB, 2 files")
            && said.iter().any(|line| line.starts_with("small, 0 %, 0 B, 0 files"))
    });
    click(&mut desk, "small");
    desk.until("no row", |desk| desk.names().is_empty());
    desk.click("Clear the filter");
    desk.until("the rows in the other", |desk| {
        desk.names().len() == 2 && desk.names().contains(&"c".to_owned())
    });
    desk.click("Show all folders");
    desk.until("all rows", |desk| desk.names().len() == FILES.len());
}

#[test]
fn a_header_chooses_the_order() {
    let mut desk = with_tree(&[("b/1", 5000), ("a/1", 10), ("a/2", 10), ("c/1", 100)]);
    assert!(below(&desk, &["b", "c", "a"]), "{:?}", names(&desk));
    for (head, expected) in [
        ("name", ["a", "b", "c"]),
        ("name", ["c", "b", "a"]),
        ("size", ["b", "c", "a"]),
        ("size", ["a", "c", "b"]),
    ] {
        desk.click(&format!("Order folders by {head}"));
        desk.until(head, |desk| below(desk, &expected));
    }
}

#[test]
fn the_menu_shows_copies_and_narrows() {
    let mut desk = with_tree(&FILES);
    let menu = |desk: &mut Desk, item: &str| {
        line(desk, "big").click_secondary();
        desk.window.run_steps(3);
        desk.click(item);
    };
    menu(&mut desk, SHOW_IN_FOLDER);
    assert_eq!(desk.taken_shown(), [(desk.tree().join("big"), false)]);
    menu(&mut desk, "Expand");
    assert!(below(&desk, &["big", "deep", "small"]));
    menu(&mut desk, "Collapse");
    assert!(below(&desk, &["big", "small"]));
    menu(&mut desk, "Show only this folder");
    assert_eq!(within(&desk), desk.tree().join("big").to_str().map(str::to_owned));
    desk.window.get_by_role_and_label(Role::Tree, "Tree of folders").focus();
    desk.window.run_steps(2);
    assert_eq!(Some(desk.copied()), desk.tree().join("big").to_str().map(str::to_owned));
}

#[test]
fn the_keyboard_opens_the_menu() {
    let mut desk = with_tree(&FILES);
    desk.window.get_by_role_and_label(Role::Tree, "Tree of folders").focus();
    desk.window.run_steps(2);
    press(&mut desk, Key::ArrowDown);
    press(&mut desk, Key::ArrowDown);
    press(&mut desk, Key::Menu);
    // The first entry has the keyboard.
    press(&mut desk, Key::Enter);
    assert!(below(&desk, &["big", "deep", "small"]), "{:?}", names(&desk));
    assert!(desk.window.query_by_label("Copy path").is_none(), "the menu is closed");
    // The tree has the keyboard again.
    press(&mut desk, Key::ArrowLeft);
    assert!(below(&desk, &["big", "small"]), "{:?}", names(&desk));
    // Of a folder without folders it is the first one that can be chosen.
    press(&mut desk, Key::End);
    press(&mut desk, Key::Menu);
    press(&mut desk, Key::Enter);
    assert_eq!(within(&desk), desk.tree().join("small").to_str().map(str::to_owned));
}

#[test]
fn a_screen_reader_expands() {
    let mut desk = with_tree(&FILES);
    let (target_node, target_tree) = line(&desk, "big").accesskit_node().locate();
    desk.window.event(Event::AccessKitActionRequest(ActionRequest {
        action: Action::Expand,
        target_tree,
        target_node,
        data: None,
    }));
    desk.window.run_steps(3);
    assert!(below(&desk, &["big", "deep", "small"]), "{:?}", names(&desk));
}

#[test]
fn what_comes_in_above_does_not_move_what_the_eye_is_on() {
    // Picked first, so that it stands above; it answers when the test says so.
    let (holder, held) = crossbeam_channel::bounded::<Infallible>(0);
    let disk = move || {
        let folders = (0..100).fold(Fake::new(), |fake, n| fake.file(&format!("/r/m{n:03}/f"), 1));
        folders.file("/held/sub/x", 5).act("/held", Act::HoldOpen(held.clone()))
    };
    let mut desk = Desk::over(|config| Session::on_disk(config, disk));
    desk.drop(Path::new("/held"));
    desk.drop(Path::new("/r"));
    show(&mut desk);
    let files = |desk: &Desk| {
        let tree = desk.window.state().session().tree()?;
        Some(tree.roots().iter().map(|&root| tree.sums(root).files).sum::<u32>())
    };
    desk.until("the tree", |desk| files(desk) == Some(100));
    desk.click("Order folders by name");
    desk.until("by name", |desk| names(desk).get(1).is_some_and(|name| name == "m000"));
    desk.window.get_by_role_and_label(Role::Tree, "Tree of folders").hover();
    desk.window.run_steps(2);
    desk.wheel(-10.0);
    // By the first line, then by the one that the keyboard is on.
    let eye = names(&desk);
    assert_eq!(eye[0], "m029");
    drop(holder);
    desk.until("the rest", |desk| files(desk) == Some(101));
    desk.window.run_steps(3);
    assert_eq!(names(&desk), eye);
    click(&mut desk, "m035");
    desk.click("Order folders by name");
    desk.until("reversed", |desk| desk.window.state().session().tree().unwrap().order().descending);
    desk.window.run_steps(2);
    let at = |names: &[String]| names.iter().position(|name| name == "m035");
    assert_eq!(at(&names(&desk)), at(&eye));
    assert_ne!(names(&desk), eye);
    desk.window.get_by_role_and_label(Role::Tree, "Tree of folders").focus();
    press(&mut desk, Key::Home);
    assert_eq!(names(&desk)[..3], ["/r", "m099", "m098"]);
}

#[test]
fn a_new_sheet_is_whole_and_its_tree_another_one() {
    let mut desk = with_tree(&FILES);
    click(&mut desk, "small");
    desk.file("new/f", 7);
    desk.click("Read again");
    assert_eq!(within(&desk), None);
    desk.until("the new tree", |desk| names(desk).len() == 4 && below(desk, &["big", "small", "new"]));
    assert!(lines(&desk).iter().all(|line| !line.selected));
}

#[test]
fn nobody_looks_and_nothing_is_summed() {
    let mut desk = Desk::with_files(&FILES);
    desk.window.run_steps(5);
    assert!(desk.window.state().session().tree().is_none());
    show(&mut desk);
    desk.until("the tree", |desk| desk.window.state().session().tree().is_some());
}

#[test]
fn an_idle_tree_rests() {
    let mut desk = with_tree(&FILES);
    // Panics if a frame always asks for the next one.
    desk.until("rest", |desk| desk.window.run_ok().is_some());
}

/// What a screen reader says beside the words of a line.
fn described(desk: &Desk, name: &str) -> Option<String> {
    line(desk, name).accesskit_node().data().description().map(str::to_owned)
}

#[test]
fn what_could_not_be_read_is_never_an_empty_folder() {
    const DENIED: i32 = 13;
    let disk = || {
        Fake::new()
            .file("/r/good/f", 1000)
            .file("/r/up/read", 500)
            .file("/r/up/denied/x", 1)
            .act("/r/up/denied", Act::RefuseOpen(DENIED))
            .file("/r/cut/x", 7)
            .act("/r/cut", Act::RefuseRead(0, DENIED))
            .folder("/r/empty")
            .file("/no/x", 1)
            .act("/no", Act::RefuseOpen(DENIED))
    };
    let mut desk = Desk::over(move |config| Session::on_disk(config, disk));
    desk.drop(Path::new("/no"));
    desk.drop(Path::new("/r"));
    show(&mut desk);
    desk.until("the tree", |desk| names(desk).len() == 6 && lines(desk)[0].said.contains("1.50 kB"));
    let date = |said: String| said.split(", 20").next().unwrap().to_owned();
    let said = |desk: &Desk| lines(desk).into_iter().map(|line| date(line.said)).collect::<Vec<_>>();
    let all = said(&desk);
    assert_eq!(
        [&all[0], &all[1], &all[2], &all[5]],
        [
            "/r, 100 %, at least 1.50 kB, 2 files",
            "good, 67 %, 1.00 kB, 1 file",
            "up, 33 %, at least 500 B, 1 file",
            "/no, not read"
        ]
    );
    assert!(all.contains(&"cut, not read".to_owned()), "{all:?}");
    assert!(all.contains(&"empty, 0 %, 0 B, 0 files".to_owned()), "{all:?}");
    click(&mut desk, "up");
    press(&mut desk, Key::ArrowRight);
    assert!(said(&desk).contains(&"denied, not read".to_owned()), "{:?}", said(&desk));
    let because = |name: &str| described(&desk, name).unwrap_or_default();
    for name in ["/no", "cut", "denied"] {
        assert!(because(name).contains("ermission denied"), "{name}: {}", because(name));
    }
    assert_eq!(because("up"), "Something in it could not be read");
    assert_eq!((described(&desk, "good"), described(&desk, "empty")), (None, None));
    // Nothing of it is in the table: the table stays as it is narrowed.
    let narrowed = within(&desk);
    click(&mut desk, "denied");
    assert_eq!(within(&desk), narrowed);
    // A line knows its place among those beside it.
    let place = |desk: &Desk, name: &str| {
        let node = line(desk, name);
        let data = node.accesskit_node();
        (data.data().position_in_set(), data.data().size_of_set())
    };
    assert_eq!(place(&desk, "/no"), (Some(1), Some(2)));
    assert_eq!(place(&desk, "good"), (Some(0), Some(4)));
    line(&desk, "/no").click_secondary();
    desk.window.run_steps(3);
    desk.click("Read this again");
    desk.until("it is refused again", |desk| said(desk).contains(&"/no, not read".to_owned()));
}

#[test]
fn what_was_read_to_its_end_before_a_stop_is_known() {
    let (_holder, held) = crossbeam_channel::bounded(0);
    let disk = move || {
        Fake::new()
            .file("/r/all/deep/f", 1000)
            .folder("/r/none")
            .file("/r/half/g", 500)
            .folder("/r/half/slow")
            .act("/r/half/slow", Act::HoldOpen(held.clone()))
    };
    let mut desk = Desk::over(|config| {
        let options = ScanOptions { folders: true, ..config.options };
        Session::on_disk(Config { options, ..config }, disk)
    });
    desk.drop(Path::new("/r"));
    // Counted when it is listed, and sent with what else is known of it.
    desk.until("all but one", |desk| desk.window.state().session().status().totals.folders == 5);
    desk.click("Stop");
    desk.until("the stop", |desk| desk.phase() == Phase::Stopped);
    let sizes = [
        ("all", "1.00 kB inside"),
        ("deep", "1.00 kB inside"),
        ("none", "0 B inside"),
        ("half", "at least 500 B inside"),
        ("slow", "not read"),
    ];
    desk.until("what is in the folders that are rows", |desk| {
        sizes.iter().all(|(name, size)| desk.row(name).contains(&format!("Size {size},")))
    });
    desk.click("Folders");
    let lines =
        ["all, 67 %, 1.00 kB, 1 file", "none, 0 %, 0 B, 0 files", "half, 33 %, at least 500 B, 1 file"];
    desk.until("the same in the tree", |desk| {
        lines.iter().all(|line| desk.window.query_by_label_contains(line).is_some())
    });
}
