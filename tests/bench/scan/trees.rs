//! Trees from a seed: the same every time, kept between runs.

#[path = "../../common/random.rs"]
mod random;

use random::Random;
use std::fs;
use std::path::{Path, PathBuf};

impl Random {
    /// A name of 21 bytes or so.
    fn name(&mut self, number: u64) -> String {
        const ENDINGS: [&str; 5] = [".txt", ".jpeg", ".rs", ".html", ""];
        let stem = "report-of-the-year-in-parts-and-figures";
        let length = 4 + self.below(18) as usize;
        format!("{}-{number:x}{}", &stem[..length], ENDINGS[self.below(5) as usize])
    }
}

/// The folder of this shape, made unless it is there.
pub fn make(dir: &Path, shape: &str, files: u64) -> PathBuf {
    let build: fn(&Path, u64) = match shape {
        "tree" => tree,
        "flat" => flat,
        "chain" => chain,
        path => return path.into(),
    };
    let folder = dir.join(format!("{shape}-{files}"));
    let ready = dir.join(format!("{shape}-{files}.ready"));
    if !ready.exists() {
        println!("making {} …", folder.display());
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        build(&folder, files);
        fs::write(ready, "").unwrap();
    }
    folder
}

/// Files in a twelfth as many folders, each folder in one of those before it, most in a late one.
fn tree(folder: &Path, files: u64) {
    let mut random = Random(1);
    let mut folders = vec![(folder.to_owned(), 0)];
    for number in 0..(files / 12).max(1) {
        let count = folders.len() as u64;
        let (parent, depth) = loop {
            let at = if random.below(4) > 0 {
                count - 1 - random.below(count.min(3000))
            } else {
                random.below(count)
            };
            let (parent, depth): &(PathBuf, u32) = &folders[at as usize];
            if *depth < 24 {
                break (parent, *depth);
            }
        };
        let path = parent.join(random.name(number));
        fs::create_dir(&path).unwrap();
        folders.push((path, depth + 1));
    }
    for number in 0..files {
        let at = random.below(folders.len() as u64) as usize;
        let name = random.name(number);
        fs::File::create(folders[at].0.join(name)).unwrap();
    }
}

fn flat(folder: &Path, files: u64) {
    let mut random = Random(2);
    for number in 0..files {
        fs::File::create(folder.join(random.name(number))).unwrap();
    }
}

/// 400 levels with 250 files each, whatever the number of files asked for.
fn chain(folder: &Path, _: u64) {
    let mut random = Random(3);
    let mut path = folder.to_owned();
    for level in 0..400u64 {
        path.push("level");
        fs::create_dir(&path).unwrap();
        for number in 0..250 {
            fs::File::create(path.join(random.name(level * 250 + number))).unwrap();
        }
    }
}
