//! The shape of a table, told once for both databases: columns, key, references, uniqueness, rules and indexes.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

/// A table to be created.
pub struct Shape {
    name: &'static str,
    table: TableCreateStatement,
    indexes: Vec<String>,
}

impl Shape {
    /// An empty table.
    pub fn new(name: &'static str) -> Self {
        let table = Table::create().table(name).take();
        Self { name, table, indexes: Vec::new() }
    }

    /// With a column.
    pub fn column(mut self, column: ColumnDef) -> Self {
        self.table.col(column);
        self
    }

    /// With a primary key.
    pub fn key(mut self, columns: &[&'static str]) -> Self {
        let mut key = Index::create();
        for &column in columns {
            key.col(column);
        }
        self.table.primary_key(&mut key);
        self
    }

    /// A column that names a row of another table.
    pub fn refers(mut self, column: &'static str, table: &'static str) -> Self {
        self.table.foreign_key(ForeignKey::create().from(self.name, column).to(table, "id"));
        self
    }

    /// A rule that every row keeps, in SQL that both databases read.
    pub fn rule(mut self, condition: &'static str) -> Self {
        self.table.check(Expr::cust(condition));
        self
    }

    /// Columns that no two rows share.
    pub fn unique(self, columns: &[&str]) -> Self {
        self.index_of("UNIQUE ", columns, "")
    }

    /// Columns that no two rows share among those for which the condition holds.
    pub fn unique_where(self, columns: &[&str], condition: &str) -> Self {
        self.index_of("UNIQUE ", columns, &format!(" WHERE {condition}"))
    }

    /// Columns that are looked up or sorted by.
    pub fn index(self, columns: &[&str]) -> Self {
        self.index_of("", columns, "")
    }

    fn index_of(mut self, unique: &str, columns: &[&str], condition: &str) -> Self {
        let name = format!("ix_{}_{}", self.name, columns.join("_"));
        let columns = columns.join(", ");
        self.indexes.push(format!("CREATE {unique}INDEX {name} ON {} ({columns}){condition}", self.name));
        self
    }
}

/// Creates the table and its indexes.
pub async fn create(manager: &SchemaManager<'_>, shape: Shape) -> Result<(), DbErr> {
    manager.create_table(shape.table).await?;
    for index in shape.indexes {
        manager.get_connection().execute_unprepared(&index).await?;
    }
    Ok(())
}

/// Drops tables, in the order given.
pub async fn drop_all(manager: &SchemaManager<'_>, tables: &[&'static str]) -> Result<(), DbErr> {
    for &table in tables {
        manager.drop_table(Table::drop().table(table).take()).await?;
    }
    Ok(())
}

/// Creates an index in words that both databases read: of which table and columns, and of which rows.
pub async fn create_index(manager: &SchemaManager<'_>, name: &str, of: &str) -> Result<(), DbErr> {
    manager.get_connection().execute_unprepared(&format!("CREATE INDEX {name} ON {of}")).await.map(drop)
}

/// Drops an index.
pub async fn drop_index(manager: &SchemaManager<'_>, name: &str) -> Result<(), DbErr> {
    manager.get_connection().execute_unprepared(&format!("DROP INDEX {name}")).await.map(drop)
}

/// Does what PostgreSQL alone needs.
pub async fn on_postgres(manager: &SchemaManager<'_>, statement: &str) -> Result<(), DbErr> {
    if manager.get_database_backend() == DbBackend::Postgres {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
}
