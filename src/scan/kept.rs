//! What of a look becomes of a row.

use crate::model::{Attributes, ColumnSet, Meta};

/// What a row keeps of what was found at this name, which of the columns on request is to keep these.
#[inline]
pub(super) fn kept(meta: Meta, name: &[u8], columns: ColumnSet) -> Meta {
    let mut facts = meta.facts.kept(columns);
    // On Unix the name alone marks an entry as hidden.
    if cfg!(unix) {
        let is_hidden = name.first() == Some(&b'.');
        facts.attributes = facts.attributes.map(|attributes| attributes.with(Attributes::HIDDEN, is_hidden));
    }
    Meta { facts, ..meta }
}
