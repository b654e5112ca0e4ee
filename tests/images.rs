//! Disks of many makes, sound, damaged and failing, as images on loop devices; skipped, with the reason, where this user may
//! mount none or the tool that makes one is missing.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

mod common;

use common::Tree;
use common::mounted::{Seen, listed_disk};
use std::collections::BTreeSet;

/// Something of every kind in the folder that it is given.
const FILL: &str = r#"fill() {
    mkdir -p "$1/a/b/c" "$1/empty" "$1/many"; echo x >"$1/a/file"; echo deep >"$1/a/b/c/deep"
    ln "$1/a/file" "$1/a/hard"; ln -s file "$1/a/link"; ln -s /nowhere "$1/broken"; mkfifo "$1/a/b/pipe"
    mknod "$1/a/null" c 1 3; truncate -s 5G "$1/sparse"; touch -d @-1 "$1/before"; touch -d @2000000000 "$1/after"
    for name in $(seq 700); do : >"$1/many/a rather long name, $name"; done
}"#;

/// Writes what `find` lists on the disk to `$T/found`: kind, size, allocated, modified, path.
const FIND: &str = r#"TZ=UTC find "$T/m" ! -type d \
    -printf '%y %s %b %TY-%Tm-%TdT%TH:%TM:%TS %P\n' >"$T/found" 2>"$T/find-told""#;

/// A line of `find` as a line of ours.
fn line_of_find(line: &str) -> String {
    let fields: Vec<&str> = line.splitn(5, ' ').collect();
    let kinds =
        [("f", "file"), ("l", "symlink"), ("p", "fifo"), ("s", "socket"), ("c", "char"), ("b", "block")];
    let kind = kinds.iter().find(|(letter, _)| *letter == fields[0]).unwrap().1;
    let allocated = fields[2].parse::<u64>().unwrap() * 512;
    let second = fields[3].split('.').next().unwrap();
    format!("{kind} {} {allocated} {second}Z {}", fields[1], fields[4])
}

fn found(tree: &Tree) -> BTreeSet<String> {
    let lines: BTreeSet<String> =
        std::fs::read_to_string(tree.at("found")).unwrap().lines().map(line_of_find).collect();
    assert!(!lines.is_empty(), "{}", std::fs::read_to_string(tree.at("find-told")).unwrap());
    lines
}

/// The sheet as such lines; fails if a row is there twice.
fn rows(seen: &Seen) -> BTreeSet<String> {
    let line = |(record, path): (&csv::StringRecord, &String)| {
        format!("{} {} {} {} {path}", &record[4], &record[5], &record[6], &record[7])
    };
    let rows: BTreeSet<String> = seen.sheet.iter().zip(&seen.paths).map(line).collect();
    assert_eq!(rows.len(), seen.sheet.len(), "twice: {}", seen.told);
    rows
}

/// Problems that are told, without "problem: " and without the picked folder's path.
fn problems(tree: &Tree, told: &str) -> Vec<String> {
    let base = format!("{}/", tree.at("m").display());
    told.lines()
        .filter_map(|line| line.strip_prefix("problem: "))
        .map(|line| line.replace(&base, ""))
        .collect()
}

/// Reads a disk that `make` makes, fills and mounts; its rows are those of `find`, and nothing is amiss.
fn same_as_find(make: &str, options: &str) -> Option<(Tree, Seen)> {
    let tree = Tree::new();
    let seen = listed_disk(&tree, &format!("{FILL}; {make} && {FIND}"), options)?;
    assert_eq!(rows(&seen), found(&tree), "{}", seen.told);
    assert_eq!(problems(&tree, &seen.told), Vec::<String>::new());
    assert_eq!(seen.code, 0, "{}", seen.told);
    Some((tree, seen))
}

#[test]
fn a_disk_that_does_not_tell_kinds_with_names() {
    let make = r#"has mkfs.ext4; mkfs.ext4 -q -O ^filetype "$W/i" 16M && mount -o loop "$W/i" "$T/m" && fill "$T/m""#;
    let Some((_tree, seen)) = same_as_find(make, "") else { return };
    let kinds: BTreeSet<&str> = seen.sheet.iter().map(|record| &record[4]).collect();
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), ["char", "fifo", "file", "symlink"]);
}

#[test]
fn small_inodes_have_no_birth_and_times_of_thirty_two_bits() {
    let make = r#"has mkfs.ext4; mkfs.ext4 -q -I 128 "$W/i" 16M && mount -o loop "$W/i" "$T/m" && fill "$T/m" &&
        for second in -2147483648 -2147483647 -1 0 1 2147483646 2147483647; do touch -d @$second "$T/m/$second"; done"#;
    let Some((_tree, seen)) = same_as_find(make, "") else { return };
    assert!(seen.sheet.iter().all(|record| record[8].is_empty()), "created: {:?}", seen.sheet[0]);
    let modified = |name: &str| seen.sheet.iter().find(|record| &record[2] == name).unwrap()[7].to_owned();
    assert_eq!(modified("-2147483648"), "1901-12-13T20:45:52Z");
    assert_eq!(modified("2147483647"), "2038-01-19T03:14:07Z");
}

#[test]
fn large_inodes_have_times_far_beyond() {
    let make = r#"has mkfs.ext4; mkfs.ext4 -q -I 256 "$W/i" 16M && mount -o loop "$W/i" "$T/m" && fill "$T/m" &&
        for second in 2147483648 4294967296 15032385535; do touch -d @$second "$T/m/$second"; done"#;
    let Some((_tree, seen)) = same_as_find(make, "") else { return };
    let modified = |name: &str| seen.sheet.iter().find(|record| &record[2] == name).unwrap()[7].to_owned();
    assert_eq!(modified("2147483648"), "2038-01-19T03:14:08Z");
    assert_eq!(modified("15032385535"), "2446-05-10T22:38:55Z");
    assert!(seen.sheet.iter().all(|record| !record[8].is_empty()), "every file was created some time");
}

#[test]
fn a_disk_that_can_not_be_written_to() {
    let make = r#"has mkfs.ext4; mkfs.ext4 -q "$W/i" 16M && mount -o loop "$W/i" "$T/m" && fill "$T/m" &&
        umount "$T/m" && mount -o loop,ro "$W/i" "$T/m""#;
    same_as_find(make, "");
}

#[test]
fn xfs() {
    let make = r#"has mkfs.xfs; truncate -s 320M "$W/i" && mkfs.xfs -q "$W/i" &&
        mount -o loop "$W/i" "$T/m" && fill "$T/m""#;
    same_as_find(make, "");
}

#[test]
fn packed_disks() {
    let squashed = r#"has mksquashfs; fill "$W/src" && mksquashfs "$W/src" "$W/i" -quiet -no-progress"#;
    let mounted = r#"mount -o loop,ro "$W/i" "$T/m""#;
    same_as_find(&format!("{squashed} >/dev/null && {mounted}"), "");
    let packed =
        r#"has mkfs.erofs; fill "$W/src" && rm "$W/src/sparse" && mkfs.erofs "$W/i" "$W/src" >/dev/null"#;
    same_as_find(&format!("{packed} && {mounted}"), "");
}

/// Each subvolume has a device number of its own, and its topmost folder the same number on it as every other's.
const SUBVOLUMES: &str = r#"has mkfs.btrfs; truncate -s 128M "$W/i" && mkfs.btrfs -q "$W/i" &&
    mount -o loop "$W/i" "$T/m" && {
        btrfs subvolume create "$T/m/one" && fill "$T/m/one" &&
        btrfs subvolume create "$T/m/one/two" && fill "$T/m/one/two" &&
        btrfs subvolume snapshot "$T/m/one" "$T/m/one/of-itself" &&
        btrfs subvolume snapshot -r "$T/m/one" "$T/m/one/two/of-the-one-around" &&
        btrfs subvolume snapshot "$T/m" "$T/m/of-all" && fill "$T/m"
    } >/dev/null"#;

#[test]
fn subvolumes_and_snapshots_inside_each_other_hide_nothing() {
    same_as_find(SUBVOLUMES, "");
}

#[test]
fn staying_on_one_file_system_stops_at_subvolumes_as_find_does() {
    let tree = Tree::new();
    let find = FIND.replace(" ! -type d", " -xdev ! -type d");
    let Some(seen) = listed_disk(&tree, &format!("{FILL}; {SUBVOLUMES} && {find}"), "-x") else { return };
    assert_eq!(rows(&seen), found(&tree), "{}", seen.told);
    assert_eq!(seen.code, 0, "{}", seen.told);
}

/// A disk with two folders of 700 files, one of them `bad`; then `damage` is done to the image, and it is mounted again.
fn damaged(tree: &Tree, damage: &str) -> Option<Seen> {
    let make = format!(
        r#"{FILL}; has mkfs.ext4; has debugfs
        mkfs.ext4 -q -b 1024 -O metadata_csum,dir_index "$W/i" 16M && mount -o loop "$W/i" "$T/m" && fill "$T/m" &&
        cp -a "$T/m/many" "$T/m/bad" && mkdir "$T/m/bad/inside" && echo x >"$T/m/bad/inside/file" &&
        umount "$T/m" && {{ {damage}; }} && mount -o loop,errors=continue "$W/i" "$T/m" && {{ {FIND}; true; }}"#
    );
    listed_disk(tree, &make, "")
}

/// Overwrites the `$1`th block of the folder `bad`.
const OVERWRITE: &str = r#"overwrite() {
    at=$(debugfs -R "blocks /bad" "$W/i" 2>/dev/null | tr -s ' ' '\n' | sed -n "$1p")
    dd if=/dev/zero of="$W/i" bs=1024 seek="$at" count=1 conv=notrunc status=none
}"#;

#[test]
fn a_damaged_block_of_a_folder_is_one_problem_and_what_was_read_before_stays() {
    let tree = Tree::new();
    let Some(seen) = damaged(&tree, &format!("{OVERWRITE}; overwrite 9")) else { return };
    let found = found(&tree);
    assert_eq!(rows(&seen), found);
    let in_bad = found.iter().filter(|line| line.contains(" bad/")).count();
    assert!(in_bad > 0 && in_bad < 700, "the block is in the middle: {in_bad}");
    let problems = problems(&tree, &seen.told);
    assert!(problems.len() == 1 && problems[0].starts_with("read folder: bad: "), "{problems:?}");
    assert_eq!(seen.code, 3);
}

#[test]
fn a_folder_damaged_at_its_first_block() {
    let tree = Tree::new();
    let Some(seen) = damaged(&tree, &format!("{OVERWRITE}; overwrite 1")) else { return };
    assert_eq!(rows(&seen), found(&tree));
    assert!(!seen.paths.iter().any(|path| path.starts_with("bad/")), "{}", seen.told);
    let problems = problems(&tree, &seen.told);
    assert!(problems.len() == 1 && problems[0].starts_with("read folder: bad: "), "{problems:?}");
    assert_eq!(seen.code, 3);
}

#[test]
fn entries_that_lead_to_nothing_are_one_problem_a_folder_and_rows_all_the_same() {
    let tree = Tree::new();
    let clear = r#"for name in 1 2 3; do debugfs -w -R "clri \"/bad/a rather long name, $name\"" "$W/i" 2>/dev/null; done"#;
    let Some(seen) = damaged(&tree, &format!("{clear} && debugfs -w -R 'clri /bad/inside' \"$W/i\"")) else {
        return;
    };
    let of_bad = |path: &&String| path.starts_with("bad/a rather");
    assert_eq!(seen.paths.iter().filter(of_bad).count(), 700, "{}", seen.told);
    assert_eq!(seen.paths.iter().filter(|path| path.starts_with("many/")).count(), 700);
    let problems = problems(&tree, &seen.told);
    assert!(problems.iter().filter(|line| line.starts_with("look at: bad")).count() == 1, "{problems:?}");
    assert!(problems.len() <= 2 && problems.iter().all(|line| line.contains(": bad")), "{problems:?}");
    assert_eq!(seen.code, 3);
}

/// A disk with 40 folders of 250 files each, made without mounting it, so that nothing of it is in a cache.
const PLENTY: &str = r#"has mkfs.ext4; has debugfs
    for folder in $(seq 40); do
        mkdir -p "$W/src/$folder"
        for file in $(seq 250); do : >"$W/src/$folder/file of $folder, $file"; done
    done
    mkfs.ext4 -q -b 1024 -N 16384 -d "$W/src" "$W/i" 32M && mount -o loop,noatime "$W/i" "$T/m""#;

/// Runs `command` beside the program as soon as that has a folder of the disk open.
fn meanwhile(command: &str) -> String {
    format!(
        r#"{{ for look in $(seq 2000); do
            if ls -l /proc/$$/fd | grep -q "$T/m"; then {command}; break; fi
        done; }} >/dev/null 2>&1 &"#
    )
}

fn is_one_of_plenty(path: &str) -> bool {
    let number = |text: &str| text.parse::<u32>().unwrap();
    let (folder, name) = path.split_once("/file of ").unwrap();
    let (again, file) = name.split_once(", ").unwrap();
    folder == again && (1..=40).contains(&number(folder)) && (1..=250).contains(&number(file))
}

/// Checks that only what is there was listed, and that each folder is whole or has a problem, one of a sort.
fn nothing_is_silent(tree: &Tree, seen: &Seen) -> Vec<String> {
    assert!(seen.paths.iter().all(|path| is_one_of_plenty(path)), "{}", seen.told);
    assert_eq!(rows(seen).len(), seen.paths.len());
    let problems = problems(tree, &seen.told);
    let top = format!("read folder: {}: ", tree.at("m").display());
    let whole =
        |folder: u32| seen.paths.iter().filter(|p| p.starts_with(&format!("{folder}/"))).count() == 250;
    let count = |start: String| problems.iter().filter(|line| line.starts_with(&start)).count();
    for folder in 1..=40 {
        let of_folder = [
            count(format!("open folder: {folder}: ")) + count(format!("read folder: {folder}: ")),
            count(format!("look at: {folder}/")),
        ];
        assert!(of_folder.iter().all(|count| *count <= 1), "{folder}: {problems:?}");
        let named = of_folder[0] == 1 || problems.iter().any(|line| line.starts_with(&top));
        assert!(whole(folder) || named, "{folder}: {problems:?}");
    }
    assert_eq!(seen.code, if problems.is_empty() { 0 } else { 3 }, "{}", seen.told);
    problems
}

#[test]
fn a_disk_whose_end_can_not_be_read() {
    let tree = Tree::new();
    // What the disk lies on ends in the middle of a folder, so that one and those that lie behind it fail.
    let cut = r#"at=$(debugfs -R "blocks /20" "$W/i" 2>/dev/null | cut -d ' ' -f 3) && truncate -s "${at}k" "$W/i""#;
    let Some(seen) = listed_disk(&tree, &format!("{PLENTY} && {cut}"), "") else { return };
    let problems = nothing_is_silent(&tree, &seen);
    let of_cut = problems.iter().filter(|line| line.starts_with("read folder: 20: ")).count();
    let rows_of_cut = seen.paths.iter().filter(|path| path.starts_with("20/")).count();
    assert_eq!(of_cut, 1, "{problems:?}");
    assert!(rows_of_cut > 0 && rows_of_cut < 250, "what was read before stays: {rows_of_cut}");
    assert!(seen.paths.len() > 250, "others lie before it: {}", seen.told);
}

#[test]
fn a_disk_that_fails_while_it_is_read() {
    let tree = Tree::new();
    let fail = meanwhile(r#"truncate -s 0 "$W/i""#);
    let Some(seen) = listed_disk(&tree, &format!("{PLENTY} && {{ {fail} }}"), "") else { return };
    let problems = nothing_is_silent(&tree, &seen);
    println!("{} rows and {} problems", seen.paths.len(), problems.len());
}

#[test]
fn a_disk_taken_away_while_it_is_read_is_read_to_its_end_by_handles() {
    let tree = Tree::new();
    let take = meanwhile(r#"umount -l "$T/m""#);
    let Some(seen) = listed_disk(&tree, &format!("{PLENTY} && {{ {take} }}"), "") else { return };
    assert!(seen.paths.iter().all(|path| is_one_of_plenty(path)), "{}", seen.told);
    assert_eq!(rows(&seen).len(), 40 * 250, "{}", seen.told);
    assert_eq!(seen.code, 0, "{}", seen.told);
}

#[test]
fn a_disk_taken_away_before_it_is_read() {
    let tree = Tree::new();
    // The program is told a path whose last folder was on the disk.
    let gone = r#"mkdir "$T/m/m" && cd "$T/m/m" && umount -l "$T/m" && rmdir "$T/m""#;
    let Some(seen) = listed_disk(&tree, &format!("{PLENTY} && {gone}"), "") else { return };
    let problems = problems(&tree, &seen.told);
    assert!(problems.len() == 1 && problems[0].starts_with("open picked folder: "), "{}", seen.told);
    assert_eq!((seen.paths.len(), seen.code), (0, 1), "{}", seen.told);
}
