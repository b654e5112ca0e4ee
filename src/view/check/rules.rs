//! The rules, read from `assets/rules.txt`, which says how they are written.
//!
//! The reader is strict: a word that it doesn't know, a value too many or a rule without a source is a mistake, so that no rule is lost by a
//! typing error.

use crate::model::{Destination, Kind, NameFault};
use std::ops::RangeInclusive;
use std::sync::LazyLock;

const BUILT_IN: &str = include_str!("../../../assets/rules.txt");

static STANDARD: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    // A test reads the file to its end without a mistake.
    parse(BUILT_IN).unwrap_or_default()
});

/// What a destination refuses, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Where it holds.
    pub destination: Destination,
    /// The fault that it finds.
    pub fault: NameFault,
    /// What it looks at.
    pub test: Test,
    /// Where it stands.
    pub source: String,
    /// When it was read there, as 2026-11-26.
    pub date: String,
}

/// What a rule looks at; a name that passes has none of it. Texts are in small letters where case doesn't count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// The name holds one of these characters.
    AnyOf(Vec<RangeInclusive<char>>),
    /// The whole name, in any case of letters.
    Named(Vec<String>),
    /// What stands before the first dot, in any case of letters.
    Stem(Vec<String>),
    /// The name of a folder that lies in the destination itself, in any case of letters.
    TopFolder(Vec<String>),
    /// The name holds one of these, in any case of letters.
    Holds(Vec<String>),
    /// The name begins with one of these.
    Begins(Vec<String>),
    /// The name of a folder does.
    FolderBegins(Vec<String>),
    /// The name ends with one of these.
    Ends(Vec<String>),
    /// UTF-16 units that a name may have.
    LongerUnits(u32),
    /// Bytes that a name may have.
    LongerBytes(u32),
    /// UTF-16 units that a path may have.
    Path(u32),
    /// Bytes that a path may have.
    PathBytes(u32),
    /// UTF-16 units that a folder's path may have.
    FolderPath(u32),
    /// UTF-16 units that a path may have in a folder that is kept the same as the destination.
    SyncedPath(u32),
    /// Bytes that a file may have.
    Larger(u64),
    /// Another name is the same but for the case of letters.
    SameButCase,
    /// Another name is the same but for the Unicode form of letters.
    SameButForm,
    /// The name is not valid Unicode.
    NotUnicode,
    /// It is of one of these kinds.
    OfKind(Vec<Kind>),
}

/// What is wrong with a file of rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleMistake {
    /// In which line, from 1 on.
    pub line: usize,
    /// What is wrong there.
    pub fault: RuleFault,
}

/// What is wrong with a line of it. A text is the word that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleFault {
    /// A source that is not an address and a date.
    Source(String),
    /// A rule before any source.
    NoSource,
    /// Not a destination.
    Destination(String),
    /// Not a fault.
    Fault(String),
    /// Not a test.
    Test(String),
    /// Not a value of this test.
    Value(String),
    /// A value is missing.
    NoValue,
    /// The same test of the same destination stands there before, and takes one value only.
    Twice,
}

/// The program's own rules.
pub fn standard() -> &'static [Rule] {
    &STANDARD
}

/// The rules of a file.
///
/// # Errors
/// The first line that can't be understood.
pub fn parse(text: &str) -> Result<Vec<Rule>, RuleMistake> {
    let mut rules: Vec<Rule> = Vec::new();
    let mut source = None;
    for (line, number) in text.lines().zip(1..) {
        let mistake = |fault| RuleMistake { line: number, fault };
        let mut words = line.split_ascii_whitespace();
        let Some(first) = words.next().filter(|word| !word.starts_with('#')) else { continue };
        if first == "source" {
            source = Some(source_of(words).map_err(mistake)?);
            continue;
        }
        let (address, date) = source.clone().ok_or_else(|| mistake(RuleFault::NoSource))?;
        let destination =
            Destination::named(first).ok_or_else(|| mistake(RuleFault::Destination(first.to_owned())))?;
        let word = words.next().ok_or_else(|| mistake(RuleFault::NoValue))?;
        let fault = NameFault::named(word).ok_or_else(|| mistake(RuleFault::Fault(word.to_owned())))?;
        let word = words.next().ok_or_else(|| mistake(RuleFault::NoValue))?;
        let test = test_of(word, &words.collect::<Vec<_>>()).map_err(mistake)?;
        let is_single = !matches!(
            test,
            Test::AnyOf(_)
                | Test::Named(_)
                | Test::Stem(_)
                | Test::TopFolder(_)
                | Test::Holds(_)
                | Test::Begins(_)
                | Test::FolderBegins(_)
                | Test::Ends(_)
        );
        let is_same = |rule: &Rule| {
            rule.destination == destination
                && std::mem::discriminant(&rule.test) == std::mem::discriminant(&test)
        };
        if is_single && rules.iter().any(is_same) {
            return Err(mistake(RuleFault::Twice));
        }
        rules.push(Rule { destination, fault, test, source: address, date });
    }
    Ok(rules)
}

fn source_of<'a>(mut words: impl Iterator<Item = &'a str>) -> Result<(String, String), RuleFault> {
    let (address, date, rest) = (words.next(), words.next(), words.next());
    let address = address.filter(|address| address.starts_with("https://"));
    let is_date = |date: &&str| {
        let parts: Vec<&str> = date.split('-').collect();
        parts.iter().map(|part| part.len()).eq([4, 2, 2])
            && parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    match (address, date.filter(is_date), rest) {
        (Some(address), Some(date), None) => Ok((address.to_owned(), date.to_owned())),
        _ => Err(RuleFault::Source(address.or(date).unwrap_or_default().to_owned())),
    }
}

fn test_of(word: &str, values: &[&str]) -> Result<Test, RuleFault> {
    let lowered = || texts(values).map(|texts| texts.iter().map(|text| text.to_lowercase()).collect());
    Ok(match word {
        "any-of" => {
            some(values)?;
            Test::AnyOf(values.iter().map(|value| range(value)).collect::<Result<_, _>>()?)
        }
        "named" => Test::Named(lowered()?),
        "stem" => Test::Stem(lowered()?),
        "top-folder" => Test::TopFolder(lowered()?),
        "holds" => Test::Holds(lowered()?),
        "begins" => Test::Begins(texts(values)?),
        "folder-begins" => Test::FolderBegins(texts(values)?),
        "ends" => Test::Ends(texts(values)?),
        "longer" => match values {
            [most, "utf-16"] => Test::LongerUnits(number(most)?),
            [most, "bytes"] => Test::LongerBytes(number(most)?),
            [_, unit, ..] => return Err(RuleFault::Value((*unit).to_owned())),
            _ => return Err(RuleFault::NoValue),
        },
        "path" => Test::Path(number(one(values)?)?),
        "path-bytes" => Test::PathBytes(number(one(values)?)?),
        "folder-path" => Test::FolderPath(number(one(values)?)?),
        "synced-path" => Test::SyncedPath(number(one(values)?)?),
        "larger" => Test::Larger(number(one(values)?)?),
        "same-but-case" => none(values, Test::SameButCase)?,
        "same-but-form" => none(values, Test::SameButForm)?,
        "not-unicode" => none(values, Test::NotUnicode)?,
        "kind" => {
            some(values)?;
            let kind = |word: &&str| Kind::ALL.into_iter().find(|kind| kind.as_str() == *word);
            let kinds = values.iter().map(|word| kind(word).ok_or(RuleFault::Value((*word).to_owned())));
            Test::OfKind(kinds.collect::<Result<_, _>>()?)
        }
        _ => return Err(RuleFault::Test(word.to_owned())),
    })
}

fn some(values: &[&str]) -> Result<(), RuleFault> {
    if values.is_empty() { Err(RuleFault::NoValue) } else { Ok(()) }
}

fn none(values: &[&str], test: Test) -> Result<Test, RuleFault> {
    values.first().map_or(Ok(test), |value| Err(RuleFault::Value((*value).to_owned())))
}

fn one<'a>(values: &[&'a str]) -> Result<&'a str, RuleFault> {
    match values {
        [one] => Ok(one),
        [] => Err(RuleFault::NoValue),
        [_, next, ..] => Err(RuleFault::Value((*next).to_owned())),
    }
}

fn number<T: std::str::FromStr>(word: &str) -> Result<T, RuleFault> {
    word.parse().map_err(|_| RuleFault::Value(word.to_owned()))
}

fn texts(values: &[&str]) -> Result<Vec<String>, RuleFault> {
    some(values)?;
    values.iter().map(|value| Ok(coded(value)?.map_or_else(|| (*value).to_owned(), String::from))).collect()
}

/// The character that a word such as U+0020 means; `None` for any other word.
fn coded(word: &str) -> Result<Option<char>, RuleFault> {
    let Some(code) = word.strip_prefix("U+") else { return Ok(None) };
    let code = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
    code.map(Some).ok_or_else(|| RuleFault::Value(word.to_owned()))
}

fn range(word: &str) -> Result<RangeInclusive<char>, RuleFault> {
    let wrong = || RuleFault::Value(word.to_owned());
    if let Some((first, last)) = word.split_once('-').filter(|_| word.starts_with("U+")) {
        let ends = coded(first)?.zip(coded(last)?).filter(|(first, last)| first <= last);
        return ends.map(|(first, last)| first..=last).ok_or_else(wrong);
    }
    if let Some(one) = coded(word)? {
        return Ok(one..=one);
    }
    let mut chars = word.chars();
    match (chars.next(), chars.next()) {
        (Some(one), None) => Ok(one..=one),
        _ => Err(wrong()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_programs_own_rules_are_read_to_the_end_and_each_has_its_source() {
        let rules = parse(BUILT_IN).unwrap();
        let written = BUILT_IN.lines().filter(|line| {
            let first = line.split(' ').next().unwrap_or_default();
            !["", "#", "source"].contains(&first)
        });
        assert_eq!(rules.len(), written.count());
        for rule in &rules {
            assert!(rule.source.starts_with("https://") && rule.date.starts_with("20"), "{rule:?}");
        }
        for destination in Destination::ALL {
            let has =
                |test: &Test| rules.iter().any(|rule| rule.destination == destination && rule.test == *test);
            assert!(has(&Test::NotUnicode) && has(&Test::SameButCase), "{destination:?}");
        }
    }

    #[test]
    fn a_mistake_is_named_with_its_line() {
        let good = "source https://a.example 2026-01-02\n";
        let said =
            |line: &str| parse(&format!("{good}{line}")).map_err(|mistake| (mistake.line, mistake.fault));
        let word = |word: &str| word.to_owned();
        assert_eq!(parse("windows case same-but-case").unwrap_err().fault, RuleFault::NoSource);
        for source in
            ["source", "source https://a.example", "source http://a 2026-01-02", "source https://a 26-1-2"]
        {
            assert!(matches!(parse(source).unwrap_err().fault, RuleFault::Source(_)), "{source}");
        }
        for (line, fault) in [
            ("window case same-but-case", RuleFault::Destination(word("window"))),
            ("windows cases same-but-case", RuleFault::Fault(word("cases"))),
            ("windows case same", RuleFault::Test(word("same"))),
            ("windows case", RuleFault::NoValue),
            ("windows case same-but-case x", RuleFault::Value(word("x"))),
            ("windows size larger", RuleFault::NoValue),
            ("windows size larger 1k", RuleFault::Value(word("1k"))),
            ("windows size larger 1 2", RuleFault::Value(word("2"))),
            ("windows name-length longer 255", RuleFault::NoValue),
            ("windows name-length longer 255 letters", RuleFault::Value(word("letters"))),
            ("windows character any-of", RuleFault::NoValue),
            ("windows character any-of ab", RuleFault::Value(word("ab"))),
            ("windows character any-of U+XY", RuleFault::Value(word("U+XY"))),
            ("windows character any-of U+0041-U+0040", RuleFault::Value(word("U+0041-U+0040"))),
            ("windows kind kind link", RuleFault::Value(word("link"))),
            ("windows end ends", RuleFault::NoValue),
        ] {
            assert_eq!(said(line), Err((2, fault)), "{line}");
        }
        let twice = "windows size larger 1\nwindows size larger 2";
        assert_eq!(said(twice), Err((3, RuleFault::Twice)));
        let all =
            said("# a\n\nwindows end ends U+0020 .\nwindows end ends x\nfat32 size larger 7\n").unwrap();
        assert_eq!(all[0].test, Test::Ends(vec![word(" "), word(".")]));
        assert_eq!((all.len(), &*all[2].date), (3, "2026-01-02"));
    }
}
