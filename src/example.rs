//! The articles to try, which lie beside the page.

/// An article to try, which lies beside the page: written for this project, about three hundred words, dense in all three layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Example {
    /// A border, and who may cross it.
    Diplomacy,
    /// Barley in the mud of a lake.
    Science,
    /// A factory that is late, or not.
    Business,
}

impl Example {
    /// All there are.
    pub const ALL: [Example; 3] = [Example::Diplomacy, Example::Science, Example::Business];

    /// Its name in `data-example`.
    pub fn name(self) -> &'static str {
        match self {
            Example::Diplomacy => "diplomacy",
            Example::Science => "science",
            Example::Business => "business",
        }
    }

    /// The example with this name.
    pub fn named(name: &str) -> Option<Example> {
        Example::ALL.into_iter().find(|example| example.name() == name)
    }
}
