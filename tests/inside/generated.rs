//! Pages that the program writes about itself.

/// Whether pages are written anew.
pub(crate) fn renewing() -> bool {
    std::env::var_os("COMMONROOM_BLESS").is_some()
}

/// A generated page is what the code says; `COMMONROOM_BLESS=1` renews it.
pub(crate) fn kept_true(path: &str, text: &str) {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if renewing() {
        std::fs::write(&file, text).expect("the page can be written");
    }
    let written = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        written == text,
        "{path} is out of date: run again with COMMONROOM_BLESS=1 and look at the difference"
    );
}
