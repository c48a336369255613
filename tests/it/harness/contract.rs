//! A schema as a list of promises, so that two of them can be compared.

use std::collections::BTreeMap;

use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{
    BaseType, FieldDefinition, InputValueDefinition, Type, TypeDefinition, TypeKind, TypeSystemDefinition,
};

/// What a schema promises: each element by its place, as `Case.holder` or `Query.case(id)`.
#[derive(Debug, Default)]
pub struct Contract(BTreeMap<String, Element>);

#[derive(Debug)]
struct Element {
    part: Part,
    is_described: bool,
}

#[derive(Debug)]
enum Part {
    /// A type of this kind.
    Type(&'static str),
    /// What a client gets.
    Output(Type),
    /// What a client gives, and whether it may be left out.
    Input(Type, bool),
    /// A value of an enum or a member of a union.
    Member,
}

impl Contract {
    /// Of a schema's text.
    ///
    /// # Panics
    /// When it is none.
    pub fn read(sdl: &str) -> Self {
        let mut contract = Self::default();
        for definition in parse_schema(sdl).expect("a schema").definitions {
            if let TypeSystemDefinition::Type(definition) = definition {
                contract.add(definition.node);
            }
        }
        contract
    }

    /// Elements that nothing is said about.
    pub fn undescribed(&self) -> Vec<&str> {
        self.0.iter().filter(|(_, element)| !element.is_described).map(|(place, _)| place.as_str()).collect()
    }

    /// Elements that the other has and this one lacks.
    pub fn lacks<'a>(&self, other: &'a Self) -> Vec<&'a str> {
        other.0.keys().filter(|place| !self.0.contains_key(*place)).map(String::as_str).collect()
    }

    /// What clients that were written for the older one would trip over.
    pub fn breaks(&self, older: &Self) -> Vec<String> {
        let gone = self.lacks(older).into_iter().map(|place| format!("{place} is gone"));
        let changed = older.0.iter().filter_map(|(place, before)| {
            let now = self.0.get(place)?;
            let holds = match (&before.part, &now.part) {
                (Part::Type(before), Part::Type(now)) => before == now,
                (Part::Output(before), Part::Output(now)) => promises(now, before),
                (Part::Input(before, _), Part::Input(now, _)) => promises(before, now),
                (Part::Member, Part::Member) => true,
                _ => false,
            };
            (!holds).then(|| format!("{place} changed from {} to {}", before.part.shown(), now.part.shown()))
        });
        let demanded = self.0.iter().filter(|(place, element)| {
            let parent = place.rsplit_once(['(', '.']).map_or("", |(parent, _)| parent);
            let is_new = !older.0.contains_key(*place) && older.0.contains_key(parent);
            is_new && matches!(element.part, Part::Input(_, false))
        });
        gone.chain(changed).chain(demanded.map(|(place, _)| format!("{place} is new, and asked for"))).collect()
    }

    fn add(&mut self, definition: TypeDefinition) {
        let name = definition.name.node;
        let kind = match definition.kind {
            TypeKind::Scalar => "a scalar",
            TypeKind::Object(object) => {
                self.add_fields(&name, object.fields.into_iter().map(|field| field.node));
                "an object"
            }
            TypeKind::Interface(interface) => {
                self.add_fields(&name, interface.fields.into_iter().map(|field| field.node));
                "an interface"
            }
            TypeKind::Union(union) => {
                for member in union.members {
                    self.put(format!("{name}.{}", member.node), Part::Member, true);
                }
                "a union"
            }
            TypeKind::Enum(values) => {
                for value in values.values {
                    let place = format!("{name}.{}", value.node.value.node);
                    self.put(place, Part::Member, value.node.description.is_some());
                }
                "an enum"
            }
            TypeKind::InputObject(input) => {
                for field in input.fields {
                    self.add_input(format!("{name}.{}", field.node.name.node), field.node);
                }
                "an input"
            }
        };
        self.put(name.to_string(), Part::Type(kind), definition.description.is_some());
    }

    fn add_fields(&mut self, parent: &str, fields: impl Iterator<Item = FieldDefinition>) {
        for field in fields {
            let place = format!("{parent}.{}", field.name.node);
            for argument in field.arguments {
                self.add_input(format!("{place}({})", argument.node.name.node), argument.node);
            }
            self.put(place, Part::Output(field.ty.node), field.description.is_some());
        }
    }

    fn add_input(&mut self, place: String, input: InputValueDefinition) {
        let may_be_left_out = input.ty.node.nullable || input.default_value.is_some();
        self.put(place, Part::Input(input.ty.node, may_be_left_out), input.description.is_some());
    }

    fn put(&mut self, place: String, part: Part, is_described: bool) {
        self.0.insert(place, Element { part, is_described });
    }
}

impl Part {
    fn shown(&self) -> String {
        match self {
            Self::Type(kind) => (*kind).to_owned(),
            Self::Output(ty) | Self::Input(ty, _) => ty.to_string(),
            Self::Member => "a value".to_owned(),
        }
    }
}

/// Whether the one is the other, or the same with less that can be null.
fn promises(one: &Type, other: &Type) -> bool {
    let base = match (&one.base, &other.base) {
        (BaseType::Named(one), BaseType::Named(other)) => one == other,
        (BaseType::List(one), BaseType::List(other)) => promises(one, other),
        _ => false,
    };
    base && (!one.nullable || other.nullable)
}
