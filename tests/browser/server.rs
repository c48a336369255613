//! The product itself: the binary, with the app inside and the demo data loaded.

use tests::keeper;

use crate::harness::{database::TestDatabase, program};

/// A server of this test's own, with a database of its own. Dropping it stops it.
pub struct Server {
    address: String,
    // In this order: the server goes before its database does.
    _keeper: keeper::Keeper,
    database: TestDatabase,
}

impl Server {
    /// Serves the demo from this database on a free port.
    pub fn demo(database: TestDatabase) -> Self {
        let folder = super::new_folder("data");
        let mut command = keeper::program(program::path(), &folder);
        command.args(["serve", "--demo", "--listen", "127.0.0.1:0", "--data-dir"]).arg(&folder);
        command.env("DATABASE_URL", database.url());
        let (keeper, mut said) = keeper::Keeper::start(&mut command).expect("the server starts");
        let address = said
            .wait_for(|line| {
                let (_, port) = line.split_once("http://127.0.0.1:")?;
                let port: String = port.chars().take_while(char::is_ascii_digit).collect();
                Some(format!("http://127.0.0.1:{port}"))
            })
            .unwrap_or_else(|said| panic!("the server doesn't say where it listens:\n{said}"));
        Self { address, _keeper: keeper, database }
    }

    /// What it reads from and writes to, to break something in it.
    pub fn database(&self) -> &TestDatabase {
        &self.database
    }

    /// The address of a page.
    pub fn page(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }
}
