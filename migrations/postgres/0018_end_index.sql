-- Which links end soon is counted in the index alone, with since when their contacts have had them.

drop index partner_by_end;
create index partner_by_end on partner (invited_until, silent_since, id) where invited_until is not null;
