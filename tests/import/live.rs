//! Lists that the real tools make of a real folder, with every name that is hard: compared with what the system says of it.
