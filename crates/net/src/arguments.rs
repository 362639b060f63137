//! The second pass: what belongs to a mark that a head has found.
//!
//! The encoder reads a sequence once. For each mark, one more layer then goes through the tokens around it. It reads the
//! encoder's states, those at both ends of the mark, and how each token lies to the mark. Products with the encoder's states
//! are the same for all marks and are made once a sequence, so that a mark costs little more than the recurrence.

use std::ops::Range;

use bytemuck::cast_slice_mut;
use wide::f32x4;

use crate::crf::Lattice;
use crate::file::{ModelError, ModelFile};
use crate::layout::Layout;
use crate::matmul::{Inputs, Matrix, vectors};
use crate::net::Head;
use crate::scan::{Scan, halve};
use crate::table::Table;

/// The weights of the second pass.
#[derive(Clone, Debug)]
pub(crate) struct Arguments {
    first: Scan,
    /// The products with the states at both ends of the mark.
    ends: Matrix,
    /// What each relation adds: `[rows][vectors]`.
    relations: Vec<f32x4>,
    more: Vec<Scan>,
    head: Head,
}

impl Arguments {
    /// Reads the weights, for an encoder of so many units a direction.
    pub(crate) fn read(file: &ModelFile<'_>, layout: Layout, units: usize) -> Result<Arguments, ModelError> {
        let shape = |name: &str| ModelError::section(name, "has another shape than the net needs");
        let first = Scan::read(file, "argument.0", units)?;
        let mut ends = Table::read(file, "argument.ends")?;
        if (ends.rows, ends.columns) != (6 * units, 4 * units) {
            return Err(shape("argument.ends"));
        }
        halve(&mut ends.scales, units);
        let ends = Matrix::new("argument.ends", &ends, &vec![0.0; 6 * units])?;
        let table = Table::read(file, "argument.rel")?;
        if (table.rows, table.columns) != (layout.relations, 6 * units) {
            return Err(shape("argument.rel"));
        }
        let mut relations = vec![f32x4::ZERO; table.rows * first.vectors()];
        let rows = cast_slice_mut::<_, f32>(&mut relations).chunks_exact_mut(4 * first.vectors());
        for ((row, values), &scale) in rows.zip(table.values.chunks_exact(table.columns)).zip(&table.scales) {
            row.iter_mut().zip(values).for_each(|(to, &value)| *to = scale * f32::from(value));
            halve(&mut row[..6 * units], units);
        }
        let mut more = Vec::new();
        while file.has(&format!("argument.{}", more.len() + 1)) {
            more.push(Scan::read(file, &format!("argument.{}", more.len() + 1), units)?);
        }
        Ok(Arguments { first, ends, relations, more, head: Head::read(file, &layout.arguments, 2 * units)? })
    }

    /// The products with the encoder's states, which all marks of a sequence share.
    pub(crate) fn shared(&self, encoded: &Inputs) -> Vec<f32x4> {
        self.first.products(encoded)
    }

    /// What belongs to the mark `mark` of a sequence, among the tokens of `window`. Each token of it has as many relations
    /// as any other; they are rows of the table, taken modulo its rows.
    pub(crate) fn of(
        &self,
        hidden: &[f32x4],
        shared: &[f32x4],
        mark: &Range<usize>,
        window: &Range<usize>,
        relations: &[u8],
    ) -> Lattice<'_> {
        let (width, wide) = (self.head.weights.columns / 4, self.first.vectors());
        let state = |token: usize| &hidden[token * width..][..width];
        let ends = [state(mark.start), state(mark.end - 1)].concat();
        let ends = self.ends.apply(&Inputs::round(&ends, vectors(self.ends.columns)));
        let mut products = shared[window.start * wide..window.end * wide].to_vec();
        let rows = self.relations.len() / wide;
        let relations = relations.chunks_exact(relations.len() / window.len());
        for (products, relations) in products.chunks_exact_mut(wide).zip(relations) {
            products.iter_mut().zip(&ends).for_each(|(sum, value)| *sum += *value);
            for &relation in relations {
                let row = &self.relations[relation as usize % rows * wide..][..wide];
                products.iter_mut().zip(row).for_each(|(sum, value)| *sum += *value);
            }
        }
        let mut shown = hidden[window.start * width..window.end * width].to_vec();
        self.first.recur(&products, &mut shown);
        self.more.iter().for_each(|layer| layer.run(&mut shown));
        self.head.of(&Inputs::round(&shown, vectors(4 * width)))
    }
}
