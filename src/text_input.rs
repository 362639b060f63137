//! Where texts come from on each page: a box to paste into, and files.

use reportedly_reader::vdom::{Tag, classed, tag};

/// A box for a text.
pub(crate) fn text_box(label: &'static str, placeholder: &'static str) -> Tag {
    tag("textarea")
        .attr("data-testid", "input")
        .attr("data-text", "")
        .attr("aria-label", label)
        .attr("placeholder", placeholder)
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
}

/// A button that opens files.
pub(crate) fn file_button(label: &'static str) -> Tag {
    let input = tag("input")
        .attr("type", "file")
        .attr("data-choice", "file")
        .attr("multiple", "")
        .attr("accept", ".txt,.md,.html,.htm,.json,.jsonld,text/*");
    classed("label", "file").text(label).child(input)
}
