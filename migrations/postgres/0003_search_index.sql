-- What a search for partners looks up: partner.search_key by threes of letters.

create extension if not exists pg_trgm;
create index partner_by_text on partner using gin (search_key gin_trgm_ops);
