//! What is checked before a view is saved or removed.

use entities::{BoardViewId, board_view};
use sea_orm::{ColumnTrait, QueryFilter};

use super::{inputs::SaveBoardViewInput, store, types::MOST};
use crate::{
    acts::{Act, once},
    context::RequestCtx,
    error::Result,
    free_text,
    payload::{Refusal, Stop, UserErrorCode},
    policy,
};

/// The longest name, in characters.
const LONGEST_NAME: usize = 60;
/// The longest address, in characters.
const LONGEST_QUERY: usize = 2000;

/// Saves a view under a name; one with the same name is replaced.
///
/// # Errors
/// Refused for who has no account, for what is wrong in the input, and for one view too many.
pub async fn save(req: &RequestCtx, act: &Act, input: &SaveBoardViewInput) -> Result<(), Stop> {
    let person = policy::board_views::may_save(&req.viewer)?;
    let name = free_text::checked(&input.name, "name", LONGEST_NAME);
    let query = checked_query(&input.query);
    let (name, query) = match (name, query) {
        (Ok(name), Ok(query)) => (name, query),
        (name, query) => return Err(Stop::Refused(name.err().into_iter().chain(query.err()).collect())),
    };
    once(req, act, async |work| {
        let has_room = store::save(work, person, &name, query, MOST).await?;
        if has_room { Ok(()) } else { Err(too_many().into()) }
    })
    .await
}

/// Removes a view.
///
/// # Errors
/// Refused for a view that the viewer doesn't see.
pub async fn remove(req: &RequestCtx, act: &Act, id: BoardViewId) -> Result<(), Stop> {
    once(req, act, async |work| {
        let own = policy::board_views::visible(&req.viewer).filter(board_view::Column::Id.eq(id)).one(&work.tx).await?;
        let view = own.ok_or_else(|| Refusal::not_found("boardViewId"))?;
        Ok(store::remove(work, view.id).await?)
    })
    .await
}

/// The parameters of an address. What somebody searched for is guarded like any text; ids may look like numbers of
/// people, and are left alone.
fn checked_query(query: &str) -> Result<&str, Refusal> {
    let query = query.strip_prefix('?').unwrap_or(query);
    if query.chars().count() > LONGEST_QUERY {
        let refusal = Refusal::new(
            UserErrorCode::TooLong,
            "Deze weergave is te lang om te bewaren. Haal een paar filters weg.",
            "This view is too long to save. Take a few filters away.",
        );
        return Err(refusal.at("query"));
    }
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        for text in [&name, &value] {
            free_text::unseen(text).map_or(Ok(()), |refusal| Err(refusal.at("query")))?;
            if !text.split(',').all(is_id) {
                free_text::guard(text, "query")?;
            }
        }
    }
    Ok(query)
}

fn is_id(text: &str) -> bool {
    text.rsplit_once('_').is_some_and(|(kind, number)| {
        let is_kind = !kind.is_empty() && kind.bytes().all(|letter| letter.is_ascii_lowercase());
        is_kind && number.len() == 32 && number.bytes().all(|letter| letter.is_ascii_hexdigit())
    })
}

fn too_many() -> Refusal {
    Refusal::new(
        UserErrorCode::Invalid,
        "Je hebt al 30 weergaven. Haal er eerst een weg.",
        "You have 30 views already. Take one away first.",
    )
    .at("name")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_searched_for_is_guarded_and_ids_are_not() {
        let id = "neighbourhood_01987654321001234567890612345678";
        assert_eq!(
            checked_query(&format!("?buurt={id},{id}&mijn=ja")).ok(),
            Some(&*format!("buurt={id},{id}&mijn=ja"))
        );
        for query in ["zoek=06+12345678", "zoek=mia%40example.nl", "zoek=%00"] {
            assert!(checked_query(query).is_err(), "{query}");
        }
        assert!(checked_query(&"a".repeat(2001)).is_err());
        assert!(checked_query("").is_ok());
    }
}
