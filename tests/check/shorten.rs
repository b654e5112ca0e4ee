//! Which folders to shorten first.

use super::sheets::{Names, check, wish};
use foldersheet::model::{CheckWish, Destination, FolderId};
use foldersheet::view::check::FolderToShorten;

#[test]
fn the_folder_that_cures_most_for_a_character_comes_first() {
    // With a limit of 40: `long folder name` (16) is in 20 paths that are 5 too long, of which 3 are in a sub-folder.
    let mut names = Names::new();
    let long = names.folder(FolderId(0), b"long folder name");
    let inner = names.folder(long, b"in");
    let other = names.folder(FolderId(0), b"other folder's name");
    for number in 0..17 {
        // 17 + 28 = 45.
        names.file(long, format!("{number:028}").as_bytes());
    }
    for number in 0..3 {
        // 20 + 25 = 45.
        names.file(inner, format!("{number:025}").as_bytes());
    }
    for number in 0..4 {
        // 20 + 22 = 42.
        names.file(other, format!("{number:022}").as_bytes());
    }
    names.file(other, b"short");
    let sheet = names.done();
    let wish = CheckWish { limit: Some(40), ..wish(&[Destination::Windows]) };
    let check = check(&sheet, &wish);
    assert_eq!((check.files, check.longest), (24, 45));
    let shorten = |folder, characters, paths| FolderToShorten { folder, characters, paths };
    assert_eq!(check.shorten, [shorten(long, 5, 20), shorten(other, 2, 4)]);
}

#[test]
fn a_name_keeps_one_character_and_none_is_named_in_another() {
    let mut names = Names::new();
    let outer = names.folder(FolderId(0), b"abc");
    let inner = names.folder(outer, b"defghi");
    for number in 0..9 {
        // 11 + 9 = 20, which is 3 more than there may be: `abc` can lose 2 only.
        names.file(inner, format!("{number:09}").as_bytes());
    }
    // 4 + 14 = 18.
    names.file(outer, b"12345678901234");
    let sheet = names.done();
    let check = check(&sheet, &CheckWish { limit: Some(17), ..wish(&[Destination::Windows]) });
    let best = FolderToShorten { folder: inner, characters: 3, paths: 9 };
    assert_eq!(check.shorten, [best]);
}
