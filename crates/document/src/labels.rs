//! Closed lists of labels, with their words.

use std::fmt;

/// A value with a fixed name in files, in style sheets and on the command line.
pub trait Label: Copy + Sized + 'static {
    /// Every value, in the order in which the guidelines list them.
    const ALL: &'static [Self];

    /// What kind of value this is, for messages: "hedge kind".
    const WHAT: &'static str;

    /// The name that `reportedly/1` gives it.
    fn label(self) -> &'static str;

    /// The value with this name.
    ///
    /// # Errors
    /// When there is none; the message lists the names that there are.
    fn from_label(label: &str) -> Result<Self, UnknownLabel> {
        Self::ALL.iter().copied().find(|value| value.label() == label).ok_or_else(|| UnknownLabel {
            message: format!(
                "unknown {} {label:?}; known are: {}",
                Self::WHAT,
                Self::ALL.iter().map(|value| value.label()).collect::<Vec<_>>().join(", ")
            ),
        })
    }
}

/// A name that no value has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLabel {
    message: String,
}

impl fmt::Display for UnknownLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for UnknownLabel {}

/// Defines an enum whose values have labels: the variant, its documentation and its name stand in one place.
macro_rules! labelled {
    (
        $(#[$doc:meta])*
        pub enum $name:ident ($what:literal) {
            $( $(#[$variant_doc:meta])* $variant:ident = $label:literal, )+
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $( $(#[$variant_doc])* #[serde(rename = $label)] $variant, )+
        }

        impl $crate::labels::Label for $name {
            const ALL: &'static [Self] = &[$( $name::$variant, )+];
            const WHAT: &'static str = $what;

            fn label(self) -> &'static str {
                match self {
                    $( $name::$variant => $label, )+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad($crate::labels::Label::label(*self))
            }
        }
    };
}
pub(crate) use labelled;
