//! What replies of mail servers mean. One table decides it for sending and for showing: whether a refusal is about the
//! recipient, about us, or about now.

use crate::domain::invitations::refusal::Refusal;
use crate::server::platform::config::smtp_url::SetIn;
use crate::server::platform::normalize::fold;

/// How far the conversation had come when the mail server replied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Its greeting, and its answer to ours.
    Hello,
    SignIn,
    Sender,
    Recipient,
    /// The message, for a recipient that was accepted.
    Message,
}

/// What a reply means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    // About us: no other email will fare better.
    /// The name that we introduce ourselves with.
    OurName,
    /// It passes nothing on for us.
    Relaying,
    SignIn,
    Encryption,
    OurSender,
    /// SPF, DKIM or DMARC of the sender's domain.
    OurDomain,
    OurNetwork,
    OurQuota,
    /// It was suspended, or may not send.
    OurAccount,
    Us,

    // About the recipient: no other attempt will fare better.
    NoMailbox,
    NoDomain,
    BadAddress,
    Disabled,
    Full,
    /// Takes email from chosen senders only.
    Closed,
    TooLarge,
    /// It goes round in circles behind the mail server.
    Loop,

    // A refusal that could be about either.
    Address,
    Spam,
    Rules,
    Email,

    // About now.
    Unreachable,
    NoRoom,
    /// It has too much to do.
    Busy,
    Later,
    /// No reply that says anything.
    Nothing,
}

use Meaning::*;

/// A row of the table: a reply that has one of each of these means that. An empty one holds for every reply.
struct Row {
    codes: &'static [u16],
    /// Subject and detail of an enhanced status code (RFC 3463; the list is IANA's registry).
    enhanced: &'static [(u16, u16)],
    /// Beginnings of words, separated by `|`; whole words where a `$` follows, parts of words where a `*` precedes.
    words: &'static str,
    /// The same, behind one of `words` in the same sentence.
    then: &'static str,
    /// Whether the reply begins with its words.
    begins: bool,
    means: Meaning,
}

const fn heard(means: Meaning, words: &'static str) -> Row {
    Row { codes: &[], enhanced: &[], words, then: "", begins: false, means }
}

/// Words with which a refusal begins, and then says `then`: that is what it is about, whatever help follows.
const fn begun(means: Meaning, words: &'static str, then: &'static str) -> Row {
    Row { begins: true, ..said_of(means, words, then) }
}

/// Words that say `then` of a subject.
const fn said_of(means: Meaning, words: &'static str, then: &'static str) -> Row {
    Row { then, ..heard(means, words) }
}

/// The same for refusals that may pass alone.
const fn heard_for_now(words: &'static str) -> Row {
    Row { codes: &[421, 450, 451, 452, 454], ..heard(Later, words) }
}

const fn enhanced(means: Meaning, enhanced: &'static [(u16, u16)]) -> Row {
    Row { enhanced, ..heard(means, "") }
}

const fn codes(means: Meaning, codes: &'static [u16]) -> Row {
    Row { codes, ..heard(means, "") }
}

/// What is said of names, accounts and domains that a mail server doesn't know.
const UNKNOWN: &str = heard(Nothing, "does not exist|doesn't exist|not exist|not found|could not be found|couldn't be found|cannot be found|can't be found\
     |was not found|wasn't found|not valid|isn't valid|is invalid|unknown|is not known|does not have|doesn't have|has no\
     |does not resolve|not resolvable|existiert nicht|nicht gefunden|unbekannt|ungultig|ist nicht|n'existe|inconnu|introuvable\
     |no existe|desconocid|non esiste|sconosciut|bestaat niet|onbekend|nie istnieje|nieznan|nao existe|desconhecid\
     |не существует|неизвест|不存在").words;

/// What is said of recipients that a mail server doesn't know.
const NOT_HERE: &str = heard(Nothing, "does not exist|doesn't exist|not exist|not found|could not be found|couldn't be found\
     |unknown|is not known|does not have a mailbox|doesn't have a mailbox|existiert nicht|nicht gefunden|unbekannt|n'existe\
     |inconnu|introuvable|inexistent|no existe|desconocid|non esiste|sconosciut|inesistent|bestaat niet|onbekend\
     |nie istnieje|nieznan|nao existe|desconhecid|не существует|не найден|неизвест|不存在").words;

/// What is said of mailboxes that are out of use.
const OUT_OF_USE: &str = heard(Nothing, "closed|expired|disabled|suspended|deactivated|locked|inactive|deleted|removed\
     |geschlossen|gesperrt|geloscht|deaktiviert|ferme|suspendu|cerrad|suspendid|chius|sospes|zablokowan|заблокирован|удален")
    .words;

/// The first row that fits decides: words that can mean one thing only, then codes, then words and codes that say little.
const TABLE: &[Row] = &[
    // Words that look like those of a later row.
    heard(
        Later,
        "receiving mail at a rate|receiving mail too quickly|greylist|graylist|temporarily deferred|temporarily disabled\
         |temporarily rejected|temporarily unavailable|retry your message|retry later|not found, try again",
    ),
    heard(
        Busy,
        "too many connections|too many concurrent|too many sessions|too many smtp sessions|maximum connection\
         |connection rate limit|maximum number of connections|maximum sending rate|server busy|server is busy\
         |too busy|frequency limited|frequency is limited",
    ),
    // What a refusal begins with.
    begun(NoDomain, "recipient address rejected: domain", ""),
    begun(
        NoMailbox,
        "user|recipient|address|addressee|mailbox|e-mail-adresse|email-adresse|empfanger|empfaenger|benutzer|postfach\
         |adresse|destinataire|utilisateur|boite|destinatario|usuario|direccion|utente|indirizzo|gebruiker|ontvanger\
         |odbiorca|adresat|uzytkownik|utilizador|endereco|пользователь|получатель|адресат",
        NOT_HERE,
    ),
    begun(
        NoMailbox,
        "no such user|no such recipient|no such mailbox|no such address|no such person|no such account|no user$\
         |no mailbox$|unknown user|unknown recipient|unknown mailbox|unknown address|invalid recipient|invalid mailbox\
         |unbekannter empfanger|unbekannter benutzer|kein postfach|kein benutzer|kein empfanger",
        "",
    ),
    begun(Disabled, "mailbox|recipient|subscriber|postfach|empfanger|buzon|boite", OUT_OF_USE),
    said_of(
        Disabled,
        "konto|cuenta|compte|account|аккаунт",
        "destinatario|destinataire|empfanger|empfaenger|of the recipient|des empfangers|получател",
    ),
    heard(NoMailbox, "suppression list"),
    enhanced(Closed, &[(7, 133)]),
    heard(
        Closed,
        "user's block|user's black|recipient's block|recipient's black|recipient's personal|personal black\
         |personal block|blocked by this user|blocked by the user",
    ),
    Row {
        enhanced: &[(2, 1)],
        ..heard(
            Disabled,
            "account closed|account is closed|mailbox license|mailbox licence|konto gesperrt|konto ist gesperrt\
             |аккаунт заблокирован",
        )
    },
    Row {
        enhanced: &[(2, 2)],
        ..heard(Full, "the mailbox|mailbox's|mailbox exceed|this user|user has exceeded|their limit|their quota")
    },
    heard_for_now(
        "not checked yet|cannot check|could not check|can't check|could not be fetched|cannot be fetched|can't be fetched\
         |in progress|retrying|try again in",
    ),
    Row { codes: &[500, 502, 503, 504, 555], ..heard(Us, "syntax error") },
    heard(
        OurNetwork,
        "*i=ip&|no mta access from|ask your postmaster|list of allowed clients|blackhole|ptr mismatch|fcrdns\
         |reverse-dns|host is dynamic|cm blocked|на черном списке|lista nera|lista negra|sperrliste|ваш ip",
    ),
    heard(OurName, "your mailserver's name|your mail server's name|invalid greeting"),
    heard(
        OurQuota,
        "relay quota|rate quota|you've exceeded the limit|you have exceeded the limit|reached your email limit\
         |reached your limit|reached your daily|used up your|plan limit|free plan|zuviele empfanger|zu viele empfanger\
         |tageskontingent|limit fur ausgehende|limit fuer ausgehende|maximo de correos|limit wyslanych|limit wysylanych\
         |лимит отправки|лимит отправленных|limite de correos|limite di email",
    ),
    heard(
        OurAccount,
        "mail sending denied|sender account|outgoing mail is|outgoing mail disabled|outgoing mail blocked|for outbound mail\
         |outgoing spam|storage full, cannot send|cannot send$|sending to external domains|account is paused\
         |authorized to perform|les envois de ce compte|nicht fur den versand|nicht zum versand|geautoriseerd om te verzenden",
    ),
    heard(
        SignIn,
        "port blocked|use port|not logged in|niet ingelogd|password expired|password has expired\
         |fa required|app password|vorheriger anmeldung|authentification echouee|authentification incorrecte\
         |требуется аутентификация|требуется авторизация|認証が必要",
    ),
    enhanced(SignIn, &[(7, 30)]),
    enhanced(Encryption, &[(7, 29)]),
    heard(Encryption, "ssl required|requires ssl|certificate required|client certificate"),
    heard(OurSender, "sender policy violation|sender is blocked|verify your email address|not yours to use"),
    heard(Relaying, "pas le relais|refuse le relais"),
    heard(
        Closed,
        "resolver.rst|not allowed to send to|not authorized to send to|not permitted to send to\
         |only accepting mail from|only accepts mail from|only accepts messages from|not accepting mail from\
         |blocked by the recipient|rejected by user|rejected by recipient|recipient preferences\
         |user refuses to receive|refuse to receive|recipient's preferences|allowed senders|has restricted\
         |account is protected by|sendernotauthenticatedforgroup|sendernotauthenticatedformailbox\
         |authenticated senders only|not in the recipient's|mail from the internet|email from the internet\
         |mailbox does not accept|recipient does not accept|user does not accept|nimmt keine|akzeptiert nur|akzeptiert keine|n'accepte\
         |no acepta|non accetta|accepteert geen|nie przyjmuje",
    ),
    heard(NoDomain, "unknown domain name|unrouteable mail domain|domain may not exist"),
    heard(NoMailbox, "resolver.adr|recipient address rejected: access denied|recipient addresses rejected"),
    heard(Spam, "surbl|uribl"),
    heard_for_now(
        "timeout|timed out|time out|temporary error|temp error|temperror|temporary dns|dns failure|dns lookup\
                |unable to verify|temporary lookup|lookup failure|lookup failed|lookup deferred\
                |too much mail from",
    ),
    Row { enhanced: &[(2, 1)], ..heard(Disabled, "this account has been disabled|mailbox disabled") },
    // About us: what is ours is named as the subject, whatever is said of it.
    said_of(
        OurName,
        "helo$|ehlo$|host name|hostname|sender host|client host name|client name|sender hostname",
        UNKNOWN,
    ),
    said_of(
        OurQuota,
        "your plan|your licen|your account|your subscription|your package|your tariff",
        "quota|limit|exceed|out of|maximum",
    ),
    said_of(
        SignIn,
        "your smtp user|smtp user|api key|apikey|api token|smtp credential|smtp password|your login",
        UNKNOWN,
    ),
    said_of(
        OurAccount,
        "your plan|your licen|licence|license|your account|your subscription|your organi|your company|your tenant\
         |your customer|customer account|your api",
        UNKNOWN,
    ),
    said_of(
        OurAccount,
        "trial|subscription|abonnement|suscripcion|abbonamento|abonament|assinatura|license|licence|lizenz|licencia\
         |licenza|licencja|vertrag|contrat|smtp service|mail service|sending service",
        "ended|expired|abgelaufen|expire|caducad|scadut|gekundigt|beendet|resilie|verlopen|wygas|not enabled|inactive\
         |not active|missing|required",
    ),
    said_of(
        OurSender,
        "domain",
        "not verified|not authorized|not authorised|not configured|not registered|unverified|nicht verifiziert",
    ),
    said_of(
        OurSender,
        "sender$|sender's|sending domain|your domain|your sender|sender address|sender domain|from domain|from address|*absender\
         |remitente|mittente|nadawc|*expediteur|afzender|remetente|отправител",
        UNKNOWN,
    ),
    // A code for the address is sure of it.
    Row { enhanced: &[(1, 1)], ..heard(NoMailbox, "*user unknown|benutzer unbekannt|konto wurde nicht gefunden") },
    heard(
        OurName,
        "need fully-qualified|invalid domain name|fully qualified hostname|fully-qualified hostname\
         |polite people say h|sender hostname|helo command|helo name|ehlo name|helo argument|ehlo argument|forged helo|forged ehlo\
         |invalid helo|invalid ehlo|bad helo|bad ehlo|helo requires|ehlo requires",
    ),
    heard(
        OurDomain,
        "spf$|dkim$|dmarc$|sender is unauthenticated|email authentication|sender policy framework|arc validation\
         |unauthenticated email",
    ),
    heard(
        Encryption,
        "starttls|verschlusselung|verschlusselt|chiffrement|cifrado|cifratura|szyfrowani|versleutel|tls version|tls protocol|tls 1.0|tls 1.1|weak cipher|must use tls|tls required|requires tls|tls is required|encryption required\
         |encryption is required|encryption needed|requires encryption|encrypted connection|secure connection",
    ),
    Row { enhanced: &[(2, 2)], ..heard(Full, "the recipient|recipient's|this recipient") },
    heard(
        OurQuota,
        "sending limit|sending quota|send limit|daily limit|hourly limit|message quota|daily message|daily quota\
         |daily user|daily email|max emails per|messages per hour|messages per day|emails per hour|emails per day\
         |recipients per|sending paused|sending is paused|sending suspended|out of credit|not enough credit\
         |insufficient credit|no credit|credits|rate limit for your|outgoing mail limit|outbound limit\
         |too many messages from|too many recipients received this hour|sending privileges|tenant has exceeded\
         |limit on the number of|quota for sending|monthly quota|monthly limit|hourly quota|quota of emails\
         |mail quota exceeded for user|sender mailbox|sender's mailbox|mailbox of the sender|postfach des absenders\
         |max defers|defers and failures|license limit|licence limit|limit of outbound|limit of outgoing\
         |storedrv.submission.exception:submissionquota|quota d'envoi|limite d'envoi|limite quotidienne|plafond d'envoi\
         |versandlimit|sendelimit|versandkontingent|tageslimit|stundenlimit|limit wysylki|limit wysylania|dzienny limit\
         |verzendlimiet|verzendquotum|daglimiet|limite de envio|limite diario|cuota de envio|limite di invio|limite giornaliero\
         |quota di invio|limite de envios|sending allowance|sending volume|too many emails sent|too many messages sent|tagliches limit|limite journaliere|limite quotidiana\
         |maximaal aantal|maximale anzahl|zu viele nachrichten|nombre maximal|limiet voor|limiet van|limiet bereikt\
         |limiet is bereikt|limiet overschreden|superato il limite|limite massimo di|raggiunto il limite|limit wiadomosci\
         |limit wyslanych|przekroczono limit|przekroczony limit|osiagnieto limit\
         |limite de mensajes|limite de mensagens|limite de messages|limit fur ausgehende|limits fur ausgehende",
    ),
    heard(
        OurAccount,
        "smtp account|smtp access|smtp has been disabled|outgoing mail from|outgoing email from|outgoing mail has\
         |outgoing mail suspension|outbound mail from|outbound email from|sending disabled|sending is disabled\
         |sending has been|sending from this|cannot send mail|can't send mail|cannot send email\
         |is not allowed to send|not allowed to send mail|not allowed to send email|permissions to submit\
         |account under review|account is under review|subscription expired|subscription has expired|trial account\
         |free accounts|your account has|your account is|your account was|all messages from|active subscription\
         |valid subscription|no subscription|unpaid|invoice|overdue|payment|mail service for|relay service|sandbox\
         |for your account|in your account|customer list|please sign up|valid for sending|sending of spam|locked out\
         |sending spam|not enabled for smtp|not authorized to send|versand gesperrt|storedrv.submission|does not have authorization|does not have permission to send\
         |does not have access to smtp|authorized to perform|sendrawemail|ihre domain ist|votre domaine|su dominio|il tuo dominio\
         |uw domein|twoja domena|your domain is|your domain has been|envelope blocked\
         |ihr konto|ihr account|ihr tarif|konto gesperrt|konto ist gesperrt|konto wurde|votre compte|votre abonnement\
         |compte suspendu|compte est suspendu|su cuenta|cuenta suspendida|cuenta esta suspendida|il tuo account|il suo account\
         |account sospeso|account e sospeso|uw account|account geblokkeerd|twoje konto|konto zablokowane|konto zawieszone|sua conta\
         |conta suspensa|ваш аккаунт|аккаунт заблокирован",
    ),
    heard(OurNetwork, "spamhaus|spamcop|barracudacentral|blocked using|banned|*spamhaus|*dnsbl|*blacklist"),
    // Routes and networks, which pass.
    Row { enhanced: &[(4, 0), (4, 1), (4, 2), (4, 3)], ..heard_for_now("") },
    heard_for_now(
        "retry later|try later|try again|please retry|please try|too soon|first contact|recipient server|upstream|relay now\
         |temporarily|deferred|lookup|later|wait|spater|plus tard\
         |reessayer|mas tarde|piu tardi|pozniej|mais tarde|minutes|seconds",
    ),
    heard(NoMailbox, "user not local"),
    heard(
        Relaying,
        "relay access denied|relaying denied|relay denied|relay not permitted|relaying not permitted\
         |relay not allowed|relaying not allowed|relaying is not allowed|relaying is denied|relaying prohibited\
         |relaying is prohibited|relay prohibited|relay is prohibited|permitted to relay|allowed to relay\
         |unable to relay|cannot relay|can't relay|not relay|no relaying|relaying disallowed|relaying disabled\
         |relay disabled|relaying mail|relay mail|open relay|mail relay|relay for|relay from|relay rejected\
         |relaying verweigert|relay verweigert|relaying nicht|relaying verboten|relais interdit|relaying geweigerd\
         |relay odrzucony|relaying zabroniony|relay zabroniony|relay interdit|relay negato|reenvio no|weiterleitung verweigert\
         |relais non autorise|relais refuse|relay no permitido|relay nao permitido|relay niet toegestaan\
         |relay non consentito|relay nicht erlaubt|relay verboten|weiterleitung nicht erlaubt\
         |relay attempt|authorized to relay|relay through|relay to|not a gateway|rcpthost|not local host\
         |we don't handle mail for|not hosted here|don't accept mail for|do not accept mail for|not our domain\
         |not a local domain|non-local domain|not subscribed to ses",
    ),
    heard(
        SignIn,
        "authentication required|authentication is required|requires authentication|authentication failed\
         |authentication failure|authentication unsuccessful|authentication credentials|authentication needed\
         |not authenticated|unauthenticated|must authenticate|please authenticate|need to authenticate\
         |don't authenticate|authenticate first|must be authenticated|smtp auth|auth required|auth first\
         |sign in first|log in first|login first|must login|must log in|please log in|please login\
         |authorization required|check for new mail before|anmeldung erforderlich|authentification requise\
         |autenticacion requerida|autenticazione richiesta|authenticatie vereist|autenticacao necessaria\
         |wymagane uwierzytelnienie|without authentication|username and password|bad credentials|invalid credentials|pop before smtp\
         |non authentifie|invalid api key|local user only|authentication mechanism|bad api key|user or password|username or password|user name or password|login or password|wrong password\
         |incorrect password|invalid password|password incorrect|bitte erst anmelden|bitte anmelden|zuerst anmelden|erst anmelden\
         |melden sie sich|vous authentifier|authentifiez|authentification necessaire|identifiquese|autentiquese|iniciar sesion\
         |inicie sesion|autenticarsi|effettuare il login|eerst aanmelden|meld u aan|inloggen|zaloguj|uwierzytelnij\
         |autentique-se|faca login|authentifizier|autenticarse|*autenticazione|autoryzacj|uwierzytelni\
         |anmeldung fehl|zugangsdaten|benutzername oder|passwort|mot de passe|contrasena|haslo|wachtwoord|senha",
    ),
    heard(OurSender, "sender address rejected|sender verify failed|sender rejected|sender unknown|unknown sender"),
    // What a recipient is refused with, whatever the reply says besides: of the network it came from, whom to ask.
    heard(
        NoMailbox,
        "user unknown|unknown user|no such user|no such mailbox|no such recipient|user not found|recipient not found\
         |mailbox not found|invalid recipient|unknown recipient|recipient unknown|mailbox does not exist\
         |user does not exist|user doesn't exist|mailbox unavailable|mailbox not available|callout verification failed\
         |kein postfach|kein benutzer|kein empfanger|empfanger unbekannt|unbekannter empfanger|empfaenger unbekannt\
         |empfanger existiert|empfaenger existiert|postfach existiert|utilisateur inconnu|destinataire inconnu\
         |usuario desconocido|destinatario desconocido|utente sconosciuto|destinatario sconosciuto|gebruiker bestaat niet\
         |nie ma takiego|nie ma takiej",
    ),
    heard(OurName, "helo$|ehlo$"),
    heard(
        OurSender,
        "sender address rejected|sender rejected|sender denied|sender refused|sender not allowed\
         |sender not permitted|sender not authorized|sender is not allowed|sender is not permitted\
         |sender is not authorized|sender address is not|sender email address rejected|sender verify failed\
         |sender verification|sender domain|sender's domain|domain of sender|domain of the sender|invalid sender\
         |bad sender|bad outbound sender|unauthorized sender|unverified sender|unknown sender|sender unknown\
         |sender id|sender identity|from address|from: domain|mail from not|mail from must|mail from domain\
         |envelope sender|envelope from|return path|return-path|not owned by user|send as|sendas|send on behalf\
         |email address is not verified|domain is not verified|not a verified|unroutable sender\
         |sender unspecified|sender not pre-approved|not a registered|sender is in my black|sender is spammer\
         |does not accept mail from|not your address|name required for sender|sending address|sending account\
         |authorized user|authorization user|to use sender|sender is not same|domain not verified\
         |from header does not match|absender abgelehnt|absenderadresse abgelehnt|adresse d'expediteur\
         |expediteur refuse|remitente rechazado|mittente rifiutato|afzender geweigerd|nadawca odrzucony\
         |remetente rejeitado|callback setup failed|while verifying|must be verified|from.email|sending domain\
         |through this connector|*absender|*expediteur|remitente|mittente|nadawc|afzender|remetente|отправител|发件人|寄件者",
    ),
    heard(
        OurNetwork,
        "banned sending ip|bad sender ip|blocked using|blacklist|black list|blocklist|block list|spamhaus|spamcop\
         |barracudacentral|dnsbl|rbl$|*dnsbl|*blacklist|*ipcheck.|*?ip=|client host|reverse dns|reverse lookup|reverse hostname|rdns|ptr record\
         |dns ptr|no ptr|ip name lookup|your ip|this ip|from ip|ip address|sending ip|dynamic ip|your network\
         |your host|your server|your mail server|your remotehost|reputation|listed at|listed by\
         |access from mail server|network not allowed|open proxy|not in whitelist|not whitelisted\
         |unresolvable relay|traffic not accepted|cannot find your hostname|cannot find your reverse\
         |unusual sending|go away|mail server at|allowed to connect|your access|adresse ip|ip-adresse|ip adresse|adres ip\
         |direccion ip|indirizzo ip|endereco ip|ip-adres|ip адрес|ip-адрес|czarnej liscie|schwarzen liste|liste noire|client ip|ihr server|ihre ip|votre ip|votre serveur|su ip$\
         |su servidor|vostro ip|suo ip|twoj ip|uw ip|ip gesperrt|ip ist",
    ),
    codes(SignIn, &[530, 534, 535, 538]),
    enhanced(OurDomain, &[(7, 20), (7, 21), (7, 22), (7, 23), (7, 24), (7, 26), (7, 509), (7, 515)]),
    enhanced(OurSender, &[(1, 7), (1, 8), (7, 27), (7, 60), (7, 501), (7, 502), (7, 503), (7, 750)]),
    enhanced(OurNetwork, &[(7, 25), (7, 512), (7, 606), (7, 708), (7, 711)]),
    Row { codes: &[550, 554], ..enhanced(OurQuota, &[(4, 5)]) },
    enhanced(OurQuota, &[(7, 705)]),
    enhanced(Encryption, &[(7, 10), (7, 11)]),
    enhanced(SignIn, &[(7, 8), (7, 57), (7, 139)]),
    enhanced(Relaying, &[(7, 64), (7, 54)]),
    // About the recipient, in words.
    heard_for_now("too many recipients|rate limit|rate limited|ratelimit"),
    heard(
        TooLarge,
        "too large|too big|size limit exceed|exceeds size limit|exceeds the size|exceeds maximum|message size\
         |size exceeds|exceeds the maximum|exceeds fixed|larger than|maximum message|maximum allowable size",
    ),
    heard(
        Full,
        "mailbox full|mailbox is full|full mailbox|inbox is full|inbox full|quota|overquota|storage allocation\
         |storage space|out of storage|disk space|mailbox size|boite du destinataire pleine|mailbox exceeded\
         |postfach ist voll|postfach voll|boite pleine|boite aux lettres pleine|boite de reception pleine\
         |buzon lleno|casella piena|casella di posta piena|postbus vol|postbus is vol|mailbox is vol\
         |skrzynka pelna|skrzynka jest pelna|skrzynka przepelniona|caixa cheia|caixa de correio cheia\
         |bandeja de entrada llena|bandeja llena|speicherplatz|folder is full|box space not enough|cuota excedida|ящик переполнен|邮箱已满\
         |too much mail|receiving limits|mailfile size|mail file size|storedrv.deliver.exception:quota",
    ),
    heard(
        Disabled,
        "disabled|deaktiviert|desactive|desactivad|no esta activa|disattivat|gedeactiveerd|uitgeschakeld|dezaktywowan\
         |wylaczon|desativad|postfach gesperrt|postfach ist gesperrt|was deleted|has been deleted\
         |geloscht|supprime|eliminad|usuniet|verwijderd|nicht mehr|ausgeschieden|inactive|inactivity|deactivated|suspended|is terminated|frozen|account closed|account is closed\
         |account locked|account is locked|account expired|archivee|no longer|not active|discontinued|ha expirado\
         |has been closed|retired|unread",
    ),
    heard(
        NoDomain,
        "no such domain|domain not found|domain does not exist|domain doesn't exist|domain must exist\
         |host not found|host unknown|unknown host|host unreachable|domain name not found|name or service\
         |nxdomain|unknown domain|domain is unknown|invalid domain|null mx|no mx|nullmx|dns error\
         |does not accept mail|doesn't accept mail|does not accept email|accepts no mail|unroutable domain\
         |domain is not reachable|relaying domain|bad destination|host or domain",
    ),
    heard(Relaying, "relay$|relaying$|relais$"),
    heard(Loop, "hop count|mail loop|*forwarding loop|loops back|too many hops|loop was found|looping"),
    heard(BadAddress, "syntax|malformed|invalid address|address invalid|invalid characters"),
    heard(
        NoMailbox,
        "user unknown|unknown user|user not known|no such user|no such mailbox|no such recipient|no such address\
         |no such account|no such person|no such local|no user|no mailbox|no account|no valid recipients\
         |no valid recipient|user not found|recipient not found|recipnotfound|recipientnotfound\
         |recipientaddressunknown|nosuchuser|mailbox not found|address not found|account not found\
         |user doesn't exist|does not exist|doesn't exist|dosn't exist|not exist|invalid recipient\
         |invalid mailbox|invalid user|unknown recipient|recipient unknown|recipients unknown|unknown mailbox\
         |unknown local|unknown e-mail|unknown email|unknown address|unknown account|addressee unknown\
         |address unknown|not a valid mailbox|not a valid recipient|not a valid user|not a known user\
         |is not valid|isn't valid|wrong address|email address is wrong|mailbox unavailable|mailbox not available\
         |user unavailable|not our customer|unrouteable address|unroutable address|undeliverable address\
         |bad address|badrcptto|recipient address rejected: access denied|not listed in|destinataire invalide\
         |destinataire inconnu|utilisateur inconnu|utilisateur inexistant|adresse inconnue|boite inconnue|n'existe pas\
         |unbekannt|benutzer nicht gefunden|empfanger nicht gefunden|existiert nicht|nicht vorhanden\
         |desconocido|desconhecido|no existe|nao existe|inexistente|usuario no encontrado\
         |sconosciuto|sconosciuta|utente non trovato|gebruiker onbekend|onbekende|nie istnieje|nieznany\
         |пользователь не|нет такого|не существует|用户不存在|收件人不存在|cannot find user|unable to find|couldn't be found\
         |could not be found|wasn't found|was not found|doesn't have a|does not have a\
         |is unknown|inesistente|non esiste|bestaat niet|n'existe plus|bestaat niet meer|name is not recognized\
         |invalid final delivery userid|does not like recipient|no se encuentra en el directorio|*見つかりません|*リストにありません",
    ),
    heard(
        Unreachable,
        "retry timeout exceeded|in the queue too long|establish an smtp connection|not reachable|requests to connect\
         |message expired|delivery expired|delivery time expired|message too old|been failing|timed out|connection refused\
         |no route to host|did not respond|not responding|could not deliver for the last",
    ),
    // About the recipient, in codes.
    enhanced(NoMailbox, &[(1, 1), (1, 6), (1, 351)]),
    enhanced(NoDomain, &[(1, 2), (1, 10), (4, 4), (4, 3)]),
    enhanced(BadAddress, &[(1, 3)]),
    enhanced(Disabled, &[(2, 1)]),
    enhanced(Full, &[(2, 2)]),
    enhanced(TooLarge, &[(2, 3), (3, 4)]),
    enhanced(Loop, &[(4, 6), (4, 14)]),
    enhanced(Closed, &[(7, 2), (7, 13), (7, 17), (7, 124), (7, 129), (7, 133), (7, 134), (7, 135), (7, 136)]),
    enhanced(Unreachable, &[(4, 1), (4, 2), (4, 5), (4, 7), (4, 300), (4, 316)]),
    enhanced(NoRoom, &[(3, 1)]),
    // A command that it does not take from us.
    enhanced(Us, &[(5, 0), (5, 1), (5, 2), (5, 3), (5, 4), (5, 5)]),
    heard(
        Spam,
        "spam|junk|virus|malware|phish|unsolicited|bulk|content|filtered|mail rejete|suspicious|blocked|infected\
         |attachment",
    ),
    codes(Full, &[452, 552]),
    codes(BadAddress, &[501]),
    codes(Us, &[500, 502, 503, 504, 555]),
    // Refusals that say little.
    heard(Address, "address rejected|recipient rejected|recipient refused|recipient address|rcpt"),
    heard(Rules, "policy|policies|prohibition|prohibited|denied|not allowed|not permitted|forbidden|abuse|violation"),
    enhanced(Rules, &[(7, 0), (7, 1), (7, 3), (7, 4), (7, 5), (7, 6), (7, 7), (7, 9), (7, 12), (7, 18), (7, 19)]),
    enhanced(Address, &[(1, 0), (1, 4), (1, 5)]),
    heard(Unreachable, "can't be reached"),
];

/// What `reply` means, wherever it was heard.
pub fn meaning(reply: &str) -> Meaning {
    let (code, status) = (code(reply), enhanced_code(reply));
    let said = spoken(reply);
    let fits = |row: &&Row| {
        (row.codes.is_empty() || code.is_some_and(|code| row.codes.contains(&code)))
            && (row.enhanced.is_empty()
                || status.is_some_and(|(_, subject, detail)| row.enhanced.contains(&(subject, detail))))
            && said_by(row, &said)
    };
    let is_reply = code.is_some() || status.is_some();
    match TABLE.iter().find(fits).map(|row| row.means).filter(|means| is_reply || *means == Unreachable) {
        Some(Us | Spam | Rules | Address) if is_transient(reply) => Later,
        Some(means) => means,
        None if !is_reply => Nothing,
        None if is_transient(reply) => Later,
        None => match (status, code) {
            (Some((_, 7, _)), _) => Rules,
            (None, Some(550 | 551 | 553)) => Address,
            _ => Email,
        },
    }
}

/// Whether `said` has the words of `row`.
fn said_by(row: &Row, said: &str) -> bool {
    let after = if row.begins { behind_beginning(row.words, said) } else { behind(row.words, said) };
    let Some(after) = after else { return false };
    row.then.is_empty() || after.split(". ").next().is_some_and(|sentence| behind(row.then, sentence).is_some())
}

/// What follows the first of `words` in `said`; all of it, where there are none.
fn behind<'a>(words: &str, said: &'a str) -> Option<&'a str> {
    if words.is_empty() {
        return Some(said);
    }
    words.split('|').filter_map(|words| find(words, said)).max_by_key(|rest| rest.len())
}

/// What follows the one of `words` with which `said` begins, but for an apology, an article or a name.
fn behind_beginning<'a>(words: &str, said: &'a str) -> Option<&'a str> {
    const FILLERS: &str = "sorry|error|the|this|that|die|der|das|dieser|diese|dieses|le|la|el|il|les|de|het";
    let mut begin = said.trim_start();
    while let Some((word, rest)) = begin.split_once(' ') {
        let word = word.trim_end_matches([',', ':']);
        if !(word.is_empty() || word.ends_with("...") || FILLERS.split('|').any(|filler| filler == word)) {
            break;
        }
        begin = rest;
    }
    let rests = words.split('|').filter_map(|words| {
        let rest = begin.strip_prefix(words.trim_end_matches('$'))?;
        (!rest.starts_with(char::is_alphanumeric) || !words.ends_with('$')).then_some(rest)
    });
    rests.max_by_key(|rest| rest.len())
}

fn find<'a>(words: &str, said: &'a str) -> Option<&'a str> {
    if let Some(part) = words.strip_prefix('*') {
        return said.split_once(part).map(|(_, rest)| rest);
    }
    let (words, is_whole) = words.strip_suffix('$').map_or((words, false), |words| (words, true));
    let begin = [" ", words].concat();
    let mut rests = said.match_indices(&begin).map(|(at, found)| &said[at + found.len()..]);
    rests.find(|rest| !is_whole || !rest.starts_with(char::is_alphanumeric))
}

/// The meaning of `reply` at `stage`: before a recipient was named, a refusal can only be about us.
pub fn meaning_at(stage: Stage, reply: &str) -> Meaning {
    match meaning(reply) {
        means if means.is_ours() || is_transient(reply) || stage >= Stage::Recipient => means,
        _ if stage == Stage::SignIn => SignIn,
        _ if stage == Stage::Sender => OurSender,
        _ => Us,
    }
}

/// Whether `reply` is about the recipient at `address` alone, however many hear the like: addresses that several people
/// mistyped. Others than those that name an address, or have the code for one (RFC 3463, X.1.1), could mean us.
pub fn is_of_one(reply: &str, address: &str) -> bool {
    let reply_in_small = reply.to_lowercase();
    let local_part = address.split('@').next().unwrap_or_default().to_lowercase();
    let is_named =
        reply_in_small.split(|c: char| c.is_whitespace() || "<>()\"',:;@".contains(c)).any(|word| word == local_part);
    matches!(meaning(reply), NoMailbox | BadAddress)
        && (is_named || enhanced_code(reply).is_some_and(|(_, subject, _)| subject == 1))
}

/// What `reply` means, for people.
pub fn refusal(reply: &str) -> Refusal {
    let means = meaning(reply);
    // A code for rules doubts the words.
    let is_of_rules = matches!(enhanced_code(reply), Some((_, 7, _)));
    let is_of_address =
        matches!(means, NoMailbox | NoDomain | BadAddress | Disabled | Address) && !is_transient(reply) && !is_of_rules;
    Refusal { words: means.words().to_owned(), is_of_address }
}

impl Meaning {
    /// Whether it says that we may not send, so that no other email will fare better.
    pub fn is_ours(self) -> bool {
        matches!(
            self,
            OurName | Relaying | SignIn | Encryption | OurSender | OurDomain | OurNetwork | OurQuota | OurAccount | Us
        )
    }

    /// Whether it could be about anyone: us, or each recipient for the same reason.
    pub fn is_unclear(self) -> bool {
        matches!(self, Address | Spam | Rules | Email)
    }

    /// The reason in plain words.
    pub fn words(self) -> &'static str {
        match self {
            SignIn | Encryption => t!(server::replies::sign_in),
            OurSender | OurDomain => t!(server::replies::our_sender),
            OurName | Relaying | OurNetwork | OurQuota | OurAccount | Us => t!(server::replies::us),
            NoMailbox => t!(server::replies::no_mailbox),
            NoDomain => t!(server::replies::no_domain),
            BadAddress => t!(server::replies::bad_address),
            Disabled => t!(server::replies::disabled),
            Full => t!(server::replies::full),
            Closed => t!(server::replies::closed),
            TooLarge => t!(server::replies::too_large),
            Address => t!(server::replies::address),
            Spam => t!(server::replies::spam),
            Rules => t!(server::replies::rules),
            Email => t!(server::replies::email),
            Unreachable => t!(server::replies::unreachable),
            NoRoom => t!(server::replies::no_room),
            Busy | Later => t!(server::replies::later),
            Loop | Nothing => t!(server::replies::nothing),
        }
    }

    /// What staff can do about a refusal of us, with the setting that does it.
    pub fn fix(self, set_in: SetIn, hello: &str, reply: &str) -> String {
        let set_in = set_in.as_str();
        match self {
            OurName => t!(server::replies::fix_our_name, name = hello, reply = reply, set_in = set_in),
            Relaying => t!(server::replies::fix_relaying, reply = reply, set_in = set_in),
            SignIn => t!(server::replies::fix_sign_in, reply = reply, set_in = set_in),
            Encryption => t!(server::replies::fix_encryption, reply = reply, set_in = set_in),
            OurSender => t!(server::replies::fix_our_sender, reply = reply, set_in = set_in),
            OurDomain => t!(server::replies::fix_our_domain, reply = reply, set_in = set_in),
            OurNetwork => t!(server::replies::fix_our_network, reply = reply, set_in = set_in),
            OurQuota => t!(server::replies::fix_our_quota, reply = reply, set_in = set_in),
            OurAccount => t!(server::replies::fix_our_account, reply = reply, set_in = set_in),
            _ => t!(server::replies::fix_us, reply = reply, set_in = set_in),
        }
    }
}

/// What stays the same of a refusal that many get: its codes and words, without names, addresses and numbers.
pub fn signature(reply: &str) -> String {
    let is_word = |word: &&str| {
        let word = word.trim_matches(|c: char| c.is_ascii_punctuation());
        !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || c == '-' || c == '\'')
    };
    let words: Vec<&str> = reply.split_whitespace().filter(is_word).collect();
    format!("{:?} {:?} {}", code(reply), enhanced_code(reply), words.join(" ").to_lowercase())
}

/// Whether it may pass (RFC 5321, section 4.2.1). Where the codes differ, the enhanced one was chosen with more care.
pub fn is_transient(reply: &str) -> bool {
    match (code(reply), enhanced_code(reply)) {
        (_, Some((4, ..))) => true,
        // Below, services copy the codes of their HTTP interface: 406 is none of SMTP.
        (Some(code), _) => (421..500).contains(&code),
        _ => false,
    }
}

/// The words of `reply`, each after a single blank, without addresses: those hold any word.
fn spoken(reply: &str) -> String {
    let words = reply.split_whitespace().filter(|word| !word.contains('@'));
    let mut said = String::new();
    for word in words {
        said.push(' ');
        said.push_str(word.trim_start_matches(|c: char| c.is_ascii_punctuation() || c.is_ascii_digit()));
    }
    [" ", &fold(&said)].concat()
}

/// The three numbers of `5.1.1`, anywhere in the reply.
pub fn enhanced_code(reply: &str) -> Option<(u16, u16, u16)> {
    reply.split(|c: char| !c.is_ascii_digit() && c != '.').find_map(|word| {
        let mut numbers = word.trim_end_matches('.').split('.').map(str::parse::<u16>);
        let (Ok(class @ (4 | 5)), Ok(subject @ ..8), Ok(detail), None) =
            (numbers.next()?, numbers.next()?, numbers.next()?, numbers.next())
        else {
            return None;
        };
        Some((class, subject, detail))
    })
}

pub fn code(reply: &str) -> Option<u16> {
    let numbers = reply.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').filter(|word| word.len() == 3);
    numbers.filter_map(|word| word.parse().ok()).find(|code| (400..600).contains(code))
}

/// `reply` in one line, cut: a hostile mail server must not fill the database.
pub fn shorten(reply: &str) -> String {
    let clean: String = reply.chars().map(|c| if c.is_control() { ' ' } else { c }).take(500).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_mail_servers_of_the_world_said_is_understood() {
        let rows = include_str!("../../tests/data/bounces/replies.tsv").lines().filter(|line| !line.starts_with('#'));
        for row in rows {
            let [file, means, reply] = row.split('\t').collect::<Vec<_>>().try_into().unwrap();
            assert_eq!(format!("{:?}", meaning(reply)), means, "{file}: {reply}");
        }
    }

    #[test]
    fn c04_c05_a_refusal_of_us_is_no_refusal_of_the_recipient() {
        for (means, reply) in [
            (OurName, "504 5.5.2 <3f2a9c1b7d10>: Helo command rejected: need fully-qualified hostname"),
            (OurName, "450 4.7.1 <gangway>: Helo command rejected: Host not found"),
            (OurName, "550 5.7.1 <gangway>: Helo command rejected: Access denied"),
            (OurName, "550 Forged HELO: you are not acme.example"),
            (OurName, "501 5.5.4 HELO requires domain address"),
            (OurName, "501 Syntactically invalid HELO argument(s)"),
            (OurName, "550 Invalid EHLO name: must be a FQDN"),
            (OurName, "503 5.5.2 Send hello first: polite people say HELO"),
            (Relaying, "554 5.7.1 <ana@alder.example>: Relay access denied"),
            (Relaying, "454 4.7.1 <ana@alder.example>: Relay access denied"),
            (Relaying, "550 5.7.1 Unable to relay for ana@alder.example"),
            (Relaying, "550 5.7.1 Relaying denied. IP name lookup failed"),
            (Relaying, "550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain"),
            (Relaying, "550 5.7.64 TenantAttribution; Relay Access Denied"),
            (Relaying, "550 relay not permitted"),
            (Relaying, "550-Relaying not allowed 550 authenticate first"),
            (Relaying, "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"),
            (Relaying, "553 sorry, that domain isn’t in my list of allowed rcpthosts (#5.7.1)"),
            (SignIn, "530 5.7.0 Authentication required"),
            (SignIn, "530 5.7.57 Client not authenticated to send mail"),
            (SignIn, "535 5.7.139 Authentication unsuccessful, basic authentication is disabled"),
            (SignIn, "535-5.7.8 Username and Password not accepted"),
            (SignIn, "550 Please authenticate before sending"),
            (SignIn, "503 AUTH first (#5.5.1)"),
            (SignIn, "454 4.7.0 Temporary authentication failure"),
            (Encryption, "530 5.7.0 Must issue a STARTTLS command first"),
            (Encryption, "451 5.7.3 STARTTLS is required to send mail"),
            (Encryption, "538 5.7.11 Encryption required for requested authentication mechanism"),
            (OurSender, "550 5.7.60 SMTP; Client does not have permissions to send as this sender"),
            (OurSender, "554 5.2.252 SendAsDenied; p@acme.example not allowed to send as q@acme.example"),
            (OurSender, "553 5.7.1 <p@acme.example>: Sender address rejected: not owned by user relay"),
            (OurSender, "450 4.1.8 <p@acme.example>: Sender address rejected: Domain not found"),
            (OurSender, "550 Sender verify failed"),
            (OurSender, "554 Message rejected: Email address is not verified."),
            (OurSender, "550 The from address does not match a verified Sender Identity."),
            (OurSender, "550 5.1.8 Access denied, bad outbound sender"),
            (OurSender, "553 Mail from must equal authorized user"),
            (OurSender, "553 5.5.4 <p@acme>... Domain name required for sender address"),
            (OurDomain, "550 5.7.1 SPF check failed"),
            (
                OurDomain,
                "550 5.7.26 Unauthenticated email from acme.example is not accepted due to domain's DMARC policy.",
            ),
            (OurNetwork, "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org"),
            (OurNetwork, "550 5.7.25 The IP address sending this message does not have a PTR record setup"),
            (OurNetwork, "450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.1]"),
            (OurNetwork, "554 Your IP is listed at bl.example"),
            (OurNetwork, "554 5.7.1 You are not allowed to connect."),
            (OurQuota, "550 5.4.5 Daily user sending limit exceeded."),
            (OurQuota, "554 5.7.0 Sending quota exceeded for this account"),
            (OurQuota, "454 Throttling failure: Daily message quota exceeded."),
            (OurQuota, "451 You have exceeded your messaging limits: Maximum credits exceeded"),
            (OurQuota, "550 5.7.705 Access denied, tenant has exceeded threshold"),
            (OurQuota, "550 5.7.1 Monthly quota of emails exceeded"),
            (OurQuota, "550 Hourly quota reached"),
            (OurQuota, "550 U heeft de limiet voor het aantal berichten bereikt"),
            (OurQuota, "552 Hai superato il limite di messaggi inviati"),
            (OurQuota, "550 Przekroczono limit wysyłanych wiadomości"),
            (OurQuota, "554 Das Limit für ausgehende E-Mails ist erreicht"),
            (
                OurAccount,
                "554 Access denied: User `arn:aws:iam::1:user/mail' is not authorized to perform `ses:SendRawEmail'",
            ),
            (OurAccount, "550 Ihre Domain ist nicht für den Versand freigeschaltet"),
            (OurAccount, "550 Votre domaine n'est pas autorisé à envoyer"),
            (OurQuota, "552 5.2.2 Sender mailbox is over quota"),
            (OurQuota, "552 Mail quota exceeded for user relay"),
            (OurAccount, "550 5.7.0 Your SMTP account is suspended"),
            (OurAccount, "550 Outgoing mail from this account has been suspended"),
            (OurAccount, "550 5.2.1 Sending disabled for this user"),
            (OurAccount, "550 SMTP access disabled for this account"),
            (OurAccount, "550 User suspended: cannot send mail"),
            (OurAccount, "553 5.7.2 [TSS09] All messages from 203.0.113.5 will be permanently deferred"),
            (OurAccount, "550 Client does not have permissions to submit mail to this server"),
            (OurAccount, "550 Account under review"),
            (OurAccount, "550 Subscription expired"),
            (OurAccount, "550 Trial accounts may only send to verified recipients"),
            (
                OurAccount,
                "550 Domain mg.acme.example is not allowed to send: Free accounts are for test subdomains only",
            ),
            (OurAccount, "550 Domain acme.example has an outgoing mail suspension"),
            (SignIn, "550 Authorization required"),
            (SignIn, "550 You must check for new mail before sending mail"),
            (SignIn, "550 Anmeldung erforderlich"),
            (Relaying, "550 Relais non autorisé"),
            (Relaying, "550 Relay no permitido"),
            (OurSender, "550 Absenderadresse abgelehnt"),
            (OurSender, "550 Domain not verified"),
            (OurSender, "550 From header does not match authenticated sender"),
            (OurSender, "550 5.1.1 <p@acme.example>: Sender address rejected: User unknown in virtual mailbox table"),
            (Us, "503 5.5.1 Error: need MAIL command"),
            (Us, "502 5.5.2 Error: command not recognized"),
        ] {
            assert_eq!(meaning(reply), means, "{reply}");
            assert!(means.is_ours(), "{reply}");
        }
    }

    #[test]
    fn a_refusal_of_the_recipient_or_of_now_is_none_of_us() {
        for (means, reply) in [
            (
                NoMailbox,
                "550 5.1.1 <ana@alder.example>: Recipient address rejected: User unknown in relay recipient table",
            ),
            (NoMailbox, "550 5.1.1 <relay.access.denied@alder.example> unknown"),
            (NoMailbox, "550-5.1.1 The email account that you tried to reach does not exist."),
            (NoMailbox, "550 5.4.1 Recipient address rejected: Access denied. [AS=201806281]"),
            (NoMailbox, "550 No such user here"),
            (NoMailbox, "550 5.1.1 User unknown. If you believe this is wrong, contact your account manager"),
            (NoMailbox, "550 5.1.1 User unknown (from IP 192.0.2.1)"),
            (NoMailbox, "550 5.1.1 User unknown. Your IP address has been logged"),
            (NoMailbox, "550 5.1.1 Unknown user at your host"),
            (NoMailbox, "550 Invalid recipient (#5.1.1) - Helo ok"),
            (NoMailbox, "550 unknown user; verified by sender verification callout"),
            (NoMailbox, "550 5.4.1 All recipient addresses rejected : Access denied. AS(201806271)"),
            (NoMailbox, "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup"),
            (NoMailbox, "550 Benutzer nicht gefunden"),
            (NoMailbox, "550 Usuario desconocido"),
            (NoMailbox, "550 Utente inesistente o casella sconosciuta"),
            (NoMailbox, "550 Пользователь не найден"),
            (NoMailbox, "550 用户不存在"),
            (Full, "550 Das Postfach ist voll"),
            (Full, "550 Boîte pleine"),
            (Full, "550 Buzón lleno"),
            (Full, "552 Skrzynka pełna"),
            (Full, "452 4.2.2 The recipient has exceeded its daily limit of messages"),
            (Disabled, "406 You tried to send to a recipient that has been marked as inactive"),
            (Disabled, "550 5.2.1 This account has been disabled, contact your account administrator"),
            (Spam, "554 The message contains a URL (listed at SURBL)"),
            (Later, "451 4.7.5 SPF temporary error, DNS timeout"),
            (Later, "421 4.4.2 Timeout waiting for EHLO"),
            (Later, "450 4.7.1 Recipient address rejected because of a rate limit"),
            (NoMailbox, "550 User (ana@alder.example) not listed in Domino Directory"),
            (NoMailbox, "550 Unbekannter Empfänger"),
            (NoMailbox, "554 5.5.1 no valid recipients"),
            (NoMailbox, "554 delivery error: dd This user doesn't have a mail.example account [-5]"),
            (NoDomain, "550 The account or domain may not exist, they may be blacklisted"),
            (NoDomain, "556 5.1.10 Recipient address has null MX"),
            (NoDomain, "550 5.1.2 <ana@alder.example>: Recipient address rejected: Domain not found"),
            (BadAddress, "553 5.1.3 bad address syntax"),
            (BadAddress, "501 5.1.3 Invalid address"),
            (BadAddress, "501 Syntax error in parameters"),
            (Disabled, "554 5.7.1 The mailbox is deactivated"),
            (Full, "452 4.2.2 Mailbox full"),
            (Full, "552 5.2.2 Over quota"),
            (Closed, "550 5.7.134 RESOLVER.RST.SenderNotAuthenticatedForMailbox; authentication required"),
            (Closed, "550 5.7.1 You are not allowed to send to this group"),
            (TooLarge, "552 5.3.4 message too big"),
            (Spam, "554 5.7.1 looks like spam"),
            (Spam, "550 Message blocked by content filter"),
            (Spam, "552-5.7.0 This message was blocked because its content presents a potential security issue"),
            (Rules, "550 5.7.1 Access denied"),
            (Rules, "550 Administrative prohibition"),
            (Rules, "550 Requested action aborted: local policy violation"),
            (Address, "550 rejected"),
            (Email, "554 Transaction failed"),
            (Later, "450 4.2.0 <ana@alder.example>: Recipient address rejected: Greylisted"),
            (Later, "550 5.7.1 greylisted, come back later"),
            (Later, "450-4.2.1 The user you are trying to contact is receiving mail at a rate that"),
            (Later, "451 4.7.1 slow down"),
            (Later, "452 4.5.3 Too many recipients"),
            (Later, "451 4.3.0 spam check is down"),
            (Unreachable, "554 5.4.7 message expired"),
            (Busy, "421 Too many connections"),
            (Busy, "550 Connection frequency limited"),
            (Busy, "454 Throttling failure: Maximum sending rate exceeded."),
            (Nothing, "connection to 10.1.1.1 refused"),
            (Nothing, "Given up after 5 days. timeout"),
            (Nothing, ""),
        ] {
            assert_eq!(meaning(reply), means, "{reply}");
            assert!(!means.is_ours(), "{reply}");
        }
    }

    #[test]
    fn a3_what_is_said_of_what_is_ours_is_about_us() {
        for (means, reply) in [
            (OurName, "550 5.7.1 HELO gangway.lan does not exist in DNS"),
            (OurName, "550 The EHLO host name is not valid"),
            (OurName, "550 5.7.1 Hostname gangway.lan does not exist"),
            (OurName, "550 Sender host name could not be found in DNS"),
            (OurName, "550 Ihr Hostname existiert nicht"),
            (OurName, "550 5.7.1 Your client host name gangway.lan is unknown"),
            (OurName, "550 Le hostname gangway.lan n'existe pas"),
            (OurName, "550 HELO should be a FQDN or address literal (See RFC 2821 4.1.1.1)"),
            (OurName, "550 REJECTED - HELO does not resolve"),
            (OurAccount, "550 5.7.1 Your plan does not have access to SMTP relay"),
            (OurAccount, "550 5.7.1 This user does not have authorization to relay"),
            (OurAccount, "550 5.7.1 Your organization does not have a valid subscription. Outbound mail blocked"),
            (OurAccount, "550 5.7.0 User p@acme.example does not have an active subscription"),
            (SignIn, "550 Invalid user or password"),
            (SignIn, "550 5.7.1 Your SMTP user does not exist"),
            (SignIn, "550 API key does not exist"),
            (OurAccount, "550 5.7.1 Licence is not valid for sending"),
            (OurAccount, "550 No account: please sign up for relay service"),
            (OurAccount, "550 5.7.1 Your tenant could not be found"),
            (SignIn, "550 The API token was not found"),
            (OurAccount, "550 5.7.1 Domain acme.example was not found in your account"),
            (OurSender, "550 5.7.1 Your domain acme.example does not have an MX record"),
            (OurSender, "550 Sending domain could not be found"),
            (OurSender, "550 Domain of your sender address does not exist"),
            (OurAccount, "554 5.7.1 Unable to find your domain in our customer list"),
            (OurSender, "550 Absender unbekannt"),
            (OurSender, "550 Absender-Domain existiert nicht"),
            (OurSender, "550 Remitente desconocido"),
            (OurSender, "550 Mittente sconosciuto"),
            (OurSender, "550 Nadawca nieznany"),
            (OurSender, "550 Domena nadawcy nie istnieje"),
            (OurSender, "550 Le domaine de l'expéditeur n'existe pas"),
            (OurSender, "550 El dominio del remitente no existe"),
            (OurSender, "550 Отправитель не существует"),
            (OurSender, "550 Afzender onbekend"),
            (OurSender, "550 发件人不存在"),
            (OurSender, "550 Die Domain des Absenders wurde nicht gefunden"),
        ] {
            assert_eq!(meaning(reply), means, "{reply}");
            assert!(means.is_ours(), "{reply}");
        }
    }

    #[test]
    fn a5_a_refusal_of_us_in_any_words_is_about_us() {
        for (means, reply) in [
            (OurQuota, "550 5.7.1 Quota d'envoi dépassé"),
            (OurQuota, "552 5.2.3 Message exceeds your plan's quota of 500 recipients"),
            (OurAccount, "554 5.7.1 Mail service for domain acme.example has been suspended: unpaid invoice"),
            (OurAccount, "550 Relay service no longer active for your account"),
            (OurAccount, "550 5.7.1 Ihr Konto wurde wegen Spamversand gesperrt"),
            (OurAccount, "550 5.7.1 Refused by local policy. Sending of SPAM is not permitted! (B-EX 42:7008)"),
            (OurNetwork, "550 5.7.0 Blocked - see https://ipcheck.proofpoint.com/?ip=203.0.113.5"),
            (OurNetwork, "554 Blocked - see https://support.proofpoint.com/dnsbl-lookup.cgi?ip=203.0.113.5"),
            (OurNetwork, "521 203.0.113.5 blocked by sbc:blacklist.mailrelay.att.net"),
            (
                OurAccount,
                "550 Administrative prohibition - envelope blocked - https://community.mimecast.example/docs/DOC-1369",
            ),
            (OurSender, "550-Callback setup failed while verifying <p@acme.example>"),
            (OurSender, "550 #MS42207 The from.email domain must be verified"),
            (
                OurQuota,
                "550 Domain acme.example has exceeded the max defers and failures per hour (5/5 (100%)) allowed.",
            ),
            (Relaying, "550 Relaying verweigert"),
            (OurQuota, "550 Versandlimit erreicht"),
            (OurQuota, "550 Limit wysyłki przekroczony"),
            (OurQuota, "550 Verzendlimiet bereikt"),
            (SignIn, "550 Bitte erst anmelden"),
            (OurAccount, "550 Votre compte est suspendu"),
            (OurAccount, "550 Cuenta suspendida"),
            (OurAccount, "550 Account sospeso"),
            (OurNetwork, "550 Adresse IP bloquée"),
            (OurQuota, "550 Postfach des Absenders ist voll"),
            (
                OurNetwork,
                "554-Transaction failed Reject due to policy violations 554 For explanation visit https://postmaster.gmx.net/en/error-messages?ip=203.0.113.5",
            ),
            (OurSender, "550 5.7.1 Unconfigured Sending Domain"),
            (
                OurQuota,
                "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException; Failed to process message",
            ),
            (OurAccount, "554 5.2.0 STOREDRV.Submission.Exception:OutboundSpamException; Failed to process message"),
            (OurAccount, "554 5.7.1 Access denied: User has been locked out of sending"),
            (OurSender, "550 5.7.1 The sender does not have permission to send through this connector"),
            (OurAccount, "554 Message rejected: The sandbox only allows verified recipients"),
            (Encryption, "554 5.7.1 TLS version too old"),
            (OurQuota, "550 5.7.0 License limit of outbound mail exceeded"),
            (OurNetwork, "554 5.7.1 IP-Adresse 203.0.113.5 ist gesperrt"),
            (OurNetwork, "550 5.7.1 Adres IP na czarnej liscie"),
            (Relaying, "554 5.7.1 Relaying nicht erlaubt"),
            (OurQuota, "550 5.7.1 Límite de envío diario superado"),
            (OurQuota, "550 5.7.1 Limite di invio superato"),
            (SignIn, "550 5.7.1 Veuillez vous authentifier"),
            (OurAccount, "550 5.7.1 Ihr Konto ist gesperrt"),
            (OurAccount, "554 5.7.1 Konto gesperrt, bitte Support kontaktieren"),
            (OurAccount, "550 5.7.1 Su cuenta no puede enviar"),
            (OurQuota, "550 Tageslimit überschritten"),
            (OurNetwork, "550 Dirección IP bloqueada"),
            (SignIn, "550 Najpierw zaloguj się"),
        ] {
            assert_eq!(meaning(reply), means, "{reply}");
            assert!(means.is_ours(), "{reply}");
        }
    }

    #[test]
    fn a6_what_one_recipient_is_refused_with_stops_nobody_else() {
        for (means, reply) in [
            (
                Closed,
                "550 5.7.1 <ana@alder.example>: Recipient address rejected: this mailbox does not accept mail from the Internet",
            ),
            (NoMailbox, "550 Mailbox unavailable. Your IP address 203.0.113.5"),
            (Closed, "550 5.7.1 ana is not permitted to receive mail from the internet; ask your host"),
            (Disabled, "550 5.2.1 Mailbox disabled for spf reasons"),
            (NoMailbox, "550 Mr. Rblack is unknown here"),
            (NoMailbox, "550 5.1.1 Rejected: spfeiffer has left"),
            (NoMailbox, "550 5.1.1 Dkimura: no such user"),
            (NoMailbox, "550 5.1.1 helomoto does not live here"),
        ] {
            assert_eq!(meaning(reply), means, "{reply}");
            assert!(!means.is_ours(), "{reply}");
        }
    }

    #[test]
    fn a7_what_passes_is_tried_again() {
        for (means, reply) in [
            (Later, "451 Deferred: first contact from IP 203.0.113.5, retry later"),
            (Later, "450 4.2.0 Your IP address 203.0.113.5 is unknown to us; try again in 5 min"),
            (Later, "450 4.7.1 <unknown[203.0.113.5]>: Client host rejected: Please try again later"),
            (Later, "450 4.7.1 Rejected: connection from IP too soon after last, delay 60s"),
            (Later, "451 4.4.3 Recipient server unavailable: relay to mx.x.example failed"),
            (Later, "451 4.4.1 Cannot relay now: upstream is down"),
            (Later, "451 4.3.0 Temporary lookup failure of sender domain"),
            (Later, "450 4.1.8 <p@acme.example>: temporary lookup failure"),
            (Later, "451 4.7.1 SPF/DMARC lookup deferred, try later"),
            (Later, "550 5.7.1 Please retry your message later (temporarily deferred)"),
            (Later, "554 4.7.1 Message temporarily deferred"),
            (Later, "550 4.2.1 mailbox temporarily disabled"),
            (Later, "451 4.7.1 Your network is new to us, please try again later"),
            (Later, "450 4.4.2 connection to relay lost"),
            (Unreachable, "554 4.4.1 connection timed out"),
        ] {
            assert_eq!(meaning(reply), means, "{reply}");
            assert!(is_transient(reply) || means == Later, "{reply}");
        }
    }

    #[test]
    fn a8_a_refused_recipient_is_understood_in_their_language() {
        for (means, reply) in [
            (NoMailbox, "550 Kein Postfach unter diesem Namen"),
            (NoMailbox, "550 Empfaenger existiert hier nicht"),
            (Disabled, "550 Postfach deaktiviert"),
            (Disabled, "550 Compte désactivé"),
            (NoMailbox, "550 La casella di posta non esiste"),
            (NoMailbox, "550 Gebruiker bestaat niet"),
            (NoMailbox, "550 Nie ma takiego uzytkownika"),
            (NoMailbox, "550 L'adresse mail n'existe plus"),
            (Disabled, "550 Esta cuenta ya no está activa"),
            (Full, "550 Bandeja de entrada llena"),
            (NoMailbox, "551 User not local; please try <ana@new.example>"),
            (NoMailbox, "550-Callout verification failed"),
            (NoMailbox, "550 Nie ma takiej skrzynki"),
            (Disabled, "550 Cuenta desactivada"),
        ] {
            assert_eq!(meaning(reply), means, "{reply}");
        }
    }

    #[test]
    fn a3_only_what_names_an_address_is_of_one() {
        for reply in [
            "550 5.1.1 who",
            "550 5.1.1 user unknown",
            "550 <ana@alder.example>: User unknown",
            "550 No such user Ana here",
        ] {
            assert!(is_of_one(reply, "ana@alder.example"), "{reply}");
        }
        for reply in
            ["550 Something does not exist", "550 5.7.1 It was not found", "550 user unknown", "550 5.7.1 Ana: policy"]
        {
            assert!(!is_of_one(reply, "ana@alder.example"), "{reply}");
        }
    }

    #[test]
    fn a3_a5_whom_a_refusal_is_about_is_told_in_many_words() {
        for reply in [
            "550 5.7.1 Your HELO name for IP address 203.0.113.5 is not registered",
            "550 5.7.1 Client host name is not a FQDN",
            "550 EHLO argument does not match calling host",
            "550 Ungültiger HELO-Name",
            "550 nom HELO invalide",
            "550 5.7.1 Sender hostname rejected",
            "550 Your trial has ended",
            "550 Your trial period expired, upgrade to continue sending",
            "550 5.7.1 Account has been suspended for sending spam",
            "550 5.7.1 Your account does not exist",
            "550 5.7.0 Mailbox p@acme.example is not enabled for SMTP relay",
            "550 SMTP service is not enabled for this account",
            "550 5.7.1 Ihre Lizenz ist abgelaufen",
            "550 Ihr Abonnement ist abgelaufen",
            "550 Ihr Vertrag wurde gekündigt",
            "550 Abonnement expiré",
            "550 Su suscripción ha caducado",
            "550 Licenza scaduta",
            "550 5.7.1 API key is invalid",
            "550 Invalid API key",
            "550 5.7.1 Domain acme.example is not verified",
            "550 5.7.1 Domain acme.example not authorized to send",
            "550 The domain acme.example is not configured for sending",
            "550 From domain does not exist",
            "550 5.7.1 The domain of the sender does not exist",
            "550 Unbekannter Absender",
            "550 Absenderadresse existiert nicht",
            "550 Expéditeur inconnu",
            "550 Adresse de l'expéditeur refusée",
            "550 Remitente no válido",
            "550 Dominio mittente inesistente",
            "550 Nieznany nadawca",
            "550 Onbekende afzender",
            "550 Remetente desconhecido",
            "550 Домен отправителя не существует",
            "550 Неизвестный отправитель",
            "550 5.7.1 Daily quota reached for your account",
            "550 Too many emails sent today",
            "550 Tägliches Limit erreicht",
            "550 Limite journalière atteinte",
            "550 Ha superado el límite diario",
            "550 Limite giornaliero superato",
            "550 Dzienny limit wiadomości został przekroczony",
            "550 Maximaal aantal berichten bereikt",
            "550 5.7.1 Zu viele Nachrichten, Versand gesperrt",
            "550 Authentifizierung erforderlich",
            "550 Bitte authentifizieren Sie sich",
            "550 Authentification requise",
            "550 Debe autenticarse",
            "550 È necessaria l'autenticazione",
            "550 Wymagana autoryzacja",
            "550 Anmeldung fehlgeschlagen",
            "550 Zugangsdaten falsch",
            "550 Benutzername oder Passwort falsch",
            "550 Weiterleitung verweigert",
            "550 Relay interdit",
            "550 Relay negato",
            "550 Relay zabroniony",
            "550 Reenvío no permitido",
            "550 5.7.1 Ihre IP steht auf einer Blacklist",
            "550 IP gesperrt",
            "550 Votre IP est bloquée",
            "550 Su IP está bloqueada",
            "550 Il vostro IP è bloccato",
            "550 5.7.1 [203.0.113.5] is listed on a block list",
            "550 5.7.1 Connection refused by policy, see https://check.spamhaus.org/query/ip/203.0.113.5",
            "550 5.7.1 Verschlüsselung erforderlich",
            "550 5.7.0 Sie müssen STARTTLS verwenden",
            "550 5.7.1 Message rejected due to DMARC policy of acme.example",
            "550 5.7.1 SPF fail",
        ] {
            assert!(meaning(reply).is_ours(), "{:?} {reply}", meaning(reply));
        }
        for reply in [
            "550 5.1.1 Benutzer existiert nicht",
            "550 5.1.1 Mailbox not found",
            "550 Requested action not taken: mailbox unavailable",
            "550 Empfänger unbekannt",
            "550 Destinataire inconnu",
            "550 Utilisateur inconnu",
            "550 Esta dirección no existe",
            "550 Usuario no existe",
            "550 Indirizzo inesistente",
            "550 Adres nie istnieje",
            "550 5.1.1 The email account that you tried to reach does not exist. Please try double-checking the recipient's email address",
            "550 5.1.1 User unknown; rejecting",
            "550 5.2.1 The account is disabled",
            "550 Konto deaktiviert",
            "550 Postfach gesperrt",
            "552 5.2.2 Postfach voll",
            "550 5.1.1 <ana@alder.example>: Recipient address rejected: User unknown in virtual mailbox table",
            "550 5.1.1 ana@alder.example has no mailbox here; the sender should check the address",
            "550 No such user here (sender p@acme.example)",
            "550 5.1.1 User account is unavailable",
            "550 Der Empfänger nimmt keine E-Mails von diesem Absender an",
            "550 5.7.1 The recipient does not accept mail from external senders",
            "550 Account of this user was deleted",
            "550 5.1.1 Address does not exist at this domain, contact your provider",
            "550 Die Adresse ist nicht mehr gültig",
            "550 Mitarbeiter ist ausgeschieden",
            "550 5.4.1 Recipient address rejected: Access denied",
        ] {
            let means = meaning(reply);
            assert!(matches!(means, NoMailbox | NoDomain | BadAddress | Disabled | Full | Closed), "{means:?} {reply}");
        }
        for reply in [
            "451 4.7.1 Greylisted, please try again in 300 seconds",
            "421 4.7.0 Try again later",
            "450 4.1.2 alder.example: Domain lookup failed, try again",
            "451 Temporärer Fehler, bitte später erneut versuchen",
            "451 Erreur temporaire, veuillez réessayer plus tard",
            "451 4.7.1 Bitte versuchen Sie es später noch einmal, Ihre IP ist noch unbekannt",
            "450 4.7.1 Your IP is new, please retry in 10 minutes",
            "451 4.3.2 System not accepting network messages",
            "550 4.7.1 Try again later",
            "451 4.4.0 DNS query failed for relay",
            "450 4.7.1 Error: too much mail from 203.0.113.5",
            "450 4.2.0 Your server is unknown, wait 60 seconds",
            "550 5.7.1 Mailbox is temporarily unavailable",
            "554 5.7.1 Service temporarily unavailable",
        ] {
            let means = meaning(reply);
            assert!(matches!(means, Later | Busy | Unreachable | NoRoom), "{means:?} {reply}");
        }
    }

    #[test]
    fn before_a_recipient_was_named_every_refusal_is_of_us() {
        for stage in [Stage::Hello, Stage::SignIn, Stage::Sender] {
            for reply in ["550 5.1.1 who are you", "554 no", "550 5.7.1 looks like spam", "501 what"] {
                assert!(meaning_at(stage, reply).is_ours(), "{stage:?} {reply}");
            }
            assert!(!meaning_at(stage, "451 4.3.0 later").is_ours());
        }
        assert!(!meaning_at(Stage::Recipient, "550 5.1.1 who is that").is_ours());
    }

    #[test]
    fn only_a_refused_address_is_to_be_fixed() {
        for reply in ["550 5.1.1 unknown", "permanent error (550): no such user", "556 5.1.10 null MX", "553 no"] {
            assert!(refusal(reply).is_of_address, "{reply}");
        }
        for reply in
            ["552 5.2.2 Over quota", "550 5.7.1 spam", "451 4.1.1 later", "450 4.1.1 unknown", "Given up. timeout", ""]
        {
            assert!(!refusal(reply).is_of_address, "{reply}");
        }
    }

    #[test]
    fn the_same_refusal_of_another_has_the_same_signature() {
        let one = signature("550 5.7.1 <ana@alder.example>: Rejected by mx1.alder.example (4XyZ12)");
        assert_eq!(one, signature("550 5.7.1 <bo@birch.example>: Rejected by mx.birch.example (9AbC34)"));
        assert_ne!(one, signature("550 5.7.0 <bo@birch.example>: Rejected by mx.birch.example (9AbC34)"));
        assert_ne!(one, signature("550 5.7.1 <bo@birch.example>: Blocked by mx.birch.example (9AbC34)"));
    }

    #[test]
    fn what_a_refusal_begins_with_is_what_it_is_about() {
        let mut wrong = Vec::new();
        for (means, reply) in [
            (NoMailbox, "550 5.1.1 User unknown (starttls=no)"),
            (NoMailbox, "550 5.1.1 no such user; SPF: pass; DKIM: none"),
            (NoMailbox, "550 5.1.1 Address does not exist; sender=p@acme.example, spf=pass"),
            (NoMailbox, "550 5.1.1 Recipient not found; see postmaster page about SPF and DKIM"),
            (NoMailbox, "550 5.1.1 invalid recipient; if you are sender's admin see our DMARC help"),
            (NoMailbox, "550 5.1.1 User does not exist. To relay mail through this server authenticate first."),
            (NoMailbox, "550 ana... Addressee unknown, relay=[203.0.113.5]"),
            (NoMailbox, "550 5.1.1 This user does not have a mailbox on your server"),
            (NoMailbox, "550 Sorry, no user ana here, your IP was logged"),
            (NoMailbox, "550 5.1.1 The address ana does not exist at this IP address's host"),
            (
                NoMailbox,
                "550 User Unknown. Verify that the address is accurate and that your server has not been blacklisted",
            ),
            (NoMailbox, "550 mailbox not found or sender blacklisted"),
            (NoMailbox, "550 5.1.1 No such user; please sign up at alder.example"),
            (NoMailbox, "550 5.1.1 sandbox-user unknown"),
            (NoMailbox, "550 User unknown; the license of the mailbox expired"),
            (NoMailbox, "550 Die E-Mail-Adresse ist unbekannt. Ihr Server: 203.0.113.5"),
            (NoMailbox, "550 Le destinataire n'existe pas. Votre serveur mail: 203.0.113.5"),
            (NoMailbox, "550 El destinatario no existe, compruebe su cuenta"),
            (NoMailbox, "550 Destinatario inexistente (mittente p@acme.example)"),
            (NoMailbox, "550 5.1.1 Passwort vergessen? Benutzer unbekannt"),
            (NoMailbox, "550 5.1.1 Konto wurde nicht gefunden"),
            (NoMailbox, "554 Message rejected: Address is on the suppression list for your account"),
            (Disabled, "550 5.2.1 Konto gesperrt"),
            (Disabled, "550 Cuenta suspendida: el destinatario ana no recibe correo"),
            (Disabled, "550 5.2.1 Subscriber account closed due to unpaid invoice"),
            (Disabled, "550 The mailbox owner's subscription has expired"),
            (Disabled, "550 5.2.1 Mailbox license expired"),
            (Disabled, "550 Mailbox for invoice processing closed"),
            (Full, "552 5.2.2 Your message would exceed the mailbox's monthly quota"),
            (Full, "550 5.2.2 mailbox exceeds limit; daily quota for this user is reached"),
            (Full, "552 5.2.2 user has exceeded their limit on the number of messages"),
            (Closed, "550 5.7.1 You are on this user's block list"),
            (Closed, "550 Your address is on the recipient's personal blacklist"),
            (Closed, "550 5.7.133 Sender not authenticated for group"),
            (Later, "450 4.7.1 Try again in 5 minutes (SPF not checked yet)"),
            (Later, "451 4.4.3 cannot check blacklist dnsbl right now"),
            (Later, "450 4.7.0 DKIM key could not be fetched; retrying"),
            (Later, "450 4.7.1 p@acme.example: unverified sender address; verification in progress"),
            (OurQuota, "550-5.4.6 A per-user SMTP relay quota has been exceeded"),
            (OurQuota, "554 5.7.1 You've reached your daily relay quota"),
            (OurQuota, "550 <p@acme.example> has exceeded relay quota of 500"),
            (OurQuota, "554 5.7.0 Message size and rate quota for account reached"),
            (OurQuota, "552 5.7.1 Zuviele Empfänger heute"),
            (OurQuota, "550 5.2.250 Your message can't be sent because you've exceeded the limit."),
            (OurQuota, "550 You have used up your emails for this month"),
            (OurQuota, "550 5.7.1 Your free plan limit is reached; upgrade"),
            (OurQuota, "550 Ha excedido el número máximo de correos por hora"),
            (OurQuota, "550 Превышен лимит отправки сообщений"),
            (OurAccount, "550 5.7.0 Mail Sending denied. This error occurs if the sender account is disabled"),
            (OurAccount, "550 Outgoing mail is disabled for user"),
            (OurAccount, "550 5.7.1 Account is frozen for outbound mail"),
            (OurAccount, "554 5.7.1 Your message was blocked by outgoing spam filter; account locked"),
            (OurAccount, "552 5.2.2 Account storage full, cannot send"),
            (OurAccount, "550 5.4.6 Email sending to external domains blocked. Reach your admin"),
            (OurAccount, "554 Message rejected: Account is paused"),
            (OurAccount, "550 Les envois de ce compte sont suspendus"),
            (OurName, "550 your mailserver's name is not valid"),
            (OurName, "550 invalid greeting"),
            (Us, "555 5.5.2 Syntax error, goodbye. gsmtp"),
            (Relaying, "550 Le serveur n'accepte pas le relais"),
            (
                OurNetwork,
                "550-Requested action not taken: mailbox unavailable 550-Reject due to policy restrictions. 550 https://postmaster.gmx.net/en/error-messages?c=r0601&i=ip&v=203.0.113.5",
            ),
            (OurNetwork, "554 IMTA 554 5.7.1 No MTA access from 203.0.113.5: contact postmaster"),
            (OurNetwork, "554 IP=203.0.113.5 - A problem occurred. Ask your postmaster for help. (DNS)"),
            (OurNetwork, "550 5.7.1 PTR mismatch"),
            (OurNetwork, "550 Kein gültiger Reverse-DNS-Eintrag"),
            (OurNetwork, "553 Sorry, you are not in my list of allowed clients"),
            (OurNetwork, "550 Ihr Mailserver (203.0.113.5) ist auf einer Sperrliste"),
            (OurNetwork, "550 Ваш IP заблокирован"),
            (SignIn, "550 Port 25 blocked, use 587"),
            (SignIn, "550 not logged in"),
            (SignIn, "550 Password expired"),
            (SignIn, "550 5.7.1 2FA required: use an app password"),
            (SignIn, "550 5.7.30 Basic authentication is not supported for Client Submission."),
            (SignIn, "550 Authentification échouée"),
            (SignIn, "550 Требуется аутентификация"),
            (Encryption, "550-5.7.29 Your email wasn't sent over a TLS connection"),
            (Encryption, "550 SSL required"),
            (OurSender, "550 Sender policy violation"),
            (OurSender, "550 5.7.1 Verify your email address before sending"),
            (OurSender, "550 <p@acme.example> is not yours to use in From:"),
            (SignIn, "550 User does not have permission: authentication required"),
            (OurSender, "550 5.1.1 <p@acme.example>: Sender address rejected: User unknown in relay recipient table"),
        ] {
            if meaning(reply) != means {
                wrong.push(format!("{means:?}, not {:?}: {reply}", meaning(reply)));
            }
        }
        assert_eq!(wrong, [""; 0]);
    }
}
