//! The house's figures: `cargo test --release --test architecture figures -- --nocapture` prints them.

use crate::rules::circles;
use crate::tree::{Source, Tree, is_test, rust_files_of};
use proc_macro2::{TokenStream, TokenTree};
use std::collections::BTreeMap;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

/// A function that is not a test's.
struct Function {
    place: String,
    lines: usize,
    parameters: usize,
    /// Parameters that are true or false.
    flags: usize,
    public: bool,
}

/// What is counted in a file.
#[derive(Default)]
struct Counts {
    path: String,
    functions: Vec<Function>,
    /// Names of structs, enums and traits.
    types: Vec<String>,
}

impl Counts {
    fn of(source: &Source) -> Counts {
        let mut counts = Counts { path: source.path.clone(), ..Counts::default() };
        counts.visit_file(&source.syntax);
        counts
    }

    fn function(&mut self, signature: &syn::Signature, span: proc_macro2::Span, public: bool) {
        let flag = |input: &&syn::FnArg| match input {
            syn::FnArg::Typed(typed) => matches!(&*typed.ty, syn::Type::Path(p) if p.path.is_ident("bool")),
            syn::FnArg::Receiver(_) => false,
        };
        self.functions.push(Function {
            place: format!("{}:{} {}", self.path, signature.span().start().line, signature.ident),
            lines: span.end().line + 1 - signature.span().start().line,
            parameters: signature.inputs.len(),
            flags: signature.inputs.iter().filter(flag).count(),
            public,
        });
    }

    /// Types that a macro declares (`settings!`).
    fn declared(&mut self, tokens: TokenStream) {
        let trees: Vec<TokenTree> = tokens.into_iter().collect();
        for pair in trees.windows(2) {
            if let [TokenTree::Ident(word), TokenTree::Ident(name)] = pair
                && ["struct", "enum", "trait"].iter().any(|w| word == w)
            {
                self.types.push(name.to_string());
            }
        }
    }
}

impl<'ast> Visit<'ast> for Counts {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        match item {
            syn::Item::Mod(m) if is_test(&m.attrs) => return,
            syn::Item::Fn(f) if is_test(&f.attrs) => return,
            syn::Item::Fn(f) => self.function(&f.sig, f.span(), matches!(f.vis, syn::Visibility::Public(_))),
            syn::Item::Struct(s) => self.types.push(s.ident.to_string()),
            syn::Item::Enum(e) => self.types.push(e.ident.to_string()),
            syn::Item::Trait(t) => self.types.push(t.ident.to_string()),
            syn::Item::Macro(m) if !m.mac.path.is_ident("macro_rules") => self.declared(m.mac.tokens.clone()),
            _ => {}
        }
        visit::visit_item(self, item);
    }

    fn visit_impl_item_fn(&mut self, f: &'ast syn::ImplItemFn) {
        if !is_test(&f.attrs) {
            self.function(&f.sig, f.span(), matches!(f.vis, syn::Visibility::Public(_)));
            visit::visit_impl_item_fn(self, f);
        }
    }

    fn visit_trait_item_fn(&mut self, f: &'ast syn::TraitItemFn) {
        self.function(&f.sig, f.span(), false);
        visit::visit_trait_item_fn(self, f);
    }
}

/// What these rooms consist of: folders, and the files of `batch`.
const ROOMS: [(&str, &[&str]); 3] = [
    (
        "study",
        &[
            "run",
            "compare",
            "diagnose",
            "sweep",
            "plausible",
            "sensitivity",
            "robust",
            "best",
            "survey",
            "calibrate",
            "validate",
            "villages",
            "coverage",
            "explore",
        ],
    ),
    ("report", &["text", "charts", "page", "answers", "explorer"]),
    ("batch", &["mod", "plan", "jobs", "replicates", "forks", "rounds", "design", "shards", "journal"]),
];
/// Files that may stand beside the folders.
const BESIDE: [&str; 3] = ["study/mod.rs", "report/mod.rs", "report/reference.rs"];

/// A figure of the house: what, how much it is, how much it may be, and the places that count.
struct Figure {
    what: &'static str,
    is: f64,
    most: f64,
    places: Vec<String>,
}

fn outside_folders(tree: &Tree) -> Vec<String> {
    let loose = |path: &String| {
        let parts: Vec<&str> = path.split('/').collect();
        let room = ROOMS.iter().find(|(room, _)| *room == parts[0]);
        room.is_some_and(|(_, folders)| !folders.contains(&parts[1].trim_end_matches(".rs")))
            && !BESIDE.contains(&path.as_str())
    };
    tree.sources.iter().map(|s| s.path.clone()).filter(loose).collect()
}

fn twice(counts: &[Counts]) -> (f64, Vec<String>) {
    let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (file, name) in counts.iter().flat_map(|c| c.types.iter().map(|name| (&c.path, name))) {
        found.entry(name).or_default().push(file);
    }
    let all = found.len();
    let twice: Vec<String> = found
        .into_iter()
        .filter(|(_, files)| files.len() > 1)
        .map(|(name, files)| format!("{name}: {}", files.join(", ")))
        .collect();
    (100.0 * twice.len() as f64 / all as f64, twice)
}

/// Functions of which a number is above a bound, with the number.
fn above(functions: &[&Function], bound: usize, number: fn(&Function) -> usize) -> Vec<String> {
    let mut found: Vec<&&Function> = functions.iter().filter(|f| number(f) > bound).collect();
    found.sort_by_key(|f| std::cmp::Reverse(number(f)));
    found.iter().map(|f| format!("{} ({})", f.place, number(f))).collect()
}

/// All Rust files of the repository, those of tests included, with their texts.
fn written() -> Vec<(String, String)> {
    ["src", "tests", "benches", "examples"].into_iter().flat_map(rust_files_of).collect()
}

fn long_lines(files: &[(String, String)]) -> Vec<String> {
    let of = |(path, text): &(String, String)| {
        let long = text.lines().enumerate().filter(|(_, line)| line.chars().count() > 110);
        long.map(|(n, _)| format!("{path}:{}", n + 1)).collect::<Vec<_>>()
    };
    files.iter().flat_map(of).collect()
}

/// Files of the program with more lines than that, with the number.
fn large(files: &[(String, String)], most: usize) -> Vec<String> {
    let inside = files.iter().filter(|(path, _)| path.starts_with("src/"));
    let lines = inside.map(|(path, text)| (text.lines().count(), path));
    lines.filter(|(n, _)| *n > most).map(|(n, path)| format!("{path} ({n})")).collect()
}

fn figures() -> Vec<Figure> {
    let tree = Tree::of_the_crate();
    let counts: Vec<Counts> = tree.sources.iter().map(Counts::of).collect();
    let functions: Vec<&Function> = counts.iter().flat_map(|c| &c.functions).collect();
    let mut lines: Vec<usize> = functions.iter().map(|f| f.lines).collect();
    lines.sort_unstable();
    let (share, names) = twice(&counts);
    let count = |what, places: Vec<String>, most| Figure { what, is: places.len() as f64, most, places };
    let written = written();
    let p99 = lines[(lines.len() * 99).div_ceil(100) - 1] as f64;
    let public = functions.iter().filter(|f| f.public).count() as f64;
    vec![
        Figure { what: "names of types defined twice, %", is: share, most: 4.0, places: names },
        count("files of study, report, batch outside their folders", outside_folders(&tree), 0.0),
        count("functions with more than 6 parameters", above(&functions, 6, |f| f.parameters), 3.0),
        count("functions with a parameter that is true or false", above(&functions, 0, |f| f.flags), 10.0),
        Figure { what: "public functions", is: public, most: 150.0, places: vec![] },
        count("files of src of more than 300 lines, with tests", large(&written, 300), 0.0),
        Figure { what: "lines of a function, 99th percentile", is: p99, most: 40.0, places: vec![] },
        count("functions of more than 60 lines", above(&functions, 60, |f| f.lines), 0.0),
        count("circles of files", circles(&tree), 0.0),
        count("lines of more than 110 characters", long_lines(&written), 50.0),
    ]
}

#[test]
fn large_files_and_long_lines_are_found_wherever_they_stand() {
    let file = |path: &str, text: String| (path.to_string(), text);
    let made_up = [
        file("src/x/tests.rs", "\n".repeat(301)),
        file("src/y.rs", "\n".repeat(300)),
        file("tests/z.rs", format!("\n{}\n{}\n", "字".repeat(110), "x".repeat(111))),
    ];
    assert_eq!(large(&made_up, 300), ["src/x/tests.rs (301)"]);
    assert_eq!(long_lines(&made_up), ["tests/z.rs:3"]);
    let here = written();
    assert!(
        ["src/", "tests/", "benches/", "examples/"]
            .iter()
            .all(|f| here.iter().any(|(p, _)| p.starts_with(f)))
    );
}

#[test]
fn figures_of_the_house() {
    let figures = figures();
    for figure in &figures {
        let mark = if figure.is > figure.most { "ABOVE" } else { "" };
        println!("{:50} {:>7.1}  at most {:>4}  {mark}", figure.what, figure.is, figure.most);
        if figure.is > figure.most {
            figure.places.iter().for_each(|place| println!("    {place}"));
        }
    }
    let above: Vec<&str> = figures.iter().filter(|f| f.is > f.most).map(|f| f.what).collect();
    assert!(figures.len() == 10 && above.is_empty(), "above their bounds: {above:?}");
}
