//! Rows into a database by the hundred, as literal SQL: both databases read it, and no row costs a round trip.

use std::fmt::Write;

use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityName, EntityTrait, IdenStatic, Iterable, ModelTrait,
    Value,
};

const AT_ONCE: usize = 500;

/// Writes rows of one table.
///
/// # Errors
/// When the database refuses them.
pub async fn insert<M>(tx: &DatabaseTransaction, rows: &[M]) -> Result<(), DbErr>
where
    M: ModelTrait,
{
    let columns: Vec<_> = <<M::Entity as EntityTrait>::Column as Iterable>::iter().collect();
    let names: Vec<_> = columns.iter().map(IdenStatic::as_str).collect();
    let table = <M::Entity as Default>::default();
    let head = format!("INSERT INTO {} ({}) VALUES ", table.table_name(), names.join(", "));
    for some in rows.chunks(AT_ONCE) {
        let mut sql = head.clone();
        for (number, row) in some.iter().enumerate() {
            sql.push_str(if number == 0 { "(" } else { ", (" });
            for (number, column) in columns.iter().enumerate() {
                sql.push_str(if number == 0 { "" } else { ", " });
                literal(&mut sql, row.get(*column), tx.get_database_backend());
            }
            sql.push(')');
        }
        tx.execute_unprepared(&sql).await?;
    }
    Ok(())
}

fn literal(sql: &mut String, value: Value, backend: DbBackend) {
    let written = match value {
        Value::Bool(Some(is)) => write!(sql, "{is}"),
        Value::Int(Some(number)) => write!(sql, "{number}"),
        Value::BigInt(Some(number)) => write!(sql, "{number}"),
        Value::String(Some(text)) => write!(sql, "'{}'", text.replace('\'', "''")),
        Value::Uuid(Some(id)) if backend == DbBackend::Postgres => write!(sql, "'{id}'"),
        Value::Uuid(Some(id)) => write!(sql, "X'{}'", id.simple()),
        Value::Bytes(Some(bytes)) => {
            sql.push_str(if backend == DbBackend::Postgres { "'\\x" } else { "X'" });
            bytes.iter().try_for_each(|byte| write!(sql, "{byte:02x}")).and_then(|()| sql.write_char('\''))
        }
        Value::Bool(None)
        | Value::Int(None)
        | Value::BigInt(None)
        | Value::String(None)
        | Value::Uuid(None)
        | Value::Bytes(None) => write!(sql, "NULL"),
        other => unreachable!("no column of the product holds {other:?}"),
    };
    written.expect("a text takes more text");
}
