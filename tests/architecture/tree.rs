//! The sources as modules, each with the paths that it uses: use-trees, paths in code, paths inside macros.

use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

/// A path that a file uses, from the root of this crate (`crate` left out) or of another.
pub(crate) struct Used {
    pub line: usize,
    pub path: Vec<String>,
    /// A path of another crate.
    pub outside: bool,
}

/// A file of the crate.
pub(crate) struct Source {
    /// Below `src`.
    pub path: String,
    /// `world/union.rs` and `world/union/mod.rs` are `[world, union]`.
    pub module: Vec<String>,
    pub syntax: syn::File,
    pub used: Vec<Used>,
    /// Macros that are called, and methods.
    pub calls: Vec<(usize, String)>,
}

/// All files but those of tests.
pub(crate) struct Tree {
    /// In the order of `lib.rs`: each may use those before it.
    pub rooms: Vec<String>,
    pub sources: Vec<Source>,
    /// Modules that are files, by place in `sources`.
    files: BTreeMap<Vec<String>, usize>,
}

impl Tree {
    /// This crate.
    pub(crate) fn of_the_crate() -> Tree {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut files = Vec::new();
        rust_files(&root, &root, &mut files);
        files.retain(|(path, _)| path != "main.rs");
        Tree::of(files)
    }

    /// Paths below `src` with their texts; one of them is `lib.rs`.
    pub(crate) fn of(files: impl IntoIterator<Item = (String, String)>) -> Tree {
        let parsed: Vec<(String, syn::File)> = files
            .into_iter()
            .map(|(path, text)| {
                let syntax = syn::parse_file(&text).unwrap_or_else(|why| panic!("{path}: {why}"));
                (path, syntax)
            })
            .collect();
        let tests: BTreeSet<Vec<String>> = parsed.iter().flat_map(|(p, s)| test_files(p, s)).collect();
        let modules: BTreeSet<Vec<String>> = parsed.iter().map(|(path, ..)| module(path)).collect();
        let (_, lib) = parsed.iter().find(|(path, ..)| path == "lib.rs").expect("lib.rs");
        let (rooms, front) = (rooms(lib), front(lib));
        let mut sources: Vec<Source> = parsed
            .into_iter()
            .filter(|(path, ..)| path != "lib.rs" && !tests.contains(&module(path)))
            .map(|(path, syntax)| {
                let (used, calls) = Reader::read(&module(&path), &modules, &front, &syntax);
                Source { module: module(&path), path, syntax, used, calls }
            })
            .collect();
        sources.sort_by(|a, b| a.path.cmp(&b.path));
        let files = sources.iter().enumerate().map(|(i, source)| (source.module.clone(), i)).collect();
        Tree { rooms, sources, files }
    }

    /// The file that a path from the root leads to: the longest of its beginnings that is a file.
    pub(crate) fn file(&self, path: &[String]) -> Option<usize> {
        (1..=path.len()).rev().find_map(|n| self.files.get(&path[..n]).copied())
    }
}

/// Rust files of a folder of the repository: paths from the root, with their texts.
pub(crate) fn rust_files_of(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    rust_files(root, &root.join(folder), &mut files);
    files.sort();
    files
}

fn rust_files(root: &Path, folder: &Path, into: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(root, &path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let inside: Vec<_> =
                path.strip_prefix(root).unwrap().iter().map(|part| part.to_string_lossy()).collect();
            into.push((inside.join("/"), std::fs::read_to_string(&path).unwrap()));
        }
    }
}

fn module(path: &str) -> Vec<String> {
    let mut parts: Vec<String> = path.trim_end_matches(".rs").split('/').map(String::from).collect();
    if parts.last().is_some_and(|last| last == "mod" || last == "lib") {
        parts.pop();
    }
    parts
}

/// Whether an item is compiled for tests only.
pub(crate) fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|a| {
        a.path().is_ident("test")
            || a.path().is_ident("cfg") && a.parse_args::<syn::Path>().is_ok_and(|p| p.is_ident("test"))
    })
}

/// The files that a file declares for tests only.
fn test_files(path: &str, syntax: &syn::File) -> Vec<Vec<String>> {
    let of = |item: &syn::Item| match item {
        syn::Item::Mod(m) if m.content.is_none() && is_test(&m.attrs) => {
            Some([module(path), vec![m.ident.to_string()]].concat())
        }
        _ => None,
    };
    syntax.items.iter().filter_map(of).collect()
}

/// The rooms in the order of `lib.rs`, but for what is made of others' items and what is for tests.
fn rooms(lib: &syn::File) -> Vec<String> {
    let of = |item: &syn::Item| match item {
        syn::Item::Mod(m) if m.content.is_none() && !is_test(&m.attrs) => Some(m.ident.to_string()),
        _ => None,
    };
    lib.items.iter().filter_map(of).collect()
}

/// What `lib.rs` offers at the root: name → where it comes from.
fn front(lib: &syn::File) -> BTreeMap<String, Vec<String>> {
    let mut found = BTreeMap::new();
    for item in &lib.items {
        if let syn::Item::Use(item) = item {
            for leaf in leaves(&item.tree) {
                let from = leaf.path.into_iter().filter(|p| p != "crate").collect();
                found.insert(leaf.name, from);
            }
        }
    }
    found
}

/// One leaf of a use-tree; a glob has the name `*` and the path of what it opens.
struct Leaf {
    line: usize,
    path: Vec<String>,
    name: String,
}

fn leaves(tree: &syn::UseTree) -> Vec<Leaf> {
    let line = tree.span().start().line;
    match tree {
        syn::UseTree::Path(p) => {
            let mut inner = leaves(&p.tree);
            for leaf in &mut inner {
                leaf.path.insert(0, p.ident.to_string());
                if leaf.name == "self" {
                    leaf.name = p.ident.to_string();
                }
            }
            inner
        }
        syn::UseTree::Name(n) if n.ident == "self" => vec![Leaf { line, path: vec![], name: "self".into() }],
        syn::UseTree::Name(n) => {
            vec![Leaf { line, path: vec![n.ident.to_string()], name: n.ident.to_string() }]
        }
        syn::UseTree::Rename(r) => {
            let path = if r.ident == "self" { vec![] } else { vec![r.ident.to_string()] };
            vec![Leaf { line, path, name: r.rename.to_string() }]
        }
        syn::UseTree::Glob(_) => vec![Leaf { line, path: vec![], name: "*".into() }],
        syn::UseTree::Group(g) => g.items.iter().flat_map(leaves).collect(),
    }
}

/// Walks a file.
struct Reader<'a> {
    /// The module that is read, which an inner `mod` lengthens.
    here: Vec<String>,
    modules: &'a BTreeSet<Vec<String>>,
    front: &'a BTreeMap<String, Vec<String>>,
    /// Names that use-trees of the file give to paths; outside paths begin with `::`.
    names: BTreeMap<String, Vec<String>>,
    used: Vec<Used>,
    calls: Vec<(usize, String)>,
}

impl<'a> Reader<'a> {
    fn read(
        module: &[String],
        modules: &'a BTreeSet<Vec<String>>,
        front: &'a BTreeMap<String, Vec<String>>,
        syntax: &syn::File,
    ) -> (Vec<Used>, Vec<(usize, String)>) {
        let (here, names) = (module.to_vec(), BTreeMap::new());
        let mut reader = Reader { here, modules, front, names, used: Vec::new(), calls: Vec::new() };
        // Twice: a name may be used above the line that introduces it.
        reader.visit_file(syntax);
        (reader.used, reader.calls) = (Vec::new(), Vec::new());
        reader.visit_file(syntax);
        (reader.used, reader.calls)
    }

    /// The path from a root: of this crate, or of another (then it begins with `::`).
    fn path_from_root(&self, path: &[String]) -> Option<Vec<String>> {
        let (first, rest) = path.split_first()?;
        let mut whole = match first.as_str() {
            "crate" => rest.to_vec(),
            "self" => [&self.here[..], rest].concat(),
            "super" => {
                let ups = path.iter().take_while(|p| *p == "super").count();
                [&self.here[..self.here.len().checked_sub(ups)?], &path[ups..]].concat()
            }
            "std" | "core" | "alloc" | "tempfile" => [&["::".to_string()], path].concat(),
            _ if self.names.contains_key(first) => [&self.names[first][..], rest].concat(),
            _ if self.modules.contains(&[&self.here[..], &path[..1]].concat()) => {
                [&self.here[..], path].concat()
            }
            _ => return None,
        };
        // What the root offers is what it comes from, unless a room has its name.
        if let Some(from) = whole.first().and_then(|name| self.front.get(name))
            && !self.modules.contains(&whole[..1])
        {
            whole = [&from[..], &whole[1..]].concat();
        }
        Some(whole)
    }

    fn note(&mut self, line: usize, path: &[String]) {
        if let Some(mut path) = self.path_from_root(path) {
            let outside = path.first().is_some_and(|first| first == "::");
            if outside {
                path.remove(0);
            }
            self.used.push(Used { line, path, outside });
        }
    }

    /// Paths among the tokens of a macro, and the macros and methods that it calls.
    fn tokens(&mut self, tokens: TokenStream) {
        let trees: Vec<TokenTree> = tokens.into_iter().collect();
        let colon = |i: usize| matches!(trees.get(i), Some(TokenTree::Punct(p)) if p.as_char() == ':');
        let mut i = 0;
        while i < trees.len() {
            match &trees[i] {
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Ident(ident) => {
                    let (line, mut path) = (ident.span().start().line, vec![ident.to_string()]);
                    while colon(i + 1) && colon(i + 2) {
                        let Some(TokenTree::Ident(next)) = trees.get(i + 3) else { break };
                        path.push(next.to_string());
                        i += 3;
                    }
                    if path.len() > 1 {
                        self.note(line, &path);
                    } else if matches!(trees.get(i + 1), Some(TokenTree::Punct(p)) if p.as_char() == '!') {
                        self.calls.push((line, format!("{}!", path[0])));
                    }
                }
                _ => {}
            }
            i += 1;
        }
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        let attributes = match item {
            syn::Item::Mod(m) => &m.attrs,
            syn::Item::Fn(f) => &f.attrs,
            syn::Item::Use(u) => &u.attrs,
            syn::Item::Impl(i) => &i.attrs,
            _ => return visit::visit_item(self, item),
        };
        if !is_test(attributes) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let outer = self.names.clone();
        self.here.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.here.pop();
        self.names = outer;
    }

    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {} // `pub(in crate::world)` uses nothing

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        for leaf in leaves(&item.tree) {
            if let Some(path) = self.path_from_root(&leaf.path) {
                self.names.insert(leaf.name, path);
            }
            self.note(leaf.line, &leaf.path);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        if names.len() > 1 {
            self.note(path.span().start().line, &names);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        if let Some(name) = item.path.segments.last() {
            self.calls.push((name.span().start().line, format!("{}!", name.ident)));
        }
        self.visit_path(&item.path);
        self.tokens(item.tokens.clone());
    }

    fn visit_item_macro(&mut self, item: &'ast syn::ItemMacro) {
        // The text of a `macro_rules!` is read where it is used.
        if !item.mac.path.is_ident("macro_rules") {
            visit::visit_item_macro(self, item);
        }
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        self.calls.push((call.method.span().start().line, format!(".{}", call.method)));
        visit::visit_expr_method_call(self, call);
    }
}
