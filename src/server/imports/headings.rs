//! Which column of a file holds what: by its heading, in eight languages and in the words of common programs, and else
//! by what stands in it.

use super::table::Table;
use crate::domain::email::EmailAddress;
use crate::domain::partners::columns::Field;
use crate::server::platform::csv;
use crate::server::platform::normalize::fold;
use std::collections::HashMap;

/// What a heading says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Is(Field),
    /// `Name`: of a company, of a person, or the last name beside a first name.
    SomeName,
    /// `Title`: what somebody does, or how they are addressed.
    SomeTitle,
}

use Meaning::{Is, SomeName, SomeTitle};

/// Headings as [`key`] writes them: English, German, French, Spanish, Italian, Dutch, Polish, Portuguese; then HubSpot,
/// Salesforce, Pipedrive, Dynamics, Outlook, Google, LinkedIn. The first of a field is preferred.
const KNOWN: &[(Meaning, &[&str])] = &[
    (
        Is(Field::Name),
        &[
            "partner name",
            "partner",
            "company name",
            "company",
            "organisation",
            "organization",
            "account name",
            "account",
            "organisation name",
            "organization name",
            "business name",
            "firm",
            "customer",
            "customer name",
            "client",
            "firma",
            "firmenname",
            "unternehmen",
            "unternehmensname",
            "kunde",
            "kundenname",
            "firmenbezeichnung",
            "partnername",
            "societe",
            "entreprise",
            "nom de la societe",
            "nom de l entreprise",
            "raison sociale",
            "nom du compte",
            "partenaire",
            "empresa",
            "compania",
            "nombre de la empresa",
            "nombre de empresa",
            "razon social",
            "sociedad",
            "cliente",
            "cuenta",
            "azienda",
            "societa",
            "ragione sociale",
            "nome azienda",
            "nome societa",
            "ditta",
            "impresa",
            "bedrijf",
            "bedrijfsnaam",
            "organisatie",
            "onderneming",
            "klant",
            "klantnaam",
            "accountnaam",
            "nazwa",
            "nazwa firmy",
            "przedsiebiorstwo",
            "organizacja",
            "klient",
            "spolka",
            "nome da empresa",
            "nome empresa",
            "companhia",
            "razao social",
            "organizacao",
            "parceiro",
            "associated company",
            "primary associated company",
            "company account",
            "parent account",
            "parent customer",
            "organization 1 name",
            "employer",
            "firma organisation",
            "current company",
            "accountname",
            "nome account",
            "nome conta",
            "nombre cuenta",
            "nombre de la cuenta",
            "nombre de cuenta",
            "nazwa konta",
            "naam account",
            "nome da conta",
            "compte",
            "conta",
            "reseller",
            "vendor",
            "vendor name",
            "supplier",
            "supplier name",
            "distributor",
            "dealer",
            "lieferant",
            "fournisseur",
            "revendeur",
            "proveedor",
            "fornitore",
            "leverancier",
            "dostawca",
            "fornecedor",
            "kontrahent",
            "denominazione",
            "nom entreprise",
            "nom societe",
            "nombre empresa",
            "nombre compania",
            "nombre de la compania",
            "organizacion",
            "organizzazione",
            "name firma",
            "name der firma",
            "related company",
            "customer account",
        ],
    ),
    (
        Is(Field::Website),
        &[
            "website",
            "company website",
            "web site",
            "homepage",
            "website url",
            "web page",
            "web",
            "url",
            "company domain name",
            "company domain",
            "domain",
            "webseite",
            "internetseite",
            "internet",
            "site web",
            "site internet",
            "sitio web",
            "pagina web",
            "sito web",
            "sito",
            "webpagina",
            "strona internetowa",
            "strona www",
            "www",
            "site",
            "pagina",
            "website 1 value",
            "company url",
            "strona sieci web",
            "pagina da web",
        ],
    ),
    (
        Is(Field::Status),
        &[
            "status",
            "partner status",
            "partnerstatus",
            "statut",
            "statut du partenaire",
            "estado del partner",
            "stato partner",
            "status partnera",
            "stan",
            "situacao",
        ],
    ),
    (
        Is(Field::Programs),
        &[
            "programs",
            "program",
            "partner programs",
            "partner program",
            "programmes",
            "programme",
            "programm",
            "partnerprogramm",
            "programas",
            "programa",
            "programmi",
            "programma",
            "programmas",
            "programy",
            "partner type",
            "partnertyp",
        ],
    ),
    (
        Is(Field::FirstName),
        &[
            "first name",
            "firstname",
            "given name",
            "forename",
            "vorname",
            "rufname",
            "prenom",
            "nombre de pila",
            "nombres",
            "primer nombre",
            "voornaam",
            "imie",
            "primeiro nome",
            "nome proprio",
            "nome di battesimo",
            "christian name",
            "prename",
        ],
    ),
    (
        Is(Field::LastName),
        &[
            "last name",
            "lastname",
            "surname",
            "family name",
            "nachname",
            "familienname",
            "zuname",
            "nom de famille",
            "apellidos",
            "apellido",
            "cognome",
            "achternaam",
            "familienaam",
            "nazwisko",
            "apelido",
            "sobrenome",
            "ultimo nome",
            "primer apellido",
        ],
    ),
    (
        Is(Field::FullName),
        &[
            "contact",
            "main contact",
            "contact name",
            "contact person",
            "full name",
            "fullname",
            "person",
            "person name",
            "display name",
            "ansprechpartner",
            "ansprechpartnerin",
            "kontakt",
            "kontaktperson",
            "vollstandiger name",
            "vor und nachname",
            "kontaktname",
            "nom complet",
            "nom et prenom",
            "prenom et nom",
            "personne de contact",
            "interlocuteur",
            "nombre completo",
            "nombre y apellidos",
            "contacto",
            "persona de contacto",
            "nome completo",
            "nome e cognome",
            "contatto",
            "referente",
            "persona di riferimento",
            "contactpersoon",
            "volledige naam",
            "imie i nazwisko",
            "osoba kontaktowa",
            "contato",
            "pessoa de contato",
            "pessoa de contacto",
            "file as",
            "attendee",
            "nombre del contacto",
            "nom du contact",
            "anspr partner",
            "ansprechpartner in",
            "anzeigename",
            "name vorname",
            "vorname name",
            "vorname nachname",
            "nom prenom",
            "prenom nom",
            "cognome nome",
            "nome cognome",
            "cognome e nome",
            "nazwisko imie",
            "nazwisko i imie",
            "imie nazwisko",
            "apellidos nombre",
            "apellidos y nombre",
            "nombre apellidos",
            "complete name",
            "primary contact",
            "nome referente",
            "nombre contacto",
            "nome do contato",
        ],
    ),
    (
        Is(Field::Email),
        &[
            "email",
            "e mail",
            "mail",
            "email address",
            "e mail address",
            "contact email",
            "email 1",
            "email1",
            "e mail 1",
            "emailaddress",
            "email addresses",
            "e mail adresse",
            "email adresse",
            "emailadresse",
            "mailadresse",
            "e mail adressen",
            "courriel",
            "adresse e mail",
            "adresse email",
            "adresse mail",
            "adresse electronique",
            "adresse de courriel",
            "mel",
            "correo",
            "correo electronico",
            "direccion de correo",
            "direccion de correo electronico",
            "direccion de email",
            "posta elettronica",
            "indirizzo email",
            "indirizzo e mail",
            "indirizzo di posta elettronica",
            "e mailadres",
            "emailadres",
            "mailadres",
            "adres e mail",
            "adres email",
            "poczta",
            "endereco de email",
            "endereco de e mail",
            "endereco eletronico",
            "correio eletronico",
            "user name email",
            "login email",
            "adresse messagerie",
            "indirizzo posta elettronica",
        ],
    ),
    (
        Is(Field::JobTitle),
        &[
            "job title",
            "jobtitle",
            "position",
            "role",
            "job",
            "function",
            "occupation",
            "stelle",
            "funktion",
            "berufsbezeichnung",
            "jobtitel",
            "stellenbezeichnung",
            "beruf",
            "rolle",
            "fonction",
            "poste",
            "intitule du poste",
            "cargo",
            "puesto",
            "qualifica",
            "ruolo",
            "posizione",
            "mansione",
            "functie",
            "functietitel",
            "stanowisko",
            "funkcja",
            "funcao",
            "organization title",
            "organization 1 title",
            "titre du poste",
            "profession",
            "cargo funcao",
            "job position",
            "titel organisation",
        ],
    ),
    (SomeTitle, &["title", "titel", "titre", "titulo", "titolo", "tytul"]),
    (
        Is(Field::Phone),
        &[
            "phone",
            "phone number",
            "telephone",
            "telephone number",
            "tel",
            "tel no",
            "phone 1",
            "direct phone",
            "telefon",
            "telefonnummer",
            "rufnummer",
            "festnetz",
            "telefon geschaftlich",
            "tel nr",
            "telephone fixe",
            "numero de telephone",
            "telefono",
            "numero de telefono",
            "telefoon",
            "telefoonnummer",
            "numer telefonu",
            "telefone",
            "numero de telefone",
            "company phone",
            "office phone",
            "mobile",
            "mobile phone",
            "mobile phone number",
            "mobile number",
            "cell",
            "cell phone",
            "mobil",
            "mobiltelefon",
            "handy",
            "handynummer",
            "mobilnummer",
            "telephone portable",
            "portable",
            "movil",
            "telefono movil",
            "cellulare",
            "mobiel",
            "mobiele telefoon",
            "komorka",
            "telefon komorkowy",
            "celular",
            "telemovel",
            "tel mobile",
            "tel portable",
            "mobiltelefonnummer",
            "numero telefono",
            "numero di telefono",
            "nr telefonu",
            "telefoonnr",
            "corporate phone",
            "telefon arbeit",
        ],
    ),
    (
        Is(Field::Language),
        &[
            "language",
            "preferred language",
            "sprache",
            "bevorzugte sprache",
            "langue",
            "langue preferee",
            "idioma",
            "lingua",
            "taal",
            "voorkeurstaal",
            "jezyk",
            "lingua preferita",
            "idioma preferido",
            "korrespondenzsprache",
            "lang",
            "locale",
        ],
    ),
    (SomeName, &["name", "nom", "nome", "nombre", "naam"]),
];

/// Words that tell nothing: `Primary email`, `E-mail 1 - Value`, `Person - Email - Work`.
const NOISE: [&str; 27] = [
    "primary",
    "main",
    "work",
    "business",
    "person",
    "contact",
    "partner",
    "the",
    "your",
    "value",
    "1",
    "default",
    "required",
    "optional",
    "office",
    "professional",
    "geschaftlich",
    "dienstlich",
    "beruflich",
    "hauptkontakt",
    "pro",
    "professionnel",
    "zakelijk",
    "pflichtfeld",
    "optionnel",
    "principal",
    "sluzbowy",
];

/// Words that tell nothing either, of programs in other languages: `Primäres zugeordnetes Unternehmen`. They are tried
/// after those above, because some of them mean something elsewhere.
const WEAK_NOISE: [&str; 76] = [
    "associated",
    "related",
    "zugeordnetes",
    "primares",
    "associee",
    "principale",
    "asociada",
    "asociado",
    "associata",
    "associada",
    "gekoppeld",
    "primair",
    "powiazana",
    "wert",
    "valor",
    "valeur",
    "valore",
    "waarde",
    "wartosc",
    "arbeit",
    "travail",
    "trabajo",
    "trabalho",
    "lavoro",
    "werk",
    "praca",
    "bureau",
    "comercial",
    "ufficio",
    "of",
    "op",
    "de",
    "la",
    "le",
    "les",
    "du",
    "des",
    "da",
    "do",
    "das",
    "dos",
    "del",
    "della",
    "di",
    "d",
    "l",
    "el",
    "van",
    "die",
    "der",
    "den",
    "e",
    "y",
    "i",
    "et",
    "und",
    "contacto",
    "contato",
    "contatto",
    "kontakt",
    "contactpersoon",
    "ansprechpartner",
    "ansprechpartners",
    "referente",
    "persona",
    "personne",
    "pessoa",
    "osoba",
    "persoon",
    "deal",
    "zentrale",
    "no",
    "nr",
    "numero",
    "business",
    "work",
];

/// Words that say that a heading is about a person.
const PERSON: [&str; 13] = [
    "contact",
    "person",
    "contacto",
    "contato",
    "contatto",
    "kontakt",
    "persona",
    "personne",
    "pessoa",
    "osoba",
    "persoon",
    "ansprechpartner",
    "referente",
];

/// A heading as headings are compared; `companyName` is two words.
pub fn key(heading: &str) -> String {
    let mut apart = String::with_capacity(heading.len());
    let mut was_lower = false;
    for c in heading.chars() {
        if was_lower && c.is_uppercase() {
            apart.push(' ');
        }
        was_lower = c.is_lowercase();
        apart.push(c);
    }
    let heading = apart.as_str();
    let plain: String = fold(heading).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a heading means, and how far down its list that stands.
fn meaning(heading: &str) -> Option<(Meaning, usize)> {
    let find = |key: &str| {
        KNOWN.iter().find_map(|(meaning, names)| Some((*meaning, names.iter().position(|name| *name == key)?)))
    };
    let whole = key(heading);
    let words: Vec<&str> = whole.split(' ').collect();
    let is_of_person = words.iter().any(|word| PERSON.contains(word));
    let without =
        |noise: &[&str]| words.iter().copied().filter(|word| !noise.contains(word)).collect::<Vec<_>>().join(" ");
    let strong = without(&NOISE);
    let weak = without(&[&NOISE[..], &WEAK_NOISE[..]].concat());
    let found = find(&whole).or_else(|| find(&strong)).or_else(|| find(&weak));
    match found {
        Some((SomeName, at)) if is_of_person && whole != "name" => Some((Is(Field::FullName), at)),
        None if is_of_person && weak.is_empty() => Some((Is(Field::FullName), usize::MAX)),
        found => found,
    }
}

/// How many different things the cells of a line seem to name.
pub fn count_known(cells: &[String]) -> usize {
    let mut found: Vec<Meaning> = Vec::new();
    for (meaning, _) in cells.iter().filter_map(|cell| meaning(cell)) {
        if !found.contains(&meaning) {
            found.push(meaning);
        }
    }
    found.len()
}

/// What each column is read as: as a person said of its heading before, or else as it seems. A column in which mostly
/// names of one of the `lists` are, folded, is of that list, whatever it is called.
pub fn guess(
    table: &Table,
    remembered: &HashMap<String, Option<Field>>,
    lists: &[(Field, Vec<String>)],
) -> Vec<Option<Field>> {
    let told = |heading: &String| remembered.get(&key(heading)).copied();
    let meanings: Vec<Option<(Meaning, usize)>> = table
        .head
        .iter()
        .map(|heading| match told(heading) {
            Some(field) => field.map(|field| (Is(field), 0)),
            None => meaning(heading),
        })
        .collect();
    let mut fields: Vec<Option<Field>> = vec![None; meanings.len()];
    // A column in which nothing stands, or a number for a company, is the last choice.
    let is_number = |cell: &str| cell.chars().all(|c| c.is_ascii_digit() || ".,-".contains(c));
    let is_poor =
        |field, at| table.column(at).next().is_none() || (field == Field::Name && table.is_mostly(at, is_number));
    let place = |field: Field| {
        let named = meanings
            .iter()
            .enumerate()
            .filter_map(|(at, it)| it.filter(|(it, _)| *it == Is(field)).map(|it| (it.1, at)));
        named.map(|(rank, at)| (is_poor(field, at), rank, at)).min().map(|(_, _, at)| at)
    };
    for field in Field::ALL {
        if let Some(at) = place(field).filter(|at| field != Field::Website || !table.is_mostly(*at, is_profile)) {
            fields[at] = Some(field);
        }
    }
    // A mobile number stands in for a phone number that is missing, one address for another.
    for (at, meaning) in meanings.iter().enumerate() {
        if let Some((Is(field @ (Field::Phone | Field::Email)), _)) = meaning {
            fields[at] = Some(*field);
        }
    }
    // What a person said of a column holds, also where two columns then hold the same.
    for (at, heading) in table.head.iter().enumerate() {
        if let Some(field) = told(heading) {
            fields[at] = field;
        }
    }
    let some = |wanted: Meaning| {
        let found = meanings.iter().position(|it| it.is_some_and(|(it, _)| it == wanted));
        found.filter(|at| told(&table.head[*at]).is_none())
    };
    let has = |fields: &[Option<Field>], field| fields.contains(&Some(field));
    if let Some(at) = some(SomeName) {
        let [company, first, last, whole] =
            [Field::Name, Field::FirstName, Field::LastName, Field::FullName].map(|field| has(&fields, field));
        fields[at] = match (first, last) {
            (true, false) => Some(Field::LastName),
            (false, true) => Some(Field::FirstName),
            _ if !company => Some(Field::Name),
            (false, false) if !whole => Some(Field::FullName),
            _ => None,
        };
    }
    if let Some(at) =
        some(SomeTitle).filter(|at| !has(&fields, Field::JobTitle) && !table.is_mostly(*at, is_form_of_address))
    {
        fields[at] = Some(Field::JobTitle);
    }
    for (field, names) in lists.iter().filter(|(field, _)| !has(&fields, *field)).collect::<Vec<_>>() {
        let unread = |at: &usize| fields[*at].is_none() && told(&table.head[*at]).is_none();
        let is_name = |cell: &str| csv::items(cell).iter().all(|item| names.contains(&fold(item)));
        if let Some(at) = (0..fields.len()).filter(unread).find(|at| table.is_mostly(*at, is_name)) {
            fields[at] = Some(*field);
        }
    }
    if !has(&fields, Field::Email) {
        let unread = |at: &usize| fields[*at].is_none() && told(&table.head[*at]).is_none();
        if let Some(at) = (0..fields.len()).filter(unread).find(|at| table.is_mostly(*at, is_address)) {
            fields[at] = Some(Field::Email);
        }
    }
    fields
}

fn is_address(cell: &str) -> bool {
    EmailAddress::parse(cell).is_ok()
}

/// A page about a person in a network.
fn is_profile(cell: &str) -> bool {
    cell.contains("linkedin.com/in/")
}

/// `Mr.`, in Outlook's column `Title`.
pub fn is_form_of_address(cell: &str) -> bool {
    const FORMS: [&str; 44] = [
        "mr", "mrs", "ms", "miss", "mx", "sir", "madam", "dr", "prof", "rev", "herr", "frau", "hr", "fr", "herrn",
        "dipl", "ing", "dipl ing", "mag", "m", "mme", "mlle", "monsieur", "madame", "sr", "sra", "srta", "don", "dona",
        "sig", "sig ra", "sigra", "signor", "signora", "dott", "dott ssa", "dhr", "mevr", "mevrouw", "de heer", "pan",
        "pani", "prof dr", "dra",
    ];
    FORMS.contains(&key(cell).as_str())
}
