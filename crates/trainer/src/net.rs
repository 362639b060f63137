//! The net in training: embeddings of hashed features, a bidirectional recurrent encoder, a head for each layer.
//!
//! All weights are one list of numbers, and so are all gradients: an optimiser needs to know no more. [`Layout`] says what
//! lies where. Gradients are written by hand; `gradients_are_the_slopes` compares them with differences.

use std::ops::Range;

use reportedly_engine::training::{Channel, HEADS, POS_TAGS, TABLES};
use reportedly_net::{Head, Writer, tanh};

use crate::arguments::{self, Arguments};
use crate::crf::Crf;
use crate::examples::Example;
use crate::matrices::{Place, add, affine, affine_back, multiply};
use crate::quantise::write_table;
use crate::random::Random;
use crate::scan::{Layer, Trace};

/// The size of a net.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shape {
    /// Rows and columns of each embedding table, in the order of [`TABLES`].
    pub(crate) tables: [(usize, usize); TABLES.len()],
    /// Units of a direction of an encoder layer.
    pub(crate) units: usize,
    /// Layers of the encoder.
    pub(crate) layers: usize,
    /// Layers of the second pass.
    pub(crate) argument_layers: usize,
}

impl Default for Shape {
    fn default() -> Self {
        // Rows of hashed channels; the others have a row for each of their codes.
        let hashed: [(usize, usize); TABLES.len()] = [
            (8_192, 64),
            (1_024, 16),
            (2_048, 32),
            (512, 16),
            (0, 8),
            (4_096, 16),
            (4_096, 16),
            (0, 8),
            (0, 8),
            (2_048, 16),
            (0, 8),
            (0, 8),
            (0, 8),
            (0, 8),
            (0, 8),
            (0, 8),
            (0, 8),
        ];
        let mut tables = hashed;
        for channel in Channel::ALL {
            if let Some(codes) = channel.codes() {
                tables[channel.table()].0 = codes;
            }
        }
        Shape { tables, units: 48, layers: 3, argument_layers: 1 }
    }
}

/// The head that finds cues.
pub(crate) const CUE: usize = 2;

/// The heads that find marks.
fn marking() -> impl Iterator<Item = &'static Head> {
    HEADS.iter().filter(|head| head.chained)
}

/// Where the weights of a net lie in their list.
#[derive(Clone, Debug)]
struct Layout {
    tables: Vec<Place>,
    /// `[columns of all tables][2 units]`
    input: Place,
    input_bias: Place,
    /// For each layer of the encoder `[2 units][6 units]` and `[8][units]`.
    encoder: Vec<(Place, Place)>,
    /// For each head `[2 units][tags]`, `[1][tags]` and `[tags + 1][tags]`.
    heads: Vec<(Place, Place, Place)>,
    /// `[2 units][tags]` and `[1][tags]`.
    pos: (Place, Place),
    arguments: Arguments,
    length: usize,
}

impl Layout {
    fn new(shape: &Shape) -> Layout {
        let mut length = 0;
        let mut place = |rows: usize, columns: usize| {
            let start = length;
            length += rows * columns;
            Place { start, rows, columns }
        };
        let width = 2 * shape.units;
        let columns = shape.tables.iter().map(|table| table.1).sum();
        let tables = shape.tables.iter().map(|&(rows, columns)| place(rows, columns)).collect();
        let (input, input_bias) = (place(columns, width), place(1, width));
        let encoder = (0..shape.layers).map(|_| (place(width, 3 * width), place(8, shape.units))).collect();
        let head = |&Head { tags, .. }: &Head| (place(width, tags), place(1, tags), place(tags + 1, tags));
        let heads = marking().map(head).collect();
        let pos = (place(width, POS_TAGS.len()), place(1, POS_TAGS.len()));
        let arguments = Arguments::new(shape.units, shape.argument_layers, &mut place);
        Layout { tables, input, input_bias, encoder, heads, pos, arguments, length }
    }
}

/// A net in training.
#[derive(Clone, Debug)]
pub(crate) struct Net {
    shape: Shape,
    layout: Layout,
    pub(crate) weights: Vec<f32>,
}

/// How much is left out at random in training, so that nothing is learnt by heart.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dropout {
    /// Of the values of embeddings.
    pub(crate) input: f32,
    /// Of the units between layers, for a whole sequence each time.
    pub(crate) hidden: f32,
    /// Of whole words, whose other features stay.
    pub(crate) word: f32,
    /// Of the units of the second pass, for a whole window each time.
    pub(crate) arguments: f32,
}

/// Some sequences, one after the other.
#[derive(Debug)]
struct Batch<'e> {
    examples: &'e [&'e Example],
    /// The tokens of each.
    ranges: Vec<Range<usize>>,
    tokens: usize,
}

impl<'e> Batch<'e> {
    fn new(examples: &'e [&'e Example]) -> Self {
        let mut tokens = 0;
        let range = |example: &&Example| {
            let start = tokens;
            tokens += example.features.len();
            start..tokens
        };
        let ranges = examples.iter().map(range).collect();
        Batch { examples, ranges, tokens }
    }

    /// For each token the factors of the units, the same for all tokens of a sequence.
    fn unit_mask(&self, width: usize, rate: f32, random: &mut Random) -> Vec<f32> {
        let mut mask = Vec::with_capacity(self.tokens * width);
        for range in &self.ranges {
            let row = random.dropout(width, rate);
            range.clone().for_each(|_| mask.extend_from_slice(&row));
        }
        mask
    }
}

/// What a layer of the encoder read and computed.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) mask: Vec<f32>,
    pub(crate) inputs: Vec<f32>,
    pub(crate) products: Vec<f32>,
    /// For each sequence, both directions.
    pub(crate) traces: Vec<[Trace; 2]>,
}

impl Net {
    /// A net that knows nothing.
    pub(crate) fn new(shape: Shape, seed: u64) -> Net {
        let layout = Layout::new(&shape);
        let mut random = Random::new(seed);
        let mut weights = vec![0.0; layout.length];
        let mut uniform = |place: &Place, range: f32| {
            weights[place.range()].fill_with(|| range * (2.0 * random.unit() - 1.0));
        };
        let spread = |place: &Place| (3.0 / place.rows as f32).sqrt();
        layout.tables.iter().for_each(|table| uniform(table, 0.5));
        uniform(&layout.input, spread(&layout.input));
        layout.encoder.iter().for_each(|(place, _)| uniform(place, spread(place)));
        layout.heads.iter().for_each(|(place, ..)| uniform(place, spread(place)));
        uniform(&layout.pos.0, spread(&layout.pos.0));
        layout.arguments.matrices().for_each(|place| uniform(place, spread(place)));
        for (_, place) in layout.encoder.iter().chain(layout.arguments.layers()) {
            // At first most of the memory is kept, and less than half of it shown.
            let rows = weights[place.range()].chunks_exact_mut(shape.units);
            rows.zip([0.0, 0.0, 1.0, -0.5].into_iter().cycle()).for_each(|(row, bias)| row.fill(bias));
        }
        Net { shape, layout, weights }
    }

    /// The loss of some sequences, summed; its slopes are added to `slopes`, which has the layout of the weights.
    pub(crate) fn learn(
        &self,
        examples: &[&Example],
        dropout: Dropout,
        pos_weight: f32,
        random: &mut Random,
        slopes: &mut [f32],
    ) -> f64 {
        let (layout, units, width) = (&self.layout, self.shape.units, 2 * self.shape.units);
        let batch = Batch::new(examples);

        // From features to scores.
        let columns = layout.input.rows;
        let mut embedded = self.embed(&batch);
        let mut embedded_mask = random.dropout(embedded.len(), dropout.input);
        for row in embedded_mask.chunks_exact_mut(columns) {
            if random.unit() < dropout.word {
                row[self.columns_of(Channel::Word)].fill(0.0);
            }
        }
        multiply(&mut embedded, &embedded_mask);
        let mut first = affine(&embedded, &layout.input, &self.weights, &self.weights[layout.input_bias.range()]);
        first.iter_mut().for_each(|value| *value = tanh(*value));
        let mut hidden = first.clone();
        let mut steps: Vec<Step> = Vec::new();
        for (place, parameters) in &layout.encoder {
            let mask = batch.unit_mask(width, dropout.hidden, random);
            multiply(&mut hidden, &mask);
            let inputs = hidden;
            let products = affine(&inputs, place, &self.weights, &[]);
            let layer = Layer { units, sequences: &batch.ranges, parameters: &self.weights[parameters.range()] };
            let (shown, traces) = layer.run(&products, &inputs);
            hidden = shown;
            steps.push(Step { mask, inputs, products, traces });
        }
        let last_mask = batch.unit_mask(width, dropout.hidden, random);
        multiply(&mut hidden, &last_mask);

        // The loss, and the way back.
        let mut by_hidden = vec![0.0; hidden.len()];
        let mut loss = 0.0;
        let mut cue_scores = Vec::new();
        for (head, (place, bias, transitions)) in layout.heads.iter().enumerate() {
            if batch.examples.iter().all(|example| example.gold[head].is_none()) {
                continue;
            }
            let tags = place.columns;
            let scores = affine(&hidden, place, &self.weights, &self.weights[bias.range()]);
            let crf = Crf::new(&self.weights[transitions.range()], tags);
            let mut by_scores = vec![0.0; scores.len()];
            for (example, range) in batch.examples.iter().zip(&batch.ranges) {
                if let Some(gold) = &example.gold[head] {
                    let own = range.start * tags..range.end * tags;
                    let found = crf.loss(&scores[own.clone()], gold);
                    loss += found.loss;
                    by_scores[own].copy_from_slice(&found.by_scores);
                    add(&mut slopes[transitions.range()], &found.by_transitions);
                }
            }
            by_scores.chunks_exact(tags).for_each(|row| add(&mut slopes[bias.range()], row));
            affine_back(&hidden, place, &self.weights, &by_scores, &mut by_hidden, slopes);
            if head == CUE {
                cue_scores = scores;
            }
        }
        let cues = examples.iter().zip(&batch.ranges);
        let windows = cues.flat_map(|(example, range)| {
            let tags = layout.heads[CUE].0.columns;
            let scores = cue_scores.get(range.start * tags..range.end * tags).unwrap_or_default();
            arguments::windows(example, range.start, scores, tags)
        });
        let windows: Vec<_> = windows.collect();
        loss +=
            layout.arguments.learn(&windows, &hidden, &self.weights, dropout.arguments, random, &mut by_hidden, slopes);
        loss += self.learn_pos(&batch, &hidden, pos_weight, &mut by_hidden, slopes);
        multiply(&mut by_hidden, &last_mask);
        for (step, (place, parameters)) in steps.iter().zip(&layout.encoder).rev() {
            let layer = Layer { units, sequences: &batch.ranges, parameters: &self.weights[parameters.range()] };
            let (by_products, mut by_inputs) =
                layer.back(&step.traces, &step.products, &step.inputs, &by_hidden, &mut slopes[parameters.range()]);
            affine_back(&step.inputs, place, &self.weights, &by_products, &mut by_inputs, slopes);
            multiply(&mut by_inputs, &step.mask);
            by_hidden = by_inputs;
        }
        by_hidden.iter_mut().zip(&first).for_each(|(slope, value)| *slope *= 1.0 - value * value);
        by_hidden.chunks_exact(width).for_each(|row| add(&mut slopes[layout.input_bias.range()], row));
        let mut by_embedded = vec![0.0; embedded.len()];
        affine_back(&embedded, &layout.input, &self.weights, &by_hidden, &mut by_embedded, slopes);
        multiply(&mut by_embedded, &embedded_mask);
        self.each_row(&batch, |row, at| add(&mut slopes[row], &by_embedded[at]));
        loss
    }

    /// Where the values of a channel's table are among the embeddings of a token.
    fn columns_of(&self, channel: Channel) -> Range<usize> {
        let columns = |table: &Place| table.columns;
        let (before, from) = self.layout.tables.split_at(channel.table());
        let start = before.iter().map(columns).sum();
        start..start + columns(&from[0])
    }

    /// The loss of the parts of speech; its slopes are added. Each token stands for itself.
    fn learn_pos(
        &self,
        batch: &Batch<'_>,
        hidden: &[f32],
        weight: f32,
        by_hidden: &mut [f32],
        slopes: &mut [f32],
    ) -> f64 {
        if batch.examples.iter().all(|example| example.pos.is_empty()) {
            return 0.0;
        }
        let (place, bias) = &self.layout.pos;
        let tags = place.columns;
        let mut by_scores = affine(hidden, place, &self.weights, &self.weights[bias.range()]);
        let mut loss = 0.0;
        for (example, range) in batch.examples.iter().zip(&batch.ranges) {
            for (at, token) in range.clone().enumerate() {
                let row = &mut by_scores[token * tags..][..tags];
                let Some(gold) = example.pos.get(at).copied().flatten() else {
                    row.fill(0.0);
                    continue;
                };
                let largest = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
                row.iter_mut().for_each(|score| *score = (*score - largest).exp());
                let sum: f32 = row.iter().sum();
                row.iter_mut().for_each(|share| *share *= weight / sum);
                loss -= f64::from(weight) * f64::from(row[gold as usize] / weight).max(1e-30).ln();
                row[gold as usize] -= weight;
            }
        }
        by_scores.chunks_exact(tags).for_each(|row| add(&mut slopes[bias.range()], row));
        affine_back(hidden, place, &self.weights, &by_scores, by_hidden, slopes);
        loss
    }

    /// The embeddings of each token, one after the other.
    fn embed(&self, batch: &Batch<'_>) -> Vec<f32> {
        let mut embedded = vec![0.0; batch.tokens * self.layout.input.rows];
        self.each_row(batch, |row, at| add(&mut embedded[at], &self.weights[row]));
        embedded
    }

    /// For every number of every token: its row among the weights, and where it belongs among the embeddings.
    fn each_row(&self, batch: &Batch<'_>, mut visit: impl FnMut(Range<usize>, Range<usize>)) {
        let columns = self.layout.input.rows;
        let tokens = batch.examples.iter().flat_map(|example| &example.features);
        for (token, features) in tokens.enumerate() {
            for (channel, &number) in Channel::ALL.iter().zip(features) {
                let table = &self.layout.tables[channel.table()];
                let row = table.start + number as usize % table.rows * table.columns;
                let at = self.columns_of(*channel);
                visit(row..row + table.columns, token * columns + at.start..token * columns + at.end);
            }
        }
    }

    /// Writes the net into a model file, embeddings with whole values up to `levels`, matrices with values up to 127.
    pub(crate) fn write(&self, writer: &mut Writer, levels: i8) {
        let Net { layout, weights, .. } = self;
        for (name, place) in TABLES.iter().zip(&layout.tables) {
            write_table(writer, name, place.of(weights), levels);
        }
        // The engine wants a row for each result.
        let matrix = |writer: &mut Writer, name: &str, place: &Place| write_matrix(writer, name, place, weights);
        let floats = |writer: &mut Writer, name: &str, place: &Place| write_floats(writer, name, place, weights);
        matrix(writer, "input", &layout.input);
        floats(writer, "input.b", &layout.input_bias);
        for (at, (place, parameters)) in layout.encoder.iter().enumerate() {
            matrix(writer, &format!("scan.{at}"), place);
            floats(writer, &format!("scan.{at}.p"), parameters);
        }
        for (&Head { name, .. }, (place, bias, transitions)) in marking().zip(&layout.heads) {
            matrix(writer, name, place);
            floats(writer, &format!("{name}.b"), bias);
            floats(writer, &format!("{name}.t"), transitions);
        }
        let (place, bias) = &layout.pos;
        matrix(writer, "pos", place);
        floats(writer, "pos.b", bias);
        layout.arguments.write(writer, weights);
    }
}

/// Writes a matrix as the engine wants it: a row for each result.
pub(crate) fn write_matrix(writer: &mut Writer, name: &str, place: &Place, weights: &[f32]) {
    write_table(writer, name, place.of(weights).reversed_axes(), i8::MAX);
}

/// Writes numbers as they are.
pub(crate) fn write_floats(writer: &mut Writer, name: &str, place: &Place, weights: &[f32]) {
    writer.floats(name, place.columns, &weights[place.range()]);
}

#[cfg(test)]
mod tests {
    use reportedly_engine::training::{Nothing, Text};

    use super::*;

    fn small() -> [(usize, usize); TABLES.len()] {
        std::array::from_fn(|table| (5 - table % 3, 1 + table % 2))
    }

    fn examples() -> Vec<Example> {
        let surroundings = Text::new("Ann said it.").sequences(&Nothing).remove(0).surroundings;
        let example = |length: u32, known: [bool; 3]| Example {
            features: (0..length).map(|at| std::array::from_fn(|channel| at * 31 + 7 * channel as u32)).collect(),
            pos: if known[0] { (0..length).map(|at| (at != 1).then_some(at as u8)).collect() } else { Vec::new() },
            gold: known.map(|known| known.then(|| (0..length).map(|at| [1, 0b10, 0b101][at as usize % 3]).collect())),
            cues: Vec::new(),
            surroundings: surroundings.clone(),
        };
        vec![example(4, [true, false, true]), example(1, [false, true, true]), example(3, [false, false, false])]
    }

    #[test]
    fn gradients_are_the_slopes() {
        let shape = Shape { tables: small(), units: 3, layers: 2, argument_layers: 2 };
        let mut net = Net::new(shape, 5);
        let examples = examples();
        let examples: Vec<&Example> = examples.iter().collect();
        let dropout = Dropout { input: 0.2, hidden: 0.2, word: 0.2, arguments: 0.2 };
        let loss =
            |net: &Net| net.learn(&examples, dropout, 0.5, &mut Random::new(8), &mut vec![0.0; net.weights.len()]);
        let mut exact = vec![0.0; net.weights.len()];
        net.learn(&examples, dropout, 0.5, &mut Random::new(8), &mut exact);
        assert!(exact.iter().filter(|slope| **slope != 0.0).count() > exact.len() / 3);
        for (at, exact) in exact.into_iter().enumerate() {
            let here = net.weights[at];
            let mut moved = |by: f32| {
                net.weights[at] = here + by;
                loss(&net)
            };
            let slope = (moved(5e-3) - moved(-5e-3)) / 1e-2;
            net.weights[at] = here;
            assert!((slope - f64::from(exact)).abs() < 5e-3, "weight {at}: {slope} and {exact}");
        }
    }

    #[test]
    fn what_is_unknown_costs_nothing() {
        let net = Net::new(Shape { tables: small(), units: 3, layers: 1, argument_layers: 1 }, 5);
        let mut slopes = vec![0.0; net.weights.len()];
        let dropout = Dropout { input: 0.0, hidden: 0.0, word: 0.0, arguments: 0.0 };
        assert_eq!(net.learn(&[&examples()[2]], dropout, 0.5, &mut Random::new(1), &mut slopes), 0.0);
        assert!(slopes.iter().all(|&slope| slope == 0.0));
    }
}
