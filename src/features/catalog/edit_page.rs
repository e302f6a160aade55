use super::api::{ArchiveChoice, DeleteChoice, ListManaged, RestoreChoice};
use super::choice_form::{ChoiceForm, EntryForm};
use super::labels::Labels;
use crate::domain::catalog::choice::{ChoiceKind, ManagedChoice};
use crate::error::AppError;
use crate::features::shell::rights::editors_only;
use crate::ui::confirm::{Confirm, ConfirmForm};
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::keyed::KeyedView;
use crate::ui::page::{ErrorPage, PageHead, PageTitle};
use crate::ui::prose::prose;
use crate::ui::server_data::{ServerView, load};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The form for a new program.
#[component]
pub fn NewProgramPage() -> impl IntoView {
    view! { <NewPage kind=ChoiceKind::Program/> }
}

/// The form for a new status.
#[component]
pub fn NewStatusPage() -> impl IntoView {
    view! { <NewPage kind=ChoiceKind::Status/> }
}

/// A program: its form, archive and delete.
#[component]
pub fn EditProgramPage() -> impl IntoView {
    view! { <EditPage kind=ChoiceKind::Program/> }
}

/// A status: its form, archive and delete.
#[component]
pub fn EditStatusPage() -> impl IntoView {
    view! { <EditPage kind=ChoiceKind::Status/> }
}

#[component]
fn NewPage(kind: ChoiceKind) -> impl IntoView {
    let title = Labels::of(kind).add;
    editors_only(move |_| {
        view! {
            <PageTitle title/>
            <PageHead title/>
            <ChoiceForm kind/>
        }
        .into_any()
    })
}

#[component]
fn EditPage(kind: ChoiceKind) -> impl IntoView {
    let params = use_params_map();
    let choices = load(move || ListManaged { kind: kind.noun().to_owned() });
    let form = KeyedView::default();
    let show = move |choices: Vec<ManagedChoice>| {
        let asked = params.with(|params| params.get("id").unwrap_or_default());
        let found = match choices.into_iter().find(|choice| choice.id.to_string() == asked) {
            Some(choice) => view! { <Edit kind choice/> }.into_any(),
            None => view! { <ErrorPage error=AppError::NotFound/> }.into_any(),
        };
        form.show(&asked, found)
    };
    editors_only(move |_| view! { <ServerView from=choices whole=true show/> }.into_any())
}

#[component]
fn Edit(kind: ChoiceKind, choice: ManagedChoice) -> impl IntoView {
    let title = t!(catalog::edit_named, name = &choice.name);
    let description = (!choice.description_html.is_empty()).then(|| {
        view! {
            <section class="card choice-description" aria-labelledby="description-title">
                <h2 id="description-title">{t!(catalog::what_partners_read)}</h2>
                {prose(choice.description_html.clone())}
            </section>
        }
        .into_any()
    });
    let end = if choice.archived { restore(kind, &choice) } else { archive(kind, &choice) };
    let delete = (choice.partners == 0).then(|| delete(kind, &choice));
    view! {
        <PageTitle title=title.clone()/>
        <PageHead title/>
        <ChoiceForm kind choice/>
        {description}
        <section class="choice-end">{end} {delete}</section>
    }
}

fn archive(kind: ChoiceKind, choice: &ManagedChoice) -> AnyView {
    let archive = FormAction::to::<ArchiveChoice>();
    let form = FormState::of(archive);
    let stays = match choice.partners {
        0 => String::new(),
        count => t!(catalog::partners_keep_it, count = count),
    };
    view! {
        <FormBanner form/>
        <p class="quiet-text">{t!(catalog::what_archiving_does)} " " {stays}</p>
        <EntryForm post=archive kind id=choice.id>
            <button class="button" aria-disabled=archive.busy()>{Labels::of(kind).archive}</button>
        </EntryForm>
    }
    .into_any()
}

fn restore(kind: ChoiceKind, choice: &ManagedChoice) -> AnyView {
    let restore = FormAction::to::<RestoreChoice>();
    let form = FormState::of(restore);
    view! {
        <FormBanner form/>
        <p class="quiet-text">{t!(catalog::archived_hint)}</p>
        <EntryForm post=restore kind id=choice.id>
            <button class="button" aria-disabled=restore.busy()>{t!(catalog::bring_back)}</button>
        </EntryForm>
    }
    .into_any()
}

fn delete(kind: ChoiceKind, choice: &ManagedChoice) -> AnyView {
    let delete = FormAction::to::<DeleteChoice>();
    let form = FormState::of(delete);
    let (id, name) = (choice.id, choice.name.clone());
    view! {
        <FormBanner form/>
        <Confirm label=Labels::of(kind).delete>
            <p><strong>{t!(catalog::delete_question, name = &name)}</strong> " " {t!(catalog::no_partner_has_it)}</p>
            <ConfirmForm
                post=delete fields=vec![("kind", kind.noun().to_owned()), ("choice", id.to_string())]
                button=t!(catalog::delete_named, name = &name)
            />
        </Confirm>
    }
    .into_any()
}
