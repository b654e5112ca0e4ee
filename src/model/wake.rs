//! How a thread tells the owner of the session that there is something to take in.

use std::sync::Arc;

/// Called by a thread that has something ready, to wake the one that ticks the session. Any thread may call it at any moment, and it
/// must not wait.
pub type Wake = Arc<dyn Fn() + Send + Sync>;
