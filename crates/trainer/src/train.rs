//! The training itself.

use std::io::Write;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use crate::adam::Adam;
use crate::examples::Example;
use crate::net::Net;
use crate::random::Random;
use crate::recipe::Recipe;

/// An example, and how often it is seen in an epoch.
#[derive(Clone, Debug)]
pub(crate) struct Weighted {
    pub(crate) example: Example,
    pub(crate) weight: f32,
}

/// A batch is always learnt in this many parts, on as many threads as there are: sums are made in the same order then.
const PARTS: usize = 4;

/// Trains a net. The same examples and recipe give the same net, whatever the number of threads.
pub(crate) fn train(examples: &[Weighted], recipe: &Recipe) -> Net {
    let mut net = Net::new(recipe.shape.clone(), recipe.seed);
    let weights = net.weights.len();
    let mut adam = Adam::new(weights, recipe.weight_decay, recipe.longest_gradient);
    let mut random = Random::new(recipe.seed + 1);
    let epochs: Vec<Vec<Vec<usize>>> = (0..recipe.epochs).map(|_| epoch(examples, recipe, &mut random)).collect();
    let steps: usize = epochs.iter().map(Vec::len).sum();
    let bar = progress(steps);
    let mut parts: Vec<Vec<f32>> = vec![vec![0.0; weights]; PARTS];
    let mut mean = net.weights.clone();
    for batches in &epochs {
        let (mut loss, mut tokens) = (0.0, 0);
        for members in batches {
            let batch: Vec<&Example> = members.iter().map(|&at| &examples[at].example).collect();
            let seeds: [u64; PARTS] = std::array::from_fn(|_| random.seed());
            let losses: Vec<f64> = parts
                .par_iter_mut()
                .zip(seeds)
                .enumerate()
                .map(|(part, (slopes, seed))| {
                    slopes.fill(0.0);
                    let own: Vec<&Example> = batch.iter().skip(part).step_by(PARTS).copied().collect();
                    net.learn(&own, recipe.dropout, recipe.pos_weight, &mut Random::new(seed), slopes)
                })
                .collect();
            let (sum, others) = parts.split_at_mut(1);
            for other in others {
                sum[0].iter_mut().zip(other).for_each(|(sum, slope)| *sum += *slope);
            }
            let size: usize = batch.iter().map(|example| example.features.len()).sum();
            let rate = recipe.rate_at(bar.position() as f64 / steps as f64);
            adam.step(&mut net.weights, &sum[0], 2.0 / size as f64, rate as f32);
            average(&mut mean, &net.weights);
            loss += losses.iter().sum::<f64>();
            tokens += size;
            bar.inc(1);
        }
        let message = format!("loss {:.4}", loss / tokens as f64);
        // A bar is shown on a terminal only.
        if bar.is_hidden() {
            let _ = writeln!(std::io::stderr(), "{} of {steps} batches, {message}", bar.position());
        }
        bar.set_message(message);
    }
    bar.finish();
    net.weights = mean;
    net
}

/// Moves the mean of the weights towards those of a step. Of the weights of the last some hundred steps the mean is better
/// than any (Polyak and Juditsky 1992).
fn average(mean: &mut [f32], weights: &[f32]) {
    const SHARE: f32 = 0.003;
    mean.iter_mut().zip(weights).for_each(|(mean, weight)| *mean += SHARE * (weight - *mean));
}

/// Batches of examples, in random order.
fn epoch(examples: &[Weighted], recipe: &Recipe, random: &mut Random) -> Vec<Vec<usize>> {
    let mut order = Vec::new();
    for (at, Weighted { weight, .. }) in examples.iter().enumerate() {
        let times = weight.floor() as usize + usize::from(random.unit() < weight.fract());
        order.extend(std::iter::repeat_n(at, times));
    }
    random.shuffle(&mut order);
    let mut batches: Vec<Vec<usize>> = Vec::new();
    let mut tokens = recipe.batch_tokens;
    for at in order {
        if tokens >= recipe.batch_tokens {
            batches.push(Vec::new());
            tokens = 0;
        }
        tokens += examples[at].example.features.len();
        if let Some(batch) = batches.last_mut() {
            batch.push(at);
        }
    }
    batches
}

fn progress(steps: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("training {bar:40} {pos}/{len} batches, {eta} left, {msg}");
    let bar = ProgressBar::new(steps as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.enable_steady_tick(Duration::from_millis(500));
    bar
}

#[cfg(test)]
mod tests {
    use reportedly_engine::{Model, training};

    use super::*;
    use crate::known::Counts;
    use crate::net::Shape;

    /// "x said y": enough to see that everything is learnt and written.
    fn examples() -> Vec<Weighted> {
        let texts = ["Ann said it may rain.", "It may rain, Bob said.", "Rain fell on Ann.", "Ann and Bob may go."];
        let known = |word: &str| match word {
            "Ann" | "Bob" => [1 << 1, 1, 1],
            "may" => [1, 1 << 1, 1],
            "said" => [1, 1, 1 << 1],
            _ => [1, 1, 1],
        };
        let example = |text: &&str| {
            let sequence = training::Text::new(text).sequences(&training::Nothing).remove(0);
            let known: Vec<_> = sequence.tokens.iter().map(|token| known(token.of(text))).collect();
            let gold = std::array::from_fn(|layer| Some(known.iter().map(|sets| sets[layer]).collect()));
            let example = Example {
                features: sequence.features,
                pos: Vec::new(),
                gold,
                cues: Vec::new(),
                surroundings: sequence.surroundings,
            };
            Weighted { example, weight: 1.0 }
        };
        texts.iter().map(example).collect()
    }

    fn small(seed: u64) -> Recipe {
        let shape = Shape {
            tables: std::array::from_fn(|table| if table == 0 { (256, 8) } else { (64, 2) }),
            units: 8,
            layers: 2,
            argument_layers: 1,
        };
        Recipe { shape, epochs: 300, seed, rate: 1e-2, batch_tokens: 10, ..Recipe::default() }
    }

    fn file(seed: u64) -> Vec<u8> {
        let mut writer = training::writer();
        Counts::default().write(&mut writer);
        train(&examples(), &small(seed)).write(&mut writer, 127);
        writer.finish()
    }

    #[test]
    fn what_is_learnt_is_what_the_engine_reads() {
        let model = Model::read(&file(1)).unwrap();
        for Weighted { example, .. } in examples() {
            let tags = training::tag(&model, &example.features);
            for (tags, gold) in tags.iter().zip(&example.gold) {
                let sets: Vec<u32> = tags.iter().map(|tag| 1 << tag).collect();
                assert_eq!(Some(&sets), gold.as_ref());
            }
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_bytes() {
        let threads = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let once = threads(1).install(|| file(3));
        assert_eq!(once, threads(2).install(|| file(3)));
        assert_ne!(once, file(4));
    }
}
