//! Why a job on a thread of its own came to nothing.

/// Why a job came to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// It panicked.
    Panicked,
    /// The system refused to start a thread for it: its error.
    NoThread(String),
}
