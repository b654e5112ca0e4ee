use super::*;
use crate::model::{Attributes, Kind};
use crate::scan::sys::Stat;
use proptest::prelude::*;

/// A record as the documentation of the structures lays it out.
#[derive(Clone, Debug)]
struct Made {
    times: [i64; 4],
    size: i64,
    allocated: i64,
    attributes: u32,
    tag: u32,
    id: u128,
    name: Vec<u16>,
}

impl Made {
    fn named(name: &str) -> Made {
        let name = name.encode_utf16().collect();
        let times = [1, 2, 3, 4].map(|step| 116_444_736_000_000_000 + step * 10_000_000);
        Made { times, size: 0, allocated: 0, attributes: 0x20, tag: 0, id: 5, name }
    }

    fn bytes(&self, kind: RecordKind, next: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut put = |part: &[u8]| bytes.extend_from_slice(part);
        put(&next.to_le_bytes());
        put(&[0xEE; 4]); // the place in the folder, of no use
        self.times.iter().for_each(|time| put(&time.to_le_bytes()));
        put(&self.size.to_le_bytes());
        put(&self.allocated.to_le_bytes());
        put(&self.attributes.to_le_bytes());
        put(&(self.name.len() as u32 * 2).to_le_bytes());
        match kind {
            RecordKind::Extended => {
                put(&[0xEE; 4]); // the length of the extended attributes
                put(&self.tag.to_le_bytes());
                put(&self.id.to_le_bytes());
            }
            RecordKind::Both => {
                put(&self.tag.to_le_bytes());
                put(&[0xEE; 28]); // the short name, its length, and what aligns the number
                put(&(self.id as u64).to_le_bytes());
            }
            RecordKind::Full => put(&self.tag.to_le_bytes()),
        }
        self.name.iter().for_each(|unit| put(&unit.to_le_bytes()));
        bytes
    }
}

/// As the system writes them: each aligned to 8 bytes, and behind the last what stood there before.
fn written(kind: RecordKind, made: &[Made]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (at, one) in made.iter().enumerate() {
        let next = one.bytes(kind, 0).len().next_multiple_of(8);
        let is_last = at + 1 == made.len();
        let mut record = one.bytes(kind, if is_last { 0 } else { next as u32 });
        record.resize(next, 0xEE);
        bytes.extend(record);
    }
    bytes.extend([0xEE; 300]);
    bytes
}

fn names(kind: RecordKind, written: &[u8]) -> Vec<Result<Vec<u8>, io::ErrorKind>> {
    let name = |record: Record<'_>| {
        let mut name = Vec::new();
        record.push_name(&mut name);
        name
    };
    // More than a chain without an end would give before anyone waits for it.
    Records::new(kind, written)
        .take(100_000)
        .map(|record| record.map(name).map_err(|error| error.kind()))
        .collect()
}

fn stat_of(made: &Made) -> Stat {
    let [first, second, third] = RecordKind::ALL.map(|kind| {
        let written = written(kind, std::slice::from_ref(made));
        let mut stat = stat(&Records::new(kind, &written).next().unwrap().unwrap(), Some(7));
        stat.meta.facts.inode = None;
        stat
    });
    assert_eq!((first, second), (second, third), "all kinds say the same of {made:?}");
    first
}

#[test]
fn every_kind_of_record_is_read_as_documented() {
    let made = Made { size: 5_000_000_000, allocated: 4096, id: 1 << 60, ..Made::named("naïve.txt") };
    for kind in RecordKind::ALL {
        let written = written(kind, &[made.clone(), Made::named("..")]);
        let records: Vec<_> = Records::new(kind, &written).map(Result::unwrap).collect();
        let [one, dots] = &records[..] else { panic!("{records:?}") };
        assert!(!one.is_dots() && dots.is_dots());
        let stat = stat(one, Some(7));
        assert_eq!((stat.meta.kind, stat.meta.size), (Kind::File, Some(5_000_000_000)));
        assert_eq!(stat.meta.allocated, Some(4096));
        assert_eq!((stat.meta.created, stat.meta.facts.accessed), (Some(1), Some(2)));
        assert_eq!((stat.meta.modified, stat.meta.facts.changed), (Some(3), Some(4)));
        assert_eq!((stat.meta.facts.device, stat.identity), (Some(7), None));
        let has_number = kind != RecordKind::Full;
        assert_eq!(stat.meta.facts.inode, has_number.then_some(1 << 60), "{kind:?}");
        assert_eq!(stat.meta.facts.attributes, Some(Attributes::ARCHIVE));
    }
}

#[test]
fn a_number_that_says_there_is_none_is_none() {
    for (kind, id) in
        [(RecordKind::Both, 0), (RecordKind::Both, u128::MAX), (RecordKind::Extended, u128::MAX)]
    {
        let written = written(kind, &[Made { id, ..Made::named("a") }]);
        assert_eq!(Records::new(kind, &written).next().unwrap().unwrap().id, None);
    }
    // A number of ReFS that the sheet's column has no room for is kept, and not shown.
    let written = written(RecordKind::Extended, &[Made { id: 1 << 64 | 9, ..Made::named("a") }]);
    let record = Records::new(RecordKind::Extended, &written).next().unwrap().unwrap();
    assert_eq!((record.id, stat(&record, None).meta.facts.inode), (Some(1 << 64 | 9), None));
}

#[test]
fn a_folders_own_number_is_that_of_its_first_entry() {
    let dot = |id| Made { id, attributes: 0x10, ..Made::named(".") };
    for kind in [RecordKind::Extended, RecordKind::Both] {
        let own = |made: &[Made]| own_number(kind, &written(kind, made));
        assert_eq!(own(&[dot(77), Made::named(".."), Made::named("a")]), Some(77), "{kind:?}");
        // The topmost folder of a volume; one without a number; one that isn't the first, which no system writes.
        assert_eq!(own(&[Made::named("a")]), None, "{kind:?}");
        assert_eq!(own(&[Made::named("..")]), None, "{kind:?}");
        assert_eq!(own(&[dot(0), Made::named("a")]), None, "{kind:?}");
        assert_eq!(own(&[Made::named("a"), dot(77)]), None, "{kind:?}");
        assert_eq!(own_number(kind, &written(kind, &[dot(77)])[..kind.name_at()]), None, "{kind:?}");
    }
    assert_eq!(own_number(RecordKind::Full, &written(RecordKind::Full, &[dot(77)])), None);
}

#[test]
fn links_placeholders_and_special_files_are_what_they_are() {
    let kind = |attributes, tag| {
        let stat = stat_of(&Made { attributes, tag, ..Made::named("x") });
        (stat.meta.kind, stat.placeholder)
    };
    assert_eq!(kind(0x10, 0), (Kind::Folder, false));
    assert_eq!(kind(0x410, 0xA000_0003), (Kind::Symlink, false), "a junction or a mounted volume");
    assert_eq!(kind(0x420, 0xA000_000C), (Kind::Symlink, false), "a symbolic link");
    assert_eq!(
        kind(0x10, 0xA000_0003),
        (Kind::Folder, false),
        "the tag means nothing without a reparse point"
    );
    assert_eq!(kind(0x410, 0x8000_0013), (Kind::Folder, false), "deduplicated");
    assert_eq!(kind(0x420, 0x8000_0023), (Kind::Socket, false));
    // FILE_ATTRIBUTE_OFFLINE, RECALL_ON_OPEN, RECALL_ON_DATA_ACCESS; IO_REPARSE_TAG_CLOUD_6.
    for recalled in [0x1000, 0x4_0000, 0x40_0000] {
        assert_eq!(kind(0x10 | recalled, 0), (Kind::Folder, true), "{recalled:#x}");
        assert_eq!(kind(0x410 | recalled, 0x9000_601A), (Kind::Folder, true), "{recalled:#x}");
        assert_eq!(kind(0x20 | recalled, 0), (Kind::File, false), "a file is a row and never opened");
    }
    let offline = stat_of(&Made { attributes: 0x40_1022, ..Made::named("x") });
    assert!(offline.hidden);
    let words = offline.meta.facts.attributes.unwrap().words();
    assert_eq!(words, "hidden archive offline recall");
}

#[test]
fn an_allocated_size_of_nothing_is_known_only_where_it_can_be() {
    let allocated = |size, allocated, attributes| {
        stat_of(&Made { size, allocated, attributes, ..Made::named("x") }).meta.allocated
    };
    assert_eq!(allocated(100_000, 40_960, 0x20), Some(40_960));
    assert_eq!(allocated(0, 0, 0x20), Some(0));
    assert_eq!(allocated(300, 0, 0x20), Some(0), "within the table of files");
    assert_eq!(allocated(100_000, 0, 0x220), Some(0), "all holes");
    assert_eq!(allocated(100_000, 0, 0x40_0020), Some(0), "in a cloud");
    assert_eq!(allocated(100_000, 0, 0x20), None, "compressed by `compact /exe`");
    let apart = Made { size: 100_000, attributes: 0x620, tag: 0x8000_0017, ..Made::named("x") };
    assert_eq!(stat_of(&apart).meta.allocated, None, "the same, on a disk of another Windows");
    assert_eq!(stat_of(&Made { tag: 0x8000_0013, ..apart }).meta.allocated, Some(0), "deduplicated");
    assert_eq!(allocated(100_000, -1, 0x20), None);
    assert_eq!(stat_of(&Made { size: -1, ..Made::named("x") }).meta.size, None);
    let folder = stat_of(&Made { size: 4096, allocated: 4096, attributes: 0x10, ..Made::named("x") });
    assert_eq!((folder.meta.size, folder.meta.allocated), (None, None));
}

#[test]
fn file_times_become_unix_seconds_rounded_down() {
    let created = |time| stat_of(&Made { times: [time; 4], ..Made::named("x") }).meta.created;
    assert_eq!(created(0), None);
    assert_eq!(created(-1), None);
    assert_eq!(created(1), Some(-11_644_473_600));
    assert_eq!(created(116_444_736_000_000_000 - 1), Some(-1));
    assert_eq!(created(116_444_736_000_000_000), Some(0));
    assert_eq!(created(i64::MAX), Some(910_692_730_085));
}

#[test]
fn half_a_letter_of_two_is_kept() {
    for kind in RecordKind::ALL {
        let name = vec![0x61, 0xD83D, 0xDE00, 0xDC00, 0xD800];
        let written = written(kind, &[Made { name, ..Made::named("") }]);
        assert_eq!(names(kind, &written), [Ok(b"a\xF0\x9F\x98\x80\xED\xB0\x80\xED\xA0\x80".to_vec())]);
    }
}

#[test]
fn what_lies_is_an_error_after_the_records_before_it() {
    for kind in RecordKind::ALL {
        let good = written(kind, &[Made::named("one"), Made::named("two")]);
        let second = (kind.name_at() + 6).next_multiple_of(8);
        let damaged = |at: usize, value: u32| {
            let mut bytes = good.clone();
            bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
            names(kind, &bytes)
        };
        let one = Ok(b"one".to_vec());
        let error = Err(io::ErrorKind::InvalidData);
        assert_eq!(names(kind, &good), [one.clone(), Ok(b"two".to_vec())]);
        // The distance to the next: into the record itself, and out of the bytes.
        for next in [1, 8, 64, kind.name_at() as u32, u32::MAX, good.len() as u32 + 1] {
            assert_eq!(damaged(0, next), std::slice::from_ref(&error), "{kind:?} {next}");
            assert_eq!(damaged(second, next), [one.clone(), error.clone()], "{kind:?} {next}");
        }
        // The length of the name: none, odd, longer than what is there, and so long that a sum would overflow.
        for len in [0, 7, 4000, u32::MAX, u32::MAX - 1] {
            assert_eq!(damaged(second + 60, len), [one.clone(), error.clone()], "{kind:?} {len}");
        }
        assert_eq!(names(kind, &[]), std::slice::from_ref(&error));
        assert_eq!(names(kind, &vec![0; 65_536]), [error], "the system wrote nothing");
    }
}

#[test]
fn a_name_that_none_can_be_is_told_from_the_others() {
    for kind in RecordKind::ALL {
        // Of a path, and one that ends within.
        for unit in ["/", "\\", "\0"] {
            let all = ["one", &format!("..{unit}Windows"), unit, "two"];
            let bytes = written(kind, &all.map(Made::named));
            assert_eq!(names(kind, &bytes), all.map(|name| Ok(name.as_bytes().to_vec())), "{kind:?}");
            let has_name = Records::new(kind, &bytes).map(|record| record.unwrap().has_name());
            assert_eq!(has_name.collect::<Vec<_>>(), [true, false, false, true], "{kind:?} {unit:?}");
        }
        // One half of such a unit is another letter.
        let name = vec![0x2F00, 0x5C00, 0x0100, 0x015C];
        let bytes = written(kind, &[Made { name, ..Made::named("") }]);
        assert!(Records::new(kind, &bytes).next().unwrap().unwrap().has_name());
    }
}

#[test]
fn a_list_that_ends_early_gives_what_is_whole() {
    for kind in RecordKind::ALL {
        let good = written(kind, &[Made::named("one"), Made::named("two")]);
        let second = (kind.name_at() + 6).next_multiple_of(8);
        for end in 0..second + kind.name_at() + 6 {
            let names = names(kind, &good[..end]);
            assert_eq!(names.last(), Some(&Err(io::ErrorKind::InvalidData)), "{kind:?} {end}");
            assert_eq!(names.len(), if end >= second { 2 } else { 1 });
        }
    }
}

fn any_kind() -> impl Strategy<Value = RecordKind> {
    prop_oneof![Just(RecordKind::Extended), Just(RecordKind::Both), Just(RecordKind::Full)]
}

/// Any but those that no name has.
fn any_unit() -> impl Strategy<Value = u16> {
    (1_u16..).prop_map(|unit| if [0x2F, 0x5C].contains(&unit) { 0x61 } else { unit })
}

/// Where `fuzz/` begins from.
#[test]
#[ignore = "writes into the project; see CONTRIBUTING.md"]
fn seeds_are_written() {
    let seeds = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds/records");
    std::fs::create_dir_all(&seeds).unwrap();
    for (number, kind) in RecordKind::ALL.into_iter().enumerate() {
        let pair = vec![0xD83D, 0xDE00, 0xDC00];
        let all = [
            Made::named("."),
            Made { size: 100_000, allocated: 40_960, ..Made::named("file.txt") },
            Made { attributes: 0x410, tag: 0xA000_0003, ..Made::named("a junction") },
            Made { attributes: 0x40_1412, tag: 0x9000_601A, ..Made::named("in a cloud") },
            Made { attributes: 0x220, size: 1 << 33, name: pair, ..Made::named("") },
        ];
        let mut seed = vec![number as u8];
        seed.extend(written(kind, &all));
        std::fs::write(seeds.join(format!("{kind:?}")), seed).unwrap();
    }
}

proptest! {
    #[test]
    fn all_names_come_back(
        kind in any_kind(),
        all in prop::collection::vec(prop::collection::vec(any_unit(), 1..40), 1..40),
    ) {
        let made: Vec<Made> =
            all.iter().map(|name| Made { name: name.clone(), ..Made::named("") }).collect();
        let written = written(kind, &made);
        // Read back by a decoder of its own.
        let expected: Vec<String> = all.iter().map(|name| String::from_utf16_lossy(name)).collect();
        let found = names(kind, &written);
        prop_assert_eq!(found.len(), all.len());
        for (found, expected) in found.into_iter().zip(expected) {
            let found = found.unwrap();
            match String::from_utf8(found.clone()) {
                Ok(text) => prop_assert_eq!(text, expected),
                Err(_) => prop_assert!(expected.contains(char::REPLACEMENT_CHARACTER), "{expected:?}"),
            }
        }
    }

    #[test]
    fn no_bytes_panic_or_go_on_for_ever(kind in any_kind(), bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        prop_assert!(names(kind, &bytes).len() <= bytes.len() / kind.name_at() + 1);
    }

    #[test]
    fn damage_anywhere_gives_only_names_that_are_there(
        kind in any_kind(),
        count in 1_usize..30,
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
    ) {
        let made: Vec<Made> = (0..count).map(|number| Made::named(&format!("name {number}"))).collect();
        let mut bytes = written(kind, &made);
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let found = names(kind, &bytes);
        prop_assert!(found.len() <= bytes.len() / kind.name_at() + 1);
        let total: usize = found.iter().flatten().map(Vec::len).sum();
        // A unit of two bytes becomes three at most.
        prop_assert!(total <= bytes.len() * 3 / 2);
    }
}
