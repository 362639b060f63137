//! What the page stores on the device.

pub(crate) mod comparison;
pub(crate) mod drafts;
pub(crate) mod preferences;
