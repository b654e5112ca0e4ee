//! What is wrong with patterns of what is left out. `words::pattern_mistake` says it.

/// Why patterns can't be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatternMistake {
    /// More patterns than this number.
    TooMany(usize),
    /// All together are longer than so many characters.
    TooLongTogether(usize),
    /// One of them can't be understood.
    Pattern {
        /// As it was typed.
        pattern: String,
        /// What is wrong with it.
        fault: PatternFault,
    },
    /// The library that matches them all at once refuses them, in its words.
    Library(String),
}

/// What is wrong with one pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatternFault {
    /// It is longer than so many characters.
    TooLong(usize),
    /// A backslash with nothing behind it.
    LastBackslash,
    /// A range in brackets from a character to one before it.
    BackwardRange(char, char),
    /// `[:name:]` with a name that POSIX doesn't have.
    NoSuchClass(String),
    /// The library that matches single names refuses it, in its words.
    Library(String),
}

impl PatternMistake {
    /// Bytes that it takes in memory.
    pub(super) fn heap_bytes(&self) -> usize {
        let texts = match self {
            PatternMistake::TooMany(_) | PatternMistake::TooLongTogether(_) => 0,
            PatternMistake::Library(why) => why.capacity(),
            PatternMistake::Pattern { pattern, fault } => {
                let fault = match fault {
                    PatternFault::NoSuchClass(text) | PatternFault::Library(text) => text.capacity(),
                    PatternFault::TooLong(_)
                    | PatternFault::LastBackslash
                    | PatternFault::BackwardRange(..) => 0,
                };
                pattern.capacity() + fault
            }
        };
        size_of::<PatternMistake>() + texts
    }
}
