//! Reads the data of an answer into what a query asked for.
//!
//! As `serde_json::from_value` does, but without words for what is wrong: an answer that doesn't fit means that the app
//! and the server have grown apart, and nobody reads more than that. Those words, once for every type, were a tenth of
//! the app.

use std::fmt;

use serde::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::{Map, Value};

/// The data isn't what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unfit;

/// The data as what was asked.
///
/// # Errors
///
/// When it is something else.
pub fn read<T: DeserializeOwned>(data: Value) -> Result<T, Unfit> {
    T::deserialize(Reader(data))
}

impl fmt::Display for Unfit {
    fn fmt(&self, _: &mut fmt::Formatter) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Unfit {}

impl de::Error for Unfit {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }

    fn invalid_type(_: de::Unexpected, _: &dyn de::Expected) -> Self {
        Self
    }

    fn invalid_value(_: de::Unexpected, _: &dyn de::Expected) -> Self {
        Self
    }

    fn invalid_length(_: usize, _: &dyn de::Expected) -> Self {
        Self
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn missing_field(_: &'static str) -> Self {
        Self
    }

    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

struct Reader(Value);

impl<'de> Deserializer<'de> for Reader {
    type Error = Unfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(is) => visitor.visit_bool(is),
            Value::Number(number) => match number.as_i64() {
                Some(whole) => visitor.visit_i64(whole),
                None => visitor.visit_f64(number.as_f64().ok_or(Unfit)?),
            },
            Value::String(text) => visitor.visit_string(text),
            Value::Array(items) => visitor.visit_seq(Items(items.into_iter())),
            Value::Object(fields) => visitor.visit_map(Fields::of(fields)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    // What each type can be is known, so that the ways to read everything else aren't made for it.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        match self.0 {
            Value::Object(fields) => visitor.visit_map(Fields::of(fields)),
            _ => Err(Unfit),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.0 {
            Value::Array(items) => visitor.visit_seq(Items(items.into_iter())),
            _ => Err(Unfit),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.0 {
            Value::String(text) => visitor.visit_string(text),
            _ => Err(Unfit),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_string(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.0 {
            Value::Bool(is) => visitor.visit_bool(is),
            _ => Err(Unfit),
        }
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.0.as_i64() {
            Some(whole) => visitor.visit_i64(whole),
            None => Err(Unfit),
        }
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.0.as_f64() {
            Some(number) => visitor.visit_f64(number),
            None => Err(Unfit),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i64 i128 u8 u16 u32 u64 u128 f32 char bytes byte_buf unit unit_struct tuple tuple_struct map enum
        identifier
    }
}

struct Items(std::vec::IntoIter<Value>);

impl<'de> SeqAccess<'de> for Items {
    type Error = Unfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unfit> {
        match self.0.next() {
            Some(item) => seed.deserialize(Reader(item)).map(Some),
            None => Ok(None),
        }
    }
}

struct Fields {
    rest: serde_json::map::IntoIter,
    value: Value,
}

impl Fields {
    fn of(fields: Map<String, Value>) -> Self {
        Self { rest: fields.into_iter(), value: Value::Null }
    }

    /// The next name; its value is kept for after.
    fn next(&mut self) -> Option<Value> {
        let (name, value) = self.rest.next()?;
        self.value = value;
        Some(Value::String(name))
    }
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Unfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unfit> {
        match self.next() {
            Some(name) => seed.deserialize(Name(name)).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Unfit> {
        seed.deserialize(Reader(self.value.take()))
    }
}

/// The name of a field: always a string, whatever it is asked for as.
struct Name(Value);

impl<'de> Deserializer<'de> for Name {
    type Error = Unfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.0 {
            Value::String(name) => visitor.visit_str(&name),
            _ => Err(Unfit),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use serde_json::json;

    #[derive(Deserialize, Debug, PartialEq)]
    struct Id(String);

    #[derive(Deserialize, Debug, PartialEq)]
    #[serde(rename_all = "camelCase")]
    struct Case {
        id: Id,
        code_word: Option<String>,
        overdue_days: i32,
        median_hours: Option<f64>,
        is_mine: bool,
        topics: Vec<Id>,
    }

    fn case() -> Value {
        json!({
            "id": "c1", "codeWord": null, "overdueDays": 2, "medianHours": 3, "isMine": true,
            "topics": ["t1", "t2"], "unknown": { "deep": [1, null] }
        })
    }

    #[test]
    fn what_was_asked_is_read() {
        let topics = ["t1", "t2"].map(|id| Id(id.to_owned())).into();
        let id = Id("c1".to_owned());
        let expected = Case { id, code_word: None, overdue_days: 2, median_hours: Some(3.0), is_mine: true, topics };
        assert_eq!(read(case()), Ok(expected));
        assert_eq!(read(json!([{ "a": 1.5 }])), Ok(vec![std::collections::HashMap::from([("a".to_owned(), 1.5)])]));
    }

    #[test]
    fn what_was_not_asked_is_unfit() {
        let wrong = [
            ("id", json!(1)),
            ("codeWord", json!(["a"])),
            ("overdueDays", json!("2")),
            ("overdueDays", json!(1.5)),
            ("overdueDays", json!(3_000_000_000_i64)),
            ("medianHours", json!("3")),
            ("isMine", json!(null)),
            ("topics", json!({ "t1": 1 })),
        ];
        for (field, value) in wrong {
            let mut case = case();
            case[field] = value;
            assert_eq!(read::<Case>(case), Err(Unfit), "{field}");
        }
        let mut missing = case();
        missing.as_object_mut().unwrap().remove("isMine");
        assert_eq!(read::<Case>(missing), Err(Unfit));
        assert_eq!(read::<Case>(json!([])), Err(Unfit));
    }
}
