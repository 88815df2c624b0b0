//! Sentences that people read are said in both languages: a text of two words or more is told by `said!` or
//! `term`, or is data that has its Chinese in the table, or stands beside its Chinese in one function.

use crate::tree::{Source, Tree, is_test};
use proc_macro2::{Span, TokenStream, TokenTree};
use std::collections::BTreeSet;
use std::path::Path;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};

/// Where words are English alone: folders, files, and functions or constants of a file.
const ENGLISH: [(&str, &[&str]); 7] = [
    (
        "what columns and keys mean, for the data package, the schema and docs/data.md, which are English",
        &[
            "files/columns/",
            "files/layout.rs::varied",
            "files/parted/schema.rs::SOMETIMES",
            "files/read/table.rs::csv",
            "files/write/datapackage.rs",
            "measure/observed.rs::COLUMNS",
            "scenario/check.rs::DATA_KEYS",
            "scenario/marginals/categories.rs::VARIABLES",
            "scenario/schema.rs",
            "scenario/when/entry.rs::KEYS",
            "study/survey/data.rs::COLUMNS",
            "study/survey/instrument.rs::ITEMS",
            "study/sweep/design.rs::BASE_MEANING",
            "world/agents/organization/bidder.rs",
        ],
    ),
    (
        "words of JSON, which programs read; pages have their own",
        &[
            "cli/outputs.rs::as_json",
            "report/answers/compare_json.rs::priced",
            "study/compare/breaks.rs::name",
            "study/compare/prices.rs::words",
            "study/diagnose/links.rs::NOTE",
            "world/counterfactual/hold.rs::words",
        ],
    ),
    (
        "kept in a file of results, which is English; where it is shown it is told again",
        &[
            "batch/replicates.rs::attempt",
            "columns.rs::no_room",
            "scenario/posterior.rs::origin",
            "study/villages/patterns.rs::hazards",
        ],
    ),
    (
        "what events say in English; `in_chinese` of the same room says it in Chinese",
        &["report/text/events.rs", "report/text/promises.rs::BINDS", "report/text/told_events.rs::about"],
    ),
    (
        "names that nobody reads, and words of the system, of commands and of other programs",
        &[
            "cli/decision.rs::command",
            "cli/explain/mod.rs::range",
            "files/machine.rs",
            "measure/observation.rs::unit",
            "report/page/questionnaire.rs::STYLE",
            "study/best/space.rs::DATED",
            "study/calibrate/recovery/mod.rs::FAMILIES",
            "study/coverage/mod.rs::coverage",
            "study/diagnose/budget.rs::affordable",
            "study/diagnose/links.rs::trace",
            "study/plausible/total.rs::values_at",
            "study/villages/read.rs::rosters",
        ],
    ),
    (
        "read by who changes the program: for tests, of a stopwatch, what a page asks the model",
        &[
            "cli/timings.rs",
            "report/charts/svg.rs::note",
            "report/charts/svg.rs::check",
            "report/explorer/",
            "settings/prior.rs::FIXED",
            "study/explore/package.rs",
            "study/plausible/kept.rs",
        ],
    ),
    (
        "definitions of what validation reads off a run, for who looks there for them",
        &["study/validate/record_figures.rs::OWN", "study/validate/resident_figures.rs::LOOKS"],
    ),
];

/// Functions that tell their literal in the language that is spoken, or of a page.
const TELL: [&str; 3] = ["term", "of_table", "phrase"];
/// Functions that refuse: what they are given is shown as it is.
const REFUSE: [&str; 13] = [
    "at",
    "without_place",
    "in_row",
    "suggest",
    "fault",
    "fault_of_file",
    "fault_at",
    "fault_of_number",
    "refuse",
    "refusal",
    "Refusal",
    "Err",
    "Sink",
];
/// Methods whose words are not shown: they are sought in others, or stop a program that has a mistake.
const NOT_SHOWN: [&str; 5] = ["expect", "split", "starts_with", "contains", "strip_prefix"];
/// Macros whose words no user reads.
const NOT_READ: [&str; 11] = [
    "concat",
    "assert",
    "assert_eq",
    "assert_ne",
    "debug_assert",
    "debug_assert_eq",
    "panic",
    "unreachable",
    "env",
    "include_str",
    "cfg",
];
/// Macros that declare data: `tests/inside/language.rs` holds each of its texts that is shown.
const DECLARE: [&str; 4] = ["settings", "choice", "table_of_measures", "events"];

/// The English texts of the table.
fn table() -> BTreeSet<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/language/chinese.toml");
    let read: toml::Table = toml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    read.values().flat_map(|section| section.as_table().unwrap().keys().cloned()).collect()
}

/// How a literal stands in the code.
#[derive(Clone, Copy, PartialEq)]
enum Stands {
    /// It is data, or is given on.
    Plain,
    /// Something is filled in, or it is what a function is given: nobody translates it later.
    Told,
}

struct Reader<'a> {
    table: &'a BTreeSet<String>,
    found: Vec<(usize, String)>,
    /// Whether a text is Chinese: then the function says all it says in both languages.
    chinese: bool,
}

/// Whether it has two words or more, but for what stands in backticks and braces.
fn is_sentence(text: &str) -> bool {
    let mut bare = String::new();
    let (mut quoted, mut depth) = (false, 0);
    for letter in text.chars() {
        match letter {
            '`' => quoted = !quoted,
            '{' => depth += 1,
            '}' => depth -= 1,
            letter if !quoted && depth == 0 => bare.push(letter),
            _ => {}
        }
    }
    // Markup, lines of TOML and of a shell are read by programs.
    if bare.starts_with(['<', '#', '[']) || bare.contains(" = ") || bare.starts_with("commonroom ") {
        return false;
    }
    let word = |word: &&str| {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        word.len() > 1 && word.chars().all(|letter| letter.is_ascii_lowercase() || letter == '\'')
    };
    bare.split_whitespace().filter(word).count() > 1
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter))
}

impl Reader<'_> {
    fn literal(&mut self, text: &str, span: Span, stands: Stands) {
        let known = stands == Stands::Plain && self.table.contains(text);
        self.chinese |= is_chinese(text);
        if is_sentence(text) && !known {
            self.found.push((span.start().line, text.to_string()));
        }
    }

    /// What a function of that name is given, or a macro.
    fn given(&mut self, function: &str, argument: &syn::Expr) {
        match text_of(argument) {
            Some(_) if TELL.contains(&function) => {}
            Some(text) if REFUSE.contains(&function) => {
                self.literal(&text.value(), text.span(), Stands::Told);
            }
            _ => self.visit_expr(argument),
        }
    }

    /// Literals of tokens that are no expressions.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut after_hash = false;
        for tree in tokens {
            let attribute = std::mem::replace(
                &mut after_hash,
                matches!(&tree, TokenTree::Punct(p) if p.as_char() == '#'),
            );
            match tree {
                _ if attribute => {}
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Literal(literal) => {
                    if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                        self.literal(&text.value(), literal.span(), Stands::Plain);
                    }
                }
                _ => {}
            }
        }
    }
}

fn text_of(expression: &syn::Expr) -> Option<&syn::LitStr> {
    match expression {
        syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text),
        syn::Expr::Reference(inner) => text_of(&inner.expr),
        syn::Expr::MethodCall(call) if ["into", "to_string"].iter().any(|name| call.method == name) => {
            text_of(&call.receiver)
        }
        _ => None,
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        let attributes = match item {
            syn::Item::Mod(m) => &m.attrs,
            syn::Item::Fn(f) => &f.attrs,
            syn::Item::Impl(i) => &i.attrs,
            syn::Item::Const(c) => &c.attrs,
            syn::Item::Macro(m) if m.mac.path.is_ident("macro_rules") => return,
            _ => return visit::visit_item(self, item),
        };
        if !is_test(attributes) {
            visit::visit_item(self, item);
        }
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        if attribute.path().is_ident("error")
            && let Ok(text) = attribute.parse_args::<syn::LitStr>()
        {
            self.literal(&text.value(), text.span(), Stands::Told);
        }
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        let name = match &*call.func {
            syn::Expr::Path(path) => path.path.segments.last().map(|s| s.ident.to_string()),
            _ => None,
        };
        let name = name.unwrap_or_default();
        call.args.iter().for_each(|argument| self.given(&name, argument));
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        self.visit_expr(&call.receiver);
        let name = call.method.to_string();
        if !NOT_SHOWN.contains(&name.as_str()) {
            call.args.iter().for_each(|argument| self.given(&name, argument));
        }
    }

    fn visit_lit_str(&mut self, text: &'ast syn::LitStr) {
        self.literal(&text.value(), text.span(), Stands::Plain);
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        let name = item.path.segments.last().map(|name| name.ident.to_string()).unwrap_or_default();
        if NOT_READ.contains(&name.as_str()) || DECLARE.contains(&name.as_str()) {
            return;
        }
        let parser = Punctuated::<syn::Expr, syn::Token![,]>::parse_terminated;
        let Ok(arguments) = parser.parse2(item.tokens.clone()) else {
            return self.tokens(item.tokens.clone());
        };
        for argument in &arguments {
            match text_of(argument) {
                Some(_) if name == "said" => {}
                Some(text) if name.ends_with("format") || name.starts_with("write") => {
                    self.literal(&text.value(), text.span(), Stands::Told);
                }
                _ => self.visit_expr(argument),
            }
        }
    }
}

/// Sentences in English alone, each with its place; and exceptions that excuse nothing.
pub(crate) fn english_alone(tree: &Tree) -> (Vec<String>, Vec<String>) {
    let (table, mut excused) = (table(), BTreeSet::new());
    let alone = tree.sources.iter().flat_map(|source| of_source(source, &table, &mut excused)).collect();
    let places = ENGLISH.iter().flat_map(|(_, places)| *places);
    let idle = places.filter(|place| !excused.contains(*place)).map(|place| place.to_string());
    (alone, idle.collect())
}

fn of_source(source: &Source, table: &BTreeSet<String>, excused: &mut BTreeSet<&'static str>) -> Vec<String> {
    let mut all = Vec::new();
    of_items(&source.syntax.items, table, &mut all);
    let mut alone = Vec::new();
    for (name, found) in all.into_iter().filter(|(_, found)| !found.is_empty()) {
        match exception(&format!("{}::{name}", source.path)) {
            Some(place) => drop(excused.insert(place)),
            None => alone.extend(found),
        }
    }
    let place = |(line, text): (usize, String)| format!("src/{}:{line}: {text:?}", source.path);
    alone.into_iter().map(place).collect()
}

/// The exception of a function or a constant: its own, or that of its file or its folder.
fn exception(name: &str) -> Option<&'static str> {
    ENGLISH.iter().flat_map(|(_, places)| *places).copied().find(|place| {
        name.strip_prefix(place).is_some_and(|rest| {
            place.ends_with('/') || rest.is_empty() || !place.contains("::") && rest.starts_with("::")
        })
    })
}

/// What each function and each other item says, with its name.
fn of_items(items: &[syn::Item], table: &BTreeSet<String>, into: &mut Vec<(String, Vec<(usize, String)>)>) {
    for item in items {
        match item {
            syn::Item::Mod(m) if is_test(&m.attrs) => {}
            syn::Item::Mod(m) => of_items(m.content.as_ref().map_or(&[], |(_, items)| items), table, into),
            syn::Item::Impl(i) if is_test(&i.attrs) => {}
            syn::Item::Impl(i) => i.items.iter().for_each(|item| match item {
                syn::ImplItem::Fn(f) if is_test(&f.attrs) => {}
                syn::ImplItem::Fn(f) => {
                    let found = of_one(table, |reader| reader.visit_impl_item_fn(f));
                    into.push((f.sig.ident.to_string(), found));
                }
                other => into.push((String::new(), of_one(table, |reader| reader.visit_impl_item(other)))),
            }),
            _ => into.push((name(item), of_one(table, |reader| reader.visit_item(item)))),
        }
    }
}

fn name(item: &syn::Item) -> String {
    match item {
        syn::Item::Fn(f) => f.sig.ident.to_string(),
        syn::Item::Const(c) => c.ident.to_string(),
        syn::Item::Static(s) => s.ident.to_string(),
        _ => String::new(),
    }
}

/// What one item says in English alone: nothing where it holds a Chinese text too.
fn of_one(table: &BTreeSet<String>, read: impl FnOnce(&mut Reader)) -> Vec<(usize, String)> {
    let mut reader = Reader { table, found: vec![], chinese: false };
    read(&mut reader);
    if reader.chinese { vec![] } else { reader.found }
}
