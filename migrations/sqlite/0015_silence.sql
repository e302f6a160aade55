-- Silence begins when the email left, not when someone scheduled it.

drop view partner_standing;
create view partner_standing as
select
    p.id,
    case
        when m.id is null then null
        when m.access_at is null then 0
        when m.activated_at is null then 1
        else 2
    end as access,
    i.expires_at as invited_until,
    case
        when l.state in ('queued', 'sending', 'failed') or l.delivery in ('bounced', 'returned', 'complained') then null
        else coalesce(l.finished_at, l.created_at, i.created_at)
    end as silent_since,
    coalesce(l.state = 'failed', false) as is_refused,
    coalesce(l.state = 'accepted' and l.delivery in ('bounced', 'returned', 'complained'), false) as is_bounced,
    case when l.state in ('queued', 'sending') then l.scheduled_at end as scheduled_at,
    exists (select 1 from activation_report r where r.invitation_id = i.id) as is_reported,
    exists (select 1 from colleague_request q where q.partner_id = p.id and q.is_open) as has_requests,
    -- What it was before, or is now: nothing takes a step back.
    case
        when p.funnel_step = 4 or m.activated_at is not null then 4
        when p.funnel_step = 3 or i.opened_at is not null then 3
        when p.funnel_step = 2 or l.state = 'accepted' then 2
        when p.funnel_step = 1 or i.id is not null then 1
        else 0
    end as funnel_step,
    coalesce(
        p.activated_after,
        case
            when m.activated_at is not null
                then m.activated_at - (select min(v.created_at) from invitation v where v.person_id = m.id)
        end
    ) as activated_after
from partner p
left join person m on m.partner_id = p.id and m.is_main
left join invitation i
    on i.person_id = m.id and i.is_live and m.access_at is not null and m.activated_at is null
left join queued_email l on l.id = (
    select n.id
    from queued_email n
    where n.invitation_id = i.id
    order by n.created_at desc, n.id desc
    limit 1
);

update partner
set silent_since = (select s.silent_since from partner_standing s where s.id = partner.id)
where silent_since is not null;
