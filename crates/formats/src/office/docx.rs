//! A document for word processors: the article with its marks as character styles, a comment for each statement and note, and
//! after it what the marks mean and a table of who said what.

mod body;
mod comments;
mod direction;
mod styles;

use reportedly_document::{ViewedDocument, headline};

use super::package::{PROPERTIES, PROPERTIES_RELATIONSHIP, PROPERTIES_TYPE, Package};
use super::{OfficeError, xml::Xml};
use crate::strings;
use crate::wording::Wording;

/// The namespace of all elements of a document, under the prefix that is customary.
const NAMESPACE: (&str, &str) = ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main");

/// The parts of a document beside its text: path below `word/`, and last words of media type and relationship.
const PARTS: [(&str, &str); 3] = [("styles", "styles"), ("settings", "settings"), ("comments", "comments")];

pub(super) fn write(article: &ViewedDocument<'_>) -> Result<Vec<u8>, OfficeError> {
    let title = title(article);
    let comments = comments::all(article);
    let mut package = Package::new();
    content_types(&mut package)?;
    package.relationships(
        "_rels/.rels",
        &[(&relationship("officeDocument"), "word/document.xml"), (PROPERTIES_RELATIONSHIP, PROPERTIES)],
    )?;
    package.properties(title.unwrap_or(strings::ARTICLE), &article.engine())?;
    let related = PARTS.map(|(name, kind)| (relationship(kind), format!("{name}.xml")));
    let related: Vec<(&str, &str)> = related.iter().map(|(kind, path)| (kind.as_str(), path.as_str())).collect();
    package.relationships("word/_rels/document.xml.rels", &related)?;
    let mut combined = styles::Combined::default();
    package.part("word/document.xml", |xml| body::write(xml, article, title, &comments, &mut combined))?;
    package.part("word/comments.xml", |xml| comments::write(xml, article, &comments))?;
    package.part("word/styles.xml", |xml| styles::write(xml, &combined))?;
    package.part("word/settings.xml", settings)?;
    package.finish()
}

/// What the article is called: its headline, or the name of the document.
fn title<'a>(article: &ViewedDocument<'a>) -> Option<&'a str> {
    let document = article.document();
    let named = || Some(document.id.as_str()).filter(|id| !id.is_empty());
    headline(article.text(), &document.asides).map(|line| line.of(article.text())).or_else(named)
}

fn content_types(package: &mut Package) -> Result<(), OfficeError> {
    let of = |kind: &str| format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml");
    let mut types = vec![("word/document.xml".to_owned(), of("document.main"))];
    types.extend(PARTS.map(|(name, kind)| (format!("word/{name}.xml"), of(kind))));
    types.push((PROPERTIES.to_owned(), PROPERTIES_TYPE.to_owned()));
    let types: Vec<(&str, &str)> = types.iter().map(|(path, kind)| (path.as_str(), kind.as_str())).collect();
    package.content_types(&types)
}

fn relationship(kind: &str) -> String {
    format!("http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}")
}

/// Without these, Word opens a document as one of an old version.
fn settings(xml: &mut Xml<'_>) -> std::io::Result<()> {
    xml.element("w:settings", &[NAMESPACE], |xml| {
        xml.element("w:compat", &[], |xml| {
            xml.empty(
                "w:compatSetting",
                &[
                    ("w:name", "compatibilityMode"),
                    ("w:uri", "http://schemas.microsoft.com/office/word"),
                    ("w:val", "15"),
                ],
            )
        })
    })
}
