//! What figures can be asked for.

use async_graphql::InputObject;
use entities::{Asker, Day, NeighbourhoodId, TopicId};

/// Which days and which cases figures are about.
#[derive(Clone, Debug, Default, InputObject)]
pub struct FiguresFilter {
    /// The first day; default: twelve whole weeks back, from a Monday.
    pub from: Option<Day>,
    /// The last day; default: today. The period has 731 days at most.
    pub to: Option<Day>,
    /// Only in these neighbourhoods.
    pub neighbourhood_ids: Option<Vec<NeighbourhoodId>>,
    /// Only about one of these topics.
    pub topic_ids: Option<Vec<TopicId>>,
    /// Only asked by these.
    pub askers: Option<Vec<Asker>>,
}
