//! A sheet as disks have them: deep folders, names that begin alike, small files and a few large ones, times in heaps.

use foldersheet::model::{BlockBuilder, FolderId, FolderRecord, Kind, Meta, RootId, Row};
use foldersheet::store::Sheet;
use std::fmt::Write;

/// Files in a folder, times two.
const FILES: u32 = 25;

/// Numbers that look random and are the same in each run: Steele, Lea and Flood, "Fast splittable pseudorandom number generators",
/// 2014.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }
}

/// Words of a folder's name: one of 64 is a frequent one.
pub fn folder_name(random: u64, name: &mut String) {
    const FREQUENT: [&str; 8] = ["src", "Photos", "reports", "archive", "lib", "Projects", "data", "holiday"];
    const PARTS: [&str; 16] = [
        "ka", "Mo", "ri", "ten", "sul", "Ber", "lin", "ost", "qua", "dro", "Vin", "cor", "hel", "ja", "nu",
        "pex",
    ];
    if random >> 58 == 0 {
        return name.push_str(FREQUENT[random as usize % FREQUENT.len()]);
    }
    [4, 8, 12].iter().for_each(|bits| name.push_str(PARTS[(random >> bits) as usize % PARTS.len()]));
}

/// When the files of a folder were changed, the first of them.
pub fn folder_time(random: u64) -> i64 {
    1_300_000_000 + (random >> 32) as i64 % 400_000_000
}

/// 21 bytes, a byte for the end not counted.
pub fn file_name(random: &mut Random, name: &mut String) {
    let random = random.next();
    let number = random >> 32;
    name.clear();
    let _ = match random % 8 {
        0..=2 => write!(
            name,
            "IMG_20{:02}{:02}{:02}_{:04}.jpg",
            10 + number % 15,
            1 + number / 16 % 12,
            1 + number / 256 % 28,
            number >> 12 & 0x1FFF
        ),
        3 => write!(name, "Report-{:04}-{:05}.docx", 2000 + number % 25, number >> 8 & 0xFFFF),
        4 => write!(name, "{:016x}.json", random.rotate_left(17)),
        5 => write!(name, "invoice {:08}.pdf", number & 0xFF_FFFF),
        6 => write!(name, "test_module_{:05}.rs", number & 0x7FFF),
        _ => write!(name, "DSC{:05} (copy {:02}).TIF", number & 0xFFFF, number >> 20 & 0x3F),
    };
}

/// The rest of a file in a folder of that time.
pub fn file_meta(random: &mut Random, modified: i64) -> Meta {
    let random = random.next();
    // Every size up to 32 GiB, the smaller the more often.
    let bits = (random >> 58).min(random >> 52 & 63) * 35 / 63 + 1;
    let size = random & ((1 << bits) - 1);
    let within = (random >> 20) as i64 % 4096;
    let modified = if random >> 62 == 0 { modified } else { modified + within };
    Meta {
        size: Some(size),
        allocated: Some(size.next_multiple_of(4096)),
        modified: Some(modified),
        created: Some(modified - within / 2),
        ..Meta::unknown(if random & 0xFF == 0 { Kind::Symlink } else { Kind::File })
    }
}

/// Files that come one after another, with the folders that they are in.
pub struct Files {
    root: RootId,
    /// Picked folders whose folders are numbered in turn with this one's.
    roots: u32,
    random: Random,
    folders: u32,
    rows: u32,
    modified: i64,
    /// The last one's name.
    name: String,
    /// The folders that the last one is in, itself the last.
    open: Vec<FolderId>,
}

impl Files {
    pub fn new() -> Files {
        Files::of(RootId(0), 1)
    }

    /// Those of one of so many picked folders, which are read side by side.
    pub fn of(root: RootId, roots: u32) -> Files {
        let random = Random(u64::from(root.0) + 1);
        Files { root, roots, random, folders: 0, rows: 0, modified: 0, name: String::new(), open: Vec::new() }
    }

    /// The number of the last folder, among those of all picked ones.
    fn last_folder(&self) -> FolderId {
        FolderId((self.folders - 1) * self.roots + self.root.0)
    }

    /// Adds as many to a store.
    pub fn add(&mut self, store: &mut Sheet, rows: u32) {
        let mut builder = BlockBuilder::default();
        for _ in 0..rows {
            if self.rows * 2 >= self.folders * FILES {
                self.add_folder(store);
            }
            self.rows += 1;
            file_name(&mut self.random, &mut self.name);
            let meta = file_meta(&mut self.random, self.modified);
            builder.push(Row { folder: self.last_folder(), name: self.name.as_bytes(), meta, target: None });
            if builder.is_full() {
                store.rows.push(builder.take());
            }
        }
        store.rows.push(builder.take());
    }

    fn add_folder(&mut self, store: &mut Sheet) {
        let is_first = self.folders == 0;
        self.folders += 1;
        let id = self.last_folder();
        let random = self.random.next();
        let mut name = String::from("/srv/share ");
        if is_first {
            let _ = write!(name, "{}", self.root.0);
        } else {
            name.clear();
            folder_name(random, &mut name);
            if random >> 58 != 0 {
                let _ = write!(name, " {:03}", random >> 20 & 0x3FF);
            }
        }
        // As a walk that goes deep first numbers them: into the last folder, beside it, or up again.
        let depth = ((random >> 32) as usize % 4 + self.open.len()).saturating_sub(2).clamp(1, 9);
        self.open.truncate(if is_first { 0 } else { depth });
        let parent = self.open.last().copied();
        self.open.push(id);
        store.folders.insert(FolderRecord { id, parent, root: self.root, name: name.as_bytes() });
        self.modified = folder_time(random);
    }
}

/// A whole sheet.
pub fn store(rows: u32) -> Sheet {
    let mut store = Sheet::default();
    Files::new().add(&mut store, rows);
    store
}
