//! The decoder: what the trainer's net computes, from the weights of a model file.
//!
//! Embeddings of a token's features → a linear layer → layers of a simple recurrent unit in both directions → a linear
//! head for each layer of annotations. The recurrence has no products with matrices in it, so that these are done for
//! all tokens of a sequence at once.

use reportedly_document::{EntityKind, HedgeKind, Label};

use super::features::{Channel, Features, TABLES};
use super::file::{ModelError, ModelFile};
use super::math::{sigmoid, tanh};
use super::products::{Inputs, Matrix, Table};
use super::tags::{Part, Tag, tags};
use super::viterbi::best_path;

/// A net, ready to run.
#[derive(Clone, Debug)]
pub(crate) struct Net {
    tables: Vec<Table>,
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
    transitions: Vec<f32>,
}

/// The heads of a net and how many classes each tells apart.
pub const HEADS: [(&str, usize); 3] =
    [("entity", EntityKind::ALL.len()), ("hedge", HedgeKind::ALL.len()), ("attribution", Part::ALL.len())];

impl Net {
    /// Reads the weights from a model file.
    pub(crate) fn read(file: &ModelFile<'_>) -> Result<Net, ModelError> {
        let tables = TABLES.iter().map(|name| Table::read(file, name)).collect::<Result<Vec<_>, _>>()?;
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
        let head = |&(name, classes): &(&str, usize)| {
            let tags = tags(classes);
            Ok(Head {
                weights: matrix(file, name, Some(tags), width)?,
                bias: file.floats(&format!("{name}.b"), 1, tags)?,
                transitions: file.floats(&format!("{name}.t"), tags + 1, tags)?,
            })
        };
        let heads = HEADS.iter().map(head).collect::<Result<_, ModelError>>()?;
        let input_bias = file.floats("input.b", 1, width)?;
        Ok(Net { tables, input, input_bias, encoder, heads, units })
    }

    /// The tags of a sequence, for each of [`HEADS`].
    pub(crate) fn tag(&self, sequence: &[Features]) -> [Vec<Tag>; HEADS.len()] {
        if sequence.is_empty() {
            return std::array::from_fn(|_| Vec::new());
        }
        let mut inputs = Inputs::default();
        inputs.round(&self.encode(sequence), 2 * self.units);
        let mut scores = Vec::new();
        std::array::from_fn(|head| {
            let Head { weights, bias, transitions } = &self.heads[head];
            weights.apply(&inputs, &mut scores);
            add_to_each(&mut scores, bias);
            best_path(&scores, transitions, bias.len())
        })
    }

    /// What the encoder makes of a sequence: `[tokens][2 units]`.
    fn encode(&self, sequence: &[Features]) -> Vec<f32> {
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
    fn embed(&self, sequence: &[Features]) -> Vec<f32> {
        let starts: Vec<usize> =
            self.tables.iter().scan(0, |next, table| Some(std::mem::replace(next, *next + table.columns))).collect();
        let columns = self.input.columns;
        let mut embedded = vec![0.0; sequence.len() * columns];
        for (features, embedded) in sequence.iter().zip(embedded.chunks_exact_mut(columns)) {
            for (channel, &number) in Channel::ALL.iter().zip(features) {
                let at = channel.table();
                let table = &self.tables[at];
                table.add(number as usize % table.rows, &mut embedded[starts[at]..][..table.columns]);
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
pub(crate) mod tests {
    use super::*;
    use crate::model::features::PLACES;
    use crate::model::file::Writer;
    use crate::model::tags::follows;

    /// A small net with weights that look random.
    pub(crate) fn sample() -> Writer {
        let mut writer = Writer::default();
        let mut state = 1u32;
        let mut next = move || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as i8
        };
        let mut table = |writer: &mut Writer, name: &str, rows: usize, columns: usize| {
            writer.bytes(name, columns, &(0..rows * columns).map(|_| next()).collect::<Vec<_>>());
            writer.bytes(&format!("{name}.s"), 1, &vec![-64; rows]);
        };
        let units = 4;
        for (name, columns) in TABLES.iter().zip([6, 3, 3, 2, 2]) {
            table(&mut writer, name, PLACES as usize, columns);
        }
        table(&mut writer, "input", 2 * units, 16);
        writer.floats("input.b", 2 * units, &vec![0.1; 2 * units]);
        for layer in ["scan.0", "scan.1"] {
            table(&mut writer, layer, 6 * units, 2 * units);
            writer.floats(&format!("{layer}.p"), units, &vec![0.5; 8 * units]);
        }
        for (name, classes) in HEADS {
            let tags = tags(classes);
            table(&mut writer, name, tags, 2 * units);
            writer.floats(&format!("{name}.b"), tags, &vec![0.0; tags]);
            writer.floats(&format!("{name}.t"), tags, &vec![0.0; (tags + 1) * tags]);
        }
        writer
    }

    fn sequence(length: u32) -> Vec<Features> {
        (0..length).map(|at| std::array::from_fn(|channel| at * 977 % 61 + channel as u32)).collect()
    }

    #[test]
    fn every_token_has_a_tag() {
        let bytes = sample().finish();
        let net = Net::read(&ModelFile::read(&bytes).unwrap()).unwrap();
        for length in [0, 1, 2, 57] {
            for tags in net.tag(&sequence(length)) {
                assert_eq!(tags.len(), length as usize);
                assert!(tags.windows(2).all(|pair| follows(pair[0], pair[1])));
            }
        }
    }

    #[test]
    fn context_of_both_sides_counts() {
        let bytes = sample().finish();
        let net = Net::read(&ModelFile::read(&bytes).unwrap()).unwrap();
        let base = sequence(9);
        let middle = |sequence: &[Features]| net.encode(sequence)[4 * 8..5 * 8].to_vec();
        for changed in [0, 8] {
            let mut other = base.clone();
            other[changed][0] += 1;
            assert_ne!(middle(&base), middle(&other), "token {changed}");
        }
    }

    /// The same numbers on every target: nothing in the net depends on the order of sums or on a system's libraries.
    #[test]
    fn the_same_bits_everywhere() {
        let bytes = sample().finish();
        let net = Net::read(&ModelFile::read(&bytes).unwrap()).unwrap();
        let bits: Vec<u8> = net.encode(&sequence(20)).iter().flat_map(|value| value.to_bits().to_le_bytes()).collect();
        assert_eq!(crate::model::file::checksum(&bits), 604_278_907);
    }

    #[test]
    fn a_part_of_another_shape_is_refused() {
        let mut writer = sample();
        writer.floats("scan.2.p", 4, &[0.0; 32]);
        writer.bytes("scan.2", 8, &[1; 8 * 23]);
        writer.bytes("scan.2.s", 1, &[0; 23]);
        let bytes = writer.finish();
        let error = Net::read(&ModelFile::read(&bytes).unwrap()).unwrap_err();
        insta::assert_snapshot!(error.to_string(), @r#"the model file is unusable: section "scan.2" has another shape than the net needs"#);
    }
}
