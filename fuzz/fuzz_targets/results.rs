//! A file of any bytes in a result folder that is otherwise sound: read, its report written, and the sampled
//! residents of a world told.
//!
//! The first byte says which of [`FILES`]; the rest is the file. The sound folder is `seeds/folder`, made by
//! `seeds.sh`. Hashes are not looked at: with them, every changed table would be refused before it is read.

#![no_main]

use commonroom::internals::{report_of_unchecked_folder, residents_of_unchecked_folder};
use libfuzzer_sys::fuzz_target;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

const FILES: [&str; 8] = [
    "manifest.json",
    "windows.csv",
    "groups.csv",
    "series.csv",
    "events.csv",
    "compare.json",
    "diagnosis.json",
    "residents.csv",
];

/// The sampled residents that are told.
fn residents(folder: &Path) -> Result<String, String> {
    residents_of_unchecked_folder(folder, "z-home", 1)
}

/// The folder that is read, and what its files hold when they are sound.
struct Folder {
    path: PathBuf,
    sound: [Vec<u8>; FILES.len()],
}

static FOLDER: LazyLock<Folder> = LazyLock::new(|| {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/seeds/folder");
    let path = std::env::temp_dir().join(format!("results-{}", std::process::id()));
    fs::create_dir_all(&path).expect("a temporary folder");
    let sound = FILES.map(|file| fs::read(seeds.join(file)).expect("seeds.sh was run"));
    for (file, bytes) in FILES.iter().zip(&sound) {
        fs::write(path.join(file), bytes).expect("a temporary file");
    }
    // Otherwise nothing that lies behind the unsound file would ever be read.
    let page = report_of_unchecked_folder(&path, &sound[0]);
    page.expect("the folder is sound before a file of it is replaced");
    let told = residents(&path).expect("the residents are sound before a file is replaced");
    assert!(told.contains("sampled residents came"), "there are residents to tell of: {told}");
    Folder { path, sound }
});

fuzz_target!(|bytes: &[u8]| {
    let Some((which, bytes)) = bytes.split_first() else { return };
    let which = usize::from(*which) % FILES.len();
    let folder = &*FOLDER;
    let manifest = if which == 0 { bytes } else { &folder.sound[0] };
    let place = folder.path.join(FILES[which]);
    fs::write(&place, bytes).expect("a temporary file");
    match report_of_unchecked_folder(&folder.path, manifest) {
        Err(why) => assert!(!why.is_empty(), "a refusal says why"),
        Ok(pages) => {
            for page in pages {
                assert!(page.ends_with("</html>\n") || page.ends_with("</html>"), "a page is whole");
                assert!(
                    !page.contains("NaN") || bytes.windows(3).any(|part| part == b"NaN"),
                    "a page says NaN"
                );
            }
        }
    }
    match residents(&folder.path) {
        Err(why) => assert!(!why.is_empty(), "a refusal says why"),
        Ok(told) => assert!(
            !told.contains("NaN") || bytes.windows(3).any(|part| part == b"NaN"),
            "residents are told with NaN"
        ),
    }
    fs::write(&place, &folder.sound[which]).expect("a temporary file");
});
