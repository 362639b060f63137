//! What people are called besides their names: titles ("Mr.", "Sen.") and roles ("minister", "spokeswoman").

use std::sync::LazyLock;

use crate::lexicon::entries;
use hashbrown::HashSet;
use rustc_hash::FxBuildHasher;

type Words = HashSet<&'static str, FxBuildHasher>;

static TITLES: LazyLock<Words> = LazyLock::new(|| entries("titles").collect());
static ROLES: LazyLock<Words> = LazyLock::new(|| entries("roles").collect());

/// Whether a word can stand directly before a person's name without being part of it: "mr.", "sen.", "king".
/// Takes a word as [`Lexed::norm`](crate::lexed::Lexed::norm) gives it, singular or plural.
pub(crate) fn is_title(norm: &str) -> bool {
    contains(&TITLES, norm)
}

/// Whether a word says what a person does or is: "minister", "spokeswoman", "analysts".
/// Takes a word as [`Lexed::norm`](crate::lexed::Lexed::norm) gives it, singular or plural.
pub(crate) fn is_role(norm: &str) -> bool {
    contains(&ROLES, norm)
}

/// Looks a word up as it is, and as the singular of a plural.
fn contains(words: &Words, norm: &str) -> bool {
    let changed = |plural: &str, singular: &str| {
        let stem = norm.strip_suffix(plural)?;
        let mut word = String::with_capacity(stem.len() + singular.len());
        word.push_str(stem);
        word.push_str(singular);
        words.contains(word.as_str()).then_some(())
    };
    words.contains(norm)
        || changed("s", "").is_some()
        || changed("ies", "y").is_some()
        || changed("men", "man").is_some()
        || changed("es", "").is_some()
        || changed("wives", "wife").is_some()
        || changed("children", "child").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn singular_and_plural() {
        for role in ["spokesman", "spokeswomen", "lawmakers", "authorities", "spies", "witnesses", "MPs", "wives"] {
            assert!(is_role(&role.to_ascii_lowercase()), "{role}");
        }
        for title in ["mr.", "senators", "gen.", "princesses"] {
            assert!(is_title(title), "{title}");
        }
        for other in ["s", "talks", "bus", "oman", "men's", ""] {
            assert!(!is_role(other) && !is_title(other), "{other}");
        }
    }
}
