//! What takes time, and the message that a page is sent when it has ended.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use wasm_bindgen_futures::spawn_local;
use yew::html::{Component, Scope};

/// What comes of something that takes time, in a box: without one, all that runs a future would be compiled for each.
pub(crate) type Pending<A> = Pin<Box<dyn Future<Output = A>>>;

/// Sends a component what has come of it. It begins after what is being done now.
pub(crate) fn send_result<C: Component, A: 'static>(
    scope: &Scope<C>,
    pending: Pending<A>,
    message: fn(A) -> C::Message,
) {
    let scope = scope.clone();
    spawn_local(async move { scope.send_message(message(pending.await)) });
}

/// The same of something that has begun before this returns: what it asks of a worker is on its way while the page is drawn.
pub(crate) fn begun<A: 'static>(mut pending: Pending<A>) -> Pending<A> {
    match pending.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => Box::pin(std::future::ready(result)),
        Poll::Pending => pending,
    }
}
