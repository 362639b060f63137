//! What the elements of HTML are to the text of a page: one table for files, and for what a browser has parsed.

/// What an element is to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Nobody reads what is in it, such as navigation. It stands between paragraphs.
    Skipped,
    /// Nobody reads what is in it, and the line around it goes on: an icon, a script, a button.
    SkippedInline,
    /// A part of a line.
    Inline,
    /// The end of a line.
    LineBreak,
    /// A cell of a table.
    Cell,
    /// It begins a paragraph and ends one. So does an element that nobody knows.
    Block,
}

/// Elements whose content is no HTML. It ends with their end tag.
const RAW: [&str; 7] = ["script", "style", "textarea", "title", "iframe", "noembed", "noframes"];

/// Elements that are skipped with all that is in them.
const SKIPPED: [&str; 3] = ["head", "nav", "title"];

/// Those that may stand inside of a line, beside [`RAW`].
const SKIPPED_INLINE: [&str; 8] = ["template", "svg", "math", "noscript", "button", "select", "object", "canvas"];

/// Elements that are part of a line.
const INLINE: &str = "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q rp rt ruby s samp \
    small span strike strong sub sup time tt u var wbr input picture source";

impl Flow {
    /// Of the element of this name, in small letters.
    pub fn of(name: &str) -> Flow {
        match name {
            "br" => Flow::LineBreak,
            "td" | "th" => Flow::Cell,
            _ if SKIPPED.contains(&name) => Flow::Skipped,
            _ if is_raw(name) || SKIPPED_INLINE.contains(&name) => Flow::SkippedInline,
            _ if INLINE.split(' ').any(|inline| inline == name) => Flow::Inline,
            _ => Flow::Block,
        }
    }

    /// Whether nobody reads what is in such an element.
    pub fn is_skipped(self) -> bool {
        matches!(self, Flow::Skipped | Flow::SkippedInline)
    }

    /// What stands in the text where such an element begins, and where it ends.
    pub fn gap(self) -> &'static str {
        match self {
            Flow::Inline | Flow::SkippedInline => "",
            Flow::LineBreak => "\n",
            Flow::Cell => " ",
            Flow::Block | Flow::Skipped => "\n\n",
        }
    }
}

/// Whether the element's content is no HTML.
pub(crate) fn is_raw(name: &str) -> bool {
    RAW.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_element_is_one_thing() {
        let of = |name| (Flow::of(name), Flow::of(name).gap());
        assert_eq!([of("script"), of("svg"), of("button")], [(Flow::SkippedInline, ""); 3]);
        assert_eq!(of("nav"), (Flow::Skipped, "\n\n"));
        assert_eq!(of("em"), (Flow::Inline, ""));
        assert_eq!(of("br"), (Flow::LineBreak, "\n"));
        assert_eq!(of("th"), (Flow::Cell, " "));
        assert_eq!([of("blockquote"), of("news-card")], [(Flow::Block, "\n\n"); 2]);
    }
}
