//! What is wrong with a filter's text. `words::mistake` says it.

use super::Failure;
use std::ops::Range;

/// Why a filter can't be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Where in the text, in bytes; both ends are between characters.
    pub at: Range<usize>,
    /// What is wrong there.
    pub kind: MistakeKind,
}

/// What is wrong with a part of a filter. A text in it is that part, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MistakeKind {
    /// The whole text is longer than so many characters.
    TooLong(usize),
    /// More words and items of lists than this number.
    TooManyTerms(usize),
    /// More globs, regular expressions and words with a separator than this number.
    TooManyCostly(usize),
    /// `OR` without a filter on one of its sides.
    LonelyOr,
    /// The value of a term.
    Value(ValueMistake),
    /// A glob that takes more memory than it may.
    GlobTooLarge,
    /// A regular expression.
    Regex(RegexMistake),
    /// Valid, but almost certainly not what the user meant.
    Slip(Slip),
    /// The text could not be checked at all; nothing in it is known to be wrong.
    NotLookedAt(Failure),
}

/// What is wrong with the value of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueMistake {
    /// No word where one is looked for.
    WordNeeded,
    /// A separator in what a name is to hold.
    SeparatorInName,
    /// Extensions with other signs than commas between them.
    ExtensionSeparator,
    /// A glob as an extension.
    ExtensionGlob,
    /// No kind where one has to be.
    KindNeeded,
    /// No kind that there is.
    NotAKind(String),
    /// No category where one has to be.
    CategoryNeeded,
    /// No category that there is.
    NotACategory(String),
    /// No problem of a name where one has to be.
    NameFaultNeeded,
    /// No problem that a name can have.
    NotANameFault(String),
    /// No change since another sheet where one has to be.
    ChangeNeeded,
    /// No change that there is.
    NotAChange(String),
    /// No word of a picked folder's path where one has to be.
    RootNeeded,
    /// A glob for a picked folder's path.
    RootGlob,
    /// No size where one has to be.
    SizeNeeded,
    /// More than the largest size.
    AboveAllSizes,
    /// Less than no bytes.
    BelowAllSizes,
    /// Not a size.
    NotASize(String),
    /// A size with one sign in it that separates thousands in some places and decimals in others.
    AmbiguousSize(String),
    /// A size larger than any that can be kept.
    SizeTooLarge(String),
    /// No number where one has to be.
    CountNeeded,
    /// More than the largest number.
    AboveAllCounts,
    /// Less than 0.
    BelowAllCounts,
    /// Not a whole number.
    NotACount(String),
    /// No date or age where one has to be.
    TimeNeeded,
    /// Neither a date nor an age.
    NotATime(String),
    /// Written as a date, of a day or time that doesn't exist.
    NoSuchDate(String),
    /// No age where one has to be.
    AgeNeeded,
    /// Not an age.
    NotAnAge(String),
    /// No permission bits where some have to be.
    ModeNeeded,
    /// No permission bits that there are.
    NotAMode(String),
    /// No attribute where one has to be.
    AttributeNeeded,
    /// No attribute that there is.
    NotAnAttribute(String),
    /// No owner or group where one has to be.
    AccountNeeded,
    /// A range with a date at one end and an age at the other.
    DateAndAge,
    /// A range with an age at one end and nothing at the other.
    AgeAtOneEnd,
    /// A range whose end is before its beginning.
    EndBeforeBeginning,
}

/// What is wrong with a regular expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RegexMistake {
    /// How it is written, in the words of the library that reads it.
    Syntax(String),
    /// All those of the filter have more large classes than they may.
    TooManyClasses,
    /// It takes more memory than it may.
    TooLarge,
}

/// Typing mistakes, and the search syntax of other programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slip {
    /// Parentheses around alternatives.
    Group,
    /// A size with a space before its unit.
    SpacedUnit,
    /// A number with spaces between its digits.
    SpacedDigits,
    /// A list with a space behind a comma.
    SpacedList,
    /// This extension, with a space before it.
    SpacedExtension(String),
    /// This field and its value, with spaces between them.
    SpacedField(String),
    /// A time with am or pm.
    HalfDay,
    /// A word or sign for "and".
    And,
    /// A word for "not".
    Not,
    /// A sign for "or".
    Or,
    /// What is almost this field, or is called this here; with its colon.
    FieldMeant(String),
}

impl From<ValueMistake> for MistakeKind {
    fn from(mistake: ValueMistake) -> MistakeKind {
        MistakeKind::Value(mistake)
    }
}

impl From<RegexMistake> for MistakeKind {
    fn from(mistake: RegexMistake) -> MistakeKind {
        MistakeKind::Regex(mistake)
    }
}

impl From<Slip> for MistakeKind {
    fn from(slip: Slip) -> MistakeKind {
        MistakeKind::Slip(slip)
    }
}

impl MistakeKind {
    /// As a mistake at this place.
    pub fn at(self, at: Range<usize>) -> Mistake {
        Mistake { at, kind: self }
    }
}
