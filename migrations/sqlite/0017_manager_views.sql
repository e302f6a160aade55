-- The manager of a partner is looked up by that partner. Joined as it was, SQLite looked through all partners for each
-- email.

drop view recipient;
drop view partner_manager;

-- Who of the team looks after each partner, or stands in for who did.
create view manager_of_partner as
select
    c.id as partner_id,
    coalesce(
        (select s.person_id from stand_in s where s.chosen_id = c.contact_person_id),
        (select o.id from person o where o.role = 'owner' and o.is_active order by o.created_at, o.id limit 1)
    ) as person_id
from partner c;

create view partner_manager as
select
    m.partner_id, m.person_id,
    (select p.name from person p where p.id = m.person_id) as name,
    (select p.email from person p where p.id = m.person_id) as email
from manager_of_partner m
where m.person_id is not null;

create view recipient as
select
    p.id as person_id, p.partner_id, p.role, p.first_name, p.last_name, p.language,
    o.name as organisation, o.language as organisation_language, o.time_zone, o.reply_to, o.accent,
    -- Who of the team looks after their company; null for the team itself.
    h.name as manager_name, h.email as manager_email
from person p
join organisation o on o.id = 1
left join partner_manager h on h.partner_id = p.partner_id;
