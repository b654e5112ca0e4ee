//! Filters that ask for too much are refused in little memory, and those that just pass take little.
//!
//! How long they take is not measured here: it is bounded by the same counts, see `view/filter/limits`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

use foldersheet::model::Mistake;
use foldersheet::view::Filter;
use foldersheet::words;
use peak_alloc::PeakAlloc;

#[global_allocator]
static COUNTED: PeakAlloc = PeakAlloc;

/// Bytes that understanding one filter may take at its peak. One that was refused used to take 1.5 GB.
const MOST: usize = 64 << 20;

fn repeated(part: &str, times: usize) -> String {
    part.repeat(times)
}

fn numbered(times: usize, between: &str, part: impl Fn(usize) -> String) -> String {
    (0..times).map(part).collect::<Vec<_>>().join(between)
}

/// What comes of a text, on a thread with no more stack than the program's have.
fn parsed(text: String) -> Result<Filter, Mistake> {
    let work = move || {
        let before = COUNTED.current_usage();
        COUNTED.reset_peak_usage();
        let parsed = Filter::parse(&text);
        let taken = COUNTED.peak_usage().saturating_sub(before);
        assert!(taken < MOST, "{taken} bytes for {text:.40}");
        if let Err(mistake) = &parsed {
            assert!(text.get(mistake.at.clone()).is_some_and(|part| !part.is_empty()), "{:?}", mistake.at);
            let what = words::mistake(&mistake.kind);
            assert!(what.len() < 300, "{what}");
        }
        parsed
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(work).unwrap().join().expect("no panic")
}

/// What is wrong with a text, in words.
fn said(text: String) -> String {
    words::mistake(&parsed(text).unwrap_err().kind)
}

/// One test, as everything in this process is counted.
#[test]
fn what_is_pasted_is_bounded() {
    refused_as_too_much();
    understood_at_the_bound();
}

fn refused_as_too_much() {
    let long = "The filter is too long: 10000 characters at most";
    for text in [
        format!("/{}/", repeated("\\pL", 40_000)),
        format!("/{}/", repeated("[\\w\\d\\pL\\pN\\PM]", 8_000)),
        format!("/{}/", numbered(18_000, "|", |n| format!("a{n}"))),
        format!("/{}/", repeated("(", 60_000)),
        numbered(20_000, " ", |n| format!("w{n}")),
        numbered(14_000, " OR ", |n| format!("w{n}")),
        format!("ext:{}", numbered(20_000, ",", |n| format!("w{n}"))),
        numbered(9_000, " OR ", |n| format!("*a{n}?b*")),
        repeated("w", 120_000),
        repeated("?", 120_000),
        repeated("-", 120_000),
        repeated("\"", 120_000),
        repeated("é", 10_001),
    ] {
        let mistake = parsed(text.clone()).unwrap_err();
        assert_eq!(words::mistake(&mistake.kind), long, "{text:.40}");
        assert_eq!(text[..mistake.at.start].chars().count(), 10_000);
    }
    let many = "These are too many: a filter takes 1000 words and items of lists at most";
    for text in [
        repeated("w ", 1_001),
        repeated("-w ", 1_001),
        repeated("\"a\" ", 1_001),
        numbered(1_001, " OR ", |_| "w".into()),
        numbered(1_001, " ", |_| "size:0".into()),
        format!("ext:{}", repeated("a,", 1_001)),
        format!("ext:{} {}", repeated("a,", 600), repeated("ext:b ", 401)),
        format!("kind:{}", repeated("file,", 1_001)),
    ] {
        assert_eq!(said(text.clone()), many, "{text:.40}");
    }
    let costly = "These are too many: a filter takes 100 globs, regular expressions and words with a separator at most";
    for text in [
        repeated("/x/ ", 101),
        repeated("-name:/\\d/ ", 101),
        numbered(101, " OR ", |n| format!("*a{n}?b*")),
        repeated("path:a/b ", 101),
        repeated("\"a/b\" ", 101),
        format!("{}{}{}", repeated("/x/ ", 40), repeated("a*b ", 40), repeated("a/b ", 21)),
    ] {
        assert_eq!(said(text.clone()), costly, "{text:.40}");
    }
    let classes = "Regular expression: too many large classes, such as \\w, \\pL and [\\W]: write fewer";
    for text in [
        format!("/{}/", repeated("\\w", 76)),
        format!("/{}/", repeated("[a-\u{10ffff}]", 26)),
        format!("/{}/", repeated("[\\pL&&\\pN]", 13)),
        format!("/{}/", repeated("[[\\W]]", 26)),
        format!("/[{}]/", repeated("\\pL", 26)),
        numbered(76, " ", |_| "/\\w/".into()),
        numbered(19, " OR ", |_| "-path:/\\w+\\pL/".into()),
    ] {
        assert_eq!(said(text.clone()), classes, "{text:.40}");
    }
    let large = "it is too large";
    for text in [
        "/((((((a{0,60}){0,60}){0,60}){0,60}){0,60}){0,60}){0,60}/".to_owned(),
        "/(.{0,1000}){5}z/".to_owned(),
        "/(\\w{30}){30}/".to_owned(),
        "/(a{1000}){1000}/".to_owned(),
        // Each of them would fit by itself.
        repeated("/\\w{40}/ ", 40),
    ] {
        assert!(said(text.clone()).contains(large), "{text:.40}");
    }
    assert!(said(repeated("?", 9_000)).contains("too large"), "a glob");
    let deep = format!("/{}a{}/", repeated("(", 101), repeated(")*", 101));
    assert!(said(deep).contains("nest"));
    let open = said(format!("/{}/", repeated("[", 3_000)));
    assert!(open.contains("unclosed") || open.contains("nest"), "{open}");
}

fn understood_at_the_bound() {
    for text in [
        repeated("w", 10_000),
        repeated("é", 10_000),
        repeated("-", 10_000),
        repeated("\"", 2_000),
        repeated("w ", 1_000),
        numbered(1_000, " OR ", |n| format!("w{n}")),
        numbered(1_000, " OR ", |n| format!("*.w{n}")),
        format!("ext:{}", numbered(1_000, ",", |n| format!("w{n}"))),
        numbered(700, " ", |n| format!("size:>{n}")),
        numbered(100, " OR ", |n| format!("*a{n}?b*")),
        // Letters that fold to others take a second expression.
        numbered(100, " OR ", |n| format!("*ß{n}?ﬁ*")),
        numbered(50, " OR ", |n| format!("/^\\wß{n}/")).replacen("\\w", "x", 20),
        numbered(100, " OR ", |n| format!("folder{n}/file")),
        repeated("a/", 5_000),
        repeated("*a", 1_000),
        format!("/{}/", numbered(1_800, "|", |n| format!("a{n}"))),
        format!("/{}/", repeated("\\w", 20)),
        format!("/{}/", repeated("[a-\u{10ffff}]", 25)),
        format!("/{}/", repeated("[\\w\\d\\pL\\pN]", 10)),
        format!("/{}a{}/", repeated("(", 49), repeated(")*", 49)),
        numbered(75, " ", |_| "/\\w+/".into()),
        numbered(100, " ", |_| "/^img_[0-9]{4}\\.jpe?g$/".into()),
        "/(|||||||||){1000}{1000}{1000}/".to_owned(),
        "/(a.{0,60}b.{0,60}){3,8}z/".to_owned(),
    ] {
        let understood = parsed(text.clone());
        assert!(understood.is_ok(), "{text:.40}: {understood:.200?}");
    }
}
