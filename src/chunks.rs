//! The chunks of the program that browsers download: what all pages share, and pages that are used together.
//!
//! `scripts/site.sh` cuts the compiled program along the functions that `wasm_split` marks. A page that the server
//! rendered comes with its chunk, which [`load`] waits for before the page is taken over; within the application, the
//! router waits for the chunk of the page that it is about to show.

use crate::features::{
    audit, auth, catalog, funnel, help, imports, invitations, mail_server, members, onboarding, organisation, outbox,
    partners, portal, templates,
};
use crate::frames::{HomePage, PlainPages, PortalPages, StaffPages};
use crate::ui::browser;
use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use leptos_router::ChooseView;
use leptos_router::hooks::use_location;
use std::future::pending;
use std::sync::atomic::{AtomicU8, Ordering};

/// Stands for the frame around the pages of a chunk, among their patterns.
const FRAME: &str = "";

/// The chunks that this page has, a bit each.
static LOADED: AtomicU8 = AtomicU8::new(0);

/// A page by its chunk and its pattern.
#[derive(Debug, Clone, Copy)]
pub struct Page(pub Chunk, pub &'static str);

/// The frame around the pages of these chunks, each of which has it.
#[derive(Debug, Clone, Copy)]
pub struct Frame(pub &'static [Chunk]);

impl ChooseView for Page {
    async fn choose(self) -> AnyView {
        parts::view(self.0, self.1).await.unwrap_or_else(|_| ().into_any())
    }

    async fn preload(&self) {
        if load(self.0).await.is_err() {
            // The server has another version by now, and this page of it; or the browser says that it is offline.
            let to = use_location();
            browser::visit(&(to.pathname.get_untracked() + &to.search.get_untracked()));
            pending().await
        }
    }
}

impl ChooseView for Frame {
    async fn choose(self) -> AnyView {
        let loaded = self.0.iter().find(|chunk| LOADED.load(Ordering::Relaxed) & chunk.bit() != 0);
        Page(*loaded.unwrap_or(&self.0[0]), FRAME).choose().await
    }

    /// The page within it does that.
    async fn preload(&self) {}
}

/// Downloads a chunk, once.
///
/// # Errors
/// The server cannot be reached, or has another version by now.
pub async fn load(chunk: Chunk) -> Result<(), SplitLoaderError> {
    parts::download(chunk).await?;
    LOADED.fetch_or(chunk.bit(), Ordering::Relaxed);
    Ok(())
}

macro_rules! chunks {
    ($($frame:ident { $($chunk:ident { $($pattern:literal => $($page:ident)::+, $permission:ident;)* })* })*) => {
        /// A file of pages.
        #[allow(non_camel_case_types)]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Chunk {
            $($($chunk,)*)*
        }

        impl Chunk {
            /// The chunk of this name.
            pub fn named(name: &str) -> Option<Self> {
                match name {
                    $($(stringify!($chunk) => Some(Self::$chunk),)*)*
                    _ => None,
                }
            }

            fn bit(self) -> u8 {
                1 << self as u8
            }
        }

        // What the attribute makes of a function is linked by name.
        #[allow(unsafe_code)]
        mod parts {
            use super::*;

            pub async fn download(chunk: Chunk) -> Result<(), SplitLoaderError> {
                match chunk {
                    $($(Chunk::$chunk => $chunk::load().await,)*)*
                }
            }

            pub async fn view(chunk: Chunk, pattern: &'static str) -> Result<AnyView, SplitLoaderError> {
                match chunk {
                    $($(Chunk::$chunk => $chunk::view(pattern).await,)*)*
                }
            }

            $($(mod $chunk {
                use super::super::*;

                #[wasm_split($chunk, wasm_split_path = ::leptos::wasm_split, preload(load), fallible)]
                pub fn view(pattern: &'static str) -> Result<AnyView, SplitLoaderError> {
                    Ok(match pattern {
                        FRAME => $frame().into_any(),
                        $($pattern => $($page)::+().into_any(),)*
                        _ => ().into_any(),
                    })
                }
            })*)*
        }
    };
}

pages!(chunks);
