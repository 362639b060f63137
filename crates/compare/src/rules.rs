//! The registry of rules: ids, sentences, examples.

/// What aligned two statements or found a difference, and why in words that a reader understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// `alignment/name` or `difference/name`: stable, as files carry it.
    pub id: &'static str,
    /// One sentence, the documentation of the rule.
    pub why: &'static str,
}

/// All rules, those that align first.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    [crate::alignment::RULES, crate::differences::RULES, crate::only_here::RULES].into_iter().flatten()
}

/// Defines the rules of a stage: documentation, name, id and examples in one place.
///
/// ```text
/// define_rules! {
///     /// Both have the same words in quotation marks.
///     SAME_QUOTATION = "alignment/same-quotation" {
///         aligned "…" | "…";
///         apart "…" | "…";
///     }
/// }
/// ```
///
/// The doc comment becomes [`Rule::why`]; write it for readers, as one sentence. The examples are the rule's test: each is
/// two articles, whose marks are written `[words](labels)`, as `[Ana Ito](person source) [said](cue) [it [may](modal)
/// rain](content)`; the parts of the second attribution are `source2`, `cue2`, `content2`. What stands before an example
/// says what comes of it:
///
/// * `aligned`: this rule aligns statements of the two; `apart`: no rule does;
/// * `differs`: statements are aligned, and this rule says that they differ; `agrees`: they are aligned, and it does not;
/// * `only`: this rule says of the first article's statement that it is in no other; `shared`: it does not.
macro_rules! define_rules {
    ($( $(#[doc = $why:literal])+ $name:ident = $id:literal { $($outcome:ident $one:literal | $other:literal;)+ } )+) => {
        $( $(#[doc = $why])+ pub(crate) const $name: $crate::rules::Rule =
            $crate::rules::Rule { id: $id, why: concat!($($why),+).trim_ascii() }; )+

        /// The rules of this file.
        pub(crate) const RULES: &[$crate::rules::Rule] = &[$($name),+];

        #[cfg(test)]
        #[test]
        fn rules_do_what_their_examples_say() {
            let failures = [$( $( $crate::rules::examples::failure($name, stringify!($outcome), $one, $other) ),+ ),+];
            let failures: Vec<String> = failures.into_iter().flatten().collect();
            assert!(failures.is_empty(), "{}", failures.concat());
        }
    };
}
pub(crate) use define_rules;

#[cfg(test)]
pub(crate) mod examples {
    use reportedly_document::{
        Annotation, Attribution, Document, Entity, EntityKind, Form, Hedge, HedgeKind, Label, SourceClass, Span, View,
        ViewedDocument, assign_ids,
    };

    use super::Rule;
    use crate::{Comparison, compare};

    /// What a rule does in an example that the example does not say.
    pub(crate) fn failure(rule: Rule, outcome: &str, one: &str, other: &str) -> Option<String> {
        let comparison = compared(&[one, other]);
        let is_linked = !comparison.groups.is_empty();
        let is_named = comparison.why(rule.id).is_some();
        let is_right = match outcome {
            "aligned" => is_named,
            "only" => comparison.only_here.contains(&0),
            "differs" => is_linked && is_named,
            "apart" => !is_linked,
            "agrees" => is_linked && !is_named,
            "shared" => !comparison.only_here.contains(&0),
            other => panic!("an example has no outcome {other:?}"),
        };
        (!is_right).then(|| {
            let found: Vec<&str> = comparison.rules.iter().map(|rule| &*rule.rule).collect();
            format!("rule {} should be \"{outcome}\", but found are {found:?}:\n  {one}\n  {other}\n", rule.id)
        })
    }

    /// Compares articles that are written with their marks.
    pub(crate) fn compared(marked: &[&str]) -> Comparison {
        let documents: Vec<Document> = marked.iter().map(|article| document(article)).collect();
        let view = View::default();
        let articles: Vec<ViewedDocument<'_>> =
            documents.iter().map(|document| ViewedDocument::new(document, &document.asides, &view)).collect();
        compare(&articles).expect("there are few")
    }

    /// The document of a text that is written with its marks.
    pub(crate) fn document(marked: &str) -> Document {
        let mut text = String::new();
        let mut open = Vec::new();
        let mut annotations: Vec<Annotation> = Vec::new();
        let mut attributions: Vec<Attribution> = Vec::new();
        let mut rest = marked;
        while let Some(index) = rest.find(['[', ']']) {
            text.push_str(&rest[..index]);
            if rest[index..].starts_with('[') {
                open.push(text.len());
                rest = &rest[index + 1..];
                continue;
            }
            let (labels, after) =
                rest[index..].strip_prefix("](").and_then(|it| it.split_once(')')).expect("](labels)");
            let span = Span::from(open.pop().expect("a bracket is open")..text.len());
            let mut class = None;
            let mut source_of = 0;
            for label in labels.split(' ') {
                let name = label.trim_end_matches(|c: char| c.is_ascii_digit());
                let number = label[name.len()..].parse::<usize>().map_or(0, |number| number - 1);
                if let Ok(kind) = EntityKind::from_label(label) {
                    annotations.push(Annotation::machine(Entity { span, kind }, "test"));
                } else if let Ok(kind) = HedgeKind::from_label(label) {
                    annotations.push(Annotation::machine(Hedge { span, kind, voice: None }, "test"));
                } else if let Ok(known) = SourceClass::from_label(label) {
                    class = Some(known);
                } else {
                    if attributions.len() <= number {
                        attributions.resize(number + 1, Attribution::default());
                    }
                    let attribution = &mut attributions[number];
                    match name {
                        "source" => attribution.source.push(span),
                        "cue" => attribution.cue.push(span),
                        "content" => attribution.content.push(span),
                        other => panic!("there is no label {other:?}"),
                    }
                    source_of = number;
                    if name == "source" {
                        attribution.source_class = Some(SourceClass::Named);
                    }
                }
            }
            if let Some(class) = class {
                attributions[source_of].source_class = Some(class);
            }
            rest = after;
        }
        text.push_str(rest);
        for mut attribution in attributions {
            let contents = attribution.content.iter().map(|span| span.of(&text));
            let is_quoted = |words: &str| words.starts_with('“') && words.trim_end_matches([',', '.']).ends_with('”');
            attribution.form = Some(if contents.clone().all(is_quoted) {
                Form::Direct
            } else if contents.clone().any(|words| words.contains('“')) {
                Form::Mixed
            } else {
                Form::Indirect
            });
            annotations.push(Annotation::machine(attribution, "test"));
        }
        annotations.sort_by_key(|annotation| annotation.cover());
        assign_ids(&text, &mut annotations);
        Document { text, annotations, ..Document::default() }
    }

    #[test]
    fn ids_are_unique_and_sentences_end() {
        let mut ids: Vec<&str> = super::rules().map(|rule| rule.id).collect();
        assert!(super::rules().all(|rule| rule.why.ends_with('.') && rule.id.contains('/')));
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), super::rules().count());
        let is_titled = |rule: &&Rule| crate::strings::difference(rule.id) != "Different";
        assert!(crate::differences::RULES.iter().all(|rule| is_titled(&rule)), "a difference has a title");
    }
}
