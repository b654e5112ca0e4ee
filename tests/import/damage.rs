//! A list of each kind, damaged at random: it ends with what is wrong, in bounded memory, and never with a panic.

use crate::gathered::read_as;
use foldersheet::import::{As, recognise};
use foldersheet::model::SourceKind;
use proptest::prelude::*;

/// A small list of each kind, as its tool writes it.
const LISTS: [(SourceKind, &[u8]); 17] = [
    (SourceKind::WizTree, b"File Name,Size,Allocated,Modified,Attributes,Files,Folders\r\n\"D:\\\",15,8192,2026/09/22 20:17:51,16,2,1\r\n\"D:\\a\\\",10,4096,2026/09/22 20:17:51,16,1,0\r\n\"D:\\a\\x, \"\"y\"\"\",10,4096,2026/09/22 20:17:51,32,0,0\r\n\"D:\\b\",5,4096,2026/09/22 20:17:51,32,0,0\r\n"),
    (SourceKind::WinDirStatCsv, b"\"Name\",\"Files\",\"Folders\",\"Logical\",\"Physical\",\"Attributes\",\"Last Change\",\"A\",\"I\"\r\n\"D:\\a\",1,0,10,4096,\"\",2026-09-22T18:17:51Z,0x00000304,0x0000000000000024\r\n\"D:\\a\\x\",0,0,10,4096,\"A\",2026-09-22T18:17:51Z,0x00000108,0x0000000000000025\r\n"),
    (SourceKind::WinDirStatJson, br#"[{"N":"D:\\a","F":1,"G":0,"L":10,"P":4096,"A":"","T":"2026-09-22T18:17:51Z","W":"0x00000304","I":"0x24"},{"N":"D:\\a\\x","F":0,"G":0,"L":10,"P":4096,"A":"A","T":"2026-09-22T18:17:51Z","W":"0x00000108","I":"0x25"}]"#),
    (SourceKind::Everything, b"Filename,Size,Date Modified,Date Created,Attributes\r\n\"D:\\a\",10,134033040000000000,133978896000000000,16\r\n\"D:\\a\\x\",10,134033040000000000,,32\r\n"),
    (SourceKind::Droid, b"\"ID\",\"PARENT_ID\",\"URI\",\"FILE_PATH\",\"NAME\",\"METHOD\",\"STATUS\",\"SIZE\",\"TYPE\",\"LAST_MODIFIED\",\"PUID\"\n\"1\",\"\",\"file:/a/\",\"/a\",\"a\",\"\",\"Done\",\"\",\"Folder\",\"2026-09-22T18:17:51\",\"\"\n\"2\",\"1\",\"file:/a/x\",\"/a/x\",\"x\",\"\",\"Error\",\"10\",\"File\",\"2026-09-22T18:17:51\",\"fmt/43\"\n"),
    (SourceKind::PowerShell, b"\"FullName\",\"Length\",\"LastWriteTimeUtc\",\"Attributes\"\r\n\"D:\\a\",,\"2026-09-22T18:17:51.1Z\",\"Directory\"\r\n\"D:\\a\\x\",\"10\",\"2026-09-22T18:17:51.1Z\",\"Archive\"\r\n"),
    (SourceKind::OwnCsv, b"\"path\",\"kind\",\"size\",\"modified\",\"root\",\"path_hex\"\r\n/a/b,folder,4096,2026-09-22T18:17:51Z,/a,\r\n/a/b/\xEF\xBF\xBD,file,10,@99,/a,2f612f622fff\r\n"),
    (SourceKind::OwnJsonLines, b"{\"path\":\"/a/b\",\"kind\":\"folder\",\"size\":4096,\"root\":\"/a\",\"path_hex\":null}\n{\"path\":\"/a/b/x\",\"kind\":\"file\",\"size\":10,\"root\":\"/a\",\"path_hex\":null}\n"),
    (SourceKind::Ncdu, b"[1,2,{\"progname\":\"ncdu\",\"progver\":\"1.18\",\"timestamp\":1795697197},\n[{\"name\":\"/a\",\"asize\":4096,\"dsize\":4096,\"dev\":65024},\n{\"name\":\"x\\n\\u00e9\xFF\",\"asize\":10,\"dsize\":4096,\"ino\":42,\"hlnkc\":true,\"nlink\":2},\n[{\"name\":\"b\",\"read_error\":true}]]]"),
    (SourceKind::QDirStat, b"[qdirstat 2.0 cache file]\n\nD /a 4096 0 0 0775 0x65e0ce47\nF\tx%20y\t10\t0\t0\t0664\t0x65915c05\tblocks: 8\tlinks: 2\nD /a/b 4K 0 0 0775 0x65e0ce47\n"),
    (SourceKind::Mtree, b"#mtree\n./t mode=755 uid=0 uname=root time=1.5 type=dir\n./t/\\040x mode=644 gid=0 type=file size=1 time=1795697196.651955112\n./t/l type=link link=\\040x\n"),
    (SourceKind::Hashdeep, b"%%%% HASHDEEP-1.0\n%%%% size,md5,filename\n## Invoked from: /a\n## \n10,9dd4e461268c8034f5c8564e155c67a6,./x\n1,9dd4e461268c8034f5c8564e155c67a6,./new\nline\n"),
    (SourceKind::Dfxml, b"<?xml version='1.0'?>\n<dfxml version='1.0'>\n<fileobject>\n<filename>a &amp; b/x</filename>\n<filesize>10</filesize>\n<mtime>2001-02-03T04:05:06Z</mtime>\n</fileobject>\n</dfxml>\n"),
    (SourceKind::Rclone, b"[\n{\"Path\":\"b\",\"Name\":\"b\",\"Size\":-1,\"ModTime\":\"2026-11-26T13:03:28Z\",\"IsDir\":true},\n{\"Path\":\"b/x\",\"Name\":\"x\",\"Size\":10,\"ModTime\":\"2026-11-26T13:03:28.98Z\",\"IsDir\":false}\n]\n"),
    (SourceKind::Tree, b"[\n  {\"type\":\"directory\",\"name\":\"/a\",\"size\":4096,\"contents\":[\n    {\"type\":\"file\",\"name\":\"/a/x\\u00e9\",\"size\":10},\n    {\"type\":\"link\",\"name\":\"/a/l\",\"target\":\"x\",\"size\":1}\n  ]}\n,\n  {\"type\":\"report\",\"size\":4107,\"directories\":1,\"files\":2}\n]\n"),
    (SourceKind::Rsync, b"drwxr-xr-x          4,096 2026/11/26 13:03:28 .\n-rw-r--r--             10 2026/11/26 13:03:28 x\\#012y\nlrwxrwxrwx              1 2026/11/26 13:03:28 l -> x\n"),
    (SourceKind::Find, b"foldersheet-find 1 1795697197 box\nd\t4096\t8\t1.5\t1.5\t1.5\t2\t2\t0\t0\t755\t3\t/a\0>\tx\0l\t1\t0\t1.5\t1.5\t1.5\t4\t1\t0\t0\t777\t3\t/a/l\0!\t/a/b\0.\0"),
];

#[test]
fn each_is_known_and_whole_as_it_is() {
    for (kind, list) in LISTS {
        assert_eq!(recognise(list).map(|guess| guess.kind), Some(kind));
        let read = read_as(list, As::Kind(kind));
        assert_eq!((read.error, read.phases.len()), (None, 1), "{kind:?}");
        assert!(read.count > 0, "{kind:?}");
    }
}

/// For the targets in `fuzz`, whose names are the programs' words for the kinds.
#[test]
#[ignore = "writes the seeds for fuzzing"]
fn seeds_are_written() {
    const TARGETS: [&str; LISTS.len()] = [
        "wiztree",
        "windirstat_csv",
        "windirstat_json",
        "everything",
        "droid",
        "powershell",
        "own_csv",
        "own_json_lines",
        "ncdu",
        "qdirstat",
        "mtree",
        "hashdeep",
        "dfxml",
        "rclone",
        "tree",
        "rsync",
        "find",
    ];
    let seeds = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    for (target, (_, list)) in TARGETS.into_iter().zip(LISTS) {
        for (folder, file) in [(target, "sample"), ("any_list", target)] {
            let folder = seeds.join(folder);
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join(file), list).unwrap();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn damage_is_no_panic(
        at in 0..LISTS.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..5_u8), 1..6),
        as_guessed: bool,
    ) {
        let (kind, list) = LISTS[at];
        let mut list = list.to_vec();
        for (place, byte, what) in changes {
            let place = place.index(list.len().max(1));
            match what {
                _ if list.is_empty() => list.push(byte),
                0 => list[place] = byte,
                1 => list.truncate(place),
                2 => list.insert(place, byte),
                3 => drop(list.remove(place)),
                // A piece once more, so that lists grow and nest.
                _ => {
                    let piece = list[place..list.len().min(place + usize::from(byte))].to_vec();
                    list.splice(place..place, piece);
                }
            }
        }
        let read = read_as(&list, if as_guessed { As::Guessed } else { As::Kind(kind) });
        // What is in the sheet was in the file.
        prop_assert!(read.count <= list.len());
        // A source by another name would be another one when the sheet was saved and opened.
        prop_assert!(read.roots().iter().all(|root| !root.is_empty() && !root.contains('\0')));
    }
}

#[test]
fn nesting_and_paths_as_deep_as_the_list_goes_take_no_stack() {
    const DEEP: usize = 200_000;
    let ncdu = [
        b"[1,2,{\"progname\":\"x\"}".as_slice(),
        &b",[{\"name\":\"d\"}".repeat(DEEP),
        &b"]".repeat(DEEP + 1),
    ]
    .concat();
    // The sink of this test makes a path of each folder, which is why it isn't used here.
    struct Count(usize, foldersheet::model::Cancel);
    impl foldersheet::model::SourceSink for Count {
        fn send(
            &mut self,
            event: foldersheet::model::SourceEvent,
        ) -> Result<(), foldersheet::model::SourceError> {
            if let foldersheet::model::SourceEvent::Found(batch) = event {
                self.0 += batch.folders.len();
            }
            Ok(())
        }
        fn cancel(&self) -> &foldersheet::model::Cancel {
            &self.1
        }
    }
    let count = |list: &[u8]| {
        let mut count = Count(0, Default::default());
        let read =
            foldersheet::import::read_from(&list, std::path::Path::new("x"), &Default::default(), &mut count);
        assert_eq!(read, Ok(()));
        count.0
    };
    assert_eq!(count(&ncdu), DEEP);
    let path = "/d".repeat(DEEP);
    let csv = format!("path,kind,size,root\n{path}/x,file,1,/d\n{path}/y,file,1,/d\n");
    assert_eq!(count(csv.as_bytes()), DEEP);
}
