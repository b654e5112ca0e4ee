//! Lists that the real tools make of a real folder, with every name that is hard: compared with what the system says of it.

use crate::gathered::{Gathered, read};
use foldersheet::model::{Kind, Meta, SourceKind};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{FileTypeExt, MetadataExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder `t` with names and files that are hard for lists.
fn hard() -> tempfile::TempDir {
    let base = std::env::temp_dir().canonicalize().unwrap();
    let dir = tempfile::Builder::new().prefix("lists-").tempdir_in(base).unwrap();
    let t = dir.path().join("t");
    std::fs::create_dir_all(t.join("sub dir/empty")).unwrap();
    let names: [&[u8]; 11] = [
        b"a.txt",
        b"sub dir/na\xC3\xAFve, \"q\".csv",
        b"new\nline",
        b"back\\slash",
        b"bad\xFF.bin",
        b"100%0A.txt",
        b"=cmd",
        b"cr\rx",
        b" lead",
        b"trail ",
        b"tab\tx",
    ];
    for (at, name) in names.iter().enumerate() {
        std::fs::write(t.join(OsStr::from_bytes(name)), vec![b'x'; at * 700 + 1]).unwrap();
    }
    symlink("a.txt", t.join("link")).unwrap();
    std::fs::hard_link(t.join("a.txt"), t.join("hard")).unwrap();
    std::fs::File::create(t.join("sparse")).unwrap().set_len(1 << 20).unwrap();
    std::fs::File::create(t.join("none")).unwrap();
    let old = std::time::UNIX_EPOCH + std::time::Duration::from_millis(981_173_106_789);
    std::fs::File::open(t.join("a.txt")).unwrap().set_modified(old).unwrap();
    dir
}

/// What the system says of everything in a folder, by path from there.
fn truth(top: &Path) -> BTreeMap<Vec<u8>, std::fs::Metadata> {
    fn add(folder: &Path, top: &Path, all: &mut BTreeMap<Vec<u8>, std::fs::Metadata>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let metadata = std::fs::symlink_metadata(&path).unwrap();
            let is_folder = metadata.is_dir();
            all.insert(path.strip_prefix(top).unwrap().as_os_str().as_bytes().to_vec(), metadata);
            if is_folder {
                add(&path, top, all);
            }
        }
    }
    let mut all = BTreeMap::new();
    add(top, top, &mut all);
    all
}

/// What a list can know.
#[derive(Clone, Copy, Default)]
struct Knows {
    names: Names,
    folders: bool,
    sizes: bool,
    /// Of a folder, too.
    folder_sizes: bool,
    allocated: bool,
    times: bool,
    mode: bool,
    owner: bool,
    links: bool,
    hard_links: bool,
    /// Symbolic links are not in it.
    no_symlinks: bool,
    /// They are in it as what they lead to.
    follows: bool,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Names {
    #[default]
    Exact,
    /// Those that are not valid UTF-8, or hold characters that can't be seen, may differ.
    Text,
}

fn kind(metadata: &std::fs::Metadata) -> Kind {
    let kind = metadata.file_type();
    if kind.is_dir() {
        Kind::Folder
    } else if kind.is_symlink() {
        Kind::Symlink
    } else if kind.is_fifo() {
        Kind::Fifo
    } else {
        Kind::File
    }
}

/// Fails at each difference that the list could have known.
fn assert_same(read: &Gathered, list_root: &str, top: &Path, knows: Knows) {
    assert_eq!(read.error, None);
    assert_eq!(read.said(), Vec::<String>::new());
    let prefix = format!("{}/", list_root.trim_end_matches('/')).into_bytes();
    let mut found: BTreeMap<Vec<u8>, Meta> = BTreeMap::new();
    for (path, meta) in &read.rows {
        let path =
            path.strip_prefix(&prefix[..]).unwrap_or_else(|| panic!("{:?}", String::from_utf8_lossy(path)));
        found.insert(path.to_vec(), *meta);
    }
    let is_plain =
        |name: &[u8]| std::str::from_utf8(name).is_ok_and(|name| !name.contains(|c: char| c.is_control()));
    let mut missing = Vec::new();
    for (path, truth) in truth(top) {
        let shown = String::from_utf8_lossy(&path).into_owned();
        let kind = kind(&truth);
        if kind == Kind::Folder && !knows.folders || kind == Kind::Symlink && knows.no_symlinks {
            continue;
        }
        let Some(meta) = found.remove(&path) else {
            assert!(knows.names == Names::Text && !is_plain(&path), "{shown} is missing");
            missing.push(path);
            continue;
        };
        if kind == Kind::Symlink && knows.follows {
            continue;
        }
        assert_eq!(meta.kind, kind, "{shown}");
        let has_size = knows.sizes && (kind != Kind::Folder || knows.folder_sizes);
        assert_eq!(meta.size, has_size.then_some(truth.len()), "size of {shown}");
        let allocated = knows.allocated && (kind != Kind::Folder || knows.folder_sizes);
        assert_eq!(meta.allocated, allocated.then_some(truth.blocks() * 512), "size on disk of {shown}");
        assert_eq!(meta.modified, knows.times.then_some(truth.mtime()), "time of {shown}");
        assert_eq!(meta.created, None);
        let facts = meta.facts;
        assert_eq!(facts.mode, knows.mode.then_some((truth.mode() & 0o7777) as u16), "{shown}");
        assert_eq!(facts.owner, knows.owner.then_some(truth.uid()), "{shown}");
        assert_eq!(facts.group, knows.owner.then_some(truth.gid()), "{shown}");
        if knows.links {
            assert_eq!(
                facts.links.unwrap_or(1),
                if kind == Kind::Folder { facts.links.unwrap_or(1) } else { truth.nlink() as u32 },
                "{shown}"
            );
        }
        let links = meta.links.map(|links| (links.count, links.device, links.inode));
        let truly = (kind != Kind::Folder && truth.nlink() > 1)
            .then(|| (Some(truth.nlink() as u32), truth.dev(), truth.ino()));
        assert_eq!(links, truly.filter(|_| knows.hard_links), "{shown}");
    }
    assert_eq!(
        found.len(),
        missing.len(),
        "{:?} for {missing:?}",
        found.keys().map(|path| String::from_utf8_lossy(path)).collect::<Vec<_>>()
    );
}

/// What a tool prints, run beside the folder `t`; `None`, and a word about it, if it isn't installed.
fn list_of(dir: &Path, tool: &str, args: &[&str]) -> Option<Vec<u8>> {
    let mut command = Command::new(tool);
    let output = command.args(args).current_dir(dir).env("TZ", "UTC").env("LC_ALL", "C.UTF-8").output();
    match output {
        Ok(output) => Some(output.stdout),
        Err(error) => {
            println!("skipped: {tool}: {error}");
            None
        }
    }
}

/// The tool's list, read back.
fn read_list(list: &[u8], kind: SourceKind) -> Gathered {
    let read = read(list);
    let text = String::from_utf8_lossy(list);
    assert_eq!(read.origin.as_ref().map(|origin| origin.kind), Some(kind), "{text}");
    read
}

const ALL: Knows = Knows {
    names: Names::Exact,
    folders: true,
    sizes: true,
    folder_sizes: true,
    allocated: true,
    times: true,
    mode: true,
    owner: true,
    links: true,
    hard_links: true,
    no_symlinks: false,
    follows: false,
};

fn path_of(dir: &tempfile::TempDir) -> (PathBuf, String) {
    let top = dir.path().join("t");
    let text = top.to_str().unwrap().to_owned();
    (top, text)
}

#[test]
fn find_with_the_documented_command_knows_everything() {
    let dir = hard();
    let (top, text) = path_of(&dir);
    let printed = Command::new(crate::PROGRAM).args(["--recipe", "find"]).output().unwrap();
    let recipe = String::from_utf8(printed.stdout).unwrap();
    let command = recipe.replace("FOLDER", "t").replace(" > /tmp/list.find", "");
    let Some(list) = list_of(dir.path(), "sh", &["-c", &command]) else { return };
    let read = read_list(&list, SourceKind::Find);
    assert_eq!(read.roots(), std::slice::from_ref(&text));
    assert_same(&read, &text, &top, ALL);
    assert_eq!(read.targets, [(format!("{text}/link"), "a.txt".to_owned())]);
    let a = read.row(&format!("{text}/a.txt"));
    let truth = std::fs::metadata(top.join("a.txt")).unwrap();
    assert_eq!(
        (a.facts.inode, a.facts.device, a.facts.changed),
        (Some(truth.ino()), Some(truth.dev()), Some(truth.ctime()))
    );
    let machine = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap();
    assert_eq!(read.origin.unwrap().machine.as_deref(), Some(machine.trim()));
    for cut in [list.len() - 1, list.len() - 2, list.len() / 2] {
        assert!(crate::gathered::read(&list[..cut]).error.is_some(), "a cut list says so");
    }
}

#[test]
fn ncdu_knows_everything_but_the_links_of_what_has_one_name() {
    let dir = hard();
    let (top, text) = path_of(&dir);
    let Some(list) = list_of(dir.path(), "ncdu", &["-0", "-e", "-o", "-", "t"]) else { return };
    let read = read_list(&list, SourceKind::Ncdu);
    assert_eq!(read.roots(), std::slice::from_ref(&text));
    assert_same(&read, &text, &top, ALL);
    let bare = list_of(dir.path(), "ncdu", &["-0", "-o", "-", "t"]).unwrap();
    let knows = Knows { times: false, mode: false, owner: false, ..ALL };
    assert_same(&read_list(&bare, SourceKind::Ncdu), &text, &top, knows);
}

#[test]
fn gdu_knows_sizes_and_times_of_files() {
    let dir = hard();
    let (top, text) = path_of(&dir);
    let Some(list) = list_of(dir.path(), "gdu", &["-n", "-o-", "t"]) else { return };
    let read = read_list(&list, SourceKind::Ncdu);
    assert!(read.origin.as_ref().unwrap().program.as_deref().unwrap().starts_with("gdu"));
    let knows = Knows {
        names: Names::Text,
        folder_sizes: false,
        mode: false,
        owner: false,
        links: false,
        hard_links: false,
        ..ALL
    };
    assert_same(&read, &text, &top, knows);
}

#[test]
fn tree_knows_names_and_sizes() {
    let dir = hard();
    let (top, _) = path_of(&dir);
    for full in [&["-J", "-a", "-s"][..], &["-J", "-a", "-s", "-f"]] {
        let args: Vec<&str> = full.iter().copied().chain(["t"]).collect();
        let Some(list) = list_of(dir.path(), "tree", &args) else { return };
        let read = read_list(&list, SourceKind::Tree);
        assert_eq!(read.roots(), ["t"]);
        let knows = Knows { folders: true, sizes: true, folder_sizes: true, ..Knows::default() };
        assert_same(&read, "t", &top, knows);
        assert_eq!(read.targets, [("t/link".to_owned(), "a.txt".to_owned())]);
    }
}

#[test]
fn both_forms_of_mtree_are_exact() {
    let dir = hard();
    let (top, text) = path_of(&dir);
    if let Some(list) = list_of(dir.path(), "bsdtar", &["-cf", "-", "--format=mtree", "t"]) {
        let read = read_list(&list, SourceKind::Mtree);
        // It has sizes for files only.
        let knows = Knows {
            sizes: false,
            folder_sizes: false,
            allocated: false,
            hard_links: false,
            links: true,
            ..ALL
        };
        let mut sized = read;
        for (path, meta) in &mut sized.rows {
            let truth = std::fs::symlink_metadata(dir.path().join(OsStr::from_bytes(path))).unwrap();
            assert_eq!(meta.size.take(), truth.is_file().then_some(truth.len()));
        }
        assert_same(&sized, "./t", &top, knows);
        assert_eq!(sized.targets, [("./t/link".to_owned(), "a.txt".to_owned())]);
        assert!(sized.names.values().any(|name| !name.is_empty()), "owners by name");
    }
    if let Some(list) =
        list_of(dir.path(), "mtree", &["-c", "-k", "type,size,time,mode,uid,gid,nlink", "-p", "t"])
    {
        let mut read = read_list(&list, SourceKind::Mtree);
        assert_eq!(read.roots(), std::slice::from_ref(&text));
        for (path, meta) in &mut read.rows {
            let truth = std::fs::symlink_metadata(Path::new(OsStr::from_bytes(path))).unwrap();
            assert_eq!(meta.size.take(), truth.is_file().then_some(truth.len()));
        }
        let knows = Knows { sizes: false, folder_sizes: false, allocated: false, hard_links: false, ..ALL };
        assert_same(&read, &text, &top, knows);
    }
}

#[test]
fn hashdeep_and_its_xml_know_sizes() {
    let dir = hard();
    let (top, text) = path_of(&dir);
    let Some(list) = list_of(&top, "hashdeep", &["-r", "-l", "."]) else { return };
    let read = read_list(&list, SourceKind::Hashdeep);
    assert_eq!(read.roots(), std::slice::from_ref(&text));
    let knows = Knows { sizes: true, follows: true, ..Knows::default() };
    assert_same(&read, &text, &top, knows);
    let list = list_of(&top, "hashdeep", &["-d", "-r", "-l", "sub dir", "a.txt", "sparse"]).unwrap();
    let read = read_list(&list, SourceKind::Dfxml);
    assert_eq!(
        (read.paths(), read.error.clone()),
        (vec!["./a.txt".to_owned(), "./sparse".into(), "./sub dir/naïve, \"q\".csv".into()], None)
    );
    let truth = std::fs::metadata(top.join("a.txt")).unwrap();
    let a = read.row("./a.txt");
    assert_eq!(
        (a.size, a.modified, a.facts.changed),
        (Some(truth.len()), Some(truth.mtime()), Some(truth.ctime()))
    );
}

#[test]
fn rclone_knows_what_is_text() {
    let dir = hard();
    let (top, _) = path_of(&dir);
    let Some(list) = list_of(dir.path(), "rclone", &["lsjson", "-R", "t"]) else { return };
    let read = read_list(&list, SourceKind::Rclone);
    assert_eq!(read.roots(), ["."]);
    let knows = Knows {
        names: Names::Text,
        folders: true,
        sizes: true,
        times: true,
        no_symlinks: true,
        ..Knows::default()
    };
    assert_same(&read, ".", &top, knows);
}

#[test]
fn rsync_knows_permissions_and_times() {
    let dir = hard();
    let (top, _) = path_of(&dir);
    for args in [["-r", "--list-only", "t/"], ["-a", "--list-only", "t/"]] {
        let Some(list) = list_of(dir.path(), "rsync", &args) else { return };
        let mut read = read_list(&list, SourceKind::Rsync);
        // Its times are those of this machine's clock; the tool was told UTC.
        let offset = |at: i64| {
            let moment = jiff::Timestamp::from_second(at).unwrap();
            i64::from(jiff::tz::TimeZone::system().to_offset(moment).seconds())
        };
        for meta in read.rows.values_mut() {
            meta.modified = meta.modified.map(|at| at + offset(at));
        }
        let knows = Knows {
            folders: true,
            sizes: true,
            folder_sizes: true,
            times: true,
            mode: true,
            ..Knows::default()
        };
        assert_same(&read, ".", &top, knows);
        let target = ("./link".to_owned(), "a.txt".to_owned());
        assert_eq!(read.targets, if args[0] == "-a" { vec![target] } else { vec![] });
    }
}

#[test]
fn qdirstats_cache_is_exact() {
    let dir = hard();
    let (top, text) = path_of(&dir);
    let cache = dir.path().join("cache.gz");
    let Some(_) = list_of(dir.path(), "qdirstat-cache-writer", &[&text, cache.to_str().unwrap()]) else {
        return;
    };
    let list = std::fs::read(cache).unwrap();
    let mut read = read_list(&list, SourceKind::QDirStat);
    read.rows.values_mut().for_each(|meta| meta.allocated = None);
    let knows = Knows { allocated: false, mode: false, owner: false, hard_links: false, ..ALL };
    assert_eq!(read.roots(), std::slice::from_ref(&text));
    assert_same(&read, &text, &top, knows);
}

#[test]
fn this_programs_own_files_are_exact() {
    let dir = hard();
    let (top, text) = path_of(&dir);
    let columns = "path,name,kind,size,allocated,modified,root,path_hex,mode,owner,group,links,inode,device";
    for (file, kind) in [
        ("own.csv", SourceKind::OwnCsv),
        ("own.jsonl", SourceKind::OwnJsonLines),
        ("own.csv.gz", SourceKind::OwnCsv),
    ] {
        let out = dir.path().join(file);
        let args = ["--folders", "--columns", columns, "--out", out.to_str().unwrap(), &text];
        let written = Command::new(crate::PROGRAM).args(args).output().unwrap();
        assert!(written.status.success(), "{}", String::from_utf8_lossy(&written.stderr));
        let list = std::fs::read(&out).unwrap();
        let mut read = read_list(&list, kind);
        // Owners that have names are known by these.
        for meta in read.rows.values_mut() {
            for number in [&mut meta.facts.owner, &mut meta.facts.group].into_iter().flatten() {
                if let Some(name) = read.names.get(number) {
                    assert!(!name.is_empty());
                }
                *number = 0;
            }
        }
        assert_eq!(read.roots(), std::slice::from_ref(&text));
        let mut knows = ALL;
        knows.owner = false;
        read.rows.values_mut().for_each(|meta| (meta.facts.owner, meta.facts.group) = (None, None));
        // A folder that is a row has no sum for its size.
        assert_same(&read, &text, &top, knows);
    }
}
