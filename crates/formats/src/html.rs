//! One HTML file with the whole text in its marks: legend, notes and a table of who said what. It has no script, loads
//! nothing, and can be printed without backgrounds.

use reportedly_document::{
    Annotation, Body, Label, Layer, Part, Segment, ViewedDocument, changes_direction, segments, with_direction_signs,
};

use crate::hash::sha256;
use crate::strings;
use crate::wording::{Wording, label};

/// How the file looks. Its marks are drawn by the sheets of the page itself (`docs/looks.md`).
const SHEETS: &str = concat!(
    "\n",
    include_str!("../../../static/layers.css"),
    include_str!("../../../static/mark-parts.css"),
    include_str!("html.css"),
);
/// The same without comments.
const STYLE: &str = match str::from_utf8(&STYLE_BYTES) {
    Ok(style) => style,
    Err(_) => panic!("a comment ends in the midst of a character"),
};
const STYLE_BYTES: [u8; strip_comments(SHEETS, &mut [])] = {
    let mut bytes = [0; strip_comments(SHEETS, &mut [])];
    strip_comments(SHEETS, &mut bytes);
    bytes
};

/// Copies a style sheet without its comments, as far as there is room, when this is compiled. Returns how long it is.
const fn strip_comments(sheet: &str, to: &mut [u8]) -> usize {
    let (bytes, mut from, mut length) = (sheet.as_bytes(), 0, 0);
    while from < bytes.len() {
        if bytes[from] == b'/' && bytes[from + 1] == b'*' {
            while bytes[from] != b'*' || bytes[from + 1] != b'/' {
                from += 1;
            }
            // With the end of its line.
            from += 3;
        } else {
            if length < to.len() {
                to[length] = bytes[from];
            }
            length += 1;
            from += 1;
        }
    }
    length
}

/// The attribute of the element that has the article, and of what in it is no part of the article: the numbers of notes.
/// Whoever reads the file again takes the article alone.
pub(crate) const OWN: &str = "data-reportedly";

/// Writes the text with what is shown.
///
/// ```
/// use reportedly_document::{Document, View, ViewedDocument};
/// use reportedly_formats::{html};
///
/// let document = Document { text: "<script>alert(1)</script>".into(), ..Document::default() };
/// let file = html::write(&ViewedDocument::new(&document, &[], &View::default()));
/// assert!(file.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !file.contains("<script"));
/// ```
pub fn write(article: &ViewedDocument<'_>) -> String {
    let title = match article.document().id.as_str() {
        "" => strings::ARTICLE.to_owned(),
        id => escaped(id),
    };
    let policy =
        format!("default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'", sha256(STYLE));
    let caveat = strings::caveat(article.document().engine.as_deref());
    let mut file = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body class=\"reportedly\">\n<main {OWN}=\"article\">\n"
    );
    paragraphs(article, &mut file);
    file.push_str("</main>\n");
    legend(article, &mut file);
    notes(article, &mut file);
    statements(article, &mut file);
    file.push_str(&format!("<footer><p>{}. {caveat}</p></footer>\n</body>\n</html>\n", escaped(&article.engine())));
    file
}

fn paragraphs(article: &ViewedDocument<'_>, file: &mut String) {
    // What is drawn are the marks that are shown, so that places here are places there.
    let (indices, marks): (Vec<usize>, Vec<Annotation>) = article.shown().map(|(at, mark)| (at, mark.clone())).unzip();
    let last = last_ends(&marks);
    for row in segments(article.paragraphs(), &marks, |_| true) {
        file.push_str("<p dir=\"auto\">");
        for segment in &row {
            draw(article, segment, &marks, file);
            for touch in segment.touches.iter().filter(|touch| segment.span.end == last[touch.annotation] && touch.ends)
            {
                // A mark may end with several parts at once.
                let first = segment.touches.iter().find(|other| other.annotation == touch.annotation && other.ends);
                if let Some(number) = article.note(indices[touch.annotation]).filter(|_| first == Some(touch)) {
                    file.push_str(&format!(
                        "<sup {OWN}=\"note\" id=\"mark-{number}\"><a href=\"#note-{number}\">{number}</a></sup>"
                    ));
                }
            }
        }
        file.push_str("</p>\n");
    }
}

/// Where the last part of each mark ends: there stands the number of its note.
pub(crate) fn last_ends(marks: &[Annotation]) -> Vec<u32> {
    marks.iter().map(|mark| mark.parts().map(|(_, span)| span.end).max().unwrap_or_default()).collect()
}

fn draw(article: &ViewedDocument<'_>, segment: &Segment, marks: &[Annotation], file: &mut String) {
    let words = with_seen_direction(segment.span.of(article.text()));
    if segment.touches.is_empty() {
        file.push_str(&words);
        return;
    }
    let mut titles: Vec<String> = Vec::new();
    let mut lists = [const { String::new() }; 4];
    for touch in &segment.touches {
        let title = what(&marks[touch.annotation], touch.part);
        if !titles.contains(&title) {
            titles.push(title);
        }
        let is_content = touch.part == Part::Content;
        // A part that a surer mark has here as well is not one.
        let is_unsure = segment.touches.iter().all(|it| it.part != touch.part || marks[it.annotation].is_unsure());
        let label = touch.part.label();
        let listed = [true, is_content && touch.starts, is_content && touch.ends, is_unsure];
        for (list, _) in lists.iter_mut().zip(listed).filter(|(list, listed)| *listed && !list.contains(label)) {
            list.push_str(if list.is_empty() { "" } else { " " });
            list.push_str(label);
        }
    }
    file.push_str("<mark");
    for (name, list) in ["parts", "starts", "ends", "unsure"].iter().zip(&lists).filter(|(_, list)| !list.is_empty()) {
        file.push_str(&format!(" data-{name}=\"{list}\""));
    }
    file.push_str(&format!(" title=\"{}\">{words}</mark>", titles.join("; ")));
}

/// What a part of a mark is, in labels: "hedge: modal".
pub(crate) fn what(mark: &Annotation, part: Part) -> String {
    match &mark.body {
        Body::Entity(entity) => format!("{}: {}", part.label(), entity.kind),
        Body::Hedge(hedge) => format!("{}: {}", part.label(), hedge.kind),
        Body::Attribution(attribution) => match (part, attribution.form, attribution.source_class) {
            (Part::Content, Some(form), _) => format!("{}: {form}", part.label()),
            (Part::Source, _, Some(class)) => format!("{}: {class}", part.label()),
            _ => part.label().to_owned(),
        },
    }
}

fn legend(article: &ViewedDocument<'_>, file: &mut String) {
    file.push_str(&format!("<section>\n<h2>{}</h2>\n<ul>\n", strings::LEGEND));
    for &layer in Layer::ALL {
        let count = article.shown().filter(|(_, mark)| mark.layer() == layer).count();
        let parts: &[Part] = match layer {
            Layer::Entity => &[Part::Entity],
            Layer::Hedge => &[Part::Hedge],
            Layer::Attribution => &[Part::Source, Part::Cue, Part::Content, Part::Via],
        };
        let samples = parts.iter().map(|part| {
            let part = part.label();
            format!("<mark data-parts=\"{part}\" data-starts=\"{part}\" data-ends=\"{part}\">{part}</mark>")
        });
        let samples = samples.collect::<Vec<_>>().join(" ");
        file.push_str(&format!("<li>{samples} ({count}): {}</li>\n", strings::layer_hint(layer)));
    }
    file.push_str(&format!("<li>{}</li>\n</ul>\n</section>\n", strings::UNSURE));
}

fn notes(article: &ViewedDocument<'_>, file: &mut String) {
    if article.notes().next().is_none() {
        return;
    }
    file.push_str(&format!("<section>\n<h2>{}</h2>\n<ol>\n", strings::NOTES));
    for (number, mark, note) in article.notes() {
        let marked = escaped(&article.marked(mark));
        let note = escaped(note);
        file.push_str(&format!(
            "<li value=\"{number}\" id=\"note-{number}\" dir=\"auto\"><b>{marked}</b>: {note} \
             <a href=\"#mark-{number}\">↩</a></li>\n"
        ));
    }
    file.push_str("</ol>\n</section>\n");
}

fn statements(article: &ViewedDocument<'_>, file: &mut String) {
    if article.sources().is_empty() {
        return;
    }
    file.push_str(&format!("<section>\n<h2>{}</h2>\n<table>\n<thead><tr>", strings::WHO_SAID_WHAT));
    for title in [strings::SPEAKER, strings::CUE, strings::QUOTE, strings::PARAGRAPH] {
        file.push_str(&format!("<th scope=\"col\">{title}</th>"));
    }
    file.push_str("</tr></thead>\n<tbody>\n");
    for source in article.sources() {
        let name = if source.name.is_empty() { strings::NOBODY.to_owned() } else { escaped(&source.name) };
        let role = if source.role.is_empty() { String::new() } else { format!(" ({})", escaped(&source.role)) };
        for &at in &source.statements {
            let mark = &article.marks()[at as usize];
            let Some(attribution) = mark.attribution() else { continue };
            let cue = escaped(&article.words(&attribution.cue));
            let quote = escaped(&article.marked(mark));
            let form = label(attribution.form);
            file.push_str(&format!(
                "<tr><td dir=\"auto\">{name}{role}</td><td dir=\"auto\">{cue}</td>\
                 <td dir=\"auto\" title=\"{form}\">{quote}</td><td>{}</td></tr>\n",
                article.paragraph(mark)
            ));
        }
    }
    file.push_str("</tbody>\n</table>\n</section>\n");
}

/// The same with every character that changes the direction of writing in an element, in which it changes nothing but is
/// seen (`html.css`). Whoever reads the page again has the text as it was.
fn with_seen_direction(text: &str) -> String {
    let mut written = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(changes_direction) {
        let (before, from) = rest.split_at(at);
        let mut after = from.chars();
        let code = after.next().map_or(0, u32::from);
        written.push_str(&escaped(before));
        written.push_str(&format!("<span class=\"direction\" title=\"U+{code:04X}\">&#x{code:04x};</span>"));
        rest = after.as_str();
    }
    written + &escaped(rest)
}

/// Text that is no markup, neither between tags nor in an attribute.
pub(crate) fn escaped(text: &str) -> String {
    let text = with_direction_signs(text);
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // What no file may hold, or a parser would read as something else.
            '\0' => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use reportedly_document::{Document, View};

    #[test]
    fn the_policy_allows_this_style_and_nothing_else() {
        let document = Document::default();
        let file = write(&ViewedDocument::new(&document, &[], &View::default()));
        let (_, rest) = file.split_once("<style>").expect("there is a style");
        let (style, _) = rest.split_once("</style>").expect("it ends");
        assert!(file.contains(&format!("default-src 'none'; style-src 'sha256-{}'; base-uri", sha256(style))));
        assert!(
            !style.contains("url(") && !style.contains("/*"),
            "nothing is loaded, and it is no longer than need be"
        );
    }
}
