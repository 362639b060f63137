//! New inputs from those that are there. The same seed and inputs give the same new inputs.

use fastrand::Rng;

use crate::case::PIECES;
use crate::targets::Inputs;

/// The longest input that is made.
const LONGEST: usize = 4096;

/// The most changes that an input is away from those it is made of.
const MOST_CHANGES: usize = 6;

/// What a value in a file may be that no program would have written.
const VALUES: &[&str] = &[
    "null",
    "-1",
    "1e300",
    "[]",
    "{}",
    "\"\"",
    "true",
    "18446744073709551615",
    "4294967296",
    "0.5",
    "[[0,1]]",
    "\"\\ud800\"",
    "\"a\"",
];

/// Words of files with marks.
const JSON_WORDS: &[&str] = &[
    "\"layer\":\"entity\",",
    "\"layer\":\"hedge\",",
    "\"layer\":\"attribution\",",
    "\"start\":0,",
    "\"end\":5,",
    "\"kind\":\"place\",",
    "\"kind\":\"modal\",",
    "\"source\":[[0,2]],",
    "\"cue\":[],",
    "\"content\":[[3,9]],",
    "\"edits\":[",
    "\"op\":\"add\",",
    "\"op\":\"hide\",",
    "\"lost\":\"it may\",",
    "\"refers_to\":\"e1\",",
    "\"asides\":[[0,4,\"furniture\"]],",
    "\"exact\":\"may\",",
    "\"type\":\"TextQuoteSelector\",",
    "\"prefix\":\"it \",",
    "\"quotes\":[",
    "\"coreferences\":[",
    "\"note\":\"x\",",
    "\"id\":\"e1\",",
    "\"format\":\"reportedly/1\",",
    "\"origin\":\"person\",",
    "\"text\":\"",
];

/// Elements of pages.
const HTML_WORDS: &[&str] = &[
    "<p>",
    "</p>",
    "<br>",
    "<nav>",
    "</nav>",
    "<pre>",
    "</pre>",
    "<script>",
    "</script>",
    "<style>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<td>",
    "<li>",
    "<svg>",
    "</svg>",
    "<a href=\"x\">",
    "&nbsp;",
    "&#x202e;",
    "&#0;",
    "&amp",
    "<div",
    " hidden",
    "<title>",
    "<textarea>",
    "<head>",
    "<body>",
    "</html>",
    "<x-y>",
    "\0",
];

/// What programs do to links, and what stands in them.
const LINK_WORDS: &[&str] = &[
    "#",
    "r1=",
    "&m=",
    "%23",
    "%25",
    "%2D",
    "—",
    "–",
    "‑",
    "…",
    "=\n",
    "=3D",
    "https://example.org/",
    "-",
    "_",
    " ",
    "&amp;",
    ".",
];

/// Makes inputs.
#[derive(Clone, Debug)]
pub struct Mutator {
    rng: Rng,
    words: Vec<&'static str>,
}

impl Mutator {
    /// For inputs of a kind.
    pub fn new(seed: u64, inputs: Inputs) -> Mutator {
        Mutator { rng: Rng::with_seed(seed), words: words(inputs) }
    }

    /// An input made of those in the pool, which must not be empty.
    pub fn input(&mut self, pool: &[Vec<u8>]) -> Vec<u8> {
        let mut input = self.part(pool);
        for _ in 0..self.rng.usize(1..=MOST_CHANGES) {
            self.change(&mut input, pool);
            input.truncate(LONGEST);
        }
        input
    }

    /// An input that is there, or a part of a long one.
    fn part(&mut self, pool: &[Vec<u8>]) -> Vec<u8> {
        let input = &pool[self.rng.usize(..pool.len())];
        if input.len() < 64 || self.rng.usize(..4) > 0 {
            return input[..input.len().min(LONGEST)].to_vec();
        }
        let range = self.range(input);
        input[range].to_vec()
    }

    /// Some range of an input; every second time between characters that separate something.
    pub(crate) fn range(&mut self, input: &[u8]) -> std::ops::Range<usize> {
        let mut end = |input: &[u8]| {
            let at = self.rng.usize(..=input.len());
            let is_separator = |byte: &u8| b" \n,;<>{}[]\".&=".contains(byte);
            match input[at..].iter().position(is_separator) {
                Some(further) if self.rng.bool() => at + further,
                _ => at,
            }
        };
        let (a, b) = (end(input), end(input));
        a.min(b)..a.max(b)
    }

    fn change(&mut self, input: &mut Vec<u8>, pool: &[Vec<u8>]) {
        let range = self.range(input);
        let at = range.start;
        match self.rng.usize(..12) {
            // A bit, a byte.
            0 | 1 if !input.is_empty() => {
                let at = self.rng.usize(..input.len());
                input[at] ^= 1 << self.rng.usize(..8);
            }
            2 if !input.is_empty() => {
                let at = self.rng.usize(..input.len());
                input[at] = self.rng.u8(..);
            }
            // What is cut off, taken out, repeated, copied.
            3 => input.truncate(range.end),
            4 => drop(input.drain(range)),
            5 => {
                let part = input[range.clone()].to_vec();
                let times = 1 << self.rng.usize(..6);
                let part = part.repeat(times.min(1 + LONGEST / (1 + part.len())));
                input.splice(range.end..range.end, part);
            }
            6 => {
                let part = input[range].to_vec();
                let at = self.rng.usize(..=input.len());
                input.splice(at..at, part);
            }
            // The beginning of this and the end of another one; a part of another one in it.
            7 => {
                let other = self.part(pool);
                let from = self.range(&other).start;
                input.truncate(at);
                input.extend_from_slice(&other[from..]);
            }
            8 => {
                let other = self.part(pool);
                let part = self.range(&other);
                input.splice(range, other[part].iter().copied());
            }
            // A value in the place of another.
            9 => {
                let colon = input[at..].iter().position(|byte| *byte == b':').map_or(at, |further| at + further + 1);
                let end = input[colon..].iter().position(|byte| b",}]\n".contains(byte)).unwrap_or(0);
                let value = VALUES[self.rng.usize(..VALUES.len())];
                input.splice(colon..colon + end, value.bytes());
            }
            _ => {
                let word = self.words[self.rng.usize(..self.words.len())];
                let end = if self.rng.bool() { at } else { range.end };
                input.splice(at..end, word.bytes());
            }
        }
    }
}

/// Words that such inputs have.
pub(crate) fn words(inputs: Inputs) -> Vec<&'static str> {
    let own: &[&str] = match inputs {
        Inputs::Text | Inputs::Bytes | Inputs::Message => &[],
        Inputs::Html => HTML_WORDS,
        Inputs::Json => JSON_WORDS,
        Inputs::Link => LINK_WORDS,
    };
    // Twice, so that they come more often than those of every text.
    [own, own, PIECES].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_makes_the_same_inputs() {
        let pool =
            vec![b"It may rain, she said.".to_vec(), b"{\"text\": \"a\", \"annotations\": []}".to_vec(), Vec::new()];
        let inputs = |seed| {
            let mut mutator = Mutator::new(seed, Inputs::Json);
            (0..500).map(|_| mutator.input(&pool)).collect::<Vec<_>>()
        };
        assert_eq!(inputs(1), inputs(1));
        assert_ne!(inputs(1), inputs(2));
        assert!(inputs(1).iter().all(|input| input.len() <= LONGEST));
        let distinct: std::collections::BTreeSet<_> = inputs(1).into_iter().collect();
        assert!(distinct.len() > 400, "{}", distinct.len());
    }
}
