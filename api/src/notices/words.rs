//! What a notice says, in both languages. Only its kind comes in: no name, no word that somebody wrote and nothing of a
//! resident can stand in it, in the app or in a mail.

use entities::{Locale, NoticeKind};

/// What a notice says, in one or two short sentences.
pub fn sentence(kind: NoticeKind, locale: Locale) -> &'static str {
    let (dutch, english) = both(kind);
    match locale {
        Locale::Nl => dutch,
        Locale::En => english,
    }
}

#[expect(clippy::too_many_lines, reason = "a table: every kind with its sentence")]
fn both(kind: NoticeKind) -> (&'static str, &'static str) {
    match kind {
        NoticeKind::InvolvementRequested => (
            "Iemand vraagt je iets bij een hulpvraag. Zeg ja of nee.",
            "Somebody asks you something about a case. Say yes or no.",
        ),
        NoticeKind::InvolvementAccepted => (
            "Er is antwoord op een vraag bij een hulpvraag. Het is ja.",
            "A question about a case was answered. The answer is yes.",
        ),
        NoticeKind::InvolvementDeclined => (
            "Er is antwoord op een vraag bij een hulpvraag. Het is nee.",
            "A question about a case was answered. The answer is no.",
        ),
        NoticeKind::InvolvementExpired => (
            "Er kwam geen antwoord op een vraag bij een hulpvraag. Vraag een ander.",
            "A question about a case was not answered. Ask somebody else.",
        ),
        NoticeKind::InvolvementWithdrawn => (
            "Iemand vroeg je iets bij een hulpvraag. Dat is niet meer nodig. Je hoeft niets te doen.",
            "Somebody asked you something about a case. That is no longer needed. There is nothing for you to do.",
        ),
        NoticeKind::CaseGiven => {
            ("Je hebt er een hulpvraag bij. Jij helpt nu verder.", "You have one more case. You go on helping now.")
        }
        NoticeKind::CasePassedOn => (
            "Een hulpvraag van jou is overgedragen. Iemand anders helpt nu verder.",
            "A case of yours was passed on. Somebody else goes on helping now.",
        ),
        NoticeKind::CaseReopened => ("Een hulpvraag van jou is weer open.", "A case of yours is open again."),
        NoticeKind::FollowedCaseClosed => ("Een hulpvraag die je volgt is klaar.", "A case that you follow is closed."),
        NoticeKind::FollowedCaseSignOfLife => {
            ("Er is nieuws over een hulpvraag die je volgt.", "There is news of a case that you follow.")
        }
        NoticeKind::WaitPassed => (
            "Een hulpvraag van jou wacht langer dan afgesproken. Kijk wat er nu kan.",
            "A case of yours waits longer than agreed. See what can be done now.",
        ),
        NoticeKind::SignOfLifeOwed => (
            "Je zou laten weten hoe het gaat met een hulpvraag. Doe dat vandaag.",
            "You were to tell how a case is going. Do that today.",
        ),
        NoticeKind::SignOfLifeMissed => (
            "Je volgt een hulpvraag. De specialist heeft nog niet laten weten hoe het gaat.",
            "You follow a case. The specialist has not yet told how it is going.",
        ),
        NoticeKind::ApplicationReceived => (
            "Iemand wil buurtverbinder worden. Bel binnen een week.",
            "Somebody wants to become a connector. Call within a week.",
        ),
        NoticeKind::ApplicationUnanswered => (
            "Iemand wil buurtverbinder worden en wacht al langer dan een week. Bel vandaag.",
            "Somebody wants to become a connector and has waited for more than a week. Call today.",
        ),
        NoticeKind::ConnectorStepTaken => (
            "Er is een nieuwe stap gezet bij jou als buurtverbinder. Kijk op je eigen pagina.",
            "A new step was taken with you as a connector. Look at your own page.",
        ),
        NoticeKind::ConnectorPaused => (
            "Een buurtverbinder neemt pauze. De hulpvragen zijn overgedragen.",
            "A connector pauses. The cases went to others.",
        ),
        NoticeKind::ConnectorStopped => (
            "Een buurtverbinder is gestopt. De hulpvragen zijn overgedragen.",
            "A connector stopped. The cases went to others.",
        ),
        NoticeKind::ConnectorPauseOver => (
            "De pauze van een buurtverbinder is voorbij. Bel om te horen hoe het verder gaat.",
            "The pause of a connector is over. Call to hear how it goes on.",
        ),
        NoticeKind::PauseOver => (
            "Je pauze is voorbij. Wil je weer beginnen? Op je profiel staat wie je kunt bellen.",
            "Your pause is over. Do you want to start again? Your profile says whom you can call.",
        ),
        NoticeKind::FixedContactGiven => {
            ("Je hebt een nieuwe vaste contactpersoon.", "You have a new fixed contact person.")
        }
        NoticeKind::FixedContactOf => (
            "Je bent nu de vaste contactpersoon van een buurtverbinder.",
            "You are now the fixed contact person of a connector.",
        ),
        NoticeKind::ContactOverdue => (
            "Je hebt een buurtverbinder al lang niet gesproken. Bel vandaag.",
            "You have not spoken with a connector for a long time. Call today.",
        ),
        NoticeKind::StandsIn => {
            ("Je vervangt een collega die weg is. Kijk wanneer.", "You stand in for a colleague who is away. See when.")
        }
        NoticeKind::StandInEnded => {
            ("Je hoeft een collega niet meer te vervangen.", "You no longer have to stand in for a colleague.")
        }
        NoticeKind::TrainingPlaceGiven => (
            "Je stond op de wachtlijst voor een training. Nu heb je een plek.",
            "You were on the waiting list for a training. You have a place now.",
        ),
        NoticeKind::TrainingPlanned => ("Er is een training voor je gepland.", "A training was planned for you."),
        NoticeKind::TrainingPlaceEnded => (
            "Je doet niet meer mee aan een training. Je plek is weg.",
            "You no longer take part in a training. Your place is gone.",
        ),
        NoticeKind::TrainingChanged => (
            "Een training van jou is veranderd. Kijk wanneer en waar het is.",
            "A training of yours was changed. See when and where it is.",
        ),
        NoticeKind::TrainingCalledOff => {
            ("Een training van jou gaat niet door.", "A training of yours was called off.")
        }
        NoticeKind::TrainerOf => {
            ("Jij geeft een training. Kijk wanneer en waar het is.", "You give a training. See when and where it is.")
        }
        NoticeKind::TrainerEnded => {
            ("Je hoeft een training niet meer te geven.", "You no longer have to give a training.")
        }
        NoticeKind::TrainingDue => {
            ("Het is tijd voor een training. Kies een dag.", "It is time for a training. Choose a day.")
        }
        NoticeKind::PeerQuestionAsked => {
            ("Een andere buurtverbinder vraagt je iets.", "A fellow connector asks you something.")
        }
        NoticeKind::PeerQuestionAnswered => {
            ("Een andere buurtverbinder gaf je antwoord.", "A fellow connector answered you.")
        }
        NoticeKind::NotWell => {
            ("Het gaat niet goed met een buurtverbinder. Bel vandaag.", "A connector is not doing well. Call today.")
        }
    }
}
