//! Words of reports: a table of how those of each software begin, and where they say why.

/// Mail servers whose software is not known, in words that many have.
pub const UNKNOWN: &str = "a mail server";

/// How the reports of a software look.
pub struct Form {
    pub software: &'static str,
    /// Words of one line, any of those separated by `|`, in lower case: behind them are the recipient and the reason.
    pub begins: &'static str,
    /// Words behind which the reason is, where it isn't beside the recipient.
    pub says: &'static str,
}

const fn form(software: &'static str, begins: &'static str, says: &'static str) -> Form {
    Form { software, begins, says }
}

/// The first row that fits decides. What a software is called says where its texts are from: its source, its manual, or
/// messages that it sent.
pub const FORMS: &[Form] = &[
    // https://cr.yp.to/proto/qsbmf.txt; qmail-send.c
    form(
        "qmail (QSBMF)",
        "this is the qmail-send program|i'm afraid i wasn't able to deliver\
         |i wasn't able to deliver your message|ich konnte ihre nachricht nicht an die folgenden adressen\
         |je n'ai pas pu delivrer votre message|su mensaje no pudo ser entregado",
        "",
    ),
    form(
        "Yahoo",
        "sorry, we were unable to deliver your message to the following address\
         |unable to deliver message to the following address(es)",
        "",
    ),
    form(
        "qmail, changed",
        "unfortunately, your mail was not delivered to the following address|your mail message to the following address\
         |your message to the following addresses|this is the machine generated message from mail service\
         |this is the mail delivery agent at|he/her is not",
        "",
    ),
    // bounce(5): templates of Postfix, of which every text can be changed, but hardly this line.
    form(
        "Postfix text",
        "this is the postfix program at host|this is the mail system at|this is the postfix|i'm sorry to have to inform you that your",
        "",
    ),
    // src/deliver.c; GMX and 1&1 write the same, and the reason below it
    form(
        "Exim",
        "the following address(es) failed|the following address failed|this message was created automatically by mail delivery\
         |this message was created automatically by the mail system|a message that you sent could not be delivered\
         |a message that you sent contained one or more recipient addresses|a message that you sent was rejected by\
         |has been frozen|was frozen on arrival|router encountered the following error|a message that you sent has not yet been delivered\
         |the message identifier is|address(es) to which the message has not yet been delivered",
        "for the following reason:|reason:",
    ),
    // module.dsn of Courier
    form(
        "Courier",
        "this is a delivery status notification from|your message to the following recipients cannot be",
        "<<<",
    ),
    form(
        "Microsoft Exchange",
        "did not reach the following recipient|the following recipient(s) could not be reached\
         |the following recipient(s) cannot be reached|delivery has failed to these recipients\
         |rejected your message to the following e|couldn't be delivered to|could not be delivered to the following recipient\
         |fehler bei der nachrichtenzustellung an folgende empfänger|die folgenden empfänger konnten nicht erreicht\
         |folgende empfänger konnten nicht erreicht|zustellungsfehler|échec de la remise pour les destinataires\
         |échec de la remise à ces destinataires|n'a pas pu être remis à|no se pudo entregar a estos destinatarios\
         |no se pudo entregar el mensaje a los siguientes|il recapito non è riuscito per i seguenti\
         |impossibile recapitare il messaggio|de levering aan de volgende|bezorgen bij deze geadresseerden\
         |kan niet worden bezorgd bij|falha na entrega a estes destinat|não foi possível entregar\
         |nie można dostarczyć wiadomości|dostarczanie do następujących adresatów|не удалось доставить\
         |сбой доставки следующим получателям|次の受信者またはグループへの配信に失敗|次の受信者への配信に失敗|配信できませんでした\
         |未能传递给以下收件人|传递到以下收件人或组时失败|無法傳送至下列收件者|다음 받는 사람에게 배달하지 못했습니다",
        "#5|#4|remote server returned|remoteserver hat|server remoto|serveur distant|gave this error:",
    ),
    // postmaster's help of Gmail and Google Workspace
    form(
        "Gmail",
        "delivery to the following recipient failed permanently|delivery to the following recipients failed permanently\
         |delivery to the following recipient has been delayed|your message wasn't delivered to\
         |there was a problem delivering your message to|there was a temporary problem delivering your message to\
         |** address not found **|** message blocked **|** message not delivered **|** delivery incomplete **\
         |ihre nachricht wurde nicht an|votre message n'a pas été remis|hubo un problema|tu mensaje no se ha entregado",
        "the error that the other server returned was:|the response from the remote server was:|the response was:\
         |technical details of permanent failure:|technical details of temporary failure:",
    ),
    form("Google Groups", "we're writing to let you know that the group you tried to contact", ""),
    // deliver_bounce.c of OpenSMTPD
    form("OpenSMTPD", "this is the mailer-daemon, please do not reply to this e", ""),
    // mail.c of dma
    form("DragonFly Mail Agent", "this is the dragonfly mail agent", "did not like our"),
    form(
        "HCL Domino",
        "was not delivered to:|no se entregó a:|wurde nicht zugestellt an:|n'a pas été remis à",
        "because:|porque:|weil:|grund:|parce que",
    ),
    form("HCL Notes", "------- failure reasons", "failure reasons --------|failure reasons"),
    // MailetContext of Apache James
    form("Apache James", "error message below:", ""),
    form("Amazon SES", "an error occurred while trying to deliver the mail to the following recipients", ""),
    form(
        "Oracle Messaging Server",
        "your message cannot be delivered to the following recipients|your message has been enqueued and undeliverable\
         |is being returned",
        "diagnostic code: smtp;|reason:",
    ),
    form("Facebook", "this message was created automatically by facebook", ""),
    form("MailFoundry", "unable to deliver message to:", "delivery failed for the following reason:"),
    form("MailMarshal", "could not be delivered because of", ""),
    form("McAfee", "the following addresses had delivery problems", ""),
    form("SurfControl", "your message could not be sent.", "failed to send to identified host,"),
    form("Verizon", "message could not be delivered to mobile", "error:"),
    form("InterScan", "sent <<<", "received >>>"),
    form("m-FILTER", "「m-filter」が自動的に", "-------server message"),
    form("KDDI", "your mail sent on:|your mail attempted to be delivered on:", ""),
    form(
        "EZweb",
        "the user(s) account is|each of the following recipients was rejected by a remote|your message was not delivered within",
        "<<<",
    ),
    form(
        "IMail",
        "unknown user:|user mailbox exceeds allowed size:|undeliverable to|unknown host:|invalid final delivery userid:|delivery failed ",
        "",
    ),
    // savemail.c of sendmail, and what was made of it
    form(
        "sendmail",
        "the following addresses had permanent|the following addresses had transient|the following addresses had delivery\
         |the following addresses had fatal|the following address had|----- transcript of session follows|failed addresses follow:",
        "(reason:|<<<|----- non-delivered information",
    ),
    form("smail", "message log follows:", ""),
    form("LISTSERV", "--> error description:", "error-text:"),
    form(
        "MDaemon",
        "the attached message had permanent fatal|the following addresses did not receive a copy|there is no user by that name at this server",
        "",
    ),
    form("Openwave", "this message was undeliverable due to the following reason", ""),
    form("Dovecot", "was automatically rejected:|your message was automatically rejected by dovecot", ""),
    form("PowerMTA", "immediately below you will find a list of", ""),
    form("SendGrid", "this is an automatically generated message from sendgrid", ""),
    form("fml", "you are not a member of this mailing list|not member article from|duplicated message-id", ""),
    form("Microsoft SMTP", "this is an automatically generated delivery status notification", "technical details:"),
    form(
        UNKNOWN,
        "unable to deliver message to the following|your delivery to the following address has been failed\
         |had trouble delivering your message|your message could not be delivered|could not be delivered to\
         |unable to deliver|was undeliverable|delivery to the following|did not receive this message|has not yet been delivered|has not been delivered\
         |encountered delivery problems|has been returned because|could not be delivered|not delivered to the following|undeliverable address|failed recipient\
         |has been postponed|following address(es) failed\
         |mail could not be delivered|message could not be delivered|could not deliver your|cannot be delivered\
         |konnte nicht zugestellt werden|nicht zugestellt|n'a pas pu être|no ha podido ser entregado|no pudo entregarse\
         |non è stato possibile|退信|退回|无法送达|配信できません|届けることができません|送信できませんでした|не может быть доставлено\
         |не было доставлено|returned to you|message status: undeliverable|delivery failure",
        "remote host said|said:|reason:|error:|response:|原因",
    ),
];

/// That of mail servers that give the reply of another one in words of their own.
pub const REPLY: Form = form("RFC 5321 (a reply in the text)", "", "");

/// Words at the beginning of a line from which on the message returned follows, or help.
pub const RETURNED: &str = "below this line is a copy|below this line is|this is a copy of|this is the header|original message|returned message|the header of the original\
     |below is a copy|message header follows|message headers follow|unsent message|included is a copy|begin returned message|return-path:|received:|delivered-to:\
     |original mail as follows|the following is a copy|here is a copy|copy of message|copy of the original|no message was collected|content-type:\
     |message follows|original email|attached message|mensaje original|message d'origine|ursprüngliche nachricht|x-originating|x-ymail|x-yahoo|message-id:\
     |dkim-signature:|x-mailer:|mime-version:|intestazioni originali|en-têtes d'origine|encabezados de mensaje|kopfzeilen der ursp|元のメッセージ|原始邮件";

/// Words of reports on emails that are still tried.
pub const WAITS: &str = "this is a warning message only|this is a warning only|warning message only|not yet been delivered|has not been delivered to\
     |delivery attempts will continue|will be retried|will continue to be|do not need to resend|do not need to re-send|is delayed for more|has been delayed\
     |been delayed|still being retried|will keep trying|keep trying to deliver|will continue trying|will try to deliver|no action is required on your part\
     |temporary failure report|transient non-fatal|delivery is delayed|message delayed|delivery incomplete|wird weiter versucht|verzögert|retardé|retrasad\
     |ritardat|vertraagd|задерж|遅延|延迟|still undelivered|will retry|continue to try|continue to attempt|has been postponed";
