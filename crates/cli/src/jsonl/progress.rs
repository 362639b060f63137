//! What a person who waits sees of many articles: how many are done, how fast, and which share of the file.

use std::io::{self, IsTerminal as _};
use std::time::Instant;

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::output;

/// A bar on standard error, or nothing.
pub(crate) struct Progress {
    bar: ProgressBar,
    started: Instant,
    /// Lines that were done before this run.
    skipped: u64,
    annotated: u64,
}

impl Progress {
    /// A bar if standard error is a terminal. `length` is that of the input in bytes, where it is known.
    pub(crate) fn on_terminal(length: Option<u64>) -> Progress {
        if !io::stderr().is_terminal() {
            return Progress::hidden();
        }
        Progress::drawn(ProgressDrawTarget::stderr(), length)
    }

    /// Nothing.
    pub(crate) fn hidden() -> Progress {
        Progress::drawn(ProgressDrawTarget::hidden(), None)
    }

    fn drawn(target: ProgressDrawTarget, length: Option<u64>) -> Progress {
        // A file may be empty.
        let length = length.filter(|&length| length > 0);
        let template = if length.is_some() { "[{bar:30}] {percent:>3}%  {msg}" } else { "{spinner} {msg}" };
        let style = ProgressStyle::with_template(template).expect("the template is right");
        let bar = ProgressBar::with_draw_target(length, target).with_style(style.progress_chars("=> "));
        Progress { bar, started: Instant::now(), skipped: 0, annotated: 0 }
    }

    /// A line was done already; the input is read up to `end` bytes.
    pub(crate) fn skip(&mut self, end: u64) {
        self.skipped += 1;
        self.started = Instant::now();
        self.draw(end);
    }

    /// A line is done; the input is done up to `end` bytes.
    pub(crate) fn advance(&mut self, end: u64) {
        self.annotated += 1;
        self.draw(end);
    }

    fn draw(&self, end: u64) {
        if self.bar.is_hidden() {
            return;
        }
        let seconds = self.started.elapsed().as_secs_f64();
        // Of less than that no speed can be told.
        let speed = if seconds < 0.1 { String::new() } else { speed(self.annotated as f64 / seconds) };
        let count = self.skipped + self.annotated;
        let noun = if count == 1 { "article" } else { "articles" };
        self.bar.set_message(format!("{} {noun}{speed}", HumanCount(count)));
        self.bar.set_position(end);
    }

    /// Does something that writes where the bar is.
    pub(crate) fn suspend(&self, write: impl FnOnce()) {
        self.bar.suspend(write);
    }

    /// The bar stays as it is. What is written later stands below it.
    pub(crate) fn finish(&self) {
        if self.bar.is_finished() {
            return;
        }
        let is_drawn = !self.bar.is_hidden();
        self.bar.abandon();
        if is_drawn {
            output::report(format_args!(""));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.finish();
    }
}

fn speed(articles: f64) -> String {
    let digits = if articles < 10.0 { 1 } else { 0 };
    format!(", {articles:.digits$} a second")
}

#[cfg(test)]
mod tests {
    use indicatif::InMemoryTerm;

    use super::*;

    #[test]
    fn a_bar_has_the_count_the_speed_and_the_share() {
        let terminal = InMemoryTerm::new(5, 80);
        let mut progress = Progress::drawn(ProgressDrawTarget::term_like(Box::new(terminal.clone())), Some(400));
        progress.skip(40);
        progress.started = Instant::now() - std::time::Duration::from_secs(1_000);
        for end in [60, 100] {
            progress.advance(end);
        }
        progress.finish();
        assert_eq!(terminal.contents(), "[=======>                      ]  25%  3 articles, 0.0 a second");
        assert_eq!([speed(2.25), speed(1_234.5)], [", 2.2 a second", ", 1234 a second"]);
    }

    #[test]
    fn of_a_pipe_there_is_no_share() {
        let terminal = InMemoryTerm::new(5, 80);
        let mut progress = Progress::drawn(ProgressDrawTarget::term_like(Box::new(terminal.clone())), None);
        progress.advance(60);
        progress.finish();
        assert!(
            terminal.contents().ends_with("1 article") && !terminal.contents().contains('%'),
            "{}",
            terminal.contents()
        );
    }
}
