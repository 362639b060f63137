//! The decoder: what the trainer's net computes, from the weights of a model file.
//!
//! Embeddings of a token's numbers → a linear layer → layers of a simple recurrent unit in both directions → linear heads. The recurrence has no products with matrices in it, so that these are done for
//! all tokens of a sequence at once.

use crate::file::{ModelError, ModelFile};
use crate::lattice::Lattice;
use crate::layout::{self, Layout};
use crate::math::{sigmoid, tanh};
use crate::products::{Inputs, Matrix, Table};

/// A net, ready to run.
#[derive(Clone, Debug)]
pub struct Net {
    layout: Layout,
    tables: Vec<Table>,
    /// For each channel, where its rows go among the embeddings of a token.
    starts: Vec<usize>,
    input: Matrix,
    input_bias: Vec<f32>,
    encoder: Vec<Recurrent>,
    heads: Vec<Head>,
    /// Units of a direction.
    units: usize,
}

#[derive(Clone, Debug)]
struct Recurrent {
    /// For each direction: what enters memory, what keeps it, what shows it.
    weights: Matrix,
    /// For each direction: how memory weighs in keeping, in showing; their biases.
    parameters: Vec<f32>,
}

#[derive(Clone, Debug)]
struct Head {
    weights: Matrix,
    bias: Vec<f32>,
    transitions: Option<Vec<f32>>,
}

/// What the encoder makes of a sequence: what the heads read.
#[derive(Clone, Debug)]
pub struct Encoded {
    inputs: Inputs,
}

impl Net {
    /// Reads the weights from a model file.
    ///
    /// # Errors
    /// When a section that the layout names is missing or of another shape.
    pub fn read(file: &ModelFile<'_>, layout: Layout) -> Result<Net, ModelError> {
        let tables = layout.tables.iter().map(|name| Table::read(file, name)).collect::<Result<Vec<_>, _>>()?;
        let starts: Vec<usize> =
            tables.iter().scan(0, |next, table| Some(std::mem::replace(next, *next + table.columns))).collect();
        let starts = layout.channels.iter().map(|&table| starts[table]).collect();
        let input = matrix(file, "input", None, tables.iter().map(|table| table.columns).sum())?;
        let width = input.rows;
        let units = width / 2;
        let mut encoder = Vec::new();
        for layer in 0.. {
            let name = format!("scan.{layer}");
            if !file.has(&name) {
                break;
            }
            encoder.push(Recurrent {
                weights: matrix(file, &name, Some(6 * units), width)?,
                parameters: file.floats(&format!("{name}.p"), 8, units)?,
            });
        }
        let head = |&layout::Head { name, tags, chained }: &layout::Head| {
            let transitions = || file.floats(&format!("{name}.t"), tags + 1, tags);
            Ok(Head {
                weights: matrix(file, name, Some(tags), width)?,
                bias: file.floats(&format!("{name}.b"), 1, tags)?,
                transitions: if chained { Some(transitions()?) } else { None },
            })
        };
        let heads = layout.heads.iter().map(head).collect::<Result<_, ModelError>>()?;
        let input_bias = file.floats("input.b", 1, width)?;
        Ok(Net { layout, tables, starts, input, input_bias, encoder, heads, units })
    }

    /// Reads a sequence: the numbers of its tokens, one token after the other, as many for each as the layout has channels.
    pub fn encode(&self, sequence: &[u32]) -> Encoded {
        let mut inputs = Inputs::default();
        inputs.round(&self.hidden(sequence), 2 * self.units);
        Encoded { inputs }
    }

    /// What a head, by its place in the layout, says of a sequence. A head that is not asked costs nothing.
    pub fn head(&self, head: usize, encoded: &Encoded) -> Lattice<'_> {
        let Head { weights, bias, transitions } = &self.heads[head];
        let mut scores = Vec::new();
        weights.apply(&encoded.inputs, &mut scores);
        add_to_each(&mut scores, bias);
        Lattice { scores, transitions: transitions.as_deref(), tags: bias.len() }
    }

    /// What the encoder shows at the end, `[tokens][2 units]`.
    fn hidden(&self, sequence: &[u32]) -> Vec<f32> {
        let mut inputs = Inputs::default();
        let columns = self.input.columns;
        inputs.round(&self.embed(sequence), columns);
        let mut hidden = Vec::new();
        self.input.apply(&inputs, &mut hidden);
        add_to_each(&mut hidden, &self.input_bias);
        hidden.iter_mut().for_each(|value| *value = tanh(*value));
        let mut products = Vec::new();
        for layer in &self.encoder {
            inputs.round(&hidden, 2 * self.units);
            layer.weights.apply(&inputs, &mut products);
            for direction in 0..2 {
                self.scan(layer, direction, &products, &mut hidden);
            }
        }
        hidden
    }

    /// The embeddings of each token, one after the other.
    fn embed(&self, sequence: &[u32]) -> Vec<f32> {
        let (channels, columns) = (self.layout.channels, self.input.columns);
        let mut embedded = vec![0.0; sequence.len() / channels.len() * columns];
        for (numbers, embedded) in sequence.chunks_exact(channels.len()).zip(embedded.chunks_exact_mut(columns)) {
            for ((&number, &table), &start) in numbers.iter().zip(channels).zip(&self.starts) {
                let table = &self.tables[table];
                table.add(number as usize % table.rows, &mut embedded[start..][..table.columns]);
            }
        }
        embedded
    }

    /// Runs the recurrence of one direction, and writes what it shows over its half of what it read.
    fn scan(&self, layer: &Recurrent, direction: usize, products: &[f32], hidden: &mut [f32]) {
        let n = self.units;
        let own = &layer.parameters[direction * 4 * n..][..4 * n];
        let [vf, vr, bf, br] = std::array::from_fn(|row| &own[row * n..][..n]);
        let mut memory = vec![0.0; n];
        let length = hidden.len() / (2 * n);
        for step in 0..length {
            let at = if direction == 0 { step } else { length - 1 - step };
            let products = &products[(at * 2 + direction) * 3 * n..][..3 * n];
            let [entering, uf, ur] = std::array::from_fn(|row| &products[row * n..][..n]);
            let hidden = &mut hidden[(at * 2 + direction) * n..][..n];
            for i in 0..n {
                let keep = sigmoid(uf[i] + vf[i] * memory[i] + bf[i]);
                let show = sigmoid(ur[i] + vr[i] * memory[i] + br[i]);
                memory[i] = keep * memory[i] + (1.0 - keep) * entering[i];
                hidden[i] = show * memory[i] + (1.0 - show) * hidden[i];
            }
        }
    }
}

fn matrix(file: &ModelFile<'_>, name: &str, rows: Option<usize>, columns: usize) -> Result<Matrix, ModelError> {
    let table = Table::read(file, name)?;
    // Two directions of the same size, each a half of the row.
    let right = rows.map_or(table.rows % 2 == 0, |rows| rows == table.rows);
    if !right || table.columns != columns {
        return Err(ModelError::section(name, "has another shape than the net needs"));
    }
    Ok(Matrix::new(&table))
}

fn add_to_each(rows: &mut [f32], bias: &[f32]) {
    for row in rows.chunks_exact_mut(bias.len()) {
        for (value, bias) in row.iter_mut().zip(bias) {
            *value += bias;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::checksum;
    use crate::sample::{LAYOUT, VERSION, sample};
    use crate::tags::follows;

    fn net() -> Net {
        let bytes = sample(&LAYOUT, VERSION).finish();
        Net::read(&ModelFile::read(&bytes, VERSION.reading).unwrap(), LAYOUT).unwrap()
    }

    fn sequence(length: usize) -> Vec<u32> {
        let channels = LAYOUT.channels.len();
        (0..length * channels).map(|at| (at / channels * 977 % 61 + at % channels) as u32).collect()
    }

    #[test]
    fn every_token_has_a_tag() {
        let net = net();
        for length in [0, 1, 2, 57] {
            let encoded = net.encode(&sequence(length));
            for (at, head) in LAYOUT.heads.iter().enumerate() {
                let tags = net.head(at, &encoded).best();
                assert_eq!(tags.len(), length);
                assert!(tags.iter().all(|&tag| (tag as usize) < head.tags));
                assert!(!head.chained || tags.windows(2).all(|pair| follows(pair[0], pair[1])));
            }
        }
    }

    #[test]
    fn context_of_both_sides_counts() {
        let net = net();
        let base = sequence(9);
        let middle = |sequence: &[u32]| net.hidden(sequence)[4 * 8..5 * 8].to_vec();
        for changed in [0, 8] {
            let mut other = base.clone();
            other[changed * LAYOUT.channels.len()] += 1;
            assert_ne!(middle(&base), middle(&other), "token {changed}");
        }
    }

    /// The same numbers on every target: nothing in the net depends on the order of sums or on a system's libraries.
    #[test]
    fn the_same_bits_everywhere() {
        let bits: Vec<u8> =
            net().hidden(&sequence(20)).iter().flat_map(|value| value.to_bits().to_le_bytes()).collect();
        assert_eq!(checksum(&bits), 2_690_543_399);
    }

    #[test]
    fn a_part_of_another_shape_is_refused() {
        let mut writer = sample(&LAYOUT, VERSION);
        writer.floats("scan.2.p", 4, &[0.0; 32]);
        writer.bytes("scan.2", 8, &[1; 8 * 23]);
        writer.bytes("scan.2.s", 1, &[0; 23]);
        let bytes = writer.finish();
        let error = Net::read(&ModelFile::read(&bytes, VERSION.reading).unwrap(), LAYOUT).unwrap_err();
        insta::assert_snapshot!(error.to_string(), @r#"the model file is unusable: section "scan.2" has another shape than the net needs"#);
    }
}
