//! Weights as bytes.

use ndarray::ArrayView2;
use reportedly_net::{Writer, scale};

/// Writes rows as signed bytes up to `levels`, each row with the code of its scale. Fewer levels compress better.
pub(crate) fn write_table(writer: &mut Writer, name: &str, table: ArrayView2<'_, f32>, levels: i8) {
    let rows: Vec<Vec<f32>> = table.rows().into_iter().map(|row| row.to_vec()).collect();
    let codes: Vec<i8> = rows.iter().map(|row| code(row, levels)).collect();
    let values: Vec<i8> = rows.iter().zip(&codes).flat_map(|(row, &code)| quantised(row, code, levels)).collect();
    writer.bytes(name, table.ncols(), &values);
    writer.bytes(&format!("{name}.s"), 1, &codes);
}

/// The code of the smallest scale under which the largest value of a row is at most `levels`.
fn code(row: &[f32], levels: i8) -> i8 {
    let largest = row.iter().fold(0.0f32, |largest, value| largest.max(value.abs()));
    // The conversion ends at the smallest and largest code by itself; a row of zeros gets the smallest.
    (8.0 * (largest / f32::from(levels)).log2()).ceil() as i8
}

fn quantised(row: &[f32], code: i8, levels: i8) -> impl Iterator<Item = i8> {
    let levels = f32::from(levels);
    row.iter().map(move |value| (value / scale(code)).round().clamp(-levels, levels) as i8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_to_what_was_given() {
        let row = [0.03, -0.5, 0.25, 0.0, 0.499];
        for levels in [7, 31, 127] {
            let code = code(&row, levels);
            let step = scale(code);
            assert!(step * f32::from(levels) < 0.5 * 1.1, "the scale is no larger than it must be");
            for (value, given) in quantised(&row, code, levels).zip(row) {
                assert!((f32::from(value) * step - given).abs() <= 0.51 * step, "{value} for {given}");
            }
        }
        assert!(quantised(&[0.0; 3], code(&[0.0; 3], 127), 127).all(|value| value == 0));
    }
}
