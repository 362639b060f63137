//! What the programs for files and links do for the page. It can take long, and a person can stop it.

use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::Poll;

use gloo_timers::callback::Timeout;

use super::command::{PageCommand, button};
use super::{Action, Dialog, Page, after};
use crate::clients;
use crate::strings;
use reportedly_reader::vdom::{Tag, classed};

/// A task that takes longer is told of, in milliseconds.
const LONG: u32 = 700;

/// Something that has not ended.
pub(super) struct Task {
    number: u32,
    /// What is being done, in words.
    what: &'static str,
    stopped: Rc<Cell<bool>>,
    is_long: bool,
    _timer: Timeout,
}

impl Page {
    /// Happens when a task has ended, unless it is stopped.
    pub(super) fn start_task(&mut self, what: &'static str, task: impl Future<Output = Action> + 'static) {
        self.started_tasks += 1;
        let number = self.started_tasks;
        let stopped = Rc::new(Cell::new(false));
        let timer = after(LONG, &self.scope, Action::TaskIsLong(number));
        self.tasks.push(Task { number, what, stopped: stopped.clone(), is_long: false, _timer: timer });
        let mut task: Pin<Box<dyn Future<Output = Action>>> = Box::pin(task);
        let task = std::future::poll_fn(move |context| {
            // The call that it waited for has failed. Nothing else of it is to be done.
            if stopped.get() { Poll::Ready(Action::Idle) } else { task.as_mut().poll(context) }
        });
        self.spawn(async move { Action::TaskEnded(number, Box::new(task.await)) });
    }

    pub(super) fn task_is_long(&mut self, number: u32) {
        self.tasks.iter_mut().filter(|task| task.number == number).for_each(|task| task.is_long = true);
    }

    pub(super) fn task_ended(&mut self, number: u32) {
        self.tasks.retain(|task| task.number != number);
    }

    /// Gives up what has not ended. Says whether there was anything.
    pub(super) fn stop_tasks(&mut self) -> bool {
        let any = !self.tasks.is_empty();
        for task in self.tasks.drain(..) {
            task.stopped.set(true);
        }
        if any {
            clients::stop_calls();
        }
        any
    }

    /// What is being done for so long that the person is told.
    pub(super) fn long_task(&self) -> Tag {
        // A dialog has words of its own, and is over the page.
        let is_free = self.dialog.as_ref().is_none_or(|dialog| !matches!(dialog, Dialog::Share(_)));
        let task = self.tasks.iter().find(|task| task.is_long && is_free).map(|task| {
            classed("p", "task")
                .attr("data-testid", "task")
                .text(task.what)
                .text(" ")
                .child(button(PageCommand::StopTask, strings::STOP_TASK))
        });
        classed("div", "tasks").attr("role", "status").child_opt(task)
    }
}
