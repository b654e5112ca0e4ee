//! Other files are not taken for lists, and lists are recognised whatever is around them.

use crate::gathered::read;
use foldersheet::import::recognise;
use foldersheet::model::SourceError;

#[test]
fn what_is_no_list_is_not_taken_for_one() {
    let others: [&[u8]; 9] = [
        b"",
        b"hello\n",
        b"a,b,c\n1,2,3\n",
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
        assert_eq!(read(other).error, Some(SourceError::NotRecognised), "{text}");
    }
}
