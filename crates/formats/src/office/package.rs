//! The archive around the parts, as the Open Packaging Conventions have it (ECMA-376, part 2).

use std::io::{self, BufWriter, Write};

use flate2::Compression;
use flate2::write::DeflateEncoder;
use rawzip::time::UtcDateTime;
use rawzip::{CompressionMethod, ZipArchiveWriter};

use super::OfficeError;
use super::xml::Xml;

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const CONTENT_TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const CORE_PROPERTIES: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";

/// Where the title of a file stands.
pub(super) const PROPERTIES: &str = "docProps/core.xml";

/// The media type of [`PROPERTIES`].
pub(super) const PROPERTIES_TYPE: &str = "application/vnd.openxmlformats-package.core-properties+xml";

/// The kind of relationship by which a package names its [`PROPERTIES`].
pub(super) const PROPERTIES_RELATIONSHIP: &str =
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";

/// The first day that an archive knows. All its files have this date: the same parts give the same bytes.
fn first_date() -> UtcDateTime {
    UtcDateTime::from_unix(315_532_800)
}

/// An archive while it is written.
pub(super) struct Package(ZipArchiveWriter<Vec<u8>>);

impl Package {
    pub(super) fn new() -> Package {
        Package(ZipArchiveWriter::new(Vec::new()))
    }

    /// Writes a part. It is compressed while it is written, so that it is never in memory as a whole.
    pub(super) fn part(
        &mut self,
        path: &str,
        mut write: impl FnMut(&mut Xml<'_>) -> io::Result<()>,
    ) -> Result<(), OfficeError> {
        self.compressed(path, &mut write)
    }

    /// The same, compiled once for all parts.
    fn compressed(
        &mut self,
        path: &str,
        write: &mut dyn FnMut(&mut Xml<'_>) -> io::Result<()>,
    ) -> Result<(), OfficeError> {
        let file = self.0.new_file(path).compression_method(CompressionMethod::DEFLATE).last_modified(first_date());
        let (mut entry, config) = file.start()?;
        let mut data = config.wrap(DeflateEncoder::new(&mut entry, Compression::default()));
        // XML is written in very small pieces.
        let mut output = BufWriter::new(&mut data);
        write(&mut Xml::new(&mut output)?)?;
        output.flush()?;
        drop(output);
        let (encoder, descriptor) = data.finish()?;
        encoder.finish()?;
        entry.finish(descriptor)?;
        Ok(())
    }

    /// The parts with their media types, by path.
    pub(super) fn content_types(&mut self, types: &[(&str, &str)]) -> Result<(), OfficeError> {
        self.part("[Content_Types].xml", |xml| {
            xml.element("Types", &[("xmlns", CONTENT_TYPES)], |xml| {
                let relationships = "application/vnd.openxmlformats-package.relationships+xml";
                xml.empty("Default", &[("Extension", "rels"), ("ContentType", relationships)])?;
                types.iter().try_for_each(|(path, media_type)| {
                    let path = format!("/{path}");
                    xml.empty("Override", &[("PartName", &path), ("ContentType", media_type)])
                })
            })
        })
    }

    /// What a part, or the package, is related to: kind and path of each. They are named `rId1`, `rId2` and so on.
    pub(super) fn relationships(&mut self, path: &str, targets: &[(&str, &str)]) -> Result<(), OfficeError> {
        self.part(path, |xml| {
            xml.element("Relationships", &[("xmlns", RELATIONSHIPS)], |xml| {
                targets.iter().zip(1..).try_for_each(|((kind, target), number): (_, usize)| {
                    let id = format!("rId{number}");
                    xml.empty("Relationship", &[("Id", &id), ("Type", kind), ("Target", target)])
                })
            })
        })
    }

    /// The title of the file, and the program that has written it. Without a date, which nobody could repeat.
    pub(super) fn properties(&mut self, title: &str, program: &str) -> Result<(), OfficeError> {
        self.part(PROPERTIES, |xml| {
            let names = [("xmlns:cp", CORE_PROPERTIES), ("xmlns:dc", DUBLIN_CORE)];
            xml.element("cp:coreProperties", &names, |xml| {
                xml.leaf("dc:title", &[], title)?;
                xml.leaf("dc:creator", &[], program)
            })
        })
    }

    pub(super) fn finish(self) -> Result<Vec<u8>, OfficeError> {
        Ok(self.0.finish()?)
    }
}
