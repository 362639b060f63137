//! How a document looks. Each part of a mark has a character style, and so has each combination of parts that lie over each
//! other: a person who changes a style changes all such marks. They differ by weight, lines and boxes, so that colour only helps.

use std::collections::BTreeSet;
use std::io;

use reportedly_document::Part;

use super::NAMESPACE;
use crate::colours::{COPIED_CONTENT, ENTITY};
use crate::office::xml::Xml;

/// The parts of marks that lie on some words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Parts(u8);

impl Parts {
    pub(super) fn of(parts: impl IntoIterator<Item = Part>) -> Parts {
        Parts(parts.into_iter().fold(0, |all, part| all | 1 << part as u8))
    }

    fn has(self, part: Part) -> bool {
        self.0 >> part as u8 & 1 == 1
    }

    /// The id of their style; none where no mark lies.
    pub(super) fn style(self) -> Option<String> {
        (self.0 != 0).then(|| self.joined("-"))
    }

    fn joined(self, between: &str) -> String {
        let names = ORDER.iter().filter(|part| self.has(**part)).map(|part| part.label());
        names.collect::<Vec<_>>().join(between)
    }
}

/// In which order a style names its parts.
const ORDER: [Part; 6] = [Part::Content, Part::Source, Part::Cue, Part::Via, Part::Hedge, Part::Entity];

/// The combinations that a document needs styles for.
#[derive(Debug, Default)]
pub(super) struct Combined(BTreeSet<Parts>);

impl Combined {
    pub(super) fn insert(&mut self, parts: Parts) {
        self.0.insert(parts);
    }
}

/// The styles of headings, by level.
pub(super) const HEADINGS: [&str; 2] = ["Heading1", "Heading2"];
pub(super) const TABLE: &str = "Statements";
pub(super) const COMMENT_TEXT: &str = "CommentText";
pub(super) const COMMENT_REFERENCE: &str = "CommentReference";
/// What is said in a table, and of the file itself.
pub(super) const SMALL: &str = "Small";

pub(super) fn write(xml: &mut Xml<'_>, combined: &Combined) -> io::Result<()> {
    xml.element("w:styles", &[NAMESPACE], |xml| {
        defaults(xml)?;
        paragraph_styles(xml)?;
        table_styles(xml)?;
        style(xml, "character", COMMENT_REFERENCE, "annotation reference", |xml| {
            xml.element("w:rPr", &[], |xml| {
                value(xml, "w:sz", "16")?;
                value(xml, "w:szCs", "16")
            })
        })?;
        let single = Part::ALL.map(|part| Parts::of([part]));
        let all: BTreeSet<Parts> = combined.0.iter().copied().chain(single).filter(|parts| parts.0 != 0).collect();
        all.into_iter().try_for_each(|parts| mark_style(xml, parts))
    })
}

fn defaults(xml: &mut Xml<'_>) -> io::Result<()> {
    xml.element("w:docDefaults", &[], |xml| {
        xml.element("w:rPrDefault", &[], |xml| {
            xml.element("w:rPr", &[], |xml| {
                let fonts = [("w:ascii", "Georgia"), ("w:hAnsi", "Georgia"), ("w:cs", "Times New Roman")];
                xml.empty("w:rFonts", &fonts)?;
                value(xml, "w:sz", "22")?;
                value(xml, "w:szCs", "22")?;
                value(xml, "w:lang", "en")
            })
        })?;
        xml.element("w:pPrDefault", &[], |xml| xml.element("w:pPr", &[], |xml| spacing(xml, "0", "160", "320")))
    })
}

fn paragraph_styles(xml: &mut Xml<'_>) -> io::Result<()> {
    // What has no style is of these.
    for (kind, id, name) in [
        ("paragraph", "Normal", "Normal"),
        ("character", "DefaultParagraphFont", "Default Paragraph Font"),
        ("table", "TableNormal", "Normal Table"),
    ] {
        xml.element("w:style", &[("w:type", kind), ("w:default", "1"), ("w:styleId", id)], |xml| {
            value(xml, "w:name", name)
        })?;
    }
    for (level, (id, size)) in HEADINGS.iter().zip(["36", "26"]).enumerate() {
        style(xml, "paragraph", id, &format!("heading {}", level + 1), |xml| {
            value(xml, "w:basedOn", "Normal")?;
            value(xml, "w:next", "Normal")?;
            xml.empty("w:qFormat", &[])?;
            xml.element("w:pPr", &[], |xml| {
                xml.empty("w:keepNext", &[])?;
                spacing(xml, if level == 0 { "0" } else { "360" }, "160", "240")?;
                value(xml, "w:outlineLvl", &level.to_string())
            })?;
            xml.element("w:rPr", &[], |xml| {
                xml.empty("w:b", &[])?;
                xml.empty("w:bCs", &[])?;
                value(xml, "w:sz", size)?;
                value(xml, "w:szCs", size)
            })
        })?;
    }
    for (id, name) in [(COMMENT_TEXT, "annotation text"), (SMALL, "small")] {
        style(xml, "paragraph", id, name, |xml| {
            value(xml, "w:basedOn", "Normal")?;
            xml.element("w:pPr", &[], |xml| spacing(xml, "0", "40", "240"))?;
            xml.element("w:rPr", &[], |xml| {
                value(xml, "w:sz", "18")?;
                value(xml, "w:szCs", "18")
            })
        })?;
    }
    Ok(())
}

fn table_styles(xml: &mut Xml<'_>) -> io::Result<()> {
    style(xml, "table", TABLE, "statements", |xml| {
        xml.element("w:pPr", &[], |xml| spacing(xml, "0", "0", "240"))?;
        xml.element("w:tblPr", &[], |xml| {
            xml.element("w:tblBorders", &[], |xml| {
                ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"].iter().try_for_each(|side| {
                    let line = [("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "auto")];
                    xml.empty(side, &line)
                })
            })?;
            xml.element("w:tblCellMar", &[], |xml| {
                [("w:top", "40"), ("w:left", "80"), ("w:bottom", "40"), ("w:right", "80")]
                    .iter()
                    .try_for_each(|(side, width)| xml.empty(side, &[("w:w", width), ("w:type", "dxa")]))
            })
        })?;
        xml.element("w:tblStylePr", &[("w:type", "firstRow")], |xml| {
            xml.element("w:rPr", &[], |xml| {
                xml.empty("w:b", &[])?;
                xml.empty("w:bCs", &[])
            })
        })
    })
}

/// The style of words on which these parts lie.
fn mark_style(xml: &mut Xml<'_>, parts: Parts) -> io::Result<()> {
    let Some(id) = parts.style() else { return Ok(()) };
    style(xml, "character", &id, &parts.joined(" + "), |xml| {
        xml.empty("w:qFormat", &[])?;
        xml.element("w:rPr", &[], |xml| run_properties(xml, parts))
    })
}

/// The order of the elements is the format's.
fn run_properties(xml: &mut Xml<'_>, parts: Parts) -> io::Result<()> {
    let has = |part| parts.has(part);
    if has(Part::Source) || has(Part::Cue) {
        xml.empty("w:b", &[])?;
        xml.empty("w:bCs", &[])?;
    }
    if has(Part::Cue) || has(Part::Via) {
        xml.empty("w:i", &[])?;
        xml.empty("w:iCs", &[])?;
    }
    let line = match (has(Part::Hedge), has(Part::Via), has(Part::Content)) {
        (true, _, true) => Some("wavyDouble"),
        (true, _, false) => Some("wave"),
        (false, true, _) => Some("double"),
        (false, false, true) => Some("dotted"),
        (false, false, false) => None,
    };
    if let Some(line) = line {
        value(xml, "w:u", line)?;
    }
    if has(Part::Entity) {
        let line = [("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "auto")];
        xml.empty("w:bdr", &line)?;
    }
    let behind = if has(Part::Entity) { Some(ENTITY) } else { has(Part::Content).then_some(COPIED_CONTENT) };
    match behind {
        Some(colour) => {
            let colour = colour.trim_start_matches('#');
            xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", colour)])
        }
        None => Ok(()),
    }
}

fn style(
    xml: &mut Xml<'_>,
    kind: &str,
    id: &str,
    name: &str,
    inside: impl FnOnce(&mut Xml<'_>) -> io::Result<()>,
) -> io::Result<()> {
    // Word's own styles are those whose names it knows.
    let is_own = !name.starts_with("heading") && !name.starts_with("annotation");
    let own = ("w:customStyle", if is_own { "1" } else { "0" });
    xml.element("w:style", &[("w:type", kind), own, ("w:styleId", id)], |xml| {
        value(xml, "w:name", name)?;
        inside(xml)
    })
}

/// Space before and after a paragraph, and from line to line, in twentieths of a point; of the last one, 240 is a single line.
fn spacing(xml: &mut Xml<'_>, before: &str, after: &str, line: &str) -> io::Result<()> {
    let spacing = [("w:before", before), ("w:after", after), ("w:line", line), ("w:lineRule", "auto")];
    xml.empty("w:spacing", &spacing)
}

/// An element that has nothing but a value.
pub(super) fn value(xml: &mut Xml<'_>, name: &str, value: &str) -> io::Result<()> {
    xml.empty(name, &[("w:val", value)])
}
