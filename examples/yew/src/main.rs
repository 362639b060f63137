//! Another Yew program, rooted at the body, as Yew programs are by default. `<reportedly-text>` is a guest in it: two programs
//! of one framework count their elements from 1 each, and must not take each other's clicks.
#![forbid(unsafe_code)]

use yew::prelude::*;

const TEXT: &str = "The museum in Halden will probably close its east wing, people familiar with the plans said on Thursday. \
                    “We are repairing it,” said Nora Feld, who leads the museum.";

#[component]
fn App() -> Html {
    let count = use_state(|| 0);
    let there = use_state(|| true);
    let add = {
        let count = count.clone();
        Callback::from(move |_: MouseEvent| count.set(*count + 1))
    };
    let mount = {
        let there = there.clone();
        Callback::from(move |_: MouseEvent| there.set(!*there))
    };
    html! {
        <main>
            <h1>{ "Another Yew program" }</h1>
            <p>
                <button id="count" onclick={add}>{ "Count: " }{ *count }</button>
                { " " }
                <button id="mount" onclick={mount}>{ if *there { "Take it away" } else { "Put it back" } }</button>
            </p>
            if *there {
                <@{"reportedly-text"} loading="eager"><p>{ TEXT }</p></@>
            }
            <p><a href="../">{ "All examples" }</a></p>
        </main>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
