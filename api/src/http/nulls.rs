//! What becomes of a field that failed: `null`, or, where the schema promises a value, its nearest parent that may
//! be `null` (GraphQL, section 6.4.4). The library leaves such a field out, which no client expects.

use async_graphql::{
    PathSegment, Positioned, ServerError, Value,
    parser::types::{BaseType, ExecutableDocument, Field, OperationDefinition, Selection, Type},
};

use super::shapes::{Shapes, innermost, root};

/// Puts the nulls into the data that the errors call for.
pub fn spread(
    data: &mut Value,
    errors: &[ServerError],
    operation: &OperationDefinition,
    document: &ExecutableDocument,
    shapes: &Shapes,
) {
    for error in errors.iter().filter(|error| !error.path.is_empty()) {
        let types = Walk { document, shapes }.types(&error.path, operation);
        if types.len() < error.path.len() {
            // A place that wasn't asked for can't be in the data.
            continue;
        }
        match types.iter().rposition(|ty| ty.nullable) {
            Some(last) => put_null(data, &error.path[..=last]),
            None => *data = Value::Null,
        }
    }
}

fn put_null(data: &mut Value, path: &[PathSegment]) {
    let Some((step, rest)) = path.split_first() else {
        *data = Value::Null;
        return;
    };
    match (data, step) {
        (Value::Object(members), PathSegment::Field(name)) if rest.is_empty() => {
            members.insert(async_graphql::Name::new(name), Value::Null);
        }
        (Value::Object(members), PathSegment::Field(name)) => {
            if let Some(member) = members.get_mut(name.as_str()) {
                put_null(member, rest);
            }
        }
        (Value::List(items), PathSegment::Index(index)) => {
            if let Some(item) = items.get_mut(*index) {
                put_null(item, rest);
            }
        }
        // Another error put a null here already.
        _ => {}
    }
}

struct Walk<'a> {
    document: &'a ExecutableDocument,
    shapes: &'a Shapes,
}

impl<'a> Walk<'a> {
    /// The type at each step of the path, as far as the path was asked for.
    fn types(&self, path: &[PathSegment], operation: &'a OperationDefinition) -> Vec<&'a Type> {
        let mut types: Vec<&'a Type> = Vec::with_capacity(path.len());
        let mut sets: Vec<(&'a [Positioned<Selection>], &'a str)> =
            vec![(&operation.selection_set.node.items, root(operation.ty))];
        for step in path {
            let ty = match (step, types.last()) {
                (PathSegment::Index(_), Some(Type { base: BaseType::List(item), .. })) => &**item,
                (PathSegment::Index(_), _) => break,
                (PathSegment::Field(key), _) => {
                    let mut found = Vec::new();
                    for (items, parent) in &sets {
                        self.asked_as(key, items, parent, &mut found);
                    }
                    let ty = found
                        .iter()
                        .find_map(|(field, parent)| Some(&self.shapes.field(parent, field.name.node.as_str())?.ty));
                    let Some(ty) = ty else { break };
                    let parent = innermost(ty).as_str();
                    sets = found.iter().map(|(field, _)| (&field.selection_set.node.items[..], parent)).collect();
                    ty
                }
            };
            types.push(ty);
        }
        types
    }

    /// The fields that are asked under this name, each with the type it is a field of. Validation saw to it that
    /// they agree, and that no fragment is within itself.
    fn asked_as(
        &self,
        key: &str,
        items: &'a [Positioned<Selection>],
        parent: &'a str,
        found: &mut Vec<(&'a Field, &'a str)>,
    ) {
        for item in items {
            match &item.node {
                Selection::Field(field) => {
                    if field.node.response_key().node == key {
                        found.push((&field.node, parent));
                    }
                }
                Selection::FragmentSpread(spread) => {
                    if let Some(fragment) = self.document.fragments.get(&spread.node.fragment_name.node) {
                        let on = fragment.node.type_condition.node.on.node.as_str();
                        self.asked_as(key, &fragment.node.selection_set.node.items, on, found);
                    }
                }
                Selection::InlineFragment(inline) => {
                    let on = inline.node.type_condition.as_ref().map_or(parent, |on| on.node.on.node.as_str());
                    self.asked_as(key, &inline.node.selection_set.node.items, on, found);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;
    use serde_json::json;

    use super::*;

    const SCHEMA: &str = "union Node = Case | Person
        type Query { cases: [Case!]!, maybe: [Case], node: Node, name: String! }
        type Person { name: String! }
        type Case { id: Int!, holder: Person, opener: Person! }";

    fn spread_in(query: &str, data: serde_json::Value, path: &[&str]) -> serde_json::Value {
        let document = parse_query(query).expect("a document");
        let (_, operation) = document.operations.iter().next().expect("an operation");
        let path = path.iter().map(|step| match step.parse() {
            Ok(index) => PathSegment::Index(index),
            Err(_) => PathSegment::Field((*step).to_owned()),
        });
        let error = ServerError::new("failed", None).with_path(path.collect());
        let mut data = Value::from_json(data).expect("data");
        spread(&mut data, &[error], &operation.node, &document, &Shapes::of(SCHEMA));
        data.into_json().expect("JSON")
    }

    #[test]
    fn a_null_goes_up_to_where_it_may_be() {
        let cases = "{ cases { id holder { name } opener { name } } name }";
        for (query, data, path, expected) in [
            (
                cases,
                json!({"cases": [{"id": 1, "opener": {}}], "name": "x"}),
                &["cases", "0", "holder"][..],
                json!({"cases": [{"id": 1, "opener": {}, "holder": null}], "name": "x"}),
            ),
            (
                cases,
                json!({"cases": [{"id": 1, "holder": {}}], "name": "x"}),
                &["cases", "0", "holder", "name"],
                json!({"cases": [{"id": 1, "holder": null}], "name": "x"}),
            ),
            (cases, json!({"cases": [{"id": 1, "opener": {}}]}), &["cases", "0", "opener", "name"], json!(null)),
            (
                "{ maybe { id } }",
                json!({"maybe": [{"id": 1}, {}]}),
                &["maybe", "1", "id"],
                json!({"maybe": [{"id": 1}, null]}),
            ),
            (
                "{ n: node { ...on Person { called: name } ...C } } fragment C on Case { id }",
                json!({"n": {}}),
                &["n", "called"],
                json!({"n": null}),
            ),
            (
                "{ n: node { ...on Person { called: name } ...C } } fragment C on Case { id }",
                json!({"n": {}}),
                &["n", "id"],
                json!({"n": null}),
            ),
            ("{ name }", json!({}), &["name"], json!(null)),
            ("{ maybe { id } }", json!({"maybe": null}), &["maybe", "1", "id"], json!({"maybe": null})),
        ] {
            assert_eq!(spread_in(query, data, path), expected, "{query} {path:?}");
        }
    }
}
