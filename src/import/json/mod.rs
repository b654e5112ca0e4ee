//! Lists in JSON.

pub(super) mod flat;
pub(super) mod ncdu;
pub(super) mod tree;
pub(super) mod walker;
