//! The rules of the document pass, with their sentences.

use crate::rules::rules;

rules! {
    /// This name is marked elsewhere in this text, where it is clear what it names.
    SAME_NAME = "entity/same-name" {
        "Maria Duval spoke. [Duval](person) had come late.",
        "They praised [Zorvath](place) for it. A river runs near Zorvath city.",
        "Anti-Corruption Bureau (ACB) officers came late. May they rest.",
    }

    /// This word is formed from the name of a place in this text.
    PEOPLE_OF = "entity/people-of" {
        "They went to Karvania city. The [Karvanian](group) parliament met.",
        "They went to Mara city. The maran met Maria.",
    }
}
