//! The filter's language: what each form of it asks for, and what it says where it makes no sense.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

use foldersheet::model::{Category, Column, Kind, Mistake};
use foldersheet::view::{Expr, Filter, Haystack, Linked, Now, Term};
use foldersheet::words;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use std::cmp::Ordering;

/// 2024-05-17 10:30:00 on a clock that is two hours ahead of universal time, with summer time as in Berlin.
fn now() -> Now {
    let zone = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap();
    Now("2024-05-17T10:30:00".parse::<DateTime>().unwrap().to_zoned(zone).unwrap())
}

fn parse(text: &str) -> Result<Expr, Mistake> {
    Filter::parse_at(text, &now()).map(|filter| filter.expr().clone())
}

/// All that these want.
fn all(terms: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::All(terms.into_iter().collect())
}

fn not(expr: Expr) -> Expr {
    Expr::Not(Box::new(expr))
}

/// A word of the whole path.
fn word(word: &str) -> Expr {
    Expr::Term(Term::Word { haystack: Haystack::Path, word: word.into() })
}

fn in_name(word: &str) -> Expr {
    Expr::Term(Term::Word { haystack: Haystack::Name, word: word.into() })
}

fn extension(list: &[&str]) -> Expr {
    Expr::Term(Term::Extension(list.iter().map(|one| one.as_bytes().to_vec()).collect()))
}

/// The only term of a filter.
#[track_caller]
fn only(text: &str) -> Term {
    match parse(text) {
        Ok(Expr::All(terms)) => match <[Expr; 1]>::try_from(terms) {
            Ok([Expr::Term(term)]) => term,
            other => panic!("{text}: {other:?}"),
        },
        other => panic!("{text}: {other:?}"),
    }
}

/// Where the only term, which has to be a pattern, looks, and whether it finds something in a text.
#[track_caller]
fn finds(filter: &str, text: &[u8]) -> (Haystack, bool) {
    match only(filter) {
        Term::Pattern { haystack, pattern } => (haystack, pattern.is_match(text)),
        other => panic!("{filter}: {other:?}"),
    }
}

/// Seconds since 1970 of a time of that clock.
fn second(text: &str) -> i64 {
    let clock: DateTime = text.parse().unwrap();
    clock.to_zoned(now().0.time_zone().clone()).unwrap().timestamp().as_second()
}

#[test]
fn words_and_what_is_between_them() {
    for (text, expected) in [
        ("", all([])),
        ("  ", all([])),
        ("Report", all([word("report")])),
        ("ÄRGER Жук", all([word("ärger"), word("жук")])),
        ("a b", all([word("a"), word("b")])),
        ("\"Annual Report\"", all([word("annual report")])),
        ("\"a OR -b ext:c\"", all([word("a or -b ext:c")])),
        ("\"annual rep", all([word("annual rep")])),
        ("\"", all([])),
        ("a \"\"", all([word("a")])),
        ("-a", all([not(word("a"))])),
        ("-\"a b\" -ext:x", all([not(word("a b")), not(extension(&["x"]))])),
        ("-", all([word("-")])),
        ("a - b", all([word("a"), word("-"), word("b")])),
        ("-OR", all([not(word("or"))])),
        ("(a or b)", all([word("(a"), word("or"), word("b)")])),
        ("a b OR c -d", Expr::Any(vec![all([word("a"), word("b")]), all([word("c"), not(word("d"))])])),
        ("a OR b OR c", Expr::Any(vec![all([word("a")]), all([word("b")]), all([word("c")])])),
        ("\"OR\"", all([word("or")])),
        ("\"AND\" \"a|b\" \"NOT\"", all([word("and"), word("a|b"), word("not")])),
        // Words that only look like those of other programs.
        ("and not R & D !a", all([word("and"), word("not"), word("r"), word("&"), word("d"), word("!a")])),
        ("a;b c,d x|", all([word("a;b"), word("c,d"), word("x|")])),
        ("*|*", all([in_name("|")])),
        ("report (1) OR x", Expr::Any(vec![all([word("report"), word("(1)")]), all([word("x")])])),
        (
            "size:1 0000 10:30",
            all([Expr::Term(Term::Number(Column::Size, 1..=1)), word("0000"), word("10:30")]),
        ),
        // Names may hold colons.
        ("foo:bar", all([word("foo:bar")])),
        ("12:30 text:x mind:y", all([word("12:30"), word("text:x"), word("mind:y")])),
        (":x a:", all([word(":x"), word("a:")])),
        ("\"modifed:x\"", all([word("modifed:x")])),
        ("name:Report", all([in_name("report")])),
        ("name:\"Annual Report\"", all([in_name("annual report")])),
        ("root:Data", all([Expr::Term(Term::Root(b"data".into()))])),
        ("root:\"My Data\"", all([Expr::Term(Term::Root(b"my data".into()))])),
    ] {
        assert_eq!(parse(text), Ok(expected), "{text}");
    }
    assert!(Filter::parse_at("* **", &now()).unwrap().is_empty());
    assert_eq!(parse("* OR a"), Ok(Expr::Any(vec![all([]), all([word("a")])])));
}

#[test]
fn a_path_is_looked_for_with_the_systems_separator() {
    let path = format!("usr{}lib", std::path::MAIN_SEPARATOR);
    for text in ["usr/lib", "path:usr/lib", "\"usr/lib\"", "path:\"USR/lib\""] {
        assert_eq!(parse(text), Ok(all([word(&path)])), "{text}");
    }
    let rooted = format!("{0}usr{0}lib", std::path::MAIN_SEPARATOR);
    for text in ["/usr/lib", "path:/usr/lib"] {
        assert_eq!(parse(text), Ok(all([word(&rooted)])), "{text}");
    }
}

#[test]
fn simple_globs_are_quick_ones() {
    for (text, expected) in [
        ("*.JPG", Term::Ends(b".jpg".into())),
        ("**.jpg", Term::Ends(b".jpg".into())),
        ("IMG_*", Term::Begins(b"img_".into())),
        ("*é*", Term::Word { haystack: Haystack::Name, word: "é".into() }),
        ("name:*.jpg", Term::Ends(b".jpg".into())),
        ("path:*2019*", Term::Word { haystack: Haystack::Path, word: b"2019".into() }),
        ("*[1].jpg", Term::Ends(b"[1].jpg".into())),
    ] {
        assert_eq!(only(text), expected, "{text}");
    }
    assert_eq!(parse("\"*.jpg\""), Ok(all([word("*.jpg")])));
}

#[test]
fn a_glob_matches_the_whole_name() {
    for (glob, name, expected) in [
        ("IMG_????.*", "img_0042.JPG", true),
        ("IMG_????.*", "img_00423.jpg", false),
        ("IMG_????.*", "my img_0042.jpg", false),
        ("?.txt", "ä.TXT", true),
        ("?.txt", "ab.txt", false),
        ("Ä?.txt", "äb.txt", true),
        ("a*b*c", "a/b.c", true),
        ("a*c", "a\nbc", true),
        ("a+*(1)?", "A+ (1)x", true),
        ("a.*x", "abx", false),
    ] {
        assert_eq!(finds(glob, name.as_bytes()), (Haystack::Name, expected), "{glob} {name}");
    }
    // Bytes that aren't part of a character.
    assert!(finds("caf*x?", b"caf\xE9.txt").1);
}

#[cfg(unix)]
#[test]
fn a_glob_with_a_separator_matches_the_path() {
    for (glob, path, expected) in [
        ("/usr/*.so", "/usr/lib/x.SO", true),
        ("/usr/*.so", "/opt/usr/x.so", false),
        ("src/*.rs", "/home/me/src/view/x.rs", true),
        ("src/*.rs", "/home/me/mysrc/x.rs", false),
        ("*/src/?.rs", "/home/src/x.rs", true),
        ("path:?.rs", "/home/src/x.rs", true),
        ("path:src/*", "/src/", true),
    ] {
        assert_eq!(finds(glob, path.as_bytes()), (Haystack::Path, expected), "{glob} {path}");
    }
}

#[test]
fn a_regular_expression_finds_anywhere() {
    for (regex, name, expected) in [
        ("/img_\\d+/", "my IMG_77.jpg", true),
        ("/^img/", "my img", false),
        ("/a b$/", "xA B", true),
        ("/(?-i)A/", "a", false),
        ("/ÄRGER/", "ärger", true),
        ("name:/^x/", "Xy", true),
    ] {
        assert_eq!(finds(regex, name.as_bytes()), (Haystack::Name, expected), "{regex} {name}");
    }
    assert_eq!(finds(r"path:/^\/usr\/.*\.so$/", b"/usr/lib/a.so"), (Haystack::Path, true));
    assert_eq!(parse("/usr"), Ok(all([word(&format!("{}usr", std::path::MAIN_SEPARATOR))])));
}

#[test]
fn extensions_and_kinds_are_lists() {
    for (text, expected) in [
        ("ext:PDF,.docx", vec!["pdf", "docx"]),
        ("ext:pdf,", vec!["pdf"]),
        ("ext:*.pdf", vec!["pdf"]),
        ("ext:\"a;b\"", vec!["a;b"]),
        ("ext:", vec![""]),
        ("extension:É", vec!["é"]),
        ("ext:\"a b, c\"", vec!["a b", "c"]),
    ] {
        assert_eq!(parse(text), Ok(all([extension(&expected)])), "{text}");
    }
    assert_eq!(only("ext:tar.gz"), Term::Ends(b".tar.gz".into()));
    let either = Expr::Any(vec![Expr::Term(Term::Ends(b".tar.gz".into())), extension(&["zip"])]);
    assert_eq!(parse("ext:zip,tar.gz"), Ok(all([either])));
    for (text, expected) in [
        ("kind:symlink", vec![Kind::Symlink]),
        ("kind:Links", vec![Kind::Symlink]),
        ("kind:dir", vec![Kind::Folder]),
        ("kind:directories", vec![Kind::Folder]),
        ("type:file,folder,file", vec![Kind::File, Kind::Folder]),
        ("kind:device,pipe", vec![Kind::Fifo, Kind::Block, Kind::Char]),
    ] {
        assert_eq!(only(text), Term::Kind(expected), "{text}");
    }
    for (text, expected) in [
        ("category:image", vec![Category::Image]),
        ("CATEGORY:Videos,image,video", vec![Category::Image, Category::Video]),
        ("category:other", vec![Category::Other]),
    ] {
        assert_eq!(only(text), Term::Category(expected), "{text}");
    }
    let not = Expr::Not(Box::new(Expr::Term(Term::Category(vec![Category::Code]))));
    assert_eq!(parse("-category:code"), Ok(all([not])));
    for (text, expected) in [
        ("allocated:>size", Ordering::Greater),
        ("ALLOCATED:\"< SIZE\"", Ordering::Less),
        ("allocated:size", Ordering::Equal),
        ("allocated:=size", Ordering::Equal),
    ] {
        assert_eq!(only(text), Term::Space(expected), "{text}");
    }
    for (text, expected) in [("links:repeat", Linked::Repeat), ("LINKS:\" Outside\"", Linked::Outside)] {
        assert_eq!(only(text), Term::Linked(expected), "{text}");
    }
    assert!(parse("links:again").is_err());
    assert!(parse("allocated:>=size").is_err() && parse("size:>size").is_err());
    for kind in Kind::ALL {
        assert_eq!(only(&format!("kind:{}", kind.as_str())), Term::Kind(vec![kind]));
    }
}

#[test]
fn sizes() {
    const MAX: u64 = u64::MAX;
    for (text, expected) in [
        ("size:0", 0..=0),
        ("size:=4k", 4000..=4000),
        ("size:>10mb", 10_000_001..=MAX),
        ("size:>=1.5GB", 1_500_000_000..=MAX),
        ("size:<1kib", 0..=1023),
        ("size:<=1kb", 0..=1000),
        ("size:1kb..1mb", 1000..=1_000_000),
        ("size:1mb..", 1_000_000..=MAX),
        ("size:..1mb", 0..=1_000_000),
        ("size:1..1", 1..=1),
        ("size:1mib..<2mib", 1 << 20..=(2 << 20) - 1),
        ("size:\"> 10 MB\"", 10_000_001..=MAX),
        ("SIZE:\"1 kb .. 2 kb\"", 1000..=2000),
        // As the table and the sheets show them, or as they are copied from another program.
        ("size:1,204,224", 1_204_224..=1_204_224),
        ("size:\"1,204,224 bytes\"", 1_204_224..=1_204_224),
        ("size:\">48.2 MB\"", 48_200_001..=MAX),
        ("size:>=1'000'000", 1_000_000..=MAX),
        ("size:1.204.224", 1_204_224..=1_204_224),
        ("size:\"1 204 224\"", 1_204_224..=1_204_224),
        ("size:1\u{202F}204\u{202F}224", 1_204_224..=1_204_224),
        ("size:>1\u{A0}000\u{A0}kB", 1_000_001..=MAX),
        ("size:1,000..2,000", 1000..=2000),
        ("size:> 10mb", 10_000_001..=MAX),
        ("size:1kb .. 2kb", 1000..=2000),
        ("size:>=18446744073709551615", MAX..=MAX),
    ] {
        assert_eq!(only(text), Term::Number(Column::Size, expected), "{text}");
    }
}

#[test]
fn dates() {
    const MIN: i64 = i64::MIN;
    const MAX: i64 = i64::MAX;
    let start = |text: &str| second(&format!("{text}T00:00"));
    let before = |text: &str| start(text) - 1;
    for (text, expected) in [
        ("2024", start("2024-01-01")..=before("2025-01-01")),
        ("2024-05", start("2024-05-01")..=before("2024-06-01")),
        ("2024-05-17", start("2024-05-17")..=before("2024-05-18")),
        ("2023..2024-06", start("2023-01-01")..=before("2024-07-01")),
        ("2023..", start("2023-01-01")..=MAX),
        ("..2023", MIN..=before("2024-01-01")),
        (">2024-05", start("2024-06-01")..=MAX),
        (">=2024-05", start("2024-05-01")..=MAX),
        ("<2020", MIN..=before("2020-01-01")),
        ("<=2020", MIN..=before("2021-01-01")),
        ("today", start("2024-05-17")..=before("2024-05-18")),
        ("Yesterday", start("2024-05-16")..=before("2024-05-17")),
        ("yesterday..today", start("2024-05-16")..=before("2024-05-18")),
        (">=yesterday", start("2024-05-16")..=MAX),
        ("\"2024-05-17 10:30\"", second("2024-05-17T10:30")..=second("2024-05-17T10:30:59")),
        (">9999", MAX..=MAX),
        // As the table and the sheets show them, and in ranges.
        ("2024-05-17T10:30:15Z", second("2024-05-17T12:30:15")..=second("2024-05-17T12:30:15")),
        (">=2024-05-17T10:30:15Z", second("2024-05-17T12:30:15")..=MAX),
        ("2024-05-17 10:30:15", second("2024-05-17T10:30:15")..=second("2024-05-17T10:30:15")),
        ("2024-05-17 10:30", second("2024-05-17T10:30")..=second("2024-05-17T10:30:59")),
        (">2024-05-17 10:00", second("2024-05-17T10:01")..=MAX),
        ("<= 2024-05-17 10:00", MIN..=second("2024-05-17T10:00:59")),
        ("2024-05-17 10:00..2024-05-17 12:00", second("2024-05-17T10:00")..=second("2024-05-17T12:00:59")),
        ("2024-05-17 10:00:00 .. today", second("2024-05-17T10:00")..=before("2024-05-18")),
        ("2024-05-17T08:30:15+02:00", second("2024-05-17T08:30:15")..=second("2024-05-17T08:30:15")),
        (
            "2024-05-17 10:30:15.000000000 +0530",
            second("2024-05-17T07:00:15")..=second("2024-05-17T07:00:15"),
        ),
        ("\"2024-05-17 10:30:15 UTC\"", second("2024-05-17T12:30:15")..=second("2024-05-17T12:30:15")),
        ("<@-70000000000", MIN..=-70_000_000_001),
        ("@9223372036854775807", MAX..=MAX),
        ("@0..@5", 0..=5),
        ("-0044-03-15 12:00:00..2024", second("-000044-03-15T12:00:00")..=before("2025-01-01")),
        // What the clock shows twice begins with the first time and ends with the second.
        (">=2024-10-27 02:30", second("2024-10-27T02:30")..=MAX),
        (">2024-10-27 02:30", second("2024-10-27T02:31") + 3600..=MAX),
        // The days on which the clock changes have 23 and 25 hours.
        ("2024-03-31", start("2024-03-31")..=start("2024-03-31") + 23 * 3600 - 1),
        ("2024-10-27", start("2024-10-27")..=start("2024-10-27") + 25 * 3600 - 1),
    ] {
        assert_eq!(
            only(&format!("modified:{text}")),
            Term::Time(Column::Modified, expected.clone()),
            "{text}"
        );
        assert_eq!(only(&format!("created:{text}")), Term::Time(Column::Created, expected), "{text}");
    }
}

#[test]
fn a_minute_that_the_clock_shows_twice_is_both() {
    let term = |from: &str, later: i64| {
        let start = second(from) + later;
        Expr::Term(Term::Time(Column::Modified, start..=start + 59))
    };
    let expected = Expr::Any(vec![term("2024-10-27T02:30", 0), term("2024-10-27T02:30", 3600)]);
    assert_eq!(parse("modified:2024-10-27 02:30"), Ok(all([expected])));
}

#[test]
fn ages() {
    const MIN: i64 = i64::MIN;
    const MAX: i64 = i64::MAX;
    let ago = |text: &str| second(text);
    for (text, expected) in [
        ("<30d", ago("2024-04-17T10:30:01")..=MAX),
        ("<=30d", ago("2024-04-17T10:30")..=MAX),
        ("30d", ago("2024-04-17T10:30")..=MAX),
        (">1y", MIN..=ago("2023-05-17T10:29:59")),
        (">=1y", MIN..=ago("2023-05-17T10:30")),
        ("<90min", ago("2024-05-17T09:00:01")..=MAX),
        ("<1m", ago("2024-04-17T10:30:01")..=MAX),
        ("1w..1d", ago("2024-05-10T10:30")..=ago("2024-05-16T10:30")),
        ("1d..1w", ago("2024-05-10T10:30")..=ago("2024-05-16T10:30")),
        // The clock said half past ten then too, an hour of the sun earlier.
        ("<60d", ago("2024-03-18T10:30:01")..=MAX),
        ("<99999y", MIN + 1..=MAX),
        (">99999999999999999999d", MIN..=MIN),
    ] {
        assert_eq!(only(&format!("modified:{text}")), Term::Time(Column::Modified, expected), "{text}");
    }
}

#[test]
fn none_is_what_has_no_such_value() {
    let time = |column| Expr::Term(Term::Time(column, i64::MIN..=i64::MAX));
    let size = |column| Expr::Term(Term::Number(column, 0..=u64::MAX));
    for (text, expected) in [
        ("modified:none", not(time(Column::Modified))),
        ("created:NONE", not(time(Column::Created))),
        ("-modified:none", not(not(time(Column::Modified)))),
        ("size:none", not(size(Column::Size))),
        ("name:none", in_name("none")),
        ("ext:none", extension(&["none"])),
    ] {
        assert_eq!(parse(text), Ok(all([expected])), "{text}");
    }
    for text in ["modified:none..2024", "size:>none", "size:none,1kb"] {
        assert!(parse(text).is_err(), "{text}");
    }
}

#[test]
fn a_mistake_says_where_and_what() {
    for (text, place, what) in [
        ("a size: b", "size:", "A size such as 10mb is needed"),
        ("size:>", "size:>", "A size such as 10mb is needed"),
        ("size:..", "..", "A size such as 10mb is needed"),
        ("-size:\"\"", "-size:\"\"", "A size such as 10mb is needed"),
        ("é size:>10xb", "10xb", "“10xb” is not a size"),
        ("size:1kb..x", "x", "“x” is not a size"),
        ("size:2mb..1mb", "2mb..1mb", "ends before it begins"),
        ("size:<0", "0", "smaller than 0"),
        ("size:>18446744073709551615", "18446744073709551615", "larger than this"),
        ("size:16eib", "16eib", "more than any file can have"),
        ("size:>10 MB", "MB", "without a space"),
        ("size:1.2 MB..3.4 GB", "MB..3.4", "without a space"),
        ("size:1 kb..", "kb..", "without a space"),
        ("size:1 ..2", "..2", "without a space"),
        ("size:10 k", "k", "without a space"),
        ("size:>10 M", "M", "without a space"),
        ("ext: jpg", "jpg", "Write the extension without a space, as in ext:jpg"),
        ("a ext: jpg,png", "jpg,png", "without a space"),
        ("modified:2024-05-17 10:30 PM", "PM", "with 24 hours"),
        ("size:1 000", "000", "without spaces"),
        ("size:>12 345 678 kB", "345", "without spaces"),
        ("size:1 000kb", "000kb", "without spaces"),
        ("size:1 000..2 000", "000..2", "without spaces"),
        ("size:1.000", "1.000", "write 1000, or add a unit"),
        ("size:>1,5mb", "1,5mb", "write 1.5mb"),
        ("size > 10mb", "size >", "Write size:, the sign and the value"),
        ("modified >2024", "modified >2024", "without spaces"),
        ("a AND b", "AND", "leave this out. To look for the word itself, write quotes"),
        ("a && b", "&&", "leave this out"),
        ("NOT a", "NOT", "Write - before"),
        ("a | b", "|", "Write OR between"),
        ("a || b", "||", "Write OR between"),
        ("draft|final", "draft|final", "Write OR between"),
        ("-*.jpg|*.png", "*.jpg|*.png", "Write OR between"),
        ("*.jpg;*.png", "*.jpg;*.png", "Write OR between"),
        ("name:*.jpg,*.png", "*.jpg,*.png", "Write OR between"),
        ("ext:jpg;png", "jpg;png", "Write commas between extensions"),
        ("ext:jpg|png", "jpg|png", "Write commas between extensions"),
        ("ext:jpg, png", "png", "Write the list without spaces"),
        ("kind:file;folder", "file;folder", "is not a kind"),
        ("(jpg OR png) 2024", "(jpg OR png)", "Parentheses hold nothing together"),
        ("name=report", "name", "Is name: meant?"),
        ("ext=pdf", "ext", "Is ext: meant?"),
        ("ext：pdf", "ext", "Is ext: meant?"),
        ("dm:today", "dm", "Is modified: meant?"),
        ("regex:^a", "regex", "Is /…/ meant?"),
        ("modified:2024-05-17 25:00", "2024-05-17 25:00", "The calendar has no"),
        ("modified:", "modified:", "A date such as 2024-05 or an age such as <30d is needed"),
        ("modified:202", "202", "“202” is not a date or an age"),
        ("modified:2024-13", "2024-13", "The calendar has no “2024-13”"),
        ("modified:2024..2023", "2024..2023", "ends before it begins"),
        ("created:30d..", "30d..", "<30d for the last 30 days"),
        ("modified:2024..30d", "2024..30d", "from one date to another"),
        ("kind:", "kind:", "A kind is needed"),
        ("category:", "category:", "A category is needed: image, video,"),
        (
            "a category:image,imgae",
            "imgae",
            "“imgae” is not a category: write image, video, audio, document, archive, code, data or other",
        ),
        ("size:2kb..<2kb", "2kb..<2kb", "ends before it begins"),
        ("kind:file,image", "image", "“image” is not a kind"),
        ("ext:jp*", "jp*", "*.jp*"),
        ("name:", "name:", "A word is needed"),
        ("path:\"\"", "path:\"\"", "A word is needed"),
        ("name:a/b", "a/b", "write path:"),
        ("root:", "root:", "A word of the picked folder's path"),
        ("root:a*", "a*", "without * and ?"),
        ("modifed:2024", "modifed", "Is modified: meant?"),
        ("szie:1", "szie", "Is size: meant?"),
        ("-names:x", "names", "Is name: meant?"),
        ("size>10mb", "size", "Is size: meant?"),
        ("OR", "OR", "OR stands between two filters"),
        ("a OR", "OR", "OR stands between two filters"),
        ("OR a", "OR", "OR stands between two filters"),
        ("a OR OR b", "OR", "OR stands between two filters"),
        ("x /a(b/", "(", "Regular expression: unclosed group"),
        ("/*a/", "*", "repetition operator missing expression"),
        ("/é[z-a]/", "z-a", "Regular expression: "),
        ("/\\p{Nonsense}/", "\\p{Nonsense}", "Regular expression: "),
        ("/a\\/", "", ""),
        ("/(\\w{1000}){1000}/", "(\\w{1000}){1000}", "too large"),
    ] {
        match parse(text) {
            Ok(expr) => assert!(what.is_empty(), "{text}: {expr:?}"),
            Err(Mistake { at, kind }) => {
                let said = words::mistake(&kind);
                assert_eq!(&text[at], place, "{text}: {said}");
                assert!(said.contains(what) && !what.is_empty(), "{text}: {said}");
            }
        }
    }
}

/// Pieces of the language and of other things, in any order.
fn texts() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        prop::sample::select(vec![
            "size:",
            "modified:",
            "created:",
            "ext:",
            "kind:",
            "path:",
            "name:",
            "root:",
            "-",
            "\"",
            "/",
            " ",
            ">",
            "<",
            "=",
            "..",
            "*",
            "?",
            "OR",
            "|",
            ";",
            "@",
            "10:30",
            "2024-05-17",
            "000",
            "\u{A0}",
            ",",
            "(",
            "[",
            "\\",
            "10",
            "mb",
            "30d",
            "2024",
            "-05",
            "today",
            ":",
            "é",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
        "[0-9]{1,25}[a-z]{0,3}",
    ];
    prop::collection::vec(part, 0..9).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn any_text_is_a_filter_or_a_mistake_within_it(text in texts()) {
        if let Err(mistake) = parse(&text) {
            prop_assert!(text.get(mistake.at.clone()).is_some_and(|at| !at.is_empty()), "{:?}", mistake);
            prop_assert!(!words::mistake(&mistake.kind).is_empty());
        }
    }

    #[test]
    fn a_quoted_phrase_is_itself(phrase in "[^\"]{1,12}") {
        prop_assume!(phrase.trim() == phrase);
        let folded = foldersheet::text::folded(phrase.replace('/', std::path::MAIN_SEPARATOR_STR).as_bytes());
        let expected = Expr::Term(Term::Word { haystack: Haystack::Path, word: folded });
        prop_assert_eq!(parse(&format!("\"{phrase}\"")), Ok(all([expected])));
    }
}
