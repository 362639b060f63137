//! Texts and numbers through the arithmetic coder: texts by the model, numbers by how often each was met at its kind of
//! place.

use crate::arithmetic::{Decoder, Encoder, Ended};
use crate::checksum::Checksum;
use crate::error::{CannotShare, Problem};
use crate::limits;
use crate::model::Model;

/// Where in the document's text bits of its checksum stand, so that a reader of a damaged link knows how far the text can
/// be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Checks {
    /// After how many bytes the first ones stand.
    pub(crate) first: usize,
    /// After how many more bytes each of the others.
    pub(crate) every: usize,
    /// How many bits there are each time: the lowest of the checksum.
    pub(crate) bits: u32,
    /// Whether, once one is wrong, the one before counts for nothing: it may have been right by chance.
    pub(crate) confirm: bool,
}

impl Checks {
    fn are_after(self, length: usize) -> bool {
        length.checked_sub(self.first).is_some_and(|after| after.is_multiple_of(self.every))
    }

    /// The bits of a checksum, the highest first.
    fn bits_of(self, checksum: Checksum) -> impl Iterator<Item = bool> {
        (0..self.bits).rev().map(move |at| checksum.value() >> at & 1 == 1)
    }
}

/// What a number says. Numbers of a kind are expected to be like the ones before.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// How many of something follow.
    Count,
    /// How many bytes a string has.
    Length,
    /// How far a span begins behind the end of the one before.
    Place,
    /// How long a span is.
    Extent,
    /// Which part of a mark.
    Part,
    /// What an edit does.
    Operation,
    /// Which of the things that may be there are there.
    Presence,
    /// Which one of those before.
    Earlier,
    /// A byte of a view.
    View,
    // The rest are labels.
    Layer,
    Entity,
    Hedge,
    Voice,
    Form,
    SourceClass,
    Stance,
    Confidence,
    Origin,
}

const KINDS: usize = Kind::Origin as usize + 1;

/// The most bytes that a number takes, seven bits in each.
const LONGEST: usize = 5;

/// How probable a one is, and how often that was asked, up to [`SEEN`].
#[derive(Clone, Copy)]
struct Chance {
    probability: u16,
    seen: u8,
}

const SEEN: u8 = 14;

impl Chance {
    /// The probability to code with, after which the chance learns the bit.
    fn likely(self) -> u32 {
        u32::from(self.probability).clamp(16, 65_520)
    }

    /// The first bits count most: there are few numbers in a link.
    fn met(&mut self, bit: bool) {
        let goal = if bit { 65_535 } else { 0 };
        let now = i32::from(self.probability);
        self.probability = (now + (goal - now) / (i32::from(self.seen) + 2)) as u16;
        self.seen = (self.seen + 1).min(SEEN);
    }
}

/// For each kind of number, for its first byte and for those that follow: the chance of a one at every bit.
struct Numbers(Vec<[Chance; 256]>);

impl Numbers {
    fn new() -> Numbers {
        Numbers(vec![[Chance { probability: 32_768, seen: 0 }; 256]; 2 * KINDS])
    }

    fn tree(&mut self, kind: Kind, first: bool) -> &mut [Chance; 256] {
        &mut self.0[2 * kind as usize + usize::from(!first)]
    }
}

/// The bits of a byte, the highest first.
fn bits(byte: u8) -> impl Iterator<Item = bool> {
    (0..8).rev().map(move |at| byte >> at & 1 == 1)
}

/// Writes the content of a link.
pub(crate) struct Writer {
    model: Model,
    numbers: Numbers,
    encoder: Encoder,
    /// How many more bytes there may be beside the text.
    left: usize,
}

impl Writer {
    pub(crate) fn new(primed: &Model) -> Writer {
        let (model, numbers, encoder) = (primed.clone(), Numbers::new(), Encoder::new());
        Writer { model, numbers, encoder, left: limits::REST }
    }

    /// Writes the text of the document, without its length.
    pub(crate) fn text(&mut self, text: &str, checks: Checks) -> Result<(), CannotShare> {
        let mut checksum = Checksum::new();
        for (length, &byte) in (1..).zip(text.as_bytes()) {
            self.byte(byte)?;
            checksum.add(&[byte]);
            if checks.are_after(length) {
                checks.bits_of(checksum).for_each(|bit| self.encoder.write(bit, 32_768));
            }
        }
        Ok(())
    }

    fn byte(&mut self, byte: u8) -> Result<(), CannotShare> {
        for bit in bits(byte) {
            let probability = self.model.predict();
            self.encoder.write(bit, probability);
            self.model.learn(bit);
        }
        if self.encoder.length() > limits::BYTES { Err(CannotShare::TooLong) } else { Ok(()) }
    }

    /// Writes any other string, with its length.
    pub(crate) fn string(&mut self, string: &str) -> Result<(), CannotShare> {
        self.number(Kind::Length, string.len() as u64)?;
        self.count(string.len())?;
        string.bytes().try_for_each(|byte| self.byte(byte))
    }

    /// Counts bytes that a reader will hold, whether they are written or stand for earlier ones.
    pub(crate) fn count(&mut self, bytes: usize) -> Result<(), CannotShare> {
        self.left = self.left.checked_sub(bytes).ok_or(CannotShare::TooLong)?;
        Ok(())
    }

    /// Writes a number of up to 35 bits.
    pub(crate) fn number(&mut self, kind: Kind, mut number: u64) -> Result<(), CannotShare> {
        for at in 0..LONGEST {
            self.count(1)?;
            let more = number > 127;
            let byte = (number & 127) as u8 | if more { 128 } else { 0 };
            number >>= 7;
            let tree = self.numbers.tree(kind, at == 0);
            let mut node = 1;
            for bit in bits(byte) {
                self.encoder.write(bit, tree[node].likely());
                tree[node].met(bit);
                node = node << 1 | usize::from(bit);
            }
            if !more {
                break;
            }
        }
        if self.encoder.length() > limits::BYTES { Err(CannotShare::TooLong) } else { Ok(()) }
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        self.encoder.finish()
    }
}

/// Reads the content of a link.
pub(crate) struct Reader<'b> {
    model: Model,
    numbers: Numbers,
    decoder: Decoder<'b>,
    left: usize,
}

/// What could be read of a text.
pub(crate) struct Read {
    pub(crate) bytes: Vec<u8>,
    /// How much of it is right even if the link was altered: a checksum stood behind it.
    pub(crate) checked: usize,
    /// Whether this is all.
    pub(crate) whole: bool,
    /// Whether a check was wrong: more than the end is missing.
    pub(crate) wrong: bool,
}

impl From<Ended> for Problem {
    fn from(Ended: Ended) -> Problem {
        Problem::Nonsense
    }
}

impl<'b> Reader<'b> {
    /// A reader of all bytes, or, if the link was cut off, of the first of them.
    pub(crate) fn new(primed: &Model, bytes: &'b [u8], cut_off: bool) -> Reader<'b> {
        let decoder = Decoder::new(bytes, cut_off);
        Reader { model: primed.clone(), numbers: Numbers::new(), decoder, left: limits::REST }
    }

    /// Reads the text of the document, or as much as there is.
    pub(crate) fn text(&mut self, length: usize, checks: Checks) -> Read {
        let mut read = Read { bytes: Vec::new(), checked: 0, whole: false, wrong: false };
        let mut checksum = Checksum::new();
        let mut confirmed = 0;
        while read.bytes.len() < length {
            let Ok(byte) = self.byte() else { return read };
            read.bytes.push(byte);
            checksum.add(&[byte]);
            if checks.are_after(read.bytes.len()) {
                match checks
                    .bits_of(checksum)
                    .try_fold(true, |same, bit| Ok(same & (self.decoder.read(32_768)? == bit)))
                {
                    Ok(true) => {
                        confirmed = read.checked;
                        read.checked = read.bytes.len();
                    }
                    Ok(false) => {
                        read.wrong = true;
                        read.checked = if checks.confirm { confirmed } else { read.checked };
                        read.bytes.truncate(read.checked);
                        return read;
                    }
                    Err(Ended) => return read,
                }
            }
        }
        read.whole = true;
        read
    }

    fn byte(&mut self) -> Result<u8, Ended> {
        let mut byte = 0;
        for _ in 0..8 {
            let probability = self.model.predict();
            let bit = self.decoder.read(probability)?;
            self.model.learn(bit);
            byte = byte << 1 | u8::from(bit);
        }
        Ok(byte)
    }

    /// Reads any other string.
    pub(crate) fn string(&mut self) -> Result<String, Problem> {
        let length = self.number(Kind::Length)?;
        self.count(usize::try_from(length).unwrap_or(usize::MAX))?;
        // Not with this capacity: there may be fewer bytes than it says.
        let mut bytes = Vec::new();
        for _ in 0..length {
            bytes.push(self.byte()?);
        }
        String::from_utf8(bytes).map_err(|_| Problem::Nonsense)
    }

    /// Counts bytes that are held, as the writer did.
    pub(crate) fn count(&mut self, bytes: usize) -> Result<(), Problem> {
        self.left = self.left.checked_sub(bytes).ok_or(Problem::TooMuch)?;
        Ok(())
    }

    /// Reads a number.
    pub(crate) fn number(&mut self, kind: Kind) -> Result<u64, Problem> {
        let mut number = 0;
        for at in 0..LONGEST {
            self.count(1)?;
            let tree = self.numbers.tree(kind, at == 0);
            let mut node = 1;
            while node < 256 {
                let bit = self.decoder.read(tree[node].likely())?;
                tree[node].met(bit);
                node = node << 1 | usize::from(bit);
            }
            number |= (node as u64 & 127) << (7 * at);
            if node & 128 == 0 {
                return Ok(number);
            }
        }
        Err(Problem::Nonsense)
    }
}
