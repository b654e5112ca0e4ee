//! WinDirStat's CSV.
#![no_main]

use foldersheet::import::As;
use foldersheet::model::SourceKind;

libfuzzer_sys::fuzz_target!(|list: &[u8]| foldersheet_fuzz::list(As::Kind(SourceKind::WinDirStatCsv), list));
