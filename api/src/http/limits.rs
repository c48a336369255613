//! How much one document may ask, measured before anything is executed.
//!
//! The complexity of a field is one, plus that of the fields under it, times the rows it can give: what `first`,
//! `last` or `perColumn` says (20 when it says nothing), 5 for any other list. A field that is asked twice counts
//! twice, under whatever alias, and a fragment counts wherever it is used.

use std::{collections::HashMap, convert::Infallible};

use async_graphql::{
    Name, Value as GraphqlValue,
    parser::types::{BaseType, ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet},
};
use serde_json::{Map, Value};

use super::{
    ErrorCode, Refused,
    shapes::{SIZES, Shapes, innermost, root},
};

/// Rows of a page when its size isn't said, and at most.
const USUAL_PAGE: u64 = 20;
const LARGEST_PAGE: u64 = 100;
/// Rows of a list that is short by nature.
const SHORT_LIST: u64 = 5;

/// The most that one request may ask.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the document.
    pub document_bytes: u64,
    /// Tokens of the document.
    pub tokens: u64,
    /// Brackets within brackets.
    pub nesting: u64,
    /// Fields within fields.
    pub depth: u64,
    /// See the module.
    pub complexity: u64,
    /// Fields under another name.
    pub aliases: u64,
    /// Fields of the query or mutation itself.
    pub root_fields: u64,
    /// Directives.
    pub directives: u64,
    /// Lists within lists of the schema's own description; its other fields don't count as depth.
    pub introspection_lists: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            document_bytes: 32_768,
            tokens: 4_000,
            nesting: 48,
            depth: 10,
            complexity: 25_000,
            aliases: 30,
            root_fields: 20,
            directives: 30,
            introspection_lists: 2,
        }
    }
}

/// What a document asks at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    depth: u64,
    complexity: u64,
    aliases: u64,
    root_fields: u64,
    directives: u64,
    introspection_lists: u64,
}

impl Limits {
    /// Measures every operation and fragment of a document.
    ///
    /// # Errors
    /// When one of them asks too much; the error says the limit and the value.
    pub fn check(
        &self,
        document: &ExecutableDocument,
        shapes: &Shapes,
        variables: &Map<String, Value>,
    ) -> Result<(), Refused> {
        let mut scale = Scale { document, shapes, variables, operation: None, known: HashMap::new() };
        for (_, operation) in document.operations.iter() {
            scale.operation = Some(&operation.node);
            scale.known.clear();
            let parent = root(operation.node.ty);
            let mut measure = scale.selection_set(&operation.node.selection_set.node, parent, Kind::Data);
            measure.directives += operation.node.directives.len() as u64;
            self.compare(&measure)?;
        }
        for name in document.fragments.keys() {
            let measure = scale.fragment(name);
            self.compare(&Measure { root_fields: 0, ..measure })?;
        }
        Ok(())
    }

    fn compare(&self, measure: &Measure) -> Result<(), Refused> {
        use ErrorCode::{QueryTooComplex, QueryTooDeep};
        for (code, what, limit, actual) in [
            (QueryTooDeep, "fields within fields", self.depth, measure.depth),
            (QueryTooDeep, "lists within lists of the schema", self.introspection_lists, measure.introspection_lists),
            (QueryTooComplex, "root fields", self.root_fields, measure.root_fields),
            (QueryTooComplex, "aliases", self.aliases, measure.aliases),
            (QueryTooComplex, "directives", self.directives, measure.directives),
            (QueryTooComplex, "complexity", self.complexity, measure.complexity),
        ] {
            if actual > limit {
                return Err(Refused::past_limit(code, what, limit, actual));
            }
        }
        Ok(())
    }
}

/// What is being measured: the domain's data, or the schema's description of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Data,
    Introspection,
}

struct Scale<'a> {
    document: &'a ExecutableDocument,
    shapes: &'a Shapes,
    variables: &'a Map<String, Value>,
    operation: Option<&'a OperationDefinition>,
    /// Each fragment is measured once, however often it is used; `None` while that is going on.
    known: HashMap<&'a Name, Option<Measure>>,
}

impl<'a> Scale<'a> {
    fn selection_set(&mut self, set: &'a SelectionSet, parent: &'a str, kind: Kind) -> Measure {
        let mut sum = Measure::default();
        for selection in &set.items {
            let mut part = match &selection.node {
                Selection::Field(field) => self.field(&field.node, parent, kind),
                Selection::FragmentSpread(spread) => self.fragment(&spread.node.fragment_name.node),
                Selection::InlineFragment(inline) => {
                    let condition = inline.node.type_condition.as_ref();
                    let parent = condition.map_or(parent, |condition| condition.node.on.node.as_str());
                    self.selection_set(&inline.node.selection_set.node, parent, kind)
                }
            };
            part.directives = part.directives.saturating_add(selection.node.directives().len() as u64);
            sum = sum.beside(part);
        }
        sum
    }

    fn fragment(&mut self, name: &'a Name) -> Measure {
        if let Some(known) = self.known.get(name) {
            // A fragment within itself: validation refuses it.
            return known.unwrap_or_default();
        }
        let Some(fragment) = self.document.fragments.get(name) else { return Measure::default() };
        self.known.insert(name, None);
        let parent = fragment.node.type_condition.node.on.node.as_str();
        let kind = if parent.starts_with("__") { Kind::Introspection } else { Kind::Data };
        let mut measure = self.selection_set(&fragment.node.selection_set.node, parent, kind);
        measure.directives = measure.directives.saturating_add(fragment.node.directives.len() as u64);
        self.known.insert(name, Some(measure));
        measure
    }

    fn field(&mut self, field: &'a Field, parent: &'a str, kind: Kind) -> Measure {
        let name = field.name.node.as_str();
        let is_description = kind == Kind::Introspection || matches!(name, "__schema" | "__type");
        let inner_kind = if is_description { Kind::Introspection } else { Kind::Data };
        let shape = self.shapes.field(parent, name);
        let child = shape.map_or("", |shape| innermost(&shape.ty).as_str());
        let under = self.selection_set(&field.selection_set.node, child, inner_kind);
        let rows = if is_description { 1 } else { self.rows(field, parent) };
        let is_list_of_schema = matches!(name, "fields" | "interfaces" | "possibleTypes" | "inputFields");
        Measure {
            depth: if is_description { 1 } else { under.depth.saturating_add(1) },
            complexity: rows.saturating_mul(under.complexity).saturating_add(1),
            aliases: under.aliases.saturating_add(u64::from(field.alias.is_some())),
            root_fields: 1,
            directives: under.directives,
            introspection_lists: under.introspection_lists + u64::from(is_description && is_list_of_schema),
        }
    }

    /// How many rows a field can give.
    fn rows(&self, field: &Field, parent: &str) -> u64 {
        let Some(shape) = self.shapes.field(parent, field.name.node.as_str()) else { return 1 };
        let argument = |name: &str| {
            let given = field.get_argument(name)?.node.clone();
            given.into_const_with(|name| Ok::<_, Infallible>(self.variable(&name))).ok()
        };
        // Null is as good as left out; of two sizes the resolver refuses one.
        let size = |given: GraphqlValue| match given {
            GraphqlValue::Null => None,
            GraphqlValue::Number(number) => Some(number.as_u64().unwrap_or(0)),
            // Not a number: the resolver will refuse it.
            _ => Some(LARGEST_PAGE),
        };
        if let Some(rows) = SIZES.iter().filter_map(|name| size(argument(name)?)).max() {
            return rows;
        }
        if let Some(GraphqlValue::List(ids)) = argument("ids") {
            return ids.len() as u64;
        }
        // The rows of a page were counted at the page.
        let is_list = matches!(shape.ty.base, BaseType::List(_)) && !parent.ends_with("Connection");
        match (shape.is_page, is_list) {
            (true, _) => USUAL_PAGE,
            (false, true) => SHORT_LIST,
            (false, false) => 1,
        }
    }

    /// The value of a variable, or else its default.
    fn variable(&self, name: &Name) -> GraphqlValue {
        if let Some(given) = self.variables.get(name.as_str()) {
            return GraphqlValue::from_json(given.clone()).unwrap_or_default();
        }
        let mut definitions = self.operation.iter().flat_map(|operation| &operation.variable_definitions);
        let definition = definitions.find(|definition| definition.node.name.node == *name);
        definition.and_then(|definition| Some(definition.node.default_value.as_ref()?.node.clone())).unwrap_or_default()
    }
}

impl Measure {
    fn beside(self, other: Self) -> Self {
        Self {
            depth: self.depth.max(other.depth),
            complexity: self.complexity.saturating_add(other.complexity),
            aliases: self.aliases.saturating_add(other.aliases),
            root_fields: self.root_fields.saturating_add(other.root_fields),
            directives: self.directives.saturating_add(other.directives),
            introspection_lists: self.introspection_lists.max(other.introspection_lists),
        }
    }
}
