//! The decoder: what the trainer's net computes, from the weights of a model file.
//!
//! Embeddings of a token's numbers through a linear layer → layers of a simple recurrent unit in both directions → linear
//! heads. The recurrence has no products with matrices in it, so that these are done for all tokens of a sequence at once.

use std::cell::OnceCell;
use std::ops::Range;

use wide::f32x4;

use crate::arguments::Arguments;
use crate::crf::Lattice;
use crate::embeddings::Embeddings;
use crate::file::{ModelError, ModelFile};
use crate::layout::{self, Layout};
use crate::math::tanh4;
use crate::matmul::{Inputs, Matrix, vectors};
use crate::scan::Scan;
use crate::table::Table;
use crate::transitions::Transitions;

/// A net, ready to run.
#[derive(Clone, Debug)]
pub struct Net {
    embeddings: Embeddings,
    /// What a token has between layers, in vectors.
    vectors: usize,
    encoder: Vec<Scan>,
    heads: Vec<Head>,
    arguments: Arguments,
}

#[derive(Clone, Debug)]
pub(crate) struct Head {
    pub(crate) weights: Matrix,
    transitions: Option<Transitions>,
}

/// What the encoder makes of a sequence: what the heads and the second pass read.
#[derive(Clone, Debug)]
pub struct Encoded {
    hidden: Vec<f32x4>,
    inputs: Inputs,
    /// What all marks of the second pass share.
    shared: OnceCell<Vec<f32x4>>,
}

impl Net {
    /// Reads the weights from a model file.
    ///
    /// # Errors
    /// When a section that the layout names is missing or of another shape.
    pub fn read(file: &ModelFile<'_>, layout: Layout) -> Result<Net, ModelError> {
        let tables = layout.tables.iter().map(|name| Table::read(file, name)).collect::<Result<Vec<_>, _>>()?;
        let input = Table::read(file, "input")?;
        let width = input.rows;
        let embeddings = Embeddings::new(&tables, layout.channels, &input, &file.floats("input.b", 1, width)?)?;

        let mut encoder = Vec::new();
        loop {
            let name = format!("scan.{}", encoder.len());
            if !file.has(&name) {
                break;
            }
            encoder.push(Scan::read(file, &name, width / 2)?);
        }
        let heads = layout.heads.iter().map(|head| Head::read(file, head, width)).collect::<Result<_, _>>()?;
        let arguments = Arguments::read(file, layout, width / 2)?;
        Ok(Net { embeddings, vectors: vectors(width), encoder, heads, arguments })
    }

    /// Reads a sequence: the numbers of its tokens, one token after the other, as many for each as the layout has channels.
    pub fn encode(&self, sequence: &[u32]) -> Encoded {
        self.encode_where(sequence, |_, _| true)
    }

    /// The same with only those numbers of tokens that are `seen`, which is asked for each token and channel. What is not
    /// seen adds nothing, as much of training has left out.
    pub fn encode_where(&self, sequence: &[u32], seen: impl Fn(usize, usize) -> bool) -> Encoded {
        let hidden = self.hidden(self.embeddings.of(sequence, seen));
        Encoded { inputs: Inputs::round(&hidden, self.vectors), hidden, shared: OnceCell::new() }
    }

    /// What a head, by its place in the layout, says of a sequence. A head that is not asked costs nothing.
    pub fn head(&self, head: usize, encoded: &Encoded) -> Lattice<'_> {
        self.heads[head].of(&encoded.inputs)
    }

    /// What belongs to a mark of a sequence, among the tokens of a window around it: the answer of the layout's head
    /// `arguments`, whose first token is the first of the window. `relations` says of each token of the window how it lies
    /// to the mark, by rows of the table of relations; all tokens have the same number of them.
    ///
    /// # Panics
    /// When mark or window are empty or not within the sequence, or there are fewer relations than tokens.
    pub fn arguments(
        &self,
        encoded: &Encoded,
        mark: &Range<usize>,
        window: &Range<usize>,
        relations: &[u8],
    ) -> Lattice<'_> {
        let shared = encoded.shared.get_or_init(|| self.arguments.shared(&encoded.inputs));
        self.arguments.of(&encoded.hidden, shared, mark, window, relations)
    }

    /// What the encoder shows at the end, `[tokens][2][units]`.
    fn hidden(&self, mut hidden: Vec<f32x4>) -> Vec<f32x4> {
        hidden.iter_mut().for_each(|values| *values = tanh4(*values));
        self.encoder.iter().for_each(|layer| layer.run(&mut hidden));
        hidden
    }
}

impl Head {
    pub(crate) fn read(file: &ModelFile<'_>, head: &layout::Head, width: usize) -> Result<Head, ModelError> {
        let &layout::Head { name, tags, chained } = head;
        let table = Table::read(file, name)?;
        if (table.rows, table.columns) != (tags, width) {
            return Err(ModelError::section(name, "has another shape than the net needs"));
        }
        let weights = Matrix::new(name, &table, &file.floats(&format!("{name}.b"), 1, tags)?)?;
        let transitions = || Ok(Transitions::new(&file.floats(&format!("{name}.t"), tags + 1, tags)?, tags));
        Ok(Head { weights, transitions: if chained { Some(transitions()?) } else { None } })
    }

    /// What it says of a sequence.
    pub(crate) fn of(&self, inputs: &Inputs) -> Lattice<'_> {
        Lattice::new(self.weights.apply(inputs), self.transitions.as_ref(), self.weights.rows)
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
        let middle = |sequence: &[u32]| net.hidden(net.embeddings.of(sequence, |_, _| true))[4 * 2..5 * 2].to_vec();
        for changed in [0, 8] {
            let mut other = base.clone();
            other[changed * LAYOUT.channels.len()] += 1;
            assert_ne!(middle(&base), middle(&other), "token {changed}");
        }
    }

    #[test]
    fn what_belongs_to_a_mark_depends_on_the_mark() {
        let net = net();
        let encoded = net.encode(&sequence(12));
        let scores = |mark: Range<usize>, window: Range<usize>, relation: u8| {
            let relations = vec![relation; 2 * window.len()];
            let lattice = net.arguments(&encoded, &mark, &window, &relations);
            lattice.scores().flatten().copied().collect::<Vec<f32>>()
        };
        assert_eq!(scores(3..4, 0..12, 1).len(), 12 * LAYOUT.arguments.tags);
        assert_ne!(scores(3..4, 0..12, 1), scores(3..5, 0..12, 1));
        assert_ne!(scores(3..4, 0..12, 1), scores(3..4, 0..12, 2));
        assert_ne!(scores(3..4, 2..12, 1)[..], scores(3..4, 0..12, 1)[2 * LAYOUT.arguments.tags..]);
        let bits: Vec<u8> = bytemuck::cast_slice(&scores(3..5, 1..9, 1)).to_vec();
        assert_eq!(checksum(&bits), 1_855_905_669);
    }

    /// The same numbers on every target: nothing in the net depends on the order of sums or on a system's libraries.
    #[test]
    fn the_same_bits_everywhere() {
        let bits: Vec<u8> =
            bytemuck::cast_slice(&net().hidden(net().embeddings.of(&sequence(20), |_, _| true))).to_vec();
        assert_eq!(checksum(&bits), 833_281_301);
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
