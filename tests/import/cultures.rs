//! Lists of programs in the forms that their users' systems have: languages, encodings, dates, optional columns; made by their
//! descriptions.

use crate::gathered::{Gathered, read};
use foldersheet::model::{Kind, SourceKind, TimesOfSource};
use jiff::civil;
use jiff::tz::TimeZone;

fn local(time: &str) -> Option<i64> {
    let time: civil::DateTime = time.parse().unwrap();
    Some(time.to_zoned(TimeZone::system()).unwrap().timestamp().as_second())
}

fn kind(read: &Gathered) -> SourceKind {
    read.origin.as_ref().unwrap().kind
}

fn wide(text: &str) -> Vec<u8> {
    format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn powershell_writes_dates_as_its_culture_does() {
    for (separator, date) in [
        (',', "9/21/2026 8:00:00 AM"),
        (';', "21.09.2026 08:00:00"),
        (';', "21/09/2026 08:00:00"),
        (',', "2026/09/21 8:00:00"),
        (',', "2026-09-21 08:00:00"),
        (';', "21-09-2026 08:00:00"),
        ('\t', "21/09/2026 8:00:00"),
    ] {
        let cells = |cells: [&str; 3]| cells.map(|cell| format!("\"{cell}\"")).join(&separator.to_string());
        let list = format!(
            "{}\r\n{}\r\n{}\r\n",
            cells(["FullName", "Length", "LastWriteTime"]),
            cells(["D:\\é\\a, b; c.jpg", "5", date]),
            cells(["D:\\é\\sub", "", date])
        );
        for bytes in [list.clone().into_bytes(), format!("\u{FEFF}{list}").into_bytes(), wide(&list)] {
            let read = read(&bytes);
            assert_eq!((kind(&read), read.said()), (SourceKind::PowerShell, vec![]), "{date}");
            let row = read.row("D:\\é\\a, b; c.jpg");
            assert_eq!((row.size, row.modified), (Some(5), local("2026-09-21T08:00:00")), "{date}");
            assert_eq!(read.row("D:\\é\\sub").kind, Kind::Folder);
            assert_eq!(read.origin.unwrap().times, TimesOfSource::TakenForLocal);
        }
    }
}

#[test]
fn windirstat_is_known_in_every_language_with_owners_and_more_drives() {
    for titles in [
        "\"Имя\",\"Файлы\",\"Папки\",\"Логический размер\",\"Физический размер\",\"Атрибуты\",\"Изменён\",\"Атрибуты WinDirStat\",\"Индекс\",\"Владелец\"",
        "\"名前\",\"ファイル\",\"フォルダー\",\"論理サイズ\",\"物理サイズ\",\"属性\",\"最終更新\",\"WinDirStat 属性\",\"インデックス\",\"所有者\"",
    ] {
        let list = format!(
            "{titles}\r\n\"Мой компьютер\",1,2,1000,4096,\"\",2026-09-22T18:17:51Z,0x00000001,0x0000000000000000,\"\"\r\n\
            \"D:\\\",1,1,1000,4096,\"\",2026-09-22T18:17:51Z,0x00000202,0x0000000000000005,\"NT\\SYSTEM\"\r\n\
            \"D:\\Файлы\",1,0,1000,4096,\"\",2026-09-22T18:17:51Z,0x00000104,0x0000000000000024,\"BOX\\ana\"\r\n\
            \"D:\\Файлы\\a \"b\".jpg\",0,0,1000,4096,\"A\",2026-09-21T06:00:00Z,0x00000108,0x0000000000000026,\"BOX\\ana\""
        );
        let read = read(list.as_bytes());
        assert_eq!((kind(&read), read.said(), read.error.clone()), (SourceKind::WinDirStatCsv, vec![], None));
        assert_eq!(read.paths(), ["D:\\Файлы", "D:\\Файлы\\a \"b\".jpg"]);
        let owner = read.row("D:\\Файлы\\a \"b\".jpg").facts.owner.unwrap();
        assert_eq!(read.names[&owner], "BOX\\ana");
    }
}

#[test]
fn droid_and_siegfried_are_known_with_what_columns_they_have() {
    let titles = "\"ID\",\"PARENT_ID\",\"URI\",\"FILE_PATH\",\"NAME\",\"METHOD\",\"STATUS\",\"SIZE\",\"TYPE\",\"EXT\",\"LAST_MODIFIED\",\"EXTENSION_MISMATCH\",\"MD5_HASH\",\"FORMAT_COUNT\",\"PUID\",\"MIME_TYPE\",\"FORMAT_NAME\",\"FORMAT_VERSION\",\"PUID1\",\"MIME_TYPE1\"";
    let row = "\"3\",\"2\",\"file:///srv/x/a%20b.jpg\",\"/srv/x/a b.jpg\",\"a b.jpg\",\"Signature\",\"Done\",\"1000\",\"File\",\"jpg\",\"2026-09-21T08:00:00+02:00\",\"false\",\"ab\",\"2\",\"fmt/43\",\"image/jpeg\",\"JPEG\",\"1.01\",\"fmt/44\",\"image/jpeg\"";
    let list = format!("\u{FEFF}{titles}\n{row}\n");
    let siegfried = read(list.as_bytes());
    assert_eq!((kind(&siegfried), siegfried.said()), (SourceKind::Droid, vec![]));
    let moment: jiff::Timestamp = "2026-09-21T06:00:00Z".parse().unwrap();
    let a = siegfried.row("/srv/x/a b.jpg");
    assert_eq!((a.size, a.modified), (Some(1000), Some(moment.as_second())));
    assert_eq!(siegfried.origin.as_ref().unwrap().times, TimesOfSource::Exact);
    // Without quotes, and with a few of the columns.
    let few = read(b"URI,NAME,SIZE,TYPE,PUID\nfile:/D:/x/a.jpg,a.jpg,5,File,fmt/43\n");
    assert_eq!((kind(&few), few.count, few.bytes), (SourceKind::Droid, 1, 5));
}

#[test]
fn links_of_our_own_lists_point_where_they_did() {
    let csv = "\"path\",\"kind\",\"size\",\"link_target\",\"link_target_hex\"\n/r/a,file,5,,\n/r/l,symlink,1,\"there, too\",\n/r/m,symlink,1,\"\\xFF\",ff41\n";
    let json = "{\"path\":\"/r/a\",\"kind\":\"file\",\"size\":5,\"link_target\":null,\"link_target_hex\":null}\n\
        {\"path\":\"/r/l\",\"kind\":\"symlink\",\"size\":1,\"link_target\":\"there, too\"}\n\
        {\"path\":\"/r/m\",\"kind\":\"symlink\",\"size\":1,\"link_target\":\"\\\\xFF\",\"link_target_hex\":\"ff41\"}\n";
    for list in [csv, json] {
        let read = read(list.as_bytes());
        assert_eq!((read.said(), read.count), (vec![], 3), "{list}");
        let pair = |path: &str, target: &str| (path.to_owned(), target.to_owned());
        assert_eq!(read.targets, [pair("/r/l", "there, too"), pair("/r/m", "\u{FFFD}A")], "{list}");
    }
}
