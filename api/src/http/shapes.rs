//! The schema as the wire needs it: which field gives what, which input takes what. Read from the printed schema.

use std::collections::{HashMap, HashSet};

use async_graphql::{
    Name,
    parser::{
        parse_schema,
        types::{
            BaseType, FieldDefinition, InputValueDefinition, OperationType, Type, TypeDefinition, TypeKind,
            TypeSystemDefinition,
        },
    },
};

/// The types of a schema by name.
#[derive(Debug)]
pub struct Shapes(HashMap<Name, Shape>);

/// What a type holds.
#[derive(Debug)]
pub enum Shape {
    /// An object or interface: its fields.
    Fields(HashMap<Name, FieldShape>),
    /// An input object: what goes in.
    Inputs(HashMap<Name, InputShape>),
    /// An enum: its values.
    Values(HashSet<Name>),
    /// A scalar or union: nothing to look into.
    Opaque,
}

/// A field of an object.
#[derive(Debug)]
pub struct FieldShape {
    /// What it gives.
    pub ty: Type,
    /// Whether its arguments say how many it gives.
    pub is_page: bool,
}

/// An argument, variable or field of an input object.
#[derive(Debug)]
pub struct InputShape {
    /// What it takes.
    pub ty: Type,
    /// Whether it may be left out though it is not nullable.
    pub has_default: bool,
}

/// Arguments that say how many rows a field gives.
pub const SIZES: [&str; 3] = ["first", "last", "perColumn"];

impl Shapes {
    /// Of a printed schema.
    ///
    /// # Panics
    /// When the text is no schema, which is a mistake in this program.
    pub fn of(sdl: &str) -> Self {
        let document = parse_schema(sdl).expect("our own schema can be read");
        let types = document.definitions.into_iter().filter_map(|definition| match definition {
            TypeSystemDefinition::Type(definition) => Some(definition.node),
            TypeSystemDefinition::Schema(_) | TypeSystemDefinition::Directive(_) => None,
        });
        Self(types.map(|TypeDefinition { name, kind, .. }| (name.node, shape(kind))).collect())
    }

    /// The type of this name.
    pub fn get(&self, name: &str) -> Option<&Shape> {
        self.0.get(name)
    }

    /// The field of an object.
    pub fn field(&self, parent: &str, field: &str) -> Option<&FieldShape> {
        match self.get(parent)? {
            Shape::Fields(fields) => fields.get(field),
            Shape::Inputs(_) | Shape::Values(_) | Shape::Opaque => None,
        }
    }
}

/// The type where operations of this kind begin.
pub const fn root(kind: OperationType) -> &'static str {
    match kind {
        OperationType::Query => "Query",
        OperationType::Mutation => "Mutation",
        OperationType::Subscription => "Subscription",
    }
}

/// The name within lists.
pub fn innermost(ty: &Type) -> &Name {
    match &ty.base {
        BaseType::Named(name) => name,
        BaseType::List(item) => innermost(item),
    }
}

fn shape(kind: TypeKind) -> Shape {
    match kind {
        TypeKind::Object(object) => fields(object.fields.into_iter().map(|field| field.node)),
        TypeKind::Interface(interface) => fields(interface.fields.into_iter().map(|field| field.node)),
        TypeKind::InputObject(input) => {
            Shape::Inputs(input.fields.into_iter().map(|field| input_shape(field.node)).collect())
        }
        TypeKind::Enum(values) => Shape::Values(values.values.into_iter().map(|value| value.node.value.node).collect()),
        TypeKind::Scalar | TypeKind::Union(_) => Shape::Opaque,
    }
}

fn fields(fields: impl Iterator<Item = FieldDefinition>) -> Shape {
    let named = fields.map(|field| {
        let is_page = field.arguments.iter().any(|argument| SIZES.contains(&argument.node.name.node.as_str()));
        (field.name.node, FieldShape { ty: field.ty.node, is_page })
    });
    Shape::Fields(named.collect())
}

fn input_shape(input: InputValueDefinition) -> (Name, InputShape) {
    (input.name.node, InputShape { ty: input.ty.node, has_default: input.default_value.is_some() })
}
