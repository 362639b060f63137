//! Pages that people read, as sites write them: six kinds of articles, and what is none. All of them are written for these tests.

use reportedly_server::{Fault, Site};

/// The paragraphs of an article.
pub(crate) const PARAGRAPHS: &str = "
<p id=first>The island of Tarsvik could lose roughly 40 jobs, Aksel Dahl, the mayor, told reporters in Bergen on Monday, after months of talks.</p>
<p>“We cannot pay for empty boats,” said Greta Moen, who runs the ferry company Norlink. She may close two of its five lines.</p>
<p>A source familiar with the talks said the government was reportedly considering a loan, though nothing had been decided yet.</p>
<p id=last>The union, which represents most of the crews, denied that its members had agreed to lower wages in the spring.</p>";

pub(crate) const HEADLINE: &str = "Ferry company may cut two lines";

const STYLE: &str = "<style>
    body { margin: 0; font: 17px/1.6 serif }
    main { max-width: 36rem; margin: 2rem 1rem }
    #last { margin-top: 1200px }
</style>";

/// What stands around an article, and is none of it.
const AROUND: &str = "<nav><a href=/>Home</a> <a href=/news>News from Oslo</a></nav>";
const BELOW: &str = "
<aside><p>Subscribe to the letter that the whole of Trondheim reads, said nobody ever, for only two crowns a week and no more.</p></aside>
<div class=comments><p>This commenter said that the mayor of Stavanger could perhaps have told somebody about the boats much sooner.</p></div>
<footer><p>All of this is written by the people of the Herald in Kristiansand, who may be reached on any day but Sunday.</p></footer>";

fn page(title: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title>{STYLE}</head><body>{body}</body></html>"
    )
}

fn plain() -> String {
    let main = format!("<main><h1>{HEADLINE}</h1><article>{PARAGRAPHS}</article></main>");
    page("Plain", &[AROUND, &main, BELOW].concat())
}

/// An article in a page whose body has a name for something else, with lines that nothing but their words and places tells from it.
fn unnamed() -> String {
    let end = "<p><a href=/1>The harbour of Hamar has closed for the whole winter</a></p>
        <h3>More on this</h3><p><a href=/2>Why the boats of Elverum cost so much</a></p>
        <p>Read next: what the mayor of Lillehammer said about it to the newspapers of the valley on the same day.</p>";
    let main = format!("<div class=x><h1>{HEADLINE}</h1><div class=y>{PARAGRAPHS}{end}</div></div>");
    page("Unnamed", &[AROUND, &main, BELOW].concat()).replace("<body>", "<body class='use-consent-management'>")
}

/// Makes its article anew, far above it, when `again()` is called, with one statement more; `empty()` takes it away.
fn made_anew() -> String {
    let script = "<script>
        const source = document.querySelector('#source');
        const show = () => {
            const view = document.createElement('div');
            view.append(source.content.cloneNode(true));
            document.querySelector('#app').replaceChildren(view);
        };
        function again() {
            show();
            const more = document.createElement('p');
            more.textContent = 'A spokesman for Norlink said late on Monday that the talks may go on until Friday.';
            document.querySelector('article').append(more);
        }
        const empty = () => document.querySelector('#app').replaceChildren();
        show();
    </script>";
    let template = format!(
        "<template id=source><main><h1>{HEADLINE}</h1><article>{PARAGRAPHS}</article></main></template><div id=app></div>"
    );
    page("Made anew", &[&template, script].concat())
}

/// Adds another article below when somebody scrolls to the end, and calls itself by it.
fn endless() -> String {
    let script = "<script>
        let count = 0;
        addEventListener('scroll', () => {
            if (count > 3 || scrollY + innerHeight < document.documentElement.scrollHeight - 200) return;
            count += 1;
            const next = document.querySelector('#story').cloneNode(true);
            next.id = `story-${count}`;
            next.querySelector('h1').textContent = `Another story, number ${count}`;
            document.querySelector('main').append(next);
            history.replaceState(null, '', `/endless.html?story=${count}`);
        });
    </script>";
    let story = format!("<main><article id=story><h1>{HEADLINE}</h1>{PARAGRAPHS}</article></main>");
    page("Endless", &[&story, script].concat())
}

fn in_a_frame() -> String {
    page(
        "In a frame",
        &[AROUND, "<iframe src=/plain.html style='width: 700px; height: 700px; border: 0'></iframe>"].concat(),
    )
}

/// Behind a closed shadow root.
fn in_shadow() -> String {
    let script = "<script>
        customElements.define('news-story', class extends HTMLElement {
            constructor() {
                super();
                const root = this.attachShadow({ mode: 'closed' });
                root.append(document.querySelector('#source').content.cloneNode(true));
                globalThis.storyRoot = root;
            }
        });
        document.body.append(document.createElement('news-story'));
    </script>";
    let template =
        format!("<template id=source><main><h1>{HEADLINE}</h1><article>{PARAGRAPHS}</article></main></template>");
    page("In shadow", &[AROUND, &template, script].concat())
}

/// The front page of a site: headlines with a sentence each.
fn list() -> String {
    let card = |number: u32| {
        format!(
            "<div class=card><h2><a href=/story-{number}>Story number {number}: a ferry may stop</a></h2>
            <p>The island of Tarsvik could lose roughly {number} jobs, Aksel Dahl, the mayor, told reporters in Bergen on Monday.</p></div>"
        )
    };
    let cards: String = (1..=12).map(card).collect();
    page("List", &format!("{AROUND}<main><h1>News</h1>{cards}</main>"))
}

fn header(file: &str, name: &str, value: &str) -> (String, Fault) {
    (file.to_owned(), Fault::Header { name: name.to_owned(), value: value.to_owned() })
}

/// As strict as a page's policy can be: no frame, no worker, no program, no style, Trusted Types.
const STRICT: &str = "default-src 'none'; frame-src 'none'; worker-src 'none'; base-uri 'none'; form-action 'none'; \
    require-trusted-types-for 'script'; trusted-types 'none'";

/// A site with all of them.
pub(crate) fn site() -> Site {
    let pages = [
        ("plain.html", plain()),
        ("strict.html", plain()),
        ("isolated.html", plain()),
        ("sandboxed.html", plain()),
        ("unnamed.html", unnamed()),
        ("made-anew.html", made_anew()),
        ("endless.html", endless()),
        ("in-a-frame.html", in_a_frame()),
        ("in-shadow.html", in_shadow()),
        ("list.html", list()),
        ("empty.html", page("Empty", "")),
    ];
    let faults = vec![
        header("strict.html", "Content-Security-Policy", STRICT),
        header("isolated.html", "Cross-Origin-Embedder-Policy", "require-corp"),
        header("isolated.html", "Cross-Origin-Opener-Policy", "same-origin"),
        header("sandboxed.html", "Content-Security-Policy", "sandbox"),
    ];
    let files = pages.into_iter().map(|(name, page)| (name.to_owned(), page.into_bytes())).collect();
    Site { files, path: "/".to_owned(), faults, ..Site::default() }
}
