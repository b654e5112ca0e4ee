//! Which of the two programs this is, and how it reaches its user.

use super::Exit;

/// One of the two programs.
#[derive(Clone, Copy)]
pub struct Program {
    /// What users start it by.
    pub name: &'static str,
    /// Shows what was asked for, such as the help, where the program's output would not be seen. Returns whether it did.
    pub inform: fn(&str) -> bool,
    /// The same of what went wrong.
    pub alert: fn(&str) -> bool,
}

impl Program {
    /// Ends the program with what `clap` says: what is wrong with the arguments, the help, or the version.
    pub fn leave(&self, error: &clap::Error) -> ! {
        let show = if error.use_stderr() { self.alert } else { self.inform };
        if show(&error.render().to_string()) {
            std::process::exit(error.exit_code());
        }
        error.exit()
    }

    /// Tells why there is no window, and what works without one.
    pub fn no_window(&self, reason: &str) -> Exit {
        if !(self.alert)(reason) {
            super::report::no_window(reason);
        }
        Exit::Failed
    }
}
