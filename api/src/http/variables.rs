//! The values of variables against their declared types, before anything is executed (GraphQL, section 6.1.2).
//! The library looks at a variable only where it is used, which is too late for the right status.

use async_graphql::{
    Name, Value as ConstValue,
    parser::types::{BaseType, OperationDefinition, Type},
};
use serde_json::{Map, Value};

use super::{
    ErrorCode, Refused,
    shapes::{InputShape, Shape, Shapes},
};

/// Checks each variable of the operation.
///
/// # Errors
/// When one is missing or has a value that its type doesn't take; the error names it and the place within it.
pub fn check(operation: &OperationDefinition, variables: &Map<String, Value>, shapes: &Shapes) -> Result<(), Refused> {
    for definition in &operation.variable_definitions {
        let name = &definition.node.name.node;
        let ty = &definition.node.var_type.node;
        let default: Option<&ConstValue> = definition.node.default_value.as_ref().map(|value| &value.node);
        let fitting = match variables.get(name.as_str()) {
            None if ty.nullable || default.is_some() => Ok(()),
            None => Err(Misfit::new("it is missing")),
            Some(value) => fits(value, ty, shapes),
        };
        fitting.map_err(|misfit| {
            let place = misfit.path.iter().rev().fold(format!("${name}"), |place, step| format!("{place}{step}"));
            let mut refused = Refused::new(ErrorCode::BadUserInput, format!("variable {place}: {}", misfit.what));
            for error in &mut refused.errors {
                error.locations = vec![definition.pos];
            }
            refused
        })?;
    }
    Ok(())
}

/// Why a value doesn't fit, and where: the path from the inside out.
struct Misfit {
    what: String,
    path: Vec<String>,
}

impl Misfit {
    fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), path: Vec::new() }
    }

    fn within(mut self, step: String) -> Self {
        self.path.push(step);
        self
    }
}

fn fits(value: &Value, ty: &Type, shapes: &Shapes) -> Result<(), Misfit> {
    match (value, &ty.base) {
        (Value::Null, _) if ty.nullable => Ok(()),
        (Value::Null, _) => Err(Misfit::new("it can't be null")),
        (Value::Array(items), BaseType::List(item)) => items
            .iter()
            .enumerate()
            .try_for_each(|(index, value)| fits(value, item, shapes).map_err(|it| it.within(format!("[{index}]")))),
        // One value stands for a list of one.
        (value, BaseType::List(item)) => fits(value, item, shapes),
        (value, BaseType::Named(name)) => fits_named(value, name, shapes),
    }
}

fn fits_named(value: &Value, name: &Name, shapes: &Shapes) -> Result<(), Misfit> {
    let good = match (name.as_str(), value) {
        ("Int", Value::Number(number)) => number.as_i64().is_some_and(|number| i32::try_from(number).is_ok()),
        ("Float", value) => value.is_number(),
        ("String", value) => value.is_string(),
        ("Boolean", value) => value.is_boolean(),
        ("ID", value) => value.is_string() || value.is_i64() || value.is_u64(),
        ("Int", _) => false,
        _ => match (shapes.get(name), value) {
            (Some(Shape::Inputs(inputs)), Value::Object(members)) => return fits_object(members, inputs, shapes),
            (Some(Shape::Values(values)), Value::String(text)) => {
                return if values.contains(text.as_str()) {
                    Ok(())
                } else {
                    Err(Misfit::new(format!("it is none of the values of {name}")))
                };
            }
            (Some(Shape::Inputs(_) | Shape::Values(_)), _) => false,
            // Scalars of our own read their values themselves; validation refuses unknown types.
            (Some(Shape::Opaque), value) => !value.is_object() && !value.is_array(),
            (Some(Shape::Fields(_)) | None, _) => true,
        },
    };
    if good { Ok(()) } else { Err(Misfit::new(format!("it is no {name}"))) }
}

fn fits_object(
    members: &Map<String, Value>,
    inputs: &std::collections::HashMap<Name, InputShape>,
    shapes: &Shapes,
) -> Result<(), Misfit> {
    if let Some(unknown) = members.keys().find(|key| !inputs.contains_key(key.as_str())) {
        return Err(Misfit::new("there is no such field").within(format!(".{unknown}")));
    }
    for (name, input) in inputs {
        let fitting = match members.get(name.as_str()) {
            None if input.ty.nullable || input.has_default => Ok(()),
            None => Err(Misfit::new("it is missing")),
            Some(value) => fits(value, &input.ty, shapes),
        };
        fitting.map_err(|misfit| misfit.within(format!(".{name}")))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;
    use serde_json::json;

    use super::*;

    fn outcome(declared: &str, variables: &Value) -> String {
        let shapes = Shapes::of(
            "type Query { a: Int } enum Colour { RED } scalar CaseId
             input Deep { colour: Colour!, ids: [CaseId!], size: Int! = 3, deep: Deep }",
        );
        let document = parse_query(format!("query({declared}) {{ a }}")).expect("a document");
        let (_, operation) = document.operations.iter().next().expect("an operation");
        match check(&operation.node, variables.as_object().expect("an object"), &shapes) {
            Ok(()) => "fits".to_owned(),
            Err(refused) => refused.errors[0].message.clone(),
        }
    }

    #[test]
    fn values_and_types() {
        for (declared, variables, expected) in [
            ("$a: Int!", json!({"a": 1}), "fits"),
            ("$a: Int!", json!({}), "variable $a: it is missing"),
            ("$a: Int!", json!({"a": null}), "variable $a: it can't be null"),
            ("$a: Int! = 2", json!({}), "fits"),
            ("$a: Int", json!({"a": null}), "fits"),
            ("$a: Int", json!({"a": 2_147_483_648_i64}), "variable $a: it is no Int"),
            ("$a: Int", json!({"a": 1.5}), "variable $a: it is no Int"),
            ("$a: Float", json!({"a": 1}), "fits"),
            ("$a: String", json!({"a": 1}), "variable $a: it is no String"),
            ("$a: Boolean", json!({"a": "true"}), "variable $a: it is no Boolean"),
            ("$a: ID", json!({"a": 7}), "fits"),
            ("$a: [Int!]", json!({"a": [1, null]}), "variable $a[1]: it can't be null"),
            ("$a: [Int!]", json!({"a": 1}), "fits"),
            ("$a: CaseId", json!({"a": {}}), "variable $a: it is no CaseId"),
            ("$a: Colour", json!({"a": "RED"}), "fits"),
            ("$a: Colour", json!({"a": "BLUE"}), "variable $a: it is none of the values of Colour"),
            ("$a: Deep", json!({"a": {"colour": "RED", "ids": ["x"]}}), "fits"),
            ("$a: Deep", json!({"a": {}}), "variable $a.colour: it is missing"),
            (
                "$a: [Deep!]",
                json!({"a": [{"colour": "RED", "deep": {"colour": 3}}]}),
                "variable $a[0].deep.colour: it is no Colour",
            ),
            ("$a: Deep", json!({"a": {"colour": "RED", "b": 1}}), "variable $a.b: there is no such field"),
            ("$a: Deep", json!({"a": "RED"}), "variable $a: it is no Deep"),
        ] {
            assert_eq!(outcome(declared, &variables), expected, "{declared} {variables}");
        }
    }
}
