//! The cast of the demonstration. All companies are invented; all addresses end in `.example`, which
//! nobody can own (RFC 2606).

use crate::server::platform::error::{Error, Result};

/// Company | first name | last name | email | job title | phone | status | programs | days ago | fate
const DEMO_PARTNERS: &str = "
Alder & Finch GmbH | Ana | Ruiz | ana.ruiz@alder-finch.example | Head of partnerships | +49 30 5550 1410 | Signed | Reseller, Referral | 171 | active 2
Bluewater Systems | Jonas | Weber | jonas@bluewater.example | Sales director | +49 40 5550 0132 | Prospect | Referral | 96 | none
Cartograph | Mai | Nguyễn | mai.nguyen@cartograph.example | Founder | +84 24 5550 0177 | Signed | Reseller | 2 | accepted
Dovetail Werkstätten AG | Omar | Haddad | o.haddad@dovetail.example | Einkauf | +41 44 555 01 20 | Signed | Reseller | 4 | failed 550 5.1.1 <o.haddad@dovetail.example>: Recipient address rejected: User unknown in virtual mailbox table
Étoile Logistique SARL | Chloé | D’Angelo | chloe@etoile-logistique.example | Directrice commerciale | +33 1 55 50 01 44 | Signed | Referral | 158 | active 1
Fjordlys AS | Ingrid | Halvorsen | ingrid@fjordlys.example | Partner manager | +47 22 55 01 09 | Signed | Reseller, Technology | 149 | active 3
Granite Peak Analytics | Marcus | O'Brien | marcus@granitepeak.example | VP Alliances | +1 (415) 555-0100 | Signed | Technology | 140 | active 1
Hanabi Software | 美咲 | 佐藤 | misaki.sato@hanabi.example | 営業部長 | +81 3 5550 0163 | Signed | Reseller | 133 | active 5
Isla Verde Tecnología | Lucía | Núñez | lucia@islaverde.example | Gerente | +34 91 555 01 88 | Prospect | Referral | 61 | none
Juniper & Wren | Amelia | Okafor | amelia@juniperwren.example | Managing partner | +44 20 5550 0119 | Signed | Reseller, Referral | 126 | active 1
Kestrel Robotics Oy | Eero | Mäkinen | eero@kestrel-robotics.example | CTO | +358 9 5550 155 | Applicant | Technology | 9 | none
Lumen Atelier | Giulia | Conti | giulia@lumen-atelier.example | Titolare | +39 02 5550 0171 | Signed | Referral | 118 | active 4
Marisol Retail Group | Alejandro | Vega | avega@marisol.example | Director de canal | +52 55 5550 0126 | Signed | Reseller | 6 | retrying 451 4.7.1 Greylisting in action, please come back later
Nordwind Energie KG | Katharina | Schmidt-Rottluff | k.schmidt@nordwind.example | Vertriebsleitung | +49 431 5550 17 | Signed | Reseller | 110 | active 2
Okavango Data | Thabo | Mokoena | thabo@okavango-data.example | Head of data | +27 11 555 0148 | Prospect | Technology | 1 | link
Pelagos Shipping | Ελένη | Παπαδοπούλου | eleni@pelagos.example | Operations | +30 21 0555 0106 | Signed | Referral | 102 | active 2
Quillstone Press | Beatrice | Hartley | beatrice@quillstone.example | Publisher | +44 131 555 0192 | Declined | | 167 | none
Redwood Cloud Services | Priya | Raman | priya@redwoodcloud.example | Channel lead | +1 (206) 555-0137 | Signed | Reseller, Technology | 95 | active 1
Söderström & Co AB | Björn | Söderström | bjorn@soderstrom.example | VD | +46 8 555 012 40 | Signed | Referral | 31 | expired
Tamarind Foods | Ananya | Iyer | ananya@tamarind.example | Business development | +91 22 5550 0185 | Prospect | Referral | 44 | none
Umbra Security | Adam | Kowalczyk | adam.kowalczyk@umbra.example | Dyrektor | +48 22 555 01 33 | Signed | Technology | 88 | active 6
Vela Marítima Lda | João | Figueiredo | joao@vela-maritima.example | Sócio | +351 21 555 0159 | Signed | Reseller | 3 | accepted
Windmill Instruments BV | Sanne | de Vries | sanne@windmill.example | Inkoop | +31 20 555 0174 | Signed | Reseller, Referral | 81 | active 1
Xiangyun Trading | 伟 | 李 | li.wei@xiangyun.example | 总经理 | +86 21 5550 0112 | Prospect | Reseller | 5 | accepted
Yarrow Health | Siobhán | Ní Bhriain | siobhan@yarrowhealth.example | Partnerships | +353 1 555 0167 | Signed | Referral | 74 | active 2
Zephyr Aviation | Tomás | Herrera | tomas@zephyr-aviation.example | | | Applicant | | 7 | none
Amberline Consulting | Nadia | Petrova | nadia@amberline.example | Senior consultant | +359 2 555 0141 | Signed | Referral | 68 | active 9
Birch Street Labs | Devon | Clarke | devon@birchstreet.example | Product | +1 (512) 555-0155 | Declined | Technology | 152 | none
Cobalt Maritime Pte Ltd | Wei Ling | Tan | weiling@cobaltmaritime.example | Regional director | +65 6555 0128 | Signed | Reseller | 1 | link
Delphi Öl & Gas | Руслан | Коваленко | ruslan@delphi-og.example | Менеджер | +380 44 555 0193 | Prospect | | 38 | none
Everglade Media | Camille | Beaumont | camille@everglade.example | Account director | +1 (514) 555-0181 | Signed | Referral | 57 | active 1
Foxglove Studio | Harriet | Bell | harriet@foxglove.example | | | Applicant | Referral | 3 | none
Gullfoss Hugbúnaður ehf | Jón Þór | Guðmundsson | jon@gullfoss.example | Framkvæmdastjóri | +354 555 0117 | Signed | Technology | 5 | retrying 421 4.3.2 Service not available, closing transmission channel
Harbour & Lane | Zeynep | Yılmaz | zeynep@harbourlane.example | Ortak | +90 212 555 01 46 | Signed | Reseller | 50 | active 3
Ibex Outdoor | Lukas | Brunner | lukas@ibex-outdoor.example | Geschäftsführer | +43 1 555 0184 | Signed | Reseller, Referral | 24 | expired
Jacaranda Finance | Mariana | Souza | mariana@jacaranda.example | Diretora de parcerias | +55 11 5550 0122 | Signed | Technology | 42 | active 1
Kilimanjaro Coffee Traders | Neema | Mushi | neema@kilimanjaro-coffee.example | Export | +255 22 555 0169 | Prospect | Referral | 2 | queued
Lakshmi Textiles | علی‌رضا | کریمی | alireza@lakshmi-textiles.example | Sales | +98 21 5550 0138 | Signed | Reseller | 36 | active 2
Maple & Thorn | Grace | Tremblay | grace@maplethorn.example | Owner | +1 (604) 555-0173 | Signed | Referral | 6 | failed 552 5.2.2 <grace@maplethorn.example>: Mailbox full
Nightingale Robotics | 지우 | 박 | jiwoo.park@nightingale.example | 대표 | +82 2 5550 0151 | Declined | Technology | 121 | none
";

/// What its partners read first.
pub const DEMO_WELCOME: &str = "\
Good to have you with us. This portal is where we keep in touch:

- **News and dates** are on our [partner page](https://acme.example/partners).
- **Material** for your website and your talks is in the [media library](https://acme.example/media).
- **Questions**? Your contact person answers within a working day.";

/// What they read about each program.
pub const DEMO_PROGRAMS: [(&str, &str); 3] = [
    (
        "Reseller",
        "You sell Acme under your own contracts and keep **20 %** of each licence.\n\n\
         [Price list](https://acme.example/prices) · [Register a deal](https://acme.example/deals)",
    ),
    (
        "Referral",
        "Introduce us to a customer and get **10 %** of their first year.\n\n\
         [Send us a lead](https://acme.example/leads)",
    ),
    (
        "Technology",
        "Build on our interfaces, with a test account and an engineer who knows your name.\n\n\
         [Documentation](https://acme.example/developers)",
    ),
];

/// One partner of the demonstration.
pub struct DemoPartner {
    pub company: &'static str,
    pub first_name: &'static str,
    pub last_name: &'static str,
    pub email: &'static str,
    pub job_title: &'static str,
    pub phone: &'static str,
    pub status: &'static str,
    pub programs: Vec<&'static str>,
    pub days_ago: i64,
    pub state: DemoState,
}

/// How far the contact came.
#[derive(Debug, Clone, Copy)]
pub enum DemoState {
    NoAccess,
    Queued,
    Accepted,
    Retrying {
        reply: &'static str,
    },
    Failed {
        reply: &'static str,
    },
    /// Handed a link, by hand.
    Link,
    /// Invited by mail, and never came.
    Expired,
    /// Activated this many days after the invitation.
    Active {
        after: i64,
    },
}

/// Everybody, in the order above.
pub fn demo_partners() -> Result<Vec<DemoPartner>> {
    let lines = DEMO_PARTNERS.lines().filter(|line| !line.is_empty());
    lines.map(|line| partner(line).ok_or_else(|| Error::internal(format!("demonstration: {line}")))).collect()
}

fn partner(line: &'static str) -> Option<DemoPartner> {
    let columns: Vec<&str> = line.splitn(10, '|').map(str::trim).collect();
    let [company, first_name, last_name, email, job_title, phone, status, programs, days_ago, state] = columns[..]
    else {
        return None;
    };
    let programs = programs.split(',').map(str::trim).filter(|program| !program.is_empty()).collect();
    let (days_ago, state) = (days_ago.parse().ok()?, parse_state(state)?);
    Some(DemoPartner { company, first_name, last_name, email, job_title, phone, status, programs, days_ago, state })
}

fn parse_state(text: &'static str) -> Option<DemoState> {
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    Some(match word {
        "none" => DemoState::NoAccess,
        "queued" => DemoState::Queued,
        "accepted" => DemoState::Accepted,
        "retrying" => DemoState::Retrying { reply: rest },
        "failed" => DemoState::Failed { reply: rest },
        "link" => DemoState::Link,
        "expired" => DemoState::Expired,
        "active" => DemoState::Active { after: rest.parse().ok()? },
        _ => return None,
    })
}
