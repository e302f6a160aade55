//! The colours an organisation can choose from: each is a hue of the same calm scheme, so that text on it
//! can be read in light and in dark. The hues are in `style/tokens.css`; a test holds both together.

use serde::{Deserialize, Serialize};

/// The one colour that means "do this".
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Accent {
    /// What ships.
    #[default]
    Teal,
    Blue,
    Indigo,
    Violet,
    Plum,
    Rose,
    Rust,
    Olive,
    Green,
}

impl Accent {
    /// The palette, in the order it is offered.
    pub const ALL: [Self; 9] = [
        Self::Teal,
        Self::Blue,
        Self::Indigo,
        Self::Violet,
        Self::Plum,
        Self::Rose,
        Self::Rust,
        Self::Olive,
        Self::Green,
    ];

    /// The word in the database and in the style sheet.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Teal => "teal",
            Self::Blue => "blue",
            Self::Indigo => "indigo",
            Self::Violet => "violet",
            Self::Plum => "plum",
            Self::Rose => "rose",
            Self::Rust => "rust",
            Self::Olive => "olive",
            Self::Green => "green",
        }
    }

    /// The word for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Teal => t!(organisation::sea_teal),
            Self::Blue => t!(organisation::blue),
            Self::Indigo => t!(organisation::indigo),
            Self::Violet => t!(organisation::violet),
            Self::Plum => t!(organisation::plum),
            Self::Rose => t!(organisation::rose),
            Self::Rust => t!(organisation::rust),
            Self::Olive => t!(organisation::olive),
            Self::Green => t!(organisation::green),
        }
    }

    /// The light scheme's accent for mail clients, which know neither style sheets nor `oklch`.
    pub fn hex(self) -> &'static str {
        match self {
            Self::Teal => "#007475",
            Self::Blue => "#32669a",
            Self::Indigo => "#535d9c",
            Self::Violet => "#6c5594",
            Self::Plum => "#834d7e",
            Self::Rose => "#92495b",
            Self::Rust => "#924d35",
            Self::Olive => "#62691b",
            Self::Green => "#337344",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|accent| accent.as_str() == word)
    }
}
