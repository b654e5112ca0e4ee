//! The window: draws the session's state and sends it commands.
//!
//! `main` calls [`run`]; nothing else does. Each frame [`App`] lets the session take in what its jobs have ready, then
//! draws panel by panel from [`Status`](crate::session::Status) and [`Shown`](crate::session::Shown). A panel is a small
//! struct or none, and one function that ends in `_ui`. It changes nothing but its own widths, scroll and text: what the
//! user does becomes an `Action`, and the app performs the actions after the frame is drawn. Everything that has rows (the
//! table, the tree of folders, the problems) gives them to a `list` by a delegate.
//!
//! This room never reads the disk, never waits, and decides nothing: words and numbers come from the session.

mod about;
mod action;
mod alert;
mod announce;
mod app;
mod charts;
mod check;
mod chips;
mod closing;
mod compare;
mod context_menu;
mod controls;
mod delete_kept;
mod desktop_theme;
mod dialogs;
mod drop;
mod edges;
mod elide;
mod empty;
mod explain;
mod export;
mod file_icon;
mod filter;
mod folders;
mod habits;
mod hints;
mod icons;
mod input_method;
mod keys;
mod launch;
mod left;
mod list;
mod map;
#[cfg(target_os = "macos")]
mod menu_bar;
mod middle;
mod names;
mod narrowed;
mod notice;
mod open;
mod options;
mod page;
mod paths;
mod pattern_words;
mod picking;
mod place;
mod problems;
mod read_as;
mod recent;
mod recent_sheets;
mod settings;
mod shapes;
mod shortcuts;
mod status_bar;
mod table;
#[cfg(all(test, target_os = "linux"))]
mod test_bus;
mod text_field;
mod theme;
mod title;
mod top_bar;
mod tree;
mod typed;
mod undo;
mod uri;
mod wanted;
mod window_system;
mod words;
mod workers;

pub use alert::{alert, inform, join_console};
pub use app::App;
pub use dialogs::{Answer, Dialogs, NotHandedOver, Question, SystemDialogs};
pub use launch::{Launch, LaunchError, MakeSession, NoWindow, Renderer, WAKE_AFTER, run};
pub use settings::check::{Checked, check as check_settings};
pub use window_system::WindowSystem;
