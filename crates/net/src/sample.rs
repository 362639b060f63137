//! A model file for tests.

use crate::file::{Version, Writer};
use crate::layout::Layout;

/// A small net of this layout whose weights look random: what it says is nonsense, and there is a lot of it.
///
/// For the tests of who uses nets.
pub fn sample(layout: &Layout, version: Version) -> Writer {
    const UNITS: usize = 4;
    const WIDTH: usize = 2 * UNITS;
    // Codes of scales: heads speak up, so that the net is sure of its nonsense.
    const QUIET: i8 = -64;
    const LOUD: i8 = -16;
    let mut writer = Writer::new(version);
    let mut state = 1u32;
    let mut next = move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as i8
    };
    let mut table = |writer: &mut Writer, name: &str, rows: usize, columns: usize, scale: i8| {
        writer.bytes(name, columns, &(0..rows * columns).map(|_| next()).collect::<Vec<_>>());
        writer.bytes(&format!("{name}.s"), 1, &vec![scale; rows]);
    };
    for name in layout.tables {
        table(&mut writer, name, 32, 3, QUIET);
    }
    table(&mut writer, "input", WIDTH, 3 * layout.tables.len(), QUIET);
    writer.floats("input.b", WIDTH, &[0.1; WIDTH]);
    for layer in ["scan.0", "scan.1"] {
        table(&mut writer, layer, 3 * WIDTH, WIDTH, QUIET);
        writer.floats(&format!("{layer}.p"), UNITS, &[0.5; 8 * UNITS]);
    }
    table(&mut writer, "argument.0", 3 * WIDTH, WIDTH, QUIET);
    writer.floats("argument.0.p", UNITS, &[0.5; 8 * UNITS]);
    table(&mut writer, "argument.ends", 3 * WIDTH, 2 * WIDTH, QUIET);
    table(&mut writer, "argument.rel", layout.relations, 3 * WIDTH, QUIET);
    for head in layout.heads.iter().chain([&layout.arguments]) {
        table(&mut writer, head.name, head.tags, WIDTH, LOUD);
        writer.floats(&format!("{}.b", head.name), head.tags, &vec![0.0; head.tags]);
        if head.chained {
            writer.floats(&format!("{}.t", head.name), head.tags, &vec![0.0; (head.tags + 1) * head.tags]);
        }
    }
    writer
}

#[cfg(test)]
pub(crate) const VERSION: Version = Version { reading: 1, engine: "0.1.0" };

#[cfg(test)]
pub(crate) const LAYOUT: Layout = {
    use crate::layout::Head;

    Layout {
        tables: &["word", "suffix", "place"],
        channels: &[0, 0, 1, 2],
        heads: &[Head::marks("entity", 3), Head::each("speech", 5), Head::marks("cue", 1)],
        arguments: Head::marks("argument", 2),
        relations: 4,
    }
};
