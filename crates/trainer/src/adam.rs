//! The optimiser: Adam with decoupled weight decay (Loshchilov and Hutter 2019), gradients cut to a length.

/// What it remembers of each weight.
#[derive(Clone, Debug)]
pub(crate) struct Adam {
    mean: Vec<f32>,
    square: Vec<f32>,
    steps: i32,
    /// What part of a weight goes with a step of size 1.
    decay: f32,
    /// Larger gradients are made this long.
    longest: f64,
}

const MEAN: f32 = 0.9;
const SQUARE: f32 = 0.98;
const LEAST: f32 = 1e-8;

impl Adam {
    pub(crate) fn new(weights: usize, decay: f32, longest: f64) -> Adam {
        Adam { mean: vec![0.0; weights], square: vec![0.0; weights], steps: 0, decay, longest }
    }

    /// Moves the weights against their slopes, which are first multiplied with `factor`.
    pub(crate) fn step(&mut self, weights: &mut [f32], slopes: &[f32], factor: f64, rate: f32) {
        let length = factor * slopes.iter().map(|&slope| f64::from(slope) * f64::from(slope)).sum::<f64>().sqrt();
        let factor = (if length > self.longest { factor * self.longest / length } else { factor }) as f32;
        self.steps += 1;
        let mean_so_far = 1.0 - MEAN.powi(self.steps);
        let square_so_far = 1.0 - SQUARE.powi(self.steps);
        let memories = self.mean.iter_mut().zip(&mut self.square);
        for ((weight, &slope), (mean, square)) in weights.iter_mut().zip(slopes).zip(memories) {
            let slope = slope * factor;
            *mean = MEAN * *mean + (1.0 - MEAN) * slope;
            *square = SQUARE * *square + (1.0 - SQUARE) * slope * slope;
            let step = *mean / mean_so_far / ((*square / square_so_far).sqrt() + LEAST);
            *weight -= rate * (step + self.decay * *weight);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_bottom() {
        let mut weights = [3.0f32, -2.0];
        let mut adam = Adam::new(2, 0.0, 1.0);
        for _ in 0..2_000 {
            let slopes = [2.0 * (weights[0] - 1.0), 20.0 * weights[1]];
            adam.step(&mut weights, &slopes, 1.0, 1e-2);
        }
        assert!((weights[0] - 1.0).abs() < 1e-2 && weights[1].abs() < 1e-2, "{weights:?}");
    }

    #[test]
    fn unused_weights_decay() {
        let mut weights = [1.0f32];
        let mut adam = Adam::new(1, 0.1, 1.0);
        (0..10).for_each(|_| adam.step(&mut weights, &[0.0], 1.0, 0.1));
        assert!((weights[0] - 0.99f32.powi(10)).abs() < 1e-5);
    }
}
