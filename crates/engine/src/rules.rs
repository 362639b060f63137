/// What made a mark, and why in words that a reader understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    /// `layer/name`: stable, as files and links carry it.
    pub(crate) id: &'static str,
    /// One sentence, the documentation of the rule; the page shows it under "why is this marked?".
    pub(crate) why: &'static str,
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
/// rule's test ([`examples::check`]): each is a whole text in which every mark that *this rule* makes is written
/// `[words](label)`, and nothing else is. An example without a bracket says what the rule leaves alone.
///
/// * entity: `[Oman](place)`; hedge: `[may](modal)`
/// * attribution: `[He](source) [said](cue) [that he may go](content)`, also `via`; the parts of the second
///   attribution of an example are `source2`, `cue2`, `content2`, and brackets nest.
macro_rules! rules {
    ($( $(#[doc = $why:literal])+ $name:ident = $id:literal { $($example:literal),+ $(,)? } )+) => {
        $( $(#[doc = $why])+ pub(crate) const $name: $crate::rules::Rule =
            $crate::rules::Rule { id: $id, why: concat!($($why),+).trim_ascii() }; )+

        /// The rules of this stage.
        pub(crate) const RULES: &[$crate::rules::Rule] = &[$($name),+];

        #[cfg(test)]
        #[test]
        fn rules_do_what_their_examples_say() {
            $( $crate::rules::examples::check($name, &[$($example),+]); )+
        }
    };
}
pub(crate) use rules;

#[cfg(test)]
pub(crate) mod examples {
    use super::Rule;
    use reportedly_document::{Annotation, Body, Label, Part};

    /// Checks that a rule does in each example exactly what the brackets say.
    pub(crate) fn check(rule: Rule, examples: &[&str]) {
        for example in examples {
            let text = plain(example);
            let analysis = crate::annotate(&text);
            let made = analysis.annotations.iter().filter(|a| a.rule.as_deref() == Some(rule.id));
            let shown = bracketed(&text, made);
            assert!(
                shown == **example,
                "rule {}\n expected: {example}\n      got: {shown}\n by all rules: {}",
                rule.id,
                bracketed(&text, analysis.annotations.iter())
            );
        }
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

    /// The text with every part of the annotations in brackets.
    pub(crate) fn bracketed<'a>(text: &str, annotations: impl Iterator<Item = &'a Annotation>) -> String {
        let mut attributions = 0;
        let mut parts: Vec<(u32, u32, String)> = Vec::new();
        for annotation in annotations {
            let number = match annotation.body {
                Body::Attribution(_) => {
                    attributions += 1;
                    if attributions > 1 { attributions.to_string() } else { String::new() }
                }
                Body::Entity(_) | Body::Hedge(_) => String::new(),
            };
            for (part, span) in annotation.parts() {
                let label = match (&annotation.body, part) {
                    (Body::Entity(entity), _) => entity.kind.label(),
                    (Body::Hedge(hedge), _) => hedge.kind.label(),
                    (Body::Attribution(_), Part::Entity | Part::Hedge) => unreachable!("not parts of an attribution"),
                    (Body::Attribution(_), part) => part.label(),
                };
                parts.push((span.start, span.end, format!("{label}{number}")));
            }
        }
        // At one place: inner ends before outer ends, ends before beginnings, outer beginnings before inner ones.
        let ends = parts.iter().map(|(start, end, label)| (*end, 0, u32::MAX - *start, format!("]({label})")));
        let starts = parts.iter().map(|(start, end, _)| (*start, 1, u32::MAX - *end, "[".to_owned()));
        let mut inserts: Vec<_> = ends.chain(starts).collect();
        inserts.sort();
        let mut shown = String::new();
        let mut at = 0;
        for (place, _, _, insert) in inserts {
            shown.push_str(&text[at..place as usize]);
            shown.push_str(&insert);
            at = place as usize;
        }
        shown + &text[at..]
    }

    #[test]
    fn brackets_round_trip() {
        assert_eq!(plain("[He](source) [said](cue) [it [may](modal) rain](content)."), "He said it may rain.");
    }
}
