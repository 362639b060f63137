//! What takes time, and the message that a page is sent when it has ended.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use wasm_bindgen_futures::spawn_local;
use yew::html::{Component, Scope};

/// What comes of something that takes time, in a box: without one, all that runs a future would be compiled for each.
pub(crate) type Pending<A> = Pin<Box<dyn Future<Output = A>>>;

/// Sends a component what has come of it. It begins before this returns: what it asks of a worker is on its way while the page is
/// drawn.
pub(crate) fn send_result<C: Component, A: 'static>(
    scope: &Scope<C>,
    mut pending: Pending<A>,
    message: fn(A) -> C::Message,
) {
    let begun = pending.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    let scope = scope.clone();
    spawn_local(async move {
        let result = match begun {
            Poll::Ready(result) => result,
            Poll::Pending => pending.await,
        };
        scope.send_message(message(result));
    });
}
