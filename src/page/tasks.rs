//! What the programs for files and links do for the page. It can take long, and a person can stop it.

use std::cell::Cell;
use std::rc::Rc;
use std::task::Poll;

use gloo_timers::callback::Timeout;

use super::action::{Action, TaskAction};
use super::command::{PageCommand, button};
use super::ui::Dialog;
use super::{Page, after};
use crate::clients;
use crate::spawn::begun;
use crate::strings;
use reportedly_reader::vdom::{Tag, classed};

/// A task that takes longer is told of, in milliseconds.
const LONG: u32 = 700;

/// What has not ended, and how many tasks there have been.
#[derive(Default)]
pub(super) struct Tasks {
    running: Vec<Task>,
    started: u32,
}

/// Something that has not ended.
struct Task {
    number: u32,
    /// What is being done, in words.
    what: &'static str,
    stopped: Rc<Cell<bool>>,
    is_long: bool,
    _timer: Timeout,
}

impl Page {
    pub(super) fn handle_task(&mut self, action: TaskAction) {
        match action {
            TaskAction::IsLong(number) => {
                if let Some(task) = self.tasks.running.iter_mut().find(|task| task.number == number) {
                    task.is_long = true;
                }
            }
            TaskAction::Ended(number, outcome) => {
                self.tasks.running.retain(|task| task.number != number);
                self.handle(*outcome);
            }
            TaskAction::StopAll => {
                self.stop_tasks();
                self.show_notice(strings::TASK_STOPPED, None);
            }
        }
    }

    /// Happens when a task has ended, unless it is stopped.
    pub(super) fn start_task(&mut self, what: &'static str, task: impl Future<Output = Action> + 'static) {
        self.tasks.started += 1;
        let number = self.tasks.started;
        let stopped = Rc::new(Cell::new(false));
        let timer = after(LONG, &self.scope, TaskAction::IsLong(number).into());
        self.tasks.running.push(Task { number, what, stopped: stopped.clone(), is_long: false, _timer: timer });
        let mut task = begun(Box::pin(task));
        let task = std::future::poll_fn(move |context| {
            // The call that it waited for has failed. Nothing else of it is to be done.
            if stopped.get() { Poll::Ready(Action::Idle) } else { task.as_mut().poll(context) }
        });
        self.spawn(async move { TaskAction::Ended(number, Box::new(task.await)).into() });
    }

    /// Gives up what has not ended. Says whether there was anything.
    pub(super) fn stop_tasks(&mut self) -> bool {
        let any = !self.tasks.running.is_empty();
        for task in self.tasks.running.drain(..) {
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
        let is_free = self.ui.dialog.as_ref().is_none_or(|dialog| !matches!(dialog, Dialog::Share(_)));
        let task = self.tasks.running.iter().find(|task| task.is_long && is_free).map(|task| {
            classed("p", "task")
                .attr("data-testid", "task")
                .text(task.what)
                .text(" ")
                .child(button(PageCommand::StopTask, strings::STOP_TASK))
        });
        classed("div", "tasks").attr("role", "status").child_opt(task)
    }
}
