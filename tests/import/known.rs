//! Other files are not taken for lists, and lists are recognised whatever is around them.

use crate::gathered::{read, read_as};
use foldersheet::import::{As, recognise};
use foldersheet::model::{Compression, OtherFile, SourceError, SourceKind};

#[test]
fn what_is_no_list_is_not_taken_for_one() {
    let others: [&[u8]; 10] = [
        b"",
        b"hello\n",
        b"a,b,c\n1,2,3\n",
        // Everything's titles, but of another program: names are whole paths there.
        b"Folder,Filename,Size\nD:\\x,a.jpg,5\n",
        b"name,email\nana,ana@example.org\n",
        b"{\"a\":1}\n",
        b"[1,2,3]",
        b"[]",
        b"\x7FELF\x02\x01\x01\0\0\0",
        b"<html><body>path,size</body></html>",
    ];
    for other in others {
        let text = String::from_utf8_lossy(other);
        assert!(recognise(other).is_none(), "{text}: {:?}", recognise(other));
        assert!(matches!(read(other).error, Some(SourceError::OtherFile(_))), "{text}");
    }
}

#[test]
fn what_a_file_is_that_is_no_list_is_named() {
    let xlsx = b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x13\0\0\0[Content_Types].xml";
    let cases: [(&[u8], OtherFile); 17] = [
        (b"", OtherFile::Empty),
        (b"\n \n", OtherFile::Empty),
        (b"\xBFncduEX1\0\0", OtherFile::NcduBinary),
        (b"\x28\xB5\x2F\xFD\x04", OtherFile::Compressed(Compression::Zstd)),
        (b"\xFD7zXZ\0\0", OtherFile::Compressed(Compression::Xz)),
        (b"PK\x03\x04\x14\0abc", OtherFile::Zip),
        (xlsx, OtherFile::Office),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", OtherFile::Office),
        (b"SQLite format 3\0", OtherFile::Database),
        (b"%PDF-1.7\n", OtherFile::Pdf),
        (b"\x7FELF\x02\x01\x01\0", OtherFile::Binary),
        (b"a,b\n1,2\n", OtherFile::Csv),
        (b"\xFF\xFEa\0;\0b\0\n\0c\0;\0d\0", OtherFile::Csv),
        (b"hello\nyou, there\n", OtherFile::Text),
        (b"{\"a\":1}", OtherFile::Json),
        (b"<html>", OtherFile::Markup),
        (b"a,b\n", OtherFile::Text),
    ];
    for (bytes, looks) in cases {
        assert_eq!(
            read(bytes).error,
            Some(SourceError::OtherFile(looks)),
            "{:?}",
            String::from_utf8_lossy(bytes)
        );
    }
}

/// As a damaged or hand-made list may have it. Found by the fuzz target `ncdu`.
#[test]
fn a_top_without_a_name_is_a_folder_that_is_known() {
    let read = read(
        br#"[1,2,{"progname":"ncdu","progver":"2.3","timestamp":1},[{"asize":1},{"name":"a","asize":5}]]"#,
    );
    assert_eq!((read.roots(), read.paths()), (vec![".".to_owned()], vec!["./a".to_owned()]));
}

/// No system has such a folder, and a saved sheet couldn't hold it. Found by the fuzz targets `mtree` and `wiztree`.
#[test]
fn a_top_with_a_nul_byte_is_called_by_a_dot_and_is_a_problem() {
    let ncdu = br#"[1,2,{"progname":"ncdu","progver":"2.3","timestamp":1},[{"name":"/a\u0000b"},{"name":"x","asize":5}]]"#;
    let tree = br#"[{"type":"directory","name":"/a\u0000b","contents":[{"type":"file","name":"x"}]}]"#;
    let mtree = b"#mtree\n./\0 type=dir\n./x type=file\n";
    let lists: [(SourceKind, &[u8]); 3] =
        [(SourceKind::Ncdu, ncdu), (SourceKind::Tree, tree), (SourceKind::Mtree, mtree)];
    for (kind, list) in lists {
        let read = read_as(list, As::Kind(kind));
        assert_eq!(read.roots(), ["."], "{kind:?}");
        assert_eq!(read.problems.len(), 1, "{kind:?}: {:?}", read.problems);
    }
}
