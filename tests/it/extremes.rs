//! Numbers and days at the ends of what fits: an answer or a refusal, never a surprise.

use serde_json::json;

use crate::harness::world::World;
use crate::on_both;

const CASES: &str = "query ($filter: CaseFilter) { cases(filter: $filter) { totalCount } }";
const FIGURES: &str = "query ($filter: FiguresFilter) { figures(filter: $filter) { byWeek { isoWeek } } }";
const DIRECTORY: &str = "query ($filter: SpecialistFilter) { specialists(filter: $filter) { totalCount } }";

on_both! {
    async fn no_day_and_no_number_is_a_surprise(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        world.case("koekblik").held_by(&joris).await;
        let joris = world.as_(&joris);
        let counted = async |filter| joris.execute(CASES, json!({ "filter": filter })).await.number("/cases/totalCount");
        for days in [i32::MAX, 7_304_485, 7_304_484, 740_000, 1] {
            assert_eq!(counted(json!({ "minAgeDays": days })).await, 0, "{days}");
            assert_eq!(counted(json!({ "maxAgeDays": days })).await, 1, "{days}");
        }
        for days in [i32::MIN, -7_304_485, -4_000_000] {
            assert_eq!(counted(json!({ "minAgeDays": days })).await, 1, "{days}");
            assert_eq!(counted(json!({ "maxAgeDays": days })).await, 0, "{days}");
        }
        for last in ["9999-12-29", "9999-12-30", "9999-12-31"] {
            for (field, count) in [("openedTo", 1), ("openedFrom", 0), ("closedTo", 0), ("closedFrom", 0), ("openOn", 1)] {
                assert_eq!(counted(json!({ field: last })).await, count, "{field} {last}");
            }
            for filter in [json!({ "to": last }), json!({ "from": last, "to": last })] {
                let answer = joris.execute(FIGURES, json!({ "filter": filter })).await;
                assert_eq!(answer.error_codes(), Vec::<&str>::new(), "{filter}");
            }
            let backwards = joris.execute(FIGURES, json!({ "filter": { "from": last } })).await;
            assert_eq!(backwards.error_codes(), ["BAD_USER_INPUT"], "{last}");
            let answer = joris.execute(DIRECTORY, json!({ "filter": { "checkedTo": last, "checkedFrom": last } })).await;
            assert_eq!(answer.error_codes(), Vec::<&str>::new(), "{last}");
        }
        for (field, count) in [("openedTo", 0), ("openedFrom", 1), ("openOn", 0)] {
            assert_eq!(counted(json!({ field: "0000-01-01" })).await, count, "{field}");
        }
        let first = json!({ "filter": { "from": "0000-01-01", "to": "0000-01-01" } });
        assert_eq!(joris.execute(FIGURES, first).await.error_codes(), Vec::<&str>::new());
        for day in ["10000-01-01", "2026-02-30", "-001-01-01"] {
            let answer = joris.execute(CASES, json!({ "filter": { "openedTo": day } })).await;
            assert_eq!(answer.error_codes().len(), 1, "{day}");
            assert_ne!(answer.error_codes(), ["INTERNAL"], "{day}");
        }
    }
}
