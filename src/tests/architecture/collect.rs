//! Walks through one file and enters its modules, names and paths in the tree.

use super::modules::{Declaration, FileId, Kind, Macro, ModuleId, Name, Path, Tree, folder_of, join};
use super::tokens;
use proc_macro2::{Span, TokenStream};
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, ExprLit, Ident, Item, Lit, Meta, Token, UseTree};

/// Enters `file`, which is (a part of) `module`; the files of its own modules are in `folder`.
pub fn file(tree: &mut Tree, file: FileId, module: ModuleId, folder: &str, macros_leak: bool) {
    tree.saw(file);
    let source = &tree.sources[file];
    let parsed = match syn::parse_file(&source.text) {
        Ok(parsed) => parsed,
        Err(error) => {
            tree.problems.insert(format!("{}: {error}", source.path));
            return;
        }
    };
    if parsed.attrs.iter().any(is_for_tests) {
        return;
    }
    let path_folder = folder_of(&source.path).to_owned();
    let folder = folder.to_owned();
    Collector { tree, file, module, folder, path_folder, macros_leak, depth: 0 }.visit_file(&parsed);
}

pub struct Collector<'t, 'a> {
    tree: &'t mut Tree<'a>,
    file: FileId,
    module: ModuleId,
    folder: String,
    path_folder: String,
    macros_leak: bool,
    /// How many blocks and macros are open: what they define need not be known in the whole module.
    depth: usize,
}

impl Collector<'_, '_> {
    pub fn mention(&mut self, kind: Kind, path: Path, span: Span) {
        let line = span.start().line;
        if path.segments.last().is_some_and(|last| last == "include") && kind != Kind::Path {
            self.problem(line, "`include!` hides where code comes from: make it a module");
        }
        if kind == Kind::Path && ["crate", "super"].iter().any(|piece| path.segments == [*piece]) {
            self.problem(line, "a path that a macro puts together cannot be followed");
        }
        let mention = super::modules::Mention { file: self.file, module: self.module, line, kind, path };
        self.tree.mentions.push(mention);
    }

    /// Says what keeps the analysis from following this line.
    pub fn problem(&mut self, line: usize, what: &str) {
        let place = &self.tree.sources[self.file].path;
        self.tree.problems.insert(format!("{place}:{line}: {what}"));
    }

    pub fn tokens(&mut self, tokens: TokenStream) {
        self.depth += 1;
        tokens::scan(self, tokens);
        self.depth -= 1;
    }

    /// Visits the content of a module in braces.
    pub fn block_module(&mut self, name: &str, folder: String, inside: impl FnOnce(&mut Self)) {
        let child = self.tree.child(self.module, name, self.file);
        self.note_certain(self.module, name);
        let outer = (self.module, self.folder.clone(), self.path_folder.clone(), self.depth);
        (self.module, self.folder, self.path_folder, self.depth) = (child, folder.clone(), folder, 0);
        inside(self);
        (self.module, self.folder, self.path_folder, self.depth) = outer;
    }

    /// The folder of the files of the modules in the module `name` in braces.
    pub fn folder_below(&self, name: &str) -> String {
        join(&self.folder, name)
    }

    fn import(&mut self, tree: &UseTree, prefix: &Path) {
        let below = |ident: &Ident| {
            let mut path = prefix.clone();
            path.segments.push(ident.unraw().to_string());
            path
        };
        match tree {
            UseTree::Path(inner) => self.import(&inner.tree, &below(&inner.ident)),
            UseTree::Group(group) => group.items.iter().for_each(|item| self.import(item, prefix)),
            UseTree::Glob(glob) => {
                self.tree.modules[self.module].globs.push(prefix.clone());
                self.mention(Kind::Import, prefix.clone(), glob.star_token.spans[0]);
            }
            UseTree::Name(name) if name.ident == "self" && !prefix.segments.is_empty() => {
                self.import_as(prefix.clone(), prefix.segments.last().cloned(), name.ident.span());
            }
            UseTree::Name(name) => {
                self.import_as(below(&name.ident), Some(name.ident.unraw().to_string()), name.ident.span());
            }
            UseTree::Rename(rename) => {
                let name = rename.rename.unraw().to_string();
                self.import_as(below(&rename.ident), (name != "_").then_some(name), rename.ident.span());
            }
        }
    }

    fn import_as(&mut self, path: Path, name: Option<String>, span: Span) {
        if let Some(name) = name {
            self.bind(self.module, name, Name::Alias(path.clone()));
        }
        self.mention(Kind::Import, path, span);
    }

    fn bind(&mut self, module: ModuleId, name: String, meaning: Name) {
        self.note_certain(module, &name);
        self.tree.modules[module].names.entry(name).or_default().push(meaning);
    }

    fn note_certain(&mut self, module: ModuleId, name: &str) {
        if self.depth == 0 {
            self.tree.modules[module].certain.insert(name.to_owned());
        }
    }

    /// Enters the name of an item.
    fn define(&mut self, item: &Item) {
        let (ident, meaning) = match item {
            Item::Const(item) => (&item.ident, Name::Item),
            Item::Enum(item) => (&item.ident, Name::Item),
            Item::Fn(item) => (&item.sig.ident, Name::Item),
            Item::Static(item) => (&item.ident, Name::Item),
            Item::Struct(item) => (&item.ident, Name::Item),
            Item::Trait(item) => (&item.ident, Name::Item),
            Item::TraitAlias(item) => (&item.ident, Name::Item),
            Item::Union(item) => (&item.ident, Name::Item),
            Item::Type(item) => match &*item.ty {
                syn::Type::Path(target) if target.qself.is_none() => (&item.ident, Name::Alias(written(&target.path))),
                _ => (&item.ident, Name::Item),
            },
            _ => return,
        };
        self.bind(self.module, ident.unraw().to_string(), meaning);
    }

    fn define_macro(&mut self, item: &syn::ItemMacro) {
        let Some(ident) = &item.ident else { return };
        let name = ident.unraw().to_string();
        let is_exported = item.attrs.iter().any(|attribute| attribute.path().is_ident("macro_export"));
        let entry = Macro { module: self.module, is_everywhere: is_exported || self.macros_leak };
        self.tree.macros.entry(name.clone()).or_default().push(entry);
        self.bind(self.module, name.clone(), Name::Item);
        if is_exported {
            let root = self.tree.modules[self.module].root;
            self.bind(root, name, Name::MacroOf(self.module));
        }
    }
}

impl<'ast> Visit<'ast> for Collector<'_, '_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if attributes_of(item).iter().any(is_for_tests) {
            return;
        }
        self.define(item);
        visit::visit_item(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if !item.attrs.iter().any(is_for_tests) {
            visit::visit_impl_item_fn(self, item);
        }
    }

    fn visit_block(&mut self, block: &'ast syn::Block) {
        self.depth += 1;
        visit::visit_block(self, block);
        self.depth -= 1;
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        item.attrs.iter().for_each(|attribute| self.visit_attribute(attribute));
        let name = item.ident.unraw().to_string();
        let paths = path_attributes(&item.attrs);
        if let Some((_, items)) = &item.content {
            let folder = paths.first().map_or(self.folder_below(&name), |(path, _)| join(&self.path_folder, path));
            self.block_module(&name, folder, |inside| items.iter().for_each(|item| inside.visit_item(item)));
            return;
        }
        let declaration = Declaration {
            parent: self.module,
            name: &name,
            folder: &self.folder,
            path_folder: &self.path_folder,
            may_be_default: paths.iter().all(|(_, has_condition)| *has_condition),
            paths: paths.into_iter().map(|(path, _)| path).collect(),
            macros_leak: self.macros_leak || item.attrs.iter().any(|attribute| attribute.path().is_ident("macro_use")),
        };
        self.tree.declare(self.file, &declaration);
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        item.attrs.iter().for_each(|attribute| self.visit_attribute(attribute));
        self.import(&item.tree, &Path { is_absolute: item.leading_colon.is_some(), segments: Vec::new() });
    }

    fn visit_item_extern_crate(&mut self, item: &'ast syn::ItemExternCrate) {
        let name = item.ident.unraw().to_string();
        let path = match name.as_str() {
            "self" => Path { is_absolute: false, segments: vec!["crate".to_owned()] },
            _ => Path { is_absolute: true, segments: vec![name.clone()] },
        };
        let name = item.rename.as_ref().map_or(name, |(_, rename)| rename.unraw().to_string());
        let root = self.tree.modules[self.module].root;
        if self.module == root {
            self.tree.crate_names.insert((root, name.clone()));
        }
        self.import_as(path, Some(name), item.ident.span());
    }

    fn visit_item_macro(&mut self, item: &'ast syn::ItemMacro) {
        self.define_macro(item);
        visit::visit_item_macro(self, item);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        // What the build made uses nothing but what it is made for.
        if call.path.is_ident("include") && call.tokens.to_string().contains("\"OUT_DIR\"") {
            return;
        }
        self.mention(Kind::MacroCall, written(&call.path), call.bang_token.span);
        self.tokens(tokens::arguments(&written(&call.path), call.tokens.clone()));
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if let Some(first) = path.segments.first() {
            self.mention(Kind::Path, written(path), first.ident.span());
        }
        visit::visit_path(self, path);
    }

    /// `pub(in crate::x)` uses nothing.
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        self.visit_path(attribute.path());
        match &attribute.meta {
            Meta::NameValue(pair) if is_comment(pair) => {}
            Meta::Path(_) => {}
            Meta::List(list) => self.tokens(list.tokens.clone()),
            Meta::NameValue(pair) => self.visit_expr(&pair.value),
        }
    }
}

pub fn written(path: &syn::Path) -> Path {
    Path {
        is_absolute: path.leading_colon.is_some(),
        segments: path.segments.iter().map(|segment| segment.ident.unraw().to_string()).collect(),
    }
}

/// The values of `#[path = "…"]` and of `#[cfg_attr(…, path = "…")]`, and whether a condition goes with it.
fn path_attributes(attributes: &[Attribute]) -> Vec<(String, bool)> {
    attributes.iter().flat_map(|attribute| paths_in(&attribute.meta, false)).collect()
}

fn paths_in(meta: &Meta, has_condition: bool) -> Vec<(String, bool)> {
    match meta {
        Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => vec![(text.value(), has_condition)],
            _ => Vec::new(),
        },
        Meta::List(list) if list.path.is_ident("cfg_attr") => {
            let metas = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).unwrap_or_default();
            metas.iter().skip(1).flat_map(|meta| paths_in(meta, true)).collect()
        }
        _ => Vec::new(),
    }
}

fn is_comment(pair: &syn::MetaNameValue) -> bool {
    pair.path.is_ident("doc") && matches!(pair.value, Expr::Lit(_))
}

/// Whether what carries this attribute is compiled for tests only.
fn is_for_tests(attribute: &Attribute) -> bool {
    let is_condition = attribute.path().is_ident("cfg");
    attribute.path().is_ident("test") || (is_condition && attribute.parse_args().is_ok_and(|meta| needs_test(&meta)))
}

fn needs_test(condition: &Meta) -> bool {
    let Meta::List(list) = condition else { return condition.path().is_ident("test") };
    let parts = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).unwrap_or_default();
    match list.path.get_ident().map(Ident::to_string).as_deref() {
        Some("all") => parts.iter().any(needs_test),
        Some("any") => !parts.is_empty() && parts.iter().all(needs_test),
        _ => false,
    }
}

fn attributes_of(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::ForeignMod(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::TraitAlias(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
