use serde::{Deserialize, Serialize};

use crate::annotation::{Annotation, Layer};
use crate::labels::Label;

/// What a reader has chosen to see: the one filter behind marks, counts, panel, print and export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// One bit a layer, in the order of [`Layer::ALL`]; set is hidden.
    hidden: u8,
}

impl View {
    /// Whether marks of this layer are shown.
    pub fn shows_layer(self, layer: Layer) -> bool {
        self.hidden & bit(layer) == 0
    }

    /// Whether this mark is shown.
    pub fn shows(self, annotation: &Annotation) -> bool {
        self.shows_layer(annotation.layer())
    }

    /// The same with one layer switched.
    #[must_use]
    pub fn toggled(self, layer: Layer) -> View {
        View { hidden: self.hidden ^ bit(layer) }
    }
}

fn bit(layer: Layer) -> u8 {
    1 << layer as u8
}

/// How many marks each layer has, whether shown or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    layers: [u32; Layer::ALL.len()],
}

impl Counts {
    /// Counts them.
    pub fn of(annotations: &[Annotation]) -> Counts {
        let mut counts = Counts::default();
        for annotation in annotations {
            counts.layers[annotation.layer() as usize] += 1;
        }
        counts
    }

    /// How many this layer has.
    pub fn layer(self, layer: Layer) -> u32 {
        self.layers[layer as usize]
    }

    /// How many there are in all.
    pub fn total(self) -> u32 {
        self.layers.iter().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_are_switched_one_by_one() {
        let view = View::default().toggled(Layer::Hedge);
        assert_eq!(Layer::ALL.iter().map(|&l| view.shows_layer(l)).collect::<Vec<_>>(), [true, false, true]);
        assert_eq!(view.toggled(Layer::Hedge), View::default());
    }
}
