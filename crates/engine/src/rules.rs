//! The registry of rules: ids, sentences, examples.

use crate::lexicon::Listed;

/// What made a mark, and why in words that a reader understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    /// `layer/name`: stable, as files and links carry it.
    pub(crate) id: &'static str,
    /// One sentence, the documentation of the rule; the page shows it under "why is this marked?".
    pub(crate) why: Listed,
}

/// Defines the rules of a stage: documentation, name, id and examples in one place.
///
/// ```text
/// rules! {
///     /// Passes a claim on without vouching for it.
///     HEARSAY_WORD = "hedge/hearsay-word" {
///         "The bank was [reportedly](hearsay) sold.",
///         "She reported the theft.",
///     }
/// }
/// ```
///
/// The doc comment becomes [`Rule::why`]; write it for readers of the page, as one sentence. The examples are the
/// rule's test (`examples::failures`): each is a whole text in which every mark that *this rule* makes is written
/// `[words](label)`, and nothing else is. An example without a bracket says what the rule leaves alone.
///
/// * entity: `[Oman](place)`; hedge: `[may](modal)`
/// * attribution: `[He](source) [said](cue) [that he may go](content)`, also `via`; the parts of the second
///   attribution of an example are `source2`, `cue2`, `content2`, and brackets nest.
macro_rules! rules {
    ($( $(#[doc = $why:literal])+ $name:ident = $id:literal { $($example:literal),+ $(,)? } )+) => {
        $( $(#[doc = $why])+ pub(crate) const $name: $crate::rules::Rule =
            $crate::rules::Rule { id: $id, why: $crate::lexicon::Listed::of(concat!($($why),+).trim_ascii()) }; )+

        /// The rules of this file.
        #[cfg(test)]
        pub(crate) const RULES: &[$crate::rules::Rule] = &[$($name),+];

        #[cfg(test)]
        #[test]
        fn rules_do_what_their_examples_say() {
            let failures = [$( $crate::rules::examples::failures($name, &[$($example),+]) ),+].concat();
            assert!(failures.is_empty(), "{}", failures.concat());
        }

        #[cfg(test)]
        #[test]
        fn examples_that_are_cut_anywhere_are_read() {
            $( $crate::rules::examples::cut(&[$($example),+]); )+
        }
    };
}
pub(crate) use rules;

#[cfg(test)]
pub(crate) mod examples {
    use super::Rule;
    use reportedly_document::Layer;
    pub(crate) use reportedly_document::bracketed;

    /// What a rule does in its examples that the brackets do not say.
    pub(crate) fn failures(rule: Rule, examples: &[&str]) -> Vec<String> {
        let failure = |example: &&str| {
            let text = plain(example);
            let analysis = crate::annotate(&text);
            let made = analysis.annotations.iter().filter(|a| a.rule.as_deref() == Some(rule.id));
            let shown = bracketed(&text, made);
            let all = bracketed(&text, &analysis.annotations);
            (shown != **example)
                .then(|| format!("rule {}\n expected: {example}\n      got: {shown}\n by all rules: {all}\n", rule.id))
        };
        examples.iter().filter_map(failure).collect()
    }

    /// Reads every beginning and every end of examples, as people may paste them: no rule relies on what comes next.
    pub(crate) fn cut(examples: &[&str]) {
        for text in examples.iter().map(|example| plain(example)) {
            for (at, _) in text.char_indices().filter(|(_, c)| !c.is_alphanumeric()) {
                crate::annotate(&text[..at]);
                crate::annotate(&text[at..]);
            }
        }
    }

    /// A text with its entities in brackets.
    pub(crate) fn entities(text: &str) -> String {
        let analysis = crate::annotate(text);
        bracketed(text, analysis.annotations.iter().filter(|annotation| annotation.layer() == Layer::Entity))
    }

    /// The text of an example: without `[`, `](label)`.
    fn plain(example: &str) -> String {
        let mut text = String::new();
        let mut rest = example;
        while let Some(at) = rest.find(['[', ']']) {
            text.push_str(&rest[..at]);
            rest = if rest[at..].starts_with('[') {
                &rest[at + 1..]
            } else {
                let label = rest[at..].strip_prefix("](").and_then(|label| label.split_once(')'));
                label.unwrap_or_else(|| panic!("an example needs `](label)`: {example}")).1
            };
        }
        text + rest
    }

    #[test]
    fn ids_are_unique_and_name_their_layer() {
        let stages = [
            ("entity/", [crate::entities::rules::RULES, crate::document_pass::names::rules::RULES].concat()),
            ("hedge/", crate::hedges::lexicon::rules()),
            ("attribution/", crate::attributions::rules::RULES.to_vec()),
        ];
        let mut ids = Vec::new();
        for (layer, rules) in stages {
            for rule in rules {
                assert!(rule.id.starts_with(layer), "{} is not an id of {layer}", rule.id);
                assert!(!ids.contains(&rule.id), "two rules are called {}", rule.id);
                ids.push(rule.id);
            }
        }
    }

    #[test]
    fn brackets_round_trip() {
        assert_eq!(plain("[He](source) [said](cue) [it [may](modal) rain](content)."), "He said it may rain.");
    }
}
