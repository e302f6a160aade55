use super::api::{DeleteTemplate, DuplicateTemplate, ListTemplates, MakeDefaultTemplate};
use crate::domain::language::Language;
use crate::domain::templates::form::TemplateRow;
use crate::domain::templates::text::TemplateKind;
use crate::features::shell::rights::{for_editors, with_rights};
use crate::paths;
use crate::ui::badge::Badge;
use crate::ui::confirm::Confirm;
use crate::ui::field::FormBanner;
use crate::ui::form_state::FormState;
use crate::ui::icon::Icon;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::server_data::{ServerView, load};
use crate::ui::table::{ACTIONS, table};
use crate::ui::time::Time;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// *Email > Templates*: the texts of invitations to choose from. Each action of a row is a plain form: the list that
/// follows is reloaded.
#[component]
pub fn TemplatesPage() -> impl IntoView {
    let templates = load(|| ListTemplates {});
    let actions = [DeleteTemplate::url(), DuplicateTemplate::url(), MakeDefaultTemplate::url()];
    let banners = actions.map(|action| view! { <FormBanner form=FormState::new(action)/> });
    view! {
        <PageTitle title=t!(templates::email_templates)/>
        <PageHead
            title=t!(templates::email_templates)
            sub=t!(templates::the_text_of_your_emails_invitations)
        >
            {for_editors(|| view! {
                <a class="button primary" href=paths::NEW_EMAIL_TEMPLATE><Icon name="plus"/>{t!(templates::add_a_template)}</a>
            }.into_any())}
        </PageHead>
        <div class="stack tight">
            {banners}
            {with_rights(move |may_edit| {
                let show = move |rows| templates_table(rows, may_edit);
                view! { <ServerView from=templates show/> }.into_any()
            })}
        </div>
    }
}

fn templates_table(rows: Vec<TemplateRow>, may_edit: bool) -> AnyView {
    let all_heads = [
        t!(templates::head_template),
        t!(templates::subject),
        t!(templates::languages),
        t!(templates::used),
        t!(templates::updated),
        ACTIONS,
    ];
    let (invitations, others): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|row| row.kind == TemplateKind::Invitation);
    let section = |title: &'static str, rows: Vec<TemplateRow>, has_actions: bool| {
        let heads = if has_actions { &all_heads[..] } else { &all_heads[..5] };
        let rows = rows.into_iter().map(|it| row(it, may_edit)).collect();
        view! { <section class="stack tight"><h2>{title}</h2> {table("templates-table", title, heads, rows)}</section> }
            .into_any()
    };
    view! { {section(t!(templates::invitations), invitations, may_edit)} {section(t!(templates::other_emails), others, false)} }.into_any()
}

fn row(row: TemplateRow, may_edit: bool) -> AnyView {
    let TemplateRow { id, kind, name, subject, languages, is_default, updated_at, used_by, refused, .. } = row.clone();
    let refused = refused.into_iter().map(Language::name).collect::<Vec<_>>().join(", ");
    let first = languages.first().copied().unwrap_or_default();
    let languages = if languages.len() == Language::ALL.len() {
        t!(templates::all_languages).to_owned()
    } else {
        languages.into_iter().map(|language| language.name()).collect::<Vec<_>>().join(", ")
    };
    let invites = kind == TemplateKind::Invitation;
    // Who cannot edit a template looks at what it makes.
    let link = if may_edit {
        view! { <a href=paths::edit_email_template(id)>{name.clone()}</a> }.into_any()
    } else {
        let preview = paths::email_template_preview(Some(id), first, "", "html");
        view! { <a href=preview rel="external">{name.clone()}</a> }.into_any()
    };
    view! {
        <tr>
            <th scope="row" class="cell-name">
                <span class="cluster">
                    {link}
                    {(!refused.is_empty()).then(|| view! {
                        <Badge tone="warning" icon="alert">{t!(templates::not_used, languages = &refused)}</Badge>
                    })}
                    {(is_default && invites).then(|| view! { <Badge tone="success" icon="check">{t!(templates::default)}</Badge> })}
                </span>
            </th>
            <td data-label=t!(templates::subject) class="templates-subject">{subject}</td>
            <td data-label=t!(templates::languages)>{languages}</td>
            <td data-label=t!(templates::used)>{if invites { t!(templates::invitations_count, count = used_by) } else { kind.occasion().to_owned() }}</td>
            <td data-label=t!(templates::updated)><Time at=updated_at day=true/></td>
            {(may_edit && invites).then(|| actions(row))}
        </tr>
    }
    .into_any()
}

fn actions(row: TemplateRow) -> AnyView {
    let (id, name, is_default) = (row.id.to_string(), row.name.clone(), row.is_default);
    view! {
        <td class="templates-actions">
            <div class="cluster">
                {(!is_default).then(|| {
                    view! { <RowButton action=MakeDefaultTemplate::url() label=t!(templates::make_default) id=id.clone() name=name.clone()/> }
                })}
                <RowButton action=DuplicateTemplate::url() label=t!(templates::duplicate) id name/>
                {(!is_default).then(|| view! { <Delete row/> })}
            </div>
        </td>
    }
    .into_any()
}

/// A form of one button.
#[component]
fn RowButton(action: &'static str, label: &'static str, id: String, name: String) -> impl IntoView {
    view! {
        <form method="post" action=action>
            <input type="hidden" name="template" value=id/>
            <button class="button small" type="submit">
                {label} <span class="visually-hidden">{[" ", &name].concat()}</span>
            </button>
        </form>
    }
}

/// Deletes a template, after a confirmation that says what happens to its invitations.
#[component]
fn Delete(row: TemplateRow) -> impl IntoView {
    let consequence = match (row.used_by, row.open) {
        (0, _) => t!(templates::no_invitation_uses_it).to_owned(),
        (_, 0) => t!(templates::what_was_sent_with_it_stays).to_owned(),
        (_, open) => t!(templates::delete_open, count = open),
    };
    let planned = (row.planned > 0).then(|| [" ", &t!(templates::delete_planned, count = row.planned)].concat());
    let name = row.name;
    view! {
        <Confirm label=t!(templates::delete)>
            <p><strong>{t!(templates::delete_question, name = &name)}</strong> " " {consequence} {planned}</p>
            <form method="post" action=DeleteTemplate::url()>
                <input type="hidden" name="template" value=row.id.to_string()/>
                <button class="button danger" type="submit">{t!(templates::delete_name, name = &name)}</button>
            </form>
        </Confirm>
    }
}
