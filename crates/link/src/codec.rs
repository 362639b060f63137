//! Documents to fragments and back: the header around the coded content.

use std::fmt;

use reportedly_document::{Canonical, Invalid, View, validate};

use crate::address::{self, START};
use crate::checksum::Checksum;
use crate::coder::{Checks, Kind, Read, Reader, Writer};
use crate::error::{CannotShare, Error, Problem, WrongPriming};
use crate::limits;
use crate::model::Model;
use crate::shared::{Opened, Shared};
use crate::span_codec::SpanCodec;
use crate::{base64url, edits, marks};

/// The version that is written.
const VERSION: u8 = 2;
const CODEC: u8 = 1;

/// Where the checks of a version stand; nothing if there is no such version.
const fn checks(version: u8) -> Option<Checks> {
    match version {
        1 => Some(Checks { first: 1024, every: 1024, bits: 8, confirm: false }),
        // Two of them have to be wrong by chance for words to be shown that were not sent: one damage in a million.
        2 => Some(Checks { first: 64, every: 256, bits: 10, confirm: true }),
        _ => None,
    }
}

/// The checks of the version that is written.
const CHECKS: Checks = match checks(VERSION) {
    Some(checks) => checks,
    None => panic!("the version that is written can be read"),
};

/// The length and checksum of the priming text of codec 1.
const PRIMING: (usize, u32) = (60_880, 0xf8c1_5094);

/// So much of it is read without predicting anything, which is quicker; the rest teaches the mixer.
const SKIMMED: usize = 48_000;

/// What a link holds beside the text.
mod flag {
    pub(super) const EXCERPT: u8 = 1;
    pub(super) const READER_FIRST: u8 = 1 << 1;
    pub(super) const TITLE: u8 = 1 << 2;
    pub(super) const ENGINE: u8 = 1 << 3;
    pub(super) const VIEW: u8 = 1 << 4;
    pub(super) const EDITS: u8 = 1 << 5;
    pub(super) const FROZEN: u8 = 1 << 6;
    pub(super) const UNKNOWN: u8 = 1 << 7;
}

/// Where no more letters than these are missing, what follows the last check is not shown: words that were not sent would
/// be worse than none.
const FEW: usize = 8;

/// Makes links and opens them.
///
/// Making one reads the priming text, which takes tens of milliseconds; keep it where there is more than one link.
#[derive(Clone)]
pub struct Codec {
    primed: Model,
}

impl fmt::Debug for Codec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Codec").finish_non_exhaustive()
    }
}

impl Codec {
    /// A codec that knows this text: `priming/news-1.txt` of this crate.
    ///
    /// # Errors
    /// When it is any other text. Links would be read wrongly with it.
    pub fn new(priming: &[u8]) -> Result<Codec, WrongPriming> {
        if (priming.len(), Checksum::of(priming)) != PRIMING {
            return Err(WrongPriming);
        }
        let mut primed = Model::new();
        let (skimmed, read) = priming.split_at(SKIMMED);
        skimmed.iter().for_each(|&byte| primed.skim(byte));
        read.iter().for_each(|&byte| primed.read(byte));
        Ok(Codec { primed })
    }

    /// A codec with the priming text that is built in.
    #[cfg(feature = "priming")]
    pub fn built_in() -> Codec {
        Codec::new(include_bytes!("../priming/news-1.txt")).expect("a test compares the file with its checksum")
    }

    /// The fragment of a URL that holds this, without `#`.
    ///
    /// # Errors
    /// When it holds more than a link may, the text is not canonical, or marks are at no place of it. Nothing is left out.
    pub fn encode(&self, shared: &Shared) -> Result<String, CannotShare> {
        if shared.text.len() > limits::TEXT {
            return Err(CannotShare::TooLong);
        }
        if Canonical::new(&shared.text).text() != shared.text {
            return Err(CannotShare::NotCanonical);
        }
        let marks = shared.frozen.as_ref().map_or(0, Vec::len);
        if shared.edits.len() > limits::EDITS || marks > limits::MARKS {
            return Err(CannotShare::TooMany);
        }
        validate(&shared.text, shared.frozen.as_deref().unwrap_or_default(), &shared.edits).map_err(|invalid| {
            if invalid == Invalid::Crowded { CannotShare::Crowded } else { CannotShare::Misplaced }
        })?;
        self.sealed(shared)
    }

    fn sealed(&self, shared: &Shared) -> Result<String, CannotShare> {
        let flags = flags(shared);
        let content = self.content(shared, flags)?;
        let mut bytes = vec![VERSION, CODEC, flags];
        write_length(&mut bytes, content.len());
        write_length(&mut bytes, shared.text.len());
        bytes.push(Checksum::of(&bytes) as u8);
        let checksum = checksum(&bytes, &content);
        bytes.extend(checksum.to_le_bytes());
        bytes.extend(content);
        if base64url::count(bytes.len()) > limits::LETTERS {
            return Err(CannotShare::TooLong);
        }
        let mut fragment = START.to_owned();
        base64url::write(&bytes, &mut fragment);
        Ok(fragment)
    }

    fn content(&self, shared: &Shared, flags: u8) -> Result<Vec<u8>, CannotShare> {
        let mut writer = Writer::new(&self.primed);
        let mut places = SpanCodec::new(&shared.text);
        writer.text(&shared.text, CHECKS)?;
        if flags & flag::TITLE != 0 {
            writer.string(&shared.title)?;
        }
        if flags & flag::ENGINE != 0 {
            writer.string(&shared.engine)?;
        }
        if flags & flag::VIEW != 0 {
            let bytes = postcard::to_allocvec(&shared.view).expect("a view is numbers and a list");
            writer.number(Kind::Count, bytes.len() as u64)?;
            bytes.iter().try_for_each(|&byte| writer.number(Kind::View, byte.into()))?;
        }
        if flags & flag::EDITS != 0 {
            writer.number(Kind::Count, shared.edits.len() as u64)?;
            shared.edits.iter().try_for_each(|edit| edits::write(&mut writer, &mut places, edit))?;
        }
        if let Some(frozen) = &shared.frozen {
            marks::write(&mut writer, &mut places, frozen)?;
        }
        Ok(writer.finish())
    }

    /// Opens a link: a fragment with or without `#`, a whole URL, or a piece of text with one in it. What programs do to
    /// links on their way is undone.
    ///
    /// # Errors
    /// When there is no link, or something is wrong with it; the error then has the beginning of the text, if that can be
    /// read.
    pub fn decode(&self, given: &str) -> Result<Opened, Error> {
        if given.len() > limits::GIVEN {
            return Err(Problem::TooMuch.into());
        }
        let links = address::find(given);
        for link in &links {
            if let Some((header, bytes)) = whole(&link.values) {
                let mut reader = Reader::new(&self.primed, &bytes[header.length..], false);
                let text = reader.text(header.text, header.checks);
                let shared = read_content(&mut reader, text, header.flags)?;
                return Ok(Opened { shared, mark: link.mark.clone() });
            }
        }
        let link = links.first().ok_or(Problem::NoLink)?;
        Err(self.damaged(&link.values))
    }

    /// What is wrong with a link that is not whole, and what can be read of it.
    fn damaged(&self, values: &[u8]) -> Error {
        let (bytes, _) = base64url::read(values);
        let header = match Header::read(&bytes, values.len()) {
            Ok(header) => header,
            Err(problem) => return problem.into(),
        };
        let expected = base64url::count(header.length + header.content);
        let cut_off = header.is_right && values.len() < expected;
        let end = bytes.len().min(header.length + header.content);
        let text = Reader::new(&self.primed, &bytes[header.length..end], cut_off).text(header.text, header.checks);
        if cut_off {
            let arrived = values.len();
            // Whether so few are missing at the end or in the middle, nobody can tell.
            let is_torn = text.wrong || header.checks.confirm && expected - arrived <= FEW;
            if !is_torn {
                let problem = Problem::CutOff { arrived, expected: Some(expected) };
                return Error::with_beginning(problem, beginning(&text.bytes), text.checked);
            }
            let problem = Problem::Missing { arrived, expected };
            return Error::with_beginning(problem, beginning(&text.bytes[..text.checked]), text.checked);
        }
        Error::with_beginning(Problem::Altered, beginning(&text.bytes[..text.checked]), text.checked)
    }
}

/// The header and all bytes of a link that is as it was sent.
fn whole(values: &[u8]) -> Option<(Header, Vec<u8>)> {
    let head = values.get(..values.len().min(LONGEST_HEADER))?;
    let header = Header::read(&base64url::read(head).0, values.len()).ok().filter(|header| header.is_right)?;
    let (bytes, even) = base64url::read(values.get(..base64url::count(header.length + header.content))?);
    let (head, content) = bytes.split_at(header.length);
    let is_whole = even && header.checksum == checksum(&head[..head.len() - CHECKSUM], content);
    is_whole.then_some((header, bytes))
}

/// All but the text, which has been read.
fn read_content(reader: &mut Reader<'_>, text: Read, flags: u8) -> Result<Shared, Problem> {
    let text = String::from_utf8(text.bytes).ok().filter(|_| text.whole).ok_or(Problem::Nonsense)?;
    if Canonical::new(&text).text() != text {
        return Err(Problem::Nonsense);
    }
    let has = |flag| flags & flag != 0;
    let title = if has(flag::TITLE) { reader.string()? } else { String::new() };
    let engine = if has(flag::ENGINE) { reader.string()? } else { String::new() };
    let view = if has(flag::VIEW) { read_view(reader)? } else { View::default() };
    let mut places = SpanCodec::new(&text);
    let mut edits = Vec::new();
    if has(flag::EDITS) {
        let count = reader.number(Kind::Count)?;
        if count > limits::EDITS as u64 {
            return Err(Problem::TooMuch);
        }
        for _ in 0..count {
            edits.push(edits::read(reader, &mut places)?);
        }
    }
    let frozen = if has(flag::FROZEN) { Some(marks::read(reader, &mut places)?) } else { None };
    validate(&text, frozen.as_deref().unwrap_or_default(), &edits)
        .map_err(|invalid| if invalid == Invalid::Crowded { Problem::TooMuch } else { Problem::Nonsense })?;
    let (excerpt, reader_first) = (has(flag::EXCERPT), has(flag::READER_FIRST));
    Ok(Shared { excerpt, title, engine, view, edits, frozen, reader_first, text })
}

fn read_view(reader: &mut Reader<'_>) -> Result<View, Problem> {
    let count = reader.number(Kind::Count)?;
    let mut bytes = Vec::new();
    for _ in 0..count {
        bytes.push(u8::try_from(reader.number(Kind::View)?).map_err(|_| Problem::Nonsense)?);
    }
    match postcard::take_from_bytes(&bytes) {
        Ok((view, [])) => Ok(view),
        _ => Err(Problem::Nonsense),
    }
}

fn flags(shared: &Shared) -> u8 {
    let flag = |set: bool, flag| if set { flag } else { 0 };
    flag(shared.excerpt, flag::EXCERPT)
        | flag(shared.reader_first, flag::READER_FIRST)
        | flag(!shared.title.is_empty(), flag::TITLE)
        | flag(!shared.engine.is_empty(), flag::ENGINE)
        | flag(shared.view != View::default(), flag::VIEW)
        | flag(!shared.edits.is_empty(), flag::EDITS)
        | flag(shared.frozen.is_some(), flag::FROZEN)
}

/// What stands before the content.
struct Header {
    checks: Checks,
    flags: u8,
    /// Whether its own check says so; that of version 1 has none.
    is_right: bool,
    /// How many bytes the content has, the text when it is decoded, and this header.
    content: usize,
    text: usize,
    length: usize,
    checksum: u32,
}

/// How many bytes the checksum takes.
const CHECKSUM: usize = 4;

/// How many letters hold any header: three bytes, two lengths of three, a check, and the checksum.
const LONGEST_HEADER: usize = 20;

impl Header {
    /// Reads it from the bytes of so many letters.
    fn read(bytes: &[u8], arrived: usize) -> Result<Header, Problem> {
        let too_short = Problem::CutOff { arrived, expected: None };
        let mut rest = bytes.iter();
        let mut next = || rest.next().copied().ok_or(too_short);
        let version = next()?;
        let checks = checks(version).ok_or(Problem::Later)?;
        if next()? != CODEC {
            return Err(Problem::Later);
        }
        let flags = next()?;
        let mut length = || {
            let mut length = 0;
            for shift in [0, 7, 14] {
                let byte = next()?;
                length |= usize::from(byte & 127) << shift;
                if byte < 128 {
                    return Ok(length);
                }
            }
            Err(Problem::TooMuch)
        };
        let (mut content, mut text) = (length()?, length()?);
        let is_right = version == 1 || {
            let check = next()?;
            let before = bytes.len() - rest.len() - 1;
            check == Checksum::of(&bytes[..before]) as u8
        };
        if is_right && flags & flag::UNKNOWN != 0 {
            return Err(Problem::Later);
        }
        if is_right && (content > limits::BYTES || text > limits::TEXT) {
            return Err(Problem::TooMuch);
        }
        if !is_right {
            // The lengths may be any: as much is read as the checks vouch for.
            (content, text) = (limits::BYTES, limits::TEXT);
        }
        let mut checksum = [0; CHECKSUM];
        for byte in &mut checksum {
            *byte = rest.next().copied().ok_or(too_short)?;
        }
        let length = bytes.len() - rest.len();
        Ok(Header { checks, flags, is_right, content, text, length, checksum: u32::from_le_bytes(checksum) })
    }
}

/// A length in groups of seven bits, the lowest first.
fn write_length(bytes: &mut Vec<u8>, mut length: usize) {
    while length > 127 {
        bytes.push(length as u8 & 127 | 128);
        length >>= 7;
    }
    bytes.push(length as u8);
}

fn checksum(head: &[u8], content: &[u8]) -> u32 {
    let mut checksum = Checksum::new();
    checksum.add(head);
    checksum.add(content);
    checksum.value()
}

/// As many whole characters as there are.
fn beginning(bytes: &[u8]) -> Option<String> {
    let valid = bytes.utf8_chunks().next()?.valid();
    (!valid.is_empty()).then(|| valid.to_owned())
}

#[cfg(all(test, feature = "priming"))]
mod tests {
    use reportedly_document::{Annotation, Attribution, Body, Byte, Edit, Entity, EntityKind, Labels, Part, Span};

    use super::*;

    /// What is wrong with a link that holds this, made by a program that does not look.
    fn refused(text: &str, bodies: Vec<Body>) -> Problem {
        let codec = Codec::built_in();
        let frozen = bodies.into_iter().map(|body| Annotation::machine(body, "test")).collect();
        let shared = Shared { text: text.into(), frozen: Some(frozen), ..Shared::default() };
        let link = codec.sealed(&shared).expect("it is short enough");
        codec.decode(&link).expect_err("it makes no sense").problem
    }

    fn entity(start: u32, end: u32) -> Body {
        Entity { span: Span::new(start, end), kind: EntityKind::Person }.into()
    }

    #[test]
    fn a_link_with_marks_outside_of_its_text_is_refused_as_nonsense() {
        let said = |source: &[(u32, u32)], content: &[(u32, u32)]| {
            let spans = |list: &[(u32, u32)]| list.iter().map(|&(start, end)| Span::<Byte>::new(start, end)).collect();
            Attribution { source: spans(source), content: spans(content), ..Attribution::default() }.into()
        };
        let misplaced = [
            entity(15, 99),
            entity(5, 6),
            entity(u32::MAX - 9, u32::MAX),
            entity(3, 3),
            said(&[(4, 9), (0, 3)], &[(15, 17)]),
            said(&[(0, 3)], &[(15, 99)]),
            said(&[], &[]),
        ];
        for body in misplaced {
            assert_eq!(refused("Ana Díaz said no.", vec![body.clone()]), Problem::Nonsense, "{body:?}");
        }
    }

    #[test]
    fn a_small_link_with_marks_over_marks_takes_no_memory() {
        let text = "a".repeat(20_000);
        let nested = |count: u32| (0..count).map(|at| (at, 20_000 - at));
        let bodies = nested(5_000).map(|(start, end)| entity(start, end)).collect();
        assert_eq!(refused(&text, bodies), Problem::TooMuch);

        let add = |(start, end)| {
            Edit::add(&text, vec![(Part::Entity, Span::new(start, end))], Labels::Entity(EntityKind::Person))
        };
        let shared = Shared { text: text.clone(), edits: nested(1_000).map(add).collect(), ..Shared::default() };
        let codec = Codec::built_in();
        let link = codec.sealed(&shared).expect("it is short enough");
        assert_eq!(codec.decode(&link).expect_err("it is too much").problem, Problem::TooMuch);
    }
}
