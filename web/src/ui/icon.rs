//! The drawings. An icon never stands alone: a word is beside it, or in the name of its button.

use leptos::prelude::*;

/// A drawing on a square of 24 units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyph {
    /// The home page.
    Today,
    /// Questions for help.
    Cases,
    /// A signpost: specialists.
    Directory,
    /// Language.
    Globe,
    /// Too late, or wrong.
    Late,
    /// Call.
    Phone,
    /// A new case.
    StatusNew,
    /// Leads further.
    Go,
    /// Soon.
    Clock,
    /// A case in consultation.
    StatusTalk,
    /// A case that waits.
    StatusWait,
    /// Done, yes.
    Check,
    /// Something new.
    Plus,
    /// A menu.
    More,
    /// Stop, no.
    Close,
    /// Letters and forms.
    Letter,
    /// Debts.
    Bill,
    /// Being alone.
    Cup,
    /// Computer and telephone.
    Device,
    /// Caring for somebody.
    Heart,
    /// Home.
    House,
    /// Transport.
    Car,
    /// Odd jobs.
    Tool,
    /// A place.
    Route,
    /// Figures.
    Chart,
    /// A case being worked on.
    StatusActive,
    /// Again; changed.
    Sync,
    /// A case handed over.
    StatusHanded,
    /// A closed case.
    StatusDone,
    /// Put back.
    Undo,
    /// Filters.
    Filter,
    /// Write.
    Pen,
    /// Leads back.
    Back,
    /// Bring somebody in.
    With,
    /// Hand over.
    HandOver,
    /// Wait.
    Pause,
    /// A visit.
    Walk,
    /// Search.
    Search,
    /// E-mail.
    Mail,
    /// Not right any more.
    Flag,
    /// Print.
    Print,
    /// Download.
    Download,
    /// Good to know.
    Info,
    /// No internet.
    Offline,
    /// A key: signing in, machines.
    Key,
    /// Administration.
    Gear,
    /// Sign out.
    Leave,
    /// What somebody is told.
    Bell,
}

impl Glyph {
    fn drawing(self) -> &'static str {
        match self {
            Self::Today => {
                r#"<path d="M4 11 12 4l8 7v8.5a.5.5 0 0 1-.5.5h-15a.5.5 0 0 1-.5-.5Z"/><path d="M10 20v-6h4v6"/>"#
            }
            Self::Cases => {
                r#"<path d="M5 5h14a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-7l-4.5 4v-4H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1Z"/><path d="M8 9h8M8 12h5"/>"#
            }
            Self::Directory => r#"<path d="M12 4v3M12 14v6M9 20h6"/><path d="M5 7h11l3 3.5-3 3.5H5Z"/>"#,
            Self::Globe => {
                r#"<circle cx="12" cy="12" r="8"/><path d="M4 12h16M12 4c5 5 5 11 0 16M12 4c-5 5-5 11 0 16"/>"#
            }
            Self::Late => r#"<path d="M12 4 3.5 19.5h17Z"/><path d="M12 10v4.5M12 17h.01"/>"#,
            Self::Phone => {
                r#"<path d="M6 4h3.5l1.5 4.5-2.2 1.6a12 12 0 0 0 5.1 5.1l1.6-2.2 4.5 1.5V18a2 2 0 0 1-2.2 2C10.7 19.4 4.6 13.3 4 6.2A2 2 0 0 1 6 4Z"/>"#
            }
            Self::StatusNew => r#"<circle cx="12" cy="12" r="8" stroke-dasharray="3.1 3.180"/>"#,
            Self::Go => r#"<path d="m9.5 5.5 6.5 6.5-6.5 6.5"/>"#,
            Self::Clock => r#"<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2"/>"#,
            Self::StatusTalk | Self::With => r#"<circle cx="8.5" cy="12" r="5"/><circle cx="15.5" cy="12" r="5"/>"#,
            Self::StatusWait => r#"<circle cx="12" cy="12" r="8"/><path d="M10 9.5v5M14 9.5v5"/>"#,
            Self::Check => r#"<path d="m5 12.5 4.5 4.5L19 7.5"/>"#,
            Self::Plus => r#"<path d="M12 5v14M5 12h14"/>"#,
            Self::More => r#"<path d="M4 7h16M4 12h16M4 17h16"/>"#,
            Self::Close => r#"<path d="M6 6l12 12M18 6 6 18"/>"#,
            Self::Letter => r#"<path d="M6 4h9l3 3v13H6Z"/><path d="M9 10h6M9 13h6M9 16h3"/>"#,
            Self::Bill => r#"<path d="M6 4h12v16l-2-1.5-2 1.5-2-1.5-2 1.5-2-1.5L6 20Z"/><path d="M9 9h6M9 13h6"/>"#,
            Self::Cup => {
                r#"<path d="M5 9h11v6a4 4 0 0 1-4 4H9a4 4 0 0 1-4-4ZM16 10.5h1.5a2.5 2.5 0 0 1 0 5H16M8.5 6V4M12 6V4"/>"#
            }
            Self::Device => {
                r#"<path d="M8 3.5h8a1 1 0 0 1 1 1v15a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1v-15a1 1 0 0 1 1-1ZM11 17.5h2"/>"#
            }
            Self::Heart => {
                r#"<path d="M12 20s-7.5-4.7-7.5-10A4.2 4.2 0 0 1 12 7.5 4.2 4.2 0 0 1 19.5 10c0 5.3-7.5 10-7.5 10Z"/>"#
            }
            Self::House => r#"<path d="M4 11 12 4l8 7M6 9.5V20h12V9.5M10.5 20v-5h3v5"/>"#,
            Self::Car => r#"<path d="M4 16v-3.5l2-5.5h12l2 5.5V16ZM4 12.5h16M6.5 16v2.5M17.5 16v2.5"/>"#,
            Self::Tool => {
                r#"<path d="M14.5 6.5a4 4 0 0 1 5-2l-2.5 2.5.5 2 2 .5L20 7a4 4 0 0 1-5.5 4.5L8 18.5a1.7 1.7 0 0 1-2.5-2.5L12.5 9.5a4 4 0 0 1 2-3Z"/>"#
            }
            Self::Route => {
                r#"<path d="M12 21s6.5-5.7 6.5-11a6.5 6.5 0 0 0-13 0c0 5.3 6.5 11 6.5 11Z"/><circle cx="12" cy="10" r="2.3"/>"#
            }
            Self::Chart => r#"<path d="M4 20h16M7 20v-6M12 20V6M17 20v-9"/>"#,
            Self::StatusActive => {
                r#"<circle cx="12" cy="12" r="8"/><path d="M12 7a5 5 0 0 1 0 10Z" fill="currentColor" stroke="none"/>"#
            }
            Self::Sync => {
                r#"<path d="M19 9a7.5 7.5 0 0 0-13.5-1L4 10M4 5.5V10h4.5M5 15a7.5 7.5 0 0 0 13.5 1l1.5-2M20 18.5V14h-4.5"/>"#
            }
            Self::StatusHanded => r#"<circle cx="12" cy="12" r="8"/><path d="M8.5 12h7M12.5 9l3 3-3 3"/>"#,
            Self::StatusDone => r#"<circle cx="12" cy="12" r="8"/><path d="m8.7 12.3 2.3 2.3 4.3-4.6"/>"#,
            Self::Undo => r#"<path d="M8 5 4 9l4 4"/><path d="M4 9h10a5.5 5.5 0 0 1 0 11h-3"/>"#,
            Self::Filter => r#"<path d="M4 7h16M7 12h10M10 17h4"/>"#,
            Self::Pen => r#"<path d="M5 19l1-4L16 5l3 3L9 18Z"/><path d="m14 7 3 3"/>"#,
            Self::Back => r#"<path d="M14.5 5.5 8 12l6.5 6.5"/>"#,
            Self::HandOver => r#"<path d="M4 12h13M12 7l5 5-5 5"/><path d="M20.5 5v14"/>"#,
            Self::Pause => r#"<path d="M9 6v12M15 6v12"/>"#,
            Self::Walk => {
                r#"<circle cx="12.5" cy="5" r="1.7"/><path d="M9 20l2.5-5.5-.5-5.5 4 3 2.5.5M11 9l-3 2.5V14M13 14l2.5 2.5L16 20"/>"#
            }
            Self::Search => r#"<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/>"#,
            Self::Bell => r#"<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15Z"/><path d="M10 20.5h4M12 5V3.5"/>"#,
            Self::Mail => r#"<path d="M4 6h16v12H4Z"/><path d="m4.5 7 7.5 6 7.5-6"/>"#,
            Self::Flag => r#"<path d="M6 20.5V4M6 5h11l-2 3.5 2 3.5H6"/>"#,
            Self::Print => r#"<path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7Z"/>"#,
            Self::Download => r#"<path d="M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14"/>"#,
            Self::Info => r#"<circle cx="12" cy="12" r="8"/><path d="M12 11v5M12 8h.01"/>"#,
            Self::Offline => {
                r#"<path d="M3 9.5a14 14 0 0 1 4-2.6M11 5.6A14 14 0 0 1 21 9.5M6.5 13.2a9 9 0 0 1 3.5-2.1M15 11.5a9 9 0 0 1 2.5 1.7M12 18h.01M4 4l16 16"/>"#
            }
            Self::Key => r#"<circle cx="8" cy="15.5" r="4"/><path d="m11 12.5 8-8M16 7.5l2.5 2.5"/>"#,
            Self::Gear => {
                r#"<circle cx="12" cy="12" r="3"/><path d="M12 4v3M12 17v3M4 12h3M17 12h3M6.3 6.3l2.2 2.2M15.5 15.5l2.2 2.2M17.7 6.3l-2.2 2.2M8.5 15.5l-2.2 2.2"/>"#
            }
            Self::Leave => r#"<path d="M13 4H5v16h8M10 12h10M16 8l4 4-4 4"/>"#,
        }
    }
}

/// An icon in the size and colour of the text around it.
#[component]
pub fn Icon(glyph: Glyph) -> impl IntoView {
    view! { <svg class="bv-icon" viewBox="0 0 24 24" aria-hidden="true" inner_html=glyph.drawing()></svg> }
}
