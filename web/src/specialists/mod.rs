//! The directory of specialists.
