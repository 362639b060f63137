//! What takes time, and the message that a page is sent when it has ended.

use std::pin::Pin;

use wasm_bindgen_futures::spawn_local;
use yew::html::{Component, Scope};

/// What comes of something that takes time, in a box: without one, all that runs a future would be compiled for each.
pub(crate) type Pending<A> = Pin<Box<dyn Future<Output = A>>>;

/// Sends a component what has come of it.
pub(crate) fn send_result<C: Component, A: 'static>(
    scope: &Scope<C>,
    pending: Pending<A>,
    message: fn(A) -> C::Message,
) {
    let scope = scope.clone();
    spawn_local(async move { scope.send_message(message(pending.await)) });
}
