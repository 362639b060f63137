//! The model file: named tables of numbers behind a header that tells a good file from a damaged or foreign one.
//!
//! All numbers are little-endian.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | [`MAGIC`] |
//! | 4 | [`FORMAT`], the version of this layout |
//! | 4 | [`Version::reading`] |
//! | 4 | the length of the file |
//! | 4 | CRC-32 of all that follows |
//! | 16 | [`Version::engine`], in ASCII, filled up with zeros |
//! | 4 | the number of sections |
//! | 32 each | section: name (16, ASCII, filled up with zeros), type (4), rows (4), columns (4), offset of its data (4) |
//! | | the data of the sections |
//!
//! Reading never trusts a number of the file: every range is checked before it is used, also behind a right checksum.

mod error;
mod writer;

pub use error::ModelError;
pub use writer::Writer;

use error::Kind;

/// What a model file begins with.
const MAGIC: [u8; 8] = *b"RPTmodel";

/// The version of the layout. A file of another one is refused.
const FORMAT: u32 = 1;

/// Whom a model file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    /// The version of what the engine reads of a text: its tokens, features and tags. A model must read texts as it did
    /// when it was trained, so a file with another number is refused.
    pub reading: u32,
    /// The version of the engine, for people: at most 16 characters of ASCII.
    pub engine: &'static str,
}

/// The bytes before what the checksum is about.
const CHECKED_FROM: usize = 24;
/// The bytes before the first section's entry.
const HEADER: usize = 44;
/// The bytes of a section's entry.
const ENTRY: usize = 32;
/// The bytes of the engine's version.
const ENGINE: usize = 16;
/// The bytes of a section's name.
const NAME: usize = 16;

/// The type of a section's numbers, as the file writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Type {
    /// 32-bit floats.
    F32 = 0,
    /// Signed bytes.
    I8 = 1,
}

/// A file whose header is right and whose checksum agrees.
#[derive(Clone, Copy, Debug)]
pub struct ModelFile<'f> {
    bytes: &'f [u8],
    sections: usize,
}

/// A table of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section<'f> {
    /// Its rows.
    pub rows: usize,
    /// The numbers of a row.
    pub columns: usize,
    kind: Type,
    data: &'f [u8],
}

impl<'f> ModelFile<'f> {
    /// Checks a file, which must be for this reading.
    ///
    /// # Errors
    /// When it is not a model file, is damaged, or is for another reading.
    pub fn read(bytes: &'f [u8], reading: u32) -> Result<Self, ModelError> {
        if bytes.len() < MAGIC.len() || !bytes.starts_with(&MAGIC) {
            return Err(ModelError::new(Kind::NotAModel));
        }
        let number = |at: usize| number(bytes, at);
        let short = |expected: u64| ModelError::new(Kind::Length { expected, found: bytes.len() });
        let format = number(8).ok_or_else(|| short(HEADER as u64))?;
        if format != FORMAT {
            return Err(ModelError::new(Kind::Format(format)));
        }
        if bytes.len() < HEADER {
            return Err(short(HEADER as u64));
        }
        let length = number(16).map_or(0, u64::from);
        if length != bytes.len() as u64 {
            return Err(short(length));
        }
        if number(20) != Some(checksum(&bytes[CHECKED_FROM..])) {
            return Err(ModelError::new(Kind::Checksum));
        }
        let found = number(12).unwrap_or_default();
        if found != reading {
            let engine = text(&bytes[CHECKED_FROM..][..ENGINE]);
            return Err(ModelError::new(Kind::Reading { found, needed: reading, engine }));
        }
        let sections = number(40).map_or(0, |count| count as usize);
        let file = ModelFile { bytes, sections };
        if sections.checked_mul(ENTRY).is_none_or(|table| table > bytes.len() - HEADER) {
            return Err(ModelError::section("", "table is longer than the file"));
        }
        Ok(file)
    }

    /// The version of the engine that the model was made with.
    pub fn engine(&self) -> String {
        text(&self.bytes[CHECKED_FROM..][..ENGINE])
    }

    /// Whether there is a section of this name.
    pub fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    fn entry(&self, name: &str) -> Option<&'f [u8]> {
        let mut entries = self.bytes[HEADER..][..self.sections * ENTRY].chunks_exact(ENTRY);
        let name = (name.len() <= NAME).then(|| padded::<NAME>(name))?;
        entries.find(|entry| entry[..NAME] == name)
    }

    /// The section of this name.
    ///
    /// # Errors
    /// When there is none, or it lies outside of the file.
    pub fn section(&self, name: &str) -> Result<Section<'f>, ModelError> {
        let entry = self.entry(name).ok_or_else(|| ModelError::section(name, "is missing"))?;
        let field = |at: usize| number(entry, NAME + 4 * at).map_or(0, |number| number as usize);
        let (kind, size) = match field(0) {
            0 => (Type::F32, 4),
            1 => (Type::I8, 1),
            _ => return Err(ModelError::section(name, "is of an unknown type")),
        };
        let (rows, columns, offset) = (field(1), field(2), field(3));
        let data = rows
            .checked_mul(columns)
            .and_then(|count| count.checked_mul(size))
            .and_then(|length| self.bytes.get(offset..offset.checked_add(length)?));
        match data {
            Some(data) => Ok(Section { rows, columns, kind, data }),
            None => Err(ModelError::section(name, "lies outside of the file")),
        }
    }

    /// The floats of a section with this many rows and columns.
    ///
    /// # Errors
    /// When there is no such section, or a number in it is not finite.
    pub(crate) fn floats(&self, name: &str, rows: usize, columns: usize) -> Result<Vec<f32>, ModelError> {
        let section = self.section(name)?;
        if section.kind != Type::F32 || (section.rows, section.columns) != (rows, columns) {
            return Err(ModelError::section(name, "has another shape than the net needs"));
        }
        let values: Vec<f32> = section.data.as_chunks::<4>().0.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect();
        if values.iter().any(|value| !value.is_finite()) {
            return Err(ModelError::section(name, "has a number that is not finite"));
        }
        Ok(values)
    }

    /// The section of this name, which holds signed bytes.
    ///
    /// # Errors
    /// When there is no such section.
    pub fn bytes(&self, name: &str) -> Result<Section<'f>, ModelError> {
        let section = self.section(name)?;
        if section.kind == Type::I8 { Ok(section) } else { Err(ModelError::section(name, "does not hold bytes")) }
    }
}

impl<'f> Section<'f> {
    /// The numbers of a section of bytes, row by row.
    pub fn signed(&self) -> impl Iterator<Item = i8> + 'f {
        self.data.iter().map(|&byte| byte as i8)
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let field = bytes.get(at..at + 4)?;
    field.try_into().ok().map(u32::from_le_bytes)
}

/// ASCII up to the first zero.
fn text(field: &[u8]) -> String {
    field.iter().take_while(|&&byte| byte != 0).map(|&byte| char::from(byte)).collect()
}

/// CRC-32 as zip and PNG have it.
pub fn checksum(bytes: &[u8]) -> u32 {
    // Made anew each time: it takes microseconds, and as a constant it would be 1 KB more to download.
    let table: [u32; 256] = std::array::from_fn(|at| {
        (0..8).fold(at as u32, |value, _| if value & 1 == 1 { value >> 1 ^ 0xedb8_8320 } else { value >> 1 })
    });
    !bytes.iter().fold(!0, |sum, &byte| sum >> 8 ^ table[((sum ^ u32::from(byte)) & 0xff) as usize])
}

fn padded<const N: usize>(text: &str) -> [u8; N] {
    let mut field = [0; N];
    field[..text.len()].copy_from_slice(text.as_bytes());
    field
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const VERSION: Version = Version { reading: 1, engine: "0.1.0" };

    fn sample() -> Vec<u8> {
        let mut writer = Writer::new(VERSION);
        writer.floats("scales", 2, &[0.5, -1.5, 2.0, 0.0]);
        writer.bytes("words", 3, &[-127, 0, 127]);
        writer.finish()
    }

    /// Changes the file and makes the checksum right again.
    fn changed(at: usize, value: u32) -> Vec<u8> {
        let mut file = sample();
        file[at..at + 4].copy_from_slice(&value.to_le_bytes());
        let sum = checksum(&file[CHECKED_FROM..]);
        file[20..24].copy_from_slice(&sum.to_le_bytes());
        file
    }

    fn message(bytes: &[u8]) -> String {
        ModelFile::read(bytes, VERSION.reading).unwrap_err().to_string()
    }

    #[test]
    fn there_and_back() {
        let bytes = sample();
        let file = ModelFile::read(&bytes, VERSION.reading).unwrap();
        assert_eq!(file.engine(), VERSION.engine);
        assert_eq!(file.floats("scales", 2, 2).unwrap(), [0.5, -1.5, 2.0, 0.0]);
        let words = file.bytes("words").unwrap();
        assert_eq!((words.rows, words.columns, words.signed().collect::<Vec<_>>()), (1, 3, vec![-127, 0, 127]));
    }

    #[test]
    fn the_checksum_is_crc_32() {
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn what_is_wrong_is_said() {
        insta::assert_snapshot!(message(b"<!DOCTYPE html>"), @"this is not a model file");
        insta::assert_snapshot!(message(&sample()[..9]), @"the model file is damaged: it should have 44 bytes and has 9");
        insta::assert_snapshot!(message(&sample()[..50]), @"the model file is damaged: it should have 127 bytes and has 50");
        insta::assert_snapshot!(message(&changed(8, 2)), @"the model file has format 2; this engine reads format 1");
        let mut file = sample();
        file[110] ^= 1;
        insta::assert_snapshot!(message(&file), @"the model file is damaged: its checksum is wrong");
        let other = changed(12, 7);
        assert!(ModelFile::read(&other, VERSION.reading).unwrap_err().is_version());
        insta::assert_snapshot!(message(&other).replace(VERSION.engine, "…"), @"the model was trained for engine … (reading 7); this engine needs one for reading 1");
    }

    #[test]
    fn sections_are_checked() {
        let bytes = sample();
        let file = ModelFile::read(&bytes, VERSION.reading).unwrap();
        let said = |error: ModelError| error.to_string();
        insta::assert_snapshot!(said(file.section("tags").unwrap_err()), @r#"the model file is unusable: section "tags" is missing"#);
        insta::assert_snapshot!(said(file.floats("scales", 4, 1).unwrap_err()), @r#"the model file is unusable: section "scales" has another shape than the net needs"#);
        insta::assert_snapshot!(said(file.bytes("scales").unwrap_err()), @r#"the model file is unusable: section "scales" does not hold bytes"#);
        // Behind a right checksum, too.
        for (field, value) in [(1, u32::MAX), (1, 900), (3, 118), (3, u32::MAX)] {
            let bytes = changed(HEADER + NAME + 4 * field, value);
            assert!(ModelFile::read(&bytes, VERSION.reading).unwrap().section("scales").is_err());
        }
        assert!(ModelFile::read(&changed(40, 1_000), VERSION.reading).is_err());
        let bytes = changed(108, f32::NAN.to_bits());
        assert!(ModelFile::read(&bytes, VERSION.reading).unwrap().floats("scales", 2, 2).is_err());
    }

    proptest! {
        #[test]
        fn damage_is_noticed(at in 0usize..127, bit in 0u32..8) {
            let mut file = sample();
            file[at] ^= 1 << bit;
            // The reading is compared after the checksum, which does not cover it.
            prop_assert!(ModelFile::read(&file, VERSION.reading).is_err());
        }

        #[test]
        fn cut_files_are_refused(length in 0usize..127) {
            prop_assert!(ModelFile::read(&sample()[..length], VERSION.reading).is_err());
        }

        #[test]
        fn no_bytes_make_it_panic(mut bytes in proptest::collection::vec(any::<u8>(), 0..200), right in any::<bool>()) {
            if right && bytes.len() >= HEADER {
                let length = bytes.len() as u32;
                bytes[..8].copy_from_slice(&MAGIC);
                bytes[8..12].copy_from_slice(&FORMAT.to_le_bytes());
                bytes[12..16].copy_from_slice(&VERSION.reading.to_le_bytes());
                bytes[16..20].copy_from_slice(&length.to_le_bytes());
                bytes[40] %= 4;
                bytes[41..44].fill(0);
                let sum = checksum(&bytes[CHECKED_FROM..]);
                bytes[20..24].copy_from_slice(&sum.to_le_bytes());
            }
            if let Ok(file) = ModelFile::read(&bytes, VERSION.reading) {
                let names: Vec<String> = bytes[HEADER..].chunks(ENTRY).map(|e| text(&e[..NAME.min(e.len())])).collect();
                for name in names {
                    let _ = file.section(&name).map(|section| section.signed().count());
                }
            }
        }
    }
}
