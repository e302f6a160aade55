-- Keeps where partners stand when something is heard of an email.

create or replace function keep_standing(partner_id uuid) returns void language plpgsql as $$
begin
    -- A statement of its own: the next one sees what the transaction before it wrote.
    perform 1 from partner p where p.id = partner_id for no key update;
    update partner p
    set (access, invited_until, silent_since, is_refused, is_bounced, scheduled_at, is_reported, has_requests) = (
        s.access, s.invited_until, s.silent_since, s.is_refused, s.is_bounced, s.scheduled_at, s.is_reported, s.has_requests
    )
    from partner_standing s
    where p.id = partner_id and s.id = p.id
        and (
            p.access, p.invited_until, p.silent_since, p.is_refused, p.is_bounced, p.scheduled_at, p.is_reported, p.has_requests
        ) is distinct from (
            s.access, s.invited_until, s.silent_since, s.is_refused, s.is_bounced, s.scheduled_at, s.is_reported, s.has_requests
        );
end
$$;

create constraint trigger standing_email_reported after update of delivery on queued_email
deferrable initially deferred for each row
when (new.invitation_id is not null and new.delivery <> old.delivery)
execute function keep_standing_of_row();
