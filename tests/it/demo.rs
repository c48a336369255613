//! The demo: everybody can look around, and every case could have come about by the acts of the product.

use api::demo::{Outcome, load};
use api::import::{Operator, Source};
use entities::{case, person};
use sea_orm::{EntityTrait, PaginatorTrait};

use crate::harness::world::World;
use crate::on_both;

on_both! {
    async fn the_demo_is_loaded_once(db: TestDatabase) {
        let world = World::on(db).await;
        let outcome = load(&Operator::of(world.app()), &Source::Embedded).await.expect("the demo is right");
        assert!(matches!(outcome, Outcome::Loaded { people: 23, cases: 60, .. }), "{outcome:?}");
        assert_eq!(person::Entity::find().count(world.db()).await.ok(), Some(23));
        assert_eq!(case::Entity::find().count(world.db()).await.ok(), Some(60));
        assert_eq!(load(&Operator::of(world.app()), &Source::Embedded).await.ok(), Some(Outcome::InUse));
    }
}
