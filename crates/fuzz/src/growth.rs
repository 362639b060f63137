//! How the time for an input grows with its length.
//!
//! Times differ from machine to machine and from run to run, so none is compared with a number of seconds. An input is made four
//! times as long by repeating a part of it, and may then take eight times as long: twice its share. What is linear takes four
//! times as long, what is quadratic sixteen times. Time is that of the thread on a processor, which others at work on the machine do
//! not change, and what seems slow is measured again, several times, of which the shortest counts.

use std::ops::Range;
use std::time::Duration;

/// How much longer the long input is.
const LONGER: usize = 4;

/// What it may take, in the time of the short one.
const MOST: u32 = 2 * LONGER as u32;

/// What takes no longer than this is not measured well enough to be compared.
const SHORTEST: Duration = Duration::from_millis(30);

/// How often what seems slow is measured again.
const REPEATED: usize = 5;

/// The length of the long input, in bytes. What is bounded, such as a block or the lines that a lost place keeps, has reached its
/// bound in the short one.
const LONG: usize = 1 << 17;

/// An input that took more than twice its share.
#[derive(Clone, Debug)]
pub struct Slow {
    /// The long input.
    pub input: Vec<u8>,
    /// What the short one took.
    pub short: Duration,
    /// What the long one took.
    pub long: Duration,
}

/// How long something takes, as time of this thread on a processor.
#[cfg(unix)]
pub(crate) fn measure(run: fn(&[u8]), input: &[u8]) -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    let now = || {
        let time = clock_gettime(ClockId::ThreadCPUTime);
        Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec.unsigned_abs() as u32)
    };
    let began = now();
    run(input);
    now() - began
}

/// How long something takes.
#[cfg(not(unix))]
pub(crate) fn measure(run: fn(&[u8]), input: &[u8]) -> Duration {
    let began = std::time::Instant::now();
    run(input);
    began.elapsed()
}

/// An input with a part of it repeated until it has so many bytes.
fn stretched(input: &[u8], part: &Range<usize>, length: usize) -> Vec<u8> {
    let times = length.saturating_sub(input.len()) / part.len().max(1);
    [&input[..part.end], &input[part.clone()].repeat(times), &input[part.end..]].concat()
}

/// About how many seconds it takes to see how an input's time grows, where the input itself, of so many bytes, took `time`.
pub(crate) fn cost_of_growth(time: Duration, length: usize) -> f64 {
    time.as_secs_f64() * (LONG + LONG / LONGER) as f64 / length.max(1) as f64
}

/// Whether an input takes more than twice its share when a part of it, which must not be empty, comes again and again.
///
/// # Errors
/// When it does.
pub fn growth(run: fn(&[u8]), input: &[u8], part: Range<usize>) -> Result<(), Box<Slow>> {
    growth_to(LONG, &mut |input| measure(run, input), input, part)
}

/// The same with inputs of this length, of which `time` says how long each takes.
fn growth_to(
    length: usize,
    time: &mut dyn FnMut(&[u8]) -> Duration,
    input: &[u8],
    part: Range<usize>,
) -> Result<(), Box<Slow>> {
    let long = stretched(input, &part, length);
    let mut on_long = time(&long);
    if on_long < SHORTEST {
        return Ok(());
    }
    let short = stretched(input, &part, long.len() / LONGER);
    let mut on_short = time(&short);
    // An input that cannot be cut to a quarter has a larger share.
    let most = MOST * (long.len() as u32).div_ceil(LONGER as u32 * short.len().max(1) as u32).max(1);
    for _ in 0..REPEATED {
        if on_long <= most * on_short {
            return Ok(());
        }
        on_long = on_long.min(time(&long));
        on_short = on_short.min(time(&short));
    }
    if on_long <= most * on_short {
        return Ok(());
    }
    Err(Box::new(Slow { input: long, short: on_short, long: on_long }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quadratic_is_noticed_and_what_is_linear_is_not() {
        const LENGTH: usize = 1 << 13;
        let mut linear = |input: &[u8]| Duration::from_millis(input.len() as u64);
        assert!(growth_to(LENGTH, &mut linear, b"he said that ", 0..13).is_ok());
        let mut quadratic = |input: &[u8]| Duration::from_micros((input.len() * input.len()) as u64);
        let slow = growth_to(LENGTH, &mut quadratic, b"he said that ", 0..13).expect_err("it is quadratic");
        assert!(slow.long > MOST * slow.short && slow.input.len() > LENGTH / 2);
    }

    #[test]
    fn a_measurement_that_was_disturbed_is_made_again() {
        let mut measured = 0;
        let mut disturbed_once = |input: &[u8]| {
            measured += 1;
            Duration::from_millis(input.len() as u64 * if measured == 1 { 50 } else { 1 })
        };
        assert!(growth_to(1 << 13, &mut disturbed_once, b"he said that ", 0..13).is_ok());
        assert_eq!(measured, 4);
    }

    #[test]
    fn a_part_is_repeated() {
        assert_eq!(stretched(b"[a,]", &(1..3), 10), b"[a,a,a,a,]");
        assert_eq!(stretched(b"[a,]", &(1..3), 2), b"[a,]");
    }
}
