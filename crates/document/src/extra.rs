//! Fields of a file that this version does not know.

use serde::{Deserialize, Serialize};

/// Fields of a file that this version does not know, kept for the way out: name and JSON text of each.
///
/// Held as text so that nothing but the `json` module needs a JSON library.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extra(pub Vec<(String, String)>);
