//! The second pass in training: source and content of a cue, given the cue.
//!
//! For each cue one more layer goes through the tokens around it, and a head tags source and content. It reads the encoder's
//! states, those at both ends of the cue, and how each token lies to the cue. Products with the encoder's states are the
//! same for all cues of a sequence.
//!
//! It learns from the cues that people marked, from those that the first pass finds, and from those that rules find. What
//! nobody marked as a cue has neither source nor content: so the second pass learns to reject.

use std::ops::Range;

use reportedly_engine::training::{ARGUMENTS, RELATION_ROWS, Relation};
use reportedly_net::Writer;
use reportedly_net::tags::{Chunk, OUTSIDE, Tag, decode, encode};

use crate::crf::{Allowed, Crf};
use crate::examples::Example;
use crate::matrices::{Place, add, affine, affine_back, multiply};
use crate::net::{CUE, Step, write_floats, write_matrix};
use crate::quantise::write_table;
use crate::random::Random;
use crate::scan::Layer;

/// Where the weights lie.
#[derive(Clone, Debug)]
pub(crate) struct Arguments {
    units: usize,
    /// `[4 units][6 units]`
    ends: Place,
    /// `[rows][6 units]`
    relations: Place,
    /// For each layer `[2 units][6 units]` and `[8][units]`; the first reads the encoder.
    layers: Vec<(Place, Place)>,
    /// `[2 units][tags]`, `[1][tags]` and `[tags + 1][tags]`.
    head: (Place, Place, Place),
}

/// A cue with the tokens around it.
#[derive(Clone, Debug)]
pub(crate) struct Window {
    /// The first and the last token of the cue, in the batch.
    ends: [usize; 2],
    /// Tokens of the batch.
    tokens: Range<usize>,
    relations: Vec<Relation>,
    gold: Vec<Allowed>,
}

/// The windows of an example whose first token is the batch's `first`, given the scores of the head for cues.
pub(crate) fn windows(example: &Example, first: usize, scores: &[f32], tags: usize) -> Vec<Window> {
    let Some(known) = &example.gold[CUE] else { return Vec::new() };
    let mut cues: Vec<(Range<usize>, &[Chunk])> =
        example.cues.iter().map(|cue| (cue.tokens.clone(), &cue.parts[..])).collect();
    let best = |scores: &[f32]| {
        let mut best = 0;
        (1..tags).for_each(|tag| {
            if scores[tag] > scores[best] {
                best = tag
            }
        });
        best as Tag
    };
    let found: Vec<Tag> = scores.chunks_exact(tags).map(best).collect();
    let found = decode(&found).into_iter().map(|chunk| chunk.tokens);
    for tokens in found.chain(example.surroundings.cues_by_rule()) {
        if cues.iter().any(|(known, _)| *known == tokens) {
            continue;
        }
        let gold = example.cues.iter().find(|cue| cue.tokens.start < tokens.end && tokens.start < cue.tokens.end);
        // Where nobody looked for cues, a cue that nobody marked may be one.
        let looked = known[tokens.clone()].iter().all(|allowed| allowed.count_ones() == 1);
        match gold {
            Some(gold) => cues.push((tokens, &gold.parts)),
            None if looked => cues.push((tokens, &[])),
            None => {}
        }
    }
    let window = |(cue, parts): (Range<usize>, &[Chunk])| {
        let window = example.surroundings.window(&cue);
        let cut = |part: &Chunk| {
            let (start, end) = (part.tokens.start.max(window.start), part.tokens.end.min(window.end));
            (start < end).then(|| Chunk { class: part.class, tokens: start - window.start..end - window.start })
        };
        let tags = encode(window.len(), parts.iter().filter_map(cut));
        debug_assert!(tags.iter().all(|&tag| tag == OUTSIDE || !parts.is_empty()));
        Window {
            ends: [first + cue.start, first + cue.end - 1],
            relations: example.surroundings.relations(&cue),
            gold: tags.into_iter().map(|tag| 1 << tag).collect(),
            tokens: first + window.start..first + window.end,
        }
    };
    cues.into_iter().map(window).collect()
}

impl Arguments {
    /// Takes places for its weights.
    pub(crate) fn new(units: usize, layers: usize, place: &mut impl FnMut(usize, usize) -> Place) -> Arguments {
        let (width, tags) = (2 * units, ARGUMENTS.tags);
        Arguments {
            units,
            ends: place(2 * width, 3 * width),
            relations: place(RELATION_ROWS, 3 * width),
            layers: (0..layers).map(|_| (place(width, 3 * width), place(8, units))).collect(),
            head: (place(width, tags), place(1, tags), place(tags + 1, tags)),
        }
    }

    /// What begins at random.
    pub(crate) fn matrices(&self) -> impl Iterator<Item = &Place> {
        self.layers.iter().map(|(place, _)| place).chain([&self.ends, &self.relations, &self.head.0])
    }

    /// Products and parameters of the layers.
    pub(crate) fn layers(&self) -> impl Iterator<Item = &(Place, Place)> {
        self.layers.iter()
    }

    /// The loss of all windows; its slopes are added. `hidden` are the states of the encoder, `[tokens][2 units]`.
    #[allow(clippy::too_many_arguments, reason = "all of a step of training, once")]
    pub(crate) fn learn(
        &self,
        windows: &[Window],
        hidden: &[f32],
        weights: &[f32],
        dropout: f32,
        random: &mut Random,
        by_hidden: &mut [f32],
        slopes: &mut [f32],
    ) -> f64 {
        if windows.is_empty() {
            return 0.0;
        }
        let (units, width, wide) = (self.units, 2 * self.units, 6 * self.units);
        let state = |token: usize| &hidden[token * width..][..width];
        // Tokens that are in some window have their products made once.
        let mut row_of: Vec<usize> = vec![usize::MAX; hidden.len() / width];
        let mut used: Vec<usize> = Vec::new();
        for token in windows.iter().flat_map(|window| window.tokens.clone()) {
            if row_of[token] == usize::MAX {
                row_of[token] = used.len();
                used.push(token);
            }
        }
        let states: Vec<f32> = used.iter().flat_map(|&token| state(token)).copied().collect();
        let ends: Vec<f32> = windows.iter().flat_map(|window| window.ends).flat_map(state).copied().collect();
        let shared = affine(&states, &self.layers[0].0, weights, &[]);
        let by_ends = affine(&ends, &self.ends, weights, &[]);
        let mut ranges: Vec<Range<usize>> = Vec::with_capacity(windows.len());
        let mut products: Vec<f32> = Vec::new();
        let mut inputs: Vec<f32> = Vec::new();
        for (window, of_cue) in windows.iter().zip(by_ends.chunks_exact(wide)) {
            let start = inputs.len() / width;
            ranges.push(start..start + window.tokens.len());
            for (token, relation) in window.tokens.clone().zip(&window.relations) {
                inputs.extend_from_slice(state(token));
                let at = products.len();
                products.extend_from_slice(&shared[row_of[token] * wide..][..wide]);
                add(&mut products[at..], of_cue);
                for &row in relation {
                    add(&mut products[at..], &weights[self.relation(row)]);
                }
            }
        }
        let mask = |random: &mut Random| -> Vec<f32> {
            let mut mask = Vec::with_capacity(inputs.len());
            for range in &ranges {
                let row = random.dropout(width, dropout);
                range.clone().for_each(|_| mask.extend_from_slice(&row));
            }
            mask
        };
        let masks: Vec<Vec<f32>> = self.layers.iter().map(|_| mask(random)).collect();
        let mut steps: Vec<Step> = Vec::new();
        for (at, ((place, parameters), mask)) in self.layers.iter().zip(masks).enumerate() {
            if at > 0 {
                products = affine(&inputs, place, weights, &[]);
            }
            let layer = Layer { units, sequences: &ranges, parameters: &weights[parameters.range()] };
            let (mut shown, traces) = layer.run(&products, &inputs);
            multiply(&mut shown, &mask);
            steps.push(Step { mask, inputs, products, traces });
            inputs = shown;
            products = Vec::new();
        }

        let (place, bias, transitions) = &self.head;
        let tags = place.columns;
        let scores = affine(&inputs, place, weights, &weights[bias.range()]);
        let crf = Crf::new(&weights[transitions.range()], tags);
        let mut by_scores = Vec::with_capacity(scores.len());
        let mut loss = 0.0;
        for (window, range) in windows.iter().zip(&ranges) {
            let found = crf.loss(&scores[range.start * tags..range.end * tags], &window.gold);
            loss += found.loss;
            by_scores.extend(found.by_scores);
            add(&mut slopes[transitions.range()], &found.by_transitions);
        }
        by_scores.chunks_exact(tags).for_each(|row| add(&mut slopes[bias.range()], row));
        let mut by_shown = vec![0.0; inputs.len()];
        affine_back(&inputs, place, weights, &by_scores, &mut by_shown, slopes);
        for (at, (step, (place, parameters))) in steps.iter().zip(&self.layers).enumerate().rev() {
            multiply(&mut by_shown, &step.mask);
            let layer = Layer { units, sequences: &ranges, parameters: &weights[parameters.range()] };
            let (by_products, mut by_inputs) =
                layer.back(&step.traces, &step.products, &step.inputs, &by_shown, &mut slopes[parameters.range()]);
            if at > 0 {
                affine_back(&step.inputs, place, weights, &by_products, &mut by_inputs, slopes);
                by_shown = by_inputs;
                continue;
            }
            let mut by_shared = vec![0.0; shared.len()];
            let mut by_cues = vec![0.0; by_ends.len()];
            for ((window, range), of_cue) in windows.iter().zip(&ranges).zip(by_cues.chunks_exact_mut(wide)) {
                let tokens = window.tokens.clone().zip(range.clone()).zip(&window.relations);
                for ((token, row), relation) in tokens {
                    let by_products = &by_products[row * wide..][..wide];
                    add(&mut by_shared[row_of[token] * wide..][..wide], by_products);
                    add(of_cue, by_products);
                    for &code in relation {
                        add(&mut slopes[self.relation(code)], by_products);
                    }
                    add(&mut by_hidden[token * width..][..width], &by_inputs[row * width..][..width]);
                }
            }
            let mut by_states = vec![0.0; states.len()];
            affine_back(&states, place, weights, &by_shared, &mut by_states, slopes);
            for (&token, by_state) in used.iter().zip(by_states.chunks_exact(width)) {
                add(&mut by_hidden[token * width..][..width], by_state);
            }
            let mut by_states = vec![0.0; ends.len()];
            affine_back(&ends, &self.ends, weights, &by_cues, &mut by_states, slopes);
            let tokens = windows.iter().flat_map(|window| window.ends);
            for (token, by_state) in tokens.zip(by_states.chunks_exact(width)) {
                add(&mut by_hidden[token * width..][..width], by_state);
            }
        }
        loss
    }

    fn relation(&self, row: u8) -> Range<usize> {
        let start = self.relations.start + row as usize * self.relations.columns;
        start..start + self.relations.columns
    }

    /// Writes the weights into a model file.
    pub(crate) fn write(&self, writer: &mut Writer, weights: &[f32]) {
        for (at, (place, parameters)) in self.layers.iter().enumerate() {
            write_matrix(writer, &format!("argument.{at}"), place, weights);
            write_floats(writer, &format!("argument.{at}.p"), parameters, weights);
        }
        write_matrix(writer, "argument.ends", &self.ends, weights);
        write_table(writer, "argument.rel", self.relations.of(weights), i8::MAX);
        let (place, bias, transitions) = &self.head;
        write_matrix(writer, "argument", place, weights);
        write_floats(writer, "argument.b", bias, weights);
        write_floats(writer, "argument.t", transitions, weights);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gradients_are_the_slopes() {
        const UNITS: usize = 3;
        let mut length = 0;
        let mut place = |rows: usize, columns: usize| {
            let start = length;
            length += rows * columns;
            Place { start, rows, columns }
        };
        let arguments = Arguments::new(UNITS, 2, &mut place);
        let value = |at: usize| ((at * 7919 % 101) as f32 - 50.0) / 70.0;
        let weights: Vec<f32> = (0..length).map(value).collect();
        let hidden: Vec<f32> = (0..7 * 2 * UNITS).map(|at| value(at + 13)).collect();
        let window = |ends: [usize; 2], tokens: Range<usize>, gold: &[Allowed]| Window {
            ends,
            relations: tokens.clone().map(|token| [token as u8, 20, 23, 27]).collect(),
            tokens,
            gold: gold.to_vec(),
        };
        let windows =
            [window([1, 2], 0..4, &[0b10, 0b100, 1, 0b1000]), window([3, 3], 2..7, &[1, 1, 0b1000, 0b10000, 0b10000])];
        let loss = |weights: &[f32], hidden: &[f32]| {
            let (mut by_hidden, mut slopes) = (vec![0.0; hidden.len()], vec![0.0; weights.len()]);
            let random = &mut Random::new(4);
            let loss = arguments.learn(&windows, hidden, weights, 0.2, random, &mut by_hidden, &mut slopes);
            (loss, by_hidden, slopes)
        };
        let (_, by_hidden, slopes) = loss(&weights, &hidden);
        let moved = |all: &[f32], at: usize, by: f32| {
            let mut all = all.to_vec();
            all[at] += by;
            all
        };
        let check = |exact: f32, more: f64, less: f64| {
            let slope = (more - less) / 1e-2;
            assert!((slope - f64::from(exact)).abs() < 5e-3, "{slope} and {exact}");
        };
        for (at, &exact) in slopes.iter().enumerate() {
            let loss = |by| loss(&moved(&weights, at, by), &hidden).0;
            check(exact, loss(5e-3), loss(-5e-3));
        }
        for (at, &exact) in by_hidden.iter().enumerate() {
            let loss = |by| loss(&weights, &moved(&hidden, at, by)).0;
            check(exact, loss(5e-3), loss(-5e-3));
        }
    }
}
