//! Work on several processors at once, whose results come in the order of what was given, with a bounded look-ahead.
//!
//! One thread reads, some work, and whoever asks for the results gets them in order. The reader is never further ahead
//! of the results than a number of items and of bytes: a slow item stops it, and nothing piles up behind.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::{io, iter};

/// How many items each thread is ahead of the results at most.
const AHEAD: usize = 8;

/// How many bytes of items are ahead of the results at most. A single item may have more.
const MOST_BYTES: usize = 32 << 20;

/// As much as the first thread of a program has; others have a quarter of it.
const STACK_BYTES: usize = 8 << 20;

/// An item that waits for a thread, and the way back.
struct Task<T, R> {
    item: T,
    result: SyncSender<R>,
}

/// An item that is ahead of the results.
struct Pending<R> {
    result: Receiver<R>,
    bytes: usize,
}

/// What comes of the items, in their order.
pub(crate) struct Ordered<R> {
    /// Nothing when no more is wanted.
    pending: Option<Receiver<Pending<R>>>,
    budget: Arc<Budget>,
    reader: Option<JoinHandle<()>>,
}

/// Does `work` on the items, `jobs` of them at once. `bytes` says how much an item has, for the look-ahead.
/// `work` must not panic.
///
/// # Errors
/// When the system has no more threads.
pub(crate) fn ordered<T: Send + 'static, R: Send + 'static>(
    items: impl Iterator<Item = T> + Send + 'static,
    jobs: NonZero<usize>,
    bytes: impl Fn(&T) -> usize + Send + 'static,
    work: impl Fn(T) -> R + Send + Sync + 'static,
) -> io::Result<Ordered<R>> {
    let budget = Arc::new(Budget::default());
    let (task_sender, tasks) = mpsc::channel::<Task<T, R>>();
    let (pending_sender, pending) = mpsc::sync_channel(AHEAD * jobs.get());
    let (tasks, work) = (Arc::new(Mutex::new(tasks)), Arc::new(work));
    for _ in 0..jobs.get() {
        let (tasks, work) = (Arc::clone(&tasks), Arc::clone(&work));
        let next = move || locked(&tasks).recv().ok();
        thread::Builder::new().stack_size(STACK_BYTES).spawn(move || {
            for Task { item, result } in iter::from_fn(next) {
                // Nobody waits for it any more: there is an end to everything then.
                let _ = result.send(work(item));
            }
        })?;
    }
    let reader = thread::Builder::new().spawn({
        let budget = Arc::clone(&budget);
        move || {
            for item in items {
                let bytes = bytes(&item);
                let (sender, result) = mpsc::sync_channel(1);
                budget.acquire(bytes);
                let is_wanted = pending_sender.send(Pending { result, bytes }).is_ok();
                if !is_wanted || task_sender.send(Task { item, result: sender }).is_err() {
                    break;
                }
            }
        }
    })?;
    Ok(Ordered { pending: Some(pending), budget, reader: Some(reader) })
}

impl<R> Iterator for Ordered<R> {
    type Item = R;

    fn next(&mut self) -> Option<R> {
        if let Ok(Pending { result, bytes }) = self.pending.as_ref()?.recv() {
            let result = result.recv().expect("a thread that works does not panic");
            self.budget.release(bytes);
            return Some(result);
        }
        // The reader has ended. If it broke, that is no end of the items.
        if let Some(Err(panic)) = self.reader.take().map(JoinHandle::join) {
            resume_unwind(panic);
        }
        None
    }
}

impl<R> Drop for Ordered<R> {
    /// The reader may wait for a result to be taken: it must see that none will be.
    fn drop(&mut self) {
        self.pending = None;
        self.budget.lift();
    }
}

/// How many bytes are ahead of the results.
#[derive(Default)]
struct Budget {
    used: Mutex<Used>,
    released: Condvar,
}

#[derive(Default)]
struct Used {
    bytes: usize,
    is_unlimited: bool,
}

impl Budget {
    /// Waits until there is room for so many bytes, or nothing else is ahead.
    fn acquire(&self, bytes: usize) {
        let is_full = |used: &mut Used| !used.is_unlimited && used.bytes > 0 && used.bytes + bytes > MOST_BYTES;
        let used = self.released.wait_while(locked(&self.used), is_full);
        used.unwrap_or_else(PoisonError::into_inner).bytes += bytes;
    }

    fn release(&self, bytes: usize) {
        locked(&self.used).bytes -= bytes;
        self.released.notify_one();
    }

    /// Nobody waits any more.
    fn lift(&self) {
        locked(&self.used).is_unlimited = true;
        self.released.notify_one();
    }
}

/// What a lock guards. No thread panics while it holds one.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn jobs(count: usize) -> NonZero<usize> {
        NonZero::new(count).expect("it is more than none")
    }

    #[test]
    fn results_come_in_order() {
        for count in [1, 2, 7] {
            let work = |number: u32| {
                // Some are done long before those in front of them.
                let turns = (number % 5) * 1_000;
                (0..turns).map(std::hint::black_box).fold(0, u32::wrapping_add);
                number * 2
            };
            let results: Vec<u32> = ordered(0..2_000, jobs(count), |_| 1, work).expect("threads start").collect();
            assert_eq!(results, (0..2_000).map(|number| number * 2).collect::<Vec<_>>(), "{count}");
        }
    }

    /// The first item is not done before the reader waits. All others could be.
    #[test]
    fn a_slow_item_does_not_let_the_others_pile_up() {
        for (bytes, most) in [(1, 2 * AHEAD + 2), (MOST_BYTES / 4, 5), (2 * MOST_BYTES, 2)] {
            let (gate_sender, gate) = mpsc::channel::<()>();
            let gate = Mutex::new(gate);
            let read = Arc::new(AtomicUsize::new(0));
            let counted = Arc::clone(&read);
            let items = (0..1_000_usize).inspect(move |_| {
                counted.fetch_add(1, Ordering::SeqCst);
            });
            let work = move |number| {
                if number == 0 {
                    locked(&gate).recv().expect("the test opens the gate");
                }
                number
            };
            let results = ordered(items, jobs(2), move |_| bytes, work).expect("threads start");
            // As far as the reader gets: it stands still when its count does, and never passes the limit.
            let mut before = usize::MAX;
            while before != read.load(Ordering::SeqCst) {
                before = read.load(Ordering::SeqCst);
                thread::sleep(std::time::Duration::from_millis(20));
            }
            gate_sender.send(()).expect("the first item waits");
            let mut taken = 0;
            for result in results {
                assert_eq!(result, taken);
                taken += 1;
                let ahead = read.load(Ordering::SeqCst) - taken;
                assert!(ahead <= most, "{ahead} are ahead, with {bytes} bytes each");
            }
            assert!(before <= most, "{before} were read before the first was done");
            assert_eq!(taken, 1_000);
        }
    }

    #[test]
    fn a_reader_whose_results_nobody_wants_ends() {
        let (sender, ended) = mpsc::channel::<u32>();
        // The sender is dropped with the items.
        let items = (0..).inspect(move |_| drop(sender.clone()));
        let mut results = ordered(items, jobs(2), |_| MOST_BYTES / 2, |number: u32| number).expect("threads start");
        assert_eq!(results.next(), Some(0));
        drop(results);
        assert!(ended.recv().is_err());
    }

    #[test]
    #[should_panic(expected = "the input broke")]
    fn a_reader_that_breaks_is_no_end() {
        let items = (0..5).inspect(|&number| assert!(number < 3, "the input broke"));
        let results = ordered(items, jobs(2), |_| 1, |number: u32| number).expect("threads start");
        assert!(results.count() < 5);
    }
}
