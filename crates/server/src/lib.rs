//! A web server for tests and examples: files in memory, at an address of this machine, with the faults that a test asks for.
//!
//! ```
//! use reportedly_server::{Server, Site};
//!
//! let files = [("index.html".to_owned(), b"Hello".to_vec())].into();
//! let server = Server::start(Site { files, path: "/".to_owned(), ..Site::default() });
//! assert!(server.url().starts_with("http://127.0.0.1:"));
//! ```
#![forbid(unsafe_code)]
#![deny(missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_TYPE};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch;

/// The files that are served, by path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What goes wrong with a file, as on the web it may.
#[derive(Clone, Debug)]
pub enum Fault {
    /// It is not there.
    Missing,
    /// It comes this late.
    Late(Duration),
    /// It comes when it is mended, and not before.
    Held,
    /// Something else comes in its place.
    Replaced(Vec<u8>),
    /// It comes with one more header, or with another `Content-Type`.
    Header {
        /// Its name.
        name: String,
        /// Its value.
        value: String,
    },
}

/// What is served, where, and how badly.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The files, by their paths below `path`.
    pub files: Files,
    /// The path under which the files lie, from `/` to `/`.
    pub path: String,
    /// Faults by the file's path below `path`.
    pub faults: Vec<(String, Fault)>,
    /// Whether pages of other origins may use the files (`Access-Control-Allow-Origin`).
    pub shared: bool,
    /// What these names in a page stand for, such as the address of another server: (`{{other}}`, what it is).
    pub words: Vec<(String, String)>,
}

impl Site {
    /// The file of this name, which may have a `*` in the place of what a build makes up.
    ///
    /// # Panics
    /// Unless there is exactly one.
    pub fn file(&self, name: &str) -> String {
        let fits = |file: &str| match name.split_once('*') {
            None => file == name,
            Some((start, end)) => file.strip_prefix(start).is_some_and(|rest| rest.ends_with(end)),
        };
        let found: Vec<_> = self.files.keys().filter(|file| fits(file)).collect();
        assert_eq!(found.len(), 1, "the site has to have one file {name}; it has {found:?}");
        found[0].clone()
    }
}

impl Site {
    /// A page with its words in their places.
    fn altered(&self, page: &[u8]) -> Vec<u8> {
        let page = String::from_utf8_lossy(page).into_owned();
        self.words.iter().fold(page, |page, (name, word)| page.replace(name, word)).into_bytes()
    }
}

/// A running server. It ends with this value.
#[derive(Debug)]
pub struct Server {
    /// Answers on a thread of its own, for a test may block its own.
    _runtime: Runtime,
    serving: Arc<Serving>,
    url: String,
}

/// What the answers are made of.
#[derive(Debug)]
struct Serving {
    site: Site,
    /// The paths that were asked for.
    requests: Mutex<Vec<String>>,
    /// The files whose faults are over.
    mended: watch::Sender<BTreeSet<String>>,
    /// Nobody is answered any more.
    is_cut_off: AtomicBool,
}

/// Reads every file of a directory.
///
/// # Panics
/// When one cannot be read.
pub fn files(directory: &Path) -> Files {
    let mut files = Files::new();
    let mut waiting = vec![directory.to_owned()];
    while let Some(current) = waiting.pop() {
        let entries =
            fs::read_dir(&current).unwrap_or_else(|error| panic!("cannot read {}: {error}", current.display()));
        for entry in entries {
            let path = entry.unwrap_or_else(|error| panic!("cannot read {}: {error}", current.display())).path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let content = fs::read(&path).unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()));
                let name = path.strip_prefix(directory).expect("a file lies in its directory");
                files.insert(name.to_string_lossy().replace('\\', "/"), content);
            }
        }
    }
    files
}

impl Server {
    /// Serves a site on a free port of this machine.
    ///
    /// # Panics
    /// When there is none.
    pub fn start(site: Site) -> Server {
        Server::on(0, site).expect("this machine has a free port")
    }

    /// Serves a site on a port of this machine, or on a free one if it is 0.
    ///
    /// # Errors
    /// When the port is taken.
    ///
    /// # Panics
    /// When this machine has no threads to spare.
    pub fn on(port: u16, site: Site) -> io::Result<Server> {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.expect("a runtime can be made");
        let listener = runtime.block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, port)))?;
        let address = listener.local_addr().expect("a listener has an address");
        let url = format!("http://{address}{}", site.path);
        let serving = Arc::new(Serving::new(site));
        runtime.spawn(accept(listener, Arc::clone(&serving)));
        Ok(Server { _runtime: runtime, serving, url })
    }

    /// The address of the page.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Ends the faults of a file.
    ///
    /// # Panics
    /// Unless there is exactly one of this name.
    pub fn mend(&self, file: &str) {
        let file = self.serving.site.file(file);
        self.serving.mended.send_modify(|mended| {
            mended.insert(file);
        });
    }

    /// Answers nobody from now on, as if the network were gone.
    pub fn cut_off(&self) {
        self.serving.is_cut_off.store(true, Ordering::Relaxed);
    }

    /// The paths that were asked for, with their queries, in order.
    pub fn requests(&self) -> Vec<String> {
        self.serving.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Serves every connection in a task of its own: a late file must not make the others late.
async fn accept(listener: TcpListener, serving: Arc<Serving>) {
    loop {
        // A connection that was broken off before it was accepted is none.
        let Ok((stream, _)) = listener.accept().await else { continue };
        let serving = Arc::clone(&serving);
        let answer = service_fn(move |request: Request<Incoming>| {
            let serving = Arc::clone(&serving);
            async move {
                if serving.is_cut_off.load(Ordering::Relaxed) {
                    return Err(io::Error::other("the network is gone"));
                }
                Ok(serving.respond(&request.uri().to_string()).await)
            }
        });
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), answer));
    }
}

impl Serving {
    fn new(site: Site) -> Serving {
        Serving {
            site,
            requests: Mutex::default(),
            mended: watch::Sender::default(),
            is_cut_off: AtomicBool::new(false),
        }
    }

    async fn respond(&self, url: &str) -> Response<Full<Bytes>> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).push(url.to_owned());
        self.answer(url).await
    }

    async fn answer(&self, url: &str) -> Response<Full<Bytes>> {
        let path = url.split(['?', '#']).next().unwrap_or_default();
        let Some(name) = path.strip_prefix(&self.site.path) else { return not_found() };
        let index = [name, "index.html"].concat();
        let name = if name.is_empty() || name.ends_with('/') { &index } else { name };
        let Some(content) = self.site.files.get(name) else { return not_found() };
        let mut content = content;
        let mut response = Response::builder().header(CONTENT_TYPE, content_type(name));
        if self.site.shared {
            response = response.header(ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        }
        for (_, fault) in self.site.faults.iter().filter(|(faulty, _)| faulty == name) {
            if self.mended.borrow().contains(name) {
                break;
            }
            match fault {
                Fault::Missing => return not_found(),
                Fault::Late(delay) => tokio::time::sleep(*delay).await,
                Fault::Held => self.until_mended(name).await,
                Fault::Replaced(other) => content = other,
                Fault::Header { name, value } => {
                    // A file has one type.
                    if name.eq_ignore_ascii_case(CONTENT_TYPE.as_str()) {
                        response.headers_mut().map(|headers| headers.remove(CONTENT_TYPE));
                    }
                    response = response.header(name, value);
                }
            }
        }
        let mut content = content.clone();
        if name.ends_with(".html") && !self.site.words.is_empty() {
            content = self.site.altered(&content);
        }
        response.body(Full::from(content)).expect("a test's headers are valid")
    }

    async fn until_mended(&self, name: &str) {
        let mut mended = self.mended.subscribe();
        mended.wait_for(|files| files.contains(name)).await.expect("the sender lives as long as the server");
    }
}

fn not_found() -> Response<Full<Bytes>> {
    let response = Response::builder().status(StatusCode::NOT_FOUND).body(Full::from("Not found"));
    response.expect("there are no headers that could be invalid")
}

/// The type that a browser insists on, by the file's extension.
fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("txt") => "text/plain; charset=utf-8",
        Some("json" | "webmanifest") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;

    use hyper::body::Body as _;

    use super::*;

    fn site() -> Site {
        let files = ["index.html", "a.wasm", "page-0f.js"].map(|name| (name.to_owned(), name.as_bytes().to_vec()));
        Site { files: Files::from(files), path: "/some/where/".to_owned(), ..Site::default() }
    }

    fn with(fault: Fault) -> Serving {
        Serving::new(Site { faults: vec![("a.wasm".to_owned(), fault)], ..site() })
    }

    fn run<T>(test: impl Future<Output = T>) -> T {
        Builder::new_current_thread().enable_time().build().unwrap().block_on(test)
    }

    fn status(serving: &Serving, url: &str) -> u16 {
        run(serving.answer(url)).status().as_u16()
    }

    #[test]
    fn files_lie_under_the_sites_path_and_nowhere_else() {
        let serving = Serving::new(site());
        assert_eq!(status(&serving, "/some/where/"), 200);
        assert_eq!(status(&serving, "/some/where/a.wasm?v=1"), 200);
        assert_eq!(status(&serving, "/some/where/a.wasm/"), 404);
        assert_eq!(status(&serving, "/a.wasm"), 404);
        assert_eq!(status(&serving, "/some/where/../a.wasm"), 404);
    }

    #[test]
    fn wasm_has_the_type_that_streaming_compilation_needs() {
        let answer = run(Serving::new(site()).answer("/some/where/a.wasm"));
        let types: Vec<_> = answer.headers().get_all(CONTENT_TYPE).iter().collect();
        assert_eq!(types, ["application/wasm"]);
    }

    #[test]
    fn a_fault_concerns_its_file_only_and_until_it_is_mended() {
        let serving = with(Fault::Missing);
        assert_eq!(status(&serving, "/some/where/a.wasm"), 404);
        assert_eq!(status(&serving, "/some/where/"), 200);
        serving.mended.send_replace(BTreeSet::from(["a.wasm".to_owned()]));
        assert_eq!(status(&serving, "/some/where/a.wasm"), 200);
    }

    #[test]
    fn a_replaced_file_comes_back_when_it_is_mended() {
        let serving = with(Fault::Replaced(b"else".to_vec()));
        let length = || run(serving.answer("/some/where/a.wasm")).body().size_hint().exact();
        assert_eq!(length(), Some(4));
        serving.mended.send_replace(BTreeSet::from(["a.wasm".to_owned()]));
        assert_eq!(length(), Some(6));
    }

    #[test]
    fn a_held_file_comes_when_it_is_mended() {
        let serving = with(Fault::Held);
        run(async {
            let mut answer = pin!(serving.answer("/some/where/a.wasm"));
            let early = tokio::time::timeout(Duration::from_millis(20), &mut answer).await;
            assert!(early.is_err(), "it has come unmended");
            serving.mended.send_replace(BTreeSet::from(["a.wasm".to_owned()]));
            assert_eq!(answer.await.status(), StatusCode::OK);
        });
    }

    #[test]
    fn other_pages_may_use_what_is_shared() {
        let allowed = |shared: bool| {
            let answer = run(Serving::new(Site { shared, ..site() }).answer("/some/where/a.wasm"));
            answer.headers().get(ACCESS_CONTROL_ALLOW_ORIGIN).is_some()
        };
        assert!(allowed(true) && !allowed(false));
    }

    #[test]
    fn pages_have_words_that_only_the_server_knows() {
        let words = vec![("{{other}}".to_owned(), "http://127.0.0.1:1/".to_owned())];
        let files = [("index.html".to_owned(), b"<a href={{other}}x>".to_vec())].into();
        let answer = run(Serving::new(Site { files, words, ..site() }).answer("/some/where/"));
        assert_eq!(answer.body().size_hint().exact(), Some("<a href=http://127.0.0.1:1/x>".len() as u64));
    }

    #[test]
    fn a_port_that_is_taken_is_an_error() {
        let server = Server::start(site());
        let port = server.url().rsplit(':').next().and_then(|rest| rest.split('/').next()).unwrap().parse().unwrap();
        assert!(Server::on(port, site()).is_err());
    }

    #[test]
    fn a_star_stands_for_what_a_build_makes_up() {
        assert_eq!(site().file("page-*.js"), "page-0f.js");
        assert_eq!(site().file("a.wasm"), "a.wasm");
    }
}
