//! Documents that several tests are about.

use reportedly_document::{Change, Document, Edit, EntityKind, Labels, Part, Span, json, resolve};

/// Where these words are in a text, in code points.
fn position(text: &str, words: &str) -> [usize; 2] {
    let start = text.find(words).unwrap_or_else(|| panic!("{words:?} is in the text"));
    let start = text[..start].chars().count();
    [start, start + words.chars().count()]
}

/// An article with marks of every layer, nested and interrupted ones, notes, and edits of a person.
pub(crate) fn article() -> Document {
    let text = "Greta Moen 🇳🇴, the mayor, may open the bridge, she told Radio Fjell on Monday.\n\n\
        “We are late,” Moen said, “but =SUM(A1) is not | our budget.”\n\nIt was reported that `costs` rose.";
    let [moen, fjell, second] =
        [position(text, "Greta Moen"), position(text, "Radio Fjell"), position(text, "Moen said")];
    let value = |words: &str| format!("{:?}", position(text, words));
    let file = format!(
        r#"{{"format": "reportedly/1", "id": "bridge", "text": {}, "engine": "0.1.0", "annotations": [
        {{"layer": "entity", "id": "e1", "start": {}, "end": {}, "kind": "person", "rule": "entity/person", "confidence": "high"}},
        {{"layer": "entity", "id": "e2", "start": {}, "end": {}, "kind": "organization"}},
        {{"layer": "entity", "id": "e3", "start": {}, "end": {}, "kind": "person"}},
        {{"layer": "hedge", "id": "h1", "start": {}, "end": {}, "kind": "modal", "voice": "source", "note": "Who <b>says</b> so?"}},
        {{"layer": "attribution", "id": "a1", "source": [{}], "cue": [{}], "content": [{}], "form": "indirect",
          "source_class": "pronoun", "stance": "neutral", "refers_to": "e1"}},
        {{"layer": "attribution", "id": "a2", "source": [[{}, {}]], "cue": [{}], "content": [{}, {}], "form": "direct",
          "source_class": "named", "stance": "neutral"}},
        {{"layer": "attribution", "id": "a3", "source": [], "cue": [{}], "content": [{}], "form": "indirect",
          "source_class": "none", "stance": "neutral"}}]}}"#,
        format_args!("{text:?}"),
        moen[0],
        moen[1],
        fjell[0],
        fjell[1],
        second[0],
        second[0] + 4,
        position(text, "may open")[0],
        position(text, "may open")[0] + 3,
        value("she"),
        value("told"),
        value("Greta Moen 🇳🇴, the mayor, may open the bridge"),
        second[0],
        second[0] + 4,
        value("said"),
        value("“We are late,”"),
        value("“but =SUM(A1) is not | our budget.”"),
        value("was reported"),
        value("`costs` rose"),
    );
    let mut document = json::read(&file).expect("the sample is a document");
    let start = text.find("Monday").expect("it is in the text");
    let monday = vec![(Part::Entity, Span::from(start..start + 6))];
    document.edits.push(Edit::add(text, monday, Labels::Entity(EntityKind::Date)));
    let resolved = resolve(text, &document.annotations, &document.edits);
    let statement = resolved.annotations.iter().find(|mark| mark.id.as_str() == "a2").expect("it is there");
    document.edits.push(resolved.edit(statement, Change::Note("Compare\nthe [minutes](x).".into())));
    document.edits.push(resolved.accept(&resolved.annotations[0]));
    document
}
