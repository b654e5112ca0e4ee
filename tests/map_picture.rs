//! The map as a picture, by the real program without a window: its pixels read back, its words and its exit codes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test")]

mod common;

use common::Tree;
use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The height of the legend below the map.
const LEGEND: u32 = 28;

/// Okabe and Ito's green and blue, as darkened for light backgrounds, and grey: images, documents, everything else.
const IMAGE: [u8; 3] = [0x34, 0xA3, 0x7F];
const DOCUMENT: [u8; 3] = [0x1A, 0x5B, 0xA5];

fn run(args: &[&str], target: &Path, folder: &Path) -> (i32, String) {
    let mut command = Command::new(common::PROGRAM);
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").stdin(Stdio::null());
    let Output { status, stdout, stderr } =
        command.arg("--map").arg(target).args(args).arg(folder).output().unwrap();
    assert_eq!(stdout, b"", "nothing goes to standard output");
    (status.code().unwrap_or(-1), String::from_utf8(stderr).unwrap())
}

/// Width, height and the pixels of a picture.
fn read(path: &Path) -> (u32, u32, Vec<[u8; 3]>) {
    let mut reader = png::Decoder::new(BufReader::new(File::open(path).unwrap())).read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut bytes).unwrap();
    assert_eq!((info.color_type, info.bit_depth), (png::ColorType::Rgb, png::BitDepth::Eight));
    (info.width, info.height, bytes.as_chunks::<3>().0.to_vec())
}

/// How many pixels of the map are of a colour in some light.
fn pixels_like(path: &Path, colour: [u8; 3]) -> usize {
    let (width, height, pixels) = read(path);
    let hue = |[r, g, b]: [u8; 3]| [i32::from(r), i32::from(g), i32::from(b)];
    let is_like = |pixel: &&[u8; 3]| {
        let (pixel, wanted) = (hue(**pixel), hue(colour));
        // As bright or dark as it may be, each part stands to the largest as in the colour itself.
        let (most, largest) = (*pixel.iter().max().unwrap(), *wanted.iter().max().unwrap());
        let is_near = |at: usize| (pixel[at] * largest - wanted[at] * most).abs() <= 3 * 256;
        most > 60 && (0..3).all(is_near)
    };
    pixels[..(width * (height - LEGEND)) as usize].iter().filter(is_like).count()
}

#[test]
fn the_picture_is_as_large_as_asked_and_areas_are_sizes() {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("a.png", 30_000).file("b.pdf", 10_000);
    let target = out.at("map.png");
    let (code, stderr) = run(&["--size", "400x228"], &target, tree.path());
    assert_eq!(code, 0, "{stderr}");
    assert!(stderr.contains("drew 2 files to "), "{stderr}");
    let (width, height, _) = read(&target);
    assert_eq!((width, height), (400, 228));
    let (images, documents) = (pixels_like(&target, IMAGE) as f64, pixels_like(&target, DOCUMENT) as f64);
    // What names cover is missing, which is little.
    assert!((images / 80_000.0 - 0.75).abs() < 0.03, "{images}");
    assert!((documents / 80_000.0 - 0.25).abs() < 0.03, "{documents}");
}

#[test]
fn only_what_the_filter_wants_is_in_it() {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("a.png", 30_000).file("deep/b.pdf", 10_000);
    let target = out.at("map.png");
    let (code, stderr) = run(&["--size", "400x228", "--filter", "ext:pdf"], &target, tree.path());
    assert_eq!(code, 0, "{stderr}");
    assert!(stderr.contains("drew 1 file to "), "{stderr}");
    assert_eq!(pixels_like(&target, IMAGE), 0);
    assert!(pixels_like(&target, DOCUMENT) > 60_000);
}

/// A question mark may be a letter of a name, and so must not stand for others.
#[test]
#[cfg(unix)]
fn a_letter_that_the_font_lacks_is_a_box_of_its_own() {
    let picture = |name: &str| {
        let (tree, out) = (Tree::new(), Tree::new());
        tree.file(name, 1_000);
        let target = out.at("map.png");
        assert_eq!(run(&["--size", "400x228"], &target, tree.path()).0, 0);
        read(&target).2
    };
    let [japanese, asked, none] = ["\u{65E5}\u{672C}.png", "??.png", ".png"].map(picture);
    assert!(japanese != asked, "it is not a question mark");
    assert!(japanese != none, "it is not left out");
}

#[test]
fn files_can_be_counted_and_coloured_otherwise() {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("one/a.png", 1_000_000).file("two/b.png", 1).file("two/c.png", 1).file("two/d.png", 1);
    let target = out.at("map.png");
    for args in [["--by", "files", "--color", "folder"], ["--by", "files", "--colour", "folder"]] {
        let (code, stderr) = run(&[&args[..], &["--size", "400x228"]].concat(), &target, tree.path());
        assert_eq!(code, 0, "{stderr}");
        let mut colours: HashMap<bool, usize> = HashMap::new();
        let (width, height, pixels) = read(&target);
        for [r, g, b] in &pixels[..(width * (height - LEGEND)) as usize] {
            // Orange is the larger folder's, sky blue the other's.
            if r.abs_diff(*b) > 60 {
                *colours.entry(r > b && r > g).or_default() += 1;
            }
        }
        let (larger, smaller) = (colours[&true] as f64, colours[&false] as f64);
        assert!((larger / smaller - 3.0).abs() < 0.7, "three files to one: {colours:?}");
    }
}

#[test]
fn what_makes_no_sense_is_refused_before_anything_is_read() {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("a", 1);
    let target = out.at("map.png");
    for (args, target, expected) in [
        (
            &["--size", "big"][..],
            &*target,
            "a width and a height from 64 to 16384 are needed, such as 1920x1080",
        ),
        (&["--by", "weight"], &*target, "invalid value 'weight'"),
        (&["--color", "red"], &*target, "invalid value 'red'"),
        (&["--columns", "name"], &*target, "--columns"),
        (&["--csv", "x.csv"], &*target, "cannot be used with"),
        (&[], Path::new("map.jpg"), "map.jpg does not end in .png"),
        (&[], Path::new("-"), "a picture does not go to standard output"),
    ] {
        let (code, stderr) = run(args, target, tree.path());
        assert_eq!(code, 2, "{args:?}: {stderr}");
        assert!(stderr.contains(expected), "{args:?}: {stderr}");
    }
    assert!(!target.exists());
    let (code, stderr) = run(&[], &out.at("gone/map.png"), tree.path());
    assert_eq!(code, 1, "{stderr}");
    assert!(stderr.contains("Nothing was read."), "{stderr}");
}

#[test]
fn a_picture_of_nothing_does_not_take_the_place_of_the_last_one() {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("a.png", 30_000);
    let target = out.at("map.png");
    assert_eq!(run(&["--size", "100x100"], &target, tree.path()).0, 0);
    let before = std::fs::read(&target).unwrap();
    let (code, stderr) = run(&["--size", "100x100"], &target, &tree.at("gone"));
    assert_eq!(code, 1, "{stderr}");
    assert_eq!(std::fs::read(&target).unwrap(), before);
    assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 1, "no half of one is left");
}
