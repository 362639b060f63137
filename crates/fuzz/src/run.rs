//! The loop: makes inputs, runs a target on each, and says what broke.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, Once};
use std::thread;
use std::time::{Duration, Instant};

use peak_alloc::PeakAlloc;

use crate::growth::{cost_of_growth, growth, measure};
use crate::mutator::Mutator;
use crate::targets::Target;

/// When a loop ends, and what an input may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The loop ends after this time.
    pub time: Duration,
    /// The loop ends after so many inputs.
    pub executions: u64,
    /// The share of the time that goes into inputs that are made longer.
    pub grown: f64,
    /// The allocator, where it counts.
    pub memory: Option<&'static PeakAlloc>,
}

/// What was done.
#[derive(Clone, Copy, Debug, Default)]
pub struct Executed {
    /// How many inputs were run.
    pub inputs: u64,
    /// How many of them were made longer, to see how the time grows.
    pub grown: u64,
}

/// An input that broke what a target promises.
#[derive(Clone, Debug)]
pub struct Broken {
    /// The input.
    pub input: Vec<u8>,
    /// Which one it was, counted from 0; none where a part of one was repeated.
    pub number: Option<u64>,
    /// What is wrong, and where.
    pub message: String,
}

/// An input may take this long, and as much again for each of its bytes as [`PER_BYTE`] says: far more than any takes. What takes
/// more than its share is found by [`growth`].
const LONGEST: Duration = Duration::from_secs(5);
const PER_BYTE: Duration = Duration::from_millis(1);

/// An input that takes this long is given up, with all that comes after it.
const HANGING: Duration = Duration::from_secs(300);

/// The memory that an input may take at once: some, and some for each of its bytes.
const MOST_MEMORY: usize = 128 << 20;
const MEMORY_PER_BYTE: usize = 4096;

thread_local! {
    static MESSAGE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Panics of this thread are noted, and say nothing by themselves.
fn note_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let is_ours = thread::current().name() == Some(THREAD);
            if is_ours {
                MESSAGE.with_borrow_mut(|message| *message = info.to_string());
            } else {
                before(info);
            }
        }));
    });
}

/// What the thread of targets is called.
const THREAD: &str = "target";

/// Runs a target on an input.
///
/// # Errors
/// When it panics: what it said.
fn execute(target: &Target, input: &[u8]) -> Result<(), String> {
    panic::catch_unwind(AssertUnwindSafe(|| (target.run)(input))).map_err(|_| MESSAGE.with_borrow_mut(std::mem::take))
}

/// Runs something on the thread of targets, which has as much stack as a browser's, and no more.
fn on_thread<T: Send>(run: impl FnOnce() -> T + Send) -> T {
    note_panics();
    thread::scope(|scope| {
        let builder = thread::Builder::new().name(THREAD.to_owned()).stack_size(8 << 20);
        let started = builder.spawn_scoped(scope, run).expect("a thread can be started");
        started.join().unwrap_or_else(|panic| panic::resume_unwind(panic))
    })
}

/// Runs a target on an input.
///
/// # Errors
/// When it panics: what it said.
pub fn replay(target: &Target, input: &[u8]) -> Result<(), String> {
    on_thread(|| execute(target, input))
}

/// Runs a target on inputs that are made of those in the pool. `journal` is told each input before it is run.
///
/// The same seed and pool give the same inputs, as many as there is time for.
///
/// # Errors
/// When an input breaks what the target promises, takes too long or too much memory.
pub fn run(
    target: &Target,
    seed: u64,
    pool: &[Vec<u8>],
    limits: &Limits,
    mut journal: impl FnMut(&[u8]) + Send,
) -> Result<Executed, Box<Broken>> {
    let watch = Watch::start(target.name, seed);
    let watched = watch.clone();
    let result = on_thread(move || {
        let mut mutator = Mutator::new(seed, target.inputs);
        // Whoever makes inputs longer has chance of their own, so that the inputs are the same each time.
        let mut stretcher = Mutator::new(!seed, target.inputs);
        let (began, mut grown_for) = (Instant::now(), Duration::ZERO);
        let mut executed = Executed::default();
        while executed.inputs < limits.executions && began.elapsed() < limits.time {
            let input = mutator.input(pool);
            journal(&input);
            watched.begin(&input);
            let broken = |message| Box::new(Broken { input: input.clone(), number: Some(executed.inputs), message });
            let before = Instant::now();
            check(target, &input, limits.memory).map_err(broken)?;
            executed.inputs += 1;
            let cost = cost_of_growth(before.elapsed(), input.len());
            if input.is_empty() || grown_for.as_secs_f64() + cost > limits.grown * limits.time.as_secs_f64() {
                continue;
            }
            // Spread over all of the time, and not all at its beginning.
            if grown_for.as_secs_f64() > limits.grown * began.elapsed().as_secs_f64() {
                continue;
            }
            let before = Instant::now();
            let mut part = stretcher.range(&input);
            if part.is_empty() {
                part = 0..input.len();
            }
            watched.begin(&input);
            let grown = panic::catch_unwind(AssertUnwindSafe(|| growth(target.run, &input, part.clone())));
            let broken = |input, message| Err(Box::new(Broken { input, number: None, message }));
            match grown {
                Ok(Ok(())) => executed.grown += 1,
                Ok(Err(slow)) => {
                    let message = format!(
                        "{:?} for a quarter of it, {:?} for {} bytes: more than twice its share",
                        slow.short,
                        slow.long,
                        slow.input.len()
                    );
                    return broken(slow.input, message);
                }
                Err(_) => {
                    let message = format!("with {part:?} repeated: {}", MESSAGE.with_borrow_mut(std::mem::take));
                    return broken(input, message);
                }
            }
            grown_for += before.elapsed();
        }
        Ok(executed)
    });
    watch.end();
    result
}

/// Runs a target on an input, and sees to it that it takes neither too long nor too much memory.
fn check(target: &Target, input: &[u8], memory: Option<&'static PeakAlloc>) -> Result<(), String> {
    let before = memory.map(|memory| {
        memory.reset_peak_usage();
        memory.current_usage()
    });
    let began = Instant::now();
    execute(target, input)?;
    let most = LONGEST + PER_BYTE * input.len() as u32;
    if began.elapsed() > most {
        // The machine may have been busy with something else: only the thread's own time counts.
        let taken = measure(target.run, input);
        if taken > most {
            return Err(format!("{} bytes take {taken:?}", input.len()));
        }
    }
    if let (Some(memory), Some(before)) = (memory, before) {
        let taken = memory.peak_usage().saturating_sub(before);
        if taken > MOST_MEMORY + MEMORY_PER_BYTE * input.len() {
            return Err(format!("{} bytes take {taken} bytes of memory", input.len()));
        }
    }
    Ok(())
}

/// Ends the program where an input is never done with.
#[derive(Clone)]
struct Watch {
    input: Arc<Mutex<Vec<u8>>>,
    /// How many inputs were begun; the last number where the loop has ended.
    count: Arc<AtomicU64>,
}

impl Watch {
    fn start(target: &'static str, seed: u64) -> Watch {
        let watch = Watch { input: Arc::default(), count: Arc::default() };
        let watched = watch.clone();
        thread::spawn(move || {
            let (mut count, mut since) = (0, Instant::now());
            loop {
                thread::sleep(Duration::from_millis(200));
                let now = watched.count.load(Ordering::Relaxed);
                if now == u64::MAX {
                    return;
                }
                if now != count {
                    (count, since) = (now, Instant::now());
                } else if since.elapsed() > HANGING {
                    let input = watched.input.lock().map(|input| input.clone()).unwrap_or_default();
                    let file = std::env::temp_dir().join(format!("{target}.hanging"));
                    let written = std::fs::write(&file, input);
                    let place = if written.is_ok() { file.display().to_string() } else { "nowhere".to_owned() };
                    std::panic::set_hook(Box::new(|_| {}));
                    report(&format!("{target}, seed {seed}: an input takes more than {HANGING:?}; it is in {place}"));
                    std::process::abort();
                }
            }
        });
        watch
    }

    fn begin(&self, input: &[u8]) {
        if let Ok(mut stored) = self.input.lock() {
            stored.clear();
            stored.extend_from_slice(input);
        }
        self.count.fetch_add(1, Ordering::Relaxed);
    }

    fn end(&self) {
        self.count.store(u64::MAX, Ordering::Relaxed);
    }
}

#[expect(clippy::print_stderr, reason = "the program ends here")]
fn report(message: &str) {
    eprintln!("{message}");
}

/// A shorter input that breaks the same, found by leaving parts out.
pub fn minimized(target: &Target, broken: &[u8]) -> Vec<u8> {
    on_thread(|| {
        let place = |message: String| message.lines().next().unwrap_or_default().to_owned();
        let Err(wanted) = execute(target, broken).map_err(place) else { return broken.to_vec() };
        let mut input = broken.to_vec();
        let mut size = input.len() / 2;
        let deadline = Instant::now() + Duration::from_secs(20);
        while size > 0 && Instant::now() < deadline {
            let mut at = 0;
            while at < input.len() && Instant::now() < deadline {
                let end = (at + size).min(input.len());
                let shorter = [&input[..at], &input[end..]].concat();
                if execute(target, &shorter).map_err(place).is_err_and(|found| found == wanted) {
                    input = shorter;
                } else {
                    at = end;
                }
            }
            size /= 2;
        }
        input
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::targets::Inputs;

    fn breaks(input: &[u8]) {
        assert!(!input.windows(2).any(|pair| pair == b"ai"), "there is ai in it");
    }

    const BREAKING: Target = Target { name: "breaking", run: breaks, inputs: Inputs::Text };

    fn forever() -> Limits {
        Limits { time: Duration::MAX, executions: 10_000, grown: 0.0, memory: None }
    }

    #[test]
    fn what_breaks_is_found_again_by_its_seed_and_made_short() {
        let pool = [b"It may rn.".to_vec(), b"Maria said no.".to_vec()];
        let find = || *run(&BREAKING, 7, &pool, &forever(), |_| {}).expect_err("it breaks");
        let broken = find();
        assert!(broken.message.contains("there is ai in it"), "{}", broken.message);
        assert_eq!((find().input, find().number), (broken.input.clone(), broken.number));
        assert!(replay(&BREAKING, &broken.input).is_err() && replay(&BREAKING, b"a i").is_ok());
        assert_eq!(minimized(&BREAKING, &broken.input), b"ai");
    }

    #[test]
    fn inputs_are_counted() {
        const QUIET: Target = Target { name: "quiet", run: |_| {}, inputs: Inputs::Text };
        let executed = run(&QUIET, 7, &[b"It may rain.".to_vec()], &forever(), |_| {}).expect("nothing breaks");
        assert_eq!(executed.inputs, 10_000);
    }
}
