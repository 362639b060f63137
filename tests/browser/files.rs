//! Files that a reader opens.

use std::fs;

use reportedly_tests::{Page, State, visit};

/// Opens a file with these bytes.
async fn open(page: &Page, name: &str, bytes: &[u8]) {
    let directory = tempfile::tempdir().expect("a directory can be made");
    let path = directory.path().join(name);
    fs::write(&path, bytes).expect("a file can be written");
    page.wait_for(State::Empty).await;
    page.open_file(&path).await;
    // The browser reads it in its own time.
    page.wait_until("an answer", async || {
        let state = page.state().await;
        (state == Some(State::Ready) || !page.notices().await.is_empty()).then_some(())
    })
    .await;
}

#[test]
fn texts_of_common_encodings() {
    for (bytes, guessed) in [
        ("It may rain in Zürich.".as_bytes().to_vec(), false),
        ([&[0xef, 0xbb, 0xbf], "It may rain in Zürich.".as_bytes()].concat(), false),
        (
            [0xff, 0xfe]
                .into_iter()
                .chain("It may rain in Zürich.".encode_utf16().flat_map(u16::to_le_bytes))
                .collect(),
            false,
        ),
        (b"It may rain in Z\xfcrich.".to_vec(), true),
    ] {
        visit(async |page| {
            open(page, "rain.txt", &bytes).await;
            page.wait_for(State::Ready).await;
            assert_eq!(page.paragraphs().await, ["It may rain in Zürich."]);
            let told = page.notices().await.iter().any(|words| words.contains("Windows-1252"));
            assert_eq!(told, guessed);
        });
    }
}

#[test]
fn of_a_web_page_its_words() {
    visit(async |page| {
        open(page, "rain.html", b"<title>No</title><h1>Rain</h1><script>alert(1)</script><p>It <b>may</b> rain.</p>")
            .await;
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await, ["Rain", "It may rain."]);
    });
}

#[test]
fn what_is_no_text_is_refused_and_the_box_keeps_its_own() {
    for (name, bytes, words) in [
        ("picture.txt", b"\x89PNG\0\0\x01\x02".to_vec(), "picture.txt is not a text file."),
        ("empty.txt", Vec::new(), "empty.txt has no text in it."),
        ("large.txt", vec![b'a'; 9 << 20], "large.txt is too large: it has 9.0 MB, and at most 8.0 MB can be read."),
    ] {
        visit(async |page| {
            page.wait_for(State::Empty).await;
            page.type_text("Mine.").await;
            open(page, name, &bytes).await;
            page.wait_for_equal("the notice", vec![words.to_owned()], async || page.notices().await).await;
            assert_eq!(page.input().await, "Mine.");
        });
    }
}

#[test]
fn a_file_is_dropped_anywhere() {
    visit(async |page| {
        page.wait_for(State::Empty).await;
        let script = "
            const data = new DataTransfer();
            data.items.add(new File(['It may rain.'], 'rain.md'));
            const on = document.querySelector('.lead');
            on.dispatchEvent(new DragEvent('dragover', { dataTransfer: data, bubbles: true, cancelable: true }));
            return !on.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));";
        assert!(page.script::<bool>(script, Vec::new()).await, "the browser must not open the file itself");
        page.wait_for(State::Ready).await;
        assert_eq!(page.paragraphs().await, ["It may rain."]);
    });
}
