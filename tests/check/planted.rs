//! A tree as file servers have them, with planted faults: the check names each of them and no other.

use super::sheets::{Names, check, faults, wish};
use foldersheet::model::{CheckWish, Destination, FolderId};
use std::collections::BTreeMap;

/// Numbers that look random and are the same in each run: Steele, Lea and Flood, "Fast splittable pseudorandom number generators",
/// 2014.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }
}

/// Faults that are planted, one a kind in turn, each by a name that has no other.
const PLANTED: [(&str, &str); 10] = [
    ("onedrive.character", "draft: {}.docx"),
    ("onedrive.reserved", "CON.{}.txt"),
    ("onedrive.reserved", "old_vti_{}"),
    ("onedrive.begin", "~${}.xlsx"),
    ("onedrive.begin", " {}.pdf"),
    ("onedrive.end", "minutes {}."),
    ("onedrive.end", "minutes {} "),
    ("onedrive.case", "Budget {}.XLS"),
    ("onedrive.form", "re\u{301}sume\u{301} {}.doc"),
    ("onedrive.path-length", "{}"),
];

fn planted(files: u32) {
    let mut random = Random(7);
    let mut names = Names::new();
    let mut folders = vec![(FolderId(0), 0usize)];
    let mut expected: BTreeMap<u32, &str> = BTreeMap::new();
    let mut rows = 0u32;
    let mut file = |names: &mut Names, folder: FolderId, name: &str| {
        names.file(folder, name.as_bytes());
        rows += 1;
        rows - 1
    };
    let mut number = 0;
    while number < files {
        let (parent, before) = folders[random.next() as usize % folders.len()];
        let name = format!("Department {}", folders.len());
        let deep = before + name.len() + 1;
        let folder = if deep < 250 { names.folder(parent, name.as_bytes()) } else { parent };
        let before = if deep < 250 { deep } else { before };
        if deep < 250 {
            folders.push((folder, deep));
        }
        for _ in 0..20 {
            number += 1;
            file(&mut names, folder, &format!("Report {number} final (copy).docx"));
        }
        // Every fiftieth folder or so has one fault.
        if !random.next().is_multiple_of(50) {
            continue;
        }
        let (fault, pattern) = PLANTED[random.next() as usize % PLANTED.len()];
        number += 1;
        let mut name = pattern.replace("{}", &number.to_string());
        if fault == "onedrive.path-length" {
            // 401 with the prefix, which is 25 long with its separator.
            let mut folder = folder;
            let mut length = 25 + before;
            while 401 - length > 200 {
                folder = names.folder(folder, &[b'd'; 99]);
                length += 100;
            }
            name = "p".repeat(401 - length);
            // And one that is as long as it may be.
            file(&mut names, folder, &name[1..].replace('p', "q"));
            expected.insert(file(&mut names, folder, &name), fault);
            continue;
        }
        expected.insert(file(&mut names, folder, &name), fault);
        let twin = match fault {
            "onedrive.case" => Some(name.to_lowercase()),
            "onedrive.form" => Some(name.replace("e\u{301}", "\u{E9}")),
            _ => None,
        };
        if let Some(twin) = twin {
            expected.insert(file(&mut names, folder, &twin), fault);
        }
    }
    let sheet = names.done();
    let wish = CheckWish { prefix: "sites/x/Shared Documents".to_owned(), ..wish(&[Destination::OneDrive]) };
    let check = check(&sheet, &wish);
    let found: BTreeMap<u32, String> = (0u32..)
        .zip(faults(&sheet, &check))
        .filter(|(_, faults)| !faults.is_empty())
        .map(|(row, faults)| (row, faults.into_iter().collect::<Vec<_>>().join(" ")))
        .collect();
    let wanted: BTreeMap<u32, String> =
        expected.iter().map(|(row, fault)| (*row, (*fault).to_owned())).collect();
    assert_eq!(found, wanted);
    let mut counted: BTreeMap<String, u64> = BTreeMap::new();
    wanted.into_values().for_each(|fault| *counted.entry(fault).or_default() += 1);
    let summary: BTreeMap<String, u64> = check
        .counts
        .iter()
        .map(|count| (format!("onedrive.{}", count.fault.as_str()), count.files))
        .collect();
    assert_eq!(summary, counted);
    assert_eq!((check.files, check.folders), (expected.len() as u64, 0));
    println!("{} rows, {} planted", sheet.rows.len(), expected.len());
}

#[test]
fn a_small_server() {
    planted(20_000);
}

/// `cargo test --test check a_large_server -- --ignored`
#[test]
#[ignore = "a million files take a while without optimisation"]
fn a_large_server_of_a_million_files() {
    planted(1_000_000);
}
