//! Tables of 8-bit weights with a scale for each row, as a model file has them.

use crate::file::{ModelError, ModelFile};

/// The bytes of a table in a model file.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) rows: usize,
    pub(crate) columns: usize,
    /// `[rows][columns]`
    pub(crate) values: Vec<i8>,
    pub(crate) scales: Vec<f32>,
}

/// What a row's values are to be multiplied with, from its code in the file: `2^(code / 8)`.
///
/// Steps of 9 % are fine enough for the largest value of a row, and cost a byte where a float would cost four.
pub fn scale(code: i8) -> f32 {
    const ROOTS: [f32; 8] =
        [1.0, 1.090_507_7, 1.189_207_1, 1.296_839_6, std::f32::consts::SQRT_2, 1.542_210_8, 1.681_792_9, 1.834_008];
    let exponent = (i32::from(code) >> 3) + 127;
    ROOTS[(code & 7) as usize] * f32::from_bits((exponent as u32) << 23)
}

impl Table {
    /// Reads the section `name` and the codes of its scales, `name.s`.
    pub(crate) fn read(file: &ModelFile<'_>, name: &str) -> Result<Table, ModelError> {
        let section = file.bytes(name)?;
        let codes = file.bytes(&format!("{name}.s"))?;
        if codes.rows * codes.columns != section.rows {
            return Err(ModelError::section(name, "has not one scale for each row"));
        }
        if section.rows == 0 || section.columns == 0 {
            return Err(ModelError::section(name, "is empty"));
        }
        Ok(Table {
            rows: section.rows,
            columns: section.columns,
            values: section.signed().collect(),
            scales: codes.signed().map(scale).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_are_powers() {
        for code in i8::MIN..=i8::MAX {
            let exact = (f32::from(code) / 8.0).exp2();
            assert!((scale(code) / exact - 1.0).abs() < 1e-6, "{code}");
        }
    }
}
