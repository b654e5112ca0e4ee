//! A saved sheet.
#![no_main]

libfuzzer_sys::fuzz_target!(|file: &[u8]| foldersheet_fuzz::saved_sheet(file));
