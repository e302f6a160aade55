-- Keeps how far the main contact of each partner has come.

create or replace function keep_standing(partner_id uuid) returns void language plpgsql as $$
begin
    -- A statement of its own: the next one sees what the transaction before it wrote.
    perform 1 from partner p where p.id = partner_id for no key update;
    update partner p
    set (access, invited_until, silent_since, is_refused, is_bounced, scheduled_at, is_reported, has_requests, funnel_step, activated_after) = (
        s.access, s.invited_until, s.silent_since, s.is_refused, s.is_bounced, s.scheduled_at, s.is_reported, s.has_requests, s.funnel_step, s.activated_after
    )
    from partner_standing s
    where p.id = partner_id and s.id = p.id
        and (
            p.access, p.invited_until, p.silent_since, p.is_refused, p.is_bounced, p.scheduled_at, p.is_reported, p.has_requests, p.funnel_step, p.activated_after
        ) is distinct from (
            s.access, s.invited_until, s.silent_since, s.is_refused, s.is_bounced, s.scheduled_at, s.is_reported, s.has_requests, s.funnel_step, s.activated_after
        );
end
$$;

drop trigger standing_invitation_changed on invitation;
create constraint trigger standing_invitation_changed after update of accepted_at, revoked_at, superseded_at, expires_at, opened_at on invitation
deferrable initially deferred for each row
when (new.person_id is not null)
execute function keep_standing_of_row();
