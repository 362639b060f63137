//! The model of the coder: how probable it is that the next bit is a one, given all that came before.
//!
//! docs/link-format.md specifies every number in here. Whatever changes one of them is another codec: links that were
//! made with this one must open for ever.

use crate::logistic::{LARGEST, Logits, squash};

/// What of the history a prediction is made from, by counters of their own: the last one, two, three and four bytes; the
/// word so far; and that with the word before it.
const CONTEXTS: usize = 6;

/// The bytes that the first contexts look back on.
const ORDERS: [usize; 4] = [1, 2, 3, 4];

/// Two numbers from each context, two from the match, and a constant.
const INPUTS: usize = 2 * CONTEXTS + 3;

/// How long the longest known context is, from none to four bytes, and four lengths of a match.
const KNOWLEDGE: usize = (ORDERS.len() + 1) * 4;

/// Counters lie in lines of 16: a tag, and one counter for each node of the tree of a half byte.
const LINE_BITS: u32 = 17;
const LINES: usize = 1 << LINE_BITS;
type Line = [u16; 16];

/// How many values a counter's probability is divided into where it is refined.
const STEPS: usize = 64;

/// A match is looked for where this many bytes agree, and counted up to the second number.
const LEAST_MATCH: usize = 5;
const MOST_MATCH: usize = 31;

const HEAD_BITS: u32 = 16;

/// A multiplier whose products spread well.
const SPREAD: u32 = 0x9E37_79B1;

/// `65536 / (n + 1.6)`: how far a counter moves that has seen `n` bits.
const RATES: [u16; 16] =
    [40960, 25206, 18204, 14246, 11702, 9929, 8623, 7620, 6826, 6182, 5649, 5201, 4818, 4488, 4200, 2730];

/// Predicts bits, and learns each one that it is told.
#[derive(Clone)]
pub(crate) struct Model {
    lines: Box<[Line; LINES]>,
    logits: Logits,
    /// By context, bits seen and probability of a counter: how probable a one really was.
    refined: Box<[u16; CONTEXTS * 16 * STEPS]>,
    /// By length of the match and the bit that it expects: how probable a one was.
    matches: [u16; 2 * (MOST_MATCH + 1)],
    /// Weights of the inputs, by the longest context that is known and the length of the match.
    by_knowledge: Box<[[i32; INPUTS]; KNOWLEDGE]>,
    /// The same by the bits of this byte; the two are added.
    by_bits: Box<[[i32; INPUTS]; 256]>,
    /// By the bits of this byte, and by those and the byte before: how probable a one was at a mixed logit.
    corrections: Vec<[u16; 33]>,

    history: Vec<u8>,
    /// Where the bytes with this hash were last followed by others.
    heads: Box<[u32; 1 << HEAD_BITS]>,
    matched: usize,
    match_length: usize,
    word: u32,
    word_before: u32,
    hashes: [u32; CONTEXTS],
    places: [usize; CONTEXTS],
    /// The bits of this byte behind a leading one.
    bits: usize,

    // What the last prediction was made from, for learning.
    inputs: [i32; INPUTS],
    at: [usize; CONTEXTS],
    match_at: usize,
    knowledge: usize,
    mixed: i32,
    corrected: [(usize, usize); 2],
}

/// A vector as a boxed array of its length.
fn boxed<T: std::fmt::Debug, const LENGTH: usize>(values: Vec<T>) -> Box<[T; LENGTH]> {
    values.into_boxed_slice().try_into().expect("the vector was made with this length")
}

impl Model {
    pub(crate) fn new() -> Model {
        let as_is = (0..CONTEXTS * 16 * STEPS).map(|at| (at % STEPS) as u16 * 1024 + 512).collect();
        let mut matches = [16_384; 2 * (MOST_MATCH + 1)];
        matches.iter_mut().skip(1).step_by(2).for_each(|probability| *probability = 49_152);
        let straight: [u16; 33] = std::array::from_fn(|step| squash((step as i32 - 16) * 128) as u16);
        let mut model = Model {
            lines: boxed(vec![[0; 16]; LINES]),
            logits: Logits::new(),
            refined: boxed(as_is),
            matches,
            by_knowledge: boxed(vec![[14_000; INPUTS]; KNOWLEDGE]),
            by_bits: boxed(vec![[0; INPUTS]; 256]),
            corrections: vec![straight; 256 * 129],
            history: Vec::new(),
            heads: boxed(vec![0; 1 << HEAD_BITS]),
            matched: 0,
            match_length: 0,
            word: 0,
            word_before: 0,
            hashes: [0; CONTEXTS],
            places: [0; CONTEXTS],
            bits: 1,
            inputs: [0; INPUTS],
            at: [0; CONTEXTS],
            match_at: 0,
            knowledge: 0,
            mixed: 0,
            corrected: [(0, 0); 2],
        };
        model.begin_byte();
        model
    }

    /// Learns a byte in its contexts alone, without a prediction: several times as fast.
    pub(crate) fn skim(&mut self, byte: u8) {
        for half in [usize::from(byte >> 4), usize::from(byte & 15)] {
            for context in 0..CONTEXTS {
                let line = &mut self.lines[self.places[context] % LINES];
                let mut node = 1;
                for shift in [3, 2, 1, 0] {
                    let bit = half >> shift & 1;
                    let counter = &mut line[node & 15];
                    *counter = counted(*counter, bit == 1);
                    node = node << 1 | bit;
                }
            }
            self.bits = self.bits << 4 | half;
            if self.bits < 256 {
                self.find_places();
            }
        }
        self.end_byte();
    }

    /// Learns a byte as if it had been coded.
    pub(crate) fn read(&mut self, byte: u8) {
        for at in (0..8).rev() {
            self.predict();
            self.learn(byte >> at & 1 == 1);
        }
    }

    /// The probability of a one, of 65,536.
    pub(crate) fn predict(&mut self) -> u32 {
        let node = self.node();
        let mut longest = 0;
        for context in 0..CONTEXTS {
            let counter = self.lines[self.places[context] % LINES][node];
            let seen = usize::from(counter & 15);
            let at = (context * 16 + seen) * STEPS + usize::from(counter >> 10);
            self.at[context] = at;
            let (logit, plain) = if seen == 0 { (0, 0) } else { self.both(self.refined[at]) };
            self.inputs[2 * context] = logit;
            self.inputs[2 * context + 1] = plain;
            if seen > 0 && context < ORDERS.len() {
                longest = context + 1;
            }
        }
        let expected = self.expect();
        self.inputs[INPUTS - 1] = 256;
        self.knowledge = longest * 4 + expected;

        let mut sum = 0_i64;
        for (input, (one, other)) in
            self.inputs.iter().zip(self.by_knowledge[self.knowledge].iter().zip(&self.by_bits[self.bits % 256]))
        {
            sum += i64::from(*input) * i64::from(one.wrapping_add(*other));
        }
        let logit = (sum >> 16).clamp(-i64::from(LARGEST), i64::from(LARGEST)) as i32;
        self.mixed = squash(logit);

        let (step, rest) = ((logit + 2048) as usize >> 7, (logit + 2048) & 127);
        let before = usize::from(self.history.last().copied().unwrap_or(0));
        let mut probability = 2 * self.mixed;
        for (list, at) in [(0, self.bits), (1, 256 * (1 + before % 128) + self.bits)] {
            let curve = &self.corrections[at];
            probability += (i32::from(curve[step]) * (128 - rest) + i32::from(curve[step + 1]) * rest) >> 7;
            self.corrected[list] = (at, step + usize::from(rest >= 64));
        }
        (probability >> 2).clamp(16, 65_520) as u32
    }

    /// The match's inputs; returns how long the match is, from 0 (there is none) to 3.
    fn expect(&mut self) -> usize {
        let length = self.match_length.min(MOST_MATCH);
        let (mut inputs, mut expected) = ((0, 0), 0);
        self.match_at = 0;
        if length > 0 {
            let byte = usize::from(self.history[self.matched]) | 256;
            let coded = self.bits.ilog2();
            if byte >> (8 - coded) == self.bits {
                self.match_at = 2 * length + (byte >> (7 - coded) & 1);
                inputs = self.both(self.matches[self.match_at]);
                expected = 1 + usize::from(length >= 8) + usize::from(length >= 16);
            } else {
                self.match_length = 0;
            }
        }
        (self.inputs[2 * CONTEXTS], self.inputs[2 * CONTEXTS + 1]) = inputs;
        expected
    }

    /// A probability as the mixer takes it: its logit, and how far it is from one half.
    fn both(&self, probability: u16) -> (i32, i32) {
        (self.logits.of(probability), (i32::from(probability) - 32_768) >> 5)
    }

    /// Learns the bit that the last prediction was about.
    pub(crate) fn learn(&mut self, bit: bool) {
        let node = self.node();
        for context in 0..CONTEXTS {
            let counter = &mut self.lines[self.places[context] % LINES][node];
            *counter = counted(*counter, bit);
            approach(&mut self.refined[self.at[context]], bit, 7);
        }
        if self.match_at > 0 {
            approach(&mut self.matches[self.match_at], bit, 6);
        }
        for (at, step) in self.corrected {
            approach(&mut self.corrections[at][step], bit, 6);
        }
        // No text that was tried brings weights near the ends of their range. If one does, they go round, everywhere alike.
        let error = (((i32::from(bit) << 16) - self.mixed) * 3) >> 4;
        let one = &mut self.by_knowledge[self.knowledge];
        let other = &mut self.by_bits[self.bits % 256];
        for ((input, one), other) in self.inputs.iter().zip(one).zip(other) {
            let change = (input * error + 0x4000) >> 15;
            *one = one.wrapping_add(change);
            *other = other.wrapping_add(change);
        }

        self.bits = self.bits << 1 | usize::from(bit);
        if self.bits >= 256 {
            self.end_byte();
        } else if self.bits >> 4 == 1 {
            self.find_places();
        }
    }

    /// The node of the half byte's tree that the next bit is at.
    fn node(&self) -> usize {
        let below = self.bits.ilog2() % 4;
        1 << below | self.bits & ((1 << below) - 1)
    }

    fn end_byte(&mut self) {
        let byte = (self.bits & 255) as u8;
        self.bits = 1;
        if self.match_length > 0 {
            let goes_on = self.history[self.matched] == byte;
            self.match_length = if goes_on { self.match_length + 1 } else { 0 };
            self.matched += 1;
        }
        self.history.push(byte);
        if byte.is_ascii_alphabetic() {
            self.word = hashed(self.word, u32::from(byte.to_ascii_lowercase()));
        } else if self.word != 0 {
            self.word_before = self.word;
            self.word = 0;
        }
        self.begin_byte();
    }

    fn begin_byte(&mut self) {
        let (mut hash, mut context, mut key) = (0, 0, None);
        for (order, &byte) in (1..=LEAST_MATCH).zip(self.history.iter().rev()) {
            hash = hashed(hash, u32::from(byte) + 1);
            if ORDERS.get(context) == Some(&order) {
                self.hashes[context] = hash.wrapping_add(order as u32).wrapping_mul(SPREAD);
                context += 1;
            }
            if order == LEAST_MATCH {
                key = Some((hash >> (32 - HEAD_BITS)) as usize);
            }
        }
        if let Some(key) = key {
            self.find_match(key);
        }
        self.hashes[ORDERS.len()] = self.word.wrapping_add(7).wrapping_mul(SPREAD);
        self.hashes[ORDERS.len() + 1] = hashed(self.word, self.word_before).wrapping_add(8).wrapping_mul(SPREAD);
        self.find_places();
    }

    fn find_match(&mut self, key: usize) {
        let history = &self.history;
        if self.match_length == 0 {
            let at = self.heads[key] as usize;
            let back = history[..at].iter().rev().zip(history.iter().rev());
            let length = back.take(MOST_MATCH).take_while(|(then, now)| then == now).count();
            if length >= LEAST_MATCH {
                (self.matched, self.match_length) = (at, length);
            }
        }
        self.heads[key] = history.len() as u32;
    }

    /// Finds the line of each context for this half of the byte.
    fn find_places(&mut self) {
        let half = (self.bits as u32).wrapping_mul(0xB529_7A4D);
        for context in 0..CONTEXTS {
            let mut hash = (self.hashes[context] ^ half).wrapping_mul(0x85EB_CA6B);
            hash = (hash ^ hash >> 13).wrapping_mul(0xC2B2_AE35);
            let (place, tag) = ((hash >> (32 - LINE_BITS)) as usize, hash as u16 | 1);
            self.places[context] = self.slot(place, tag);
        }
    }

    /// The line with this tag among the four that it can be in; if there is none, the one that is used least, which is
    /// emptied.
    fn slot(&mut self, here: usize, tag: u16) -> usize {
        let mut least = (u16::MAX, here);
        for place in [here, here ^ 1, here ^ 2, here ^ 3] {
            let line = &self.lines[place % LINES];
            if line[0] == tag {
                return place;
            }
            let used = line[1] & 15;
            if used < least.0 {
                least = (used, place);
            }
        }
        self.lines[least.1] = [tag, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        least.1
    }
}

/// A counter that has seen one more bit. Its upper 12 bits are the probability of a one, its lower 4 how often it was
/// asked, up to 15.
fn counted(counter: u16, bit: bool) -> u16 {
    let seen = counter & 15;
    let probability = if seen == 0 { 2048 } else { i32::from(counter >> 4) };
    let goal = if bit { 4095 } else { 0 };
    let probability = probability + (((goal - probability) * i32::from(RATES[usize::from(seen)])) >> 16);
    (probability as u16) << 4 | (seen + 1).min(15)
}

/// Moves a probability towards a bit.
fn approach(probability: &mut u16, bit: bool, slowly: u32) {
    let goal = if bit { 65_535 } else { 0 };
    let now = i32::from(*probability);
    *probability = (now + ((goal - now) >> slowly)) as u16;
}

fn hashed(hash: u32, next: u32) -> u32 {
    let hash = hash.wrapping_add(next).wrapping_mul(0x2F0B_4C47);
    hash ^ hash >> 15
}
