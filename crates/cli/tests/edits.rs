//! Edits over what the engine really makes of whole articles: what `document` says of ids and voices must be what the
//! engine does.

use std::fs;
use std::path::Path;

use reportedly_document::{Canonical, Edit, Layer, Op, Origin, Phrase, rebase, resolve};
use reportedly_engine::annotate;

fn articles() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../static/examples");
    let read = |name: &str| fs::read_to_string(folder.join(name).with_extension("txt")).expect("the sample is there");
    ["diplomacy", "science", "business"].map(|name| Canonical::new(&read(name)).into_text()).to_vec()
}

#[test]
fn an_edit_without_effect_leaves_the_engines_marks_as_they_are() {
    for text in articles() {
        let machine = annotate(&text).annotations;
        let nothing: Edit = Op::Hide(Phrase { layer: Layer::Hedge, words: "in no article".into() }).into();
        assert_eq!(resolve(&text, &machine, &[nothing]).annotations, machine);
    }
}

/// After a paragraph is put before the article, the engine finds the same marks, under the ids that edits have then.
#[test]
fn edits_find_the_engines_marks_in_an_edited_text() {
    for old in articles() {
        let resolved = resolve(&old, &annotate(&old).annotations, &[]);
        let mut edits: Vec<Edit> = resolved.annotations.iter().map(|mark| resolved.accept(mark)).collect();
        assert!(
            edits.len() > 20 && edits.iter().all(|edit| edit.target().is_some_and(|target| target.is_derived(&old)))
        );

        let new = format!("This page was written for a test.\n\n{old}");
        rebase(&mut edits, &old, &new);
        let resolved = resolve(&new, &annotate(&new).annotations, &edits);
        assert_eq!(resolved.conflicts, []);
        let confirmed = resolved.annotations.iter().filter(|mark| mark.origin == Origin::Confirmed).count();
        assert_eq!(confirmed, edits.len());
    }
}
