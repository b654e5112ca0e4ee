//! What belonged to a file that is replaced: its access list and attributes, beside the owner, group and mode (`rights`).

use crate::common::{Tree, drop_override, read};
use crate::readers::{FORMATS, PROGRAMS, export, foldersheet, ran};
use foldersheet::export::Plan;
use foldersheet::model::export::{Note, Property};
use foldersheet::session::{ExportStatus, RowScope};
use rustix::fs::{XattrFlags, getxattr, setxattr};
use std::os::unix::fs::{MetadataExt, chown};
use std::path::Path;

const NOBODY: u32 = 65_534;
const LIST: &str = "system.posix_acl_access";

/// A list as the kernel keeps it (include/uapi/linux/posix_acl_xattr.h): owner rw, user 1000 rw, group -, mask rw, others -.
fn list() -> Vec<u8> {
    let mut list = 2_u32.to_le_bytes().to_vec();
    for (tag, rights, id) in [
        (0x01_u16, 6_u16, u32::MAX),
        (0x02, 6, 1000),
        (0x04, 0, u32::MAX),
        (0x10, 6, u32::MAX),
        (0x20, 0, u32::MAX),
    ] {
        list.extend(tag.to_le_bytes());
        list.extend(rights.to_le_bytes());
        list.extend(id.to_le_bytes());
    }
    list
}

fn set(path: &Path, name: &str, value: &[u8]) -> bool {
    setxattr(path, name, value, XattrFlags::empty()).is_ok()
}

fn get(path: &Path, name: &str) -> Option<Vec<u8>> {
    let mut value = vec![0; 1 << 16];
    let length = getxattr(path, name, &mut value[..]).ok()?;
    value.truncate(length);
    Some(value)
}

fn tree() -> Tree {
    let tree = Tree::new();
    tree.file("a", 1);
    tree
}

fn written(status: ExportStatus) -> Vec<Note> {
    let ExportStatus::Written { written, .. } = status else { panic!("{status:?}") };
    written.notes
}

#[test]
fn attributes_are_kept_and_those_about_the_bytes_are_not() {
    let mut run = read(&tree());
    for format in FORMATS {
        let out = Tree::new();
        out.file("s", 3);
        let long = vec![7; 3000];
        if !set(&out.at("s"), "user.comment", b"mine\0\xFF") {
            return println!("skipped: this file system has no attributes");
        }
        let has_long = set(&out.at("s"), "user.long", &long);
        let is_trusted = set(&out.at("s"), "trusted.label", b"t");
        // Version 2 with no rights: valid, and worthless for other bytes.
        let capability = [1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        set(&out.at("s"), "security.capability", &capability);
        assert_eq!(
            written(export(&mut run, &out.at("s"), RowScope::Shown, Plan::new(format))),
            [],
            "{format:?}"
        );
        assert_eq!(get(&out.at("s"), "user.comment").as_deref(), Some(&b"mine\0\xFF"[..]), "{format:?}");
        assert_eq!(get(&out.at("s"), "user.long"), has_long.then_some(long));
        assert_eq!(get(&out.at("s"), "trusted.label"), is_trusted.then(|| b"t".to_vec()));
        assert_eq!(get(&out.at("s"), "security.capability"), None);
    }
}

#[test]
fn the_access_list_is_kept() {
    let mut run = read(&tree());
    for format in FORMATS {
        let out = Tree::new();
        out.file("s", 3).mode("s", 0o600);
        if !set(&out.at("s"), LIST, &list()) {
            return println!("skipped: this file system has no access lists");
        }
        assert_eq!(written(export(&mut run, &out.at("s"), RowScope::Shown, Plan::new(format))), []);
        assert_eq!(get(&out.at("s"), LIST), Some(list()), "{format:?}");
        assert_eq!(
            out.at("s").metadata().unwrap().mode() & 0o777,
            0o660,
            "the mask stands where a group's rights do"
        );
    }
}

/// The folder gives each new file a list; the file that is replaced had none.
#[test]
fn no_access_list_is_added() {
    let mut run = read(&tree());
    let out = Tree::new();
    out.file("s", 3).mode("s", 0o640);
    if !set(out.path(), "system.posix_acl_default", &list()) {
        return println!("skipped: this file system has no access lists");
    }
    out.file("new", 1);
    assert!(get(&out.at("new"), LIST).is_some());
    assert_eq!(written(export(&mut run, &out.at("s"), RowScope::Shown, Plan::new(PROGRAMS))), []);
    assert_eq!(get(&out.at("s"), LIST), None);
    assert_eq!(out.at("s").metadata().unwrap().mode() & 0o777, 0o640);
}

/// Root's own file in a group that this process can't give away any more, and with a list.
#[test]
fn what_cannot_be_kept_is_told_and_gives_nobody_more() {
    let out = Tree::new();
    out.file("s", 3).mode("s", 0o664);
    let is_given = chown(out.at("s"), None, Some(NOBODY)).is_ok();
    if !is_given || !set(&out.at("s"), LIST, &list()) {
        return println!("skipped: this user is in one group only, or there are no access lists");
    }
    use rustix::thread::{CapabilitySet, capabilities, set_capabilities};
    let mut own = capabilities(None).unwrap();
    own.effective -= CapabilitySet::CHOWN;
    own.permitted -= CapabilitySet::CHOWN;
    set_capabilities(None, own).unwrap();
    let notes = written(export(&mut read(&tree()), &out.at("s"), RowScope::Shown, Plan::new(PROGRAMS)));
    let [Note::NotKept { path, what }] = &notes[..] else { panic!("{notes:?}") };
    assert_eq!(path, &out.at("s"));
    assert_eq!(what, &[Property::Group, Property::Mode, Property::AccessList]);
    assert_eq!(get(&out.at("s"), LIST), None);
    assert_eq!(out.at("s").metadata().unwrap().mode() & 0o777, 0o600);
}

/// In a folder that others write to, the rights of another's file were another's choice.
#[test]
fn what_another_user_may_have_chosen_is_told() {
    let out = Tree::new();
    out.file("s", 3).mode("s", 0o646).mode(".", 0o777);
    if chown(out.at("s"), Some(NOBODY), Some(NOBODY)).is_err() {
        return println!("skipped: only root can give a file away");
    }
    set(&out.at("s"), "user.comment", b"theirs");
    let mut program = foldersheet();
    let tree = tree();
    let (code, told) = ran(program.arg("--csv").arg(out.at("s")).arg(tree.path()));
    assert_eq!(code, 0);
    let line = "the owner, the group and the mode of the file it replaces were not taken over";
    assert!(told.contains(&format!("note: {}: {line}", out.at("s").display())), "{told}");
    assert_eq!(get(&out.at("s"), "user.comment"), None);
}

/// By their own rights alone: no program needs a right to read the file.
#[test]
fn a_file_that_may_only_be_written_to_keeps_what_it_can() {
    let out = Tree::new();
    out.file("s", 3).mode("s", 0o220);
    if !set(&out.at("s"), LIST, &list()) {
        return println!("skipped: this file system has no access lists");
    }
    out.mode("s", 0o260);
    drop_override();
    let notes = written(export(&mut read(&tree()), &out.at("s"), RowScope::Shown, Plan::new(PROGRAMS)));
    assert_eq!(notes, []);
    assert_eq!(out.at("s").metadata().unwrap().mode() & 0o777, 0o260);
}
