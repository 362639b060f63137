//! XML as a stream: elements are nested by construction, and text is escaped.

use std::io::{self, Write};

use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::writer::Writer;

use super::legible::legible;

/// A part of a package while it is written.
pub(super) struct Xml<'w>(Writer<&'w mut dyn Write>);

/// Names and values. Values are this program's own words, or [`legible`].
type Attributes<'a> = &'a [(&'a str, &'a str)];

impl<'w> Xml<'w> {
    /// Begins a part.
    pub(super) fn new(output: &'w mut dyn Write) -> io::Result<Self> {
        let mut writer = Writer::new(output);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
        Ok(Xml(writer))
    }

    /// An element with what is written into it.
    pub(super) fn element(
        &mut self,
        name: &str,
        attributes: Attributes<'_>,
        inside: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        self.begin(name, attributes)?;
        inside(self)?;
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element with nothing in it.
    pub(super) fn empty(&mut self, name: &str, attributes: Attributes<'_>) -> io::Result<()> {
        self.0.write_event(Event::Empty(start(name, attributes)))
    }

    /// An element with a text in it.
    pub(super) fn leaf(&mut self, name: &str, attributes: Attributes<'_>, text: &str) -> io::Result<()> {
        self.element(name, attributes, |xml| xml.0.write_event(Event::Text(BytesText::new(&legible(text)))))
    }

    fn begin(&mut self, name: &str, attributes: Attributes<'_>) -> io::Result<()> {
        self.0.write_event(Event::Start(start(name, attributes)))
    }
}

fn start<'a>(name: &'a str, attributes: Attributes<'a>) -> BytesStart<'a> {
    BytesStart::new(name).with_attributes(attributes.iter().copied())
}
