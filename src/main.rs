//! The page: mounts the application.
use yew::prelude::*;

#[component]
fn Page() -> Html {
    html! { <p>{ "Reportedly" }</p> }
}

fn main() {
    yew::Renderer::<Page>::new().render();
}
