//! What Windows writes of a folder's entries: the first byte tells the kind of records.
#![no_main]

libfuzzer_sys::fuzz_target!(|written: &[u8]| foldersheet_fuzz::records(written));
