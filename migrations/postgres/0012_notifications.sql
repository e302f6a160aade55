-- Emails to the team about what happened: at once or once a day, as each member chose.

-- What they chose, as words; empty for the defaults.
alter table person add column notifications text not null default '';

-- An email to a member with all that they had to be notified of.
create table notification_digest (
    id         uuid not null primary key,
    person_id  uuid not null references person (id) on delete cascade,
    created_at bigint not null
);
create index notification_digest_by_person on notification_digest (person_id, created_at);

-- What a member is notified of.
create table notification (
    id         uuid not null primary key,
    person_id  uuid not null references person (id) on delete cascade,
    event      text not null,
    -- The partner it is about, unless it is about work of the member.
    partner_id uuid references partner (id) on delete cascade,
    -- The contact, request, import or bulk change. Without a foreign key, because it is in one of several tables.
    subject_id uuid not null,
    created_at bigint not null,
    -- When it is to be in an email.
    due_at     bigint not null,
    -- The email it is in; null before.
    digest_id  uuid references notification_digest (id) on delete cascade
);
create index notification_due on notification (person_id, due_at) where digest_id is null;
create index notification_by_digest on notification (digest_id) where digest_id is not null;
create index notification_by_partner on notification (partner_id);
create index notification_by_subject on notification (subject_id);

alter table queued_email add column digest_id uuid references notification_digest (id) on delete cascade;
create index queued_email_by_digest on queued_email (digest_id) where digest_id is not null;

drop view addressed_email;
create view addressed_email as
select
    m.id, m.stage, m.state, m.attempts, m.due_at, m.scheduled_at, m.reply, m.created_at, m.finished_at,
    m.delivery, d.at as delivery_at, d.reply as delivery_reply,
    -- Whether what it is about has ended, so that it is sent no more.
    case
        when m.invitation_id is not null then not i.is_live
        when m.password_reset_id is not null then r.ended_at is not null
        when m.address_change_id is not null and m.address_notice is null then not c.is_pending
        else false
    end as is_over,
    case
        when m.password_reset_id is not null then 'password_reset'
        when m.report_id is not null then 'wrong_recipient'
        when m.address_notice = 'asked' then 'address_asked'
        when m.address_notice = 'changed' then 'address_changed'
        when m.address_change_id is not null then 'address_change'
        when m.security_notice_id is not null then n.kind
        when m.digest_id is not null then 'notification'
        else 'invitation'
    end as about,
    coalesce(
        i.email,
        r.email,
        case when m.address_notice is null then c.email else c.old_email end,
        p.email
    ) as email,
    p.id as person_id, p.partner_id, p.name
from queued_email m
left join delivery_report d on d.email_id = m.id and d.kind = m.delivery
left join invitation i on i.id = m.invitation_id
left join password_reset r on r.id = m.password_reset_id
left join address_change c on c.id = m.address_change_id
left join security_notice n on n.id = m.security_notice_id
left join notification_digest g on g.id = m.digest_id
join person p on p.id = coalesce(
    i.person_id,
    r.person_id,
    c.person_id,
    n.person_id,
    g.person_id,
    (select t.person_id from report_recipient t where t.report_id = m.report_id)
);
