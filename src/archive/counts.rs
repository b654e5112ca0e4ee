//! The counts of a picked folder in `about.json`, each by its name.

use super::json::{Object, number, read_number};
use crate::model::{Counts, OwnSizes};

/// Every count as a number, and how it is put back.
type Field = (&'static str, fn(&Counts) -> u128, fn(&mut Counts, u128));

/// The number, or the largest there is.
fn long(number: u128) -> u64 {
    number.try_into().unwrap_or(u64::MAX)
}

const FIELDS: [Field; 12] = [
    ("files", |c| c.files.into(), |c, n| c.files = long(n)),
    ("folders", |c| c.folders.into(), |c, n| c.folders = long(n)),
    ("bytes", |c| c.bytes, |c, n| c.bytes = n),
    ("allocated", |c| c.allocated, |c, n| c.allocated = n),
    ("files_of_unknown_size", |c| c.unknown.bytes.into(), |c, n| c.unknown.bytes = long(n)),
    ("files_of_unknown_allocated_size", |c| c.unknown.allocated.into(), |c, n| c.unknown.allocated = long(n)),
    ("largest", |c| c.largest.into(), |c, n| c.largest = long(n)),
    ("vanished", |c| c.vanished.into(), |c, n| c.vanished = long(n)),
    ("left_out_hidden", |c| c.left_out.hidden.into(), |c, n| c.left_out.hidden = long(n)),
    ("left_out_excluded", |c| c.left_out.excluded.into(), |c, n| c.left_out.excluded = long(n)),
    (
        "left_out_other_file_systems",
        |c| c.left_out.other_file_systems.into(),
        |c, n| {
            c.left_out.other_file_systems = long(n);
        },
    ),
    ("problems", |c| c.problems.into(), |c, n| c.problems = long(n)),
];

/// Sizes of folders themselves, and where they stand.
type Own = (&'static str, fn(&mut Counts) -> &mut OwnSizes);

const OWN: [Own; 4] = [
    ("picked_folder", |c| &mut c.picked_folder),
    ("inner_folders", |c| &mut c.inner_folders),
    ("picked_themselves", |c| &mut c.picked_themselves),
    ("elsewhere", |c| &mut c.elsewhere),
];

/// One number of those, by the end of its name.
type OwnField = (&'static str, fn(&OwnSizes) -> u128, fn(&mut OwnSizes, u128));

const OWN_FIELDS: [OwnField; 5] = [
    ("folders", |own| own.folders.into(), |own, n| own.folders = long(n)),
    ("bytes", |own| own.bytes, |own, n| own.bytes = n),
    ("allocated", |own| own.allocated, |own, n| own.allocated = n),
    ("of_unknown_size", |own| own.unknown.bytes.into(), |own, n| own.unknown.bytes = long(n)),
    (
        "of_unknown_allocated_size",
        |own| own.unknown.allocated.into(),
        |own, n| own.unknown.allocated = long(n),
    ),
];

/// Largest sum that a file is believed: sums of many must not overflow.
const MOST: u128 = 1 << 100;

/// As an object.
pub(super) fn encode(counts: &Counts) -> Object {
    let mut counts = *counts;
    let mut object: Object =
        FIELDS.iter().map(|(name, get, _)| ((*name).to_owned(), number(get(&counts)))).collect();
    for (of, own) in OWN {
        let own = *own(&mut counts);
        object.extend(OWN_FIELDS.iter().map(|(name, get, _)| (format!("{of}_{name}"), number(get(&own)))));
    }
    object
}

/// What [`encode`] made; what is not there is 0.
pub(super) fn decode(object: &Object) -> Counts {
    let mut counts = Counts::default();
    let read = |name: &str| read_number(object, name).min(MOST);
    FIELDS.iter().for_each(|(name, _, set)| set(&mut counts, read(name)));
    for (of, own) in OWN {
        let own = own(&mut counts);
        OWN_FIELDS.iter().for_each(|(name, _, set)| set(own, read(&format!("{of}_{name}"))));
    }
    // The sums over all picked folders have 64 bits.
    let most = u64::MAX >> 21;
    for count in [
        &mut counts.files,
        &mut counts.folders,
        &mut counts.unknown.bytes,
        &mut counts.unknown.allocated,
        &mut counts.vanished,
        &mut counts.left_out.hidden,
        &mut counts.left_out.excluded,
        &mut counts.left_out.other_file_systems,
        &mut counts.problems,
    ] {
        *count = (*count).min(most);
    }
    for (_, own) in OWN {
        let OwnSizes { folders, unknown, .. } = own(&mut counts);
        for count in [folders, &mut unknown.bytes, &mut unknown.allocated] {
            *count = (*count).min(most);
        }
    }
    counts
}

/// What is left of counts when these were told already; the largest file stays.
pub(super) fn rest(all: &Counts, told: &Counts) -> Counts {
    let mut rest = *all;
    for (_, get, set) in FIELDS.iter().filter(|(name, ..)| *name != "largest") {
        set(&mut rest, get(all).saturating_sub(get(told)));
    }
    let mut told = *told;
    for (_, own) in OWN {
        *own(&mut rest) -= *own(&mut told);
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{LeftOut, Unknown};

    #[test]
    fn every_count_comes_back() {
        let own = |bytes: u64| OwnSizes {
            folders: bytes + 2,
            bytes: bytes.into(),
            allocated: u128::from(bytes) << 64,
            unknown: Unknown { bytes: bytes + 3, allocated: bytes + 4 },
        };
        let counts = Counts {
            files: 1,
            folders: 2,
            bytes: 1 << 70,
            allocated: 1 << 60,
            unknown: Unknown { bytes: 8, allocated: 9 },
            largest: u64::MAX,
            vanished: 3,
            left_out: LeftOut { hidden: 4, excluded: 5, other_file_systems: 6 },
            picked_folder: own(10),
            inner_folders: own(20),
            picked_themselves: own(30),
            elsewhere: own(40),
            problems: 7,
        };
        assert_eq!(decode(&encode(&counts)), counts);
        let mut sum = rest(&counts, &Counts { files: 1, bytes: 5, ..Counts::default() });
        sum += Counts { files: 1, bytes: 5, ..Counts::default() };
        assert_eq!(sum, counts);
    }
}
